/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hold expire: expiries are written down. What has expired counts no more anyway.
 */
#include "holding.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	int64_t count = 0;
	enum sb_status st = sb_hold_sweep(sb_call_app(call)->book, &count, err);

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

const struct sb_cmd sb_cmd_hold_expire = {
	.name = "hold expire",
	.group = N_("Holds"),
	.summary = N_("Write down which holds have expired."),
	.details = N_("Only tidies: a hold stops counting the moment it expires, written down or not."),
	.examples = "stockbook hold expire",
	.flags = SB_NEEDS_WRITE,
	.run = run,
};
