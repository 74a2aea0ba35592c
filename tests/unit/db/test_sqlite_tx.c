/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transactions: whole or not at all, seen by others only when done, and the log they leave stays short. */
#include "db_fixture.h"
#include "support.h"
#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

TestSuite(sqlite_tx, .timeout = 120);

static const char put_word[] = "INSERT INTO search_words (word) VALUES ($1)";

static void put(struct sb_db *db, const char *word)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stmt *stmt;

	cr_assert_eq(sb_db_stmt(db, put_word, &stmt, &err), SB_OK, "%s", err.text);
	sb_bind_text(stmt, 1, word);
	cr_assert_eq(sb_stmt_run(stmt, NULL, &err), SB_OK, "%s", err.text);
}

static int64_t words(struct sb_db *db)
{
	return dbt_number(db, "SELECT count(*) FROM search_words");
}

static bool changed(struct sb_db *db)
{
	struct sb_error err = SB_ERROR_INIT;
	bool is = false;

	cr_assert_eq(sb_db_changed(db, &is, &err), SB_OK, "%s", err.text);
	return is;
}

Test(sqlite_tx, what_is_rolled_back_or_left_open_never_was)
{
	char *path = dbt_new_path();
	struct sb_db *db = dbt_open(path, SB_DB_CREATE);

	sb_db_rollback(db);
	dbt_begin(db);
	cr_assert(sb_db_in_transaction(db));
	put(db, "a");
	sb_db_rollback(db);
	cr_assert_not(sb_db_in_transaction(db));
	cr_assert_eq(words(db), 0);
	dbt_begin(db);
	put(db, "b");
	sb_db_close(db);
	db = dbt_open(path, SB_DB_WRITE);
	cr_assert_eq(words(db), 0);
	dbt_begin(db);
	put(db, "c");
	dbt_commit(db);
	sb_db_close(db);
	db = dbt_open(path, SB_DB_READ);
	cr_assert_eq(words(db), 1);
	sb_db_close(db);
	free(path);
}

Test(sqlite_tx, a_savepoint_is_kept_or_reverted_and_the_rest_stays)
{
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);
	struct sb_error err = SB_ERROR_INIT;

	dbt_begin(db);
	put(db, "outer");
	for (int round = 0; round < 3; round++) {
		cr_assert_eq(sb_db_savepoint(db, &err), SB_OK, "%s", err.text);
		put(db, "reverted");
		sb_db_savepoint_revert(db);
	}
	cr_assert_eq(sb_db_savepoint(db, &err), SB_OK);
	put(db, "kept");
	cr_assert_eq(sb_db_savepoint_keep(db, &err), SB_OK);
	dbt_commit(db);
	cr_assert_eq(words(db), 2);
	cr_assert_eq(dbt_number(db, "SELECT count(*) FROM search_words WHERE word = 'reverted'"), 0);
}

Test(sqlite_tx, an_interrupted_write_takes_the_transaction_with_it_and_commit_says_so)
{
	static const char endless[] = "INSERT INTO search_words (word) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
				      " SELECT 'word' || i FROM n";
	char *path = dbt_new_path();
	sb_owned(db) db = dbt_open(path, SB_DB_CREATE);
	sb_owned(db) other = dbt_open(path, SB_DB_WRITE);
	struct sb_error err = SB_ERROR_INIT;

	dbt_begin(db);
	put(db, "a");
	sb_db_limit(db, 30);
	cr_assert_eq(dbt_run(db, endless, &err), SB_INTERRUPTED);
	sb_db_limit(db, 0);
	cr_assert_eq(dbt_run(db, "INSERT INTO search_words (word) VALUES ('half')", &err), SB_FAILED);
	cr_assert_eq(sb_db_commit(db, &err), SB_FAILED);
	cr_assert_not(sb_db_in_transaction(db));
	cr_assert_eq(words(db), 0);
	dbt_write(other, "INSERT INTO search_words (word) VALUES ('the gate is open')");
	dbt_begin(db);
	put(db, "and works again");
	dbt_commit(db);
	cr_assert_eq(words(db), 2);
	free(path);
}

