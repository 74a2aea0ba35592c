/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ring of days and popularity. */
#include "usage.h"
#include "stockbook/id.h"
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static int64_t on_day(const struct sb_ring *ring, int64_t day)
{
	return day > ring->day || day <= ring->day - SB_RING_DAYS ? 0 : ring->slot[day % SB_RING_DAYS];
}

Test(usage, a_late_sale_counts_on_its_own_day)
{
	struct sb_ring ring = { 0 };

	cr_assert(sb_ring_credit(&ring, 20000, 5000));
	cr_assert(sb_ring_credit(&ring, 20013, 1000));
	cr_assert(sb_ring_credit(&ring, 20000, 2000));
	cr_assert_eq(on_day(&ring, 20000), 7000);
	cr_assert(sb_ring_credit(&ring, 20014, 3000));
	cr_assert_eq(on_day(&ring, 20000), 0, "out of the window");
	cr_assert_eq(on_day(&ring, 20013), 1000);
	cr_assert(sb_ring_credit(&ring, 20000, 9000));
	cr_assert_eq(ring.day, 20014);
	cr_assert_eq(on_day(&ring, 20014), 3000, "a day that is too old leaves the ring alone");
	cr_assert(sb_ring_credit(&ring, 21000, 4000));
	for (int64_t day = 20987; day < 21000; day++)
		cr_assert_eq(on_day(&ring, day), 0);
	cr_assert_eq(on_day(&ring, 21000), 4000);
}

Test(usage, the_ring_tells_the_same_in_whatever_order_days_come)
{
	struct sb_random random = { .seeded = true, .state = 3 };

	for (int round = 0; round < 200; round++) {
		struct sb_ring ring = { 0 };
		int64_t plain[60] = { 0 }, newest = 0;

		for (int i = 0; i < 40; i++) {
			int64_t day = (int64_t)sb_random_below(&random, 60), milli = (int64_t)sb_random_below(&random, 9000) - 3000;

			cr_assert(sb_ring_credit(&ring, 20000 + day, milli));
			plain[day] += milli;
			newest = day > newest ? day : newest;
		}
		cr_assert_eq(ring.day, 20000 + newest);
		for (int64_t day = 0; day < 60; day++)
			cr_assert_eq(on_day(&ring, 20000 + day), day > newest - SB_RING_DAYS && day <= newest ? plain[day] : 0);
	}
}

Test(usage, a_ring_survives_its_bytes)
{
	struct sb_ring ring = { .day = 20001 }, read = { .day = 20001 };
	unsigned char bytes[SB_RING_BYTES];

	for (int64_t i = 0; i < SB_RING_DAYS; i++)
		ring.slot[i] = i % 2 ? -i * 1234567890123 : INT64_MAX - i;
	sb_ring_encode(&ring, bytes);
	cr_assert_eq(bytes[8], 0x35, "least significant byte first");
	sb_ring_decode(bytes, &read);
	cr_assert_eq(memcmp(&ring, &read, sizeof(ring)), 0);
	cr_assert(sb_ring_credit(&ring, 20001 - 20001 % 14 + 0, 1) == false || ring.slot[0] == INT64_MAX);
}

Test(usage, ranks_are_twice_the_logarithm)
{
	cr_assert_eq(sb_popularity_rank(0), 0);
	cr_assert_eq(sb_popularity_rank(414), 0);
	cr_assert_eq(sb_popularity_rank(415), 1);
	cr_assert_eq(sb_popularity_rank(1000), 2);
	cr_assert_eq(sb_popularity_rank(3000), 4);
	cr_assert_eq(sb_popularity_rank(INT64_MAX / 2), 104);
	for (int64_t milli = 1; milli < 1000000000000; milli = milli * 7 / 5 + 1) {
		double exact = 2 * log2(((double)milli + 1000) / 1000);

		if (fabs(exact - round(exact)) > 1e-9)
			cr_assert_eq(sb_popularity_rank(milli), (int)floor(exact), "%ld", (long)milli);
	}
}

Test(usage, popularity_halves_every_32_days_and_moves_the_document_seldom)
{
	struct sb_popularity popularity = { .search_id = 77 };
	int moves = 0;

	for (int i = 0; i < 1000; i++) {
		int64_t before = popularity.search_id;

		sb_popularity_credit(&popularity, 20032, 1000);
		moves += popularity.search_id != before;
		cr_assert_leq(labs((popularity.search_id >> SB_RANK_SHIFT) - sb_popularity_rank(popularity.milli)), 2);
		cr_assert_eq(popularity.search_id & 0xffffffffff, 77);
	}
	cr_assert_eq(popularity.milli, 1000000);
	cr_assert_leq(moves, 7);
	sb_popularity_credit(&popularity, 20032 + 64, 1000);
	cr_assert_eq(popularity.milli, 251000);
	sb_popularity_credit(&popularity, 20032, 4000);
	cr_assert_eq(popularity.milli, 252000, "a late sale counts as if it had been halved since");
	sb_popularity_credit(&popularity, 20032 + 64, -999000);
	cr_assert_eq(popularity.milli, 0);
	cr_assert_eq(popularity.search_id, 77, "what is not sold has no rank");
}
