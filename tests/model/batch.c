/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several entries that are one in the model: products changed together, a new product with its stock, a small file. */
#include "batch.h"

enum sb_status batch_each(struct model *model, const struct op *op, const struct meaning *meaning, batch_one *one, const struct asked *asked,
			  struct answer *out)
{
	struct m_entry begin = model_draft(SB_KIND_BATCH), end = model_draft(SB_KIND_BATCH_END);
	const struct asked plain = NOT_ASKED;
	struct answer part = { 0 };
	size_t changed = 0;
	enum sb_status status;

	if (op->lines == 1)
		return one(model, op, meaning->product[0], 0, asked, out);
	status = model_put(model, &begin, asked, out);
	for (size_t i = 0; i < op->lines && !status && !out->replayed; i++, changed += part.seq != 0, part.seq = 0)
		status = one(model, op, meaning->product[i], out->seq, &plain, &part);
	end.batch = out->seq;
	if (status || out->replayed || changed)
		return status || out->replayed ? status : model_put(model, &end, &plain, &part);
	/* Nothing: what was begun is taken out again. */
	model->entries--;
	if (asked->token >= 0)
		model->token[asked->token].seq = 0;
	out->seq = 0;
	return SB_OK;
}

enum sb_status batch_open_stock(struct model *model, int product, int64_t qty, int64_t batch, const struct asked *asked)
{
	struct m_entry opening = model_draft(SB_KIND_OPENING);
	struct answer ignored;

	if (qty == SB_NONE || !qty)
		return SB_OK;
	opening.batch = batch;
	opening.store = model->store;
	opening.lines = 1;
	opening.line[0] = (struct m_line){ .product = product, .from = SB_AT_OPENING, .to = SB_AT_STORE, .qty = qty,
					   .price = SB_NONE, .cost = model->product[product].field[F_COST], .reason = -1 };
	return model_put(model, &opening, asked, &ignored);
}

/* ---- a file ---- */

static int64_t decimals_needed(int64_t milli)
{
	int64_t decimals = 0;

	while (milli != SB_NONE && !model_fits_decimals(milli, decimals))
		decimals++;
	return decimals;
}

/* A new product takes the decimals its numbers need. */
static int64_t decimals_of_new(const struct op *op, size_t row)
{
	int64_t first = op->row[row].given[F_REORDER] ? decimals_needed(op->row[row].value[F_REORDER]) : 0;
	int64_t second = decimals_needed(op->on_hand[row]);

	return first > second ? first : second;
}

static bool is_barcode_before(const struct op *op, size_t row)
{
	for (size_t i = 0; i < row; i++)
		if (op->row[i].given[F_BARCODE] && op->row[i].value[F_BARCODE] == op->row[row].value[F_BARCODE])
			return true;
	return false;
}

static bool is_row_right(const struct model *model, const struct op *op, size_t row)
{
	const struct change *change = &op->row[row];
	int self = model_find(model, F_SKU, change->value[F_SKU]);
	const struct m_product *product = self >= 0 ? &model->product[self] : NULL;
	int64_t on_hand = op->on_hand[row];

	if (change->given[F_BARCODE] && (is_barcode_before(op, row) || !model_is_code_free(model, F_BARCODE, change->value[F_BARCODE], self)))
		return false;
	if (!product)
		return change->given[F_NAME];
	if (change->given[F_REORDER] && !model_fits_decimals(change->value[F_REORDER], product->field[F_DECIMALS]))
		return false;
	return on_hand == SB_NONE || (on_hand == product->in[model->store].on_hand && model_fits_decimals(on_hand, product->field[F_DECIMALS]));
}

static enum sb_status put_row(struct model *model, const struct op *op, size_t row, int64_t batch)
{
	const struct asked plain = NOT_ASKED;
	const struct change *change = &op->row[row];
	struct m_entry draft = model_draft(SB_KIND_PRODUCT_EDIT);
	struct answer put = { 0 };
	enum sb_status status;

	draft.batch = batch;
	draft.product = model_find(model, F_SKU, change->value[F_SKU]);
	if (draft.product >= 0)
		return model_find_changes(&model->product[draft.product], change, &draft) ? model_put(model, &draft, &plain, &put) : SB_OK;
	draft.kind = SB_KIND_PRODUCT_ADD;
	draft.product = model->products;
	draft.set = *change;
	draft.set.given[F_DECIMALS] = true;
	draft.set.value[F_DECIMALS] = decimals_of_new(op, row);
	status = model_put(model, &draft, &plain, &put);
	return status ? status : batch_open_stock(model, draft.product, op->on_hand[row], put.seq, &plain);
}

static bool is_anything_to_do(const struct model *model, const struct op *op)
{
	for (size_t i = 0; i < op->lines; i++) {
		int self = model_find(model, F_SKU, op->row[i].value[F_SKU]);
		struct m_entry unused = model_draft(SB_KIND_PRODUCT_EDIT);

		if (self < 0 || model_find_changes(&model->product[self], &op->row[i], &unused))
			return true;
	}
	return false;
}

/* The token is kept by the end of the batch; the answer is its beginning. */
enum sb_status batch_import(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	struct m_entry begin = model_draft(SB_KIND_BATCH), end = model_draft(SB_KIND_BATCH_END);
	const struct asked plain = NOT_ASKED;
	struct answer ignored;
	enum sb_status status = SB_OK;

	(void)meaning;
	if (model_replays(model, asked, out, &status)) {
		out->seq = model->entry[out->seq - 1].batch;
		return status;
	}
	for (size_t i = 0; i < op->lines; i++)
		if (!is_row_right(model, op, i))
			return SB_INVALID;
	if (!is_anything_to_do(model, op))
		return SB_OK;
	status = model_put(model, &begin, &plain, out);
	for (size_t i = 0; i < op->lines && !status; i++)
		status = put_row(model, op, i, out->seq);
	end.batch = out->seq;
	return status ? status : model_put(model, &end, asked, &ignored);
}
