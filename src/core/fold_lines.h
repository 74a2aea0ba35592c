/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal's lines in order of products and entries, as replaying wants them. They lie in order of entries: looking each up by its
 * product reads page after page for one line each and takes eight times as long as reading them where they lie. So they are read as they
 * lie, as many products at a time as there is room for, and put in order in memory. A journal with more lines is read more than once.
 */
#ifndef SB_FOLD_LINES_H
#define SB_FOLD_LINES_H

#include "stockbook/book.h"

/* A line and what its entry says of it; borrowed until the next one. */
struct sb_folding_line {
	struct sb_line line; /* without its reason */
	int64_t seq, store, occurred_at, subject;
	enum sb_kind kind;
	bool is_late;	       /* the entry was told late (kinds.h) */
	bool is_whole;	       /* false: it is damaged, and only product and seq can be told */
	const char *undo_body; /* NULL: it undoes nothing */
};

/* Asked now and then while many lines are read; a failure ends it. */
struct sb_folding_watch {
	enum sb_status (*ask)(void *context, struct sb_error *err);
	void *context;
};

struct sb_folding_lines;
/* `most`: lines to be held at a time, 0: as many as is usual. */
struct sb_folding_lines *sb_folding_lines_new(struct sb_db *db, size_t most, const struct sb_folding_watch *watch);
/* NULL in *out behind the last. */
enum sb_status sb_folding_lines_next(struct sb_folding_lines *lines, const struct sb_folding_line **out, struct sb_error *err) SB_CHECKED;
void sb_folding_lines_free(struct sb_folding_lines *lines);

#endif
