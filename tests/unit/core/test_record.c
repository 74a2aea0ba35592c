/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recording: rules of stock, tokens, clocks, batches. */
#include "ledger.h"
#include "stockbook/hold.h"
#include <criterion/criterion.h>
#include <string.h>

static struct ledger ledger;

static void open_book(void)
{
	lg_open(&ledger, false);
}

static void close_book(void)
{
	lg_close(&ledger);
}

TestSuite(record, .init = open_book, .fini = close_book);

static struct sb_entry entry_of(int64_t seq)
{
	struct sb_entry entry;

	cr_assert_eq(sb_entry_get(ledger.book, seq, ledger.arena, &entry, &ledger.err), SB_OK, "%s", ledger.err.text);
	return entry;
}

Test(record, a_new_book_has_two_entries_and_a_store)
{
	cr_assert_eq(lg_head(&ledger), 2);
	cr_assert_str_eq(entry_of(1).body, "{\"currency\":\"EUR\",\"format\":1}");
	cr_assert_str_eq(entry_of(2).body,
			 "{\"code\":\"MAIN\",\"name\":\"Main store\",\"zone\":\"Europe/Berlin\",\"allow_negative\":false}");
	cr_assert_str_eq(sb_book_store(ledger.book)->code, "MAIN");
	cr_assert_eq(sb_book_store(ledger.book)->id, 2);
	lg_whole(&ledger);
}

Test(record, every_kind_moves_stock_its_own_way)
{
	static const struct {
		enum sb_kind kind;
		int64_t qty_milli, on_hand;
	} steps[] = {
		{ SB_KIND_OPENING, 5000, 5000 },  { SB_KIND_RECEIVE, 10000, 15000 }, { SB_KIND_SALE, 4000, 11000 },
		{ SB_KIND_RETURN_IN, 1000, 12000 }, { SB_KIND_RETURN_OUT, 2000, 10000 }, { SB_KIND_REMOVE, 3000, 7000 },
		{ SB_KIND_ADJUST, 2000, 9000 },	  { SB_KIND_ADJUST, -9000, 0 },
	};
	int64_t mug = lg_add(&ledger, "name=Mug;price=2.50;cost=1", SB_NONE);

	for (size_t i = 0; i < SB_COUNT(steps); i++) {
		int64_t seq = lg_moved(&ledger, steps[i].kind, mug, steps[i].qty_milli);

		cr_assert_eq(lg_on_hand(&ledger, mug), steps[i].on_hand, "step %zu", i);
		cr_assert_eq(entry_of(seq).lines[0].on_hand_after, steps[i].on_hand);
		cr_assert_eq(lg_stock(&ledger, mug).version, (int64_t)i + 1);
	}
	lg_whole(&ledger);
}

Test(record, nothing_is_taken_that_is_not_free)
{
	static const enum sb_kind kinds[] = { SB_KIND_SALE, SB_KIND_REMOVE, SB_KIND_RETURN_OUT, SB_KIND_ADJUST };
	int64_t mug = lg_add(&ledger, "sku=MUG;name=Blue mug", 3000), head = lg_head(&ledger);
	struct sb_outcome out;

	for (size_t i = 0; i < SB_COUNT(kinds); i++) {
		cr_assert_eq(lg_move(&ledger, kinds[i], mug, kinds[i] == SB_KIND_ADJUST ? -4000 : 4000, &out), SB_SHORT_STOCK);
		cr_assert_str_eq(ledger.err.text,
				 "only 3 of MUG Blue mug can be taken, 4 asked for: take less, or record first what came in");
	}
	cr_assert_eq(lg_head(&ledger), head);
	cr_assert_eq(lg_on_hand(&ledger, mug), 3000);
}

Test(record, what_is_refused_tells_numbers_as_people_write_them)
{
	static const struct sb_numbers german = { .decimal = ',', .thousands = "." };
	int64_t tea = lg_add(&ledger, "sku=TEA;name=Tea;decimals=3", 2750);
	struct sb_outcome out;

	ledger.world.numbers = &german;
	cr_assert_eq(lg_move(&ledger, SB_KIND_SALE, tea, 1234500, &out), SB_SHORT_STOCK);
	cr_assert_str_eq(ledger.err.text, "only 2,75 of TEA Tea can be taken, 1.234,5 asked for: take less, or record first what came in");
	ledger.world.numbers = NULL;
	cr_assert_eq(lg_move(&ledger, SB_KIND_SALE, tea, 1234500, &out), SB_SHORT_STOCK);
	cr_assert_str_eq(ledger.err.text, "only 2.75 of TEA Tea can be taken, 1234.5 asked for: take less, or record first what came in");
}

