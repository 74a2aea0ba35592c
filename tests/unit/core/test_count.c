/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock counts: what adds up to what, what a posted count absorbs, what reversing it gives back, and who is told what.
 */
#include "counts.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define AT(hour, minute) (LEDGER_NOW + ((hour)-12) * 60 * MINUTE + (minute)*MINUTE)

static struct ledger ledger;

static void open_book(void)
{
	lg_open(&ledger, false);
}

static void close_book(void)
{
	lg_close(&ledger);
}

TestSuite(count, .init = open_book, .fini = close_book, .timeout = 120);

static void now_is(int64_t now)
{
	ledger.now = now;
}

/* ---- known answers ---- */

Test(count, a_late_sale_is_absorbed_and_comes_back_when_the_count_is_reversed)
{
	static const struct {
		const char *what;
		bool posted_first;
	} cases[] = { { "the late sale arrives after the posting", true }, { "and before it", false } };

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		char fields[40];
		struct sb_outcome late;
		int64_t product, count;

		(void)snprintf(fields, sizeof(fields), "sku=P%zu;name=Thing", i);
		now_is(AT(13, 0));
		product = lg_add(&ledger, fields, 100000);
		now_is(AT(13, 10));
		ct_move(&ledger, SB_KIND_SALE, product, 3, SB_NONE);
		now_is(AT(13, 30));
		count = ct_begin_all(&ledger);
		ct_scan(&ledger, count, product, 90, SB_NONE);
		if (cases[i].posted_first)
			ct_step(&ledger, SB_KIND_COUNT_POST, count);
		now_is(AT(13, 35));
		late = ct_move(&ledger, SB_KIND_SALE, product, 2, AT(13, 20));
		cr_assert_eq(late.absorbed_by != 0, cases[i].posted_first, "%s", cases[i].what);
		if (!cases[i].posted_first)
			ct_step(&ledger, SB_KIND_COUNT_POST, count);
		ct_has(&ledger, product, 90);
		now_is(AT(14, 0));
		ct_move(&ledger, SB_KIND_REMOVE, product, 2, SB_NONE);
		ct_has(&ledger, product, 88);
		ct_reverse(&ledger, count);
		ct_has(&ledger, product, 93);
		ct_survives_rebuilding(&ledger);
	}
}

Test(count, what_is_sold_between_counting_and_posting_is_not_a_difference)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 100000), count = ct_begin_all(&ledger);

	now_is(AT(13, 0));
	ct_scan(&ledger, count, product, 100, SB_NONE);
	now_is(AT(13, 10));
	ct_move(&ledger, SB_KIND_SALE, product, 100, SB_NONE);
	now_is(AT(13, 20));
	ct_step(&ledger, SB_KIND_COUNT_POST, count);
	ct_has(&ledger, product, 0);
	cr_assert_eq(ct_line_of(&ledger, count, product).variance, 0);
	cr_assert_eq(lg_number(&ledger, "SELECT counted_at FROM stock"), AT(13, 0));
	ct_survives_rebuilding(&ledger);
}

Test(count, at_the_same_time_the_number_of_the_entry_decides)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 10000), count = ct_begin_all(&ledger);

	now_is(AT(13, 30));
	ct_move(&ledger, SB_KIND_SALE, product, 1, AT(13, 0));
	ct_scan(&ledger, count, product, 9, AT(13, 0));
	ct_move(&ledger, SB_KIND_SALE, product, 2, AT(13, 0));
	cr_assert_eq(ct_line_of(&ledger, count, product).expected, 9000);
	ct_step(&ledger, SB_KIND_COUNT_POST, count);
	ct_has(&ledger, product, 7);
	cr_assert_eq(ct_move(&ledger, SB_KIND_SALE, product, 3, AT(13, 0)).absorbed_by, 0);
	ct_has(&ledger, product, 4);
	ct_survives_rebuilding(&ledger);
}

