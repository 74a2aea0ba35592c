/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is set aside for orders, with the time that is left running down. The clock is looked at once a second, and only
 * while a hold that runs is on the screen.
 */
#include "../list_view.h"

#include <string.h>

static bool is_held(const struct sb_page *page, const struct sb_row *row)
{
	return sb_row_is(page, row, "status", "held");
}

static unsigned row_style(const struct sb_page *page, const struct sb_row *row)
{
	if (sb_row_number(page, row, "short") == 1)
		return SB_STYLE_WARNING;
	return is_held(page, row) || sb_row_is(page, row, "status", "allocated") ? SB_STYLE_NORMAL : SB_STYLE_DIM;
}

static void print_left(int64_t left_ms, struct sb_buf *out)
{
	long long seconds = (left_ms + 999) / 1000;

	if (seconds >= 86400)
		sb_buf_printf(out, _("%lld d %lld h"), seconds / 86400, seconds % 86400 / 3600);
	else if (seconds >= 3600)
		sb_buf_printf(out, "%lld:%02lld:%02lld", seconds / 3600, seconds % 3600 / 60, seconds % 60);
	else
		sb_buf_printf(out, "%lld:%02lld", seconds / 60, seconds % 60);
}

/* A hold that has run out since the row was read says so at once. */
static bool cell(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row,
		 const struct sb_column *column, struct sb_buf *out)
{
	int64_t left = sb_row_number(page, row, "expires_at");

	if (!is_held(page, row) || left == SB_NONE)
		return false;
	left -= sb_book_now(desk->app->book);
	if (!strcmp(column->name, "seconds_left")) {
		print_left(left > 0 ? left : 0, out);
		return true;
	}
	if (strcmp(column->name, "status") != 0 || left > 0)
		return false;
	sb_buf_puts(out, "expired");
	return true;
}

static const struct sb_list_look look = {
	.list = "holds",
	.columns = "hold,status,what,order,seconds_left,short,expires_at,placed_at,user,note",
	.opens = "entry",
	.row_style = row_style,
	.cell = cell,
};

static enum sb_status open_holds(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	(void)err;
	*out = sb_list_view_new(desk, &sb_view_holds, &look, NULL, argument);
	return SB_OK;
}

static int64_t deadline(const struct sb_view *view)
{
	const struct sb_list_view *list = (const struct sb_list_view *)view;
	const struct sb_page *page = sb_list_rows_page(&list->rows);
	int64_t now = sb_book_now(view->desk->app->book);

	if (sb_desk_top(view->desk) != view || !page)
		return SB_NONE;
	for (size_t i = list->rows.top; i < list->rows.count && i < list->rows.top + (size_t)list->height; i++) {
		const struct sb_row *row = sb_list_rows_at(&list->rows, i);

		if (is_held(page, row) && sb_row_number(page, row, "expires_at") > now)
			return sb_loop_now_ms() + 1000 - now % 1000;
	}
	return SB_NONE;
}

const struct sb_view_ops sb_view_holds = {
	.name = "holds",
	.title = N_("Holds"),
	.manual = "holds",
	.open = open_holds,
	.deadline = deadline,
	SB_LIST_VIEW_OPS,
};
