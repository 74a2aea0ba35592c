/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * show: all that is known about one product.
 */
#include "answer.h"
#include "args.h"
#include "rows.h"
#include "stockbook/json.h"
#include "stockbook/text.h"

#include <string.h>

enum { MOVEMENTS_SHOWN = 5, LABEL_CELLS = 18 };

static void add_line(const char *label, const char *value, struct sb_buf *out)
{
	if (!value[0])
		return;
	sb_text_fit(out, label, LABEL_CELLS, false);
	sb_buf_printf(out, "%s\n", value);
}

static void add_fields(const struct sb_product *product, const struct sb_style *style, struct sb_buf *out)
{
	for (int i = 0; i < SB_PF_COUNT; i++) {
		sb_auto(buf) value = SB_BUF_INIT;

		if (product->value[i].is_null)
			continue;
		sb_value_print(&product->value[i], style, &value);
		add_line(_(sb_product_field_table[i].label), value.data, out);
	}
}

static const struct sb_value *value_of(const struct sb_page *page, const char *column)
{
	for (size_t i = 0; i < page->column_count; i++)
		if (!strcmp(page->columns[i]->name, column))
			return &page->rows[0].values[i];
	return NULL;
}

/* What the list says of its stock; what is nothing is left out but for what counts most. */
static void add_stock(const struct sb_page *page, const struct sb_style *style, struct sb_buf *out)
{
	static const struct {
		const char *column, *label;
		bool always;
	} rows[] = {
		{ "on_hand", N_("On hand"), true },   { "held", N_("Held"), false },
		{ "committed", N_("Committed"), false }, { "unavailable", N_("Unavailable"), false },
		{ "available", N_("Available"), true }, { "on_order", N_("On order"), false },
		{ "in_transit", N_("In transit"), false }, { "average_cost", N_("Average cost"), false },
	};

	sb_buf_putc(out, '\n');
	for (size_t i = 0; i < SB_COUNT(rows); i++) {
		const struct sb_value *value = value_of(page, rows[i].column);
		sb_auto(buf) text = SB_BUF_INIT;

		if (!value || value->is_null || (!rows[i].always && !value->n))
			continue;
		sb_value_print(value, style, &text);
		add_line(_(rows[i].label), text.data, out);
	}
}

static enum sb_status add_movements(struct sb_call *call, const struct sb_page *page, const struct sb_style *style, struct sb_buf *out,
				    struct sb_error *err)
{
	enum sb_status st = SB_OK;

	if (page->count)
		sb_buf_putc(out, '\n');
	for (size_t i = 0; i < page->count && !st; i++) {
		sb_auto(buf) when = SB_BUF_INIT;
		struct sb_entry entry;

		/* The row's id is the line's; the entry it belongs to is its first column. */
		st = sb_entry_get(sb_call_app(call)->book, page->rows[i].values[0].n, sb_call_arena(call), &entry, err);
		if (st)
			break;
		sb_moment_print_local(style->zone, entry.occurred_at, &when);
		sb_text_fit(out, when.data, LABEL_CELLS, false);
		st = sb_entry_describe(sb_call_app(call)->book, entry.seq, out, err);
		sb_buf_printf(out, _(", entry %lld by %s"), (long long)entry.seq, entry.who);
		sb_buf_puts(out, entry.undoes == SB_NONE ? "" : _(", takes back another"));
		sb_buf_putc(out, '\n');
	}
	return st;
}

/* For machines: the product's row with every column, and its last movements. */
static void add_json(struct sb_reply *reply, int64_t version, const struct sb_page *page, const struct sb_page *movements,
		     const struct sb_style *style)
{
	sb_auto(buf) out = SB_BUF_INIT;

	sb_buf_puts(&out, "\"product\":");
	sb_row_json(page, &page->rows[0], style, &out);
	sb_buf_printf(&out, ",\"version\":%lld,\"movements\":[", (long long)version);
	for (size_t i = 0; i < movements->count; i++) {
		sb_buf_puts(&out, i ? "," : "");
		sb_row_json(movements, &movements->rows[i], style, &out);
	}
	sb_buf_putc(&out, ']');
	reply->json = sb_arena_strdup(reply->arena, out.data);
}

static enum sb_status find_row(struct sb_call *call, const char *sku, struct sb_reply *reply, struct sb_page *page, struct sb_error *err)
{
	sb_auto(buf) query = SB_BUF_INIT;
	enum sb_status st = rows_add_field(&query, "sku", sku, err);

	reply->stream = sb_list_find("products");
	reply->ask = (struct sb_ask){ .query = sb_arena_strdup(reply->arena, query.data), .columns = "*", .limit = 1 };
	if (!st)
		st = sb_list_page(reply->stream, sb_call_app(call)->book, &reply->ask, page, err);
	if (!st && !page->count)
		st = sb_fail_field(err, SB_NOT_FOUND, "product", _("%s is archived: its movements are in its history"), sku);
	return st;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	const struct sb_found *found = sb_call_product(call, "product", 0);
	sb_auto(buf) out = SB_BUF_INIT;
	sb_auto(page) page = { 0 };
	sb_auto(page) movements = { 0 };
	struct sb_style human, plain;
	struct sb_product product;
	enum sb_status st = sb_product_get(book, found->id, reply->arena, &product, err);

	sb_app_style(sb_call_app(call), true, &human);
	sb_app_style(sb_call_app(call), false, &plain);
	if (!st)
		st = find_row(call, found->sku, reply, &page, err);
	if (!st)
		st = rows_last_movements(call, found->sku, MOVEMENTS_SHOWN, &movements, err);
	if (st)
		return st;
	add_fields(&product, &human, &out);
	add_stock(&page, &human, &out);
	st = add_movements(call, &movements, &human, &out, err);
	if (st)
		return st;
	add_json(reply, product.version, &page, &movements, &plain);
	reply->text = sb_arena_strdup(reply->arena, out.data);
	reply->open = sb_arena_printf(reply->arena, "product #%lld", (long long)found->id);
	return SB_OK;
}

static const struct sb_arg args[] = { ARG_PRODUCT(SB_ARG_REQUIRED) };

const struct sb_cmd sb_cmd_show = {
	.name = "show",
	.aliases = "show-product",
	.group = N_("Products"),
	.summary = N_("Show one product: its fields, its stock, its last movements."),
	.examples = "stockbook show MUG-BLUE\n"
		    "stockbook show 4006381333931 -o json",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
