/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hold convert: what was held for a time is committed.
 */
#include "holding.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return holding_resolve(call, SB_KIND_HOLD_CONVERT, reply, err);
}

static const struct sb_arg args[] = {
	ARG_HOLD(SB_ARG_REQUIRED),
	ARG_PART,
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_hold_convert = {
	.name = "hold convert",
	.group = N_("Holds"),
	.summary = N_("Commit what a hold set aside: it no longer expires."),
	.details = N_("All that is still held, or the part named. A hold resolves once: what was allocated, released "
		      "or has expired is told so."),
	.examples = "stockbook hold convert 1207\n"
		    "stockbook hold convert 1207 MUG-BLUE 1",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
