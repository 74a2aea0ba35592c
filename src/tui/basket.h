/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A basket at the counter: products and quantities on their way to becoming one entry, what it will become, and those put aside. Kept on disk at each
 * change. Knows no screen and no book.
 */
#ifndef STOCKBOOK_TUI_BASKET_H
#define STOCKBOOK_TUI_BASKET_H

#include "stockbook/store.h"
#include "theme.h"

enum { SB_BASKET_LINES_MAX = 1000, SB_BASKETS_MAX = 20, SB_BASKET_REASON_BYTES = 32 };

/* What a basket becomes: symbol, word, command, its argument for money (NULL: none), what a unit's money is called, title, style */
#define SB_BASKET_MODES(M)                                                                             \
	M(SELL, "sell", "sell", "price", N_("Price"), N_("SELL"), SB_STYLE_MODE_SELL)                  \
	M(RECEIVE, "receive", "receive", "cost", N_("Cost"), N_("RECEIVE"), SB_STYLE_MODE_RECEIVE)     \
	M(RETURN, "return", "return", "price", N_("Price"), N_("RETURN"), SB_STYLE_MODE_RETURN)        \
	M(REMOVE, "remove", "remove", NULL, N_("Price"), N_("REMOVE"), SB_STYLE_MODE_REMOVE)           \
	M(HOLD, "hold", "hold place", NULL, N_("Price"), N_("HOLD"), SB_STYLE_MODE_HOLD)               \
	M(TRANSFER, "transfer", "transfer", NULL, N_("Price"), N_("TRANSFER"), SB_STYLE_MODE_TRANSFER) \
	M(ARRIVAL, "arrival", "transfer receive", NULL, N_("Price"), N_("ARRIVAL"), SB_STYLE_MODE_TRANSFER) \
	M(ORDER, "order", "order receive", "cost", N_("Cost"), N_("DELIVERY"), SB_STYLE_MODE_RECEIVE)

enum sb_basket_mode {
#define M(symbol, word, command, money, heading, title, style) SB_BASKET_##symbol,
	SB_BASKET_MODES(M)
#undef M
	SB_BASKET_MODE_COUNT
};

struct sb_basket_mode_row {
	const char *word, *command, *money;
	const char *heading, *title; /* translate before showing */
	unsigned style;
};
extern const struct sb_basket_mode_row sb_basket_modes[SB_BASKET_MODE_COUNT];

struct sb_basket_line {
	int64_t product;
	char sku[65], name[601];
	int decimals;
	int64_t qty_milli;
	int64_t price_minor; /* SB_NONE: none; in ORDER the cost that was agreed */
	bool is_price_typed; /* else it is the product's own */
	int64_t available;   /* in the book when it was added, or still to come of a transfer or an order; thousandths */
};

struct sb_basket {
	enum sb_basket_mode mode;
	char reason[SB_BASKET_REASON_BYTES]; /* of removals; "": the command's own */
	char to[SB_STORE_CODE_BYTES_MAX + 1]; /* TRANSFER: the store it goes to; "": none chosen */
	int64_t arrives; /* ARRIVAL: the transfer, ORDER: the purchase order that goods come of; 0: none */
	struct sb_basket_line *lines; /* owned */
	size_t count;
	int64_t last_product, last_qty_milli; /* of the last scan, to be negated; last_product SB_NONE: none */
};

void sb_basket_init(struct sb_basket *basket);
void sb_basket_release(struct sb_basket *basket);
/* Adds to the line of the product, or a new one; false: full, or more than a quantity can be. */
bool sb_basket_add(struct sb_basket *basket, const struct sb_found *found, int64_t qty_milli, int64_t available);
/* Takes the last scan out again; false: there was none. */
bool sb_basket_negate(struct sb_basket *basket);
void sb_basket_remove(struct sb_basket *basket, size_t index);
int64_t sb_basket_quantity(const struct sb_basket *basket, int64_t product); /* 0: not in it */
size_t sb_basket_find(const struct sb_basket *basket, int64_t product);	     /* SIZE_MAX: not in it */
/* What a unit is booked at: a delivery's cost is not the product's price. SB_NONE: what the product has, or nothing. */
int64_t sb_basket_money(const struct sb_basket *basket, const struct sb_basket_line *line);
bool sb_basket_total(const struct sb_basket *basket, int64_t *out_minor);    /* false: too large */
/* Whether it counts what comes of something that is known. */
static inline bool sb_basket_arrives(const struct sb_basket *basket)
{
	return basket->mode == SB_BASKET_ARRIVAL || basket->mode == SB_BASKET_ORDER;
}
/* What will be left when it is booked: goods go in with receive and return, what arrives is taken from what is on its way. */
int64_t sb_basket_left(const struct sb_basket *basket, const struct sb_basket_line *line);

/* The baskets of a store on disk: the current one and those put aside. An absent or unreadable file leaves them empty. */
void sb_baskets_save(const struct sb_basket *current, const struct sb_basket *aside, size_t aside_count, const char *book,
		     const char *store);
size_t sb_baskets_load(struct sb_basket *current, struct sb_basket aside[static SB_BASKETS_MAX], const char *book, const char *store);

#endif
