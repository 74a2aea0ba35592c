/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suppliers and purchase orders in the model, and what goods have cost on average. */
#include "model.h"

#include "stockbook/order.h"

/* ---- suppliers ---- */

int model_find_supplier(const struct model *model, bool by_code, int64_t which)
{
	for (int i = 0; i < model->suppliers; i++) {
		const struct m_supplier *own = &model->supplier[i];

		if (!own->is_gone && (by_code ? own->term[TERM_CODE] : own->name) == which)
			return i;
	}
	return -1;
}

bool model_is_supplier_named(const struct model *model, int name)
{
	for (int i = 0; i < model->products; i++)
		if (model->product[i].field[F_SUPPLIER] == name)
			return true;
	return false;
}

bool model_is_ordered_from(const struct model *model, int supplier)
{
	for (int i = 0; i < model->purchases; i++)
		if (model->purchase[i].supplier == supplier)
			return true;
	return false;
}

static enum sb_status check_words(const struct model *model, const struct m_supplier *like, int self, bool name, bool code)
{
	int by_name = name ? model_find_supplier(model, false, like->name) : -1;
	int by_code = code && like->term[TERM_CODE] != SB_NONE ? model_find_supplier(model, true, like->term[TERM_CODE]) : -1;

	return (by_name >= 0 && by_name != self) || (by_code >= 0 && by_code != self) ? SB_DUPLICATE : SB_OK;
}

enum sb_status model_check_supplier(const struct model *model, const struct m_entry *entry)
{
	struct m_supplier after;

	if (entry->supplier < 0)
		return SB_OK;
	after = model->supplier[entry->supplier];
	if (entry->kind == SB_KIND_SUPPLIER_ADD)
		return check_words(model, &after, -1, true, true);
	if (entry->gone == 1)
		return model_is_ordered_from(model, entry->supplier) ? SB_REFUSED : SB_OK;
	if (entry->gone == 0)
		return check_words(model, &after, -1, true, true);
	if (after.is_gone)
		return SB_REFUSED;
	for (int t = 0; t < TERMS; t++) {
		if (entry->terms_was.given[t] && entry->terms_was.value[t] != after.term[t])
			return SB_REFUSED;
		if (entry->terms.given[t])
			after.term[t] = entry->terms.value[t];
	}
	return check_words(model, &after, entry->supplier, false, entry->terms.given[TERM_CODE]);
}

void model_change_supplier(struct model *model, const struct m_entry *entry)
{
	struct m_supplier *own = entry->supplier >= 0 ? &model->supplier[entry->supplier] : NULL;

	if (!own)
		return;
	if (entry->kind == SB_KIND_SUPPLIER_ADD)
		own->seq = model->entries;
	if (entry->kind == SB_KIND_SUPPLIER_ADD || entry->gone >= 0)
		own->is_gone = entry->gone == 1;
	for (int t = 0; t < TERMS; t++)
		if (entry->terms.given[t])
			own->term[t] = entry->terms.value[t];
	own->version = model->entries;
}

/* ---- orders ---- */

int64_t model_rest(const struct m_wanted *wanted)
{
	return wanted->ordered - wanted->received - wanted->dropped;
}

int64_t model_ordered(const struct model *model, int product, int store)
{
	int64_t sum = 0;

	for (int i = 0; i < model->wanteds; i++)
		if (model->wanted[i].product == product && model->purchase[model->wanted[i].purchase].store == store)
			sum += model_rest(&model->wanted[i]);
	return sum;
}

struct m_wanted *model_wanted(const struct model *model, int purchase, int product)
{
	for (int i = 0; i < model->wanteds; i++)
		if (model->wanted[i].purchase == purchase && model->wanted[i].product == product)
			return &model->wanted[i];
	return NULL;
}

enum sb_order_status model_order_status(const struct model *model, int purchase)
{
	int64_t rest = 0, came = 0, dropped = 0;

