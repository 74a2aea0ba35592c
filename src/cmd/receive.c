/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * receive: goods come in from a supplier.
 */
#include "args.h"
#include "move.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return move_pairs(call, SB_KIND_RECEIVE, reply, err);
}

static const struct sb_arg args[] = { ARG_PAIRS, ARG_COST, ARG_NOTE, ARG_AT, ARG_TOKEN };

const struct sb_cmd sb_cmd_receive = {
	.name = "receive",
	.group = N_("Stock"),
	.summary = N_("Take in goods from a supplier."),
	.details = N_("Several pairs of product and quantity are one delivery: all of it is recorded, or nothing. A quantity behind the barcode "
		      "of a case counts cases, and the answer says what they come to; a cost is always of one unit."),
	.examples = "stockbook receive MUG-BLUE 24 MUG-RED 12 --note=\"order 1207\"\n"
		    "stockbook receive 4006381333931 10 --cost=2.10",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
