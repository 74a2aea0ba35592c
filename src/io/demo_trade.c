/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days in the sample shop: deliveries in the morning, baskets by the hour and the season, now and then a return, and in the evening what
 * spoiled, broke, was used or did not count up. Nothing is sold that is not on the shelf.
 */
#include "demo_shop.h"

#include <stdlib.h>
#include <string.h>

#define BASKETS_MAX 256
#define BASKET_LINES_MAX 8

struct basket_chance {
	int64_t up_to[DEMO_GOODS_MAX]; /* running sums of what each product's chance is today */
	int64_t all;
};

struct script_line {
	int day; /* from the first */
	const char *name, *price, *name_after, *note;
};

/* What the owner changed on the way. */
static const struct script_line edits[] = {
	{ 12, "Meadowbell butter unsalted 250 g", "2.39", NULL, "new price list of the dairy" },
	{ 12, "Meadowbell butter salted 250 g", "2.39", NULL, "new price list of the dairy" },
	{ 19, "Crispo crisps vinegar 40 g", NULL, "Crispo crisps salt & vinegar 40 g", NULL },
	{ 19, "Crispo crisps vinegar 175 g", NULL, "Crispo crisps salt & vinegar 175 g", NULL },
	{ 33, "Fizzard cola original 330 ml", "1.05", NULL, NULL },
	{ 33, "Fizzard cola zero 330 ml", "1.05", NULL, NULL },
	{ 46, "Wintervale ice scraper", "2.99", NULL, "to get rid of them" },
	{ 58, "Morgenrot coffee ground 500 g", "8.49", NULL, "coffee went up again" },
	{ 58, "Morgenrot coffee beans 500 g", "8.49", NULL, "coffee went up again" },
	{ 71, "Lumora Easter candle", "3.99", NULL, "to get rid of them" },
	{ 83, "Bananas organic", "2.09", NULL, NULL },
};

static const int weekday_percent[7] = { 92, 88, 90, 98, 122, 138, 72 };
/* When people come: percent of a day's baskets an hour from 7 to 19; Sundays from 8 to 12. */
static const int hour_percent[13] = { 9, 10, 7, 6, 7, 10, 8, 5, 6, 8, 10, 9, 5 };
static const int sunday_percent[13] = { 0, 22, 26, 24, 18, 10 };

static int64_t shelf_step(const struct sb_demo_good *good)
{
	return good->by_weight ? 5 : 1000;
}

/* Before noon Ben stands at the till, then Carla; Ana has the office, and the second till at the weekend. */
static void act(struct sb_demo *demo, const char *who, const char *station)
{
	sb_book_act_as(demo->book, who, station);
}

static void act_at_till(struct sb_demo *demo, const struct sb_civil *day, int64_t minute)
{
	if (day->weekday >= 4 && sb_demo_below(demo, 3) == 0)
		act(demo, "ana", "till-2");
	else
		act(demo, minute < 13 * 60 ? "ben" : "carla", "till-1");
}

void sb_demo_at(struct sb_demo *demo, int64_t day, int64_t minute)
{
	int64_t then = sb_day_start(sb_book_store(demo->book)->zone, day) + minute * DEMO_MINUTE + sb_demo_below(demo, 50) * 1000;

	if (then > demo->now)
		demo->now = then;
	else
		demo->now += 1000;
}

static bool into_shelf(enum sb_kind kind)
{
	return kind == SB_KIND_RECEIVE || kind == SB_KIND_RETURN_IN;
}

enum sb_status sb_demo_post(struct sb_demo *demo, enum sb_kind kind, struct sb_demo_good *good, int64_t qty_milli, const char *reason,
			 const char *note, struct sb_error *err)
{
	struct sb_line line = { .product = good->id, .qty_milli = qty_milli, .reason = reason, .price_minor = good->price,
				.cost_minor = good->cost };
	struct sb_draft draft = SB_DRAFT(kind);
	struct sb_outcome outcome;
	enum sb_status status;

	draft.lines = &line;
	draft.line_count = 1;
	draft.note = note;
	status = sb_write_record(demo->write, &draft, &outcome, err);
	if (status == SB_OK)
		good->on_hand += into_shelf(kind) ? qty_milli : -qty_milli;
	return status;
}

