/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Many processes write to one book at once. Nothing is sold twice, nothing appears or vanishes: what each was told is added up and compared with
 * the stock. How evenly they got their turns is told, and not judged: this machine may have other things to do.
 *
 * PROCESSES=n, OPS=n of each; FAIR_MS=n for the turns.
 */
#include "scene.h"

#include "support.h"
#include "tap.h"

#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROCESSES_MOST 64
#define SCARCE	       2 /* products of which there is little, so that all want the last one */
#define SHARED_TOKENS  50 /* that everybody tries to use */

/* What one process was told, in memory all see. */
struct told {
	int64_t delta[SCENE_PRODUCTS]; /* of stock on hand, thousandths */
	long recorded, refused, failed;
	int64_t longest_ms;
	char first_failure[SB_ERROR_TEXT_BYTES];
};

struct many {
	const char *path;
	int64_t products[SCENE_PRODUCTS];
	long processes, ops;
	int64_t until; /* tap_clock(); 0: count operations */
	struct told *told;
};

static int64_t below(int64_t limit)
{
	return (int64_t)sb_random_below(scene_random(), (uint64_t)limit);
}

static int sign_of(enum sb_kind kind)
{
	return kind == SB_KIND_RECEIVE || kind == SB_KIND_RETURN_IN || kind == SB_KIND_ADJUST ? 1 : -1;
}

/* A kind and some products, each once. With a shared token they follow from it, so that all ask for the same. */
static enum sb_kind choose(int64_t luck, size_t *from, size_t *count)
{
	static const enum sb_kind kinds[] = { SB_KIND_SALE, SB_KIND_SALE, SB_KIND_SALE, SB_KIND_RECEIVE, SB_KIND_REMOVE,
					      SB_KIND_RETURN_IN, SB_KIND_RETURN_OUT, SB_KIND_ADJUST };

	*from = (size_t)(luck / 8 % SCENE_PRODUCTS);
	*count = 1 + (size_t)(luck / 64 % 3);
	if (*count > SCENE_PRODUCTS - *from)
		*count = SCENE_PRODUCTS - *from;
	return kinds[luck % 8];
}

static void write_once(const struct many *many, struct sb_book *book, long process, long number, struct told *told)
{
	bool is_shared = below(20) == 0;
	int64_t which = below(SHARED_TOKENS), luck = is_shared ? which * 12345 : below(1 << 20), begun = tap_clock(), took;
	struct sb_error err = SB_ERROR_INIT;
	char token[40];
	size_t from, count;
	enum sb_kind kind = choose(luck, &from, &count);
	enum sb_status status;

	snprintf(token, sizeof(token), is_shared ? "all-%ld" : "%ld-%ld", is_shared ? (long)which : process, number);
	status = scene_post(book, kind, many->products + from, count, token, &err);
	took = tap_clock() - begun;
	told->longest_ms = took > told->longest_ms ? took : told->longest_ms;
	if (status == SB_SHORT_STOCK) {
		told->refused++;
	} else if (status) {
		if (!told->failed++)
			snprintf(told->first_failure, sizeof(told->first_failure), "%s", err.text);
	} else {
		told->recorded++;
		for (size_t i = from; i < from + count && !is_shared; i++)
			told->delta[i] += sign_of(kind) * 1000;
	}
}

static void run_one(const struct many *many, long process)
{
	struct told *told = &many->told[process];
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;

	if (scene_open(many->path, &book, &err)) {
		told->failed++;
		snprintf(told->first_failure, sizeof(told->first_failure), "%s", err.text);
		return;
	}
	for (long i = 0; many->until ? tap_clock() < many->until : i < many->ops; i++)
		write_once(many, book, process, i, told);
	sb_book_close(book);
}

static void run_all(const struct many *many)
{
	fflush(stdout);
	for (long i = 0; i < many->processes; i++) {
		pid_t child = fork();

		if (child < 0)
			err(99, "fork");
		if (child)
			continue;
		scene_begin((uint64_t)below(INT64_MAX) + (uint64_t)i);
		run_one(many, i);
		_exit(0);
	}
	for (long i = 0; i < many->processes; i++) {
		int status = 0;

		while (wait(&status) < 0 && errno == EINTR)
			;
		if (!WIFEXITED(status) || WEXITSTATUS(status))
			many->told[i].failed++;
	}
}

/* ---- afterwards ---- */

/* What the shared tokens did, once each. */
static void add_shared(struct sb_book *book, int64_t *delta)
{
	for (long which = 0; which < SHARED_TOKENS; which++) {
		size_t from, count;
		enum sb_kind kind = choose(which * 12345, &from, &count);
		char token[40];

		snprintf(token, sizeof(token), "all-%ld", which);
		for (size_t i = from; i < from + count && scene_token(book, token); i++)
			delta[i] += sign_of(kind) * 1000;
	}
}

