/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ring of days and popularity. */
#include "usage.h"
#include <assert.h>
#include <string.h>

#define HALVING_DAYS 32
#define MOVE_FROM    3 /* ranks, about three times the sales */

/* Division that rounds down, also below zero (days before 1970). */
static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static size_t slot_of(int64_t day)
{
	return (size_t)(day - floor_div(day, SB_RING_DAYS) * SB_RING_DAYS);
}

/* Opens the ring for a newer day: slots it takes over are emptied. */
static void turn(struct sb_ring *ring, int64_t day)
{
	if (day - ring->day >= SB_RING_DAYS) {
		memset(ring->slot, 0, sizeof(ring->slot));
	} else {
		for (int64_t fresh = ring->day + 1; fresh <= day; fresh++)
			ring->slot[slot_of(fresh)] = 0;
	}
	ring->day = day;
}

bool sb_ring_credit(struct sb_ring *ring, int64_t day, int64_t milli)
{
	int64_t sum;

	if (day > ring->day)
		turn(ring, day);
	if (day <= ring->day - SB_RING_DAYS)
		return true;
	if (__builtin_add_overflow(ring->slot[slot_of(day)], milli, &sum))
		return false;
	ring->slot[slot_of(day)] = sum;
	return true;
}

void sb_ring_encode(const struct sb_ring *ring, unsigned char bytes[SB_RING_BYTES])
{
	for (size_t i = 0; i < SB_RING_DAYS; i++)
		for (size_t k = 0; k < 8; k++)
			bytes[8 * i + k] = (unsigned char)((uint64_t)ring->slot[i] >> (8 * k));
}

void sb_ring_decode(const unsigned char bytes[SB_RING_BYTES], struct sb_ring *ring)
{
	for (size_t i = 0; i < SB_RING_DAYS; i++) {
		uint64_t word = 0;

		for (size_t k = 0; k < 8; k++)
			word |= (uint64_t)bytes[8 * i + k] << (8 * k);
		ring->slot[i] = (int64_t)word;
	}
}

int sb_popularity_rank(int64_t milli)
{
	assert(milli >= 0);
	__extension__ typedef unsigned __int128 wide;
	wide square = (wide)((uint64_t)milli + 1000) * ((uint64_t)milli + 1000);
	int rank = 0;

	/* the greatest rank with 2^rank <= ((milli + 1000) / 1000)^2 */
	for (wide reach = 2000000; reach <= square && rank < 127; reach <<= 1)
		rank++;
	return rank;
}

static int64_t halved(int64_t milli, int64_t times)
{
	assert(times >= 0);
	if (times > 62)
		return 0;
	return milli >= 0 ? milli >> times : -(-milli >> times);
}

static void follow_rank(struct sb_popularity *popularity)
{
	int64_t id = popularity->search_id & ((INT64_C(1) << SB_RANK_SHIFT) - 1);
	int64_t shown = popularity->search_id >> SB_RANK_SHIFT, rank = sb_popularity_rank(popularity->milli);

	if (shown - rank >= MOVE_FROM || rank - shown >= MOVE_FROM || (rank == 0 && shown != 0))
		popularity->search_id = rank << SB_RANK_SHIFT | id;
}

void sb_popularity_credit(struct sb_popularity *popularity, int64_t day, int64_t milli)
{
	int64_t then = floor_div(popularity->day, HALVING_DAYS), now = floor_div(day, HALVING_DAYS), sum;

	if (now > then) {
		popularity->milli = halved(popularity->milli, now - then);
		popularity->day = now * HALVING_DAYS;
	} else {
		milli = halved(milli, then - now);
	}
	if (__builtin_add_overflow(popularity->milli, milli, &sum))
		sum = INT64_MAX / 2;
	popularity->milli = sum < 0 ? 0 : sum > INT64_MAX / 2 ? INT64_MAX / 2 : sum;
	follow_rank(popularity);
}
