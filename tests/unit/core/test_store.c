/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stores, what they plan, and transfers: nothing appears or vanishes on the way, and replaying makes what recording
 * made. */
#include "ledger.h"
#include "stockbook/list.h"
#include "stockbook/store.h"
#include "support.h"
#include <criterion/criterion.h>
#include <string.h>

static struct ledger ledger;
static int64_t mug, tea, main_store, north;

static const struct sb_draft nothing = SB_DRAFT(SB_KIND_BATCH);

#define RECORD(out, ...) LG_RECORD(&ledger, out, __VA_ARGS__)

static int64_t add_store(const char *code)
{
	const struct sb_store_new what = { .code = code, .name = code, .zone = "America/New_York" };
	struct sb_outcome out;

	cr_assert_eq(RECORD(&out, sb_store_add, &what, &nothing), SB_OK, "%s", ledger.err.text);
	return out.seq;
}

static void open_book(void)
{
	lg_open(&ledger, false);
	main_store = sb_book_store(ledger.book)->id;
	mug = lg_add(&ledger, "name=Mug;price=2.50;cost=1", 20000);
	tea = lg_add(&ledger, "name=Tea;decimals=3;price=10", 5000);
	north = add_store("NORTH");
}

static void close_book(void)
{
	lg_close(&ledger);
}

TestSuite(store, .init = open_book, .fini = close_book);

static enum sb_status send(int64_t to, int64_t product, int64_t qty_milli, struct sb_outcome *out)
{
	const struct sb_line line = lg_line(product, qty_milli);
	struct sb_draft draft = nothing;

	draft.lines = &line;
	draft.line_count = 1;
	return RECORD(out, sb_transfer_send, to, &draft);
}

static int64_t sent(int64_t to, int64_t product, int64_t qty_milli)
{
	struct sb_outcome out;

	cr_assert_eq(send(to, product, qty_milli, &out), SB_OK, "%s", ledger.err.text);
	return out.seq;
}

/* qty_milli 0: all that is on its way. */
static enum sb_status receive(int64_t transfer, int64_t product, int64_t qty_milli, struct sb_outcome *out)
{
	const struct sb_line line = lg_line(product, qty_milli);
	struct sb_draft draft = nothing;

	draft.lines = &line;
	draft.line_count = qty_milli != 0;
	return RECORD(out, sb_transfer_receive, transfer, &draft);
}

static enum sb_status give_up(int64_t transfer, const char *reason, struct sb_outcome *out)
{
	return RECORD(out, sb_transfer_close, transfer, reason, &nothing);
}

static struct sb_transfer transfer_of(int64_t seq)
{
	struct sb_transfer transfer;

	cr_assert_eq(sb_transfer_get(ledger.book, seq, ledger.arena, &transfer, &ledger.err), SB_OK, "%s",
		     ledger.err.text);
	return transfer;
}

static int64_t on_hand(int64_t store, int64_t product)
{
	struct sb_stock stock;

	cr_assert_eq(sb_stock_in(ledger.book, store, product, &stock, &ledger.err), SB_OK);
	return stock.on_hand;
}

static void work_for(const char *code)
{
	cr_assert_eq(sb_book_use_store(ledger.book, code, &ledger.err), SB_OK, "%s", ledger.err.text);
}

static void is_rebuilt_alike(void)
{
	lg_rebuilt_alike(&ledger);
}

Test(store, a_new_store_has_a_row_of_stock_for_every_product)
{
	int64_t late;

	cr_assert_eq(lg_number(&ledger, "SELECT count(*) FROM stock"), 4);
	late = lg_add(&ledger, "name=Late", SB_NONE);
	cr_assert_eq(lg_number(&ledger, "SELECT count(*) FROM stock"), 6);
	cr_assert_eq(on_hand(north, late), 0);
	is_rebuilt_alike();
}

