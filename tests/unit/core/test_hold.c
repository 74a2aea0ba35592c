/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds: every step in every state, time that runs out and runs back, parts, orders, tokens, and what many programs do
 * at once. */
#include "ledger.h"
#include "stockbook/hold.h"
#include "stockbook/list.h"
#include "tests/support.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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

TestSuite(hold, .init = open_book, .fini = close_book, .timeout = 120);

static enum sb_status place(struct ledger *in, enum sb_kind kind, int64_t product, int64_t qty_milli, const char *token,
			    bool optimistic, struct sb_outcome *out)
{
	const struct sb_line line = lg_line(product, qty_milli);
	const struct sb_hold_ask ask = {
		.kind = kind,
		.lines = &line,
		.line_count = 1,
		.expires_ms = 300 * SECOND,
		.token = token,
		.is_optimistic = optimistic,
	};

	return sb_hold_place(in->book, &ask, out, &in->err);
}

static int64_t held(int64_t product, int64_t qty_milli)
{
	struct sb_outcome out;

	cr_assert_eq(place(&ledger, SB_KIND_HOLD_PLACE, product, qty_milli, NULL, false, &out), SB_OK, "%s",
		     ledger.err.text);
	return out.seq;
}

static enum sb_status step_of(struct ledger *in, enum sb_kind kind, int64_t hold, const struct sb_line *line)
{
	const struct sb_hold_step step = {
		.kind = kind,
		.hold = hold,
		.lines = line,
		.line_count = line ? 1 : 0,
		.reason = kind == SB_KIND_HOLD_CANCEL ? "gone" : NULL,
	};
	struct sb_outcome out;

	return sb_hold_resolve(in->book, &step, &out, &in->err);
}

static enum sb_status step(enum sb_kind kind, int64_t hold)
{
	return step_of(&ledger, kind, hold, NULL);
}

static enum sb_hold_status status_of(int64_t id)
{
	struct sb_hold hold;

	cr_assert_eq(sb_hold_get(ledger.book, id, ledger.arena, &hold, &ledger.err), SB_OK, "%s", ledger.err.text);
	return hold.status;
}

static void is_stock(int64_t product, int64_t on_hand, int64_t is_held, int64_t committed, int64_t available)
{
	struct sb_stock stock = lg_stock(&ledger, product);

	cr_assert_eq(stock.on_hand, on_hand * 1000);
	cr_assert_eq(stock.held, is_held * 1000, "held %lld", (long long)stock.held);
	cr_assert_eq(stock.committed, committed * 1000);
	cr_assert_eq(stock.available, available * 1000, "available %lld", (long long)stock.available);
}

