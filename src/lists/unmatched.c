/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scans of codes that no product is known for, newest first, until they are resolved or left out. */
#include "scan_columns.h"

static const struct sb_column columns[] = {
	{ SCAN_COLUMN_ENTRY, .flags = SB_COL_SORTS | SB_COL_INDEXED },
	{ SCAN_COLUMN_COUNT },
	{ SCAN_COLUMN_CODE, .priority = 1, .flags = SB_COL_SHOWN | SB_COL_KEY | SB_COL_GROWS },
	{ SCAN_COLUMN_QTY },
	{ SCAN_COLUMN_COUNTED_AT },
	{ SCAN_COLUMN_USER },
	{ SCAN_COLUMN_STATION },
	{ SCAN_COLUMN_NOTE },
};

static const struct sb_query_field fields[] = {
	{ SCAN_FIELD_COUNT },
	{ SCAN_FIELD_CODE },
	{ SCAN_FIELD_USER },
};

const struct sb_list sb_list_unmatched = {
	.name = "unmatched",
	.title = N_("Unknown codes"),
	.summary = N_("codes counted that no product is known for"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
	.from = "count_scans s",
	.where = "s.product IS NULL AND s.resolved_by IS NULL AND s.stands = 1",
	.id_sql = "s.seq",
	.default_sort = "-entry",
	.fields = fields,
	.field_count = SB_COUNT(fields),
};
