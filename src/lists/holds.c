/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Holds, newest first, of the store worked for unless another is named: what is set aside for whom, until when, and
 * what became of it. One whose time has come is shown as expired whether that was recorded or not. `short` says that
 * the shelf no longer has what is set aside, those placed first being served first.
 */
#include "product_columns.h"
#include "stockbook/hold.h"

#define IS_EXPIRED "h.status = 'held' AND h.expires_at <= $now"
#define STATUS                                                                                                    \
	"CASE WHEN " IS_EXPIRED                                                                                   \
	" THEN CASE WHEN EXISTS (SELECT 1 FROM hold_lines x WHERE x.hold = h.id AND x.committed > 0) "            \
	"THEN 'allocated' WHEN EXISTS (SELECT 1 FROM hold_lines x WHERE x.hold = h.id AND x.fulfilled > 0) THEN " \
	"'fulfilled' "                                                                                            \
	"ELSE 'expired' END ELSE h.status END"
#define IS_OPEN                                                                     \
	"h.status = 'allocated' OR (h.status = 'held' AND (h.expires_at > $now OR " \
	"EXISTS (SELECT 1 FROM hold_lines x WHERE x.hold = h.id AND x.committed > 0)))"
/* What of a line counts: what is committed, and what is held as long as it is. */
#define COUNTS(line) line ".committed + CASE WHEN " line ".expires_at > $now THEN " line ".held ELSE 0 END"
#define IS_SHORT                                                                                               \
	"EXISTS (SELECT 1 FROM hold_lines x JOIN stock s ON s.store = x.store AND s.product = x.product "      \
	"WHERE x.hold = h.id AND " COUNTS("x") " > 0 AND s.on_hand - s.unavailable < "                         \
					       "(SELECT sum(" COUNTS(                                          \
						       "y") ") FROM hold_lines y WHERE y.store = x.store AND " \
							    "y.product = x.product AND y.hold <= x.hold "      \
							    "AND (y.held > 0 OR y.committed > 0)))"
#define LINES "hold_lines"
#define ITS   "w.hold = h.id"
/* Of the first of its products. */
#define FIRST(what)     \
	"(SELECT " what \
	" FROM hold_lines x JOIN products p ON p.id = x.product WHERE x.hold = h.id ORDER BY x.product LIMIT 1)"

static const struct sb_column columns[] = {
	{ .name = "hold",
	  .title = NC_("column", "Hold"),
	  .type = SB_INT_TYPE,
	  .width = 7,
	  .priority = 1,
	  .sql = "h.id",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_INDEXED | SB_COL_KEY },
	{ .name = "id",
	  .title = N_("Id"),
	  .type = SB_ID_TYPE,
	  .width = 36,
	  .priority = 99,
	  .sql = "(SELECT e.id FROM entries e WHERE e.seq = h.id)" },
	{ .name = "status",
	  .title = N_("State"),
	  .type = SB_CHOICE_TYPE,
	  .width = 11,
	  .priority = 3,
	  .sql = STATUS,
	  .flags = SB_COL_SHOWN },
	{ .name = "what",
	  .title = N_("What"),
	  .type = SB_TEXT_TYPE,
	  .width = 30,
	  .priority = 2,
	  .sql = "h.id",
	  .flags = SB_COL_SHOWN | SB_COL_GROWS | SB_COL_TOLD },
	{ .name = "order",
	  .title = NC_("customer", "Order"),
	  .type = SB_TEXT_TYPE,
	  .width = 10,
	  .priority = 5,
	  .sql = "h.order_ref",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_NULLS },
	{ .name = "sku", .title = N_("SKU"), .type = SB_TEXT_TYPE, .width = 12, .priority = 30, .sql = FIRST("p.sku") },
	{ .name = "qty",
	  .title = N_("Quantity"),
	  .type = SB_QTY_TYPE,
	  .width = 8,
	  .priority = 31,
	  .sql = FIRST("x.qty_milli"),
	  .scale_sql = FIRST("p.decimals") },
	{ .name = "products",
	  .title = N_("Products"),
	  .type = SB_INT_TYPE,
	  .width = 5,
	  .priority = 32,
	  .sql = "(SELECT count(*) FROM hold_lines x WHERE x.hold = h.id)" },
	{ .name = "held",
	  .title = N_("Held"),
	  .type = SB_QTY_TYPE,
	  .width = 7,
	  .priority = 33,
	  .sql = UNITS_SUM("CASE WHEN w.expires_at > $now THEN w.held ELSE 0 END", LINES, ITS) },
	{ .name = "committed",
	  .title = N_("Committed"),
	  .type = SB_QTY_TYPE,
	  .width = 9,
	  .priority = 34,
	  .sql = UNITS_SUM("w.committed", LINES, ITS) },
	{ COLUMN_UNIT_OF(LINES, ITS), .priority = 37 },
	{ .name = "placed_at",
	  .title = N_("Placed"),
	  .type = SB_MOMENT_TYPE,
	  .width = 16,
	  .priority = 20,
	  .sql = "h.placed_at",
	  .flags = SB_COL_SORTS | SB_COL_WIDE },
	{ .name = "age",
	  .title = N_("Age"),
	  .type = SB_SPAN_TYPE,
	  .width = 7,
	  .priority = 6,
	  .flags = SB_COL_SHOWN,
	  .sql = "CASE WHEN " IS_OPEN " THEN ($now - h.placed_at) / 1000 END" },
	{ .name = "expires_at",
	  .title = N_("Expires"),
	  .type = SB_MOMENT_TYPE,
	  .width = 16,
	  .priority = 8,
	  .sql = "h.expires_at",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_NULLS },
	{ .name = "seconds_left",
	  .title = N_("Left"),
	  .type = SB_SPAN_TYPE,
	  .width = 9,
	  .priority = 4,
	  .flags = SB_COL_SHOWN,
	  .sql = "CASE WHEN h.status = 'held' AND h.expires_at > $now THEN (h.expires_at - $now) / 1000 END" },
	{ .name = "changed_at",
	  .title = N_("Changed"),
	  .type = SB_MOMENT_TYPE,
	  .width = 16,
	  .priority = 35,
	  .sql = "h.changed_at",
	  .flags = SB_COL_SORTS },
	{ .name = "short",
	  .title = N_("Short"),
	  .type = SB_BOOL_TYPE,
	  .width = 5,
	  .priority = 7,
	  .sql = "CASE WHEN " IS_SHORT " THEN 1 ELSE 0 END",
	  .flags = SB_COL_SHOWN },
	{ .name = "store",
	  .title = N_("Store"),
	  .type = SB_TEXT_TYPE,
	  .width = 6,
	  .priority = 9,
	  .sql = "(SELECT o.code FROM stores o WHERE o.id = h.store)",
	  .flags = SB_COL_CHAIN },
	{ .name = "user",
	  .title = N_("User"),
	  .type = SB_TEXT_TYPE,
	  .width = 10,
	  .priority = 21,
	  .sql = "(SELECT e.who FROM entries e WHERE e.seq = h.id)",
	  .flags = SB_COL_WIDE },
	{ .name = "note",
	  .title = N_("Note"),
	  .type = SB_TEXT_TYPE,
	  .width = 20,
	  .priority = 22,
	  .sql = "(SELECT e.note FROM entries e WHERE e.seq = h.id)",
	  .flags = SB_COL_WIDE },
};

