/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * order new: goods are ordered from a supplier, as named or as suggested.
 */
#include "answer.h"
#include "args.h"
#include "move.h"
#include "ordering.h"

/* What is suggested of this supplier, at the cost its products have. */
static enum sb_status suggested_lines(struct sb_call *call, const struct sb_supplier *supplier, struct sb_draft *draft,
				      struct sb_error *err)
{
	const char *name = supplier->value[SB_SF_NAME].s;
	struct sb_suggestions found;
	struct sb_line *lines = NULL;
	enum sb_status st =
		sb_order_suggest(sb_call_app(call)->book, name, sb_call_arena(call), &found, err);

	if (st)
		return st;
	if (!found.count)
		return sb_fail_field(err, SB_REFUSED, "suggested",
				     _("nothing of %s is to be ordered now: name products and quantities"), name);
	lines = sb_arena_alloc(sb_call_arena(call), found.count * sizeof(*lines));
	for (size_t i = 0; i < found.count; i++)
		lines[i] = (struct sb_line){ .product = found.rows[i].product,
					     .qty_milli = found.rows[i].suggested,
					     .price_minor = SB_NONE,
					     .cost_minor = found.rows[i].cost_minor };
	draft->lines = lines;
	draft->line_count = found.count;
	return SB_OK;
}

static enum sb_status fill_lines(struct sb_call *call, const struct sb_supplier *supplier, struct sb_draft *draft,
				 struct sb_error *err)
{
	bool is_suggested = sb_call_int(call, "suggested", 0), has_pairs = sb_call_count(call, "product");

	if (is_suggested && has_pairs)
		return sb_fail_field(err, SB_USAGE, "suggested",
				     _("either what is suggested or what is named: leave one of them out"));
	if (is_suggested)
		return suggested_lines(call, supplier, draft, err);
	if (!has_pairs)
		return sb_fail_field(err, SB_USAGE, "product",
				     _("name products and quantities, or --suggested for what is to be ordered"));
	return ordering_lines(call, draft, err);
}

/* The supplier takes no order that comes to less. */
static enum sb_status warn_if_small(struct sb_call *call, struct sb_reply *reply, int64_t seq, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	struct sb_value least = { .type = SB_MONEY_TYPE };
	struct sb_supplier supplier;
	struct sb_style human;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_order order;
	int64_t sum = 0, worth;
	enum sb_status st = sb_order_get(book, seq, sb_call_arena(call), &order, err);

	if (!st)
		st = sb_supplier_get(book, order.supplier, sb_call_arena(call), &supplier, err);
	if (st || supplier.value[SB_SF_MINIMUM].is_null)
		return st;
	for (size_t i = 0; i < order.line_count; i++)
		if (order.lines[i].cost_minor == SB_NONE ||
		    !sb_line_total(order.lines[i].ordered, order.lines[i].cost_minor, &worth) || !sb_add(sum, worth, &sum))
			return SB_OK;
	least.n = supplier.value[SB_SF_MINIMUM].n;
	if (sum >= least.n)
		return SB_OK;
	sb_app_style(sb_call_app(call), true, &human);
	sb_value_print(&least, &human, &text);
	answer_warn(reply, sb_arena_printf(reply->arena, _("%s takes orders from %s on: add something"),
					   supplier.value[SB_SF_NAME].s, text.data));
	return SB_OK;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_ORDER_NEW);
	sb_owned(write) write = NULL;
	struct sb_supplier supplier;
	struct sb_outcome outcome;
	bool was_done = false;
	enum sb_status st = sb_write_begin(sb_call_app(call)->book, &write, err);

	move_draft(call, &draft);
	/* What was suggested then is on order now: nothing of the book is asked before. */
	if (!st && draft.token)
		st = sb_write_replay(write, draft.token, draft.fingerprint, &was_done, &outcome, err);
	if (!st && !was_done)
		st = ordering_supplier(call, &supplier, err);
	if (!st && !was_done)
		st = fill_lines(call, &supplier, &draft, err);
	if (!st && !was_done)
		st = sb_order_make(write, &supplier, ordering_expected(call, SB_NONE), &draft, &outcome, err);
	if (!st)
		st = sb_write_commit(write, err);
	if (!st)
		st = ordering_answer(call, reply, &outcome, NULL, err);
	return st ? st : warn_if_small(call, reply, outcome.seq, err);
}

static const struct sb_arg args[] = {
	ARG_SUPPLIER(SB_ARG_POSITIONAL | SB_ARG_REQUIRED),
	ARG_PRODUCT(SB_ARG_REPEAT),
	ARG_QTY(SB_ARG_REPEAT | SB_ARG_PLUS),
	{
		.name = "suggested",
		.type = SB_BOOL_TYPE,
		.label = N_("As suggested"),
		.help = N_("What `order suggest` says of this supplier, in one order."),
	},
	ARG_AGREED,
	ARG_EXPECTED,
	ARG_NOTE,
	ARG_AT,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_order_new = {
	.name = "order new",
	.group = N_("Orders"),
	.summary = N_("Order goods from a supplier."),
	.details = N_("What is ordered for this store counts as incoming until it is received, cancelled or closed, so "
		      "it is not suggested again. Without --expected the supplier's lead time says when it should "
		      "arrive. A quantity behind a case's barcode is of cases."),
	.examples = "stockbook order new RHINE MUG-BLUE 24 MUG-RED 12 --expected=2026-12-04\n"
		    "stockbook order new \"Rhine Wholesale\" --suggested",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE,
	.run = run,
};