Test(record, lines_of_one_product_are_summed_before_the_check)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 5000), cup = lg_add(&ledger, "name=Cup", 5000);
	struct sb_line lines[3] = { lg_line(cup, 2000), lg_line(mug, 3000), lg_line(mug, 3000) };
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_outcome out;

	draft.lines = lines;
	draft.line_count = 3;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_SHORT_STOCK);
	cr_assert_eq(lg_on_hand(&ledger, cup), 5000, "all or nothing");
	lines[2].qty_milli = 2000;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_on_hand(&ledger, cup), 3000);
	cr_assert_eq(lg_on_hand(&ledger, mug), 0);

	struct sb_entry entry = entry_of(out.seq);
	cr_assert_eq(entry.line_count, 3);
	cr_assert_eq(entry.lines[1].on_hand_after, 2000);
	cr_assert_eq(entry.lines[2].on_hand_after, 0);
	lg_whole(&ledger);
}

Test(record, a_product_may_be_sold_below_zero_where_that_is_allowed)
{
	int64_t mug = lg_add(&ledger, "name=Mug;allow_negative=yes", 1000);
	struct sb_outcome out;

	cr_assert_eq(lg_move(&ledger, SB_KIND_SALE, mug, 3000, &out), SB_OK, "%s", ledger.err.text);
	cr_assert(out.went_negative);
	cr_assert_eq(lg_on_hand(&ledger, mug), -2000);
	cr_assert_eq(lg_move(&ledger, SB_KIND_RECEIVE, mug, 1000, &out), SB_OK);
	cr_assert_not(out.went_negative);
	cr_assert_eq(lg_edit(&ledger, mug, "allow_negative=no", SB_NONE, &out), SB_OK);
	cr_assert_eq(lg_move(&ledger, SB_KIND_SALE, mug, 1000, &out), SB_SHORT_STOCK);
	lg_whole(&ledger);
}

Test(record, the_store_decides_where_the_product_does_not)
{
	struct ledger lax;
	struct sb_outcome out;

	lg_open(&lax, true);
	int64_t mug = lg_add(&lax, "name=Mug", SB_NONE), cup = lg_add(&lax, "name=Cup;allow_negative=no", SB_NONE);
	cr_assert_eq(lg_move(&lax, SB_KIND_SALE, mug, 1000, &out), SB_OK);
	cr_assert(out.went_negative);
	cr_assert_eq(lg_move(&lax, SB_KIND_SALE, cup, 1000, &out), SB_SHORT_STOCK);
	lg_whole(&lax);
	lg_close(&lax);
}

Test(record, what_is_physically_so_always_posts)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 2000);
	struct sb_line line = lg_line(mug, 3000);
	struct sb_draft draft = SB_DRAFT(SB_KIND_ADJUST);
	struct sb_outcome out;

	line.from = SB_AT_STORE;
	line.to = SB_AT_DIFFERENCE;
	line.reason = "recount";
	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_SHORT_STOCK);
	draft.physical = true;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert(out.went_negative);
	cr_assert_eq(lg_on_hand(&ledger, mug), -1000);
	lg_whole(&ledger);
}

Test(record, what_happened_before_posts_and_leaves_holds_short)
{
	static const struct {
		int64_t ago_ms, qty;
		enum sb_status status;
	} cases[] = {
		{ 0, 5000, SB_SHORT_STOCK },	  { 59999, 5000, SB_SHORT_STOCK }, { 60000, 11000, SB_SHORT_STOCK },
		{ 60000, 5000, SB_OK },		  { 0, 1000, SB_SHORT_STOCK },
	};
	int64_t mug = lg_add(&ledger, "name=Mug", 10000);
	struct sb_line line = lg_line(mug, 8000);
	const struct sb_hold_ask hold = {
		.kind = SB_KIND_HOLD_PLACE, .lines = &line, .line_count = 1, .expires_ms = SB_HOLD_EXPIRES_MS,
	};
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_outcome out;

	cr_assert_eq(sb_hold_place(ledger.book, &hold, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	draft.lines = &line;
	draft.line_count = 1;
	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		line.qty_milli = cases[i].qty;
		draft.occurred_at = cases[i].ago_ms ? ledger.now - cases[i].ago_ms : SB_NONE;
		cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), cases[i].status, "%zu: %s", i, ledger.err.text);
		cr_assert(cases[i].status || out.went_negative);
	}
	cr_assert_eq(lg_on_hand(&ledger, mug), 5000);
	cr_assert_eq(lg_stock(&ledger, mug).available, -3000);
	lg_whole(&ledger);
	cr_assert_eq(sb_book_rebuild(ledger.book, NULL, &(int64_t){ 0 }, &ledger.err), SB_OK, "%s", ledger.err.text);
}

