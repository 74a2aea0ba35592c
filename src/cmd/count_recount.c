/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * count recount: under review a line is counted again, by somebody else if there is anybody.
 */
#include "counting.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return counting_scan(call, true, reply, err);
}

static const struct sb_arg args[] = {
	ARG_COUNT,
	ARG_CODE(SB_ARG_INPUT, N_("SKU, barcode or part of the name; - reads lines of CODE [QTY] from standard input.")),
	{
		.name = "qty",
		.type = SB_QTY_TYPE,
		.flags = SB_ARG_POSITIONAL,
		.value = "QTY",
		.label = N_("Quantity"),
		.help = N_("All that is there; without it one scan more of what you are counting again."),
	},
	{
		.name = "add",
		.type = SB_BOOL_TYPE,
		.label = N_("More of it"),
		.help = N_("The quantity is more of what you are counting again, instead of all of it."),
	},
	{
		.name = "at",
		.type = SB_MOMENT_TYPE,
		.value = "TIME",
		.label = N_("When"),
		.help = N_("When it was counted, if not now: 14:30, yesterday, -2h."),
	},
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_count_recount = {
	.name = "count recount",
	.group = N_("Stock counts"),
	.summary = N_("Count a line again while the count is under review."),
	.details = N_("What you count takes the place of what was counted before. Whoever counted it first cannot do "
		      "this, unless nobody else works with the book."),
	.examples = "stockbook count recount 1207 MUG-BLUE 11\n"
		    "stockbook count recount 1207 4006381333931",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
