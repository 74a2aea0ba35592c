/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rebuild: what is derived from the entries is dropped and made again from them.
 */
#include "answer.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	int64_t entries = 0;
	enum sb_status st = sb_book_rebuild(sb_call_app(call)->book, sb_call_progress(call), &entries, err);

	if (st)
		return st;
	answer_printf(reply, ngettext("rebuilt from %lld entry", "rebuilt from %lld entries", (unsigned long)entries), (long long)entries);
	reply->json = sb_arena_printf(reply->arena, "\"entries\":%lld", (long long)entries);
	return SB_OK;
}

const struct sb_cmd sb_cmd_rebuild = {
	.name = "rebuild",
	.group = N_("Book"),
	.summary = N_("Make stock, products and search again from the entries."),
	.details = N_("What is derived from the entries is dropped and replayed in one transaction. Needed only when check finds that "
		      "they differ."),
	.flags = SB_NEEDS_WRITE | SB_IS_LONG | SB_ASKS_FIRST,
	.run = run,
};