Test(record, unavailable_stock_is_on_hand_but_not_sold)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 5000);
	struct sb_line line = lg_line(mug, 3000);
	struct sb_draft draft = SB_DRAFT(SB_KIND_ADJUST);
	struct sb_outcome out;

	line.from = SB_AT_STORE;
	line.to = SB_AT_UNAVAILABLE;
	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_on_hand(&ledger, mug), 5000);
	cr_assert_eq(lg_stock(&ledger, mug).available, 2000);
	cr_assert_eq(lg_move(&ledger, SB_KIND_SALE, mug, 3000, &out), SB_SHORT_STOCK);

	line.from = SB_AT_UNAVAILABLE;
	line.to = SB_AT_WASTE;
	line.qty_milli = 4000;
	draft.kind = SB_KIND_REMOVE;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_SHORT_STOCK, "only 3 are unavailable");
	line.qty_milli = 3000;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_on_hand(&ledger, mug), 2000);
	cr_assert_eq(lg_stock(&ledger, mug).available, 2000);
	lg_whole(&ledger);
}

Test(record, money_is_kept_as_it_was)
{
	int64_t mug = lg_add(&ledger, "name=Mug;price=2.50;cost=1.10", 9000);
	int64_t sale = lg_moved(&ledger, SB_KIND_SALE, mug, 1000), receipt = lg_moved(&ledger, SB_KIND_RECEIVE, mug, 1000);
	struct sb_line line = lg_line(mug, 1000);
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_outcome out;

	cr_assert_eq(lg_edit(&ledger, mug, "price=3;cost=2", SB_NONE, &out), SB_OK);
	line.price_minor = 199;
	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK);
	cr_assert_eq(entry_of(sale).lines[0].price_minor, 250);
	cr_assert_eq(entry_of(sale).lines[0].cost_minor, 110);
	cr_assert_eq(entry_of(receipt).lines[0].price_minor, SB_NONE);
	cr_assert_eq(entry_of(receipt).lines[0].cost_minor, 110);
	cr_assert_eq(entry_of(out.seq).lines[0].price_minor, 199);
	cr_assert_eq(lg_number(&ledger, "SELECT revenue_minor FROM daily_usage"), 250 + 199);
}

