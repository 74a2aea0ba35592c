/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filter and sort of a shop's products done the plain way in memory, to hold the engine of lists against. */
#ifndef STOCKBOOK_TESTS_NAIVE_H
#define STOCKBOOK_TESTS_NAIVE_H

#include "shop.h"

struct naive_ask {
	const char *words[3];  /* folded beginnings; NULL: no more */
	const char *tag, *sku; /* folded tag; SKU, or its beginning if it ends in * */
	const char *archived;  /* "yes", "no"; NULL: not given */
};

/* The query text that asks for the same. */
const char *naive_query(struct sb_arena *arena, const struct naive_ask *ask);
/* Ids of the products that match, in the order of a sort; *count is how many. */
const int64_t *naive_sorted(struct shop *shop, const struct naive_ask *ask, const char *sort, size_t *count);
/* The same in the order of a ranked search. */
const int64_t *naive_ranked(struct shop *shop, const struct naive_ask *ask, size_t *count);

#endif
