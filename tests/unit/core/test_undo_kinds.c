/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every kind of entry, in the states it can be found in, is taken back: either all that is derived from the journal is
 * as it was before the entry, and again as it was behind it once that is brought back, or it is refused, with a reason
 * and without a trace. A kind that has no scene here fails the test.
 */
#include "counts.h"
#include "derived.h"
#include "stockbook/hold.h"
#include "stockbook/order.h"
#include "stockbook/store.h"
#include "stockbook/user.h"
#include "support.h"
#include <criterion/criterion.h>
#include <string.h>

static struct ledger ledger;
static int64_t mug, tea, north;
static char *before; /* what was derived when the entry was made */

static const struct sb_draft nothing = SB_DRAFT(SB_KIND_BATCH);

#define RECORD(out, ...) LG_RECORD(&ledger, out, __VA_ARGS__)
/* The number of the entry that is recorded, which must succeed. */
#define MADE(...) ({ struct sb_outcome out_; made(RECORD(&out_, __VA_ARGS__), &out_); })

/* Called where the entry is about to be made. */
static void from_here(void)
{
	free(before);
	before = dr_derived(&ledger);
}

static int64_t made(enum sb_status status, const struct sb_outcome *out)
{
	cr_assert_eq(status, SB_OK, "%s", ledger.err.text);
	return out->seq;
}

/* Good until the next is asked for. */
static struct sb_draft of(int64_t product, int64_t qty_milli)
{
	static struct sb_line line;
	struct sb_draft draft = nothing;

	line = lg_line(product, qty_milli);
	draft.lines = &line;
	draft.line_count = 1;
	return draft;
}

/* ---- what is done ---- */

static int64_t move(enum sb_kind kind, int64_t qty_milli)
{
	from_here();
	return lg_moved(&ledger, kind, mug, qty_milli);
}

static int64_t begin(void) { return 1; }
static int64_t open_with(void) { return move(SB_KIND_OPENING, 3000); }
static int64_t take_in(void) { return move(SB_KIND_RECEIVE, 3000); }
static int64_t sell(void) { return move(SB_KIND_SALE, 3000); }
static int64_t take_back(void) { return move(SB_KIND_RETURN_IN, 3000); }
static int64_t send_back(void) { return move(SB_KIND_RETURN_OUT, 3000); }
static int64_t throw_away(void) { return move(SB_KIND_REMOVE, 3000); }
static int64_t find_some(void) { return move(SB_KIND_ADJUST, 3000); }
static int64_t miss_some(void) { return move(SB_KIND_ADJUST, -3000); }
static int64_t add_reason(void) { return lg_add_reason(&ledger, "tasting"); }

static int64_t add_product(void)
{
	from_here();
	return lg_add(&ledger, "sku=NEW;name=New;tags=red;barcodes=4006381333931", 2000);
}

static int64_t edit_product(void)
{
	struct sb_outcome out;

	from_here();
	return made(lg_edit(&ledger, mug, "name=Beaker;price=9;bin=B1;tags=x|y;barcodes=96385074", SB_NONE, &out), &out);
}

static int64_t archive_product(void)
{
	int64_t old = lg_add(&ledger, "sku=OLD;name=Old;tags=red;barcodes=4006381333931", SB_NONE);
	struct sb_outcome out;

	from_here();
	return made(lg_archive(&ledger, old, &out), &out);
}

static int64_t add_store(void)
{
	const struct sb_store_new what = { .code = "SOUTH", .name = "South", .zone = "UTC" };

	from_here();
	return MADE(sb_store_add, &what, &nothing);
}

static int64_t edit_store(void)
{
	from_here();
	return MADE(sb_store_edit, north, "Far north", 1, &nothing);
}

static int64_t plan(void)
{
	const struct sb_product_change change = lg_change(&ledger, "reorder_point=7");

	from_here();
	return MADE(sb_store_plan_set, mug, &change, &nothing);
}

static int64_t send(void)
{
	const struct sb_draft draft = of(mug, 3000);

	from_here();
	return MADE(sb_transfer_send, north, &draft);
}

static int64_t arrive(void)
{
	int64_t transfer = send();

	from_here();
	return MADE(sb_transfer_receive, transfer, &nothing);
}

static int64_t lose_on_the_way(void)
{
	int64_t transfer = send();

	from_here();
	return MADE(sb_transfer_close, transfer, "loss", &nothing);
}

