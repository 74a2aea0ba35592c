/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replays the journal count by count: one walk over the entries of counts in their order; lines are made at the end. */
#include "book_inside.h"
#include "count_state.h"
#include "kinds.h"
#include "statements.h"
#include "try.h"
#include <string.h>

/* What a row of the walk says. */
enum fold_column { FOLD_COUNT, FOLD_SEQ, FOLD_KIND, FOLD_OCCURRED_AT, FOLD_BODY, FOLD_STORE, FOLD_WHO, FOLD_UNDOES };

/* A code that was resolved, or an entry that takes another back. */
struct resolved {
	int64_t seq, product;
	const char *code;
	bool is_outside;
};
struct undone {
	int64_t seq, root;
};

/* A growing array; what it holds is copied in. */
struct pile {
	void *items;
	size_t count, cap;
};

struct fold {
	struct sb_book *book;
	const struct sb_fold_count_visitor *visitor;
	struct sb_stmt *stmt;
	struct sb_arena *arena; /* of the count at hand */
	bool has_count;
	struct sb_count_state head;
	struct pile products, scans, resolved, undone, lines;
};

static void *push(struct pile *pile, const void *item, size_t size)
{
	if (pile->count == pile->cap) {
		pile->cap = pile->cap ? pile->cap * 2 : 64;
		pile->items = sb_realloc(pile->items, pile->cap * size);
	}
	return memcpy((char *)pile->items + pile->count++ * size, item, size);
}

static enum sb_status fault(struct fold *fold, int64_t seq, const char *sentence, struct sb_error *err)
{
	if (!fold->visitor->fault)
		return sb_fail(err, SB_CORRUPT, _("entry %lld cannot be replayed (%s): run `stockbook check`"),
			       (long long)seq, sentence);
	fold->visitor->fault(seq, sentence, fold->visitor->context);
	return SB_OK;
}

/* ---- events ---- */

