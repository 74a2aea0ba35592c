/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writers are killed in the middle, again and again. Each tells a pipe what was answered "recorded" before it goes on; all of that must be in the
 * book afterwards, once, beside at most one entry a writer whose answer got lost, and the book's check must be clean.
 *
 * KILLS=n says how often; SEED=n plays the same chances again (not the same moments).
 */
#include "scene.h"

#include "support.h"
#include "tap.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WRITERS	       3
#define ROUNDS_OF_BOOK 12 /* then a new one, so that checking stays quick */
#define TOKEN_BYTES    48

extern char **environ;

struct round {
	const char *path, *csv;
	const int64_t *products;
	long number;
	int told; /* the pipe */
};

static int64_t below(int64_t limit)
{
	return (int64_t)sb_random_below(scene_random(), (uint64_t)limit);
}

/* ---- a writer ---- */

/* The program itself, as somebody at a shell. */
static bool run_program(const struct round *round, const char *token)
{
	sb_auto(buf) book = SB_BUF_INIT;
	sb_auto(buf) with_token = SB_BUF_INIT;
	char word[] = "sell", sku[] = "A0", qty[] = "1";
	char *program = getenv("STOCKBOOK");
	posix_spawn_file_actions_t files;
	int status = 0;
	pid_t child;

	if (!program)
		return false;
	sb_buf_printf(&book, "--book=%s", round->path);
	sb_buf_printf(&with_token, "--token=%s", token);
	char *arguments[] = { program, book.data, word, sku, qty, with_token.data, NULL };
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
	status = posix_spawn(&child, program, &files, NULL, arguments, environ);
	posix_spawn_file_actions_destroy(&files);
	if (status != 0 || waitpid(child, &status, 0) < 0)
		return false;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static enum sb_status undo_own(struct sb_book *book, const char *token, struct sb_error *err)
{
	struct sb_outcome outcome;
	int64_t seq = 0;
	enum sb_status status = sb_book_undoable(book, true, &seq, err);

	return status ? status : sb_book_undo(book, seq, token, NULL, &outcome, err);
}

/* A part of what is left of some hold that fits, or all of it; SB_NOT_FOUND: there is none. */
static enum sb_status resolve_some(const struct round *round, struct sb_book *book, const char *token, struct sb_error *err)
{
	static const enum sb_kind kinds[] = { SB_KIND_HOLD_CONVERT, SB_KIND_HOLD_RELEASE, SB_KIND_HOLD_FULFIL, SB_KIND_HOLD_CANCEL };
	static const char held[] = "SELECT max(hold) FROM hold_lines WHERE held > 0";
	static const char committed[] = "SELECT min(hold) FROM hold_lines WHERE committed > 0";
	enum sb_kind kind = kinds[below(SB_COUNT(kinds))];
	int64_t hold = scene_number(book, kind == SB_KIND_HOLD_FULFIL ? committed : held);

	if (hold < 1)
		return sb_fail(err, SB_NOT_FOUND, "no hold");
	return scene_resolve(book, kind, hold, round->products, (size_t)below(2), token, err);
}

static enum sb_status end_some(const struct round *round, struct sb_book *book, const char *token, struct sb_error *err)
{
	static const char open[] = "SELECT min(transfer) FROM transfer_lines WHERE rest > 0";
	int64_t transfer = scene_number(book, open);

	if (transfer < 1)
		return sb_fail(err, SB_NOT_FOUND, "no transfer");
	if (below(4) == 0)
		return scene_end_transfer(book, SB_KIND_TRANSFER_CLOSE, transfer, round->products, 0, token, err);
	return scene_end_transfer(book, SB_KIND_TRANSFER_IN, transfer, round->products, (size_t)below(2), token, err);
}

/* A count is begun, scanned, posted or reversed, whatever there is to do. */
static enum sb_status count_some(const struct round *round, struct sb_book *book, const char *token, struct sb_error *err)
{
	int64_t open = scene_number(book, "SELECT max(id) FROM counts WHERE status IN ('open', 'review')"), what = below(8);
	int64_t posted = scene_number(book, "SELECT max(id) FROM counts WHERE status = 'posted'");

	if (posted && what == 0)
		return scene_reverse_count(book, posted, token, err);
	if (!open)
		return scene_count(book, false, token, err);
	if (what < 5)
		return scene_scan(book, open, round->products[below(SCENE_PRODUCTS)], token, err);
	return scene_post_count(book, open, NULL, 0, token, err);
}

static enum sb_status order_some(const struct round *round, struct sb_book *book, const char *token, struct sb_error *err)
{
	int64_t order = scene_number(book, "SELECT min(order_id) FROM order_lines WHERE rest > 0");
	size_t count = (size_t)below(SCENE_PRODUCTS);

	if (!order || below(3) == 0)
		return scene_order(book, round->products, 1 + count, token, err);
	return scene_receive_order(book, order, round->products, count, below(3) == 0, token, err);
}

static enum sb_status write_deal(const struct round *round, struct sb_book *book, const char *token, struct sb_error *err)
{
	size_t count = 1 + (size_t)below(SCENE_PRODUCTS);
	int64_t what = below(18);

	if (what >= 14)
		return order_some(round, book, token, err);
	if (what >= 10)
		return count_some(round, book, token, err);
	if (what < 3)
		return scene_hold(book, round->products, count, 1000 * (1 + below(3)), token, err);
	if (what < 6)
		return resolve_some(round, book, token, err);
	return what < 8 ? scene_send(book, round->products, count, token, err) : end_some(round, book, token, err);
}

static enum sb_status write_something(const struct round *round, struct sb_book *book, const char *token, struct sb_error *err)
{
	static const enum sb_kind kinds[] = { SB_KIND_SALE, SB_KIND_RECEIVE, SB_KIND_RETURN_IN, SB_KIND_REMOVE, SB_KIND_ADJUST };
	int64_t what = below(40);

	if (what == 0)
		return run_program(round, token) ? SB_OK : sb_fail(err, SB_REFUSED, "the program refused");
	if (what < 3)
		return scene_import(book, round->csv, token, err);
	if (what < 6)
		return undo_own(book, token, err);
	if (what < 28)
		return write_deal(round, book, token, err);
	return scene_post(book, kinds[below(SB_COUNT(kinds))], round->products, 1 + (size_t)below(SCENE_PRODUCTS), token, err);
}

static void write_until_killed(const struct round *round, int writer)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;

	if (scene_open(round->path, &book, &err))
		errx(99, "open: %s", err.text);
	for (int i = 0;; i++) {
		char token[TOKEN_BYTES];

		snprintf(token, sizeof(token), "%ld-%d-%d", round->number, writer, i);
		/* An undo may find that the goods are gone, an import that another writes the same, a hold that it is resolved. */
		if (write_something(round, book, token, &err) == SB_OK && !scene_token(book, token))
			continue; /* an import of nothing */
		if (err.status == SB_CORRUPT || err.status == SB_FAILED)
			errx(97, "%s", err.text);
		if (err.status != SB_OK) {
			err = (struct sb_error)SB_ERROR_INIT;
			continue;
		}
		token[strlen(token) + 1] = '\0';
		token[strlen(token)] = '\n';
		if (write(round->told, token, strlen(token)) < 0)
			_exit(98);
	}
}

