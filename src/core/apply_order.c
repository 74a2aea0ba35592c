/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What entries do to suppliers and to orders. */
#include "kinds.h"
#include "order_state.h"

bool sb_kind_is_order(enum sb_kind kind)
{
	return sb_kind_subject(kind) == SB_KIND_ORDER_NEW;
}

static void set_fields(struct sb_supplier *supplier, const struct sb_supplier_change *set)
{
	for (size_t i = 0; i < SB_SF_COUNT; i++)
		if (set->given[i])
			supplier->value[i] = set->value[i];
}

void sb_apply_supplier_add(struct sb_supplier_state *state, int64_t seq, int64_t occurred_at, const struct sb_effect *effect)
{
	*state = (struct sb_supplier_state){ .supplier = { .id = seq, .version = seq }, .created_at = occurred_at };
	for (size_t i = 0; i < SB_SF_COUNT; i++)
		state->supplier.value[i] = (struct sb_value){ .type = sb_supplier_field_table[i].type, .is_null = true };
	state->supplier.value[SB_SF_RETIRED].is_null = false;
	set_fields(&state->supplier, &effect->supplier_set);
}

void sb_apply_supplier_change(struct sb_supplier_state *state, int64_t seq, const struct sb_effect *effect)
{
	state->supplier.version = seq;
	set_fields(&state->supplier, &effect->supplier_set);
	if (effect->fate != SB_STORE_STAYS)
		state->is_gone = effect->fate == SB_STORE_GOES;
}

void sb_apply_order_change(struct sb_order_head *head, const struct sb_effect *effect)
{
	if (effect->has_expected)
		head->expected_day = effect->expected;
}

/* What a line counts up, or down when it goes the other way. */
static int64_t *counter_of(struct sb_order_line *state, enum sb_kind of, const struct sb_line *line)
{
	bool is_open = line->from == SB_AT_ORDERED || line->to == SB_AT_ORDERED;

	if (of == SB_KIND_RECEIVE)
		return is_open ? &state->received : &state->over;
	if (!is_open)
		return NULL;
	return of == SB_KIND_ORDER_CANCEL ? &state->dropped : &state->ordered;
}

bool sb_apply_order_line(struct sb_order_line *state, enum sb_kind of, const struct sb_line *line)
{
	bool orders = of == SB_KIND_ORDER_NEW || of == SB_KIND_ORDER_EDIT;
	/* away from the supplier, or out of what is on order, as when first done */
	bool is_done = orders ? line->to == SB_AT_ORDERED : line->from == SB_AT_ORDERED || line->from == SB_AT_SUPPLIER;
	struct sb_order_line after = *state;
	int64_t *counter = counter_of(&after, of, line);

	if (of == SB_KIND_ORDER_CANCEL)
		is_done = line->from == SB_AT_ORDERED;
	if (!counter)
		return false;
	*counter += is_done ? line->qty_milli : -line->qty_milli;
	if (*counter < 0 || *counter > SB_STOCK_MAX || sb_order_rest(&after) < 0)
		return false;
	/* what an order agrees on; goods that come cost what they cost */
	if (of != SB_KIND_RECEIVE && line->to == SB_AT_ORDERED)
		after.cost_minor = line->cost_minor;
	*state = after;
	return true;
}
