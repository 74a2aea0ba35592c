/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A book made by chance replays to itself, and planted damage is found by name. */
#include "ledger.h"
#include "support.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define PRODUCTS_MAX 30

static const enum sb_kind stock_kinds[] = {
	SB_KIND_RECEIVE, SB_KIND_SALE, SB_KIND_SALE, SB_KIND_SALE, SB_KIND_RETURN_IN, SB_KIND_RETURN_OUT, SB_KIND_REMOVE, SB_KIND_ADJUST,
};

struct chance {
	struct ledger ledger;
	int64_t products[PRODUCTS_MAX];
	size_t count;
};

static int64_t any_product(struct chance *chance)
{
	return chance->products[lg_below(&chance->ledger, (int64_t)chance->count)];
}

static void move_something(struct chance *chance)
{
	struct ledger *ledger = &chance->ledger;
	struct sb_line lines[4];
	struct sb_draft draft = SB_DRAFT(stock_kinds[lg_below(ledger, SB_COUNT(stock_kinds))]);
	struct sb_outcome out;

	draft.line_count = 1 + (size_t)lg_below(ledger, 4);
	for (size_t i = 0; i < draft.line_count; i++) {
		lines[i] = lg_line(any_product(chance), 1000 * (1 + lg_below(ledger, 9)));
		if (draft.kind != SB_KIND_ADJUST)
			continue;
		bool in = lg_below(ledger, 2);
		lines[i].from = in ? SB_AT_DIFFERENCE : SB_AT_STORE;
		lines[i].to = in ? SB_AT_STORE : lg_below(ledger, 2) ? SB_AT_UNAVAILABLE : SB_AT_DIFFERENCE;
	}
	draft.lines = lines;
	draft.physical = lg_below(ledger, 4) == 0;
	if (lg_below(ledger, 3) == 0)
		draft.occurred_at = ledger->now - lg_below(ledger, 40 * SB_DAY_MS);
	enum sb_status status = sb_book_post(ledger->book, &draft, &out, &ledger->err);
	cr_assert(status == SB_OK || status == SB_SHORT_STOCK || status == SB_REFUSED, "%s", ledger->err.text);
}

static void change_something(struct chance *chance)
{
	static const char *const changes[] = {
		"price=3.50", "price=", "tags=a|b|Ünicode", "tags=", "barcodes=12345", "barcodes=", "name=Green mug", "allow_negative=yes",
		"allow_negative=no", "allow_negative=", "description=All about it", "bin=B7;unit=box", "alerts=no", "sku=SAME",
	};
	struct ledger *ledger = &chance->ledger;
	struct sb_outcome out;
	enum sb_status status = lg_edit(ledger, any_product(chance), changes[lg_below(ledger, SB_COUNT(changes))], SB_NONE, &out);

	cr_assert(status == SB_OK || status == SB_DUPLICATE || status == SB_REFUSED, "%s", ledger->err.text);
}

static void add_something(struct chance *chance)
{
	char fields[100];

	if (chance->count == PRODUCTS_MAX)
		return;
	(void)snprintf(fields, sizeof(fields), "name=Thing %zu;price=1.25;cost=0.5%s", chance->count,
		       lg_below(&chance->ledger, 2) ? ";tags=new;allow_negative=yes" : "");
	chance->products[chance->count++] = lg_add(&chance->ledger, fields, lg_below(&chance->ledger, 2) ? 20000 : SB_NONE);
}

static void do_something(struct chance *chance)
{
	struct ledger *ledger = &chance->ledger;
	struct sb_outcome out;

	ledger->now += lg_below(ledger, SB_DAY_MS / 2);
	switch (lg_below(ledger, 12)) {
	case 0:
		add_something(chance);
		break;
	case 1:
		(void)lg_archive(ledger, any_product(chance), &out);
		break;
	case 2:
	case 3:
		(void)lg_undo(ledger, 3 + lg_below(ledger, lg_head(ledger) - 2), &out);
		break;
	case 4:
	case 5:
		change_something(chance);
		break;
	default:
		move_something(chance);
	}
}

static void play(struct chance *chance, uint64_t seed, int steps)
{
	*chance = (struct chance){ 0 };
	lg_open(&chance->ledger, seed % 2 == 0);
	chance->ledger.random.state = seed;
	for (int i = 0; i < 3; i++)
		add_something(chance);
	for (int i = 0; i < steps; i++)
		do_something(chance);
}

