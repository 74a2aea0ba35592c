/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A stock count of fifty thousand lines: one more scan of it, a page of its lines, its review, its posting, each beside what raw SQLite
 * needs for the statements that cannot be saved. A line in ten differs, as in a shop that was badly kept.
 */
#include "bench_raw.h"

#include "stockbook/count.h"
#include "stockbook/list.h"
#include "stockbook/product.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINES	    50000
#define SCANS	    400
#define PAGES	    100
#define DIFFERS_ONE 10

enum raw_statement { RAW_BEGIN, RAW_ENTRY, RAW_SCAN, RAW_LINE, RAW_COUNT, RAW_COMMIT, RAW_COMPARE, RAW_ADJUST, RAW_STOCK, RAW_EXPECT, RAW_STATEMENTS };

/* In these the count is $3. */
static const char *const raw_sql[RAW_STATEMENTS] = {
	[RAW_BEGIN] = "BEGIN IMMEDIATE",
	[RAW_ENTRY] = "INSERT INTO entries (seq, id, kind, occurred_at, recorded_at, store, who, station, body, format, content_hash,"
		      " chain_hash) VALUES (?1, randomblob(16), 'count_scan', ?2, ?2, 2, 'bench', 'bench', '{}', 1, randomblob(32), randomblob(32))",
	[RAW_SCAN] = "INSERT INTO count_scans (seq, count, product, code, qty_milli, absolute, recount, outside, counted_at, who, stands)"
		     " VALUES (?1, ?3, ?2, 'code', 1000, 0, 0, 0, 0, 'bench', 1)",
	[RAW_LINE] = "UPDATE count_lines SET counted = counted + 1000, counted_seq = ?1, scans = scans + 1 WHERE count = ?3 AND product = ?2",
	[RAW_COUNT] = "UPDATE counts SET scans = scans + 1, total_milli = total_milli + 1000, version = ?1 WHERE id = ?3",
	[RAW_COMMIT] = "COMMIT",
	[RAW_COMPARE] = "SELECT count(*), sum(l.counted - s.on_hand) FROM count_lines l JOIN stock s ON s.store = 2 AND s.product = l.product"
			" WHERE l.count = ?3",
	[RAW_ADJUST] = "INSERT INTO entry_lines (seq, line, product, from_place, to_place, qty_milli, on_hand_after)"
		       " SELECT ?1, row_number() OVER (), l.product, 5, 1, abs(l.counted - s.on_hand), l.counted FROM count_lines l"
		       " JOIN stock s ON s.store = 2 AND s.product = l.product WHERE l.count = ?3 AND l.counted <> s.on_hand",
	[RAW_STOCK] = "UPDATE stock SET on_hand = l.counted, counted_at = l.counted_at FROM count_lines l"
		      " WHERE l.count = ?3 AND stock.store = 2 AND stock.product = l.product",
	[RAW_EXPECT] = "UPDATE count_lines SET expected = counted WHERE count = ?3",
};

/* A book with a count of so many lines. */
struct counted {
	struct bench *bench;
	struct sb_book *book;
	int64_t count, lines;
};

static int64_t product_of(struct counted *counted, int64_t number)
{
	struct sb_error why = SB_ERROR_INIT;
	struct sb_found found;
	char sku[16];

	bench_sku(number, sku);
	bench_must(sb_product_find(counted->book, sku, NULL, true, &found, &why), &why, sku);
	return found.id;
}

static void scan_in(struct counted *counted, struct sb_write *write, int64_t number)
{
	struct sb_count_scan scan = SB_COUNT_SCAN(counted->count);
	struct sb_error why = SB_ERROR_INIT;
	struct sb_count_scanned scanned;
	struct sb_outcome outcome;
	struct sb_stock stock;

	scan.product = product_of(counted, number);
	bench_must(sb_stock_get(counted->book, scan.product, &stock, &why), &why, "stock");
	scan.qty_milli = stock.on_hand + (number % DIFFERS_ONE ? 0 : 1000);
	scan.is_absolute = true;
	bench_must(sb_count_scan_in(write, &scan, &scanned, &outcome, &why), &why, "scan");
}

