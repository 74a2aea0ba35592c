/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The model's store and its one rule: what an entry may do, and what it does. */
#include "model.h"

#include "stockbook/money.h"

#include <string.h>

#define AHEAD_MS 60000

struct model *model_new(int64_t now, const struct sb_zone *zone, bool allow_negative)
{
	struct model *model = sb_alloc(sizeof(*model));
	struct m_entry first[2] = { model_draft(SB_KIND_BOOK), model_draft(SB_KIND_STORE_ADD) };

	*model = (struct model){ .now = now, .zone = zone, .allow_negative = allow_negative };
	model->entry = sb_alloc(sizeof(first));
	memcpy(model->entry, first, sizeof(first));
	model->entries = 2;
	return model;
}

static void *copy_of(const void *from, size_t bytes)
{
	void *copy = sb_alloc(bytes ? bytes : 1);

	if (bytes)
		memcpy(copy, from, bytes);
	return copy;
}

struct model *model_copy(const struct model *model)
{
	struct model *copy = copy_of(model, sizeof(*model));

	copy->product = copy_of(model->product, (size_t)model->products * sizeof(*model->product));
	copy->entry = copy_of(model->entry, (size_t)model->entries * sizeof(*model->entry));
	copy->day = copy_of(model->day, (size_t)model->days * sizeof(*model->day));
	return copy;
}

void model_free(struct model *model)
{
	if (!model)
		return;
	free(model->product);
	free(model->entry);
	free(model->day);
	free(model);
}

struct m_entry model_draft(enum sb_kind kind)
{
	return (struct m_entry){ .kind = kind, .product = -1, .archived = -1 };
}

bool model_fits_decimals(int64_t milli, int64_t decimals)
{
	static const int64_t steps[] = { 1000, 100, 10, 1 };

	return milli % steps[decimals] == 0;
}

int model_find(const struct model *model, enum field field, int64_t value)
{
	for (int i = 0; i < model->products; i++)
		if (!model->product[i].archived && model->product[i].field[field] == value)
			return i;
	return -1;
}

bool model_is_code_free(const struct model *model, enum field field, int64_t value, int except)
{
	int found = value == SB_NONE ? -1 : model_find(model, field, value);

	return found < 0 || found == except;
}

/* ---- products ---- */

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

static enum sb_status check_product(const struct model *model, const struct m_entry *draft)
{
	const struct m_product *product = draft->product < model->products ? &model->product[draft->product] : NULL;
	bool archived = draft->archived >= 0 ? draft->archived == 1 : product && product->archived;
	struct change whole;

	if (!product)
		return draft->set.given[F_NAME] ? check_codes(model, &draft->set, -1) : SB_INVALID;
	if (product->archived && draft->kind != SB_KIND_UNDO)
		return SB_REFUSED;
	if (draft->kind == SB_KIND_PRODUCT_ARCHIVE)
		return product->on_hand || product->aside ? SB_REFUSED : SB_OK;
	if (archived)
		return SB_OK;
	if (!product->archived)
		return check_codes(model, &draft->set, draft->product);
	memset(whole.given, 1, sizeof(whole.given));
	for (int f = 0; f < FIELDS; f++)
		whole.value[f] = draft->set.given[f] ? draft->set.value[f] : product->field[f];
	return check_codes(model, &whole, draft->product);
}

static void change_product(struct model *model, const struct m_entry *entry)
{
	struct m_product *product;

	if (entry->product < 0)
		return;
	if (entry->product == model->products) {
		model->product = sb_realloc(model->product, (size_t)(model->products + 1) * sizeof(*product));
		product = &model->product[model->products++];
		*product = (struct m_product){ .seq = model->entries, .created_at = entry->occurred_at };
		for (int f = 0; f < FIELDS; f++)
			product->field[f] = f == F_DECIMALS ? 0 : SB_NONE;
	}
	product = &model->product[entry->product];
	for (int f = 0; f < FIELDS; f++)
		if (entry->set.given[f])
			product->field[f] = entry->set.value[f];
	if (entry->archived >= 0)
		product->archived = entry->archived == 1;
	product->version = model->entries;
	product->updated_at = entry->occurred_at;
}

/* ---- stock ---- */

static bool is_stock(enum sb_place place)
{
	return place == SB_AT_STORE || place == SB_AT_UNAVAILABLE;
}

static int64_t available(const struct m_product *product)
{
	return product->on_hand - product->aside;
}

