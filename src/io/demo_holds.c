/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sample shop sets aside for customers, and what becomes of it. */
#include "demo_shop.h"
#include "stockbook/hold.h"

#include <assert.h>

static const struct {
	const char *order, *note;
	int days; /* until it expires */
} holds[] = {
	{ "P-117", "Ms Adeyemi, by telephone", 3 },
	{ "W-2041", "Café Lindner", 5 },
	{ "P-121", "Mr Sorensen, comes after work", 3 },
	{ "W-2044", "rowing club, regatta on Saturday", 5 },
	{ "P-122", "day nursery, asks for an invoice", 3 },
	{ "P-119", "did not leave a name", 2 },
};

static_assert(SB_COUNT(holds) <= DEMO_HOLDS_MAX, "what came of each has its place");

/* In pieces. */
static const struct {
	int hold;
	const char *name;
	int pieces;
} wanted[] = {
	{ 0, "Softly toilet paper 8 rolls", 4 },
	{ 0, "Softly kitchen roll 4 rolls", 2 },
	{ 1, "Springwell water still 500 ml", 12 },
	{ 1, "Fizzard cola zero 330 ml", 12 },
	{ 1, "Orchard Row juice orange 200 ml", 6 },
	{ 2, "Voltro energy drink mango 250 ml", 12 },
	{ 3, "Springwell water still 500 ml", 24 },
	{ 3, "Barrow bar peanut 45 g", 24 },
	{ 3, "Fizzard soda orange 330 ml", 12 },
	{ 4, "Softly toilet paper 8 rolls", 6 },
	{ 4, "Cleanline washing-up liquid lemon 500 ml", 4 },
	{ 4, "Softly kitchen roll 4 rolls", 4 },
	{ 5, "Voltro batteries AA 4 pieces", 2 },
};

static void put_back(struct sb_demo *demo, int which)
{
	for (size_t i = 0; i < SB_COUNT(wanted); i++) {
		struct sb_demo_good *good = wanted[i].hold == which ? sb_demo_find(demo, wanted[i].name) : NULL;
		if (good)
			good->beside += (int64_t)wanted[i].pieces * 1000;
	}
}

enum sb_status sb_demo_hold(struct sb_demo *demo, int which, struct sb_error *err)
{
	struct sb_line lines[SB_COUNT(wanted)];
	struct sb_hold_ask ask = { .kind = SB_KIND_HOLD_PLACE, .lines = lines, .expires_ms = holds[which].days * SB_DAY_MS,
				   .order = holds[which].order, .note = holds[which].note };
	struct sb_outcome outcome;
	enum sb_status status;

	for (size_t i = 0; i < SB_COUNT(wanted); i++)
		if (wanted[i].hold == which && sb_demo_set_aside(demo, wanted[i].name, wanted[i].pieces, &lines[ask.line_count]))
			ask.line_count++;
	status = sb_hold_place(demo->book, &ask, &outcome, err);
	if (status == SB_OK)
		demo->made.holds[which] = outcome.seq;
	return status;
}

static enum sb_status resolve(struct sb_demo *demo, int which, enum sb_kind kind, const char *note, struct sb_error *err)
{
	const struct sb_hold_step step = { .kind = kind, .hold = demo->made.holds[which], .note = note };
	struct sb_outcome outcome;

	return sb_hold_resolve(demo->book, &step, &outcome, err);
}

enum sb_status sb_demo_allocate(struct sb_demo *demo, int which, struct sb_error *err)
{
	return resolve(demo, which, SB_KIND_HOLD_CONVERT, "paid", err);
}

enum sb_status sb_demo_hand_over(struct sb_demo *demo, int which, struct sb_error *err)
{
	return resolve(demo, which, SB_KIND_HOLD_FULFIL, "fetched before opening", err);
}

enum sb_status sb_demo_release(struct sb_demo *demo, int which, struct sb_error *err)
{
	put_back(demo, which);
	return resolve(demo, which, SB_KIND_HOLD_RELEASE, "called it off", err);
}

enum sb_status sb_demo_expire(struct sb_demo *demo, int which, struct sb_error *err)
{
	int64_t expired;

	put_back(demo, which);
	return sb_hold_sweep(demo->book, DEMO_HOLDS_MAX, &expired, err);
}
