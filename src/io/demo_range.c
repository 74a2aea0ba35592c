/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the sample shop sells: families of data/sample/shop.def spread out into products with codes, barcodes and planning fields that
 * fit how much of each is bought.
 */
#include "demo_shop.h"

#include <stdio.h>
#include <string.h>

struct family {
	enum sb_demo_supplier supplier;
	enum sb_demo_category category;
	const char *brand, *what, *variants, *sizes;
	int sold, keeps;
	const char *unit;
};

static const struct family families[] = {
#define FAMILY(supplier_, category_, brand_, what_, variants_, sizes_, sold_, keeps_, unit_)                           \
	{ .supplier = DEMO_FROM_##supplier_, .category = DEMO_##category_, .brand = brand_, .what = what_,             \
	  .variants = variants_, .sizes = sizes_, .sold = sold_, .keeps = keeps_, .unit = unit_ },
#include "sample/shop.def"
};

const struct sb_demo_supplier_row sb_demo_suppliers[DEMO_SUPPLIERS] = {
#define SUPPLIER(symbol, name_, weekdays_, lead_)                                                                      \
	[DEMO_FROM_##symbol] = { .name = name_, .weekdays = weekdays_, .lead_days = lead_ },
#include "sample/shop.def"
};

static const struct {
	const char *tag, *code, *bin, *season;
} categories[DEMO_CATEGORIES] = {
#define CATEGORY(symbol, tag_, code_, bin_, season_)                                                                   \
	[DEMO_##symbol] = { .tag = tag_, .code = code_, .bin = bin_, .season = season_ },
#include "sample/shop.def"
};

/* One size of a family: "500 ml=85/58*12". */
struct size {
	char name[24];
	int64_t price, cost, pack;
};

int64_t sb_demo_below(struct sb_demo *demo, int64_t limit)
{
	return (int64_t)sb_random_below(&demo->random, (uint64_t)limit);
}

int sb_demo_season(enum sb_demo_category category, int month)
{
	const char *at = categories[category].season;
	char *end;
	long percent = 0;

	for (int i = 0; i < month; i++, at = end)
		percent = strtol(at, &end, 10);
	return (int)percent;
}

struct sb_demo_good *sb_demo_find(struct sb_demo *demo, const char *name)
{
	for (size_t i = 0; i < demo->count; i++)
		if (strcmp(demo->goods[i].name, name) == 0)
			return &demo->goods[i];
	return NULL;
}

/* The next part of a list joined by |, moving *at behind it; false at the end. */
static bool next_part(const char **at, char *out, size_t room)
{
	size_t length;

	if (!*at)
		return false;
	length = strcspn(*at, "|");
	snprintf(out, room, "%.*s", (int)length, *at);
	*at = (*at)[length] ? *at + length + 1 : NULL;
	return true;
}

static struct size read_size(const char *text)
{
	struct size size = { .name = "" };
	size_t length = strcspn(text, "=");
	char *at;

	snprintf(size.name, sizeof(size.name), "%.*s", (int)length, text);
	size.price = strtol(text + length + 1, &at, 10);
	size.cost = strtol(at + 1, &at, 10);
	size.pack = strtol(at + 1, &at, 10) * 1000;
	return size;
}

static const char *name_of(struct sb_demo *demo, const struct family *family, const char *variant, const char *size)
{
	const char *parts[] = { family->brand, family->what, variant, size };
	sb_auto(buf) name = SB_BUF_INIT;

	for (size_t i = 0; i < SB_COUNT(parts); i++) {
		if (!*parts[i])
			continue;
		if (name.len)
			sb_buf_putc(&name, ' ');
		sb_buf_puts(&name, parts[i]);
	}
	if (name.data[0] >= 'a' && name.data[0] <= 'z')
		name.data[0] = (char)(name.data[0] - 'a' + 'A');
	return sb_arena_strdup(demo->arena, name.data);
}

/* A product of a family: the later a variant and the bigger the size, the less it is bought. */
static void put_good(struct sb_demo *demo, const struct family *family, int variant_no, const char *variant, int size_no,
		     const struct size *size)
{
	struct sb_demo_good *good = &demo->goods[demo->count++];
	int in_category = 1;

	for (size_t i = 0; i + 1 < demo->count; i++)
		in_category += demo->goods[i].category == family->category;
	*good = (struct sb_demo_good){
		.name = name_of(demo, family, variant, size->name),
		.sku = sb_arena_printf(demo->arena, "%s%04d", categories[family->category].code, 1000 + in_category * 5),
		.supplier = family->supplier,
		.category = family->category,
		.keeps = family->keeps,
		.by_weight = strcmp(family->unit, "kg") == 0,
		.weight = (int64_t)family->sold * 100 / (10 + variant_no * 4 + size_no * 6),
		.price = size->price,
		.cost = size->cost,
		.pack = size->pack,
	};
}

static void spread(struct sb_demo *demo, const struct family *family)
{
	const char *variants = family->variants;
	char variant[32], text[48];

	for (int v = 0; next_part(&variants, variant, sizeof(variant)); v++) {
		const char *sizes = family->sizes;
		for (int s = 0; next_part(&sizes, text, sizeof(text)); s++) {
			struct size size = read_size(text);
			put_good(demo, family, v, variant, s, &size);
		}
	}
}

static int64_t whole(int64_t milli, int64_t least)
{
	int64_t units = (milli + 500) / 1000;

	return (units < least ? least : units) * 1000;
}

static int64_t days_between_deliveries(enum sb_demo_supplier supplier)
{
	int days = 0;

	for (const char *at = sb_demo_suppliers[supplier].weekdays; *at; at++)
		days += *at == 'x';
	return (7 + days - 1) / days;
}

/* Enough to last from one delivery to the one after the next; what spoils is bought as it is sold. */
static void plan(struct sb_demo *demo, struct sb_demo_good *good, int64_t all_weights)
{
	int64_t a_line = good->by_weight ? 750 : 1300;
	int64_t days = days_between_deliveries(good->supplier);

	good->day_milli = DEMO_LINES_A_DAY * a_line * good->weight / all_weights;
	if (good->keeps == 1) {
		good->reorder_point = whole(good->day_milli / 4, 1);
		good->up_to = whole(good->day_milli * 3 / 2, 3);
	} else {
		good->reorder_point = whole(good->day_milli * (days + 2), 2);
		good->up_to = good->reorder_point + whole(good->day_milli * (days * 2 + 3), 1);
		if (good->up_to < good->reorder_point + good->pack)
			good->up_to = good->reorder_point + good->pack;
	}
	good->on_hand = good->keeps == 1 ? 0 : good->up_to - sb_demo_below(demo, good->up_to / 4000 + 1) * 1000;
	good->is_short = good->keeps != 1 && sb_demo_below(demo, 14) == 0;
}

/* "9520031001256|19520031001253*24": the piece and, if it comes in one, the case. */
static void print_barcodes(const struct sb_demo *demo, const struct sb_demo_good *good, struct sb_buf *out)
{
	char digits[24];
	unsigned firm = (310 + (unsigned)good->supplier * 7) % 10000;
	unsigned number = ((unsigned)(good - demo->goods) * 37 + 1001) % 100000;

	if (good->by_weight || good->category == DEMO_BREAD)
		return;
	snprintf(digits, sizeof(digits), "952%04u%05u", firm, number);
	sb_buf_printf(out, "%s%c", digits, sb_gtin_check_digit(digits, 12));
	if (good->pack < 4000)
		return;
	snprintf(digits, sizeof(digits), "1952%04u%05u", firm, number);
	sb_buf_printf(out, "|%s%c*%d", digits, sb_gtin_check_digit(digits, 13), (int)(good->pack / 1000));
}

static const char *money(struct sb_demo *demo, int64_t minor)
{
	return sb_arena_printf(demo->arena, "%d.%02d", (int)(minor / 100), (int)(minor % 100));
}

static const char *units(struct sb_demo *demo, int64_t milli)
{
	return sb_arena_printf(demo->arena, "%d", (int)(milli / 1000));
}

/* The texts a person would have typed, in the order of product fields; NULL: left open. */
static void describe(struct sb_demo *demo, const struct sb_demo_good *good, const char *text[SB_PF_COUNT])
{
	const struct sb_demo_supplier_row *supplier = &sb_demo_suppliers[good->supplier];
	size_t number = (size_t)(good - demo->goods);
	sb_auto(buf) codes = SB_BUF_INIT;

	print_barcodes(demo, good, &codes);
	text[SB_PF_SKU] = good->sku;
	text[SB_PF_NAME] = good->name;
	text[SB_PF_BARCODES] = sb_arena_strdup(demo->arena, codes.data);
	text[SB_PF_TAGS] = strstr(good->name, "organic") ? sb_arena_printf(demo->arena, "%s|organic", categories[good->category].tag)
							 : categories[good->category].tag;
	text[SB_PF_PRICE] = money(demo, good->price);
	text[SB_PF_COST] = money(demo, good->cost);
	text[SB_PF_UNIT] = good->by_weight ? "kg" : "piece";
	text[SB_PF_DECIMALS] = good->by_weight ? "3" : "0";
	text[SB_PF_SUPPLIER] = supplier->name;
	text[SB_PF_SUPPLIER_CODE] = sb_arena_printf(demo->arena, "%c%05d", supplier->name[0], (int)number * 113 % 90000 + 10007);
	if (good->weight > 0) {
		text[SB_PF_REORDER_POINT] = units(demo, good->reorder_point);
		text[SB_PF_ORDER_UP_TO] = units(demo, good->up_to);
	}
	if (good->pack > 1000)
		text[SB_PF_PACK] = units(demo, good->pack);
	text[SB_PF_LEAD_DAYS] = sb_arena_printf(demo->arena, "%d", supplier->lead_days);
	text[SB_PF_BIN] = sb_arena_printf(demo->arena, "%s-%02d", categories[good->category].bin, (int)number % 24 + 1);
	if (good->category == DEMO_PAPERS || good->weight == 0)
		text[SB_PF_ALERTS] = "false";
}

static enum sb_status add_good(struct sb_demo *demo, struct sb_demo_good *good, struct sb_error *err)
{
	/* Decimals decide how quantities are read. */
	static const enum sb_product_field first = SB_PF_DECIMALS;
	static const char any_sku[] = "^[A-Z0-9]+$";
	const struct sb_numbers numbers = sb_numbers_plain();
	const struct sb_style style = { .currency = sb_book_currency(demo->book), .numbers = &numbers,
					.zone = sb_book_store(demo->book)->zone, .now = demo->now };
	struct sb_product_change change = { 0 };
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	const char *text[SB_PF_COUNT] = { 0 };
	struct sb_outcome outcome;
	enum sb_status status = SB_OK;

	describe(demo, good, text);
	status = sb_product_set(&style, any_sku, first, text[first], NULL, demo->arena, &change, NULL, err);
	for (enum sb_product_field field = 0; field < SB_PF_COUNT && status == SB_OK; field++)
		if (text[field] && field != first)
			status = sb_product_set(&style, any_sku, field, text[field], NULL, demo->arena, &change, NULL, err);
	if (status != SB_OK)
		return status;
	if (good->on_hand > 0)
		extra.opening_milli = good->on_hand;
	status = sb_product_add(demo->write, &change, &extra, &outcome, err);
	if (status == SB_OK)
		good->id = outcome.seq;
	return status;
}

enum sb_status sb_demo_add_range(struct sb_demo *demo, struct sb_error *err)
{
	int64_t all_weights = 0;
	enum sb_status status = SB_OK;

	for (size_t i = 0; i < SB_COUNT(families); i++)
		spread(demo, &families[i]);
	for (size_t i = 0; i < demo->count; i++)
		all_weights += demo->goods[i].weight;
	for (size_t i = 0; i < demo->count && status == SB_OK; i++) {
		plan(demo, &demo->goods[i], all_weights);
		demo->now += 1500 + sb_demo_below(demo, 2000);
		status = add_good(demo, &demo->goods[i], err);
	}
	return status;
}
