/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * count review: counting is over; what was counted is compared with the book.
 */
#include "counting.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_count_step step;
	struct sb_outcome outcome;
	enum sb_status st = counting_step(call, &step, err);

	if (!st)
		st = sb_count_review(sb_call_app(call)->book, &step, &outcome, err);
	if (!st)
		st = counting_answer(call, reply, step.count, &outcome, NULL, err);
	return st || sb_call_int(call, "brief", 0) ? st : counting_review(call, reply, step.count, err);
}

static const struct sb_arg args[] = {
	ARG_COUNT,
	{
		.name = "brief",
		.type = SB_BOOL_TYPE,
		.flags = SB_ARG_ADVANCED,
		.label = N_("Without lines"),
		.help = N_("Tells neither lines nor sums: they take a while when there are many."),
	},
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_count_review = {
	.name = "count review",
	.group = N_("Stock counts"),
	.summary = N_("End the counting and compare with the book."),
	.details = N_("Shows the lines with a difference, the dearest first. Lines beyond the tolerance are to be "
		      "counted again with `count recount`, unmatched codes to be resolved. Under review already: "
		      "shows them again. `undo` of the entry opens the count again."),
	.examples = "stockbook count review 1207",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE,
	.run = run,
};
