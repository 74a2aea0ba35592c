/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists: pages, cursors and sorts, held against a plain filter and sort of the same rows. */
#include "core/list_plan.h"
#include "naive.h"
#include "support.h"

#include <criterion/criterion.h>
#include <string.h>

static void same_rows(const struct sb_page *page, const int64_t *ids, size_t count, const char *what)
{
	cr_assert_eq(page->count, count, "%s: %zu rows instead of %zu", what, page->count, count);
	for (size_t i = 0; i < count; i++)
		cr_assert_eq(page->rows[i].id, ids[i], "%s: row %zu is %lld instead of %lld", what, i,
			     (long long)page->rows[i].id, (long long)ids[i]);
}

static struct sb_page page_of(struct shop *shop, const struct sb_ask *ask)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_page page;

	cr_assert_eq(sb_list_page(&sb_list_products, shop->book, ask, &page, &err), SB_OK, "%s (%s, %s)", err.text,
		     ask->query, ask->sort);
	return page;
}

/* Pages of random sizes forwards, each row once in the order of the whole. */
static void walk_forwards(struct shop *shop, struct sb_ask ask, const int64_t *ids, size_t count, const char *what)
{
	sb_owned(arena) arena = sb_arena_new();
	size_t at = 0;

	for (;;) {
		ask.limit = 1 + (int)shop_below(shop, 20);
		struct sb_page page = page_of(shop, &ask);
		size_t left = count - at, wanted = left < (size_t)ask.limit ? left : (size_t)ask.limit;
		same_rows(&page, ids + at, wanted, what);
		at += wanted;
		cr_assert_eq(page.next != NULL, at < count, "%s: next at %zu of %zu", what, at, count);
		ask.after = sb_arena_strdup(arena, page.next);
		sb_page_release(&page);
		if (!ask.after)
			return;
	}
}

static void walk_backwards(struct shop *shop, struct sb_ask ask, const int64_t *ids, size_t count, const char *what)
{
	sb_owned(arena) arena = sb_arena_new();
	size_t left = count;

	ask.from_end = true;
	while (left) {
		ask.limit = 1 + (int)shop_below(shop, 20);
		struct sb_page page = page_of(shop, &ask);
		size_t wanted = left < (size_t)ask.limit ? left : (size_t)ask.limit;
		same_rows(&page, ids + left - wanted, wanted, what);
		cr_assert_eq(page.next != NULL, left < count, "%s: next at %zu of %zu", what, left, count);
		left -= wanted;
		ask.before = sb_arena_strdup(arena, page.rows[0].cursor);
		ask.from_end = false;
		sb_page_release(&page);
	}
}

struct seen {
	const int64_t *ids;
	size_t count, at;
};

static bool see(const struct sb_page *columns, const struct sb_row *row, void *context)
{
	struct seen *seen = context;

	cr_assert_lt(seen->at, seen->count);
	cr_assert_eq(row->id, seen->ids[seen->at++]);
	cr_assert_eq(columns->column_count, 5);
	return true;
}

static void check_ask(struct shop *shop, const struct naive_ask *naive, const char *sort)
{
	const char *query = naive_query(shop->arena, naive);
	const char *what = sb_arena_printf(shop->arena, "query <%s> sort <%s>", query, sort ? sort : "");
	const struct sb_ask ask = { .query = query, .sort = sort, .want_total = true };
	struct sb_ask all = ask;
	struct sb_error err = SB_ERROR_INIT;
	struct seen seen = { 0 };

	seen.ids = sort ? naive_sorted(shop, naive, sort, &seen.count) : naive_ranked(shop, naive, &seen.count);
	all.limit = SB_PAGE_MAX;
	struct sb_page page = page_of(shop, &all);
	if (page.corrected) { /* something else was searched */
		sb_page_release(&page);
		return;
	}
	same_rows(&page, seen.ids, seen.count, what);
	if (*query)
		cr_assert_eq(page.total, (int64_t)seen.count, "%s: total %lld", what, (long long)page.total);
	sb_page_release(&page);
	walk_forwards(shop, ask, seen.ids, seen.count, what);
	walk_backwards(shop, ask, seen.ids, seen.count, what);
	cr_assert_eq(sb_list_each(&sb_list_products, shop->book, &ask, see, &seen, &err), SB_OK, "%s", err.text);
	cr_assert_eq(seen.at, seen.count, "%s", what);
}

