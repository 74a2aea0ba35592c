/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transfers between stores, newest first; what is on its way stands out. */
#include "../list_view.h"

static unsigned row_style(const struct sb_page *page, const struct sb_row *row)
{
	const struct sb_value *rest = sb_row_value(page, row, "rest");

	return rest && rest->n > 0 ? SB_STYLE_NORMAL : SB_STYLE_DIM;
}

static const struct sb_list_look look = {
	.list = "transfers",
	.opens = "sending",
	.row_style = row_style,
};

static enum sb_status open_transfers(struct sb_desk *desk, const char *argument, struct sb_view **out,
				     struct sb_error *err)
{
	(void)err;
	*out = sb_list_view_new(desk, &sb_view_transfers, &look, NULL, argument);
	return SB_OK;
}

const struct sb_view_ops sb_view_transfers = {
	.name = "transfers",
	.title = N_("Transfers"),
	.manual = "stores",
	.open = open_transfers,
	SB_LIST_VIEW_OPS,
};
