/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock movements, newest first: of one product, or of all. What goes out is marked by sign and colour. */
#include "../list_view.h"

static unsigned row_style(const struct sb_page *page, const struct sb_row *row)
{
	const struct sb_value *qty = sb_row_value(page, row, "qty");

	return qty && qty->n < 0 ? SB_STYLE_NEGATIVE : SB_STYLE_POSITIVE;
}

/* All of what a column may have room for the beginning of, and what a narrow screen leaves out. */
static unsigned foot(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, struct sb_buf *out)
{
	sb_auto(buf) on_hand = SB_BUF_INIT;

	sb_put_row_store(desk, page, row, out);
	sb_put_row_value(desk, page, row, "name", out);
	sb_put_row_value(desk, page, row, "on_hand_after", &on_hand);
	if (on_hand.len) {
		sb_put_dot(out);
		sb_buf_printf(out, _("%s on hand"), on_hand.data);
	}
	sb_put_row_value(desk, page, row, "reason", out);
	sb_put_row_value(desk, page, row, "note", out);
	return SB_STYLE_DIM;
}

static const struct sb_list_look look = {
	.list = "movements",
	.opens = "entry",
	.opens_by = "seq",
	.row_style = row_style,
	.foot = foot,
};

static enum sb_status open_movements(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	(void)err;
	*out = sb_list_view_new(desk, &sb_view_movements, &look, argument, NULL);
	return SB_OK;
}

const struct sb_view_ops sb_view_movements = {
	.name = "movements",
	.title = N_("Movements"),
	.manual = "journal",
	.open = open_movements,
	SB_LIST_VIEW_OPS,
};
