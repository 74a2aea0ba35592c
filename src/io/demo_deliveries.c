/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the sample shop orders beside its daily deliveries: stock for the kiosk and for customers. One order came with more than was asked
 * for, one in full, one short, and one is still to come.
 */
#include "demo_shop.h"
#include "stockbook/order.h"

#include <assert.h>

static const struct {
	enum sb_demo_supplier from;
	int expected_day; /* from the first */
	bool closes;	  /* what did not come then will not come */
	const char *note, *arrival;
} orders[] = {
	{ DEMO_FROM_BEVERAGES, 50, false, "for the kiosk", "a case of cola too many, and one not ordered" },
	{ DEMO_FROM_SUNNY, 54, false, "for the kiosk", NULL },
	{ DEMO_FROM_CLEAN, 65, true, "cleaning firm asks for more", "bin bags are sold out, kitchen roll came in part" },
	{ DEMO_FROM_CELLAR, 93, false, "for the street party", NULL },
};

static_assert(SB_COUNT(orders) <= DEMO_ORDERS_MAX, "what came of each has its place");

/* In packs. */
static const struct {
	int order;
	const char *name;
	int ordered, came;
} wanted[] = {
	{ 0, "Springwell water still 500 ml", 4, 4 },
	{ 0, "Fizzard cola original 330 ml", 3, 4 },
	{ 0, "Fizzard cola zero 330 ml", 3, 3 },
	{ 0, "Fizzard soda orange 330 ml", 2, 2 },
	{ 0, "Orchard Row juice orange 200 ml", 4, 4 },
	{ 0, "Voltro energy drink original 250 ml", 3, 3 },
	{ 0, "Voltro energy drink mango 250 ml", 0, 1 },
	{ 0, "Teahaven iced tea peach 500 ml", 4, 4 },
	{ 1, "Crispo crisps paprika 40 g", 2, 2 },
	{ 1, "Barrow bar peanut 45 g", 3, 3 },
	{ 1, "Barrow bar crunch 45 g", 2, 2 },
	{ 1, "Gummo gummies bears 200 g", 3, 3 },
	{ 1, "Minto chewing gum spearmint 10 pieces", 2, 2 },
	{ 2, "Cleanline washing-up liquid lemon 500 ml", 2, 2 },
	{ 2, "Softly toilet paper 8 rolls", 3, 3 },
	{ 2, "Softly kitchen roll 4 rolls", 3, 2 },
	{ 2, "Cleanline bin bags 35 l", 1, 0 },
	{ 2, "Voltro batteries AA 4 pieces", 1, 1 },
	{ 2, "Lumora lighter", 1, 1 },
	{ 3, "Bergquell beer pils 500 ml", 6, 0 },
	{ 3, "Bergquell beer alcohol-free 500 ml", 3, 0 },
	{ 3, "Perline sparkling wine dry 750 ml", 2, 0 },
	{ 3, "Old Orchard cider apple 500 ml", 2, 0 },
};

static size_t lines_of(struct sb_demo *demo, int which, bool came, struct sb_line *out)
{
	size_t count = 0;

	for (size_t i = 0; i < SB_COUNT(wanted); i++) {
		int packs = came ? wanted[i].came : wanted[i].ordered;
		struct sb_demo_good *good = wanted[i].order == which && packs ? sb_demo_find(demo, wanted[i].name) : NULL;
		if (!good)
			continue;
		out[count++] = (struct sb_line){ .product = good->id, .qty_milli = packs * good->pack, .price_minor = SB_NONE,
						 .cost_minor = came ? SB_NONE : good->cost };
		if (came)
			good->beside += packs * good->pack;
	}
	return count;
}

enum sb_status sb_demo_order_goods(struct sb_demo *demo, int which, struct sb_error *err)
{
	struct sb_line lines[SB_COUNT(wanted)];
	struct sb_draft draft = SB_DRAFT(SB_KIND_ORDER_NEW);
	struct sb_supplier supplier;
	struct sb_outcome outcome;
	enum sb_status status;

	draft.lines = lines;
	draft.line_count = lines_of(demo, which, false, lines);
	draft.note = orders[which].note;
	status = sb_supplier_find(demo->book, sb_demo_suppliers[orders[which].from].name, demo->arena, &supplier, err);
	if (status == SB_OK)
		status = sb_order_make(demo->write, &supplier, demo->first_day + orders[which].expected_day, &draft, &outcome, err);
	if (status == SB_OK)
		demo->made.orders[which] = outcome.seq;
	return status;
}

enum sb_status sb_demo_take_delivery(struct sb_demo *demo, int which, struct sb_error *err)
{
	struct sb_line lines[SB_COUNT(wanted)];
	struct sb_draft draft = SB_DRAFT(SB_KIND_RECEIVE);
	struct sb_outcome outcome;

	draft.lines = lines;
	draft.line_count = lines_of(demo, which, true, lines);
	draft.note = orders[which].arrival;
	return sb_order_receive(demo->write, demo->made.orders[which], orders[which].closes, &draft, &outcome, err);
}
