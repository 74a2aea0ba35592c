/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files in and out. An import is measured whole, from the file to the last commit, beside what the sqlite3 program needs to bring the same
 * CSV into the same tables, indexes and search, without checking anything. Exports run as the program does them, into nothing.
 */
#include "bench.h"

#include "stockbook/import.h"
#include <err.h>
#include <fcntl.h>
#include <malloc.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

struct run {
	double seconds;
	long resident_kb;
	bool is_good;
};

static struct run wait_for(pid_t child, double start)
{
	struct run run = { .is_good = false };
	struct rusage usage;
	int status = 0;

	if (wait4(child, &status, 0, &usage) != child)
		err(1, "wait");
	run.seconds = (bench_now_us() - start) / 1e6;
	run.resident_kb = usage.ru_maxrss;
	run.is_good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
	return run;
}

/* Runs a program with its output going nowhere and, if given, a file as its input. */
static struct run run_program(const char *const argv[], const char *input)
{
	posix_spawn_file_actions_t actions;
	double start = bench_now_us();
	pid_t child;
	int failed;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input ? input : "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	failed = posix_spawnp(&child, argv[0], &actions, NULL, (char *const *)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	return failed ? (struct run){ .is_good = false } : wait_for(child, start);
}

/* ---- import ---- */

static void make_empty(struct bench *bench, const char *path)
{
	static const struct sb_book_new what = { .currency = "EUR", .store_code = "MAIN", .store_name = "Main", .zone = "UTC",
						 .who = "bench", .station = "bench" };
	struct sb_error why = SB_ERROR_INIT;
	struct sb_book *book = NULL;

	bench_must(sb_book_create(path, &what, &bench->world, &book, &why), &why, path);
	sb_book_close(book);
}

static void import_all(struct bench *bench, const char *book_path, const char *csv, bool exclusive)
{
	const struct sb_import_options options = { .format = NULL };
	const struct sb_import_commit how = { .exclusive = exclusive };
	struct sb_error why = SB_ERROR_INIT;
	struct sb_outcome outcome;
	struct sb_book *book = bench_open(bench, book_path);
	sb_owned(import) import = NULL;

	bench_must(sb_import_open(book, csv, &options, &import, &why), &why, csv);
	if (sb_import_summary(import)->count[SB_IMPORT_NEW] != bench->products)
		errx(1, "not all rows were taken");
	bench_must(sb_import_commit(import, &how, &outcome, &why), &why, "import");
	sb_book_close(book);
}

/* In a process of its own, so that its memory can be told. */
static struct run our_import(struct bench *bench, const char *csv, bool exclusive)
{
	char *path = NULL;
	double start;
	struct run run;
	pid_t child;

	if (asprintf(&path, "%s/import.book", bench->folder) < 0)
		err(1, "import");
	bench_remove(sb_strdup(path));
	make_empty(bench, path);
	fflush(stdout);
	malloc_trim(0); /* what was given back before would be counted as the child's */
	start = bench_now_us();
	child = fork();
	if (child == 0) {
		import_all(bench, path, csv, exclusive);
		_exit(0);
	}
	run = wait_for(child, start);
	bench_remove(path);
	return run;
}

static const char import_script[] =
	".bail on\n"
	"PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\nPRAGMA cache_size = -16384;\n"
	"DROP TRIGGER IF EXISTS entries_no_replace;\n"
	"CREATE TEMP TABLE csv (sku, name, price, cost, barcodes, tags, supplier, reorder_point);\n"
	".mode csv\n.import --skip 1 %s csv\n"
	"BEGIN;\n"
	"INSERT INTO entries (id, kind, occurred_at, recorded_at, store, who, station, body, format, content_hash, chain_hash)"
	" SELECT randomblob(16), 'add', 1, 1, 0, 'bench', 'bench', json_object('set', json_object('sku', sku, 'name', name, 'price', price,"
	" 'cost', cost, 'barcodes', barcodes, 'tags', tags, 'supplier', supplier, 'reorder_point', reorder_point)), 1, randomblob(32),"
	" randomblob(32) FROM csv;\n"
	"INSERT INTO products (id, version, sku, name, name_key, unit, decimals, price_minor, cost_minor, reorder_point, supplier, alerts,"
	" archived, tags, barcodes, popularity, popularity_day, search_id, search_text, created_at, updated_at)"
	" SELECT rowid + 2, rowid + 2, sku, name, lower(name), 'piece', 0, CAST(price * 100 AS INT), CAST(cost * 100 AS INT),"
	" reorder_point * 1000, supplier, 1, 0, tags, barcodes, 0, 0, rowid, lower(name) || ' ' || lower(sku) || ' ' || barcodes || ' ' ||"
	" tags, 1, 1 FROM csv;\n"
	"INSERT INTO product_tags (tag, product, shown) SELECT tags, rowid + 2, tags FROM csv;\n"
	"INSERT INTO barcodes (code, product, printed, pack_milli) SELECT '0' || barcodes, rowid + 2, barcodes, 1000 FROM csv;\n"
	"INSERT INTO stock (store, product, on_hand, held, committed, unavailable, version, ring, ring_day)"
	" SELECT 2, rowid + 2, 0, 0, 0, 0, 0, zeroblob(112), 0 FROM csv;\n"
	"INSERT INTO search (rowid, search_text) SELECT search_id, search_text FROM products;\n"
	"COMMIT;\n";

