/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The stock lines of an entry: completed from kind and product, applied to the stock of each product touched, and held to the rule
 * that nothing is taken which is not free.
 */
#include "kinds.h"
#include "product_store.h"
#include "record.h"
#include "statements.h"
#include "stockbook/reason.h"
#include "stockbook/valuation.h"
#include "try.h"
#include <assert.h>
#include <string.h>

enum { LINES_AT_ONCE = 8, LINE_COLUMNS = 12 };

/* Lines as given. */

static bool place_fits(enum sb_place place, enum sb_place of_kind, enum sb_kind kind)
{
	if (of_kind == 0 && kind == SB_KIND_TRANSFER_CLOSE)
		return place == SB_AT_WASTE || place == SB_AT_DIFFERENCE;
	if (kind == SB_KIND_ORDER_EDIT)
		return place == SB_AT_SUPPLIER || place == SB_AT_ORDERED;
	if (kind == SB_KIND_RECEIVE && place == SB_AT_ORDERED)
		return of_kind == SB_AT_SUPPLIER;
	if (of_kind == 0)
		return place == SB_AT_STORE || place == SB_AT_UNAVAILABLE || place == SB_AT_DIFFERENCE;
	return place == of_kind || (of_kind == SB_AT_STORE && place == SB_AT_UNAVAILABLE);
}

static enum sb_status check_places(const struct sb_recording *recording, struct sb_line *line, struct sb_error *err)
{
	const struct sb_kind_rule *rule = sb_kind_rule(recording->entry.kind);
	enum sb_kind kind = recording->entry.kind;
	/* Undoing goes the way back, and the lines of a hold were made from what is left of it. */
	bool is_known = kind == SB_KIND_UNDO || recording->hold;

	if (!line->from && !line->to) {
		line->from = rule->from;
		line->to = rule->to;
	}
	bool fits = sb_place_is_known(line->from) && sb_place_is_known(line->to) && line->from != line->to &&
		    (sb_place_is_kept(line->from) || sb_place_is_kept(line->to));
	if (!fits || (!is_known && (!place_fits(line->from, rule->from, kind) || !place_fits(line->to, rule->to, kind))))
		return sb_fail(err, SB_INVALID, _("stock cannot go that way in an entry of the kind \"%s\""), sb_kind_label(kind));
	return SB_OK;
}

static enum sb_status check_reason(struct sb_book *book, const struct sb_line *line, struct sb_error *err)
{
	const struct sb_reason *reason = NULL;
	bool goes_out = sb_place_is_stock(line->from) || line->from == SB_AT_TRANSIT;

	if (line->reason)
		TRY(sb_reason_find(book, line->reason, &reason, err));
	if (line->reason && !reason)
		return sb_fail_field(err, SB_INVALID, "reason", _("\"%s\" is no reason that is known: choose one of the list"),
				     line->reason);
	if (reason && reason->direction < 0 && !goes_out)
		return sb_fail_field(err, SB_INVALID, "reason", _("stock cannot be added because it is %s: choose another reason"),
				     sb_reason_label(reason));
	if (reason && reason->direction > 0 && goes_out)
		return sb_fail_field(err, SB_INVALID, "reason", _("stock cannot be taken because it is %s: choose another reason"),
				     sb_reason_label(reason));
	return SB_OK;
}

static enum sb_status check_amounts(const struct sb_line *line, struct sb_error *err)
{
	if (line->qty_milli <= 0 || line->qty_milli > SB_QTY_MAX)
		return sb_fail_field(err, SB_INVALID, "quantity", _("the quantity must be above zero and below a million million: give another"));
	if (line->price_minor != SB_NONE && (line->price_minor < 0 || line->price_minor > SB_MONEY_MAX))
		return sb_fail_field(err, SB_INVALID, "price", _("the price must not be below zero or out of all reason: give another"));
	if (line->cost_minor != SB_NONE && (line->cost_minor < 0 || line->cost_minor > SB_MONEY_MAX))
		return sb_fail_field(err, SB_INVALID, "cost", _("the cost must not be below zero or out of all reason: give another"));
	return SB_OK;
}

