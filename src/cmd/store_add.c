/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store add: another place with a stock of its own.
 */
#include "answer.h"
#include "args.h"
#include "call.h"
#include "move.h"
#include "stores.h"

#include <ctype.h>

static const char *upper(struct sb_call *call, const char *text)
{
	char *code = sb_arena_strdup(sb_call_arena(call), text);

	for (char *at = code; *at; at++)
		*at = (char)toupper((unsigned char)*at);
	return code;
}

/* Where nothing is said it is as in the store worked for. */
static void fill_store(struct sb_call *call, struct sb_store_new *out)
{
	const struct sb_app *app = sb_call_app(call);
	const char *zone = sb_call_text(call, "zone"), *set_zone = sb_setting_text(app->settings, SB_SET_BOOK_ZONE);
	const struct sb_value *name = sb_call_value(call, "name", 0);

	out->code = upper(call, sb_call_text(call, "code"));
	out->name = name->is_null ? out->code : name->s;
	out->zone = zone ? zone : set_zone[0] ? set_zone : sb_zone_name(sb_book_store(app->book)->zone);
	out->allow_negative = call_yes_or_no(call, "allow-negative",
					       (int)sb_setting_int(app->settings, SB_SET_PRODUCT_NEGATIVE)) == 1;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_STORE_ADD);
	sb_owned(write) write = NULL;
	struct sb_store_new what;
	struct sb_outcome outcome;
	enum sb_status st = sb_write_begin(sb_call_app(call)->book, &write, err);

	fill_store(call, &what);
	move_draft(call, &draft);
	if (!st)
		st = sb_store_add(write, &what, &draft, &outcome, err);
	if (!st)
		st = sb_write_commit(write, err);
	return st ? st : answer_entry(call, reply, &outcome, NULL, err);
}

static const struct sb_arg args[] = {
	{
		.name = "code",
		.type = SB_TEXT_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED,
		.value = "CODE",
		.label = N_("Code"),
		.help = N_("Short name: A-Z, 0-9, - and _. It stays as it is."),
	},
	{
		.name = "name",
		.type = SB_TEXT_TYPE,
		.value = "NAME",
		.label = N_("Name"),
		.help = N_("What the store is called."),
	},
	{
		.name = "zone",
		.type = SB_TEXT_TYPE,
		.value = "ZONE",
		.label = N_("Time zone"),
		.help = N_("Its time zone, such as Europe/Berlin; by default that of this store. It stays as it is."),
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
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_store_add = {
	.name = "store add",
	.group = N_("Stores"),
	.summary = N_("Add a store."),
	.details = N_("Every product has a stock in every store, nothing at first. Goods come by `receive` or by "
		      "`transfer` from another store. "
		      "-s STORE says which store a command works for; the setting book.store says so for good."),
	.examples = "stockbook store add NORTH --name=\"North Street\"\n"
		    "stockbook -s NORTH receive MUG-BLUE 12",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE,
	.run = run,
};
