/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Barcodes of products that are not archived, with what one scan counts. A row stands for its product. */
#include "product_columns.h"

static const struct sb_column columns[] = {
	{ .name = "code",
	  .title = N_("Barcode"),
	  .type = SB_TEXT_TYPE,
	  .width = 14,
	  .priority = 1,
	  .sql = "c.printed",
	  .sort_sql = "c.code",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_INDEXED | SB_COL_KEY },
	{ .name = "pack",
	  .title = N_("One scan counts"),
	  .type = SB_QTY_TYPE,
	  .width = 8,
	  .priority = 4,
	  .sql = "c.pack_milli",
	  .scale_sql = "p.decimals",
	  .flags = SB_COL_SHOWN },
	{ PRODUCT_COLUMN_SKU,
	  .width = 12,
	  .priority = 3,
	  .flags = SB_COL_SHOWN | SB_COL_SORTS },
	{ PRODUCT_COLUMN_NAME,
	  .width = 30,
	  .priority = 2,
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_GROWS },
};

static const struct sb_query_field fields[] = {
	{ .name = "code",
	  .help = N_("the barcode as printed, or its beginning: 4006*"),
	  .match = SB_MATCH_EXACT,
	  .expression = "c.printed" },
	{ .name = "barcode", .help = N_("the barcode in any form"), .match = SB_MATCH_BARCODE, .expression = "c.code" },
	{ .name = "product",
	  .help = N_("a SKU, barcode or name"),
	  .match = SB_MATCH_PRODUCT,
	  .expression = "c.product" },
};

const struct sb_list sb_list_barcodes = {
	.name = "barcodes",
	.title = N_("Barcodes"),
	.summary = N_("barcodes and their products"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
	.from = "barcodes c CROSS JOIN products p",
	.where = "p.id = c.product",
	.id_sql = "c.product",
	.tie = { { .sql = "c.code", .is_text = true } },
	.default_sort = "code",
	.fields = fields,
	.field_count = SB_COUNT(fields),
};
