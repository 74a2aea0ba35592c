/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People as the commands about them offer and tell them. */
#include "users.h"
#include "answer.h"
#include "rows.h"
#include "stockbook/json.h"

#include <string.h>

void users_secrets_release(struct users_secrets *secrets)
{
	sb_secret_wipe_buf(&secrets->made);
	sb_buf_release(&secrets->made);
}

static enum sb_status digest(enum sb_secret kind, const char *text, struct users_secrets *out, struct sb_user_change *what,
			     struct sb_error *err)
{
	enum sb_status st = sb_secret_digest(kind, text, &out->digest[kind], err);

	what->secret[kind] = &out->digest[kind];
	return st;
}

enum sb_status users_secrets_read(struct sb_call *call, bool generate, struct users_secrets *out,
				  struct sb_user_change *what, struct sb_error *err)
{
	enum sb_status st = SB_OK;

	if (generate && sb_call_has(call, "password"))
		return sb_fail_field(err, SB_USAGE, "generate", _("either your password or one made here: leave one of them out"));
	for (enum sb_secret kind = 0; kind < SB_SECRET_KINDS && !st; kind++) {
		const char *text = sb_call_text(call, sb_secret_word(kind));

		if (text && *text)
			st = digest(kind, text, out, what, err);
	}
	if (st || !generate)
		return st;
	sb_secret_make(&out->made);
	return digest(SB_SECRET_PASSWORD, out->made.data, out, what, err);
}

enum sb_status users_match_secrets(struct sb_call *call, int64_t id, const struct sb_outcome *outcome, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	struct sb_user user;
	enum sb_status st = outcome->replayed ? sb_user_get(book, id, &user, err) : SB_OK;

	for (enum sb_secret kind = 0; kind < SB_SECRET_KINDS && !st && outcome->replayed; kind++) {
		const char *text = sb_call_text(call, sb_secret_word(kind));
		bool same = true;

		if (text && *text)
			st = sb_user_same_secret(book, &user, outcome->seq, kind, text, &same, err);
		if (!same)
			return sb_fail_field(err, SB_CONFLICT, "token", _("the token \"%s\" was used with another %s: use a new token"),
					     sb_call_text(call, "token"), sb_secret_label(kind));
	}
	return st;
}

enum sb_status users_tell(struct sb_call *call, struct sb_reply *reply, int64_t id, const struct users_secrets *secrets,
			  struct sb_error *err)
{
	sb_auto(buf) out = SB_BUF_INIT;
	struct sb_user user;
	struct sb_json json;
	enum sb_status st = sb_user_get(sb_call_app(call)->book, id, &user, err);

	if (st)
		return st;
	sb_json_init(&json, &out);
	sb_json_open(&json, NULL, '{');
	sb_json_text(&json, "name", user.name);
	sb_json_text(&json, "role", sb_role_word(user.role));
	sb_json_bool(&json, "retired", user.retired);
	sb_json_bool(&json, "pin", user.has[SB_SECRET_PIN]);
	sb_json_bool(&json, "has_password", user.has[SB_SECRET_PASSWORD]);
	if (secrets->made.len)
		sb_json_text(&json, "password", secrets->made.data);
	sb_json_close(&json, '}');
	reply->json = sb_arena_printf(reply->arena, "\"user\":%s", out.data);
	if (secrets->made.len)
		reply->text = sb_arena_printf(reply->arena, _("The password of %s is\n\n    %s\n\nIt is shown only now: write it down.\n"), user.name,
					      secrets->made.data);
	sb_secret_wipe_buf(&out);
	return SB_OK;
}

enum sb_status users_offer(struct sb_app *app, const char *beginning, int most,
			   bool (*each)(const char *value, const char *meaning, void *context), void *context,
			   struct sb_error *err)
{
	sb_auto(buf) query = SB_BUF_INIT;
	struct sb_ask ask = { .columns = "user,role", .limit = most };

	if (*beginning && !strchr(beginning, '"'))
		sb_buf_printf(&query, "user:\"%s\"*", beginning);
	ask.query = query.len ? query.data : NULL;
	return rows_offer(app, "users", &ask, each, context, err);
}
