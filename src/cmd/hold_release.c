/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hold release: what was held is free again.
 */
#include "holding.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return sb_call_has(call, "order") ? holding_release_order(call, reply, err)
					  : holding_resolve(call, SB_KIND_HOLD_RELEASE, reply, err);
}

static const struct sb_arg args[] = {
	{
		.name = "hold",
		.type = SB_TEXT_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED,
		.value = "HOLD",
		.label = N_("Hold"),
		.help = N_("Its number or its id; left out with --order."),
		.offer = holding_offer,
		.unless = "order",
	},
	ARG_PART,
	{
		.name = "order",
		.type = SB_TEXT_TYPE,
		.value = "ORDER",
		.label = NC_("customer", "Order"),
		.help = N_("Instead of a hold: the order whose holds are meant."),
	},
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_hold_release = {
	.name = "hold release",
	.group = N_("Holds"),
	.summary = N_("Let go of what is held."),
	.details = N_("All that is still held, or the part named; with an order instead of a hold, all that the "
		      "order holds in this store, or so much of the products named, its oldest holds first."),
	.examples = "stockbook hold release 1207\n"
		    "stockbook hold release 1207 MUG-BLUE 1\n"
		    "stockbook hold release --order=1007\n"
		    "stockbook hold release --order=1007 MUG-BLUE 2",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
