/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves, counts, late entries and their undoing at random, held against what happened in the order it happened. */
#include "counts.h"
#include <criterion/criterion.h>
#include <stdio.h>

static struct ledger ledger;

static void open_book(void)
{
	lg_open(&ledger, true);
}

static void close_book(void)
{
	lg_close(&ledger);
}

TestSuite(count_timeline, .init = open_book, .fini = close_book, .timeout = 120);

/* What happened, in the order it happened: moves add, posted counts set. */
struct event {
	int64_t at, place; /* in time, and among what is at the same time */
	int64_t units;     /* moved, or counted */
	int64_t count;     /* 0: a move */
	int64_t entry;     /* what to undo */
	bool is_gone, was_absorbed;
};

struct timeline {
	struct event events[600];
	size_t count;
	struct event pending[60]; /* counted and not posted */
	size_t pending_count;
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
	struct sb_outcome out = ct_move(&ledger, sign > 0 ? SB_KIND_RECEIVE : SB_KIND_SALE, line->product, units, at);
	bool absorbed = is_absorbed(line, at);

	cr_assert_eq(out.absorbed_by != 0, absorbed);
	put(line,
	    (struct event){
		    .at = at, .place = out.seq, .units = sign * units, .entry = out.seq, .was_absorbed = absorbed });
}

/* One line in a count of its own, posted some time later. */
static void do_count(struct timeline *line)
{
	struct event event = { .at = some_time(), .units = lg_below(&ledger, 30), .count = ct_begin_all(&ledger) };

	event.place = ct_scan(&ledger, event.count, line->product, event.units, event.at);
	cr_assert_lt(line->pending_count, SB_COUNT(line->pending));
	line->pending[line->pending_count++] = event;
}

/* What it expects is what the timeline says. */
static void do_post(struct timeline *line)
{
	size_t which = line->pending_count ? (size_t)lg_below(&ledger, (int64_t)line->pending_count) : 0;
	struct event event = line->pending[which];

	if (!line->pending_count)
		return;
	line->pending[which] = line->pending[--line->pending_count];
	cr_assert_eq(ct_line_of(&ledger, event.count, line->product).expected,
		     units_before(line, event.at, event.place) * 1000);
	ct_step(&ledger, SB_KIND_COUNT_POST, event.count);
	put(line, event);
}

static void do_undo(struct timeline *line)
{
	struct event *event = line->count ? &line->events[lg_below(&ledger, (int64_t)line->count)] : NULL;
	struct sb_outcome out;

	if (!event || event->is_gone || (!event->count && !event->entry))
		return;
	if (event->count) {
		event->is_gone = true;
		ct_reverse(&ledger, event->count);
		/* it is under review again and may be posted anew */
		line->pending[line->pending_count] = *event;
		line->pending[line->pending_count++].is_gone = false;
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

/* What the book says of a time is what had happened by then. */
static void looks_back(const struct timeline *line)
{
	int64_t at = some_time(), then;

	cr_assert_eq(sb_stock_then(ledger.book, line->product, at, &then, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(then, units_before(line, at, INT64_MAX) * 1000, "%lld", (long long)then);
}

Test(count_timeline, on_hand_is_what_happened_in_the_order_it_happened)
{
	for (int round = 0; round < 16; round++) {
		char fields[40];
		struct timeline line = { 0 };

		(void)snprintf(fields, sizeof(fields), "sku=P%d;name=Thing", round);
		line.product = lg_add(&ledger, fields, SB_NONE);
		for (int i = 0; i < 60; i++) {
			int64_t what = lg_below(&ledger, 10);

			ledger.now += lg_below(&ledger, 3) * MINUTE;
			if (what < 5)
				do_move(&line);
			else if (what < 6)
				do_count(&line);
			else if (what < 8)
				do_post(&line);
			else
				do_undo(&line);
			ct_has(&ledger, line.product, units_before(&line, INT64_MAX, 0));
			looks_back(&line);
		}
	}
	ct_survives_rebuilding(&ledger);
}
