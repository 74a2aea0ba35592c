/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding, changing and archiving products, and planning what a store has its own of. */
#include "batch.h"

#include "stockbook/product.h"

static const enum sb_product_field fields[FIELDS] = {
	[F_SKU] = SB_PF_SKU,	   [F_NAME] = SB_PF_NAME,	  [F_BARCODE] = SB_PF_BARCODES,
	[F_TAG] = SB_PF_TAGS,	   [F_PRICE] = SB_PF_PRICE,	  [F_COST] = SB_PF_COST,
	[F_DECIMALS] = SB_PF_DECIMALS, [F_REORDER] = SB_PF_REORDER_POINT, [F_NEGATIVE] = SB_PF_ALLOW_NEGATIVE,
	[F_SUPPLIER] = SB_PF_SUPPLIER,
};

static void tell_change(const struct change *change, struct arguments *out)
{
	for (int f = 0; f < FIELDS; f++) {
		sb_auto(buf) text = SB_BUF_INIT;

		if (!change->given[f])
			continue;
		op_field_text((enum field)f, change->value[f], &text);
		tell(out, sb_product_field_table[fields[f]].option, text.data);
	}
}

static void tell_products(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	for (size_t i = 0; i < op->lines; i++)
		tell_product(model, op, meaning, i, out);
}

static bool fits(int64_t qty, int64_t decimals)
{
	return qty == SB_NONE || model_fits_decimals(qty, decimals);
}

static enum sb_status check_reorder(const struct change *change, int64_t decimals)
{
	if (change->given[F_DECIMALS] && change->value[F_DECIMALS] != SB_NONE)
		decimals = change->value[F_DECIMALS];
	return !change->given[F_REORDER] || fits(change->value[F_REORDER], decimals) ? SB_OK : SB_INVALID;
}

/* ---- add ---- */

static void make_add(struct sb_random *random, struct op *out)
{
	op_any_change(random, true, &out->change);
	if (op_chance(random, 50))
		out->opening = op_any_qty(random);
}

static void tell_add(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	(void)model;
	(void)meaning;
	tell_change(&op->change, out);
	if (op->opening != SB_NONE)
		tell_qty(out, "opening", op->opening);
}

static enum sb_status act_add(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	int64_t decimals = op->change.given[F_DECIMALS] && op->change.value[F_DECIMALS] != SB_NONE ? op->change.value[F_DECIMALS] : 0;
	struct m_entry draft = model_draft(SB_KIND_PRODUCT_ADD);
	struct asked plain = NOT_ASKED;
	enum sb_status status = check_reorder(&op->change, 0);

	(void)meaning;
	if (!status && !fits(op->opening, decimals))
		status = SB_INVALID;
	if (status)
		return status;
	draft.product = model->products;
	for (int f = 0; f < FIELDS; f++) {
		draft.set.given[f] = op->change.given[f] && op->change.value[f] != SB_NONE;
		draft.set.value[f] = op->change.value[f];
	}
	status = model_put(model, &draft, asked, out);
	plain.at = asked->at;
	return status || out->replayed ? status : batch_open_stock(model, draft.product, op->opening, out->seq, &plain);
}

/* ---- edit, archive ---- */

static void make_edit(struct sb_random *random, struct op *out)
{
	op_any_lines(random, LINES_MAX, out);
	op_any_change(random, false, &out->change);
	if (op_chance(random, 80))
		out->lines = 1;
}

static void tell_edit(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_products(model, op, meaning, out);
	tell_change(&op->change, out);
}

static enum sb_status edit_one(struct model *model, const struct op *op, int product, int64_t batch, const struct asked *asked,
			       struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_PRODUCT_EDIT);
	enum sb_status status;

	draft.product = product;
	draft.batch = batch;
	if (model_replays(model, asked, out, &status))
		return status;
	return model_find_changes(&model->product[product], &op->change, &draft) ? model_put(model, &draft, asked, out) : SB_OK;
}

