/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of a list that are loaded: a run of at most SB_ROWS_MAX around the selection, extended at either end by pages asked of the
 * worker before they are needed, cut at the other. Old rows stay until new ones are there. Knows no screen.
 */
#ifndef STOCKBOOK_TUI_LIST_ROWS_H
#define STOCKBOOK_TUI_LIST_ROWS_H

#include "worker.h"

enum { SB_ROWS_MAX = 1200, SB_ROWS_PAGE = 200, SB_MARKS_MAX = 10000, SB_ROWS_TAG_MARK = 10 };

/* A page that lies in the run; its rows [first, first + count) are used. */
struct sb_rows_piece {
	struct sb_page page;
	size_t first, count;
};

struct sb_list_rows {
	const struct sb_list *list;
	struct sb_worker *worker;
	const void *asker;
	char *query, *sort, *columns; /* as asked now; owned */
	const char *fixed; /* terms of the query that always hold; NULL: none; borrowed */
	bool is_narrowed;  /* the query has others: what does not match may be there all the same */
	bool is_reloading; /* the question under way is the same as before */
	int64_t store; /* whose stock and bins; 0: the one worked for */
	struct sb_rows_piece pieces[SB_ROWS_MAX / 8];
	size_t piece_count;
	size_t count;	 /* rows loaded */
	size_t selected; /* index among the loaded; < count unless count is 0 */
	size_t top;	 /* index of the first row on the screen */
	bool at_start, at_end; /* nothing lies before, behind what is loaded */
	bool asked_start; /* the question under way begins at the first row */
	bool is_waiting; /* an answer that replaces all is on its way */
	bool is_extending;
	int64_t total;	 /* SB_NONE: not known yet */
	bool is_counting;
	int64_t count_due_ms; /* when to ask for the total (sb_loop_now_ms); SB_NONE: it is known, asked, or not wanted yet */
	int64_t micros;
	char *corrected; /* NULL: as typed */
	struct sb_error error; /* of the last answer; status SB_OK if it was good */
	int64_t *marks; /* ids, ascending; owned */
	char **mark_keys; /* the key column's text of each; owned */
	size_t mark_count;
	size_t checked;	    /* marks in front of this one have rows, as far as could be told */
	int64_t checked_id; /* whether this one has is being asked; SB_NONE: nothing is */
	size_t gone;	    /* marks taken off because their rows are gone, since it was told last */
	int64_t want_id; /* select this row when it arrives; SB_NONE: none */
};

void sb_list_rows_init(struct sb_list_rows *rows, const struct sb_list *list, struct sb_worker *worker, const void *asker);
void sb_list_rows_release(struct sb_list_rows *rows);

/* New question: from the start. NULL keeps what is asked now. */
void sb_list_rows_ask(struct sb_list_rows *rows, const char *query, const char *sort);
/* The same question again, same place, same selection. */
void sb_list_rows_reload(struct sb_list_rows *rows);
void sb_list_rows_arrived(struct sb_list_rows *rows, struct sb_answer *answer);
/* Counting waits for a moment of rest: when to be ticked next, SB_NONE: not at all. */
int64_t sb_list_rows_deadline(const struct sb_list_rows *rows);
void sb_list_rows_tick(struct sb_list_rows *rows, int64_t now_ms);

const struct sb_row *sb_list_rows_at(const struct sb_list_rows *rows, size_t index); /* index < count */
const struct sb_page *sb_list_rows_page(const struct sb_list_rows *rows);	      /* for its columns; NULL before the first answer */
const struct sb_row *sb_list_rows_selected(const struct sb_list_rows *rows);	      /* NULL: none */

/* Moving; loads more as needed. `height` is rows on the screen. */
void sb_list_rows_move(struct sb_list_rows *rows, int64_t by, int height);
void sb_list_rows_go_start(struct sb_list_rows *rows);
void sb_list_rows_go_end(struct sb_list_rows *rows, int height);
void sb_list_rows_select(struct sb_list_rows *rows, size_t index, int height);
/* Before drawing: the selection is on the screen, and no line stays empty while rows lie above. */
void sb_list_rows_fit(struct sb_list_rows *rows, size_t height);

/* list_marks.c */
bool sb_list_rows_is_marked(const struct sb_list_rows *rows, int64_t id);
void sb_list_rows_mark(struct sb_list_rows *rows, const struct sb_row *row, bool on); /* nothing past SB_MARKS_MAX */
void sb_list_rows_unmark_all(struct sb_list_rows *rows);
void sb_list_rows_invert(struct sb_list_rows *rows); /* among the loaded */
/* When the rows have come anew: takes off marks whose rows are gone, now or when the worker has looked for them. */
void sb_list_marks_check(struct sb_list_rows *rows);
void sb_list_marks_answered(struct sb_list_rows *rows, const struct sb_answer *answer);

#endif
