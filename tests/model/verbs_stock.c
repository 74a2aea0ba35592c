/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that moves stock in one store. */
#include "verb.h"

#include <string.h>

/* ---- what the verbs are about ---- */

static enum sb_place from_of(enum sb_kind kind)
{
	return kind == SB_KIND_RECEIVE ? SB_AT_SUPPLIER : kind == SB_KIND_RETURN_IN ? SB_AT_CUSTOMER : SB_AT_STORE;
}

static enum sb_place to_of(enum sb_kind kind)
{
	switch (kind) {
	case SB_KIND_SALE:
		return SB_AT_CUSTOMER;
	case SB_KIND_RETURN_OUT:
		return SB_AT_SUPPLIER;
	case SB_KIND_REMOVE:
		return SB_AT_WASTE;
	default:
		return SB_AT_STORE;
	}
}

/* A word such as "damage" explains only that goods are gone. */
static bool is_reason_possible(const struct model *model, const struct m_line *line)
{
	int direction = model_direction(model, line->reason);
	bool is_out = line->from == SB_AT_STORE || line->from == SB_AT_UNAVAILABLE;

	return !direction || (direction < 0) == is_out;
}

static int64_t either(int64_t given, int64_t own)
{
	return given == SB_NONE ? own : given;
}

/* Line i of the entry: so much, explained so if nothing else is said, at what was given or the product's own. */
static struct m_line line_of(const struct model *model, const struct op *op, const struct meaning *meaning, size_t i, const char *otherwise)
{
	const struct m_product *product = &model->product[meaning->product[i]];
	int64_t qty = op->line[i].qty_milli;

	return (struct m_line){
		.product = meaning->product[i],
		.qty = qty < 0 ? -qty : qty,
		.price = either(op->line[i].price, product->field[F_PRICE]),
		.cost = either(op->line[i].cost, product->field[F_COST]),
		.reason = op->reason >= 0 ? op->reason : otherwise ? model_reason(otherwise) : -1,
	};
}

static enum sb_status put_lines(struct model *model, struct m_entry *draft, const struct asked *asked, struct answer *out)
{
	draft->store = model->store;
	for (size_t i = 0; i < draft->lines; i++)
		if (!is_reason_possible(model, &draft->line[i]))
			return SB_INVALID;
	return model_put(model, draft, asked, out);
}

static enum sb_status move(struct model *model, const struct op *op, const struct meaning *meaning, enum sb_kind kind, const char *otherwise,
			   const struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(kind);
	enum sb_status status;

	draft.lines = op->lines;
	for (size_t i = 0; i < op->lines; i++) {
		draft.line[i] = line_of(model, op, meaning, i, otherwise);
		draft.line[i].from = from_of(kind);
		draft.line[i].to = to_of(kind);
	}
	status = put_lines(model, &draft, asked, out);
	return status || kind != SB_KIND_RECEIVE ? status : model_follow_cost(model, out);
}

/* ---- pairs ---- */

static void make_pairs(struct sb_random *random, struct op *out)
{
	op_any_lines(random, LINES_MAX, out);
	for (size_t i = 0; i < out->lines; i++)
		out->line[i].cost = SB_NONE;
}

static void make_receive(struct sb_random *random, struct op *out)
{
	op_any_lines(random, LINES_MAX, out);
	for (size_t i = 0; i < out->lines; i++) {
		out->line[i].price = SB_NONE;
		out->line[i].qty_milli *= op_chance(random, 50) ? 5 : 1;
	}
}

static void make_remove(struct sb_random *random, struct op *out)
{
	op_any_lines(random, LINES_MAX, out);
	for (size_t i = 0; i < out->lines; i++)
		out->line[i].price = out->line[i].cost = SB_NONE;
}

static void tell_goods(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_pairs(model, op, meaning, out);
	for (size_t i = 0; i < op->lines; i++) {
		if (op->line[i].price != SB_NONE)
			tell_money(out, "price", op->line[i].price);
		if (op->line[i].cost != SB_NONE)
			tell_money(out, "cost", op->line[i].cost);
	}
}

static void tell_back(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_goods(model, op, meaning, out);
	tell(out, "to-supplier", "yes");
}

#define MOVES(name, kind, otherwise)                                                                                       \
	static enum sb_status name(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, \
				   struct answer *out)                                                                     \
	{                                                                                                                  \
		return move(model, op, meaning, kind, otherwise, asked, out);                                              \
	}
MOVES(act_receive, SB_KIND_RECEIVE, NULL)
MOVES(act_sell, SB_KIND_SALE, NULL)
MOVES(act_return, SB_KIND_RETURN_IN, NULL)
MOVES(act_send_back, SB_KIND_RETURN_OUT, NULL)
MOVES(act_remove, SB_KIND_REMOVE, "other")

/* ---- corrections ---- */

static void make_signed(struct sb_random *random, struct op *out)
{
	make_remove(random, out);
	op_any_signs(random, out);
}

