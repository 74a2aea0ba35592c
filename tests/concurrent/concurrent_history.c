/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Many processes trade in one small book at once, through the library and through the program, and write down what they saw. The history
 * must be linearizable; and the judge that says so must catch a race that was planted, and histories that were forged.
 *
 * PROCESSES=n, OPS=n of each, SHELL_EVERY=n: one of so many operations goes through the program.
 */
#include "planted.h"
#include "play.h"

#include "scene.h"
#include "stockbook/store.h"
#include "support.h"
#include "tap.h"

#include <err.h>

/* What came in and went out, as it was told to those who did it, is what is there and on its way. */
static bool is_conserved(const struct history *history, struct sb_book *book, const struct past_names *names)
{
	int64_t expected = PLAY_STOCK * 1000 * HISTORY_PRODUCTS, found = 0;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stock stock;

	for (size_t i = 0; i < history->count; i++) {
		const struct event *event = &history->events[i];
		int64_t sign = event->act == ACT_RECEIVE || event->act == ACT_MORE ? 1
			       : event->act == ACT_SELL || event->act == ACT_REMOVE || event->act == ACT_LESS ? -1
			       : event->act == ACT_BASKET ? -2 : 0;

		expected += event_wrote(event) ? sign * event->qty_milli : 0;
	}
	/* undone and handed over parts are as large as the journal says; that those are right the judge has seen */
	expected += scene_number(book, "SELECT coalesce(sum(CASE WHEN l.from_place IN (1, 8, 9, 10) THEN -l.qty_milli ELSE l.qty_milli END), 0)"
				       " FROM entry_lines l JOIN entries e ON e.seq = l.seq WHERE e.kind IN ('undo', 'hold_fulfil')");
	for (int store = 0; store < HISTORY_STORES; store++)
		for (int product = 0; product < HISTORY_PRODUCTS; product++) {
			if (sb_stock_in(book, names->stores[store], names->products[product], &stock, &err))
				errx(99, "%s", err.text);
			found += stock.on_hand;
		}
	found += scene_number(book, "SELECT coalesce(sum(sent - received - lost), 0) FROM transfer_lines");
	if (found != expected)
		tap_note("there are %lld, told were %lld", (long long)found, (long long)expected);
	return found == expected;
}

static void trade(struct play *play, int process)
{
	long operations = tap_amount("OPS", st_long() ? 10000 : 250);

	(void)process;
	for (long i = 0; i < operations; i++) {
		struct event event = actor_choose(&play->actor);

		actor_do(&play->actor, &event);
	}
}

static void test_history(struct play *play, struct history *history)
{
	struct verdict verdict = { .notes = 10 };
	int64_t begun = tap_clock(), judged;
	struct sb_book *book;

	play_run(play, trade);
	judged = tap_clock();
	history_load(history, play->folder, play->processes);
	play_judge(play, history, &verdict);
	tap_ok(!verdict.total, "what %d processes did is linearizable: %ld entries, %ld expiries, %ld reads, %ld refusals, %ld repeats",
	       play->processes, verdict.entries, verdict.expiries, verdict.reads, verdict.refusals, verdict.replays);
	tap_note("%.1f s to do, %.1f s to judge", (double)(judged - begun) / 1000, (double)(tap_clock() - judged) / 1000);
	book = play_open(play);
	tap_ok(is_conserved(history, book, &play->actor.names), "over all places nothing appeared or vanished");
	tap_ok(scene_is_sound(book), "the book's check is clean");
	sb_book_close(book);
}

static void test_forgeries(struct play *play, const struct history *history)
{
	struct sb_book *book = play_open(play);

	for (size_t i = 0; i < planted_forgeries(); i++)
		planted_forge(i, history, book, &play->actor.names, play->base);
	sb_book_close(book);
}

int main(void)
{
	const char *program = getenv("STOCKBOOK");
	struct play play = { .processes = (int)tap_amount("PROCESSES", 8) };
	struct history history = { 0 };

	scene_begin(tap_seed());
	play_prepare(&play);
	play.actor.shell_every = program && *program ? (int)tap_amount("SHELL_EVERY", 25) : 0;
	if (!play.actor.shell_every)
		tap_note("STOCKBOOK names no program: everything goes through the library");
	test_history(&play, &history);
	test_forgeries(&play, &history);
	for (int i = 0; i < 2; i++)
		planted_race(i);
	history_release(&history);
	play_release(&play);
	return tap_done();
}
