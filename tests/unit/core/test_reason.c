/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shop's own reasons: what one means is said once, holds for every line that names it, and is taken back only unused. */
#include "ledger.h"
#include "stockbook/reason.h"
#include "stockbook/store.h"
#include "support.h"
#include <criterion/criterion.h>
#include <string.h>

static struct ledger ledger;
static int64_t mug;

static const struct sb_draft nothing = SB_DRAFT(SB_KIND_BATCH);

static void open_book(void)
{
	lg_open(&ledger, false);
	mug = lg_add(&ledger, "sku=MUG;name=Mug;price=2;cost=1", 10000);
}

static void close_book(void)
{
	lg_close(&ledger);
}

TestSuite(reason, .init = open_book, .fini = close_book);

static enum sb_status add(const struct sb_reason *what, struct sb_outcome *out)
{
	return LG_RECORD(&ledger, out, sb_reason_add, what, &nothing);
}

static enum sb_status take(enum sb_kind kind, const char *reason, bool is_in, struct sb_outcome *out)
{
	struct sb_draft draft = SB_DRAFT(kind);
	struct sb_line line = lg_line(mug, 1000);

	line.reason = reason;
	if (kind == SB_KIND_ADJUST) {
		line.from = is_in ? SB_AT_DIFFERENCE : SB_AT_STORE;
		line.to = is_in ? SB_AT_STORE : SB_AT_DIFFERENCE;
	}
	draft.lines = &line;
	draft.line_count = 1;
	return sb_book_post(ledger.book, &draft, out, &ledger.err);
}

static const struct sb_reason *found(struct sb_book *book, const char *word)
{
	const struct sb_reason *reason;

	cr_assert_eq(sb_reason_find(book, word, &reason, &ledger.err), SB_OK, "%s", ledger.err.text);
	return reason;
}

