/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal: every entry as it was recorded, newest first, with what it says and whether it was undone. */
#include "stockbook/list.h"

static const struct sb_column columns[] = {
	{ .name = "seq", .title = N_("Entry"), .type = SB_INT_TYPE, .width = 7, .priority = 1, .sql = "e.seq",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_INDEXED | SB_COL_KEY },
	{ .name = "id", .title = N_("Id"), .type = SB_ID_TYPE, .width = 36, .priority = 99, .sql = "e.id" },
	{ .name = "kind", .title = N_("Kind"), .type = SB_TEXT_TYPE, .width = 10, .priority = 5, .sql = "e.kind", .flags = SB_COL_WIDE },
	{ .name = "what", .title = N_("What"), .type = SB_TEXT_TYPE, .width = 36, .priority = 2, .sql = "e.seq",
	  .flags = SB_COL_SHOWN | SB_COL_GROWS | SB_COL_TOLD },
	{ .name = "user", .title = N_("User"), .type = SB_TEXT_TYPE, .width = 10, .priority = 4, .sql = "e.who", .flags = SB_COL_SHOWN },
	{ .name = "station", .title = N_("Station"), .type = SB_TEXT_TYPE, .width = 10, .priority = 20, .sql = "e.station", .flags = SB_COL_WIDE },
	{ .name = "store", .title = N_("Store"), .type = SB_TEXT_TYPE, .width = 6, .priority = 30,
	  .sql = "(SELECT o.code FROM stores o WHERE o.id = e.store)" },
	{ .name = "occurred_at", .title = N_("Time"), .type = SB_MOMENT_TYPE, .width = 16, .priority = 3, .sql = "e.occurred_at",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS },
	{ .name = "recorded_at", .title = N_("Recorded"), .type = SB_MOMENT_TYPE, .width = 16, .priority = 31, .sql = "e.recorded_at" },
	{ .name = "note", .title = N_("Note"), .type = SB_TEXT_TYPE, .width = 20, .priority = 21, .sql = "e.note", .flags = SB_COL_WIDE },
	{ .name = "lines", .title = N_("Lines"), .type = SB_INT_TYPE, .width = 5, .priority = 32,
	  .sql = "(SELECT count(*) FROM entry_lines l WHERE l.seq = e.seq)" },
	{ .name = "undone", .title = N_("Undone by"), .type = SB_INT_TYPE, .width = 9, .priority = 10,
	  .sql = "(SELECT u.seq FROM entries u WHERE u.undoes = e.seq)", .flags = SB_COL_WIDE },
	{ .name = "undoes", .title = N_("Undoes"), .type = SB_INT_TYPE, .width = 7, .priority = 22, .sql = "e.undoes", .flags = SB_COL_WIDE },
	{ .name = "batch", .title = N_("Import"), .type = SB_INT_TYPE, .width = 7, .priority = 33, .sql = "e.batch" },
	{ .name = "token", .title = N_("Token"), .type = SB_TEXT_TYPE, .width = 16, .priority = 98, .sql = "e.token" },
};

static const struct sb_query_field fields[] = {
	{ .name = "kind", .help = N_("sale, receive, add, edit, …"), .match = SB_MATCH_EXACT, .expression = "e.kind" },
	{ .name = "user", .help = N_("who made the entry"), .match = SB_MATCH_EXACT, .expression = "e.who" },
	{ .name = "station", .help = N_("where the entry was made"), .match = SB_MATCH_EXACT, .expression = "e.station" },
	{ .name = "product", .help = N_("a SKU, barcode or name"), .match = SB_MATCH_PRODUCT, .expression = "about.product",
	  .within = "e.seq IN (SELECT about.seq FROM (SELECT l.seq AS seq, l.product AS product FROM entry_lines l UNION ALL "
		    "SELECT c.seq, c.subject FROM entries c WHERE c.subject IS NOT NULL UNION ALL "
		    "SELECT p.id, p.id FROM products p) about WHERE %s)" },
	{ .name = "store", .help = N_("the store's code"), .match = SB_MATCH_UPPER, .expression = "o.code",
	  .within = "e.store IN (SELECT o.id FROM stores o WHERE %s)" },
	{ .name = "batch", .help = N_("the number of the import it belongs to"), .match = SB_MATCH_INT, .expression = "e.batch" },
	{ .name = "from", .help = N_("happened at this time or later"), .match = SB_MATCH_FROM, .expression = "e.occurred_at" },
	{ .name = "to", .help = N_("happened before this time or on this day"), .match = SB_MATCH_TO, .expression = "e.occurred_at" },
};

const struct sb_list sb_list_journal = {
	.name = "journal",
	.title = N_("Journal"),
	.summary = N_("every entry, newest first"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
	.from = "entries e",
	.id_sql = "e.seq",
	.default_sort = "-seq",
	.fields = fields,
	.field_count = SB_COUNT(fields),
	.count_sql = "SELECT coalesce(max(e.seq), 0) FROM entries e",
};
