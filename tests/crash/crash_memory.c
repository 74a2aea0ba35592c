/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * No memory, at the k-th allocation, once and from then on. SQLite's alone: the answer is a success or an error in words, and the same program
 * goes on when there is memory again. Then everybody's: the program may end, but by its own will and with a word, which is to the book
 * what a kill is: nothing answered is lost, nothing is half done.
 *
 * SEED=n plays the same chances again; STATES=n ends each series after so many allocations.
 */
#include "deals.h"
#include "memory.h"

#include "stockbook/product.h"
#include "support.h"
#include "tap.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static enum sb_status act_sale(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	return scene_post(book, SB_KIND_SALE, stage->products + step, 2, token, err);
}

static const struct act sales = { .name = "sales", .steps = 2, .run = act_sale, .has_tokens = true };

static const struct trouble troubles[] = {
	{ "no memory", MEMORY_FAILS_ONCE },
	{ "no memory from then on", MEMORY_FAILS },
};
static const struct danger of_sqlite = {
	.name = "without memory for SQLite",
	.troubles = troubles,
	.count = SB_COUNT(troubles),
	.cause = memory_refuse_sqlite,
	.has_struck = memory_sqlite_has_struck,
	.calls = memory_sqlite_calls,
	.states = 50,
};

/* ---- one program, again and again ---- */

/* A new name, for the search index has its own memory of what was written. */
static enum sb_status rename_product(struct sb_book *book, int64_t product, long number, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	struct sb_product_change change = { 0 };
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_outcome outcome;
	char name[40];
	enum sb_status status = sb_write_begin(book, &write, err);

	snprintf(name, sizeof(name), "Thing number %ld", number);
	change.given[SB_PF_NAME] = true;
	change.value[SB_PF_NAME] = (struct sb_value){ .type = SB_TEXT_TYPE, .s = name };
	if (!status)
		status = sb_product_edit(write, product, &change, &extra, &outcome, err);
	return status ? status : sb_write_commit(write, err);
}

/* Each allocation of a change is refused once, in a program that goes on with the same book: what failed can be done at once. */
static void test_going_on(struct stage *stage)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;
	long refused = 0, bad = 0;
	bool is_struck = true;

	scene_copy(stage->base, stage->path);
	if (scene_open(stage->path, &book, &err))
		errx(99, "%s", err.text);
	for (long k = 1; is_struck; k++) {
		memory_refuse_sqlite(MEMORY_FAILS_ONCE, k);
		refused += rename_product(book, stage->products[0], k, &err) != SB_OK;
		is_struck = memory_sqlite_has_struck();
		memory_refuse_sqlite(0, 0);
		err = (struct sb_error)SB_ERROR_INIT;
		if (rename_product(book, stage->products[0], -k, &err)) {
			bad++;
			tap_note("after no memory at call %ld: %s", k, err.text);
		}
	}
	tap_ok(!bad && refused > 0, "what was refused %ld times for want of memory was done the next time", refused);
	tap_ok(scene_is_sound(book), "and the check is clean");
	sb_book_close(book);
}

/* ---- the whole program ---- */

#define STATES	    60
#define SAID_BYTES  200
#define SAYS_WHY    42 /* exit status of a child whose act failed in words */
#define SAYS_NOTHING 43

/* What a child tells, in memory both see. */
struct told {
	size_t done;
	long calls;
	bool is_struck;
};

static void play_child(struct stage *stage, const struct act *act, int how, long k, struct told *told)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;
	enum sb_status status;

	memory_refuse_all(how, k);
	status = scene_open(stage->path, &book, &err);
	/* Each step is told when it is done: the program may end in the next. */
	if (!status)
		status = strike_steps(stage, act, book, &told->done, &err);
	if (book)
		sb_book_close(book);
	told->calls = memory_all_calls();
	told->is_struck = memory_all_has_struck();
	_exit(!status ? 0 : err.text[0] ? SAYS_WHY : SAYS_NOTHING);
}

/* Ends with the child's exit status, -1 for a signal; what it wrote is in `said`. */
static int wait_for(pid_t child, int pipe_end, char said[SAID_BYTES])
{
	ssize_t bytes = read(pipe_end, said, SAID_BYTES - 1);
	int status = 0;

	said[bytes > 0 ? bytes : 0] = '\0';
	close(pipe_end);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void play_one(struct stage *stage, const struct act *act, const struct trouble *trouble, long k, struct told *told)
{
	char said[SAID_BYTES];
	int ends[2], status;
	pid_t child;

	*told = (struct told){ .is_struck = true };
	stage->states++;
	if (pipe2(ends, O_CLOEXEC) != 0)
		err(99, "pipe");
	fflush(stdout);
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		play_child(stage, act, trouble->how, k, told);
	}
	close(ends[1]);
	status = wait_for(child, ends[0], said);
	if (status != 0 && status != SAYS_WHY && !(status == 1 && strstr(said, "out of memory")))
		(void)strike_wrong(stage, act, trouble->name, k, status == SAYS_NOTHING ? "failed without a word" : "the program fell over");
	(void)strike_look(stage, act, trouble->name, k, told->done);
}

static void every_allocation(struct stage *stage, const struct act *act, const char *base, const struct trouble *trouble, struct told *told)
{
	long most = tap_amount("STATES", 1000000), step;

	scene_copy(base, stage->path);
	play_one(stage, act, trouble, 0, told);
	step = strike_stride(told->calls, STATES);
	told->is_struck = true;
	for (long k = strike_first(step); told->is_struck && k <= most; k += step) {
		scene_copy(base, stage->path);
		play_one(stage, act, trouble, k, told);
	}
}

static void test_program(struct stage *stage, const struct act *act, const char *base)
{
	struct told *told = mmap(NULL, sizeof(*told), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (told == MAP_FAILED)
		err(99, "mmap");
	stage->states = stage->bad = 0;
	for (size_t i = 0; i < SB_COUNT(troubles); i++)
		every_allocation(stage, act, base, &troubles[i], told);
	tap_ok(!stage->bad, "%s without memory for anybody: %ld states", act->name, stage->states);
	munmap(told, sizeof(*told));
}

int main(void)
{
	struct stage stage = { 0 };
	char *expired;

	memory_register();
	strike_begin(&stage);
	expired = deals_expired(&stage);
	test_going_on(&stage);
	strike_act(&stage, &sales, stage.base, &of_sqlite);
	strike_act(&stage, &deal_expired, expired, &of_sqlite);
	for (size_t i = 0; i < DEALS; i++)
		strike_act(&stage, &deals[i], stage.base, &of_sqlite);
	if (memory_can_refuse_all()) {
		test_program(&stage, &sales, stage.base);
		for (size_t i = 0; i < DEALS; i++)
			test_program(&stage, &deals[i], stage.base);
	} else {
		tap_skip("without memory for anybody", "a sanitizer stands in place of the allocator");
	}
	free(expired);
	strike_end(&stage);
	return tap_done();
}
