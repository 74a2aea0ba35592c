/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list: the products, or another list of the book, searched, sorted and page by page.
 */
#include "args.h"
#include "rows.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return rows_stream(call, sb_call_int(call, "all-stores", 0) ? "stock" : sb_call_text(call, "of"), reply, err);
}

#define L(word) "|" #word

static const struct sb_arg args[] = {
	ARG_QUERY,
	{
		.name = "of",
		.type = SB_CHOICE_TYPE,
		.value = "LIST",
		.label = N_("List"),
		.help = N_("What to list."),
		.choices = SB_LISTS(L),
		.fallback = "products",
	},
	{
		.name = "all-stores",
		.type = SB_BOOL_TYPE,
		.label = N_("All stores"),
		.help = N_("A row for each product in each store."),
	},
	ARG_SORT,
	ARG_COLUMNS,
	ARG_LIMIT,
	ARG_AFTER,
};

const struct sb_cmd sb_cmd_list = {
	.name = "list",
	.aliases = "list-products|ls",
	.group = N_("Products"),
	.summary = N_("List products, or another list of the book."),
	.details = N_("All rows are shown unless there is a limit. With a limit, JSON says under `next` where the next page begins."),
	.examples = "stockbook list blue mug\n"
		    "stockbook list tag:kitchen --sort=-price,name\n"
		    "stockbook list --limit=50 -o json\n"
		    "stockbook list --all-stores product:MUG-BLUE\n"
		    "stockbook list --of=journal --limit=20",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