Test(record, bad_lines_are_named)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 5000), rice = lg_add(&ledger, "name=Rice;decimals=2", 5000);
	const struct {
		enum sb_kind kind;
		struct sb_line line;
		enum sb_status status;
		const char *field;
	} cases[] = {
		{ SB_KIND_SALE, { .product = mug, .qty_milli = 0 }, SB_INVALID, "quantity" },
		{ SB_KIND_SALE, { .product = mug, .qty_milli = -1000 }, SB_INVALID, "quantity" },
		{ SB_KIND_SALE, { .product = mug, .qty_milli = SB_QTY_MAX + 1 }, SB_INVALID, "quantity" },
		{ SB_KIND_SALE, { .product = mug, .qty_milli = 1500 }, SB_INVALID, "quantity" },
		{ SB_KIND_SALE, { .product = rice, .qty_milli = 1005 }, SB_INVALID, "quantity" },
		{ SB_KIND_SALE, { .product = mug, .qty_milli = 1000, .price_minor = -1 }, SB_INVALID, "price" },
		{ SB_KIND_RECEIVE, { .product = mug, .qty_milli = 1000, .cost_minor = SB_MONEY_MAX + 1 }, SB_INVALID, "cost" },
		{ SB_KIND_REMOVE, { .product = mug, .qty_milli = 1000, .reason = "because" }, SB_INVALID, "reason" },
		{ SB_KIND_REMOVE, { .product = mug, .qty_milli = 1000, .reason = "found" }, SB_INVALID, "reason" },
		{ SB_KIND_RECEIVE, { .product = mug, .qty_milli = 1000, .reason = "theft" }, SB_INVALID, "reason" },
		{ SB_KIND_SALE, { .product = 999999, .qty_milli = 1000 }, SB_NOT_FOUND, "" },
		{ SB_KIND_SALE, { .product = 1, .qty_milli = 1000 }, SB_NOT_FOUND, "" },
		{ SB_KIND_SALE, { .product = mug, .qty_milli = 1000, .from = SB_AT_STORE, .to = SB_AT_WASTE }, SB_INVALID, "" },
		{ SB_KIND_ADJUST, { .product = mug, .qty_milli = 1000 }, SB_INVALID, "" },
		{ SB_KIND_ADJUST, { .product = mug, .qty_milli = 1000, .from = SB_AT_STORE, .to = SB_AT_STORE }, SB_INVALID, "" },
		{ SB_KIND_ADJUST, { .product = mug, .qty_milli = 1000, .from = SB_AT_STORE, .to = SB_AT_CUSTOMER }, SB_INVALID, "" },
		{ SB_KIND_RECEIVE, { .product = mug, .qty_milli = SB_QTY_MAX }, SB_INVALID, "quantity" },
	};
	int64_t head = lg_head(&ledger);

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct sb_draft draft = SB_DRAFT(cases[i].kind);
		struct sb_outcome out;

		draft.lines = &cases[i].line;
		draft.line_count = 1;
		ledger.err = (struct sb_error)SB_ERROR_INIT;
		cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), cases[i].status, "case %zu: %s", i, ledger.err.text);
		cr_assert_str_eq(ledger.err.field, cases[i].field, "case %zu", i);
	}
	cr_assert_eq(lg_head(&ledger), head);
}

Test(record, a_token_books_once)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 5000);
	const struct sb_hash asked = { { 1 } }, other = { { 2 } };
	struct sb_line line = lg_line(mug, 2000);
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_outcome first, again;

	draft.lines = &line;
	draft.line_count = 1;
	draft.token = "receipt-17";
	draft.fingerprint = &asked;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &first, &ledger.err), SB_OK);
	cr_assert_not(first.replayed);
	sb_book_act_as(ledger.book, "bob", "desk");
	ledger.now += 86400000;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &again, &ledger.err), SB_OK);
	cr_assert(again.replayed);
	cr_assert_eq(again.seq, first.seq);
	cr_assert(sb_id_equal(&again.id, &first.id));
	cr_assert_eq(again.occurred_at, first.occurred_at);
	cr_assert_eq(lg_on_hand(&ledger, mug), 3000);

	draft.fingerprint = &other;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &again, &ledger.err), SB_CONFLICT);
	cr_assert_str_eq(ledger.err.field, "token");
	lg_whole(&ledger);
}

Test(record, a_refused_command_may_be_retried_with_its_token)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 1000);
	struct sb_line line = lg_line(mug, 2000);
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_outcome out;

	draft.lines = &line;
	draft.line_count = 1;
	draft.token = "t";
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_SHORT_STOCK);
	(void)lg_moved(&ledger, SB_KIND_RECEIVE, mug, 1000);
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK);
	cr_assert_not(out.replayed);
	line.qty_milli = 1000;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_CONFLICT, "without a fingerprint the draft is its own");
}

Test(record, a_refused_entry_leaves_the_transaction_going)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 3000), head = lg_head(&ledger);
	struct sb_line much = lg_line(mug, 9000), some = lg_line(mug, 2000);
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	sb_owned(write) write = NULL;
	struct sb_outcome out;

	draft.line_count = 1;
	cr_assert_eq(sb_write_begin(ledger.book, &write, &ledger.err), SB_OK);
	draft.lines = &some;
	cr_assert_eq(sb_write_record(write, &draft, &out, &ledger.err), SB_OK);
	draft.lines = &much;
	cr_assert_eq(sb_write_record(write, &draft, &out, &ledger.err), SB_SHORT_STOCK);
	draft.lines = &some;
	cr_assert_eq(sb_write_record(write, &draft, &out, &ledger.err), SB_SHORT_STOCK);
	some.qty_milli = 1000;
	cr_assert_eq(sb_write_record(write, &draft, &out, &ledger.err), SB_OK);
	cr_assert_eq(sb_write_commit(write, &ledger.err), SB_OK);
	cr_assert_eq(lg_head(&ledger), head + 2);
	lg_whole(&ledger);
}

