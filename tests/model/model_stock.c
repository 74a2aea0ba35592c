/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock in the model: what a line moves, what a day sold, and that nothing is taken which is not free. */
#include "model.h"

#include "stockbook/money.h"
#include <string.h>

bool model_is_stock(enum sb_place place)
{
	return place == SB_AT_STORE || place == SB_AT_UNAVAILABLE || place == SB_AT_HELD || place == SB_AT_COMMITTED;
}

int64_t model_available(const struct m_stock *stock)
{
	return stock->on_hand - stock->aside - stock->held - stock->committed;
}

static void credit_day(struct model *model, const struct m_line *line, int store, int64_t day)
{
	int sign = line->to == SB_AT_CUSTOMER ? 1 : -1, i = 0;
	int64_t total = 0;

	if (line->to != SB_AT_CUSTOMER && line->from != SB_AT_CUSTOMER)
		return;
	if (line->price != SB_NONE)
		(void)sb_line_total(line->qty, line->price, &total);
	while (i < model->days && (model->day[i].product != line->product || model->day[i].store != store || model->day[i].day != day))
		i++;
	if (i == model->days) {
		model->day = sb_realloc(model->day, (size_t)(model->days + 1) * sizeof(*model->day));
		model->day[model->days++] = (struct m_day){ .product = line->product, .store = store, .day = day };
	}
	model->day[i].sold += sign * line->qty;
	model->day[i].revenue += sign * total;
}

static int64_t moved(const struct m_line *line, enum sb_place place)
{
	return (line->to == place ? line->qty : 0) - (line->from == place ? line->qty : 0);
}

int64_t model_delta(const struct m_line *line)
{
	return (model_is_stock(line->to) ? line->qty : 0) - (model_is_stock(line->from) ? line->qty : 0);
}

int model_reason(const char *word)
{
	int i = 0;

	while (strcmp(sb_reason_at((size_t)i)->word, word) != 0)
		i++;
	return i;
}

static void move(struct model *model, const struct m_entry *entry, struct m_line *line)
{
	struct m_stock *stock = &model->product[line->product].in[entry->store];
	const struct sb_zone *zone = model->zone[model->at[entry->store].zone];

	line->after = stock->on_hand;
	if (!model_is_stock(line->from) && !model_is_stock(line->to))
		return;
	stock->on_hand += model_delta(line);
	stock->aside += moved(line, SB_AT_UNAVAILABLE);
	stock->held += moved(line, SB_AT_HELD);
	stock->committed += moved(line, SB_AT_COMMITTED);
	stock->version++;
	line->after = stock->on_hand;
	credit_day(model, line, entry->store, sb_day_of(zone, entry->kind == SB_KIND_UNDO ? entry->first_at : entry->occurred_at));
}

/* What left the shelf before now is gone, whoever it was set aside for since. */
static bool has_left(const struct m_entry *entry, const struct m_stock *stock)
{
	bool is_promise = entry->kind == SB_KIND_UNDO || entry->kind == SB_KIND_HOLD_PLACE || entry->kind == SB_KIND_HOLD_ALLOCATE;

	return entry->told_late && !is_promise && stock->on_hand >= stock->aside;
}

static bool may_go_below(const struct model *model, const struct m_entry *entry, const struct m_product *product, bool physical)
{
	if (has_left(entry, &product->in[entry->store]))
		return true;
	if (entry->kind == SB_KIND_ADJUST || entry->kind == SB_KIND_COUNT_POST)
		return physical;
	return product->field[F_NEGATIVE] == SB_NONE ? model->at[entry->store].allow_negative : product->field[F_NEGATIVE] != 0;
}

enum sb_status model_move_all(struct model *model, struct m_entry *entry, bool physical)
{
	bool may_be_gone = (entry->kind == SB_KIND_UNDO && entry->batch) || entry->kind == SB_KIND_HOLD_EXPIRE;
	int64_t before[ENTRY_LINES_MAX];

	for (size_t i = 0; i < entry->lines; i++) {
		const struct m_product *product = &model->product[entry->line[i].product];

		if (product->archived && !may_be_gone)
			return SB_REFUSED;
		before[i] = model_available(&product->in[entry->store]);
	}
	for (size_t i = 0; i < entry->lines; i++)
		move(model, entry, &entry->line[i]);
	for (size_t i = 0; i < entry->lines; i++) {
		const struct m_product *product = &model->product[entry->line[i].product];
		const struct m_stock *stock = &product->in[entry->store];
		bool is_short = model_available(stock) < before[i] && model_available(stock) < 0;

		if (stock->aside < 0 || (is_short && !may_go_below(model, entry, product, physical)))
			return SB_SHORT_STOCK;
	}
	return SB_OK;
}

int64_t model_sold_14(const struct model *model, int product, int store)
{
	int64_t today = sb_day_of(model->zone[model->at[store].zone], model->now), newest = INT64_MIN, sum = 0;

	for (int i = 0; i < model->days; i++)
		if (model->day[i].product == product && model->day[i].store == store && model->day[i].day > newest)
			newest = model->day[i].day;
	for (int i = 0; i < model->days; i++) {
		const struct m_day *day = &model->day[i];

		if (day->product == product && day->store == store && day->day > today - 14 && day->day <= today && day->day > newest - 14)
			sum += day->sold;
	}
	return sum;
}
