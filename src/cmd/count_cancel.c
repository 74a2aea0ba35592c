/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * count cancel: a count is given up; nothing is booked.
 */
#include "counting.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_count_step step;
	struct sb_outcome outcome;
	enum sb_status st = counting_step(call, &step, err);

	step.reason = sb_call_text(call, "reason");
	if (!st)
		st = sb_count_cancel(sb_call_app(call)->book, &step, &outcome, err);
	return st ? st : counting_answer(call, reply, step.count, &outcome, NULL, err);
}

static const struct sb_arg args[] = {
	ARG_COUNT,
	{
		.name = "reason",
		.type = SB_TEXT_TYPE,
		.value = "TEXT",
		.label = N_("Reason"),
		.help = N_("Why."),
	},
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_count_cancel = {
	.name = "count cancel",
	.group = N_("Stock counts"),
	.summary = N_("Give up a count; nothing is booked."),
	.details = N_("What was scanned stays in the journal. A posted count is not cancelled but reversed."),
	.examples = "stockbook count cancel 1207 --reason=\"wrong shelf\"",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_ASKS_FIRST,
	.run = run,
};
