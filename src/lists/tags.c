/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tags with the number of products that have them. The distinct tags are found by stepping from one to the next in
 * their index, so the list costs as many steps as there are tags, not products. A row stands for the tag's first
 * product.
 */
#include "stockbook/list.h"

static const struct sb_column columns[] = {
	{ .name = "tag",
	  .title = N_("Tag"),
	  .type = SB_TEXT_TYPE,
	  .width = 24,
	  .priority = 1,
	  .sort_sql = "t.tag",
	  .sql = "(SELECT min(n.shown) FROM product_tags n WHERE n.tag = t.tag AND n.product = "
		 "(SELECT min(f.product) FROM product_tags f WHERE f.tag = t.tag))",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_INDEXED | SB_COL_KEY | SB_COL_GROWS },
	{ .name = "products",
	  .title = N_("Products"),
	  .type = SB_INT_TYPE,
	  .width = 9,
	  .priority = 2,
	  .sql = "(SELECT count(*) FROM product_tags n JOIN products p ON p.id = n.product WHERE n.tag = t.tag AND "
		 "p.archived = 0)",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS },
};

static const struct sb_query_field fields[] = {
	{ .name = "tag",
	  .help = N_("the tag, or its beginning: kit*"),
	  .match = SB_MATCH_FOLDED,
	  .expression = "t.tag" },
};

const struct sb_list sb_list_tags = {
	.name = "tags",
	.title = N_("Tags"),
	.summary = N_("tags and how many products have them"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
	.from = "(WITH RECURSIVE step (tag) AS (SELECT min(a.tag) FROM product_tags a UNION ALL "
		"SELECT (SELECT min(b.tag) FROM product_tags b WHERE b.tag > step.tag) FROM step WHERE step.tag IS NOT "
		"NULL) "
		"SELECT tag FROM step WHERE tag IS NOT NULL) t",
	.id_sql = "(SELECT min(i.product) FROM product_tags i WHERE i.tag = t.tag)",
	.tie = { { .sql = "t.tag", .is_text = true } },
	.default_sort = "tag",
	.fields = fields,
	.field_count = SB_COUNT(fields),
};
