/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was sold lately, kept so that nothing rescans the journal: a ring of the last 14 days of one product in one store, and a
 * product's popularity over all stores, which halves every 32 days and ranks what a search finds. A ring tells the same whatever
 * order its credits come in; popularity is defined by the order of the journal.
 */
#ifndef SB_USAGE_H
#define SB_USAGE_H

#include "stockbook/base.h"

#define SB_RING_DAYS  14
#define SB_RING_BYTES (SB_RING_DAYS * 8)

struct sb_ring {
	int64_t day; /* the newest in it; 0: nothing yet */
	int64_t slot[SB_RING_DAYS]; /* slot of a day: day modulo 14 */
};

/* False: more than can be counted; nothing has changed then. Days older than the ring holds leave it alone. */
bool sb_ring_credit(struct sb_ring *ring, int64_t day, int64_t milli) SB_CHECKED;
void sb_ring_encode(const struct sb_ring *ring, unsigned char bytes[SB_RING_BYTES]);
void sb_ring_decode(const unsigned char bytes[SB_RING_BYTES], struct sb_ring *ring); /* not the day */

struct sb_popularity {
	int64_t milli; /* >= 0 */
	int64_t day;   /* first of the 32 days it was counted for */
	int64_t search_id; /* rank << 40 | product's id */
};

#define SB_RANK_SHIFT 40
/* ⌊2·log2(units + 1)⌋ of a popularity in thousandths. */
int sb_popularity_rank(int64_t milli);
/*
 * Credits a sale (or takes it back). The rank in search_id follows once it is off by three or more, or nothing is sold any more: moving a
 * document in the search index costs more than the sale itself.
 */
void sb_popularity_credit(struct sb_popularity *popularity, int64_t day, int64_t milli);

#endif