static int64_t post_batch(int64_t batch)
{
	struct sb_draft draft = SB_DRAFT(batch == SB_NONE ? SB_KIND_BATCH : SB_KIND_BATCH_END);
	struct sb_outcome out;

	draft.batch = batch;
	return made(sb_book_post(ledger.book, &draft, &out, &ledger.err), &out);
}

static int64_t end_batch(void)
{
	return post_batch(post_batch(SB_NONE));
}

static int64_t import(void)
{
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_outcome out;

	from_here();
	extra.batch = post_batch(SB_NONE);
	extra.opening_milli = 4000;
	(void)made(lg_try_add(&ledger, "sku=IN;name=Imported", &extra, &out), &out);
	(void)post_batch(extra.batch);
	return extra.batch;
}

static int64_t undo_a_sale(void)
{
	int64_t sale = sell();
	struct sb_outcome out;

	from_here();
	return made(lg_undo(&ledger, sale, &out), &out);
}

static int64_t hold_some(enum sb_kind kind, int64_t qty_milli)
{
	const struct sb_line line = lg_line(mug, qty_milli);
	const struct sb_hold_ask ask = { .kind = kind, .lines = &line, .line_count = 1, .expires_ms = 300000, .order = "A7" };
	struct sb_outcome out;

	from_here();
	return made(sb_hold_place(ledger.book, &ask, &out, &ledger.err), &out);
}

static int64_t hold(enum sb_kind kind)
{
	return hold_some(kind, 3000);
}

static int64_t resolve(int64_t id, enum sb_kind kind)
{
	const struct sb_hold_step step = { .kind = kind, .hold = id, .reason = kind == SB_KIND_HOLD_CANCEL ? "gone" : NULL };
	struct sb_outcome out;

	from_here();
	return made(sb_hold_resolve(ledger.book, &step, &out, &ledger.err), &out);
}

static int64_t expire(void)
{
	int64_t count;

	(void)hold(SB_KIND_HOLD_PLACE);
	ledger.now += 300000;
	from_here();
	cr_assert_eq(sb_hold_sweep(ledger.book, 10, &count, &ledger.err), SB_OK, "%s", ledger.err.text);
	return lg_head(&ledger);
}

static int64_t set_aside(void) { return hold(SB_KIND_HOLD_PLACE); }
static int64_t allocate(void) { return hold(SB_KIND_HOLD_ALLOCATE); }
static int64_t convert(void) { return resolve(hold(SB_KIND_HOLD_PLACE), SB_KIND_HOLD_CONVERT); }
static int64_t release(void) { return resolve(hold(SB_KIND_HOLD_PLACE), SB_KIND_HOLD_RELEASE); }
static int64_t hand_over(void) { return resolve(hold(SB_KIND_HOLD_ALLOCATE), SB_KIND_HOLD_FULFIL); }
static int64_t call_off(void) { return resolve(hold(SB_KIND_HOLD_ALLOCATE), SB_KIND_HOLD_CANCEL); }

static int64_t add_user(void)
{
	const struct sb_user_change what = { .role = SB_ROLE_MANAGER, .retired = -1 };

	return MADE(sb_user_add, "tester", &what, &nothing);
}

static int64_t edit_user(void)
{
	const struct sb_user_change what = { .role = SB_ROLE_CLERK, .retired = -1 };

	(void)add_user();
	int64_t second = MADE(sb_user_add, "ben", &(struct sb_user_change){ .role = SB_ROLE_MANAGER, .retired = -1 }, &nothing);
	return MADE(sb_user_edit, second, &what, &nothing);
}

static int64_t add_supplier(void)
{
	const struct sb_supplier_change what = { .given = { [SB_SF_NAME] = true },
						 .value = { [SB_SF_NAME] = { .type = SB_TEXT_TYPE, .s = "Rhine" } } };

	from_here();
	return MADE(sb_supplier_add, &what, &nothing);
}

static int64_t edit_supplier(void)
{
	const struct sb_supplier_change what = { .given = { [SB_SF_CONTACT] = true },
						 .value = { [SB_SF_CONTACT] = { .type = SB_TEXT_TYPE, .s = "Ida" } } };
	int64_t id = add_supplier();

	from_here();
	return MADE(sb_supplier_edit, id, &what, &nothing);
}

