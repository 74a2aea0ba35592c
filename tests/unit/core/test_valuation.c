/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stock is worth: known answers by both methods, and that nothing of what came in is lost on the way. */
#include "ledger.h"
#include "stockbook/store.h"
#include "stockbook/valuation.h"
#include <criterion/criterion.h>

static struct ledger ledger;
static int64_t pen;

static const struct sb_draft nothing = SB_DRAFT(SB_KIND_BATCH);

static void open_book(void)
{
	lg_open(&ledger, true);
	pen = lg_add(&ledger, "name=Pen;price=30", SB_NONE);
	ledger.now += 100 * SB_DAY_MS;
}

static void close_book(void)
{
	lg_close(&ledger);
}

TestSuite(valuation, .init = open_book, .fini = close_book);

/* So many days after the book was made; cost_minor SB_NONE: not said. */
static int64_t on_day(int day, enum sb_kind kind, int64_t units, int64_t cost_minor)
{
	struct sb_line line = lg_line(pen, units * 1000);
	struct sb_draft draft = SB_DRAFT(kind);
	struct sb_outcome out;

	line.cost_minor = cost_minor;
	draft.occurred_at = LEDGER_NOW + day * SB_DAY_MS;
	draft.lines = &line;
	draft.line_count = 1;
	if (kind == SB_KIND_ADJUST) {
		line.from = SB_AT_DIFFERENCE;
		line.to = SB_AT_STORE;
	}
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	return out.seq;
}

static bool keep(const struct sb_valued *valued, void *context)
{
	*(struct sb_valued *)context = *valued;
	return true;
}

static struct sb_valued valued(enum sb_valuation_method method, int64_t from, int64_t to)
{
	const struct sb_valuation_ask ask = { .method = method, .from = from, .to = to, .products = &pen, .product_count = 1 };
	struct sb_valued found = { 0 };

