/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sample shop's second store: a kiosk at the station with a small range of its own. It gets its goods from the shop, sells on slips of
 * paper, and enters them in the evening.
 */
#include "demo_shop.h"

#include <assert.h>

#define MAIN_CODE "MAIN"
#define KIOSK_CODE "KIOSK"

static const struct {
	const char *name;
	int reorder_point, up_to;
	const char *bin;
} range[] = {
	{ "Springwell water still 500 ml", 8, 36, "FRIDGE-1" },
	{ "Fizzard cola original 330 ml", 8, 36, "FRIDGE-1" },
	{ "Fizzard cola zero 330 ml", 6, 24, "FRIDGE-1" },
	{ "Fizzard soda orange 330 ml", 4, 24, "FRIDGE-1" },
	{ "Orchard Row juice orange 200 ml", 6, 24, "FRIDGE-2" },
	{ "Voltro energy drink original 250 ml", 6, 24, "FRIDGE-2" },
	{ "Teahaven iced tea peach 500 ml", 6, 24, "FRIDGE-2" },
	{ "Crispo crisps paprika 40 g", 6, 24, "WALL" },
	{ "Barrow bar peanut 45 g", 8, 30, "COUNTER" },
	{ "Barrow bar crunch 45 g", 6, 24, "COUNTER" },
	{ "Gummo gummies bears 200 g", 4, 18, "WALL" },
	{ "Minto chewing gum spearmint 10 pieces", 6, 30, "COUNTER" },
};

static const struct {
	const char *note, *arrival, *lost_why;
} transfers[] = {
	{ "to begin with", NULL, NULL },
	{ NULL, "the box was wet: some cans and bags are missing", "damage" },
	{ NULL, NULL, NULL },
	{ "goes with the first tram", NULL, NULL },
};

static_assert(SB_COUNT(transfers) <= DEMO_TRANSFERS_MAX, "what came of each has its place");

/* In pieces. */
static const struct {
	int transfer;
	const char *name;
	int sent, came;
} boxes[] = {
	{ 0, "Springwell water still 500 ml", 24, 24 },
	{ 0, "Fizzard cola original 330 ml", 24, 24 },
	{ 0, "Fizzard cola zero 330 ml", 24, 24 },
	{ 0, "Fizzard soda orange 330 ml", 24, 24 },
	{ 0, "Orchard Row juice orange 200 ml", 24, 24 },
	{ 0, "Voltro energy drink original 250 ml", 24, 24 },
	{ 0, "Teahaven iced tea peach 500 ml", 24, 24 },
	{ 0, "Crispo crisps paprika 40 g", 24, 24 },
	{ 0, "Barrow bar peanut 45 g", 24, 24 },
	{ 0, "Barrow bar crunch 45 g", 24, 24 },
	{ 0, "Gummo gummies bears 200 g", 18, 18 },
	{ 0, "Minto chewing gum spearmint 10 pieces", 24, 24 },
	{ 1, "Springwell water still 500 ml", 12, 12 },
	{ 1, "Fizzard cola original 330 ml", 12, 9 },
	{ 1, "Fizzard soda orange 330 ml", 6, 6 },
	{ 1, "Crispo crisps paprika 40 g", 12, 10 },
	{ 1, "Barrow bar peanut 45 g", 12, 12 },
	{ 2, "Fizzard cola original 330 ml", 12, 12 },
	{ 2, "Teahaven iced tea peach 500 ml", 12, 12 },
	{ 2, "Voltro energy drink original 250 ml", 12, 12 },
	{ 2, "Gummo gummies bears 200 g", 12, 12 },
	{ 3, "Springwell water still 500 ml", 12, 0 },
	{ 3, "Fizzard cola zero 330 ml", 12, 0 },
	{ 3, "Orchard Row juice orange 200 ml", 12, 0 },
	{ 3, "Barrow bar crunch 45 g", 12, 0 },
	{ 3, "Minto chewing gum spearmint 10 pieces", 12, 0 },
};

static void give(struct sb_product_change *change, int which, const char *text, int pieces)
{
	enum sb_product_field field = sb_store_plan_fields[which];

	change->given[field] = true;
	change->value[field] = (struct sb_value){ .type = sb_product_field_table[field].type, .s = text, .n = (int64_t)pieces * 1000 };
}

static enum sb_status plan_range(struct sb_demo *demo, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	for (size_t i = 0; i < SB_COUNT(range) && status == SB_OK; i++) {
		const struct sb_demo_good *good = sb_demo_find(demo, range[i].name);
		struct sb_draft draft = SB_DRAFT(SB_KIND_PLAN);
		struct sb_product_change change = { 0 };
		struct sb_outcome outcome;
		if (!good)
			continue;
		give(&change, SB_PLAN_REORDER_POINT, NULL, range[i].reorder_point);
		give(&change, SB_PLAN_ORDER_UP_TO, NULL, range[i].up_to);
		give(&change, SB_PLAN_BIN, range[i].bin, 0);
		demo->now += 20000 + sb_demo_below(demo, 20000);
		status = sb_store_plan_set(demo->write, good->id, &change, &draft, &outcome, err);
	}
	return status;
}

