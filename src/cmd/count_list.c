/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * count list: stock counts of the store or of all, the newest first.
 */
#include "args.h"
#include "rows.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return rows_stream_of_stores(call, "counts", reply, err);
}

static const struct sb_arg args[] = { ARG_QUERY, ARG_ALL_STORES, ARG_SORT, ARG_COLUMNS, ARG_LIMIT, ARG_AFTER };

const struct sb_cmd sb_cmd_count_list = {
	.name = "count list",
	.group = N_("Stock counts"),
	.summary = N_("Show stock counts, the newest first."),
	.details = N_("Those of this store, narrowed by status:, open:yes, blind:yes, product: and user:."),
	.examples = "stockbook count list open:yes",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
