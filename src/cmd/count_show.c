/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * count show: how far a count is, and its lines.
 */
#include "counting.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return counting_show(call, reply, err);
}

static const struct sb_arg args[] = { ARG_COUNT, ARG_QUERY, ARG_SORT, ARG_COLUMNS, ARG_LIMIT, ARG_AFTER };

const struct sb_cmd sb_cmd_count_show = {
	.name = "count show",
	.group = N_("Stock counts"),
	.summary = N_("Show a count and its lines."),
	.details = N_(
		"Lines are narrowed by product:, tag:, bin:, differs:yes, beyond:yes, recounted:yes and outside:yes. "
		"Of a blind count that is not yet under review nothing is told of what is expected."),
	.examples = "stockbook count show 1207\n"
		    "stockbook count show 1207 differs:yes --sort=-variance_value\n"
		    "stockbook count show 1207 -o csv",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
