/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check: proves that the book is what it was and adds up.
 */
#include "answer.h"

#include <inttypes.h>

enum { FINDINGS_MAX = 1000 };

static const struct sb_column columns[] = {
	{ .name = "finding", .title = N_("Found"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN | SB_COL_GROWS, .width = 60 },
};
static const struct sb_list findings_list = {
	.name = "findings",
	.title = N_("Findings"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
};

static void add_finding(const char *finding, void *context)
{
	struct answer_table *table = context;

	if (table->count < FINDINGS_MAX)
		answer_table_text(table, answer_table_row(table), finding);
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_check_summary summary = { 0 };
	struct answer_table table;
	sb_auto(buf) head = SB_BUF_INIT;
	sb_auto(buf) counted = SB_BUF_INIT;
	enum sb_status st = SB_OK;

	answer_table_begin(&table, reply, &findings_list);
	st = sb_book_check(sb_call_app(call)->book, sb_call_progress(call), add_finding, &table, &summary, err);
	answer_table_end(&table);
	if (st)
		return st;
	sb_hash_print(&summary.head, &head);
	sb_buf_printf(&counted, ngettext("%lld entry", "%lld entries", (unsigned long)summary.entries), (long long)summary.entries);
	sb_buf_puts(&counted, ", ");
	sb_buf_printf(&counted, ngettext("%lld product", "%lld products", (unsigned long)summary.products), (long long)summary.products);
	answer_printf(reply, _("all is well: %s, head %.16s"), counted.data, head.data);
	reply->json = sb_arena_printf(reply->arena, "\"entries\":%" PRId64 ",\"products\":%" PRId64 ",\"head\":\"%s\"", summary.entries,
				      summary.products, head.data);
	return SB_OK;
}

const struct sb_cmd sb_cmd_check = {
	.name = "check",
	.group = N_("Book"),
	.summary = N_("Prove that the book is whole and adds up."),
	.details = N_("Verified are the chain of hashes over all entries, that what went from one place arrived at another, that stock, products and "
		      "search are what the entries make them, that nothing available is below zero unless allowed, and the database file "
		      "itself. The head is the last entry's hash: written down elsewhere, it shows later that nothing before it was changed."),
	.flags = SB_NEEDS_BOOK | SB_IS_LONG | SB_BY_ANYONE,
	.run = run,
};