/* What a delivery brings of a product: whole packs up to its mark; 0: enough is there. */
static int64_t delivered(struct sb_demo *demo, const struct sb_demo_good *good, int64_t day)
{
	int64_t missing = good->up_to - good->on_hand;

	if (good->on_hand > good->reorder_point || good->weight == 0)
		return 0;
	if (good->is_short && day > demo->until_day - 24)
		return 0;
	/* The wholesaler's last deliveries came only in part: a shop is never tidy. */
	if (day > demo->until_day - 12 && good->keeps == 0 && sb_demo_below(demo, 100) < 45)
		return 0;
	return (missing + good->pack - 1) / good->pack * good->pack;
}

static enum sb_status deliver(struct sb_demo *demo, enum sb_demo_supplier supplier, int64_t day, struct sb_error *err)
{
	struct sb_line lines[DEMO_GOODS_MAX];
	struct sb_draft draft = SB_DRAFT(SB_KIND_RECEIVE);
	struct sb_outcome outcome;
	enum sb_status status;

	for (size_t i = 0; i < demo->count; i++) {
		struct sb_demo_good *good = &demo->goods[i];
		int64_t qty = good->supplier == supplier ? delivered(demo, good, day) : 0;
		if (qty > 0)
			lines[draft.line_count++] = (struct sb_line){ .product = good->id, .qty_milli = qty,
				.price_minor = SB_NONE, .cost_minor = good->cost };
	}
	if (draft.line_count == 0)
		return SB_OK;
	draft.lines = lines;
	draft.note = sb_arena_printf(demo->arena, "%s, delivery note %d", sb_demo_suppliers[supplier].name,
				     (int)((day - demo->first_day) * 7 + supplier) + 24000);
	status = sb_write_record(demo->write, &draft, &outcome, err);
	for (size_t i = 0, at = 0; status == SB_OK && at < draft.line_count; i++)
		if (demo->goods[i].id == lines[at].product)
			demo->goods[i].on_hand += lines[at++].qty_milli;
	return status;
}

/* Yesterday's papers go back when today's come. */
static enum sb_status return_papers(struct sb_demo *demo, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	for (size_t i = 0; i < demo->count && status == SB_OK; i++) {
		struct sb_demo_good *good = &demo->goods[i];
		if (good->category == DEMO_PAPERS && good->keeps == 1 && good->on_hand > 0)
			status = sb_demo_post(demo, SB_KIND_RETURN_OUT, good, good->on_hand, NULL, "unsold copies", err);
	}
	return status;
}

static bool comes_today(enum sb_demo_supplier supplier, int64_t day)
{
	struct sb_civil civil;

	sb_civil_of_day(day, &civil);
	return sb_demo_suppliers[supplier].weekdays[civil.weekday] == 'x';
}

enum sb_status sb_demo_morning(struct sb_demo *demo, int64_t day, struct sb_error *err)
{
	static const enum sb_demo_supplier early[] = { DEMO_FROM_PRESS, DEMO_FROM_BAKERY };
	enum sb_status status;

	act(demo, "ana", "office");
	sb_demo_at(demo, day, 5 * 60 + 20);
	status = return_papers(demo, err);
	for (size_t i = 0; i < SB_COUNT(early) && status == SB_OK; i++) {
		sb_demo_at(demo, day, 5 * 60 + 30 + (int64_t)i * 20);
		if (comes_today(early[i], day))
			status = deliver(demo, early[i], day, err);
	}
	return status;
}

static enum sb_status other_deliveries(struct sb_demo *demo, int64_t day, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	for (enum sb_demo_supplier supplier = 0; supplier < DEMO_SUPPLIERS && status == SB_OK; supplier++) {
		if (supplier == DEMO_FROM_PRESS || supplier == DEMO_FROM_BAKERY || !comes_today(supplier, day))
			continue;
		sb_demo_at(demo, day, 6 * 60 + 10 + (int64_t)supplier * 4);
		status = deliver(demo, supplier, day, err);
	}
	return status;
}

static void chances(const struct sb_demo *demo, int month, struct basket_chance *out)
{
	out->all = 0;
	for (size_t i = 0; i < demo->count; i++) {
		const struct sb_demo_good *good = &demo->goods[i];
		if (good->on_hand > 0)
			out->all += good->weight * sb_demo_season(good->category, month);
		out->up_to[i] = out->all;
	}
}

static struct sb_demo_good *pick(struct sb_demo *demo, const struct basket_chance *chance)
{
	int64_t ball = sb_demo_below(demo, chance->all);
	size_t low = 0, high = demo->count - 1;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (chance->up_to[middle] > ball)
			high = middle;
		else
			low = middle + 1;
	}
	return &demo->goods[low];
}