static struct naive_ask random_ask(struct shop *shop, bool with_words)
{
	static const char *const words[] = { "mug", "mu", "blue", "kitchen", "b", "creme", "ab", "tea" };
	static const char *const tags[] = { "kitchen", "gift", "old stock", "none" }, *const skus[] = { "AB*", "ZX-9*",
													"AB-998", "*" };
	struct naive_ask ask = { 0 };
	int64_t count = with_words ? 1 + shop_below(shop, 2) : 0;

	for (int64_t i = 0; i < count; i++)
		ask.words[i] = words[shop_below(shop, SB_COUNT(words))];
	if (shop_below(shop, 3) == 0)
		ask.tag = tags[shop_below(shop, SB_COUNT(tags))];
	if (shop_below(shop, 4) == 0)
		ask.sku = skus[shop_below(shop, SB_COUNT(skus))];
	if (shop_below(shop, 4) == 0)
		ask.archived = shop_below(shop, 2) ? "yes" : "no";
	return ask;
}

static const char *random_sort(struct shop *shop)
{
	static const char *const names[] = { "name", "sku",     "supplier",  "bin",  "price",
					     "cost", "on_hand", "available", "held", "created_at" };
	sb_auto(buf) sort = SB_BUF_INIT;
	int64_t count = 1 + shop_below(shop, 3), first = shop_below(shop, SB_COUNT(names));

	for (int64_t i = 0; i < count; i++)
		sb_buf_printf(&sort, "%s%s%s", i ? "," : "", shop_below(shop, 2) ? "-" : "",
			      names[(first + i * 3) % (int64_t)SB_COUNT(names)]);
	return sb_arena_strdup(shop->arena, sort.data);
}

Test(list, gives_what_a_plain_filter_and_sort_give_page_by_page_both_ways, .timeout = 600)
{
	for (uint64_t seed = 1; seed <= (st_long() ? 200 : 12); seed++) {
		struct shop shop;
		shop_open(&shop, seed);
		shop_fill(&shop, (size_t)shop_below(&shop, 120));
		for (int i = 0; i < 25; i++) {
			bool with_words = shop_below(&shop, 3) == 0;
			struct naive_ask ask = random_ask(&shop, with_words);
			check_ask(&shop, &ask, with_words && shop_below(&shop, 2) ? NULL : random_sort(&shop));
		}
		shop_close(&shop);
	}
}

Test(list, ranks_a_search_alike_on_every_page_when_there_are_more_rows_than_are_ranked, .timeout = 600)
{
	static const struct naive_ask asks[] = { { .words = { "mug" } },
						 { .words = { "m" } },
						 { .words = { "ab" } },
						 { .words = { "ab-770" } },
						 { .words = { "mug", "blue" } },
						 { .words = { "b" }, .tag = "gift" },
						 { .words = { "4006381300210" } },
						 { .words = { "04006381300211" } } };
	struct shop shop;

	shop_open(&shop, 99);
	shop_fill(&shop, 700);
	for (size_t i = 0; i < SB_COUNT(asks); i++)
		check_ask(&shop, &asks[i], NULL);
	for (size_t i = 0; i < SB_COUNT(asks); i++)
		check_ask(&shop, &asks[i], "-price,name");
	shop_close(&shop);
}

