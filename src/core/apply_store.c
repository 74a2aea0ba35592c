/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What entries do to stores, to what a store plans, and to what is on its way between stores. */
#include "kinds.h"
#include "state.h"
#include <assert.h>

const enum sb_product_field sb_store_plan_fields[SB_PLAN_FIELDS] = {
	[SB_PLAN_REORDER_POINT] = SB_PF_REORDER_POINT,
	[SB_PLAN_ORDER_UP_TO] = SB_PF_ORDER_UP_TO,
	[SB_PLAN_BIN] = SB_PF_BIN,
};

void sb_apply_store_add(struct sb_store_state *state, int64_t seq, int64_t occurred_at, const struct sb_effect *effect)
{
	*state = (struct sb_store_state){
		.id = seq,
		.code = effect->code,
		.name = effect->name,
		.zone = effect->zone,
		.allow_negative = effect->allow_negative,
		.created_at = occurred_at,
	};
}

void sb_apply_store_change(struct sb_store_state *state, const struct sb_effect *effect)
{
	if (effect->has_store_set && effect->store_set.name)
		state->name = effect->store_set.name;
	if (effect->has_store_set && effect->store_set.allow_negative >= 0)
		state->allow_negative = effect->store_set.allow_negative == 1;
	if (effect->fate != SB_STORE_STAYS)
		state->is_gone = effect->fate == SB_STORE_GOES;
}

void sb_apply_store_plan(struct sb_store_plan *plan, const struct sb_effect *effect)
{
	assert(effect->has_plan);
	for (size_t i = 0; i < SB_PLAN_FIELDS; i++)
		if (effect->set.given[sb_store_plan_fields[i]])
			plan->value[i] = effect->set.value[sb_store_plan_fields[i]];
}

bool sb_apply_transit(struct sb_transit_state *transit, enum sb_kind of, const struct sb_line *line)
{
	struct sb_transit_state after = *transit;
	int64_t qty = line->qty_milli, *counter = NULL;

	assert(sb_kind_is_transfer(of) && (line->from == SB_AT_TRANSIT) != (line->to == SB_AT_TRANSIT));
	counter = of == SB_KIND_TRANSFER_OUT ? &after.sent : of == SB_KIND_TRANSFER_IN ? &after.received : &after.lost;
	/* sending goes into transit, the others come out of it; the other way round is taken back */
	*counter += (of == SB_KIND_TRANSFER_OUT) == (line->to == SB_AT_TRANSIT) ? qty : -qty;
	if (*counter < 0 || *counter > SB_STOCK_MAX || sb_transit_rest(&after) < 0)
		return false;
	*transit = after;
	return true;
}
