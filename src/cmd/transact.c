/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * transact: one product, more or fewer, in one word; the last movements are shown behind it.
 */
#include "answer.h"
#include "args.h"
#include "move.h"
#include "rows.h"

enum { MOVEMENTS_SHOWN = 5 };

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	int64_t delta = sb_call_value(call, "qty", 0)->n;
	struct sb_draft draft = SB_DRAFT(delta > 0 ? SB_KIND_RECEIVE : SB_KIND_SALE);
	struct sb_outcome outcome;
	struct sb_line line;
	enum sb_status st = move_line(call, 0, delta > 0 ? delta : -delta, &line, err);

	if (st)
		return st;
	move_draft(call, &draft);
	draft.lines = &line;
	draft.line_count = 1;
	st = move_record(call, &draft, &outcome, err);
	if (!st)
		st = answer_entry(call, reply, &outcome, NULL, err);
	if (!st)
		st = rows_last_movements(call, sb_call_product(call, "product", 0)->sku, MOVEMENTS_SHOWN, &reply->page, err);
	reply->has_page = !st;
	return st;
}

static const struct sb_arg args[] = {
	ARG_PRODUCT(SB_ARG_REQUIRED),
	{
		.name = "qty",
		.type = SB_QTY_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED | SB_ARG_SIGNED | SB_ARG_PACKS,
		.value = "QTY",
		.label = N_("In or out"),
		.help = N_("Above zero: received. Below zero: sold."),
	},
	ARG_NOTE,
	ARG_AT,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_transact = {
	.name = "transact",
	.aliases = "transaction",
	.group = N_("Stock"),
	.summary = N_("Record stock in or out, and show the last five movements."),
	.examples = "stockbook transact MUG-BLUE -1\n"
		    "stockbook transact MUG-BLUE +24 --note=\"order 1207\"",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
