/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is asked of a list, understood: filter, columns, the keys of its order and the place to go on from. Every way of
 * reading a list (a page, a stream, a count) begins with a plan. Everything in it lies in one arena.
 */
#ifndef SB_LIST_PLAN_H
#define SB_LIST_PLAN_H

#include "query_compile.h"

#define SB_SORTS_MAX 4
#define SB_KEYS_MAX  (SB_SORTS_MAX + SB_TIES_MAX)

/* One part of an order. */
struct sb_key {
	const char *sql;
	const char *sign; /* what a cursor knows it by; NULL: sql */
	bool is_text;
	bool desc;
	bool nulls; /* may be null; nulls come last either way */
};

struct sb_key_value {
	bool is_null;
	int64_t n;
	const char *s; /* text keys */
};

/*
 * A search without a sort is ranked: rows that are the code typed, then those whose name begins with the words, then
 * others, each by popularity. Its cursor has three numbers: class, search id, and the search id down to which names
 * were looked at.
 */
enum sb_rank { SB_RANK_EXACT, SB_RANK_BEGINS, SB_RANK_OTHER, SB_RANK_BEYOND };
enum { SB_RANKED_CLASS, SB_RANKED_ID, SB_RANKED_FLOOR, SB_RANKED_KEYS };

struct sb_plan {
	const struct sb_list *list;
	struct sb_book *book;
	struct sb_db *db;
	struct sb_arena *arena;
	struct sb_bound names[SB_COMPOSE_NAME_COUNT];
	int64_t today;
	struct sb_filter filter;
	const char *match;     /* the words as the full-text engine wants them; NULL: no words */
	const char *beginning; /* the words as a name would begin with them */
	const struct sb_column **columns;
	size_t column_count;
	unsigned also_shown; /* as in a page */
	bool is_ranked;
	struct sb_key keys[SB_KEYS_MAX];
	size_t key_count;
	const struct sb_lead *lead; /* NULL: walk from the list's own table */
	bool is_indexed;            /* the first key has an index */
	bool sorts;                 /* rows are sorted by their keys and then read, not walked in order */
	bool finds;                 /* likewise, and an index of the query's finds them: there are few */
	bool tests_words;           /* rows met are tested for the words, which match too many */
	uint64_t signature;         /* of list and order: a cursor of another is refused */
	bool backwards;
	bool has_place;
	struct sb_key_value place[SB_KEYS_MAX]; /* go on behind this row (backwards: in front of it) */
	int64_t limit;                          /* 0: none */
};

/* Understands what is asked. SB_INVALID names the argument (query, sort, columns, cursor, limit) and the column in it.
 */
enum sb_status sb_plan_make(const struct sb_list *list, struct sb_book *book, const struct sb_ask *ask,
			    struct sb_arena *arena, struct sb_plan *out, struct sb_error *err) SB_CHECKED;
/* Sets what follows from the filter's words, after they were changed as well. */
void sb_plan_match(struct sb_plan *plan);

/* The parts of sb_plan_make. */
enum sb_status sb_plan_columns(struct sb_plan *plan, const char *columns, struct sb_error *err) SB_CHECKED;
enum sb_status sb_plan_sort(struct sb_plan *plan, const char *sort, struct sb_error *err) SB_CHECKED;

/* Cursors: the values of a row's keys as text that means nothing to others, in the arena. */
const char *sb_cursor_encode(const struct sb_plan *plan, const struct sb_key_value *values);
enum sb_status sb_cursor_decode(struct sb_plan *plan, const char *cursor, struct sb_error *err) SB_CHECKED;

/* Appends ", a, b" for the plan's columns; reads them back from a row, beginning at `column`, into values in `arena`.
 */
void sb_cells_put(const struct sb_plan *plan, struct sb_compose *compose);
enum sb_status sb_cells_read(const struct sb_plan *plan, struct sb_stmt *stmt, int column, struct sb_arena *arena,
			     struct sb_value *values, struct sb_error *err) SB_CHECKED;

