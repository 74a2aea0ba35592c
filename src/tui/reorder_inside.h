/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the Reorder view share. */
#ifndef STOCKBOOK_TUI_REORDER_INSIDE_H
#define STOCKBOOK_TUI_REORDER_INSIDE_H

#include "desk.h"
#include "edit.h"
#include "reorder.h"

struct sb_reorder_view {
	struct sb_view view;
	struct sb_reorder reorder;
	size_t selected; /* among what is shown; a line, never a heading */
	size_t top;	 /* first shown row on the screen */
	int height;	 /* rows of the list on the screen, when last drawn */
	struct sb_area area; /* likewise */
	struct sb_edit filter, cell;
	bool is_filtering, is_editing, is_confirming; /* the filter, the quantity of the selected line, the panel has the focus */
	bool is_fresh; /* nothing was typed into the quantity yet: the first character takes its place */
	size_t panel_top;
	size_t panel_lines; /* when last drawn */
	int64_t range_from; /* product where a range of marks began; SB_NONE */
	bool is_stale;	    /* the book changed meanwhile: it is asked again when that is over, and when it is looked at */
	bool has_come;	    /* the suggestions, at least once */
};

/* The line selected; NULL: nothing is shown. */
struct sb_reorder_line *sb_reorder_selected(const struct sb_reorder_view *reorder);
/* All that would be ordered now, and from how many suppliers. */
struct sb_reorder_sum {
	size_t orders, lines, without_cost;
	int64_t value_minor;
};
struct sb_reorder_sum sb_reorder_sum(const struct sb_reorder *reorder);

/* What was typed, to disk. */
void sb_reorder_keep(struct sb_reorder_view *reorder);

/* reorder_draw.c */
void sb_reorder_draw(struct sb_view *view, struct sb_area area);
/* reorder_panel.c: everything once more before it is ordered, and ordering it */
void sb_reorder_draw_panel(struct sb_reorder_view *reorder, struct sb_area area);
void sb_reorder_confirm(struct sb_reorder_view *reorder);
void sb_reorder_order(struct sb_reorder_view *reorder);
/* "Rhine Wholesale · 3 products · 132.50 EUR"; the style it is said in. */
unsigned sb_reorder_print_order(struct sb_desk *desk, const struct sb_reorder_order *order, struct sb_buf *out);

#endif
