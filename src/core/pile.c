/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layers of goods. */
#include "pile.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

void sb_pile_release(struct sb_pile *pile)
{
	free(pile->layers);
	*pile = (struct sb_pile){ 0 };
}

void sb_pile_clear(struct sb_pile *pile)
{
	pile->first = pile->count = 0;
	pile->owed = pile->last = (struct sb_layer){ 0 };
}

sb_wide sb_layer_share(const struct sb_layer *layer, int64_t qty_milli)
{
	assert(layer->qty_milli > 0 && layer->value >= 0);
	if (qty_milli == layer->qty_milli)
		return layer->value;
	return (layer->value * qty_milli + layer->qty_milli / 2) / layer->qty_milli;
}

/* Makes room for one more at either end. */
static void make_room(struct sb_pile *pile)
{
	size_t cap = pile->count * 2 + 16, first = (cap - pile->count) / 2;
	struct sb_layer *layers;

	if (pile->first > 0 && pile->first + pile->count < pile->cap)
		return;
	layers = sb_alloc(cap * sizeof(*layers));
	if (pile->count)
		memcpy(layers + first, pile->layers + pile->first, pile->count * sizeof(*layers));
	free(pile->layers);
	pile->layers = layers;
	pile->first = first;
	pile->cap = cap;
}

static void add_layer(struct sb_pile *pile, struct sb_layer layer, bool oldest)
{
	make_room(pile);
	if (oldest)
		pile->layers[--pile->first] = layer;
	else
		pile->layers[pile->first + pile->count] = layer;
	pile->count++;
}

static sb_wide make_up(struct sb_pile *pile, struct sb_layer *came)
{
	int64_t qty = came->qty_milli < pile->owed.qty_milli ? came->qty_milli : pile->owed.qty_milli;
	sb_wide worth, thought;

	if (qty == 0)
		return 0;
	worth = sb_layer_share(came, qty);
	thought = sb_layer_share(&pile->owed, qty);
	came->qty_milli -= qty;
	came->value -= worth;
	pile->owed.qty_milli -= qty;
	pile->owed.value -= thought;
	return worth - thought;
}

bool sb_pile_put(struct sb_pile *pile, int64_t qty_milli, sb_wide value, bool oldest, sb_wide *late)
{
	struct sb_layer came = { .qty_milli = qty_milli, .value = value };
	struct sb_layer *only;

	assert(qty_milli > 0 && value >= 0);
	if (value > SB_PILE_MAX)
		return false;
	pile->last = came;
	*late = make_up(pile, &came);
	if (came.qty_milli == 0)
		return true;
	if (!pile->averages || pile->count == 0) {
		add_layer(pile, came, oldest);
		return true;
	}
	only = &pile->layers[pile->first];
	if (only->value + came.value > SB_PILE_MAX || !sb_add(only->qty_milli, came.qty_milli, &only->qty_milli))
		return false;
	only->value += came.value;
	pile->last = *only;
	return true;
}

static sb_wide take_layer(struct sb_pile *pile, int64_t *qty_milli)
{
	struct sb_layer *layer = &pile->layers[pile->first];
	int64_t taken = *qty_milli < layer->qty_milli ? *qty_milli : layer->qty_milli;
	sb_wide worth = sb_layer_share(layer, taken);

	*qty_milli -= taken;
	layer->qty_milli -= taken;
	layer->value -= worth;
	if (layer->qty_milli == 0) {
		pile->first++;
		pile->count--;
	}
	return worth;
}

sb_wide sb_pile_take(struct sb_pile *pile, int64_t qty_milli, int64_t cost_minor)
{
	sb_wide worth = 0, owed = 0;

	while (qty_milli > 0 && pile->count > 0)
		worth += take_layer(pile, &qty_milli);
	if (qty_milli == 0)
		return worth;
	if (pile->last.qty_milli > 0)
		owed = sb_layer_share(&pile->last, qty_milli);
	else if (cost_minor != SB_NONE)
		owed = (sb_wide)qty_milli * cost_minor;
	if (owed > SB_PILE_MAX - pile->owed.value)
		owed = SB_PILE_MAX - pile->owed.value;
	pile->owed.qty_milli += qty_milli;
	pile->owed.value += owed;
	return worth + owed;
}

int64_t sb_pile_oldest(const struct sb_pile *pile, int64_t qty_milli)
{
	bool is_more = pile->count && pile->layers[pile->first].qty_milli < qty_milli;

	return is_more ? pile->layers[pile->first].qty_milli : qty_milli;
}

int64_t sb_pile_qty(const struct sb_pile *pile)
{
	int64_t sum = -pile->owed.qty_milli;

	for (size_t i = 0; i < pile->count; i++)
		sum += pile->layers[pile->first + i].qty_milli;
	return sum;
}

sb_wide sb_pile_value(const struct sb_pile *pile)
{
	sb_wide sum = -pile->owed.value;

	for (size_t i = 0; i < pile->count; i++)
		sum += pile->layers[pile->first + i].value;
	return sum;
}
