/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replays what the journal says of people. */
#include "statements.h"
#include "try.h"
#include "users_inside.h"
#include <string.h>

static struct sb_user_state *state_of(struct sb_folded_users *users, int64_t id)
{
	for (size_t i = 0; i < users->count; i++)
		if (users->users[i].id == id)
			return &users->users[i];
	return NULL;
}

/* A row of user_entries or fold_users. */
static enum sb_status apply_row(struct sb_stmt *stmt, struct sb_arena *arena, struct sb_folded_users *users,
				struct sb_error *err)
{
	int64_t seq = sb_col_int(stmt, 0);
	struct sb_user_state *state = state_of(users, sb_col_int(stmt, 4));
	struct sb_effect effect;
	enum sb_kind kind;

	if (!sb_kind_find(sb_col_text(stmt, 1), &kind) || (kind == SB_KIND_USER_ADD) != !state)
		return sb_fail(err, SB_CORRUPT, _("entry %lld is damaged or of a newer program: run `stockbook check`"),
			       (long long)seq);
	TRY(sb_effect_read(kind, sb_col_text(stmt, 3), arena, &effect, err));
	if (state) {
		sb_apply_user_change(state, &effect);
		return SB_OK;
	}
	users->users = sb_realloc(users->users, (users->count + 1) * sizeof(*users->users));
	sb_apply_user_add(&users->users[users->count++], seq, sb_col_int(stmt, 2), &effect);
	return SB_OK;
}

static enum sb_status apply_rows(struct sb_stmt *stmt, struct sb_arena *arena, struct sb_folded_users *users,
				 struct sb_error *err)
{
	enum sb_status status = SB_OK;
	bool row = true;

	while (status == SB_OK && row) {
		status = sb_stmt_step(stmt, &row, err);
		if (status == SB_OK && row)
			status = apply_row(stmt, arena, users, err);
	}
	sb_stmt_reset(stmt);
	return status;
}

static size_t count_silent(const struct sb_folded_users *users)
{
	size_t silent = 0;

	for (size_t i = 0; i < users->count; i++)
		silent += users->users[i].active_from == SB_NONE;
	return silent;
}

/* Whose entry it is; what was done under a name before it was a user's is nobody's. */
static void note_active(struct sb_folded_users *users, int64_t seq, const char *who)
{
	for (size_t i = 0; i < users->count; i++) {
		struct sb_user_state *user = &users->users[i];

		if (user->active_from == SB_NONE && seq > user->id && strcmp(user->name, who) == 0)
			user->active_from = sb_user_stretch_of(seq);
	}
}

/* Backwards from the end of the journal until everybody was met. */
static enum sb_status find_active(struct sb_db *db, struct sb_folded_users *users, struct sb_error *err)
{
	enum sb_status status = SB_OK;
	struct sb_stmt *stmt;
	bool row = true;

	if (!users->count)
		return SB_OK;
	TRY(sb_db_stmt(db, sb_sql_fold_activity, &stmt, err));
	sb_bind_int(stmt, 1, users->users[0].id);
	while (status == SB_OK && row && count_silent(users)) {
		status = sb_stmt_step(stmt, &row, err);
		if (status == SB_OK && row)
			note_active(users, sb_col_int(stmt, 0), sb_col_text(stmt, 1));
	}
	sb_stmt_reset(stmt);
	return status;
}

enum sb_status sb_users_fold(struct sb_book *book, struct sb_arena *arena, struct sb_folded_users *out,
			     struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(book->db, sb_sql_fold_users, &stmt, err));
	TRY(apply_rows(stmt, arena, out, err));
	return find_active(book->db, out, err);
}

enum sb_status sb_user_derive(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_user_state *out,
			      struct sb_error *err)
{
	struct sb_folded_users users = { 0 };
	struct sb_stmt *stmt;
	enum sb_status status;

	TRY(sb_db_stmt(book->db, sb_sql_user_entries, &stmt, err));
	sb_bind_int(stmt, 1, id);
	sb_bind_int(stmt, 2, id);
	status = apply_rows(stmt, arena, &users, err);
	if (status == SB_OK && users.count == 1)
		*out = users.users[0];
	else if (status == SB_OK)
		status = sb_fail(err, SB_NOT_FOUND, _("entry %lld added nobody"), (long long)id);
	sb_folded_users_release(&users);
	return status;
}

void sb_folded_users_release(struct sb_folded_users *users)
{
	free(users->users);
	*users = (struct sb_folded_users){ 0 };
}
