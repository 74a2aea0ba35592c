/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Raw SQLite beside ours: the unavoidable statements, prepared once, on a copy of the same book. */
#ifndef STOCKBOOK_BENCH_RAW_H
#define STOCKBOOK_BENCH_RAW_H

#include "bench.h"

#include <sqlite3.h>

enum { BENCH_RAW_MAX = 12 };

struct bench_raw {
	sqlite3 *db;
	sqlite3_stmt *stmt[BENCH_RAW_MAX];
	size_t count;
	int64_t seq; /* of the newest entry */
};

/* With the same journal and durability; the guards against replacing rows are taken off. */
void bench_raw_open(struct bench_raw *raw, const char *path, const char *const *sql, size_t count);
void bench_raw_close(struct bench_raw *raw);
/* Runs a statement to its end with as many of the numbers as it has parameters. */
void bench_raw_run(struct bench_raw *raw, size_t which, int64_t a, int64_t b, int64_t c);
int64_t bench_raw_number(struct bench_raw *raw, const char *sql);

#endif
