/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * count new: begins a stock count of all products, of those with a tag, in a bin, found by a query, or named.
 */
#include "counting.h"

#include <string.h>

static const struct {
	const char *arg;
	enum sb_count_scope scope;
} scope_table[] = {
	{ "tag", SB_SCOPE_TAG },
	{ "bin", SB_SCOPE_BIN },
	{ "query", SB_SCOPE_QUERY },
	{ "product", SB_SCOPE_LIST },
};

static enum sb_status read_scope(struct sb_call *call, struct sb_count_ask *ask, struct sb_error *err)
{
	size_t count = sb_call_count(call, "product");
	int64_t *products = sb_arena_alloc(sb_call_arena(call), (count + 1) * sizeof(*products));

	for (size_t i = 0; i < SB_COUNT(scope_table); i++) {
		if (!sb_call_has(call, scope_table[i].arg))
			continue;
		if (ask->scope != SB_SCOPE_ALL)
			return sb_fail_field(err, SB_USAGE, scope_table[i].arg,
					     _("a count has one scope: a tag, a bin, a query or products"));
		ask->scope = scope_table[i].scope;
		ask->value = ask->scope == SB_SCOPE_LIST ? NULL : sb_call_value(call, scope_table[i].arg, 0)->s;
	}
	for (size_t i = 0; i < count; i++)
		products[i] = sb_call_product(call, "product", i)->id;
	ask->products = products;
	ask->product_count = count;
	return SB_OK;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	const struct sb_value *note = sb_call_value(call, "note", 0);
	const char *uncounted = sb_call_text(call, "uncounted");
	struct sb_count_ask ask = SB_COUNT_ASK;
	struct sb_outcome outcome;
	enum sb_status st = read_scope(call, &ask, err);

	ask.is_blind = sb_call_int(call, "blind", 0);
	ask.zeroes = uncounted && !strcmp(uncounted, "zero");
	ask.tolerance_milli = sb_call_int(call, "tolerance", SB_NONE);
	ask.tolerance_percent = sb_call_int(call, "tolerance-percent", SB_NONE);
	ask.tolerance_minor = sb_call_int(call, "tolerance-value", SB_NONE);
	ask.note = note->is_null ? NULL : note->s;
	ask.token = sb_call_text(call, "token");
	ask.fingerprint = ask.token ? sb_call_fingerprint(call) : NULL;
	if (!st)
		st = counting_scope_size(call, &ask, err);
	if (!st)
		st = sb_count_open(sb_call_app(call)->book, &ask, &outcome, err);
	if (!st)
		st = counting_answer(call, reply, outcome.seq, &outcome, NULL, err);
	if (!st)
		reply->open = sb_arena_printf(reply->arena, "counting %lld", (long long)outcome.seq);
	return st;
}

static const struct sb_arg args[] = {
	{
		.name = "product",
		.type = SB_PRODUCT_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REPEAT,
		.value = "PRODUCT",
		.label = N_("Product"),
		.help = N_("Only these products are counted."),
	},
	{
		.name = "tag",
		.type = SB_TEXT_TYPE,
		.value = "TAG",
		.label = N_("Tag"),
		.help = N_("Only products with this tag are counted."),
	},
	{
		.name = "bin",
		.type = SB_TEXT_TYPE,
		.value = "BIN",
		.label = N_("Bin"),
		.help = N_("Only products of this bin are counted."),
	},
	{
		.name = "query",
		.type = SB_QUERY_TYPE,
		.value = "QUERY",
		.label = N_("Search"),
		.help = N_("Only products that this finds are counted."),
	},
	{
		.name = "blind",
		.type = SB_BOOL_TYPE,
		.label = N_("Blind"),
		.help = N_("Nobody is told what is expected, nor the difference, until the review."),
	},
	{
		.name = "uncounted",
		.type = SB_CHOICE_TYPE,
		.value = "RULE",
		.label = N_("Never counted"),
		.choices = "keep|zero",
		.fallback = "keep",
		.help = N_("What of the scope was never counted is left as it is, or taken for gone."),
	},
	{
		.name = "tolerance",
		.type = SB_QTY_TYPE,
		.value = "QTY",
		.label = N_("Tolerance"),
		.help = N_("A larger difference is to be counted again before the count is posted."),
	},
	{
		.name = "tolerance-percent",
		.type = SB_PERCENT_TYPE,
		.flags = SB_ARG_ADVANCED,
		.value = "PERCENT",
		.label = N_("Tolerance in percent"),
		.help = N_("The same for a larger part of what was expected."),
	},
	{
		.name = "tolerance-value",
		.type = SB_MONEY_TYPE,
		.flags = SB_ARG_ADVANCED,
		.value = "MONEY",
		.label = N_("Tolerance at cost"),
		.help = N_("The same for a difference that is worth more, at cost."),
	},
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_count_new = {
	.name = "count new",
	.group = N_("Stock counts"),
	.summary = N_("Begin a stock count."),
	.details = N_("Nothing is frozen: what is sold while you count is allowed for, because every line is compared "
		      "with what the book says at the time of its last scan. Several people may count at once."),
	.examples = "stockbook count new\n"
		    "stockbook count new --tag=kitchen --blind --tolerance=2\n"
		    "stockbook count new MUG-BLUE MUG-RED --uncounted=zero",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK | SB_FORM_FIRST,
	.run = run,
};
