/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How holds look wherever they are shown. Pages need the columns status, expires_at and seconds_left, and placed_at where
 * there is an age. The clock is looked at once a second, and only while a hold whose time runs is on the screen.
 */
#ifndef STOCKBOOK_TUI_HOLD_ROW_H
#define STOCKBOOK_TUI_HOLD_ROW_H

#include "list_view.h"

/* Members of struct sb_list_look for lists of holds. */
unsigned sb_hold_row_style(const struct sb_page *page, const struct sb_row *row);
const char *sb_hold_row_sign(const struct sb_glyphs *glyphs, const struct sb_page *page, const struct sb_row *row); /* short */
bool sb_hold_row_cell(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, const struct sb_column *column,
		      struct sb_buf *out);
/* The next second, while a hold whose time runs down is on the screen. */
int64_t sb_hold_row_deadline(const struct sb_list_view *list);

/* Whether its time runs down now. */
bool sb_hold_row_runs(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row);
/* When the next second of that begins (sb_loop_now_ms). */
int64_t sb_hold_row_second(struct sb_desk *desk);

#endif
