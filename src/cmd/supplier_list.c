/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * supplier list: whom the shop buys from.
 */
#include "args.h"
#include "rows.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return rows_stream(call, "suppliers", reply, err);
}

static const struct sb_arg args[] = { ARG_QUERY, ARG_SORT, ARG_COLUMNS, ARG_LIMIT, ARG_AFTER };

const struct sb_cmd sb_cmd_supplier_list = {
	.name = "supplier list",
	.group = N_("Orders"),
	.summary = N_("Show suppliers, with how many products come from each and what is on order."),
	.details = N_("Suppliers that products name but nobody added are there too: added:no finds them."),
	.examples = "stockbook supplier list\n"
		    "stockbook supplier list added:no",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
