/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a book sold long ago. Recording ten million lines takes longer than all that is measured with them; here they are written as the
 * facts that recording leaves, digests and all, and replaying makes the rest of the book from them.
 */
#ifndef STOCKBOOK_BENCH_PAST_H
#define STOCKBOOK_BENCH_PAST_H

#include "bench.h"

struct bench_article {
	int64_t id;
	struct sb_id uuid;
	int64_t on_hand; /* thousandths */
};

struct bench_past {
	struct bench_article *articles;
	/* Which article is sold by a line, and how many thousandths. */
	int64_t (*pick)(const void *context, int64_t line, int64_t *qty_milli);
	const void *context;
	int64_t lines; /* how many there shall be, in sales of BENCH_BASKET each */
	int64_t now, step; /* of the last entry; for each line */
	struct sb_random *random;
};

#define BENCH_BASKET 10

/* Adds the sales to the journal of a book that nobody has open; what is derived is as it was until the book is rebuilt. */
void bench_past_write(const char *path, struct bench_past *past);

#endif
