/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list is columns over rows, declared once in src/lists: the screen table, the shell table, CSV, JSON and JSON Lines are all that one
 * list with the same query language, the same sort and the same cursor. Fragments of SQL in a declaration are constant; in them $store,
 * $now and $today stand for the asker's store, moment and day. Only the list engine puts fragments together.
 */
#ifndef STOCKBOOK_LIST_H
#define STOCKBOOK_LIST_H

#include "stockbook/book.h"
#include "stockbook/query.h"
#include "stockbook/value.h"

enum {
	SB_COL_SHOWN = 1,    /* in a table unless other columns are asked for */
	SB_COL_SORTS = 2,    /* may be sorted by */
	SB_COL_INDEXED = 4,  /* sorting by it walks an index */
	SB_COL_GROWS = 8,    /* takes the room that is left */
	SB_COL_KEY = 16,     /* names the row: what commands on the row are given */
	SB_COL_NULLS = 32,   /* may be null in a sort: such rows come last, whichever way it goes */
	SB_COL_WIDE = 64,    /* shown as well where there is room to spare */
	SB_COL_TOLD = 128,   /* sql gives the seq of an entry; the value is the sentence that describes it */
	SB_COL_CHAIN = 256,  /* in a table where the book has several stores; where it has one it says nothing */
};

/* What ends a sort so that no two rows are equal in it. */
struct sb_tie {
	const char *sql;
	bool is_text;
};
#define SB_TIES_MAX 2

/* Where the walk begins when a list is sorted by a column whose index belongs to another table than the list begins with. */
struct sb_lead {
	const char *from, *where; /* instead of the list's from; the condition that joins them */
	struct sb_tie tie[SB_TIES_MAX]; /* the list's own, as that index has it */
};

struct sb_column {
	const char *name;  /* in files and JSON, never translated */
	const char *title; /* translate before showing */
	enum sb_type type;
	unsigned flags;
	uint8_t width;	   /* cells wanted on a screen */
	uint8_t priority;  /* on a narrow screen the highest number goes first */
	const char *sql;
	const char *sort_sql;  /* NULL: sql */
	const char *stale_sql; /* SELECT that has a row while sort_sql may be behind the times: rows are sorted by sql then; NULL: it never is */
	const char *scale_sql; /* QTY: decimals of the row's unit; NULL: 0 */
	const char *day_sql;   /* sql gives a ring of 14 days (schema) and this its newest day; SPARK shows the days, QTY their sum */
	const struct sb_lead *lead; /* NULL: the list's own from */
};

struct sb_list {
	const char *name;    /* "products": the word in the table of lists, of its file, of the shell */
	const char *title;   /* translate before showing */
	const char *summary; /* likewise */
	const struct sb_column *columns;
	size_t column_count;
	const char *from;	  /* FROM fragment, joins included */
	const char *where;	  /* always true of its rows; NULL: all */
	const char *where_unless; /* `where` does not hold when the query has this field; NULL: it always does */
	const char *id_sql;	  /* integer that stands for the row; unique unless there is a tie */
	struct sb_tie tie[SB_TIES_MAX]; /* unique together; none: id_sql */
	const char *search_sql; /* "p.search_id": what full text is matched on; NULL: words are refused, but for words_within */
	const char *words_within; /* without search_sql: words are those of products, whose search ids are SELECTed at %s; SB_PRODUCTS_OF_WORDS */
	const char *search_join; /* condition that finds the row of a match m.id */
	const char *exact_sql;	/* SELECT of such ids with $word (upper case) and $code (as a barcode): rows put first; NULL: none */
	const char *rank_sql;	/* folded text: rows whose text begins with the words come before those that contain them */
	const char *default_sort; /* "name", "-seq" */
	const struct sb_query_field *fields;
	size_t field_count;
	const char *count_sql; /* statement for the number of rows without a query; NULL: counted */
};

