/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undoing and redoing, one kind after another, and batches. */
#include "ledger.h"
#include "support.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct ledger ledger;

static void open_book(void)
{
	lg_open(&ledger, false);
}

static void close_book(void)
{
	lg_close(&ledger);
}

TestSuite(undo, .init = open_book, .fini = close_book);

static int64_t undone(int64_t seq)
{
	struct sb_outcome out;

	cr_assert_eq(lg_undo(&ledger, seq, &out), SB_OK, "%s", ledger.err.text);
	return out.seq;
}

Test(undo, every_stock_entry_can_be_undone_and_redone_once)
{
	static const struct {
		enum sb_kind kind;
		int64_t qty_milli;
	} cases[] = {
		{ SB_KIND_OPENING, 2000 }, { SB_KIND_RECEIVE, 2000 }, { SB_KIND_SALE, 2000 },	{ SB_KIND_RETURN_IN, 2000 },
		{ SB_KIND_RETURN_OUT, 2000 }, { SB_KIND_REMOVE, 2000 }, { SB_KIND_ADJUST, 2000 }, { SB_KIND_ADJUST, -2000 },
	};
	int64_t mug = lg_add(&ledger, "name=Mug;price=2;cost=1", 10000);
	struct sb_outcome out;

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		int64_t before = lg_on_hand(&ledger, mug), seq = lg_moved(&ledger, cases[i].kind, mug, cases[i].qty_milli);
		int64_t after = lg_on_hand(&ledger, mug), undo = undone(seq);

		cr_assert_eq(lg_on_hand(&ledger, mug), before);
		cr_assert_eq(lg_undo(&ledger, seq, &out), SB_REFUSED, "an entry can be undone once");
		int64_t redo = undone(undo);
		cr_assert_eq(lg_on_hand(&ledger, mug), after);
		cr_assert_eq(lg_undo(&ledger, undo, &out), SB_REFUSED);
		(void)undone(redo);
		cr_assert_eq(lg_on_hand(&ledger, mug), before);
	}
	lg_whole(&ledger);
}

Test(undo, a_sale_is_uncounted_on_its_own_day)
{
	int64_t mug = lg_add(&ledger, "name=Mug;price=2", 10000), sale = lg_moved(&ledger, SB_KIND_SALE, mug, 3000);

	ledger.now += 5 * SB_DAY_MS;
	(void)lg_moved(&ledger, SB_KIND_SALE, mug, 1000);
	int64_t undo = undone(sale);
	cr_assert_eq(lg_number(&ledger, "SELECT sold_milli FROM daily_usage WHERE day = 20513"), 0);
	cr_assert_eq(lg_number(&ledger, "SELECT revenue_minor FROM daily_usage WHERE day = 20513"), 0);
	cr_assert_eq(lg_number(&ledger, "SELECT sold_milli FROM daily_usage WHERE day = 20518"), 1000);
	ledger.now += SB_DAY_MS;
	(void)undone(undo);
	cr_assert_eq(lg_number(&ledger, "SELECT sold_milli FROM daily_usage WHERE day = 20513"), 3000);
	cr_assert_eq(lg_number(&ledger, "SELECT COUNT(*) FROM daily_usage"), 2);
	lg_whole(&ledger);
}

Test(undo, what_has_gone_since_cannot_be_taken_back)
{
	int64_t mug = lg_add(&ledger, "sku=MUG;name=Mug", SB_NONE), receipt = lg_moved(&ledger, SB_KIND_RECEIVE, mug, 5000);
	struct sb_outcome out;

	(void)lg_moved(&ledger, SB_KIND_SALE, mug, 3000);
	cr_assert_eq(lg_undo(&ledger, receipt, &out), SB_SHORT_STOCK);
	cr_assert_eq(lg_on_hand(&ledger, mug), 2000);
	lg_whole(&ledger);
}

Test(undo, some_entries_cannot_be_undone)
{
	struct sb_outcome out;

	cr_assert_eq(lg_undo(&ledger, 1, &out), SB_REFUSED);
	cr_assert_eq(lg_undo(&ledger, 2, &out), SB_REFUSED);
	cr_assert_eq(lg_undo(&ledger, 99, &out), SB_NOT_FOUND);
}

