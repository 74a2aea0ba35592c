/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports: what a file's rows do, what is found wrong with them, and that they are taken back whole. */
#include "stockbook/import.h"
#include "stockbook/user.h"
#include "tests/support.h"
#include <criterion/criterion.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define HEADER "sku,name,price,unit,tags,barcodes,on_hand\n"

struct shop {
	struct sb_random random;
	struct sb_world world;
	struct sb_book *book;
	char *file, *directory;
	int64_t seen; /* products, by another connection */
	int64_t now, slow_ms; /* by which time goes on whenever it is looked at */
};

static int64_t shop_clock(void *context)
{
	return ((struct shop *)context)->now += ((struct shop *)context)->slow_ms;
}

static void open_shop_in(struct shop *shop, const char *name)
{
	const struct sb_book_new what = { .currency = "EUR", .store_code = "MAIN", .store_name = "Main", .zone = "UTC",
					  .who = "ana", .station = "till" };
	struct sb_error err = SB_ERROR_INIT;
	sb_owned_string path = NULL;

	*shop = (struct shop){ .random = { .seeded = true, .state = 7 }, .now = INT64_C(1767225600000), .directory = st_directory() };
	shop->world = (struct sb_world){ .now = shop_clock, .context = shop, .random = &shop->random };
	shop->file = st_path(shop->directory, "file.csv");
	path = *name == ':' ? sb_strdup(name) : st_path(shop->directory, name);
	cr_assert_eq(sb_book_create(path, &what, &shop->world, &shop->book, &err), SB_OK, "%s", err.text);
}

static void open_shop(struct shop *shop)
{
	open_shop_in(shop, ":memory:");
}

static void close_shop(struct shop *shop)
{
	sb_book_close(shop->book);
	free(shop->file);
	free(shop->directory);
}

static struct sb_import *open_import(struct shop *shop, const char *content, const char *rejects)
{
	const struct sb_import_options options = { .rejects = rejects };
	struct sb_import *import = NULL;
	struct sb_error err = SB_ERROR_INIT;

	st_write(shop->file, content, strlen(content));
	cr_assert_eq(sb_import_open(shop->book, shop->file, &options, &import, &err), SB_OK, "%s", err.text);
	return import;
}

static bool print_row(const struct sb_import_row *row, void *context)
{
	sb_buf_printf(context, "%lld %s %s %s (%s)\n", (long long)row->line, sb_import_action_word(row->action), row->sku, row->name,
		      row->what);
	return true;
}

static bool print_finding(const struct sb_import_finding *finding, void *context)
{
	sb_buf_printf(context, "%lld %s %s=%s\n", (long long)finding->line, finding->is_error ? "error" : "warning", finding->column,
		      finding->value);
	return true;
}

static char *rows_of(struct sb_import *import)
{
	sb_auto(buf) out = SB_BUF_INIT;
	struct sb_error err = SB_ERROR_INIT;

	cr_assert_eq(sb_import_each_row(import, ~0u, 0, 0, print_row, &out, &err), SB_OK, "%s", err.text);
	return sb_buf_take(&out);
}

static char *findings_of(struct sb_import *import)
{
	sb_auto(buf) out = SB_BUF_INIT;
	struct sb_error err = SB_ERROR_INIT;

	cr_assert_eq(sb_import_each_finding(import, 0, 0, print_finding, &out, &err), SB_OK, "%s", err.text);
	return sb_buf_take(&out);
}

static struct sb_outcome take_in(struct shop *shop, const char *content)
{
	const struct sb_import_commit how = { .exclusive = false };
	sb_owned(import) import = open_import(shop, content, NULL);
	struct sb_outcome outcome = { 0 };
	struct sb_error err = SB_ERROR_INIT;

	cr_assert_eq(sb_import_commit(import, &how, &outcome, &err), SB_OK, "%s", err.text);
	return outcome;
}