	for (int i = 0; i < model->wanteds; i++) {
		if (model->wanted[i].purchase != purchase)
			continue;
		rest += model_rest(&model->wanted[i]);
		came += model->wanted[i].received + model->wanted[i].over;
		dropped += model->wanted[i].dropped;
	}
	if (rest)
		return came ? SB_ORDER_PARTIAL : SB_ORDER_OPEN;
	if (came)
		return dropped ? SB_ORDER_CLOSED : SB_ORDER_RECEIVED;
	return dropped ? SB_ORDER_CANCELLED : SB_ORDER_UNDONE;
}

/* What the store plans or has had; what nobody has had yet anybody may have. */
static bool is_kept(const struct m_product *product, int store)
{
	bool any = false;

	for (int s = 0; s < STORES_MAX; s++)
		any |= product->in[s].version > 0;
	return !any || product->in[store].version > 0 || product->plan[store][PLAN_REORDER] != SB_NONE;
}

int64_t model_suggested(const struct model *model, int product, int store)
{
	static const int64_t steps[] = { 1000, 100, 10, 1 };
	const struct m_product *own = &model->product[product];
	int64_t point = model_planned(model, product, store, PLAN_REORDER), up_to = model_planned(model, product, store, PLAN_UP_TO);
	int64_t step = steps[own->field[F_DECIMALS]], wanted = 0, quantity = 0;
	int64_t projected = model_available(&own->in[store]) + model_expired(model, product, store) + model_coming(model, product, store) +
			    model_ordered(model, product, store);

	if (own->archived || !is_kept(own, store) || point == SB_NONE || projected > point)
		return 0;
	wanted = (up_to == SB_NONE ? point + 1000 : up_to) - projected;
	while (quantity < wanted)
		quantity += step < wanted - quantity ? (wanted - quantity) / step * step : step;
	return quantity;
}

/* The line of a product; new ones behind all others. */
static struct m_wanted *wanted_of(struct model *model, int purchase, int product)
{
	struct m_wanted *found = model_wanted(model, purchase, product);

	if (found)
		return found;
	model->wanted = sb_realloc(model->wanted, (size_t)(model->wanteds + 1) * sizeof(*found));
	model->wanted[model->wanteds] = (struct m_wanted){ .purchase = purchase, .product = product, .cost = SB_NONE };
	return &model->wanted[model->wanteds++];
}

static enum sb_status deal_line(struct model *model, const struct m_entry *entry, const struct m_line *line)
{
	bool is_back = entry->kind == SB_KIND_UNDO && !entry->redo, is_open = line->from == SB_AT_ORDERED || line->to == SB_AT_ORDERED;
	struct m_wanted *wanted = wanted_of(model, entry->purchase, line->product);
	int64_t qty = is_back ? -line->qty : line->qty;

	if (entry->root == SB_KIND_RECEIVE && is_open)
		wanted->received += qty;
	else if (entry->root == SB_KIND_RECEIVE)
		wanted->over += qty;
	else if (entry->root == SB_KIND_ORDER_CANCEL)
		wanted->dropped += qty;
	else
		wanted->ordered += line->to == SB_AT_ORDERED ? line->qty : -line->qty;
	if (entry->root != SB_KIND_RECEIVE && line->to == SB_AT_ORDERED)
		wanted->cost = line->cost;
	return model_rest(wanted) < 0 || wanted->over < 0 ? SB_REFUSED : SB_OK;
}

enum sb_status model_deal(struct model *model, struct m_entry *entry)
{
	struct m_purchase *own = entry->purchase >= 0 ? &model->purchase[entry->purchase] : NULL;
	enum sb_status status = SB_OK;

	if (!own)
		return SB_OK;
	if (entry->kind == SB_KIND_ORDER_NEW) {
		own->seq = model->entries + 1;
		own->ordered_at = entry->occurred_at;
	} else if (entry->has_day && own->day != entry->day_was) {
		return SB_REFUSED;
	} else if (entry->has_day) {
		own->day = entry->day;
	}
	for (size_t i = 0; i < entry->lines && !status; i++)
		if (!entry->line[i].absorbed_by)
			status = deal_line(model, entry, &entry->line[i]);
	return status;
}

