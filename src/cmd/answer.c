/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How commands answer: the sentence people read after a movement, the stock it left, tables of things that are no list.
 */
#include "answer.h"
#include "stockbook/store.h"
#include "stockbook/text.h"

#include <stdio.h>
#include <string.h>

void answer_printf(struct sb_reply *reply, const char *format, ...)
{
	sb_auto(buf) text = SB_BUF_INIT;
	va_list args;

	va_start(args, format);
	sb_buf_vprintf(&text, format, args);
	va_end(args);
	reply->message = sb_arena_strdup(reply->arena, text.data);
}

void answer_warn(struct sb_reply *reply, const char *sentence)
{
	if (!sentence)
		return;
	if (reply->warning)
		reply->warning = sb_arena_printf(reply->arena, "%s; %s", reply->warning, sentence);
	else
		reply->warning = sb_arena_strdup(reply->arena, sentence);
}

static void print_qty(struct sb_call *call, int64_t qty_milli, int decimals, struct sb_buf *out)
{
	sb_qty_print(qty_milli, decimals, &sb_call_app(call)->numbers, out);
}

/* Whether this line took from what can be sold. */
static bool takes_stock(const struct sb_line *line)
{
	return line->from == SB_AT_STORE;
}

static bool is_in_store(enum sb_place place)
{
	return place == SB_AT_STORE || place == SB_AT_UNAVAILABLE || place == SB_AT_HELD || place == SB_AT_COMMITTED;
}

/* What is ordered, or lost on its way, leaves the stock of every store as it is. */
static bool is_elsewhere(const struct sb_line *line)
{
	return !is_in_store(line->from) && !is_in_store(line->to);
}

static enum sb_status warn_if_low(struct sb_call *call, struct sb_reply *reply, const struct sb_product *product, int64_t store,
				  const struct sb_changed *changed, struct sb_error *err)
{
	sb_auto(buf) left = SB_BUF_INIT;
	sb_auto(buf) point = SB_BUF_INIT;
	const struct sb_value *reorder = &product->value[SB_PF_REORDER_POINT], *alerts = &product->value[SB_PF_ALERTS];
	struct sb_store_plan plan;
	enum sb_status st = sb_store_plan_get(sb_call_app(call)->book, store, product->id, sb_call_arena(call), &plan, err);

	if (st)
		return st;
	if (!plan.value[SB_PLAN_REORDER_POINT].is_null)
		reorder = &plan.value[SB_PLAN_REORDER_POINT];
	if (product->archived || reorder->is_null || !sb_stock_is_low(changed->available, reorder->n) || (!alerts->is_null && !alerts->n))
		return SB_OK;
	print_qty(call, changed->available, changed->decimals, &left);
	print_qty(call, reorder->n, changed->decimals, &point);
	answer_warn(reply, sb_arena_printf(reply->arena, _("%s is low: %s left, its reorder point is %s"), changed->sku, left.data,
					   point.data));
	return SB_OK;
}

static enum sb_status fill_changed(struct sb_call *call, const struct sb_entry *entry, int64_t id, bool taken, struct sb_changed *out, struct sb_reply *reply,
				   struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	const struct sb_store *store = sb_book_store(book);
	struct sb_product product;
	struct sb_stock stock;
	enum sb_status st = sb_product_get(book, id, sb_call_arena(call), &product, err);

	/* What arrives may do so in another store than the one worked for. */
	if (!st && entry->store)
		st = sb_store_get(book, entry->store, &store, err);
	if (!st)
		st = sb_stock_in(book, store->id, id, &stock, err);
	if (st)
		return st;
	*out = (struct sb_changed){
		.product = id,
		.on_hand = stock.on_hand,
		.held = stock.held,
		.available = stock.available,
		.decimals = (int)product.value[SB_PF_DECIMALS].n,
	};
	snprintf(out->sku, sizeof(out->sku), "%s", product.value[SB_PF_SKU].s);
	snprintf(out->store, sizeof(out->store), "%s", store->code);
	return taken ? warn_if_low(call, reply, &product, store->id, out, err) : SB_OK;
}

static bool is_new(const struct sb_changed *changed, size_t count, int64_t product)
{
	for (size_t i = 0; i < count; i++) {
		if (changed[i].product == product)
			return false;
	}
	return true;
}

/* A delivery of thousands of lines is not told one by one. */
enum { CHANGED_MAX = 100 };

static enum sb_status add_changed(struct sb_call *call, struct sb_reply *reply, int64_t seq, struct sb_error *err)
{
	struct sb_entry entry;
	struct sb_changed *changed = sb_arena_alloc(reply->arena, CHANGED_MAX * sizeof(*changed));
	enum sb_status st = sb_entry_get(sb_call_app(call)->book, seq, sb_call_arena(call), &entry, err);
	size_t count = 0;

