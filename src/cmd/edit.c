/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * edit: what is known about a product changes. Only the fields given.
 */
#include "answer.h"
#include "args.h"

static bool is_any_given(const struct sb_product_change *change)
{
	for (int i = 0; i < SB_PF_COUNT; i++) {
		if (change->given[i])
			return true;
	}
	return false;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	const struct sb_value *note = sb_call_value(call, "note", 0);
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_outcome outcome;
	enum sb_status st = SB_OK;

	if (!is_any_given(sb_call_change(call)))
		return sb_fail(err, SB_USAGE, _("nothing to change: name a field, such as --price=2.50"));
	extra.token = sb_call_text(call, "token");
	extra.fingerprint = extra.token ? sb_call_fingerprint(call) : NULL;
	extra.note = note->is_null ? NULL : note->s;
	st = sb_write_begin(sb_call_app(call)->book, &write, err);
	if (!st)
		st = sb_product_edit(write, sb_call_product(call, "product", 0)->id, sb_call_change(call), &extra, &outcome, err);
	if (!st)
		st = sb_write_commit(write, err);
	return st ? st : answer_entry(call, reply, &outcome, _("it is so already: nothing changed"), err);
}

#define F(symbol, name, option, type, label, help) FIELD_ROW(symbol, type, option, label, help, 0),

static const struct sb_arg args[] = {
	ARG_PRODUCT(SB_ARG_REQUIRED),
	SB_PRODUCT_FIELDS(F)
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_edit = {
	.name = "edit",
	.group = N_("Products"),
	.summary = N_("Change what is known about a product."),
	.details = N_("Fields that are not given stay as they are; an empty one is cleared. Several barcodes or tags replace all there were."),
	.examples = "stockbook edit MUG-BLUE --price=7.90\n"
		    "stockbook edit MUG-BLUE --reorder-point=12 --supplier=\"Acme Ltd\"\n"
		    "stockbook edit MUG-BLUE --description=",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE,
	.run = run,
};
