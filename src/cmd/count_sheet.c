/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * count sheet: what is to be counted, to be printed and written on.
 */
#include "counting.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return counting_sheet(call, reply, err);
}

static const struct sb_arg args[] = {
	ARG_COUNT,
	{
		.name = "uncounted",
		.type = SB_BOOL_TYPE,
		.label = N_("Not yet counted"),
		.help = N_("Only what was not counted yet."),
	},
};

const struct sb_cmd sb_cmd_count_sheet = {
	.name = "count sheet",
	.group = N_("Stock counts"),
	.summary = N_("Print what is to be counted, by bin, with room to write."),
	.details = N_("Quantities the book expects are never on it. As CSV with -o csv."),
	.examples = "stockbook count sheet 1207 | lp\n"
		    "stockbook count sheet 1207 --uncounted -o csv > rest.csv",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
