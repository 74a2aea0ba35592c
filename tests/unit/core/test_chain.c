/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digests of entries. The constants below are part of the format: a book made today must verify for ever. */
#include "chain.h"
#include "ledger.h"
#include <criterion/criterion.h>
#include <string.h>

static void content_of(const struct sb_entry *entry, const struct sb_links *links, const struct sb_line *lines, size_t count,
		       const struct sb_id *product, struct sb_hash *out)
{
	struct sb_content content;

	sb_content_start(&content, entry, links);
	for (size_t i = 0; i < count; i++)
		sb_content_line(&content, &lines[i], product, NULL);
	sb_content_end(&content, out);
}

static struct sb_id counted_id(uint8_t first)
{
	struct sb_id id;

	for (size_t i = 0; i < SB_ID_BYTES; i++)
		id.bytes[i] = (uint8_t)(first + i);
	return id;
}

static void is_hash(const struct sb_hash *hash, const char *wanted)
{
	sb_auto(buf) printed = SB_BUF_INIT;

	sb_hash_print(hash, &printed);
	cr_assert_str_eq(printed.data, wanted);
}

static const struct sb_entry sample = {
	.seq = 7,
	.kind = SB_KIND_SALE,
	.occurred_at = 1772366400000,
	.recorded_at = 1772366400123,
	.who = "ann",
	.station = "till",
	.note = "a note",
	.body = "{}",
	.format = SB_ENTRY_FORMAT,
};

static const struct sb_line sample_line = {
	.from = SB_AT_STORE, .to = SB_AT_CUSTOMER, .qty_milli = 2500, .price_minor = 1275, .cost_minor = SB_NONE,
};

Test(chain, digests_never_change)
{
	const struct sb_id store = counted_id(16), product = counted_id(32);
	const struct sb_links links = { .store = &store };
	struct sb_hash content, chain, before = { { 0 } };
	struct sb_entry entry = sample;

	entry.id = counted_id(0);
	content_of(&entry, &links, &sample_line, 1, &product, &content);
	is_hash(&content, "2a7ca3d8a1bcfa6c7ae724b7dc9f91b00a9426be4396dbb3d3e2935cf3216493");
	sb_chain_next(&before, entry.seq, entry.recorded_at, &content, &chain);
	is_hash(&chain, "2ddb5b16bcbe87b0b36935e06d99b002c0c14881962ff57541dbfe62e60a6ef0");
}

Test(chain, everything_that_travels_is_in_the_content)
{
	const struct sb_id store = counted_id(16), product = counted_id(32), other = counted_id(33);
	static const uint8_t fingerprint[SB_HASH_BYTES] = { 1 };
	struct sb_hash hash[20];
	size_t count = 0;

#define VARIANT(change)                                                                    \
	do {                                                                               \
		struct sb_entry entry = sample;                                            \
		struct sb_links links = { .store = &store };                               \
		struct sb_line line = sample_line;                                         \
		const struct sb_id *thing = &product;                                      \
		size_t lines = 1;                                                          \
		change;                                                                    \
		content_of(&entry, &links, &line, lines, thing, &hash[count++]);           \
	} while (0)
	VARIANT((void)0);
	VARIANT(entry.id.bytes[15] = 1);
	VARIANT(entry.kind = SB_KIND_REMOVE);
	VARIANT(entry.occurred_at++);
	VARIANT(links.store = NULL);
	VARIANT(entry.who = "bob");
	VARIANT(entry.station = "desk");
	VARIANT(entry.token = "");
	VARIANT(entry.fingerprint = fingerprint);
	VARIANT(entry.note = NULL);
	VARIANT(entry.body = "{\"a\":1}");
	VARIANT(links.subject = &other);
	VARIANT(links.undoes = &other);
	VARIANT(links.batch = &other);
	VARIANT(entry.format = 2);
	VARIANT(lines = 0);
	VARIANT(thing = &other);
	VARIANT(line.qty_milli++);
	VARIANT(line.reason = "damage");
	VARIANT(line.cost_minor = 0);
#undef VARIANT
	cr_assert_eq(count, SB_COUNT(hash));
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < i; k++)
			cr_assert_neq(memcmp(&hash[i], &hash[k], sizeof(hash[i])), 0, "variants %zu and %zu", i, k);
}

Test(chain, what_is_local_to_a_book_is_not_in_the_content)
{
	struct sb_entry entry = sample;
	const struct sb_id product = counted_id(32);
	const struct sb_links links = { 0 };
	struct sb_line line = sample_line;
	struct sb_hash here, there;

	content_of(&entry, &links, &line, 1, &product, &here);
	entry.seq = 99;
	entry.recorded_at += 5000;
	line.product = 12;
	line.on_hand_after = 77;
	content_of(&entry, &links, &line, 1, &product, &there);
	cr_assert_eq(memcmp(&here, &there, sizeof(here)), 0);
}

/* The same recordings by the same clock and chance give the same book, on any machine. */
Test(chain, a_book_made_the_same_way_has_the_same_head)
{
	struct sb_hash head;
	struct ledger ledger;
	int64_t seq;

	lg_open(&ledger, false);
	int64_t mug = lg_add(&ledger, "sku=MUG;name=Blue mug;price=12.50;cost=7;tags=kitchen|blue;barcodes=4006381333931*6", 10000);
	(void)lg_moved(&ledger, SB_KIND_SALE, mug, 3000);
	(void)lg_edit(&ledger, mug, "price=13", SB_NONE, &(struct sb_outcome){ 0 });
	(void)lg_undo(&ledger, lg_head(&ledger), &(struct sb_outcome){ 0 });
	cr_assert_eq(sb_book_head(ledger.book, &seq, &head, &ledger.err), SB_OK);
	cr_assert_eq(seq, 7);
	is_hash(&head, "119634ac2d27a335a09b5be6480849eb2dbec48bc559a80c3b1dbd68435d3006");
	lg_close(&ledger);
}
