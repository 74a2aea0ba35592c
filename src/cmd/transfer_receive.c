/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * transfer receive: what another store sent has arrived, all of it or part.
 */
#include "answer.h"
#include "args.h"
#include "move.h"
#include "stores.h"

/* Where the transfer goes it arrives; a store named beside it, and another one, is a slip. */
static enum sb_status check_store(struct sb_call *call, struct sb_error *err)
{
	struct sb_app *app = sb_call_app(call);
	const struct sb_store *to = NULL;
	struct sb_transfer transfer;
	enum sb_status st = SB_OK;

	if (sb_setting_layer(app->settings, SB_SET_BOOK_STORE) != SB_LAYER_OPTION)
		return SB_OK;
	st = sb_transfer_get(app->book, sb_call_int(call, "transfer", 0), sb_call_arena(call), &transfer, err);
	if (!st)
		st = sb_store_get(app->book, transfer.to, &to, err);
	if (!st && to->id != sb_book_store(app->book)->id)
		st = sb_fail_field(err, SB_REFUSED, "store", _("transfer %lld goes to %s: work for that store first"),
				   (long long)transfer.seq, to->code);
	return st;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_TRANSFER_IN);
	sb_owned(write) write = NULL;
	struct sb_outcome outcome;
	enum sb_status st = check_store(call, err);

	if (!st)
		st = stores_lines(call, &draft, err);
	if (!st)
		st = sb_write_begin(sb_call_app(call)->book, &write, err);
	move_draft(call, &draft);
	if (!st)
		st = sb_transfer_receive(write, sb_call_int(call, "transfer", 0), &draft, &outcome, err);
	if (!st)
		st = sb_write_commit(write, err);
	if (!st)
		st = answer_entry(call, reply, &outcome, NULL, err);
	return st ? st : stores_tell_transfer(call, reply, outcome.seq, err);
}

static const struct sb_arg args[] = {
	ARG_TRANSFER, ARG_PRODUCT(SB_ARG_REPEAT), ARG_QTY(SB_ARG_REPEAT | SB_ARG_PLUS), ARG_NOTE, ARG_AT, ARG_TOKEN,
};

const struct sb_cmd sb_cmd_transfer_receive = {
	.name = "transfer receive",
	.group = N_("Stores"),
	.summary = N_("Receive what another store sent."),
	.details = N_("Without products all that is on its way has arrived, in the store it was sent to. With products "
		      "only those; the rest stays in "
		      "transit until it arrives as well or `transfer close` gives it up. More than was sent is "
		      "refused: it did not come from there."),
	.examples = "stockbook transfer receive 1042\n"
		    "stockbook transfer receive 1042 MUG-BLUE 5",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
