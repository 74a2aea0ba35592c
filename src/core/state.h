/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is derived from the journal, as it lies in memory while entries are applied: a product, its stock in one store. Recording loads
 * the states an entry touches, applies it and stores them; replaying starts from nothing and applies everything.
 */
#ifndef SB_STATE_H
#define SB_STATE_H

#include "effect.h"
#include "stockbook/store.h"
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

/* What of it can be taken off the shelf by hand, whoever it is set aside for. */
static inline int64_t sb_stock_on_shelf(const struct sb_stock_state *stock)
{
	return stock->on_hand - stock->unavailable;
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

/* A store; texts are borrowed from the effects applied. */
struct sb_store_state {
	int64_t id;
	const char *code, *name, *zone;
	bool allow_negative;
	bool is_gone; /* its addition was undone: nothing derived is there of it */
	int64_t created_at;
};

/* How much of a product a transfer sent, and what became of it. */
struct sb_transit_state {
	int64_t transfer, product;
	int64_t sent, received, lost;
};

static inline int64_t sb_transit_rest(const struct sb_transit_state *transit)
{
	return transit->sent - transit->received - transit->lost;
}

#define SB_STOCK_MAX SB_QTY_MAX

/*
 * The rules of derivation. apply_line: false if the stock would go beyond SB_STOCK_MAX either way or an amount beyond SB_MONEY_MAX; nothing
 * has changed then. `occurred_at` and `seq` are the entry's. Changed values are borrowed from the effect.
 */
bool sb_apply_line(struct sb_stock_state *stock, struct sb_popularity *popularity, struct sb_credit *credit,
		   const struct sb_applied_line *applied) SB_CHECKED;
void sb_apply_product_add(struct sb_product_state *state, int64_t seq, int64_t occurred_at, const struct sb_effect *effect);
void sb_apply_product_change(struct sb_product_state *state, int64_t seq, int64_t occurred_at, const struct sb_effect *effect);
/* apply_store.c. `of` is the kind of the entry, or of what it undoes at the root. */
void sb_apply_store_add(struct sb_store_state *state, int64_t seq, int64_t occurred_at, const struct sb_effect *effect);
void sb_apply_store_change(struct sb_store_state *state, const struct sb_effect *effect);
void sb_apply_store_plan(struct sb_store_plan *plan, const struct sb_effect *effect);
/* False: more than was on its way, or beyond counting; nothing has changed then. */
bool sb_apply_transit(struct sb_transit_state *transit, enum sb_kind of, const struct sb_line *line) SB_CHECKED;

#endif
