/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hold list: what is set aside, for whom and until when.
 */
#include "args.h"
#include "rows.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return rows_stream_of_stores(call, "holds", reply, err);
}

static const struct sb_arg args[] = { ARG_QUERY, ARG_ALL_STORES, ARG_SORT, ARG_COLUMNS, ARG_LIMIT, ARG_AFTER };

const struct sb_cmd sb_cmd_hold_list = {
	.name = "hold list",
	.group = N_("Holds"),
	.summary = N_("Show holds, the newest first."),
	.details = N_("Those of this store, narrowed by order:, status:, product:, open:yes and short:yes. Short is a "
		      "hold that the shelf no longer has enough for, as after a stock count. What is left of each of "
		      "its products shows `stockbook list --of=hold_lines hold:N`."),
	.examples = "stockbook hold list open:yes\n"
		    "stockbook hold list order:1007",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
