/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock counts in a test's book. */
#include "counts.h"
#include <criterion/criterion.h>

enum sb_status ct_try_move(struct ledger *ledger, enum sb_kind kind, int64_t product, int64_t units, int64_t at,
			   struct sb_outcome *out)
{
	const struct sb_line line = lg_line(product, units * 1000);
	struct sb_draft draft = SB_DRAFT(kind);

	draft.lines = &line;
	draft.line_count = 1;
	draft.occurred_at = at;
	return sb_book_post(ledger->book, &draft, out, &ledger->err);
}

/* Moves so many at a time; the entry. */
struct sb_outcome ct_move(struct ledger *ledger, enum sb_kind kind, int64_t product, int64_t units, int64_t at)
{
	struct sb_outcome out;

	cr_assert_eq(ct_try_move(ledger, kind, product, units, at, &out), SB_OK, "%s", ledger->err.text);
	return out;
}

int64_t ct_begin(struct ledger *ledger, const struct sb_count_ask *ask)
{
	struct sb_outcome out;

	cr_assert_eq(sb_count_open(ledger->book, ask, &out, &ledger->err), SB_OK, "%s", ledger->err.text);
	return out.seq;
}

int64_t ct_begin_all(struct ledger *ledger)
{
	struct sb_count_ask ask = SB_COUNT_ASK;

	ask.scope_lines = 10;
	return ct_begin(ledger, &ask);
}

enum sb_status ct_try_scan(struct ledger *ledger, int64_t count, int64_t product, int64_t units, int64_t at,
			   bool absolute, bool recount, struct sb_outcome *out)
{
	struct sb_count_scan scan = SB_COUNT_SCAN(count);
	struct sb_count_scanned scanned;

	scan.product = product;
	scan.qty_milli = units * 1000;
	scan.counted_at = at;
	scan.is_absolute = absolute;
	scan.is_recount = recount;
	return sb_count_scan(ledger->book, &scan, &scanned, out, &ledger->err);
}

int64_t ct_scan(struct ledger *ledger, int64_t count, int64_t product, int64_t units, int64_t at)
{
	struct sb_outcome out;

	cr_assert_eq(ct_try_scan(ledger, count, product, units, at, false, false, &out), SB_OK, "%s", ledger->err.text);
	return out.seq;
}

int64_t ct_scan_code(struct ledger *ledger, int64_t count, const char *code)
{
	struct sb_count_scan read = SB_COUNT_SCAN(count);
	struct sb_count_scanned scanned;
	struct sb_outcome out;

	read.code = code;
	cr_assert_eq(sb_count_scan(ledger->book, &read, &scanned, &out, &ledger->err), SB_OK, "%s", ledger->err.text);
	return out.seq;
}

enum sb_status ct_try_step(struct ledger *ledger, enum sb_kind kind, int64_t count, bool force, struct sb_outcome *out)
{
	struct sb_count_step step = SB_COUNT_STEP(count);

	step.is_forced = force;
	if (kind == SB_KIND_COUNT_POST)
		return sb_count_post(ledger->book, &step, out, &ledger->err);
	if (kind == SB_KIND_COUNT_CANCEL)
		return sb_count_cancel(ledger->book, &step, out, &ledger->err);
	return sb_count_review(ledger->book, &step, out, &ledger->err);
}

struct sb_outcome ct_step(struct ledger *ledger, enum sb_kind kind, int64_t count)
{
	struct sb_outcome out;

	cr_assert_eq(ct_try_step(ledger, kind, count, false, &out), SB_OK, "%s", ledger->err.text);
	return out;
}

struct sb_outcome ct_reverse(struct ledger *ledger, int64_t count)
{
	struct sb_outcome out;

	cr_assert_eq(sb_count_reverse(ledger->book, count, NULL, NULL, &out, &ledger->err), SB_OK, "%s",
		     ledger->err.text);
	return out;
}

/* ---- looking ---- */

struct sb_count_line ct_line_of(struct ledger *ledger, int64_t count, int64_t product)
{
	struct sb_count_line line;

	cr_assert_eq(sb_count_line_get(ledger->book, count, product, &line, &ledger->err), SB_OK, "%s",
		     ledger->err.text);
	return line;
}

struct sb_count ct_seen(struct ledger *ledger, int64_t id)
{
	struct sb_count count;

	cr_assert_eq(sb_count_get(ledger->book, id, ledger->arena, &count, &ledger->err), SB_OK, "%s",
		     ledger->err.text);
	return count;
}

void ct_has(struct ledger *ledger, int64_t product, int64_t units)
{
	cr_assert_eq(lg_on_hand(ledger, product), units * 1000, "%lld on hand, %lld expected",
		     (long long)lg_on_hand(ledger, product) / 1000, (long long)units);
}

/* The book is whole, and rebuilding makes the same of it. */
void ct_survives_rebuilding(struct ledger *ledger)
{
	static const char sum[] =
		"SELECT coalesce(sum(counted * 7 + counted_at * 3 + since_seq * 11 + coalesce(expected, 5) * 13 "
		"+ coalesce(absorbed, 5) * 17 + recounted * 19), 0) FROM count_lines";
	int64_t entries, before = lg_number(ledger, sum);

	lg_whole(ledger);
	cr_assert_eq(sb_book_rebuild(ledger->book, NULL, &entries, &ledger->err), SB_OK, "%s", ledger->err.text);
	cr_assert_eq(lg_number(ledger, sum), before);
	lg_whole(ledger);
}
