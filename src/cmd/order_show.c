/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * order show: one order with its lines.
 */
#include "answer.h"
#include "args.h"
#include "ordering.h"

#include <stdio.h>

static void say(struct sb_call *call, struct sb_reply *reply, const struct sb_order *order)
{
	const struct sb_value day = { .type = SB_DAY_TYPE, .n = order->expected_day, .is_null = order->expected_day == SB_NONE };
	sb_auto(buf) when = SB_BUF_INIT;

	sb_value_print(&day, sb_call_style(call), &when);
	if (day.is_null)
		answer_printf(reply, _("order %lld to %s: %s"), (long long)order->id, order->supplier_name,
			      sb_order_label(order->status));
	else
		answer_printf(reply, _("order %lld to %s: %s, expected %s"), (long long)order->id, order->supplier_name,
			      sb_order_label(order->status), when.data);
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	struct sb_order order;
	char query[48];
	const struct sb_ask ask = { .query = query, .sort = "sku", .limit = SB_PAGE_MAX };
	enum sb_status st = sb_order_get(book, sb_call_int(call, "order", 0), sb_call_arena(call), &order, err);

	if (st)
		return st;
	(void)snprintf(query, sizeof(query), "order:%lld", (long long)order.id);
	say(call, reply, &order);
	st = sb_list_page(sb_list_find("order_lines"), book, &ask, &reply->page, err);
	reply->has_page = !st;
	return st ? st : ordering_tell(call, reply, &order, err);
}

static const struct sb_arg args[] = { ARG_ORDER };

const struct sb_cmd sb_cmd_order_show = {
	.name = "order show",
	.group = N_("Orders"),
	.summary = N_("Show what an order holds: ordered, received, open, over and short."),
	.examples = "stockbook order show 1042\n"
		    "stockbook order show 1042 -o json",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