/* A book rebuilt is the book that was there. */
static void survives_rebuilding(void)
{
	int64_t entries,
		sum = lg_number(
			&ledger,
			"SELECT sum(held * 7 + committed * 11 + fulfilled * 13 + hold * product) FROM hold_lines");

	lg_whole(&ledger);
	cr_assert_eq(sb_book_rebuild(ledger.book, NULL, &entries, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(
		lg_number(&ledger,
			  "SELECT sum(held * 7 + committed * 11 + fulfilled * 13 + hold * product) FROM hold_lines"),
		sum);
	lg_whole(&ledger);
}

/* ---- states ---- */

/* A hold brought into a state. */
static int64_t in_state(int64_t product, enum sb_hold_status status)
{
	int64_t hold = held(product, 1000), swept;

	if (status == SB_HOLD_ALLOCATED || status == SB_HOLD_FULFILLED)
		cr_assert_eq(step(SB_KIND_HOLD_CONVERT, hold), SB_OK, "%s", ledger.err.text);
	if (status == SB_HOLD_FULFILLED)
		cr_assert_eq(step(SB_KIND_HOLD_FULFIL, hold), SB_OK, "%s", ledger.err.text);
	if (status == SB_HOLD_RELEASED)
		cr_assert_eq(step(SB_KIND_HOLD_RELEASE, hold), SB_OK, "%s", ledger.err.text);
	if (status == SB_HOLD_CANCELLED)
		cr_assert_eq(step(SB_KIND_HOLD_CANCEL, hold), SB_OK, "%s", ledger.err.text);
	if (status == SB_HOLD_EXPIRED) {
		ledger.now += 300 * SECOND;
		cr_assert_eq(sb_hold_sweep(ledger.book, INT64_MAX, &swept, &ledger.err), SB_OK, "%s", ledger.err.text);
		cr_assert_geq(swept, 1);
	}
	cr_assert_eq(status_of(hold), status);
	return hold;
}

Test(hold, every_step_in_every_state_is_taken_or_told_why_not)
{
	static const struct {
		enum sb_hold_status from;
		enum sb_kind kind;
		enum sb_status status;
		enum sb_hold_status to; /* when taken */
		const char *says;
	} table[] = {
		{ SB_HOLD_HELD, SB_KIND_HOLD_CONVERT, SB_OK, SB_HOLD_ALLOCATED, NULL },
		{ SB_HOLD_HELD, SB_KIND_HOLD_RELEASE, SB_OK, SB_HOLD_RELEASED, NULL },
		{ SB_HOLD_HELD, SB_KIND_HOLD_CANCEL, SB_OK, SB_HOLD_CANCELLED, NULL },
		{ SB_HOLD_HELD, SB_KIND_HOLD_FULFIL, SB_REFUSED, SB_HOLD_HELD, "not allocated yet" },
		{ SB_HOLD_ALLOCATED, SB_KIND_HOLD_CONVERT, SB_CONFLICT, SB_HOLD_ALLOCATED, "already allocated" },
		{ SB_HOLD_ALLOCATED, SB_KIND_HOLD_RELEASE, SB_CONFLICT, SB_HOLD_ALLOCATED, "already allocated" },
		{ SB_HOLD_ALLOCATED, SB_KIND_HOLD_CANCEL, SB_OK, SB_HOLD_CANCELLED, NULL },
		{ SB_HOLD_ALLOCATED, SB_KIND_HOLD_FULFIL, SB_OK, SB_HOLD_FULFILLED, NULL },
		{ SB_HOLD_FULFILLED, SB_KIND_HOLD_CONVERT, SB_CONFLICT, SB_HOLD_FULFILLED, "already handed over" },
		{ SB_HOLD_FULFILLED, SB_KIND_HOLD_RELEASE, SB_CONFLICT, SB_HOLD_FULFILLED, "already handed over" },
		{ SB_HOLD_FULFILLED, SB_KIND_HOLD_CANCEL, SB_CONFLICT, SB_HOLD_FULFILLED, "already handed over" },
		{ SB_HOLD_FULFILLED, SB_KIND_HOLD_FULFIL, SB_CONFLICT, SB_HOLD_FULFILLED, "already handed over" },
		{ SB_HOLD_RELEASED, SB_KIND_HOLD_CONVERT, SB_CONFLICT, SB_HOLD_RELEASED, "already released" },
		{ SB_HOLD_RELEASED, SB_KIND_HOLD_RELEASE, SB_CONFLICT, SB_HOLD_RELEASED, "already released" },
		{ SB_HOLD_RELEASED, SB_KIND_HOLD_CANCEL, SB_CONFLICT, SB_HOLD_RELEASED, "already released" },
		{ SB_HOLD_RELEASED, SB_KIND_HOLD_FULFIL, SB_CONFLICT, SB_HOLD_RELEASED, "already released" },
		{ SB_HOLD_CANCELLED, SB_KIND_HOLD_CONVERT, SB_CONFLICT, SB_HOLD_CANCELLED, "already cancelled" },
		{ SB_HOLD_CANCELLED, SB_KIND_HOLD_RELEASE, SB_CONFLICT, SB_HOLD_CANCELLED, "already cancelled" },
		{ SB_HOLD_CANCELLED, SB_KIND_HOLD_CANCEL, SB_CONFLICT, SB_HOLD_CANCELLED, "already cancelled" },
		{ SB_HOLD_CANCELLED, SB_KIND_HOLD_FULFIL, SB_CONFLICT, SB_HOLD_CANCELLED, "already cancelled" },
		{ SB_HOLD_EXPIRED, SB_KIND_HOLD_CONVERT, SB_REFUSED, SB_HOLD_EXPIRED, "has expired" },
		{ SB_HOLD_EXPIRED, SB_KIND_HOLD_RELEASE, SB_REFUSED, SB_HOLD_EXPIRED, "has expired" },
		{ SB_HOLD_EXPIRED, SB_KIND_HOLD_CANCEL, SB_REFUSED, SB_HOLD_EXPIRED, "has expired" },
		{ SB_HOLD_EXPIRED, SB_KIND_HOLD_FULFIL, SB_REFUSED, SB_HOLD_EXPIRED, "has expired" },
	};
	int64_t mug = lg_add(&ledger, "name=Mug;price=2", 100000), out = 0, set_aside = 0;

	for (size_t i = 0; i < SB_COUNT(table); i++) {
		int64_t hold = in_state(mug, table[i].from), before = lg_head(&ledger);
		enum sb_status status = step(table[i].kind, hold);

		cr_assert_eq(status, table[i].status, "row %zu: %s", i, ledger.err.text);
		cr_assert_eq(status_of(hold), table[i].to, "row %zu", i);
		if (status)
			cr_assert_not_null(strstr(ledger.err.text, table[i].says), "row %zu: %s", i, ledger.err.text);
		cr_assert_eq(lg_head(&ledger), before + (status == SB_OK), "a refused step writes nothing");
		out += table[i].to == SB_HOLD_FULFILLED;
		set_aside += table[i].to == SB_HOLD_ALLOCATED;
	}
	is_stock(mug, 100 - out, 0, set_aside, 100 - out - set_aside);
	survives_rebuilding();
}

Test(hold, every_part_resolves_once_and_on_its_own)
{
	int64_t mug = lg_add(&ledger, "name=Mug;price=2", 10000), hold = held(mug, 6000);
	const struct sb_line two = lg_line(mug, 2000), five = lg_line(mug, 5000), none = lg_line(mug + 1000, 1000);

	is_stock(mug, 10, 6, 0, 4);
	cr_assert_eq(step_of(&ledger, SB_KIND_HOLD_CONVERT, hold, &two), SB_OK, "%s", ledger.err.text);
	is_stock(mug, 10, 4, 2, 4);
	cr_assert_eq(status_of(hold), SB_HOLD_HELD);
	cr_assert_eq(step_of(&ledger, SB_KIND_HOLD_RELEASE, hold, &five), SB_REFUSED);
	cr_assert_not_null(strstr(ledger.err.text, "only 4"), "%s", ledger.err.text);
	cr_assert_eq(step_of(&ledger, SB_KIND_HOLD_RELEASE, hold, &none), SB_REFUSED);
	cr_assert_eq(step_of(&ledger, SB_KIND_HOLD_RELEASE, hold, &two), SB_OK, "%s", ledger.err.text);
	is_stock(mug, 10, 2, 2, 6);
	ledger.now += 300 * SECOND;
	is_stock(mug, 10, 0, 2, 8);
	cr_assert_eq(status_of(hold), SB_HOLD_ALLOCATED, "what was allocated outlives what was held");
	cr_assert_eq(step(SB_KIND_HOLD_CONVERT, hold), SB_REFUSED, "the rest has expired");
	cr_assert_eq(step(SB_KIND_HOLD_FULFIL, hold), SB_OK, "%s", ledger.err.text);
	is_stock(mug, 8, 0, 0, 8);
	cr_assert_eq(status_of(hold), SB_HOLD_FULFILLED);
	cr_assert_eq(lg_number(&ledger, "SELECT sum(revenue_minor) FROM daily_usage"), 400, "handing over is a sale");
	lg_moved(&ledger, SB_KIND_SALE, mug, 8000);
	is_stock(mug, 0, 0, 0, 0);
	survives_rebuilding();
}

Test(hold, what_was_allocated_is_cancelled_for_a_reason)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 3000);
	struct sb_outcome out;
	struct sb_hold_step silent = { .kind = SB_KIND_HOLD_CANCEL };

	cr_assert_eq(place(&ledger, SB_KIND_HOLD_ALLOCATE, mug, 2000, NULL, false, &out), SB_OK, "%s", ledger.err.text);
	is_stock(mug, 3, 0, 2, 1);
	silent.hold = out.seq;
	cr_assert_eq(sb_hold_resolve(ledger.book, &silent, &out, &ledger.err), SB_INVALID);
	ledger.now += 400 * 86400 * SECOND;
	is_stock(mug, 3, 0, 2, 1);
	cr_assert_eq(step(SB_KIND_HOLD_CANCEL, silent.hold), SB_OK, "%s", ledger.err.text);
	is_stock(mug, 3, 0, 0, 3);
	survives_rebuilding();
}

