/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goods cost on average, and how the cost that products have follows it. */
#include "entry_read.h"
#include "order_state.h"
#include "record.h"
#include "stockbook/valuation.h"
#include "try.h"

enum sb_status sb_cost_average(struct sb_book *book, int64_t product, int64_t *out, struct sb_error *err)
{
	struct sb_cost_state cost;

	TRY(sb_cost_get(book->db, product, &cost, err));
	*out = cost.qty_milli ? (cost.value_milli + cost.qty_milli / 2) / cost.qty_milli : SB_NONE;
	return SB_OK;
}

static enum sb_status set_cost(struct sb_write *write, const struct sb_outcome *delivery, int64_t product, int64_t cost_minor,
			       struct sb_error *err)
{
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_product_change change = { 0 };
	struct sb_outcome ignored;

	change.given[SB_PF_COST] = true;
	change.value[SB_PF_COST] = (struct sb_value){ .type = SB_MONEY_TYPE, .n = cost_minor };
	extra.batch = delivery->seq;
	return sb_product_edit(write, product, &change, &extra, &ignored, err);
}

/* The last line of a product says what it cost last. */
static bool is_last(const struct sb_entry *entry, size_t at)
{
	for (size_t i = at + 1; i < entry->line_count; i++)
		if (entry->lines[i].product == entry->lines[at].product && sb_line_sets_cost(entry->kind, &entry->lines[i]))
			return false;
	return sb_line_sets_cost(entry->kind, &entry->lines[at]);
}

enum sb_status sb_cost_follow(struct sb_write *write, const struct sb_outcome *delivery, enum sb_cost_rule rule,
			      struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_entry entry;
	int64_t cost;

	if (rule == SB_COST_STAYS || delivery->replayed)
		return SB_OK;
	TRY(sb_entry_get(write->book, delivery->seq, arena, &entry, err));
	for (size_t i = 0; i < entry.line_count; i++) {
		if (!is_last(&entry, i))
			continue;
		cost = entry.lines[i].cost_minor;
		if (rule == SB_COST_AVERAGE)
			TRY(sb_cost_average(write->book, entry.lines[i].product, &cost, err));
		TRY(set_cost(write, delivery, entry.lines[i].product, cost, err));
	}
	return SB_OK;
}