/* Products touched, each once, in order of their ids: the order in which rows are locked. */

static int by_product(const void *a, const void *b)
{
	const struct sb_touched *left = a, *right = b;

	return (left->product > right->product) - (left->product < right->product);
}

static void collect_products(struct sb_recording *recording)
{
	size_t count = recording->entry.line_count, kept = 0;
	struct sb_touched *touched = recording->touched;

	for (size_t i = 0; i < count; i++)
		touched[i].product = recording->lines[i].product;
	qsort(touched, count, sizeof(*touched), by_product);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || touched[kept - 1].product != touched[i].product)
			touched[kept++].product = touched[i].product;
	recording->touched_count = kept;
	for (size_t i = 0; i < count; i++) {
		const struct sb_touched key = { .product = recording->lines[i].product };
		const struct sb_touched *found = bsearch(&key, touched, kept, sizeof(key), by_product);

		recording->owner[i] = (size_t)(found - touched);
	}
}

/* Archived products have no stock: only taking back their adding moves any, and brings or takes it with it, and what of
 * them was held until then expires. */
static enum sb_status load_products(struct sb_recording *recording, struct sb_error *err)
{
	enum sb_kind kind = recording->entry.kind;
	bool may_be_gone = (kind == SB_KIND_UNDO && recording->entry.batch != SB_NONE) || kind == SB_KIND_HOLD_EXPIRE;

	for (size_t i = 0; i < recording->touched_count; i++) {
		struct sb_touched *touched = &recording->touched[i];

		TRY(sb_touch_load(recording->book->db, recording->entry.store, touched->product, touched, err));
		if (touched->is_archived && !may_be_gone)
			return sb_fail(err, SB_REFUSED, _("%s is archived: undo its archiving first"), touched->sku);
	}
	return SB_OK;
}

/* Money as it was, and quantities the unit can have. Undoing takes both as they were. */
static enum sb_status complete_line(const struct sb_recording *recording, struct sb_line *line, const struct sb_touched *touched,
				    struct sb_error *err)
{
	static const int64_t step_table[] = { 1000, 100, 10, 1 };

	assert(touched->decimals >= 0 && touched->decimals < (int)SB_COUNT(step_table));
	if (recording->entry.kind == SB_KIND_UNDO)
		return SB_OK;
	/* What lies there, or was set aside, may be finer than the unit has become since. */
	if (!recording->draft->physical && !recording->hold && line->qty_milli % step_table[touched->decimals] != 0)
		return sb_fail_field(err, SB_INVALID, "quantity", _("%s is counted with %d decimals: give a quantity without more"),
				     touched->sku, touched->decimals);
	if (line->price_minor == SB_NONE && recording->flags & SB_KIND_FILLS_PRICE && !line->absorbed_by)
		line->price_minor = touched->price_minor;
	if (line->cost_minor == SB_NONE && recording->flags & SB_KIND_FILLS_COST)
		line->cost_minor = touched->cost_minor;
	/* what is found or missing is worth what its review said */
	if (line->cost_minor == SB_NONE && recording->entry.kind == SB_KIND_COUNT_POST)
		return sb_cost_average(recording->book, line->product, &line->cost_minor, err);
	return SB_OK;
}

