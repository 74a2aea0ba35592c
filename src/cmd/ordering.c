/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suppliers and orders as the commands about them read, offer and tell them. */
#include "ordering.h"
#include "answer.h"
#include "stockbook/json.h"
#include "stockbook/store.h"

#include <stdio.h>
#include <string.h>

/* ---- offers ---- */

enum sb_status ordering_offer_orders(struct sb_app *app, const char *beginning, int most,
				     bool (*each)(const char *value, const char *meaning, void *context), void *context,
				     struct sb_error *err)
{
	struct sb_ask ask = { .query = "open:yes", .columns = "seq,supplier" };
	struct sb_page page;
	enum sb_status st = app->book ? sb_list_page(sb_list_find("orders"), app->book, &ask, &page, err) : SB_OK;

	if (st || !app->book)
		return st;
	for (size_t i = 0; i < page.count && most > 0; i++) {
		char number[24];

		(void)snprintf(number, sizeof(number), "%lld", (long long)page.rows[i].id);
		if (strncmp(number, beginning, strlen(beginning)))
			continue;
		most--;
		if (!each(number, page.rows[i].values[1].s, context))
			break;
	}
	sb_page_release(&page);
	return SB_OK;
}

/* ---- arguments ---- */

enum sb_status ordering_supplier(struct sb_call *call, struct sb_supplier *out, struct sb_error *err)
{
	return sb_supplier_find(sb_call_app(call)->book, sb_call_text(call, "supplier"), sb_call_arena(call), out, err);
}

void ordering_supplier_change(struct sb_call *call, struct sb_supplier_change *out)
{
	*out = (struct sb_supplier_change){ 0 };
	for (size_t i = 0; i < SB_SF_COUNT; i++) {
		const struct sb_product_field_row *field = &sb_supplier_field_table[i];

		if (!sb_cmd_arg(sb_call_cmd(call), field->option) || !sb_call_has(call, field->option))
			continue;
		out->given[i] = true;
		out->value[i] = *sb_call_value(call, field->option, 0);
		out->value[i].type = field->type;
	}
}

/* Once for each product in their order, or not at all. */
static enum sb_status check_costs(const struct sb_call *call, size_t products, struct sb_error *err)
{
	size_t count = sb_call_count(call, "cost");

	if (!count || count == products)
		return SB_OK;
	if (!products)
		return sb_fail_field(err, SB_USAGE, "cost", _("a cost belongs to a product: name the products"));
	return sb_fail_field(err, SB_USAGE, "cost",
			     _("--%s is there %zu× for %zu× PRODUCT: give it once for each in their order, empty for its own"),
			     "cost", count, products);
}

enum sb_status ordering_lines(struct sb_call *call, struct sb_draft *draft, struct sb_error *err)
{
	size_t count = sb_call_count(call, "product");
	struct sb_line *lines = sb_arena_alloc(sb_call_arena(call), (count + 1) * sizeof(*lines));
	enum sb_status st = check_costs(call, count, err);

	if (!st && count != sb_call_count(call, "qty"))
		return sb_fail_field(err, SB_USAGE, "qty",
				     _("a quantity belongs to each product: PRODUCT QTY [PRODUCT QTY …]"));
	for (size_t i = 0; i < count && !st; i++) {
		const struct sb_value *cost = sb_call_value(call, "cost", i);

		lines[i] = (struct sb_line){
			.product = sb_call_product(call, "product", i)->id,
			.qty_milli = sb_call_value(call, "qty", i)->n,
			.price_minor = SB_NONE,
			.cost_minor = cost->is_null ? SB_NONE : cost->n,
		};
	}
	draft->lines = lines;
	draft->line_count = count;
	return st;
}

int64_t ordering_expected(const struct sb_call *call, int64_t otherwise)
{
	const struct sb_value *day = sb_call_value(call, "expected", 0);

	return day->is_null ? otherwise : day->n;
}

/* ---- answers ---- */

static enum sb_status add_line(struct sb_call *call, struct sb_json *json, const struct sb_order_line *line,
			       struct sb_error *err)
{
	struct sb_product product;
	enum sb_status st = sb_product_get(sb_call_app(call)->book, line->product, sb_call_arena(call), &product, err);

	if (st)
		return st;
	sb_json_open(json, NULL, '{');
	sb_json_text(json, "sku", product.value[SB_PF_SKU].s);
	sb_json_text(json, "name", product.value[SB_PF_NAME].s);
	answer_add_qty(json, "ordered", line->ordered);
	answer_add_qty(json, "received", line->received + line->over);
	answer_add_qty(json, "open", sb_order_rest(line));
	answer_add_qty(json, "over", line->over);
	answer_add_qty(json, "short", line->dropped);
	answer_add_value(call, json, "cost", SB_MONEY_TYPE, line->cost_minor);
	sb_json_close(json, '}');
	return SB_OK;
}

enum sb_status ordering_tell(struct sb_call *call, struct sb_reply *reply, const struct sb_order *order,
			     struct sb_error *err)
{
	const struct sb_store *store = NULL;
	sb_auto(buf) text = SB_BUF_INIT;
	sb_auto(buf) id = SB_BUF_INIT;
	struct sb_json json;
	enum sb_status st = sb_store_get(sb_call_app(call)->book, order->store, &store, err);

