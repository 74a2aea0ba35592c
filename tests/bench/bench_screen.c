/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program at a terminal: from exec to the first frame, and from a key to the screen it leads to, as a person would see it. The times
 * hold the way through the pseudo terminal and back, and the reading of the output by the test's own terminal.
 */
#include "bench.h"
#include "tests/screen/vt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STARTS 7
#define MOVES  300
#define SCANS  100

static const char *program(void)
{
	return getenv("STOCKBOOK") ? getenv("STOCKBOOK") : SB_TOP_BUILDDIR "/src/stockbook";
}

static struct vt *start(const char *book)
{
	char *argv[] = { (char *)program(), "-b", (char *)book, NULL };
	const struct vt_start how = { .rows = 40, .cols = 120, .argv = argv };

	return vt_start(&how);
}

/* What a program has had of the processor: others' work on the machine is not in it, waiting for the disk neither. */
static double cpu_us(pid_t pid)
{
	char path[64];
	double ns = 0;
	FILE *in;

	snprintf(path, sizeof(path), "/proc/%d/schedstat", (int)pid);
	in = fopen(path, "re");
	if (in && fscanf(in, "%lf", &ns) != 1)
		ns = 0;
	if (in)
		fclose(in);
	return ns / 1e3;
}

/* From what was typed to the painted screen. */
struct waits {
	struct bench_times clock, cpu;
	double begun, cpu_begun;
};

static void wait_begins(struct waits *waits, struct vt *vt)
{
	waits->begun = bench_now_us();
	waits->cpu_begun = cpu_us(vt_pid(vt));
}

static void wait_ends(struct waits *waits, struct vt *vt)
{
	bench_times_add(&waits->clock, bench_now_us() - waits->begun);
	bench_times_add(&waits->cpu, cpu_us(vt_pid(vt)) - waits->cpu_begun);
}

static void waits_free(struct waits *waits)
{
	bench_times_free(&waits->clock);
	bench_times_free(&waits->cpu);
}

static long resident_kb(pid_t pid)
{
	char path[64], line[256];
	long kb = 0;
	FILE *in;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	in = fopen(path, "re");
	while (in && fgets(line, sizeof(line), in))
		if (strncmp(line, "VmRSS:", 6) == 0)
			kb = strtol(line + 6, NULL, 10);
	if (in)
		fclose(in);
	return kb;
}

static bool first_paint(struct bench *bench)
{
	struct bench_times times = { .us = NULL };
	struct bench_row row = { .work = "first paint, resident memory", .target = "< 50 ms, < 40 MB" };
	long most_kb = 0;
	bool ok = true;

	for (int i = 0; i < STARTS && ok; i++) {
		double begun = bench_now_us();
		struct vt *vt = start(bench->prepared);
		long kb;
		ok = vt_settle(vt);
		bench_times_add(&times, bench_now_us() - begun);
		kb = resident_kb(vt_pid(vt));
		most_kb = kb > most_kb ? kb : most_kb;
		vt_send_raw(vt, "q", 1);
		vt_end(vt);
		vt_free(vt);
	}
	snprintf(row.measured, sizeof(row.measured), "p50 %.0f, worst of %d %.0f ms, %ld MB", bench_times_at(&times, 0.5) / 1e3, STARTS,
		 bench_times_at(&times, 1) / 1e3, most_kb / 1024);
	row.is_met = ok && bench_times_at(&times, 0.5) < 50000 && most_kb < 40 * 1024;
	bench_print(bench, &row);
	bench_times_free(&times);
	return ok;
}

/* Sends each of the keys in turn, `count` in all; false: the program stopped answering. */
static bool press(struct vt *vt, const char *const *keys, size_t kinds, int count, struct waits *waits)
{
	for (int i = 0; i < count; i++) {
		wait_begins(waits, vt);
		if (!vt_send(vt, keys[(size_t)i % kinds]))
			return false;
		wait_ends(waits, vt);
	}
	return true;
}

static void print_keys(struct bench *bench, const char *work, const char *target, double p95_ms, double p99_ms, struct waits *waits)
{
	struct bench_row row = { .work = work, .target = target };
	double p95 = bench_times_at(&waits->clock, 0.95) / 1e3, p99 = bench_times_at(&waits->clock, 0.99) / 1e3;

	snprintf(row.measured, sizeof(row.measured), "p50 %.2f, p95 %.2f, p99 %.2f ms", bench_times_at(&waits->clock, 0.5) / 1e3, p95, p99);
	snprintf(row.yardstick, sizeof(row.yardstick), "of the processor: p50 %.2f, p95 %.2f, p99 %.2f ms",
		 bench_times_at(&waits->cpu, 0.5) / 1e3, bench_times_at(&waits->cpu, 0.95) / 1e3, bench_times_at(&waits->cpu, 0.99) / 1e3);
	row.is_met = p95 < p95_ms && p99 < p99_ms;
	bench_print(bench, &row);
	waits_free(waits);
}

