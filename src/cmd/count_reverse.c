/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * count reverse: a posted count is taken back.
 */
#include "counting.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	const char *token = sb_call_text(call, "token");
	struct sb_outcome outcome;
	int64_t id = 0;
	enum sb_status st = counting_find(call, &id, err);

	if (!st)
		st = sb_count_reverse(sb_call_app(call)->book, id, token, token ? sb_call_fingerprint(call) : NULL,
				      &outcome, err);
	return st ? st : counting_answer(call, reply, id, &outcome, NULL, err);
}

static const struct sb_arg args[] = { ARG_COUNT, ARG_TOKEN };

const struct sb_cmd sb_cmd_count_reverse = {
	.name = "count reverse",
	.group = N_("Stock counts"),
	.summary = N_("Take back a posted count."),
	.details =
		N_("One entry undoes it: on hand is as if the count had not been posted, and what it absorbed counts "
		   "again. The count is under review then, to be posted anew or cancelled. The same as `undo` of "
		   "the entry that posted it."),
	.examples = "stockbook count reverse 1207",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_ASKS_FIRST,
	.run = run,
};
