/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons why stock is removed or corrected; what was booked with the selected one is a key away. */
#include "../list_view.h"

static unsigned row_style(const struct sb_page *page, const struct sb_row *row)
{
	const struct sb_value *own = sb_row_value(page, row, "own");

	return own && own->n ? SB_STYLE_STRONG : SB_STYLE_NORMAL;
}

static const struct sb_list_look look = {
	.list = "reasons",
	.row_style = row_style,
};

static enum sb_status open_reasons(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	(void)err;
	*out = sb_list_view_new(desk, &sb_view_reasons, &look, NULL, argument);
	return SB_OK;
}

const struct sb_view_ops sb_view_reasons = {
	.name = "reasons",
	.title = N_("Reasons"),
	.manual = "counter",
	.open = open_reasons,
	SB_LIST_VIEW_OPS,
};
