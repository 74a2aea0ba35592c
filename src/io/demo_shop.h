/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample shop while it is played: its range, its shelves and its clock. Private to demo*.c. */
#ifndef STOCKBOOK_IO_DEMO_SHOP_H
#define STOCKBOOK_IO_DEMO_SHOP_H

#include "stockbook/arena.h"
#include "stockbook/product.h"

#define DEMO_SEED	  UINT64_C(20260301)
#define DEMO_GOODS_MAX	  512
#define DEMO_LINES_A_DAY  175 /* sold on an average day */
#define DEMO_MINUTE	  INT64_C(60000)

enum sb_demo_supplier {
#define SUPPLIER(symbol, name, weekdays, lead) DEMO_FROM_##symbol,
#include "sample/shop.def"
	DEMO_SUPPLIERS
};

enum sb_demo_category {
#define CATEGORY(symbol, tag, code, bin, season) DEMO_##symbol,
#include "sample/shop.def"
	DEMO_CATEGORIES
};

struct sb_demo_supplier_row {
	const char *name, *weekdays; /* an x a weekday it delivers on, Monday first */
	int lead_days;
};
extern const struct sb_demo_supplier_row sb_demo_suppliers[DEMO_SUPPLIERS];

struct sb_demo_category_row {
	const char *tag, *code, *bin;
	int season[12]; /* percent */
};

struct sb_demo_good {
	int64_t id;
	const char *sku, *name;
	enum sb_demo_supplier supplier;
	enum sb_demo_category category;
	int keeps; /* days until it spoils; 0: for ever */
	bool by_weight, is_short; /* is_short: not delivered in the last weeks */
	int64_t weight;	   /* how often it is bought beside others */
	int64_t day_milli; /* bought on an average day */
	int64_t price, cost, pack, reorder_point, up_to, on_hand;
};

struct sb_demo {
	struct sb_book *book;
	struct sb_write *write;
	struct sb_arena *arena;
	struct sb_random random;
	int64_t now, first_day, until_day;
	struct sb_demo_good goods[DEMO_GOODS_MAX];
	size_t count;
};

/* 0 <= result < limit */
int64_t sb_demo_below(struct sb_demo *demo, int64_t limit);
int sb_demo_season(enum sb_demo_category category, int month); /* percent; month from 1 */
struct sb_demo_good *sb_demo_find(struct sb_demo *demo, const char *name); /* NULL: not in the range */

/* Makes up the range and adds it to the book with its opening stock. */
enum sb_status sb_demo_add_range(struct sb_demo *demo, struct sb_error *err) SB_CHECKED;
/* Days of trade, `from` included, `to` not. */
enum sb_status sb_demo_trade(struct sb_demo *demo, int64_t from, int64_t to, struct sb_error *err) SB_CHECKED;
/* Bread and papers come before the shop opens. */
enum sb_status sb_demo_morning(struct sb_demo *demo, int64_t day, struct sb_error *err) SB_CHECKED;
/* Suppliers and two orders on the last morning. */
enum sb_status sb_demo_order(struct sb_demo *demo, struct sb_error *err) SB_CHECKED;
/* One entry with one line; keeps the shelf right. `cost` only matters for receipts. */
enum sb_status sb_demo_post(struct sb_demo *demo, enum sb_kind kind, struct sb_demo_good *good, int64_t qty_milli, const char *reason,
			 const char *note, struct sb_error *err) SB_CHECKED;

#endif