Test(record, what_is_not_committed_never_was)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 3000), head = lg_head(&ledger);
	struct sb_line line = lg_line(mug, 2000);
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_write *write;
	struct sb_outcome out;

	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(sb_write_begin(ledger.book, &write, &ledger.err), SB_OK);
	cr_assert_eq(sb_write_record(write, &draft, &out, &ledger.err), SB_OK);
	sb_write_free(write);
	cr_assert_eq(lg_head(&ledger), head);
	cr_assert_eq(lg_on_hand(&ledger, mug), 3000);
	lg_whole(&ledger);
}

Test(record, the_clock_of_the_ledger_never_goes_back)
{
	int64_t mug = lg_add(&ledger, "name=Mug", 9000), before = ledger.now;

	ledger.now -= 3600000;
	struct sb_entry entry = entry_of(lg_moved(&ledger, SB_KIND_SALE, mug, 1000));
	cr_assert_eq(entry.recorded_at, before);
	cr_assert_eq(entry.occurred_at, before - 3600000);
	lg_whole(&ledger);
}

Test(record, an_entry_may_be_backdated_but_not_come_from_the_future)
{
	int64_t mug = lg_add(&ledger, "name=Mug;price=2", 9000);
	struct sb_line line = lg_line(mug, 1000);
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_outcome out;

	draft.lines = &line;
	draft.line_count = 1;
	draft.occurred_at = ledger.now + 60001;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_INVALID);
	cr_assert_str_eq(ledger.err.field, "at");
	draft.occurred_at = ledger.now + 60000;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK);
	draft.occurred_at = INT64_C(1772233200000) - 1; /* 2026-02-27T23:00 in UTC is midnight in Berlin */
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK);
	draft.occurred_at++;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK);
	cr_assert_eq(lg_number(&ledger, "SELECT sold_milli FROM daily_usage WHERE day = 20511"), 1000);
	cr_assert_eq(lg_number(&ledger, "SELECT sold_milli FROM daily_usage WHERE day = 20512"), 1000);
	cr_assert_eq(lg_number(&ledger, "SELECT sold_milli FROM daily_usage WHERE day = 20513"), 1000);
	cr_assert_eq(lg_number(&ledger, "SELECT ring_day FROM stock"), 20513);
	lg_whole(&ledger);
}

Test(record, facts_cannot_be_changed)
{
	static const char *const attempts[] = {
		"UPDATE entries SET note = 'x' WHERE seq = 3",
		"DELETE FROM entries WHERE seq = 4",
		"DELETE FROM entry_lines",
		"UPDATE entry_lines SET qty_milli = 1",
		"INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE seq = 3",
		"INSERT OR REPLACE INTO entry_lines SELECT * FROM entry_lines",
	};
	(void)lg_add(&ledger, "name=Mug", 3000);

	for (size_t i = 0; i < SB_COUNT(attempts); i++) {
		cr_assert_eq(sb_db_begin(sb_book_db(ledger.book), &ledger.err), SB_OK);
		cr_assert_neq(sb_db_script(sb_book_db(ledger.book), attempts[i], &ledger.err), SB_OK, "%s", attempts[i]);
		sb_db_rollback(sb_book_db(ledger.book));
	}
	lg_whole(&ledger);
}

Test(record, an_archived_product_takes_no_stock)
{
	int64_t mug = lg_add(&ledger, "name=Mug", SB_NONE);
	struct sb_outcome out;

	cr_assert_eq(lg_archive(&ledger, mug, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_move(&ledger, SB_KIND_RECEIVE, mug, 1000, &out), SB_REFUSED);
}

Test(record, texts_that_are_too_long_or_no_text_are_refused)
{
	static const struct {
		const char *note, *token, *field;
	} cases[] = { { "\xff", NULL, "note" }, { NULL, "", "token" }, { NULL, "a\xc3", "token" } };
	int64_t mug = lg_add(&ledger, "name=Mug", 3000);
	char longest[SB_NOTE_BYTES_MAX + 2];
	struct sb_line line = lg_line(mug, 1000);
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_outcome out;

	draft.lines = &line;
	draft.line_count = 1;
	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		draft.note = cases[i].note;
		draft.token = cases[i].token;
		cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_INVALID);
		cr_assert_str_eq(ledger.err.field, cases[i].field);
	}
	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	draft.token = NULL;
	draft.note = longest;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_INVALID);
	draft.note = longest + 1;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK);
}