static int by_number(const void *a, const void *b)
{
	const int64_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static enum sb_status begin(struct fold *fold, const struct sb_count_effect *effect, struct sb_error *err)
{
	int64_t product;

	fold->products.count = fold->scans.count = fold->resolved.count = fold->undone.count = fold->lines.count = 0;
	sb_apply_count_begin(&fold->head, sb_col_int(fold->stmt, FOLD_SEQ), sb_col_int(fold->stmt, FOLD_STORE),
			     sb_col_int(fold->stmt, FOLD_OCCURRED_AT), effect);
	fold->has_count = true;
	for (size_t i = 0; i < effect->product_count; i++) {
		TRY(sb_count_product_id(fold->book->db, &effect->products[i], &product, err));
		push(&fold->products, &product, sizeof(product));
	}
	if (fold->products.count)
		qsort(fold->products.items, fold->products.count, sizeof(product), by_number);
	return SB_OK;
}

/* Scans lie in order of their entries, whose number comes first in them. */
static struct sb_scan_state *find_scan(struct fold *fold, int64_t seq)
{
	if (!fold->scans.count)
		return NULL;
	return bsearch(&seq, fold->scans.items, fold->scans.count, sizeof(struct sb_scan_state), by_number);
}

static enum sb_status add_scan(struct fold *fold, const struct sb_count_effect *effect, struct sb_error *err)
{
	struct sb_scan_state scan = {
		.seq = sb_col_int(fold->stmt, FOLD_SEQ),
		.product = SB_NONE,
		.code = effect->code,
		.qty_milli = effect->qty_milli,
		.is_absolute = effect->is_absolute,
		.is_recount = effect->is_recount,
		.is_outside = effect->is_outside,
		.counted_at = sb_col_int(fold->stmt, FOLD_OCCURRED_AT),
		.who = sb_arena_strdup(fold->arena, sb_col_text(fold->stmt, FOLD_WHO)),
		.stands = true,
		.resolved_by = SB_NONE,
	};

	if (effect->has_product)
		TRY(sb_count_product_id(fold->book->db, &effect->product, &scan.product, err));
	push(&fold->scans, &scan, sizeof(scan));
	return SB_OK;
}

static enum sb_status add_resolved(struct fold *fold, const struct sb_count_effect *effect, struct sb_error *err)
{
	struct resolved resolved = {
		.seq = sb_col_int(fold->stmt, FOLD_SEQ),
		.product = SB_NONE,
		.code = effect->code ? effect->code : "",
		.is_outside = effect->is_outside,
	};

	if (effect->has_product)
		TRY(sb_count_product_id(fold->book->db, &effect->product, &resolved.product, err));
	push(&fold->resolved, &resolved, sizeof(resolved));
	return SB_OK;
}

static void resolve_scan(struct sb_scan_state *scan, const struct resolved *resolved, bool stands)
{
	if (stands && scan->product == SB_NONE && scan->resolved_by == SB_NONE && scan->code &&
	    strcmp(scan->code, resolved->code) == 0) {
		scan->product = resolved->product;
		scan->is_outside = resolved->is_outside;
		scan->resolved_by = resolved->seq;
	} else if (!stands && scan->resolved_by == resolved->seq) {
		scan->product = scan->resolved_by = SB_NONE;
		scan->is_outside = false;
	}
}

static bool resolve(struct fold *fold, int64_t root, bool stands)
{
	const struct resolved *resolved = NULL;
	struct sb_scan_state *scans = fold->scans.items;

	if (fold->resolved.count)
		resolved = bsearch(&root, fold->resolved.items, fold->resolved.count, sizeof(*resolved), by_number);
	for (size_t i = 0; resolved && i < fold->scans.count; i++)
		resolve_scan(&scans[i], resolved, stands);
	return resolved != NULL;
}

/* The entry at the root of what this one takes back or does again. */
static int64_t root_of(struct fold *fold, int64_t undoes)
{
	const struct undone *undone = NULL;

	if (fold->undone.count)
		undone = bsearch(&undoes, fold->undone.items, fold->undone.count, sizeof(*undone), by_number);
	return undone ? undone->root : undoes;
}

/* An entry that is done, taken back or done again. */
static enum sb_status apply(struct fold *fold, enum sb_kind root, int64_t root_seq, bool stands, bool is_undo,
			    struct sb_error *err)
{
	int64_t seq = sb_col_int(fold->stmt, FOLD_SEQ);
	struct sb_scan_state *scan = root == SB_KIND_COUNT_SCAN ? find_scan(fold, root_seq) : NULL;
	struct sb_error inner = SB_ERROR_INIT;

	if (sb_count_allow(&fold->head, root, is_undo && !stands, scan && scan->is_recount, &inner) != SB_OK)
		return fault(fold, seq, inner.text, err);
	if (root == SB_KIND_COUNT_SCAN && !scan)
		return fault(fold, seq, _("it takes back a scan that is not there"), err);
	if (scan)
		scan->stands = stands;
	if (root == SB_KIND_COUNT_RESOLVE && !resolve(fold, root_seq, stands))
		return fault(fold, seq, _("it takes back what was not resolved"), err);
	sb_apply_count_step(&fold->head, root, stands, seq, sb_col_int(fold->stmt, FOLD_OCCURRED_AT));
	return SB_OK;
}

static enum sb_status apply_undo(struct fold *fold, const struct sb_effect *effect, struct sb_error *err)
{
	int64_t root = root_of(fold, sb_col_int(fold->stmt, FOLD_UNDOES));
	const struct undone undone = { sb_col_int(fold->stmt, FOLD_SEQ), root };

	push(&fold->undone, &undone, sizeof(undone));
	return apply(fold, effect->of, root, effect->redo, true, err);
}

/* ---- lines ---- */

static int by_product_and_seq(const void *a, const void *b)
{
	const struct sb_scan_state *left = a, *right = b;

	if (left->product != right->product)
		return left->product < right->product ? -1 : 1;
	return (left->seq > right->seq) - (left->seq < right->seq);
}

static enum sb_status add_line(struct fold *fold, const struct sb_scan_state *scans, size_t count, struct sb_error *err)
{
	struct sb_line_state line;

	if (!sb_apply_count_scans(scans, count, &line))
		return fault(fold, scans[0].seq, _("its quantities go beyond counting"), err);
	if (!line.scans)
		return SB_OK;
	TRY(sb_line_date(fold->book->db, &line, err));
	sb_apply_count_sum(&fold->head, &line, 1);
	push(&fold->lines, &line, sizeof(line));
	return SB_OK;
}

static enum sb_status make_lines(struct fold *fold, struct sb_error *err)
{
	const struct sb_scan_state *scans = fold->scans.items;
	struct sb_scan_state *sorted;
	size_t count = 0, begin = 0;

	sorted = sb_arena_alloc(fold->arena, (fold->scans.count + 1) * sizeof(*sorted));
	for (size_t i = 0; i < fold->scans.count; i++) {
		fold->head.scans += scans[i].stands;
		fold->head.unmatched +=
			scans[i].stands && scans[i].product == SB_NONE && scans[i].resolved_by == SB_NONE;
		if (scans[i].product != SB_NONE)
			sorted[count++] = scans[i];
	}
	qsort(sorted, count, sizeof(*sorted), by_product_and_seq);
	for (size_t end = 0; end < count; begin = end) {
		while (end < count && sorted[end].product == sorted[begin].product)
			end++;
		TRY(add_line(fold, &sorted[begin], end - begin, err));
	}
	return SB_OK;
}

static struct sb_line_state *find_line(struct fold *fold, size_t count, int64_t product)
{
	if (!count)
		return NULL;
	return bsearch(&product, fold->lines.items, count, sizeof(struct sb_line_state), by_number);
}

/* A difference that was posted: of a line, or of something that was never counted and taken for gone. */
static enum sb_status post_line(struct fold *fold, size_t counted, struct sb_stmt *stmt, struct sb_error *err)
{
	int64_t product = sb_col_int(stmt, 0), qty = sb_col_int(stmt, 3);
	int64_t variance = sb_col_int(stmt, 2) == SB_AT_STORE ? qty : -qty;
	struct sb_line_state *line = find_line(fold, counted, product);
	struct sb_line_state zeroed = {
		.product = product,
		.counted_at = fold->head.reviewed_at,
		.counted_seq = fold->head.review,
		.expected = -variance,
		.absorbed = 0,
	};

	if (line) {
		line->expected = line->counted - variance;
		return SB_OK;
	}
	TRY(sb_line_date(fold->book->db, &zeroed, err));
	push(&fold->lines, &zeroed, sizeof(zeroed));
	return SB_OK;
}

static enum sb_status post_differences(struct fold *fold, struct sb_error *err)
{
	struct sb_line_state *lines = fold->lines.items;
	size_t counted = fold->lines.count;
	struct sb_stmt *stmt;
	bool row;

	for (size_t i = 0; i < counted; i++) {
		lines[i].expected = lines[i].counted;
		lines[i].absorbed = 0;
	}
	TRY(sb_db_stmt(fold->book->db, sb_sql_fold_count_posting, &stmt, err));
	sb_bind_int(stmt, 1, fold->head.posting);
	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			break;
		TRY(post_line(fold, counted, stmt, err));
	}
	if (fold->lines.count > counted)
		qsort(fold->lines.items, fold->lines.count, sizeof(*lines), by_number);
	return SB_OK;
}

