/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads lines as they lie, a range of products at a time. */
#include "fold_lines.h"
#include "entry_read.h"
#include "kinds.h"
#include "statements.h"
#include "try.h"
#include <assert.h>
#include <string.h>

#define MOST_USUAL ((size_t)1 << 20) /* about 100 MB */
#define ASK_EVERY  4096
#define AHEAD	   8 /* lines are fetched from memory that far before their turn */

/* What a row says behind the line itself. */
enum line_column {
	LINE_SEQ = SB_LINE_COLUMNS,
	LINE_STORE,
	LINE_OCCURRED_AT,
	LINE_KIND,
	LINE_UNDO_BODY,
	LINE_SUBJECT,
	LINE_RECORDED_AT
};

/* What few lines have. */
struct seldom {
	int64_t occurred_at, absorbed_by; /* of the line */
	int64_t subject;
	const char *undo_body;
};

/* A line as it waits for its turn: small, because a million of them wait. */
struct waiting {
	int64_t product, seq, store, occurred_at;
	int64_t qty_milli, price_minor, cost_minor, on_hand_after;
	const struct seldom *seldom; /* NULL: nothing of that */
	uint8_t from, to, kind;
	bool is_late, is_whole;
};

/* Where it waits. */
struct turn {
	int64_t product;
	uint32_t at;
};

/* The lines from here on, or up to here without it. */
struct border {
	int64_t product, seq;
};

struct sb_folding_lines {
	struct sb_db *db;
	struct sb_folding_watch watch;
	size_t most;
	struct waiting *waiting;
	struct turn *turns;
	size_t count, room, next;
	struct sb_arena *texts; /* what few lines have */
	struct border from;
	bool is_last; /* there is nothing behind what is waiting */
	struct sb_folding_line line;
};

struct sb_folding_lines *sb_folding_lines_new(struct sb_db *db, size_t most, const struct sb_folding_watch *watch)
{
	struct sb_folding_lines *lines = sb_alloc(sizeof(*lines));

	static_assert(SB_KIND_COUNT <= UINT8_MAX, "kinds are kept in a byte");
	*lines = (struct sb_folding_lines){ .db = db, .watch = *watch, .most = most ? most : MOST_USUAL, .texts = sb_arena_new() };
	lines->from.product = -INT64_MAX;
	return lines;
}

void sb_folding_lines_free(struct sb_folding_lines *lines)
{
	if (!lines)
		return;
	free(lines->waiting);
	free(lines->turns);
	sb_arena_free(lines->texts);
	free(lines);
}

/* Where the lines end that there is room for; lines of the same product and entry stay together. */
static enum sb_status find_border(struct sb_folding_lines *lines, struct border *out, struct sb_error *err)
{
	struct border to = { .product = INT64_MAX };
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(lines->db, sb_sql_fold_lines_border, &stmt, err));
	sb_bind_int(stmt, 1, lines->from.product);
	sb_bind_int(stmt, 2, lines->from.seq);
	sb_bind_int(stmt, 3, (int64_t)lines->most);
	TRY(sb_stmt_step(stmt, &row, err));
	if (row)
		to = (struct border){ .product = sb_col_int(stmt, 0), .seq = sb_col_int(stmt, 1) };
	if (row && to.product == lines->from.product && to.seq == lines->from.seq)
		to.seq++;
	lines->is_last = !row;
	sb_stmt_reset(stmt);
	*out = to;
	return SB_OK;
}

static const struct seldom *keep_seldom(struct sb_folding_lines *lines, struct sb_stmt *stmt, const struct sb_line *line)
{
	const char *undo_body = sb_col_text(stmt, LINE_UNDO_BODY);
	int64_t subject = sb_col_int(stmt, LINE_SUBJECT);
	struct seldom *seldom;

	if (!undo_body && subject == SB_NONE && !line->occurred_at && !line->absorbed_by)
		return NULL;
	seldom = sb_arena_alloc(lines->texts, sizeof(*seldom));
	*seldom = (struct seldom){
		.occurred_at = line->occurred_at,
		.absorbed_by = line->absorbed_by,
		.subject = subject,
		.undo_body = undo_body ? sb_arena_strdup(lines->texts, undo_body) : NULL,
	};
	return seldom;
}