/* Every derived row, as text. */
static void dump(struct ledger *ledger, struct sb_buf *out)
{
	static const char *const queries[] = {
		"SELECT only_row || currency || products FROM book",
		"SELECT id || code || name || zone || allow_negative || created_at FROM stores ORDER BY id",
		"SELECT id || '/' || version || '/' || sku || '/' || name_key || '/' || coalesce(price_minor, 'none') || '/' || archived || '/' || tags || '/'"
		" || barcodes || '/' || popularity || '/' || popularity_day || '/' || search_id || '/' || search_text || updated_at FROM products ORDER BY id",
		"SELECT tag || '/' || product || '/' || shown FROM product_tags ORDER BY tag, product",
		"SELECT code || '/' || product || '/' || printed || '/' || pack_milli FROM barcodes ORDER BY code",
		"SELECT store || '/' || product || '/' || on_hand || '/' || unavailable || '/' || version || '/' || hex(ring) || '/' || ring_day || '/'"
		" || coalesce(moved_at, 'never') FROM stock ORDER BY store, product",
		"SELECT product || '/' || store || '/' || day || '/' || sold_milli || '/' || revenue_minor FROM daily_usage ORDER BY product, store, day",
	};

	for (size_t i = 0; i < SB_COUNT(queries); i++) {
		struct sb_stmt *stmt;
		bool row = true;

		cr_assert_eq(sb_db_compose(sb_book_db(ledger->book), queries[i], &stmt, &ledger->err), SB_OK, "%s", ledger->err.text);
		while (sb_stmt_step(stmt, &row, &ledger->err) == SB_OK && row)
			sb_buf_printf(out, "%s\n", sb_col_text(stmt, 0));
	}
}

Test(check, a_book_made_by_chance_is_what_its_replay_makes)
{
	int seeds = st_long() ? 400 : 25;

	for (int seed = 1; seed <= seeds; seed++) {
		sb_auto(buf) before = SB_BUF_INIT;
		sb_auto(buf) after = SB_BUF_INIT;
		struct chance chance;
		int64_t entries;

		play(&chance, (uint64_t)seed, 150);
		cr_assert_eq(lg_check(&chance.ledger), SB_OK, "seed %d: %s", seed, chance.ledger.findings.data);
		dump(&chance.ledger, &before);
		cr_assert_eq(sb_book_rebuild(chance.ledger.book, NULL, &entries, &chance.ledger.err), SB_OK, "%s", chance.ledger.err.text);
		cr_assert_eq(entries, lg_head(&chance.ledger));
		dump(&chance.ledger, &after);
		cr_assert_str_eq(after.data, before.data, "seed %d", seed);
		cr_assert_eq(lg_check(&chance.ledger), SB_OK, "seed %d: %s", seed, chance.ledger.findings.data);
		lg_close(&chance.ledger);
	}
}

static void prepare(struct ledger *ledger)
{
	lg_open(ledger, false);
	int64_t mug = lg_add(ledger, "sku=MUG;name=Blue mug;price=2;tags=kitchen;barcodes=12345", 9000);
	(void)lg_add(ledger, "sku=CUP;name=Cup", 3000);
	(void)lg_moved(ledger, SB_KIND_SALE, mug, 2000);
	lg_whole(ledger);
}

Test(check, planted_damage_is_found_and_rebuilding_repairs_it)
{
	static const struct {
		const char *sql, *finding;
	} cases[] = {
		{ "UPDATE stock SET on_hand = 8000 WHERE product = 3", "MUG: on_hand in store MAIN is stored as 8, the journal makes it 7" },
		{ "UPDATE stock SET held = 1000 WHERE product = 3", "MUG: held in store MAIN" },
		{ "UPDATE stock SET version = 9 WHERE product = 3", "MUG: version in the table stock" },
		{ "UPDATE stock SET ring_day = 1 WHERE product = 3", "MUG: ring in the table stock" },
		{ "UPDATE stock SET moved_at = 1 WHERE product = 3", "MUG: moved_at in the table stock" },
		{ "DELETE FROM stock WHERE product = 5", "CUP: a row is missing in the table stock" },
		{ "UPDATE products SET name = 'Red mug' WHERE id = 3", "MUG: name in the table products" },
		{ "UPDATE products SET price_minor = NULL WHERE id = 3", "MUG: price in the table products" },
		{ "UPDATE products SET name_key = 'x' WHERE id = 3", "MUG: name_key in the table products" },
		{ "UPDATE products SET popularity = 1 WHERE id = 3", "MUG: popularity in the table products" },
		{ "UPDATE products SET archived = 1 WHERE id = 5", "CUP: archived in the table products" },
		{ "UPDATE products SET version = 99 WHERE id = 5", "CUP: version in the table products" },
		{ "DELETE FROM product_tags", "MUG: kitchen is missing in the table product_tags" },
		{ "INSERT INTO product_tags (tag, product, shown) VALUES ('z', 5, 'Z')", "CUP: a row in the table product_tags" },
		{ "UPDATE barcodes SET pack_milli = 5000", "MUG: 12345 in the table barcodes" },
		{ "DELETE FROM barcodes", "MUG: 12345 is missing in the table barcodes" },
		{ "UPDATE daily_usage SET sold_milli = 1", "MUG: sold_milli, revenue_minor in the table daily_usage" },
		{ "DELETE FROM daily_usage", "MUG: a day is missing in the table daily_usage" },
		{ "INSERT INTO daily_usage (product, store, day, sold_milli, revenue_minor) VALUES (5, 2, 1, 1, 1)", "CUP: a row in the table daily_usage" },
		{ "UPDATE book SET products = 9", "the book counts 9 products, the journal 2" },
		{ "UPDATE stores SET name = 'x'", "store MAIN is not what the journal makes" },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct ledger ledger;
		int64_t entries;

		prepare(&ledger);
		lg_sql(&ledger, cases[i].sql);
		cr_assert_eq(lg_check(&ledger), SB_CORRUPT, "%s", cases[i].sql);
		cr_assert_not_null(strstr(ledger.findings.data, cases[i].finding), "%s: %s", cases[i].sql, ledger.findings.data);
		cr_assert_eq(sb_book_rebuild(ledger.book, NULL, &entries, &ledger.err), SB_OK, "%s", ledger.err.text);
		lg_whole(&ledger);
		lg_close(&ledger);
	}
}

