/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * count post: the differences are booked; what was counted is what is on hand.
 */
#include "counting.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_count_step step;
	struct sb_outcome outcome;
	enum sb_status st = counting_step(call, &step, err);

	step.is_forced = sb_call_int(call, "force", 0);
	if (!st)
		st = counting_uncounted(call, &step, err);
	if (!st)
		st = sb_count_post(sb_call_app(call)->book, &step, &outcome, err);
	return st ? st : counting_answer(call, reply, step.count, &outcome, NULL, err);
}

static const struct sb_arg args[] = {
	ARG_COUNT,
	{
		.name = "force",
		.type = SB_BOOL_TYPE,
		.label = N_("All the same"),
		.help = N_("Post although lines are beyond the tolerance or codes are unmatched."),
	},
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_count_post = {
	.name = "count post",
	.group = N_("Stock counts"),
	.summary = N_("Book the differences of a count."),
	.details = N_("One entry brings every product counted to what was counted of it, each at the time of its last "
		      "scan; a count that is still open passes through the review. What is recorded later and "
		      "happened before that time is absorbed: on hand stays as counted. Posting again answers as the "
		      "first time. `count reverse` takes all of it back."),
	.examples = "stockbook count post 1207",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_ASKS_FIRST,
	.run = run,
};
