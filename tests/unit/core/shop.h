/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A shop whose rows are known to the test: products are written straight into the derived tables, so that any mixture
 * of values can be made, and kept in memory beside them for what is plainly right.
 */
#ifndef STOCKBOOK_TESTS_SHOP_H
#define STOCKBOOK_TESTS_SHOP_H

#include "stockbook/list.h"

#define SHOP_TAGS_MAX 3

struct shop_product {
	int64_t id, search_id;
	const char *name, *name_key, *sku, *supplier, *bin; /* supplier, bin: NULL: none */
	const char *tags[SHOP_TAGS_MAX];
	size_t tag_count;
	const char *barcode; /* NULL: none */
	int64_t price, cost; /* SB_NONE */
	int64_t on_hand, held, decimals;
	bool archived;
	const char *search_text;
};

struct shop {
	struct sb_world world;
	struct sb_random random;
	struct sb_book *book;
	struct sb_arena *arena;
	struct shop_product *products;
	size_t count, cap;
};

#define SHOP_NOW INT64_C(1790000000000) /* 2026-09-21T14:13:20Z */

/* These end the test on failure. */
void shop_open(struct shop *shop, uint64_t seed);
void shop_close(struct shop *shop);
/* Adds a product with the texts folded and the search filled; id and what is derived are set. popularity: its bucket.
 */
struct shop_product *shop_add(struct shop *shop, const struct shop_product *product, int popularity);
/* Many products with few different values, so that ties are common. */
void shop_fill(struct shop *shop, size_t count);
void shop_run(struct shop *shop, const char *sql);
int64_t shop_below(struct shop *shop, int64_t limit);

#endif
