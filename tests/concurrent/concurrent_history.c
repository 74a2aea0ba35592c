/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Many processes trade in one small book at once, through the library and through the program, and write down what they saw. The history
 * must be linearizable; and the judge that says so must catch a race that was planted, and histories that were forged.
 *
 * PROCESSES=n, OPS=n of each, SHELL_EVERY=n: one of so many operations goes through the program.
 */
#include "planted.h"

#include "scene.h"
#include "stockbook/store.h"
#include "support.h"
#include "tap.h"

#include <err.h>
#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FIRST_STOCK = 12 };

struct play {
	char *folder, *path;
	struct actor actor;
	int64_t base; /* the last entry before it begins */
	int processes;
	long operations;
};

static struct sb_book *open_book(const char *path)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;

	if (scene_open(path, &book, &err))
		errx(99, "%s", err.text);
	return book;
}

static void add_north(struct sb_book *book, int64_t *out)
{
	static const struct sb_store_new what = { .code = "NORTH", .name = "North Street", .zone = "UTC" };
	const struct sb_draft draft = SB_DRAFT(SB_KIND_STORE_ADD);
	struct sb_error err = SB_ERROR_INIT;
	sb_owned(write) write = NULL;
	struct sb_outcome outcome;

	if (sb_write_begin(book, &write, &err) || sb_store_add(write, &what, &draft, &outcome, &err) || sb_write_commit(write, &err))
		errx(99, "%s", err.text);
	*out = outcome.seq;
}

/* So little that everybody wants the last one. */
static void leave_few(struct sb_book *book, const int64_t *products)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_REMOVE);
	struct sb_line lines[HISTORY_PRODUCTS];
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;

	for (size_t i = 0; i < HISTORY_PRODUCTS; i++)
		lines[i] = (struct sb_line){ .product = products[i], .qty_milli = SCENE_STOCK - FIRST_STOCK * 1000, .price_minor = SB_NONE,
					     .cost_minor = SB_NONE };
	draft.lines = lines;
	draft.line_count = HISTORY_PRODUCTS;
	if (sb_book_post(book, &draft, &outcome, &err))
		errx(99, "%s", err.text);
}

static void prepare(struct play *play)
{
	int64_t products[SCENE_PRODUCTS];
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book;
	struct sb_hash ignored;

	play->folder = st_directory();
	play->path = st_path(play->folder, "shop.book");
	scene_make(play->path, products);
	book = open_book(play->path);
	memcpy(play->actor.names.products, products, sizeof(play->actor.names.products));
	play->actor.names.stores[0] = sb_book_store(book)->id;
	add_north(book, &play->actor.names.stores[1]);
	leave_few(book, products);
	if (sb_book_head(book, &play->base, &ignored, &err))
		errx(99, "%s", err.text);
	sb_book_close(book);
	play->actor.path = play->path;
	play->actor.stage = stage_new();
}

static void run_all(struct play *play)
{
	fflush(NULL);
	for (int i = 0; i < play->processes; i++) {
		uint64_t seed = sb_random_below(scene_random(), UINT64_MAX);
		pid_t child = fork();

		if (child < 0)
			err(99, "fork");
		if (child)
			continue;
		scene_begin(seed);
		play->actor.process = i;
		actor_run(&play->actor, play->folder, play->operations);
		_exit(0);
	}
	for (int i = 0; i < play->processes; i++) {
		int status;

		while (wait(&status) < 0 && errno == EINTR)
			;
		if (!WIFEXITED(status) || WEXITSTATUS(status))
			errx(99, "a process ended badly: %x", (unsigned)status);
	}
}

/* What came in and went out, as it was told to those who did it, is what is there and on its way. */
static bool is_conserved(const struct history *history, struct sb_book *book, const struct past_names *names)
{
	int64_t expected = FIRST_STOCK * 1000 * HISTORY_PRODUCTS, found = 0;
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

static void test_history(struct play *play, struct history *history)
{
	struct verdict verdict = { .notes = 10 };
	int64_t begun = tap_clock(), judged;
	struct sb_book *book;

	run_all(play);
	judged = tap_clock();
	history_load(history, play->folder, play->processes);
	book = open_book(play->path);
	judge(history, book, &play->actor.names, play->base, &verdict);
	tap_ok(!verdict.total, "%d processes × %ld operations are linearizable: %ld entries, %ld expiries, %ld reads, %ld refusals, %ld repeats",
	       play->processes, play->operations, verdict.entries, verdict.expiries, verdict.reads, verdict.refusals, verdict.replays);
	tap_note("%.1f s to do, %.1f s to judge", (double)(judged - begun) / 1000, (double)(tap_clock() - judged) / 1000);
	tap_ok(is_conserved(history, book, &play->actor.names), "over all places nothing appeared or vanished");
	tap_ok(scene_is_sound(book), "the book's check is clean");
	sb_book_close(book);
}

static void test_forgeries(struct play *play, const struct history *history)
{
	struct sb_book *book = open_book(play->path);

	for (size_t i = 0; i < planted_forgeries(); i++)
		planted_forge(i, history, book, &play->actor.names, play->base);
	sb_book_close(book);
}

int main(void)
{
	const char *program = getenv("STOCKBOOK");
	struct play play = { .processes = (int)tap_amount("PROCESSES", 8), .operations = tap_amount("OPS", st_long() ? 10000 : 250) };
	struct history history = { 0 };

	scene_begin(tap_seed());
	prepare(&play);
	play.actor.shell_every = program && *program ? (int)tap_amount("SHELL_EVERY", 25) : 0;
	if (!play.actor.shell_every)
		tap_note("STOCKBOOK names no program: everything goes through the library");
	test_history(&play, &history);
	test_forgeries(&play, &history);
	for (int i = 0; i < 2; i++)
		planted_race(i);
	history_release(&history);
	free(play.folder);
	free(play.path);
	return tap_done();
}
