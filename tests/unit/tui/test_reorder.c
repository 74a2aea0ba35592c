/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is decided about suggestions: it stays with its product, and adds up to what would be ordered. */
#include "tui/reorder.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 8 };

/* A page as the book would make it; `products` are numbers, 1 to 9, whose supplier is "A" up to 3, "B" up to 6, else none. */
static struct sb_page page_of(const char *products)
{
	static const struct sb_list list = { .name = "reorder" };
	struct sb_page page = { .arena = sb_arena_new(), .list = &list };
	struct sb_row *rows = sb_arena_alloc(page.arena, ROWS_MAX * sizeof(*rows));

	for (; products[page.count]; page.count++) {
		struct sb_value *values = sb_arena_alloc(page.arena, SB_REORDER_COLUMNS * sizeof(*values));
		int64_t id = products[page.count] - '0';

		for (size_t i = 0; i < SB_REORDER_COLUMNS; i++)
			values[i].is_null = true;
		values[SB_REORDER_SKU] = (struct sb_value){ .s = sb_arena_printf(page.arena, "SKU-%d", (int)id) };
		values[SB_REORDER_NAME] = (struct sb_value){ .s = id == 2 ? "Café crème" : "Mug" };
		values[SB_REORDER_QTY] = (struct sb_value){ .type = SB_QTY_TYPE, .n = id * 1000 };
		values[SB_REORDER_PACK] = (struct sb_value){ .type = SB_QTY_TYPE, .n = 6000, .is_null = id != 1 };
		values[SB_REORDER_COST] = (struct sb_value){ .type = SB_MONEY_TYPE, .n = 250, .is_null = id == 5 };
		values[SB_REORDER_SUPPLIER] = (struct sb_value){ .s = id <= 3 ? "A" : "B", .is_null = id > 6 };
		if (id > 6)
			values[SB_REORDER_SUPPLIER].s = NULL;
		rows[page.count] = (struct sb_row){ .id = id, .values = values };
	}
	page.rows = rows;
	return page;
}

static struct sb_reorder taken(const char *products)
{
	struct sb_reorder reorder = { 0 };
	struct sb_page page = page_of(products);

	sb_reorder_take(&reorder, &page);
	return reorder;
}

static void take(struct sb_reorder *reorder, const char *products)
{
	struct sb_page page = page_of(products);

	sb_reorder_take(reorder, &page);
}

Test(reorder, each_supplier_has_a_heading_and_products_without_one_are_not_ordered)
{
	struct sb_reorder reorder = taken("1257");
	struct sb_reorder_order order;
	size_t at = 0;

	cr_assert_eq(reorder.shown_count, 7);
	cr_assert(sb_reorder_next(&reorder, &at, &order));
	cr_assert_str_eq(order.supplier, "A");
	cr_assert_eq(order.lines, 2);
	cr_assert_eq(order.value_minor, 750);
	cr_assert(sb_reorder_next(&reorder, &at, &order));
	cr_assert_eq(order.lines, 1);
	cr_assert_eq(order.without_cost, 1, "what has no cost is counted, not summed");
	cr_assert(sb_reorder_next(&reorder, &at, &order));
	cr_assert_null(order.supplier);
	cr_assert_eq(order.lines, 0);
	cr_assert_not(sb_reorder_next(&reorder, &at, &order));
	sb_reorder_release(&reorder);
}

Test(reorder, what_was_typed_and_marked_stays_with_its_product)
{
	struct sb_reorder reorder = taken("1257");

	sb_reorder_set(&reorder, 1, 40000);
	sb_reorder_mark(&reorder, 2, true);
	take(&reorder, "2359");
	cr_assert_eq(reorder.lines[0].qty_milli, 40000);
	cr_assert(reorder.lines[0].is_typed);
	cr_assert_eq(reorder.lines[1].qty_milli, 3000, "the new one is as suggested");
	cr_assert(reorder.lines[2].is_marked);
	cr_assert_eq(reorder.marked, 1);
	cr_assert_not(sb_reorder_is_ordered(&reorder, &reorder.lines[0]), "only what is marked is ordered");
	cr_assert(sb_reorder_is_ordered(&reorder, &reorder.lines[2]));
	take(&reorder, "13");
	cr_assert_eq(reorder.marked, 0, "what is not to be ordered any more takes its mark along");
	sb_reorder_release(&reorder);
}

Test(reorder, what_was_typed_is_there_at_the_next_start)
{
	char folder[] = "/tmp/stockbook-reorder-XXXXXX";
	struct sb_reorder reorder = taken("12"), next = { 0 }, other = { 0 };

	cr_assert_not_null(mkdtemp(folder));
	setenv("XDG_STATE_HOME", folder, 1);
	sb_reorder_set(&reorder, 1, 40000);
	sb_reorder_save(&reorder, "/corner.book", "MAIN");
	sb_reorder_load(&next, "/corner.book", "MAIN");
	sb_reorder_filter(&next, "");
	cr_assert_eq(next.shown_count, 0, "nothing is shown before it has come");
	take(&next, "12");
	cr_assert_eq(next.lines[0].qty_milli, 1000);
	cr_assert_eq(next.lines[1].qty_milli, 40000);
	sb_reorder_load(&other, "/other.book", "MAIN");
	cr_assert_eq(other.count, 0, "another book's are its own");
	sb_reorder_set(&next, 1, SB_NONE);
	sb_reorder_save(&next, "/corner.book", "MAIN");
	sb_reorder_load(&other, "/corner.book", "MAIN");
	cr_assert_eq(other.count, 0, "nothing typed, nothing kept");
	sb_reorder_release(&reorder);
	sb_reorder_release(&next);
}

Test(reorder, packs_are_stepped_and_nothing_is_the_least)
{
	struct sb_reorder reorder = taken("12");

	sb_reorder_step(&reorder, 0, 1);
	cr_assert_eq(reorder.lines[0].qty_milli, 7000);
	sb_reorder_step(&reorder, 0, -1);
	cr_assert_not(reorder.lines[0].is_typed, "back where it was");
	sb_reorder_step(&reorder, 0, -1);
	cr_assert_eq(reorder.lines[0].qty_milli, 0);
	cr_assert_not(sb_reorder_is_ordered(&reorder, &reorder.lines[0]));
	sb_reorder_set(&reorder, 0, SB_NONE);
	cr_assert_eq(reorder.lines[0].qty_milli, 1000);
	sb_reorder_release(&reorder);
}

Test(reorder, a_filter_narrows_what_is_ordered_without_accents_and_case)
{
	struct sb_reorder reorder = taken("1257");
	struct sb_reorder_order order;
	size_t at = 0;

	sb_reorder_filter(&reorder, "  CREME ");
	cr_assert_eq(reorder.shown_count, 2);
	cr_assert_eq(sb_reorder_line_at(&reorder, 1)->row->id, 2);
	cr_assert_eq(sb_reorder_find(&reorder, 1), SIZE_MAX);
	cr_assert(sb_reorder_next(&reorder, &at, &order));
	cr_assert_eq(order.lines, 1);
	sb_reorder_filter(&reorder, "");
	cr_assert_eq(reorder.shown_count, 7);
	sb_reorder_release(&reorder);
}
