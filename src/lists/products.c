/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Products with their stock in the store worked for; archived ones only when asked for. Every product has a row of stock in every store, so the
 * indexes of stock may lead a sort. What is on order or in transit comes with purchase orders and transfers; until then it is nothing.
 */
#include "stockbook/list.h"

static const struct sb_lead by_stock = {
	.from = "stock s CROSS JOIN products p",
	.where = "s.store = $store AND p.id = s.product",
	.tie = { { .sql = "s.product" } },
};

static const struct sb_column columns[] = {
	{ .name = "id", .title = N_("Id"), .type = SB_ID_TYPE, .width = 36, .priority = 99, .sql = "(SELECT e.id FROM entries e WHERE e.seq = p.id)" },
	{ .name = "sku", .title = N_("SKU"), .type = SB_TEXT_TYPE, .width = 8, .priority = 2, .sql = "p.sku",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_INDEXED | SB_COL_KEY },
	{ .name = "name", .title = N_("Name"), .type = SB_TEXT_TYPE, .width = 22, .priority = 1, .sql = "p.name", .sort_sql = "p.name_key",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_INDEXED | SB_COL_GROWS },
	{ .name = "description", .title = N_("Description"), .type = SB_TEXT_TYPE, .width = 30, .priority = 90, .sql = "p.description" },
	{ .name = "tags", .title = N_("Tags"), .type = SB_MANY_TYPE, .width = 16, .priority = 30, .sql = "p.tags", .flags = SB_COL_WIDE },
	{ .name = "unit", .title = N_("Unit"), .type = SB_TEXT_TYPE, .width = 6, .priority = 40, .sql = "p.unit" },
	{ .name = "price", .title = N_("Price"), .type = SB_MONEY_TYPE, .width = 8, .priority = 10, .sql = "p.price_minor",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_INDEXED | SB_COL_NULLS },
	{ .name = "cost", .title = N_("Cost"), .type = SB_MONEY_TYPE, .width = 9, .priority = 41, .sql = "p.cost_minor",
	  .flags = SB_COL_SORTS | SB_COL_NULLS },
	{ .name = "currency", .title = N_("Currency"), .type = SB_TEXT_TYPE, .width = 4, .priority = 91, .sql = "(SELECT b.currency FROM book b)" },
	{ .name = "barcodes", .title = N_("Barcodes"), .type = SB_MANY_TYPE, .width = 14, .priority = 42, .sql = "p.barcodes" },
	{ .name = "supplier", .title = N_("Supplier"), .type = SB_TEXT_TYPE, .width = 16, .priority = 43, .sql = "p.supplier",
	  .flags = SB_COL_SORTS | SB_COL_NULLS },
	{ .name = "supplier_code", .title = N_("Supplier's code"), .type = SB_TEXT_TYPE, .width = 12, .priority = 70, .sql = "p.supplier_code" },
	{ .name = "reorder_point", .title = N_("Reorder point"), .type = SB_QTY_TYPE, .width = 8, .priority = 44, .sql = "p.reorder_point",
	  .scale_sql = "p.decimals", .flags = SB_COL_SORTS | SB_COL_NULLS },
	{ .name = "order_up_to", .title = N_("Order up to"), .type = SB_QTY_TYPE, .width = 8, .priority = 45, .sql = "p.order_up_to",
	  .scale_sql = "p.decimals" },
	{ .name = "pack", .title = N_("Pack size"), .type = SB_QTY_TYPE, .width = 6, .priority = 71, .sql = "p.pack_milli", .scale_sql = "p.decimals" },
	{ .name = "minimum_order", .title = N_("Minimum order"), .type = SB_QTY_TYPE, .width = 8, .priority = 72, .sql = "p.minimum_order",
	  .scale_sql = "p.decimals" },
	{ .name = "lead_days", .title = N_("Lead time"), .type = SB_INT_TYPE, .width = 5, .priority = 73, .sql = "p.lead_days" },
	{ .name = "bin", .title = N_("Bin"), .type = SB_TEXT_TYPE, .width = 8, .priority = 31, .sql = "p.bin", .flags = SB_COL_SORTS | SB_COL_NULLS },
	{ .name = "alerts", .title = N_("Alerts"), .type = SB_BOOL_TYPE, .width = 6, .priority = 92, .sql = "p.alerts" },
	{ .name = "archived", .title = N_("Archived"), .type = SB_BOOL_TYPE, .width = 8, .priority = 93, .sql = "p.archived" },
	{ .name = "on_hand", .title = N_("On hand"), .type = SB_QTY_TYPE, .width = 7, .priority = 4, .sql = "coalesce(s.on_hand, 0)",
	  .sort_sql = "s.on_hand", .scale_sql = "p.decimals", .lead = &by_stock, .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_INDEXED },
	{ .name = "held", .title = N_("Held"), .type = SB_QTY_TYPE, .width = 7, .priority = 32, .sql = "coalesce(s.held, 0)", .scale_sql = "p.decimals",
	  .flags = SB_COL_SORTS },
	{ .name = "committed", .title = N_("Committed"), .type = SB_QTY_TYPE, .width = 9, .priority = 33, .sql = "coalesce(s.committed, 0)",
	  .scale_sql = "p.decimals", .flags = SB_COL_SORTS },
	{ .name = "unavailable", .title = N_("Unavailable"), .type = SB_QTY_TYPE, .width = 9, .priority = 34, .sql = "coalesce(s.unavailable, 0)",
	  .scale_sql = "p.decimals", .flags = SB_COL_SORTS },
	{ .name = "available", .title = N_("Avail"), .type = SB_QTY_TYPE, .width = 6, .priority = 3, .sql = "coalesce(s.available, 0)",
	  .sort_sql = "s.available", .scale_sql = "p.decimals", .lead = &by_stock, .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_INDEXED },
	{ .name = "on_order", .title = N_("On order"), .type = SB_QTY_TYPE, .width = 8, .priority = 74, .sql = "0", .scale_sql = "p.decimals" },
	{ .name = "in_transit", .title = N_("In transit"), .type = SB_QTY_TYPE, .width = 8, .priority = 75, .sql = "0", .scale_sql = "p.decimals" },
	{ .name = "projected", .title = N_("Projected"), .type = SB_QTY_TYPE, .width = 9, .priority = 46, .sql = "coalesce(s.available, 0)",
	  .scale_sql = "p.decimals" },
	{ .name = "created_at", .title = N_("Created"), .type = SB_MOMENT_TYPE, .width = 16, .priority = 94, .sql = "p.created_at",
	  .sort_sql = "p.id", .flags = SB_COL_SORTS | SB_COL_INDEXED },
	{ .name = "updated_at", .title = N_("Updated"), .type = SB_MOMENT_TYPE, .width = 16, .priority = 95, .sql = "p.updated_at",
	  .flags = SB_COL_SORTS },
	{ .name = "last_counted_at", .title = N_("Last counted"), .type = SB_MOMENT_TYPE, .width = 16, .priority = 96, .sql = "NULL" },
	{ .name = "spark", .title = N_("Last 14 days"), .type = SB_SPARK_TYPE, .width = 14, .priority = 20, .sql = "s.ring",
	  .scale_sql = "p.decimals", .day_sql = "s.ring_day", .flags = SB_COL_WIDE },
	{ .name = "sold_14", .title = N_("Sold in 14 days"), .type = SB_QTY_TYPE, .width = 8, .priority = 21, .sql = "s.ring",
	  .scale_sql = "p.decimals", .day_sql = "s.ring_day" },
};

