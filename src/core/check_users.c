/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares the rows of people with what the journal says of them. Their secrets have nothing to be compared with. */
#include "check.h"
#include "statements.h"
#include "stockbook/text.h"
#include "try.h"
#include "users_inside.h"
#include <string.h>

static bool same_user(struct sb_stmt *stmt, const struct sb_user_state *made)
{
	sb_auto(buf) key = SB_BUF_INIT;

	sb_text_fold(made->name, &key);
	return sb_col_int(stmt, 0) == made->id && strcmp(sb_col_text(stmt, 1), made->name) == 0 &&
	       strcmp(sb_col_text(stmt, 2), key.data) == 0 && strcmp(sb_col_text(stmt, 3), sb_role_word(made->role)) == 0 &&
	       (sb_col_int(stmt, 4) != 0) == made->retired && sb_col_int(stmt, 5) == made->created_at &&
	       sb_col_int(stmt, 6) == made->active_from;
}

static enum sb_status compare(struct sb_checking *checking, const struct sb_folded_users *made, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(checking->book->db, sb_sql_user_rows, &stmt, err));
	TRY(sb_stmt_step(stmt, &row, err));
	for (size_t i = 0; i < made->count; i++) {
		if (!row || !same_user(stmt, &made->users[i]))
			sb_check_found(checking, _("the user %s is not what the journal makes: run `stockbook rebuild`"),
				       made->users[i].name);
		if (row)
			TRY(sb_stmt_step(stmt, &row, err));
	}
	if (row)
		sb_check_found(checking, _("the user %s is not in the journal: run `stockbook rebuild`"),
			       sb_col_text(stmt, 1));
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_check_users(struct sb_checking *checking, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_folded_users made = { 0 };
	enum sb_status status = sb_users_fold(checking->book, arena, &made, err);

	if (status == SB_OK)
		status = compare(checking, &made, err);
	sb_folded_users_release(&made);
	return status;
}