Test(store, a_code_is_used_once_and_its_form_is_checked)
{
	static const char *const bad[] = { "", "north", "A B", "ÄÖ", "A23456789012345678901234567890123" };
	struct sb_store_new what = { .code = "NORTH", .name = "Again", .zone = "UTC" };
	struct sb_outcome out;
	const struct sb_store *found;

	cr_assert_eq(RECORD(&out, sb_store_add, &what, &nothing), SB_DUPLICATE);
	for (size_t i = 0; i < SB_COUNT(bad); i++) {
		what.code = bad[i];
		cr_assert_eq(RECORD(&out, sb_store_add, &what, &nothing), SB_INVALID, "%s", bad[i]);
	}
	cr_assert_eq(sb_store_find(ledger.book, "north", &found, &ledger.err), SB_OK);
	cr_assert_eq(found->id, north);
	cr_assert_eq(sb_store_find(ledger.book, "NOWHERE", &found, &ledger.err), SB_NOT_FOUND);
	lg_whole(&ledger);
}

Test(store, a_transfer_is_on_its_way_until_it_is_received)
{
	struct sb_outcome out;
	int64_t transfer = sent(north, mug, 6000);

	cr_assert_eq(on_hand(main_store, mug), 14000);
	cr_assert_eq(on_hand(north, mug), 0);
	cr_assert_str_eq(sb_transfer_status(&(struct sb_transfer){ 0 }), "undone");
	struct sb_transfer now = transfer_of(transfer);
	cr_assert_str_eq(sb_transfer_status(&now), "open");
	cr_assert_eq(sb_transfer_rest(&now.lines[0]), 6000);
	cr_assert_eq(receive(transfer, mug, 4000, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(out.kind, SB_KIND_TRANSFER_IN);
	cr_assert_eq(on_hand(north, mug), 4000);
	now = transfer_of(out.seq);
	cr_assert_eq(now.seq, transfer, "a transfer is found by any entry about it");
	cr_assert_eq(sb_transfer_rest(&now.lines[0]), 2000);
	cr_assert_eq(receive(transfer, mug, 0, &out), SB_OK);
	now = transfer_of(transfer);
	cr_assert_str_eq(sb_transfer_status(&now), "received");
	cr_assert_eq(on_hand(north, mug), 6000);
	cr_assert_eq(receive(transfer, mug, 0, &out), SB_REFUSED);
	is_rebuilt_alike();
}

Test(store, what_is_not_there_is_not_sent_and_what_was_not_sent_does_not_arrive)
{
	struct sb_outcome out;
	int64_t transfer, head;

	cr_assert_eq(send(north, mug, 21000, &out), SB_SHORT_STOCK);
	cr_assert_eq(send(main_store, mug, 1000, &out), SB_INVALID);
	transfer = sent(north, mug, 6000);
	head = lg_head(&ledger);
	cr_assert_eq(receive(transfer, mug, 6001000, &out), SB_REFUSED);
	cr_assert_eq(receive(transfer, mug, 7000, &out), SB_REFUSED);
	cr_assert_eq(receive(transfer, tea, 1000, &out), SB_REFUSED);
	cr_assert_eq(receive(mug, mug, 1000, &out), SB_NOT_FOUND);
	cr_assert_eq(lg_head(&ledger), head);
	is_rebuilt_alike();
}

Test(store, nothing_arrives_or_is_given_up_before_it_was_sent)
{
	struct sb_draft draft = nothing;
	struct sb_outcome out;

	ledger.now += 60 * 60000;
	const int64_t transfer = sent(north, mug, 6000), head = lg_head(&ledger);
	draft.occurred_at = ledger.now - 1;
	cr_assert_eq(RECORD(&out, sb_transfer_receive, transfer, &draft), SB_INVALID);
	cr_assert_str_eq(ledger.err.field, "at");
	cr_assert(strstr(ledger.err.text, "2026-03-01 08:00"), "in the receiver's zone: %s", ledger.err.text);
	cr_assert_eq(RECORD(&out, sb_transfer_close, transfer, "loss", &draft), SB_INVALID);
	cr_assert_eq(lg_head(&ledger), head);
	draft.occurred_at = ledger.now;
	cr_assert_eq(RECORD(&out, sb_transfer_close, transfer, "loss", &draft), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "%s", ledger.err.text);
	ledger.now -= 30 * 60000;
	cr_assert_eq(receive(transfer, mug, 2000, &out), SB_OK, "a clock set back dates nothing by hand: %s", ledger.err.text);
	cr_assert_eq(on_hand(north, mug), 2000);
	lg_whole(&ledger);
}

Test(store, a_token_answers_whichever_store_asks_again)
{
	const struct sb_line line = lg_line(mug, 1000);
	const struct sb_hash print = { .bytes = { 7 } };
	struct sb_draft draft = nothing;
	struct sb_outcome first, again;

	draft.lines = &line;
	draft.line_count = 1;
	draft.token = "van";
	draft.fingerprint = &print;
	cr_assert_eq(RECORD(&first, sb_transfer_send, north, &draft), SB_OK, "%s", ledger.err.text);
	work_for("NORTH");
	cr_assert_eq(RECORD(&again, sb_transfer_send, north, &draft), SB_OK, "%s", ledger.err.text);
	cr_assert(again.replayed && again.seq == first.seq);
}

Test(store, closing_gives_up_the_rest_for_its_reason)
{
	static const struct {
		const char *reason;
		enum sb_place place;
	} cases[] = { { "loss", SB_AT_WASTE }, { "damage", SB_AT_WASTE }, { "correction", SB_AT_DIFFERENCE } };
	struct sb_outcome out;
	struct sb_entry entry;

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		int64_t transfer = sent(north, mug, 3000);

		cr_assert_eq(receive(transfer, mug, 1000, &out), SB_OK);
		cr_assert_eq(give_up(transfer, cases[i].reason, &out), SB_OK, "%s", ledger.err.text);
		cr_assert_eq(sb_entry_get(ledger.book, out.seq, ledger.arena, &entry, &ledger.err), SB_OK);
		cr_assert_eq(entry.lines[0].to, cases[i].place);
		cr_assert_eq(entry.lines[0].qty_milli, 2000);
		cr_assert_eq(entry.lines[0].on_hand_after, on_hand(main_store, mug));
		struct sb_transfer now = transfer_of(transfer);
		cr_assert_str_eq(sb_transfer_status(&now), "closed");
		cr_assert_eq(give_up(transfer, "loss", &out), SB_REFUSED);
	}
	cr_assert_eq(on_hand(main_store, mug), 11000);
	cr_assert_eq(on_hand(north, mug), 3000);
	is_rebuilt_alike();
}

Test(store, each_step_is_undone_the_newest_first)
{
	struct sb_outcome in, lost, out;
	int64_t transfer = sent(north, mug, 6000);

	cr_assert_eq(receive(transfer, mug, 4000, &in), SB_OK);
	cr_assert_eq(give_up(transfer, "loss", &lost), SB_OK);
	cr_assert_eq(lg_undo(&ledger, transfer, &out), SB_REFUSED);
	cr_assert_eq(lg_undo(&ledger, lost.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(sb_transfer_rest(&transfer_of(transfer).lines[0]), 2000);
	cr_assert_eq(lg_undo(&ledger, in.seq, &out), SB_OK);
	cr_assert_eq(on_hand(north, mug), 0);
	cr_assert_eq(lg_undo(&ledger, transfer, &out), SB_OK);
	cr_assert_eq(on_hand(main_store, mug), 20000);
	struct sb_transfer now = transfer_of(transfer);
	cr_assert_str_eq(sb_transfer_status(&now), "undone");
	is_rebuilt_alike();
	cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "done again: %s", ledger.err.text);
	cr_assert_eq(sb_transfer_rest(&transfer_of(transfer).lines[0]), 6000);
	is_rebuilt_alike();
}

Test(store, what_was_sold_since_is_not_sent_back)
{
	struct sb_outcome in, out;
	int64_t transfer = sent(north, mug, 6000);

	cr_assert_eq(receive(transfer, mug, 0, &in), SB_OK);
	work_for("NORTH");
	lg_moved(&ledger, SB_KIND_SALE, mug, 5000);
	cr_assert_eq(lg_undo(&ledger, in.seq, &out), SB_SHORT_STOCK);
	cr_assert_eq(sb_transfer_rest(&transfer_of(transfer).lines[0]), 0);
	lg_whole(&ledger);
}

Test(store, a_product_on_its_way_is_not_archived)
{
	struct sb_outcome out;
	int64_t transfer = sent(north, mug, 20000);

	cr_assert_eq(lg_archive(&ledger, mug, &out), SB_REFUSED);
	cr_assert_eq(give_up(transfer, "theft", &out), SB_OK);
	cr_assert_eq(lg_archive(&ledger, mug, &out), SB_OK, "%s", ledger.err.text);
	is_rebuilt_alike();
}

Test(store, whether_it_sells_below_zero_is_the_rule_of_its_time)
{
	struct sb_outcome edit, out;

	work_for("NORTH");
	cr_assert_eq(lg_move(&ledger, SB_KIND_SALE, mug, 1000, &out), SB_SHORT_STOCK);
	cr_assert_eq(RECORD(&edit, sb_store_edit, north, "North Street", 1, &nothing), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_move(&ledger, SB_KIND_SALE, mug, 1000, &out), SB_OK);
	cr_assert(out.went_negative);
	cr_assert_eq(RECORD(&out, sb_store_edit, north, NULL, 1, &nothing), SB_OK);
	cr_assert_eq(out.seq, 0, "nothing changed, nothing is written");
	cr_assert_eq(lg_undo(&ledger, edit.seq, &out), SB_OK);
	cr_assert_eq(lg_move(&ledger, SB_KIND_SALE, mug, 1000, &out), SB_SHORT_STOCK);
	work_for("NORTH");
	cr_assert_str_eq(sb_book_store(ledger.book)->name, "NORTH");
	is_rebuilt_alike();
}

Test(store, its_rule_changes_within_one_transaction_as_well)
{
	const struct sb_line line = lg_line(mug, 1000);
	struct sb_draft sale = SB_DRAFT(SB_KIND_SALE);
	sb_owned(write) write = NULL;
	struct sb_outcome out;

	work_for("NORTH");
	sale.lines = &line;
	sale.line_count = 1;
	cr_assert_eq(sb_write_begin(ledger.book, &write, &ledger.err), SB_OK);
	for (int round = 0; round < 2; round++) {
		cr_assert_eq(sb_write_record(write, &sale, &out, &ledger.err), SB_SHORT_STOCK);
		cr_assert_eq(sb_store_edit(write, north, NULL, 1, &nothing, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
		cr_assert_eq(sb_write_record(write, &sale, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
		cr_assert_eq(sb_store_edit(write, north, NULL, 0, &nothing, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	}
	cr_assert_eq(sb_write_commit(write, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(on_hand(north, mug), -2000);
	is_rebuilt_alike();
}

Test(store, a_later_change_is_not_wiped_out_by_undoing_an_earlier_one)
{
	struct sb_outcome first, second, out;

	cr_assert_eq(RECORD(&first, sb_store_edit, north, "One", -1, &nothing), SB_OK);
	cr_assert_eq(RECORD(&second, sb_store_edit, north, "Two", -1, &nothing), SB_OK);
	cr_assert_eq(lg_undo(&ledger, first.seq, &out), SB_REFUSED);
	cr_assert_eq(lg_undo(&ledger, second.seq, &out), SB_OK);
	cr_assert_eq(lg_undo(&ledger, first.seq, &out), SB_OK);
	is_rebuilt_alike();
}

Test(store, a_store_goes_as_long_as_nothing_happened_in_it)
{
	struct sb_outcome out, again;
	int64_t south = add_store("SOUTH");

	cr_assert_eq(lg_undo(&ledger, main_store, &out), SB_REFUSED, "the first store stays");
	work_for("SOUTH");
	cr_assert_eq(lg_undo(&ledger, south, &out), SB_REFUSED, "the store worked for stays");
	work_for("MAIN");
	cr_assert_eq(lg_undo(&ledger, south, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_number(&ledger, "SELECT count(*) FROM stock"), 4);
	is_rebuilt_alike();
	lg_add(&ledger, "name=Late", SB_NONE);
	cr_assert_eq(lg_undo(&ledger, out.seq, &again), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_number(&ledger, "SELECT count(*) FROM stock"), 9);
	is_rebuilt_alike();
	cr_assert_eq(lg_undo(&ledger, again.seq, &out), SB_OK);
	cr_assert_eq(add_store("SOUTH"), lg_head(&ledger), "its code may be used again");
	cr_assert_eq(lg_undo(&ledger, out.seq, &again), SB_DUPLICATE);
	sent(north, mug, 1000);
	cr_assert_eq(lg_undo(&ledger, north, &out), SB_REFUSED, "goods are on their way to it");
	is_rebuilt_alike();
}

static enum sb_status plan(int64_t product, int64_t reorder_point, const char *bin, struct sb_outcome *out)
{
	struct sb_product_change change = { 0 };

	change.given[SB_PF_REORDER_POINT] = change.given[SB_PF_BIN] = true;
	change.value[SB_PF_REORDER_POINT] =
		(struct sb_value){ .type = SB_QTY_TYPE, .n = reorder_point, .is_null = reorder_point == SB_NONE };
	change.value[SB_PF_BIN] = (struct sb_value){ .type = SB_TEXT_TYPE, .s = bin, .is_null = !bin };
	return RECORD(out, sb_store_plan_set, product, &change, &nothing);
}

Test(store, a_stale_change_of_a_store_or_its_plan_is_told_both)
{
	int64_t seen = lg_head(&ledger);
	struct sb_draft late = nothing;
	struct sb_product_change change = lg_change(&ledger, "reorder_point=3;bin=B");
	struct sb_outcome out;

	late.seen = seen;
	sb_book_act_as(ledger.book, "bob", "desk");
	cr_assert_eq(RECORD(&out, sb_store_edit, north, "North Street", -1, &nothing), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(plan(mug, 8000, NULL, &out), SB_OK, "%s", ledger.err.text);
	sb_book_act_as(ledger.book, "ann", "till");
	cr_assert_eq(RECORD(&out, sb_store_edit, north, NULL, 1, &late), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(RECORD(&out, sb_store_edit, north, "Northgate", -1, &late), SB_STALE);
	cr_assert_str_eq(ledger.err.text,
			 "bob changed NORTH meanwhile: Name is North Street (yours: Northgate): look again, then choose");
	cr_assert_eq(sb_book_use_store(ledger.book, "NORTH", &ledger.err), SB_OK);
	cr_assert_eq(RECORD(&out, sb_store_plan_set, mug, &change, &late), SB_OK, "another store's plan is another: %s", ledger.err.text);
	cr_assert_eq(sb_book_use_store(ledger.book, "MAIN", &ledger.err), SB_OK);
	cr_assert_eq(RECORD(&out, sb_store_plan_set, mug, &change, &late), SB_STALE);
	cr_assert_str_eq(ledger.err.text, "bob changed P000001 Mug meanwhile: Reorder point is 8 (yours: 3): look again, then choose");
	late.seen = lg_head(&ledger);
	cr_assert_eq(RECORD(&out, sb_store_plan_set, mug, &change, &late), SB_OK, "%s", ledger.err.text);
	lg_whole(&ledger);
}

Test(store, a_store_plans_for_itself)
{
	struct sb_outcome first, out;
	struct sb_product before = lg_product(&ledger, mug);
	struct sb_store_plan now;

	work_for("NORTH");
	cr_assert_eq(plan(mug, 8000, "A 7", &first), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(sb_store_plan_get(ledger.book, north, mug, ledger.arena, &now, &ledger.err), SB_OK);
	cr_assert_eq(now.value[SB_PLAN_REORDER_POINT].n, 8000);
	cr_assert(now.value[SB_PLAN_ORDER_UP_TO].is_null);
	cr_assert_eq(sb_store_plan_get(ledger.book, main_store, mug, ledger.arena, &now, &ledger.err), SB_OK);
	cr_assert(now.value[SB_PLAN_REORDER_POINT].is_null, "other stores go by the product");
	cr_assert_eq(lg_product(&ledger, mug).version, before.version, "the product is as it was");
	cr_assert_eq(plan(mug, 8000, "A 7", &out), SB_OK);
	cr_assert_eq(out.seq, 0);
	cr_assert_eq(plan(mug, 9000, "A 7", &out), SB_OK);
	cr_assert_eq(lg_undo(&ledger, first.seq, &out), SB_REFUSED);
	is_rebuilt_alike();
	cr_assert_eq(plan(mug, SB_NONE, NULL, &out), SB_OK);
	cr_assert_eq(lg_number(&ledger, "SELECT count(*) FROM plans"), 0);
	is_rebuilt_alike();
}

Test(store, tampering_with_what_is_on_its_way_is_found)
{
	sent(north, mug, 6000);
	lg_whole(&ledger);
	lg_sql(&ledger, "UPDATE transfer_lines SET sent = 5000");
	cr_assert_eq(lg_check(&ledger), SB_CORRUPT);
	lg_sql(&ledger, "UPDATE transfer_lines SET sent = 6000");
	lg_sql(&ledger, "UPDATE stores SET name = 'other' WHERE code = 'NORTH'");
	cr_assert_eq(lg_check(&ledger), SB_CORRUPT);
	lg_sql(&ledger, "UPDATE stores SET name = 'NORTH' WHERE code = 'NORTH'");
	lg_sql(&ledger, "INSERT INTO plans (store, product, bin) VALUES (2, 3, 'X')");
	cr_assert_eq(lg_check(&ledger), SB_CORRUPT);
	lg_sql(&ledger, "DELETE FROM plans");
	lg_whole(&ledger);
}

/* Nearly always a transfer, sometimes any entry. */
static int64_t any_transfer(void)
{
	sb_auto(buf) sql = SB_BUF_INIT;
	int64_t entry = lg_below(&ledger, lg_head(&ledger)) + 1;

	sb_buf_printf(&sql, "SELECT coalesce((SELECT min(id) FROM transfers WHERE id >= %lld), 3)", (long long)entry);
	return lg_below(&ledger, 10) ? lg_number(&ledger, sql.data) : entry;
}

static void any_step(int64_t south)
{
	const int64_t stores[] = { main_store, north, south }, products[] = { mug, tea };
	int64_t store = stores[lg_below(&ledger, 3)], product = products[lg_below(&ledger, 2)],
		entry = lg_below(&ledger, lg_head(&ledger)) + 1;
	static const char *const codes[] = { "MAIN", "NORTH", "SOUTH" }, *const reasons[] = { "loss", "correction" };
	int64_t qty = (1 + lg_below(&ledger, 6)) * 1000;
	struct sb_outcome out;

	work_for(codes[lg_below(&ledger, 3)]);
	switch (lg_below(&ledger, 8)) {
	case 0:
		(void)!lg_move(&ledger, SB_KIND_RECEIVE, product, qty, &out);
		break;
	case 1:
		(void)!lg_move(&ledger, SB_KIND_SALE, product, qty, &out);
		break;
	case 2:
	case 3:
		(void)!send(store, product, qty, &out);
		break;
	case 4:
		(void)!receive(any_transfer(), product, lg_below(&ledger, 3) * 1000, &out);
		break;
	case 5:
		(void)!give_up(any_transfer(), reasons[lg_below(&ledger, 2)], &out);
		break;
	case 6:
		(void)!plan(product, qty, NULL, &out);
		break;
	default:
		(void)!lg_undo(&ledger, entry, &out);
		break;
	}
}

Test(store, nothing_appears_or_vanishes_whatever_is_done)
{
	int64_t south = add_store("SOUTH");
	int steps = st_long() ? 20000 : 1500;

	for (int i = 0; i < steps; i++) {
		any_step(south);
		if (i % 250 == 0)
			is_rebuilt_alike();
	}
	/* over all places: what came in less what went out is what the stores have and what is on its way */
	for (size_t p = 0; p < 2; p++) {
		sb_auto(buf) sql = SB_BUF_INIT;
		int64_t product = p ? tea : mug;

		sb_buf_printf(
			&sql,
			"SELECT (SELECT sum(on_hand) FROM stock WHERE product = %lld) + "
			"(SELECT coalesce(sum(rest), 0) FROM transfer_lines WHERE product = %lld) + "
			"(SELECT coalesce(sum(CASE WHEN to_place IN (2, 3, 4, 5, 6) THEN qty_milli ELSE 0 END), 0) - "
			"coalesce(sum(CASE WHEN from_place IN (2, 3, 4, 5, 6) THEN qty_milli ELSE 0 END), 0) "
			"FROM entry_lines WHERE product = %lld)",
			(long long)product, (long long)product, (long long)product);
		cr_assert_eq(lg_number(&ledger, sql.data), 0);
	}
	cr_assert_gt(lg_number(&ledger, "SELECT count(*) FROM entries WHERE kind = 'transfer_in'"), 20);
	cr_assert_gt(lg_number(&ledger, "SELECT count(*) FROM entries WHERE kind = 'transfer_close'"), 10);
	is_rebuilt_alike();
}
