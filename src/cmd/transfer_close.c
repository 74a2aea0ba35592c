/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * transfer close: what is still on its way will not arrive.
 */
#include "answer.h"
#include "args.h"
#include "move.h"
#include "stores.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	const char *reason = sb_call_text(call, "reason");
	struct sb_draft draft = SB_DRAFT(SB_KIND_TRANSFER_CLOSE);
	sb_owned(write) write = NULL;
	struct sb_outcome outcome;
	enum sb_status st = SB_OK;

	if (!reason)
		return sb_fail_field(err, SB_USAGE, "reason",
				     _("the rest does not arrive for a reason: give it, such as --reason=loss"));
	st = move_check_reason(call, -1, err);
	if (!st)
		st = sb_write_begin(sb_call_app(call)->book, &write, err);
	move_draft(call, &draft);
	if (!st)
		st = sb_transfer_close(write, sb_call_int(call, "transfer", 0), reason, &draft, &outcome, err);
	if (!st)
		st = sb_write_commit(write, err);
	if (!st)
		st = answer_entry(call, reply, &outcome, NULL, err);
	return st ? st : stores_tell_transfer(call, reply, outcome.seq, err);
}

static const struct sb_arg args[] = { ARG_TRANSFER, ARG_REASON(NULL), ARG_NOTE, ARG_AT, ARG_TOKEN };

const struct sb_cmd sb_cmd_transfer_close = {
	.name = "transfer close",
	.group = N_("Stores"),
	.summary = N_("Give up what a transfer still has on its way."),
	.details = N_("The reason says what became of it: damaged, lost, stolen or spoiled goods are waste, anything "
		      "else is a difference. "
		      "If they turn up after all, undo the closing and receive them."),
	.examples = "stockbook transfer close 1042 --reason=loss",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE,
	.run = run,
};
