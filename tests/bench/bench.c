/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * make bench: prints a Markdown table of what was measured.
 *
 *	BENCH_SIZES="10000 100000 1000000"   products of the books; ten movements for each, an opening and nine lines of sales
 *	BENCH_ONLY="lists posts turns counts files replay screen"
 *	BENCH_FOLDER=bench-data              where the books are made and kept (about 2.5 GB for the largest)
 *	BENCH_SALES=9                        lines of sales for each product
 */
#include "bench.h"

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

double bench_now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

void bench_must(enum sb_status status, const struct sb_error *why, const char *what)
{
	if (status != SB_OK)
		errx(1, "%s: %s", what, why->text);
}

void bench_times_add(struct bench_times *times, double us)
{
	if (times->count == times->room) {
		times->room = times->room ? times->room * 2 : 256;
		times->us = sb_realloc(times->us, times->room * sizeof(times->us[0]));
	}
	times->us[times->count++] = us;
}

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

double bench_times_at(struct bench_times *times, double share)
{
	size_t at = (size_t)((double)times->count * share);

	if (times->count == 0)
		return 0;
	qsort(times->us, times->count, sizeof(times->us[0]), by_size);
	return times->us[at < times->count ? at : times->count - 1];
}

void bench_times_free(struct bench_times *times)
{
	free(times->us);
	*times = (struct bench_times){ .us = NULL };
}

/* ---- books ---- */

static void copy_file(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC), out;
	ssize_t count;

	if (in < 0)
		return;
	out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (out < 0)
		err(1, "%s", to);
	while ((count = copy_file_range(in, NULL, out, NULL, 1u << 30, 0)) > 0)
		;
	if (count < 0)
		err(1, "copying to %s", to);
	/* Or the copy would still be written out while the first figures are taken. */
	fsync(out);
	close(in);
	close(out);
}

/* The book, and the log that belongs to it. */
static void copy_with(const char *from, const char *to, const char *ending)
{
	sb_auto(buf) source = SB_BUF_INIT;
	sb_auto(buf) target = SB_BUF_INIT;

	sb_buf_printf(&source, "%s%s", from, ending);
	sb_buf_printf(&target, "%s%s", to, ending);
	unlink(target.data);
	copy_file(source.data, target.data);
}

char *bench_copy_of(struct bench *bench, const char *book, const char *name)
{
	sb_auto(buf) path = SB_BUF_INIT;

	sb_buf_printf(&path, "%s/%s.book", bench->folder, name);
	copy_with(book, path.data, "");
	copy_with(book, path.data, "-wal");
	return sb_buf_take(&path);
}

char *bench_copy(struct bench *bench, const char *name)
{
	return bench_copy_of(bench, bench->prepared, name);
}

void bench_remove(char *path)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-gate" };

	for (size_t i = 0; i < SB_COUNT(endings); i++) {
		sb_auto(buf) name = SB_BUF_INIT;
		sb_buf_printf(&name, "%s%s", path, endings[i]);
		unlink(name.data);
	}
	free(path);
}

struct sb_book *bench_open(struct bench *bench, const char *path)
{
	const struct sb_db_options options = { .mode = SB_DB_WRITE, .busy_ms = 5000, .trust_folder = true };
	struct sb_error why = SB_ERROR_INIT;
	struct sb_book *book = NULL;

	bench_must(sb_book_open(path, &options, &bench->world, &book, &why), &why, path);
	return book;
}

/* ---- the table ---- */

static void print_head(void)
{
	printf("| work | products | measured | target | yardstick | met |\n|---|---:|---|---|---|---|\n");
	fflush(stdout);
}

void bench_print(const struct bench *bench, const struct bench_row *row)
{
	printf("| %s | %lld | %s | %s | %s | %s |\n", row->work, (long long)bench->products, row->measured, row->target,
	       *row->yardstick ? row->yardstick : "–", row->is_met ? "yes" : "**no**");
	fflush(stdout);
}

void bench_skip(const struct bench *bench, const char *work, const char *target, const char *why)
{
	printf("| %s | %lld | not measured: %s | %s | – | – |\n", work, (long long)bench->products, why, target);
	fflush(stdout);
}

static const struct {
	const char *name;
	void (*run)(struct bench *bench);
} groups[] = {
	{ "lists", bench_lists },
	{ "posts", bench_posts },
	{ "turns", bench_turns },
	{ "counts", bench_counts },
	{ "files", bench_files },
	{ "replay", bench_replay },
	{ "screen", bench_screen },
};

static int64_t wall_clock(void *context)
{
	(void)context;
	return sb_now();
}

static void run_size(int64_t products, const char *folder, const char *only)
{
	struct bench bench = { .products = products, .folder = folder, .random = { .seeded = true, .state = (uint64_t)products } };

	bench.world = (struct sb_world){ .now = wall_clock, .random = &bench.random };
	bench_prepare(&bench);
	for (size_t i = 0; i < SB_COUNT(groups); i++)
		if (!*only || strstr(only, groups[i].name))
			groups[i].run(&bench);
	free(bench.prepared);
}

int main(void)
{
	const char *sizes = getenv("BENCH_SIZES"), *only = getenv("BENCH_ONLY"), *folder = getenv("BENCH_FOLDER");
	char *end = NULL;

	sizes = sizes ? sizes : "10000 100000 1000000";
	folder = folder ? folder : "bench-data";
	mkdir(folder, 0700);
	print_head();
	for (long size = strtol(sizes, &end, 10); size > 0; size = strtol(end, &end, 10))
		run_size(size, folder, only ? only : "");
	return 0;
}
