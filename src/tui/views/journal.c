/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every entry, newest first, narrowed by kind, product, person, store and date; one is opened or undone. */
#include "../list_view.h"

static unsigned row_style(const struct sb_page *page, const struct sb_row *row)
{
	const struct sb_value *undone = sb_row_value(page, row, "undone");

	return undone && !undone->is_null ? SB_STYLE_DIM : SB_STYLE_NORMAL;
}

/* All of what a column may have room for the beginning of, and what a narrow screen leaves out. */
static unsigned foot(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, struct sb_buf *out)
{
	sb_put_row_store(desk, page, row, out);
	sb_put_row_value(desk, page, row, "what", out);
	sb_put_row_value(desk, page, row, "note", out);
	return SB_STYLE_DIM;
}

static const struct sb_list_look look = {
	.list = "journal",
	.opens = "entry",
	.row_style = row_style,
	.foot = foot,
};

static enum sb_status open_journal(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	(void)err;
	*out = sb_list_view_new(desk, &sb_view_journal, &look, NULL, argument);
	return SB_OK;
}

const struct sb_view_ops sb_view_journal = {
	.name = "journal",
	.title = N_("Journal"),
	.manual = "journal",
	.open = open_journal,
	SB_LIST_VIEW_OPS,
};
