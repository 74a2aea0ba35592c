/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is set aside for orders, with its age and the time that is left running. */
#include "../hold_row.h"

static const struct sb_list_look look = {
	.list = "holds",
	.columns = "hold,store,status,what,order,age,seconds_left,short,expires_at,placed_at,user,note",
	.opens = "holding",
	.row_style = sb_hold_row_style,
	.row_sign = sb_hold_row_sign,
	.cell = sb_hold_row_cell,
	.deadline = sb_hold_row_deadline,
};

static enum sb_status open_holds(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	(void)err;
	*out = sb_list_view_new(desk, &sb_view_holds, &look, NULL, argument);
	return SB_OK;
}

const struct sb_view_ops sb_view_holds = {
	.name = "holds",
	.title = NC_("tab", "Holds"),
	.manual = "holds",
	.open = open_holds,
	SB_LIST_VIEW_OPS,
};
