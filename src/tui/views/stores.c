/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stores of the book; the selected one can be worked for. */
#include "../list_view.h"

static unsigned row_style(const struct sb_page *page, const struct sb_row *row)
{
	const struct sb_value *here = sb_row_value(page, row, "here");

	return here && here->n ? SB_STYLE_STRONG : SB_STYLE_NORMAL;
}

static const struct sb_list_look look = {
	.list = "stores",
	.row_style = row_style,
};

static enum sb_status open_stores(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	(void)err;
	*out = sb_list_view_new(desk, &sb_view_stores, &look, NULL, argument);
	return SB_OK;
}

const struct sb_view_ops sb_view_stores = {
	.name = "stores",
	.title = N_("Stores"),
	.manual = "stores",
	.open = open_stores,
	SB_LIST_VIEW_OPS,
};