static enum sb_status act_edit(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	enum sb_status status = check_reorder(&op->change, model->product[meaning->product[0]].field[F_DECIMALS]);

	return status ? status : batch_each(model, op, meaning, edit_one, asked, out);
}

static void make_archive(struct sb_random *random, struct op *out)
{
	op_any_lines(random, LINES_MAX, out);
	for (size_t i = 0; i < out->lines; i++)
		out->line[i].by = op_chance(random, 60) ? BY_IDLE : out->line[i].by;
}

static enum sb_status archive_one(struct model *model, const struct op *op, int product, int64_t batch, const struct asked *asked,
				  struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_PRODUCT_ARCHIVE);

	(void)op;
	draft.product = product;
	draft.batch = batch;
	draft.archived = 1;
	return model_put(model, &draft, asked, out);
}

static enum sb_status act_archive(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked,
				  struct answer *out)
{
	return batch_each(model, op, meaning, archive_one, asked, out);
}

/* ---- store plan ---- */

static void make_plan(struct sb_random *random, struct op *out)
{
	op_any_lines(random, LINES_MAX, out);
	op_any_plan(random, &out->plan);
	if (op_chance(random, 80))
		out->lines = 1;
}

static void tell_plan(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	static const char *const options[PLANS] = { "reorder-point", "order-up-to", "bin" };

	tell_products(model, op, meaning, out);
	for (int f = 0; f < PLANS; f++) {
		sb_auto(buf) text = SB_BUF_INIT;

		if (!op->plan.given[f])
			continue;
		op_plan_text((enum plan)f, op->plan.value[f], &text);
		tell(out, options[f], text.data);
	}
}

static enum sb_status plan_one(struct model *model, const struct op *op, int product, int64_t batch, const struct asked *asked,
			       struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_PLAN);
	enum sb_status status;

	if (model_replays(model, asked, out, &status))
		return status;
	if (model->product[product].archived)
		return SB_REFUSED;
	draft.product = product;
	draft.batch = batch;
	draft.store = model->store;
	for (int f = 0; f < PLANS; f++) {
		int64_t was = model->product[product].plan[model->store][f];

		if (!op->plan.given[f] || op->plan.value[f] == was)
			continue;
		draft.has_plan = draft.plan.given[f] = draft.plan_was.given[f] = true;
		draft.plan.value[f] = op->plan.value[f];
		draft.plan_was.value[f] = was;
	}
	return draft.has_plan ? model_put(model, &draft, asked, out) : SB_OK;
}

static enum sb_status act_plan(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	int64_t decimals = model->product[meaning->product[0]].field[F_DECIMALS];

	for (int f = PLAN_REORDER; f <= PLAN_UP_TO; f++)
		if (op->plan.given[f] && !fits(op->plan.value[f], decimals))
			return SB_INVALID;
	return batch_each(model, op, meaning, plan_one, asked, out);
}

/* ---- import ---- */

static void tell_import(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	(void)model;
	(void)op;
	(void)meaning;
	tell(out, NULL, "import.csv");
}

static const struct verb table[] = {
	{ .word = "add", .often = 50, .flags = VERB_TIME | VERB_TOKEN, .make = make_add, .tell = tell_add, .act = act_add },
	{ .word = "edit", .often = 60, .flags = VERB_PRODUCTS | VERB_TOKEN, .make = make_edit, .tell = tell_edit, .act = act_edit },
	{ .word = "archive", .often = 40, .flags = VERB_PRODUCTS | VERB_TOKEN, .make = make_archive, .tell = tell_products, .act = act_archive },
	{ .word = "store plan", .often = 25, .flags = VERB_PRODUCTS | VERB_TOKEN, .make = make_plan, .tell = tell_plan, .act = act_plan },
	{ .word = "import", .often = 40, .flags = VERB_ROWS | VERB_TOKEN, .make = op_any_rows, .tell = tell_import, .act = batch_import },
};
const struct verbs verbs_product = { table, SB_COUNT(table) };
