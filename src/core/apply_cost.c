/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The moving average: what the goods of a product have cost, over all stores. Goods that come in from a supplier, or as
 * opening stock, at a known cost are put to those that are there, which are worth the average; what leaves does not
 * change it. Deliveries count in the order of the journal, also those dated back: the average follows what was known.
 * Where nothing was there, or less than nothing, the delivery alone is the average.
 */
#include "order_state.h"

__extension__ typedef __int128 wide;

#define COST_MAX INT64_C(4000000000000000000)

static bool is_source(enum sb_place place)
{
	return place == SB_AT_SUPPLIER || place == SB_AT_ORDERED || place == SB_AT_OPENING;
}

bool sb_line_sets_cost(enum sb_kind of, const struct sb_line *line)
{
	bool comes = of == SB_KIND_RECEIVE || of == SB_KIND_OPENING;

	return comes && line->cost_minor != SB_NONE && is_source(line->from) != is_source(line->to);
}

/* a × b ÷ c, rounded half up; c > 0, the others not below zero */
static wide share(int64_t a, int64_t b, int64_t c)
{
	return ((wide)a * b + c / 2) / c;
}

bool sb_apply_cost(struct sb_cost_state *cost, const struct sb_line *line, int64_t owned)
{
	bool is_back = is_source(line->to);
	int64_t there = owned > 0 ? owned : 0, sign = is_back ? -1 : 1;
	wide qty = (wide)there + sign * (wide)line->qty_milli;
	wide value = cost->qty_milli && there ? share(cost->value_milli, there, cost->qty_milli) : 0;

	/* goods of unknown cost were there before any was known: the delivery speaks for them */
	if (!is_back && !cost->qty_milli)
		qty = line->qty_milli;
	value += sign * (wide)line->qty_milli * line->cost_minor;
	if (qty <= 0 || value < 0 || (is_back && !cost->qty_milli)) {
		*cost = (struct sb_cost_state){ 0 };
		return true;
	}
	if (qty > SB_STOCK_MAX || value > COST_MAX)
		return false;
	*cost = (struct sb_cost_state){ .value_milli = (int64_t)value, .qty_milli = (int64_t)qty };
	return true;
}
