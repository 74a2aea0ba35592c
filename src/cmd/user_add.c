/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * user add: somebody who may act, and as what.
 */
#include "answer.h"
#include "args.h"
#include "call.h"
#include "move.h"
#include "users.h"

/* The first one is let in by a password made here, which nobody can guess and nobody was told before. */
static enum sb_status is_first(struct sb_call *call, bool *out, struct sb_error *err)
{
	int64_t count = 0;
	enum sb_status st = sb_user_count(sb_call_app(call)->book, &count, err);

	*out = !st && count == 0;
	return st;
}

static enum sb_status record(struct sb_call *call, const struct sb_user_change *what, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_USER_ADD);
	sb_owned(write) write = NULL;
	enum sb_status st = sb_write_begin(sb_call_app(call)->book, &write, err);

	move_draft(call, &draft);
	if (!st)
		st = sb_user_add(write, sb_call_value(call, "name", 0)->s, what, &draft, out, err);
	return st ? st : sb_write_commit(write, err);
}

/* The first user is mostly who adds them: who has just chosen a PIN knows it. */
static void prove_own(struct sb_call *call, int64_t added)
{
	struct sb_app *app = sb_call_app(call);
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_user who;

	if (!sb_book_admit(app->book, SB_WORK_READING, &who, &ignored) && who.id == added)
		app->proven = added;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_user_change what = { .role = sb_role_find(sb_call_text(call, "role")), .retired = -1 };
	struct users_secrets secrets = { .made = SB_BUF_INIT };
	struct sb_outcome outcome;
	bool first = false;
	enum sb_status st = is_first(call, &first, err);

	if (!st)
		st = users_secrets_read(call, call_says_yes(call, "generate") || (first && !sb_call_has(call, "password")), &secrets,
					&what, err);
	if (!st)
		st = record(call, &what, &outcome, err);
	if (!st)
		st = users_match_secrets(call, outcome.seq, &outcome, err);
	if (!st)
		st = answer_entry(call, reply, &outcome, NULL, err);
	if (!st && outcome.replayed)
		sb_secret_wipe_buf(&secrets.made);
	if (!st)
		st = users_tell(call, reply, outcome.seq, &secrets, err);
	if (!st && first && !outcome.replayed && what.secret[SB_SECRET_PIN])
		prove_own(call, outcome.seq);
	if (!st && first)
		answer_warn(reply, _("from now on whoever acts is one of the users: -u NAME, the setting user.name, or F9 in the terminal"));
	users_secrets_release(&secrets);
	return st;
}

static const struct sb_arg args[] = {
	{
		.name = "name",
		.type = SB_TEXT_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED,
		.value = "NAME",
		.label = N_("Name"),
		.help = N_("What -u and every entry will say. It stays as it is."),
	},
	ARG_ROLE("clerk"),
	ARG_SECRETS,
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_user_add = {
	.name = "user add",
	.group = N_("People"),
	.summary = N_("Add somebody who may act in this book."),
	.details = N_("A book without users asks nobody who they are. From the first user on, who must be a manager, whoever acts is one of "
		      "them: named by -u, by the setting user.name or by the login name. The first one is given a password, shown once, unless "
		      "one is typed; it is for other programs. On this machine the name is enough, or the PIN if there is one. Secrets are typed "
		      "unseen or come by the input, one a line, never as words of the command."),
	.examples = "stockbook user add ana --role=manager --pin\n"
		    "stockbook user add ben\n"
		    "stockbook user add audit --role=auditor --generate",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE,
	.run = run,
};
