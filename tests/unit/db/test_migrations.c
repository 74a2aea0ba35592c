/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of the schema: numbered without gaps, every prefix of them opens, and no type word is left unexpanded. */
#include "db_fixture.h"
#include "migrations.h"
#include <criterion/criterion.h>
#include <string.h>

TestSuite(migrations, .timeout = 60);

static const char *const words[] = { "INT64", "BYTES", "STRICT_TABLE", "CLUSTERED_TABLE", "APPEND_ONLY", "--" };

static void is_expanded(const char *const *statements, const char *name)
{
	for (; *statements; statements++)
		for (size_t i = 0; i < SB_COUNT(words); i++)
			cr_assert_null(strstr(*statements, words[i]), "%s: %s in %s", name, words[i], *statements);
}

Test(migrations, are_numbered_from_one_and_fully_expanded_for_each_driver)
{
	for (size_t i = 0; i < sb_migration_count; i++) {
		cr_assert_eq(sb_migrations[i].version, (int)i + 1);
		cr_assert_gt(strlen(sb_migrations[i].name), 0);
		cr_assert_not_null(sb_migrations[i].sqlite[0]);
		is_expanded(sb_migrations[i].sqlite, sb_migrations[i].name);
		is_expanded(sb_migrations[i].postgres, sb_migrations[i].name);
		for (const char *const *statement = sb_migrations[i].postgres; *statement; statement++) {
			cr_assert_null(strstr(*statement, "PRAGMA"), "%s", *statement);
			cr_assert_null(strstr(*statement, "ROWID"), "%s", *statement);
		}
	}
}

/* A book as the program of step `version` left it. */
static void make_older(const char *path, size_t version)
{
	sqlite3 *raw = dbt_raw(path);

	cr_assert_eq(dbt_raw_run(raw, "PRAGMA application_id = 0x53426b31"), SQLITE_OK);
	for (size_t i = 0; i < version; i++)
		for (const char *const *statement = sb_migrations[i].sqlite; *statement; statement++)
			cr_assert_eq(dbt_raw_run(raw, *statement), SQLITE_OK, "%s", sqlite3_errmsg(raw));
	cr_assert_eq(dbt_raw_run(raw, "INSERT INTO entries (seq, id, kind, occurred_at, recorded_at, store, who, station, body, format,"
				      " content_hash, chain_hash) VALUES (1, zeroblob(16), 'note', 0, 0, 0, 'ann', 'till', '{}', 1,"
				      " zeroblob(32), zeroblob(32))"), SQLITE_OK, "%s", sqlite3_errmsg(raw));
	sqlite3_close(raw);
}

static char *schema_of(struct sb_db *db)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_buf out = SB_BUF_INIT;
	struct sb_stmt *stmt;
	bool row;

	cr_assert_eq(sb_db_compose(db, "SELECT name, sql FROM sqlite_schema ORDER BY name", &stmt, &err), SB_OK);
	while (sb_stmt_step(stmt, &row, &err) == SB_OK && row)
		sb_buf_printf(&out, "%s: %s\n", sb_col_text(stmt, 0), sb_col_is_null(stmt, 1) ? "" : sb_col_text(stmt, 1));
	return sb_buf_take(&out);
}

Test(migrations, every_older_book_is_brought_up_to_date_and_keeps_its_entries)
{
	sb_owned(db) fresh = dbt_open(":memory:", SB_DB_WRITE);
	char *expected = schema_of(fresh);

	for (size_t version = 1; version < sb_migration_count; version++) {
		char *path = dbt_new_path(), *schema;
		struct sb_error err = SB_ERROR_INIT;
		struct sb_db *db;

		make_older(path, version);
		cr_assert_eq(dbt_refused(path, SB_DB_READ, &err), SB_OUTDATED, "reading does not migrate");
		cr_assert(strstr(err.text, "older"), "%s", err.text);
		db = dbt_open(path, SB_DB_WRITE);
		schema = schema_of(db);
		cr_assert_str_eq(schema, expected);
		cr_assert_eq(dbt_number(db, "PRAGMA user_version"), (int64_t)sb_migration_count);
		cr_assert_eq(dbt_number(db, "SELECT count(*) FROM entries"), 1);
		sb_db_close(db);
		free(schema);
		free(path);
	}
	free(expected);
}

Test(migrations, a_step_that_fails_leaves_the_book_as_it_was)
{
	char *path = dbt_new_path();
	struct sb_error err = SB_ERROR_INIT;
	sqlite3 *raw;

	make_older(path, 1);
	raw = dbt_raw(path);
	cr_assert_eq(dbt_raw_run(raw, "CREATE TABLE daily_usage (in_the_way INTEGER)"), SQLITE_OK);
	dbt_refused(path, SB_DB_WRITE, &err);
	cr_assert_eq(dbt_raw_number(raw, "PRAGMA user_version"), 1);
	cr_assert_eq(dbt_raw_run(raw, "SELECT * FROM products"), SQLITE_ERROR, "no table of the step is there");
	sqlite3_close(raw);
	free(path);
}