/* ---- what it cost ---- */

static bool is_source(enum sb_place place)
{
	return place == SB_AT_SUPPLIER || place == SB_AT_ORDERED || place == SB_AT_OPENING;
}

static bool sets_cost(const struct m_line *line)
{
	return line->cost != SB_NONE && is_source(line->from) != is_source(line->to);
}

static bool is_ours(enum sb_place place)
{
	return model_is_stock(place) || place == SB_AT_TRANSIT;
}

/* Everywhere, and on its way. */
static int64_t owned(const struct model *model, int product)
{
	int64_t sum = 0;

	for (int s = 0; s < model->stores; s++)
		sum += model->product[product].in[s].on_hand + model_coming(model, product, s);
	return sum;
}

__extension__ typedef __int128 wide;

static int64_t rounded(wide value, int64_t parts)
{
	return (int64_t)((2 * value + parts) / (2 * (wide)parts));
}

/* What is there is worth the average; what comes adds what it cost, what goes back takes that with it. */
static void change_worth(struct m_product *product, const struct m_line *line, int64_t there)
{
	bool is_back = is_source(line->to), is_known = product->worth_of > 0;
	int64_t own = there > 0 ? there : 0, worth = 0, of;

	if (is_known && own)
		worth = rounded((wide)product->worth * own, product->worth_of);
	worth += (is_back ? -1 : 1) * line->qty * line->cost;
	of = is_known || is_back ? own + (is_back ? -line->qty : line->qty) : line->qty;
	if (of <= 0 || worth < 0 || (is_back && !is_known))
		worth = of = 0;
	product->worth = worth;
	product->worth_of = of;
}

void model_change_worth(struct model *model, const struct m_entry *entry)
{
	bool comes = entry->root == SB_KIND_RECEIVE || entry->root == SB_KIND_OPENING;

	for (size_t i = 0; i < entry->lines && comes; i++) {
		const struct m_line *line = &entry->line[i];
		int64_t there = owned(model, line->product);

		for (size_t before = 0; before < i; before++)
			if (entry->line[before].product == line->product)
				there += (is_ours(entry->line[before].to) ? entry->line[before].qty : 0) -
					 (is_ours(entry->line[before].from) ? entry->line[before].qty : 0);
		if (sets_cost(line))
			change_worth(&model->product[line->product], line, there);
	}
}

int64_t model_average(const struct m_product *product)
{
	return product->worth_of ? rounded(product->worth, product->worth_of) : SB_NONE;
}

static bool is_last_of_product(const struct m_entry *entry, size_t at)
{
	for (size_t i = at + 1; i < entry->lines; i++)
		if (entry->line[i].product == entry->line[at].product && sets_cost(&entry->line[i]))
			return false;
	return sets_cost(&entry->line[at]);
}

enum sb_status model_follow_cost(struct model *model, const struct answer *delivery)
{
	const struct asked plain = NOT_ASKED;
	enum sb_status status = SB_OK;

	if (model->costs == SB_COST_STAYS || delivery->replayed)
		return SB_OK;
	for (size_t i = 0; i < model->entry[delivery->seq - 1].lines && !status; i++) {
		const struct m_entry *entry = &model->entry[delivery->seq - 1];
		const struct m_product *product = &model->product[entry->line[i].product];
		struct m_entry draft = model_draft(SB_KIND_PRODUCT_EDIT);
		struct change change = { .given = { [F_COST] = true } };
		struct answer ignored;

		change.value[F_COST] = model->costs == SB_COST_LAST ? entry->line[i].cost : model_average(product);
		draft.product = entry->line[i].product;
		draft.batch = delivery->seq;
		if (is_last_of_product(entry, i) && model_find_changes(product, &change, &draft))
			status = model_put(model, &draft, &plain, &ignored);
	}
	return status;
}
