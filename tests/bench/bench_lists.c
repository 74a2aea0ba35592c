/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading: search as one types, pages of the product list anywhere in it, and replaying the journal. */
#include "bench.h"

#include "stockbook/list.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SEARCHES 1500
#define PAGES	 600
/* Asked first and not measured: what a book in use has read already. */
#define SEARCHES_BEFORE 500
#define PAGES_BEFORE	144

/* How long questions took by the clock, and of the processor: others' work on the machine is in the first alone, reading files too. */
struct took {
	struct bench_times clock, cpu;
};

static double cpu_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

/* `took` may be NULL: only asked. */
static void ask_for(struct sb_book *book, const struct sb_ask *ask, struct took *took)
{
	struct sb_error why = SB_ERROR_INIT;
	struct sb_page page;
	double start = bench_now_us(), cpu = cpu_us();

	bench_must(sb_list_page(sb_list_find("products"), book, ask, &page, &why), &why, ask->query ? ask->query : "page");
	if (took) {
		bench_times_add(&took->clock, bench_now_us() - start);
		bench_times_add(&took->cpu, cpu_us() - cpu);
	}
	sb_page_release(&page);
}

static void print_took(struct bench *bench, struct took *took, struct bench_row *row)
{
	snprintf(row->measured, sizeof(row->measured), "p50 %.2f, p95 %.2f, p99 %.2f ms", bench_times_at(&took->clock, 0.5) / 1e3,
		 bench_times_at(&took->clock, 0.95) / 1e3, bench_times_at(&took->clock, 0.99) / 1e3);
	snprintf(row->yardstick, sizeof(row->yardstick), "of the processor: p50 %.2f, p95 %.2f, p99 %.2f ms",
		 bench_times_at(&took->cpu, 0.5) / 1e3, bench_times_at(&took->cpu, 0.95) / 1e3, bench_times_at(&took->cpu, 0.99) / 1e3);
	bench_print(bench, row);
	bench_times_free(&took->clock);
	bench_times_free(&took->cpu);
}

/* Beginnings of two to eight letters of words, SKUs and barcodes. */
static void search_as_typed(struct bench *bench, struct sb_book *book)
{
	struct took took = { .clock = { .us = NULL } };
	struct bench_row row = { .work = "search as you type, 50 rows", .target = "p95 < 1 ms, p99 < 2.5 ms" };

	for (int i = 0; i < SEARCHES + SEARCHES_BEFORE; i++) {
		char text[16], query[16];
		int64_t number = (int64_t)sb_random_below(&bench->random, (uint64_t)bench->products);
		int letters = 2 + (int)sb_random_below(&bench->random, 7);
		const struct sb_ask ask = { .query = query, .limit = 50 };
		if (i % 5 == 0)
			bench_sku(number, text);
		else if (i % 5 == 1)
			bench_barcode(number, text);
		else
			snprintf(text, sizeof(text), "%s", bench_word(number));
		snprintf(query, sizeof(query), "%.*s", letters, text);
		ask_for(book, &ask, i < SEARCHES_BEFORE ? NULL : &took);
	}
	row.is_met = bench_times_at(&took.clock, 0.95) < 1000 && bench_times_at(&took.clock, 0.99) < 2500;
	print_took(bench, &took, &row);
}

/* A cursor somewhere in the list, as a person gets one by going there. */
static char *cursor_at(struct bench *bench, struct sb_book *book, const char *sort, int i)
{
	char sku[16], query[24];
	int64_t number = (int64_t)sb_random_below(&bench->random, (uint64_t)bench->products);
	const struct sb_ask ask = { .query = query, .sort = sort, .limit = 1 };
	struct sb_error why = SB_ERROR_INIT;
	struct sb_page page;
	char *cursor = NULL;

	if (i % 7 == 0)
		return NULL;
	bench_sku(number, sku);
	snprintf(query, sizeof(query), "sku:%s", sku);
	bench_must(sb_list_page(sb_list_find("products"), book, &ask, &page, &why), &why, "cursor");
	if (page.count)
		cursor = sb_strdup(page.rows[0].cursor);
	sb_page_release(&page);
	return cursor;
}

static void pages_anywhere(struct bench *bench, struct sb_book *book)
{
	static const char *const sorts[] = { "name", "-name", "price", "sku", "available", "-available" };
	static const char *const queries[] = { NULL, NULL, "tag:soap", "supplier:\"Supplier 7\"" };
	struct took took = { .clock = { .us = NULL } };
	struct bench_row row = { .work = "filter + sort + page, any page, 50 rows", .target = "p95 < 10 ms" };

	for (int i = 0; i < PAGES + PAGES_BEFORE; i++) {
		const char *sort = sorts[i % (int)SB_COUNT(sorts)];
		sb_owned_string cursor = cursor_at(bench, book, sort, i);
		const struct sb_ask ask = { .query = queries[i / (int)SB_COUNT(sorts) % (int)SB_COUNT(queries)], .sort = sort,
					    .after = cursor, .from_end = i % 7 == 0 && i % 2, .limit = 50 };
		ask_for(book, &ask, i < PAGES_BEFORE ? NULL : &took);
	}
	row.is_met = bench_times_at(&took.clock, 0.95) < 10000;
	print_took(bench, &took, &row);
}

void bench_lists(struct bench *bench)
{
	sb_owned(book) book = bench_open(bench, bench->prepared);

	search_as_typed(bench, book);
	pages_anywhere(bench, book);
}

void bench_replay(struct bench *bench)
{
	struct bench_row row = { .work = "replay of the journal (rebuild)", .target = "≥ 250,000 entries/s" };
	char *path = bench_copy(bench, "replay");
	struct sb_book *book = bench_open(bench, path);
	struct sb_error why = SB_ERROR_INIT;
	int64_t entries = 0;
	double start = bench_now_us(), seconds;

	bench_must(sb_book_rebuild(book, NULL, &entries, &why), &why, "rebuild");
	seconds = (bench_now_us() - start) / 1e6;
	snprintf(row.measured, sizeof(row.measured), "%.0f entries/s, %.0f movements/s (%lld, %lld in %.1f s)", (double)entries / seconds,
		 (double)bench->movements / seconds, (long long)entries, (long long)bench->movements, seconds);
	row.is_met = (double)entries / seconds >= 250000;
	bench_print(bench, &row);
	sb_book_close(book);
	bench_remove(path);
}