/* Rows as they are found. `column`: where the cells begin (there are none when the plan sorts: see sb_rows_fill). *more
 * = false ends the walk. */
typedef enum sb_status sb_walk_each(void *context, int64_t id, const struct sb_key_value *keys, struct sb_stmt *stmt,
				    int column, bool *more, struct sb_error *err);

/* Walks the plan's rows in the order of its keys from its place, at most `limit` (0: all). */
enum sb_status sb_walk_sorted(const struct sb_plan *plan, int64_t limit, sb_walk_each *each, void *context,
			      struct sb_error *err) SB_CHECKED;
/* Walks matches of the words below the search id `floor`, most popular first, behind `place` (SB_NONE: all); keys[0] is
 * the search id. */
enum sb_status sb_walk_matches(const struct sb_plan *plan, int64_t floor, int64_t place, int64_t limit,
			       sb_walk_each *each, void *context, struct sb_error *err) SB_CHECKED;
/* The statements of these walks without their limit: of the rows whose first key is null or of the others, from the
 * plan's place or from where the walk begins. */
void sb_walk_compose(const struct sb_plan *plan, bool of_nulls, bool from_place, struct sb_compose *compose);
void sb_walk_compose_matches(const struct sb_plan *plan, int64_t floor, int64_t place, struct sb_compose *compose);
/* Appends FROM and WHERE of the rows that match the words. */
void sb_walk_put_matches(const struct sb_plan *plan, struct sb_compose *compose);
/* The same for counting matches and putting them in order, which an index answers without the rows. */
void sb_walk_put_ranked_matches(const struct sb_plan *plan, struct sb_compose *compose);
/* Appends FROM and WHERE of all rows of the plan. */
void sb_walk_put_rows(const struct sb_plan *plan, struct sb_compose *compose);
/* Chooses between finding rows by an index of the query's and sorting them, and meeting them on a walk of the sort's
 * index. */
enum sb_status sb_walk_choose(struct sb_plan *plan, struct sb_error *err) SB_CHECKED;

/* Rows collected for a page. */
struct sb_rows {
	struct sb_row *rows;
	size_t count, cap;
};
/* Adds a row, without cursor, whose cells are to be read into the values returned. */
struct sb_value *sb_rows_add(const struct sb_plan *plan, struct sb_rows *rows, int64_t id);
/* Adds a row as it is. */
void sb_rows_push(const struct sb_plan *plan, struct sb_rows *rows, const struct sb_row *row);
/* Reads the cells of rows whose ids and cursors are known; a row that has none is left out. */
enum sb_status sb_rows_fill(const struct sb_plan *plan, struct sb_rows *rows, struct sb_error *err) SB_CHECKED;

/* One page of a ranked search, at most limit + 1 rows, in list order even when backwards. */
enum sb_status sb_search_page(const struct sb_plan *plan, struct sb_rows *rows, struct sb_error *err) SB_CHECKED;
/* All rows of a ranked search: the few ahead of the walk are read already, then those of the walk. */
typedef enum sb_status sb_row_each(void *context, const struct sb_row *row, bool *more, struct sb_error *err);
enum sb_status sb_search_each(const struct sb_plan *plan, sb_row_each *each_ahead, sb_walk_each *each_walked,
			      void *context, struct sb_error *err) SB_CHECKED;
/* How many rows are exactly the code typed without holding the words. */
enum sb_status sb_search_extra(const struct sb_plan *plan, int64_t *out, struct sb_error *err) SB_CHECKED;

/* When the words match nothing: changes those that occur nowhere to alike ones that do. *corrected is NULL when none
 * was changed. */
enum sb_status sb_typo_correct(struct sb_plan *plan, const char **corrected, struct sb_error *err) SB_CHECKED;

enum sb_status sb_list_count(const struct sb_plan *plan, int64_t *out, struct sb_error *err) SB_CHECKED;

#endif
