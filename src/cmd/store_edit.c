/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store edit: what a store is called, and whether it sells below zero.
 */
#include "answer.h"
#include "args.h"
#include "call.h"
#include "move.h"
#include "present.h"
#include "stores.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	const struct sb_value *name = sb_call_value(call, "name", 0);
	struct sb_draft draft = SB_DRAFT(SB_KIND_STORE_EDIT);
	sb_owned(write) write = NULL;
	const struct sb_store *store = NULL;
	struct sb_outcome outcome;
	bool was_done = false;
	enum sb_status st = SB_OK;

	if (!sb_call_has(call, "name") && !sb_call_has(call, "allow-negative"))
		return sb_fail(err, SB_USAGE, _("nothing to change: name a field, such as --name=\"North Street\""));
	move_draft(call, &draft);
	draft.seen = sb_call_int(call, "seen", SB_NONE);
	st = sb_write_begin(book, &write, err);
	/* what was done with this token stays done, though the store was taken back since */
	if (!st && draft.token)
		st = sb_write_replay(write, draft.token, draft.fingerprint, &was_done, &outcome, err);
	if (!st && !was_done)
		st = sb_store_find(book, sb_call_text(call, "store"), &store, err);
	if (!st && !was_done)
		st = sb_store_edit(write, store->id, name->is_null ? NULL : name->s,
				   call_yes_or_no(call, "allow-negative", -1), &draft, &outcome, err);
	if (!st && outcome.seq && !was_done)
		st = sb_write_commit(write, err);
	return st ? st : answer_entry(call, reply, &outcome, _("it is so already: nothing changed"), err);
}

static enum sb_status present(struct sb_call *call, struct sb_present *out, struct sb_error *err)
{
	const char *code = sb_call_text(call, "store");
	const struct sb_store *store = NULL;
	enum sb_status st = code ? sb_store_find(sb_call_app(call)->book, code, &store, err) : SB_OK;

	if (st || !store)
		return st;
	out->about = sb_arena_strdup(sb_call_arena(call), store->code);
	present_set(call, out, "store", store->code);
	present_set(call, out, "name", store->name);
	present_set(call, out, "allow-negative", store->allow_negative ? "yes" : "no");
	return SB_OK;
}

static const struct sb_arg args[] = {
	{
		.name = "store",
		.type = SB_TEXT_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED,
		.value = "STORE",
		.label = N_("Store"),
		.help = N_("Its code."),
		.offer = stores_offer,
	},
	{
		.name = "name",
		.type = SB_TEXT_TYPE,
		.value = "NAME",
		.label = N_("Name"),
		.help = N_("What the store is called."),
	},
	{
		.name = "allow-negative",
		.type = SB_CHOICE_TYPE,
		.value = "YES",
		.choices = "yes|no",
		.label = N_("Sell below zero"),
		.help = N_("Whether it may sell what the book says it does not have: yes or no."),
	},
	ARG_NOTE,
	ARG_SEEN,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_store_edit = {
	.name = "store edit",
	.group = N_("Stores"),
	.summary = N_("Change what a store is called and how it sells."),
	.details = N_("Its code and time zone stay: settings name the one, days were counted by the other."),
	.examples = "stockbook store edit NORTH --name=\"North Street 12\"\n"
		    "stockbook store edit NORTH --allow-negative=no",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_FORM_FIRST,
	.run = run,
	.present = present,
};
