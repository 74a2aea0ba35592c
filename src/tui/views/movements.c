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
	const struct sb_value *name = sb_row_value(page, row, "name"), *left = sb_row_value(page, row, "on_hand_after");
	static const char *const more[] = { "reason", "note" };
	struct sb_style how;

	sb_desk_style(desk, &how);
	sb_buf_puts(out, name && !name->is_null ? name->s : "");
	if (left && !left->is_null) {
		sb_buf_puts(out, " · ");
		sb_value_print(left, &how, out);
		sb_buf_printf(out, " %s", _("on hand"));
	}
	for (size_t i = 0; i < SB_COUNT(more); i++) {
		const struct sb_value *value = sb_row_value(page, row, more[i]);

		if (!value || value->is_null)
			continue;
		sb_buf_puts(out, " · ");
		sb_value_print(value, &how, out);
	}
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
