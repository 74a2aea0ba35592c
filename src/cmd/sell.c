/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sell: goods go out to a customer.
 */
#include "args.h"
#include "move.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return move_pairs(call, SB_KIND_SALE, reply, err);
}

static const struct sb_arg args[] = { ARG_PAIRS, ARG_PRICE, ARG_NOTE, ARG_AT, ARG_TOKEN };

const struct sb_cmd sb_cmd_sell = {
	.name = "sell",
	.group = N_("Stock"),
	.summary = N_("Sell to a customer."),
	.details = N_("Several pairs of product and quantity are one sale: all of it is recorded, or nothing. What is not available is not "
		      "sold, unless the store or the product allows it."),
	.examples = "stockbook sell MUG-BLUE 2\n"
		    "stockbook sell MUG-BLUE 2 TEA-500 1 --at=14:30\n"
		    "stockbook sell \"white hanging\" 1 --price=2.00 --token=till3-0815",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
