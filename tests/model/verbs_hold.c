/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting stock aside, and what becomes of it. */
#include "verb.h"

#include <stdio.h>

static void order_text(int order, char text[16])
{
	snprintf(text, 16, "order-%d", order);
}

static void tell_order(const struct op *op, struct arguments *out)
{
	char text[16];

	order_text(op->order, text);
	if (op->order >= 0)
		tell(out, "order", text);
}

/* ---- placing ---- */

static void make_place(struct sb_random *random, struct op *out)
{
	static const int64_t day = 86400, seconds[] = { 1, 20, 300, 3600, 3600, 86400, 86400, 10 * day, 3660 * day, 3661 * day, 0 };

	if (op_chance(random, 25))
		op_any_lines(random, LINES_MAX, out);
	else
		op_few_lines(random, false, out);
	for (size_t i = 0; i < out->lines; i++) {
		out->line[i].price = out->line[i].cost = SB_NONE;
		out->line[i].by = op_chance(random, 10) ? BY_IDLE : out->line[i].by;
	}
	if (op_chance(random, 50))
		out->order = (int)op_below(random, ORDERS);
	if (op_chance(random, 70))
		out->expires_s = seconds[op_below(random, (int64_t)SB_COUNT(seconds))];
	out->is_optimistic = op_chance(random, 50);
}

static void make_allocate(struct sb_random *random, struct op *out)
{
	make_place(random, out);
	out->expires_s = SB_NONE;
}

static void tell_place(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_pairs(model, op, meaning, out);
	tell_order(op, out);
	if (op->expires_s != SB_NONE)
		tell_number(out, "expires", op->expires_s);
	if (op->is_optimistic)
		tell(out, "strategy", "optimistic");
}

static int64_t asked_of(const struct m_entry *draft, int product)
{
	int64_t sum = 0;

	for (size_t i = 0; i < draft->lines; i++)
		sum += draft->line[i].product == product ? draft->line[i].qty : 0;
	return sum;
}

/* A hold of this order that was placed for just this. */
static bool is_the_same(const struct model *model, const struct m_hold *hold, const struct m_entry *draft)
{
	enum sb_hold_status status = model_hold_status(hold, model->now);

	if (hold->order != draft->order || hold->store != draft->store || hold->begun != draft->kind)
		return false;
	if (status != SB_HOLD_HELD && status != SB_HOLD_ALLOCATED && status != SB_HOLD_FULFILLED)
		return false;
	for (size_t i = 0; i < hold->parts; i++)
		if (hold->part[i].qty != asked_of(draft, hold->part[i].product))
			return false;
	for (size_t i = 0; i < draft->lines; i++) {
		bool is_part = false;

		for (size_t p = 0; p < hold->parts; p++)
			is_part |= hold->part[p].product == draft->line[i].product;
		if (!is_part)
			return false;
	}
	return true;
}

/* Without a token the order is one. */
static bool was_placed(const struct model *model, const struct m_entry *draft, const struct asked *asked, struct answer *out)
{
	for (int h = 0; h < model->holds && draft->order >= 0 && asked->token < 0; h++) {
		if (!is_the_same(model, &model->hold[h], draft))
			continue;
		*out = (struct answer){ .replayed = true, .seq = model->hold[h].seq };
		return true;
	}
	return false;
}

static enum sb_status place(struct model *model, const struct op *op, const struct meaning *meaning, struct m_entry *draft,
			    const struct asked *asked, struct answer *out)
{
	enum sb_status status;

	draft->store = model->store;
	draft->order = op->order;
	draft->lines = op->lines;
	for (size_t i = 0; i < op->lines; i++)
		draft->line[i] = (struct m_line){ .product = meaning->product[i], .from = SB_AT_STORE,
						  .to = draft->kind == SB_KIND_HOLD_PLACE ? SB_AT_HELD : SB_AT_COMMITTED,
						  .qty = op->line[i].qty_milli, .price = SB_NONE, .cost = SB_NONE, .reason = -1 };
	if (model_replays(model, asked, out, &status))
		return status;
	if (was_placed(model, draft, asked, out))
		return SB_OK;
	if (draft->expires_ms != SB_NONE && draft->expires_ms > SB_HOLD_EXPIRES_MAX)
		return SB_INVALID;
	return model_put(model, draft, asked, out);
}

static enum sb_status act_place(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_HOLD_PLACE);

	if (!op->expires_s)
		return SB_INVALID;
	draft.expires_ms = op->expires_s == SB_NONE ? 300000 : op->expires_s * 1000;
	return place(model, op, meaning, &draft, asked, out);
}

static enum sb_status act_allocate(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked,
				   struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_HOLD_ALLOCATE);

	return place(model, op, meaning, &draft, asked, out);
}

