/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * supplier add: somebody to order from.
 */
#include "answer.h"
#include "args.h"
#include "move.h"
#include "ordering.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_SUPPLIER_ADD);
	sb_owned(write) write = NULL;
	struct sb_supplier_change change;
	struct sb_outcome outcome;
	enum sb_status st = sb_write_begin(sb_call_app(call)->book, &write, err);

	ordering_supplier_change(call, &change);
	move_draft(call, &draft);
	if (!st)
		st = sb_supplier_add(write, &change, &draft, &outcome, err);
	if (!st)
		st = sb_write_commit(write, err);
	return st ? st : answer_entry(call, reply, &outcome, NULL, err);
}

static const struct sb_arg args[] = {
	{
		.name = "name",
		.type = SB_TEXT_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED,
		.value = "NAME",
		.label = N_("Name"),
		.help = N_("What the supplier is called; products name it by this. It stays as it is."),
	},
	ARG_SUPPLIER_FIELDS,
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_supplier_add = {
	.name = "supplier add",
	.group = N_("Orders"),
	.summary = N_("Add a supplier."),
	.details = N_("A product's supplier names one by its name. What products name already and nobody added is in "
		      "`supplier list` too; ordering from it adds it."),
	.examples = "stockbook supplier add \"Rhine Wholesale\" --code=RHINE --lead-days=4 --minimum=150",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE,
	.run = run,
};
