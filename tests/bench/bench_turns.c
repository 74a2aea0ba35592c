/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Turns: eight processes sell as fast as they can, each sale a durable commit, by themselves and while another imports a file of new
 * products. How evenly they got their turns, how long one waited at most, and what the import lost by it.
 */
#include "bench.h"

#include "stockbook/import.h"
#include "stockbook/product.h"
#include <err.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WRITERS = 8, ALONE_SECONDS = 10, PRODUCTS_SOLD = 64 };

/* What all processes see. */
struct turns {
	atomic_bool go, stop;
	atomic_long sold[WRITERS], longest_ms[WRITERS];
	double import_seconds;
};

static void choose_products(struct bench *bench, struct sb_book *book, int64_t products[PRODUCTS_SOLD])
{
	struct sb_error why = SB_ERROR_INIT;

	for (int i = 0; i < PRODUCTS_SOLD; i++) {
		struct sb_found found;
		char sku[16];

		bench_sku((int64_t)sb_random_below(&bench->random, (uint64_t)bench->products), sku);
		bench_must(sb_product_find(book, sku, NULL, true, &found, &why), &why, sku);
		products[i] = found.id;
	}
}

static void post_one(struct sb_book *book, enum sb_kind kind, int64_t product)
{
	const struct sb_line line = { .product = product, .qty_milli = 1000, .price_minor = 100, .cost_minor = 60 };
	struct sb_draft draft = SB_DRAFT(kind);
	struct sb_error why = SB_ERROR_INIT;
	struct sb_outcome outcome;

	draft.lines = &line;
	draft.line_count = 1;
	bench_must(sb_book_post(book, &draft, &outcome, &why), &why, sb_kind_word(kind));
}

/* In and out by turns, so that stock lasts. */
static void write_on(struct bench *bench, const char *path, int number, struct turns *turns)
{
	struct sb_book *book = bench_open(bench, path);
	int64_t products[PRODUCTS_SOLD];

	choose_products(bench, book, products);
	while (!atomic_load(&turns->go))
		usleep(1000);
	for (long i = 0; !atomic_load(&turns->stop); i++) {
		double begun = bench_now_us();
		long took;

		post_one(book, i % 2 ? SB_KIND_SALE : SB_KIND_RECEIVE, products[i / 2 % PRODUCTS_SOLD]);
		took = (long)((bench_now_us() - begun) / 1000);
		atomic_fetch_add(&turns->sold[number], 1);
		if (took > atomic_load(&turns->longest_ms[number]))
			atomic_store(&turns->longest_ms[number], took);
	}
	sb_book_close(book);
}

static void import_rows(struct bench *bench, const char *path, const char *csv, struct turns *turns)
{
	const struct sb_import_options options = { .format = NULL };
	const struct sb_import_commit how = { .exclusive = false };
	struct sb_book *book = bench_open(bench, path);
	struct sb_error why = SB_ERROR_INIT;
	sb_owned(import) import = NULL;
	struct sb_outcome outcome;
	double begun;

	bench_must(sb_import_open(book, csv, &options, &import, &why), &why, csv);
	atomic_store(&turns->go, true);
	begun = bench_now_us();
	bench_must(sb_import_commit(import, &how, &outcome, &why), &why, "import");
	turns->import_seconds = (bench_now_us() - begun) / 1e6;
	atomic_store(&turns->stop, true);
	sb_book_close(book);
}

static char *write_rows(struct bench *bench, int rows)
{
	sb_auto(buf) path = SB_BUF_INIT;
	FILE *out;

	sb_buf_printf(&path, "%s/turns.csv", bench->folder);
	out = fopen(path.data, "w");
	if (!out)
		err(1, "%s", path.data);
	fputs("sku,name,price,tags\n", out);
	for (int i = 0; i < rows; i++)
		fprintf(out, "TURN-%06d,%s number %d,%d.%02d,new\n", i, bench_word(i), i, i % 50, i % 100);
	fclose(out);
	return sb_buf_take(&path);
}

/* ---- together ---- */

static void start(struct bench *bench, const char *path, const char *csv, int writers, struct turns *turns)
{
	fflush(stdout);
	for (int i = 0; i < writers + (csv ? 1 : 0); i++) {
		pid_t child = fork();

		if (child < 0)
			err(1, "fork");
		if (child)
			continue;
		bench->random.state += (uint64_t)i * 7919 + 1;
		if (i < writers)
			write_on(bench, path, i, turns);
		else
			import_rows(bench, path, csv, turns);
		_exit(0);
	}
}

static void wait_all(int count)
{
	for (int i = 0, status; i < count; i++)
		if (wait(&status) < 0 || !WIFEXITED(status) || WEXITSTATUS(status))
			errx(1, "a writer ended badly");
}

/* Without a file for ten seconds, with one until it is in. */
static void run_turns(struct bench *bench, const char *csv, int writers, struct turns *turns)
{
	char *path = bench_copy(bench, "turns");

	memset(turns, 0, sizeof(*turns));
	start(bench, path, csv, writers, turns);
	if (!csv) {
		atomic_store(&turns->go, true);
		sleep(ALONE_SECONDS);
		atomic_store(&turns->stop, true);
		turns->import_seconds = ALONE_SECONDS;
	}
	wait_all(writers + (csv ? 1 : 0));
	bench_remove(path);
}

static void fill_row(struct bench_row *row, const struct turns *turns)
{
	long least = -1, most = 0, longest = 0, all = 0;

	for (int i = 0; i < WRITERS; i++) {
		long sold = atomic_load(&turns->sold[i]), waited = atomic_load(&turns->longest_ms[i]);

		least = least < 0 || sold < least ? sold : least;
		most = sold > most ? sold : most;
		longest = waited > longest ? waited : longest;
		all += sold;
	}
	row->is_met = least * 2 >= most && most && longest < 1000;
	snprintf(row->measured, sizeof(row->measured), "%.2f, %ld ms (%.0f/s)", most ? (double)least / (double)most : 0.0, longest,
		 (double)all / turns->import_seconds);
}

static void measure(struct bench *bench, int rows, const char *work, struct turns *turns)
{
	struct bench_row row = { .work = work, .target = "least/most turns ≥ 0.5, wait < 1000 ms" };
	char *csv = rows ? write_rows(bench, rows) : NULL;

	if (csv) {
		run_turns(bench, csv, 0, turns);
		snprintf(row.yardstick, sizeof(row.yardstick), "import alone %.1f s", turns->import_seconds);
	}
	run_turns(bench, csv, WRITERS, turns);
	fill_row(&row, turns);
	if (csv) {
		size_t length = strlen(row.yardstick);

		snprintf(row.yardstick + length, sizeof(row.yardstick) - length, ", beside them %.1f s", turns->import_seconds);
		unlink(csv);
	}
	bench_print(bench, &row);
	free(csv);
}

void bench_turns(struct bench *bench)
{
	struct turns *turns = mmap(NULL, sizeof(*turns), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (turns == MAP_FAILED)
		err(1, "mmap");
	measure(bench, 0, "8 processes sell and receive at once", turns);
	measure(bench, SB_IMPORT_AT_ONCE, "the same while 10,000 rows are imported", turns);
	measure(bench, 100000, "the same while 100,000 rows are imported", turns);
	munmap(turns, sizeof(*turns));
}
