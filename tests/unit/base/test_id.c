/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Identities, randomness and digests. */
#include "stockbook/id.h"
#include <criterion/criterion.h>
#include <string.h>

Test(id, version_7_carries_the_time_and_reads_back)
{
	struct sb_random random = { .seeded = true, .state = 42 };
	int64_t moment = INT64_C(0x017F22E279B0); /* the example of RFC 9562: 2022-02-22 19:22:22 UTC */

	for (int i = 0; i < 100; i++) {
		struct sb_id id, again;
		sb_auto(buf) text = SB_BUF_INIT;

		sb_id_new(&id, moment, &random);
		sb_id_print(&id, &text);
		cr_assert_eq(text.len, 36);
		cr_assert_eq(strncmp(text.data, "017f22e2-79b0-7", 15), 0, "%s", text.data);
		cr_assert_not_null(strchr("89ab", text.data[19]));
		cr_assert(sb_id_parse(text.data, &again));
		cr_assert(sb_id_equal(&id, &again));
	}
}

Test(id, ids_sort_by_time_and_differ)
{
	struct sb_random random = { .seeded = false };
	struct sb_id earlier, later, same;

	sb_id_new(&earlier, 1000, &random);
	sb_id_new(&later, 1001, &random);
	sb_id_new(&same, 1000, &random);
	cr_assert_lt(memcmp(&earlier, &later, sizeof(earlier)), 0);
	cr_assert_not(sb_id_equal(&earlier, &same));
}

Test(id, only_a_uuid_is_an_id)
{
	static const char *const bad[] = {
		"", "17", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0",
		"017f22e2079b0-7cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g", " 17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
		"{17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
	};
	struct sb_id id;

	for (size_t i = 0; i < SB_COUNT(bad); i++)
		cr_assert_not(sb_id_parse(bad[i], &id), "%s", bad[i]);
	cr_assert(sb_id_parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F", &id));
}

Test(random, a_seed_repeats_itself_and_below_is_below)
{
	struct sb_random a = { .seeded = true, .state = 7 }, b = a, system = { .seeded = false };
	unsigned char left[37], right[37];
	int seen[6] = { 0 };

	sb_random_fill(&a, left, sizeof(left));
	sb_random_fill(&b, right, sizeof(right));
	cr_assert_eq(memcmp(left, right, sizeof(left)), 0);
	for (int i = 0; i < 6000; i++)
		seen[sb_random_below(&a, 6)]++;
	for (int i = 0; i < 6; i++)
		cr_assert(seen[i] > 800 && seen[i] < 1200, "%d came %d times", i, seen[i]);
	for (int i = 0; i < 100; i++)
		cr_assert_lt(sb_random_below(&system, 3), 3);
}

static void digest(struct sb_hasher *hasher, char out[65])
{
	struct sb_hash hash;
	sb_auto(buf) text = SB_BUF_INIT;

	sb_hash_end(hasher, &hash);
	sb_hash_print(&hash, &text);
	cr_assert_eq(text.len, 64);
	memcpy(out, text.data, 65);
}

Test(hash, is_sha_256_of_kind_length_and_bytes)
{
	struct sb_hasher hasher;
	char text[65];

	sb_hash_start(&hasher, "entry");
	sb_hash_text(&hasher, "Milk");
	sb_hash_text(&hasher, NULL);
	sb_hash_int(&hasher, -2);
	sb_hash_bytes(&hasher, "\0\1", 2);
	digest(&hasher, text);
	cr_assert_str_eq(text, "93f9b6c675d40fe4db28e10be2226a476a532efce833ae6be2339dbe1ac53a62");
}

Test(hash, lists_that_read_alike_differ)
{
	static const char *const lists[][3] = {
		{ "ab", "c", "" }, { "a", "bc", "" }, { "abc", "", "" }, { "", "abc", "" }, { NULL, "abc", "" }, { "abc", NULL, "" }, { "abc", "", NULL },
	};
	char digests[SB_COUNT(lists)][65];

	for (size_t i = 0; i < SB_COUNT(lists); i++) {
		struct sb_hasher hasher;

		sb_hash_start(&hasher, "test");
		for (int k = 0; k < 3; k++)
			sb_hash_text(&hasher, lists[i][k]);
		digest(&hasher, digests[i]);
		for (size_t other = 0; other < i; other++)
			cr_assert_str_neq(digests[i], digests[other]);
	}
}
