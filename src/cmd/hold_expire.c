/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hold expire: expiries are written down. What has expired counts no more anyway.
 */
#include "holding.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	int64_t count = 0;
	enum sb_status st = sb_hold_sweep(sb_call_app(call)->book, sb_call_int(call, "limit", INT64_MAX), &count, err);

	if (st)
		return st;
	if (count)
		answer_printf(reply,
			      ngettext("recorded that %lld hold expired", "recorded that %lld holds expired",
				       (unsigned long)count),
			      (long long)count);
	else
		answer_printf(reply, "%s", _("no hold has expired"));
	reply->json = sb_arena_printf(reply->arena, "\"expired\":%lld", (long long)count);
	return SB_OK;
}

static const struct sb_arg args[] = {
	{ .name = "limit",
	  .type = SB_INT_TYPE,
	  .flags = SB_ARG_ADVANCED | SB_ARG_PLUS | SB_ARG_HOW,
	  .value = "N",
	  .label = N_("Limit"),
	  .help = N_("At most this many holds.") },
};

const struct sb_cmd sb_cmd_hold_expire = {
	.name = "hold expire",
	.group = N_("Holds"),
	.summary = N_("Write down which holds have expired."),
	.details = N_("Only tidies: a hold stops counting the moment it expires, written down or not. The terminal program does it by itself."),
	.examples = "stockbook hold expire",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
