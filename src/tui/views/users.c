/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The people of the book. */
#include "../list_view.h"

static unsigned row_style(const struct sb_page *page, const struct sb_row *row)
{
	const struct sb_value *retired = sb_row_value(page, row, "retired");

	return retired && retired->n ? SB_STYLE_DIM : SB_STYLE_NORMAL;
}

static const struct sb_list_look look = {
	.list = "users",
	.row_style = row_style,
};

static enum sb_status open_users(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	(void)err;
	*out = sb_list_view_new(desk, &sb_view_users, &look, NULL, argument);
	return SB_OK;
}

const struct sb_view_ops sb_view_users = {
	.name = "users",
	.title = N_("Users"),
	.manual = "people and roles",
	.open = open_users,
	SB_LIST_VIEW_OPS,
};
