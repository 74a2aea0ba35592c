/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Purchase orders, newest first; what is still to come stands out, what is late says so. */
#include "../purchases.h"

const struct sb_list_look sb_orders_look = {
	.list = "orders",
	.columns = "seq,status,supplier,lines,open,value,expected,ordered,received,over,short,store,user,occurred_at,note,version",
	.opens = "purchase",
	.row_style = sb_order_row_style,
	.cell = sb_order_row_cell,
	.foot = sb_order_row_foot,
};

static enum sb_status open_orders(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	(void)err;
	*out = sb_list_view_new(desk, &sb_view_orders, &sb_orders_look, NULL, argument);
	return SB_OK;
}

const struct sb_view_ops sb_view_orders = {
	.name = "orders",
	.title = N_("Orders"),
	.manual = "orders",
	.open = open_orders,
	SB_LIST_VIEW_OPS,
};
