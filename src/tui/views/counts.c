/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock counts of the store, the newest first, with how far each is. */
#include "../counting.h"

#include <string.h>

enum { BAR_CELLS = 6 };

static int64_t number_of(const struct sb_page *page, const struct sb_row *row, const char *column)
{
	const struct sb_value *value = sb_row_value(page, row, column);

	return value && !value->is_null ? value->n : 0;
}

static bool is_running(const struct sb_page *page, const struct sb_row *row)
{
	const struct sb_value *status = sb_row_value(page, row, "status");

	return status && !status->is_null && (!strcmp(status->s, sb_count_word(SB_COUNT_OPEN)) || !strcmp(status->s, sb_count_word(SB_COUNT_REVIEW)));
}

static unsigned row_style(const struct sb_page *page, const struct sb_row *row)
{
	if (!is_running(page, row))
		return SB_STYLE_DIM;
	return number_of(page, row, "unmatched") ? SB_STYLE_WARNING : SB_STYLE_NORMAL;
}

/* How much of the scope is counted, as a bar. */
static bool cell(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, const struct sb_column *column, struct sb_buf *out)
{
	if (strcmp(column->name, "done") != 0)
		return false;
	sb_glyphs_bar(sb_term_glyphs(desk->term), out, number_of(page, row, "lines_in_scope"), number_of(page, row, "scope_lines"), BAR_CELLS);
	return true;
}

static const struct sb_list_look look = {
	.list = "counts",
	.columns = "count,store,status,scope,value,done,lines_in_scope,lines,scope_lines,unmatched,blind,opened_at,user,posted_at,note",
	.opens = "counting",
	.row_style = row_style,
	.cell = cell,
};

static enum sb_status open_counts(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	(void)err;
	*out = sb_list_view_new(desk, &sb_view_counts, &look, NULL, argument);
	return SB_OK;
}

const struct sb_view_ops sb_view_counts = {
	.name = "counts",
	.title = N_("Count"),
	.manual = "counting stock",
	.open = open_counts,
	SB_LIST_VIEW_OPS,
};
