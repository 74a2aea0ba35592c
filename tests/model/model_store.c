/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stores in the model, what they plan, and what is on its way between them. */
#include "model.h"

#include <string.h>

int model_find_store(const struct model *model, int code)
{
	for (int i = 0; i < model->stores; i++)
		if (model->at[i].code == code && !model->at[i].is_gone)
			return i;
	return -1;
}

int64_t model_planned(const struct model *model, int product, int store, enum plan field)
{
	const struct m_product *own = &model->product[product];

	if (own->plan[store][field] != SB_NONE)
		return own->plan[store][field];
	return field == PLAN_REORDER ? own->field[F_REORDER] : SB_NONE;
}

/* Entries name a store for ever, so one with a history stays. */
static bool is_used(const struct model *model, int store)
{
	for (int64_t i = 0; i < model->entries; i++)
		if (model->entry[i].store == store)
			return true;
	for (int i = 0; i < model->transfers; i++)
		if (model->transfer[i].to == store)
			return true;
	return false;
}

static enum sb_status check_change(const struct model *model, const struct m_entry *draft)
{
	const struct m_store *store = &model->at[draft->of_store];

	if (draft->gone == 0)
		return model_find_store(model, store->code) >= 0 ? SB_DUPLICATE : SB_OK;
	if (store->is_gone)
		return SB_REFUSED;
	if (draft->gone == 1)
		return draft->of_store == model->store || is_used(model, draft->of_store) ? SB_REFUSED : SB_OK;
	/* Setting back must not wipe out a later change. */
	if (draft->has_name && draft->name_was != store->name)
		return SB_REFUSED;
	return draft->negative_was >= 0 && draft->negative_was != store->allow_negative ? SB_REFUSED : SB_OK;
}

static enum sb_status check_plan(const struct model *model, const struct m_entry *draft)
{
	const struct m_product *product = &model->product[draft->product];

	for (int f = 0; f < PLANS; f++)
		if (draft->plan_was.given[f] && draft->plan_was.value[f] != product->plan[draft->store][f])
			return SB_REFUSED;
	return SB_OK;
}

enum sb_status model_check_store(const struct model *model, const struct m_entry *draft)
{
	if (draft->has_plan)
		return check_plan(model, draft);
	if (draft->of_store < 0)
		return SB_OK;
	if (draft->kind == SB_KIND_STORE_ADD)
		return model_find_store(model, model->at[draft->of_store].code) >= 0 ? SB_DUPLICATE : SB_OK;
	return check_change(model, draft);
}

void model_change_store(struct model *model, const struct m_entry *entry)
{
	struct m_store *store = entry->of_store >= 0 ? &model->at[entry->of_store] : NULL;

	if (!store)
		return;
	if (entry->kind == SB_KIND_STORE_ADD) {
		store->seq = model->entries;
		store->is_gone = false;
	}
	if (entry->has_name)
		store->name = entry->name;
	if (entry->negative >= 0)
		store->allow_negative = entry->negative == 1;
	if (entry->gone >= 0)
		store->is_gone = entry->gone == 1;
}

/* ---- transfers ---- */

static int64_t rest_of(const struct m_sent *sent)
{
	return sent->sent - sent->received - sent->lost;
}

int64_t model_coming(const struct model *model, int product, int store)
{
	int64_t sum = 0;

	for (int i = 0; i < model->transfers; i++)
		for (size_t l = 0; l < model->transfer[i].lines && model->transfer[i].to == store; l++)
			if (model->transfer[i].line[l].product == product)
				sum += rest_of(&model->transfer[i].line[l]);
	return sum;
}

static struct m_sent *sent_of(struct m_transfer *transfer, int product)
{
	for (size_t i = 0; i < transfer->lines; i++)
		if (transfer->line[i].product == product)
			return &transfer->line[i];
	/* Not of this transfer: there is nothing to receive of it. */
	if (transfer->lines == LINES_MAX)
		return NULL;
	transfer->line[transfer->lines] = (struct m_sent){ .product = product };
	return &transfer->line[transfer->lines++];
}

static void begin_transfer(struct model *model, struct m_entry *entry)
{
	model->transfer = sb_realloc(model->transfer, (size_t)(model->transfers + 1) * sizeof(*model->transfer));
	model->transfer[model->transfers] = (struct m_transfer){ .seq = model->entries + 1, .from = entry->store, .to = entry->to };
	entry->transfer = model->transfers++;
}

enum sb_status model_carry(struct model *model, struct m_entry *entry)
{
	if (entry->kind == SB_KIND_TRANSFER_OUT)
		begin_transfer(model, entry);
	else if (entry->transfer >= 0 && entry->is_dated && entry->occurred_at < model->entry[model->transfer[entry->transfer].seq - 1].occurred_at)
		return SB_INVALID;
	for (size_t i = 0; i < entry->lines && entry->transfer >= 0; i++) {
		const struct m_line *line = &entry->line[i];
		struct m_sent *sent = sent_of(&model->transfer[entry->transfer], line->product);
		bool is_back = (entry->root == SB_KIND_TRANSFER_OUT) != (line->to == SB_AT_TRANSIT);
		int64_t qty = is_back ? -line->qty : line->qty;

		if (line->absorbed_by)
			continue;
		if (!sent)
			return SB_REFUSED;
		sent->sent += entry->root == SB_KIND_TRANSFER_OUT ? qty : 0;
		sent->received += entry->root == SB_KIND_TRANSFER_IN ? qty : 0;
		sent->lost += entry->root == SB_KIND_TRANSFER_CLOSE ? qty : 0;
		if (rest_of(sent) < 0)
			return SB_REFUSED;
	}
	return SB_OK;
}

const char *model_transfer_status(const struct m_transfer *transfer)
{
	bool is_sent = false, is_lost = false;

	for (size_t i = 0; i < transfer->lines; i++) {
		if (rest_of(&transfer->line[i]) > 0)
			return "open";
		is_sent |= transfer->line[i].sent > 0;
		is_lost |= transfer->line[i].lost > 0;
	}
	return is_lost ? "closed" : is_sent ? "received" : "undone";
}
