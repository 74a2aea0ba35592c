/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing: sales with one durable commit each and sixty-four a transaction, against a raw SQLite loop with the same tables, inserts and
 * conditional update, on a copy of the same book. The two take turns, so that a noisy machine is noisy for both.
 */
#include "bench_raw.h"

#include "stockbook/product.h"
#include <stdio.h>
#include <string.h>

#define ROUNDS	     6
#define SALES_ALONE  250 /* a round */
#define SALES_TOGETHER 6400
#define TOGETHER     64

/* ---- raw ---- */

enum raw_statement { RAW_BEGIN, RAW_TAKE, RAW_ENTRY, RAW_LINE, RAW_USAGE, RAW_COMMIT, RAW_COUNT };

static const char *const raw_sql[RAW_COUNT] = {
	[RAW_BEGIN] = "BEGIN IMMEDIATE",
	[RAW_TAKE] = "UPDATE stock SET on_hand = on_hand - ?2, version = version + 1, moved_at = ?3 WHERE store = 2 AND product = ?1"
		     " AND available >= ?2",
	[RAW_ENTRY] = "INSERT INTO entries (seq, id, kind, occurred_at, recorded_at, store, who, station, body, format, content_hash,"
		      " chain_hash) VALUES (?1, randomblob(16), 'sale', ?2, ?2, 2, 'bench', 'bench', '{}', 1, randomblob(32), randomblob(32))",
	[RAW_LINE] = "INSERT INTO entry_lines (seq, line, product, from_place, to_place, qty_milli, price_minor, cost_minor, on_hand_after)"
		     " VALUES (?1, 1, ?2, 1, 3, ?3, 100, 60, 0)",
	[RAW_USAGE] = "INSERT INTO daily_usage (product, store, day, sold_milli, revenue_minor) VALUES (?1, 2, ?2, ?3, 100)"
		      " ON CONFLICT (product, store, day) DO UPDATE SET sold_milli = sold_milli + excluded.sold_milli,"
		      " revenue_minor = revenue_minor + excluded.revenue_minor",
	[RAW_COMMIT] = "COMMIT",
};

static void raw_sale(struct bench_raw *raw, int64_t product, int64_t now)
{
	bench_raw_run(raw, RAW_TAKE, product, 1000, now);
	bench_raw_run(raw, RAW_ENTRY, ++raw->seq, now, 0);
	bench_raw_run(raw, RAW_LINE, raw->seq, product, 1000);
	bench_raw_run(raw, RAW_USAGE, product, now / SB_DAY_MS, 1000);
}

/* ---- both ---- */

struct contest {
	struct bench *bench;
	struct sb_book *book;
	struct bench_raw raw;
	int64_t products[SALES_TOGETHER];
	double ours_us, raw_us;
	struct bench_times waits; /* ours */
};

static void choose_products(struct contest *contest, int count)
{
	struct sb_error why = SB_ERROR_INIT;

	for (int i = 0; i < count; i++) {
		struct sb_found found;
		char sku[16];
		bench_sku((int64_t)sb_random_below(&contest->bench->random, (uint64_t)contest->bench->products), sku);
		bench_must(sb_product_find(contest->book, sku, NULL, true, &found, &why), &why, sku);
		contest->products[i] = found.id;
	}
}

static void our_sale(struct sb_write *write, int64_t product)
{
	const struct sb_line line = { .product = product, .qty_milli = 1000, .price_minor = 100, .cost_minor = 60 };
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_error why = SB_ERROR_INIT;
	struct sb_outcome outcome;

	draft.lines = &line;
	draft.line_count = 1;
	bench_must(sb_write_record(write, &draft, &outcome, &why), &why, "sale");
}

/* `count` sales, `together` a transaction. */
static void our_round(struct contest *contest, int count, int together)
{
	struct sb_error why = SB_ERROR_INIT;
	double start = bench_now_us();

	for (int i = 0; i < count;) {
		sb_owned(write) write = NULL;
		double begun = bench_now_us();
		bench_must(sb_write_begin(contest->book, &write, &why), &why, "begin");
		for (int end = i + together; i < end && i < count; i++)
			our_sale(write, contest->products[i]);
		bench_must(sb_write_commit(write, &why), &why, "commit");
		bench_times_add(&contest->waits, bench_now_us() - begun);
	}
	contest->ours_us += bench_now_us() - start;
}

static void raw_round(struct contest *contest, int count, int together)
{
	double start = bench_now_us();
	int64_t now = sb_now();

	for (int i = 0; i < count;) {
		bench_raw_run(&contest->raw, RAW_BEGIN, 0, 0, 0);
		for (int end = i + together; i < end && i < count; i++)
			raw_sale(&contest->raw, contest->products[i], now);
		bench_raw_run(&contest->raw, RAW_COMMIT, 0, 0, 0);
	}
	contest->raw_us += bench_now_us() - start;
}

static void hold_contest(struct contest *contest, const char *work, const char *target, double least, int count, int together)
{
	struct bench_row row = { .work = work, .target = target };
	double all = (double)count * ROUNDS, ratio;

	contest->ours_us = contest->raw_us = 0;
	choose_products(contest, count);
	/* Unmeasured: pages are read in, statements prepared. */
	our_round(contest, count / 4, together);
	raw_round(contest, count / 4, together);
	contest->ours_us = contest->raw_us = 0;
	bench_times_free(&contest->waits);
	for (int i = 0; i < ROUNDS; i++) {
		choose_products(contest, count);
		our_round(contest, count, together);
		raw_round(contest, count, together);
	}
	ratio = contest->raw_us / contest->ours_us;
	snprintf(row.measured, sizeof(row.measured), "%.0f/s (wait p50 %.2f, p99 %.2f ms)", all / contest->ours_us * 1e6,
		 bench_times_at(&contest->waits, 0.5) / 1e3, bench_times_at(&contest->waits, 0.99) / 1e3);
	snprintf(row.yardstick, sizeof(row.yardstick), "raw SQLite %.0f/s: %.2f of it", all / contest->raw_us * 1e6, ratio);
	row.is_met = ratio >= least;
	bench_print(contest->bench, &row);
	bench_times_free(&contest->waits);
}

void bench_posts(struct bench *bench)
{
	struct contest contest = { .bench = bench };
	char *ours = bench_copy(bench, "ours"), *raw = bench_copy(bench, "raw");

	contest.book = bench_open(bench, ours);
	bench_raw_open(&contest.raw, raw, raw_sql, RAW_COUNT);
	hold_contest(&contest, "sale posted, one durable commit each", "≥ 0.8 of raw", 0.8, SALES_ALONE, 1);
	hold_contest(&contest, "sales posted, 64 a transaction", "≥ 0.6 of raw", 0.6, SALES_TOGETHER, TOGETHER);
	bench_raw_close(&contest.raw);
	sb_book_close(contest.book);
	bench_remove(ours);
	bench_remove(raw);
}
