/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One transfer: each product with what was sent, has arrived, was given up and is on its way. */
#include "../list_view.h"

#include <string.h>

static unsigned row_style(const struct sb_page *page, const struct sb_row *row)
{
	const struct sb_value *rest = sb_row_value(page, row, "rest");

	return rest && rest->n > 0 ? SB_STYLE_NORMAL : SB_STYLE_DIM;
}

static const struct sb_list_look look = {
	.list = "transfer_lines",
	.columns = "transfer,sku,name,from,to,sent,received,lost,rest",
	.opens = "product",
	.opens_sign = "#",
	.row_style = row_style,
};

static enum sb_status open_sending(struct sb_desk *desk, const char *argument, struct sb_view **out,
				   struct sb_error *err)
{
	sb_auto(buf) fixed = SB_BUF_INIT;

	if (!*argument || strspn(argument, "0123456789") != strlen(argument))
		return sb_fail(err, SB_USAGE, _("it is not said which transfer: give its number, or open it from the list of transfers"));
	sb_buf_printf(&fixed, "transfer:%s", argument);
	*out = sb_list_view_new(desk, &sb_view_sending, &look, fixed.data, NULL);
	return SB_OK;
}

const struct sb_view_ops sb_view_sending = {
	.name = "sending",
	.title = N_("Transfer"),
	.manual = "stores",
	.open = open_sending,
	SB_LIST_VIEW_OPS,
};
