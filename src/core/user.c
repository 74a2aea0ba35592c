/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adds and changes people: makes the entries that say so, and puts their secrets beside them in the same transaction. */
#include "kinds.h"
#include "stockbook/text.h"
#include "try.h"
#include "users_inside.h"
#include <string.h>

/* A colon ends the name where name and password are sent as one; a quotation mark ends it in a query. */
static enum sb_status check_name(const char *name, struct sb_buf *clean, struct sb_error *err)
{
	if (sb_text_clean(name, clean, err) == SB_OK && clean->len > 0 && clean->len <= SB_USER_BYTES_MAX &&
	    !strpbrk(clean->data, ":\""))
		return SB_OK;
	return sb_fail_field(err, SB_INVALID, "name", _("\"%s\" cannot be a name: use 1 to %d letters, without : and \""), name,
			     SB_USER_BYTES_MAX);
}

static struct sb_effect *new_effect(struct sb_write *write, enum sb_kind kind, const struct sb_user_change *what)
{
	struct sb_effect *effect;

	sb_arena_clear(write->arena);
	effect = sb_arena_alloc(write->arena, sizeof(*effect));
	*effect = (struct sb_effect){ .archived = -1, .of = kind, .at = SB_NONE };
	for (unsigned i = 0; i < SB_SECRET_KINDS; i++)
		if (what->secret[i] || what->forget[i])
			effect->secrets |= 1U << i;
	return effect;
}

/* An entry without its secret would be a lie: then nothing of the transaction can be kept. */
static enum sb_status record(struct sb_write *write, const struct sb_intake *intake, const struct sb_user_change *what,
			     struct sb_outcome *out, struct sb_error *err)
{
	struct sb_outcome made;

	TRY(sb_record(write, intake, &made, err));
	int64_t user = intake->draft->subject == SB_NONE ? made.seq : intake->draft->subject;
	if (!made.replayed && intake->effect->secrets && sb_credential_put(write->book, user, what, err) != SB_OK) {
		write->spoiled = *err;
		return err->status;
	}
	*out = made;
	return SB_OK;
}

enum sb_status sb_user_add(struct sb_write *write, const char *name, const struct sb_user_change *what,
			   const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_effect *effect = new_effect(write, SB_KIND_USER_ADD, what);
	sb_auto(buf) clean = SB_BUF_INIT;
	struct sb_draft own = *draft;

	TRY(check_name(name, &clean, err));
	effect->name = sb_arena_strdup(write->arena, clean.data);
	effect->user_set.role = what->role;
	own.kind = SB_KIND_USER_ADD;
	own.subject = SB_NONE;
	const struct sb_intake intake = { .draft = &own, .store = SB_NONE, .effect = effect };
	return record(write, &intake, what, out, err);
}

static bool find_changes(const struct sb_user *now, const struct sb_user_change *what, struct sb_effect *effect)
{
	if (what->role != SB_ROLE_NONE && what->role != now->role) {
		effect->user_set.role = what->role;
		effect->user_was.role = now->role;
	}
	if (what->retired >= 0 && (what->retired == 1) != now->retired) {
		effect->user_set.retired = what->retired ? SB_YES : SB_NO;
		effect->user_was.retired = now->retired ? SB_YES : SB_NO;
	}
	return effect->secrets || effect->user_set.role != SB_ROLE_NONE || effect->user_set.retired != SB_UNSAID;
}

enum sb_status sb_user_edit(struct sb_write *write, int64_t id, const struct sb_user_change *what,
			    const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_effect *effect = new_effect(write, SB_KIND_USER_EDIT, what);
	struct sb_draft own = *draft;
	struct sb_user now;
	bool found = false;

	if (draft->token && draft->fingerprint)
		TRY(sb_record_replay(write->book->db, draft->token, draft->fingerprint, &found, out, err));
	if (found)
		return SB_OK;
	TRY(sb_user_get(write->book, id, &now, err));
	if (!find_changes(&now, what, effect)) {
		*out = (struct sb_outcome){ .kind = SB_KIND_USER_EDIT };
		return SB_OK;
	}
	own.kind = SB_KIND_USER_EDIT;
	own.subject = id;
	const struct sb_intake intake = { .draft = &own, .store = SB_NONE, .effect = effect };
	return record(write, &intake, what, out, err);
}