/* What is right is counted in the same entry as what is not, and only the newest count of a product is its last one. */
Test(count, a_posting_of_many_lines_leaves_each_as_it_was_counted)
{
	enum { PRODUCTS = 27 };
	int64_t products[PRODUCTS], early, late;

	for (int i = 0; i < PRODUCTS; i++) {
		char fields[40];

		(void)snprintf(fields, sizeof(fields), "sku=P%d;name=Thing", i);
		products[i] = lg_add(&ledger, fields, 100000);
	}
	early = ct_begin_all(&ledger);
	late = ct_begin_all(&ledger);
	now_is(AT(13, 0));
	for (int i = 0; i < PRODUCTS; i++)
		ct_scan(&ledger, early, products[i], i % 3 ? 100 + i : 100, SB_NONE);
	now_is(AT(13, 10));
	for (int i = 0; i < PRODUCTS; i += 2)
		ct_scan(&ledger, late, products[i], i % 4 ? 90 : 100, SB_NONE);
	ct_step(&ledger, SB_KIND_COUNT_POST, late);
	ct_step(&ledger, SB_KIND_COUNT_POST, early);
	for (int i = 0; i < PRODUCTS; i++) {
		int64_t last = i % 2 ? AT(13, 0) : AT(13, 10);
		sb_auto(buf) sql = SB_BUF_INIT;

		ct_has(&ledger, products[i], i % 2 == 0 ? (i % 4 ? 90 : 100) : (i % 3 ? 100 + i : 100));
		sb_buf_printf(&sql, "SELECT counted_at FROM stock WHERE product = %lld", (long long)products[i]);
		cr_assert_eq(lg_number(&ledger, sql.data), last, "product %d", i);
	}
	ct_survives_rebuilding(&ledger);
	ct_reverse(&ledger, late);
	ct_survives_rebuilding(&ledger);
}

/* ---- adding up ---- */