/* ---- time ---- */

Test(hold, it_stops_counting_the_moment_it_expires)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 5000), hold = held(mug, 4000);
	struct sb_outcome out;

	ledger.now += 300 * SECOND - 1;
	is_stock(mug, 5, 4, 0, 1);
	cr_assert_eq(lg_move(&ledger, SB_KIND_SALE, mug, 2000, &out), SB_SHORT_STOCK);
	ledger.now++;
	is_stock(mug, 5, 0, 0, 5);
	cr_assert_eq(status_of(hold), SB_HOLD_EXPIRED);
	cr_assert_eq(step(SB_KIND_HOLD_CONVERT, hold), SB_REFUSED);
	int64_t before = lg_head(&ledger), sold = lg_moved(&ledger, SB_KIND_SALE, mug, 5000);
	cr_assert_eq(sold, before + 2, "the expiry was recorded first");
	cr_assert_eq(lg_number(&ledger, "SELECT count(*) FROM entries WHERE kind = 'hold_expire'"), 1);
	cr_assert_eq(lg_number(&ledger, "SELECT occurred_at FROM entries WHERE kind = 'hold_expire'"), ledger.now);
	survives_rebuilding();
}

Test(hold, a_clock_set_back_revives_nothing_that_was_used)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 5000), used = held(mug, 4000);

	ledger.now += 301 * SECOND;
	lg_moved(&ledger, SB_KIND_SALE, mug, 3000);
	ledger.now -= 200 * SECOND;
	is_stock(mug, 2, 0, 0, 2);
	cr_assert_eq(step(SB_KIND_HOLD_CONVERT, used), SB_REFUSED);
	cr_assert_not_null(strstr(ledger.err.text, "has expired"), "%s", ledger.err.text);
	survives_rebuilding();
}