int64_t bench_count_make(struct bench *bench, struct sb_book *book, int64_t *lines)
{
	struct counted counted = { .bench = bench, .book = book, .lines = bench->products < LINES ? bench->products : LINES };
	struct sb_count_ask ask = SB_COUNT_ASK;
	struct sb_error why = SB_ERROR_INIT;
	struct sb_outcome outcome;

	ask.scope_lines = bench->products;
	bench_must(sb_count_open(book, &ask, &outcome, &why), &why, "count");
	counted.count = outcome.seq;
	for (int64_t i = 0; i < counted.lines;) {
		sb_owned(write) write = NULL;

		bench_must(sb_write_begin(book, &write, &why), &why, "begin");
		for (int64_t end = i + 1000; i < end && i < counted.lines; i++)
			scan_in(&counted, write, i);
		bench_must(sb_write_commit(write, &why), &why, "commit");
	}
	*lines = counted.lines;
	return counted.count;
}

static int64_t any_product(struct counted *counted)
{
	return product_of(counted, (int64_t)sb_random_below(&counted->bench->random, (uint64_t)counted->lines));
}

/* ---- one more scan ---- */

static void our_scan(struct counted *counted, int64_t product)
{
	struct sb_count_scan scan = SB_COUNT_SCAN(counted->count);
	struct sb_error why = SB_ERROR_INIT;
	struct sb_count_scanned scanned;
	struct sb_outcome outcome;

	scan.product = product;
	bench_must(sb_count_scan(counted->book, &scan, &scanned, &outcome, &why), &why, "scan");
}

static void raw_scan(struct bench_raw *raw, int64_t count, int64_t product)
{
	bench_raw_run(raw, RAW_BEGIN, 0, 0, 0);
	bench_raw_run(raw, RAW_ENTRY, ++raw->seq, sb_now(), 0);
	bench_raw_run(raw, RAW_SCAN, raw->seq, product, count);
	bench_raw_run(raw, RAW_LINE, raw->seq, product, count);
	bench_raw_run(raw, RAW_COUNT, raw->seq, 0, count);
	bench_raw_run(raw, RAW_COMMIT, 0, 0, 0);
}

static void scans(struct counted *counted, struct bench_raw *raw)
{
	struct bench_row row = { .work = "count of 50,000 lines: a scan, one durable commit", .target = "p99 < 20 ms, ≥ 0.5 of raw" };
	struct bench_times ours = { .us = NULL }, theirs = { .us = NULL };
	double begun, ratio;

	for (int i = 0; i < SCANS; i++) {
		int64_t product = any_product(counted);

		begun = bench_now_us();
		our_scan(counted, product);
		bench_times_add(&ours, bench_now_us() - begun);
		begun = bench_now_us();
		raw_scan(raw, counted->count, product);
		bench_times_add(&theirs, bench_now_us() - begun);
	}
	ratio = bench_times_at(&theirs, 0.5) / bench_times_at(&ours, 0.5);
	snprintf(row.measured, sizeof(row.measured), "p50 %.2f, p99 %.2f ms", bench_times_at(&ours, 0.5) / 1e3, bench_times_at(&ours, 0.99) / 1e3);
	snprintf(row.yardstick, sizeof(row.yardstick), "raw SQLite p50 %.2f ms: %.2f of it", bench_times_at(&theirs, 0.5) / 1e3, ratio);
	row.is_met = bench_times_at(&ours, 0.99) < 20000 && ratio >= 0.5;
	bench_print(counted->bench, &row);
	bench_times_free(&ours);
	bench_times_free(&theirs);
}

/* ---- pages ---- */

static double page(struct counted *counted, const char *narrow, const char *sort)
{
	struct sb_ask ask = { .sort = sort, .limit = 50 };
	struct sb_error why = SB_ERROR_INIT;
	sb_auto(buf) query = SB_BUF_INIT;
	struct sb_page out;
	double begun;

	sb_buf_printf(&query, "count:%lld%s", (long long)counted->count, narrow);
	ask.query = query.data;
	begun = bench_now_us();
	bench_must(sb_list_page(sb_list_find("count_lines"), counted->book, &ask, &out, &why), &why, query.data);
	begun = bench_now_us() - begun;
	sb_page_release(&out);
	return begun;
}

