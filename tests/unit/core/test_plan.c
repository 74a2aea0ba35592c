/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the database means to answer: sorts that have an index walk it, searches walk the full-text index. */
#include "core/list_plan.h"
#include "shop.h"

#include <criterion/criterion.h>
#include <string.h>

static void explain(struct shop *shop, const struct sb_compose *compose, struct sb_buf *out)
{
	struct sb_error err = SB_ERROR_INIT;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_stmt *stmt;
	bool row;

	sb_buf_printf(&text, "EXPLAIN QUERY PLAN %s", compose->text.data);
	cr_assert_eq(sb_db_compose(sb_book_db(shop->book), text.data, &stmt, &err), SB_OK, "%s", err.text);
	sb_buf_clear(out);
	while (sb_stmt_step(stmt, &row, &err) == SB_OK && row)
		sb_buf_printf(out, "%s\n", sb_col_text(stmt, 3));
	cr_assert_eq(err.status, SB_OK, "%s", err.text);
	sb_stmt_reset(stmt);
}

static struct sb_plan plan_of(struct shop *shop, const struct sb_list *list, struct sb_arena *arena,
			      const struct sb_ask *ask)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_plan plan;

	cr_assert_eq(sb_plan_make(list, shop->book, ask, arena, &plan, &err), SB_OK, "%s", err.text);
	if (!plan.is_ranked)
		cr_assert_eq(sb_walk_choose(&plan, &err), SB_OK, "%s", err.text);
	return plan;
}

static void check_walk(struct shop *shop, const struct sb_list *list, const struct sb_column *column, bool desc,
		       bool backwards)
{
	sb_owned(arena) arena = sb_arena_new();
	sb_auto(buf) seen = SB_BUF_INIT;
	struct sb_ask ask = { .sort = sb_arena_printf(arena, "%s%s", desc ? "-" : "", column->name),
			      .from_end = backwards };
	struct sb_plan plan = plan_of(shop, list, arena, &ask);

	for (size_t i = 0; i < plan.key_count; i++)
		plan.place[i] = (struct sb_key_value){ .n = 1, .s = plan.keys[i].is_text ? "x" : NULL };
	for (int way = 0; way < 4; way++) {
		sb_auto(compose) compose = SB_COMPOSE_INIT(plan.names);
		if ((way & 1) && !plan.keys[0].nulls)
			continue;
		sb_walk_compose(&plan, way & 1, way & 2, &compose);
		explain(shop, &compose, &seen);
		cr_assert_null(strstr(seen.data, "TEMP B-TREE"), "%s by %s:\n%s\n%s", list->name, ask.sort,
			       compose.text.data, seen.data);
		cr_assert(!(way & 2) || strstr(seen.data, "SEARCH"), "%s by %s does not begin at its place:\n%s",
			  list->name, ask.sort, seen.data);
	}
}

Test(plan, of_a_sort_by_an_indexed_column_walks_the_index_from_its_place_both_ways)
{
	struct shop shop;
	size_t checked = 0;

	shop_open(&shop, 1);
	for (size_t i = 0; sb_list_at(i); i++) {
		const struct sb_list *list = sb_list_at(i);
		for (size_t j = 0; j < list->column_count; j++) {
			if (!(list->columns[j].flags & SB_COL_INDEXED) || list == &sb_list_tags)
				continue;
			for (int way = 0; way < 4; way++)
				check_walk(&shop, list, &list->columns[j], way & 1, way & 2);
			checked++;
		}
	}
	cr_assert_geq(checked, 8);
	shop_close(&shop);
}

Test(plan, of_a_search_walks_the_full_text_index_first_and_sorts_nothing)
{
	static const struct sb_ask asks[] = { { .query = "mug" },
					      { .query = "mug blue tag:gift" },
					      { .query = "m sku:A* barcode:4006381333931" },
					      { .query = "mug", .from_end = true } };
	struct shop shop;

	shop_open(&shop, 1);
	shop_fill(&shop, 30);
	for (size_t i = 0; i < SB_COUNT(asks); i++) {
		sb_owned(arena) arena = sb_arena_new();
		sb_auto(buf) seen = SB_BUF_INIT;
		struct sb_plan plan = plan_of(&shop, &sb_list_products, arena, &asks[i]);
		sb_auto(compose) compose = SB_COMPOSE_INIT(plan.names);
		sb_walk_compose_matches(&plan, 1000, 500, &compose);
		explain(&shop, &compose, &seen);
		cr_assert_eq(strncmp(seen.data, "SCAN search VIRTUAL TABLE", 25), 0, "%s", seen.data);
		cr_assert_null(strstr(seen.data, "TEMP B-TREE"), "%s", seen.data);
		cr_assert_null(strstr(seen.data, "SCAN p"), "%s", seen.data);
	}
	shop_close(&shop);
}

