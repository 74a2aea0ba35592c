/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the benchmarks share: a clock, samples and their percentiles, copies of the prepared book, and the table that is printed row by
 * row. A figure stands beside its target and beside raw SQLite doing only the unavoidable statements in the same run.
 */
#ifndef STOCKBOOK_BENCH_H
#define STOCKBOOK_BENCH_H

#include "stockbook/book.h"

/* Samples in microseconds. */
struct bench_times {
	double *us;
	size_t count, room;
};
void bench_times_add(struct bench_times *times, double us);
double bench_times_at(struct bench_times *times, double share); /* 0.95: the 95th percentile */
void bench_times_free(struct bench_times *times);

double bench_now_us(void);
/* Ends the program with the sentence unless status is SB_OK. */
void bench_must(enum sb_status status, const struct sb_error *err, const char *what);

struct bench {
	int64_t products, movements;
	const char *folder; /* where books lie; kept between runs */
	char *prepared;	    /* the book made for this size */
	struct sb_world world;
	struct sb_random random;
};

/* Makes the book of this size unless an earlier run has; its products are bench_sku(0) to bench_sku(products - 1). */
void bench_prepare(struct bench *bench);
void bench_sku(int64_t number, char out[16]);
void bench_barcode(int64_t number, char out[16]);
/* A word that occurs in many names. */
const char *bench_word(int64_t number);
/* The price list of the size as CSV, for imports; yours. */
char *bench_csv(struct bench *bench);
/* A copy of the prepared book to write in; yours, with bench_remove(). */
char *bench_copy(struct bench *bench, const char *name);
char *bench_copy_of(struct bench *bench, const char *book, const char *name); /* of any book that is not open */
void bench_remove(char *path);
struct sb_book *bench_open(struct bench *bench, const char *path);

/* Opens a count of everything and counts 50,000 products of it, or as many as there are; a tenth differs. Its number. */
int64_t bench_count_make(struct bench *bench, struct sb_book *book, int64_t *lines);

/* A row of the table; `yardstick` may be empty. */
struct bench_row {
	const char *work, *target;
	char measured[96], yardstick[96];
	bool is_met;
};
void bench_print(const struct bench *bench, const struct bench_row *row);
/* A row that could not be measured, and why. */
void bench_skip(const struct bench *bench, const char *work, const char *target, const char *why);

void bench_lists(struct bench *bench);
void bench_posts(struct bench *bench);
void bench_turns(struct bench *bench);
void bench_counts(struct bench *bench);
void bench_files(struct bench *bench);
void bench_replay(struct bench *bench);
void bench_screen(struct bench *bench);

#endif