Test(sqlite_tx, a_reading_transaction_sees_one_moment)
{
	char *path = dbt_new_path();
	sb_owned(db) writer = dbt_open(path, SB_DB_CREATE);
	sb_owned(db) reader = dbt_open(path, SB_DB_READ);
	struct sb_error err = SB_ERROR_INIT;

	cr_assert_eq(sb_db_read_begin(reader, &err), SB_OK);
	cr_assert_eq(words(reader), 0);
	dbt_write(writer, "INSERT INTO search_words (word) VALUES ('a')");
	cr_assert_eq(words(reader), 0);
	sb_db_read_end(reader);
	cr_assert_eq(words(reader), 1);
	free(path);
}

Test(sqlite_tx, changed_tells_of_others_commits_once_and_of_nothing_else)
{
	char *path = dbt_new_path();
	sb_owned(db) db = dbt_open(path, SB_DB_CREATE);
	sb_owned(db) other = dbt_open(path, SB_DB_WRITE);

	cr_assert_not(changed(db));
	dbt_write(db, "INSERT INTO search_words (word) VALUES ('mine')");
	cr_assert_not(changed(db));
	dbt_write(other, "INSERT INTO search_words (word) VALUES ('theirs')");
	cr_assert(changed(db));
	cr_assert_not(changed(db));
	dbt_begin(other);
	put(other, "taken back");
	sb_db_rollback(other);
	cr_assert_not(changed(db));
	free(path);
}

Test(sqlite_tx, a_statement_left_half_read_does_not_keep_the_next_transaction_out)
{
	char *path = dbt_new_path();
	sb_owned(db) db = dbt_open(path, SB_DB_CREATE);
	sb_owned(db) other = dbt_open(path, SB_DB_WRITE);
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stmt *stmt;
	bool row;

	dbt_write(db, "INSERT INTO search_words (word) VALUES ('a'), ('b')");
	cr_assert_eq(sb_db_compose(db, "SELECT word FROM search_words", &stmt, &err), SB_OK);
	cr_assert_eq(sb_stmt_step(stmt, &row, &err), SB_OK);
	dbt_write(other, "INSERT INTO search_words (word) VALUES ('makes the snapshot old')");
	dbt_begin(db);
	put(db, "c");
	dbt_commit(db);
	cr_assert_eq(words(db), 4);
	free(path);
}

Test(sqlite_tx, a_foreign_program_that_holds_the_lock_is_waited_for_and_then_reported_as_busy)
{
	char *path = dbt_new_path();
	const struct sb_db_options options = { .mode = SB_DB_WRITE, .busy_ms = 200 };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_db *db;
	sqlite3 *raw;

	sb_db_close(dbt_open(path, SB_DB_CREATE));
	cr_assert_eq(sb_db_open(path, &options, &db, &err), SB_OK);
	raw = dbt_raw(path);
	cr_assert_eq(dbt_raw_run(raw, "BEGIN IMMEDIATE"), SQLITE_OK);
	cr_assert_eq(sb_db_begin(db, &err), SB_BUSY);
	cr_assert_not(sb_db_in_transaction(db));
	cr_assert_eq(words(db), 0, "reading goes on");
	cr_assert_eq(dbt_raw_run(raw, "ROLLBACK"), SQLITE_OK);
	dbt_begin(db);
	sb_db_rollback(db);
	sqlite3_close(raw);
	sb_db_close(db);
	free(path);
}

static off_t bytes_of(const char *path, const char *suffix)
{
	sb_auto(buf) name = SB_BUF_INIT;
	struct stat st;

	sb_buf_printf(&name, "%s%s", path, suffix);
	return stat(name.data, &st) == 0 ? st.st_size : 0;
}

/* A transaction of about `pages` pages. */
static void write_pages(struct sb_db *db, int pages)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stmt *stmt;

	dbt_begin(db);
	cr_assert_eq(sb_db_compose(db, "INSERT INTO search_words (word) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT $1)"
				       " SELECT hex(randomblob(1500)) FROM n", &stmt, &err), SB_OK, "%s", err.text);
	sb_bind_int(stmt, 1, pages / 3);
	cr_assert_eq(sb_stmt_run(stmt, NULL, &err), SB_OK, "%s", err.text);
	dbt_commit(db);
}