static void keys(struct bench *bench, const char *book)
{
	static const char *const moves[] = { "j", "j", "j", "k" };
	static const char *const pages[] = { "\033[6~", "\033[6~", "\033[5~", "G", "\033[5~", "g" };
	static const char *const typed[] = { "/", "s", "o", "a", "p", " ", "r", "e", "\r", "\\" };
	struct waits waits = { .clock = { .us = NULL } };
	struct vt *vt = start(book);

	vt_settle(vt);
	if (press(vt, moves, SB_COUNT(moves), MOVES, &waits))
		print_keys(bench, "line move to painted screen", "p95 < 3 ms", 3, 1e9, &waits);
	if (press(vt, pages, SB_COUNT(pages), MOVES, &waits) && press(vt, typed, SB_COUNT(typed), MOVES, &waits) &&
	    vt_send(vt, "\0335") && press(vt, pages, SB_COUNT(pages), MOVES, &waits))
		print_keys(bench, "key to painted screen: pages, ends, filter typed, journal", "p95 < 8 ms, p99 < 16 ms", 8, 16, &waits);
	waits_free(&waits);
	vt_send_raw(vt, "q", 1);
	vt_end(vt);
	vt_free(vt);
}

/* A code and Enter puts it in the basket, Ctrl-S books the sale: both to the painted screen. */
static void scans(struct bench *bench, const char *book)
{
	struct waits waits = { .clock = { .us = NULL } };
	struct vt *vt = start(book);
	bool ok = vt_settle(vt) && vt_send(vt, "\0332");

	for (int i = 0; i < SCANS + 5 && ok; i++) {
		char code[20];
		bench_barcode((int64_t)sb_random_below(&bench->random, (uint64_t)bench->products), code);
		code[13] = '\r';
		code[14] = '\0';
		wait_begins(&waits, vt);
		ok = vt_send(vt, code) && vt_send(vt, "\x13");
		if (i >= 5)
			wait_ends(&waits, vt);
	}
	if (ok)
		print_keys(bench, "scan and durable sale to painted screen", "p99 < 30 ms", 1e9, 30, &waits);
	waits_free(&waits);
	if (ok && vt_send(vt, "\0331"))
		vt_send_raw(vt, "q", 1);
	vt_end(vt);
	vt_free(vt);
}

/* In a count of many lines, each code and Enter is an entry of its own, on the screen with the line's total. */
static void count_scans(struct bench *bench, const char *book)
{
	struct waits waits = { .clock = { .us = NULL } };
	struct sb_book *open = bench_open(bench, book);
	int64_t lines;
	struct vt *vt;
	bool ok;

	(void)bench_count_make(bench, open, &lines);
	sb_book_close(open);
	vt = start(book);
	ok = vt_settle(vt) && vt_send(vt, "\0333") && vt_send(vt, "\r");
	for (int i = 0; i < SCANS + 5 && ok; i++) {
		char code[20];
		bench_barcode((int64_t)sb_random_below(&bench->random, (uint64_t)lines), code);
		code[13] = '\r';
		code[14] = '\0';
		wait_begins(&waits, vt);
		ok = vt_send(vt, code);
		if (i >= 5)
			wait_ends(&waits, vt);
	}
	if (ok && vt_find(vt, "COUNT") >= 0)
		print_keys(bench, "count of 50,000 lines: scan to painted screen, durable", "p99 < 30 ms", 1e9, 30, &waits);
	waits_free(&waits);
	if (ok && vt_send(vt, "\0331"))
		vt_send_raw(vt, "q", 1);
	vt_end(vt);
	vt_free(vt);
}

void bench_screen(struct bench *bench)
{
	char *copy;

	if (access(program(), X_OK) != 0) {
		bench_skip(bench, "first paint and keys", "< 50 ms", "the program is not built");
		return;
	}
	if (!first_paint(bench))
		return;
	copy = bench_copy(bench, "screen");
	keys(bench, copy);
	scans(bench, copy);
	count_scans(bench, copy);
	bench_remove(copy);
}
