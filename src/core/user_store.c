/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of people: found, counted, stored. */
#include "statements.h"
#include "stockbook/text.h"
#include "try.h"
#include "users_inside.h"
#include <stdio.h>
#include <string.h>

static const char *const words[SB_ROLE_COUNT] = {
#define R(symbol, word, label) [SB_ROLE_##symbol] = word,
	SB_ROLES(R)
#undef R
};

static const char *const labels[SB_ROLE_COUNT] = {
#define R(symbol, word, label) [SB_ROLE_##symbol] = label,
	SB_ROLES(R)
#undef R
};

const char *sb_role_word(enum sb_role role)
{
	return words[role];
}

const char *sb_role_label(enum sb_role role)
{
	return _(labels[role]);
}

enum sb_role sb_role_find(const char *word)
{
	for (enum sb_role role = SB_ROLE_NONE + 1; role < SB_ROLE_COUNT; role++)
		if (strcmp(words[role], word) == 0)
			return role;
	return SB_ROLE_NONE;
}

static enum sb_status count_by(struct sb_db *db, const char *sql, int64_t id, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sql, &stmt, err));
	if (id != SB_NONE)
		sb_bind_int(stmt, 1, id);
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row ? sb_col_int(stmt, 0) : 0;
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_user_count(struct sb_book *book, int64_t *out, struct sb_error *err)
{
	return count_by(book->db, sb_sql_user_count, SB_NONE, out, err);
}

static void read_user(struct sb_stmt *stmt, struct sb_user *out)
{
	*out = (struct sb_user){
		.id = sb_col_int(stmt, 0),
		.role = sb_role_find(sb_col_text(stmt, 2)),
		.retired = sb_col_int(stmt, 3) != 0,
		.has = { [SB_SECRET_PIN] = sb_col_int(stmt, 4) != 0, [SB_SECRET_PASSWORD] = sb_col_int(stmt, 5) != 0 },
	};
	snprintf(out->name, sizeof(out->name), "%s", sb_col_text(stmt, 1));
}

enum sb_status sb_user_find(struct sb_book *book, const char *name, struct sb_user *out, struct sb_error *err)
{
	sb_auto(buf) key = SB_BUF_INIT;
	struct sb_stmt *stmt;
	bool row;

	sb_text_fold(name, &key);
	TRY(sb_db_stmt(book->db, sb_sql_user_by_key, &stmt, err));
	sb_bind_text(stmt, 1, key.data);
	TRY(sb_stmt_step(stmt, &row, err));
	if (row)
		read_user(stmt, out);
	sb_stmt_reset(stmt);
	return row ? SB_OK
		   : sb_fail_field(err, SB_NOT_FOUND, "user", _("there is no user \"%s\": `user list` names them"), name);
}

enum sb_status sb_user_get(struct sb_book *book, int64_t id, struct sb_user *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_user_by_id, &stmt, err));
	sb_bind_int(stmt, 1, id);
	TRY(sb_stmt_step(stmt, &row, err));
	if (row)
		read_user(stmt, out);
	sb_stmt_reset(stmt);
	return row ? SB_OK : sb_fail(err, SB_NOT_FOUND, _("entry %lld added nobody"), (long long)id);
}

enum sb_status sb_user_put(struct sb_db *db, const struct sb_user_state *state, struct sb_error *err)
{
	sb_auto(buf) key = SB_BUF_INIT;
	struct sb_stmt *stmt;

	sb_text_fold(state->name, &key);
	TRY(sb_db_stmt(db, sb_sql_user_put, &stmt, err));
	sb_bind_int(stmt, 1, state->id);
	sb_bind_text(stmt, 2, state->name);
	sb_bind_text(stmt, 3, key.data);
	sb_bind_text(stmt, 4, sb_role_word(state->role));
	sb_bind_int(stmt, 5, state->retired);
	sb_bind_int(stmt, 6, state->created_at);
	sb_bind_int(stmt, 7, state->active_from);
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_user_refuse_last(struct sb_db *db, int64_t id, enum sb_role role, bool retired, struct sb_error *err)
{
	int64_t others = 0;

	if (role == SB_ROLE_MANAGER && !retired)
		return SB_OK;
	TRY(count_by(db, sb_sql_user_other_managers, id, &others, err));
	if (others > 0)
		return SB_OK;
	if (id == 0)
		return sb_fail_field(err, SB_REFUSED, "role",
				     _("the first user must be a manager: add one with --role=manager"));
	return sb_fail_field(err, SB_REFUSED, retired ? "retired" : "role",
			     _("this is the last manager: make somebody else a manager first"));
}
