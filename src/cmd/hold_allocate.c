/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hold allocate: stock is committed to an order at once.
 */
#include "holding.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return holding_place(call, SB_KIND_HOLD_ALLOCATE, reply, err);
}

static const struct sb_arg args[] = {
	ARG_PAIRS, ARG_ORDER, ARG_NOTE, ARG_STRATEGY, ARG_TOKEN,
};

const struct sb_cmd sb_cmd_hold_allocate = {
	.name = "hold allocate",
	.group = N_("Holds"),
	.summary = N_("Commit stock to an order at once."),
	.details = N_("As holding and then allocating, in one: it stays committed until it is handed over or "
		      "cancelled, however long that takes."),
	.examples = "stockbook hold allocate MUG-BLUE 2 --order=1007",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
