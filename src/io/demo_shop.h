/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample shop while it is played: its range, its shelves and its clock. Private to demo*.c. */
#ifndef STOCKBOOK_IO_DEMO_SHOP_H
#define STOCKBOOK_IO_DEMO_SHOP_H

#include "stockbook/arena.h"
#include "stockbook/store.h"

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
	int64_t beside; /* what lies in the shop beyond on_hand: ordered for the kiosk and for customers, not traded every day */
};

enum { DEMO_ORDERS_MAX = 4, DEMO_TRANSFERS_MAX = 6, DEMO_HOLDS_MAX = 8 };

/* What came of the steps of the calendar, by the number of their row; 0: nothing yet. */
struct sb_demo_made {
	int64_t kiosk, count; /* the store; the count begun last */
	int64_t orders[DEMO_ORDERS_MAX], transfers[DEMO_TRANSFERS_MAX], holds[DEMO_HOLDS_MAX];
};

struct sb_demo {
	struct sb_book *book;
	struct sb_write *write;
	struct sb_arena *arena;
	struct sb_random random;
	struct sb_random aside; /* of what is not daily trade, so that the one does not change the other */
	int64_t now, first_day, until_day;
	struct sb_demo_made made;
	struct sb_demo_good goods[DEMO_GOODS_MAX];
	size_t count;
};

/* 0 <= result < limit */
int64_t sb_demo_below(struct sb_demo *demo, int64_t limit);
int sb_demo_season(enum sb_demo_category category, int month); /* percent; month from 1 */
struct sb_demo_good *sb_demo_find(struct sb_demo *demo, const char *name); /* NULL: not in the range */

/* A line of so many pieces of what lies beside the daily trade, which are taken; false: it is not in the range, or there are not so many. */
bool sb_demo_set_aside(struct sb_demo *demo, const char *name, int pieces, struct sb_line *out);
void sb_demo_at(struct sb_demo *demo, int64_t day, int64_t minute); /* moves the clock there, never back */

/* Makes up the range and adds it to the book with its opening stock. */
enum sb_status sb_demo_add_range(struct sb_demo *demo, struct sb_error *err) SB_CHECKED;
/* Days of trade, `from` included, `to` not. */
enum sb_status sb_demo_trade(struct sb_demo *demo, int64_t from, int64_t to, struct sb_error *err) SB_CHECKED;
/* Bread and papers come before the shop opens. */
enum sb_status sb_demo_morning(struct sb_demo *demo, int64_t day, struct sb_error *err) SB_CHECKED;
/* Two orders on the last morning. */
enum sb_status sb_demo_order(struct sb_demo *demo, struct sb_error *err) SB_CHECKED;
/* What the calendar says for this day, in the evening or, on the last, in the morning. */
enum sb_status sb_demo_tell(struct sb_demo *demo, int64_t day, struct sb_error *err) SB_CHECKED;
/* One entry with one line; keeps the shelf right. `cost` only matters for receipts. */
enum sb_status sb_demo_post(struct sb_demo *demo, enum sb_kind kind, struct sb_demo_good *good, int64_t qty_milli, const char *reason,
			 const char *note, struct sb_error *err) SB_CHECKED;

/*
 * Steps of the calendar; `which` is a row of their table. Only what lies beside the daily trade is used, so that nothing can run short,
 * whatever the last day is.
 */
enum sb_status sb_demo_add_suppliers(struct sb_demo *demo, int which, struct sb_error *err) SB_CHECKED;
enum sb_status sb_demo_order_goods(struct sb_demo *demo, int which, struct sb_error *err) SB_CHECKED;
enum sb_status sb_demo_take_delivery(struct sb_demo *demo, int which, struct sb_error *err) SB_CHECKED;

enum sb_status sb_demo_open_kiosk(struct sb_demo *demo, int which, struct sb_error *err) SB_CHECKED;
enum sb_status sb_demo_kiosk_sales(struct sb_demo *demo, int which, struct sb_error *err) SB_CHECKED;
enum sb_status sb_demo_send(struct sb_demo *demo, int which, struct sb_error *err) SB_CHECKED;
enum sb_status sb_demo_arrive(struct sb_demo *demo, int which, struct sb_error *err) SB_CHECKED;
enum sb_status sb_demo_give_up(struct sb_demo *demo, int which, struct sb_error *err) SB_CHECKED;

enum sb_status sb_demo_sell_late(struct sb_demo *demo, int which, struct sb_error *err) SB_CHECKED;

/* Begin transactions of their own. */
enum sb_status sb_demo_hold(struct sb_demo *demo, int which, struct sb_error *err) SB_CHECKED;
enum sb_status sb_demo_allocate(struct sb_demo *demo, int which, struct sb_error *err) SB_CHECKED;
enum sb_status sb_demo_hand_over(struct sb_demo *demo, int which, struct sb_error *err) SB_CHECKED;
enum sb_status sb_demo_release(struct sb_demo *demo, int which, struct sb_error *err) SB_CHECKED;
enum sb_status sb_demo_expire(struct sb_demo *demo, int which, struct sb_error *err) SB_CHECKED;
enum sb_status sb_demo_count(struct sb_demo *demo, int which, struct sb_error *err) SB_CHECKED;

#endif
