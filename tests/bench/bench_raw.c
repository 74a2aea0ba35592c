/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The raw side of the contests. */
#include "bench_raw.h"

#include <assert.h>
#include <err.h>

static void exec(struct bench_raw *raw, const char *sql)
{
	char *why = NULL;

	if (sqlite3_exec(raw->db, sql, NULL, NULL, &why) != SQLITE_OK)
		errx(1, "raw: %s: %s", sql, why);
}

int64_t bench_raw_number(struct bench_raw *raw, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int64_t number = 0;

	if (sqlite3_prepare_v2(raw->db, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		number = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return number;
}

void bench_raw_open(struct bench_raw *raw, const char *path, const char *const *sql, size_t count)
{
	assert(count <= BENCH_RAW_MAX);
	if (sqlite3_open(path, &raw->db) != SQLITE_OK)
		errx(1, "raw: %s", sqlite3_errmsg(raw->db));
	exec(raw, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;"
		  "DROP TRIGGER IF EXISTS entries_no_replace; DROP TRIGGER IF EXISTS entry_lines_no_replace;");
	for (size_t i = 0; i < count; i++)
		if (sqlite3_prepare_v2(raw->db, sql[i], -1, &raw->stmt[i], NULL) != SQLITE_OK)
			errx(1, "raw: %s: %s", sql[i], sqlite3_errmsg(raw->db));
	raw->count = count;
	raw->seq = bench_raw_number(raw, "SELECT max(seq) FROM entries");
}

void bench_raw_close(struct bench_raw *raw)
{
	for (size_t i = 0; i < raw->count; i++)
		sqlite3_finalize(raw->stmt[i]);
	sqlite3_close(raw->db);
}

void bench_raw_run(struct bench_raw *raw, size_t which, int64_t a, int64_t b, int64_t c)
{
	sqlite3_stmt *stmt = raw->stmt[which];
	const int64_t values[] = { a, b, c };
	int step;

	for (int i = 0; i < sqlite3_bind_parameter_count(stmt); i++)
		sqlite3_bind_int64(stmt, i + 1, values[i]);
	while ((step = sqlite3_step(stmt)) == SQLITE_ROW)
		;
	if (step != SQLITE_DONE)
		errx(1, "raw: %s: %s", sqlite3_sql(stmt), sqlite3_errmsg(raw->db));
	sqlite3_reset(stmt);
}