Test(undo, an_edit_is_set_back_unless_the_field_changed_again)
{
	int64_t mug = lg_add(&ledger, "name=Mug;price=2;tags=a|b", SB_NONE);
	struct sb_outcome first, second, out;

	cr_assert_eq(lg_edit(&ledger, mug, "price=3;bin=A1;tags=", SB_NONE, &first), SB_OK);
	cr_assert_eq(lg_edit(&ledger, mug, "price=4", SB_NONE, &second), SB_OK);
	cr_assert_eq(lg_undo(&ledger, first.seq, &out), SB_REFUSED);
	cr_assert_str_eq(ledger.err.field, "price");
	(void)undone(second.seq);
	int64_t undo = undone(first.seq);
	struct sb_product product = lg_product(&ledger, mug);
	cr_assert_eq(product.value[SB_PF_PRICE].n, 200);
	cr_assert(product.value[SB_PF_BIN].is_null);
	cr_assert_str_eq(product.value[SB_PF_TAGS].s, "a|b");
	cr_assert_eq(lg_number(&ledger, "SELECT COUNT(*) FROM product_tags"), 2);
	(void)undone(undo);
	product = lg_product(&ledger, mug);
	cr_assert_eq(product.value[SB_PF_PRICE].n, 300);
	cr_assert(product.value[SB_PF_TAGS].is_null);
	lg_whole(&ledger);
}

Test(undo, adding_is_undone_with_its_opening_stock)
{
	int64_t mug = lg_add(&ledger, "sku=MUG;name=Mug;barcodes=4006381333931", 5000), products;
	struct sb_found found;

	int64_t undo = undone(mug);
	cr_assert(lg_product(&ledger, mug).archived);
	cr_assert_eq(lg_on_hand(&ledger, mug), 0);
	cr_assert_eq(sb_product_find(ledger.book, "MUG", NULL, true, &found, &ledger.err), SB_NOT_FOUND);
	cr_assert_eq(sb_product_find(ledger.book, "4006381333931", NULL, true, &found, &ledger.err), SB_NOT_FOUND);
	cr_assert_eq(sb_book_product_count(ledger.book, &products, &ledger.err), SB_OK);
	cr_assert_eq(products, 0);
	int64_t redo = undone(undo);
	cr_assert_not(lg_product(&ledger, mug).archived);
	cr_assert_eq(lg_on_hand(&ledger, mug), 5000);
	cr_assert_eq(sb_product_find(ledger.book, "4006381333931", NULL, true, &found, &ledger.err), SB_OK);
	cr_assert_eq(found.id, mug);
	lg_whole(&ledger);

	struct sb_outcome out;
	(void)lg_moved(&ledger, SB_KIND_RECEIVE, mug, 1000);
	cr_assert_eq(lg_undo(&ledger, redo, &out), SB_REFUSED, "there is stock of it");
	cr_assert_eq(lg_on_hand(&ledger, mug), 6000, "all or nothing");
	lg_whole(&ledger);
}

Test(undo, archiving_is_undone_unless_the_sku_was_taken)
{
	int64_t mug = lg_add(&ledger, "sku=MUG;name=Mug;barcodes=12345", SB_NONE), cup;
	struct sb_outcome archived, out;

	cr_assert_eq(lg_archive(&ledger, mug, &archived), SB_OK);
	cup = lg_add(&ledger, "sku=MUG;name=Cup", SB_NONE);
	cr_assert_eq(lg_undo(&ledger, archived.seq, &out), SB_DUPLICATE);
	cr_assert_eq(lg_edit(&ledger, cup, "sku=CUP;barcodes=12345", SB_NONE, &out), SB_OK);
	cr_assert_eq(lg_undo(&ledger, archived.seq, &out), SB_DUPLICATE, "the barcode is taken");
	cr_assert_eq(lg_edit(&ledger, cup, "barcodes=", SB_NONE, &out), SB_OK);
	(void)undone(archived.seq);
	cr_assert_not(lg_product(&ledger, mug).archived);
	lg_whole(&ledger);
}

Test(undo, a_token_undoes_once)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 5000), sale = lg_moved(&ledger, SB_KIND_SALE, mug, 2000);
	struct sb_outcome first, again;

	cr_assert_eq(sb_book_undo(ledger.book, sale, "u1", NULL, &first, &ledger.err), SB_OK);
	cr_assert_eq(sb_book_undo(ledger.book, sale, "u1", NULL, &again, &ledger.err), SB_OK);
	cr_assert(again.replayed);
	cr_assert_eq(again.seq, first.seq);
	cr_assert_eq(sb_book_undo(ledger.book, first.seq, "u1", NULL, &again, &ledger.err), SB_CONFLICT);
}