Test(count, scans_of_several_people_add_up_and_an_absolute_one_is_all_of_ones_own)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 100000), count = ct_begin_all(&ledger), wrong;
	struct sb_outcome out;

	ct_scan(&ledger, count, product, 3, SB_NONE);
	sb_book_act_as(ledger.book, "berta", "till 2");
	ct_scan(&ledger, count, product, 5, SB_NONE);
	wrong = ct_scan(&ledger, count, product, 7, SB_NONE);
	cr_assert_eq(ct_line_of(&ledger, count, product).counted, 15000);
	cr_assert_eq(ct_try_scan(&ledger, count, product, 4, SB_NONE, true, false, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(ct_line_of(&ledger, count, product).counted, 7000, "3 of one and 4 of the other");
	cr_assert_eq(lg_undo(&ledger, wrong, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(ct_line_of(&ledger, count, product).counted, 7000);
	cr_assert_eq(lg_undo(&ledger, lg_head(&ledger) - 1, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(ct_line_of(&ledger, count, product).counted, 8000, "the absolute one negated as well");
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(ct_line_of(&ledger, count, product).counted, 7000, "and done again");
	cr_assert_eq(ct_seen(&ledger, count).scans, 3);
	ct_survives_rebuilding(&ledger);
}

Test(count, progress_is_kept_with_each_scan)
{
	int64_t first = lg_add(&ledger, "sku=A;name=Thing", 100000),
		second = lg_add(&ledger, "sku=B;name=Other", SB_NONE);
	const int64_t products[] = { first };
	struct sb_count_ask ask = SB_COUNT_ASK;
	struct sb_count_scan outside;
	struct sb_count_scanned scanned;
	struct sb_outcome out;
	int64_t count;

	ask.scope = SB_SCOPE_LIST;
	ask.products = products;
	ask.product_count = 1;
	count = ct_begin(&ledger, &ask);
	outside = (struct sb_count_scan)SB_COUNT_SCAN(count);
	outside.product = second;
	outside.is_outside = true;
	ct_scan(&ledger, count, first, 3, SB_NONE);
	ct_scan(&ledger, count, first, 4, SB_NONE);
	cr_assert_eq(sb_count_scan(ledger.book, &outside, &scanned, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(ct_seen(&ledger, count).scope_lines, 1);
	cr_assert_eq(ct_seen(&ledger, count).lines, 2);
	cr_assert_eq(ct_seen(&ledger, count).lines_in_scope, 1);
	cr_assert_eq(ct_seen(&ledger, count).total_milli, 8000);
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(ct_seen(&ledger, count).lines, 1);
	cr_assert_eq(ct_seen(&ledger, count).total_milli, 7000);
	ct_survives_rebuilding(&ledger);
}

Test(count, of_two_counts_at_the_same_time_the_one_scanned_last_stands)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 100000), first = ct_begin_all(&ledger), second = ct_begin_all(&ledger);

	now_is(AT(13, 30));
	ct_scan(&ledger, first, product, 80, AT(13, 0));
	ct_scan(&ledger, second, product, 90, AT(13, 0));
	ct_step(&ledger, SB_KIND_COUNT_POST, second);
	ct_step(&ledger, SB_KIND_COUNT_POST, first);
	ct_has(&ledger, product, 90);
	ct_survives_rebuilding(&ledger);
	ct_reverse(&ledger, first);
	ct_has(&ledger, product, 90);
	ct_step(&ledger, SB_KIND_COUNT_POST, first);
	ct_reverse(&ledger, second);
	ct_has(&ledger, product, 80);
	ct_survives_rebuilding(&ledger);
}

/* ---- unknown codes ---- */

Test(count, unknown_codes_are_kept_until_somebody_says_what_they_are)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 10000), count = ct_begin_all(&ledger);
	struct sb_count_step about = SB_COUNT_STEP(count);
	struct sb_outcome out;

	ct_scan_code(&ledger, count, "a");
	ct_scan_code(&ledger, count, "4006381333931");
	ct_scan_code(&ledger, count, "4006381333931");
	ct_scan_code(&ledger, count, "00000017");
	cr_assert_eq(ct_seen(&ledger, count).unmatched, 3);
	ct_step(&ledger, SB_KIND_COUNT_REVIEW, count);
	cr_assert_eq(ct_try_step(&ledger, SB_KIND_COUNT_POST, count, false, &out), SB_REFUSED);
	cr_assert_eq(sb_count_resolve(ledger.book, &about, "4006381333931", product, false, &out, &ledger.err), SB_OK,
		     "%s", ledger.err.text);
	cr_assert_eq(ct_line_of(&ledger, count, product).counted, 3000);
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(ct_line_of(&ledger, count, product).counted, 1000);
	cr_assert_eq(ct_seen(&ledger, count).unmatched, 3);
	ct_survives_rebuilding(&ledger);
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(ct_line_of(&ledger, count, product).counted, 3000);
	cr_assert_eq(sb_count_resolve(ledger.book, &about, "00000017", SB_NONE, false, &out, &ledger.err), SB_OK, "%s",
		     ledger.err.text);
	cr_assert_eq(sb_count_resolve(ledger.book, &about, "00000017", product, false, &out, &ledger.err),
		     SB_NOT_FOUND);
	ct_step(&ledger, SB_KIND_COUNT_POST, count);
	ct_has(&ledger, product, 3);
	ct_survives_rebuilding(&ledger);
}

Test(count, a_code_is_never_resolved_to_a_product_that_was_put_away)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 0), count = ct_begin_all(&ledger);
	struct sb_count_step about = SB_COUNT_STEP(count);
	struct sb_outcome out;

	ct_scan_code(&ledger, count, "00000017");
	cr_assert_eq(lg_undo(&ledger, product, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(sb_count_resolve(ledger.book, &about, "00000017", product, false, &out, &ledger.err), SB_REFUSED);
	cr_assert_eq(ct_seen(&ledger, count).unmatched, 1);
}

Test(count, what_was_put_away_is_not_begun_to_be_counted)
{
	int64_t products[] = { lg_add(&ledger, "sku=A;name=Thing", SB_NONE), lg_add(&ledger, "sku=B;name=Other", SB_NONE) };
	struct sb_count_ask ask = SB_COUNT_ASK;
	struct sb_outcome out;

	cr_assert_eq(lg_archive(&ledger, products[1], &out), SB_OK, "%s", ledger.err.text);
	ask.scope = SB_SCOPE_LIST;
	ask.products = products;
	ask.product_count = 2;
	cr_assert_eq(sb_count_open(ledger.book, &ask, &out, &ledger.err), SB_REFUSED);
	ask.product_count = 1;
	cr_assert_eq(sb_count_open(ledger.book, &ask, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	lg_whole(&ledger);
}

Test(count, a_product_named_twice_is_counted_once)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 1000);
	const int64_t twice[] = { product, product };
	struct sb_count_ask ask = SB_COUNT_ASK;

	ask.scope = SB_SCOPE_LIST;
	ask.products = twice;
	ask.product_count = SB_COUNT(twice);
	cr_assert_eq(ct_seen(&ledger, ct_begin(&ledger, &ask)).scope_lines, 1);
	ct_survives_rebuilding(&ledger);
}

Test(count, a_scan_brought_back_is_taken_back_by_undoing_what_brought_it_back)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 1000), count = ct_begin_all(&ledger);
	int64_t scan = ct_scan(&ledger, count, product, 1, SB_NONE), last = 0;
	struct sb_outcome out;

	for (int i = 0; i < 3; i++) {
		cr_assert_eq(sb_entry_standing(ledger.book, scan, &last, &ledger.err), SB_OK, "%s", ledger.err.text);
		cr_assert_eq(lg_undo(&ledger, last, &out), SB_OK, "%s", ledger.err.text);
		cr_assert_eq(ct_seen(&ledger, count).scans, 0);
		cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "%s", ledger.err.text);
		cr_assert_eq(ct_seen(&ledger, count).scans, 1);
	}
}

