/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every list on a book made by its own rules: columns, sorts, fields. */
#include "stockbook/count.h"
#include "stockbook/hold.h"
#include "stockbook/list.h"
#include "stockbook/order.h"
#include "stockbook/store.h"
#include "stockbook/text.h"
#include "stockbook/user.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define NOW INT64_C(1790000000000)

static int64_t fixed_now(void *context)
{
	(void)context;
	return NOW;
}

static struct sb_random random_source = { .seeded = true, .state = 7 };
static const struct sb_world world = { .now = fixed_now, .random = &random_source };

static struct sb_book *make_book(void)
{
	static const struct sb_book_new what = { .currency = "EUR",
						 .store_code = "MAIN",
						 .store_name = "Main",
						 .zone = "UTC",
						 .who = "ann",
						 .station = "till" };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book;

	cr_assert_eq(sb_book_create(":memory:", &what, &world, &book, &err), SB_OK, "%s", err.text);
	return book;
}

static void give(struct sb_product_change *change, enum sb_product_field field, struct sb_value value)
{
	change->given[field] = true;
	change->value[field] = value;
}

static int64_t add_product(struct sb_book *book, const char *sku, const char *name, const char *tags)
{
	struct sb_product_change change = { 0 };
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;
	sb_owned(write) write = NULL;

	give(&change, SB_PF_SKU, (struct sb_value){ .type = SB_TEXT_TYPE, .s = sku });
	give(&change, SB_PF_NAME, (struct sb_value){ .type = SB_TEXT_TYPE, .s = name });
	give(&change, SB_PF_TAGS, (struct sb_value){ .type = SB_MANY_TYPE, .s = tags });
	give(&change, SB_PF_BARCODES, (struct sb_value){ .type = SB_MANY_TYPE, .s = sku });
	give(&change, SB_PF_SUPPLIER, (struct sb_value){ .type = SB_TEXT_TYPE, .s = "Acme" });
	give(&change, SB_PF_PRICE, (struct sb_value){ .type = SB_MONEY_TYPE, .n = 250 });
	extra.opening_milli = 10000;
	cr_assert_eq(sb_write_begin(book, &write, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_product_add(write, &change, &extra, &outcome, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_write_commit(write, &err), SB_OK, "%s", err.text);
	return outcome.seq;
}

static int64_t sell(struct sb_book *book, int64_t product, int64_t qty_milli)
{
	const struct sb_line line = {
		.product = product, .qty_milli = qty_milli, .price_minor = 250, .cost_minor = SB_NONE
	};
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;

	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(sb_book_post(book, &draft, &outcome, &err), SB_OK, "%s", err.text);
	return outcome.seq;
}

static void hold(struct sb_book *book, int64_t product)
{
	const struct sb_line line = { .product = product, .qty_milli = 1000 };
	const struct sb_hold_ask ask = { .kind = SB_KIND_HOLD_PLACE,
					 .lines = &line,
					 .line_count = 1,
					 .expires_ms = SB_HOLD_EXPIRES_MS,
					 .order = "a7" };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;

	cr_assert_eq(sb_hold_place(book, &ask, &outcome, &err), SB_OK, "%s", err.text);
}

/* To a second store, which is added. */
static void send(struct sb_book *book, int64_t product, int64_t qty_milli)
{
	const struct sb_store_new north = { .code = "NORTH", .name = "North", .zone = "UTC" };
	const struct sb_line line = {
		.product = product, .qty_milli = qty_milli, .price_minor = SB_NONE, .cost_minor = SB_NONE
	};
	struct sb_draft draft = SB_DRAFT(SB_KIND_STORE_ADD);
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;
	struct sb_write *write;

	cr_assert_eq(sb_write_begin(book, &write, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_store_add(write, &north, &draft, &outcome, &err), SB_OK, "%s", err.text);
	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(sb_transfer_send(write, outcome.seq, &draft, &outcome, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_write_commit(write, &err), SB_OK, "%s", err.text);
	sb_write_free(write);
}

static void add_user(struct sb_book *book)
{
	const struct sb_user_change what = { .role = SB_ROLE_MANAGER, .retired = -1 };
	const struct sb_draft draft = SB_DRAFT(SB_KIND_USER_ADD);
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;
	struct sb_write *write;

	cr_assert_eq(sb_write_begin(book, &write, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_user_add(write, "ana", &what, &draft, &outcome, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_write_commit(write, &err), SB_OK, "%s", err.text);
	sb_write_free(write);
}

static void order(struct sb_book *book, int64_t product)
{
	const struct sb_line line = { .product = product, .qty_milli = 6000, .price_minor = SB_NONE, .cost_minor = 120 };
	struct sb_draft draft = SB_DRAFT(SB_KIND_ORDER_NEW);
	struct sb_arena *arena = sb_arena_new();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_supplier supplier;
	struct sb_outcome outcome;
	struct sb_write *write;

	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(sb_write_begin(book, &write, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_supplier_find(book, "acme", arena, &supplier, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_order_make(write, &supplier, SB_NONE, &draft, &outcome, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_write_commit(write, &err), SB_OK, "%s", err.text);
	sb_write_free(write);
	sb_arena_free(arena);
}

static int64_t begin_count(struct sb_book *book, bool is_blind)
{
	struct sb_count_ask ask = SB_COUNT_ASK;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;

	ask.scope_lines = 3;
	ask.is_blind = is_blind;
	ask.tolerance_milli = 1000;
	cr_assert_eq(sb_count_open(book, &ask, &outcome, &err), SB_OK, "%s", err.text);
	return outcome.seq;
}

static void count(struct sb_book *book, int64_t number, const char *code, int64_t qty_milli)
{
	struct sb_count_scan scan = SB_COUNT_SCAN(number);
	struct sb_count_scanned scanned;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;

	scan.code = code;
	scan.qty_milli = qty_milli;
	cr_assert_eq(sb_count_scan(book, &scan, &scanned, &outcome, &err), SB_OK, "%s", err.text);
}

static struct sb_page page_of(struct sb_book *book, const struct sb_list *list, const struct sb_ask *ask)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_page page;

	cr_assert_eq(sb_list_page(list, book, ask, &page, &err), SB_OK, "%s <%s> by <%s>: %s", list->name, ask->query,
		     ask->sort, err.text);
	return page;
}

static const struct sb_value *cell(const struct sb_page *page, size_t row, const char *column)
{
	for (size_t i = 0; i < page->column_count; i++)
		if (strcmp(page->columns[i]->name, column) == 0)
			return &page->rows[row].values[i];
	cr_assert_fail("no column %s", column);
	abort();
}

static const char *sample_of(enum sb_match match)
{
	switch (match) {
	case SB_MATCH_FROM:
	case SB_MATCH_TO:
		return "today";
	case SB_MATCH_PRODUCT:
		return "A1";
	case SB_MATCH_EXACT:
	case SB_MATCH_UPPER:
	case SB_MATCH_FOLDED:
		return "a*";
	default:
		return "1";
	}
}

Test(lists, every_list_answers_with_all_its_columns_sorts_and_fields)
{
	struct sb_book *book = make_book();
	char text[100];

	sell(book, add_product(book, "A1", "Blue mug", "Gift|Kitchen"), 2000);
	hold(book, add_product(book, "A2", "Red mug", "Gift"));
	send(book, add_product(book, "A3", "Green mug", "Gift"), 1000);
	add_user(book);
	order(book, add_product(book, "A4", "Grey mug", "Gift"));
	int64_t counted = begin_count(book, true);
	count(book, counted, "A1", 5000);
	count(book, counted, "99887766", 1000);
	for (size_t i = 0; sb_list_at(i); i++) {
		const struct sb_list *list = sb_list_at(i);
		cr_assert_eq(sb_list_find(list->name), list);
		struct sb_page page = page_of(book, list, &(struct sb_ask){ .columns = "*", .want_total = true });
		cr_assert_gt(page.count, 0, "%s", list->name);
		cr_assert_eq(page.total, (int64_t)page.count, "%s", list->name);
		sb_page_release(&page);
		for (size_t j = 0; j < list->column_count; j++) {
			if (!(list->columns[j].flags & SB_COL_SORTS))
				continue;
			(void)snprintf(text, sizeof(text), "-%s", list->columns[j].name);
			page = page_of(book, list, &(struct sb_ask){ .sort = text, .limit = 1 });
			struct sb_page next =
				page_of(book, list, &(struct sb_ask){ .sort = text, .after = page.rows[0].cursor });
			sb_page_release(&next);
			sb_page_release(&page);
		}
		for (size_t j = 0; j < list->field_count; j++) {
			(void)snprintf(text, sizeof(text), "%s:%s", list->fields[j].name,
				       sample_of(list->fields[j].match));
			page = page_of(book, list, &(struct sb_ask){ .query = text, .want_total = true });
			sb_page_release(&page);
		}
	}
	cr_assert_null(sb_list_find("colours"));
	sb_book_close(book);
}

Test(lists, lines_of_a_blind_count_tell_nothing_of_what_is_expected_before_its_review)
{
	static const char *const hidden[] = { "expected", "variance", "variance_value", "beyond" };
	struct sb_book *book = make_book();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;
	struct sb_page page;
	int64_t number;

	add_product(book, "A1", "Blue mug", "Gift");
	number = begin_count(book, true);
	count(book, number, "A1", 5000);
	page = page_of(book, &sb_list_count_lines, &(struct sb_ask){ .columns = "*" });
	for (size_t i = 0; i < SB_COUNT(hidden); i++)
		cr_assert(cell(&page, 0, hidden[i])->is_null, "%s", hidden[i]);
	sb_page_release(&page);
	for (int answer = 0; answer < 2; answer++) {
		page = page_of(book, &sb_list_count_lines,
			       &(struct sb_ask){ .query = answer ? "differs:yes" : "differs:no" });
		cr_assert_eq(page.count, 0);
		sb_page_release(&page);
	}
	cr_assert_eq(sb_count_review(book, &(struct sb_count_step)SB_COUNT_STEP(number), &outcome, &err), SB_OK, "%s",
		     err.text);
	page = page_of(book, &sb_list_count_lines, &(struct sb_ask){ .columns = "*", .query = "differs:yes" });
	cr_assert_eq(cell(&page, 0, "expected")->n, 10000);
	cr_assert_eq(cell(&page, 0, "variance")->n, -5000);
	cr_assert_eq(cell(&page, 0, "beyond")->n, 1);
	sb_page_release(&page);
	sb_book_close(book);
}

struct skus {
	char text[64];
};

static bool note_sku(const struct sb_page *columns_only, const struct sb_row *row, void *context)
{
	struct skus *skus = context;

	(void)columns_only;
	strncat(skus->text, row->values[0].s, sizeof(skus->text) - strlen(skus->text) - 1);
	return true;
}

/* All pages of two rows, one behind the other. */
static struct skus skus_of_pages(struct sb_book *book, struct sb_ask ask)
{
	struct skus skus = { "" };
	char cursor[256];

	ask.limit = 2;
	for (;;) {
		struct sb_page page = page_of(book, &sb_list_count_lines, &ask);

		for (size_t i = 0; i < page.count; i++)
			note_sku(&page, &page.rows[i], &skus);
		(void)snprintf(cursor, sizeof(cursor), "%s", page.next ? page.next : "");
		sb_page_release(&page);
		if (!*cursor)
			return skus;
		ask.after = cursor;
	}
}

Test(lists, pages_of_one_count_show_its_lines_though_another_counted_the_same_products)
{
	static const int64_t counted[2][5] = { { 12000, 7000, 10000, 15000, 9000 }, { 1000, 30000, 4000, 10000, 11000 } };
	static const char *const sorts[] = { "-variance", "variance", "sku", "-sku", "-counted_at", "counted" };
	struct sb_book *book = make_book();
	struct sb_error err = SB_ERROR_INIT;
	int64_t numbers[2];
	char sku[3] = "A0", query[40];

	for (int i = 0; i < 5; i++, sku[1]++)
		add_product(book, sku, "Blue mug", "Gift");
	for (int of = 0; of < 2; of++) {
		numbers[of] = begin_count(book, false);
		sku[1] = '0';
		for (int i = 0; i < 5; i++, sku[1]++)
			count(book, numbers[of], sku, counted[of][i]);
	}
	for (size_t i = 0; i < SB_COUNT(sorts) * 4; i++) {
		struct sb_ask ask = { .columns = "sku,variance", .sort = sorts[i / 4], .query = query };
		struct skus streamed = { "" }, paged;

		(void)snprintf(query, sizeof(query), "count:%lld%s", (long long)numbers[i & 1], i & 2 ? " differs:yes" : "");
		cr_assert_eq(sb_list_each(&sb_list_count_lines, book, &ask, note_sku, &streamed, &err), SB_OK, "%s", err.text);
		paged = skus_of_pages(book, ask);
		cr_assert_str_eq(paged.text, streamed.text, "%s by %s", query, sorts[i / 4]);
		cr_assert_eq(strlen(paged.text), i & 2 ? 8 : 10, "%s", query);
	}
	sb_book_close(book);
}

Test(lists, movements_say_what_left_and_what_came_and_what_it_was_worth)
{
	struct sb_book *book = make_book();
	int64_t product = add_product(book, "A1", "Blue mug", "Gift"), sale = sell(book, product, 3000);
	struct sb_page page =
		page_of(book, &sb_list_movements, &(struct sb_ask){ .columns = "*", .query = "product:A1" });

	cr_assert_eq(page.count, 2);
	cr_assert_eq(cell(&page, 0, "seq")->n, sale);
	cr_assert_str_eq(cell(&page, 0, "kind")->s, "sale");
	cr_assert_str_eq(cell(&page, 0, "from")->s, "store");
	cr_assert_str_eq(cell(&page, 0, "to")->s, "customer");
	cr_assert_str_eq(cell(&page, 0, "store")->s, "MAIN");
	cr_assert_str_eq(cell(&page, 0, "user")->s, "ann");
	cr_assert_eq(cell(&page, 0, "qty")->n, -3000);
	cr_assert_eq(cell(&page, 0, "value")->n, 750);
	cr_assert_eq(cell(&page, 0, "on_hand_after")->n, 7000);
	cr_assert_eq(strlen(cell(&page, 0, "entry_id")->s), 36);
	cr_assert_eq(cell(&page, 1, "qty")->n, 10000);
	cr_assert_eq(cell(&page, 0, "occurred_at")->n, NOW);
	sb_page_release(&page);
	static const struct {
		const char *query;
		size_t count;
	} cases[] = { { "kind:sale", 1 }, { "from:today", 2 }, { "to:yesterday", 0 },
		      { "to:today", 2 },  { "user:bob", 0 },   { "store:main", 2 } };
	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		page = page_of(book, &sb_list_movements, &(struct sb_ask){ .query = cases[i].query });
		cr_assert_eq(page.count, cases[i].count, "%s: %zu", cases[i].query, page.count);
		sb_page_release(&page);
	}
	sb_book_close(book);
}

Test(lists, journal_says_what_an_entry_did_and_which_one_undid_it)
{
	struct sb_book *book = make_book();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;
	int64_t sale = sell(book, add_product(book, "A1", "Blue mug", "Gift"), 3000);

	cr_assert_eq(sb_book_undo(book, sale, NULL, NULL, &outcome, &err), SB_OK, "%s", err.text);
	struct sb_page page =
		page_of(book, &sb_list_journal, &(struct sb_ask){ .columns = "*", .query = "product:A1" });
	cr_assert_geq(page.count, 3);
	cr_assert_eq(cell(&page, 0, "undoes")->n, sale);
	cr_assert_eq(cell(&page, 1, "undone")->n, outcome.seq);
	cr_assert(strstr(cell(&page, 1, "what")->s, "Blue mug"), "%s", cell(&page, 1, "what")->s);
	cr_assert_eq(page.rows[1].id, sale);
	sb_page_release(&page);
	sb_book_close(book);
}

Test(lists, words_find_what_is_about_the_products_that_have_them)
{
	struct sb_book *book = make_book();
	int64_t blue = add_product(book, "A1", "Blue mug", "Gift"), red = add_product(book, "A2", "Red mug", "Gift");
	const struct {
		const struct sb_list *list;
		const char *query;
		size_t count;
	} cases[] = {
		{ &sb_list_journal, "blue", 3 },	{ &sb_list_journal, "mu", 6 },
		{ &sb_list_journal, "blu mug", 3 },	{ &sb_list_journal, "blue red", 0 },
		{ &sb_list_journal, "a2", 3 },		{ &sb_list_journal, "mug kind:sale", 2 },
		{ &sb_list_journal, "\"red mug\"", 3 }, { &sb_list_journal, "- *", 8 },
		{ &sb_list_movements, "blue", 2 },	{ &sb_list_movements, "mug kind:sale", 2 },
		{ &sb_list_holds, "mug", 0 },		{ &sb_list_hold_lines, "mug", 0 },		{ &sb_list_transfers, "mug", 0 },
		{ &sb_list_orders, "mug", 0 },		{ &sb_list_counts, "mug", 0 },
	};

	sell(book, blue, 3000);
	sell(book, red, 1000);
	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct sb_page page = page_of(book, cases[i].list, &(struct sb_ask){ .query = cases[i].query, .want_total = true });

		cr_assert_eq(page.count, cases[i].count, "%s %s: %zu", cases[i].list->name, cases[i].query, page.count);
		cr_assert_eq(page.total, (int64_t)cases[i].count, "%s", cases[i].query);
		sb_page_release(&page);
	}
	sb_book_close(book);
}

Test(lists, tags_and_suppliers_count_products)
{
	struct sb_book *book = make_book();

	add_product(book, "A1", "Blue mug", "Gift|Kitchen");
	add_product(book, "A2", "Red mug", "Gift");
	struct sb_page page = page_of(book, &sb_list_tags, &(struct sb_ask){ .sort = "-products" });
	cr_assert_eq(page.count, 2);
	cr_assert_str_eq(cell(&page, 0, "tag")->s, "Gift");
	cr_assert_eq(cell(&page, 0, "products")->n, 2);
	cr_assert_str_eq(cell(&page, 1, "tag")->s, "Kitchen");
	sb_page_release(&page);
	page = page_of(book, &sb_list_tags, &(struct sb_ask){ .query = "tag:kit*" });
	cr_assert_eq(page.count, 1);
	sb_page_release(&page);
	page = page_of(book, &sb_list_suppliers, &(struct sb_ask){ .want_total = true });
	cr_assert_eq(page.total, 1);
	cr_assert_eq(cell(&page, 0, "products")->n, 2);
	sb_page_release(&page);
	sb_book_close(book);
}

/* A kind that moves stock has a way of its own, or lines that say theirs. */
Test(lists, history_offers_the_kinds_that_move_stock)
{
	static const char *const still[] = { "book", "store_add", "add", "edit", "archive", "store_edit", "plan", "batch", "batch_end",
					     "user_add", "user_edit", "reason_add", "supplier_add", "supplier_edit", "order_new", "order_edit", "order_cancel",
					     "count_new", "count_scan", "count_resolve", "count_review", "count_cancel" };

	for (int kind = 0; kind < SB_KIND_COUNT; kind++) {
		sb_auto(buf) word = SB_BUF_INIT;
		bool is_still = false;

		sb_buf_printf(&word, "|%s|", sb_kind_word((enum sb_kind)kind));
		for (size_t i = 0; i < SB_COUNT(still); i++)
			is_still |= !strcmp(still[i], sb_kind_word((enum sb_kind)kind));
		cr_assert_neq(strstr("|" SB_KINDS_MOVING "|", word.data) != NULL, is_still, "%s", word.data);
	}
}

Test(lists, every_kind_fits_its_column_in_words)
{
	for (int kind = 0; kind < SB_KIND_COUNT; kind++) {
		const char *told = sb_kind_short((enum sb_kind)kind);

		cr_assert(*told && sb_text_width(told) <= 10 && !strchr(told, '_'), "%s", told);
	}
}
