/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A view is what fills the screen between the tabs and the message line, or lies over another as a dialog. It is a table of
 * functions over its own state; the desk asks it, nobody asks which view it is. A view never writes to the book:
 * it runs commands through the desk.
 */
#ifndef STOCKBOOK_TUI_VIEW_H
#define STOCKBOOK_TUI_VIEW_H

#include "actions.h"
#include "input.h"
#include "term.h"
#include "worker.h"

struct sb_desk;
struct sb_view;

struct sb_area {
	int row, col, rows, cols;
};

struct sb_view_ops {
	const char *name;   /* the word in keys files, the palette and `open` of a reply */
	const char *title;  /* translate before showing */
	const char *manual; /* the chapter F1 opens: a heading of stockbook(1) in lower case, NULL: its own help of keys */
	bool is_dialog;	    /* lies over the view below, which stays visible */
	bool works_without_book;
	/* `argument` is what stood behind the name, "" if nothing. On failure the desk says why and stays. */
	enum sb_status (*open)(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err);
	void (*close)(struct sb_view *view);
	void (*draw)(struct sb_view *view, struct sb_area area);

	/* All below may be NULL. */
	/* Input before keys are looked up: text for a field, a scan. True: taken. */
	bool (*input)(struct sb_view *view, const struct sb_input *input);
	/* An action bound to a key or typed in the palette; `rest` is what stood behind its word. True: taken. */
	bool (*act)(struct sb_view *view, enum sb_action_id action, const char *rest);
	/* A page that was asked of the worker; the view may take it (sb_give(answer->page) style: set answer->taken). */
	void (*arrived)(struct sb_view *view, struct sb_answer *answer);
	/* The book changed, here or elsewhere: ask again, keep the selection and what was typed. */
	void (*reload)(struct sb_view *view);
	/* Its tab is gone to again, and it lies on top there. */
	void (*shown)(struct sb_view *view);
	/* The keys context that holds now: "products", "filter", "field". NULL: the name. */
	const char *(*context)(const struct sb_view *view);
	/* Whether printable keys are text now. */
	bool (*wants_text)(const struct sb_view *view);
	/* What %sku, %seq … in a bound command stand for: appends the selected row's value of that name, quoted. %marked is what names the
	 * row, of all marked rows if there are any; %products the same as --product=… each; %sortable the columns a list can be sorted by. False:
	 * nothing is selected or the word is not known. */
	bool (*subject)(struct sb_view *view, const char *word, struct sb_buf *out);
	/* Something typed would be lost by closing. */
	bool (*is_unsaved)(const struct sb_view *view);
	/* Write what was typed to disk: the program is ending. */
	void (*save)(struct sb_view *view);
	/* When to be ticked next (sb_loop_now_ms), SB_NONE: never. */
	int64_t (*deadline)(const struct sb_view *view);
	void (*tick)(struct sb_view *view, int64_t now_ms);
};

/* The first member of every view's own struct. */
struct sb_view {
	const struct sb_view_ops *ops;
	struct sb_desk *desk;
};

/* The table of views: a word here, a file src/tui/views/<word>.c, a struct sb_view_ops sb_view_<word>. The first of them are the tabs, 1 to 9. */
#define SB_TABS(V) \
	V(products)    \
	V(counter)     \
	V(counts)      \
	V(holds)       \
	V(reorder)     \
	V(journal)
#define SB_VIEWS(V) \
	SB_TABS(V)      \
	V(product)      \
	V(entry)        \
	V(movements)    \
	V(holding)      \
	V(stores)       \
	V(transfers)    \
	V(sending)      \
	V(users)        \
	V(reasons)      \
	V(sign_in)      \
	V(orders)       \
	V(purchase)     \
	V(suppliers)    \
	V(vendor)       \
	V(counting)     \
	V(scans)        \
	V(settings)     \
	V(jobs)         \
	V(manual)       \
	V(keys)         \
	V(table)        \
	V(start)

#define V(word) extern const struct sb_view_ops sb_view_##word;
SB_VIEWS(V)
#undef V
/* Dialogs that other parts open, not reachable by name. */
extern const struct sb_view_ops sb_view_palette;
extern const struct sb_view_ops sb_view_form;

const struct sb_view_ops *sb_view_find(const char *name); /* NULL: no such view */
const struct sb_view_ops *sb_view_at(size_t index);	  /* NULL: past the end */
extern const size_t sb_view_tabs;			  /* how many of the first are tabs */

#endif
