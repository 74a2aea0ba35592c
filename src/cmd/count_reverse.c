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

/* What would be taken back: the number of a count alone tells nobody. */
static void tell_posting(struct sb_app *app, const char *text, struct sb_buf *out)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error ignored = SB_ERROR_INIT;
	sb_auto(buf) sentence = SB_BUF_INIT;
	struct sb_count count;
	int64_t id;

	if (sb_count_find(app->book, text, &id, &ignored) || sb_count_get(app->book, id, arena, &count, &ignored) ||
	    count.posting == SB_NONE || sb_entry_describe(app->book, count.posting, &sentence, &ignored))
		return;
	sb_buf_printf(out, "%lld · %s", (long long)id, sentence.data);
}

static const struct sb_arg args[] = {
	{
		.name = "count",
		.type = SB_TEXT_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED,
		.value = "COUNT",
		.label = N_("Count"),
		.help = N_("Its number or its id."),
		.offer = counting_offer,
		.tell = tell_posting,
	},
	ARG_TOKEN,
};

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