static int64_t order(void)
{
	const struct sb_draft draft = of(mug, 20000);
	struct sb_supplier supplier;

	(void)add_supplier();
	cr_assert_eq(sb_supplier_find(ledger.book, "Rhine", ledger.arena, &supplier, &ledger.err), SB_OK, "%s", ledger.err.text);
	from_here();
	return MADE(sb_order_make, &supplier, SB_NONE, &draft);
}

static int64_t edit_order(void)
{
	int64_t id = order();
	const struct sb_draft draft = of(mug, 12000);

	from_here();
	return MADE(sb_order_edit, id, 20600, &draft);
}

static int64_t receive_order(void)
{
	int64_t id = order();
	const struct sb_draft draft = of(mug, 23000);

	from_here();
	return MADE(sb_order_receive, id, false, &draft);
}

static int64_t give_up_order(void)
{
	int64_t id = order();

	from_here();
	return MADE(sb_order_cancel, id, "late", &nothing);
}

static int64_t begin_count(void)
{
	from_here();
	return ct_begin_all(&ledger);
}

static int64_t scan(void)
{
	int64_t count = begin_count();

	from_here();
	return ct_scan(&ledger, count, mug, 4, SB_NONE);
}

/* The count of the scan that is made, with an unknown code and without one. */
static int64_t counting(bool with_code)
{
	int64_t id = scan() - 1;

	if (with_code)
		(void)ct_scan_code(&ledger, id, "99887766");
	return id;
}

static int64_t resolve_code(void)
{
	const struct sb_count_step step = SB_COUNT_STEP(counting(true));
	struct sb_outcome out;

	from_here();
	return made(sb_count_resolve(ledger.book, &step, "99887766", tea, false, &out, &ledger.err), &out);
}

static int64_t step_count(enum sb_kind kind)
{
	int64_t id = counting(false);

	if (kind == SB_KIND_COUNT_POST)
		(void)ct_step(&ledger, SB_KIND_COUNT_REVIEW, id);
	from_here();
	return ct_step(&ledger, kind, id).seq;
}

static int64_t review(void) { return step_count(SB_KIND_COUNT_REVIEW); }
static int64_t cancel_count(void) { return step_count(SB_KIND_COUNT_CANCEL); }
static int64_t post_count(void) { return step_count(SB_KIND_COUNT_POST); }

/* ---- what has happened since; the entry is the last but for these ---- */

static void sold_out(int64_t seq)
{
	(void)seq;
	(void)lg_moved(&ledger, SB_KIND_SALE, mug, lg_stock(&ledger, mug).available);
}

static void all_held(int64_t seq)
{
	(void)seq;
	(void)hold_some(SB_KIND_HOLD_PLACE, lg_stock(&ledger, mug).available);
}

static void in_stock_since(int64_t seq)
{
	(void)lg_moved(&ledger, SB_KIND_RECEIVE, seq, 1000);
}

static void renamed_since(int64_t seq)
{
	struct sb_outcome out;

	(void)seq;
	(void)made(lg_edit(&ledger, mug, "name=Jug", SB_NONE, &out), &out);
}

static void sku_taken(int64_t seq)
{
	(void)seq;
	(void)lg_add(&ledger, "sku=OLD;name=Other", SB_NONE);
}

static void store_used(int64_t seq)
{
	const struct sb_draft draft = of(mug, 1000);

	(void)MADE(sb_transfer_send, seq, &draft);
}

static void reason_used(int64_t seq)
{
	(void)seq;
	(void)lg_removed(&ledger, mug, 1000, "tasting");
}

static void store_renamed(int64_t seq)
{
	(void)seq;
	(void)MADE(sb_store_edit, north, "Pole", -1, &nothing);
}

static void planned_again(int64_t seq)
{
	const struct sb_product_change change = lg_change(&ledger, "reorder_point=8");

	(void)seq;
	(void)MADE(sb_store_plan_set, mug, &change, &nothing);
}

static void arrived(int64_t seq) { (void)MADE(sb_transfer_receive, seq, &nothing); }

static void sent_on(int64_t seq)
{
	const struct sb_draft draft = of(mug, 3000);
	int64_t main_store = sb_book_store(ledger.book)->id;

	(void)seq;
	cr_assert_eq(sb_book_use_store(ledger.book, "NORTH", &ledger.err), SB_OK);
	(void)MADE(sb_transfer_send, main_store, &draft);
	cr_assert_eq(sb_book_use_store(ledger.book, "MAIN", &ledger.err), SB_OK);
}