static enum sb_status absorb(struct fold *fold, struct sb_error *err)
{
	struct sb_line_state *line;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(fold->book->db, sb_sql_fold_count_absorbed, &stmt, err));
	sb_bind_int(stmt, 1, fold->head.posting);
	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			return SB_OK;
		line = find_line(fold, fold->lines.count, sb_col_int(stmt, 0));
		if (line)
			line->absorbed = sb_col_int(stmt, 1);
		else
			TRY(fault(fold, fold->head.posting, _("something is absorbed by it that it did not count"),
				  err));
	}
}

/* ---- walking ---- */

static enum sb_status end_count(struct fold *fold, struct sb_error *err)
{
	if (!fold->has_count)
		return SB_OK;
	fold->has_count = false;
	TRY(make_lines(fold, err));
	if (fold->head.posting != SB_NONE) {
		TRY(post_differences(fold, err));
		TRY(absorb(fold, err));
	}
	const struct sb_folded_count folded = {
		.head = fold->head,
		.products = fold->products.items,
		.product_count = fold->products.count,
		.scans = fold->scans.items,
		.scan_count = fold->scans.count,
		.lines = fold->lines.items,
		.line_count = fold->lines.count,
	};
	TRY(fold->visitor->count(&folded, fold->visitor->context, err));
	sb_arena_clear(fold->arena);
	return SB_OK;
}

