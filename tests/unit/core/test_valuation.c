/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stock is worth: known answers by both methods, and that nothing of what came in is lost on the way. */
#include "counts.h"
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

/* store 0: the whole book */
static struct sb_valued valued_in(int64_t store, enum sb_valuation_method method, int64_t from, int64_t to)
{
	const struct sb_valuation_ask ask = { .method = method, .store = store, .from = from, .to = to, .products = &pen, .product_count = 1 };
	struct sb_valued found = { 0 };

	cr_assert_eq(sb_valuation_each(ledger.book, &ask, NULL, keep, &found, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(found.product, pen);
	return found;
}

static struct sb_valued valued(enum sb_valuation_method method, int64_t from, int64_t to)
{
	return valued_in(0, method, from, to);
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

static int64_t open_north(void)
{
	const struct sb_store_new north = { .code = "NORTH", .name = "North", .zone = "UTC", .allow_negative = true };
	struct sb_outcome out;

	cr_assert_eq(LG_RECORD(&ledger, &out, sb_store_add, &north, &nothing), SB_OK, "%s", ledger.err.text);
	return out.seq;
}

static int64_t send(int day, int64_t to, int64_t units)
{
	const struct sb_line line = lg_line(pen, units * 1000);
	struct sb_draft draft = nothing;
	struct sb_outcome out;

	draft.occurred_at = LEDGER_NOW + day * SB_DAY_MS;
	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(LG_RECORD(&ledger, &out, sb_transfer_send, to, &draft), SB_OK, "%s", ledger.err.text);
	return out.seq;
}

static void arrives(int day, int64_t transfer, int64_t units)
{
	const struct sb_line line = lg_line(pen, units * 1000);
	struct sb_draft draft = nothing;
	struct sb_outcome out;

	draft.occurred_at = LEDGER_NOW + day * SB_DAY_MS;
	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(LG_RECORD(&ledger, &out, sb_transfer_receive, transfer, &draft), SB_OK, "%s", ledger.err.text);
}

static void is_worth_in(int64_t store, enum sb_valuation_method method, int64_t units, int64_t value, int64_t moved, int64_t cogs)
{
	const struct sb_valued found = valued_in(store, method, SB_NONE, SB_NONE);

	cr_assert_eq(found.qty_milli, units * 1000, "%lld", (long long)found.qty_milli);
	cr_assert_eq(found.value_minor, value, "worth %lld", (long long)found.value_minor);
	cr_assert_eq(found.moved_minor, moved, "moved %lld", (long long)found.moved_minor);
	cr_assert_eq(found.cogs_minor, cogs, "cost %lld", (long long)found.cogs_minor);
}

/* Ten at 10 and five at 12; twelve are sent, seven of them arrive, four of those are sold. */
Test(valuation, what_goods_have_cost_travels_with_them)
{
	int64_t north = open_north(), main_store = sb_book_store(ledger.book)->id, transfer;

	on_day(1, SB_KIND_RECEIVE, 10, 1000);
	on_day(2, SB_KIND_RECEIVE, 5, 1200);
	transfer = send(3, north, 12);
	is_worth_in(main_store, SB_VALUE_FIFO, 3, 3600, -12400, 0);
	is_worth_in(main_store, SB_VALUE_AVERAGE, 3, 3200, -12800, 0);
	cr_assert_eq(valued(SB_VALUE_FIFO, SB_NONE, SB_NONE).transit_minor, 12400);
	arrives(4, transfer, 7);
	is_worth_in(north, SB_VALUE_FIFO, 7, 7000, 7000, 0);
	is_worth_in(north, SB_VALUE_AVERAGE, 7, 7467, 7467, 0);
	arrives(5, transfer, 5);
	cr_assert_eq(sb_book_use_store(ledger.book, "NORTH", &ledger.err), SB_OK);
	on_day(6, SB_KIND_SALE, 11, SB_NONE);
	is_worth_in(north, SB_VALUE_FIFO, 1, 1200, 12400, 11200);
	is_worth_in(north, SB_VALUE_AVERAGE, 1, 1067, 12800, 11733);
	is_worth(SB_VALUE_FIFO, 4, 4800, 11200, 0);
	is_worth(SB_VALUE_AVERAGE, 4, 4267, 11733, 0);
	cr_assert_eq(valued(SB_VALUE_FIFO, SB_NONE, SB_NONE).transit_minor, 0);
}

/* Each store sells what it has: cheap goods here make nothing cheaper there. */
Test(valuation, each_store_has_its_own_goods)
{
	int64_t north = open_north(), main_store = sb_book_store(ledger.book)->id;

	on_day(1, SB_KIND_RECEIVE, 10, 1000);
	cr_assert_eq(sb_book_use_store(ledger.book, "NORTH", &ledger.err), SB_OK);
	on_day(2, SB_KIND_RECEIVE, 10, 2000);
	on_day(3, SB_KIND_SALE, 4, SB_NONE);
	for (enum sb_valuation_method method = SB_VALUE_FIFO; method <= SB_VALUE_AVERAGE; method++) {
		is_worth_in(north, method, 6, 12000, 0, 8000);
		is_worth_in(main_store, method, 10, 10000, 0, 0);
		is_worth(method, 16, 22000, 8000, 0);
	}
}

/* All stores and what is on its way between them are the whole book, to what each is rounded by. */
Test(valuation, stores_and_what_is_on_its_way_are_the_whole_book)
{
	static const char *const codes[] = { "MAIN", "NORTH" };
	int64_t north = open_north(), store[] = { sb_book_store(ledger.book)->id, north }, transfer = 0;

	for (int i = 0; i < 200; i++) {
		int at = (int)lg_below(&ledger, 2), day = i / 4;

		cr_assert_eq(sb_book_use_store(ledger.book, codes[at], &ledger.err), SB_OK);
		on_day(day, SB_KIND_RECEIVE, 1 + lg_below(&ledger, 20), 1 + lg_below(&ledger, 999));
		on_day(day, SB_KIND_SALE, 1 + lg_below(&ledger, 15), SB_NONE);
		if (lg_below(&ledger, 3) == 0)
			transfer = send(day, store[!at], 3);
		if (transfer && lg_below(&ledger, 3) == 0) {
			arrives(day, transfer, 2);
			transfer = 0;
		}
	}
	for (enum sb_valuation_method method = SB_VALUE_FIFO; method <= SB_VALUE_AVERAGE; method++) {
		const struct sb_valued all = valued(method, SB_NONE, SB_NONE);
		int64_t value = all.transit_minor, cogs = 0;

		for (size_t s = 0; s < SB_COUNT(store); s++) {
			const struct sb_valued own = valued_in(store[s], method, SB_NONE, SB_NONE);
			int64_t rest = own.received_minor + own.moved_minor - own.cogs_minor - own.lost_minor - own.value_minor;

			cr_assert_leq(rest < 0 ? -rest : rest, 3, "%lld", (long long)rest);
			value += own.value_minor;
			cogs += own.cogs_minor;
		}
		cr_assert_leq(value > all.value_minor ? value - all.value_minor : all.value_minor - value, 2);
		cr_assert_leq(cogs > all.cogs_minor ? cogs - all.cogs_minor : all.cogs_minor - cogs, 2);
	}
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

/* The known answers of a count, at a cost of 10 each: what it absorbed is worth what is on hand, and so it is when the
 * count is reversed. The difference was lost when it was counted, not when it was posted. */
Test(valuation, a_count_and_what_it_absorbs_are_worth_what_is_on_hand)
{
	const int64_t noon = ledger.now - SB_DAY_MS;
	struct sb_valued found;
	int64_t count;

	ct_move(&ledger, SB_KIND_RECEIVE, pen, 100, noon);
	on_day(1, SB_KIND_RECEIVE, 1, 1000);
	on_day(2, SB_KIND_SALE, 1, SB_NONE);
	ct_move(&ledger, SB_KIND_SALE, pen, 3, noon + 70 * MINUTE);
	count = ct_begin_all(&ledger);
	ct_scan(&ledger, count, pen, 90, noon + 90 * MINUTE);
	ct_step(&ledger, SB_KIND_COUNT_POST, count);
	is_worth(SB_VALUE_FIFO, 90, 90000, 4000, 7000);
	ct_move(&ledger, SB_KIND_SALE, pen, 2, noon + 80 * MINUTE);
	is_worth(SB_VALUE_FIFO, 90, 90000, 6000, 5000);
	found = valued(SB_VALUE_FIFO, noon + 91 * MINUTE, SB_NONE);
	cr_assert_eq(found.lost_minor, 0);
	ct_reverse(&ledger, count);
	is_worth(SB_VALUE_FIFO, 95, 95000, 6000, 0);
	is_worth(SB_VALUE_AVERAGE, 95, 95000, 6000, 0);
	cr_assert_eq(lg_on_hand(&ledger, pen), 95000);
	ct_step(&ledger, SB_KIND_COUNT_POST, count);
	is_worth(SB_VALUE_AVERAGE, 90, 90000, 6000, 5000);
}

/* 10 at 1.00 and 20 at 1.30 are 1.20 each. */
Test(valuation, a_count_of_goods_without_a_cost_of_their_own_is_worth_what_deliveries_cost_on_average)
{
	struct sb_count_ask ask = SB_COUNT_ASK;
	struct sb_count_sums sums;
	struct sb_entry entry;
	struct sb_outcome out;

	pen = lg_add(&ledger, "name=Brush", SB_NONE);
	(void)on_day(0, SB_KIND_RECEIVE, 10, 100);
	(void)on_day(0, SB_KIND_RECEIVE, 20, 130);
	ask.scope_lines = 1;
	ask.tolerance_minor = 359;
	const int64_t count = ct_begin(&ledger, &ask);
	ct_scan(&ledger, count, pen, 27, SB_NONE);
	cr_assert_eq(ct_line_of(&ledger, count, pen).variance_minor, -360);
	cr_assert(ct_line_of(&ledger, count, pen).is_beyond);
	ct_step(&ledger, SB_KIND_COUNT_REVIEW, count);
	cr_assert_eq(sb_count_sum(ledger.book, count, &sums, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(sums.short_minor, 360);
	cr_assert_eq(sums.unvalued, 0);
	cr_assert_eq(ct_try_step(&ledger, SB_KIND_COUNT_POST, count, true, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(sb_entry_get(ledger.book, out.seq, ledger.arena, &entry, &ledger.err), SB_OK);
	cr_assert_eq(entry.lines[0].cost_minor, 120);
	is_worth(SB_VALUE_AVERAGE, 27, 3240, 0, 360);

	(void)on_day(100, SB_KIND_RECEIVE, 27, 500);
	cr_assert_eq(ct_line_of(&ledger, count, pen).variance_minor, -360, "worth what it was when it was posted");
	cr_assert_eq(sb_count_sum(ledger.book, count, &sums, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(sums.short_minor, 360);
	ct_reverse(&ledger, count);
	cr_assert_eq(ct_line_of(&ledger, count, pen).variance_minor, -3 * 310, "and what it is now, once that is taken back");
	lg_rebuilt_alike(&ledger);
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