/* Batches. */

static int64_t begin_batch(void)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_BATCH);
	struct sb_outcome out;

	draft.body = "{\"file\":\"stock.csv\",\"rows\":3}";
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	return out.seq;
}

static void end_batch(int64_t batch)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_BATCH_END);
	struct sb_outcome out;

	draft.batch = batch;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
}

static int64_t add_in_batch(int64_t batch, const char *fields, int64_t opening_milli)
{
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_outcome out;

	extra.batch = batch;
	extra.opening_milli = opening_milli;
	cr_assert_eq(lg_try_add(&ledger, fields, &extra, &out), SB_OK, "%s", ledger.err.text);
	return out.seq;
}

Test(undo, an_import_is_undone_with_all_that_came_in_it)
{
	int64_t batch = begin_batch(), ids[60];
	char fields[64];

	for (size_t i = 0; i < SB_COUNT(ids); i++) {
		(void)snprintf(fields, sizeof(fields), "sku=A%zu;name=Thing %zu", i, i);
		ids[i] = add_in_batch(batch, fields, i % 2 ? 1000 : SB_NONE);
	}
	end_batch(batch);
	(void)undone(ids[7]);
	int64_t undo = undone(batch);
	for (size_t i = 0; i < SB_COUNT(ids); i++) {
		cr_assert(lg_product(&ledger, ids[i]).archived);
		cr_assert_eq(lg_on_hand(&ledger, ids[i]), 0);
	}
	lg_whole(&ledger);
	(void)undone(undo);
	for (size_t i = 0; i < SB_COUNT(ids); i++) {
		cr_assert_eq(lg_product(&ledger, ids[i]).archived, i == 7, "what was undone before stays so");
		cr_assert_eq(lg_on_hand(&ledger, ids[i]), i % 2 && i != 7 ? 1000 : 0);
	}
	lg_whole(&ledger);
}

Test(undo, an_import_that_was_sold_from_is_refused_whole)
{
	int64_t batch = begin_batch(), mug = add_in_batch(batch, "name=Mug", 5000), cup = add_in_batch(batch, "name=Cup", 5000);
	struct sb_outcome out;

	end_batch(batch);
	(void)lg_moved(&ledger, SB_KIND_SALE, mug, 1000);
	int64_t head = lg_head(&ledger);
	cr_assert_eq(lg_undo(&ledger, batch, &out), SB_SHORT_STOCK);
	cr_assert_eq(lg_head(&ledger), head);
	cr_assert_eq(lg_on_hand(&ledger, cup), 5000);
}

Test(undo, a_batch_that_is_closed_takes_no_more)
{
	int64_t batch = begin_batch();
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_outcome out;

	(void)add_in_batch(batch, "name=Mug", SB_NONE);
	end_batch(batch);
	extra.batch = batch;
	cr_assert_eq(lg_try_add(&ledger, "name=Cup", &extra, &out), SB_REFUSED);
	batch = begin_batch();
	(void)undone(batch);
	extra.batch = batch;
	cr_assert_eq(lg_try_add(&ledger, "name=Cup", &extra, &out), SB_REFUSED);
}

