/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * order list: what was ordered, and what of it is still to come.
 */
#include "args.h"
#include "rows.h"
#include "stockbook/order.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	const char *status = sb_call_text(call, "status");
	sb_auto(buf) query = SB_BUF_INIT;
	enum sb_status st = rows_stream(call, "orders", reply, err);

	if (st || !status || !*status)
		return st;
	sb_buf_puts(&query, reply->ask.query ? reply->ask.query : "");
	st = rows_add_field(&query, "status", status, err);
	reply->ask.query = sb_arena_strdup(reply->arena, query.data);
	return st;
}

#define O(symbol, word, label) "|" word

static const struct sb_arg args[] = {
	ARG_QUERY,
	{
		.name = "status",
		.type = SB_CHOICE_TYPE,
		.value = "STATUS",
		.label = N_("Status"),
		.help = N_("Only orders of this status."),
		.choices = SB_ORDER_STATES(O),
	},
	ARG_SORT,
	ARG_COLUMNS,
	ARG_LIMIT,
	ARG_AFTER,
};

const struct sb_cmd sb_cmd_order_list = {
	.name = "order list",
	.group = N_("Orders"),
	.summary = N_("Show orders, the newest first."),
	.details = N_("Narrowed by open:yes, status:, supplier:, store:, product: and user:. What one holds shows `order "
		      "show`."),
	.examples = "stockbook order list open:yes\n"
		    "stockbook order list 'supplier:\"Rhine Wholesale\"' --status=received -o json",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