/* ---- states ---- */

enum deed { SCAN, RECOUNT, REVIEW, POST, CANCEL, DEEDS };

static enum sb_status try_deed(int64_t count, int64_t product, enum deed deed)
{
	struct sb_outcome out;

	switch (deed) {
	case SCAN:
		return ct_try_scan(&ledger, count, product, 1, SB_NONE, false, false, &out);
	case RECOUNT:
		return ct_try_scan(&ledger, count, product, 1, SB_NONE, false, true, &out);
	case REVIEW:
		return ct_try_step(&ledger, SB_KIND_COUNT_REVIEW, count, false, &out);
	case POST:
		return ct_try_step(&ledger, SB_KIND_COUNT_POST, count, false, &out);
	default:
		return ct_try_step(&ledger, SB_KIND_COUNT_CANCEL, count, false, &out);
	}
}

static int64_t in_state(int64_t product, enum sb_count_status status)
{
	int64_t count = ct_begin_all(&ledger);

	ct_scan(&ledger, count, product, 1, SB_NONE);
	if (status == SB_COUNT_REVIEW)
		ct_step(&ledger, SB_KIND_COUNT_REVIEW, count);
	if (status == SB_COUNT_POSTED)
		ct_step(&ledger, SB_KIND_COUNT_POST, count);
	if (status == SB_COUNT_CANCELLED)
		ct_step(&ledger, SB_KIND_COUNT_CANCEL, count);
	cr_assert_eq(ct_seen(&ledger, count).status, status);
	return count;
}