Test(check, a_changed_journal_is_found)
{
	static const struct {
		const char *sql, *finding;
	} cases[] = {
		{ "UPDATE entries SET note = 'x' WHERE seq = 4", "entry 4 is not what was recorded" },
		{ "UPDATE entries SET who = 'eve' WHERE seq = 7", "entry 7 is not what was recorded" },
		{ "UPDATE entries SET occurred_at = occurred_at - 1 WHERE seq = 7", "entry 7 is not what was recorded" },
		{ "UPDATE entries SET recorded_at = recorded_at + 1 WHERE seq = 5", "the chain is broken at entry 5" },
		{ "UPDATE entries SET content_hash = zeroblob(32) WHERE seq = 5", "the chain is broken at entry 5" },
		{ "UPDATE entries SET chain_hash = zeroblob(32) WHERE seq = 4", "the chain is broken at entry 5" },
		{ "UPDATE entries SET kind = 'gift' WHERE seq = 7", "entry 7 is damaged or of a newer program" },
		{ "UPDATE entry_lines SET qty_milli = 1000 WHERE seq = 7", "entry 7 is not what was recorded" },
		{ "UPDATE entry_lines SET price_minor = 1 WHERE seq = 7", "entry 7 is not what was recorded" },
		{ "UPDATE entry_lines SET on_hand_after = 1 WHERE seq = 7", "entry 7: the stock it left" },
		{ "DELETE FROM entry_lines WHERE seq = 7", "entry 7 is not what was recorded" },
		{ "UPDATE entry_lines SET line = 2 WHERE seq = 7", "entry 7 has a damaged line" },
		{ "PRAGMA foreign_keys = off; UPDATE entries SET store = 99 WHERE seq = 3", "entry 3 is not what was recorded" },
		{ "UPDATE entries SET kind = 'edit', subject = 1 WHERE seq = 7", "is about entry 1, which is nothing of the kind" },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct ledger ledger;

		prepare(&ledger);
		lg_sql(&ledger, "DROP TRIGGER entries_no_update; DROP TRIGGER entry_lines_no_update; DROP TRIGGER entry_lines_no_delete");
		lg_sql(&ledger, cases[i].sql);
		cr_assert_eq(lg_check(&ledger), SB_CORRUPT, "%s", cases[i].sql);
		cr_assert_not_null(strstr(ledger.findings.data, cases[i].finding), "%s: %s", cases[i].sql, ledger.findings.data);
		lg_close(&ledger);
	}
}

static bool stop_at_once(int64_t done, int64_t total, void *context)
{
	int *calls = context;

	cr_assert_leq(done, total);
	++*calls;
	return false;
}

static void receive_often(struct ledger *ledger, int64_t product, int times)
{
	const struct sb_line line = lg_line(product, 1000);
	struct sb_draft draft = SB_DRAFT(SB_KIND_RECEIVE);
	sb_owned(write) write = NULL;
	struct sb_outcome out;

	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(sb_write_begin(ledger->book, &write, &ledger->err), SB_OK);
	for (int i = 0; i < times; i++)
		cr_assert_eq(sb_write_record(write, &draft, &out, &ledger->err), SB_OK);
	cr_assert_eq(sb_write_commit(write, &ledger->err), SB_OK);
}

Test(check, long_work_can_be_stopped_and_then_nothing_has_changed)
{
	int calls = 0;
	const struct sb_progress progress = { .step = stop_at_once, .context = &calls };
	struct ledger ledger;
	sb_auto(buf) before = SB_BUF_INIT;
	sb_auto(buf) after = SB_BUF_INIT;
	int64_t entries;

	lg_open(&ledger, false);
	receive_often(&ledger, lg_add(&ledger, "name=Mug", SB_NONE), 5000);
	dump(&ledger, &before);
	cr_assert_eq(sb_book_rebuild(ledger.book, &progress, &entries, &ledger.err), SB_INTERRUPTED);
	dump(&ledger, &after);
	cr_assert_eq(calls, 1);
	cr_assert_str_eq(before.data, after.data);
	cr_assert_eq(sb_book_check(ledger.book, &progress, NULL, NULL, &ledger.summary, &ledger.err), SB_INTERRUPTED);
	lg_whole(&ledger);
	lg_close(&ledger);
}
