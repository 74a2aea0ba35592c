/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * undo: an entry is taken back by one that does the opposite. Nothing is deleted.
 */
#include "answer.h"
#include "args.h"
#include "call.h"

/* Asked again with its token it is answered and not done. */
static enum sb_status was_done(struct sb_call *call, bool *out, struct sb_error *err)
{
	const char *token = sb_call_text(call, "token");
	sb_owned(write) write = NULL;
	struct sb_outcome ignored;
	enum sb_status st = SB_OK;

	*out = false;
	if (!token)
		return SB_OK;
	st = sb_write_begin(sb_call_app(call)->book, &write, err);
	return st ? st : sb_write_replay(write, token, sb_call_fingerprint(call), out, &ignored, err);
}

static bool is_last(struct sb_book *book, bool undo, int64_t seq)
{
	struct sb_error ignored = SB_ERROR_INIT;
	int64_t last = SB_NONE;

	return !sb_book_undoable(book, undo, &last, &ignored) && last == seq;
}

/* What one did last, or undid last, one may take back; all else is for a manager to decide. */
static enum sb_status check_right(struct sb_call *call, int64_t seq, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	struct sb_error refused = SB_ERROR_INIT;
	bool done = false;
	enum sb_status st = call_admit(call, SB_WORK_MANAGERS, &refused);

	if (!st)
		return SB_OK;
	st = was_done(call, &done, err);
	if (st)
		return st;
	if (done || is_last(book, true, seq) || is_last(book, false, seq))
		return call_admit(call, SB_WORK_CLERKS, err);
	*err = refused;
	return err->status;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	const char *token = sb_call_text(call, "token");
	int64_t seq = sb_call_int(call, "entry", 0);
	struct sb_outcome outcome;
	enum sb_status st = check_right(call, seq, err);

	if (!st)
		st = sb_book_undo(book, seq, token, token ? sb_call_fingerprint(call) : NULL, &outcome, err);
	return st ? st : answer_entry(call, reply, &outcome, NULL, err);
}

static const struct sb_arg args[] = {
	{
		.name = "entry",
		.type = SB_ENTRY_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED,
		.value = "ENTRY",
		.label = N_("Entry"),
		.help = N_("Its number, its id, or `last`: the newest of yours that can be undone."),
	},
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_undo = {
	.name = "undo",
	.group = N_("Stock"),
	.summary = N_("Take back an entry."),
	.details = N_("A compensating entry is recorded that names the one it undoes. It is refused when it would break a rule, such as when the "
		      "goods have been sold since. An entry can be undone once; undoing an import takes back all of it. "
		      "In a book with users a clerk takes back what they did last; all else is a manager's."),
	.examples = "stockbook undo last\n"
		    "stockbook undo 1207",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK | SB_ASKS_FIRST,
	.run = run,
};