static struct run raw_import(struct bench *bench, const char *csv)
{
	sb_auto(buf) path = SB_BUF_INIT;
	sb_auto(buf) script = SB_BUF_INIT;
	const char *argv[] = { "sqlite3", NULL, NULL };
	struct run run;
	FILE *out;

	sb_buf_printf(&path, "%s/raw-import.book", bench->folder);
	sb_buf_printf(&script, "%s/raw-import.sql", bench->folder);
	bench_remove(sb_strdup(path.data));
	make_empty(bench, path.data);
	out = fopen(script.data, "we");
	if (!out)
		err(1, "%s", script.data);
	fprintf(out, import_script, csv);
	fclose(out);
	argv[1] = path.data;
	run = run_program(argv, script.data);
	unlink(script.data);
	bench_remove(sb_strdup(path.data));
	return run;
}

static void print_import(struct bench *bench, const char *work, const struct run *ours, const struct run *raw)
{
	struct bench_row row = { .work = work, .target = "≥ 0.5 of sqlite3 .import, < 100 MB" };
	double ratio = ours->seconds > 0 ? raw->seconds / ours->seconds : 0;

	snprintf(row.measured, sizeof(row.measured), "%.1f s, %.0f rows/s, %ld MB", ours->seconds,
		 (double)bench->products / ours->seconds, ours->resident_kb / 1024);
	if (raw->is_good)
		snprintf(row.yardstick, sizeof(row.yardstick), "sqlite3 %.1f s: %.2f of it", raw->seconds, ratio);
	else
		snprintf(row.yardstick, sizeof(row.yardstick), "the sqlite3 program failed or is not there");
	row.is_met = ours->is_good && ratio >= 0.5 && ours->resident_kb < 100 * 1024;
	bench_print(bench, &row);
}

static void imports(struct bench *bench)
{
	sb_owned_string csv = bench_csv(bench);
	struct run raw = raw_import(bench, csv);
	struct run ours = our_import(bench, csv, false);

	print_import(bench, "import CSV of all products", &ours, &raw);
	if (bench->products > SB_IMPORT_AT_ONCE) {
		ours = our_import(bench, csv, true);
		print_import(bench, "the same in one transaction", &ours, &raw);
	}
}

/* ---- export ---- */

static void export(struct bench *bench, const char *format, const char *work)
{
	static const char columns[] = "--columns=sku,name,price,cost,barcodes,tags,supplier,reorder_point";
	static const char select[] = "SELECT sku, name, price_minor / 100.0, cost_minor / 100.0, barcodes, tags, supplier, reorder_point / 1000"
				     " FROM products WHERE archived = 0 ORDER BY name_key, id";
	const char *program = getenv("STOCKBOOK") ? getenv("STOCKBOOK") : SB_TOP_BUILDDIR "/src/stockbook";
	const char *const ours_argv[] = { program, "-b", bench->prepared, "-o", format, "list", columns, NULL };
	const char *const raw_argv[] = { "sqlite3", "-csv", bench->prepared, select, NULL };
	struct bench_row row = { .work = work, .target = "≥ 0.7 of sqlite3 -csv" };
	struct run raw = run_program(raw_argv, NULL), ours = run_program(ours_argv, NULL);

	if (!ours.is_good) {
		bench_skip(bench, work, row.target, "the program did not run");
		return;
	}
	snprintf(row.measured, sizeof(row.measured), "%.2f s, %.0f rows/s", ours.seconds, (double)bench->products / ours.seconds);
	snprintf(row.yardstick, sizeof(row.yardstick), "sqlite3 -csv %.2f s: %.2f of it", raw.seconds, raw.seconds / ours.seconds);
	row.is_met = raw.is_good && raw.seconds / ours.seconds >= 0.7;
	bench_print(bench, &row);
}

void bench_files(struct bench *bench)
{
	imports(bench);
	export(bench, "csv", "export of all products, CSV");
	export(bench, "jsonl", "export of all products, JSON Lines");
}
