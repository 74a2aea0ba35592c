/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The office of the sample shop: the suppliers are written down, and on the last morning what runs out is ordered from two of them. One has
 * brought part of it already.
 */
#include "demo_shop.h"
#include "stockbook/order.h"

enum { ORDER_LINES_MAX = 12 };

static const char *const contacts[DEMO_SUPPLIERS] = {
	[DEMO_FROM_DAIRY] = "Mr Petersen, 040 555 0141",
	[DEMO_FROM_BEVERAGES] = "orders@springwell.example",
	[DEMO_FROM_WHOLESALE] = "Ms Hansen, 040 555 0117",
	[DEMO_FROM_FROST] = "night desk, 040 555 0190",
};

static void give(struct sb_supplier_change *change, enum sb_supplier_field field, const char *text, int64_t n)
{
	change->given[field] = true;
	change->value[field] = (struct sb_value){ .type = sb_supplier_field_table[field].type, .s = text, .n = n };
}

static enum sb_status add_supplier(struct sb_demo *demo, enum sb_demo_supplier which, struct sb_error *err)
{
	const struct sb_demo_supplier_row *row = &sb_demo_suppliers[which];
	struct sb_draft draft = SB_DRAFT(SB_KIND_SUPPLIER_ADD);
	struct sb_supplier_change change = { 0 };
	struct sb_outcome outcome;

	give(&change, SB_SF_NAME, row->name, 0);
	give(&change, SB_SF_LEAD_DAYS, NULL, row->lead_days);
	if (contacts[which])
		give(&change, SB_SF_CONTACT, contacts[which], 0);
	if (which == DEMO_FROM_WHOLESALE)
		give(&change, SB_SF_MINIMUM, NULL, 15000);
	return sb_supplier_add(demo->write, &change, &draft, &outcome, err);
}

enum sb_status sb_demo_add_suppliers(struct sb_demo *demo, int which, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	for (enum sb_demo_supplier from = (enum sb_demo_supplier)which; from < DEMO_SUPPLIERS && status == SB_OK; from++)
		status = add_supplier(demo, from, err);
	return status;
}

/* What is to be ordered of this supplier, as much of it as fits on one page. */
static enum sb_status order_from(struct sb_demo *demo, enum sb_demo_supplier which, int64_t *out, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_ORDER_NEW);
	struct sb_line lines[ORDER_LINES_MAX];
	struct sb_suggestions found;
	struct sb_supplier supplier;
	struct sb_outcome outcome = { 0 };
	enum sb_status status;

	*out = 0;
	status = sb_supplier_find(demo->book, sb_demo_suppliers[which].name, demo->arena, &supplier, err);
	if (status == SB_OK)
		status = sb_order_suggest(demo->book, supplier.value[SB_SF_NAME].s, demo->arena, &found, err);
	if (status != SB_OK || found.count == 0)
		return status;
	for (size_t i = 0; i < found.count && i < ORDER_LINES_MAX; i++)
		lines[draft.line_count++] = (struct sb_line){ .product = found.rows[i].product,
							      .qty_milli = found.rows[i].suggested,
							      .price_minor = SB_NONE,
							      .cost_minor = found.rows[i].cost_minor };
	draft.lines = lines;
	status = sb_order_make(demo->write, &supplier, SB_NONE, &draft, &outcome, err);
	*out = outcome.seq;
	return status;
}

/* One crate of each of the first two was on the van. */
static enum sb_status receive_some(struct sb_demo *demo, int64_t order, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_RECEIVE);
	struct sb_outcome outcome;
	struct sb_line lines[2];
	struct sb_order made;
	enum sb_status status = sb_order_get(demo->book, order, demo->arena, &made, err);

	if (status != SB_OK)
		return status;
	for (size_t i = 0; i < made.line_count && i < SB_COUNT(lines); i++)
		lines[draft.line_count++] = (struct sb_line){ .product = made.lines[i].product,
							      .qty_milli = i ? made.lines[i].ordered : made.lines[i].ordered / 2000 * 1000 + 1000,
							      .price_minor = SB_NONE,
							      .cost_minor = SB_NONE };
	draft.lines = lines;
	draft.note = "the rest comes on Thursday";
	return sb_order_receive(demo->write, order, false, &draft, &outcome, err);
}

enum sb_status sb_demo_order(struct sb_demo *demo, struct sb_error *err)
{
	enum sb_status status;
	int64_t wholesale, beverages = 0;

	sb_book_act_as(demo->book, "ana", "office");
	demo->now += 15 * DEMO_MINUTE;
	status = order_from(demo, DEMO_FROM_WHOLESALE, &wholesale, err);
	demo->now += 3 * DEMO_MINUTE;
	if (status == SB_OK)
		status = order_from(demo, DEMO_FROM_BEVERAGES, &beverages, err);
	demo->now += 2 * DEMO_MINUTE;
	return status == SB_OK && beverages ? receive_some(demo, beverages, err) : status;
}