static void pages(struct counted *counted)
{
	struct bench_row row = { .work = "count of 50,000 lines: a page of lines, the newest first", .target = "p95 < 10 ms" };
	struct bench_times times = { .us = NULL };

	for (int i = 0; i < PAGES; i++)
		bench_times_add(&times, page(counted, "", "-counted_at"));
	snprintf(row.measured, sizeof(row.measured), "p50 %.2f, p95 %.2f ms", bench_times_at(&times, 0.5) / 1e3, bench_times_at(&times, 0.95) / 1e3);
	row.is_met = bench_times_at(&times, 0.95) < 10000;
	bench_print(counted->bench, &row);
	bench_times_free(&times);
}

/* ---- review and posting ---- */

static double raw_us(struct bench_raw *raw, const enum raw_statement *which, size_t count, int64_t number)
{
	double begun = bench_now_us();

	for (size_t i = 0; i < count; i++)
		bench_raw_run(raw, which[i], raw->seq, sb_now(), number);
	return bench_now_us() - begun;
}

static void review(struct counted *counted, struct bench_raw *raw)
{
	static const enum raw_statement compare[] = { RAW_COMPARE };
	struct bench_row row = { .work = "count of 50,000 lines: review opens, its dearest differences, its sums", .target = "< 50 ms to the page" };
	const struct sb_count_step step = SB_COUNT_STEP(counted->count);
	struct sb_error why = SB_ERROR_INIT;
	struct sb_count_sums sums;
	struct sb_outcome outcome;
	double opened = bench_now_us(), summed;

	bench_must(sb_count_review(counted->book, &step, &outcome, &why), &why, "review");
	(void)page(counted, " differs:yes", "-variance_value");
	opened = bench_now_us() - opened;
	summed = bench_now_us();
	bench_must(sb_count_sum(counted->book, counted->count, &sums, &why), &why, "sums");
	summed = bench_now_us() - summed;
	snprintf(row.measured, sizeof(row.measured), "page %.1f ms, sums %.1f ms, %lld differ", opened / 1e3, summed / 1e3, (long long)sums.differing);
	snprintf(row.yardstick, sizeof(row.yardstick), "raw SQLite compares all in %.1f ms", raw_us(raw, compare, 1, counted->count) / 1e3);
	row.is_met = opened < 50000;
	bench_print(counted->bench, &row);
}

static void post(struct counted *counted, struct bench_raw *raw)
{
	static const enum raw_statement booking[] = { RAW_BEGIN, RAW_ENTRY, RAW_ADJUST, RAW_STOCK, RAW_EXPECT, RAW_COMMIT };
	struct bench_row row = { .work = "count of 50,000 lines posted, a tenth of them different", .target = "≥ 0.25 of raw" };
	struct sb_count_step step = SB_COUNT_STEP(counted->count);
	struct sb_error why = SB_ERROR_INIT;
	struct sb_outcome outcome;
	double ours = bench_now_us(), theirs;

	step.is_forced = true;
	bench_must(sb_count_post(counted->book, &step, &outcome, &why), &why, "post");
	ours = bench_now_us() - ours;
	raw->seq++;
	theirs = raw_us(raw, booking, SB_COUNT(booking), counted->count);
	snprintf(row.measured, sizeof(row.measured), "%.0f ms, %.0f lines/s", ours / 1e3, (double)counted->lines / ours * 1e6);
	snprintf(row.yardstick, sizeof(row.yardstick), "raw SQLite %.0f ms: %.2f of it", theirs / 1e3, theirs / ours);
	row.is_met = theirs / ours >= 0.25;
	bench_print(counted->bench, &row);
}

void bench_counts(struct bench *bench)
{
	char *ours = bench_copy(bench, "counted"), *raw_path;
	struct counted counted = { .bench = bench, .book = bench_open(bench, ours) };
	struct bench_raw raw = { .db = NULL };

	counted.count = bench_count_make(bench, counted.book, &counted.lines);
	sb_book_close(counted.book);
	raw_path = bench_copy_of(bench, ours, "raw-counted");
	counted.book = bench_open(bench, ours);
	bench_raw_open(&raw, raw_path, raw_sql, RAW_STATEMENTS);
	scans(&counted, &raw);
	pages(&counted);
	review(&counted, &raw);
	post(&counted, &raw);
	bench_raw_close(&raw);
	sb_book_close(counted.book);
	bench_remove(ours);
	bench_remove(raw_path);
}
