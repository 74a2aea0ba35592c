/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an entry does to a user: held to the rules, stored. */
#include "kinds.h"
#include "record.h"
#include "statements.h"
#include "stockbook/text.h"
#include "try.h"
#include "users_inside.h"

static bool is_about_user(const struct sb_recording *recording)
{
	return sb_kind_subject(recording->entry.kind) == SB_KIND_USER_ADD;
}

static enum sb_status refuse_name_in_use(struct sb_db *db, const char *name, struct sb_error *err)
{
	sb_auto(buf) key = SB_BUF_INIT;
	struct sb_stmt *stmt;
	bool row;

	sb_text_fold(name, &key);
	TRY(sb_db_stmt(db, sb_sql_user_by_key, &stmt, err));
	sb_bind_text(stmt, 1, key.data);
	TRY(sb_stmt_step(stmt, &row, err));
	sb_stmt_reset(stmt);
	if (!row)
		return SB_OK;
	return sb_fail_field(err, SB_DUPLICATE, "name",
			     _("there is a user %s already: choose another name, or bring back who is retired with `user edit`"), name);
}

/* Setting one thing must not undo what another terminal changed since it was looked at. */
static enum sb_status refuse_changed(const struct sb_user_state *state, const struct sb_user_part *was, struct sb_error *err)
{
	bool same_role = was->role == SB_ROLE_NONE || was->role == state->role;
	bool same_stay = was->retired == SB_UNSAID || (was->retired == SB_YES) == state->retired;

	return same_role && same_stay ? SB_OK :
					sb_fail(err, SB_STALE, _("%s was changed meanwhile: look again"), state->name);
}

enum sb_status sb_record_user_prepare(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_effect *effect = recording->effect;
	struct sb_db *db = recording->book->db;
	struct sb_user_state state;

	if (!is_about_user(recording))
		return SB_OK;
	if (recording->entry.kind == SB_KIND_USER_ADD) {
		TRY(refuse_name_in_use(db, effect->name, err));
		return sb_user_refuse_last(db, 0, effect->user_set.role, false, err);
	}
	TRY(sb_user_derive(recording->book, recording->entry.subject, recording->write->arena, &state, err));
	TRY(refuse_changed(&state, &effect->user_was, err));
	sb_apply_user_change(&state, effect);
	return sb_user_refuse_last(db, state.id, state.role, state.retired, err);
}

enum sb_status sb_record_user_active(struct sb_recording *recording, struct sb_error *err)
{
	int64_t from = sb_user_stretch_of(recording->entry.seq);
	struct sb_book *book = recording->book;
	struct sb_stmt *stmt;

	if (recording->entry.seq < book->active_until)
		return SB_OK;
	TRY(sb_db_stmt(book->db, sb_sql_user_active, &stmt, err));
	sb_bind_text(stmt, 1, recording->entry.who);
	sb_bind_int(stmt, 2, from);
	TRY(sb_stmt_run(stmt, NULL, err));
	book->active_until = from + SB_USER_STRETCH;
	return SB_OK;
}

enum sb_status sb_record_user_write(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;
	struct sb_user_state state;

	if (!is_about_user(recording))
		return SB_OK;
	TRY(sb_user_derive(recording->book, entry->kind == SB_KIND_USER_ADD ? entry->seq : entry->subject,
			   recording->write->arena, &state, err));
	recording->book->active_until = 0;
	return sb_user_put(recording->book->db, &state, err);
}
