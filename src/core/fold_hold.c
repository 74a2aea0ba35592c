/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replays the journal hold by hold: one walk over the entries of holds and their lines, in order of holds. */
#include "book_inside.h"
#include "entry_read.h"
#include "hold_state.h"
#include "kinds.h"
#include "statements.h"
#include "try.h"

/* What a row of the walk says. */
enum fold_column {
	FOLD_HOLD,
	FOLD_SEQ,
	FOLD_KIND,
	FOLD_OCCURRED_AT,
	FOLD_BODY,
	FOLD_STORE,
	FOLD_PRODUCT,
	FOLD_FROM,
	FOLD_TO,
	FOLD_QTY
};

struct fold {
	const struct sb_fold_hold_visitor *visitor;
	struct sb_stmt *stmt;
	struct sb_arena *arena; /* of the hold at hand */
	struct sb_hold_state hold;
	bool has_hold;
	int64_t seq; /* of the entry at hand; 0: none */
	enum sb_kind kind;
	int64_t occurred_at;
};

static enum sb_status fault(struct fold *fold, int64_t seq, const char *sentence, struct sb_error *err)
{
	if (!fold->visitor->fault)
		return sb_fail(err, SB_CORRUPT, _("entry %lld cannot be replayed (%s): run `stockbook check`"),
			       (long long)seq, sentence);
	fold->visitor->fault(seq, sentence, fold->visitor->context);
	return SB_OK;
}

static void end_entry(struct fold *fold)
{
	if (fold->seq && fold->has_hold)
		sb_apply_hold_end(&fold->hold, fold->kind, fold->seq, fold->occurred_at);
	fold->seq = 0;
}

static enum sb_status end_hold(struct fold *fold, struct sb_error *err)
{
	end_entry(fold);
	if (!fold->has_hold)
		return SB_OK;
	fold->has_hold = false;
	return fold->visitor->hold(&fold->hold, fold->visitor->context, err);
}

static enum sb_status begin_hold(struct fold *fold, int64_t seq, struct sb_error *err)
{
	struct sb_error inner = SB_ERROR_INIT;
	struct sb_effect effect;

	sb_arena_clear(fold->arena);
	if (sb_effect_read(fold->kind, sb_col_text(fold->stmt, FOLD_BODY), fold->arena, &effect, &inner) != SB_OK)
		return fault(fold, seq, inner.text, err);
	sb_apply_hold_begin(&fold->hold, seq, sb_col_int(fold->stmt, FOLD_STORE), fold->occurred_at, &effect,
			    fold->arena);
	fold->has_hold = true;
	return SB_OK;
}

static enum sb_status begin_entry(struct fold *fold, struct sb_error *err)
{
	int64_t hold = sb_col_int(fold->stmt, FOLD_HOLD), seq = sb_col_int(fold->stmt, FOLD_SEQ);

	end_entry(fold);
	if (!fold->has_hold || fold->hold.id != hold)
		TRY(end_hold(fold, err));
	fold->seq = seq;
	fold->occurred_at = sb_col_int(fold->stmt, FOLD_OCCURRED_AT);
	if (!sb_kind_find(sb_col_text(fold->stmt, FOLD_KIND), &fold->kind))
		return fault(fold, seq, _("its kind is not known"), err);
	if (sb_kind_begins_hold(fold->kind))
		return begin_hold(fold, seq, err);
	return fold->has_hold ? SB_OK : fault(fold, seq, _("it changes a hold that was never placed"), err);
}

static enum sb_status apply_row(struct fold *fold, struct sb_error *err)
{
	const struct sb_line line = {
		.product = sb_col_int(fold->stmt, FOLD_PRODUCT),
		.from = (enum sb_place)sb_col_int(fold->stmt, FOLD_FROM),
		.to = (enum sb_place)sb_col_int(fold->stmt, FOLD_TO),
		.qty_milli = sb_col_int(fold->stmt, FOLD_QTY),
	};

	if (sb_col_int(fold->stmt, FOLD_SEQ) != fold->seq)
		TRY(begin_entry(fold, err));
	if (!fold->has_hold || sb_apply_hold_line(&fold->hold, &line))
		return SB_OK;
	return fault(fold, fold->seq, _("it takes more from its hold than is left"), err);
}

enum sb_status sb_fold_holds(struct sb_book *book, const struct sb_fold_hold_visitor *visitor, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct fold fold = { .visitor = visitor, .arena = arena };
	bool row = true;
	enum sb_status status;

	TRY(sb_db_stmt(book->db, sb_sql_fold_holds, &fold.stmt, err));
	status = sb_stmt_step(fold.stmt, &row, err);
	while (status == SB_OK && row) {
		status = apply_row(&fold, err);
		if (status == SB_OK)
			status = sb_stmt_step(fold.stmt, &row, err);
	}
	if (status == SB_OK)
		status = end_hold(&fold, err);
	sb_stmt_reset(fold.stmt);
	return status;
}