static void make_one_signed(struct sb_random *random, struct op *out)
{
	make_signed(random, out);
	out->lines = 1;
}

static void make_one(struct sb_random *random, struct op *out)
{
	make_remove(random, out);
	out->lines = 1;
	if (op_chance(random, 25))
		out->line[0].qty_milli = 0;
}

static void tell_to(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_product(model, op, meaning, 0, out);
	tell_qty(out, "to", op->line[0].qty_milli);
}

static void tell_aside(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_product(model, op, meaning, 0, out);
	tell_qty(out, "unavailable", op->line[0].qty_milli);
}

static void set_places(struct m_line *line, bool is_in, enum sb_place other)
{
	line->from = is_in ? other : SB_AT_STORE;
	line->to = is_in ? SB_AT_STORE : other;
}

static enum sb_status act_adjust(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_ADJUST);

	draft.lines = op->lines;
	for (size_t i = 0; i < op->lines; i++) {
		draft.line[i] = line_of(model, op, meaning, i, "correction");
		set_places(&draft.line[i], op->line[i].qty_milli > 0, SB_AT_DIFFERENCE);
	}
	return put_lines(model, &draft, asked, out);
}

/* Which way it goes, only the book knows: so a token is looked at before the reason. Dated, it is about what was there then. */
static enum sb_status act_adjust_to(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked,
				    struct answer *out)
{
	const struct m_stock *stock = &model->product[meaning->product[0]].in[model->store];
	int64_t there = op->line[0].qty_milli, set_aside = stock->held - model_expired(model, meaning->product[0], model->store);
	int64_t said = asked->at == SB_NONE ? stock->on_hand :
					      model_book(model, meaning->product[0], model->store, asked->at, model->entries + 1, -1);
	bool is_late = asked->at != SB_NONE && asked->at <= model->now - SB_LATE_MS;
	struct m_entry draft = model_draft(SB_KIND_ADJUST);
	enum sb_status status;

	if (model_replays(model, asked, out, &status))
		return status;
	if (there < said && there < set_aside + stock->committed && !is_late)
		return SB_REFUSED;
	if (there == said)
		return SB_OK;
	draft.lines = 1;
	draft.line[0] = line_of(model, op, meaning, 0, "recount");
	draft.line[0].qty = there < said ? said - there : there - said;
	set_places(&draft.line[0], there > said, SB_AT_DIFFERENCE);
	asked->physical = true;
	return put_lines(model, &draft, asked, out);
}

/* More not sellable is less on the shelf; only the book looks at the reason. */
static enum sb_status act_aside(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_ADJUST);
	enum sb_status status;

	if (model_replays(model, asked, out, &status))
		return status;
	draft.lines = 1;
	draft.line[0] = line_of(model, op, meaning, 0, "correction");
	set_places(&draft.line[0], op->line[0].qty_milli < 0, SB_AT_UNAVAILABLE);
	return put_lines(model, &draft, asked, out);
}

static enum sb_status act_transact(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked,
				   struct answer *out)
{
	return move(model, op, meaning, op->line[0].qty_milli > 0 ? SB_KIND_RECEIVE : SB_KIND_SALE, NULL, asked, out);
}

#define PAIRS (VERB_PRODUCTS | VERB_QUANTITIES | VERB_TIME | VERB_TOKEN)

static const struct verb table[] = {
	{ .word = "receive", .often = 150, .by = FOR_CLERKS, .flags = PAIRS, .make = make_receive, .tell = tell_goods, .act = act_receive },
	{ .word = "sell", .often = 110, .by = FOR_CLERKS, .flags = PAIRS, .make = make_pairs, .tell = tell_goods, .act = act_sell },
	{ .word = "return", .often = 50, .by = FOR_CLERKS, .flags = PAIRS | VERB_REASON, .make = make_pairs, .tell = tell_goods, .act = act_return },
	{ .word = "return", .often = 30, .by = FOR_CLERKS, .flags = PAIRS | VERB_REASON, .make = make_pairs, .tell = tell_back, .act = act_send_back },
	{ .word = "remove", .often = 50, .flags = PAIRS | VERB_REASON, .make = make_remove, .tell = tell_pairs, .act = act_remove },
	{ .word = "adjust", .often = 50, .flags = PAIRS | VERB_REASON, .make = make_signed, .tell = tell_pairs, .act = act_adjust },
	{ .word = "adjust", .often = 40, .flags = PAIRS | VERB_REASON | VERB_ZERO, .make = make_one, .tell = tell_to, .act = act_adjust_to },
	{ .word = "adjust", .often = 40, .flags = PAIRS | VERB_REASON, .make = make_one_signed, .tell = tell_aside, .act = act_aside },
	{ .word = "transact", .often = 30, .by = FOR_CLERKS, .flags = PAIRS, .make = make_one_signed, .tell = tell_pairs, .act = act_transact },
};
const struct verbs verbs_stock = { table, SB_COUNT(table) };