	cr_assert_eq(sb_valuation_each(ledger.book, &ask, NULL, keep, &found, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(found.product, pen);
	return found;
}

static void is_worth(enum sb_valuation_method method, int64_t units, int64_t value, int64_t cogs, int64_t lost)
{
	const struct sb_valued found = valued(method, SB_NONE, SB_NONE);

	cr_assert_eq(found.qty_milli, units * 1000, "%lld", (long long)found.qty_milli);
	cr_assert_eq(found.value_minor, value, "worth %lld", (long long)found.value_minor);
	cr_assert_eq(found.cogs_minor, cogs, "cost %lld", (long long)found.cogs_minor);
	cr_assert_eq(found.lost_minor, lost, "lost %lld", (long long)found.lost_minor);
}

Test(valuation, bought_at_ten_and_twelve_twelve_sold)
{
	on_day(1, SB_KIND_RECEIVE, 10, 1000);
	on_day(2, SB_KIND_RECEIVE, 5, 1200);
	on_day(3, SB_KIND_SALE, 12, SB_NONE);
	is_worth(SB_VALUE_FIFO, 3, 3600, 12400, 0);
	is_worth(SB_VALUE_AVERAGE, 3, 3200, 12800, 0);
}

Test(valuation, what_comes_back_costs_what_it_left_for_and_leaves_first_again)
{
	on_day(1, SB_KIND_RECEIVE, 10, 1000);
	on_day(2, SB_KIND_RECEIVE, 5, 1200);
	on_day(3, SB_KIND_SALE, 4, SB_NONE);
	on_day(4, SB_KIND_RETURN_IN, 2, SB_NONE);
	is_worth(SB_VALUE_FIFO, 13, 14000, 2000, 0);
	on_day(5, SB_KIND_SALE, 8, SB_NONE);
	is_worth(SB_VALUE_FIFO, 5, 6000, 10000, 0);
}

Test(valuation, waste_is_lost_goods_sent_back_were_not_received_and_finds_come_in)
{
	on_day(1, SB_KIND_RECEIVE, 10, 1000);
	on_day(2, SB_KIND_RECEIVE, 10, 2000);
	on_day(3, SB_KIND_REMOVE, 4, SB_NONE);
	is_worth(SB_VALUE_FIFO, 16, 26000, 0, 4000);
	is_worth(SB_VALUE_AVERAGE, 16, 24000, 0, 6000);
	on_day(4, SB_KIND_RETURN_OUT, 6, SB_NONE);
	is_worth(SB_VALUE_FIFO, 10, 20000, 0, 4000);
	cr_assert_eq(valued(SB_VALUE_FIFO, SB_NONE, SB_NONE).received_minor, 24000);
	is_worth(SB_VALUE_AVERAGE, 10, 15000, 0, 6000);
	on_day(5, SB_KIND_ADJUST, 2, SB_NONE);
	is_worth(SB_VALUE_FIFO, 12, 24000, 0, 0);
	is_worth(SB_VALUE_AVERAGE, 12, 18000, 0, 3000);
}

Test(valuation, a_transfer_changes_nothing_and_what_is_lost_on_the_way_is_lost)
{
	const struct sb_store_new north = { .code = "NORTH", .name = "North", .zone = "UTC" };
	const struct sb_line line = lg_line(pen, 4000);
	struct sb_draft draft = nothing;
	struct sb_outcome out, sent;

	on_day(1, SB_KIND_RECEIVE, 10, 1000);
	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(LG_RECORD(&ledger, &out, sb_store_add, &north, &nothing), SB_OK);
	cr_assert_eq(LG_RECORD(&ledger, &sent, sb_transfer_send, out.seq, &draft), SB_OK, "%s", ledger.err.text);
	is_worth(SB_VALUE_FIFO, 10, 10000, 0, 0);
	cr_assert_eq(LG_RECORD(&ledger, &out, sb_transfer_close, sent.seq, "loss", &nothing), SB_OK, "%s", ledger.err.text);
	is_worth(SB_VALUE_FIFO, 6, 6000, 0, 4000);
	is_worth(SB_VALUE_AVERAGE, 6, 6000, 0, 4000);
}

Test(valuation, a_delivery_dated_back_counts_in_its_time)
{
	on_day(1, SB_KIND_RECEIVE, 10, 1000);
	on_day(5, SB_KIND_SALE, 12, SB_NONE);
	on_day(2, SB_KIND_RECEIVE, 5, 1200);
	is_worth(SB_VALUE_FIFO, 3, 3600, 12400, 0);
	is_worth(SB_VALUE_AVERAGE, 3, 3200, 12800, 0);
}

Test(valuation, sold_below_zero_the_next_delivery_makes_up_for_it)
{
	on_day(1, SB_KIND_RECEIVE, 2, 1000);
	on_day(2, SB_KIND_SALE, 5, SB_NONE);
	is_worth(SB_VALUE_FIFO, -3, -3000, 5000, 0);
	is_worth(SB_VALUE_AVERAGE, -3, -3000, 5000, 0);
	on_day(3, SB_KIND_RECEIVE, 10, 1500);
	is_worth(SB_VALUE_FIFO, 7, 10500, 6500, 0);
	is_worth(SB_VALUE_AVERAGE, 7, 10500, 6500, 0);
}

Test(valuation, nothing_there_is_worth_nothing_and_begins_afresh)
{
	on_day(1, SB_KIND_RECEIVE, 3, 1000);
	on_day(2, SB_KIND_SALE, 3, SB_NONE);
	is_worth(SB_VALUE_AVERAGE, 0, 0, 3000, 0);
	on_day(3, SB_KIND_RECEIVE, 1, 700);
	is_worth(SB_VALUE_AVERAGE, 1, 700, 3000, 0);
	is_worth(SB_VALUE_FIFO, 1, 700, 3000, 0);
}

Test(valuation, goods_at_no_known_cost_count_at_the_last_one_or_as_nothing)
{
	on_day(1, SB_KIND_RECEIVE, 2, SB_NONE);
	is_worth(SB_VALUE_FIFO, 2, 0, 0, 0);
	cr_assert_eq(valued(SB_VALUE_FIFO, SB_NONE, SB_NONE).unknown_milli, 2000);
	on_day(2, SB_KIND_RECEIVE, 2, 900);
	on_day(3, SB_KIND_RECEIVE, 1, SB_NONE);
	is_worth(SB_VALUE_FIFO, 5, 2700, 0, 0);
}

Test(valuation, what_was_undone_never_happened)
{
	struct sb_outcome out;
	int64_t sale;

	on_day(1, SB_KIND_RECEIVE, 10, 1000);
	sale = on_day(2, SB_KIND_SALE, 4, SB_NONE);
	on_day(3, SB_KIND_RECEIVE, 10, 2000);
	cr_assert_eq(lg_undo(&ledger, sale, &out), SB_OK, "%s", ledger.err.text);
	is_worth(SB_VALUE_AVERAGE, 20, 30000, 0, 0);
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "%s", ledger.err.text);
	is_worth(SB_VALUE_AVERAGE, 16, 26000, 4000, 0);
}

Test(valuation, a_period_has_its_own_sums)
{
	const int64_t day = SB_DAY_MS;
	struct sb_valued found;

	on_day(1, SB_KIND_RECEIVE, 10, 1000);
	on_day(2, SB_KIND_SALE, 4, SB_NONE);
	on_day(3, SB_KIND_SALE, 1, SB_NONE);
	on_day(4, SB_KIND_REMOVE, 2, SB_NONE);
	found = valued(SB_VALUE_FIFO, LEDGER_NOW + 3 * day, LEDGER_NOW + 3 * day);
	cr_assert_eq(found.cogs_minor, 1000);
	cr_assert_eq(found.sold_milli, 1000);
	cr_assert_eq(found.received_minor, 0);
	cr_assert_eq(found.qty_milli, 5000);
	cr_assert_eq(found.value_minor, 5000);
	found = valued(SB_VALUE_FIFO, LEDGER_NOW + 20 * day, SB_NONE);
	cr_assert_eq(found.cogs_minor, 0);
	cr_assert_eq(found.lost_minor, 0);
	cr_assert_eq(found.value_minor, 3000);
}

/* Received = sold + lost + what is there, to the minor unit each sum is rounded to. */
Test(valuation, nothing_of_what_came_in_is_lost_on_the_way)
{
	static const enum sb_kind kinds[] = { SB_KIND_RECEIVE, SB_KIND_SALE, SB_KIND_SALE,	SB_KIND_REMOVE,
					      SB_KIND_RETURN_IN, SB_KIND_RECEIVE, SB_KIND_RETURN_OUT, SB_KIND_ADJUST };

	for (int i = 0; i < 300; i++) {
		enum sb_kind kind = kinds[lg_below(&ledger, (int64_t)SB_COUNT(kinds))];

		on_day((int)lg_below(&ledger, 90), kind, 1 + lg_below(&ledger, 30), kind == SB_KIND_RECEIVE ? 1 + lg_below(&ledger, 999) : SB_NONE);
	}
	for (enum sb_valuation_method method = SB_VALUE_FIFO; method <= SB_VALUE_AVERAGE; method++) {
		const struct sb_valued found = valued(method, SB_NONE, SB_NONE);
		int64_t rest = found.received_minor - found.cogs_minor - found.lost_minor - found.value_minor;

		cr_assert_leq(rest < 0 ? -rest : rest, 2, "%lld", (long long)rest);
		cr_assert_eq(found.qty_milli, lg_on_hand(&ledger, pen));
	}
}
