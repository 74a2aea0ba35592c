/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares the rows of stores and of transfers with what the journal says of them. */
#include "check.h"
#include "statements.h"
#include "stores_inside.h"
#include "try.h"
#include <string.h>

static bool same_store(struct sb_stmt *stmt, const struct sb_store_state *made)
{
	return sb_col_int(stmt, 0) == made->id && strcmp(sb_col_text(stmt, 1), made->code) == 0 &&
	       strcmp(sb_col_text(stmt, 2), made->name) == 0 && strcmp(sb_col_text(stmt, 3), made->zone) == 0 &&
	       (sb_col_int(stmt, 4) != 0) == made->allow_negative && sb_col_int(stmt, 5) == made->created_at;
}

static enum sb_status compare_stores(struct sb_checking *checking, const struct sb_folded_stores *made,
				     struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(checking->book->db, sb_sql_store_rows, &stmt, err));
	TRY(sb_stmt_step(stmt, &row, err));
	for (size_t i = 0; i < made->count; i++) {
		const struct sb_store_state *state = &made->stores[i];

		if (state->is_gone)
			continue;
		if (!row || !same_store(stmt, state))
			sb_check_found(checking, _("store %s is not what the journal makes: run `stockbook rebuild`"),
				       state->code);
		if (row)
			TRY(sb_stmt_step(stmt, &row, err));
	}
	if (row)
		sb_check_found(checking, _("store %s is not in the journal: run `stockbook rebuild`"),
			       sb_col_text(stmt, 1));
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status compare_sendings(struct sb_checking *checking, const struct sb_folded_stores *made,
				       struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(checking->book->db, sb_sql_check_transfer_rows, &stmt, err));
	TRY(sb_stmt_step(stmt, &row, err));
	for (size_t i = 0; i < made->sending_count; i++) {
		const struct sb_sending *sending = &made->sendings[i];
		bool same = row && sb_col_int(stmt, 0) == sending->id && sb_col_int(stmt, 1) == sending->from &&
			    sb_col_int(stmt, 2) == sending->to;

		if (!same)
			sb_check_found(checking,
				       _("transfer %lld is not what the journal makes: run `stockbook rebuild`"),
				       (long long)sending->id);
		if (row)
			TRY(sb_stmt_step(stmt, &row, err));
	}
	if (row)
		sb_check_found(checking, _("transfer %lld is not in the journal: run `stockbook rebuild`"),
			       (long long)sb_col_int(stmt, 0));
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_check_stores(struct sb_checking *checking, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_folded_stores made = { 0 };
	enum sb_status status = sb_stores_fold(checking->book, arena, &made, err);

	if (status == SB_OK)
		status = compare_stores(checking, &made, err);
	if (status == SB_OK)
		status = sb_sendings_fold(checking->book, &made, err);
	if (status == SB_OK)
		status = compare_sendings(checking, &made, err);
	sb_folded_stores_release(&made);
	return status;
}