static int64_t head(struct shop *shop)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_hash hash;
	int64_t seq = 0;

	cr_assert_eq(sb_book_head(shop->book, &seq, &hash, &err), SB_OK);
	return seq;
}

static int64_t products(struct shop *shop)
{
	struct sb_error err = SB_ERROR_INIT;
	int64_t count = 0;

	cr_assert_eq(sb_book_product_count(shop->book, &count, &err), SB_OK);
	return count;
}

/* What an import sets aside to be fast is back in its place. */
static void expect_guarded(struct shop *shop)
{
	struct sb_db *db = sb_book_db(shop->book);
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stmt *stmt;

	cr_assert_eq(sb_db_begin(db, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_db_compose(db, "UPDATE entries SET note = 'x' WHERE seq = 1", &stmt, &err), SB_OK, "%s", err.text);
	cr_expect_eq(sb_stmt_run(stmt, NULL, &err), SB_CONFLICT, "facts are guarded again");
	sb_db_rollback(db);
}

static void post(struct shop *shop, const char *sku, int64_t qty_milli)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_line line = { .qty_milli = qty_milli, .price_minor = SB_NONE, .cost_minor = SB_NONE };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;
	struct sb_found found;

	cr_assert_eq(sb_product_find(shop->book, sku, NULL, true, &found, &err), SB_OK, "%s", err.text);
	line.product = found.id;
	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(sb_book_post(shop->book, &draft, &outcome, &err), SB_OK, "%s", err.text);
}

static const char first_file[] = HEADER
	"a-1,Mug,2.50,piece,kitchen|gift,9520310001005,12\n"
	"a-2,\"Plate, blue\",,,,,\n"
	"007,Apples,1.99,kg,,,2.125\n"
	",Nameless code,1,,,,\n";

Test(import, new_rows_are_told_and_then_are_in_the_book)
{
	struct shop shop;
	open_shop(&shop);
	sb_owned(import) import = open_import(&shop, first_file, NULL);
	sb_owned_string rows = rows_of(import);

	cr_expect_str_eq(rows, "2 new A-1 Mug (opening 12)\n"
			       "3 new A-2 Plate, blue ()\n"
			       "4 new 007 Apples (opening 2.125)\n"
			       "5 new  Nameless code (gets a code)\n");
	cr_expect_eq(head(&shop), 2, "looking writes nothing");
	cr_expect_eq(sb_import_summary(import)->codes_given, 1);
	cr_expect_eq(sb_import_summary(import)->openings, 2);
	take_in(&shop, first_file);
	cr_expect_eq(products(&shop), 4);
	expect_guarded(&shop);
	close_shop(&shop);
}

Test(import, the_same_file_again_changes_nothing)
{
	struct shop shop;
	open_shop(&shop);
	take_in(&shop, first_file);
	int64_t before = head(&shop);
	sb_owned(import) import = open_import(&shop, first_file, NULL);

	cr_expect_eq(sb_import_summary(import)->count[SB_IMPORT_UNCHANGED], 4);
	cr_expect_eq(take_in(&shop, first_file).seq, 0);
	cr_expect_eq(head(&shop), before);
	close_shop(&shop);
}

Test(import, an_empty_cell_leaves_the_field_alone_and_a_full_one_updates_it)
{
	struct shop shop;
	open_shop(&shop);
	take_in(&shop, first_file);
	sb_owned(import) import = open_import(&shop, "Price;SKU;Name\n2,75;a-1;\n;A-2;Plate\n3;;Apples\n", NULL);
	sb_owned_string rows = rows_of(import);

	cr_expect_str_eq(rows, "2 update A-1 Mug (price 2.50 → 2.75)\n"
			       "3 update A-2 Plate (name Plate, blue → Plate)\n"
			       "4 update 007 Apples (price 1.99 → 3.00)\n");
	close_shop(&shop);
}

