/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that are searched: beginnings, typing mistakes, exact codes first. */
#include "shop.h"

#include <criterion/criterion.h>
#include <string.h>

static struct sb_page search(struct shop *shop, const char *query, const char *sort)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_ask ask = { .query = query, .sort = sort, .columns = "sku", .want_total = true };
	struct sb_page page;

	cr_assert_eq(sb_list_page(&sb_list_products, shop->book, &ask, &page, &err), SB_OK, "%s: %s", query, err.text);
	return page;
}

static void add(struct shop *shop, const char *sku, const char *name, int popularity, const char *barcode)
{
	shop_add(shop,
		 &(struct shop_product){ .sku = sku, .name = name, .price = 100, .cost = SB_NONE, .barcode = barcode },
		 popularity);
}

static void fill(struct shop *shop)
{
	shop_open(shop, 3);
	add(shop, "A-1", "Blue mug", 9, NULL);
	add(shop, "A-2", "Mug, blue", 1, "04006381333931");
	add(shop, "A-3", "Mug warmer", 2, NULL);
	add(shop, "MUG", "Saucer", 0, NULL);
	add(shop, "A-4", "Café crème", 5, NULL);
	add(shop, "A-5", "Kitchen towel", 5, NULL);
	add(shop, "A-6", "Screwdriver 5\" (set)", 5, NULL);
}

static void expect(struct shop *shop, const char *query, const char *sort, const char *skus, const char *corrected)
{
	struct sb_page page = search(shop, query, sort);
	sb_auto(buf) seen = SB_BUF_INIT;

	for (size_t i = 0; i < page.count; i++)
		sb_buf_printf(&seen, "%s%s", i ? " " : "", page.rows[i].values[0].s);
	cr_assert_str_eq(seen.data, skus, "<%s>: %s", query, seen.data);
	cr_assert_eq(page.total, (int64_t)page.count, "<%s>", query);
	cr_assert_eq(page.corrected != NULL, corrected != NULL, "<%s>: %s", query, page.corrected);
	if (corrected)
		cr_assert_str_eq(page.corrected, corrected);
	sb_page_release(&page);
}

Test(search, puts_the_code_first_then_names_that_begin_so_then_by_popularity)
{
	struct shop shop;

	fill(&shop);
	expect(&shop, "mug", NULL, "MUG A-3 A-2 A-1", NULL);
	expect(&shop, "mug blue", NULL, "A-1 A-2", NULL);
	expect(&shop, "blue mug", NULL, "A-1 A-2", NULL);
	expect(&shop, "\"blue mug\"", NULL, "A-1", NULL);
	expect(&shop, "4006381333931", NULL, "A-2", NULL);
	expect(&shop, "a-4", NULL, "A-4", NULL);
	expect(&shop, "CREME", NULL, "A-4", NULL);
	expect(&shop, "crè", NULL, "A-4", NULL);
	expect(&shop, "mug", "name", "A-1 A-3 A-2 MUG", NULL);
	expect(&shop, "mug", "sku:desc", "MUG A-3 A-2 A-1", NULL);
	shop_close(&shop);
}

Test(search, corrects_a_word_that_occurs_nowhere)
{
	struct shop shop;

	fill(&shop);
	expect(&shop, "kitchne", NULL, "A-5", "kitchen");
	expect(&shop, "kitxhen towel", NULL, "A-5", "kitchen towel");
	expect(&shop, "scerwdrivr", NULL, "A-6", "screwdriver");
	expect(&shop, "bleu", "name", "A-1 A-2", "blue");
	expect(&shop, "blxx", NULL, "", NULL);
	expect(&shop, "towel mug", NULL, "", NULL);
	expect(&shop, "kitchen tag:none", NULL, "", NULL);
	shop_close(&shop);
}

Test(search, takes_characters_of_query_languages_as_data)
{
	static const char *const queries[] = { "*",
					       "'",
					       "mug*",
					       "NOT",
					       "mug OR",
					       "mug AND (",
					       "NEAR(mug, 2)",
					       "^mug",
					       "{a b}:mug",
					       "-mug",
					       "mug + blue",
					       "--",
					       "%",
					       "a%",
					       "_",
					       "mug;DROP",
					       "';--",
					       "\\",
					       "search_text : mug",
					       "5\"",
					       "(set)",
					       "\xf0\x9f\x8e\x81",
					       "\xe2\x80\x8d",
					       "😀 mug",
					       ". ,",
					       "$1",
					       "$store",
					       "?1" };
	struct shop shop;

	fill(&shop);
	for (size_t i = 0; i < SB_COUNT(queries); i++) {
		static const char *const sorts[] = { NULL, "-price,name" };
		for (size_t j = 0; j < 2; j++) {
			struct sb_page page = search(&shop, queries[i], sorts[j]);
			sb_page_release(&page);
		}
	}
	expect(&shop, "^mug", NULL, "A-1 A-3 A-2 MUG", NULL);
	expect(&shop, "5\" (set", NULL, "A-6", NULL);
	shop_close(&shop);
}
