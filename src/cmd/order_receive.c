/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * order receive: what was ordered has arrived, all of it or part.
 */
#include "answer.h"
#include "args.h"
#include "move.h"
#include "ordering.h"

static enum sb_status check_what(struct sb_call *call, struct sb_error *err)
{
	bool is_all = sb_call_int(call, "all", 0), has_pairs = sb_call_count(call, "product");

	if (is_all && has_pairs)
		return sb_fail_field(err, SB_USAGE, "all", _("either all of it or what is named: leave one of them out"));
	if (!is_all && !has_pairs)
		return sb_fail_field(err, SB_USAGE, "product",
				     _("name what has come, PRODUCT QTY …, or --all for everything that is open"));
	return SB_OK;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_RECEIVE);
	sb_owned(write) write = NULL;
	struct sb_outcome outcome;
	enum sb_status st = check_what(call, err);

	if (!st)
		st = ordering_lines(call, &draft, err);
	if (!st)
		st = sb_write_begin(sb_call_app(call)->book, &write, err);
	move_draft(call, &draft);
	if (!st)
		st = sb_order_receive(write, sb_call_int(call, "order", 0), sb_call_int(call, "close", 0), &draft,
				      &outcome, err);
	if (!st)
		st = move_follow_cost(call, write, &outcome, err);
	if (!st)
		st = sb_write_commit(write, err);
	return st ? st : ordering_answer(call, reply, &outcome, NULL, err);
}

static const struct sb_arg args[] = {
	ARG_ORDER,
	ARG_PRODUCT(SB_ARG_REPEAT),
	ARG_QTY(SB_ARG_REPEAT | SB_ARG_PLUS),
	{
		.name = "all",
		.type = SB_BOOL_TYPE,
		.label = N_("All of it"),
		.help = N_("Everything that is open has come."),
	},
	{
		.name = "cost",
		.type = SB_MONEY_TYPE,
		.flags = SB_ARG_REPEAT,
		.value = "MONEY",
		.label = N_("Cost"),
		.help = N_("Cost of one unit instead of what was agreed; of several products once for each."),
	},
	{
		.name = "close",
		.type = SB_BOOL_TYPE,
		.label = N_("Close it"),
		.help = N_("What is still open then will not come."),
	},
	ARG_NOTE,
	ARG_AT,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_order_receive = {
	.name = "order receive",
	.group = N_("Orders"),
	.summary = N_("Receive what was ordered, all of it or part."),
	.details = N_("It comes into the store it was ordered for. The rest stays open until it comes as well, or until "
		      "--close or `order cancel` gives it up. More than was ordered, or what was not ordered at all, is "
		      "taken in, too, and shown as over. The whole delivery is one entry: `undo` takes it back."),
	.examples = "stockbook order receive 1042 --all\n"
		    "stockbook order receive 1042 MUG-BLUE 20 MUG-RED 12 --close",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
