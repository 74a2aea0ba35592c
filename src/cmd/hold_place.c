/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hold place: stock is set aside for an order, for a time.
 */
#include "holding.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return holding_place(call, SB_KIND_HOLD_PLACE, reply, err);
}

static const struct sb_arg args[] = {
	ARG_PAIRS,
	ARG_ORDER,
	{
		.name = "expires",
		.type = SB_SPAN_TYPE,
		.flags = SB_ARG_PLUS,
		.value = "SPAN",
		.label = N_("How long"),
		.help = N_("How long it is held: in seconds, or like 90s, 30m, 2h and 1d."),
		.fallback = "5m",
	},
	ARG_NOTE,
	ARG_STRATEGY,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_hold_place = {
	.name = "hold place",
	.group = N_("Holds"),
	.summary = N_("Set stock aside for an order, for a time."),
	.details = N_("All of it is held, or nothing. What is held cannot be sold to others until it is released, "
		      "cancelled or its time has come; then it is free at once. Without a token the same order asking "
		      "for the same again is told of the hold it has."),
	.examples = "stockbook hold place MUG-BLUE 2 --order=1007\n"
		    "stockbook hold place MUG-BLUE 2 TEA-500 1 --expires=1h --token=basket-77",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
