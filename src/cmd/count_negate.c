/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * count negate: a scan is taken back.
 */
#include "counting.h"

static enum sb_status find_scan(struct sb_call *call, int64_t count, int64_t *out, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	struct sb_entry entry;
	enum sb_status st = SB_OK;

	if (!sb_call_has(call, "entry"))
		return sb_count_last_scan(book, count, out, err);
	*out = sb_call_int(call, "entry", 0);
	st = sb_entry_get(book, *out, sb_call_arena(call), &entry, err);
	if (!st && (entry.kind != SB_KIND_COUNT_SCAN || entry.subject != count))
		st = sb_fail_field(
			err, SB_NOT_FOUND, "entry",
			_("entry %lld is no scan of count %lld: `list --of=count_scans` names them"),
			(long long)*out, (long long)count);
	return st;
}

/* Asked with the same token again, the newest scan is another one by now. */
static enum sb_status was_done(struct sb_call *call, const char *token, bool *found, struct sb_outcome *out,
			       struct sb_error *err)
{
	sb_owned(write) write = NULL;
	enum sb_status st = SB_OK;

	*found = false;
	if (token)
		st = sb_write_begin(sb_call_app(call)->book, &write, err);
	if (!st && token)
		st = sb_write_replay(write, token, sb_call_fingerprint(call), found, out, err);
	return st;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	const char *token = sb_call_text(call, "token");
	struct sb_book *book = sb_call_app(call)->book;
	struct sb_outcome outcome;
	int64_t count = 0, scan = 0;
	bool found = false;
	enum sb_status st = counting_find(call, &count, err);

	if (!st)
		st = was_done(call, token, &found, &outcome, err);
	if (!st && !found)
		st = find_scan(call, count, &scan, err);
	/* One that was taken back and brought back stands because of that. */
	if (!st && !found)
		st = sb_entry_standing(book, scan, &scan, err);
	if (!st && !found)
		st = sb_book_undo(book, scan, token, token ? sb_call_fingerprint(call) : NULL, &outcome, err);
	return st ? st : counting_answer(call, reply, count, &outcome, NULL, err);
}

static const struct sb_arg args[] = {
	ARG_COUNT,
	{
		.name = "entry",
		.type = SB_ENTRY_TYPE,
		.flags = SB_ARG_POSITIONAL,
		.value = "ENTRY",
		.label = N_("Entry"),
		.help = N_("The scan's entry; without it the newest of yours in this count."),
	},
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_count_negate = {
	.name = "count negate",
	.group = N_("Stock counts"),
	.summary = N_("Take back a scan."),
	.details = N_("The same as `undo` of its entry: it stays in the journal and counts no more."),
	.examples = "stockbook count negate 1207\n"
		    "stockbook count negate 1207 1219",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