Test(count, every_deed_is_allowed_or_refused_by_the_state)
{
	static const enum sb_status answers[SB_COUNT_STATUS_COUNT][DEEDS] = {
		[SB_COUNT_OPEN] = { SB_OK, SB_REFUSED, SB_OK, SB_OK, SB_OK },
		[SB_COUNT_REVIEW] = { SB_REFUSED, SB_OK, SB_OK, SB_OK, SB_OK },
		[SB_COUNT_POSTED] = { SB_CONFLICT, SB_CONFLICT, SB_CONFLICT, SB_OK, SB_CONFLICT },
		[SB_COUNT_CANCELLED] = { SB_CONFLICT, SB_CONFLICT, SB_CONFLICT, SB_CONFLICT, SB_CONFLICT },
	};
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 100000);

	for (enum sb_count_status status = 0; status < SB_COUNT_STATUS_COUNT; status++)
		for (enum deed deed = 0; deed < DEEDS; deed++)
			cr_assert_eq(try_deed(in_state(product, status), product, deed), answers[status][deed],
				     "%s, deed %d: %s", sb_count_word(status), (int)deed, ledger.err.text);
	ct_survives_rebuilding(&ledger);
}

Test(count, posting_twice_answers_as_the_first_time)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 10000), count = ct_begin_all(&ledger);
	struct sb_outcome first, second;

	ct_scan(&ledger, count, product, 7, SB_NONE);
	first = ct_step(&ledger, SB_KIND_COUNT_POST, count);
	ct_move(&ledger, SB_KIND_SALE, product, 1, SB_NONE);
	second = ct_step(&ledger, SB_KIND_COUNT_POST, count);
	cr_assert(second.replayed);
	cr_assert_eq(second.seq, first.seq);
	ct_has(&ledger, product, 6);
}

Test(count, steps_are_taken_back_one_by_one)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 10000), count = ct_begin_all(&ledger);
	struct sb_outcome review, out;

	ct_scan(&ledger, count, product, 7, SB_NONE);
	review = ct_step(&ledger, SB_KIND_COUNT_REVIEW, count);
	out = ct_step(&ledger, SB_KIND_COUNT_POST, count);
	cr_assert_eq(lg_undo(&ledger, review.seq, &out), SB_CONFLICT, "not while it is posted");
	out = ct_reverse(&ledger, count);
	ct_has(&ledger, product, 10);
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_REFUSED, "what was reversed is posted anew");
	cr_assert_eq(lg_undo(&ledger, review.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(ct_seen(&ledger, count).status, SB_COUNT_OPEN);
	ct_scan(&ledger, count, product, 1, SB_NONE);
	ct_step(&ledger, SB_KIND_COUNT_POST, count);
	ct_has(&ledger, product, 8);
	ct_reverse(&ledger, count);
	out = ct_step(&ledger, SB_KIND_COUNT_CANCEL, count);
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(ct_seen(&ledger, count).status, SB_COUNT_REVIEW);
	cr_assert_eq(lg_undo(&ledger, count, &out), SB_REFUSED, "what was counted is given up by cancelling alone");
	cr_assert_eq(ct_seen(&ledger, count).status, SB_COUNT_REVIEW);
	ct_survives_rebuilding(&ledger);
}

/* ---- tolerance and other eyes ---- */

Test(count, a_line_beyond_the_tolerance_is_counted_again_by_somebody_else)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing;cost=2.00", 100000), count;
	struct sb_count_ask ask = SB_COUNT_ASK;
	struct sb_outcome out;

	ask.scope_lines = 1;
	ask.tolerance_milli = 2000;
	count = ct_begin(&ledger, &ask);
	ct_scan(&ledger, count, product, 95, SB_NONE);
	cr_assert_eq(ct_try_step(&ledger, SB_KIND_COUNT_POST, count, false, &out), SB_REFUSED);
	cr_assert_eq(ct_seen(&ledger, count).status, SB_COUNT_OPEN, "a refused posting leaves no review behind");
	ct_step(&ledger, SB_KIND_COUNT_REVIEW, count);
	cr_assert(ct_line_of(&ledger, count, product).is_beyond);
	cr_assert_eq(ct_line_of(&ledger, count, product).variance_minor, -1000);
	sb_book_act_as(ledger.book, "berta", "till 2");
	ct_move(&ledger, SB_KIND_SALE, product, 1, SB_NONE);
	sb_book_act_as(ledger.book, "anna", "till 1");
	ct_move(&ledger, SB_KIND_SALE, product, 1, SB_NONE);
	cr_assert_eq(ct_try_scan(&ledger, count, product, 97, SB_NONE, true, true, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(ct_line_of(&ledger, count, product).counted, 97000);
	cr_assert_not(ct_line_of(&ledger, count, product).is_beyond);
	ct_step(&ledger, SB_KIND_COUNT_POST, count);
	ct_has(&ledger, product, 97);
	ct_survives_rebuilding(&ledger);
}

Test(count, who_counted_first_does_not_count_again_unless_there_is_nobody_else)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 100000), count = ct_begin_all(&ledger);
	struct sb_outcome out;

	ct_scan(&ledger, count, product, 95, SB_NONE);
	ct_step(&ledger, SB_KIND_COUNT_REVIEW, count);
	cr_assert_eq(ct_try_scan(&ledger, count, product, 96, SB_NONE, true, true, &out), SB_OK, "%s", ledger.err.text);
	sb_book_act_as(ledger.book, "berta", "till 2");
	cr_assert_eq(ct_try_scan(&ledger, count, product, 40, SB_NONE, false, true, &out), SB_OK, "%s",
		     ledger.err.text);
	cr_assert_eq(ct_try_scan(&ledger, count, product, 50, SB_NONE, false, true, &out), SB_OK, "%s",
		     ledger.err.text);
	cr_assert_eq(ct_line_of(&ledger, count, product).counted, 90000,
		     "hers take the place of what was there and add up");
	sb_book_act_as(ledger.book, "ann", "till");
	cr_assert_eq(ct_try_scan(&ledger, count, product, 96, SB_NONE, true, true, &out), SB_REFUSED,
		     "now there is somebody else");
	cr_assert_eq(ct_line_of(&ledger, count, product).is_recounted, true);
	ct_survives_rebuilding(&ledger);
}

