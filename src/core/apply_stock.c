/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a stock line does. Kinds differ in the places they move stock between, nothing else; undoing moves it back. */
#include "kinds.h"
#include "state.h"
#include <assert.h>

static bool in_reach(int64_t milli)
{
	return milli >= -SB_STOCK_MAX && milli <= SB_STOCK_MAX;
}

static int64_t delta_at(const struct sb_line *line, bool from_counts, bool to_counts)
{
	return (to_counts ? line->qty_milli : 0) - (from_counts ? line->qty_milli : 0);
}

/* What the line adds to a day's sales; no customer, no sale. */
static bool credit_of(const struct sb_line *line, struct sb_credit *out)
{
	int sign = line->to == SB_AT_CUSTOMER ? 1 : -1;
	int64_t total = 0;

	*out = (struct sb_credit){ .is_due = line->to == SB_AT_CUSTOMER || line->from == SB_AT_CUSTOMER };
	if (!out->is_due)
		return true;
	if (line->price_minor != SB_NONE && !sb_line_total(line->qty_milli, line->price_minor, &total))
		return false;
	if (total > SB_MONEY_MAX)
		return false;
	out->sold_milli = sign * line->qty_milli;
	out->revenue_minor = sign * total;
	return true;
}

static bool add_credit(struct sb_credit *sum, const struct sb_credit *more)
{
	sum->is_due |= more->is_due;
	return sb_add(sum->sold_milli, more->sold_milli, &sum->sold_milli) &&
	       sb_add(sum->revenue_minor, more->revenue_minor, &sum->revenue_minor);
}

bool sb_apply_line(struct sb_stock_state *stock, struct sb_popularity *popularity, struct sb_credit *credit,
		   const struct sb_applied_line *applied)
{
	const struct sb_line *line = applied->line;
	struct sb_stock_state after = *stock;
	struct sb_credit sold, sum = *credit;

	assert(line->qty_milli > 0 && line->from != line->to);
	/* what is lost on its way between stores changes neither's stock */
	if (!sb_place_is_stock(line->from) && !sb_place_is_stock(line->to))
		return true;
	after.on_hand += delta_at(line, sb_place_is_stock(line->from), sb_place_is_stock(line->to));
	after.unavailable += delta_at(line, line->from == SB_AT_UNAVAILABLE, line->to == SB_AT_UNAVAILABLE);
	after.held += delta_at(line, line->from == SB_AT_HELD, line->to == SB_AT_HELD);
	after.committed += delta_at(line, line->from == SB_AT_COMMITTED, line->to == SB_AT_COMMITTED);
	if (!in_reach(after.on_hand) || !in_reach(after.unavailable) || !in_reach(after.held) || !in_reach(after.committed))
		return false;
	if (!credit_of(line, &sold) || !add_credit(&sum, &sold))
		return false;
	if (sold.is_due && !sb_ring_credit(&after.ring, applied->usage_day, sold.sold_milli))
		return false;
	if (after.moved_at == SB_NONE || after.moved_at < applied->occurred_at)
		after.moved_at = applied->occurred_at;
	after.version++;
	*stock = after;
	*credit = sum;
	if (sold.is_due)
		sb_popularity_credit(popularity, applied->usage_day, sold.sold_milli);
	return true;
}
