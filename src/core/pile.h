/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The goods of one product as layers of quantity and value: what comes in is put on, what leaves is taken off the oldest
 * end. A pile that averages has one layer. Values are in thousandths of a minor unit, kept exactly: whatever is taken
 * and whatever is left is what was put on.
 */
#ifndef SB_PILE_H
#define SB_PILE_H

#include "stockbook/money.h"

__extension__ typedef __int128 sb_wide;

struct sb_layer {
	int64_t qty_milli; /* > 0 */
	sb_wide value;
};

struct sb_pile {
	bool averages;
	struct sb_layer *layers; /* the oldest at `first` */
	size_t first, count, cap;
	struct sb_layer owed;	 /* taken though it was not there */
	struct sb_layer last;	 /* a quantity and value whose cost was known last; quantity 0: none */
};

/* No amount beyond this is counted. */
#define SB_PILE_MAX ((sb_wide)4000000000000000000 * 1000)

void sb_pile_release(struct sb_pile *pile);
void sb_pile_clear(struct sb_pile *pile);
/* Puts goods on the newest end, or the oldest. What is owed is made up for first; *late: what that cost more than was
 * thought. False: beyond counting. */
bool sb_pile_put(struct sb_pile *pile, int64_t qty_milli, sb_wide value, bool oldest, sb_wide *late) SB_CHECKED;
/* Takes goods; what is not there is owed at the last cost known, or else at cost_minor (SB_NONE: nothing). What it was
 * worth. */
sb_wide sb_pile_take(struct sb_pile *pile, int64_t qty_milli, int64_t cost_minor);
/* How much of so much costs the same: no more than the oldest layer has, or all of it if none is there. */
int64_t sb_pile_oldest(const struct sb_pile *pile, int64_t qty_milli);
/* Less what is owed. */
int64_t sb_pile_qty(const struct sb_pile *pile);
sb_wide sb_pile_value(const struct sb_pile *pile);
/* What so much is worth at the cost of a layer; the layer has a quantity. */
sb_wide sb_layer_share(const struct sb_layer *layer, int64_t qty_milli);

#endif