Test(plan, of_the_first_matches_reads_their_names_from_the_index_alone)
{
	sb_owned(arena) arena = sb_arena_new();
	sb_auto(buf) seen = SB_BUF_INIT;
	struct shop shop;

	shop_open(&shop, 1);
	struct sb_plan plan = plan_of(&shop, &sb_list_products, arena, &(struct sb_ask){ .query = "mug" });
	sb_auto(compose) compose = SB_COMPOSE_INIT(plan.names);
	sb_compose_add(&compose, "SELECT p.id, ");
	sb_compose_add(&compose, sb_list_products.rank_sql);
	sb_walk_put_ranked_matches(&plan, &compose);
	sb_compose_add(&compose, " ORDER BY m.id DESC");
	explain(&shop, &compose, &seen);
	cr_assert_eq(strncmp(seen.data, "SCAN search VIRTUAL TABLE", 25), 0, "%s", seen.data);
	cr_assert(strstr(seen.data, "SEARCH p USING COVERING INDEX products_search"), "%s", seen.data);
	cr_assert_null(strstr(seen.data, "TEMP B-TREE"), "%s", seen.data);
	shop_close(&shop);
}

Test(plan, finds_rows_by_a_field_when_they_are_few_and_meets_them_on_the_walk_when_they_are_many)
{
	sb_owned(arena) arena = sb_arena_new();
	struct shop shop;

	shop_open(&shop, 2);
	shop_fill(&shop, 100);
	cr_assert(plan_of(&shop, &sb_list_products, arena, &(struct sb_ask){ .query = "tag:gift" }).sorts);
	shop_run(&shop, "INSERT INTO products (id, version, sku, name, name_key, unit, decimals, alerts, archived, "
			"tags, barcodes, popularity, "
			"popularity_day, search_id, search_text, created_at, updated_at) WITH RECURSIVE n (i) AS "
			"(SELECT 5000 UNION ALL SELECT i + 1 FROM n "
			"WHERE i < 10500) SELECT i, 1, i, i, i, 'piece', 0, 1, 0, '', '', 0, 0, i, '', 1, 1 FROM n");
	shop_run(&shop, "INSERT INTO product_tags (tag, product, shown) SELECT 'gift', id, 'Gift' FROM products WHERE "
			"id >= 5000");
	cr_assert(!plan_of(&shop, &sb_list_products, arena, &(struct sb_ask){ .query = "tag:gift" }).sorts);
	cr_assert(plan_of(&shop, &sb_list_products, arena, &(struct sb_ask){ .query = "tag:gift", .sort = "supplier" })
			  .sorts);
	struct sb_plan both =
		plan_of(&shop, &sb_list_products, arena, &(struct sb_ask){ .query = "tag:gift tag:kitchen" });
	cr_assert(both.sorts && !both.filter.conditions[0].finds && both.filter.conditions[1].finds);
	shop_close(&shop);
}

struct ids {
	int64_t ids[300];
	size_t count;
};

static enum sb_status keep_id(void *context, int64_t id, const struct sb_key_value *keys, struct sb_stmt *stmt,
			      int column, bool *more, struct sb_error *err)
{
	struct ids *ids = context;

	(void)keys, (void)stmt, (void)column, (void)more, (void)err;
	ids->ids[ids->count++] = id;
	return SB_OK;
}

Test(plan, gives_the_same_rows_whichever_way_is_chosen)
{
	static const struct sb_ask asks[] = { { .query = "tag:gift", .sort = "-on_hand" },
					      { .query = "mug tag:gift", .sort = "name" },
					      { .query = "b", .sort = "price" },
					      { .query = "m", .sort = "-price,name" },
					      { .query = "tag:kitchen sku:AB*", .sort = "sku" },
					      { .query = "supplier:\"Acme Ltd\"", .sort = "-available" },
					      { .query = "supplier:Br*", .sort = "name" } };
	struct shop shop;

	shop_open(&shop, 8);
	shop_fill(&shop, 250);
	for (size_t i = 0; i < SB_COUNT(asks); i++) {
		sb_owned(arena) arena = sb_arena_new();
		struct sb_error err = SB_ERROR_INIT;
		struct ids found = { .count = 0 }, met = { .count = 0 };
		struct sb_plan plan = plan_of(&shop, &sb_list_products, arena, &asks[i]);
		cr_assert(plan.finds);
		cr_assert_eq(sb_walk_sorted(&plan, 0, keep_id, &found, &err), SB_OK, "%s", err.text);
		plan.finds = plan.sorts = false;
		plan.tests_words = plan.match != NULL;
		for (size_t j = 0; j < plan.filter.condition_count; j++)
			plan.filter.conditions[j].finds = false;
		cr_assert_eq(sb_walk_sorted(&plan, 0, keep_id, &met, &err), SB_OK, "%s", err.text);
		cr_assert_eq(found.count, met.count, "%s: %zu, %zu", asks[i].query, found.count, met.count);
		cr_assert_eq(memcmp(found.ids, met.ids, found.count * sizeof(found.ids[0])), 0, "%s", asks[i].query);
		cr_assert_gt(found.count, 0);
	}
	shop_close(&shop);
}
