/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Suppliers: those that were added, and those that products only name. Each with the products bought there and what is
 * on order; a row stands for the supplier's number, or where it was never added for the first product that names it.
 */
#include "stockbook/list.h"

#define OPEN_ORDERS                                                              \
	"(SELECT count(*) FROM orders o WHERE o.supplier = v.number AND EXISTS " \
	"(SELECT 1 FROM order_lines w WHERE w.order_id = o.id AND w.rest > 0))"

static const struct sb_column columns[] = {
	{ .name = "supplier",
	  .title = N_("Supplier"),
	  .type = SB_TEXT_TYPE,
	  .width = 24,
	  .priority = 1,
	  .sql = "v.supplier",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_KEY | SB_COL_GROWS },
	{ .name = "code",
	  .title = N_("Code"),
	  .type = SB_TEXT_TYPE,
	  .width = 8,
	  .priority = 5,
	  .sql = "v.code",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_NULLS },
	{ .name = "products",
	  .title = N_("Products"),
	  .type = SB_INT_TYPE,
	  .width = 9,
	  .priority = 2,
	  .sql = "v.products",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS },
	{ .name = "open_orders",
	  .title = N_("Open orders"),
	  .type = SB_INT_TYPE,
	  .width = 11,
	  .priority = 3,
	  .sql = OPEN_ORDERS,
	  .flags = SB_COL_SHOWN },
	{ .name = "lead_days",
	  .title = N_("Lead time"),
	  .type = SB_INT_TYPE,
	  .width = 9,
	  .priority = 6,
	  .sql = "v.lead_days",
	  .flags = SB_COL_SHOWN },
	{ .name = "minimum_value",
	  .title = N_("Minimum"),
	  .type = SB_MONEY_TYPE,
	  .width = 9,
	  .priority = 20,
	  .sql = "v.minimum_minor",
	  .flags = SB_COL_WIDE },
	{ .name = "currency",
	  .title = N_("Currency"),
	  .type = SB_TEXT_TYPE,
	  .width = 4,
	  .priority = 91,
	  .sql = "(SELECT b.currency FROM book b)" },
	{ .name = "contact",
	  .title = N_("Contact"),
	  .type = SB_TEXT_TYPE,
	  .width = 20,
	  .priority = 7,
	  .sql = "v.contact",
	  .flags = SB_COL_WIDE },
	{ .name = "note",
	  .title = N_("Remark"),
	  .type = SB_TEXT_TYPE,
	  .width = 20,
	  .priority = 21,
	  .sql = "v.note",
	  .flags = SB_COL_WIDE },
	{ .name = "added",
	  .title = N_("Added"),
	  .type = SB_BOOL_TYPE,
	  .width = 6,
	  .priority = 4,
	  .sql = "CASE WHEN v.number IS NULL THEN 0 ELSE 1 END",
	  .flags = SB_COL_SHOWN },
	{ .name = "retired", .title = N_("Retired"), .type = SB_BOOL_TYPE, .width = 8, .priority = 22, .sql = "v.retired" },
	{ .name = "id",
	  .title = N_("Id"),
	  .type = SB_ID_TYPE,
	  .width = 36,
	  .priority = 99,
	  .sql = "(SELECT e.id FROM entries e WHERE e.seq = v.number)" },
};

static const struct sb_query_field fields[] = {
	{ .name = "supplier",
	  .help = N_("the supplier, or its beginning: Ac*"),
	  .match = SB_MATCH_EXACT,
	  .expression = "v.supplier" },
	{ .name = "code", .help = N_("the supplier's code"), .match = SB_MATCH_UPPER, .expression = "v.code" },
	{ .name = "added",
	  .help = N_("no: only those that products name and nobody added"),
	  .match = SB_MATCH_YESNO,
	  .expression = "(CASE WHEN v.number IS NULL THEN 0 ELSE 1 END)" },
	{ .name = "retired", .help = N_("yes: only those that take no orders any more"), .match = SB_MATCH_YESNO, .expression = "v.retired" },
};

const struct sb_list sb_list_suppliers = {
	.name = "suppliers",
	.title = N_("Suppliers"),
	.summary = N_("suppliers and how many products come from them"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
	.from = "(SELECT u.id AS number, u.id AS first, u.name AS supplier, u.code, u.contact, u.lead_days, u.minimum_minor, "
		"u.note, u.retired, (SELECT count(*) FROM products p WHERE p.supplier = u.name AND p.archived = 0) AS products "
		"FROM suppliers u "
		"UNION ALL SELECT NULL, min(p.id), p.supplier, NULL, NULL, NULL, NULL, NULL, 0, count(*) FROM products p "
		"WHERE p.archived = 0 AND p.supplier IS NOT NULL "
		"AND NOT EXISTS (SELECT 1 FROM suppliers u WHERE u.name = p.supplier) GROUP BY p.supplier) v",
	.where = "v.retired = 0",
	.where_unless = "retired",
	.id_sql = "v.first",
	.tie = { { .sql = "v.supplier", .is_text = true } },
	.default_sort = "supplier",
	.fields = fields,
	.field_count = SB_COUNT(fields),
};
