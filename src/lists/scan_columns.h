/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scan s of a stock count says of itself, whether a product is known for it or not. */
#ifndef LISTS_SCAN_COLUMNS_H
#define LISTS_SCAN_COLUMNS_H

#include "stockbook/list.h"

#define SCAN_COLUMN_ENTRY \
	.name = "entry", .title = N_("Entry"), .type = SB_INT_TYPE, .width = 7, .priority = 30, .sql = "s.seq"
#define SCAN_COLUMN_COUNT                                                                                            \
	.name = "count", .title = N_("Count"), .type = SB_INT_TYPE, .width = 7, .priority = 6, .sql = "s.count", \
	.flags = SB_COL_SHOWN
#define SCAN_COLUMN_CODE .name = "code", .title = N_("Code"), .type = SB_TEXT_TYPE, .width = 16, .sql = "s.code"
#define SCAN_COLUMN_QTY                                                                                                     \
	.name = "qty", .title = N_("Quantity"), .type = SB_QTY_TYPE, .width = 8, .priority = 2, .sql = "s.qty_milli", \
	.flags = SB_COL_SHOWN
#define SCAN_COLUMN_COUNTED_AT                                                                                               \
	.name = "counted_at", .title = N_("Counted at"), .type = SB_MOMENT_TYPE, .width = 16, .priority = 4,           \
	.sql = "s.counted_at", .flags = SB_COL_SHOWN | SB_COL_SORTS
#define SCAN_COLUMN_USER                                                                                          \
	.name = "user", .title = N_("User"), .type = SB_TEXT_TYPE, .width = 10, .priority = 5, .sql = "s.who", \
	.flags = SB_COL_SHOWN
#define SCAN_COLUMN_STATION                                                                          \
	.name = "station", .title = N_("Station"), .type = SB_TEXT_TYPE, .width = 10, .priority = 20, \
	.sql = "(SELECT e.station FROM entries e WHERE e.seq = s.seq)", .flags = SB_COL_WIDE
#define SCAN_COLUMN_NOTE                                                                        \
	.name = "note", .title = N_("Note"), .type = SB_TEXT_TYPE, .width = 20, .priority = 21, \
	.sql = "(SELECT e.note FROM entries e WHERE e.seq = s.seq)", .flags = SB_COL_WIDE

#define SCAN_FIELD_COUNT \
	.name = "count", .help = N_("the count's number"), .match = SB_MATCH_INT, .expression = "s.count"
#define SCAN_FIELD_CODE \
	.name = "code", .help = N_("the code as it was scanned"), .match = SB_MATCH_EXACT, .expression = "s.code"
#define SCAN_FIELD_USER .name = "user", .help = N_("who scanned it"), .match = SB_MATCH_EXACT, .expression = "s.who"

#endif