Test(hold, a_refused_write_records_no_expiry)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 5000);
	struct sb_outcome out;

	held(mug, 4000);
	ledger.now += 301 * SECOND;
	int64_t before = lg_head(&ledger);
	cr_assert_eq(lg_move(&ledger, SB_KIND_SALE, mug, 6000, &out), SB_SHORT_STOCK);
	cr_assert_not_null(strstr(ledger.err.text, "only 5"), "%s", ledger.err.text);
	cr_assert_eq(lg_head(&ledger), before);
	lg_whole(&ledger);
}

Test(hold, sweeping_only_tidies)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 9000), count;

	for (int i = 0; i < 3; i++)
		held(mug, 1000);
	cr_assert_eq(sb_hold_sweep(ledger.book, INT64_MAX, &count, &ledger.err), SB_OK);
	cr_assert_eq(count, 0);
	ledger.now += 300 * SECOND;
	is_stock(mug, 9, 0, 0, 9);
	cr_assert_eq(sb_hold_sweep(ledger.book, INT64_MAX, &count, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(count, 3);
	is_stock(mug, 9, 0, 0, 9);
	survives_rebuilding();
}

Test(hold, its_time_has_bounds)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 9000);
	const struct sb_line line = lg_line(mug, 1000);
	struct sb_hold_ask ask = { .kind = SB_KIND_HOLD_PLACE, .lines = &line, .line_count = 1 };
	const int64_t wrong[] = { 0, -1, 999, SB_HOLD_EXPIRES_MAX + 1, INT64_MAX };
	struct sb_outcome out;

	for (size_t i = 0; i < SB_COUNT(wrong); i++) {
		ask.expires_ms = wrong[i];
		cr_assert_eq(sb_hold_place(ledger.book, &ask, &out, &ledger.err), SB_INVALID, "%zu", i);
	}
	is_stock(mug, 9, 0, 0, 9);
}

