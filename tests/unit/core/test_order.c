/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Purchase orders: what is ordered is incoming until it comes or is given up, and replaying makes what recording made. */
#include "ledger.h"
#include "stockbook/list.h"
#include "stockbook/order.h"
#include "stockbook/store.h"
#include "stockbook/valuation.h"
#include "support.h"
#include <criterion/criterion.h>
#include <string.h>

static struct ledger ledger;
static int64_t mug, tea, cup;

static const struct sb_draft nothing = SB_DRAFT(SB_KIND_BATCH);

#define RECORD(out, ...) LG_RECORD(&ledger, out, __VA_ARGS__)

static void open_book(void)
{
	lg_open(&ledger, false);
	mug = lg_add(&ledger, "name=Mug;cost=3;supplier=Rhine;reorder_point=10;order_up_to=40;pack=6;minimum_order=10", 8000);
	tea = lg_add(&ledger, "name=Tea;decimals=3;cost=5;supplier=Rhine;reorder_point=2", 1500);
	cup = lg_add(&ledger, "name=Cup", 1000);
}

static void close_book(void)
{
	lg_close(&ledger);
}

TestSuite(order, .init = open_book, .fini = close_book);

static struct sb_draft of_lines(const struct sb_line *lines, size_t count)
{
	struct sb_draft draft = nothing;

	draft.lines = lines;
	draft.line_count = count;
	return draft;
}

static enum sb_status make(const struct sb_line *lines, size_t count, struct sb_outcome *out)
{
	const struct sb_draft draft = of_lines(lines, count);
	struct sb_supplier supplier;

	cr_assert_eq(sb_supplier_find(ledger.book, "Rhine", ledger.arena, &supplier, &ledger.err), SB_OK, "%s", ledger.err.text);
	return RECORD(out, sb_order_make, &supplier, SB_NONE, &draft);
}

/* An order of 20 mugs and 2.5 of tea. */
static int64_t ordered(void)
{
	const struct sb_line lines[] = { lg_line(mug, 20000), lg_line(tea, 2500) };
	struct sb_outcome out;

	cr_assert_eq(make(lines, 2, &out), SB_OK, "%s", ledger.err.text);
	return out.seq;
}

/* qty_milli 0: all that is open. */
static enum sb_status receive(int64_t order, int64_t product, int64_t qty_milli, bool close, struct sb_outcome *out)
{
	const struct sb_line line = lg_line(product, qty_milli);
	const struct sb_draft draft = of_lines(&line, qty_milli != 0);

	return RECORD(out, sb_order_receive, order, close, &draft);
}

static enum sb_status cancel(int64_t order, struct sb_outcome *out)
{
	return RECORD(out, sb_order_cancel, order, "out of print", &nothing);
}

static enum sb_status edit(int64_t order, int64_t product, int64_t qty_milli, int64_t cost_minor, struct sb_outcome *out)
{
	struct sb_line line = lg_line(product, qty_milli);
	const struct sb_draft draft = of_lines(&line, 1);

	line.cost_minor = cost_minor;
	return RECORD(out, sb_order_edit, order, SB_ORDER_AS_IS, &draft);
}

static struct sb_order order_of(int64_t seq)
{
	struct sb_order order;

	cr_assert_eq(sb_order_get(ledger.book, seq, ledger.arena, &order, &ledger.err), SB_OK, "%s", ledger.err.text);
	return order;
}

static struct sb_order_line line_of(int64_t seq, int64_t product)
{
	const struct sb_order order = order_of(seq);

	for (size_t i = 0; i < order.line_count; i++)
		if (order.lines[i].product == product)
			return order.lines[i];
	return (struct sb_order_line){ 0 };
}

static void is_line(int64_t seq, int64_t product, int64_t number, int64_t received, int64_t over, int64_t dropped)
{
	const struct sb_order_line line = line_of(seq, product);

	cr_assert_eq(line.ordered, number, "ordered %lld", (long long)line.ordered);
	cr_assert_eq(line.received, received, "received %lld", (long long)line.received);
	cr_assert_eq(line.over, over, "over %lld", (long long)line.over);
	cr_assert_eq(line.dropped, dropped, "dropped %lld", (long long)line.dropped);
}