static void imported_sold(int64_t seq) { (void)lg_moved(&ledger, SB_KIND_SALE, seq + 1, 1000); }
static void converted(int64_t seq) { (void)resolve(seq, SB_KIND_HOLD_CONVERT); }
static void handed_over(int64_t seq) { (void)resolve(seq, SB_KIND_HOLD_FULFIL); }

static void time_is_up(int64_t seq)
{
	(void)seq;
	ledger.now += 300000;
}

static void ordered_from(int64_t seq)
{
	const struct sb_draft draft = of(mug, 1000);
	struct sb_supplier supplier;

	cr_assert_eq(sb_supplier_get(ledger.book, seq, ledger.arena, &supplier, &ledger.err), SB_OK, "%s", ledger.err.text);
	(void)MADE(sb_order_make, &supplier, SB_NONE, &draft);
}

static void delivered(int64_t seq) { (void)MADE(sb_order_receive, seq, false, &nothing); }
static void scanned(int64_t seq) { (void)ct_scan(&ledger, seq, mug, 4, SB_NONE); }

static void scan_undone(int64_t seq)
{
	struct sb_outcome out;

	(void)made(lg_undo(&ledger, ct_scan(&ledger, seq, mug, 4, SB_NONE), &out), &out);
}

static void reviewed(int64_t seq) { (void)ct_step(&ledger, SB_KIND_COUNT_REVIEW, seq); }
static void posted(int64_t seq) { (void)ct_step(&ledger, SB_KIND_COUNT_POST, seq); }
static void posted_by_scan(int64_t seq) { posted(seq - 1); }
static void posted_by_review(int64_t seq) { posted(seq - 2); }

static void undone_before(int64_t seq)
{
	struct sb_outcome out;

	(void)made(lg_undo(&ledger, seq, &out), &out);
}

/* ---- the scenes ---- */