/* ---- many products, orders, corrections ---- */

Test(hold, several_products_are_held_all_or_none_and_lines_of_one_are_summed)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 5000), tea = lg_add(&ledger, "name=Tea", 2000);
	struct sb_line lines[] = { lg_line(mug, 2000), lg_line(tea, 3000), lg_line(mug, 1000) };
	struct sb_hold_ask ask = {
		.kind = SB_KIND_HOLD_PLACE, .lines = lines, .line_count = 3, .expires_ms = 60 * SECOND
	};
	struct sb_outcome out;

	for (int optimistic = 0; optimistic < 2; optimistic++) {
		ask.is_optimistic = optimistic;
		lines[1].qty_milli = 3000;
		int64_t before = lg_head(&ledger);
		cr_assert_eq(sb_hold_place(ledger.book, &ask, &out, &ledger.err), SB_SHORT_STOCK);
		cr_assert_eq(lg_head(&ledger), before);
		lines[1].qty_milli = 1000;
		cr_assert_eq(sb_hold_place(ledger.book, &ask, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
		is_stock(mug, 5, 3, 0, 2);
		is_stock(tea, 2, 1, 0, 1);
		cr_assert_eq(sb_hold_place(ledger.book, &ask, &out, &ledger.err), SB_SHORT_STOCK,
			     "three mugs are asked for, summed");
		ledger.now += 60 * SECOND;
	}
	survives_rebuilding();
}

Test(hold, an_order_asking_the_same_again_is_told_of_its_hold)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 9000);
	struct sb_line line = lg_line(mug, 2000);
	const struct sb_hold_ask ask = {
		.kind = SB_KIND_HOLD_PLACE, .lines = &line, .line_count = 1, .expires_ms = 60 * SECOND, .order = "7"
	};
	struct sb_hold_step release = { .lines = &line, .line_count = 1 };
	struct sb_outcome first, again, more, out;

	cr_assert_eq(sb_hold_place(ledger.book, &ask, &first, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(sb_hold_place(ledger.book, &ask, &again, &ledger.err), SB_OK);
	cr_assert(again.replayed && again.seq == first.seq);
	line.qty_milli = 1000;
	cr_assert_eq(sb_hold_place(ledger.book, &ask, &more, &ledger.err), SB_OK);
	cr_assert(!more.replayed);
	is_stock(mug, 9, 3, 0, 6);
	line.qty_milli = 4000;
	cr_assert_eq(sb_hold_release_order(ledger.book, "7", &release, &out, &ledger.err), SB_REFUSED);
	cr_assert_not_null(strstr(ledger.err.text, "only 3"), "%s", ledger.err.text);
	line.qty_milli = 2000;
	cr_assert_eq(sb_hold_release_order(ledger.book, "7", &release, &out, &ledger.err), SB_OK, "%s",
		     ledger.err.text);
	is_stock(mug, 9, 1, 0, 8);
	cr_assert_eq(status_of(first.seq), SB_HOLD_RELEASED, "the oldest first");
	line.qty_milli = 2000;
	cr_assert_eq(sb_hold_place(ledger.book, &ask, &again, &ledger.err), SB_OK);
	cr_assert(!again.replayed, "what was released may be asked for anew");
	ledger.now += 60 * SECOND;
	cr_assert_eq(sb_hold_release_order(ledger.book, "7", &release, &out, &ledger.err), SB_REFUSED,
		     "it holds nothing any more");
	survives_rebuilding();
}

static void is_the_short_one(int64_t hold)
{
	const struct sb_ask ask = { .query = "short:yes", .columns = "hold" };
	struct sb_page page;

	cr_assert_eq(sb_list_page(sb_list_find("holds"), ledger.book, &ask, &page, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(page.count, 1);
	cr_assert_eq(page.rows[0].id, hold);
	sb_page_release(&page);
}

Test(hold, a_physical_correction_posts_and_leaves_holds_short)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 10000), first = held(mug, 4000), second = held(mug, 4000);
	struct sb_line line = lg_line(mug, 5000);
	struct sb_draft draft = SB_DRAFT(SB_KIND_ADJUST);
	struct sb_outcome out;

	line.from = SB_AT_STORE;
	line.to = SB_AT_DIFFERENCE;
	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_SHORT_STOCK);
	draft.physical = true;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	is_stock(mug, 5, 8, 0, -3);
	lg_whole(&ledger);
	is_the_short_one(second); /* who came first is served first */
	cr_assert_eq(step(SB_KIND_HOLD_CONVERT, first), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(step(SB_KIND_HOLD_FULFIL, first), SB_OK, "%s", ledger.err.text);
	is_stock(mug, 1, 4, 0, -3);
	cr_assert_eq(step(SB_KIND_HOLD_RELEASE, second), SB_OK, "%s", ledger.err.text);
	is_stock(mug, 1, 0, 0, 1);
	survives_rebuilding();
}

Test(hold, placing_is_undone_as_long_as_nothing_came_of_it)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 10000), hold = held(mug, 4000), changed = held(mug, 2000),
		gone = held(mug, 1000);
	const struct sb_line one = lg_line(mug, 1000);
	struct sb_outcome out;

	cr_assert_eq(lg_undo(&ledger, hold, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(status_of(hold), SB_HOLD_CANCELLED);
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_REFUSED, "it is not placed again");
	cr_assert_eq(step_of(&ledger, SB_KIND_HOLD_RELEASE, changed, &one), SB_OK);
	cr_assert_eq(lg_undo(&ledger, changed, &out), SB_REFUSED);
	cr_assert_eq(lg_undo(&ledger, lg_head(&ledger), &out), SB_REFUSED, "what came of a hold stays");
	ledger.now += 300 * SECOND;
	cr_assert_eq(lg_undo(&ledger, gone, &out), SB_REFUSED);
	is_stock(mug, 10, 0, 0, 10);
	survives_rebuilding();
}

