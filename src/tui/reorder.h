/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is to be ordered, as it is being decided: the book's suggestions supplier by supplier, the quantities typed instead,
 * the marks, and what of it a filter shows. Knows no screen.
 */
#ifndef STOCKBOOK_TUI_REORDER_H
#define STOCKBOOK_TUI_REORDER_H

#include "stockbook/list.h"
#include "stockbook/order.h"

/* Columns of the page, in this order. The last are of the supplier and have no width: they are never placed. */
enum sb_reorder_column {
	SB_REORDER_SKU,
	SB_REORDER_NAME,
	SB_REORDER_AVAILABLE,
	SB_REORDER_INCOMING,
	SB_REORDER_PROJECTED,
	SB_REORDER_POINT,
	SB_REORDER_UP_TO,
	SB_REORDER_MINIMUM,
	SB_REORDER_PACK,
	SB_REORDER_QTY,
	SB_REORDER_COST,
	SB_REORDER_VALUE, /* of the quantity decided: what the page has is of the suggested one */
	SB_REORDER_SUPPLIER,
	SB_REORDER_LEAST_VALUE,
	SB_REORDER_RETIRED,
	SB_REORDER_COLUMNS,
};

struct sb_reorder_line {
	const struct sb_row *row; /* of the page; its id is the product */
	int64_t qty_milli;
	bool is_typed; /* else it is as suggested */
	bool is_marked;
};

/* What stands on the screen from top to bottom: a heading for each supplier, its lines behind it. */
struct sb_reorder_shown {
	size_t line; /* of a heading: the first behind it */
	bool is_heading;
};

struct sb_reorder {
	struct sb_page page; /* list NULL: not there yet */
	struct sb_reorder_line *lines; /* owned, as the two below */
	size_t count;
	struct sb_reorder_shown *shown;
	size_t shown_count;
	size_t marked;
	char *filter; /* folded; NULL: none */
};

/* An order as it would be made now. */
struct sb_reorder_order {
	const char *supplier; /* NULL: of products that name none, which cannot be ordered */
	size_t shown, shown_end; /* its lines among what is shown */
	size_t lines;	      /* that would be ordered */
	size_t without_cost;  /* of these, those that count as nothing in the value */
	int64_t value_minor;
	int64_t least_minor; /* the supplier's minimum; SB_NONE: none */
	bool is_retired;
};

void sb_reorder_release(struct sb_reorder *reorder);
/* Makes the page (worker.h). */
enum sb_status sb_reorder_make(struct sb_book *book, int64_t unused, struct sb_page *out, struct sb_error *err) SB_CHECKED;
/* Takes a page in place of what is there; what was typed and marked stays with its product. */
void sb_reorder_take(struct sb_reorder *reorder, const struct sb_page *page);
/* Shows only lines whose SKU, name or supplier holds the words. */
void sb_reorder_filter(struct sb_reorder *reorder, const char *words);

/* reorder_file.c: what was typed, kept on disk for a store of a book. Loading comes before the first page is taken. */
void sb_reorder_save(const struct sb_reorder *reorder, const char *book, const char *store);
void sb_reorder_load(struct sb_reorder *reorder, const char *book, const char *store);

/* SB_NONE is the suggested quantity again. */
void sb_reorder_set(struct sb_reorder *reorder, size_t line, int64_t qty_milli);
/* Packs more (fewer: below zero), never less than nothing. */
void sb_reorder_step(struct sb_reorder *reorder, size_t line, int packs);
void sb_reorder_mark(struct sb_reorder *reorder, size_t line, bool on);
void sb_reorder_invert(struct sb_reorder *reorder); /* among what is shown */
void sb_reorder_unmark(struct sb_reorder *reorder);

/* The line of a shown row; for a heading the first behind it. index < shown_count. */
struct sb_reorder_line *sb_reorder_line_at(const struct sb_reorder *reorder, size_t shown);
/* Among what is shown; SIZE_MAX: it is not. */
size_t sb_reorder_find(const struct sb_reorder *reorder, int64_t product);
/* Whether a line would be ordered: something of it, from somebody, and marked if anything is. */
bool sb_reorder_is_ordered(const struct sb_reorder *reorder, const struct sb_reorder_line *line);
/* What a line comes to; SB_NONE: no cost is known, or it is too large. */
int64_t sb_reorder_value(const struct sb_reorder_line *line);
/* The order of the supplier whose heading is at *at or behind it, and *at behind its lines; false: that was the last. */
bool sb_reorder_next(const struct sb_reorder *reorder, size_t *at, struct sb_reorder_order *out);

#endif
