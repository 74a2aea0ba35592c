/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * user edit: what somebody may do, and secrets: one's own, or for a manager anybody's.
 */
#include "answer.h"
#include "args.h"
#include "call.h"
#include "move.h"
#include "present.h"
#include "users.h"

#include <string.h>

/* One's own secrets are one's own business; all else is a manager's. */
static enum sb_status check_right(struct sb_call *call, const struct sb_user *whom, int64_t *own, struct sb_error *err)
{
	struct sb_user who;
	enum sb_status st = sb_book_admit(sb_call_app(call)->book, SB_WORK_CLERKS, &who, err);

	*own = st ? 0 : who.id;
	if (st || (who.id == whom->id && !sb_call_has(call, "role") && !sb_call_has(call, "retired")))
		return st;
	return call_admit(call, SB_WORK_MANAGERS, err);
}

static bool says_nothing(const struct sb_call *call)
{
	static const char *const names[] = { "role", "retired", "pin", "no-pin", "password", "generate" };

	for (size_t i = 0; i < SB_COUNT(names); i++)
		if (sb_call_has(call, names[i]))
			return false;
	return true;
}

static enum sb_status read_change(struct sb_call *call, struct users_secrets *secrets, struct sb_user_change *out, struct sb_error *err)
{
	*out = (struct sb_user_change){
		.role = sb_call_has(call, "role") ? sb_role_find(sb_call_text(call, "role")) : SB_ROLE_NONE,
		.retired = call_yes_or_no(call, "retired", -1),
		.forget = { [SB_SECRET_PIN] = call_says_yes(call, "no-pin") },
	};
	if (out->forget[SB_SECRET_PIN] && sb_call_has(call, "pin"))
		return sb_fail_field(err, SB_USAGE, "no-pin", _("a PIN or none: leave one of them out"));
	return users_secrets_read(call, call_says_yes(call, "generate"), secrets, out, err);
}

static enum sb_status record(struct sb_call *call, int64_t whom, const struct sb_user_change *what, struct sb_outcome *out,
			     struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_USER_EDIT);
	sb_owned(write) write = NULL;
	enum sb_status st = sb_write_begin(sb_call_app(call)->book, &write, err);

	move_draft(call, &draft);
	draft.seen = sb_call_int(call, "seen", SB_NONE);
	if (!st)
		st = sb_user_edit(write, whom, what, &draft, out, err);
	return st || !out->seq ? st : sb_write_commit(write, err);
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct users_secrets secrets = { .made = SB_BUF_INIT };
	struct sb_user_change what;
	struct sb_outcome outcome;
	struct sb_user whom;
	int64_t own = 0;
	enum sb_status st = sb_user_find(sb_call_app(call)->book, sb_call_text(call, "user"), &whom, err);

	if (!st)
		st = check_right(call, &whom, &own, err);
	if (!st && says_nothing(call))
		st = sb_fail(err, SB_USAGE, _("nothing to change: say what, such as --role=manager or --pin"));
	if (!st)
		st = read_change(call, &secrets, &what, err);
	if (!st)
		st = record(call, whom.id, &what, &outcome, err);
	if (!st)
		st = users_match_secrets(call, whom.id, &outcome, err);
	if (!st)
		st = answer_entry(call, reply, &outcome, _("it is so already: nothing changed"), err);
	/* Who has just chosen a PIN knows it. */
	if (!st && whom.id == own && what.secret[SB_SECRET_PIN])
		sb_call_app(call)->proven = own;
	if (!st && outcome.replayed)
		sb_secret_wipe_buf(&secrets.made);
	if (!st)
		st = users_tell(call, reply, whom.id, &secrets, err);
	users_secrets_release(&secrets);
	return st;
}

static enum sb_status present(struct sb_call *call, struct sb_present *out, struct sb_error *err)
{
	const char *name = sb_call_text(call, "user");
	struct sb_user user = { 0 };
	enum sb_status st = name ? sb_user_find(sb_call_app(call)->book, name, &user, err) : SB_OK;

	if (st || !user.id)
		return st;
	out->about = sb_arena_strdup(sb_call_arena(call), user.name);
	present_set(call, out, "user", user.name);
	present_set(call, out, "role", sb_role_word(user.role));
	present_set(call, out, "retired", user.retired ? "yes" : "no");
	return SB_OK;
}

static const struct sb_arg args[] = {
	{
		.name = "user",
		.type = SB_TEXT_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED,
		.value = "USER",
		.label = N_("Name"),
		.help = N_("Whom it is about."),
		.offer = users_offer,
	},
	ARG_ROLE(NULL),
	{
		.name = "retired",
		.type = SB_CHOICE_TYPE,
		.value = "YES",
		.choices = "yes|no",
		.label = N_("Retired"),
		.help = N_("Whether they work here no more: yes or no. What they did stays theirs."),
	},
	ARG_SECRETS,
	{
		.name = "no-pin",
		.type = SB_BOOL_TYPE,
		.label = N_("No PIN any more"),
		.help = N_("Take the PIN away: the name is enough."),
	},
	ARG_NOTE,
	ARG_SEEN,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_user_edit = {
	.name = "user edit",
	.group = N_("People"),
	.summary = N_("Change a role, a PIN or a password, or retire somebody."),
	.details = N_("Everybody but auditors may change their own PIN and password; a manager changes everybody's, and what they may do. "
		      "The name stays, and there is always a manager left. It cannot be undone, but changed again."),
	.examples = "stockbook -u ben user edit ben --pin\n"
		    "stockbook user edit ben --role=manager\n"
		    "stockbook user edit cleo --retired=yes",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_FORM_FIRST | SB_BY_CLERK,
	.run = run,
	.present = present,
};