/* ---- what becomes of it ---- */

/* Mostly one of those something is left of. */
static int64_t name_hold(const struct model *model, const struct op *op)
{
	int64_t count = model->holds, at = (op->pick >> 2) % (count ? count : 1);

	if (!count)
		return 1; /* an entry that is no hold */
	for (int64_t i = 0; i < count && op->pick & 3; i++) {
		enum sb_hold_status status = model_hold_status(&model->hold[(at + i) % count], model->now);

		if (status == SB_HOLD_HELD || status == SB_HOLD_ALLOCATED)
			return model->hold[(at + i) % count].seq;
	}
	return model->hold[at].seq;
}

static int hold_of(const struct model *model, int64_t seq)
{
	for (int h = 0; h < model->holds; h++)
		if (model->hold[h].seq == seq)
			return h;
	return -1;
}

/* All that is left, or a part of it. */
static void make_step(struct sb_random *random, struct op *out)
{
	if (op_chance(random, 50))
		op_few_lines(random, true, out);
}

static void tell_step(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_number(out, NULL, meaning->entry);
	tell_pairs(model, op, meaning, out);
}

static void tell_cancel(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_step(model, op, meaning, out);
	if (op->name != SB_NONE)
		tell(out, "reason", "customer gone");
}

static void make_cancel(struct sb_random *random, struct op *out)
{
	make_step(random, out);
	if (op_chance(random, 75))
		out->name = 0;
}

static enum sb_status step(struct model *model, const struct op *op, const struct meaning *meaning, enum sb_kind kind,
			   const struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(kind);

	draft.hold = hold_of(model, meaning->entry);
	if (draft.hold < 0)
		return SB_NOT_FOUND;
	draft.store = model->hold[draft.hold].store;
	draft.has_reason = op->name != SB_NONE;
	draft.lines = op->lines;
	for (size_t i = 0; i < op->lines; i++)
		draft.line[i] = (struct m_line){ .product = meaning->product[i], .qty = op->line[i].qty_milli, .price = SB_NONE,
						 .cost = SB_NONE, .reason = -1 };
	return model_put(model, &draft, asked, out);
}

#define STEPS(name, kind)                                                                                                  \
	static enum sb_status name(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, \
				   struct answer *out)                                                                     \
	{                                                                                                                  \
		return step(model, op, meaning, kind, asked, out);                                                         \
	}
STEPS(act_convert, SB_KIND_HOLD_CONVERT)
STEPS(act_release, SB_KIND_HOLD_RELEASE)
STEPS(act_fulfil, SB_KIND_HOLD_FULFIL)
STEPS(act_cancel, SB_KIND_HOLD_CANCEL)

/* ---- by order ---- */

static void make_release_order(struct sb_random *random, struct op *out)
{
	if (op_chance(random, 70))
		op_few_lines(random, true, out);
	out->order = (int)op_below(random, ORDERS);
}

/* A hold of the order, for its products. */
static int64_t name_order(const struct model *model, const struct op *op)
{
	for (int h = 0; h < model->holds; h++)
		if (model->hold[h].order == op->order && model_hold_status(&model->hold[h], model->now) == SB_HOLD_HELD)
			return model->hold[h].seq;
	return 0;
}

static void tell_release_order(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_order(op, out);
	tell_pairs(model, op, meaning, out);
}

static int oldest_of(const struct model *model, int order, int product, int64_t *held)
{
	for (int h = 0; h < model->holds; h++) {
		const struct m_hold *hold = &model->hold[h];

		if (hold->order != order || hold->store != model->store || hold->expires_at <= model->now)
			continue;
		for (size_t i = 0; i < hold->parts; i++)
			if (hold->part[i].product == product && hold->part[i].held) {
				*held = hold->part[i].held;
				return h;
			}
	}
	return -1;
}

/* So much of a product, from as many holds as it takes. */
static enum sb_status release_some(struct model *model, const struct op *op, int product, int64_t rest, struct asked *asked, struct answer *out)
{
	enum sb_status status = SB_OK;

	while (rest && !status) {
		struct m_entry draft = model_draft(SB_KIND_HOLD_RELEASE);
		struct answer one = { 0 };
		int64_t held = 0;

		draft.hold = oldest_of(model, op->order, product, &held);
		if (draft.hold < 0)
			return SB_REFUSED;
		held = held < rest ? held : rest;
		draft.store = model->store;
		draft.lines = 1;
		draft.line[0] = (struct m_line){ .product = product, .qty = held, .price = SB_NONE, .cost = SB_NONE, .reason = -1 };
		status = model_put(model, &draft, asked, &one);
		asked->token = -1;
		*out = out->seq ? *out : one;
		rest -= held;
	}
	return status;
}

