/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happens in the sample shop beside its daily trade, and when. Chance is drawn from a source of its own and stock taken from what came
 * beside the daily deliveries, so that the shop trades the same with it and without.
 */
#include "demo_shop.h"

struct step {
	int day, minute; /* from the first; in the evening, after the till is closed, but for the last day's */
	const char *who, *station;
	enum sb_status (*take)(struct sb_demo *demo, int which, struct sb_error *err);
	int which;
	bool is_alone; /* begins its own transactions */
};

#define CLOCK(hour, minute) ((hour) * 60 + (minute))
enum { KIOSK_OPENS = 58 };

static const struct step calendar[] = {
	{ 45, CLOCK(20, 35), "ana", "office", sb_demo_add_suppliers, 0, false },
	{ 45, CLOCK(20, 50), "ana", "office", sb_demo_order_goods, 0, false },
	{ 47, CLOCK(20, 45), "ana", "office", sb_demo_order_goods, 1, false },
	{ 50, CLOCK(20, 55), "ben", "office", sb_demo_take_delivery, 0, false },
	{ 54, CLOCK(20, 50), "ana", "office", sb_demo_take_delivery, 1, false },
	{ 55, CLOCK(21, 10), "ana", "office", sb_demo_order_goods, 2, false },
	{ KIOSK_OPENS, CLOCK(20, 40), "ana", "office", sb_demo_open_kiosk, 0, false },
	{ KIOSK_OPENS, CLOCK(21, 20), "ana", "office", sb_demo_send, 0, false },
	{ KIOSK_OPENS, CLOCK(22, 5), "dora", "kiosk", sb_demo_arrive, 0, false },
	{ 66, CLOCK(20, 50), "ben", "office", sb_demo_take_delivery, 2, false },
	{ 69, CLOCK(20, 40), "ana", "office", sb_demo_count, 0, true },
	{ 70, CLOCK(20, 35), "carla", "till-1", sb_demo_sell_late, 0, false },
	{ 74, CLOCK(20, 45), "ben", "office", sb_demo_send, 1, false },
	{ 75, CLOCK(21, 30), "dora", "kiosk", sb_demo_arrive, 1, false },
	{ 77, CLOCK(20, 50), "ana", "office", sb_demo_give_up, 1, false },
	{ 83, CLOCK(20, 40), "ben", "office", sb_demo_send, 2, false },
	{ 84, CLOCK(20, 35), "ana", "office", sb_demo_hold, 0, true },
	{ 84, CLOCK(21, 40), "dora", "kiosk", sb_demo_arrive, 2, false },
	{ 86, CLOCK(20, 50), "ben", "office", sb_demo_release, 0, true },
	{ 87, CLOCK(20, 45), "ana", "office", sb_demo_hold, 1, true },
	{ 87, CLOCK(20, 55), "ana", "office", sb_demo_hold, 5, true },
	{ 88, CLOCK(20, 40), "ana", "office", sb_demo_allocate, 1, true },
	{ 88, CLOCK(21, 0), "ana", "office", sb_demo_order_goods, 3, false },
	{ 89, CLOCK(20, 35), "carla", "till-1", sb_demo_hold, 2, true },
	{ 89, CLOCK(20, 50), "ana", "office", sb_demo_hold, 3, true },
	{ 89, CLOCK(21, 30), "ana", "office", sb_demo_expire, 5, true },
	{ 90, CLOCK(20, 35), "carla", "till-1", sb_demo_hold, 4, true },
	{ 90, CLOCK(20, 50), "ana", "office", sb_demo_allocate, 3, true },
	{ 90, CLOCK(21, 15), "ben", "office", sb_demo_send, 3, false },
	{ 91, CLOCK(6, 12), "ben", "till-1", sb_demo_count, 1, true },
	{ 91, CLOCK(6, 28), "carla", "till-1", sb_demo_hand_over, 1, true },
};

bool sb_demo_set_aside(struct sb_demo *demo, const char *name, int pieces, struct sb_line *out)
{
	struct sb_demo_good *good = sb_demo_find(demo, name);
	int64_t qty = (int64_t)pieces * 1000;

	if (!good || good->beside < qty)
		return false;
	good->beside -= qty;
	*out = (struct sb_line){ .product = good->id, .qty_milli = qty, .price_minor = good->price, .cost_minor = good->cost };
	return true;
}

static enum sb_status take_step(struct sb_demo *demo, const struct step *step, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	enum sb_status status;

	sb_demo_at(demo, demo->first_day + step->day, step->minute);
	sb_book_act_as(demo->book, step->who, step->station);
	if (step->is_alone)
		return step->take(demo, step->which, err);
	status = sb_write_begin(demo->book, &write, err);
	demo->write = write;
	if (status == SB_OK)
		status = step->take(demo, step->which, err);
	if (status == SB_OK)
		status = sb_write_commit(write, err);
	demo->write = NULL;
	return status;
}

static enum sb_status tell(struct sb_demo *demo, int64_t day, struct sb_error *err)
{
	const struct step kiosk = { .day = (int)day, .minute = CLOCK(20, 30), .who = "dora", .station = "kiosk",
				    .take = sb_demo_kiosk_sales };
	enum sb_status status = SB_OK;

	if (day > KIOSK_OPENS && demo->first_day + day < demo->until_day)
		status = take_step(demo, &kiosk, err);
	for (size_t i = 0; i < SB_COUNT(calendar) && status == SB_OK; i++)
		if (calendar[i].day == day)
			status = take_step(demo, &calendar[i], err);
	return status;
}

enum sb_status sb_demo_tell(struct sb_demo *demo, int64_t day, struct sb_error *err)
{
	struct sb_random trade = demo->random;
	enum sb_status status;

	demo->random = demo->aside;
	status = tell(demo, day - demo->first_day, err);
	demo->aside = demo->random;
	demo->random = trade;
	return status;
}
