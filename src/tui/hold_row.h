/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How holds look wherever they are shown. Pages need the columns status, short, expires_at and seconds_left. */
#ifndef STOCKBOOK_TUI_HOLD_ROW_H
#define STOCKBOOK_TUI_HOLD_ROW_H

#include "list_view.h"

/* Members of struct sb_list_look for lists of holds. */
unsigned sb_hold_row_style(const struct sb_page *page, const struct sb_row *row);
bool sb_hold_row_cell(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, const struct sb_column *column,
		      struct sb_buf *out);

/* Whether its time runs down now. */
bool sb_hold_row_runs(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row);
/* When the next second of that begins (sb_loop_now_ms). */
int64_t sb_hold_row_second(struct sb_desk *desk);

#endif