static enum sb_status apply_row(struct fold *fold, struct sb_error *err)
{
	int64_t seq = sb_col_int(fold->stmt, FOLD_SEQ), count = sb_col_int(fold->stmt, FOLD_COUNT);
	struct sb_error inner = SB_ERROR_INIT;
	struct sb_effect effect;
	enum sb_kind kind;

	if (fold->has_count && fold->head.id != count)
		TRY(end_count(fold, err));
	if (!sb_kind_find(sb_col_text(fold->stmt, FOLD_KIND), &kind))
		return fault(fold, seq, _("its kind is not known"), err);
	if (sb_effect_read(kind, sb_col_text(fold->stmt, FOLD_BODY), fold->arena, &effect, &inner) != SB_OK)
		return fault(fold, seq, inner.text, err);
	if (kind == SB_KIND_COUNT_NEW)
		return begin(fold, effect.count, err);
	if (!fold->has_count)
		return fault(fold, seq, _("it changes a count that was never begun"), err);
	if (kind == SB_KIND_UNDO)
		return apply_undo(fold, &effect, err);
	if (kind == SB_KIND_COUNT_SCAN)
		TRY(add_scan(fold, effect.count, err));
	if (kind == SB_KIND_COUNT_RESOLVE)
		TRY(add_resolved(fold, effect.count, err));
	return apply(fold, kind, seq, true, false, err);
}

static enum sb_status walk(struct fold *fold, struct sb_error *err)
{
	bool row;

	TRY(sb_db_stmt(fold->book->db, sb_sql_fold_counts, &fold->stmt, err));
	for (;;) {
		TRY(sb_stmt_step(fold->stmt, &row, err));
		if (!row)
			return end_count(fold, err);
		TRY(apply_row(fold, err));
	}
}

enum sb_status sb_fold_counts(struct sb_book *book, const struct sb_fold_count_visitor *visitor, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct fold fold = { .book = book, .visitor = visitor, .arena = arena };
	enum sb_status status = walk(&fold, err);

	if (fold.stmt)
		sb_stmt_reset(fold.stmt);
	free(fold.products.items);
	free(fold.scans.items);
	free(fold.resolved.items);
	free(fold.undone.items);
	free(fold.lines.items);
	return status;
}

enum sb_status sb_folded_count_put(struct sb_db *db, const struct sb_folded_count *count, struct sb_error *err)
{
	TRY(sb_count_insert(db, &count->head, err));
	for (size_t i = 0; i < count->product_count; i++)
		TRY(sb_count_product_put(db, count->head.id, count->products[i], err));
	for (size_t i = 0; i < count->scan_count; i++)
		TRY(sb_scan_insert(db, count->head.id, &count->scans[i], err));
	for (size_t i = 0; i < count->line_count; i++)
		TRY(sb_line_put(db, &count->head, &count->lines[i], err));
	return count->head.posting != SB_NONE ? sb_count_stamp(db, &count->head, false, err) : SB_OK;
}
