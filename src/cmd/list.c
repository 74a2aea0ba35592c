/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list: the products, or another list of the book, searched, sorted and page by page.
 */
#include "args.h"

#include <limits.h>
#include <string.h>

/* Words typed apart are one query. A word with blanks inside was quoted for the shell and is meant as it is. */
static const char *joined_query(struct sb_call *call, struct sb_arena *arena)
{
	sb_auto(buf) query = SB_BUF_INIT;

	for (size_t i = 0; i < sb_call_count(call, "query"); i++)
		sb_buf_printf(&query, "%s%s", i ? " " : "", sb_call_value(call, "query", i)->s);
	return sb_arena_strdup(arena, query.data);
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	int64_t limit = sb_call_int(call, "limit", 0);

	if (limit >= INT_MAX)
		return sb_fail_field(err, SB_INVALID, "limit", _("a limit this high is none: leave it out"));
	reply->stream = sb_list_find(sb_call_text(call, "of"));
	reply->ask = (struct sb_ask){
		.query = joined_query(call, reply->arena),
		.sort = sb_arena_strdup(reply->arena, sb_call_text(call, "sort")),
		.columns = sb_arena_strdup(reply->arena, sb_call_text(call, "columns")),
		.after = sb_arena_strdup(reply->arena, sb_call_text(call, "after")),
		.limit = (int)limit,
	};
	return SB_OK;
}

#define L(word) "|" #word

static const struct sb_arg args[] = {
	{
		.name = "query",
		.type = SB_QUERY_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REPEAT,
		.value = "QUERY",
		.label = N_("Search"),
		.help = N_("Words and field:value, see stockbook-query(7)."),
	},
	{
		.name = "of",
		.type = SB_CHOICE_TYPE,
		.value = "LIST",
		.label = N_("List"),
		.help = N_("What to list."),
		.choices = SB_LISTS(L),
		.fallback = "products",
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
		    "stockbook list --of=journal --limit=20",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK,
	.run = run,
};