static void credit_day(struct model *model, const struct m_line *line, int64_t day)
{
	int sign = line->to == SB_AT_CUSTOMER ? 1 : -1, i = 0;
	int64_t total = 0;

	if (line->to != SB_AT_CUSTOMER && line->from != SB_AT_CUSTOMER)
		return;
	if (line->price != SB_NONE)
		(void)sb_line_total(line->qty, line->price, &total);
	while (i < model->days && (model->day[i].product != line->product || model->day[i].day != day))
		i++;
	if (i == model->days) {
		model->day = sb_realloc(model->day, (size_t)(model->days + 1) * sizeof(*model->day));
		model->day[model->days++] = (struct m_day){ .product = line->product, .day = day };
	}
	model->day[i].sold += sign * line->qty;
	model->day[i].revenue += sign * total;
}

static void move(struct model *model, const struct m_entry *entry, struct m_line *line)
{
	struct m_product *product = &model->product[line->product];

	product->on_hand += (is_stock(line->to) ? line->qty : 0) - (is_stock(line->from) ? line->qty : 0);
	product->aside += (line->to == SB_AT_UNAVAILABLE ? line->qty : 0) - (line->from == SB_AT_UNAVAILABLE ? line->qty : 0);
	line->after = product->on_hand;
	credit_day(model, line, sb_day_of(model->zone, entry->kind == SB_KIND_UNDO ? entry->first_at : entry->occurred_at));
}

static bool may_go_below(const struct model *model, const struct m_entry *entry, const struct m_product *product, bool physical)
{
	if (entry->kind == SB_KIND_ADJUST)
		return physical;
	return product->field[F_NEGATIVE] == SB_NONE ? model->allow_negative : product->field[F_NEGATIVE] != 0;
}

static enum sb_status move_all(struct model *model, struct m_entry *entry, bool physical)
{
	int64_t before[LINES_MAX];

	for (size_t i = 0; i < entry->lines; i++) {
		const struct m_product *product = &model->product[entry->line[i].product];

		if (product->archived && (entry->kind != SB_KIND_UNDO || !entry->batch))
			return SB_REFUSED;
		before[i] = available(product);
	}
	for (size_t i = 0; i < entry->lines; i++)
		move(model, entry, &entry->line[i]);
	for (size_t i = 0; i < entry->lines; i++) {
		const struct m_product *product = &model->product[entry->line[i].product];
		bool is_short = available(product) < before[i] && available(product) < 0;

		if (product->aside < 0 || (is_short && !may_go_below(model, entry, product, physical)))
			return SB_SHORT_STOCK;
	}
	return SB_OK;
}

/* ---- entries ---- */

static enum sb_status check_links(const struct model *model, const struct m_entry *draft)
{
	return draft->undoes && model->entry[draft->undoes - 1].undone_by ? SB_REFUSED : SB_OK;
}

enum sb_status model_put(struct model *model, const struct m_entry *draft, const struct asked *asked, struct answer *out)
{
	struct m_token *token = asked->token >= 0 ? &model->token[asked->token] : NULL;
	struct m_entry entry = *draft;
	enum sb_status status;

	if (token && token->seq) {
		*out = (struct answer){ .replayed = true, .seq = token->seq };
		return token->print == asked->print ? SB_OK : SB_CONFLICT;
	}
	if (asked->at != SB_NONE && asked->at > model->now + AHEAD_MS)
		return SB_INVALID;
	entry.occurred_at = asked->at == SB_NONE ? model->now : asked->at;
	entry.who = model->who;
	status = check_links(model, &entry);
	if (!status)
		status = move_all(model, &entry, asked->physical);
	if (!status && entry.product >= 0)
		status = check_product(model, &entry);
	if (status)
		return status;
	model->entry = sb_realloc(model->entry, (size_t)(model->entries + 1) * sizeof(entry));
	model->entry[model->entries++] = entry;
	change_product(model, &entry);
	if (entry.undoes)
		model->entry[entry.undoes - 1].undone_by = model->entries;
	if (token)
		*token = (struct m_token){ .seq = model->entries, .print = asked->print };
	*out = (struct answer){ .seq = model->entries };
	return SB_OK;
}

int64_t model_sold_14(const struct model *model, int product)
{
	int64_t today = sb_day_of(model->zone, model->now), newest = INT64_MIN, sum = 0;

	for (int i = 0; i < model->days; i++)
		if (model->day[i].product == product && model->day[i].day > newest)
			newest = model->day[i].day;
	for (int i = 0; i < model->days; i++) {
		const struct m_day *day = &model->day[i];

		if (day->product == product && day->day > today - 14 && day->day <= today && day->day > newest - 14)
			sum += day->sold;
	}
	return sum;
}