static void keep_row(struct sb_folding_lines *lines, struct sb_stmt *stmt, struct waiting *out)
{
	enum sb_kind kind = SB_KIND_ADJUST;
	struct sb_line line;

	*out = (struct waiting){ .product = sb_col_int(stmt, 0), .seq = sb_col_int(stmt, LINE_SEQ) };
	if (!sb_line_read_row(stmt, NULL, &line) || !sb_kind_find(sb_col_text(stmt, LINE_KIND), &kind))
		return;
	out->is_whole = true;
	out->store = sb_col_int(stmt, LINE_STORE);
	out->occurred_at = sb_col_int(stmt, LINE_OCCURRED_AT);
	out->qty_milli = line.qty_milli;
	out->price_minor = line.price_minor;
	out->cost_minor = line.cost_minor;
	out->on_hand_after = line.on_hand_after;
	out->seldom = keep_seldom(lines, stmt, &line);
	out->from = (uint8_t)line.from;
	out->to = (uint8_t)line.to;
	out->kind = (uint8_t)kind;
	out->is_late = sb_kind_is_told_late(kind, out->occurred_at, sb_col_int(stmt, LINE_RECORDED_AT));
}

static void make_room(struct sb_folding_lines *lines)
{
	if (lines->count < lines->room)
		return;
	lines->room = lines->room ? lines->room * 2 : 1024;
	lines->waiting = sb_realloc(lines->waiting, lines->room * sizeof(*lines->waiting));
	lines->turns = sb_realloc(lines->turns, lines->room * sizeof(*lines->turns));
}

static enum sb_status keep_rows(struct sb_folding_lines *lines, struct sb_stmt *stmt, struct sb_error *err)
{
	bool row;

	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			return SB_OK;
		make_room(lines);
		keep_row(lines, stmt, &lines->waiting[lines->count]);
		lines->turns[lines->count] = (struct turn){ .product = lines->waiting[lines->count].product, .at = (uint32_t)lines->count };
		if (++lines->count % ASK_EVERY == 0)
			TRY(lines->watch.ask(lines->watch.context, err));
	}
}

static enum sb_status read_range(struct sb_folding_lines *lines, const struct border *to, struct sb_error *err)
{
	enum sb_status status;
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(lines->db, sb_sql_fold_lines, &stmt, err));
	sb_bind_int(stmt, 1, lines->from.product);
	sb_bind_int(stmt, 2, lines->from.seq);
	sb_bind_int(stmt, 3, to->product);
	sb_bind_int(stmt, 4, to->seq);
	status = keep_rows(lines, stmt, err);
	/* also when it was ended: a statement under way would keep the book as it was */
	sb_stmt_reset(stmt);
	return status;
}

/* They were read in order of entries. */
static int by_product(const void *a, const void *b)
{
	const struct turn *left = a, *right = b;

	if (left->product != right->product)
		return left->product < right->product ? -1 : 1;
	return (left->at > right->at) - (left->at < right->at);
}

static enum sb_status read_more(struct sb_folding_lines *lines, struct sb_error *err)
{
	struct border to;

	lines->count = lines->next = 0;
	sb_arena_clear(lines->texts);
	TRY(find_border(lines, &to, err));
	TRY(read_range(lines, &to, err));
	if (lines->count)
		qsort(lines->turns, lines->count, sizeof(*lines->turns), by_product);
	lines->from = to;
	return SB_OK;
}

static void take(struct sb_folding_line *out, const struct waiting *waiting)
{
	static const struct seldom nothing = { .subject = SB_NONE };
	const struct seldom *seldom = waiting->seldom ? waiting->seldom : &nothing;

	*out = (struct sb_folding_line){
		.line = {
			.product = waiting->product,
			.from = waiting->from,
			.to = waiting->to,
			.qty_milli = waiting->qty_milli,
			.price_minor = waiting->price_minor,
			.cost_minor = waiting->cost_minor,
			.on_hand_after = waiting->on_hand_after,
			.occurred_at = seldom->occurred_at,
			.absorbed_by = seldom->absorbed_by,
		},
		.seq = waiting->seq,
		.store = waiting->store,
		.occurred_at = waiting->occurred_at,
		.subject = seldom->subject,
		.kind = waiting->kind,
		.is_late = waiting->is_late,
		.is_whole = waiting->is_whole,
		.undo_body = seldom->undo_body,
	};
}

enum sb_status sb_folding_lines_next(struct sb_folding_lines *lines, const struct sb_folding_line **out, struct sb_error *err)
{
	while (lines->next == lines->count && !lines->is_last)
		TRY(read_more(lines, err));
	if (lines->next == lines->count) {
		*out = NULL;
		return SB_OK;
	}
	if (lines->next + AHEAD < lines->count)
		__builtin_prefetch(&lines->waiting[lines->turns[lines->next + AHEAD].at]);
	take(&lines->line, &lines->waiting[lines->turns[lines->next++].at]);
	*out = &lines->line;
	return SB_OK;
}
