/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Stock counts of the sample shop: one shelf counted and posted three weeks before the end, with a slip of paper found a day later, and one
 * half counted on the last morning.
 */
#include "demo_shop.h"
#include "stockbook/count.h"

#include <string.h>

static const struct {
	const char *tag;
	enum sb_demo_category category;
	int percent; /* of it counted */
	bool is_posted;
	const char *note;
} counts[] = {
	{ "household", DEMO_HOUSEHOLD, 100, true, "after the cleaning firm's delivery" },
	{ "care", DEMO_CARE, 50, false, "before the holiday" },
};

/* Where the shelf was not what the book says, in pieces. */
static const struct {
	int count;
	const char *name;
	int pieces;
	const char *again; /* who counted it again; NULL: nobody */
} differences[] = {
	{ 0, "Lumora lighter", -4, "ana" },
	{ 0, "Voltro batteries AA 4 pieces", -2, NULL },
	{ 0, "Cleanline washing-up liquid lemon 500 ml", -1, NULL },
	{ 0, "Lumora matches", 1, NULL },
	{ 1, "Nivara soap olive 100 g", 1, NULL },
	{ 1, "Dentara toothpaste mint 75 ml", 2, NULL },
};

/* Codes that no product was known for; name NULL: it still is not. */
static const struct {
	int count;
	const char *code, *name;
	int pieces;
} strange[] = {
	{ 0, "9520387099014", "Softly kitchen roll 4 rolls", 3 },
	{ 1, "9520387099113", NULL, 2 },
};

#define TOLERANCE_MILLI 3000

/* A slip of the evening of the count, found under the till a day later. */
#define SLIP_NAME    "Lumora lighter"
#define SLIP_MINUTES (45 + 24 * 60)

static int64_t difference(int which, const char *name)
{
	for (size_t i = 0; i < SB_COUNT(differences); i++)
		if (differences[i].count == which && strcmp(differences[i].name, name) == 0)
			return (int64_t)differences[i].pieces * 1000;
	return 0;
}

/* What of it was not scanned by its own code. */
static int64_t scanned_strangely(int which, const char *name)
{
	for (size_t i = 0; i < SB_COUNT(strange); i++)
		if (strange[i].count == which && strange[i].name && strcmp(strange[i].name, name) == 0)
			return (int64_t)strange[i].pieces * 1000;
	return 0;
}

static enum sb_status begin_count(struct sb_demo *demo, int which, struct sb_error *err)
{
	struct sb_count_ask ask = SB_COUNT_ASK;
	struct sb_outcome outcome;
	enum sb_status status;

	ask.scope = SB_SCOPE_TAG;
	ask.value = counts[which].tag;
	ask.is_blind = true;
	ask.tolerance_milli = TOLERANCE_MILLI;
	ask.note = counts[which].note;
	for (size_t i = 0; i < demo->count; i++)
		ask.scope_lines += demo->goods[i].category == counts[which].category;
	status = sb_count_open(demo->book, &ask, &outcome, err);
	if (status == SB_OK)
		demo->made.count = outcome.seq;
	return status;
}

static enum sb_status scan(struct sb_demo *demo, int64_t product, const char *code, int64_t qty_milli, struct sb_error *err)
{
	struct sb_count_scan one = SB_COUNT_SCAN(demo->made.count);
	struct sb_count_scanned scanned;
	struct sb_outcome outcome;

	one.product = product;
	one.code = code;
	one.qty_milli = qty_milli;
	demo->now += 12000 + sb_demo_below(demo, 25000);
	return sb_count_scan_in(demo->write, &one, &scanned, &outcome, err);
}

/* Of the bigger heaps some lie in the back room, and are counted there. */
static enum sb_status scan_good(struct sb_demo *demo, int which, const struct sb_demo_good *good, struct sb_error *err)
{
	struct sb_stock stock;
	int64_t there, behind = 0;
	enum sb_status status = sb_stock_get(demo->book, good->id, &stock, err);

	if (status != SB_OK)
		return status;
	there = stock.on_hand + difference(which, good->name) - scanned_strangely(which, good->name);
	if (there >= 12000 && sb_demo_below(demo, 3) == 0)
		behind = there / 3000 * 1000;
	status = scan(demo, good->id, NULL, there - behind, err);
	return status == SB_OK && behind > 0 ? scan(demo, good->id, NULL, behind, err) : status;
}

static enum sb_status scan_strange(struct sb_demo *demo, int which, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	for (size_t i = 0; i < SB_COUNT(strange); i++)
		for (int n = 0; strange[i].count == which && n < strange[i].pieces && status == SB_OK; n++)
			status = scan(demo, SB_NONE, strange[i].code, 1000, err);
	return status;
}

