/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * return: goods come back from a customer, or go back to a supplier.
 */
#include "args.h"
#include "move.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	bool to_supplier = sb_call_int(call, "to-supplier", 0);
	enum sb_status st = move_check_reason(call, to_supplier ? -1 : 1, err);

	return st ? st : move_pairs(call, to_supplier ? SB_KIND_RETURN_OUT : SB_KIND_RETURN_IN, reply, err);
}

static const struct sb_arg args[] = {
	ARG_PAIRS,
	{
		.name = "to-supplier",
		.type = SB_BOOL_TYPE,
		.label = N_("To the supplier"),
		.help = N_("Send back to the supplier instead of taking back from a customer."),
	},
	ARG_REASON(NULL),
	ARG_PRICE,
	ARG_NOTE,
	ARG_AT,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_return = {
	.name = "return",
	.group = N_("Stock"),
	.summary = N_("Take back from a customer, or send back to a supplier."),
	.examples = "stockbook return MUG-BLUE 1 --note=\"wrong colour\"\n"
		    "stockbook return MUG-RED 3 --to-supplier --reason=damage",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