static pid_t start_writer(const struct round *round, int writer, uint64_t seed)
{
	pid_t child = fork();

	if (child < 0)
		err(99, "fork");
	if (child)
		return child;
	setpgid(0, 0);
	scene_begin(seed);
	write_until_killed(round, writer);
	_exit(0);
}

/* ---- the one who kills and looks ---- */

struct tally {
	long kills, told, deals, lost, unsound, too_many, early;
	int64_t before; /* entries with a token when the round began */
};

static void kill_all(const pid_t *writers, struct tally *tally)
{
	for (int i = 0; i < WRITERS; i++) {
		int status = 0;

		/* The group too: a program that was started must not go on. */
		if (kill(-writers[i], SIGKILL) != 0)
			kill(writers[i], SIGKILL);
		while (waitpid(writers[i], &status, 0) < 0 && errno == EINTR)
			;
		tally->kills++;
		tally->early += WIFEXITED(status);
	}
}

static void look(const struct round *round, int pipe_end, struct tally *tally)
{
	char token[TOKEN_BYTES * 2];
	FILE *told = fdopen(pipe_end, "r");
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;
	long count = 0;
	int64_t found;

	if (scene_open(round->path, &book, &err))
		errx(99, "the book does not open: %s", err.text);
	while (told && fgets(token, sizeof(token), told)) {
		token[strcspn(token, "\n")] = '\0';
		count++;
		if (scene_token(book, token))
			continue;
		tally->lost++;
		tap_note("%s was recorded and is not there", token);
	}
	fclose(told);
	found = scene_number(book, "SELECT count(*) FROM entries WHERE token IS NOT NULL");
	tally->deals += scene_number(book, "SELECT count(*) FROM entries WHERE kind LIKE 'hold%' OR kind LIKE 'transfer%' OR kind LIKE 'order%' "
				     "OR kind LIKE 'count%'");
	tally->told += count;
	tally->unsound += !scene_is_sound(book);
	/* Of this round: what was told, and at most one more for each writer. */
	if (round->number % ROUNDS_OF_BOOK == 0)
		tally->before = 0;
	tally->too_many += found - tally->before > count + WRITERS || found - tally->before < count;
	tally->before = found;
	sb_book_close(book);
}