static int64_t column_of(int64_t product, const char *column)
{
	const struct sb_ask ask = { .columns = column, .limit = SB_PAGE_MAX };
	struct sb_page page;
	int64_t found = SB_NONE;

	cr_assert_eq(sb_list_page(&sb_list_products, ledger.book, &ask, &page, &ledger.err), SB_OK, "%s", ledger.err.text);
	for (size_t i = 0; i < page.count; i++)
		if (page.rows[i].id == product)
			found = page.rows[i].values[0].is_null ? SB_NONE : page.rows[i].values[0].n;
	sb_page_release(&page);
	return found;
}

static size_t suggested(int64_t product, int64_t *quantity)
{
	struct sb_suggestions found;

	*quantity = 0;
	cr_assert_eq(sb_order_suggest(ledger.book, NULL, ledger.arena, &found, &ledger.err), SB_OK, "%s", ledger.err.text);
	for (size_t i = 0; i < found.count; i++)
		if (found.rows[i].product == product)
			*quantity = found.rows[i].suggested;
	return found.count;
}

Test(order, the_rule_fills_up_raises_to_the_minimum_and_rounds_to_packs)
{
	static const struct {
		struct sb_order_rule rule; /* reorder point, up to, minimum, pack, step */
		int64_t projected, quantity;
	} cases[] = {
		{ { 10000, 40000, 10000, 6000, 1000 }, 10000, 30000 },
		{ { 10000, 40000, 10000, 6000, 1000 }, 8000, 36000 },
		{ { 10000, 40000, 10000, 6000, 1000 }, 11000, 0 },
		{ { 10000, 40000, 10000, 6000, 1000 }, -2000, 42000 },
		{ { 10000, 12000, 10000, SB_NONE, 1000 }, 9000, 10000 },
		{ { 10000, 12000, SB_NONE, SB_NONE, 1000 }, 9000, 3000 },
		{ { 10000, 10000, SB_NONE, SB_NONE, 1000 }, 10000, 0 },
		{ { 10000, SB_NONE, SB_NONE, SB_NONE, 1000 }, 10000, 1000 },
		{ { 10000, SB_NONE, SB_NONE, 6000, 1000 }, 7000, 12000 },
		{ { SB_NONE, 40000, SB_NONE, 6000, 1000 }, 0, 0 },
		{ { 2000, SB_NONE, SB_NONE, SB_NONE, 1 }, 1500, 1500 },
		{ { 2000, 2250, SB_NONE, SB_NONE, 100 }, 2000, 300 },
		{ { 0, 5000, SB_NONE, SB_NONE, 1000 }, 0, 5000 },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++)
		cr_assert_eq(sb_order_quantity(&cases[i].rule, cases[i].projected), cases[i].quantity, "case %zu: %lld", i,
			     (long long)sb_order_quantity(&cases[i].rule, cases[i].projected));
}

