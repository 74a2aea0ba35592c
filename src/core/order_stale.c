/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A change of an order made against what was seen some entries ago: what others have agreed anew since is told with both
 * values. What was received or given up meanwhile is held to the rules of the order and no change of it.
 */
#include "effect.h"
#include "entry_read.h"
#include "kinds.h"
#include "order_state.h"
#include "product_store.h"
#include "record.h"
#include "statements.h"
#include "try.h"

/* What of ours is otherwise by now. */
struct clash {
	const struct sb_order *order;
	const struct sb_draft *ours;
	int64_t expected_day; /* ours */
	struct sb_buf *text;
	const char *field; /* the first that clashes; NULL: nothing does */
	const char *who;   /* who last changed what we change as well */
	bool *told;	   /* of the draft's lines */
	bool told_day;
};

/* About a product, or the order itself (SB_NONE). */
static void add(struct clash *clash, struct sb_book *book, int64_t product, const char *field, const char *label, enum sb_type type,
		int64_t theirs, int64_t ours)
{
	sb_auto(buf) about = SB_BUF_INIT;
	const struct sb_value now = { .type = type, .is_null = theirs == SB_NONE, .n = theirs };
	const struct sb_value wanted = { .type = type, .is_null = ours == SB_NONE, .n = ours };

	if (product != SB_NONE) {
		sb_product_label(book, product, &about);
		sb_buf_puts(&about, ": ");
	}
	sb_buf_puts(&about, label);
	sb_stale_print(book, about.data, &now, &wanted, clash->text);
	clash->field = clash->field ? clash->field : field;
}

static const struct sb_order_line *line_now(const struct sb_order *order, int64_t product)
{
	static const struct sb_order_line none = { .cost_minor = SB_NONE };

	for (size_t i = 0; i < order->line_count; i++)
		if (order->lines[i].product == product)
			return &order->lines[i];
	return &none;
}

static void compare_line(struct clash *clash, struct sb_book *book, const struct sb_line *ours)
{
	const struct sb_order_line *now = line_now(clash->order, ours->product);

	if (now->ordered != ours->qty_milli)
		add(clash, book, ours->product, "qty", _("Ordered"), SB_QTY_TYPE, now->ordered, ours->qty_milli);
	if (ours->cost_minor != SB_NONE && now->cost_minor != ours->cost_minor)
		add(clash, book, ours->product, "cost", _("Cost"), SB_MONEY_TYPE, now->cost_minor, ours->cost_minor);
}

static void compare_day(struct clash *clash, struct sb_book *book)
{
	if (clash->told_day || clash->expected_day == clash->order->expected_day)
		return;
	clash->told_day = true;
	add(clash, book, SB_NONE, "expected", _("Expected"), SB_DAY_TYPE, clash->order->expected_day, clash->expected_day);
}

/* Whether a later change of the order, or taking one back, was about what we change. */
static bool compare(struct clash *clash, struct sb_book *book, const struct sb_entry *theirs, bool sets_day)
{
	bool is_of_day = sets_day && clash->expected_day != SB_ORDER_AS_IS, is_same = is_of_day;

	for (size_t i = 0; i < clash->ours->line_count; i++)
		for (size_t j = 0; j < theirs->line_count; j++) {
			if (theirs->lines[j].product != clash->ours->lines[i].product)
				continue;
			if (!clash->told[i])
				compare_line(clash, book, &clash->ours->lines[i]);
			clash->told[i] = true;
			is_same = true;
		}
	if (is_of_day)
		compare_day(clash, book);
	return is_same;
}

static enum sb_status read_later(struct clash *clash, struct sb_book *book, int64_t seq, struct sb_arena *arena, struct sb_error *err)
{
	struct sb_effect effect;
	struct sb_entry entry;
	enum sb_kind root;
	struct sb_id ignored;

	TRY(sb_entry_get(book, seq, arena, &entry, err));
	root = entry.kind;
	if (entry.undoes != SB_NONE)
		TRY(sb_entry_identify(book->db, entry.undoes, &ignored, &root, err));
	if (root != SB_KIND_ORDER_EDIT)
		return SB_OK;
	TRY(sb_effect_read(entry.kind, entry.body, arena, &effect, err));
	if (compare(clash, book, &entry, effect.has_expected))
		clash->who = entry.who && *entry.who ? entry.who : _("someone");
	return SB_OK;
}

/* One after the other: reading an entry would end a walk that is under way. */
static enum sb_status next_later(struct sb_book *book, int64_t order, int64_t *seq, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_entry_about, &stmt, err));
	sb_bind_int(stmt, 1, order);
	sb_bind_int(stmt, 2, *seq);
	TRY(sb_stmt_step(stmt, &row, err));
	*seq = row ? sb_col_int(stmt, 0) : SB_NONE;
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status read_all_later(struct clash *clash, struct sb_book *book, struct sb_arena *arena, struct sb_error *err)
{
	int64_t seq = clash->ours->seen;

	for (;;) {
		TRY(next_later(book, clash->order->id, &seq, err));
		if (seq == SB_NONE)
			return SB_OK;
		TRY(read_later(clash, book, seq, arena, err));
	}
}

enum sb_status sb_order_refuse_stale(struct sb_book *book, const struct sb_order *order, int64_t expected_day,
				     const struct sb_draft *draft, struct sb_arena *arena, struct sb_error *err)
{
	sb_auto(buf) text = SB_BUF_INIT;
	struct clash clash = { .order = order, .ours = draft, .expected_day = expected_day, .text = &text };

	if (draft->seen == SB_NONE)
		return SB_OK;
	clash.told = sb_arena_alloc(arena, draft->line_count + 1);
	TRY(read_all_later(&clash, book, arena, err));
	if (!clash.field)
		return SB_OK;
	/* TRANSLATORS: "ana changed order 12 meanwhile: MUG-BLUE Blue mug: Ordered is 36 (yours: 24): look again, then choose" */
	return sb_fail_field(err, SB_STALE, clash.field, _("%s changed order %lld meanwhile: %s: look again, then choose"), clash.who,
			     (long long)order->id, text.data);
}
