/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scans of stock counts, newest first: of one line when it was opened there, else of all. */
#include "../list_view.h"

#include <string.h>

static unsigned row_style(const struct sb_page *page, const struct sb_row *row)
{
	const struct sb_value *negated = sb_row_value(page, row, "negated");

	return negated && negated->n ? SB_STYLE_DIM : SB_STYLE_NORMAL;
}

/* All there is, or more of it, as it was typed. */
static bool cell(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, const struct sb_column *column, struct sb_buf *out)
{
	const struct sb_value *absolute = sb_row_value(page, row, "absolute");
	const struct sb_value *qty = sb_row_value(page, row, column->name);

	if (strcmp(column->name, "qty") != 0 || qty->is_null)
		return false;
	sb_buf_puts(out, absolute && absolute->n ? "=" : qty->n > 0 ? "+" : "");
	sb_qty_print(qty->n, qty->scale, &desk->app->numbers, out);
	return true;
}

static const struct sb_list_look look = {
	.list = "count_scans",
	.opens = "entry",
	.row_style = row_style,
	.cell = cell,
};

static enum sb_status open_scans(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	(void)err;
	*out = sb_list_view_new(desk, &sb_view_scans, &look, argument, NULL);
	return SB_OK;
}

const struct sb_view_ops sb_view_scans = {
	.name = "scans",
	.title = N_("Scans"),
	.manual = "counting stock",
	.open = open_scans,
	SB_LIST_VIEW_OPS,
};
