/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be promised of each product now. The version grows with each change of its stock. */
#include "stockbook/list.h"

#define EXPIRED \
	"CAST((SELECT coalesce(sum(x.held), 0) FROM hold_lines x WHERE x.store = $store AND x.product = p.id AND x.held > 0 " \
	"AND x.expires_at <= $now) AS bigint)"

static const struct sb_column columns[] = {
	{ .name = "sku", .title = N_("SKU"), .type = SB_TEXT_TYPE, .width = 12, .priority = 1, .sql = "p.sku",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_INDEXED | SB_COL_KEY },
	{ .name = "name", .title = N_("Name"), .type = SB_TEXT_TYPE, .width = 22, .priority = 6, .sql = "p.name", .sort_sql = "p.name_key",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_INDEXED | SB_COL_GROWS },
	{ .name = "store", .title = N_("Store"), .type = SB_TEXT_TYPE, .width = 6, .priority = 30,
	  .sql = "(SELECT o.code FROM stores o WHERE o.id = $store)" },
	{ .name = "on_hand", .title = N_("On hand"), .type = SB_QTY_TYPE, .width = 9, .priority = 3, .sql = "coalesce(s.on_hand, 0)",
	  .scale_sql = "p.decimals", .flags = SB_COL_SHOWN | SB_COL_SORTS },
	{ .name = "held", .title = N_("Held"), .type = SB_QTY_TYPE, .width = 9, .priority = 4, .sql = "coalesce(s.held, 0) - " EXPIRED,
	  .scale_sql = "p.decimals", .flags = SB_COL_SHOWN | SB_COL_SORTS },
	{ .name = "committed", .title = N_("Committed"), .type = SB_QTY_TYPE, .width = 9, .priority = 5, .sql = "coalesce(s.committed, 0)",
	  .scale_sql = "p.decimals", .flags = SB_COL_SHOWN | SB_COL_SORTS },
	{ .name = "unavailable", .title = N_("Unavailable"), .type = SB_QTY_TYPE, .width = 9, .priority = 20, .sql = "coalesce(s.unavailable, 0)",
	  .scale_sql = "p.decimals", .flags = SB_COL_SHOWN | SB_COL_SORTS },
	{ .name = "available", .title = N_("Available"), .type = SB_QTY_TYPE, .width = 9, .priority = 2, .sql = "coalesce(s.available, 0) + " EXPIRED,
	  .scale_sql = "p.decimals", .flags = SB_COL_SHOWN | SB_COL_SORTS },
	{ .name = "version", .title = N_("Version"), .type = SB_INT_TYPE, .width = 8, .priority = 21, .sql = "coalesce(s.version, 0)",
	  .flags = SB_COL_SHOWN },
};

static const struct sb_query_field fields[] = {
	{ .name = "sku", .help = N_("the product's code, or its beginning: AB*"), .match = SB_MATCH_UPPER, .expression = "p.sku" },
	{ .name = "product", .help = N_("a SKU, barcode or name"), .match = SB_MATCH_PRODUCT, .expression = "p.id" },
};

const struct sb_list sb_list_availability = {
	.name = "availability",
	.title = N_("Availability"),
	.summary = N_("what can be promised of each product"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
	.from = "products p LEFT JOIN stock s ON s.store = $store AND s.product = p.id",
	.where = "p.archived = 0",
	.id_sql = "p.id",
	.default_sort = "sku",
	.fields = fields,
	.field_count = SB_COUNT(fields),
};
