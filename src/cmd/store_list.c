/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store list: the stores of the book.
 */
#include "args.h"
#include "rows.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return rows_stream(call, "stores", reply, err);
}

static const struct sb_arg args[] = { ARG_QUERY, ARG_SORT, ARG_COLUMNS, ARG_LIMIT, ARG_AFTER };

const struct sb_cmd sb_cmd_store_list = {
	.name = "store list",
	.group = N_("Stores"),
	.summary = N_("Show the stores of the book."),
	.examples = "stockbook store list\n"
		    "stockbook store list -o json",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
