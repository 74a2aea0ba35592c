/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See db_fixture.h. */
#include "db_fixture.h"
#include "support.h"
#include <criterion/criterion.h>
#include <stdio.h>

char *dbt_new_path(void)
{
	char *directory = st_directory();
	char *path = st_path(directory, "shop.book");

	free(directory);
	return path;
}

static enum sb_status try_open(const char *where, enum sb_db_mode mode, struct sb_db **out, struct sb_error *err)
{
	const struct sb_db_options options = { .mode = mode, .busy_ms = 5000 };

	return sb_db_open(where, &options, out, err);
}

struct sb_db *dbt_open(const char *where, enum sb_db_mode mode)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_db *db = NULL;

	cr_assert_eq(try_open(where, mode, &db, &err), SB_OK, "%s", err.text);
	return db;
}

enum sb_status dbt_refused(const char *where, enum sb_db_mode mode, struct sb_error *err)
{
	struct sb_db *db = NULL;
	enum sb_status status = try_open(where, mode, &db, err);

	cr_assert_neq(status, SB_OK, "%s should not open", where);
	cr_assert_null(db, "an out-parameter is written only on success");
	return status;
}

enum sb_status dbt_run(struct sb_db *db, const char *sql, struct sb_error *err)
{
	struct sb_stmt *stmt;
	enum sb_status status = sb_db_compose(db, sql, &stmt, err);

	return status ? status : sb_stmt_run(stmt, NULL, err);
}

int64_t dbt_number(struct sb_db *db, const char *sql)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stmt *stmt;
	bool row = false;
	int64_t number;

	cr_assert_eq(sb_db_compose(db, sql, &stmt, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_stmt_step(stmt, &row, &err), SB_OK, "%s", err.text);
	cr_assert(row);
	number = sb_col_int(stmt, 0);
	sb_stmt_reset(stmt);
	return number;
}

void dbt_begin(struct sb_db *db)
{
	struct sb_error err = SB_ERROR_INIT;

	cr_assert_eq(sb_db_begin(db, &err), SB_OK, "%s", err.text);
}

void dbt_commit(struct sb_db *db)
{
	struct sb_error err = SB_ERROR_INIT;

	cr_assert_eq(sb_db_commit(db, &err), SB_OK, "%s", err.text);
}

void dbt_write(struct sb_db *db, const char *sql)
{
	struct sb_error err = SB_ERROR_INIT;

	dbt_begin(db);
	cr_assert_eq(dbt_run(db, sql, &err), SB_OK, "%s: %s", sql, err.text);
	dbt_commit(db);
}

void dbt_put_entry(struct sb_db *db, int64_t seq)
{
	static const char sql[] =
		"INSERT INTO entries (seq, id, kind, occurred_at, recorded_at, store, who, station, token, body, format, content_hash,"
		" chain_hash) VALUES ($1, $2, 'note', 0, 0, 0, 'ann', 'till', $3, '{}', 1, $4, $4)";
	static const char hash[32] = "not looked at by the database";
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stmt *stmt;
	char id[17];
	char token[16];

	snprintf(id, sizeof(id), "%016d", (int)seq);
	snprintf(token, sizeof(token), "token-%d", (int)seq);
	cr_assert_eq(sb_db_stmt(db, sql, &stmt, &err), SB_OK, "%s", err.text);
	sb_bind_int(stmt, 1, seq);
	sb_bind_bytes(stmt, 2, id, 16);
	sb_bind_text(stmt, 3, token);
	sb_bind_bytes(stmt, 4, hash, sizeof(hash));
	cr_assert_eq(sb_stmt_run(stmt, NULL, &err), SB_OK, "%s", err.text);
}

sqlite3 *dbt_raw(const char *path)
{
	sqlite3 *raw = NULL;

	cr_assert_eq(sqlite3_open(path, &raw), SQLITE_OK);
	return raw;
}

int dbt_raw_run(sqlite3 *raw, const char *sql)
{
	return sqlite3_exec(raw, sql, NULL, NULL, NULL);
}

int64_t dbt_raw_number(sqlite3 *raw, const char *sql)
{
	sqlite3_stmt *stmt;
	int64_t number;

	cr_assert_eq(sqlite3_prepare_v2(raw, sql, -1, &stmt, NULL), SQLITE_OK, "%s", sqlite3_errmsg(raw));
	cr_assert_eq(sqlite3_step(stmt), SQLITE_ROW, "%s", sqlite3_errmsg(raw));
	number = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return number;
}
