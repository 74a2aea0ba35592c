/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any list on the screen: a window of rows over a range of any size, a filter typed in the `/` line, sorting, marks, and a
 * selection that stays on its row while the book changes. Views that show a list are this with a few differences.
 */
#ifndef STOCKBOOK_TUI_LIST_VIEW_H
#define STOCKBOOK_TUI_LIST_VIEW_H

#include "desk.h"
#include "line.h"
#include "list_rows.h"

struct sb_list_view {
	struct sb_view view;
	struct sb_list_rows rows; /* what is loaded, selected and marked */
	struct sb_line filter;
	bool is_typing; /* the filter line has the focus */
	char *fixed;	/* terms put before what is typed: "product:X"; NULL: none */
	size_t column;	/* the current one, for [ ] */
	/* Optional: how a row looks as a whole (out of stock, undone …), an enum sb_style. */
	unsigned (*row_style)(const struct sb_list_view *list, const struct sb_row *row);
	/* Optional: side panel drawn from 120 columns on. */
	void (*panel)(struct sb_list_view *list, struct sb_area area);
	void *more; /* the view's own */
};

/* Sets up over zeroed memory; asks for the first page. `query` and `sort` may be NULL. */
void sb_list_view_init(struct sb_list_view *list, const struct sb_view_ops *ops, struct sb_desk *desk, const struct sb_list *what,
		       const char *fixed, const char *sort);
void sb_list_view_release(struct sb_list_view *list);

/* What the ops of a view of lists point to; the first argument is the struct sb_view inside. */
void sb_list_view_draw(struct sb_view *view, struct sb_area area);
bool sb_list_view_input(struct sb_view *view, const struct sb_input *input);
bool sb_list_view_act(struct sb_view *view, enum sb_action_id action, const char *rest);
void sb_list_view_arrived(struct sb_view *view, struct sb_answer *answer);
void sb_list_view_reload(struct sb_view *view);
const char *sb_list_view_context(const struct sb_view *view); /* "filter" while typing, else the view's name */
bool sb_list_view_wants_text(const struct sb_view *view);
bool sb_list_view_subject(struct sb_view *view, const char *word, struct sb_buf *out);

/* The selected row's value of a column; NULL: nothing selected or no such column loaded. */
const struct sb_value *sb_list_view_value(const struct sb_list_view *list, const char *column);

#endif
