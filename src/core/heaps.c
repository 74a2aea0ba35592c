/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Piles of one product in stores and between them. */
#include "heaps.h"
#include <stdlib.h>
#include <string.h>

void sb_heaps_release(struct sb_heaps *heaps)
{
	for (size_t i = 0; i < heaps->cap; i++)
		sb_pile_release(&heaps->heaps[i].pile);
	free(heaps->heaps);
	*heaps = (struct sb_heaps){ 0 };
}

void sb_heaps_clear(struct sb_heaps *heaps)
{
	heaps->count = 0;
	heaps->last = (struct sb_layer){ 0 };
}

static void make_room(struct sb_heaps *heaps)
{
	size_t cap = heaps->cap ? heaps->cap * 2 : 4;

	if (heaps->count < heaps->cap)
		return;
	heaps->heaps = sb_realloc(heaps->heaps, cap * sizeof(*heaps->heaps));
	memset(heaps->heaps + heaps->cap, 0, (cap - heaps->cap) * sizeof(*heaps->heaps));
	heaps->cap = cap;
}

static struct sb_heap *find(const struct sb_heaps *heaps, int64_t store, int64_t transfer)
{
	for (size_t i = 0; i < heaps->count; i++)
		if (heaps->heaps[i].store == store && heaps->heaps[i].transfer == transfer)
			return &heaps->heaps[i];
	return NULL;
}

struct sb_heap *sb_heap_of(struct sb_heaps *heaps, int64_t store, int64_t transfer)
{
	struct sb_heap *heap = find(heaps, store, transfer);

	if (!heap) {
		make_room(heaps);
		heap = &heaps->heaps[heaps->count++];
		sb_pile_clear(&heap->pile);
		heap->pile.averages = heaps->averages;
		heap->store = store;
		heap->transfer = transfer;
		heap->sums = (struct sb_sums){ 0 };
	}
	/* Where nothing was known of it, what it cost elsewhere is the best guess. */
	if (!heap->pile.last.qty_milli)
		heap->pile.last = heaps->last;
	return heap;
}

/* Its place is taken by the last; both keep their memory. */
static void forget_if_empty(struct sb_heaps *heaps, int64_t transfer)
{
	struct sb_heap *heap = find(heaps, 0, transfer);
	struct sb_heap spare = *heap;

	if (heap->pile.count || heap->pile.owed.qty_milli)
		return;
	*heap = heaps->heaps[--heaps->count];
	heaps->heaps[heaps->count] = spare;
}

bool sb_heap_put(struct sb_heaps *heaps, struct sb_heap *heap, int64_t qty_milli, sb_wide value, bool oldest)
{
	sb_wide late = 0;

	if (!sb_pile_put(&heap->pile, qty_milli, value, oldest, &late))
		return false;
	heap->sums.cogs += late;
	heaps->last = heap->pile.last;
	return true;
}

bool sb_heaps_carry(struct sb_heaps *heaps, int64_t store, int64_t transfer, bool leaves, int64_t qty_milli, int64_t cost_minor)
{
	/* both are made before either is kept hold of */
	(void)sb_heap_of(heaps, store, 0);
	(void)sb_heap_of(heaps, 0, transfer);
	struct sb_heap *from = find(heaps, leaves ? store : 0, leaves ? 0 : transfer);
	struct sb_heap *to = find(heaps, leaves ? 0 : store, leaves ? transfer : 0);

	while (qty_milli > 0) {
		int64_t part = sb_pile_oldest(&from->pile, qty_milli);
		sb_wide worth = sb_pile_take(&from->pile, part, cost_minor);

		if (!sb_heap_put(heaps, to, part, worth, false))
			return false;
		from->sums.moved -= worth;
		to->sums.moved += worth;
		qty_milli -= part;
	}
	if (!leaves)
		forget_if_empty(heaps, transfer);
	return true;
}

void sb_heaps_lose(struct sb_heaps *heaps, int64_t store, int64_t transfer, int64_t qty_milli, int64_t cost_minor)
{
	sb_wide worth = sb_pile_take(&sb_heap_of(heaps, 0, transfer)->pile, qty_milli, cost_minor);
	struct sb_sums *sums = &sb_heap_of(heaps, store, 0)->sums;

	sums->moved += worth;
	sums->lost += worth;
	forget_if_empty(heaps, transfer);
}

void sb_heaps_begin_period(struct sb_heaps *heaps)
{
	for (size_t i = 0; i < heaps->count; i++)
		heaps->heaps[i].sums = (struct sb_sums){ 0 };
}