	/* Opening stock is an entry of its own behind this one; the answer is about both. */
	if (!st && entry.kind == SB_KIND_PRODUCT_ADD) {
		st = fill_changed(call, &entry, entry.seq, false, &changed[0], reply, err);
		count += !st;
	}
	for (size_t i = 0; !st && i < entry.line_count && count < CHANGED_MAX; i++) {
		if (is_elsewhere(&entry.lines[i]) || !is_new(changed, count, entry.lines[i].product))
			continue;
		st = fill_changed(call, &entry, entry.lines[i].product, takes_stock(&entry.lines[i]), &changed[count], reply, err);
		count += !st;
	}
	if (st)
		return st;
	reply->changed = changed;
	reply->changed_count = count;
	return SB_OK;
}

static bool leaves_holds_short(const struct sb_reply *reply)
{
	for (size_t i = 0; i < reply->changed_count; i++)
		if (reply->changed[i].on_hand < 0)
			return false;
	return true;
}

enum sb_status answer_entry(struct sb_call *call, struct sb_reply *reply, const struct sb_outcome *outcome, const char *nothing,
			    struct sb_error *err)
{
	sb_auto(buf) sentence = SB_BUF_INIT;
	sb_auto(buf) left = SB_BUF_INIT;
	enum sb_status st = SB_OK;

	if (!outcome->seq) {
		reply->message = nothing;
		return SB_OK;
	}
	st = sb_entry_describe(sb_call_app(call)->book, outcome->seq, &sentence, err);
	if (!st)
		st = add_changed(call, reply, outcome->seq, err);
	if (st)
		return st;
	reply->has_outcome = true;
	reply->outcome = *outcome;
	/* Of a new product without stock there is nothing to say. */
	if (reply->changed_count == 1 && (outcome->kind != SB_KIND_PRODUCT_ADD || reply->changed[0].on_hand)) {
		print_qty(call, reply->changed[0].available, reply->changed[0].decimals, &left);
		sb_buf_puts(&sentence, " · ");
		sb_buf_printf(&sentence, _("%s left"), left.data);
	}
	if (outcome->replayed)
		answer_printf(reply, _("done before, nothing written: %s"), sentence.data);
	else
		answer_printf(reply, "%s", sentence.data);
	if (outcome->went_negative)
		answer_warn(reply, leaves_holds_short(reply) ? _("less is left than is held: `hold list short:yes` says which holds") :
								_("stock is below zero now: count it soon"));
	if (outcome->absorbed_by)
		answer_warn(reply, sb_arena_printf(reply->arena, _("absorbed by count %lld, which was counted later: on hand stays as counted"),
						   (long long)outcome->absorbed_by));
	answer_warn(reply, sb_call_warning(call));
	return SB_OK;
}

void answer_add_qty(struct sb_json *json, const char *key, int64_t qty_milli)
{
	const struct sb_numbers plain = sb_numbers_plain();
	sb_auto(buf) text = SB_BUF_INIT;

	sb_qty_print(qty_milli, 0, &plain, &text);
	sb_json_raw(json, key, text.data);
}

void answer_add_value(struct sb_call *call, struct sb_json *json, const char *key, enum sb_type type, int64_t n)
{
	const struct sb_value value = { .type = type, .n = n, .is_null = n == SB_NONE };
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_style style;

	sb_app_style(sb_call_app(call), false, &style);
	sb_value_print_json(&value, &style, &text);
	sb_json_raw(json, key, text.data);
}

/* ---- tables ---- */

void answer_table_begin(struct answer_table *table, struct sb_reply *reply, const struct sb_list *list)
{
	struct sb_page *page = &reply->page;
	const struct sb_column **columns = NULL;

	*page = (struct sb_page){ .arena = sb_arena_new(), .list = list, .column_count = list->column_count, .total = SB_NONE };
	columns = sb_arena_alloc(page->arena, list->column_count * sizeof(*columns));
	for (size_t i = 0; i < list->column_count; i++)
		columns[i] = &list->columns[i];
	page->columns = columns;
	reply->has_page = true;
	*table = (struct answer_table){ .reply = reply };
}

struct sb_value *answer_table_row(struct answer_table *table)
{
	struct sb_page *page = &table->reply->page;
	struct sb_value *values = sb_arena_alloc(page->arena, page->column_count * sizeof(*values));

	if (table->count == table->cap) {
		table->cap = table->cap ? table->cap * 2 : 16;
		table->rows = sb_realloc(table->rows, table->cap * sizeof(*table->rows));
	}
	for (size_t i = 0; i < page->column_count; i++)
		values[i] = (struct sb_value){ .type = page->columns[i]->type, .is_null = true };
	table->rows[table->count] = (struct sb_row){ .id = (int64_t)table->count + 1, .values = values };
	table->count++;
	return values;
}

void answer_table_end(struct answer_table *table)
{
	struct sb_page *page = &table->reply->page;
	struct sb_row *rows = sb_arena_alloc(page->arena, (table->count + 1) * sizeof(*rows));

	if (table->count)
		memcpy(rows, table->rows, table->count * sizeof(*rows));
	free(table->rows);
	page->rows = rows;
	page->count = table->count;
	page->total = (int64_t)table->count;
}

void answer_table_text(struct answer_table *table, struct sb_value *value, const char *text)
{
	value->s = sb_arena_strdup(table->reply->page.arena, text);
	value->is_null = !text;
}
