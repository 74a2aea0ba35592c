/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What adding, changing, archiving and their undoing do to a product. */
#include "state.h"
#include <assert.h>

static void set_fields(struct sb_product *product, const struct sb_product_change *change)
{
	for (size_t field = 0; field < SB_PF_COUNT; field++)
		if (change->given[field])
			product->value[field] = change->value[field];
}

void sb_apply_product_add(struct sb_product_state *state, int64_t seq, int64_t occurred_at, const struct sb_effect *effect)
{
	struct sb_product *product = &state->product;

	assert(effect->has_set && seq > 0 && seq < INT64_C(1) << SB_RANK_SHIFT);
	*state = (struct sb_product_state){ .popularity.search_id = seq };
	for (size_t field = 0; field < SB_PF_COUNT; field++)
		product->value[field] = (struct sb_value){ .type = sb_product_field_table[field].type, .is_null = true };
	set_fields(product, &effect->set);
	product->id = product->version = seq;
	product->created_at = product->updated_at = occurred_at;
}

void sb_apply_product_change(struct sb_product_state *state, int64_t seq, int64_t occurred_at, const struct sb_effect *effect)
{
	struct sb_product *product = &state->product;

	assert(seq > product->version);
	if (effect->has_set)
		set_fields(product, &effect->set);
	if (effect->archived >= 0)
		product->archived = effect->archived == 1;
	product->version = seq;
	product->updated_at = occurred_at;
}