static const struct sb_query_field fields[] = {
	{ .name = "sku", .help = N_("the product's code, or its beginning: AB*"), .match = SB_MATCH_UPPER, .expression = "p.sku",
	  .counts = "SELECT 1 AS one FROM products p WHERE p.archived = 0 AND %s", .met = "(p.sku || '')", .narrows = true, .in_text = true },
	{ .name = "tag", .help = N_("has this tag"), .match = SB_MATCH_FOLDED, .expression = "t.tag",
	  .within = "p.id IN (SELECT t.product FROM product_tags t WHERE %s)",
	  .counts = "SELECT 1 AS one FROM product_tags t WHERE %s",
	  .met_within = "EXISTS (SELECT 1 FROM product_tags t WHERE t.product = p.id AND %s)", .narrows = true, .in_text = true },
	{ .name = "barcode", .help = N_("has this barcode"), .match = SB_MATCH_BARCODE, .expression = "c.code",
	  .within = "p.id IN (SELECT c.product FROM barcodes c WHERE %s)", .narrows = true },
	{ .name = "supplier", .help = N_("is bought from this supplier"), .match = SB_MATCH_EXACT, .expression = "p.supplier" },
	{ .name = "bin", .help = N_("stands in this bin"), .match = SB_MATCH_EXACT, .expression = "p.bin" },
	{ .name = "archived", .help = N_("yes: only products that were archived"), .match = SB_MATCH_YESNO, .expression = "p.archived" },
};

const struct sb_list sb_list_products = {
	.name = "products",
	.title = N_("Products"),
	.summary = N_("products with their stock"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
	.from = "products p LEFT JOIN stock s ON s.store = $store AND s.product = p.id",
	.where = "p.archived = 0",
	.where_unless = "archived",
	.id_sql = "p.id",
	.search_sql = "p.search_id",
	.search_join = "p.id = (m.id & 1099511627775) AND p.search_id = m.id", /* the id lies in the lower 40 bits */
	.exact_sql = "SELECT x.search_id FROM products x WHERE x.archived = 0 AND x.sku = $word "
		     "UNION SELECT x.search_id FROM products x WHERE x.id IN (SELECT c.product FROM barcodes c WHERE c.code = $code)",
	.rank_sql = "p.name_key",
	.default_sort = "name",
	.fields = fields,
	.field_count = SB_COUNT(fields),
	.count_sql = "SELECT b.products FROM book b",
};
