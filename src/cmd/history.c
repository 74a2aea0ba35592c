/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * history: the movements of a product, a time, a kind or a person.
 */
#include "args.h"
#include "rows.h"

static enum sb_status make_query(struct sb_call *call, struct sb_buf *query, struct sb_error *err)
{
	static const char *const fields[] = { "from", "to", "kind", "user" };
	const struct sb_app *app = sb_call_app(call);
	const struct sb_found *product = sb_call_product(call, "product", 0);
	enum sb_status st = product ? rows_add_field(query, "product", product->sku, err) : SB_OK;

	for (size_t i = 0; i < SB_COUNT(fields) && !st; i++) {
		const char *text = sb_call_text(call, fields[i]);

		st = text ? rows_add_field(query, fields[i], text, err) : SB_OK;
	}
	/* A store that was named is meant; without one the movements of all are asked for. */
	if (!st && sb_setting_text(app->settings, SB_SET_BOOK_STORE)[0] && !sb_call_int(call, "all-stores", 0))
		st = rows_add_field(query, "store", sb_book_store(app->book)->code, err);
	return st;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	sb_auto(buf) query = SB_BUF_INIT;
	enum sb_status st = make_query(call, &query, err);

	if (st)
		return st;
	reply->stream = sb_list_find("movements");
	reply->ask = (struct sb_ask){
		.query = sb_arena_strdup(reply->arena, query.data),
		.sort = sb_arena_strdup(reply->arena, sb_call_text(call, "sort")),
		.columns = sb_arena_strdup(reply->arena, sb_call_text(call, "columns")),
		.after = sb_arena_strdup(reply->arena, sb_call_text(call, "after")),
		.limit = (int)sb_call_int(call, "limit", 0),
	};
	return SB_OK;
}

static const struct sb_arg args[] = {
	ARG_PRODUCT(0),
	{
		.name = "from",
		.type = SB_MOMENT_TYPE,
		.value = "TIME",
		.label = NC_("time", "From"),
		.help = N_("Only what happened at or after this time."),
	},
	{
		.name = "to",
		.type = SB_MOMENT_TYPE,
		.value = "TIME",
		.label = NC_("time", "To"),
		.help = N_("Only what happened up to this time; a date alone is the whole day."),
	},
	{
		.name = "kind",
		.type = SB_CHOICE_TYPE,
		.value = "KIND",
		.label = N_("Kind"),
		.help = N_("Only this kind of movement."),
		.choices = SB_KINDS_MOVING,
	},
	{
		.name = "user",
		.type = SB_TEXT_TYPE,
		.value = "USER",
		.label = N_("User"),
		.help = N_("Only what this person did."),
	},
	{
		.name = "all-stores",
		.type = SB_BOOL_TYPE,
		.label = N_("All stores"),
		.help = N_("Movements of every store even if one was named."),
	},
	ARG_SORT,
	ARG_COLUMNS,
	ARG_LIMIT,
	ARG_AFTER,
};

const struct sb_cmd sb_cmd_history = {
	.name = "history",
	.group = N_("Stock"),
	.summary = N_("Show movements, the newest first."),
	.details = N_("Those of the store named with -s or in the settings; of all stores if none is named."),
	.examples = "stockbook history MUG-BLUE\n"
		    "stockbook -s NORTH history MUG-BLUE\n"
		    "stockbook history --from=today --kind=sale\n"
		    "stockbook history --from=2026-03-01 --to=2026-03-31 -o csv > march.csv",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