Test(hold, lists_subtract_only_what_still_counts)
{
	int64_t mug = lg_add(&ledger, "sku=A;name=Mug", 10000);
	struct sb_ask ask = { .columns = "sku,held,available", .sort = "available" };
	struct sb_page page;

	lg_add(&ledger, "sku=B;name=Tea", 8000);
	held(mug, 4000);
	for (int round = 0; round < 2; round++) {
		cr_assert_eq(sb_list_page(sb_list_find("products"), ledger.book, &ask, &page, &ledger.err), SB_OK, "%s",
			     ledger.err.text);
		cr_assert_eq(page.count, 2);
		cr_assert_str_eq(page.rows[round ? 1 : 0].values[0].s, "A");
		cr_assert_eq(page.rows[round ? 1 : 0].values[1].n, round ? 0 : 4000);
		cr_assert_eq(page.rows[round ? 1 : 0].values[2].n, round ? 10000 : 6000);
		sb_page_release(&page);
		ledger.now += 300 * SECOND;
	}
}

/* ---- many at once ---- */

/* Runs `work` in so many processes, each with the book open on its own; how many of them answered what. */
static void all_at_once(const char *path, int count, int (*work)(struct ledger *own, int number), int answers[8])
{
	static uint64_t chance = 1000; /* ids differ from those of any process before */
	pid_t children[64];

	chance += (uint64_t)count;
	memset(answers, 0, 8 * sizeof(answers[0]));
	fflush(NULL);
	for (int i = 0; i < count; i++) {
		children[i] = fork();
		cr_assert_geq(children[i], 0);
		if (!children[i]) {
			struct ledger own;

			lg_reopen(&own, path);
			own.now = ledger.now;
			own.random.state = chance + (uint64_t)i;
			int answer = work(&own, i);

			lg_close(&own);
			_exit(answer);
		}
	}
	for (int i = 0; i < count; i++) {
		int status;

		cr_assert_eq(waitpid(children[i], &status, 0), children[i]);
		cr_assert(WIFEXITED(status) && WEXITSTATUS(status) < 8, "process %d: %x", i, (unsigned)status);
		answers[WEXITSTATUS(status)]++;
	}
}