/* Ben begins at one end of the shelf; Carla does the rest. */
static enum sb_status scan_shelf(struct sb_demo *demo, int which, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	int64_t all = 0, done = 0;
	enum sb_status status = sb_write_begin(demo->book, &write, err);

	demo->write = write;
	for (size_t i = 0; i < demo->count; i++)
		all += demo->goods[i].category == counts[which].category;
	for (size_t i = 0; i < demo->count && status == SB_OK; i++) {
		if (demo->goods[i].category != counts[which].category || ++done * 100 > all * counts[which].percent)
			continue;
		sb_book_act_as(demo->book, done * 2 <= all ? "ben" : "carla", done * 2 <= all ? "till-1" : "office");
		status = scan_good(demo, which, &demo->goods[i], err);
	}
	if (status == SB_OK)
		status = scan_strange(demo, which, err);
	if (status == SB_OK)
		status = sb_write_commit(write, err);
	demo->write = NULL;
	return status;
}

static enum sb_status resolve_strange(struct sb_demo *demo, int which, struct sb_error *err)
{
	struct sb_count_step step = SB_COUNT_STEP(demo->made.count);
	enum sb_status status = SB_OK;

	step.note = "new packing";
	for (size_t i = 0; i < SB_COUNT(strange) && status == SB_OK; i++) {
		const struct sb_demo_good *good =
			strange[i].count == which && strange[i].name ? sb_demo_find(demo, strange[i].name) : NULL;
		struct sb_outcome outcome;
		if (good)
			status = sb_count_resolve(demo->book, &step, strange[i].code, good->id, false, &outcome, err);
	}
	return status;
}

/* What is far off is counted again by somebody else. */
static enum sb_status count_again(struct sb_demo *demo, int which, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	for (size_t i = 0; i < SB_COUNT(differences) && status == SB_OK; i++) {
		const struct sb_demo_good *good =
			differences[i].count == which && differences[i].again ? sb_demo_find(demo, differences[i].name) : NULL;
		struct sb_count_scan one = SB_COUNT_SCAN(demo->made.count);
		struct sb_count_scanned scanned;
		struct sb_outcome outcome;
		struct sb_stock stock = { 0 };
		if (!good)
			continue;
		status = sb_stock_get(demo->book, good->id, &stock, err);
		one.product = good->id;
		one.is_recount = true;
		one.qty_milli = stock.on_hand + (int64_t)differences[i].pieces * 1000;
		sb_book_act_as(demo->book, differences[i].again, "office");
		demo->now += 3 * DEMO_MINUTE;
		if (status == SB_OK)
			status = sb_count_scan(demo->book, &one, &scanned, &outcome, err);
	}
	return status;
}

static enum sb_status settle(struct sb_demo *demo, int which, struct sb_error *err)
{
	const struct sb_count_step step = SB_COUNT_STEP(demo->made.count);
	struct sb_outcome outcome;
	enum sb_status status;

	sb_book_act_as(demo->book, "ana", "office");
	demo->now += 4 * DEMO_MINUTE;
	status = resolve_strange(demo, which, err);
	demo->now += DEMO_MINUTE;
	if (status == SB_OK)
		status = sb_count_review(demo->book, &step, &outcome, err);
	if (status == SB_OK)
		status = count_again(demo, which, err);
	sb_book_act_as(demo->book, "ana", "office");
	demo->now += 2 * DEMO_MINUTE;
	if (status == SB_OK)
		status = sb_count_post(demo->book, &step, &outcome, err);
	for (size_t i = 0; i < SB_COUNT(differences) && status == SB_OK; i++) {
		struct sb_demo_good *good = differences[i].count == which ? sb_demo_find(demo, differences[i].name) : NULL;
		if (good)
			good->beside += (int64_t)differences[i].pieces * 1000;
	}
	return status;
}

enum sb_status sb_demo_count(struct sb_demo *demo, int which, struct sb_error *err)
{
	enum sb_status status = begin_count(demo, which, err);

	if (status == SB_OK)
		status = scan_shelf(demo, which, err);
	return status == SB_OK && counts[which].is_posted ? settle(demo, which, err) : status;
}

enum sb_status sb_demo_sell_late(struct sb_demo *demo, int which, struct sb_error *err)
{
	const struct sb_demo_good *good = sb_demo_find(demo, SLIP_NAME);
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_outcome outcome;
	struct sb_line line;

	(void)which;
	if (!good)
		return SB_OK;
	line = (struct sb_line){ .product = good->id, .qty_milli = 1000, .price_minor = good->price, .cost_minor = good->cost };
	draft.lines = &line;
	draft.line_count = 1;
	draft.occurred_at = demo->now - SLIP_MINUTES * DEMO_MINUTE;
	draft.note = "a slip of yesterday, found under the till";
	return sb_write_record(demo->write, &draft, &outcome, err);
}
