/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reason add: a reason of the shop's own why stock is removed or corrected.
 */
#include "answer.h"
#include "args.h"
#include "move.h"
#include "stockbook/reason.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	const struct sb_value *label = sb_call_value(call, "label", 0);
	struct sb_draft draft = SB_DRAFT(SB_KIND_REASON_ADD);
	struct sb_reason what = {
		.word = sb_call_text(call, "word"),
		.label = label->is_null ? NULL : label->s,
		.is_shrinkage = sb_call_int(call, "shrinkage", 0) != 0,
		.is_demand = sb_call_int(call, "demand", 0) != 0,
	};
	bool is_known = sb_direction_find(sb_call_text(call, "direction"), &what.direction);
	sb_owned(write) write = NULL;
	struct sb_outcome outcome;
	enum sb_status st = sb_write_begin(sb_call_app(call)->book, &write, err);

	move_draft(call, &draft);
	if (!st && !is_known)
		st = sb_fail_field(err, SB_INVALID, "direction", _("\"%s\" is no direction: choose out, in or both"), sb_call_text(call, "direction"));
	if (!st)
		st = sb_reason_add(write, &what, &draft, &outcome, err);
	if (!st)
		st = sb_write_commit(write, err);
	return st ? st : answer_entry(call, reply, &outcome, NULL, err);
}

#define DIRECTION_WORD(direction, word) "|" word
static const struct sb_arg args[] = {
	{
		.name = "word",
		.type = SB_TEXT_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED,
		.value = "WORD",
		.label = N_("Word"),
		.help = N_("What --reason takes: a-z, 0-9 and _. It stays as it is."),
	},
	{
		.name = "label",
		.type = SB_TEXT_TYPE,
		.value = "TEXT",
		.label = N_("Label"),
		.help = N_("What people read; by default the word."),
	},
	{
		.name = "direction",
		.type = SB_CHOICE_TYPE,
		.value = "DIRECTION",
		.choices = SB_DIRECTIONS(DIRECTION_WORD),
		.fallback = "out",
		.label = N_("Direction"),
		.help = N_("Which way stock may go for it."),
	},
	{
		.name = "shrinkage",
		.type = SB_BOOL_TYPE,
		.label = N_("Shrinkage"),
		.help = N_("What goes for it is lost."),
	},
	{
		.name = "demand",
		.type = SB_BOOL_TYPE,
		.label = N_("Demand"),
		.help = N_("What goes for it is used up."),
	},
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_reason_add = {
	.name = "reason add",
	.group = N_("Stock"),
	.summary = N_("Add a reason of the shop's own for removing or correcting stock."),
	.details = N_("It says for good which way stock goes, whether that is shrinkage and whether it is demand: what is booked "
		      "with it means that, so it is not edited; add another instead. Until it is used its addition can be undone."),
	.examples = "stockbook reason add tasting --label=\"Tasting at the counter\" --demand\n"
		    "stockbook remove PA1265 1 --reason=tasting",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE,
	.run = run,
};
