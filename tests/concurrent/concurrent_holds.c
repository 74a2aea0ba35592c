/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Holds at the moment they expire: eight processes convert, release, cancel, fulfil, sweep and sell what becomes free, all within a few
 * milliseconds of that moment by the real clock. Every held part has one winner, every allocated part too, and the history is linearizable.
 *
 * ROUNDS=n of a second and some, twelve holds each.
 */
#include "play.h"

#include "scene.h"
#include "stockbook/hold.h"
#include "support.h"
#include "tap.h"

#include <err.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>

enum { HOLDS = PLAY_STOCK, EARLY_MS = 8, LATE_MS = 4, PARENT = 8 };

struct round {
	int64_t hold[HOLDS], expires_at[HOLDS];
};

/* Made before the processes, which then all know it. */
static struct round *shared_round(void)
{
	static struct round *round;

	if (!round)
		round = mmap(NULL, sizeof(*round), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (round == MAP_FAILED)
		err(99, "mmap");
	return round;
}

static struct event begin_one(struct actor *actor, enum act act, int64_t qty_milli)
{
	struct event event = event_begin(act, actor->process);

	event.qty_milli = qty_milli;
	return event;
}

/* Everything there is of the first product is held, piece by piece. */
static void place_holds(struct actor *actor, struct round *round)
{
	struct event look = begin_one(actor, ACT_READ, 0), less, more;

	actor_do(actor, &look);
	less = begin_one(actor, ACT_LESS, look.seen.available);
	if (less.qty_milli > 0)
		actor_do(actor, &less);
	more = begin_one(actor, ACT_RECEIVE, HOLDS * 1000);
	actor_do(actor, &more);
	for (int i = 0; i < HOLDS; i++) {
		struct event place = begin_one(actor, ACT_PLACE, 1000);
		sb_owned(arena) arena = sb_arena_new();
		struct sb_error why = SB_ERROR_INIT;
		struct sb_entry entry;

		place.expires_ms = 1000;
		actor_do(actor, &place);
		if (place.status != SB_OK || sb_entry_get(actor->book, place.seq, arena, &entry, &why))
			errx(99, "cannot place a hold: %s", why.text);
		round->hold[i] = place.seq;
		round->expires_at[i] = entry.occurred_at + place.expires_ms;
	}
}

/* Around the moment a hold expires each does something else to it. */
static void attack(struct play *play, int process)
{
	static const enum act acts[] = { ACT_CONVERT, ACT_RELEASE, ACT_CANCEL, ACT_CONVERT, ACT_SWEEP, ACT_SELL, ACT_FULFIL };
	const struct round *round = shared_round();

	for (int i = 0; i < HOLDS; i++) {
		int64_t at = round->expires_at[i] - EARLY_MS + (int64_t)sb_random_below(scene_random(), EARLY_MS + LATE_MS);
		enum act act = acts[sb_random_below(scene_random(), SB_COUNT(acts))];
		struct event event;

		while (sb_now() < at)
			sched_yield();
		event = event_begin(act, process);
		event.qty_milli = act == ACT_SELL ? 1000 : 0;
		event.target = act == ACT_SELL || act == ACT_SWEEP ? SB_NONE : round->hold[i];
		actor_do(&play->actor, &event);
	}
}

static void play_round(struct play *play)
{
	play_begin(&play->actor, play->folder, PARENT);
	place_holds(&play->actor, shared_round());
	play_end(&play->actor);
	play_run(play, attack);
}

/* Entries that end what is held, of one hold, are one; likewise those that end what is allocated. */
static int64_t held_won_twice(struct sb_book *book)
{
	return scene_number(book, "SELECT count(*) FROM (SELECT e.subject FROM entries e JOIN entry_lines l ON l.seq = e.seq"
				  " WHERE e.kind IN ('hold_convert', 'hold_release', 'hold_cancel', 'hold_expire') AND l.from_place = 9"
				  " GROUP BY e.subject HAVING count(*) <> 1) AS twice");
}

static int64_t committed_won_twice(struct sb_book *book)
{
	return scene_number(book, "SELECT count(*) FROM (SELECT e.subject FROM entries e JOIN entry_lines l ON l.seq = e.seq"
				  " WHERE e.kind IN ('hold_fulfil', 'hold_cancel') AND l.from_place = 10"
				  " GROUP BY e.subject HAVING count(*) <> 1) AS twice");
}

#define COUNT_OF(book, kind) ((long long)scene_number(book, "SELECT count(*) FROM entries WHERE kind = '" kind "'"))

static void test_winners(struct play *play, int64_t holds)
{
	struct sb_book *book = play_open(play);
	struct sb_error why = SB_ERROR_INIT;
	int64_t swept;

	if (sb_hold_sweep(book, INT64_MAX, &swept, &why))
		errx(99, "%s", why.text);
	tap_ok(!held_won_twice(book) && !committed_won_twice(book), "every part of %lld holds had one winner", (long long)holds);
	tap_ok(!scene_number(book, "SELECT count(*) FROM hold_lines WHERE held > 0"), "and nothing is held any more");
	tap_ok(scene_is_sound(book), "the book's check is clean");
	tap_note("allocated %lld, released %lld, cancelled %lld, expired %lld", COUNT_OF(book, "hold_convert"), COUNT_OF(book, "hold_release"),
		 COUNT_OF(book, "hold_cancel"), COUNT_OF(book, "hold_expire"));
	sb_book_close(book);
}

int main(void)
{
	struct play play = { .processes = 8 };
	struct verdict verdict = { .notes = 10 };
	struct history history = { 0 };
	long rounds = tap_amount("ROUNDS", st_long() ? 60 : 4);

	scene_begin(tap_seed());
	play_prepare(&play);
	(void)shared_round();
	for (long i = 0; i < rounds; i++)
		play_round(&play);
	history_load(&history, play.folder, PARENT + 1);
	play_judge(&play, &history, &verdict);
	tap_ok(!verdict.total, "what 8 processes did to holds as they expired is linearizable: %ld entries, %ld expiries, %ld refusals",
	       verdict.entries, verdict.expiries, verdict.refusals);
	test_winners(&play, rounds * HOLDS);
	history_release(&history);
	play_release(&play);
	return tap_done();
}
