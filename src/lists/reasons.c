/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons why stock is removed or corrected: those every book has, then the shop's own; with how many lines name each. */
#include "stockbook/entry.h"
#include "stockbook/list.h"

#define BUILT_IN(symbol, word, label, direction, shrinkage, demand)                                                      \
	" UNION ALL SELECT '" word "', '" label "', " #direction ", CASE WHEN " #shrinkage " THEN 1 ELSE 0 END, CASE WHEN " \
	#demand " THEN 1 ELSE 0 END"

static const struct sb_column columns[] = {
	{ .name = "word",
	  .title = N_("Reason"),
	  .type = SB_TEXT_TYPE,
	  .width = 14,
	  .priority = 1,
	  .sql = "v.word",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_KEY },
	{ .name = "label",
	  .title = N_("Label"),
	  .type = SB_CHOICE_TYPE,
	  .width = 24,
	  .priority = 2,
	  .sql = "v.label",
	  .flags = SB_COL_SHOWN | SB_COL_GROWS },
	{ .name = "direction",
	  .title = N_("Direction"),
	  .type = SB_CHOICE_TYPE,
	  .width = 9,
	  .priority = 3,
	  .sql = "CASE v.direction WHEN -1 THEN 'out' WHEN 1 THEN 'in' ELSE 'both' END",
	  .flags = SB_COL_SHOWN },
	{ .name = "shrinkage",
	  .title = N_("Shrinkage"),
	  .type = SB_BOOL_TYPE,
	  .width = 9,
	  .priority = 4,
	  .sql = "v.shrinkage",
	  .flags = SB_COL_SHOWN },
	{ .name = "demand",
	  .title = N_("Demand"),
	  .type = SB_BOOL_TYPE,
	  .width = 6,
	  .priority = 5,
	  .sql = "v.demand",
	  .flags = SB_COL_SHOWN },
	{ .name = "own",
	  .title = N_("Own"),
	  .type = SB_BOOL_TYPE,
	  .width = 5,
	  .priority = 6,
	  .sql = "v.own",
	  .flags = SB_COL_SHOWN },
	{ .name = "used",
	  .title = N_("Used"),
	  .type = SB_INT_TYPE,
	  .width = 8,
	  .priority = 7,
	  .sql = "(SELECT count(*) FROM entry_lines l WHERE l.reason = v.word)",
	  .flags = SB_COL_SHOWN },
	{ .name = "id",
	  .title = N_("Id"),
	  .type = SB_ID_TYPE,
	  .width = 36,
	  .priority = 99,
	  .sql = "(SELECT e.id FROM entries e WHERE e.seq = v.number)" },
};

static const struct sb_query_field fields[] = {
	{ .name = "word", .help = N_("the reason's word, or its beginning"), .match = SB_MATCH_EXACT, .expression = "v.word" },
	{ .name = "shrinkage",
	  .help = N_("yes: only reasons for which stock is lost"),
	  .match = SB_MATCH_YESNO,
	  .expression = "v.shrinkage" },
	{ .name = "demand", .help = N_("yes: only reasons for which stock is used up"), .match = SB_MATCH_YESNO, .expression = "v.demand" },
	{ .name = "own", .help = N_("yes: only those the shop added"), .match = SB_MATCH_YESNO, .expression = "v.own" },
};

/* A number of its own for each: below zero those every book has. */
const struct sb_list sb_list_reasons = {
	.name = "reasons",
	.title = N_("Reasons"),
	.summary = N_("reasons why stock is removed or corrected"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
	.from = "(SELECT -CAST(row_number() OVER (ORDER BY b.word) AS bigint) AS number, b.word, b.label, b.direction, b.shrinkage, "
		"b.demand, 0 AS own FROM (SELECT '' AS word, '' AS label, 0 AS direction, 0 AS shrinkage, 0 AS demand WHERE 1 = 0"
		SB_REASONS(BUILT_IN) ") b "
		"UNION ALL SELECT r.id, r.word, r.label, r.direction, r.shrinkage, r.demand, 1 FROM reasons r) v",
	.id_sql = "v.number",
	.tie = { { .sql = "v.word", .is_text = true } },
	.default_sort = "word",
	.fields = fields,
	.field_count = SB_COUNT(fields),
};
