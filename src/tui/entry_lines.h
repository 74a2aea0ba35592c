/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stock lines of one entry as a table: which product, how many, and of price, cost, places and count what it has. */
#ifndef STOCKBOOK_TUI_ENTRY_LINES_H
#define STOCKBOOK_TUI_ENTRY_LINES_H

#include "desk.h"

enum sb_entry_part { SB_LINE_EXPECTED, SB_LINE_COUNTED, SB_LINE_COST, SB_LINE_PRICE, SB_LINE_MOVED, SB_LINE_PARTS };

/* Which columns there are room for; to be made anew when the width changes. */
struct sb_entry_lines {
	const struct sb_entry *entry;
	bool shows[SB_LINE_PARTS]; /* behind the name */
	int name_cells;
};

/* `is_standing`: nothing undoes the entry. */
void sb_entry_lines_place(const struct sb_entry *entry, bool is_standing, int cols, struct sb_entry_lines *out);
void sb_entry_lines_head(const struct sb_entry_lines *lines, struct sb_term *term, int row, int col);
void sb_entry_lines_row(const struct sb_entry_lines *lines, struct sb_desk *desk, int row, int col, size_t index);

#endif
