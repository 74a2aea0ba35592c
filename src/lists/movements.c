/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Movements: every stock line of every entry, newest first. A quantity is negative when stock left the place it could
 * be sold from; `value` is what the quantity was worth at the line's price, and never negative. Where there is no price it
 * is worth its cost, but for what customers bought or brought back: that would pass for revenue.
 */
#include "product_columns.h"

#include <assert.h>

/* Rounded half up without leaving 64 bits on the way. */
#define WORTH(minor) "l.qty_milli / 1000 * " minor " + (l.qty_milli % 1000 * " minor " + 500) / 1000"

/* What a count absorbs is a movement of the count, in the entry that was recorded late. */
#define KIND	    "CASE WHEN l.absorbed_by IS NULL THEN e.kind ELSE 'count' END"
#define OCCURRED_AT "coalesce(l.occurred_at, e.occurred_at)"

/* Numbers of places as texts of SQL. */
#define STORE	 "1"
#define SUPPLY	 "2, 11"
#define CUSTOMER "3"
#define ASIDE	 "8, 9, 10" /* in the store, but not to be sold */
#define AWAY	 "7, " ASIDE
static_assert(SB_AT_STORE == 1 && SB_AT_SUPPLIER == 2 && SB_AT_CUSTOMER == 3 && SB_AT_TRANSIT == 7 && SB_AT_UNAVAILABLE == 8 &&
		      SB_AT_HELD == 9 && SB_AT_COMMITTED == 10 && SB_AT_ORDERED == 11,
	      "as SB_PLACES has them");

#define P(symbol, number, word, label) " WHEN " #number " THEN '" word "'"
#define PLACE(column)                  "CASE " column SB_PLACES(P) " END"

static const struct sb_column columns[] = {
	{ .name = "seq",
	  .title = N_("Entry"),
	  .type = SB_INT_TYPE,
	  .width = 7,
	  .priority = 20,
	  .sql = "l.seq",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_INDEXED | SB_COL_KEY },
	{ .name = "entry_id", .title = N_("Id"), .type = SB_ID_TYPE, .width = 36, .priority = 99, .sql = "e.id" },
	{ .name = "kind",
	  .title = N_("Kind"),
	  .type = SB_CHOICE_TYPE,
	  .width = 10,
	  .priority = 4,
	  .sql = KIND,
	  .flags = SB_COL_SHOWN },
	{ PRODUCT_COLUMN_SKU,
	  .width = 10,
	  .priority = 2,
	  .flags = SB_COL_SHOWN },
	{ PRODUCT_COLUMN_NAME,
	  .width = 14, /* it grows: on 80 columns what moved and who moved it are both there */
	  .priority = 5,
	  .flags = SB_COL_SHOWN | SB_COL_GROWS },
	{ .name = "store",
	  .title = N_("Store"),
	  .type = SB_TEXT_TYPE,
	  .width = 8,
	  .priority = 19, /* what is on hand is so somewhere */
	  .sql = "(SELECT o.code FROM stores o WHERE o.id = e.store)",
	  .flags = SB_COL_CHAIN },
	{ .name = "from",
	  .title = N_("From"),
	  .type = SB_CHOICE_TYPE,
	  .width = 10,
	  .priority = 41,
	  .sql = PLACE("l.from_place") },
	{ .name = "to",
	  .title = N_("To"),
	  .type = SB_CHOICE_TYPE,
	  .width = 10,
	  .priority = 42,
	  .sql = PLACE("l.to_place") },
	{ .name = "qty",
	  .title = N_("Quantity"),
	  .type = SB_QTY_TYPE,
	  .width = 8,
	  .priority = 1,
	  .sql = "CASE WHEN l.from_place = " STORE " OR (l.from_place IN (" AWAY ") AND l.to_place NOT IN (" STORE ", " ASIDE ")) "
		 "THEN -l.qty_milli ELSE l.qty_milli END",
	  .scale_sql = "p.decimals",
	  .flags = SB_COL_SHOWN },
	{ .name = "price",
	  .title = N_("Price"),
	  .type = SB_MONEY_TYPE,
	  .width = 9,
	  .priority = 30,
	  .sql = "l.price_minor",
	  .flags = SB_COL_WIDE },
	{ .name = "cost",
	  .title = N_("Cost"),
	  .type = SB_MONEY_TYPE,
	  .width = 9,
	  .priority = 43,
	  .sql = "l.cost_minor" },
	{ .name = "value",
	  .title = N_("Value"),
	  .type = SB_MONEY_TYPE,
	  .width = 10,
	  .priority = 31,
	  .sql = "CASE WHEN " CUSTOMER " IN (l.from_place, l.to_place) OR l.cost_minor IS NULL THEN " WORTH("l.price_minor") " ELSE "
		 WORTH("l.cost_minor") " END",
	  .flags = SB_COL_WIDE },
	{ .name = "currency",
	  .title = N_("Currency"),
	  .type = SB_TEXT_TYPE,
	  .width = 4,
	  .priority = 91,
	  .sql = "(SELECT b.currency FROM book b)" },
	{ .name = "on_hand_after",
	  .title = N_("On hand"),
	  .type = SB_QTY_TYPE,
	  .width = 8,
	  .priority = 7,
	  .sql = "l.on_hand_after",
	  .scale_sql = "p.decimals",
	  .flags = SB_COL_SHOWN },
	{ .name = "reason",
	  .title = N_("Reason"),
	  .type = SB_CHOICE_TYPE,
	  .width = 10,
	  .priority = 21,
	  .sql = "l.reason",
	  .flags = SB_COL_WIDE },
	{ .name = "note", .title = N_("Note"), .type = SB_TEXT_TYPE, .width = 20, .priority = 32, .sql = "e.note" },
	{ .name = "user",
	  .title = N_("User"),
	  .type = SB_TEXT_TYPE,
	  .width = 8,
	  .priority = 6,
	  .sql = "e.who",
	  .flags = SB_COL_SHOWN },
	{ .name = "station",
	  .title = N_("Station"),
	  .type = SB_TEXT_TYPE,
	  .width = 10,
	  .priority = 44,
	  .sql = "e.station" },
	{ .name = "occurred_at",
	  .title = N_("Time"),
	  .type = SB_MOMENT_TYPE,
	  .width = 16,
	  .priority = 3,
	  .sql = OCCURRED_AT,
	  .flags = SB_COL_SHOWN | SB_COL_SORTS },
	{ .name = "recorded_at",
	  .title = N_("Recorded"),
	  .type = SB_MOMENT_TYPE,
	  .width = 16,
	  .priority = 92,
	  .sql = "e.recorded_at" },
	{ PRODUCT_COLUMN_UNIT, .priority = 92 },
};
#undef P

