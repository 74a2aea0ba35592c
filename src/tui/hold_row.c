/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing rows of the list of holds: what is left of their time runs down. */
#include "hold_row.h"

#include <string.h>

static bool is_held(const struct sb_page *page, const struct sb_row *row)
{
	return sb_row_is(page, row, "status", "held");
}

unsigned sb_hold_row_style(const struct sb_page *page, const struct sb_row *row)
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
bool sb_hold_row_cell(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, const struct sb_column *column,
		      struct sb_buf *out)
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
	sb_buf_puts(out, _("expired"));
	return true;
}

bool sb_hold_row_runs(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row)
{
	return is_held(page, row) && sb_row_number(page, row, "expires_at") > sb_book_now(desk->app->book);
}

int64_t sb_hold_row_second(struct sb_desk *desk)
{
	return sb_loop_now_ms() + 1000 - sb_book_now(desk->app->book) % 1000;
}