Test(undo, large_batches_are_taken_back_in_chunks)
{
	int64_t batch = begin_batch(), undo, head;
	const struct sb_product_change change = lg_change(&ledger, "name=Thing");
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	sb_owned(write) write = NULL;
	struct sb_outcome out;

	extra.batch = batch;
	cr_assert_eq(sb_write_begin(ledger.book, &write, &ledger.err), SB_OK);
	for (int i = 0; i < 2500; i++)
		cr_assert_eq(sb_product_add(write, &change, &extra, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(sb_write_commit(write, &ledger.err), SB_OK);
	end_batch(batch);
	head = lg_head(&ledger);
	undo = undone(batch);
	cr_assert_eq(lg_head(&ledger), head + 2501);
	cr_assert_eq(lg_number(&ledger, "SELECT COUNT(*) FROM products WHERE archived = 0"), 0);
	cr_assert_eq(lg_number(&ledger, "SELECT COUNT(*) FROM barcodes"), 0);
	(void)undone(undo);
	cr_assert_eq(lg_number(&ledger, "SELECT products FROM book"), 2500);
	cr_assert_eq(lg_number(&ledger, "SELECT COUNT(DISTINCT sku) FROM products"), 2500, "each got a code of its own");
	lg_whole(&ledger);
}

Test(undo, the_newest_own_entry_comes_first)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 5000), seq;
	int64_t first = lg_moved(&ledger, SB_KIND_SALE, mug, 1000), second = lg_moved(&ledger, SB_KIND_SALE, mug, 1000);

	sb_book_act_as(ledger.book, "bob", "till");
	cr_assert_eq(sb_book_undoable(ledger.book, true, &seq, &ledger.err), SB_NOT_FOUND);
	(void)lg_moved(&ledger, SB_KIND_SALE, mug, 1000);
	sb_book_act_as(ledger.book, "ann", "till");
	const int64_t order[] = { second, first, mug };
	int64_t undos[2] = { 0 };
	for (size_t i = 0; i < 2; i++) {
		cr_assert_eq(sb_book_undoable(ledger.book, true, &seq, &ledger.err), SB_OK);
		cr_assert_eq(seq, order[i]);
		undos[i] = undone(seq);
	}
	cr_assert_eq(sb_book_undoable(ledger.book, true, &seq, &ledger.err), SB_OK);
	cr_assert_eq(seq, mug);
	cr_assert_eq(sb_book_undoable(ledger.book, false, &seq, &ledger.err), SB_OK);
	cr_assert_eq(seq, undos[1], "redo the newest undoing");
	int64_t redo = undone(seq);
	cr_assert_eq(sb_book_undoable(ledger.book, true, &seq, &ledger.err), SB_OK);
	cr_assert_eq(seq, redo);
}

/* Recovery. */

static int64_t fixed_now(void *context)
{
	(void)context;
	return LEDGER_NOW;
}

/* In a child of its own, where the assertions of the test's process do not work. */
static enum sb_status begin_import(const char *path, struct sb_error *err)
{
	static const struct sb_value name = { .type = SB_TEXT_TYPE, .s = "Half" };
	const struct sb_db_options options = { .mode = SB_DB_WRITE, .busy_ms = 5000 };
	struct sb_random random = { .seeded = true, .state = 9 };
	const struct sb_world world = { .now = fixed_now, .random = &random };
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_product_change change = { 0 };
	struct sb_draft draft = SB_DRAFT(SB_KIND_BATCH);
	struct sb_write *write;
	struct sb_book *book;
	struct sb_outcome out;

	change.given[SB_PF_NAME] = true;
	change.value[SB_PF_NAME] = name;
	if (sb_book_open(path, &options, &world, &book, err) || sb_book_post(book, &draft, &out, err) || sb_write_begin(book, &write, err))
		return err->status;
	extra.batch = out.seq;
	extra.opening_milli = 4000;
	if (sb_product_add(write, &change, &extra, &out, err))
		return err->status;
	return sb_write_commit(write, err);
}

static void import_and_die(const char *path)
{
	struct sb_error err = SB_ERROR_INIT;

	_exit(begin_import(path, &err) == SB_OK ? 7 : 1);
}

Test(recover, an_import_whose_writer_died_is_taken_back_at_the_next_opening)
{
	char *directory = st_directory(), *path = st_path(directory, "shop.book");
	int64_t undone_entries;
	int status;

	lg_create(&ledger, path, false);
	lg_close(&ledger);
	pid_t child = fork();
	if (child == 0)
		import_and_die(path);
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert_eq(WEXITSTATUS(status), 7);
	lg_reopen(&ledger, path);
	cr_assert_eq(sb_book_recover(ledger.book, &undone_entries, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(undone_entries, 3, "the batch, the product, its opening stock");
	cr_assert_eq(lg_number(&ledger, "SELECT products FROM book"), 0);
	cr_assert_eq(sb_book_recover(ledger.book, &undone_entries, &ledger.err), SB_OK);
	cr_assert_eq(undone_entries, 0);
	lg_whole(&ledger);
	lg_close(&ledger);
	free(path);
	free(directory);
}

Test(recover, an_import_whose_writer_is_at_work_is_left_alone)
{
	char *directory = st_directory(), *path = st_path(directory, "shop.book");
	struct ledger other;

	lg_create(&ledger, path, false);
	int64_t batch = begin_batch();
	(void)add_in_batch(batch, "name=Half", 4000);
	lg_reopen(&other, path);
	cr_assert_eq(lg_number(&other, "SELECT products FROM book"), 1);
	lg_close(&other);
	(void)add_in_batch(batch, "name=Other half", 4000);
	end_batch(batch);
	lg_whole(&ledger);
	lg_close(&ledger);
	free(path);
	free(directory);
}
