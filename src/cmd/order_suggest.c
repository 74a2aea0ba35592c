/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * order suggest: what is to be ordered now, and why.
 */
#include "answer.h"
#include "args.h"
#include "ordering.h"

enum column { SUPPLIER, SKU, NAME, AVAILABLE, INCOMING, PROJECTED, REORDER_POINT, ORDER_UP_TO, SUGGESTED, COST };

static const struct sb_column columns[] = {
	[SUPPLIER] = { .name = "supplier", .title = N_("Supplier"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN, .width = 16 },
	[SKU] = { .name = "sku", .title = N_("SKU"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN | SB_COL_KEY, .width = 12 },
	[NAME] = { .name = "name", .title = N_("Name"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN | SB_COL_GROWS, .width = 22 },
	[AVAILABLE] = { .name = "available", .title = N_("Avail"), .type = SB_QTY_TYPE, .flags = SB_COL_SHOWN, .width = 8 },
	[INCOMING] = { .name = "incoming", .title = N_("Incoming"), .type = SB_QTY_TYPE, .flags = SB_COL_SHOWN, .width = 8 },
	[PROJECTED] = { .name = "projected", .title = N_("Projected"), .type = SB_QTY_TYPE, .flags = SB_COL_SHOWN, .width = 9 },
	[REORDER_POINT] = { .name = "reorder_point", .title = N_("Reorder point"), .type = SB_QTY_TYPE, .flags = SB_COL_SHOWN, .width = 8 },
	[ORDER_UP_TO] = { .name = "order_up_to", .title = N_("Order up to"), .type = SB_QTY_TYPE, .flags = SB_COL_SHOWN, .width = 8 },
	[SUGGESTED] = { .name = "suggested", .title = N_("Suggested"), .type = SB_QTY_TYPE, .flags = SB_COL_SHOWN, .width = 9 },
	[COST] = { .name = "cost", .title = N_("Cost"), .type = SB_MONEY_TYPE, .flags = SB_COL_SHOWN, .width = 9 },
};
static const struct sb_list suggestion_list = {
	.name = "suggestions",
	.title = N_("To order"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
};

static void put_number(struct sb_value *value, int64_t n, int decimals)
{
	value->n = n;
	value->is_null = n == SB_NONE;
	value->scale = (uint8_t)decimals;
}

static void add_row(struct answer_table *table, const struct sb_suggestion *row)
{
	struct sb_value *values = answer_table_row(table);

	answer_table_text(table, &values[SUPPLIER], row->supplier);
	answer_table_text(table, &values[SKU], row->sku);
	answer_table_text(table, &values[NAME], row->name);
	put_number(&values[AVAILABLE], row->available, row->decimals);
	put_number(&values[INCOMING], row->incoming, row->decimals);
	put_number(&values[PROJECTED], row->projected, row->decimals);
	put_number(&values[REORDER_POINT], row->rule.reorder_point, row->decimals);
	put_number(&values[ORDER_UP_TO], row->rule.order_up_to, row->decimals);
	put_number(&values[SUGGESTED], row->suggested, row->decimals);
	put_number(&values[COST], row->cost_minor, 0);
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	bool is_one = sb_call_text(call, "supplier") && *sb_call_text(call, "supplier");
	struct sb_suggestions found;
	struct sb_supplier supplier;
	struct answer_table table;
	enum sb_status st = is_one ? ordering_supplier(call, &supplier, err) : SB_OK;

	if (!st)
		st = sb_order_suggest(book, is_one ? supplier.value[SB_SF_NAME].s : NULL, sb_call_arena(call), &found, err);
	if (st)
		return st;
	answer_table_begin(&table, reply, &suggestion_list);
	for (size_t i = 0; i < found.count; i++)
		add_row(&table, &found.rows[i]);
	answer_table_end(&table);
	if (!found.count)
		answer_printf(reply, _("nothing is to be ordered now"));
	return SB_OK;
}

static const struct sb_arg args[] = { ARG_SUPPLIER(0) };

const struct sb_cmd sb_cmd_order_suggest = {
	.name = "order suggest",
	.group = N_("Orders"),
	.summary = N_("Say what to order now, supplier by supplier, and why."),
	.details = N_("A product is to be ordered when what is projected (on hand and incoming, less what is held, "
		      "committed or not sellable) is no more than its reorder point: as much as fills up to its `order up "
		      "to`, raised to the minimum order, rounded up to whole packs."),
	.examples = "stockbook order suggest\n"
		    "stockbook order suggest --supplier=RHINE",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