Test(import, stock_is_never_overwritten)
{
	struct shop shop;
	open_shop(&shop);
	take_in(&shop, first_file);
	post(&shop, "A-1", 2000);
	sb_owned(import) import = open_import(&shop, HEADER "a-1,,,,,,12\n007,,,,,,2.125\nnew,New,,,,,-1\n", NULL);
	sb_owned_string findings = findings_of(import);

	cr_expect_str_eq(findings, "2 error on_hand=12\n4 error on_hand=-1\n");
	cr_expect_eq(sb_import_summary(import)->count[SB_IMPORT_UNCHANGED], 1);
	close_shop(&shop);
}

Test(import, everything_wrong_is_found_with_its_line_and_column)
{
	struct shop shop;
	open_shop(&shop);
	take_in(&shop, first_file);
	char *rejects = st_path(shop.directory, "rejects.csv");
	char *other = st_path(shop.directory, "rejects.csv.new");
	st_write(other, "mine", 4);
	sb_owned(import) import = open_import(&shop, HEADER
		"1.2346E+10,Shortened,x,,,,\n"
		"\n"
		"b-1,\"two\nlines\",1.999,,,Jan-12,\n"
		"b-2,Bad \xff byte,1,,,,\n"
		"b-3,Too few\n"
		"b-4,Fine,1,,,,\n"
		"B-4,Twice,1,,,,\n"
		"b-5,Mug's code,1,,,9520310001005,\n"
		"b-6,,1,,,,\n"
		"b-7,#REF!,1,,,,\n", rejects);
	sb_owned_string findings = findings_of(import);

	cr_expect_str_eq(findings, "2 error sku=1.2346E+10\n2 error price=x\n"
				   "4 error price=1.999\n4 error barcodes=Jan-12\n"
				   "6 error name=Bad \xef\xbf\xbd byte\n"
				   "7 error =\n"
				   "9 error sku=B-4\n"
				   "10 error barcodes=9520310001005\n"
				   "11 error name=\n"
				   "12 error name=#REF!\n");
	cr_expect_eq(sb_import_summary(import)->count[SB_IMPORT_ERROR], 8);
	cr_expect_eq(sb_import_summary(import)->count[SB_IMPORT_NEW], 1);
	sb_owned_string rejected = st_read(rejects, NULL);
	cr_expect_not_null(strstr(rejected, "b-1,\"two\nlines\",1.999,,,Jan-12,,4,\"price: "), "%s", rejected);
	cr_expect_not_null(strstr(rejected, "on_hand,reject_line,reject_error\n"));
	cr_expect_null(strstr(rejected, "Fine"));
	sb_owned_string untouched = st_read(other, NULL);
	cr_expect_str_eq(untouched, "mine", "no file but the one named is written");
	free(other);
	free(rejects);
	close_shop(&shop);
}

Test(import, the_apostrophe_of_exports_is_undone)
{
	struct shop shop;
	open_shop(&shop);
	sb_owned(import) import = open_import(&shop, "sku,name\nx-1,'=Sum\nx-2,'-ette\nx-3,'Twas\n", NULL);
	sb_owned_string rows = rows_of(import);

	cr_expect_str_eq(rows, "2 new X-1 =Sum ()\n3 new X-2 -ette ()\n4 new X-3 'Twas ()\n");
	close_shop(&shop);
}

Test(import, header_rows_that_cannot_be_are_refused)
{
	static const struct {
		const char *file, *says;
	} bad[] = {
		{ "", "is empty" },
		{ "1,2,3\n", "must have sku or name" },
		{ "sku,price,Price\n", "columns 2 (price) and 3 (Price) mean the same" },
		{ "sku,barcode,barcodes\n", "columns 2 (barcode) and 3 (barcodes) mean the same" },
	};
	struct shop shop;

	open_shop(&shop);
	for (size_t i = 0; i < SB_COUNT(bad); i++) {
		const struct sb_import_options options = { .format = NULL };
		struct sb_import *import = NULL;
		struct sb_error err = SB_ERROR_INIT;
		st_write(shop.file, bad[i].file, strlen(bad[i].file));
		cr_expect_eq(sb_import_open(shop.book, shop.file, &options, &import, &err), SB_INVALID);
		cr_expect_not_null(strstr(err.text, bad[i].says), "%s", err.text);
	}
	close_shop(&shop);
}

