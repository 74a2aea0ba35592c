/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Random operations, the book against the model: every answer is compared, and all that can be seen every COMPARE_EVERY operations. A run
 * is a process of its own, so that a crash is a finding like any other. What fails is cut down to few operations and printed.
 *
 * SEED=n plays one run again; OPS=n says how many operations in all, OPS_RUN=n how many in a run.
 */
#include "play.h"

#include "../crash/disk.h"
#include "support.h"
#include "tap.h"

#include <err.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define COMPARE_EVERY 50
#define OPS_OF_RUN    500
#define SAID_BYTES    2000
#define ENOUGH	      10000 /* operations, for everything to occur */

/* What a run tells of itself, in memory that both processes see. */
struct report {
	bool failed, finished;
	size_t done;
	char said[SAID_BYTES];
	long asked[VERBS_MAX], fine[VERBS_MAX]; /* of all runs: how often each verb was done, and how often with success */
};

struct run {
	uint64_t seed;
	const struct op *ops; /* NULL: made as it goes */
	size_t count;
	bool is_loud;
	struct report *report;
	struct op *made; /* shared as well: the operations that were made */
};

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static void print_op(const struct game *game, size_t number, const struct op *op)
{
	sb_auto(buf) text = SB_BUF_INIT;

	verb_print(game->model, op, &text);
	if (op->verb->flags & VERB_ROWS) {
		sb_buf_puts(&text, "\n    ");
		op_csv(op, &text);
	}
	tap_note("%3zu  %s", number, text.data);
}

static void count(const struct run *run, const struct op *op, bool was_fine)
{
	size_t number = 0;

	while (verb_numbered(number) != op->verb)
		number++;
	run->report->asked[number]++;
	run->report->fine[number] += was_fine;
}

static bool play_all(const struct run *run, struct game *game, struct sb_random *random)
{
	for (size_t i = 0; i < run->count; i++) {
		if (run->ops)
			run->made[i] = run->ops[i];
		else
			op_make(random, run->made, i, game->now, &run->made[i]);
		run->report->done = i + 1;
		if (run->is_loud)
			print_op(game, i + 1, &run->made[i]);
		if (!game_do(game, &run->made[i]))
			return false;
		count(run, &run->made[i], game->was_fine);
		if (((i + 1) % COMPARE_EVERY == 0 || i + 1 == run->count) && !game_compare(game))
			return false;
	}
	return true;
}

static void play_here(const struct run *run, const char *folder)
{
	struct sb_random random = { .seeded = true, .state = run->seed };
	struct game game;

	game_begin(&game, folder, run->seed);
	run->report->failed = !play_all(run, &game, &random);
	snprintf(run->report->said, SAID_BYTES, "%s", game.said ? game.said : "");
	game_end(&game);
	run->report->finished = true;
}

/* Whether all went well. */
static bool play(const struct run *run)
{
	char *folder = st_directory();
	int status = 0;
	pid_t child;

	run->report->failed = true;
	run->report->finished = false;
	run->report->done = 0;
	run->report->said[0] = '\0';
	fflush(stdout);
	child = fork();
	if (child < 0)
		err(99, "fork");
	if (child == 0) {
		if (!run->is_loud && run->ops && !freopen("/dev/null", "w", stderr))
			_exit(99);
		play_here(run, folder);
		free(folder);
		exit(0); /* sanitizers look for leaks then */
	}
	while (waitpid(child, &status, 0) < 0)
		;
	run->report->finished &= WIFEXITED(status) && !WEXITSTATUS(status);
	if (!run->report->finished)
		snprintf(run->report->said, SAID_BYTES, "the program ended with %s %d", WIFSIGNALED(status) ? "signal" : "status",
			 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(folder);
	return run->report->finished && !run->report->failed;
}

/* ---- fewer operations that still fail ---- */

static bool fails_without(const struct run *run, const struct op *ops, size_t count, size_t from, size_t many, struct op *kept)
{
	struct run less = *run;

	memcpy(kept, ops, from * sizeof(*ops));
	memcpy(kept + from, ops + from + many, (count - from - many) * sizeof(*ops));
	less.ops = kept;
	less.count = count - many;
	return less.count > 0 && !play(&less);
}

/* Leaves out ever smaller pieces (delta debugging), until no single operation can be missed or time is up. */
static size_t shrink(const struct run *run, struct op *ops, size_t count)
{
	struct op *kept = sb_alloc((count + 1) * sizeof(*kept));
	int64_t until = tap_clock() + tap_amount("SHRINK_MS", 120000);
	size_t piece = count / 2 ? count / 2 : 1;

	while (tap_clock() < until) {
		bool any = false;

		for (size_t from = 0; from < count && tap_clock() < until;) {
			size_t many = piece < count - from ? piece : count - from;

			if (fails_without(run, ops, count, from, many, kept)) {
				count -= many;
				memcpy(ops, kept, count * sizeof(*ops));
				any = true;
			} else {
				from += many;
			}
		}
		if (piece == 1 && !any)
			break;
		piece = piece > 1 ? piece / 2 : 1;
	}
	free(kept);
	return count;
}

static void tell_failure(struct run *run)
{
	size_t count = run->report->done;
	struct op *ops = sb_alloc((count + 1) * sizeof(*ops));

	tap_note("SEED=%llu, operation %zu: %s", (unsigned long long)run->seed, count, run->report->said);
	memcpy(ops, run->made, count * sizeof(*ops));
	run->ops = ops;
	run->count = shrink(run, ops, count);
	run->is_loud = true;
	tap_note("%zu operations that fail:", run->count);
	(void)play(run);
	tap_note("then: %s", run->report->said);
	free(ops);
}

/* A test of something that never came about is none. */
static void tell_verbs(const struct report *report)
{
	const struct verb *verb;
	bool all = true;

	for (size_t i = 0; (verb = verb_numbered(i)); i++) {
		all &= report->fine[i] > 0;
		tap_note("%-20s %6ld, %6ld with success", verb->word, report->asked[i], report->fine[i]);
	}
	tap_ok(all, "everything that can be done was done with success");
}

static void *shared(size_t bytes)
{
	void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		err(99, "mmap");
	return memory;
}

int main(void)
{
	long all = tap_amount("OPS", st_long() ? 1000000 : 20000), of_run = tap_amount("OPS_RUN", OPS_OF_RUN), runs, bad = 0, done = 0;
	bool is_one = getenv("SEED") && !getenv("OPS");
	uint64_t seed = tap_seed();
	int64_t begun = tap_clock();
	struct report *report = shared(sizeof(*report));
	struct op *made = shared((size_t)of_run * sizeof(*made));

	disk_register();
	disk_never_syncs(true);
	runs = is_one ? 1 : (all + of_run - 1) / of_run;
	for (long i = 0; i < runs && bad < tap_amount("BAD", 3); i++) {
		struct run run = { .seed = seed + (uint64_t)i, .count = (size_t)of_run, .report = report, .made = made };

		if (!play(&run)) {
			bad++;
			tell_failure(&run);
		}
		done += (long)report->done;
	}
	tap_ok(!bad, "%ld random operations in %ld runs leave book and model alike", done, runs);
	tap_note("%.1f s", (double)(tap_clock() - begun) / 1000);
	if (done >= ENOUGH)
		tell_verbs(report);
	return tap_done();
}
