/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The products whose stock one entry moves: read once under the lock, changed in memory, written back with a guard. */
#ifndef SB_TOUCH_H
#define SB_TOUCH_H

#include "state.h"

struct sb_folded_day;

struct sb_touched {
	int64_t product;
	struct sb_id uuid;
	char sku[65];
	bool is_archived;
	int decimals;
	int64_t price_minor, cost_minor; /* SB_NONE: none */
	int64_t allow_negative;		 /* SB_NONE: as the store says */
	int64_t counted_at;		 /* of the newest count posted here; SB_NONE: never */
	struct sb_stock_state before, stock;
	struct sb_popularity popularity_before, popularity;
	struct sb_credit credit; /* on the entry's usage day */
};

enum sb_status sb_touch_load(struct sb_db *db, int64_t store, int64_t product, struct sb_touched *out, struct sb_error *err) SB_CHECKED;
/* `may_go_below`: what is available is not asked. SB_BUSY if the row is not as it was loaded. */
enum sb_status sb_touch_save(struct sb_book *book, const struct sb_touched *touched, int64_t usage_day, bool may_go_below,
			     struct sb_error *err) SB_CHECKED;
/* New rows of stock, for products and stores that are new and for rebuilding, and of usage, for rebuilding. */
enum sb_status sb_stock_insert(struct sb_db *db, const struct sb_stock_state *stock, struct sb_error *err) SB_CHECKED;
enum sb_status sb_usage_insert(struct sb_db *db, int64_t product, const struct sb_folded_day *days, size_t count,
			       struct sb_error *err) SB_CHECKED;

#endif
