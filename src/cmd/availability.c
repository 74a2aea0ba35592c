/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * availability: what can be promised of products now.
 */
#include "answer.h"
#include "args.h"
#include "rows.h"

#include <string.h>

static int64_t of_column(const struct sb_stock *stock, const char *name)
{
	const struct {
		const char *name;
		int64_t n;
	} numbers[] = {
		{ "on_hand", stock->on_hand },     { "held", stock->held },
		{ "committed", stock->committed }, { "unavailable", stock->unavailable },
		{ "available", stock->available }, { "version", stock->version },
	};

	for (size_t i = 0; i < SB_COUNT(numbers); i++) {
		if (!strcmp(numbers[i].name, name))
			return numbers[i].n;
	}
	return 0;
}

static enum sb_status add_row(struct sb_call *call, struct answer_table *table, const struct sb_found *found,
			      struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	const struct sb_list *list = table->reply->page.list;
	struct sb_stock stock;
	enum sb_status st = sb_stock_get(book, found->id, &stock, err);
	struct sb_value *values = st ? NULL : answer_table_row(table);

	for (size_t i = 0; !st && i < list->column_count; i++) {
		const char *name = list->columns[i].name;

		if (!strcmp(name, "sku"))
			answer_table_text(table, &values[i], found->sku);
		else if (!strcmp(name, "name"))
			answer_table_text(table, &values[i], found->name);
		else if (!strcmp(name, "store"))
			answer_table_text(table, &values[i], sb_book_store(book)->code);
		else
			values[i].n = of_column(&stock, name);
		values[i].is_null = false;
		values[i].scale = values[i].type == SB_QTY_TYPE ? (uint8_t)found->decimals : 0;
	}
	return st;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct answer_table table;
	enum sb_status st = SB_OK;

	if (!sb_call_count(call, "product"))
		return rows_stream(call, "availability", reply, err);
	answer_table_begin(&table, reply, &sb_list_availability);
	for (size_t i = 0; i < sb_call_count(call, "product") && !st; i++)
		st = add_row(call, &table, sb_call_product(call, "product", i), err);
	answer_table_end(&table);
	return st;
}

static const struct sb_arg args[] = { ARG_PRODUCT(SB_ARG_REPEAT), ARG_SORT, ARG_COLUMNS, ARG_LIMIT, ARG_AFTER };

const struct sb_cmd sb_cmd_availability = {
	.name = "availability",
	.group = N_("Stock"),
	.summary = N_("Show what can be promised of products now."),
	.details = N_("On hand, held for orders, committed, and what is left of it. The version grows with each change "
		      "of the product's stock."),
	.examples = "stockbook availability MUG-BLUE TEA-500\n"
		    "stockbook availability -o json",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
