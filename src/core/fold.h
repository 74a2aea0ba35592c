/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Replays the journal product by product: everything derived follows from a product's own entries and lines, so one product at a time
 * is held in memory, however large the book is. Checking compares what comes out with the tables; rebuilding writes it there.
 */
#ifndef SB_FOLD_H
#define SB_FOLD_H

#include "book_inside.h"
#include "order_state.h"
#include "stores_inside.h"

struct sb_folded_day {
	int64_t store, day;
	struct sb_credit credit;
};

/* A product as the journal makes it; borrowed during the call. */
struct sb_folded {
	struct sb_product_state state;
	const struct sb_stock_state *stock; /* one a store, in order of stores */
	size_t stock_count;
	const struct sb_store_plan *plans; /* one a store, likewise */
	const struct sb_transit_state *transits; /* in order of transfers */
	const struct sb_sending *const *sendings; /* the head of each */
	size_t transit_count;
	const struct sb_ordered *ordered; /* in order of orders */
	size_t ordered_count;
	struct sb_cost_state cost;
	const struct sb_folded_day *days; /* in order of store and day */
	size_t day_count;
};

struct sb_fold_visitor {
	enum sb_status (*product)(const struct sb_folded *folded, void *context, struct sb_error *err);
	/* Something in the journal cannot be: `seq` says where. NULL: SB_CORRUPT ends the replay. */
	void (*fault)(int64_t seq, const char *sentence, void *context);
	void *context;
	const struct sb_progress *progress; /* NULL: nobody looks */
	int64_t total;			    /* as sb_fold_total gave it */
};

/* Products and lines to be replayed. */
enum sb_status sb_fold_total(struct sb_db *db, int64_t *out, struct sb_error *err) SB_CHECKED;
enum sb_status sb_fold_products(struct sb_book *book, const struct sb_fold_visitor *visitor, struct sb_error *err) SB_CHECKED;

#endif