#define H(symbol, word, label) "|" word

static const struct sb_query_field fields[] = {
	{ .name = "order",
	  .help = N_("set aside for this order"),
	  .match = SB_MATCH_EXACT,
	  .expression = "h.order_ref" },
	{ .name = "status",
	  .help = N_("held, allocated, fulfilled, released, cancelled, expired"),
	  .match = SB_MATCH_EXACT,
	  .expression = "(" STATUS ")",
	  .choices = SB_HOLD_STATES(H) },
	{ .name = "open",
	  .help = N_("yes: only those of which something is still set aside"),
	  .match = SB_MATCH_YESNO,
	  .expression = "CASE WHEN " IS_OPEN " THEN 1 ELSE 0 END" },
	{ .name = "short",
	  .help = N_("yes: only those the shelf no longer has enough for"),
	  .match = SB_MATCH_YESNO,
	  .expression = "CASE WHEN " IS_SHORT " THEN 1 ELSE 0 END" },
	{ .name = "product",
	  .help = N_("a SKU, barcode or name"),
	  .match = SB_MATCH_PRODUCT,
	  .expression = "x.product",
	  .within = "h.id IN (SELECT x.hold FROM hold_lines x WHERE %s)" },
	{ .name = "store",
	  .help = N_("the code of the store; * for all, without it the one worked for"),
	  .match = SB_MATCH_UPPER,
	  .expression = "(SELECT o.code FROM stores o WHERE o.id = h.store)" },
	{ .name = "hold", .help = N_("the hold's number"), .match = SB_MATCH_INT, .expression = "h.id" },
	{ .name = "from",
	  .help = N_("placed at this time or later"),
	  .match = SB_MATCH_FROM,
	  .expression = "h.placed_at" },
	{ .name = "to",
	  .help = N_("placed before this time or on this day"),
	  .match = SB_MATCH_TO,
	  .expression = "h.placed_at" },
};

const struct sb_list sb_list_holds = {
	.name = "holds",
	.title = N_("Holds"),
	.summary = N_("what is set aside for orders, newest first"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
	.from = "holds h",
	.where = "h.store = $store",
	.where_unless = "store",
	.id_sql = "h.id",
	.words_within = "h.id IN (SELECT x.hold FROM hold_lines x WHERE x.product IN (" SB_PRODUCTS_OF_WORDS "))",
	.default_sort = "-hold",
	.fields = fields,
	.field_count = SB_COUNT(fields),
};
