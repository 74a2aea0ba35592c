/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The goods of one product by where they lie: a pile for each store, and one for each transfer whose goods are on their
 * way, so that what they have cost travels with them. Beside each pile stands what came, went and was lost there.
 */
#ifndef SB_HEAPS_H
#define SB_HEAPS_H

#include "pile.h"

/* Sums of a period, in thousandths of a minor unit. */
struct sb_sums {
	sb_wide received, cogs, lost, moved; /* moved: came by transfer, less what was sent */
	int64_t sold_milli, unknown_milli;
};

struct sb_heap {
	int64_t store, transfer; /* one of them; the other is 0 */
	struct sb_pile pile;
	struct sb_sums sums;
};

struct sb_heaps {
	bool averages;
	struct sb_heap *heaps;
	size_t count, cap;
	struct sb_layer last; /* whose cost was known last, wherever; quantity 0: none */
};

void sb_heaps_clear(struct sb_heaps *heaps);
void sb_heaps_release(struct sb_heaps *heaps);
/* The heap of a store or transfer, empty if nothing was there yet; good until the next is asked for. */
struct sb_heap *sb_heap_of(struct sb_heaps *heaps, int64_t store, int64_t transfer);
/* Goods come in. False: beyond counting. */
bool sb_heap_put(struct sb_heaps *heaps, struct sb_heap *heap, int64_t qty_milli, sb_wide value, bool oldest) SB_CHECKED;
/* Goods begin or end a journey, each at what it has cost. False: beyond counting. */
bool sb_heaps_carry(struct sb_heaps *heaps, int64_t store, int64_t transfer, bool leaves, int64_t qty_milli, int64_t cost_minor) SB_CHECKED;
/* What a journey lost is lost to the store that sent it. */
void sb_heaps_lose(struct sb_heaps *heaps, int64_t store, int64_t transfer, int64_t qty_milli, int64_t cost_minor);
void sb_heaps_begin_period(struct sb_heaps *heaps);

#endif