Test(record, an_entry_is_found_by_number_or_by_the_beginning_of_its_id)
{
	int64_t mug = lg_add(&ledger, "name=Mug", SB_NONE), seq;
	sb_auto(buf) id = SB_BUF_INIT;

	ledger.now += 86400000;
	int64_t receipt = lg_moved(&ledger, SB_KIND_RECEIVE, mug, 1000);
	struct sb_entry entry = entry_of(receipt);
	sb_id_print(&entry.id, &id);
	cr_assert_eq(sb_entry_find(ledger.book, "4", &seq, &ledger.err), SB_OK);
	cr_assert_eq(seq, 4);
	cr_assert_eq(sb_entry_find(ledger.book, id.data, &seq, &ledger.err), SB_OK);
	cr_assert_eq(seq, receipt);
	sb_buf_cut(&id, 9);
	cr_assert_eq(sb_entry_find(ledger.book, id.data, &seq, &ledger.err), SB_OK);
	cr_assert_eq(seq, receipt);
	cr_assert_eq(sb_entry_find(ledger.book, "99", &seq, &ledger.err), SB_NOT_FOUND);
	cr_assert_eq(sb_entry_find(ledger.book, "ffffffff", &seq, &ledger.err), SB_NOT_FOUND);
	cr_assert_eq(sb_entry_find(ledger.book, "0", &seq, &ledger.err), SB_INVALID);
	cr_assert_eq(sb_entry_find(ledger.book, "-1", &seq, &ledger.err), SB_INVALID);
	cr_assert_eq(sb_entry_find(ledger.book, "abcdef", &seq, &ledger.err), SB_INVALID);
	cr_assert_eq(sb_entry_find(ledger.book, "", &seq, &ledger.err), SB_INVALID);
	entry = entry_of(1);
	sb_buf_clear(&id);
	sb_id_print(&entry.id, &id);
	sb_buf_cut(&id, 8);
	cr_assert_eq(sb_entry_find(ledger.book, id.data, &seq, &ledger.err), SB_AMBIGUOUS, "made in the same second");
}

Test(record, an_entry_is_told_in_one_sentence)
{
	int64_t mug = lg_add(&ledger, "sku=MUG;name=Blue mug", 9000), cup = lg_add(&ledger, "sku=CUP;name=Cup", 9000);
	struct sb_line lines[2] = { lg_line(mug, 2000), lg_line(cup, 1000) };
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_outcome sale, edit, undo, redo;

	draft.lines = lines;
	draft.line_count = 2;
	cr_assert_eq(sb_book_post(ledger.book, &draft, &sale, &ledger.err), SB_OK);
	cr_assert_eq(lg_edit(&ledger, mug, "price=2;name=Red mug", SB_NONE, &edit), SB_OK);
	cr_assert_eq(lg_undo(&ledger, edit.seq, &undo), SB_OK);
	cr_assert_eq(lg_undo(&ledger, undo.seq, &redo), SB_OK);
	const struct {
		int64_t seq;
		const char *sentence;
	} cases[] = {
		{ 1, "book made EUR" },
		{ 2, "store added MAIN Main store" },
		{ mug, "product added MUG Red mug" },
		{ mug + 1, "opening stock 9 × MUG Red mug" },
		{ sale.seq, "sold 2 × MUG Red mug and 1 more" },
		{ edit.seq, "product changed MUG Red mug: Name, Price" },
		{ undo.seq, "undone: product changed MUG Red mug: Name, Price" },
		{ redo.seq, "done again: product changed MUG Red mug: Name, Price" },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_auto(buf) out = SB_BUF_INIT;

		cr_assert_eq(sb_entry_describe(ledger.book, cases[i].seq, &out, &ledger.err), SB_OK);
		cr_assert_str_eq(out.data, cases[i].sentence);
	}
}