static int64_t how_much(struct sb_demo *demo, const struct sb_demo_good *good)
{
	int64_t much = 1000;

	if (good->by_weight)
		much = (60 + sb_demo_below(demo, 180)) * 5;
	else if (sb_demo_below(demo, 100) < 18)
		much = (2 + sb_demo_below(demo, 3)) * 1000;
	return much < good->on_hand ? much : good->on_hand / shelf_step(good) * shelf_step(good);
}

/* Whether the product lies in the basket already. */
static bool has(const struct sb_line *lines, size_t count, int64_t product)
{
	for (size_t i = 0; i < count; i++)
		if (lines[i].product == product)
			return true;
	return false;
}

static enum sb_status sell_basket(struct sb_demo *demo, const struct basket_chance *chance, struct sb_error *err)
{
	struct sb_line lines[BASKET_LINES_MAX];
	struct sb_demo_good *goods[BASKET_LINES_MAX];
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_outcome outcome;
	int64_t wanted = 1 + sb_demo_below(demo, 3) + (sb_demo_below(demo, 3) == 0) * sb_demo_below(demo, 5);
	enum sb_status status;

	for (; wanted > 0; wanted--) {
		struct sb_demo_good *good = pick(demo, chance);
		int64_t qty = how_much(demo, good);
		if (qty <= 0 || has(lines, draft.line_count, good->id))
			continue;
		goods[draft.line_count] = good;
		lines[draft.line_count++] = (struct sb_line){ .product = good->id, .qty_milli = qty,
			.price_minor = good->price, .cost_minor = good->cost };
	}
	if (draft.line_count == 0)
		return SB_OK;
	draft.lines = lines;
	status = sb_write_record(demo->write, &draft, &outcome, err);
	for (size_t i = 0; status == SB_OK && i < draft.line_count; i++)
		goods[i]->on_hand -= lines[i].qty_milli;
	if (status == SB_OK && !goods[0]->by_weight && goods[0]->keeps != 1 && sb_demo_below(demo, 130) == 0) {
		demo->now += 9 * DEMO_MINUTE;
		status = sb_demo_post(demo, SB_KIND_RETURN_IN, goods[0], 1000, NULL, "brought back unopened", err);
	}
	return status;
}

