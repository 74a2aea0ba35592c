/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What receive, sell, return, remove and their like have in common: pairs of product and quantity become the lines of
 * one entry, with money as it is at that moment.
 */
#include "move.h"
#include "answer.h"
#include "stockbook/reason.h"
#include "stockbook/valuation.h"

#include <string.h>

void move_draft(struct sb_call *call, struct sb_draft *draft)
{
	const struct sb_value *at = sb_call_value(call, "at", 0), *note = sb_call_value(call, "note", 0);

	draft->occurred_at = at->is_null ? SB_NONE : at->n;
	draft->note = note->is_null ? NULL : note->s;
	draft->token = sb_call_text(call, "token");
	draft->fingerprint = draft->token ? sb_call_fingerprint(call) : NULL;
}

static int64_t number_of(const struct sb_value *value)
{
	return value->is_null ? SB_NONE : value->n;
}

/* What was given for this product, else what it has in the book. */
static int64_t money_of(const struct sb_call *call, const char *name, size_t index, const struct sb_value *own)
{
	const struct sb_value *given = sb_call_value(call, name, index);

	return number_of(given->is_null ? own : given);
}

enum sb_status move_line(struct sb_call *call, size_t index, int64_t qty_milli, struct sb_line *out, struct sb_error *err)
{
	const struct sb_found *found = sb_call_product(call, "product", index);
	struct sb_product product;
	enum sb_status st = sb_product_get(sb_call_app(call)->book, found->id, sb_call_arena(call), &product, err);

	if (st)
		return st;
	*out = (struct sb_line){
		.product = found->id,
		.qty_milli = qty_milli,
		.reason = sb_call_text(call, "reason"),
		.price_minor = money_of(call, "price", index, &product.value[SB_PF_PRICE]),
		.cost_minor = money_of(call, "cost", index, &product.value[SB_PF_COST]),
	};
	return SB_OK;
}

enum sb_status move_check_reason(struct sb_call *call, int direction, struct sb_error *err)
{
	const char *word = sb_call_text(call, "reason");
	const struct sb_reason *reason = NULL;
	enum sb_status st = word ? sb_reason_find(sb_call_app(call)->book, word, &reason, err) : SB_OK;

	if (st)
		return st;
	if (!reason || !reason->direction || reason->direction == direction)
		return SB_OK;
	if (direction < 0)
		return sb_fail_field(err, SB_INVALID, "reason", _("\"%s\" is a reason for more stock, not less: choose another"), word);
	return sb_fail_field(err, SB_INVALID, "reason", _("\"%s\" is a reason for less stock, not more: choose another"), word);
}

enum sb_status move_check_money(const struct sb_call *call, const char *name, size_t products, struct sb_error *err)
{
	size_t count = sb_call_count(call, name);

	if (!count || count == products)
		return SB_OK;
	return sb_fail_field(err, SB_USAGE, name, _("--%s is there %zu× for %zu× PRODUCT: give it once for each in their order, empty for its own"),
			     name, count, products);
}

enum sb_status move_follow_cost(struct sb_call *call, struct sb_write *write, const struct sb_outcome *delivery, struct sb_error *err)
{
	const char *rule = sb_setting_text(sb_call_app(call)->settings, SB_SET_PRODUCT_COST);

	return sb_cost_follow(write, delivery,
			      !strcmp(rule, "average") ? SB_COST_AVERAGE : !strcmp(rule, "last") ? SB_COST_LAST : SB_COST_STAYS, err);
}

enum sb_status move_record(struct sb_call *call, const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	enum sb_status st = sb_write_begin(sb_call_app(call)->book, &write, err);

	if (!st)
		st = sb_write_record(write, draft, out, err);
	if (!st && draft->kind == SB_KIND_RECEIVE)
		st = move_follow_cost(call, write, out, err);
	return st ? st : sb_write_commit(write, err);
}

enum sb_status move_pairs(struct sb_call *call, enum sb_kind kind, struct sb_reply *reply, struct sb_error *err)
{
	size_t count = sb_call_count(call, "product");
	struct sb_line *lines = sb_arena_alloc(sb_call_arena(call), count * sizeof(*lines));
	struct sb_draft draft = SB_DRAFT(kind);
	struct sb_outcome outcome;
	enum sb_status st = SB_OK;

	st = move_check_money(call, "price", count, err);
	if (!st)
		st = move_check_money(call, "cost", count, err);
	for (size_t i = 0; i < count && !st; i++)
		st = move_line(call, i, sb_call_value(call, "qty", i)->n, &lines[i], err);
	if (st)
		return st;
	move_draft(call, &draft);
	draft.lines = lines;
	draft.line_count = count;
	st = move_record(call, &draft, &outcome, err);
	return st ? st : answer_entry(call, reply, &outcome, NULL, err);
}
