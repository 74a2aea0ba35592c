/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Purchase orders where they meet something else: a posted count that a delivery lies before, a unit that has become coarser. */
#include "counts.h"
#include "stockbook/order.h"
#include <criterion/criterion.h>

static struct ledger ledger;
static int64_t tea;

static void open_book(void)
{
	lg_open(&ledger, false);
	tea = lg_add(&ledger, "sku=T;name=Tea;decimals=1;cost=5;supplier=Rhine", 10000);
}

static void close_book(void)
{
	lg_close(&ledger);
}

TestSuite(order_meets, .init = open_book, .fini = close_book, .timeout = 120);

static struct sb_draft of_line(const struct sb_line *line, int64_t at)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_BATCH);

	draft.lines = line;
	draft.line_count = line ? 1 : 0;
	draft.occurred_at = at;
	return draft;
}

static int64_t order(int64_t qty_milli)
{
	const struct sb_line line = lg_line(tea, qty_milli);
	const struct sb_draft draft = of_line(&line, SB_NONE);
	struct sb_supplier supplier;
	struct sb_outcome out;

	cr_assert_eq(sb_supplier_find(ledger.book, "Rhine", ledger.arena, &supplier, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(LG_RECORD(&ledger, &out, sb_order_make, &supplier, SB_NONE, &draft), SB_OK, "%s", ledger.err.text);
	return out.seq;
}

static struct sb_outcome receive(int64_t id, int64_t qty_milli, int64_t at)
{
	const struct sb_line line = lg_line(tea, qty_milli);
	const struct sb_draft draft = of_line(qty_milli ? &line : NULL, at);
	struct sb_outcome out;

	cr_assert_eq(LG_RECORD(&ledger, &out, sb_order_receive, id, false, &draft), SB_OK, "%s", ledger.err.text);
	return out;
}

static struct sb_order_line line_of(int64_t id)
{
	struct sb_order seen;

	cr_assert_eq(sb_order_get(ledger.book, id, ledger.arena, &seen, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(seen.line_count, 1);
	return seen.lines[0];
}

Test(order_meets, a_delivery_told_after_the_count_that_saw_it_is_absorbed_and_received)
{
	int64_t begun = ledger.now, id = order(20000), count = ct_begin_all(&ledger);
	struct sb_outcome late, undone;

	ledger.now = begun + 30 * MINUTE;
	ct_scan(&ledger, count, tea, 30, SB_NONE);
	ct_step(&ledger, SB_KIND_COUNT_POST, count);
	ledger.now = begun + 60 * MINUTE;
	late = receive(id, 0, begun + 20 * MINUTE);
	cr_assert_eq(late.absorbed_by, count);
	ct_has(&ledger, tea, 30);
	cr_assert_eq(line_of(id).received, 20000);
	ct_survives_rebuilding(&ledger);
	cr_assert_eq(lg_undo(&ledger, late.seq, &undone), SB_OK, "%s", ledger.err.text);
	ct_has(&ledger, tea, 30);
	cr_assert_eq(line_of(id).received, 0);
	receive(id, 25000, begun + 20 * MINUTE);
	cr_assert_eq(line_of(id).over, 5000);
	ct_has(&ledger, tea, 30);
	ct_reverse(&ledger, count);
	ct_has(&ledger, tea, 35);
	ct_survives_rebuilding(&ledger);
}

Test(order_meets, what_was_ordered_finer_than_the_unit_has_become_is_received_and_taken_off)
{
	int64_t first = order(2500), second = order(2500), third = order(2500);
	const struct sb_line line = lg_line(tea, 2000);
	const struct sb_draft two = of_line(&line, SB_NONE);
	struct sb_outcome out;

	cr_assert_eq(lg_edit(&ledger, tea, "decimals=0", SB_NONE, &out), SB_OK, "%s", ledger.err.text);
	receive(first, 0, SB_NONE);
	cr_assert_eq(line_of(first).received, 2500);
	receive(second, 3000, SB_NONE);
	cr_assert_eq(line_of(second).received, 2500);
	cr_assert_eq(line_of(second).over, 500);
	cr_assert_eq(LG_RECORD(&ledger, &out, sb_order_edit, third, SB_ORDER_AS_IS, &two), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(line_of(third).ordered, 2000);
	ct_survives_rebuilding(&ledger);
}
