/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares the rows of a shop's own reasons with what the journal says of them. */
#include "book_inside.h"
#include "check.h"
#include "reasons_inside.h"
#include "statements.h"
#include "try.h"
#include <string.h>

static bool same_reason(struct sb_stmt *stmt, const struct sb_reason *made)
{
	return sb_col_int(stmt, 0) == made->id && strcmp(sb_col_text(stmt, 1), made->word) == 0 &&
	       strcmp(sb_col_text(stmt, 2), made->label) == 0 && sb_col_int(stmt, 3) == made->direction &&
	       (sb_col_int(stmt, 4) != 0) == made->is_shrinkage && (sb_col_int(stmt, 5) != 0) == made->is_demand;
}

static enum sb_status compare_reasons(struct sb_checking *checking, const struct sb_folded_reasons *made, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(checking->book->db, sb_sql_check_reason_rows, &stmt, err));
	TRY(sb_stmt_step(stmt, &row, err));
	for (size_t i = 0; i < made->count; i++) {
		const struct sb_reason_state *state = &made->reasons[i];

		if (state->is_gone)
			continue;
		if (!row || !same_reason(stmt, &state->reason))
			sb_check_found(checking, _("reason %s is not what the journal makes: run `stockbook rebuild`"), state->reason.word);
		if (row)
			TRY(sb_stmt_step(stmt, &row, err));
	}
	if (row)
		sb_check_found(checking, _("reason %s is not in the journal: run `stockbook rebuild`"), sb_col_text(stmt, 1));
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_check_reasons(struct sb_checking *checking, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_folded_reasons made = { 0 };
	enum sb_status status = sb_reasons_fold(checking->book, arena, &made, err);

	if (status == SB_OK)
		status = compare_reasons(checking, &made, err);
	sb_folded_reasons_release(&made);
	return status;
}
