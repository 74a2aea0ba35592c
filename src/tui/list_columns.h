/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns of a list fit a screen and where they stand: least important go first when it is narrow, the growing one takes what is left. */
#ifndef STOCKBOOK_TUI_LIST_COLUMNS_H
#define STOCKBOOK_TUI_LIST_COLUMNS_H

#include "stockbook/list.h"
#include "term.h"

enum { SB_COLUMNS_SHOWN_MAX = 32 };

struct sb_placed {
	size_t index; /* in the page's columns */
	int col, cells;
};

/* Places columns into `cells` from col 0; returns how many. In the order of the page. */
size_t sb_columns_place(const struct sb_page *page, int cells, struct sb_placed out[static SB_COLUMNS_SHOWN_MAX]);

/* Appends text in a placed column's cells, blanks up to where it begins. */
void sb_columns_put(struct sb_buf *out, const struct sb_placed *placed, const char *text, bool align_right);
/* What people see of a row's value: the kind of an entry by its short label, all else as it is. */
struct sb_value sb_cell_shown(const struct sb_column *column, const struct sb_value *value);
/* A value as it stands in a cell: sparklines drawn, several values with commas. */
void sb_cell_text(const struct sb_value *value, const struct sb_style *how, const struct sb_glyphs *glyphs, struct sb_buf *out);
/* One value in its cells: numbers to the right, sparklines and long texts as they are drawn. */
void sb_cell_draw(struct sb_term *term, int row, int col, int cells, unsigned style, const struct sb_value *value,
		  const struct sb_style *how);

#endif
