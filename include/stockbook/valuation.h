/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stock is worth and what sold goods have cost, told from the movements of each product in the order in which they
 * happened; what was undone never happened. Each store has its own goods, and what they have cost travels with them: a
 * transfer takes it out of the one, keeps it on its way and puts it into the other. The whole book is all stores together
 * and what is on its way. What is lost on its way is lost to the store that sent it.
 *
 * Goods come in at their line's cost (fifo: as a layer of its own; average: put to those that are there) and leave at the
 * cost of the oldest layers, or at the average. What a customer brings back costs what goods last went to customers for,
 * and leaves first again. What is found counts at its line's cost, or the average.
 * Goods received without a cost count at the last one known. Sold below zero, goods leave at the last cost known; the next
 * delivery makes up for them, and the difference is part of what sold goods cost then. Amounts are exact to the
 * thousandth of a minor unit, and what comes in is always what leaves, is lost and stays.
 */
#ifndef STOCKBOOK_VALUATION_H
#define STOCKBOOK_VALUATION_H

#include "stockbook/product.h"

enum sb_valuation_method { SB_VALUE_FIFO, SB_VALUE_AVERAGE };

struct sb_valuation_ask {
	enum sb_valuation_method method;
	int64_t store;	  /* 0: the whole book */
	int64_t from, to; /* moments, both included; SB_NONE: from the beginning, up to now */
	const int64_t *products;
	size_t product_count; /* 0: all */
};

/* Money in minor units, rounded here; of the period, but for quantity and value at its end. */
struct sb_valued {
	int64_t product;
	const char *sku, *name;
	int decimals;
	int64_t qty_milli, value_minor;	      /* below zero: sold and not made up for yet */
	int64_t sold_milli, cogs_minor;	      /* to customers, less what they brought back */
	int64_t received_minor;		      /* opening stock too; less what went back to suppliers */
	int64_t moved_minor;		      /* came to the store by transfer, less what it sent */
	int64_t transit_minor;		      /* of the value: on its way between stores; of one store 0 */
	int64_t lost_minor;		      /* removed and corrected downwards, less what was found */
	int64_t unknown_milli;		      /* received at no cost that was known */
};

/* In order of products; each() returning false ends it. Archived products too, if anything is to be told of them.
 * SB_INVALID: amounts beyond counting. Texts are borrowed during the call. */
enum sb_status sb_valuation_each(struct sb_book *book, const struct sb_valuation_ask *ask, const struct sb_progress *progress,
				 bool (*each)(const struct sb_valued *valued, void *context), void *context,
				 struct sb_error *err) SB_CHECKED;

/* The moving average of a product as receiving keeps it, rounded; SB_NONE: nothing is known. */
enum sb_status sb_cost_average(struct sb_book *book, int64_t product, int64_t *out, struct sb_error *err) SB_CHECKED;
/* What receiving does to the cost that products have. */
enum sb_cost_rule { SB_COST_STAYS, SB_COST_LAST, SB_COST_AVERAGE };
/* Sets the cost of what a delivery brought by the rule; undoing the delivery sets it back. */
enum sb_status sb_cost_follow(struct sb_write *write, const struct sb_outcome *delivery, enum sb_cost_rule rule,
			      struct sb_error *err) SB_CHECKED;

#endif