static const struct sb_query_field fields[] = {
	{ .name = "product",
	  .help = N_("a SKU, barcode or name"),
	  .match = SB_MATCH_PRODUCT,
	  .expression = "l.product" },
	{ .name = "kind", .help = N_("sale, receive, adjust, …"), .match = SB_MATCH_EXACT, .expression = KIND, .choices = SB_KINDS_MOVING },
	{ .name = "user", .help = N_("who made the entry"), .match = SB_MATCH_EXACT, .expression = "e.who" },
	{ .name = "station",
	  .help = N_("where the entry was made"),
	  .match = SB_MATCH_EXACT,
	  .expression = "e.station" },
	{ .name = "store",
	  .help = N_("the store's code"),
	  .match = SB_MATCH_UPPER,
	  .expression = "o.code",
	  .within = "e.store IN (SELECT o.id FROM stores o WHERE %s)" },
	{ .name = "reason",
	  .help = N_("why stock was removed or corrected"),
	  .match = SB_MATCH_EXACT,
	  .expression = "l.reason" },
	{ .name = "entry", .help = N_("the entry's number"), .match = SB_MATCH_INT, .expression = "l.seq" },
	{ .name = "from",
	  .help = N_("happened at this time or later"),
	  .match = SB_MATCH_FROM,
	  .expression = OCCURRED_AT },
	{ .name = "to",
	  .help = N_("happened before this time or on this day"),
	  .match = SB_MATCH_TO,
	  .expression = OCCURRED_AT },
};

const struct sb_list sb_list_movements = {
	.name = "movements",
	.title = N_("Movements"),
	.summary = N_("what moved, newest first"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
	.from = "entry_lines l CROSS JOIN entries e CROSS JOIN products p",
	/* what is ordered or no longer so moves nothing yet */
	.where = "e.seq = l.seq AND p.id = l.product AND NOT (l.from_place IN (" SUPPLY ") AND l.to_place IN (" SUPPLY "))",
	.id_sql = "l.seq * 2097152 + l.line",
	.words_within = "l.product IN (" SB_PRODUCTS_OF_WORDS ")",
	.tie = { { .sql = "l.seq" }, { .sql = "l.line" } },
	.default_sort = "-seq",
	.fields = fields,
	.field_count = SB_COUNT(fields),
};
