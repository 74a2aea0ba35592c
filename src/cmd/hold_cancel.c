/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hold cancel: the order will not be; its stock is free again.
 */
#include "holding.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return holding_resolve(call, SB_KIND_HOLD_CANCEL, reply, err);
}

static const struct sb_arg args[] = {
	ARG_HOLD(SB_ARG_REQUIRED),
	ARG_PART,
	{
		.name = "reason",
		.type = SB_TEXT_TYPE,
		.value = "TEXT",
		.label = N_("Reason"),
		.help = N_("Why; must be said of what was allocated."),
	},
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_hold_cancel = {
	.name = "hold cancel",
	.group = N_("Holds"),
	.summary = N_("Cancel a hold or an allocation: its stock is free again."),
	.details = N_("All that is left of it, or the part named. What was allocated is given up only for a reason."),
	.examples = "stockbook hold cancel 1207 --reason=\"customer gone\"",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE,
	.run = run,
};
