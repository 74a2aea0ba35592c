/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a row says of its product, said once for every list that does. The rows have a product p; how wide a column is and
 * whether it is shown, the list adds. Quantities of rows with several products are added up where all have one unit, and
 * nothing where they do not: metres and pieces have no sum.
 */
#ifndef LISTS_PRODUCT_COLUMNS_H
#define LISTS_PRODUCT_COLUMNS_H

#include "stockbook/list.h"

#define PRODUCT_COLUMN_SKU  .name = "sku", .title = N_("SKU"), .type = SB_TEXT_TYPE, .sql = "p.sku"
#define PRODUCT_COLUMN_NAME .name = "name", .title = N_("Name"), .type = SB_TEXT_TYPE, .sql = "p.name", .sort_sql = "p.name_key"
#define PRODUCT_COLUMN_UNIT .name = "unit", .title = N_("Unit"), .type = SB_TEXT_TYPE, .sql = "p.unit", .width = 6

/* Of the lines w that a table and a condition find; nothing at all has no unit that could differ. */
#define UNITS_OF(select, lines, condition) \
	"(SELECT " select " FROM " lines " w CROSS JOIN products p WHERE " condition " AND p.id = w.product)"
#define UNITS_SUM(what, lines, condition)                                                                     \
	UNITS_OF("CASE WHEN min(p.unit) = max(p.unit) OR coalesce(sum(" what "), 0) = 0 THEN CAST(coalesce(sum(" what \
		 "), 0) AS bigint) END", lines, condition)
#define COLUMN_UNIT_OF(lines, condition)                                          \
	.name = "unit", .title = N_("Unit"), .type = SB_TEXT_TYPE, .width = 6, \
	.sql = UNITS_OF("CASE WHEN min(p.unit) = max(p.unit) THEN min(p.unit) END", lines, condition)

#endif
