/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products in the model: codes belong to one at a time, and what is archived has nothing anywhere. */
#include "model.h"

#include <string.h>

bool model_find_changes(const struct m_product *product, const struct change *given, struct m_entry *draft)
{
	bool any = false;

	for (int f = 0; f < FIELDS; f++) {
		int64_t value = f == F_DECIMALS && given->value[f] == SB_NONE ? 0 : given->value[f];

		if (!given->given[f] || value == product->field[f])
			continue;
		draft->set.given[f] = draft->was.given[f] = any = true;
		draft->set.value[f] = value;
		draft->was.value[f] = product->field[f];
	}
	return any;
}

static enum sb_status check_codes(const struct model *model, const struct change *set, int self)
{
	static const enum field codes[] = { F_SKU, F_BARCODE };

	if ((set->given[F_NAME] && set->value[F_NAME] == SB_NONE) || (set->given[F_SKU] && set->value[F_SKU] == SB_NONE))
		return SB_INVALID;
	for (size_t i = 0; i < SB_COUNT(codes); i++)
		if (set->given[codes[i]] && !model_is_code_free(model, codes[i], set->value[codes[i]], self))
			return SB_DUPLICATE;
	return SB_OK;
}

bool model_has_stock(const struct model *model, int product)
{
	for (int s = 0; s < model->stores; s++) {
		const struct m_stock *stock = &model->product[product].in[s];

		if (stock->on_hand || stock->aside || stock->held || stock->committed || model_coming(model, product, s) || model_ordered(model, product, s))
			return true;
	}
	return false;
}

enum sb_status model_check_product(const struct model *model, const struct m_entry *draft)
{
	const struct m_product *product = draft->product < model->products ? &model->product[draft->product] : NULL;
	bool archived = draft->archived >= 0 ? draft->archived == 1 : product && product->archived;
	struct change whole;

	if (!product)
		return draft->set.given[F_NAME] ? check_codes(model, &draft->set, -1) : SB_INVALID;
	if (draft->has_plan)
		return SB_OK;
	if (product->archived && draft->kind != SB_KIND_UNDO)
		return SB_REFUSED;
	if (draft->kind == SB_KIND_PRODUCT_ARCHIVE)
		return model_has_stock(model, draft->product) ? SB_REFUSED : SB_OK;
	if (archived)
		return SB_OK;
	if (!product->archived)
		return check_codes(model, &draft->set, draft->product);
	memset(whole.given, 1, sizeof(whole.given));
	for (int f = 0; f < FIELDS; f++)
		whole.value[f] = draft->set.given[f] ? draft->set.value[f] : product->field[f];
	return check_codes(model, &whole, draft->product);
}

static struct m_product *add_product(struct model *model, const struct m_entry *entry)
{
	struct m_product *product;

	model->product = sb_realloc(model->product, (size_t)(model->products + 1) * sizeof(*product));
	product = &model->product[model->products++];
	*product = (struct m_product){ .seq = model->entries, .created_at = entry->occurred_at };
	for (int f = 0; f < FIELDS; f++)
		product->field[f] = f == F_DECIMALS ? 0 : SB_NONE;
	for (int s = 0; s < STORES_MAX; s++)
		for (int f = 0; f < PLANS; f++)
			product->plan[s][f] = SB_NONE;
	return product;
}

void model_change_product(struct model *model, const struct m_entry *entry)
{
	struct m_product *product;

	if (entry->product < 0)
		return;
	product = entry->product == model->products ? add_product(model, entry) : &model->product[entry->product];
	for (int f = 0; f < PLANS && entry->has_plan; f++)
		if (entry->plan.given[f])
			product->plan[entry->store][f] = entry->plan.value[f];
	if (entry->has_plan)
		return;
	for (int f = 0; f < FIELDS; f++)
		if (entry->set.given[f])
			product->field[f] = entry->set.value[f];
	if (entry->archived >= 0)
		product->archived = entry->archived == 1;
	product->version = model->entries;
	product->updated_at = entry->occurred_at;
}
