/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines come in order of products and entries, each once, however few of them there is room for. */
#include "core/fold_lines.h"
#include "ledger.h"
#include "support.h"
#include <criterion/criterion.h>

static struct ledger ledger;

static void fill(void)
{
	int64_t products[3];

	lg_open(&ledger, true);
	products[0] = lg_add(&ledger, "name=Mug", 50000);
	products[1] = lg_add(&ledger, "name=Cup", 50000);
	products[2] = lg_add(&ledger, "name=Jug", 50000);
	for (int i = 0; i < 12; i++) {
		struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
		struct sb_line lines[3];
		struct sb_outcome out;

		for (size_t k = 0; k < SB_COUNT(lines); k++)
			lines[k] = lg_line(products[lg_below(&ledger, SB_COUNT(products))], 1000 * (1 + lg_below(&ledger, 9)));
		draft.lines = lines;
		draft.line_count = SB_COUNT(lines);
		cr_assert_eq(sb_book_post(ledger.book, &draft, &out, &ledger.err), SB_OK, "%s", ledger.err.text);
		if (i % 4 == 0)
			cr_assert_eq(lg_undo(&ledger, out.seq, &out), SB_OK, "%s", ledger.err.text);
	}
}

static enum sb_status nobody(void *context, struct sb_error *err)
{
	(void)context;
	(void)err;
	return SB_OK;
}

static void say(struct sb_buf *out, int64_t product, int64_t seq, const struct sb_line *line, const char *kind, const char *undo)
{
	sb_buf_printf(out, "%lld %lld %lld %d-%d %lld %s %s\n", (long long)product, (long long)seq, (long long)line->qty_milli, (int)line->from,
		      (int)line->to, (long long)line->on_hand_after, kind, undo);
}

static void walk(size_t most, struct sb_buf *out)
{
	const struct sb_folding_watch watch = { .ask = nobody };
	struct sb_folding_lines *lines = sb_folding_lines_new(sb_book_db(ledger.book), most, &watch);
	const struct sb_folding_line *at;

	for (;;) {
		cr_assert_eq(sb_folding_lines_next(lines, &at, &ledger.err), SB_OK, "%s", ledger.err.text);
		if (!at)
			break;
		cr_assert(at->is_whole);
		say(out, at->line.product, at->seq, &at->line, sb_kind_word(at->kind), at->undo_body ? at->undo_body : "-");
	}
	sb_folding_lines_free(lines);
}

/* As the journal has them. */
static void ask(struct sb_buf *out)
{
	struct sb_stmt *stmt;
	bool row;

	cr_assert_eq(sb_db_compose(sb_book_db(ledger.book),
				   "SELECT l.product, l.seq, l.qty_milli, l.from_place, l.to_place, l.on_hand_after, e.kind,"
				   " CASE WHEN e.undoes IS NULL THEN '-' ELSE e.body END"
				   " FROM entry_lines l JOIN entries e ON e.seq = l.seq ORDER BY l.product, l.seq, l.line",
				   &stmt, &ledger.err), SB_OK, "%s", ledger.err.text);
	while (sb_stmt_step(stmt, &row, &ledger.err) == SB_OK && row) {
		const struct sb_line line = { .qty_milli = sb_col_int(stmt, 2), .from = (enum sb_place)sb_col_int(stmt, 3),
					      .to = (enum sb_place)sb_col_int(stmt, 4), .on_hand_after = sb_col_int(stmt, 5) };
		say(out, sb_col_int(stmt, 0), sb_col_int(stmt, 1), &line, sb_col_text(stmt, 6), sb_col_text(stmt, 7));
	}
	sb_stmt_reset(stmt);
}

Test(fold_lines, come_in_order_of_products_however_few_there_is_room_for)
{
	static const size_t rooms[] = { 1, 2, 3, 7, 20, 1000, 0 };
	sb_auto(buf) expected = SB_BUF_INIT;

	fill();
	ask(&expected);
	cr_assert_gt(expected.len, 1000);
	for (size_t i = 0; i < SB_COUNT(rooms); i++) {
		sb_auto(buf) found = SB_BUF_INIT;

		walk(rooms[i], &found);
		cr_assert_str_eq(found.data, expected.data, "room for %zu", rooms[i]);
	}
	lg_close(&ledger);
}

Test(fold_lines, of_an_empty_book_are_none)
{
	sb_auto(buf) found = SB_BUF_INIT;

	lg_open(&ledger, false);
	walk(1, &found);
	cr_assert_eq(found.len, 0);
	lg_close(&ledger);
}