/* From the beginning, or mostly from when the first of them has recorded something. */
static void wait_a_moment(int told)
{
	struct pollfd first = { .fd = told, .events = POLLIN };

	if (below(4))
		(void)poll(&first, 1, 5000);
	usleep((useconds_t)(1000 + below(29000)));
}

static void play_round(struct round *round, struct tally *tally)
{
	pid_t writers[WRITERS];
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		err(99, "pipe");
	round->told = ends[1];
	for (int i = 0; i < WRITERS; i++)
		writers[i] = start_writer(round, i, (uint64_t)below(INT64_MAX));
	close(ends[1]);
	wait_a_moment(ends[0]);
	kill_all(writers, tally);
	look(round, ends[0], tally);
}

int main(void)
{
	long kills = tap_amount("KILLS", st_long() ? 6000 : 450);
	int64_t products[SCENE_PRODUCTS], begun = tap_clock();
	struct tally tally = { 0 };
	sb_owned_string folder = st_directory();
	sb_owned_string path = st_path(folder, "shop.book");
	sb_owned_string csv = st_path(folder, "rows.csv");
	struct round round = { .path = path, .csv = csv, .products = products };

	scene_begin(tap_seed());
	scene_write_csv(csv);
	for (; tally.kills < kills; round.number++) {
		if (round.number % ROUNDS_OF_BOOK == 0) {
			scene_remove(path);
			scene_make(path, products);
		}
		play_round(&round, &tally);
	}
	tap_ok(tally.told > 0 && tally.deals > 0 && !tally.early, "writers write until they are killed");
	tap_ok(!tally.lost, "after %ld kills all of %ld acknowledged entries are in the book", tally.kills, tally.told);
	tap_ok(!tally.too_many, "nothing is there twice, and of each writer at most one entry whose answer was lost");
	tap_ok(!tally.unsound, "the book's check is clean after each");
	tap_note("%.1f s, program %s", (double)(tap_clock() - begun) / 1000, getenv("STOCKBOOK") ? "included" : "not included: STOCKBOOK is not set");
	return tap_done();
}