static const struct scene {
	enum sb_kind kind;
	int64_t (*does)(void);	    /* the entry that is taken back */
	void (*since)(int64_t seq); /* NULL: nothing */
	enum sb_status undo, redo;
} scene_table[] = {
	{ SB_KIND_BOOK, begin, NULL, SB_REFUSED, SB_OK },
	{ SB_KIND_OPENING, open_with, NULL, SB_OK, SB_OK },
	{ SB_KIND_OPENING, open_with, sold_out, SB_SHORT_STOCK, SB_OK },
	{ SB_KIND_RECEIVE, take_in, NULL, SB_OK, SB_OK },
	{ SB_KIND_RECEIVE, take_in, sold_out, SB_SHORT_STOCK, SB_OK },
	{ SB_KIND_RECEIVE, take_in, all_held, SB_SHORT_STOCK, SB_OK },
	{ SB_KIND_RECEIVE, take_in, undone_before, SB_REFUSED, SB_OK },
	{ SB_KIND_SALE, sell, NULL, SB_OK, SB_OK },
	{ SB_KIND_RETURN_IN, take_back, NULL, SB_OK, SB_OK },
	{ SB_KIND_RETURN_IN, take_back, sold_out, SB_SHORT_STOCK, SB_OK },
	{ SB_KIND_RETURN_OUT, send_back, NULL, SB_OK, SB_OK },
	{ SB_KIND_REMOVE, throw_away, NULL, SB_OK, SB_OK },
	{ SB_KIND_ADJUST, find_some, NULL, SB_OK, SB_OK },
	{ SB_KIND_ADJUST, find_some, sold_out, SB_SHORT_STOCK, SB_OK },
	{ SB_KIND_ADJUST, miss_some, NULL, SB_OK, SB_OK },
	{ SB_KIND_PRODUCT_ADD, add_product, NULL, SB_OK, SB_OK },
	{ SB_KIND_PRODUCT_ADD, add_product, in_stock_since, SB_REFUSED, SB_OK },
	{ SB_KIND_PRODUCT_EDIT, edit_product, NULL, SB_OK, SB_OK },
	{ SB_KIND_PRODUCT_EDIT, edit_product, renamed_since, SB_REFUSED, SB_OK },
	{ SB_KIND_PRODUCT_ARCHIVE, archive_product, NULL, SB_OK, SB_OK },
	{ SB_KIND_PRODUCT_ARCHIVE, archive_product, sku_taken, SB_DUPLICATE, SB_OK },
	{ SB_KIND_STORE_ADD, add_store, NULL, SB_OK, SB_OK },
	{ SB_KIND_STORE_ADD, add_store, store_used, SB_REFUSED, SB_OK },
	{ SB_KIND_REASON_ADD, add_reason, NULL, SB_OK, SB_OK },
	{ SB_KIND_REASON_ADD, add_reason, reason_used, SB_REFUSED, SB_OK },
	{ SB_KIND_STORE_EDIT, edit_store, NULL, SB_OK, SB_OK },
	{ SB_KIND_STORE_EDIT, edit_store, store_renamed, SB_REFUSED, SB_OK },
	{ SB_KIND_PLAN, plan, NULL, SB_OK, SB_OK },
	{ SB_KIND_PLAN, plan, planned_again, SB_REFUSED, SB_OK },
	{ SB_KIND_TRANSFER_OUT, send, NULL, SB_OK, SB_OK },
	{ SB_KIND_TRANSFER_OUT, send, arrived, SB_REFUSED, SB_OK },
	{ SB_KIND_TRANSFER_IN, arrive, NULL, SB_OK, SB_OK },
	{ SB_KIND_TRANSFER_IN, arrive, sent_on, SB_SHORT_STOCK, SB_OK },
	{ SB_KIND_TRANSFER_CLOSE, lose_on_the_way, NULL, SB_OK, SB_OK },
	{ SB_KIND_BATCH, import, NULL, SB_OK, SB_OK },
	{ SB_KIND_BATCH, import, imported_sold, SB_SHORT_STOCK, SB_OK },
	{ SB_KIND_BATCH_END, end_batch, NULL, SB_REFUSED, SB_OK },
	{ SB_KIND_UNDO, undo_a_sale, NULL, SB_OK, SB_OK },
	{ SB_KIND_UNDO, undo_a_sale, sold_out, SB_SHORT_STOCK, SB_OK },
	{ SB_KIND_HOLD_PLACE, set_aside, NULL, SB_OK, SB_REFUSED },
	{ SB_KIND_HOLD_PLACE, set_aside, converted, SB_REFUSED, SB_OK },
	{ SB_KIND_HOLD_PLACE, set_aside, time_is_up, SB_REFUSED, SB_OK },
	{ SB_KIND_HOLD_ALLOCATE, allocate, NULL, SB_OK, SB_REFUSED },
	{ SB_KIND_HOLD_ALLOCATE, allocate, handed_over, SB_CONFLICT, SB_OK },
	{ SB_KIND_HOLD_CONVERT, convert, NULL, SB_REFUSED, SB_OK },
	{ SB_KIND_HOLD_RELEASE, release, NULL, SB_REFUSED, SB_OK },
	{ SB_KIND_HOLD_FULFIL, hand_over, NULL, SB_REFUSED, SB_OK },
	{ SB_KIND_HOLD_CANCEL, call_off, NULL, SB_REFUSED, SB_OK },
	{ SB_KIND_HOLD_EXPIRE, expire, NULL, SB_REFUSED, SB_OK },
	{ SB_KIND_USER_ADD, add_user, NULL, SB_REFUSED, SB_OK },
	{ SB_KIND_USER_EDIT, edit_user, NULL, SB_REFUSED, SB_OK },
	{ SB_KIND_SUPPLIER_ADD, add_supplier, NULL, SB_OK, SB_OK },
	{ SB_KIND_SUPPLIER_ADD, add_supplier, ordered_from, SB_REFUSED, SB_OK },
	{ SB_KIND_SUPPLIER_EDIT, edit_supplier, NULL, SB_OK, SB_OK },
	{ SB_KIND_ORDER_NEW, order, NULL, SB_OK, SB_OK },
	{ SB_KIND_ORDER_NEW, order, delivered, SB_REFUSED, SB_OK },
	{ SB_KIND_ORDER_EDIT, edit_order, NULL, SB_OK, SB_OK },
	{ SB_KIND_RECEIVE, receive_order, NULL, SB_OK, SB_OK },
	{ SB_KIND_RECEIVE, receive_order, sold_out, SB_SHORT_STOCK, SB_OK },
	{ SB_KIND_ORDER_CANCEL, give_up_order, NULL, SB_OK, SB_OK },
	{ SB_KIND_COUNT_NEW, begin_count, NULL, SB_OK, SB_OK },
	{ SB_KIND_COUNT_NEW, begin_count, scanned, SB_REFUSED, SB_OK },
	{ SB_KIND_COUNT_NEW, begin_count, scan_undone, SB_OK, SB_OK },
	{ SB_KIND_COUNT_NEW, begin_count, reviewed, SB_OK, SB_OK },
	{ SB_KIND_COUNT_NEW, begin_count, posted, SB_CONFLICT, SB_OK },
	{ SB_KIND_COUNT_SCAN, scan, NULL, SB_OK, SB_OK },
	{ SB_KIND_COUNT_SCAN, scan, posted_by_scan, SB_CONFLICT, SB_OK },
	{ SB_KIND_COUNT_RESOLVE, resolve_code, NULL, SB_OK, SB_OK },
	{ SB_KIND_COUNT_REVIEW, review, NULL, SB_OK, SB_OK },
	{ SB_KIND_COUNT_REVIEW, review, posted_by_review, SB_CONFLICT, SB_OK },
	{ SB_KIND_COUNT_CANCEL, cancel_count, NULL, SB_OK, SB_OK },
	{ SB_KIND_COUNT_POST, post_count, NULL, SB_OK, SB_REFUSED },
	{ SB_KIND_COUNT_POST, post_count, sold_out, SB_OK, SB_REFUSED },
};