	if (st)
		return st;
	sb_id_print(&order->uuid, &id);
	sb_json_init(&json, &text);
	sb_json_open(&json, NULL, '{');
	sb_json_text(&json, "id", id.data);
	sb_json_int(&json, "number", order->id);
	sb_json_text(&json, "status", sb_order_word(order->status));
	sb_json_text(&json, "supplier", order->supplier_name);
	sb_json_text(&json, "store", store->code);
	answer_add_value(call, &json, "ordered_at", SB_MOMENT_TYPE, order->ordered_at);
	answer_add_value(call, &json, "expected", SB_DAY_TYPE, order->expected_day);
	sb_json_text(&json, "note", order->note);
	sb_json_open(&json, "lines", '[');
	for (size_t i = 0; i < order->line_count && !st; i++)
		st = add_line(call, &json, &order->lines[i], err);
	sb_json_close(&json, ']');
	sb_json_close(&json, '}');
	reply->json = sb_arena_printf(reply->arena, "\"order\":%s", text.data);
	return st;
}

/* How much of a product this delivery brought beyond its order. */
static int64_t over_in(const struct sb_entry *delivery, int64_t product)
{
	int64_t sum = 0;

	for (size_t i = 0; i < delivery->line_count; i++)
		if (delivery->lines[i].product == product && delivery->lines[i].from == SB_AT_SUPPLIER)
			sum += delivery->lines[i].qty_milli;
	return sum;
}

/* "SKU: 2 more than ordered" for a product that is over, or given up. */
static enum sb_status warn_of(struct sb_call *call, struct sb_reply *reply, const struct sb_entry *delivery,
			      const struct sb_order_line *line, struct sb_error *err)
{
	const struct sb_numbers *numbers = &sb_call_app(call)->numbers;
	int64_t beyond = over_in(delivery, line->product);
	sb_auto(buf) over = SB_BUF_INIT;
	sb_auto(buf) gone = SB_BUF_INIT;
	struct sb_product product;
	enum sb_status st = SB_OK;

	if (!beyond && !line->dropped)
		return SB_OK;
	st = sb_product_get(sb_call_app(call)->book, line->product, sb_call_arena(call), &product, err);
	if (st)
		return st;
	sb_qty_print(beyond, 0, numbers, &over);
	sb_qty_print(line->dropped, 0, numbers, &gone);
	if (beyond && !line->ordered)
		answer_warn(reply, sb_arena_printf(reply->arena, _("%s was not ordered: %s came"),
						   product.value[SB_PF_SKU].s, over.data));
	else if (beyond)
		answer_warn(reply, sb_arena_printf(reply->arena, _("%s: %s more than ordered"),
						   product.value[SB_PF_SKU].s, over.data));
	if (line->dropped)
		answer_warn(reply, sb_arena_printf(reply->arena, _("%s: short of %s"), product.value[SB_PF_SKU].s, gone.data));
	return SB_OK;
}

static enum sb_status warn_of_all(struct sb_call *call, struct sb_reply *reply, const struct sb_outcome *outcome,
				  const struct sb_order *order, struct sb_error *err)
{
	struct sb_entry delivery;
	enum sb_status st = SB_OK;

	if (outcome->kind != SB_KIND_RECEIVE)
		return SB_OK;
	st = sb_entry_get(sb_call_app(call)->book, outcome->seq, sb_call_arena(call), &delivery, err);
	for (size_t i = 0; i < order->line_count && !st; i++)
		st = warn_of(call, reply, &delivery, &order->lines[i], err);
	return st;
}

/* Late orders are entered late, so it is no error; a wrong month or year is the likelier. */
static void warn_if_past(struct sb_call *call, struct sb_reply *reply)
{
	struct sb_book *book = sb_call_app(call)->book;
	int64_t day = ordering_expected(call, SB_NONE);
	sb_auto(buf) text = SB_BUF_INIT;

	if (day == SB_NONE || day >= sb_day_of(sb_book_store(book)->zone, sb_book_now(book)))
		return;
	sb_day_print(day, &text);
	answer_warn(reply, sb_arena_printf(reply->arena, _("%s, when it should arrive, is past: `order edit` gives another day"), text.data));
}

enum sb_status ordering_answer(struct sb_call *call, struct sb_reply *reply, const struct sb_outcome *outcome,
			       const char *nothing, struct sb_error *err)
{
	struct sb_order order;
	enum sb_status st = answer_entry(call, reply, outcome, nothing, err);

	if (st || !outcome->seq)
		return st;
	st = sb_order_get(sb_call_app(call)->book, outcome->seq, sb_call_arena(call), &order, err);
	if (st)
		return st;
	answer_printf(reply, _("%s · order %lld: %s"), reply->message, (long long)order.id, sb_order_label(order.status));
	warn_if_past(call, reply);
	st = warn_of_all(call, reply, outcome, &order, err);
	return st ? st : ordering_tell(call, reply, &order, err);
}