static int by_minute(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static int draw_minute(struct sb_demo *demo, const int percent[13])
{
	int64_t ball = sb_demo_below(demo, 100);
	int hour = 0;

	while (hour < 12 && ball >= percent[hour])
		ball -= percent[hour++];
	return (7 + hour) * 60 + (int)sb_demo_below(demo, 60);
}

static enum sb_status sell_all_day(struct sb_demo *demo, int64_t day, struct sb_error *err)
{
	struct sb_civil civil;
	struct basket_chance chance = { .all = 0 };
	int minutes[BASKETS_MAX], count;
	enum sb_status status = SB_OK;

	sb_civil_of_day(day, &civil);
	count = DEMO_LINES_A_DAY * weekday_percent[civil.weekday] * (int)(90 + sb_demo_below(demo, 21)) / 100 / 250;
	for (int i = 0; i < count; i++)
		minutes[i] = draw_minute(demo, civil.weekday == 6 ? sunday_percent : hour_percent);
	qsort(minutes, (size_t)count, sizeof(minutes[0]), by_minute);
	for (int i = 0; i < count && status == SB_OK; i++) {
		if (i % 16 == 0)
			chances(demo, civil.month, &chance);
		sb_demo_at(demo, day, minutes[i]);
		act_at_till(demo, &civil, minutes[i]);
		status = sell_basket(demo, &chance, err);
	}
	return status;
}

/* What bread is left goes after closing, fresh things a little at a time. */
static int64_t spoiled(struct sb_demo *demo, const struct sb_demo_good *good)
{
	if (good->category == DEMO_BREAD && good->keeps == 1)
		return good->on_hand;
	if (good->keeps < 2 || sb_demo_below(demo, good->keeps * 5) > 0)
		return 0;
	return good->on_hand / 12 / shelf_step(good) * shelf_step(good);
}

static enum sb_status throw_away(struct sb_demo *demo, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	for (size_t i = 0; i < demo->count && status == SB_OK; i++) {
		int64_t qty = spoiled(demo, &demo->goods[i]);
		if (qty > 0)
			status = sb_demo_post(demo, SB_KIND_REMOVE, &demo->goods[i], qty, "spoilage", NULL, err);
	}
	return status;
}

static enum sb_status small_losses(struct sb_demo *demo, struct sb_error *err)
{
	static const struct {
		const char *reason, *note;
	} why[] = { { "damage", "fell off the shelf" }, { "theft", NULL }, { "internal_use", "for the staff kitchen" },
		    { "sample", "tasting" }, { "damage", "delivered broken" } };
	struct sb_demo_good *good = &demo->goods[sb_demo_below(demo, (int64_t)demo->count)];
	size_t which = (size_t)sb_demo_below(demo, SB_COUNT(why));

	if (good->keeps || good->on_hand < 3000)
		return SB_OK;
	return sb_demo_post(demo, SB_KIND_REMOVE, good, 1000, why[which].reason, why[which].note, err);
}

/* A shelf counted by eye: one too many or too few. */
static enum sb_status correct_one(struct sb_demo *demo, struct sb_error *err)
{
	struct sb_demo_good *good = &demo->goods[sb_demo_below(demo, (int64_t)demo->count)];
	struct sb_line line = { .product = good->id, .qty_milli = 1000, .reason = "recount", .price_minor = SB_NONE,
				.cost_minor = good->cost };
	struct sb_draft draft = SB_DRAFT(SB_KIND_ADJUST);
	struct sb_outcome outcome;
	bool found = sb_demo_below(demo, 3) == 0;
	enum sb_status status;

	if (good->by_weight || good->on_hand < 2000)
		return SB_OK;
	line.from = found ? SB_AT_DIFFERENCE : SB_AT_STORE;
	line.to = found ? SB_AT_STORE : SB_AT_DIFFERENCE;
	draft.lines = &line;
	draft.line_count = 1;
	draft.physical = true;
	status = sb_write_record(demo->write, &draft, &outcome, err);
	if (status == SB_OK)
		good->on_hand += found ? 1000 : -1000;
	return status;
}

static int64_t minor_of(const char *price)
{
	char *end;
	int64_t whole = strtol(price, &end, 10);

	return whole * 100 + strtol(end + 1, NULL, 10);
}

static enum sb_status edit_one(struct sb_demo *demo, const struct script_line *edit, struct sb_error *err)
{
	struct sb_demo_good *good = sb_demo_find(demo, edit->name);
	struct sb_product_change change = { 0 };
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_outcome outcome;

	if (!good)
		return SB_OK;
	extra.note = edit->note;
	if (edit->price) {
		good->price = minor_of(edit->price);
		change.given[SB_PF_PRICE] = true;
		change.value[SB_PF_PRICE] = (struct sb_value){ .type = SB_MONEY_TYPE, .n = good->price };
	}
	if (edit->name_after) {
		good->name = edit->name_after;
		change.given[SB_PF_NAME] = true;
		change.value[SB_PF_NAME] = (struct sb_value){ .type = SB_TEXT_TYPE, .s = good->name };
	}
	return sb_product_edit(demo->write, good->id, &change, &extra, &outcome, err);
}

static enum sb_status evening(struct sb_demo *demo, int64_t day, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	act(demo, "ana", "office");
	sb_demo_at(demo, day, 19 * 60 + 30);
	for (size_t i = 0; i < SB_COUNT(edits) && status == SB_OK; i++)
		if (edits[i].day == day - demo->first_day)
			status = edit_one(demo, &edits[i], err);
	act(demo, "carla", "till-1");
	sb_demo_at(demo, day, 20 * 60 + 10);
	if (status == SB_OK)
		status = throw_away(demo, err);
	sb_demo_at(demo, day, 20 * 60 + 25);
	if (status == SB_OK && sb_demo_below(demo, 2) == 0)
		status = small_losses(demo, err);
	if (status == SB_OK && sb_demo_below(demo, 3) == 0)
		status = correct_one(demo, err);
	return status;
}

enum sb_status sb_demo_trade(struct sb_demo *demo, int64_t from, int64_t to, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	for (int64_t day = from; day < to && status == SB_OK; day++) {
		status = sb_demo_morning(demo, day, err);
		if (status == SB_OK)
			status = other_deliveries(demo, day, err);
		if (status == SB_OK)
			status = sell_all_day(demo, day, err);
		if (status == SB_OK)
			status = evening(demo, day, err);
	}
	return status;
}
