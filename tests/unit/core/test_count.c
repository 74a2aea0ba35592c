/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock counts: what adds up to what, what a posted count absorbs, what reversing it gives back, and who is told what. */
#include "ledger.h"
#include "stockbook/count.h"
#include "stockbook/list.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define MINUTE INT64_C(60000)
#define AT(hour, minute) (LEDGER_NOW + ((hour) - 12) * 60 * MINUTE + (minute) * MINUTE)

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

/* ---- doing ---- */

static void now_is(int64_t now)
{
	ledger.now = now;
}

static enum sb_status try_move(enum sb_kind kind, int64_t product, int64_t units, int64_t at, struct sb_outcome *out)
{
	const struct sb_line line = lg_line(product, units * 1000);
	struct sb_draft draft = SB_DRAFT(kind);

	draft.lines = &line;
	draft.line_count = 1;
	draft.occurred_at = at;
	return sb_book_post(ledger.book, &draft, out, &ledger.err);
}

/* Moves so many at a time; the entry. */
static struct sb_outcome move(enum sb_kind kind, int64_t product, int64_t units, int64_t at)
{
	struct sb_outcome out;

	cr_assert_eq(try_move(kind, product, units, at, &out), SB_OK, "%s", ledger.err.text);
	return out;
}

static int64_t begin(const struct sb_count_ask *ask)
{
	struct sb_outcome out;

	cr_assert_eq(sb_count_open(ledger.book, ask, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	return out.seq;
}

static int64_t begin_all(void)
{
	struct sb_count_ask ask = SB_COUNT_ASK;

	ask.scope_lines = 10;
	return begin(&ask);
}

static enum sb_status try_scan(int64_t count, int64_t product, int64_t units, int64_t at, bool absolute, bool recount,
			       struct sb_outcome *out)
{
	struct sb_count_scan scan = SB_COUNT_SCAN(count);
	struct sb_count_scanned scanned;

	scan.product = product;
	scan.qty_milli = units * 1000;
	scan.counted_at = at;
	scan.is_absolute = absolute;
	scan.is_recount = recount;
	return sb_count_scan(ledger.book, &scan, &scanned, out, &ledger.err);
}

static int64_t scan(int64_t count, int64_t product, int64_t units, int64_t at)
{
	struct sb_outcome out;

	cr_assert_eq(try_scan(count, product, units, at, false, false, &out), SB_OK, "%s", ledger.err.text);
	return out.seq;
}

static int64_t scan_code(int64_t count, const char *code)
{
	struct sb_count_scan read = SB_COUNT_SCAN(count);
	struct sb_count_scanned scanned;
	struct sb_outcome out;

	read.code = code;
	cr_assert_eq(sb_count_scan(ledger.book, &read, &scanned, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	return out.seq;
}

static enum sb_status try_step(enum sb_kind kind, int64_t count, bool force, struct sb_outcome *out)
{
	struct sb_count_step step = SB_COUNT_STEP(count);

	step.is_forced = force;
	if (kind == SB_KIND_COUNT_POST)
		return sb_count_post(ledger.book, &step, out, &ledger.err);
	if (kind == SB_KIND_COUNT_CANCEL)
		return sb_count_cancel(ledger.book, &step, out, &ledger.err);
	return sb_count_review(ledger.book, &step, out, &ledger.err);
}

static struct sb_outcome step(enum sb_kind kind, int64_t count)
{
	struct sb_outcome out;

	cr_assert_eq(try_step(kind, count, false, &out), SB_OK, "%s", ledger.err.text);
	return out;
}

static struct sb_outcome reverse(int64_t count)
{
	struct sb_outcome out;

	cr_assert_eq(sb_count_reverse(ledger.book, count, NULL, NULL, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	return out;
}

/* ---- looking ---- */

static struct sb_count_line line_of(int64_t count, int64_t product)
{
	struct sb_count_line line;

	cr_assert_eq(sb_count_line_get(ledger.book, count, product, &line, &ledger.err), SB_OK, "%s", ledger.err.text);
	return line;
}

static struct sb_count seen(int64_t id)
{
	struct sb_count count;

	cr_assert_eq(sb_count_get(ledger.book, id, ledger.arena, &count, &ledger.err), SB_OK, "%s", ledger.err.text);
	return count;
}

static void has(int64_t product, int64_t units)
{
	cr_assert_eq(lg_on_hand(&ledger, product), units * 1000, "%lld on hand, %lld expected",
		     (long long)lg_on_hand(&ledger, product) / 1000, (long long)units);
}

/* The book is whole, and rebuilding makes the same of it. */
static void survives_rebuilding(void)
{
	static const char sum[] = "SELECT coalesce(sum(counted * 7 + counted_at * 3 + since_seq * 11 + coalesce(expected, 5) * 13 "
				  "+ coalesce(absorbed, 5) * 17 + recounted * 19), 0) FROM count_lines";
	int64_t entries, before = lg_number(&ledger, sum);

	lg_whole(&ledger);
	cr_assert_eq(sb_book_rebuild(ledger.book, NULL, &entries, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_number(&ledger, sum), before);
	lg_whole(&ledger);
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
		move(SB_KIND_SALE, product, 3, SB_NONE);
		now_is(AT(13, 30));
		count = begin_all();
		scan(count, product, 90, SB_NONE);
		if (cases[i].posted_first)
			step(SB_KIND_COUNT_POST, count);
		now_is(AT(13, 35));
		late = move(SB_KIND_SALE, product, 2, AT(13, 20));
		cr_assert_eq(late.absorbed_by != 0, cases[i].posted_first, "%s", cases[i].what);
		if (!cases[i].posted_first)
			step(SB_KIND_COUNT_POST, count);
		has(product, 90);
		now_is(AT(14, 0));
		move(SB_KIND_REMOVE, product, 2, SB_NONE);
		has(product, 88);
		reverse(count);
		has(product, 93);
		survives_rebuilding();
	}
}

Test(count, what_is_sold_between_counting_and_posting_is_not_a_difference)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 100000), count = begin_all();

	now_is(AT(13, 0));
	scan(count, product, 100, SB_NONE);
	now_is(AT(13, 10));
	move(SB_KIND_SALE, product, 100, SB_NONE);
	now_is(AT(13, 20));
	step(SB_KIND_COUNT_POST, count);
	has(product, 0);
	cr_assert_eq(line_of(count, product).variance, 0);
	cr_assert_eq(lg_number(&ledger, "SELECT counted_at FROM stock"), AT(13, 0));
	survives_rebuilding();
}

Test(count, at_the_same_time_the_number_of_the_entry_decides)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 10000), count = begin_all();

	now_is(AT(13, 30));
	move(SB_KIND_SALE, product, 1, AT(13, 0));
	scan(count, product, 9, AT(13, 0));
	move(SB_KIND_SALE, product, 2, AT(13, 0));
	cr_assert_eq(line_of(count, product).expected, 9000);
	step(SB_KIND_COUNT_POST, count);
	has(product, 7);
	cr_assert_eq(move(SB_KIND_SALE, product, 3, AT(13, 0)).absorbed_by, 0);
	has(product, 4);
	survives_rebuilding();
}

/* ---- adding up ---- */

Test(count, scans_of_several_people_add_up_and_an_absolute_one_is_all_of_ones_own)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 100000), count = begin_all(), wrong;
	struct sb_outcome out;

	scan(count, product, 3, SB_NONE);
	sb_book_act_as(ledger.book, "berta", "till 2");
	scan(count, product, 5, SB_NONE);
	wrong = scan(count, product, 7, SB_NONE);
	cr_assert_eq(line_of(count, product).counted, 15000);
	cr_assert_eq(try_scan(count, product, 4, SB_NONE, true, false, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(line_of(count, product).counted, 7000, "3 of one and 4 of the other");
	cr_assert_eq(lg_undo(&ledger, wrong, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(line_of(count, product).counted, 7000);
	cr_assert_eq(lg_undo(&ledger, lg_head(&ledger) - 1, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(line_of(count, product).counted, 8000, "the absolute one negated as well");
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(line_of(count, product).counted, 7000, "and done again");
	cr_assert_eq(seen(count).scans, 3);
	survives_rebuilding();
}

Test(count, progress_is_kept_with_each_scan)
{
	int64_t first = lg_add(&ledger, "sku=A;name=Thing", 100000), second = lg_add(&ledger, "sku=B;name=Other", SB_NONE);
	const int64_t products[] = { first };
	struct sb_count_ask ask = SB_COUNT_ASK;
	struct sb_count_scan outside;
	struct sb_count_scanned scanned;
	struct sb_outcome out;
	int64_t count;

	ask.scope = SB_SCOPE_LIST;
	ask.products = products;
	ask.product_count = 1;
	count = begin(&ask);
	outside = (struct sb_count_scan)SB_COUNT_SCAN(count);
	outside.product = second;
	outside.is_outside = true;
	scan(count, first, 3, SB_NONE);
	scan(count, first, 4, SB_NONE);
	cr_assert_eq(sb_count_scan(ledger.book, &outside, &scanned, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(seen(count).scope_lines, 1);
	cr_assert_eq(seen(count).lines, 2);
	cr_assert_eq(seen(count).lines_in_scope, 1);
	cr_assert_eq(seen(count).total_milli, 8000);
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(seen(count).lines, 1);
	cr_assert_eq(seen(count).total_milli, 7000);
	survives_rebuilding();
}

/* ---- unknown codes ---- */

Test(count, unknown_codes_are_kept_until_somebody_says_what_they_are)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 10000), count = begin_all();
	struct sb_count_step about = SB_COUNT_STEP(count);
	struct sb_outcome out;

	scan_code(count, "a");
	scan_code(count, "4006381333931");
	scan_code(count, "4006381333931");
	scan_code(count, "00000017");
	cr_assert_eq(seen(count).unmatched, 3);
	step(SB_KIND_COUNT_REVIEW, count);
	cr_assert_eq(try_step(SB_KIND_COUNT_POST, count, false, &out), SB_REFUSED);
	cr_assert_eq(sb_count_resolve(ledger.book, &about, "4006381333931", product, false, &out, &ledger.err), SB_OK, "%s",
		     ledger.err.text);
	cr_assert_eq(line_of(count, product).counted, 3000);
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(line_of(count, product).counted, 1000);
	cr_assert_eq(seen(count).unmatched, 3);
	survives_rebuilding();
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(line_of(count, product).counted, 3000);
	cr_assert_eq(sb_count_resolve(ledger.book, &about, "00000017", SB_NONE, false, &out, &ledger.err), SB_OK, "%s",
		     ledger.err.text);
	cr_assert_eq(sb_count_resolve(ledger.book, &about, "00000017", product, false, &out, &ledger.err), SB_NOT_FOUND);
	step(SB_KIND_COUNT_POST, count);
	has(product, 3);
	survives_rebuilding();
}

/* ---- states ---- */

enum deed { SCAN, RECOUNT, REVIEW, POST, CANCEL, DEEDS };

static enum sb_status try_deed(int64_t count, int64_t product, enum deed deed)
{
	struct sb_outcome out;

	switch (deed) {
	case SCAN:
		return try_scan(count, product, 1, SB_NONE, false, false, &out);
	case RECOUNT:
		return try_scan(count, product, 1, SB_NONE, false, true, &out);
	case REVIEW:
		return try_step(SB_KIND_COUNT_REVIEW, count, false, &out);
	case POST:
		return try_step(SB_KIND_COUNT_POST, count, false, &out);
	default:
		return try_step(SB_KIND_COUNT_CANCEL, count, false, &out);
	}
}

static int64_t in_state(int64_t product, enum sb_count_status status)
{
	int64_t count = begin_all();

	scan(count, product, 1, SB_NONE);
	if (status == SB_COUNT_REVIEW)
		step(SB_KIND_COUNT_REVIEW, count);
	if (status == SB_COUNT_POSTED)
		step(SB_KIND_COUNT_POST, count);
	if (status == SB_COUNT_CANCELLED)
		step(SB_KIND_COUNT_CANCEL, count);
	cr_assert_eq(seen(count).status, status);
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
	survives_rebuilding();
}

Test(count, posting_twice_answers_as_the_first_time)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 10000), count = begin_all();
	struct sb_outcome first, second;

	scan(count, product, 7, SB_NONE);
	first = step(SB_KIND_COUNT_POST, count);
	move(SB_KIND_SALE, product, 1, SB_NONE);
	second = step(SB_KIND_COUNT_POST, count);
	cr_assert(second.replayed);
	cr_assert_eq(second.seq, first.seq);
	has(product, 6);
}

Test(count, steps_are_taken_back_one_by_one)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 10000), count = begin_all();
	struct sb_outcome review, out;

	scan(count, product, 7, SB_NONE);
	review = step(SB_KIND_COUNT_REVIEW, count);
	out = step(SB_KIND_COUNT_POST, count);
	cr_assert_eq(lg_undo(&ledger, review.seq, &out), SB_CONFLICT, "not while it is posted");
	out = reverse(count);
	has(product, 10);
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_REFUSED, "what was reversed is posted anew");
	cr_assert_eq(lg_undo(&ledger, review.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(seen(count).status, SB_COUNT_OPEN);
	scan(count, product, 1, SB_NONE);
	step(SB_KIND_COUNT_POST, count);
	has(product, 8);
	reverse(count);
	out = step(SB_KIND_COUNT_CANCEL, count);
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(seen(count).status, SB_COUNT_REVIEW);
	cr_assert_eq(lg_undo(&ledger, count, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(seen(count).status, SB_COUNT_CANCELLED);
	survives_rebuilding();
}

/* ---- tolerance and other eyes ---- */

Test(count, a_line_beyond_the_tolerance_is_counted_again_by_somebody_else)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing;cost=2.00", 100000), count;
	struct sb_count_ask ask = SB_COUNT_ASK;
	struct sb_outcome out;

	ask.scope_lines = 1;
	ask.tolerance_milli = 2000;
	count = begin(&ask);
	scan(count, product, 95, SB_NONE);
	cr_assert_eq(try_step(SB_KIND_COUNT_POST, count, false, &out), SB_REFUSED);
	cr_assert_eq(seen(count).status, SB_COUNT_OPEN, "a refused posting leaves no review behind");
	step(SB_KIND_COUNT_REVIEW, count);
	cr_assert(line_of(count, product).is_beyond);
	cr_assert_eq(line_of(count, product).variance_minor, -1000);
	sb_book_act_as(ledger.book, "berta", "till 2");
	move(SB_KIND_SALE, product, 1, SB_NONE);
	sb_book_act_as(ledger.book, "anna", "till 1");
	move(SB_KIND_SALE, product, 1, SB_NONE);
	cr_assert_eq(try_scan(count, product, 97, SB_NONE, true, true, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(line_of(count, product).counted, 97000);
	cr_assert_not(line_of(count, product).is_beyond);
	step(SB_KIND_COUNT_POST, count);
	has(product, 97);
	survives_rebuilding();
}

Test(count, who_counted_first_does_not_count_again_unless_there_is_nobody_else)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 100000), count = begin_all();
	struct sb_outcome out;

	scan(count, product, 95, SB_NONE);
	step(SB_KIND_COUNT_REVIEW, count);
	cr_assert_eq(try_scan(count, product, 96, SB_NONE, true, true, &out), SB_OK, "%s", ledger.err.text);
	sb_book_act_as(ledger.book, "berta", "till 2");
	cr_assert_eq(try_scan(count, product, 40, SB_NONE, false, true, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(try_scan(count, product, 50, SB_NONE, false, true, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(line_of(count, product).counted, 90000, "hers take the place of what was there and add up");
	sb_book_act_as(ledger.book, "test", "here");
	lg_moved(&ledger, SB_KIND_SALE, product, 1000);
	sb_book_act_as(ledger.book, "berta", "till 2");
	cr_assert_eq(line_of(count, product).is_recounted, true);
	survives_rebuilding();
}

Test(count, tolerances_in_percent_and_money_are_as_strict)
{
	static const struct {
		int64_t milli, percent, minor, counted;
		bool beyond;
	} cases[] = {
		{ SB_NONE, SB_NONE, SB_NONE, 0, false }, { 5000, SB_NONE, SB_NONE, 95, false }, { 5000, SB_NONE, SB_NONE, 94, true },
		{ SB_NONE, 50, SB_NONE, 95, false },	 { SB_NONE, 50, SB_NONE, 106, true },	{ SB_NONE, SB_NONE, 1000, 95, false },
		{ SB_NONE, SB_NONE, 1000, 94, true },	 { 100000, 50, SB_NONE, 94, true },	{ 0, SB_NONE, SB_NONE, 99, true },
	};
	int64_t product = lg_add(&ledger, "sku=A;name=Thing;cost=2.00", 100000);

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct sb_count_ask ask = { .scope_lines = 1,
					    .tolerance_milli = cases[i].milli,
					    .tolerance_percent = cases[i].percent,
					    .tolerance_minor = cases[i].minor };
		int64_t count = begin(&ask);

		scan(count, product, cases[i].counted, SB_NONE);
		cr_assert_eq(line_of(count, product).is_beyond, cases[i].beyond, "case %zu", i);
	}
}

/* ---- blind ---- */

Test(count, a_blind_count_tells_nothing_before_its_review)
{
	static const char hidden[] = "SELECT 1";
	int64_t product = lg_add(&ledger, "sku=A;name=Thing;cost=2.00", 100000), count;
	struct sb_count_ask ask = SB_COUNT_ASK;
	struct sb_count_sums sums;

	(void)hidden;
	ask.scope_lines = 1;
	ask.is_blind = true;
	count = begin(&ask);
	scan(count, product, 95, SB_NONE);
	cr_assert(seen(count).is_hidden);
	cr_assert_eq(line_of(count, product).expected, SB_NONE);
	cr_assert_eq(line_of(count, product).variance, SB_NONE);
	cr_assert_eq(line_of(count, product).variance_minor, SB_NONE);
	cr_assert_eq(sb_count_sum(ledger.book, count, &sums, &ledger.err), SB_REFUSED);
	step(SB_KIND_COUNT_REVIEW, count);
	cr_assert_eq(line_of(count, product).variance, -5000);
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
	count = begin(&ask);
	scan(count, counted, 9, SB_NONE);
	post.count = count;
	post.uncounted = uncounted;
	post.uncounted_count = 3;
	cr_assert_eq(sb_count_post(ledger.book, &post, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	has(counted, 9);
	has(gone, 0);
	cr_assert_eq(lg_number(&ledger, "SELECT count(*) FROM count_lines"), 2);
	survives_rebuilding();
	reverse(count);
	has(gone, 5);
	cr_assert_eq(lg_number(&ledger, "SELECT count(*) FROM count_lines"), 1);
	cr_assert_eq(lg_number(&ledger, "SELECT count(*) FROM stock WHERE counted_at IS NOT NULL"), 0);
	survives_rebuilding();
}

/* ---- physical truth ---- */

Test(count, what_is_there_is_booked_even_below_what_is_held)
{
	int64_t product = lg_add(&ledger, "sku=A;name=Thing", 10000), count = begin_all();

	lg_moved(&ledger, SB_KIND_HOLD_ALLOCATE, product, 8000);
	scan(count, product, 5, SB_NONE);
	step(SB_KIND_COUNT_POST, count);
	has(product, 5);
	cr_assert_eq(lg_stock(&ledger, product).available, -3000);
	lg_whole(&ledger);
}

/* ---- the book against a timeline ---- */

/* What happened, in the order it happened: moves add, posted counts set. */
struct event {
	int64_t at, place; /* in time, and among what is at the same time */
	int64_t units;	   /* moved, or counted */
	int64_t count;	   /* 0: a move */
	int64_t entry;	   /* what to undo */
	bool is_gone, was_absorbed;
};

struct timeline {
	struct event events[600];
	size_t count;
	int64_t product;
};

static bool comes_before(const struct event *a, const struct event *b)
{
	return a->at != b->at ? a->at < b->at : a->place < b->place;
}

static void put(struct timeline *line, struct event event)
{
	size_t at = line->count++;

	cr_assert_lt(line->count, SB_COUNT(line->events));
	for (; at > 0 && comes_before(&event, &line->events[at - 1]); at--)
		line->events[at] = line->events[at - 1];
	line->events[at] = event;
}

/* On hand once everything before this place happened. */
static int64_t units_before(const struct timeline *line, int64_t at, int64_t place)
{
	const struct event until = { .at = at, .place = place };
	int64_t units = 0;

	for (size_t i = 0; i < line->count && comes_before(&line->events[i], &until); i++) {
		const struct event *event = &line->events[i];

		if (!event->is_gone)
			units = event->count ? event->units : units + event->units;
	}
	return units;
}

static bool is_absorbed(const struct timeline *line, int64_t at)
{
	for (size_t i = 0; i < line->count; i++)
		if (line->events[i].count && !line->events[i].is_gone && line->events[i].at > at)
			return true;
	return false;
}

static int64_t some_time(void)
{
	return lg_below(&ledger, 3) ? ledger.now : ledger.now - lg_below(&ledger, 20) * MINUTE;
}

static void do_move(struct timeline *line)
{
	int64_t at = some_time(), units = 1 + lg_below(&ledger, 9), sign = lg_below(&ledger, 2) ? 1 : -1;
	struct sb_outcome out = move(sign > 0 ? SB_KIND_RECEIVE : SB_KIND_SALE, line->product, units, at);
	bool absorbed = is_absorbed(line, at);

	cr_assert_eq(out.absorbed_by != 0, absorbed);
	put(line, (struct event){ .at = at, .place = out.seq, .units = sign * units, .entry = out.seq, .was_absorbed = absorbed });
}

/* One line in a count of its own; what it expects is what the timeline says. */
static void do_count(struct timeline *line)
{
	int64_t at = some_time(), units = lg_below(&ledger, 30), count = begin_all(), place = scan(count, line->product, units, at);

	if (lg_below(&ledger, 2))
		do_move(line);
	cr_assert_eq(line_of(count, line->product).expected, units_before(line, at, place) * 1000);
	step(SB_KIND_COUNT_POST, count);
	put(line, (struct event){ .at = at, .place = place, .units = units, .count = count });
}

static void do_undo(struct timeline *line)
{
	struct event *event = line->count ? &line->events[lg_below(&ledger, (int64_t)line->count)] : NULL;
	struct sb_outcome out;

	if (!event || event->is_gone || (!event->count && !event->entry))
		return;
	if (event->count) {
		event->is_gone = true;
		reverse(event->count);
		return;
	}
	cr_assert_eq(lg_undo(&ledger, event->entry, &out), SB_OK, "%s", ledger.err.text);
	event->entry = 0;
	/* what a count had absorbed is taken back at its own time, anything else now */
	if (event->was_absorbed)
		event->is_gone = true;
	else
		put(line, (struct event){ .at = out.occurred_at, .place = out.seq, .units = -event->units });
}

Test(count, on_hand_is_what_happened_in_the_order_it_happened)
{
	lg_close(&ledger);
	lg_open(&ledger, true);
	for (int round = 0; round < 12; round++) {
		char fields[40];
		struct timeline line = { 0 };

		(void)snprintf(fields, sizeof(fields), "sku=P%d;name=Thing", round);
		line.product = lg_add(&ledger, fields, SB_NONE);
		for (int i = 0; i < 60; i++) {
			int64_t what = lg_below(&ledger, 10);

			ledger.now += lg_below(&ledger, 3) * MINUTE;
			if (what < 5)
				do_move(&line);
			else if (what < 7)
				do_count(&line);
			else
				do_undo(&line);
			has(line.product, units_before(&line, INT64_MAX, 0));
		}
	}
	survives_rebuilding();
}
