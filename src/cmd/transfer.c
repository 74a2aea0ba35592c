/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * transfer: goods leave this store for another. They are on their way until that store receives them.
 */
#include "answer.h"
#include "args.h"
#include "move.h"
#include "stores.h"

#include <stdio.h>

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	struct sb_draft draft = SB_DRAFT(SB_KIND_TRANSFER_OUT);
	sb_owned(write) write = NULL;
	const struct sb_store *to = NULL;
	struct sb_outcome outcome;
	enum sb_status st = sb_store_find(book, sb_call_text(call, "to"), &to, err);

	/* The argument's name, that a form leads to it. */
	if (st)
		snprintf(err->field, sizeof(err->field), "to");
	else
		st = stores_lines(call, &draft, err);
	if (!st)
		st = sb_write_begin(book, &write, err);
	move_draft(call, &draft);
	if (!st)
		st = sb_transfer_send(write, to->id, &draft, &outcome, err);
	if (!st)
		st = sb_write_commit(write, err);
	if (!st)
		st = answer_entry(call, reply, &outcome, NULL, err);
	return st ? st : stores_tell_transfer(call, reply, outcome.seq, err);
}

static const struct sb_arg args[] = {
	ARG_PAIRS,
	{
		.name = "to",
		.type = SB_TEXT_TYPE,
		.flags = SB_ARG_REQUIRED,
		.value = "STORE",
		.label = N_("To"),
		.help = N_("Code of the store the goods go to."),
		.offer = stores_offer,
	},
	ARG_NOTE,
	ARG_AT,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_transfer = {
	.name = "transfer",
	.group = N_("Stores"),
	.summary = N_("Send goods to another store."),
	.details = N_("They leave this store's stock at once and are in transit until `transfer receive` says that "
		      "they arrived."),
	.examples = "stockbook transfer MUG-BLUE 6 --to=NORTH\n"
		    "stockbook -s NORTH transfer MUG-BLUE 2 TEA-500 1 --to=MAIN",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