static enum sb_status apply_lines(struct sb_recording *recording, struct sb_error *err)
{
	for (size_t i = 0; i < recording->entry.line_count; i++) {
		struct sb_line *line = &recording->lines[i];
		struct sb_touched *touched = &recording->touched[recording->owner[i]];
		const struct sb_applied_line applied = {
			.line = line,
			.occurred_at = line->occurred_at ? line->occurred_at : recording->entry.occurred_at,
			.usage_day = recording->usage_day,
		};

		TRY(complete_line(recording, line, touched, err));
		if (!sb_apply_line(&touched->stock, &touched->popularity, &touched->credit, &applied))
			return sb_fail_field(err, SB_INVALID, "quantity", _("that is more of %s than a book can count: give less"), touched->sku);
		line->on_hand_after = touched->stock.on_hand;
		if (recording->entry.kind == SB_KIND_COUNT_POST && line->occurred_at > touched->counted_at)
			touched->counted_at = line->occurred_at;
	}
	return SB_OK;
}

/* The rule. */

enum sb_status sb_fail_short(struct sb_book *book, int64_t product, int64_t free_milli, int64_t asked, struct sb_error *err)
{
	const struct sb_numbers *numbers = book->world->numbers;
	sb_auto(buf) label = SB_BUF_INIT;
	sb_auto(buf) have = SB_BUF_INIT;
	sb_auto(buf) want = SB_BUF_INIT;

	sb_product_label(book, product, &label);
	sb_qty_print(free_milli > 0 ? free_milli : 0, 0, numbers, &have);
	sb_qty_print(asked, 0, numbers, &want);
	return sb_fail(err, SB_SHORT_STOCK, _("only %s of %s can be taken, %s asked for: take less, or record first what came in"),
		       have.data, label.data, want.data);
}

/* Only what was dated by hand: a clock that was set back dates nothing. */
static bool is_told_late(const struct sb_recording *recording)
{
	const struct sb_entry *entry = &recording->entry;

	return recording->draft->occurred_at != SB_NONE && sb_kind_is_told_late(entry->kind, entry->occurred_at, entry->recorded_at);
}

static bool may_go_below(const struct sb_recording *recording, const struct sb_touched *touched)
{
	if (is_told_late(recording) && sb_stock_on_shelf(&touched->stock) >= 0)
		return true;
	if (recording->entry.kind == SB_KIND_ADJUST || recording->entry.kind == SB_KIND_COUNT_POST)
		return recording->draft->physical;
	if (touched->allow_negative != SB_NONE)
		return touched->allow_negative != 0;
	return recording->store->store.allow_negative;
}

static enum sb_status check_stock(struct sb_recording *recording, const struct sb_touched *touched, struct sb_error *err)
{
	int64_t before = sb_stock_available(&touched->before), after = sb_stock_available(&touched->stock);

	if (touched->stock.unavailable < 0)
		return sb_fail_short(recording->book, touched->product, touched->before.unavailable,
				     touched->before.unavailable - touched->stock.unavailable, err);
	if (after >= before || after >= 0)
		return SB_OK;
	if (!may_go_below(recording, touched))
		return sb_fail_short(recording->book, touched->product,
				     is_told_late(recording) ? sb_stock_on_shelf(&touched->before) : before, before - after, err);
	recording->went_negative = true;
	return SB_OK;
}

static void find_usage_day(struct sb_recording *recording)
{
	bool is_undo = recording->entry.kind == SB_KIND_UNDO;

	recording->usage_day = sb_day_of(recording->store->zone, is_undo ? recording->effect->at : recording->entry.occurred_at);
}

static enum sb_status check_count(const struct sb_recording *recording, struct sb_error *err)
{
	bool is_posting = sb_recording_root(recording) == SB_KIND_COUNT_POST;
	size_t count = recording->given_count, most = is_posting ? SB_COUNT_LINES_MAX : SB_LINES_MAX;

	if (count == 0 && recording->flags & SB_KIND_HAS_LINES)
		return sb_fail(err, SB_INVALID, _("nothing is to be moved: name a product and a quantity"));
	if (count != 0 && !(recording->flags & (SB_KIND_HAS_LINES | SB_KIND_MAY_LINES)))
		return sb_fail(err, SB_INVALID, _("an entry of the kind \"%s\" moves no stock"), sb_kind_label(recording->entry.kind));
	if (count > most)
		return sb_fail(err, SB_INVALID, _("one entry has at most %zu lines: make several"), most);
	return SB_OK;
}