static int64_t stock_at_first(size_t product)
{
	return product < SCARCE ? 20000 : SCENE_STOCK;
}

static bool is_conserved(const struct many *many, struct sb_book *book)
{
	int64_t delta[SCENE_PRODUCTS] = { 0 };
	bool fine = true;

	for (long i = 0; i < many->processes; i++)
		for (size_t p = 0; p < SCENE_PRODUCTS; p++)
			delta[p] += many->told[i].delta[p];
	add_shared(book, delta);
	for (size_t p = 0; p < SCENE_PRODUCTS; p++) {
		struct sb_error err = SB_ERROR_INIT;
		struct sb_stock stock = { 0 };

		if (sb_stock_get(book, many->products[p], &stock, &err))
			errx(99, "%s", err.text);
		if (stock.on_hand == stock_at_first(p) + delta[p] && stock.available >= 0)
			continue;
		fine = false;
		tap_note("product %zu: %lld on hand, told %lld", p, (long long)stock.on_hand, (long long)(stock_at_first(p) + delta[p]));
	}
	return fine;
}

static long failures(const struct many *many, long *recorded, long *refused)
{
	long failed = 0;

	*recorded = *refused = 0;
	for (long i = 0; i < many->processes; i++) {
		failed += many->told[i].failed;
		*recorded += many->told[i].recorded;
		*refused += many->told[i].refused;
		if (many->told[i].failed)
			tap_note("process %ld: %ld failures, first: %s", i, many->told[i].failed, many->told[i].first_failure);
	}
	return failed;
}

static void make_scarce(struct many *many)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;
	struct sb_line lines[SCARCE];
	struct sb_draft draft = SB_DRAFT(SB_KIND_REMOVE);
	struct sb_outcome outcome;

	for (size_t i = 0; i < SCARCE; i++)
		lines[i] = (struct sb_line){ .product = many->products[i], .qty_milli = SCENE_STOCK - stock_at_first(i),
					     .price_minor = SB_NONE, .cost_minor = SB_NONE };
	draft.lines = lines;
	draft.line_count = SCARCE;
	if (scene_open(many->path, &book, &err) || sb_book_post(book, &draft, &outcome, &err))
		errx(99, "%s", err.text);
	sb_book_close(book);
}

static void test_conservation(struct many *many)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;
	long recorded, refused, failed;
	int64_t begun = tap_clock();

	scene_make(many->path, many->products);
	make_scarce(many);
	run_all(many);
	failed = failures(many, &recorded, &refused);
	tap_ok(!failed, "%ld processes with %ld operations each: %ld recorded, %ld short of stock, none failed", many->processes, many->ops,
	       recorded, refused);
	if (scene_open(many->path, &book, &err))
		errx(99, "%s", err.text);
	tap_ok(is_conserved(many, book), "the stock is what they were told, and nothing was sold that was not there");
	tap_ok(scene_is_sound(book), "the book's check is clean");
	tap_note("%.1f s", (double)(tap_clock() - begun) / 1000);
	sb_book_close(book);
}

static void tell_fairness(struct many *many)
{
	int64_t duration = tap_amount("FAIR_MS", st_long() ? 30000 : 3000);
	long least = -1, most = 0, recorded, refused;
	int64_t longest = 0;

	memset(many->told, 0, sizeof(*many->told) * PROCESSES_MOST);
	scene_remove(many->path);
	scene_make(many->path, many->products);
	many->until = tap_clock() + duration;
	run_all(many);
	tap_ok(!failures(many, &recorded, &refused), "%ld processes write as fast as they can for %.1f s and none fails", many->processes,
	       (double)duration / 1000);
	for (long i = 0; i < many->processes; i++) {
		long own = many->told[i].recorded + many->told[i].refused;

		least = least < 0 || own < least ? own : least;
		most = own > most ? own : most;
		longest = many->told[i].longest_ms > longest ? many->told[i].longest_ms : longest;
	}
	tap_note("%.0f a second; the slowest had %.2f of the turns of the fastest; the longest wait was %lld ms",
		 (double)(recorded + refused) * 1000 / (double)duration, most ? (double)least / (double)most : 0.0, (long long)longest);
}

int main(void)
{
	sb_owned_string folder = st_directory();
	sb_owned_string path = st_path(folder, "shop.book");
	struct many many = { .path = path, .processes = tap_amount("PROCESSES", 8), .ops = tap_amount("OPS", st_long() ? 10000 : 1000) };

	if (many.processes > PROCESSES_MOST)
		many.processes = PROCESSES_MOST;
	many.told = mmap(NULL, sizeof(*many.told) * PROCESSES_MOST, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (many.told == MAP_FAILED)
		err(99, "mmap");
	scene_begin(tap_seed());
	test_conservation(&many);
	tell_fairness(&many);
	return tap_done();
}
