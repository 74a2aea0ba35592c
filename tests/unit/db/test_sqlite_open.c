/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening: what is made, what is refused and with which words, and that what is refused is left as it was. */
#include "db_fixture.h"
#include "support.h"
#include <criterion/criterion.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(sqlite_open, .timeout = 60);

Test(sqlite_open, a_new_book_is_private_and_opens_again_for_writing_and_for_reading)
{
	char *path = dbt_new_path();
	struct stat st;

	sb_db_close(dbt_open(path, SB_DB_CREATE));
	cr_assert_eq(stat(path, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	for (int mode = SB_DB_WRITE; mode <= SB_DB_READ; mode++) {
		sb_owned(db) db = dbt_open(path, (enum sb_db_mode)mode);

		cr_assert_str_eq(sb_db_where(db), path);
		cr_assert_str_eq(sb_db_warning(db), "");
		cr_assert_eq(strncmp(sb_db_driver(db), "SQLite 3.", 9), 0);
		cr_assert_eq(dbt_number(db, "SELECT count(*) FROM entries"), 0);
	}
	free(path);
}

Test(sqlite_open, a_book_in_memory_has_the_whole_schema)
{
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);

	dbt_write(db, "INSERT INTO book (only_row, currency, products) VALUES (1, 'EUR', 0)");
	cr_assert_eq(dbt_number(db, "SELECT count(*) FROM book"), 1);
	cr_assert_eq(dbt_number(db, "SELECT count(*) FROM search_documents"), 0);
}

Test(sqlite_open, everything_that_makes_a_connection_trustworthy_is_on)
{
	char *path = dbt_new_path();
	sb_owned(db) db = dbt_open(path, SB_DB_CREATE);

	cr_assert_eq(dbt_number(db, "PRAGMA synchronous"), 2, "FULL");
	cr_assert_eq(dbt_number(db, "PRAGMA foreign_keys"), 1);
	cr_assert_eq(dbt_number(db, "PRAGMA recursive_triggers"), 1);
	cr_assert_eq(dbt_number(db, "PRAGMA cell_size_check"), 1);
	cr_assert_eq(dbt_number(db, "PRAGMA trusted_schema"), 0);
	cr_assert_eq(dbt_number(db, "PRAGMA wal_autocheckpoint"), 0);
	cr_assert_eq(dbt_number(db, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"), 1);
	free(path);
}

Test(sqlite_open, making_a_book_where_there_is_something_changes_nothing)
{
	char *path = dbt_new_path();
	struct sb_error err = SB_ERROR_INIT;
	size_t bytes;
	char *after;

	st_write(path, "precious", 8);
	cr_assert_eq(dbt_refused(path, SB_DB_CREATE, &err), SB_DUPLICATE);
	after = st_read(path, &bytes);
	cr_assert_eq(bytes, 8);
	cr_assert_str_eq(after, "precious");
	free(after);
	free(path);
}

Test(sqlite_open, what_is_not_a_book_is_refused_and_left_as_it_was)
{
	static const struct {
		const char *what, *content;
		size_t bytes;
	} cases[] = {
		{ "an empty file", "", 0 },
		{ "a short text", "shopping: milk, eggs", 20 },
		{ "the beginning of a database", "SQLite format 3", 16 },
	};
	char noise[8192];

	memset(noise, 0x5a, sizeof(noise));
	for (size_t i = 0; i <= SB_COUNT(cases); i++) {
		const char *content = i < SB_COUNT(cases) ? cases[i].content : noise;
		size_t bytes = i < SB_COUNT(cases) ? cases[i].bytes : sizeof(noise), after_bytes;
		const char *what = i < SB_COUNT(cases) ? cases[i].what : "noise";
		struct sb_error err = SB_ERROR_INIT;
		char *path = dbt_new_path(), *after;

		st_write(path, content, bytes);
		cr_assert_eq(dbt_refused(path, SB_DB_WRITE, &err), SB_CANNOT_OPEN, "%s", what);
		cr_assert(strstr(err.text, path), "%s: the sentence names the file: %s", what, err.text);
		after = st_read(path, &after_bytes);
		cr_assert_eq(after_bytes, bytes, "%s", what);
		cr_assert_eq(memcmp(after, content, bytes), 0, "%s", what);
		free(after);
		free(path);
	}
}

Test(sqlite_open, a_database_of_another_program_is_refused_without_a_trace)
{
	char *path = dbt_new_path();
	struct sb_error err = SB_ERROR_INIT;
	sb_auto(buf) log = SB_BUF_INIT;
	sqlite3 *raw = dbt_raw(path);
	size_t bytes, after_bytes;
	char *before, *after;

	cr_assert_eq(dbt_raw_run(raw, "PRAGMA journal_mode = WAL; CREATE TABLE entries (seq INTEGER); PRAGMA user_version = 1"), SQLITE_OK);
	sqlite3_close(raw);
	before = st_read(path, &bytes);
	cr_assert_eq(dbt_refused(path, SB_DB_WRITE, &err), SB_CANNOT_OPEN);
	cr_assert(strstr(err.text, "another program"), "%s", err.text);
	after = st_read(path, &after_bytes);
	cr_assert_eq(bytes, after_bytes);
	cr_assert_eq(memcmp(before, after, bytes), 0);
	sb_buf_printf(&log, "%s-wal", path);
	cr_assert_neq(access(log.data, F_OK), 0, "not even a log beside it");
	free(before);
	free(after);
	free(path);
}

Test(sqlite_open, a_book_of_a_newer_program_is_refused_and_keeps_its_version)
{
	char *path = dbt_new_path();
	struct sb_error err = SB_ERROR_INIT;
	sqlite3 *raw;

	sb_db_close(dbt_open(path, SB_DB_CREATE));
	raw = dbt_raw(path);
	cr_assert_eq(dbt_raw_run(raw, "PRAGMA user_version = 9999"), SQLITE_OK);
	cr_assert_eq(dbt_refused(path, SB_DB_WRITE, &err), SB_CANNOT_OPEN);
	cr_assert(strstr(err.text, "newer"), "%s", err.text);
	cr_assert_eq(dbt_refused(path, SB_DB_READ, &err), SB_CANNOT_OPEN);
	cr_assert_eq(dbt_raw_number(raw, "PRAGMA user_version"), 9999);
	sqlite3_close(raw);
	free(path);
}

Test(sqlite_open, files_that_would_lose_data_are_refused)
{
	char *path = dbt_new_path();
	struct sb_error err = SB_ERROR_INIT;
	sb_auto(buf) other = SB_BUF_INIT;

	cr_assert_eq(dbt_refused(path, SB_DB_WRITE, &err), SB_NOT_FOUND);
	sb_db_close(dbt_open(path, SB_DB_CREATE));
	sb_buf_printf(&other, "%s-other", path);
	cr_assert_eq(symlink(path, other.data), 0);
	cr_assert_eq(dbt_refused(other.data, SB_DB_WRITE, &err), SB_CANNOT_OPEN, "a symbolic link");
	cr_assert_eq(unlink(other.data), 0);
	cr_assert_eq(link(path, other.data), 0);
	cr_assert_eq(dbt_refused(path, SB_DB_WRITE, &err), SB_CANNOT_OPEN, "two names");
	cr_assert_eq(unlink(other.data), 0);
	cr_assert_eq(chmod(path, 0666), 0);
	cr_assert_eq(dbt_refused(path, SB_DB_WRITE, &err), SB_CANNOT_OPEN, "writable by everybody");
	cr_assert_eq(chmod(path, 0600), 0);
	cr_assert_eq(dbt_refused("/dev/null", SB_DB_WRITE, &err), SB_CANNOT_OPEN, "a device");
	cr_assert_eq(dbt_refused("/", SB_DB_WRITE, &err), SB_CANNOT_OPEN, "a folder");
	cr_assert_eq(dbt_refused("", SB_DB_WRITE, &err), SB_CANNOT_OPEN, "nothing");
	cr_assert_eq(dbt_refused("/no/such/folder/shop.book", SB_DB_WRITE, &err), SB_NOT_FOUND);
	cr_assert_eq(dbt_refused("postgres://host/shop", SB_DB_WRITE, &err), SB_CANNOT_OPEN);
	sb_db_close(dbt_open(path, SB_DB_WRITE));
	free(path);
}

Test(sqlite_open, names_that_mean_something_in_addresses_are_only_names)
{
	static const char *const names[] = { "a?immutable=1", "50%41 off#1.book", "it's \"mine\".book", "größe.book", "-rf" };

	for (size_t i = 0; i < SB_COUNT(names); i++) {
		char *directory = st_directory();
		char *path = st_path(directory, names[i]);

		sb_db_close(dbt_open(path, SB_DB_CREATE));
		cr_assert_eq(access(path, F_OK), 0, "%s", names[i]);
		sb_db_close(dbt_open(path, SB_DB_WRITE));
		free(path);
		free(directory);
	}
}

Test(sqlite_open, a_book_opened_for_reading_cannot_be_written)
{
	char *path = dbt_new_path();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_db *db;

	sb_db_close(dbt_open(path, SB_DB_CREATE));
	db = dbt_open(path, SB_DB_READ);
	cr_assert_eq(sb_db_begin(db, &err), SB_CANNOT_OPEN);
	cr_assert_neq(dbt_run(db, "DELETE FROM book", &err), SB_OK);
	sb_db_close(db);
	free(path);
}