enum sb_status sb_record_lines_prepare(struct sb_recording *recording, struct sb_error *err)
{
	struct sb_arena *arena = recording->write->arena;
	size_t count = recording->given_count;

	TRY(check_count(recording, err));
	if (count == 0)
		return SB_OK;
	/* each may get a counter-line */
	recording->lines = sb_arena_alloc(arena, 2 * count * sizeof(*recording->lines));
	recording->owner = sb_arena_alloc(arena, 2 * count * sizeof(*recording->owner));
	recording->touched = sb_arena_alloc(arena, count * sizeof(*recording->touched));
	memcpy(recording->lines, recording->given, count * sizeof(*recording->lines));
	recording->entry.lines = recording->lines;
	recording->entry.line_count = count;
	for (size_t i = 0; i < count; i++) {
		TRY(check_places(recording, &recording->lines[i], err));
		TRY(check_amounts(&recording->lines[i], err));
		/* taking back what was damaged is no damage */
		if (recording->entry.kind != SB_KIND_UNDO)
			TRY(check_reason(recording->book, &recording->lines[i], err));
	}
	find_usage_day(recording);
	collect_products(recording);
	TRY(load_products(recording, err));
	TRY(sb_record_absorb(recording, err));
	TRY(apply_lines(recording, err));
	for (size_t i = 0; i < recording->touched_count; i++)
		TRY(check_stock(recording, &recording->touched[i], err));
	return SB_OK;
}

static void bind_line(struct sb_stmt *stmt, int place, int64_t seq, size_t number, const struct sb_line *line)
{
	sb_bind_int(stmt, place, seq);
	sb_bind_int(stmt, place + 1, (int64_t)number);
	sb_bind_int(stmt, place + 2, line->product);
	sb_bind_int(stmt, place + 3, line->from);
	sb_bind_int(stmt, place + 4, line->to);
	sb_bind_int(stmt, place + 5, line->qty_milli);
	sb_bind_text(stmt, place + 6, line->reason);
	sb_bind_int(stmt, place + 7, line->price_minor);
	sb_bind_int(stmt, place + 8, line->cost_minor);
	sb_bind_int(stmt, place + 9, line->on_hand_after);
	sb_bind_int(stmt, place + 10, line->occurred_at ? line->occurred_at : SB_NONE);
	sb_bind_int(stmt, place + 11, line->absorbed_by ? line->absorbed_by : SB_NONE);
}

/* Several a statement: what the database does around each costs as much as a line. */
static enum sb_status insert_lines(struct sb_db *db, const struct sb_entry *entry, struct sb_error *err)
{
	struct sb_stmt *stmt;

	for (size_t done = 0, rows; done < entry->line_count; done += rows) {
		rows = entry->line_count - done >= LINES_AT_ONCE ? LINES_AT_ONCE : 1;
		TRY(sb_db_stmt(db, rows > 1 ? sb_sql_line_put_8 : sb_sql_line_put, &stmt, err));
		for (size_t i = 0; i < rows; i++)
			bind_line(stmt, LINE_COLUMNS * (int)i + 1, entry->seq, done + i + 1, &entry->lines[done + i]);
		TRY(sb_stmt_run(stmt, NULL, err));
	}
	return SB_OK;
}

enum sb_status sb_record_lines_write(struct sb_recording *recording, struct sb_error *err)
{
	TRY(insert_lines(recording->book->db, &recording->entry, err));
	for (size_t i = 0; i < recording->touched_count; i++) {
		const struct sb_touched *touched = &recording->touched[i];
		bool is_less = sb_stock_available(&touched->stock) < sb_stock_available(&touched->before);

		TRY(sb_touch_save(recording->book, touched, recording->usage_day, !is_less || may_go_below(recording, touched), err));
	}
	return SB_OK;
}
