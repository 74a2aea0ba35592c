/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store plan: what this store has its own of: reorder point, order up to, bin.
 */
#include "args.h"
#include "bulk.h"
#include "present.h"
#include "stores.h"

static enum sb_status plan(struct sb_write *write, int64_t product, const struct sb_product_change *change,
			   const struct sb_product_extra *extra, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_PLAN);

	draft.token = extra->token;
	draft.fingerprint = extra->fingerprint;
	draft.note = extra->note;
	draft.batch = extra->batch;
	draft.seen = extra->seen_version;
	return sb_store_plan_set(write, product, change, &draft, out, err);
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	bool any = false;

	for (size_t i = 0; i < SB_PLAN_FIELDS; i++)
		any |= sb_call_change(call)->given[sb_store_plan_fields[i]];
	if (!any)
		return sb_fail(err, SB_USAGE, _("nothing to plan: name a field, such as --reorder-point=6"));
	return bulk_run(call, plan, sb_call_int(call, "seen", SB_NONE), reply, err);
}

static enum sb_status present(struct sb_call *call, struct sb_present *out, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	const struct sb_found *found = NULL;
	struct sb_product product;
	struct sb_store_plan now;
	enum sb_status st = present_product(call, out, &found, &product, err);

	if (!st && found)
		st = sb_store_plan_get(book, sb_book_store(book)->id, found->id, sb_call_arena(call), &now, err);
	for (size_t i = 0; i < SB_PLAN_FIELDS && !st && found; i++)
		present_field(call, out, sb_store_plan_fields[i], &now.value[i]);
	return st;
}

static const struct sb_arg args[] = {
	ARG_PRODUCT(SB_ARG_REQUIRED | SB_ARG_REPEAT),
	FIELD_ROW(REORDER_POINT, QTY, "reorder-point", N_("Reorder point"),
		  N_("This store orders when no more than this is left; empty: as the product says."), 0, 0),
	FIELD_ROW(ORDER_UP_TO, QTY, "order-up-to", N_("Order up to"),
		  N_("How much an order of this store fills up to; empty: as the product says."), 0, 0),
	FIELD_ROW(BIN, TEXT, "bin", N_("Bin"), N_("Where it stands in this store; empty: as the product says."), 0, 0),
	ARG_NOTE,
	ARG_SEEN,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_store_plan = {
	.name = "store plan",
	.group = N_("Stores"),
	.summary = N_("Give a product its own reorder point, order quantity or bin in this store."),
	.details = N_("What is planned here goes before what the product says; in other stores nothing changes. An "
		      "empty value goes back to the product's. "
		      "Several products are planned as one."),
	.examples = "stockbook -s NORTH store plan MUG-BLUE --reorder-point=3 --bin=\"A 7\"\n"
		    "stockbook -s NORTH store plan MUG-BLUE --reorder-point=",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_FORM_FIRST,
	.run = run,
	.present = present,
};
