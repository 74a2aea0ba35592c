/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * availability: what can be promised of products now.
 */
#include "args.h"
#include "rows.h"

/* What was named is a page of its own: no list that is opened later knows of it. */
static enum sb_status show_named(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	size_t count = sb_call_count(call, "product");
	int64_t *ids = sb_arena_alloc(reply->arena, count * sizeof(*ids));
	const struct sb_list *list = reply->stream;

	for (size_t i = 0; i < count; i++)
		ids[i] = sb_call_product(call, "product", i)->id;
	reply->stream = NULL;
	reply->ask.among = ids;
	reply->ask.among_count = count;
	reply->ask.want_total = true;
	if (!reply->ask.limit)
		reply->ask.limit = count < SB_PAGE_MAX ? (int)count : SB_PAGE_MAX;
	struct sb_ask ask = reply->ask;
	if (!ask.columns)
		ask.columns = "*";
	enum sb_status st = sb_list_page(list, sb_call_app(call)->book, &ask, &reply->page, err);
	reply->has_page = !st;
	return st;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	enum sb_status st = rows_stream(call, "availability", reply, err);

	return st || !sb_call_count(call, "product") ? st : show_named(call, reply, err);
}

static const struct sb_arg args[] = { ARG_PRODUCT(SB_ARG_REPEAT), ARG_SORT, ARG_COLUMNS, ARG_LIMIT, ARG_AFTER };

const struct sb_cmd sb_cmd_availability = {
	.name = "availability",
	.group = N_("Stock"),
	.summary = N_("Show what can be promised of products now."),
	.details = N_("On hand, held for orders, committed, and what is left of it. The version grows with each change "
		      "of the product's stock."),
	.examples = "stockbook availability MUG-BLUE TEA-500\n"
		    "stockbook availability -o json",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