Test(reason, every_book_has_some_and_a_shop_adds_its_own)
{
	const struct sb_reason tasting = { .word = "TASTING", .label = "  at  the counter ", .direction = -1, .is_demand = true };
	const struct sb_reason plain = { .word = "turned_up", .direction = 1 };
	const struct sb_reason *reason = found(ledger.book, "damage");
	struct sb_outcome out;

	cr_assert(reason && reason->id == 0 && reason->is_shrinkage && !reason->is_demand);
	cr_assert_null(found(ledger.book, "tasting"));
	cr_assert_eq(add(&tasting, &out), SB_OK, "%s", ledger.err.text);
	reason = found(ledger.book, "tasting");
	cr_assert(reason && reason->id == out.seq && reason->direction == -1 && reason->is_demand && !reason->is_shrinkage);
	cr_assert_str_eq(reason->label, "at the counter");
	cr_assert_str_eq(sb_reason_text(ledger.book, "tasting"), "at the counter");
	cr_assert_str_eq(sb_reason_text(ledger.book, "nowhere"), "nowhere");
	cr_assert_eq(add(&plain, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_str_eq(found(ledger.book, "turned_up")->label, "turned_up", "its word is what it is called");
	lg_rebuilt_alike(&ledger);
	cr_assert_eq(found(ledger.book, "tasting"), reason, "and it stays where it is read");
}

Test(reason, what_cannot_be_one_is_told_and_leaves_no_trace)
{
	static const struct {
		struct sb_reason what;
		enum sb_status status;
		const char *field;
	} cases[] = {
		{ { .word = "damage" }, SB_DUPLICATE, "word" },
		{ { .word = "Tasting" }, SB_DUPLICATE, "word" },
		{ { .word = "" }, SB_INVALID, "word" },
		{ { .word = "two words" }, SB_INVALID, "word" },
		{ { .word = "größe" }, SB_INVALID, "word" },
		{ { .word = "a_word_that_is_longer_than_a_word_is" }, SB_INVALID, "word" },
		{ { .word = "empty", .label = "  " }, SB_INVALID, "label" },
		{ { .word = "both", .is_shrinkage = true, .is_demand = true }, SB_INVALID, "demand" },
		{ { .word = "comes", .direction = 1, .is_shrinkage = true }, SB_INVALID, "direction" },
	};
	const struct sb_reason tasting = { .word = "tasting" };
	struct sb_outcome out;
	int64_t head;

	cr_assert_eq(add(&tasting, &out), SB_OK, "%s", ledger.err.text);
	head = lg_head(&ledger);
	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		ledger.err = (struct sb_error)SB_ERROR_INIT;
		cr_assert_eq(add(&cases[i].what, &out), cases[i].status, "%zu: %s", i, ledger.err.text);
		cr_assert_str_eq(ledger.err.field, cases[i].field, "%zu", i);
		cr_assert_eq(lg_head(&ledger), head, "%zu", i);
	}
	lg_whole(&ledger);
}

Test(reason, its_direction_holds_for_what_is_booked_with_it)
{
	const struct sb_reason out_only = { .word = "tasting", .direction = -1 }, in_only = { .word = "turned_up", .direction = 1 };
	struct sb_outcome out;

	cr_assert_eq(take(SB_KIND_REMOVE, "tasting", false, &out), SB_INVALID, "nobody added it");
	cr_assert_eq(add(&out_only, &out), SB_OK);
	cr_assert_eq(add(&in_only, &out), SB_OK);
	cr_assert_eq(take(SB_KIND_REMOVE, "tasting", false, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(take(SB_KIND_ADJUST, "tasting", true, &out), SB_INVALID);
	cr_assert_eq(take(SB_KIND_ADJUST, "turned_up", true, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(take(SB_KIND_REMOVE, "turned_up", false, &out), SB_INVALID);
	lg_rebuilt_alike(&ledger);
}

Test(reason, a_transfer_given_up_for_one_that_only_takes_is_waste)
{
	const struct sb_store_new north = { .code = "NORTH", .name = "North", .zone = "UTC" };
	const struct sb_reason fallen = { .word = "fell_off", .direction = -1, .is_shrinkage = true };
	struct sb_line line = lg_line(mug, 2000);
	struct sb_draft draft = SB_DRAFT(SB_KIND_BATCH);
	struct sb_outcome store, sent, out;

	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(LG_RECORD(&ledger, &store, sb_store_add, &north, &nothing), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(add(&fallen, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(LG_RECORD(&ledger, &sent, sb_transfer_send, store.seq, &draft), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(LG_RECORD(&ledger, &out, sb_transfer_close, sent.seq, "fell_off", &nothing), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_number(&ledger, "SELECT to_place FROM entry_lines WHERE reason = 'fell_off'"), SB_AT_WASTE);
	lg_rebuilt_alike(&ledger);
}

Test(reason, is_taken_back_exactly_until_something_was_booked_with_it)
{
	const struct sb_reason tasting = { .word = "tasting", .direction = -1 };
	struct sb_outcome added, undone, out;

	cr_assert_eq(add(&tasting, &added), SB_OK);
	cr_assert_eq(lg_undo(&ledger, added.seq, &undone), SB_OK, "%s", ledger.err.text);
	cr_assert_null(found(ledger.book, "tasting"));
	lg_rebuilt_alike(&ledger);
	cr_assert_eq(lg_undo(&ledger, undone.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(found(ledger.book, "tasting")->id, added.seq);
	cr_assert_eq(lg_undo(&ledger, out.seq, &undone), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(add(&tasting, &added), SB_OK, "its word is free");
	cr_assert_eq(lg_undo(&ledger, undone.seq, &out), SB_DUPLICATE);
	cr_assert_eq(take(SB_KIND_REMOVE, "tasting", false, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_undo(&ledger, added.seq, &undone), SB_REFUSED);
	cr_assert_eq(lg_undo(&ledger, out.seq, &undone), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_undo(&ledger, added.seq, &undone), SB_REFUSED, "its lines are there for ever");
	lg_rebuilt_alike(&ledger);
}

Test(reason, tables_that_were_tampered_with_are_found)
{
	static const char *const deeds[] = {
		"UPDATE reasons SET label = 'x'",
		"UPDATE reasons SET direction = 0",
		"UPDATE reasons SET demand = 0",
		"DELETE FROM reasons",
		"INSERT INTO reasons (id, word, label, direction, shrinkage, demand) VALUES (99, 'x', 'x', 0, 0, 0)",
	};
	const struct sb_reason tasting = { .word = "tasting", .direction = -1, .is_demand = true };
	struct sb_outcome out;
	int64_t entries;

	cr_assert_eq(add(&tasting, &out), SB_OK);
	for (size_t i = 0; i < SB_COUNT(deeds); i++) {
		lg_sql(&ledger, deeds[i]);
		cr_assert_eq(lg_check(&ledger), SB_CORRUPT, "%s", deeds[i]);
		cr_assert_eq(sb_book_rebuild(ledger.book, NULL, &entries, &ledger.err), SB_OK, "%s", ledger.err.text);
		lg_whole(&ledger);
	}
}

Test(reason, what_another_process_adds_and_takes_back_is_seen)
{
	const struct sb_reason tasting = { .word = "tasting", .direction = -1 };
	char *directory = st_directory(), *path = st_path(directory, "shop.book");
	struct sb_outcome added, undone;
	struct ledger one, other;

	lg_create(&one, path, false);
	lg_reopen(&other, path);
	cr_assert_null(found(one.book, "tasting"));
	cr_assert_eq(LG_RECORD(&other, &added, sb_reason_add, &tasting, &nothing), SB_OK, "%s", other.err.text);
	cr_assert_not_null(found(one.book, "tasting"));
	cr_assert_eq(lg_undo(&other, added.seq, &undone), SB_OK, "%s", other.err.text);
	cr_assert_null(found(one.book, "tasting"));
	lg_close(&other);
	lg_close(&one);
	free(path);
	free(directory);
}