Test(sqlite_tx, the_log_stays_bounded_while_writing_and_is_cut_when_idle)
{
	char *path = dbt_new_path();
	sb_owned(db) db = dbt_open(path, SB_DB_CREATE);
	off_t largest = 0;

	for (int i = 0; i < 40; i++) {
		write_pages(db, 400);
		if (bytes_of(path, "-wal") > largest)
			largest = bytes_of(path, "-wal");
	}
	cr_assert_lt(largest, 16 << 20);
	cr_assert_eq(bytes_of(path, "-wal"), largest, "as long as writing goes on its file keeps its length");
	write_pages(db, 1000);
	sb_db_tidy(db);
	cr_assert_leq(bytes_of(path, "-wal"), 2000000);
	cr_assert_not(changed(db), "tidying is no change");
	free(path);
}

Test(sqlite_tx, a_book_used_by_one_short_program_after_another_keeps_a_short_log)
{
	char *path = dbt_new_path();

	sb_db_close(dbt_open(path, SB_DB_CREATE));
	for (int i = 0; i < 60; i++) {
		sb_owned(db) db = dbt_open(path, SB_DB_WRITE);

		write_pages(db, 60);
	}
	cr_assert_lt(bytes_of(path, "-wal"), 4 << 20);
	free(path);
}

Test(sqlite_tx, what_was_committed_survives_the_killing_of_its_writer)
{
	char *path = dbt_new_path();
	int acknowledged[2], rounds = st_long() ? 200 : 12;
	int64_t promised = 0;

	sb_db_close(dbt_open(path, SB_DB_CREATE));
	for (int round = 0; round < rounds; round++) {
		char byte;
		pid_t pid;

		cr_assert_eq(pipe(acknowledged), 0);
		pid = fork();
		if (pid == 0) {
			struct sb_db *db = dbt_open(path, SB_DB_WRITE);

			for (int i = 0;; i++) {
				sb_auto(buf) word = SB_BUF_INIT;

				sb_buf_printf(&word, "%d-%d", round, i);
				dbt_begin(db);
				put(db, word.data);
				dbt_commit(db);
				if (write(acknowledged[1], "x", 1) != 1)
					_exit(2);
			}
		}
		close(acknowledged[1]);
		/* Half of them are killed in the middle of writing, however slow they are. */
		if (round % 2)
			promised += read(acknowledged[0], &byte, 1) == 1;
		usleep(20000 + 7000 * (useconds_t)(round % 10));
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		while (read(acknowledged[0], &byte, 1) == 1)
			promised++;
		close(acknowledged[0]);
	}
	{
		sb_owned(db) db = dbt_open(path, SB_DB_WRITE);

		cr_assert_gt(promised, 0);
		cr_assert_geq(words(db), promised);
		cr_assert_leq(words(db), promised + rounds, "at most one a round was saved but not yet acknowledged");
		cr_assert_eq(dbt_number(db, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
	}
	free(path);
}

static int64_t indexes(struct sb_db *db)
{
	return dbt_number(db, "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'products'");
}

Test(sqlite_tx, indexes_taken_away_are_made_anew_or_were_never_gone)
{
	char *path = dbt_new_path();
	struct sb_db *db = dbt_open(path, SB_DB_CREATE);
	struct sb_error err = SB_ERROR_INIT;
	sb_auto(buf) again = SB_BUF_INIT;
	int64_t all = indexes(db);

	cr_assert_gt(all, 1);
	dbt_begin(db);
	cr_assert_eq(sb_db_unindex(db, "products", &again, &err), SB_OK, "%s", err.text);
	cr_assert_eq(indexes(db), 0);
	sb_db_rollback(db);
	cr_assert_eq(indexes(db), all);
	sb_buf_clear(&again);
	dbt_begin(db);
	cr_assert_eq(sb_db_unindex(db, "products", &again, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_db_script(db, again.data, &err), SB_OK, "%s", err.text);
	dbt_commit(db);
	cr_assert_eq(indexes(db), all);
	sb_db_close(db);
	free(path);
}