static char *on_disk(void)
{
	sb_owned_string directory = st_directory();
	char *path = st_path(directory, "shop.book");

	lg_close(&ledger);
	lg_create(&ledger, path, false);
	return path;
}

enum { DONE, SHORT, OTHER, TOO_LATE };

static int64_t raced; /* the product or the hold that the processes are after */
static bool optimists;

static int with_one_token(struct ledger *own, int number)
{
	struct sb_outcome out;

	(void)number;
	if (place(own, SB_KIND_HOLD_PLACE, raced, 1000, optimists ? "one" : "another", optimists, &out) != SB_OK)
		return OTHER;
	return out.replayed ? TOO_LATE : DONE;
}

Test(hold, sixteen_with_one_token_get_one_hold)
{
	sb_owned_string path = on_disk();
	int answers[8];

	for (int round = 0; round < 2; round++) {
		raced = lg_add(&ledger, "name=Mug", 1000);
		optimists = round;
		all_at_once(path, 16, with_one_token, answers);
		cr_assert_eq(answers[DONE], 1);
		cr_assert_eq(answers[TOO_LATE], 15, "all the others get the same");
		is_stock(raced, 1, 1, 0, 0);
	}
	survives_rebuilding();
}

static int ten_times(struct ledger *own, int number)
{
	struct sb_outcome out;

	for (int i = 0; i < 10; i++)
		if (place(own, SB_KIND_HOLD_PLACE, raced, 1000, NULL, number < 4, &out) != SB_OK)
			return own->err.status == SB_SHORT_STOCK ? SHORT : OTHER;
	return DONE;
}

Test(hold, neither_strategy_fails_while_there_is_stock_or_holds_more_than_there_is)
{
	sb_owned_string path = on_disk();
	int answers[8];

	raced = lg_add(&ledger, "name=Mug", 100000);
	all_at_once(path, 8, ten_times, answers);
	cr_assert_eq(answers[DONE], 8, "80 of 100: nobody is refused");
	is_stock(raced, 100, 80, 0, 20);
	all_at_once(path, 8, ten_times, answers);
	cr_assert_eq(answers[OTHER], 0);
	is_stock(raced, 100, 100, 0, 0);
	survives_rebuilding();
}

static int race(struct ledger *own, int number)
{
	static const enum sb_kind kinds[] = { SB_KIND_HOLD_CONVERT, SB_KIND_HOLD_RELEASE, SB_KIND_HOLD_CANCEL };
	int64_t count;

	if (number % 4 == 3) {
		own->now += 300 * SECOND;
		return sb_hold_sweep(own->book, INT64_MAX, &count, &own->err) != SB_OK ? OTHER : count ? DONE : TOO_LATE;
	}
	switch (step_of(own, kinds[number % 4], raced, NULL)) {
	case SB_OK:
		return DONE;
	case SB_CONFLICT:
	case SB_REFUSED:
		return TOO_LATE;
	default:
		return OTHER;
	}
}

Test(hold, converting_releasing_and_expiring_have_one_winner)
{
	sb_owned_string path = on_disk();
	int64_t mug = lg_add(&ledger, "name=Mug", 5000);

	for (int round = 0; round < 6; round++) {
		int answers[8];

		raced = held(mug, 1000);
		all_at_once(path, 8, race, answers);
		cr_assert_eq(answers[OTHER], 0);
		/* Cancelling may follow converting: what is allocated can still be cancelled. */
		int64_t won = lg_number(&ledger,
					"SELECT count(*) FROM entries e WHERE e.subject = (SELECT max(id) FROM holds) "
					"AND e.kind IN ('hold_convert', 'hold_release', 'hold_expire')");
		int64_t cancelled = lg_number(
			&ledger, "SELECT count(*) FROM entries e WHERE e.subject = (SELECT max(id) FROM holds) "
				 "AND e.kind = 'hold_cancel'");
		cr_assert_leq(won, 1);
		cr_assert_leq(cancelled, 1);
		cr_assert_eq(won + cancelled, answers[DONE]);
		cr_assert_geq(answers[DONE], 1);
	}
	survives_rebuilding();
}
