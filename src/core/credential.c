/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Secrets beside the journal. A try is counted before it is looked at, in a transaction of its own, so that many at once from many processes gain
 * nothing; from the third wrong one on the next is heard only after a delay that doubles.
 */
#include "effect.h"
#include "statements.h"
#include "try.h"
#include "users_inside.h"
#include <assert.h>
#include <stdio.h>

#define FREE_TRIES    3
#define DELAY_MS      INT64_C(1000)
#define DELAY_MS_MAX  INT64_C(300000)
#define DOUBLINGS_MAX 9

struct credential {
	struct sb_digest digest[SB_SECRET_KINDS];
	bool has[SB_SECRET_KINDS];
	int64_t failures, failed_at;
};

static enum sb_status load(struct sb_db *db, int64_t user, struct credential *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	*out = (struct credential){ .failed_at = SB_NONE };
	TRY(sb_db_stmt(db, sb_sql_credential_get, &stmt, err));
	sb_bind_int(stmt, 1, user);
	TRY(sb_stmt_step(stmt, &row, err));
	for (int i = 0; row && i < SB_SECRET_KINDS; i++) {
		const char *text = sb_col_text(stmt, i);

		out->has[i] = text != NULL;
		snprintf(out->digest[i].text, sizeof(out->digest[i].text), "%s", text ? text : "");
	}
	if (row) {
		out->failures = sb_col_int(stmt, SB_SECRET_KINDS);
		out->failed_at = sb_col_int(stmt, SB_SECRET_KINDS + 1);
	}
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_credential_put(struct sb_book *book, int64_t user, const struct sb_user_change *what, struct sb_error *err)
{
	struct credential now;
	struct sb_stmt *stmt;

	TRY(load(book->db, user, &now, err));
	TRY(sb_db_stmt(book->db, sb_sql_credential_put, &stmt, err));
	sb_bind_int(stmt, 1, user);
	for (int i = 0; i < SB_SECRET_KINDS; i++) {
		const char *old = now.has[i] && !what->forget[i] ? now.digest[i].text : NULL;

		sb_bind_text(stmt, 2 + i, what->secret[i] ? what->secret[i]->text : old);
	}
	return sb_stmt_run(stmt, NULL, err);
}

/* A clock that was set back makes nobody wait longer than the delay. */
static int64_t wait_ms(const struct credential *credential, int64_t now)
{
	int64_t delay, rest, doublings = credential->failures - FREE_TRIES;

	if (doublings < 0 || credential->failed_at == SB_NONE)
		return 0;
	delay = DELAY_MS << (doublings < DOUBLINGS_MAX ? doublings : DOUBLINGS_MAX);
	delay = delay < DELAY_MS_MAX ? delay : DELAY_MS_MAX;
	rest = credential->failed_at + delay - now;
	return rest < 0 ? 0 : rest > delay ? delay : rest;
}

static enum sb_status set_failures(struct sb_db *db, int64_t user, int64_t failures, int64_t at, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_credential_tried, &stmt, err));
	sb_bind_int(stmt, 1, user);
	sb_bind_int(stmt, 2, failures);
	sb_bind_int(stmt, 3, at);
	return sb_stmt_run(stmt, NULL, err);
}

static enum sb_status count_try(struct sb_book *book, const struct sb_user *user, enum sb_secret kind,
				struct credential *credential, struct sb_error *err)
{
	int64_t now = sb_book_now(book), wait;

	TRY(load(book->db, user->id, credential, err));
	if (!credential->has[kind])
		return sb_fail_field(err, SB_REFUSED, sb_secret_word(kind), _("%s has no %s: a manager can give one with `user edit`"),
				     user->name, sb_secret_label(kind));
	wait = wait_ms(credential, now);
	if (wait)
		return sb_fail_field(err, SB_REFUSED, sb_secret_word(kind),
				     ngettext("too many were wrong: try again in %lld second", "too many were wrong: try again in %lld seconds",
					      (unsigned long)((wait + 999) / 1000)),
				     (long long)((wait + 999) / 1000));
	return set_failures(book->db, user->id, credential->failures + 1, now, err);
}

/* In a transaction of its own. */
static enum sb_status alone(struct sb_book *book, enum sb_status status, struct sb_error *err)
{
	if (status == SB_OK)
		return sb_db_commit(book->db, err);
	sb_db_rollback(book->db);
	return status;
}

static enum sb_status try(struct sb_book *book, const struct sb_user *user, enum sb_secret kind, const char *text, bool *fits,
			  struct sb_error *err)
{
	struct credential credential;

	assert(!book->is_writing);
	TRY(sb_db_begin(book->db, err));
	TRY(alone(book, count_try(book, user, kind, &credential, err), err));
	*fits = sb_secret_fits(&credential.digest[kind], text);
	if (!*fits)
		return SB_OK;
	TRY(sb_db_begin(book->db, err));
	return alone(book, set_failures(book->db, user->id, 0, SB_NONE, err), err);
}

enum sb_status sb_user_prove(struct sb_book *book, const struct sb_user *user, enum sb_secret kind, const char *text,
			     struct sb_error *err)
{
	bool fits = false;

	TRY(try(book, user, kind, text, &fits, err));
	return fits ? SB_OK : sb_fail_field(err, SB_REFUSED, sb_secret_word(kind), _("that is not the %s of %s: type it again"),
					    sb_secret_label(kind), user->name);
}

/* Whether an entry behind this one changed that secret. */
static enum sb_status was_changed_since(struct sb_book *book, int64_t user, enum sb_secret kind, int64_t since, bool *out,
					struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	enum sb_status status = SB_OK;
	struct sb_effect effect;
	struct sb_stmt *stmt;
	bool row = true;

	*out = false;
	TRY(sb_db_stmt(book->db, sb_sql_user_edits_since, &stmt, err));
	sb_bind_int(stmt, 1, user);
	sb_bind_int(stmt, 2, since);
	while (status == SB_OK && row && !*out) {
		status = sb_stmt_step(stmt, &row, err);
		if (status == SB_OK && row)
			status = sb_effect_read(SB_KIND_USER_EDIT, sb_col_text(stmt, 0), arena, &effect, err);
		*out = status == SB_OK && row && effect.secrets & 1U << kind;
	}
	sb_stmt_reset(stmt);
	return status;
}

enum sb_status sb_user_same_secret(struct sb_book *book, const struct sb_user *user, int64_t entry, enum sb_secret kind,
				   const char *text, bool *out, struct sb_error *err)
{
	bool is_gone;

	*out = true;
	TRY(was_changed_since(book, user->id, kind, entry, &is_gone, err));
	return is_gone ? SB_OK : try(book, user, kind, text, out, err);
}