Test(order, what_is_on_order_is_not_suggested_again)
{
	struct sb_suggestions found;
	struct sb_line lines[8];
	struct sb_outcome out;
	int64_t quantity;

	cr_assert_eq(sb_order_suggest(ledger.book, "Rhine", ledger.arena, &found, &ledger.err), SB_OK);
	cr_assert_eq(found.count, 2);
	for (size_t i = 0; i < found.count; i++)
		lines[i] = lg_line(found.rows[i].product, found.rows[i].suggested);
	cr_assert_eq(make(lines, found.count, &out), SB_OK, "%s", ledger.err.text);
	is_line(out.seq, mug, 36000, 0, 0, 0);
	is_line(out.seq, tea, 1500, 0, 0, 0);
	cr_assert_eq(suggested(mug, &quantity), 0);
	cr_assert_eq(column_of(mug, "on_order"), 36000);
	cr_assert_eq(column_of(mug, "incoming"), 36000);
	cr_assert_eq(column_of(mug, "projected"), 44000);
	cr_assert_eq(column_of(mug, "available"), 8000);
	cr_assert_eq(cancel(out.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(suggested(mug, &quantity), 2, "given up, it is wanted again");
	cr_assert_eq(quantity, 36000);
	lg_rebuilt_alike(&ledger);
}

Test(order, a_store_is_told_only_of_what_it_plans_or_has_had)
{
	static const struct sb_store_new north = { .code = "NORTH", .name = "North", .zone = "UTC" };
	const struct sb_product_change point = lg_change(&ledger, "reorder_point=3");
	int64_t jug = lg_add(&ledger, "name=Jug;reorder_point=2", 0), quantity;
	struct sb_outcome out;

	cr_assert_eq(RECORD(&out, sb_store_add, &north, &nothing), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(sb_book_use_store(ledger.book, "NORTH", &ledger.err), SB_OK);
	cr_assert_eq(suggested(mug, &quantity), 1, "only the jug, which nobody has had yet");
	cr_assert(suggested(jug, &quantity) == 1 && quantity == 3000);
	cr_assert_eq(RECORD(&out, sb_store_plan_set, tea, &point, &nothing), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(suggested(tea, &quantity), 2, "what it plans");
	lg_moved(&ledger, SB_KIND_RECEIVE, mug, 1000);
	cr_assert_eq(suggested(mug, &quantity), 3, "what it has had");
}

Test(order, an_order_adds_a_supplier_that_only_products_knew)
{
	struct sb_supplier supplier;
	struct sb_outcome out;
	int64_t order = ordered(), last;

	cr_assert_eq(sb_supplier_find(ledger.book, "rhine", ledger.arena, &supplier, &ledger.err), SB_OK);
	cr_assert_eq(supplier.id, order_of(order).supplier);
	cr_assert_eq(supplier.id, order - 1);
	cr_assert_str_eq(order_of(order).supplier_name, "Rhine");
	cr_assert_eq(order_of(order).expected_day, SB_NONE);
	cr_assert_eq(line_of(order, mug).cost_minor, 300, "without a cost what the product costs is agreed");
	cr_assert_eq(lg_undo(&ledger, supplier.id, &out), SB_REFUSED, "it has orders");
	cr_assert_eq(lg_undo(&ledger, order, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(sb_book_undoable(ledger.book, true, &last, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_lt(last, supplier.id, "what was done before it comes next");
	lg_rebuilt_alike(&ledger);
}

Test(order, comes_in_parts_over_and_short)
{
	struct sb_outcome out;
	int64_t order = ordered();

	cr_assert_eq(order_of(order).status, SB_ORDER_OPEN);
	cr_assert_eq(receive(order, mug, 12000, false, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(out.kind, SB_KIND_RECEIVE);
	cr_assert_eq(order_of(out.seq).id, order, "an order is found by any entry about it");
	cr_assert_eq(order_of(order).status, SB_ORDER_PARTIAL);
	is_line(order, mug, 20000, 12000, 0, 0);
	cr_assert_eq(receive(order, mug, 11000, false, &out), SB_OK, "%s", ledger.err.text);
	is_line(order, mug, 20000, 20000, 3000, 0);
	cr_assert_eq(lg_on_hand(&ledger, mug), 31000);
	cr_assert_eq(column_of(mug, "on_order"), 0);
	cr_assert_eq(receive(order, cup, 2000, false, &out), SB_OK, "what was not ordered came");
	is_line(order, cup, 0, 0, 2000, 0);
	cr_assert_eq(receive(order, tea, 1000, true, &out), SB_OK, "%s", ledger.err.text);
	is_line(order, tea, 2500, 1000, 0, 1500);
	cr_assert_eq(order_of(order).status, SB_ORDER_CLOSED);
	cr_assert_eq(receive(order, tea, 1000, false, &out), SB_REFUSED, "it is closed");
	cr_assert_eq(column_of(tea, "incoming"), 0);
	lg_rebuilt_alike(&ledger);
}

Test(order, all_of_it_is_what_is_open)
{
	struct sb_outcome out;
	int64_t order = ordered();

	cr_assert_eq(receive(order, mug, 12000, false, &out), SB_OK);
	cr_assert_eq(receive(order, 0, 0, false, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(order_of(order).status, SB_ORDER_RECEIVED);
	is_line(order, mug, 20000, 20000, 0, 0);
	is_line(order, tea, 2500, 2500, 0, 0);
	cr_assert_eq(receive(order, 0, 0, false, &out), SB_REFUSED, "nothing is open");
	cr_assert_eq(receive(order, mug, 1000, false, &out), SB_OK, "one more came");
	is_line(order, mug, 20000, 20000, 1000, 0);
	lg_rebuilt_alike(&ledger);
}

Test(order, each_step_is_taken_back)
{
	struct sb_outcome in, gone, out;
	int64_t order = ordered();

	cr_assert_eq(receive(order, mug, 23000, true, &in), SB_OK, "%s", ledger.err.text);
	is_line(order, mug, 20000, 20000, 3000, 0);
	is_line(order, tea, 2500, 0, 0, 2500);
	cr_assert_eq(lg_undo(&ledger, order, &out), SB_REFUSED, "goods have come");
	cr_assert_eq(lg_undo(&ledger, in.seq, &out), SB_OK, "%s", ledger.err.text);
	is_line(order, mug, 20000, 0, 0, 0);
	is_line(order, tea, 2500, 0, 0, 0);
	cr_assert_eq(order_of(order).status, SB_ORDER_OPEN, "what was dropped with it is open again");
	cr_assert_eq(lg_on_hand(&ledger, mug), 8000);
	lg_rebuilt_alike(&ledger);
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "done again: %s", ledger.err.text);
	cr_assert_eq(order_of(order).status, SB_ORDER_CLOSED);
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(cancel(order, &gone), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(order_of(order).status, SB_ORDER_CANCELLED);
	cr_assert_eq(cancel(order, &out), SB_REFUSED);
	cr_assert_eq(lg_undo(&ledger, order, &out), SB_REFUSED, "it was given up since");
	cr_assert_eq(lg_undo(&ledger, gone.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_undo(&ledger, order, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(order_of(order).status, SB_ORDER_UNDONE);
	cr_assert_eq(column_of(mug, "on_order"), 0);
	cr_assert_eq(receive(order, mug, 1000, false, &in), SB_REFUSED);
	lg_rebuilt_alike(&ledger);
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "done again: %s", ledger.err.text);
	is_line(order, mug, 20000, 0, 0, 0);
	lg_rebuilt_alike(&ledger);
}

Test(order, what_was_sold_since_is_not_sent_back)
{
	struct sb_outcome in, out;
	int64_t order = ordered();

	cr_assert_eq(receive(order, mug, 20000, false, &in), SB_OK);
	lg_moved(&ledger, SB_KIND_SALE, mug, 20000);
	cr_assert_eq(lg_undo(&ledger, in.seq, &out), SB_SHORT_STOCK);
	is_line(order, mug, 20000, 20000, 0, 0);
	lg_whole(&ledger);
}

Test(order, changes_while_it_is_open)
{
	struct sb_outcome out, undone;
	int64_t order = ordered();

	cr_assert_eq(receive(order, mug, 5000, false, &out), SB_OK);
	cr_assert_eq(edit(order, mug, 4000, SB_NONE, &out), SB_REFUSED, "5 came already");
	cr_assert_eq(edit(order, mug, 30000, SB_NONE, &out), SB_OK, "%s", ledger.err.text);
	is_line(order, mug, 30000, 5000, 0, 0);
	cr_assert_eq(edit(order, mug, 30000, SB_NONE, &out), SB_OK);
	cr_assert_eq(out.seq, 0, "nothing changed, nothing is written");
	cr_assert_eq(edit(order, mug, 25000, 350, &out), SB_OK, "%s", ledger.err.text);
	is_line(order, mug, 25000, 5000, 0, 0);
	cr_assert_eq(line_of(order, mug).cost_minor, 350);
	cr_assert_eq(lg_undo(&ledger, out.seq, &undone), SB_OK, "%s", ledger.err.text);
	is_line(order, mug, 30000, 5000, 0, 0);
	cr_assert_eq(line_of(order, mug).cost_minor, 300);
	cr_assert_eq(edit(order, cup, 7000, SB_NONE, &out), SB_OK, "%s", ledger.err.text);
	is_line(order, cup, 7000, 0, 0, 0);
	cr_assert_eq(edit(order, tea, 0, SB_NONE, &out), SB_OK, "%s", ledger.err.text);
	is_line(order, tea, 0, 0, 0, 0);
	cr_assert_eq(edit(order, tea, 0, SB_NONE, &out), SB_OK);
	lg_rebuilt_alike(&ledger);
}

Test(order, something_is_left_of_an_order_that_changes)
{
	const struct sb_line one = lg_line(mug, 6000);
	struct sb_outcome order, out;

	cr_assert_eq(make(&one, 1, &order), SB_OK);
	cr_assert_eq(edit(order.seq, mug, 0, SB_NONE, &out), SB_REFUSED);
	is_line(order.seq, mug, 6000, 0, 0, 0);
	cr_assert_eq(cancel(order.seq, &out), SB_OK);
	cr_assert_eq(edit(order.seq, mug, 9000, SB_NONE, &out), SB_REFUSED, "it is cancelled");
	lg_rebuilt_alike(&ledger);
}

Test(order, the_day_it_is_expected_changes_and_changes_back)
{
	struct sb_outcome first, second, out;
	int64_t order = ordered();

	cr_assert_eq(RECORD(&first, sb_order_edit, order, INT64_C(20800), &nothing), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(RECORD(&second, sb_order_edit, order, INT64_C(20810), &nothing), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(order_of(order).expected_day, 20810);
	cr_assert_eq(lg_undo(&ledger, first.seq, &out), SB_REFUSED);
	cr_assert_eq(lg_undo(&ledger, second.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_undo(&ledger, first.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(order_of(order).expected_day, SB_NONE);
	cr_assert_eq(RECORD(&out, sb_order_edit, order, INT64_C(-1), &nothing), SB_INVALID);
	lg_rebuilt_alike(&ledger);
}

Test(order, the_same_token_answers_as_the_first_time)
{
	const struct sb_line line = lg_line(mug, 5000);
	struct sb_draft draft = of_lines(&line, 1);
	struct sb_hash asked = { { 1 } }, other = { { 2 } };
	struct sb_outcome first, again;
	int64_t order = ordered(), head;

	draft.token = "delivery-7";
	draft.fingerprint = &asked;
	cr_assert_eq(RECORD(&first, sb_order_receive, order, true, &draft), SB_OK, "%s", ledger.err.text);
	head = lg_head(&ledger);
	cr_assert_eq(RECORD(&again, sb_order_receive, order, true, &draft), SB_OK, "though the order is closed: %s", ledger.err.text);
	cr_assert_eq(again.seq, first.seq);
	cr_assert(again.replayed);
	draft.fingerprint = &other;
	cr_assert_eq(RECORD(&again, sb_order_receive, order, false, &draft), SB_CONFLICT);
	cr_assert_eq(lg_head(&ledger), head);
}

Test(order, comes_to_the_store_it_is_for)
{
	const struct sb_store_new north = { .code = "NORTH", .name = "North", .zone = "UTC" };
	struct sb_outcome out;
	struct sb_stock stock;
	int64_t order = ordered();

	cr_assert_eq(RECORD(&out, sb_store_add, &north, &nothing), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(sb_book_use_store(ledger.book, "NORTH", &ledger.err), SB_OK);
	cr_assert_eq(column_of(mug, "on_order"), 0, "it is incoming there, not here");
	cr_assert_eq(receive(order, mug, 20000, false, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(sb_stock_in(ledger.book, order_of(order).store, mug, &stock, &ledger.err), SB_OK);
	cr_assert_eq(stock.on_hand, 28000);
	cr_assert_eq(lg_on_hand(&ledger, mug), 0);
	lg_rebuilt_alike(&ledger);
}

Test(order, a_product_on_order_is_not_archived)
{
	const struct sb_line one = lg_line(cup, 6000);
	struct sb_outcome order, out;

	cr_assert_eq(make(&one, 1, &order), SB_OK);
	lg_moved(&ledger, SB_KIND_SALE, cup, 1000);
	cr_assert_eq(lg_archive(&ledger, cup, &out), SB_REFUSED);
	cr_assert_eq(cancel(order.seq, &out), SB_OK);
	cr_assert_eq(lg_archive(&ledger, cup, &out), SB_OK, "%s", ledger.err.text);
	lg_rebuilt_alike(&ledger);
}

Test(order, a_retired_supplier_takes_none)
{
	struct sb_supplier_change retired = { .given = { [SB_SF_RETIRED] = true } };
	const struct sb_line one = lg_line(cup, 6000);
	int64_t order = ordered();
	struct sb_outcome out;

	retired.value[SB_SF_RETIRED] = (struct sb_value){ .type = SB_BOOL_TYPE, .n = 1 };
	cr_assert_eq(RECORD(&out, sb_supplier_edit, order_of(order).supplier, &retired, &nothing), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(make(&one, 1, &out), SB_REFUSED);
	cr_assert_eq(receive(order, 0, 0, false, &out), SB_OK, "what was ordered before still comes");
	lg_rebuilt_alike(&ledger);
}

Test(order, an_entry_that_names_no_order_cannot_take_from_one)
{
	struct sb_line line = lg_line(mug, 1000);
	struct sb_draft draft = SB_DRAFT(SB_KIND_RECEIVE);
	struct sb_outcome out;

	ordered();
	line.from = SB_AT_ORDERED;
	line.to = SB_AT_STORE;
	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_INVALID);
	draft.subject = mug;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_INVALID, "a product is no order");
	lg_whole(&ledger);
}

Test(order, tables_that_were_tampered_with_are_found)
{
	static const char *const deeds[] = {
		"UPDATE order_lines SET received = received + 1000",
		"UPDATE order_lines SET cost_minor = 1",
		"DELETE FROM order_lines",
		"UPDATE orders SET expected_day = 1",
		"UPDATE suppliers SET contact = 'x'",
		"UPDATE suppliers SET name_key = 'x'",
		"UPDATE costs SET value_milli = value_milli + 1",
		"DELETE FROM costs",
	};
	int64_t entries;

	ordered();
	for (size_t i = 0; i < SB_COUNT(deeds); i++) {
		lg_sql(&ledger, deeds[i]);
		cr_assert_eq(lg_check(&ledger), SB_CORRUPT, "%s", deeds[i]);
		cr_assert_eq(sb_book_rebuild(ledger.book, NULL, &entries, &ledger.err), SB_OK, "%s", ledger.err.text);
		lg_whole(&ledger);
	}
}

/* Whatever happens to orders, nothing is lost: what was ordered came, was dropped, or is open. */
Test(order, any_mixture_of_steps_leaves_a_book_that_is_whole)
{
	const int64_t products[] = { mug, tea, cup };
	int64_t orders[64], entries[400];
	size_t order_count = 0, entry_count = 0;

	for (int step = 0; step < 400; step++) {
		int64_t product = products[lg_below(&ledger, 3)], qty = 1000 * (1 + lg_below(&ledger, 20));
		const struct sb_line line = lg_line(product, qty);
		struct sb_outcome out = { 0 };
		enum sb_status status = SB_REFUSED;
		int64_t order = order_count ? orders[lg_below(&ledger, (int64_t)order_count)] : SB_NONE;

		switch (order == SB_NONE ? 0 : lg_below(&ledger, 8)) {
		case 0:
			if (order_count < SB_COUNT(orders))
				status = make(&line, 1, &out);
			if (!status)
				orders[order_count++] = out.seq;
			break;
		case 1:
		case 2:
			status = receive(order, product, lg_below(&ledger, 4) ? qty : 0, lg_below(&ledger, 6) == 0, &out);
			break;
		case 3:
			status = cancel(order, &out);
			break;
		case 4:
			status = edit(order, product, qty, lg_below(&ledger, 2) ? SB_NONE : 100 + lg_below(&ledger, 300), &out);
			break;
		case 5:
			status = lg_move(&ledger, SB_KIND_SALE, product, qty, &out);
			break;
		default:
			if (entry_count)
				status = lg_undo(&ledger, entries[lg_below(&ledger, (int64_t)entry_count)], &out);
		}
		if (!status && out.seq)
			entries[entry_count++] = out.seq;
		if (step % 50 == 49)
			lg_rebuilt_alike(&ledger);
	}
	cr_assert_gt(entry_count, 100);
}

/* Costs. */

static void deliver(int64_t product, int64_t qty_milli, int64_t cost_minor, struct sb_outcome *out)
{
	struct sb_line line = lg_line(product, qty_milli);
	struct sb_draft draft = SB_DRAFT(SB_KIND_RECEIVE);

	line.cost_minor = cost_minor;
	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(sb_book_post(ledger.book, &draft, out, &ledger.err), SB_OK, "%s", ledger.err.text);
}

static int64_t average(int64_t product)
{
	int64_t minor;

	cr_assert_eq(sb_cost_average(ledger.book, product, &minor, &ledger.err), SB_OK, "%s", ledger.err.text);
	return minor;
}

Test(order, the_average_moves_with_deliveries_and_with_nothing_else)
{
	int64_t pen = lg_add(&ledger, "name=Pen", SB_NONE);
	struct sb_outcome first, second, out;

	cr_assert_eq(average(pen), SB_NONE);
	deliver(pen, 10000, 1000, &first);
	deliver(pen, 5000, 1200, &second);
	cr_assert_eq(average(pen), 1067, "160 for 15");
	lg_moved(&ledger, SB_KIND_SALE, pen, 12000);
	cr_assert_eq(average(pen), 1067);
	cr_assert_eq(column_of(pen, "average_cost"), 1067);
	deliver(pen, 3000, 2000, &out);
	cr_assert_eq(average(pen), 1533, "32 and 60 for 6, not 32.01: it is rounded when shown");
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK);
	cr_assert_eq(average(pen), 1067);
	lg_moved(&ledger, SB_KIND_SALE, pen, 3000);
	deliver(pen, 4000, 500, &out);
	cr_assert_eq(average(pen), 500, "nothing was there: the delivery alone counts");
	lg_rebuilt_alike(&ledger);
}

Test(order, the_cost_a_product_has_follows_if_it_is_to)
{
	struct sb_outcome in, out;
	struct sb_write *write;

	deliver(mug, 8000, 500, &in);
	cr_assert_eq(lg_product(&ledger, mug).value[SB_PF_COST].n, 300);
	for (enum sb_cost_rule rule = SB_COST_STAYS; rule <= SB_COST_AVERAGE; rule++) {
		static const int64_t costs[] = { 300, 500, 400 };

		cr_assert_eq(sb_write_begin(ledger.book, &write, &ledger.err), SB_OK);
		cr_assert_eq(sb_cost_follow(write, &in, rule, &ledger.err), SB_OK, "%s", ledger.err.text);
		cr_assert_eq(sb_write_commit(write, &ledger.err), SB_OK);
		sb_write_free(write);
		cr_assert_eq(lg_product(&ledger, mug).value[SB_PF_COST].n, costs[rule]);
	}
	cr_assert_eq(lg_undo(&ledger, in.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_product(&ledger, mug).value[SB_PF_COST].n, 300);
	lg_rebuilt_alike(&ledger);
}

/* A book of an older program has the deliveries, but not what they make of the cost. */
Test(order, what_an_older_program_did_not_derive_is_made_when_the_book_is_opened)
{
	char *directory = st_directory(), *path = st_path(directory, "shop.book");
	struct ledger own;
	int64_t pen, minor;

	lg_create(&own, path, false);
	pen = lg_add(&own, "name=Pen;cost=2.50", 4000);
	lg_sql(&own, "DELETE FROM costs");
	lg_sql(&own, "INSERT INTO unmade (what) VALUES ('costs')");
	lg_close(&own);
	lg_reopen(&own, path);
	cr_assert_eq(sb_cost_average(own.book, pen, &minor, &own.err), SB_OK);
	cr_assert_eq(minor, 250);
	cr_assert_eq(lg_number(&own, "SELECT count(*) FROM unmade"), 0);
	lg_whole(&own);
	lg_close(&own);
	free(path);
	free(directory);
}
