/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * order cancel: what is still open of an order will not come.
 */
#include "answer.h"
#include "args.h"
#include "move.h"
#include "ordering.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_ORDER_CANCEL);
	sb_owned(write) write = NULL;
	struct sb_outcome outcome;
	enum sb_status st = sb_write_begin(sb_call_app(call)->book, &write, err);

	move_draft(call, &draft);
	if (!st)
		st = sb_order_cancel(write, sb_call_int(call, "order", 0), sb_call_text(call, "reason"), &draft, &outcome,
				     err);
	if (!st)
		st = sb_write_commit(write, err);
	return st ? st : ordering_answer(call, reply, &outcome, NULL, err);
}

static const struct sb_arg args[] = {
	ARG_ORDER,
	{
		.name = "reason",
		.type = SB_TEXT_TYPE,
		.value = "TEXT",
		.label = N_("Reason"),
		.help = N_("Why it will not come."),
	},
	ARG_NOTE,
	ARG_AT,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_order_cancel = {
	.name = "order cancel",
	.group = N_("Orders"),
	.summary = N_("Give up what is still open of an order."),
	.details = N_("It is no longer incoming and may be suggested again. What has come already stays. If it comes "
		      "after all, undo the cancelling and receive it."),
	.examples = "stockbook order cancel 1042 --reason=\"out of print\"",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_ASKS_FIRST,
	.run = run,
};