static enum sb_kind kind_of(int64_t seq)
{
	struct sb_entry entry;

	cr_assert_eq(sb_entry_get(ledger.book, seq, ledger.arena, &entry, &ledger.err), SB_OK, "%s", ledger.err.text);
	return entry.kind;
}

/* Undoes, and holds what is derived then against what it is to be; refused it must be as it is. */
static int64_t try_undo(size_t i, int64_t seq, enum sb_status wanted, const char *then)
{
	char *now = dr_derived(&ledger), *after;
	int64_t head = lg_head(&ledger);
	struct sb_outcome out = { 0 };

	ledger.err = (struct sb_error)SB_ERROR_INIT;
	cr_assert_eq(lg_undo(&ledger, seq, &out), wanted, "scene %zu: %s", i, ledger.err.text);
	if (wanted != SB_OK) {
		cr_assert_gt(strlen(ledger.err.text), 20, "scene %zu", i);
		cr_assert_eq(lg_head(&ledger), head, "scene %zu", i);
	}
	after = dr_derived(&ledger);
	if (wanted != SB_OK || then)
		cr_assert_str_eq(after, wanted == SB_OK ? then : now, "scene %zu:\n%s-- is not --\n%s", i, after, wanted == SB_OK ? then : now);
	free(now);
	free(after);
	lg_whole(&ledger);
	return out.seq;
}

static void play(size_t i)
{
	const struct scene *scene = &scene_table[i];
	int64_t seq = scene->does();
	char *behind = dr_derived(&ledger);

	cr_assert_eq((int)kind_of(seq), (int)scene->kind, "scene %zu", i);
	if (scene->since)
		scene->since(seq);
	int64_t undo = try_undo(i, seq, scene->undo, scene->since ? NULL : before);
	if (undo)
		(void)try_undo(i, undo, scene->redo, scene->since ? NULL : behind);
	lg_rebuilt_alike(&ledger);
	free(behind);
}

Test(undo_kinds, each_is_taken_back_exactly_or_refused_without_a_trace)
{
	bool is_played[SB_KIND_COUNT] = { 0 };

	for (size_t i = 0; i < SB_COUNT(scene_table); i++) {
		const struct sb_store_new what = { .code = "NORTH", .name = "North", .zone = "UTC" };

		lg_open(&ledger, false);
		mug = lg_add(&ledger, "sku=MUG;name=Mug;price=2;cost=1;tags=a;barcodes=12345670", 10000);
		tea = lg_add(&ledger, "sku=TEA;name=Tea;decimals=3", 1500);
		north = MADE(sb_store_add, &what, &nothing);
		from_here();
		play(i);
		is_played[scene_table[i].kind] = true;
		lg_close(&ledger);
	}
	for (size_t kind = 0; kind < SB_KIND_COUNT; kind++)
		cr_assert(is_played[kind], "%s", sb_kind_word((enum sb_kind)kind));
	free(before);
}
