/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a hold stands for whoever asks and however: both strategies say the same, and what has expired stands against nothing. */
#include "ledger.h"
#include "stockbook/hold.h"
#include "stockbook/list.h"
#include "stockbook/store.h"
#include <criterion/criterion.h>
#include <stdio.h>

#define SECOND INT64_C(1000)

static struct ledger ledger;

static void open_book(void)
{
	lg_open(&ledger, false);
}

static void close_book(void)
{
	lg_close(&ledger);
}

TestSuite(hold_rules, .init = open_book, .fini = close_book);

static enum sb_status place(const struct sb_line *lines, size_t count, int64_t seconds, const char *order, bool optimistic,
			    struct sb_outcome *out)
{
	const struct sb_hold_ask ask = {
		.kind = SB_KIND_HOLD_PLACE,
		.lines = lines,
		.line_count = count,
		.expires_ms = seconds * SECOND,
		.order = order,
		.is_optimistic = optimistic,
	};

	return sb_hold_place(ledger.book, &ask, out, &ledger.err);
}

static int64_t held(int64_t product, int64_t qty_milli, const char *order)
{
	const struct sb_line line = lg_line(product, qty_milli);
	struct sb_outcome out;

	cr_assert_eq(place(&line, 1, 60, order, false, &out), SB_OK, "%s", ledger.err.text);
	return out.seq;
}

static enum sb_status step(enum sb_kind kind, int64_t hold, const struct sb_line *line)
{
	const struct sb_hold_step step = { .kind = kind, .hold = hold, .lines = line, .line_count = line ? 1 : 0 };
	struct sb_outcome out;

	return sb_hold_resolve(ledger.book, &step, &out, &ledger.err);
}

static enum sb_hold_status status_of(int64_t id)
{
	struct sb_hold hold;

	cr_assert_eq(sb_hold_get(ledger.book, id, ledger.arena, &hold, &ledger.err), SB_OK, "%s", ledger.err.text);
	return hold.status;
}

Test(hold_rules, two_mistakes_at_once_are_told_alike_by_both_strategies)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 1000), gone = lg_add(&ledger, "name=Gone", SB_NONE);
	const struct {
		int64_t product, qty_milli, seconds;
		const char *order;
		enum sb_status status;
	} cases[] = {
		{ mug, 5000, 60, "1", SB_SHORT_STOCK },
		{ gone, 1000, 60, "2", SB_REFUSED },
		{ mug, 500, 60, "3", SB_INVALID },
		{ mug, -1000, 60, "4", SB_INVALID },
		{ mug, 1000, 0, "5", SB_INVALID },
		{ mug, 1000, 60, "", SB_INVALID },
	};
	struct sb_outcome out;

	cr_assert_eq(lg_archive(&ledger, gone, &out), SB_OK, "%s", ledger.err.text);
	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		/* beside what is asked too much of the first product */
		const struct sb_line lines[] = { lg_line(mug, 7000), lg_line(cases[i].product, cases[i].qty_milli) };

		for (int optimistic = 0; optimistic < 2; optimistic++)
			cr_assert_eq(place(lines, 2, cases[i].seconds, cases[i].order, optimistic, &out), cases[i].status,
				     "case %zu, %s: %s", i, optimistic ? "optimistic" : "pessimistic", ledger.err.text);
	}
	lg_whole(&ledger);
}

