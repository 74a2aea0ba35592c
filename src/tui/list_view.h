/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any list on the screen: a window of rows over a range of any size, a filter typed in the `/` line, sorting, marks, and a
 * selection that stays on its row while the book changes. Views that show a list are this with a few differences.
 */
#ifndef STOCKBOOK_TUI_LIST_VIEW_H
#define STOCKBOOK_TUI_LIST_VIEW_H

#include "desk.h"
#include "edit.h"
#include "list_rows.h"

enum { SB_LIST_HEAD_ROWS = 2, SB_LIST_MARGIN = 3 }; /* rows above, cells before the rows */

struct sb_list_view;

/* What differs from view to view. */
struct sb_list_look {
	const char *list;    /* in the table of lists */
	const char *columns; /* that are ever shown or asked for; NULL: all */
	const char *sort;    /* NULL: the list's own */
	const char *opens;   /* view that Enter opens with the row's id; NULL: none */
	const char *opens_sign; /* stands before the number where a bare one could be a code; NULL: nothing does */
	const char *opens_by; /* column whose number it is opened with; NULL: the row's id */
	/* How a row looks as a whole (out of stock, undone …), an enum sb_style_id; NULL: normal. */
	unsigned (*row_style)(const struct sb_page *page, const struct sb_row *row);
	/* A one-cell sign at the end of the column that grows; NULL: none. */
	const char *(*row_sign)(const struct sb_glyphs *glyphs, const struct sb_page *page, const struct sb_row *row);
	/* What stands in a cell instead of its value; false: the value. NULL: always the value. */
	bool (*cell)(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, const struct sb_column *column,
		     struct sb_buf *out);
	/* When to be drawn again (sb_loop_now_ms), for cells that follow the clock; SB_NONE: never. NULL: never. */
	int64_t (*deadline)(const struct sb_list_view *list);
	/* Under the list, the selected row in words; the style it is said in. NULL: nothing. */
	unsigned (*foot)(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, struct sb_buf *out);
	/* Beside the list from 120 columns on; NULL: nothing. */
	void (*panel)(struct sb_desk *desk, struct sb_area area, const struct sb_page *page, const struct sb_row *selected);
};

struct sb_list_view {
	struct sb_view view;
	const struct sb_list_look *look;
	struct sb_list_rows rows; /* what is loaded, selected and marked */
	struct sb_edit filter;
	bool is_typing; /* the filter line has the focus */
	char *fixed;	/* terms put before what is typed: "product:X"; NULL: none */
	int64_t store;	/* whose stock and bins the rows show from the next turn on; 0: the one worked for */
	size_t column;	/* the current one, for [ ] */
	int64_t range_from;  /* id where a range of marks began; SB_NONE */
	int height;	     /* rows of the list on the screen, when last drawn */
	struct sb_area area; /* likewise */
};

/* A view of `ops` showing a list; asks for its first page. `fixed` and `typed` may be NULL. */
struct sb_view *sb_list_view_new(struct sb_desk *desk, const struct sb_view_ops *ops, const struct sb_list_look *look,
				 const char *fixed, const char *typed);

/* For a view that is a list and more: its struct begins with struct sb_list_view. */
void sb_list_view_init(struct sb_list_view *list, struct sb_desk *desk, const struct sb_view_ops *ops, const struct sb_list_look *look,
		       const char *fixed, const char *typed);
void sb_list_view_release(struct sb_list_view *list);
/* Shows other rows from now on, from the first; what was typed and marked goes with the ones before. */
void sb_list_view_turn(struct sb_list_view *list, const struct sb_list_look *look, const char *fixed);

/* Takes back characters of a scan that went into the filter; asks again without them. */
void sb_list_view_retract(struct sb_list_view *list, int characters);

/* The members of struct sb_view_ops that every view of a list shares. */
#define SB_LIST_VIEW_OPS                               \
	.close = sb_list_view_close, .draw = sb_list_view_draw, .input = sb_list_view_input, .act = sb_list_view_act, \
	.arrived = sb_list_view_arrived, .reload = sb_list_view_reload, .context = sb_list_view_context, \
	.wants_text = sb_list_view_wants_text, .subject = sb_list_view_subject, .deadline = sb_list_view_deadline, \
	.tick = sb_list_view_tick

void sb_list_view_close(struct sb_view *view);
void sb_list_view_draw(struct sb_view *view, struct sb_area area);
bool sb_list_view_input(struct sb_view *view, const struct sb_input *input);
bool sb_list_view_act(struct sb_view *view, enum sb_action_id action, const char *rest);
void sb_list_view_arrived(struct sb_view *view, struct sb_answer *answer);
void sb_list_view_reload(struct sb_view *view);
const char *sb_list_view_context(const struct sb_view *view); /* "filter" while typing, else the view's name */
bool sb_list_view_wants_text(const struct sb_view *view);
int64_t sb_list_view_deadline(const struct sb_view *view);
void sb_list_view_tick(struct sb_view *view, int64_t now_ms);
bool sb_list_view_subject(struct sb_view *view, const char *word, struct sb_buf *out);

/* The loaded rows as text, in the columns of a page of paper. */
void sb_list_view_text(const struct sb_list_view *list, struct sb_buf *out);

/* A row's value by its column's name; NULL: not among the page's. */
const struct sb_value *sb_row_value(const struct sb_page *page, const struct sb_row *row, const char *column);
/* The number in a column; SB_NONE: null, or there is no such column. */
int64_t sb_row_number(const struct sb_page *page, const struct sb_row *row, const char *column);
/* Whether the text in a column is this word. */
bool sb_row_is(const struct sb_page *page, const struct sb_row *row, const char *column, const char *word);

/* For the words of a foot. Appends " · " if something stands there. */
static inline void sb_put_dot(struct sb_buf *out)
{
	sb_buf_puts(out, out->len ? " · " : "");
}
/* Appends the value of a column, " · " before it; nothing where there is none. */
void sb_put_row_value(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, const char *column, struct sb_buf *out);
/* The same of the store, where the book has several. */
void sb_put_row_store(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, struct sb_buf *out);

#endif