Test(import, unknown_columns_are_named_and_our_derived_ones_passed_over)
{
	struct shop shop;
	open_shop(&shop);
	sb_owned(import) import = open_import(&shop, "sku,colour,name,available,shape\nx,red,X,5,\n", NULL);

	cr_expect_str_eq(sb_import_summary(import)->unknown, "colour");
	cr_expect_eq(sb_import_summary(import)->count[SB_IMPORT_NEW], 1);
	close_shop(&shop);
}

Test(import, another_shops_export_is_recognised)
{
	const struct sb_import_options options = { .format = NULL };
	struct shop shop;
	struct sb_error err = SB_ERROR_INIT;
	char *path = st_fixture("openboxes-sample.csv");

	open_shop(&shop);
	for (int round = 0; round < 2; round++) {
		const struct sb_import_commit how = { .exclusive = true };
		struct sb_outcome outcome;
		sb_owned(import) import = NULL;
		cr_assert_eq(sb_import_open(shop.book, path, &options, &import, &err), SB_OK, "%s", err.text);
		const struct sb_import_summary *summary = sb_import_summary(import);
		cr_expect_str_eq(summary->format->name, "openboxes");
		cr_expect_eq(summary->rows, 28);
		cr_expect_eq(summary->errors, 0);
		cr_expect_eq(summary->count[SB_IMPORT_LEFT_OUT], 1);
		cr_expect_eq(summary->count[round ? SB_IMPORT_UNCHANGED : SB_IMPORT_NEW], 27);
		cr_assert_eq(sb_import_commit(import, &how, &outcome, &err), SB_OK, "%s", err.text);
	}
	free(path);
	close_shop(&shop);
}

Test(import, undo_takes_an_import_back)
{
	struct shop shop;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome undone;

	open_shop(&shop);
	struct sb_outcome outcome = take_in(&shop, first_file);
	cr_assert_eq(sb_book_undo(shop.book, outcome.seq, NULL, NULL, &undone, &err), SB_OK, "%s", err.text);
	cr_expect_eq(products(&shop), 0);
	cr_expect_neq(take_in(&shop, first_file).seq, 0, "its codes may be used again");
	cr_expect_eq(products(&shop), 4);
	close_shop(&shop);
}

/* A file of so many products that it is written in chunks. */
static char *long_file(int rows)
{
	sb_auto(buf) out = SB_BUF_INIT;

	sb_buf_puts(&out, HEADER);
	for (int i = 0; i < rows; i++)
		sb_buf_printf(&out, "L%05d,Product %d,%d.50,,,,%d\n", i, i, i % 90, i % 7);
	return sb_buf_take(&out);
}

static bool stop_at(int64_t done, int64_t total, void *context)
{
	(void)total;
	return done < *(const int64_t *)context;
}

Test(import, a_cancel_leaves_nothing_behind)
{
	static const int64_t sizes[] = { 300, SB_IMPORT_AT_ONCE + 200 };

	for (size_t i = 0; i < SB_COUNT(sizes); i++) {
		struct shop shop;
		int64_t stop = sizes[i] - 50;
		const struct sb_progress progress = { .step = stop_at, .context = &stop };
		const struct sb_import_commit how = { .progress = &progress };
		struct sb_error err = SB_ERROR_INIT;
		struct sb_outcome outcome;
		open_shop(&shop);
		sb_owned_string file = long_file((int)sizes[i]);
		stop = stop / 100 * 100;
		sb_owned(import) import = open_import(&shop, file, NULL);
		cr_assert_eq(sb_import_commit(import, &how, &outcome, &err), SB_INTERRUPTED);
		cr_expect_eq(products(&shop), 0);
		if (sizes[i] <= SB_IMPORT_AT_ONCE)
			cr_expect_eq(head(&shop), 2);
		expect_guarded(&shop);
		close_shop(&shop);
	}
}