/* Ids of the products that have the words: the lower 40 bits of search ids. For words_within. */
#define SB_PRODUCTS_OF_WORDS "SELECT m.id & 1099511627775 FROM (%s) m"

/* The table of lists: a word here, a file src/lists/<word>.c, a struct sb_list sb_list_<word>. */
#define SB_LISTS(L) \
	L(products)     \
	L(movements)    \
	L(journal)      \
	L(barcodes)     \
	L(tags)         \
	L(suppliers)    \
	L(holds)        \
	L(hold_lines)   \
	L(availability) \
	L(stores)       \
	L(stock)        \
	L(transfers)    \
	L(transfer_lines) \
	L(users)        \
	L(orders)       \
	L(order_lines)  \
	L(counts)       \
	L(count_lines)  \
	L(count_scans)  \
	L(unmatched)    \
	L(reasons)

#define L(word) extern const struct sb_list sb_list_##word;
SB_LISTS(L)
#undef L

const struct sb_list *sb_list_find(const char *name); /* NULL: no such list */
const struct sb_list *sb_list_at(size_t index);	      /* NULL: past the end */
const struct sb_column *sb_list_column(const struct sb_list *list, const char *name, size_t *index); /* NULL: none */

/* What is asked of a list. Zeroed means: everything, default sort, first page. */
struct sb_ask {
	const char *query;   /* NULL or "": all */
	const char *sort;    /* "-price,name" or the form "price:desc,name:asc"; NULL: default, or popularity when searching */
	const char *columns; /* "sku,name"; NULL: the shown ones; "*": all */
	const char *after;   /* cursor: the rows behind it; NULL: from the beginning */
	const char *before;  /* cursor: the rows in front of it, given in list order */
	bool from_end;	     /* the last page */
	int limit;	     /* 0: 50 */
	bool want_total;     /* count all matches up to SB_TOTAL_MAX */
	int64_t store;	     /* whose stock and bins; 0: the one worked for */
	const int64_t *among; /* of the rows with these ids only, also such as are left out otherwise; borrowed */
	size_t among_count;   /* 0: all rows */
};
#define SB_PAGE_MAX  1000
#define SB_TOTAL_MAX 10000

struct sb_row {
	int64_t id;		  /* what id_sql gave */
	const char *cursor;	  /* of this row: `after` or `before` it */
	const struct sb_value *values; /* one a column of the page */
};

struct sb_page {
	struct sb_arena *arena; /* everything below lies in it */
	const struct sb_list *list;
	const struct sb_column *const *columns;
	size_t column_count;
	const struct sb_row *rows;
	size_t count;
	const char *next;      /* cursor of the next page; NULL: this is the last */
	int64_t total;	       /* SB_NONE: not counted; with a query, SB_TOTAL_MAX + 1: more than that */
	const char *corrected; /* the words searched instead because nothing matched as typed; NULL: as typed */
	unsigned also_shown;   /* SB_COL_CHAIN: the book has several stores; 0 */
};

/* Whether a table shows the column unless other columns are asked for. */
static inline bool sb_page_shows(const struct sb_page *page, const struct sb_column *column)
{
	return column->flags & (SB_COL_SHOWN | page->also_shown);
}

/* One page. Errors: SB_INVALID (query with its column, sort, columns, cursor), SB_INTERRUPTED. Free with sb_page_release. */
enum sb_status sb_list_page(const struct sb_list *list, struct sb_book *book, const struct sb_ask *ask, struct sb_page *out,
			    struct sb_error *err) SB_CHECKED;
void sb_page_release(struct sb_page *page);

/* Every row in order, streaming in one snapshot; memory does not grow. each() returning false ends it. ask->limit 0: no limit. */
enum sb_status sb_list_each(const struct sb_list *list, struct sb_book *book, const struct sb_ask *ask,
			    bool (*each)(const struct sb_page *columns_only, const struct sb_row *row, void *context), void *context,
			    struct sb_error *err) SB_CHECKED;

#endif