/* Does something as the kiosk, and is the shop again. */
static enum sb_status at_kiosk(struct sb_demo *demo, enum sb_status (*act)(struct sb_demo *demo, struct sb_error *err), struct sb_error *err)
{
	enum sb_status status = sb_book_use_store(demo->book, KIOSK_CODE, err);

	if (status == SB_OK)
		status = act(demo, err);
	return status == SB_OK ? sb_book_use_store(demo->book, MAIN_CODE, err) : status;
}

enum sb_status sb_demo_open_kiosk(struct sb_demo *demo, int which, struct sb_error *err)
{
	const struct sb_store_new what = { .code = KIOSK_CODE, .name = "Station kiosk", .zone = "Europe/Berlin" };
	struct sb_draft draft = SB_DRAFT(SB_KIND_STORE_ADD);
	struct sb_outcome outcome;
	enum sb_status status;

	(void)which;
	draft.note = "opens tomorrow";
	status = sb_store_add(demo->write, &what, &draft, &outcome, err);
	if (status != SB_OK)
		return status;
	demo->made.kiosk = outcome.seq;
	return at_kiosk(demo, plan_range, err);
}

enum sb_status sb_demo_send(struct sb_demo *demo, int which, struct sb_error *err)
{
	struct sb_line lines[SB_COUNT(boxes)];
	struct sb_draft draft = SB_DRAFT(SB_KIND_TRANSFER_OUT);
	struct sb_outcome outcome;
	enum sb_status status;

	for (size_t i = 0; i < SB_COUNT(boxes); i++)
		if (boxes[i].transfer == which && sb_demo_set_aside(demo, boxes[i].name, boxes[i].sent, &lines[draft.line_count]))
			draft.line_count++;
	draft.lines = lines;
	draft.note = transfers[which].note;
	status = sb_transfer_send(demo->write, demo->made.kiosk, &draft, &outcome, err);
	if (status == SB_OK)
		demo->made.transfers[which] = outcome.seq;
	return status;
}

enum sb_status sb_demo_arrive(struct sb_demo *demo, int which, struct sb_error *err)
{
	struct sb_line lines[SB_COUNT(boxes)];
	struct sb_draft draft = SB_DRAFT(SB_KIND_TRANSFER_IN);
	struct sb_outcome outcome;

	for (size_t i = 0; i < SB_COUNT(boxes); i++) {
		const struct sb_demo_good *good = boxes[i].transfer == which && boxes[i].came ? sb_demo_find(demo, boxes[i].name) : NULL;
		if (good)
			lines[draft.line_count++] = (struct sb_line){ .product = good->id, .qty_milli = (int64_t)boxes[i].came * 1000,
								      .price_minor = SB_NONE, .cost_minor = good->cost };
	}
	draft.lines = lines;
	draft.note = transfers[which].arrival;
	return sb_transfer_receive(demo->write, demo->made.transfers[which], &draft, &outcome, err);
}

enum sb_status sb_demo_give_up(struct sb_demo *demo, int which, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_TRANSFER_CLOSE);
	struct sb_outcome outcome;

	draft.note = "the carrier pays";
	return sb_transfer_close(demo->write, demo->made.transfers[which], transfers[which].lost_why, &draft, &outcome, err);
}

/* A line of one of its products; *is_there: so much of it is left. */
static enum sb_status draw_sale(struct sb_demo *demo, struct sb_line *out, bool *is_there, struct sb_error *err)
{
	const struct sb_demo_good *good = sb_demo_find(demo, range[sb_demo_below(demo, SB_COUNT(range))].name);
	int64_t qty = sb_demo_below(demo, 5) == 0 ? 2000 : 1000;
	struct sb_stock stock;
	enum sb_status status;

	*is_there = false;
	if (!good)
		return SB_OK;
	status = sb_stock_get(demo->book, good->id, &stock, err);
	if (status != SB_OK)
		return status;
	*is_there = stock.available >= qty;
	*out = (struct sb_line){ .product = good->id, .qty_milli = qty, .price_minor = good->price, .cost_minor = good->cost };
	return SB_OK;
}

static enum sb_status enter_slips(struct sb_demo *demo, struct sb_error *err)
{
	int64_t slips = 5 + sb_demo_below(demo, 5), evening = demo->now;
	enum sb_status status = SB_OK;

	for (int64_t i = 0; i < slips && status == SB_OK; i++) {
		struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
		struct sb_outcome outcome;
		struct sb_line line;
		bool is_there;
		status = draw_sale(demo, &line, &is_there, err);
		if (status != SB_OK || !is_there)
			continue;
		draft.lines = &line;
		draft.line_count = 1;
		draft.occurred_at = evening - (slips - i) * 95 * DEMO_MINUTE + sb_demo_below(demo, 90) * DEMO_MINUTE;
		demo->now += 15000 + sb_demo_below(demo, 10000);
		status = sb_write_record(demo->write, &draft, &outcome, err);
	}
	return status;
}

enum sb_status sb_demo_kiosk_sales(struct sb_demo *demo, int which, struct sb_error *err)
{
	(void)which;
	return at_kiosk(demo, enter_slips, err);
}