Test(count, tolerances_in_percent_and_money_are_as_strict)
{
	static const struct {
		int64_t milli, percent, minor, counted;
		bool beyond;
	} cases[] = {
		{ SB_NONE, SB_NONE, SB_NONE, 0, false }, { 5000, SB_NONE, SB_NONE, 95, false },
		{ 5000, SB_NONE, SB_NONE, 94, true },    { SB_NONE, 50, SB_NONE, 95, false },
		{ SB_NONE, 50, SB_NONE, 106, true },     { SB_NONE, SB_NONE, 1000, 95, false },
		{ SB_NONE, SB_NONE, 1000, 94, true },    { 100000, 50, SB_NONE, 94, true },
		{ 0, SB_NONE, SB_NONE, 99, true },       { SB_NONE, SB_QTY_MAX, SB_NONE, 0, false },
	};
	int64_t product = lg_add(&ledger, "sku=A;name=Thing;cost=2.00", 100000), many = lg_add(&ledger, "sku=B;name=Sand", SB_QTY_MAX - 1000);

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct sb_count_ask ask = { .scope_lines = 1,
					    .tolerance_milli = cases[i].milli,
					    .tolerance_percent = cases[i].percent,
					    .tolerance_minor = cases[i].minor };
		int64_t count = ct_begin(&ledger, &ask);

		ct_scan(&ledger, count, product, cases[i].counted, SB_NONE);
		cr_assert_eq(ct_line_of(&ledger, count, product).is_beyond, cases[i].beyond, "case %zu", i);
		ct_scan(&ledger, count, many, 0, SB_NONE);
		cr_assert_eq(ct_line_of(&ledger, count, many).is_beyond,
			     cases[i].milli != SB_NONE || (cases[i].percent != SB_NONE && cases[i].percent < 1000), "case %zu", i);
	}
}

/* ---- blind ---- */

