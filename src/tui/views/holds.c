/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is set aside for orders, with the time that is left running down. The clock is looked at once a second, and only
 * while a hold that runs is on the screen.
 */
#include "../hold_row.h"

/* The next second, while a hold that runs is on the screen. */
static int64_t deadline(const struct sb_list_view *list)
{
	const struct sb_page *page = sb_list_rows_page(&list->rows);

	for (size_t i = list->rows.top; page && i < list->rows.count && i < list->rows.top + (size_t)list->height; i++)
		if (sb_hold_row_runs(list->view.desk, page, sb_list_rows_at(&list->rows, i)))
			return sb_hold_row_second(list->view.desk);
	return SB_NONE;
}

static const struct sb_list_look look = {
	.list = "holds",
	.columns = "hold,status,what,order,seconds_left,short,expires_at,placed_at,user,note",
	.opens = "entry",
	.row_style = sb_hold_row_style,
	.cell = sb_hold_row_cell,
	.deadline = deadline,
};

static enum sb_status open_holds(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	(void)err;
	*out = sb_list_view_new(desk, &sb_view_holds, &look, NULL, argument);
	return SB_OK;
}

const struct sb_view_ops sb_view_holds = {
	.name = "holds",
	.title = N_("Holds"),
	.manual = "holds",
	.open = open_holds,
	SB_LIST_VIEW_OPS,
};