Test(list, cursor_that_was_changed_or_belongs_to_another_order_is_refused)
{
	struct sb_error err = SB_ERROR_INIT;
	struct shop shop;
	struct sb_page other;

	shop_open(&shop, 5);
	shop_fill(&shop, 60);
	struct sb_page page = page_of(&shop, &(struct sb_ask){ .sort = "-price", .limit = 3 });
	char *cursor = sb_arena_strdup(shop.arena, page.next);
	for (size_t i = 0; i < strlen(cursor); i++) {
		char kept = cursor[i];
		cursor[i] = kept == 'A' ? 'B' : 'A';
		struct sb_ask ask = { .sort = "-price", .after = cursor };
		cr_assert_eq(sb_list_page(&sb_list_products, shop.book, &ask, &other, &err), SB_INVALID, "byte %zu", i);
		cr_assert_str_eq(err.field, "after");
		cursor[i] = kept;
	}
	const struct sb_ask foreign[] = { { .sort = "price", .after = cursor },
					  { .sort = "-price,name", .before = cursor },
					  { .after = "" },
					  { .after = "!" },
					  { .query = "mug", .after = cursor },
					  { .sort = "-price", .after = cursor, .before = cursor } };
	for (size_t i = 0; i < SB_COUNT(foreign); i++)
		cr_assert_eq(sb_list_page(&sb_list_products, shop.book, &foreign[i], &other, &err), SB_INVALID, "%zu",
			     i);
	cr_assert_eq(sb_list_page(&sb_list_tags, shop.book, &(struct sb_ask){ .after = cursor }, &other, &err),
		     SB_INVALID);
	cursor[strlen(cursor) - 1] = '\0';
	cr_assert_eq(sb_list_page(&sb_list_products, shop.book, &(struct sb_ask){ .sort = "-price", .after = cursor },
				  &other, &err),
		     SB_INVALID);
	sb_page_release(&page);
	shop_close(&shop);
}

Test(list, goes_on_behind_a_row_that_has_gone)
{
	struct shop shop;
	size_t count;
	const struct naive_ask everything = { 0 };

	shop_open(&shop, 6);
	shop_fill(&shop, 50);
	const int64_t *ids = naive_sorted(&shop, &everything, "name", &count);
	struct sb_page page = page_of(&shop, &(struct sb_ask){ .limit = 10 });
	shop_run(&shop, sb_arena_printf(shop.arena, "UPDATE products SET archived = 1 WHERE id IN (%lld, %lld)",
					(long long)ids[9], (long long)ids[4]));
	struct sb_page next = page_of(&shop, &(struct sb_ask){ .limit = 10, .after = page.next });
	same_rows(&next, ids + 10, 10, "behind a row that has gone");
	sb_page_release(&page);
	sb_page_release(&next);
	shop_close(&shop);
}

Test(list, rows_that_are_asked_for_by_id_are_there_in_any_order_also_those_it_leaves_out)
{
	static const char *const sorts[] = { "name", "-price,name", "sku", "-on_hand" };
	const struct naive_ask everything = { 0 };
	struct shop shop;
	size_t count;

	shop_open(&shop, 7);
	shop_fill(&shop, 300);
	for (size_t i = 0; i < SB_COUNT(sorts); i++) {
		const int64_t *ids = naive_sorted(&shop, &everything, sorts[i], &count);
		const int64_t wanted[] = { ids[2], ids[count / 2], ids[count - 1] };
		const int64_t mixed[] = { wanted[1], wanted[2], wanted[0], wanted[2] };
		struct sb_ask ask = { .sort = sorts[i], .among = mixed, .among_count = 4, .limit = 2, .want_total = true };
		struct sb_page page = page_of(&shop, &ask);

		same_rows(&page, wanted, 2, sorts[i]);
		cr_assert_eq(page.total, 3);
		ask.after = page.next;
		struct sb_page rest = page_of(&shop, &ask);
		same_rows(&rest, wanted + 2, 1, sorts[i]);
		cr_assert_null(rest.next);
		sb_page_release(&page);
		sb_page_release(&rest);
	}
	const int64_t one = naive_sorted(&shop, &everything, "name", &count)[0];
	shop_run(&shop, sb_arena_printf(shop.arena, "UPDATE products SET archived = 1 WHERE id = %lld", (long long)one));
	struct sb_page page = page_of(&shop, &(struct sb_ask){ .among = &one, .among_count = 1 });
	same_rows(&page, &one, 1, "archived");
	sb_page_release(&page);
	shop_close(&shop);
}

