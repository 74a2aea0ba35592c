/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * remove: goods that are gone and were not sold.
 */
#include "args.h"
#include "move.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	enum sb_status st = move_check_reason(call, -1, err);

	return st ? st : move_pairs(call, SB_KIND_REMOVE, reply, err);
}

static const struct sb_arg args[] = { ARG_PAIRS, ARG_REASON("other"), ARG_NOTE, ARG_AT, ARG_TOKEN };

const struct sb_cmd sb_cmd_remove = {
	.name = "remove",
	.group = N_("Stock"),
	.summary = N_("Take out what is broken, spoiled, stolen or used."),
	.examples = "stockbook remove MUG-BLUE 1 --reason=damage\n"
		    "stockbook remove MILK-1L 4 --reason=spoilage",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE,
	.run = run,
};