/* What others have been let in between for: rows that were committed before the import was done. */
static bool count_committed(int64_t done, int64_t total, void *context)
{
	struct shop *shop = context;
	const struct sb_db_options options = { .mode = SB_DB_READ, .trust_folder = true };
	sb_owned_string path = st_path(shop->directory, "shop.book");
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *other = NULL;
	int64_t count = 0;

	(void)done;
	(void)total;
	cr_assert_eq(sb_book_open(path, &options, &shop->world, &other, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_book_product_count(other, &count, &err), SB_OK, "%s", err.text);
	shop->seen = count > shop->seen ? count : shop->seen;
	sb_book_close(other);
	return true;
}

Test(import, what_takes_long_lets_others_in_between_however_few_rows_it_has)
{
	static const struct {
		int64_t slow_ms;
		bool exclusive, in_between;
	} cases[] = { { 0, false, false }, { 100, false, true }, { 100, true, false } };

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct shop shop;
		sb_owned_string file = long_file(300);
		const struct sb_progress progress = { .step = count_committed, .context = &shop };
		const struct sb_import_commit how = { .progress = &progress, .exclusive = cases[i].exclusive };
		struct sb_error err = SB_ERROR_INIT;
		struct sb_outcome outcome;

		open_shop_in(&shop, "shop.book");
		shop.slow_ms = cases[i].slow_ms;
		sb_owned(import) import = open_import(&shop, file, NULL);
		cr_assert_eq(sb_import_commit(import, &how, &outcome, &err), SB_OK, "%s", err.text);
		cr_expect_eq(shop.seen > 0, cases[i].in_between, "case %zu: %lld", i, (long long)shop.seen);
		cr_expect_eq(products(&shop), 300);
		close_shop(&shop);
	}
}

/* ---- who imports is made a clerk meanwhile ---- */

struct demotion {
	struct shop *shop;
	int64_t user;
	pthread_t thread;
	bool is_begun;
	atomic_bool is_done;
};

static int64_t real_clock(void *context)
{
	(void)context;
	return INT64_C(1767225600000);
}

static enum sb_status change_role(struct sb_book *book, int64_t user, enum sb_role role, struct sb_error *err)
{
	const struct sb_user_change what = { .role = role, .retired = -1 };
	const struct sb_draft draft = SB_DRAFT(SB_KIND_USER_EDIT);
	sb_owned(write) write = NULL;
	struct sb_outcome out;
	enum sb_status status = sb_write_begin(book, &write, err);

	if (!status)
		status = sb_user_edit(write, user, &what, &draft, &out, err);
	return status ? status : sb_write_commit(write, err);
}

static void *demote(void *context)
{
	struct demotion *demotion = context;
	const struct sb_db_options options = { .mode = SB_DB_WRITE, .trust_folder = true, .busy_ms = 10000 };
	sb_owned_string path = st_path(demotion->shop->directory, "shop.book");
	struct sb_random random = { .seeded = true, .state = 9 };
	const struct sb_world world = { .now = real_clock, .random = &random };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *other = NULL;

	cr_assert_eq(sb_book_open(path, &options, &world, &other, &err), SB_OK, "%s", err.text);
	sb_book_act_as(other, "bea", "office");
	cr_assert_eq(change_role(other, demotion->user, SB_ROLE_CLERK, &err), SB_OK, "%s", err.text);
	atomic_store(&demotion->is_done, true);
	sb_book_close(other);
	return NULL;
}

