/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undoing in the model: the opposite of an entry, then of what belongs to it, newest first. */
#include "model.h"

static bool has_set(const struct change *change)
{
	for (int f = 0; f < FIELDS; f++)
		if (change->given[f])
			return true;
	return false;
}

static void reverse_product(const struct m_entry *entry, struct m_entry *out)
{
	if (entry->archived >= 0)
		out->archived = !entry->archived;
	if (entry->kind == SB_KIND_PRODUCT_ADD) {
		out->archived = 1;
	} else {
		out->set = entry->was;
		out->was = entry->set;
	}
	out->has_plan = entry->has_plan;
	out->plan = entry->plan_was;
	out->plan_was = entry->plan;
	if (out->archived >= 0 || has_set(&out->set) || out->has_plan)
		out->product = entry->product;
}

static void reverse_store(const struct m_entry *entry, struct m_entry *out)
{
	out->of_store = entry->of_store;
	out->own = entry->own;
	out->meant = entry->meant;
	out->has_name = entry->has_name;
	out->name = entry->name_was;
	out->name_was = entry->name;
	out->negative = entry->negative_was;
	out->negative_was = entry->negative;
	if (entry->kind == SB_KIND_STORE_ADD || entry->kind == SB_KIND_REASON_ADD)
		out->gone = 1;
	else if (entry->gone >= 0)
		out->gone = !entry->gone;
}

static void reverse_order(const struct m_entry *entry, struct m_entry *out)
{
	out->purchase = entry->purchase;
	out->supplier = entry->supplier;
	if (entry->kind == SB_KIND_SUPPLIER_ADD) {
		out->gone = 1;
		return;
	}
	out->terms = entry->terms_was;
	out->terms_was = entry->terms;
	out->has_day = entry->has_day && entry->kind != SB_KIND_ORDER_NEW;
	out->day = entry->day_was;
	out->day_was = entry->day;
}

static bool was_absorbed(const struct m_entry *entry, int product)
{
	for (size_t i = 0; i < entry->lines; i++)
		if (entry->line[i].absorbed_by && entry->line[i].product == product)
			return true;
	return false;
}

/* What a count absorbed goes back at its own time, to be absorbed as well. */
static void reverse_lines(const struct m_entry *entry, struct m_entry *out)
{
	for (size_t i = 0; i < entry->lines; i++) {
		struct m_line line = entry->line[i];

		if (line.absorbed_by)
			continue;
		if (!line.at && was_absorbed(entry, line.product))
			line.at = entry->occurred_at;
		line.from = entry->line[i].to;
		line.to = entry->line[i].from;
		out->line[out->lines++] = line;
	}
}

static void reverse(const struct model *model, int64_t seq, struct m_entry *out)
{
	const struct m_entry *entry = &model->entry[seq - 1];
	bool is_undo = entry->kind == SB_KIND_UNDO;

	*out = model_draft(SB_KIND_UNDO);
	out->undoes = seq;
	out->root = is_undo ? entry->root : entry->kind;
	out->redo = is_undo && !entry->redo;
	out->first_at = is_undo ? entry->first_at : entry->occurred_at;
	out->store = entry->store;
	out->hold = entry->hold;
	out->transfer = entry->transfer;
	out->count = entry->count;
	reverse_order(entry, out);
	out->root_seq = entry->root_seq;
	reverse_product(entry, out);
	reverse_store(entry, out);
	if (entry->kind == SB_KIND_COUNT_POST)
		model_reverse_count(model, seq, out);
	else
		reverse_lines(entry, out);
}

/* Setting a field back must not wipe out a later change of it. */
static bool is_changed_since(const struct model *model, const struct m_entry *undo)
{
	for (int f = 0; f < FIELDS && undo->product >= 0; f++)
		if (undo->was.given[f] && model->product[undo->product].field[f] != undo->was.value[f])
			return true;
	return false;
}

/* What a book begins with is no deed of anybody, and a hold resolves once. */
static bool is_undoable(const struct model *model, int64_t seq)
{
	const struct m_entry *entry = &model->entry[seq - 1];

	if (model_is_hold(entry->kind))
		return model_begins_hold(entry->kind);
	if (entry->kind == SB_KIND_USER_ADD || entry->kind == SB_KIND_USER_EDIT)
		return false;
	return entry->kind != SB_KIND_BOOK && entry->kind != SB_KIND_BATCH_END && seq != model->at[0].seq;
}

static enum sb_status undo_one(struct model *model, int64_t seq, int64_t batch, const struct asked *asked, struct answer *out)
{
	struct m_entry undo;

	if (!is_undoable(model, seq))
		return SB_REFUSED;
	reverse(model, seq, &undo);
	undo.batch = batch;
	return is_changed_since(model, &undo) ? SB_REFUSED : model_put(model, &undo, asked, out);
}

/* What is archived by that must have no stock then. */
static enum sb_status undo_all(struct model *model, int64_t seq, int64_t batch, const struct asked *asked, struct answer *out)
{
	const struct asked plain = NOT_ASKED;
	enum sb_status status = undo_one(model, seq, batch, asked, out);
	int product = -1;

	for (int64_t child = model->entries; child > 0 && !status; child--) {
		const struct m_entry *entry = &model->entry[child - 1];
		struct answer ignored;

		if (entry->batch == seq && entry->kind != SB_KIND_BATCH_END && !model->undone_by[child - 1])
			status = undo_all(model, child, out->seq, &plain, &ignored);
	}
	if (status)
		return status;
	product = model->entry[seq - 1].product;
	if (product < 0 || !model->product[product].archived)
		return SB_OK;
	status = model_expire_product(model, product);
	return !status && model_has_stock(model, product) ? SB_REFUSED : status;
}

enum sb_status model_undo(struct model *model, int64_t seq, const struct asked *asked, struct answer *out)
{
	return undo_all(model, seq, 0, asked, out);
}

int64_t model_standing(const struct model *model, int64_t seq)
{
	while (model->undone_by[seq - 1] && model->undone_by[model->undone_by[seq - 1] - 1])
		seq = model->undone_by[model->undone_by[seq - 1] - 1];
	return seq;
}

int64_t model_undoable(const struct model *model, bool undo)
{
	for (int64_t seq = model->entries; seq > 0; seq--) {
		const struct m_entry *entry = &model->entry[seq - 1];
		bool fits = entry->kind == SB_KIND_UNDO ? entry->redo == undo : undo;

		if (entry->who != model->who || entry->batch || model->undone_by[seq - 1])
			continue;
		/* Rather than something older, nothing is taken back. */
		if (undo && model_is_hold(entry->kind) && !model_begins_hold(entry->kind) && entry->kind != SB_KIND_HOLD_EXPIRE)
			return SB_NONE;
		/* One that is ordered from stays, so what was done before is meant. */
		if (entry->kind == SB_KIND_SUPPLIER_ADD && model_is_ordered_from(model, entry->supplier))
			continue;
		if (fits && is_undoable(model, seq))
			return seq;
	}
	return 0;
}
