/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * transfer list: what went from store to store, and what is still on its way.
 */
#include "args.h"
#include "rows.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return rows_stream(call, "transfers", reply, err);
}

static const struct sb_arg args[] = { ARG_QUERY, ARG_SORT, ARG_COLUMNS, ARG_LIMIT, ARG_AFTER };

const struct sb_cmd sb_cmd_transfer_list = {
	.name = "transfer list",
	.group = N_("Stores"),
	.summary = N_("Show transfers, the newest first."),
	.details = N_("Narrowed by status:open, from:, to:, product: and user:. What one holds shows `stockbook list "
		      "--of=transfer_lines transfer:N`."),
	.examples = "stockbook transfer list status:open\n"
		    "stockbook transfer list to:NORTH -o json",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
