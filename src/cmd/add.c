/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * add: a product becomes part of the book, with opening stock if there is any.
 */
#include "answer.h"
#include "args.h"

static void fill_extra(struct sb_call *call, struct sb_product_extra *extra)
{
	const struct sb_value *at = sb_call_value(call, "at", 0), *note = sb_call_value(call, "note", 0);

	extra->token = sb_call_text(call, "token");
	extra->fingerprint = extra->token ? sb_call_fingerprint(call) : NULL;
	extra->occurred_at = at->is_null ? SB_NONE : at->n;
	extra->note = note->is_null ? NULL : note->s;
}

/* Opening stock takes as many decimals as the product being added, which is no product yet when arguments are read. */
static enum sb_status read_opening(struct sb_call *call, int64_t *out, struct sb_error *err)
{
	const struct sb_product_change *change = sb_call_change(call);
	const struct sb_value *decimals = &change->value[SB_PF_DECIMALS];
	const char *text = sb_call_text(call, "opening");
	struct sb_value value;
	enum sb_status st = SB_OK;

	if (!text || !text[0])
		return SB_OK;
	st = sb_value_parse(SB_QTY_TYPE, change->given[SB_PF_DECIMALS] && !decimals->is_null ? (int)decimals->n : 0, text,
			    sb_call_style(call), &value, err);
	if (st)
		return st;
	*out = value.n ? value.n : SB_NONE;
	return SB_OK;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_outcome outcome;
	enum sb_status st = read_opening(call, &extra.opening_milli, err);

	fill_extra(call, &extra);
	if (!st)
		st = sb_write_begin(sb_call_app(call)->book, &write, err);
	if (!st)
		st = sb_product_add(write, sb_call_change(call), &extra, &outcome, err);
	if (!st)
		st = sb_write_commit(write, err);
	if (!st)
		st = answer_entry(call, reply, &outcome, NULL, err);
	if (!st)
		reply->open = sb_arena_printf(reply->arena, "product #%lld", (long long)outcome.seq);
	return st;
}

#define F(symbol, name, option, type, label, help) FIELD_ROW(symbol, type, option, label, help, SB_ARG_POSITIONAL, SB_ARG_NEEDED),

static const struct sb_arg args[] = {
	SB_PRODUCT_FIELDS(F)
	{
		.name = "opening",
		.type = SB_QTY_TYPE,
		.value = "QTY",
		.label = N_("Opening stock"),
		.help = N_("How many are there already."),
	},
	ARG_NOTE,
	ARG_AT,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_add = {
	.name = "add",
	.aliases = "add-product",
	.group = N_("Products"),
	.summary = N_("Add a product."),
	.details = N_("Without a SKU a code is given. On a terminal, without any argument, each field is asked for and checked."),
	.examples = "stockbook add MUG-BLUE --name=\"Blue mug\" --price=7.50 --opening=24\n"
		    "stockbook add TEA-500 --name=\"Green tea\" --unit=kg --decimals=3 --barcode=4006381333931\n"
		    "stockbook add",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_ASKS_ALONE,
	.run = run,
};