Test(count, a_blind_count_tells_nothing_before_its_review)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing;cost=2.00", 100000), count;
	struct sb_count_ask ask = SB_COUNT_ASK;
	struct sb_count_sums sums;

	ask.scope_lines = 1;
	ask.is_blind = true;
	count = ct_begin(&ledger, &ask);
	ct_scan(&ledger, count, product, 95, SB_NONE);
	cr_assert(ct_seen(&ledger, count).is_hidden);
	cr_assert_eq(ct_line_of(&ledger, count, product).expected, SB_NONE);
	cr_assert_eq(ct_line_of(&ledger, count, product).variance, SB_NONE);
	cr_assert_eq(ct_line_of(&ledger, count, product).variance_minor, SB_NONE);
	cr_assert_eq(sb_count_sum(ledger.book, count, &sums, &ledger.err), SB_REFUSED);
	ct_step(&ledger, SB_KIND_COUNT_REVIEW, count);
	cr_assert_eq(ct_line_of(&ledger, count, product).variance, -5000);
	cr_assert_eq(sb_count_sum(ledger.book, count, &sums, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(sums.short_minor, 1000);
	cr_assert_eq(sums.differing, 1);
}

/* ---- what was never counted ---- */

Test(count, what_was_never_counted_is_left_or_taken_for_gone)
{
	int64_t counted = lg_add(&ledger, "sku=A;name=Thing", 10000), gone = lg_add(&ledger, "sku=B;name=Gone", 5000),
		never = lg_add(&ledger, "sku=C;name=Never", SB_NONE), count;
	const int64_t uncounted[] = { counted, gone, never };
	struct sb_count_ask ask = SB_COUNT_ASK;
	struct sb_count_step post = SB_COUNT_STEP(0);
	struct sb_outcome out;

	ask.scope_lines = 3;
	ask.zeroes = true;
	count = ct_begin(&ledger, &ask);
	ct_scan(&ledger, count, counted, 9, SB_NONE);
	post.count = count;
	post.uncounted = uncounted;
	post.uncounted_count = 3;
	cr_assert_eq(sb_count_post(ledger.book, &post, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	ct_has(&ledger, counted, 9);
	ct_has(&ledger, gone, 0);
	cr_assert_eq(lg_number(&ledger, "SELECT count(*) FROM count_lines"), 2);
	ct_survives_rebuilding(&ledger);
	ct_reverse(&ledger, count);
	ct_has(&ledger, gone, 5);
	cr_assert_eq(lg_number(&ledger, "SELECT count(*) FROM count_lines"), 1);
	cr_assert_eq(lg_number(&ledger, "SELECT count(*) FROM stock WHERE counted_at IS NOT NULL"), 0);
	ct_survives_rebuilding(&ledger);
}

/* ---- physical truth ---- */

Test(count, what_is_there_is_booked_even_below_what_is_held)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 10000), count = ct_begin_all(&ledger);

	lg_moved(&ledger, SB_KIND_HOLD_ALLOCATE, product, 8000);
	ct_scan(&ledger, count, product, 5, SB_NONE);
	ct_step(&ledger, SB_KIND_COUNT_POST, count);
	ct_has(&ledger, product, 5);
	cr_assert_eq(lg_stock(&ledger, product).available, -3000);
	lg_whole(&ledger);
}

Test(count, what_is_promised_keeps_a_product_though_none_of_it_was_there)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 10000), count = ct_begin_all(&ledger);
	struct sb_outcome out;

	lg_moved(&ledger, SB_KIND_HOLD_ALLOCATE, product, 8000);
	ct_scan(&ledger, count, product, 0, SB_NONE);
	ct_step(&ledger, SB_KIND_COUNT_POST, count);
	cr_assert_eq(lg_archive(&ledger, product, &out), SB_REFUSED);
	cr_assert_not_null(strstr(ledger.err.text, "8 of A Thing are held"), "%s", ledger.err.text);
	lg_whole(&ledger);
}
