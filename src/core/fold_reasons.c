/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replays what the journal says of a shop's own reasons. */
#include "reasons_inside.h"
#include "book_inside.h"
#include "statements.h"
#include "try.h"

static struct sb_reason_state *state_of(struct sb_folded_reasons *reasons, int64_t id)
{
	for (size_t i = 0; i < reasons->count; i++)
		if (reasons->reasons[i].reason.id == id)
			return &reasons->reasons[i];
	return NULL;
}

/* A row of store_entries or fold_reasons: the addition first, then what took it back and brought it again. */
static enum sb_status apply_row(struct sb_stmt *stmt, int64_t id, struct sb_arena *arena, struct sb_folded_reasons *reasons,
				struct sb_error *err)
{
	struct sb_reason_state *state = state_of(reasons, id);
	struct sb_effect effect;
	enum sb_kind kind;

	if (!sb_kind_find(sb_col_text(stmt, 1), &kind) || (kind == SB_KIND_REASON_ADD) != !state)
		return sb_fail(err, SB_CORRUPT, _("entry %lld is damaged or of a newer program: run `stockbook check`"),
			       (long long)sb_col_int(stmt, 0));
	TRY(sb_effect_read(kind, sb_col_text(stmt, 3), arena, &effect, err));
	if (state) {
		state->is_gone = effect.fate == SB_STORE_GOES;
		return SB_OK;
	}
	reasons->reasons = sb_realloc(reasons->reasons, (reasons->count + 1) * sizeof(*reasons->reasons));
	state = &reasons->reasons[reasons->count++];
	*state = (struct sb_reason_state){ .reason = effect.reason_new };
	state->reason.id = id;
	return SB_OK;
}

static enum sb_status apply_rows(struct sb_stmt *stmt, int64_t id, struct sb_arena *arena, struct sb_folded_reasons *reasons,
				 struct sb_error *err)
{
	enum sb_status status = SB_OK;
	bool row = true;

	while (status == SB_OK && row) {
		status = sb_stmt_step(stmt, &row, err);
		if (status == SB_OK && row)
			status = apply_row(stmt, id == SB_NONE ? sb_col_int(stmt, 4) : id, arena, reasons, err);
	}
	sb_stmt_reset(stmt);
	return status;
}

enum sb_status sb_reasons_fold(struct sb_book *book, struct sb_arena *arena, struct sb_folded_reasons *out, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(book->db, sb_sql_fold_reasons, &stmt, err));
	return apply_rows(stmt, SB_NONE, arena, out, err);
}

enum sb_status sb_reason_derive(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_reason_state *out,
				struct sb_error *err)
{
	struct sb_folded_reasons reasons = { 0 };
	enum sb_status status;
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(book->db, sb_sql_store_entries, &stmt, err));
	sb_bind_int(stmt, 1, id);
	sb_bind_int(stmt, 2, id);
	status = apply_rows(stmt, id, arena, &reasons, err);
	if (status == SB_OK && reasons.count == 1)
		*out = reasons.reasons[0];
	else if (status == SB_OK)
		status = sb_fail(err, SB_NOT_FOUND, _("entry %lld added no reason"), (long long)id);
	sb_folded_reasons_release(&reasons);
	return status;
}

void sb_folded_reasons_release(struct sb_folded_reasons *reasons)
{
	free(reasons->reasons);
	*reasons = (struct sb_folded_reasons){ 0 };
}
