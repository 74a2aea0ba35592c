/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements and their cache: values come back as they went in, and every failure is one status and one sentence. */
#include "db_fixture.h"
#include <criterion/criterion.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

TestSuite(sqlite_stmt, .timeout = 60);

static struct sb_stmt *prepared(struct sb_db *db, const char *sql)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stmt *stmt;

	cr_assert_eq(sb_db_compose(db, sql, &stmt, &err), SB_OK, "%s", err.text);
	return stmt;
}

static bool step(struct sb_stmt *stmt)
{
	struct sb_error err = SB_ERROR_INIT;
	bool row;

	cr_assert_eq(sb_stmt_step(stmt, &row, &err), SB_OK, "%s", err.text);
	return row;
}

Test(sqlite_stmt, values_come_back_as_they_were_bound_whatever_the_order_of_placeholders)
{
	static const int64_t numbers[] = { 0, 1, -1, INT64_MAX, INT64_MIN + 1 };
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);

	for (size_t i = 0; i < SB_COUNT(numbers); i++) {
		struct sb_stmt *stmt = prepared(db, "SELECT $3, $1, $2, $1, $4");
		size_t bytes;
		const void *read;

		sb_bind_int(stmt, 1, numbers[i]);
		sb_bind_text(stmt, 2, "it's \"größe\" $1 ?");
		sb_bind_bytes(stmt, 3, "a\0b", 3);
		sb_bind_text(stmt, 4, NULL);
		cr_assert(step(stmt));
		read = sb_col_bytes(stmt, 0, &bytes);
		cr_assert_eq(bytes, 3);
		cr_assert_eq(memcmp(read, "a\0b", 3), 0);
		cr_assert_eq(sb_col_int(stmt, 1), numbers[i]);
		cr_assert_str_eq(sb_col_text(stmt, 2), "it's \"größe\" $1 ?");
		cr_assert_eq(sb_col_int(stmt, 3), numbers[i]);
		cr_assert(sb_col_is_null(stmt, 4));
		cr_assert_eq(sb_col_int(stmt, 4), SB_NONE);
		cr_assert_null(sb_col_text(stmt, 4));
		cr_assert_not(step(stmt));
		cr_assert_not(step(stmt), "a statement that has ended stays ended");
	}
}

Test(sqlite_stmt, a_number_that_is_not_there_is_null)
{
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);
	struct sb_stmt *stmt = prepared(db, "SELECT $1 IS NULL");

	sb_bind_int(stmt, 1, SB_NONE);
	cr_assert(step(stmt));
	cr_assert_eq(sb_col_int(stmt, 0), 1);
}

Test(sqlite_stmt, a_statement_asked_for_again_is_reset_and_unbound)
{
	static const char fixed[] = "SELECT $1 UNION ALL SELECT 2";
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stmt *first, *again;

	cr_assert_eq(sb_db_stmt(db, fixed, &first, &err), SB_OK);
	sb_bind_int(first, 1, 1);
	cr_assert(step(first));
	cr_assert_eq(sb_db_stmt(db, fixed, &again, &err), SB_OK);
	cr_assert_eq(first, again, "prepared once");
	cr_assert(step(again));
	cr_assert(sb_col_is_null(again, 0));
}

Test(sqlite_stmt, many_statements_of_both_kinds_are_found_again)
{
	static char texts[500][32];
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);

	for (int round = 0; round < 3; round++)
		for (int i = 0; i < 500; i++) {
			struct sb_error err = SB_ERROR_INIT;
			struct sb_stmt *fixed, *composed;
			char text[32];

			snprintf(texts[i], sizeof(texts[i]), "SELECT %d", i);
			memcpy(text, texts[i], sizeof(text));
			cr_assert_eq(sb_db_stmt(db, texts[i], &fixed, &err), SB_OK);
			cr_assert_eq(sb_db_compose(db, text, &composed, &err), SB_OK);
			cr_assert(step(fixed));
			cr_assert(step(composed));
			cr_assert_eq(sb_col_int(fixed, 0), i);
			cr_assert_eq(sb_col_int(composed, 0), i);
			sb_stmt_reset(fixed);
			sb_stmt_reset(composed);
		}
}