Test(hold_rules, a_store_that_came_to_sell_below_zero_holds_below_zero_by_both_strategies)
{
	const struct sb_draft nothing = SB_DRAFT(SB_KIND_BATCH);
	int64_t mug = lg_add(&ledger, "name=Mug", 1000);
	const struct sb_line line = lg_line(mug, 5000);
	struct sb_write *write;
	struct sb_outcome out;

	cr_assert_eq(sb_write_begin(ledger.book, &write, &ledger.err), SB_OK);
	cr_assert_eq(sb_store_edit(write, sb_book_store(ledger.book)->id, NULL, 1, &nothing, &out, &ledger.err), SB_OK, "%s",
		     ledger.err.text);
	cr_assert_eq(sb_write_commit(write, &ledger.err), SB_OK);
	sb_write_free(write);
	cr_assert_eq(place(&line, 1, 60, NULL, true, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(place(&line, 1, 60, NULL, false, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_stock(&ledger, mug).available, -9000);
	lg_whole(&ledger);
}

Test(hold_rules, an_order_keeps_what_was_allocated_of_a_hold_whose_rest_expired)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 9000), hold = held(mug, 3000, "7"), swept;
	const struct sb_line one = lg_line(mug, 1000), all = lg_line(mug, 3000);
	struct sb_outcome out;

	cr_assert_eq(step(SB_KIND_HOLD_CONVERT, hold, &one), SB_OK, "%s", ledger.err.text);
	ledger.now += 61 * SECOND;
	for (int recorded = 0; recorded < 2; recorded++) {
		cr_assert_eq(status_of(hold), SB_HOLD_ALLOCATED);
		cr_assert_eq(place(&all, 1, 60, "7", recorded, &out), SB_OK, "%s", ledger.err.text);
		cr_assert(out.replayed && out.seq == hold, "whether or not the expiry was recorded");
		cr_assert_eq(sb_hold_sweep(ledger.book, INT64_MAX, &swept, &ledger.err), SB_OK);
	}
}

Test(hold_rules, what_was_held_finer_than_the_unit_has_become_still_resolves)
{
	static const enum sb_kind kinds[] = { SB_KIND_HOLD_CONVERT, SB_KIND_HOLD_RELEASE, SB_KIND_HOLD_EXPIRE };
	int64_t tea = lg_add(&ledger, "name=Tea;decimals=3", 9000), holds[SB_COUNT(kinds)];
	struct sb_outcome out;

	for (size_t i = 0; i < SB_COUNT(kinds); i++)
		holds[i] = held(tea, 1500, NULL);
	cr_assert_eq(lg_edit(&ledger, tea, "decimals=0", SB_NONE, &out), SB_OK, "%s", ledger.err.text);
	for (size_t i = 0; i + 1 < SB_COUNT(kinds); i++)
		cr_assert_eq(step(kinds[i], holds[i], NULL), SB_OK, "%s", ledger.err.text);
	ledger.now += 61 * SECOND;
	lg_moved(&ledger, SB_KIND_SALE, tea, 7000);
	cr_assert_eq(lg_number(&ledger, "SELECT count(*) FROM entries WHERE kind = 'hold_expire'"), 1, "it did not stand against the sale");
	cr_assert_eq(step(SB_KIND_HOLD_FULFIL, holds[0], NULL), SB_OK, "%s", ledger.err.text);
	lg_whole(&ledger);
}

Test(hold_rules, an_expired_hold_keeps_no_product_from_being_archived)
{
	int64_t mug = lg_add(&ledger, "name=Mug;allow_negative=yes", SB_NONE), tea = lg_add(&ledger, "name=Tea", 5000), entries;
	struct sb_outcome out;

	(void)held(mug, 2000, NULL);
	(void)held(tea, 2000, NULL);
	cr_assert_eq(lg_archive(&ledger, mug, &out), SB_REFUSED);
	cr_assert_eq(lg_undo(&ledger, tea, &out), SB_SHORT_STOCK);
	ledger.now += 61 * SECOND;
	cr_assert_eq(lg_archive(&ledger, mug, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_undo(&ledger, tea, &out), SB_OK, "%s", ledger.err.text);
	lg_whole(&ledger);
	cr_assert_eq(sb_book_rebuild(ledger.book, NULL, &entries, &ledger.err), SB_OK, "%s", ledger.err.text);
	lg_whole(&ledger);
}

Test(hold_rules, releasing_by_order_answers_the_same_when_asked_again)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 9000);
	const struct sb_line line = lg_line(mug, 3000);
	const struct sb_hold_step release = { .lines = &line, .line_count = 1, .token = "t" };
	struct sb_outcome first, again;

	(void)held(mug, 2000, "7");
	(void)held(mug, 1000, "7");
	cr_assert_eq(sb_hold_release_order(ledger.book, "7", &release, &first, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(sb_hold_release_order(ledger.book, "7", &release, &again, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert(!first.replayed && again.replayed && again.seq == first.seq);
	cr_assert_eq(lg_stock(&ledger, mug).held, 0);
}

Test(hold_rules, what_happened_before_posts_and_leaves_holds_short)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 10000), hold = held(mug, 8000, NULL), entries;
	struct sb_line line = lg_line(mug, 5000);
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_ask ask = { .query = "short:yes", .columns = "hold" };
	struct sb_outcome out;
	struct sb_page page;

	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_SHORT_STOCK, "not now");
	draft.occurred_at = ledger.now - 59 * SECOND;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_SHORT_STOCK, "nor just now");
	draft.occurred_at = ledger.now - 60 * SECOND;
	line.qty_milli = 11000;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_SHORT_STOCK, "nor more than was there");
	line.qty_milli = 5000;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert(out.went_negative);
	cr_assert_eq(lg_stock(&ledger, mug).on_hand, 5000);
	cr_assert_eq(lg_stock(&ledger, mug).held, 8000);
	cr_assert_eq(lg_stock(&ledger, mug).available, -3000);
	lg_whole(&ledger);
	cr_assert_eq(sb_list_page(sb_list_find("holds"), ledger.book, &ask, &page, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(page.count, 1);
	cr_assert_eq(page.rows[0].id, hold);
	sb_page_release(&page);
	draft.occurred_at = SB_NONE;
	line.qty_milli = 1000;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_SHORT_STOCK, "what is left is spoken for");
	cr_assert_eq(sb_book_rebuild(ledger.book, NULL, &entries, &ledger.err), SB_OK, "%s", ledger.err.text);
	lg_whole(&ledger);
}
