/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is derived from the journal, as it lies in memory while entries are applied: a product, its stock in one store. Recording loads
 * the states an entry touches, applies it and stores them; replaying starts from nothing and applies everything.
 */
#ifndef SB_STATE_H
#define SB_STATE_H

#include "effect.h"
#include "usage.h"

struct sb_stock_state {
	int64_t store, product;
	int64_t on_hand, held, committed, unavailable;
	int64_t version;  /* how many lines have changed it */
	int64_t moved_at; /* SB_NONE: never */
	struct sb_ring ring;
	bool is_stored; /* there is a row of it */
};

static inline int64_t sb_stock_available(const struct sb_stock_state *stock)
{
	return stock->on_hand - stock->held - stock->committed - stock->unavailable;
}

struct sb_product_state {
	struct sb_product product;
	struct sb_popularity popularity;
};

/* Net units sold and what they brought, of one product in one store on one day. */
struct sb_credit {
	bool is_due; /* something was sold or came back, even if it adds up to nothing */
	int64_t sold_milli, revenue_minor;
};

struct sb_applied_line {
	const struct sb_line *line;
	int64_t occurred_at; /* of the entry */
	int64_t usage_day;   /* the store's day that sales are credited to */
};

#define SB_STOCK_MAX SB_QTY_MAX

/*
 * The rules of derivation. apply_line: false if the stock would go beyond SB_STOCK_MAX either way or an amount beyond SB_MONEY_MAX; nothing
 * has changed then. `occurred_at` and `seq` are the entry's. Changed values are borrowed from the effect.
 */
bool sb_apply_line(struct sb_stock_state *stock, struct sb_popularity *popularity, struct sb_credit *credit,
		   const struct sb_applied_line *applied) SB_CHECKED;
void sb_apply_product_add(struct sb_product_state *state, int64_t seq, int64_t occurred_at, const struct sb_effect *effect);
void sb_apply_product_change(struct sb_product_state *state, int64_t seq, int64_t occurred_at, const struct sb_effect *effect);

#endif