static int oldest_of_any(const struct model *model, int order)
{
	for (int h = 0; h < model->holds; h++) {
		const struct m_hold *hold = &model->hold[h];

		for (size_t i = 0; i < hold->parts; i++)
			if (hold->order == order && hold->store == model->store && hold->expires_at > model->now && hold->part[i].held)
				return h;
	}
	return -1;
}

static enum sb_status release_every(struct model *model, const struct op *op, struct asked *asked, struct answer *out)
{
	enum sb_status status = SB_OK;

	for (int hold; !status && (hold = oldest_of_any(model, op->order)) >= 0;) {
		struct m_entry draft = model_draft(SB_KIND_HOLD_RELEASE);
		struct answer one = { 0 };

		draft.hold = hold;
		draft.store = model->store;
		status = model_put(model, &draft, asked, &one);
		asked->token = -1;
		*out = out->seq ? *out : one;
	}
	return status || out->seq ? status : SB_REFUSED;
}

static enum sb_status act_release_order(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked,
					struct answer *out)
{
	enum sb_status status;

	if (model_replays(model, asked, out, &status))
		return status;
	status = op->lines ? SB_OK : release_every(model, op, asked, out);
	for (size_t i = 0; i < op->lines && !status; i++)
		status = release_some(model, op, meaning->product[i], op->line[i].qty_milli, asked, out);
	return status;
}

static enum sb_status act_expire(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	(void)op;
	(void)meaning;
	(void)asked;
	(void)out;
	return model_expire_all(model);
}

#define PAIRS (VERB_PRODUCTS | VERB_QUANTITIES | VERB_TOKEN)

/* ---- the same order again ---- */

static int64_t name_ordered(const struct model *model, const struct op *op)
{
	int64_t count = model->holds;

	for (int64_t i = 0; i < count; i++) {
		const struct m_hold *hold = &model->hold[(op->pick + i) % count];

		if (hold->order >= 0 && hold->store == model->store && hold->begun == SB_KIND_HOLD_PLACE)
			return hold->seq;
	}
	return 0;
}

static bool can_again(const struct model *model, const struct op *op)
{
	return name_ordered(model, op) > 0;
}

static void make_again(struct sb_random *random, struct op *out)
{
	out->is_optimistic = op_chance(random, 50);
}

static void settle_again(const struct model *model, const struct meaning *meaning, struct op *op)
{
	int at = hold_of(model, meaning->entry);
	const struct m_hold *hold = at >= 0 ? &model->hold[at] : NULL;

	if (!hold)
		return; /* it is only told what would be done */
	op->order = hold->order;
	op->lines = hold->parts;
	for (size_t i = 0; i < hold->parts; i++)
		op->line[i] = (struct op_line){ .by = BY_PART, .which = (unsigned)i, .qty_milli = hold->part[i].qty, .price = SB_NONE, .cost = SB_NONE };
}

static const struct verb table[] = {
	{ .word = "hold place", .often = 110, .by = FOR_CLERKS, .flags = PAIRS, .make = make_place, .tell = tell_place, .act = act_place },
	{ .word = "hold allocate", .often = 30, .by = FOR_CLERKS, .flags = PAIRS, .make = make_allocate, .tell = tell_place, .act = act_allocate },
	{ .word = "hold convert", .often = 50, .by = FOR_CLERKS, .flags = PAIRS, .make = make_step, .name = name_hold, .tell = tell_step, .act = act_convert },
	{ .word = "hold release", .often = 35, .by = FOR_CLERKS, .flags = PAIRS, .make = make_step, .name = name_hold, .tell = tell_step, .act = act_release },
	{ .word = "hold fulfil", .often = 40, .by = FOR_CLERKS, .flags = PAIRS, .make = make_step, .name = name_hold, .tell = tell_step, .act = act_fulfil },
	{ .word = "hold cancel", .often = 30, .flags = PAIRS, .make = make_cancel, .name = name_hold, .tell = tell_cancel, .act = act_cancel },
	{ .word = "hold release", .often = 20, .by = FOR_CLERKS, .flags = PAIRS, .make = make_release_order, .name = name_order,
	  .tell = tell_release_order, .act = act_release_order },
	{ .word = "hold place", .often = 15, .by = FOR_CLERKS, .flags = VERB_PRODUCTS | VERB_QUANTITIES, .make = make_again, .name = name_ordered,
	  .settle = settle_again, .tell = tell_place, .act = act_place, .can = can_again },
	{ .word = "hold expire", .often = 15, .by = FOR_CLERKS, .act = act_expire },
};
const struct verbs verbs_hold = { table, SB_COUNT(table) };
