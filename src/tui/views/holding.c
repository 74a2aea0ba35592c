/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One hold: each product with what is still held, committed, was handed over and let go; parts of it are dealt with here. */
#include "../hold_row.h"

#include <string.h>

static unsigned row_style(const struct sb_page *page, const struct sb_row *row)
{
	bool is_open = sb_row_number(page, row, "held") > 0 || sb_row_number(page, row, "committed") > 0;

	return is_open ? SB_STYLE_NORMAL : SB_STYLE_DIM;
}

static const struct sb_list_look look = {
	.list = "hold_lines",
	.columns = "hold,order,sku,name,status,qty,held,committed,fulfilled,released,expires_at,seconds_left",
	.opens = "product",
	.opens_sign = "#",
	.row_style = row_style,
	.cell = sb_hold_row_cell,
	.deadline = sb_hold_row_deadline,
};

static enum sb_status open_holding(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	sb_auto(buf) fixed = SB_BUF_INIT;

	if (!*argument || strspn(argument, "0123456789") != strlen(argument))
		return sb_fail(err, SB_USAGE, _("it is not said which hold: give its number, or open it from the list of holds"));
	sb_buf_printf(&fixed, "hold:%s", argument);
	*out = sb_list_view_new(desk, &sb_view_holding, &look, fixed.data, NULL);
	return SB_OK;
}

const struct sb_view_ops sb_view_holding = {
	.name = "holding",
	.title = N_("Hold"),
	.manual = "holds",
	.open = open_holding,
	SB_LIST_VIEW_OPS,
};
