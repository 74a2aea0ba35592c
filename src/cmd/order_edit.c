/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * order edit: what is ordered changes while it is open.
 */
#include "answer.h"
#include "args.h"
#include "move.h"
#include "ordering.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_ORDER_EDIT);
	sb_owned(write) write = NULL;
	struct sb_outcome outcome;
	enum sb_status st = SB_OK;

	if (!sb_call_count(call, "product") && !sb_call_has(call, "expected"))
		return sb_fail(err, SB_USAGE, _("nothing to change: name a product and its quantity, or --expected"));
	st = ordering_lines(call, &draft, err);
	if (!st)
		st = sb_write_begin(sb_call_app(call)->book, &write, err);
	move_draft(call, &draft);
	draft.seen = sb_call_int(call, "seen", SB_NONE);
	if (!st)
		st = sb_order_edit(write, sb_call_int(call, "order", 0), ordering_expected(call, SB_ORDER_AS_IS), &draft,
				   &outcome, err);
	if (!st && outcome.seq)
		st = sb_write_commit(write, err);
	return st ? st : ordering_answer(call, reply, &outcome, _("it is so already: nothing changed"), err);
}

static const struct sb_arg args[] = {
	ARG_ORDER, ARG_PRODUCT(SB_ARG_REPEAT), ARG_QTY(SB_ARG_REPEAT), ARG_AGREED, ARG_EXPECTED, ARG_NOTE, ARG_AT, ARG_SEEN, ARG_TOKEN,
};

const struct sb_cmd sb_cmd_order_edit = {
	.name = "order edit",
	.group = N_("Orders"),
	.summary = N_("Change an order that is still open."),
	.details = N_("The quantity is what is ordered of the product from now on, what has come of it included; 0 takes "
		      "it off. Products that were not on the order are added to it."),
	.examples = "stockbook order edit 1042 MUG-BLUE 36\n"
		    "stockbook order edit 1042 --expected=2026-12-11",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_FORM_FIRST,
	.run = run,
};
