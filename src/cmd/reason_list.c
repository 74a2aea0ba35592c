/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reason list: why stock may be removed or corrected.
 */
#include "args.h"
#include "rows.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return rows_stream(call, "reasons", reply, err);
}

static const struct sb_arg args[] = { ARG_QUERY, ARG_SORT, ARG_COLUMNS, ARG_LIMIT, ARG_AFTER };

const struct sb_cmd sb_cmd_reason_list = {
	.name = "reason list",
	.group = N_("Stock"),
	.summary = N_("Show the reasons why stock is removed or corrected, the shop's own too."),
	.details = N_("For each which way stock goes, whether that is shrinkage, whether it is demand, and how many lines name it."),
	.examples = "stockbook reason list\n"
		    "stockbook reason list own:yes",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