Test(sqlite_stmt, changes_counts_the_rows_written)
{
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);
	struct sb_error err = SB_ERROR_INIT;
	int64_t changes = -1;

	dbt_begin(db);
	cr_assert_eq(sb_stmt_run(prepared(db, "INSERT INTO search_words (word) VALUES ('a'), ('b'), ('c')"), &changes, &err), SB_OK);
	cr_assert_eq(changes, 3);
	cr_assert_eq(sb_stmt_run(prepared(db, "UPDATE search_words SET word = 'd' WHERE word = 'z'"), &changes, &err), SB_OK);
	cr_assert_eq(changes, 0);
	cr_assert_eq(sb_stmt_run(prepared(db, "SELECT word FROM search_words"), &changes, &err), SB_OK);
	cr_assert_eq(changes, 0);
	dbt_commit(db);
}

Test(sqlite_stmt, mistakes_are_reported_and_change_nothing)
{
	static const struct {
		const char *sql;
		enum sb_status status;
	} cases[] = {
		{ "SELEKT 1", SB_FAILED },
		{ "SELECT \"no such column\"", SB_FAILED },
		{ "SELECT ?1", SB_FAILED },
		{ "SELECT $name", SB_FAILED },
		{ "INSERT INTO search_words (id, word) VALUES (1, NULL)", SB_CONFLICT },
		{ "INSERT INTO search_words (id, word) VALUES (1, x'00')", SB_CONFLICT },
		{ "INSERT INTO barcodes (code, product, printed, pack_milli) VALUES ('1', 99, '1', 1000)", SB_CONFLICT },
	};
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct sb_error err = SB_ERROR_INIT;
		enum sb_status status;

		dbt_begin(db);
		status = dbt_run(db, cases[i].sql, &err);
		/* References are looked at when the transaction ends or, as here, when the statement does. */
		cr_assert_eq(status, cases[i].status, "%s: %s", cases[i].sql, err.text);
		cr_assert_eq(err.status, cases[i].status);
		cr_assert_neq(err.text[0], '\0');
		sb_db_rollback(db);
	}
	cr_assert_eq(dbt_number(db, "SELECT count(*) FROM search_words"), 0);
}

Test(sqlite_stmt, writing_outside_a_transaction_is_refused)
{
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);
	struct sb_error err = SB_ERROR_INIT;

	cr_assert_eq(dbt_run(db, "INSERT INTO search_words (word) VALUES ('a')", &err), SB_FAILED);
	cr_assert_eq(dbt_number(db, "SELECT count(*) FROM search_words"), 0);
}

static const char endless[] =
	"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n WHERE i % 2 = 3";

Test(sqlite_stmt, a_limit_ends_a_statement_that_takes_too_long)
{
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);
	struct sb_error err = SB_ERROR_INIT;

	sb_db_limit(db, 50);
	cr_assert_eq(dbt_run(db, endless, &err), SB_INTERRUPTED);
	sb_db_limit(db, 0);
	cr_assert_eq(dbt_number(db, "SELECT 7"), 7, "and leaves no trace");
}

struct hail {
	struct sb_db *db;
	atomic_bool is_over;
};

/* Again if it came before there was anything to interrupt. */
static void *interrupt_later(void *with)
{
	struct hail *hail = with;

	while (!atomic_load(&hail->is_over)) {
		usleep(50000);
		sb_db_interrupt(hail->db);
	}
	return NULL;
}

Test(sqlite_stmt, another_thread_can_interrupt)
{
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);
	struct hail hail = { .db = db };
	struct sb_error err = SB_ERROR_INIT;
	pthread_t thread;

	cr_assert_eq(pthread_create(&thread, NULL, interrupt_later, &hail), 0);
	cr_assert_eq(dbt_run(db, endless, &err), SB_INTERRUPTED);
	atomic_store(&hail.is_over, true);
	cr_assert_eq(pthread_join(thread, NULL), 0);
	cr_assert_eq(dbt_number(db, "SELECT 7"), 7);
}

static void *interrupt_on_and_on(void *with)
{
	struct hail *hail = with;

	while (!atomic_load(&hail->is_over))
		sb_db_interrupt(hail->db);
	return NULL;
}

Test(sqlite_stmt, no_interrupt_leaves_a_read_open)
{
	for (int i = 0; i < 300; i++) {
		sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);
		struct hail hail = { .db = db };
		struct sb_error err = SB_ERROR_INIT;
		pthread_t thread;

		cr_assert_eq(pthread_create(&thread, NULL, interrupt_on_and_on, &hail), 0);
		for (int j = 0; j < 30; j++) {
			enum sb_status status = sb_db_read_begin(db, &err);

			cr_assert(!status || status == SB_INTERRUPTED, "%s", err.text);
			if (!status)
				sb_db_read_end(db);
		}
		atomic_store(&hail.is_over, true);
		cr_assert_eq(pthread_join(thread, NULL), 0);
		cr_assert_eq(dbt_number(db, "SELECT 7"), 7);
	}
}
