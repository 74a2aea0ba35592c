/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing rows of holds: their age grows, and what is left of their time runs down. */
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

const char *sb_hold_row_sign(const struct sb_glyphs *glyphs, const struct sb_page *page, const struct sb_row *row)
{
	return sb_row_number(page, row, "short") == 1 ? glyphs->low : NULL;
}

static void print_span(struct sb_desk *desk, int64_t seconds, struct sb_buf *out)
{
	struct sb_value span = { .type = SB_SPAN_TYPE, .n = seconds > 0 ? seconds : 0 };
	struct sb_style style;

	sb_desk_style(desk, &style);
	sb_value_print(&span, &style, out);
}

/* Nothing is set aside any more: it grows no older. */
static bool print_age(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, struct sb_buf *out)
{
	int64_t placed_at = sb_row_number(page, row, "placed_at");

	if (placed_at == SB_NONE || sb_row_number(page, row, "age") == SB_NONE)
		return false;
	print_span(desk, (sb_book_now(desk->app->book) - placed_at) / 1000, out);
	return true;
}

/* A hold that has run out since the row was read says so at once. */
bool sb_hold_row_cell(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, const struct sb_column *column,
		      struct sb_buf *out)
{
	int64_t left = sb_row_number(page, row, "expires_at");

	if (!strcmp(column->name, "age"))
		return print_age(desk, page, row, out);
	if (!is_held(page, row) || left == SB_NONE)
		return false;
	left -= sb_book_now(desk->app->book);
	if (!strcmp(column->name, "seconds_left")) {
		print_span(desk, (left + 999) / 1000, out);
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

int64_t sb_hold_row_deadline(const struct sb_list_view *list)
{
	const struct sb_page *page = sb_list_rows_page(&list->rows);

	for (size_t i = list->rows.top; page && i < list->rows.count && i < list->rows.top + (size_t)list->height; i++)
		if (sb_hold_row_runs(list->view.desk, page, sb_list_rows_at(&list->rows, i)))
			return sb_hold_row_second(list->view.desk);
	return SB_NONE;
}

int64_t sb_hold_row_second(struct sb_desk *desk)
{
	return sb_loop_now_ms() + 1000 - sb_book_now(desk->app->book) % 1000;
}
