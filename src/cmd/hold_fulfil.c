/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hold fulfil: what is committed goes out to the customer.
 */
#include "holding.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return holding_resolve(call, SB_KIND_HOLD_FULFIL, reply, err);
}

static const struct sb_arg args[] = {
	ARG_HOLD(SB_ARG_REQUIRED),
	ARG_PART,
	ARG_PRICE,
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_hold_fulfil = {
	.name = "hold fulfil",
	.group = N_("Holds"),
	.summary = N_("Hand over what was allocated: it is sold."),
	.details = N_("All that is committed, or the part named, at the price the product has now or the one given."),
	.examples = "stockbook hold fulfil 1207\n"
		    "stockbook hold fulfil 1207 MUG-BLUE 1 --price=6.50",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