static bool begin_demotion(int64_t done, int64_t total, void *context)
{
	struct demotion *demotion = context;

	(void)total;
	if (done && !demotion->is_begun) {
		demotion->is_begun = true;
		cr_assert_eq(pthread_create(&demotion->thread, NULL, demote, demotion), 0);
		/* Until it stands in front of the gate, or is through because the gate was open. */
		while (!atomic_load(&demotion->is_done) && !sb_db_is_awaited(sb_book_db(demotion->shop->book)))
			usleep(1000);
	}
	return true;
}

static int64_t add_manager(struct sb_book *book, const char *name)
{
	const struct sb_user_change what = { .role = SB_ROLE_MANAGER, .retired = -1 };
	const struct sb_draft draft = SB_DRAFT(SB_KIND_USER_ADD);
	struct sb_error err = SB_ERROR_INIT;
	sb_owned(write) write = NULL;
	struct sb_outcome out;

	cr_assert_eq(sb_write_begin(book, &write, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_user_add(write, name, &what, &draft, &out, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_write_commit(write, &err), SB_OK, "%s", err.text);
	return out.seq;
}

Test(import, who_may_no_longer_import_leaves_nothing_half_done)
{
	struct shop shop;
	struct demotion demotion = { .shop = &shop };
	sb_owned_string file = long_file(600);
	const struct sb_progress progress = { .step = begin_demotion, .context = &demotion };
	const struct sb_import_commit how = { .progress = &progress };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;
	struct sb_user who;

	open_shop_in(&shop, "shop.book");
	demotion.user = add_manager(shop.book, "ana");
	(void)add_manager(shop.book, "bea");
	cr_assert_eq(sb_book_admit(shop.book, SB_WORK_MANAGERS, &who, &err), SB_OK, "%s", err.text);
	shop.slow_ms = 100;
	sb_owned(import) import = open_import(&shop, file, NULL);
	cr_expect_eq(sb_import_commit(import, &how, &outcome, &err), SB_REFUSED);
	cr_expect_str_eq(err.text, "what ana may do was changed just now: try again");
	pthread_join(demotion.thread, NULL);
	cr_expect_eq(products(&shop), 0, "what was written is taken back all the same");
	expect_guarded(&shop);
	close_shop(&shop);
}

Test(import, a_token_gives_the_first_result_again)
{
	struct shop shop;
	struct sb_hash fingerprint = { { 1 } };
	const struct sb_import_commit how = { .token = "monday", .fingerprint = &fingerprint };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome first, second, third;

	open_shop(&shop);
	sb_owned(import) import = open_import(&shop, first_file, NULL);
	cr_assert_eq(sb_import_commit(import, &how, &first, &err), SB_OK, "%s", err.text);
	sb_owned(import) again = open_import(&shop, first_file, NULL);
	cr_assert_eq(sb_import_commit(again, &how, &second, &err), SB_OK, "%s", err.text);
	cr_expect(second.replayed);
	cr_expect_eq(second.seq, first.seq);
	cr_expect(sb_id_equal(&second.id, &first.id));
	sb_owned(import) other = open_import(&shop, "sku,name\nz,Z\n", NULL);
	cr_expect_eq(sb_import_commit(other, &how, &third, &err), SB_CONFLICT);
	close_shop(&shop);
}

Test(import, a_change_by_others_in_between_is_noticed)
{
	struct shop shop;
	const struct sb_import_commit how = { .token = NULL };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;

	open_shop(&shop);
	take_in(&shop, first_file);
	sb_owned(import) import = open_import(&shop, "sku,price\nb-9,1\na-1,5\n", NULL);
	sb_owned(import) fresh = open_import(&shop, "sku,name,price\nb-8,B,1\n", NULL);
	take_in(&shop, "sku,name,price\na-1,,4\nb-8,Bee,2\n");
	int64_t before = head(&shop);
	cr_expect_eq(sb_import_commit(import, &how, &outcome, &err), SB_STALE, "%s", err.text);
	cr_expect_eq(sb_import_commit(fresh, &how, &outcome, &err), SB_DUPLICATE, "%s", err.text);
	cr_expect_eq(head(&shop), before);
	close_shop(&shop);
}
