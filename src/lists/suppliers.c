/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suppliers as products name them, with the number of products bought from each. A row stands for the supplier's first
 * product. */
#include "stockbook/list.h"

static const struct sb_column columns[] = {
	{ .name = "supplier",
	  .title = N_("Supplier"),
	  .type = SB_TEXT_TYPE,
	  .width = 30,
	  .priority = 1,
	  .sql = "v.supplier",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_KEY | SB_COL_GROWS },
	{ .name = "products",
	  .title = N_("Products"),
	  .type = SB_INT_TYPE,
	  .width = 9,
	  .priority = 2,
	  .sql = "v.products",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS },
};

static const struct sb_query_field fields[] = {
	{ .name = "supplier",
	  .help = N_("the supplier, or its beginning: Ac*"),
	  .match = SB_MATCH_EXACT,
	  .expression = "v.supplier" },
};

const struct sb_list sb_list_suppliers = {
	.name = "suppliers",
	.title = N_("Suppliers"),
	.summary = N_("suppliers and how many products come from them"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
	.from = "(SELECT p.supplier, count(*) AS products, min(p.id) AS first FROM products p "
		"WHERE p.archived = 0 AND p.supplier IS NOT NULL GROUP BY p.supplier) v",
	.id_sql = "v.first",
	.tie = { { .sql = "v.supplier", .is_text = true } },
	.default_sort = "supplier",
	.fields = fields,
	.field_count = SB_COUNT(fields),
};
