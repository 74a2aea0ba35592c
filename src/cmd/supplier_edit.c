/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * supplier edit: what is known of a supplier, and whether anything is ordered there any more.
 */
#include "answer.h"
#include "args.h"
#include "move.h"
#include "ordering.h"
#include "present.h"

static bool is_empty(const struct sb_supplier_change *change)
{
	for (size_t i = 0; i < SB_SF_COUNT; i++)
		if (change->given[i])
			return false;
	return true;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_SUPPLIER_EDIT);
	sb_owned(write) write = NULL;
	struct sb_supplier_change change;
	struct sb_supplier supplier;
	struct sb_outcome outcome;
	enum sb_status st = SB_OK;

	ordering_supplier_change(call, &change);
	if (is_empty(&change))
		return sb_fail(err, SB_USAGE, _("nothing to change: name a field, such as --lead-days=4"));
	st = sb_write_begin(sb_call_app(call)->book, &write, err);
	if (!st)
		st = ordering_supplier(call, &supplier, err);
	if (!st && supplier.id == SB_NONE)
		return sb_fail_field(err, SB_NOT_FOUND, "supplier",
				     _("products name %s, but it was never added: add it with `supplier add`"),
				     supplier.value[SB_SF_NAME].s);
	move_draft(call, &draft);
	draft.seen = sb_call_int(call, "seen", SB_NONE);
	if (!st)
		st = sb_supplier_edit(write, supplier.id, &change, &draft, &outcome, err);
	if (!st && outcome.seq)
		st = sb_write_commit(write, err);
	return st ? st : answer_entry(call, reply, &outcome, _("it is so already: nothing changed"), err);
}

static enum sb_status present(struct sb_call *call, struct sb_present *out, struct sb_error *err)
{
	struct sb_supplier supplier;
	enum sb_status st = sb_call_has(call, "supplier") ? ordering_supplier(call, &supplier, err) : SB_NOT_FOUND;

	if (st || supplier.id == SB_NONE)
		return SB_OK;
	out->about = supplier.value[SB_SF_NAME].s;
	present_set(call, out, "supplier", sb_call_text(call, "supplier"));
	for (size_t i = 0; i < SB_SF_COUNT; i++) {
		sb_auto(buf) text = SB_BUF_INIT;

		sb_value_print(&supplier.value[i], sb_call_style(call), &text);
		present_set(call, out, sb_supplier_field_table[i].option, text.data);
	}
	return SB_OK;
}

static const struct sb_arg args[] = {
	ARG_SUPPLIER(SB_ARG_POSITIONAL | SB_ARG_REQUIRED),
	ARG_SUPPLIER_FIELDS,
	{
		.name = "retired",
		.type = SB_BOOL_TYPE,
		.value = "YES",
		.label = N_("Retired"),
		.help = N_("Whether nothing is ordered there any more: yes or no."),
	},
	ARG_NOTE,
	ARG_SEEN,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_supplier_edit = {
	.name = "supplier edit",
	.group = N_("Orders"),
	.summary = N_("Change what is known of a supplier."),
	.details = N_("Its name stays, for products name it by that. A retired supplier keeps its orders and takes no "
		      "new ones."),
	.examples = "stockbook supplier edit RHINE --contact=\"Ms Vogt, 0221 1234\"\n"
		    "stockbook supplier edit RHINE --retired=yes",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_FORM_FIRST,
	.run = run,
	.present = present,
};