static const struct {
	struct sb_ask ask;
	const char *field;
	int column;
} bad_table[] = {
	{ { .sort = "name,colour" }, "sort", 6 },        { { .sort = "-tags" }, "sort", 1 },
	{ { .sort = "price:down" }, "sort", 1 },         { { .sort = "name,price,cost,sku,held" }, "sort", 21 },
	{ { .columns = "sku,colour" }, "columns", 5 },   { { .columns = "", .limit = -1 }, "limit", 0 },
	{ { .limit = SB_PAGE_MAX + 1 }, "limit", 0 },    { { .query = "mug colour:red" }, "query", 5 },
	{ { .query = "archived:perhaps" }, "query", 1 }, { { .query = "a barcode:40*" }, "query", 3 },
};

Test(list, question_that_is_wrong_is_refused_naming_what_is_wrong)
{
	struct shop shop;

	shop_open(&shop, 1);
	for (size_t i = 0; i < SB_COUNT(bad_table); i++) {
		struct sb_error err = SB_ERROR_INIT;
		struct sb_page page;
		cr_assert_eq(sb_list_page(&sb_list_products, shop.book, &bad_table[i].ask, &page, &err), SB_INVALID,
			     "%zu", i);
		cr_assert_str_eq(err.field, bad_table[i].field, "%zu: %s", i, err.field);
		cr_assert_eq(err.column, bad_table[i].column, "%zu: column %d, %s", i, err.column, err.text);
	}
	shop_close(&shop);
}

Test(list, columns_are_given_as_asked_with_their_types_and_scales)
{
	struct shop shop;

	shop_open(&shop, 1);
	shop_add(&shop,
		 &(struct shop_product){ .name = "Blue mug",
					 .sku = "A1",
					 .price = SB_NONE,
					 .cost = 50,
					 .on_hand = 1500,
					 .held = 500,
					 .decimals = 2,
					 .tags = { "Gift", "Kitchen" },
					 .tag_count = 2 },
		 0);
	struct sb_page page = page_of(
		&shop,
		&(struct sb_ask){ .columns = "available,price,tags,name,spark,sold_14,last_counted_at,projected" });
	const struct sb_value *values = page.rows[0].values;
	cr_assert_eq(page.column_count, 8);
	cr_assert_str_eq(page.columns[4]->name, "spark");
	cr_assert_eq(values[0].n, 1000);
	cr_assert_eq(values[0].scale, 2);
	cr_assert(values[1].is_null && !values[0].is_null);
	cr_assert_str_eq(values[2].s, "Gift|Kitchen");
	cr_assert_str_eq(values[3].s, "Blue mug");
	cr_assert(values[6].is_null);
	cr_assert_eq(values[7].n, 1000);
	/* slot i holds i × 1024; the ring ends two days ago */
	int64_t sum = 0, first = SHOP_NOW / SB_DAY_MS - 13;
	sb_auto(buf) spark = SB_BUF_INIT;
	for (int64_t day = first; day < first + 14; day++) {
		int64_t sold = day < first + 12 ? day % 14 * 1024 : 0;
		sum += sold;
		sb_buf_printf(&spark, "%s%lld", day > first ? "," : "", (long long)(sold / 10));
	}
	cr_assert_str_eq(values[4].s, spark.data);
	cr_assert_eq(values[5].n, sum);
	sb_page_release(&page);
	shop_close(&shop);
}
