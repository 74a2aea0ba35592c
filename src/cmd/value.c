/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * value: what the stock is worth, and what sold goods have cost.
 */
#include "answer.h"
#include "args.h"
#include "stockbook/json.h"
#include "stockbook/store.h"
#include "stockbook/valuation.h"
#include "stores.h"

#include <string.h>

enum column { SKU, NAME, QTY, VALUE, UNIT, RECEIVED, MOVED, SOLD, COGS, LOST, TRANSIT };

static const struct sb_column columns[] = {
	[SKU] = { .name = "sku", .title = N_("SKU"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN | SB_COL_KEY, .width = 12 },
	[NAME] = { .name = "name", .title = N_("Name"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN | SB_COL_GROWS, .width = 22 },
	[QTY] = { .name = "qty", .title = N_("Quantity"), .type = SB_QTY_TYPE, .flags = SB_COL_SHOWN, .width = 9 },
	[VALUE] = { .name = "value", .title = N_("Value"), .type = SB_MONEY_TYPE, .flags = SB_COL_SHOWN, .width = 10 },
	[UNIT] = { .name = "unit_cost", .title = N_("A unit"), .type = SB_MONEY_TYPE, .flags = SB_COL_SHOWN, .width = 9 },
	[RECEIVED] = { .name = "received_value", .title = N_("Received"), .type = SB_MONEY_TYPE, .flags = SB_COL_SHOWN, .width = 10 },
	[MOVED] = { .name = "transferred_value", .title = N_("By transfer"), .type = SB_MONEY_TYPE, .flags = SB_COL_CHAIN, .width = 10 },
	[SOLD] = { .name = "sold_qty", .title = N_("Sold"), .type = SB_QTY_TYPE, .flags = SB_COL_SHOWN, .width = 9 },
	[COGS] = { .name = "cogs", .title = N_("Cost of it"), .type = SB_MONEY_TYPE, .flags = SB_COL_SHOWN, .width = 10 },
	[LOST] = { .name = "lost_value", .title = N_("Lost"), .type = SB_MONEY_TYPE, .flags = SB_COL_SHOWN, .width = 9 },
	[TRANSIT] = { .name = "in_transit_value", .title = N_("On its way"), .type = SB_MONEY_TYPE, .width = 10 },
};
static const struct sb_list valuation_list = {
	.name = "valuation",
	.title = N_("Value of the stock"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
};

struct report {
	struct answer_table table;
	const struct sb_store *store; /* NULL: the whole book */
	int64_t value, cogs, received, lost, moved, transit, unknown;
	bool fits, is_named;
};

static void put_money(struct sb_value *value, int64_t minor)
{
	value->n = minor;
	value->is_null = minor == SB_NONE;
}

static void put_qty(struct sb_value *value, int64_t milli, int decimals)
{
	value->n = milli;
	value->scale = (uint8_t)decimals;
	value->is_null = false;
}

/* What one unit is worth, rounded; nothing where there is none. */
static int64_t unit_of(const struct sb_valued *row)
{
	__extension__ typedef __int128 wide;

	if (row->qty_milli <= 0 || row->value_minor < 0)
		return SB_NONE;
	return (int64_t)(((wide)row->value_minor * 1000 + row->qty_milli / 2) / row->qty_milli);
}

static bool is_told(const struct report *report, const struct sb_valued *row)
{
	return report->is_named || row->qty_milli || row->value_minor || row->cogs_minor || row->sold_milli ||
	       row->received_minor || row->lost_minor || row->moved_minor;
}

static bool add_row(const struct sb_valued *row, void *context)
{
	struct report *report = context;
	struct sb_value *values;

	report->fits &= sb_add(report->value, row->value_minor, &report->value);
	report->fits &= sb_add(report->cogs, row->cogs_minor, &report->cogs);
	report->fits &= sb_add(report->received, row->received_minor, &report->received);
	report->fits &= sb_add(report->lost, row->lost_minor, &report->lost);
	report->fits &= sb_add(report->moved, row->moved_minor, &report->moved);
	report->fits &= sb_add(report->transit, row->transit_minor, &report->transit);
	report->unknown += row->unknown_milli > 0;
	if (!is_told(report, row))
		return true;
	values = answer_table_row(&report->table);
	answer_table_text(&report->table, &values[SKU], row->sku);
	answer_table_text(&report->table, &values[NAME], row->name);
	put_qty(&values[QTY], row->qty_milli, row->decimals);
	put_money(&values[VALUE], row->value_minor);
	put_money(&values[UNIT], unit_of(row));
	put_money(&values[RECEIVED], row->received_minor);
	put_money(&values[MOVED], report->store ? row->moved_minor : SB_NONE);
	put_qty(&values[SOLD], row->sold_milli, row->decimals);
	put_money(&values[COGS], row->cogs_minor);
	put_money(&values[LOST], row->lost_minor);
	put_money(&values[TRANSIT], report->store ? SB_NONE : row->transit_minor);
	return true;
}

/* A date alone is the whole day. */
static int64_t end_of(struct sb_call *call, const char *name)
{
	const char *text = sb_call_text(call, name);
	const struct sb_value *value = sb_call_value(call, name, 0);
	const struct sb_zone *zone = sb_book_store(sb_call_app(call)->book)->zone;
	int64_t day;

	if (value->is_null)
		return SB_NONE;
	day = sb_day_of(zone, value->n);
	return strchr(text, ':') || sb_day_start(zone, day) != value->n ? value->n : sb_day_start(zone, day + 1) - 1;
}

static enum sb_status fill_ask(struct sb_call *call, const struct sb_store *store, struct sb_valuation_ask *ask, struct sb_error *err)
{
	size_t count = sb_call_count(call, "product");
	int64_t *products = sb_arena_alloc(sb_call_arena(call), (count + 1) * sizeof(*products));
	const struct sb_value *from = sb_call_value(call, "from", 0);

	if (sb_call_has(call, "at") && (sb_call_has(call, "from") || sb_call_has(call, "to")))
		return sb_fail_field(err, SB_USAGE, "at", _("either a moment or a period: leave --at or --from and --to out"));
	for (size_t i = 0; i < count; i++)
		products[i] = sb_call_product(call, "product", i)->id;
	*ask = (struct sb_valuation_ask){
		.method = strcmp(sb_call_text(call, "method"), "fifo") ? SB_VALUE_AVERAGE : SB_VALUE_FIFO,
		.store = store ? store->id : 0,
		.from = from->is_null ? SB_NONE : from->n,
		.to = end_of(call, sb_call_has(call, "at") ? "at" : "to"),
		.products = products,
		.product_count = count,
	};
	return SB_OK;
}

static void tell(struct sb_call *call, struct sb_reply *reply, const struct report *report)
{
	sb_auto(buf) out = SB_BUF_INIT;
	struct sb_json json;

	sb_json_init(&json, &out);
	sb_json_open(&json, NULL, '{');
	sb_json_text(&json, "method", sb_call_text(call, "method"));
	sb_json_text(&json, "store", report->store ? report->store->code : NULL);
	answer_add_value(call, &json, "value", SB_MONEY_TYPE, report->value);
	answer_add_value(call, &json, "in_transit_value", SB_MONEY_TYPE, report->store ? SB_NONE : report->transit);
	answer_add_value(call, &json, "received_value", SB_MONEY_TYPE, report->received);
	answer_add_value(call, &json, "transferred_value", SB_MONEY_TYPE, report->store ? report->moved : SB_NONE);
	answer_add_value(call, &json, "cogs", SB_MONEY_TYPE, report->cogs);
	answer_add_value(call, &json, "lost_value", SB_MONEY_TYPE, report->lost);
	sb_json_text(&json, "currency", sb_book_currency(sb_call_app(call)->book)->code);
	sb_json_close(&json, '}');
	reply->json = sb_arena_printf(reply->arena, "\"valuation\":%s", out.data);
}

static const char *told(struct sb_call *call, int64_t minor)
{
	const struct sb_value value = { .type = SB_MONEY_TYPE, .n = minor };
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_style human;

	sb_app_style(sb_call_app(call), true, &human);
	sb_value_print(&value, &human, &text);
	return sb_arena_strdup(sb_call_arena(call), text.data);
}

static void say(struct sb_call *call, struct sb_reply *reply, const struct report *report)
{
	if (report->store)
		answer_printf(reply, _("the stock of %s is worth %s; what it sold has cost %s"), report->store->code,
			      told(call, report->value), told(call, report->cogs));
	else if (report->transit)
		answer_printf(reply, _("the stock is worth %s, of which %s is on its way between stores; what was sold has cost %s"),
			      told(call, report->value), told(call, report->transit), told(call, report->cogs));
	else
		answer_printf(reply, _("the stock is worth %s; what was sold has cost %s"), told(call, report->value),
			      told(call, report->cogs));
	if (report->unknown)
		answer_warn(reply, sb_arena_printf(reply->arena,
						   ngettext("%lld product was received at no known cost: it counts as nothing",
							    "%lld products were received at no known cost: they count as nothing",
							    (unsigned long)report->unknown),
						   (long long)report->unknown));
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct report report = { .fits = true, .is_named = sb_call_count(call, "product") };
	struct sb_valuation_ask ask;
	const char *code = sb_call_text(call, "store");
	enum sb_status st = code && *code ? sb_store_find(sb_call_app(call)->book, code, &report.store, err) : SB_OK;

	if (!st)
		st = fill_ask(call, report.store, &ask, err);
	if (st)
		return st;
	answer_table_begin(&report.table, reply, &valuation_list);
	reply->page.also_shown = report.store ? SB_COL_CHAIN : 0;
	st = sb_valuation_each(sb_call_app(call)->book, &ask, sb_call_progress(call), add_row, &report, err);
	answer_table_end(&report.table);
	if (st)
		return st;
	if (!report.fits)
		return sb_fail(err, SB_INVALID, _("the stock's value goes beyond counting: look for a wrong quantity or cost"));
	say(call, reply, &report);
	tell(call, reply, &report);
	return SB_OK;
}

static const struct sb_arg args[] = {
	ARG_PRODUCT(SB_ARG_REPEAT),
	{
		.name = "store",
		.type = SB_TEXT_TYPE,
		.value = "STORE",
		.label = N_("Store"),
		.help = N_("The stock of this store alone, by its code."),
		.offer = stores_offer,
	},
	{
		.name = "method",
		.type = SB_CHOICE_TYPE,
		.value = "METHOD",
		.label = N_("Method"),
		.help = N_("What goods are taken to have cost: the average of those there, or what the oldest have (fifo)."),
		.choices = "average|fifo",
		.fallback = "average",
	},
	{
		.name = "at",
		.type = SB_MOMENT_TYPE,
		.value = "TIME",
		.label = NC_("time", "At"),
		.help = N_("As it was then; a date alone is the end of that day."),
	},
	{
		.name = "from",
		.type = SB_MOMENT_TYPE,
		.value = "TIME",
		.label = NC_("time", "From"),
		.help = N_("Received, sold and lost from this time on."),
	},
	{
		.name = "to",
		.type = SB_MOMENT_TYPE,
		.value = "TIME",
		.label = NC_("time", "To"),
		.help = N_("And up to this time; a date alone is the whole day."),
	},
};

const struct sb_cmd sb_cmd_value = {
	.name = "value",
	.group = N_("Orders"),
	.summary = N_("Say what the stock is worth and what sold goods have cost."),
	.details = N_("From the movements in the order in which they happened; what was undone never happened. Each store has "
		      "its own goods, and a transfer takes along what they have cost: all stores together, with what is on "
		      "its way between them, are the whole book. What is lost on its way is lost to the store that sent it. Goods bought at 10 and then at 12 "
		      "leave at 10 first with --method=fifo, and at what all of them have cost on average without. What "
		      "customers bring back costs what goods last left for. What is sold below zero leaves at the last "
		      "cost known; the next delivery makes up for it."),
	.examples = "stockbook value\n"
		    "stockbook value MUG-BLUE --method=fifo\n"
		    "stockbook value --store=NORTH\n"
		    "stockbook value --from=2026-01-01 --to=2026-03-31 -o csv",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_IS_LONG | SB_BY_ANYONE,
	.run = run,
};
