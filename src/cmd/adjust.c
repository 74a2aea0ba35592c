/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * adjust: stock is not what the book says. The difference is recorded, or goods are set aside as not sellable.
 */
#include "answer.h"
#include "args.h"
#include "move.h"

#include <inttypes.h>

/* More, fewer, or exactly so many: which of the three ways was taken. */
static enum sb_status check_ways(const struct sb_call *call, struct sb_error *err)
{
	size_t products = sb_call_count(call, "product"), quantities = sb_call_count(call, "qty");
	bool to = sb_call_has(call, "to"), aside = sb_call_has(call, "unavailable");

	if (to + aside + (quantities > 0) != 1)
		return sb_fail_field(err, SB_USAGE, "qty",
				     _("say one thing: how many more or fewer (QTY), how many there are (--to), or how many are not "
				       "sellable (--unavailable)"));
	if (quantities ? quantities != products : products != 1)
		return sb_fail_field(err, SB_USAGE, "product", _("a quantity belongs to each product: adjust PRODUCT QTY [PRODUCT QTY …]"));
	return SB_OK;
}

static enum sb_status make_line(struct sb_call *call, size_t index, int64_t delta, struct sb_line *out, struct sb_error *err)
{
	bool aside = sb_call_has(call, "unavailable");
	enum sb_place other = aside ? SB_AT_UNAVAILABLE : SB_AT_DIFFERENCE;
	/* More not sellable is less on the shelf. */
	bool to_store = aside ? delta < 0 : delta > 0;
	enum sb_status st = aside ? SB_OK : move_check_reason(call, delta > 0 ? 1 : -1, err);

	if (!st)
		st = move_line(call, index, delta < 0 ? -delta : delta, out, err);
	if (st)
		return st;
	out->from = to_store ? other : SB_AT_STORE;
	out->to = to_store ? SB_AT_STORE : other;
	if (!out->reason)
		out->reason = sb_call_has(call, "to") ? "recount" : "correction";
	return SB_OK;
}

static enum sb_status record(struct sb_call *call, struct sb_write *write, struct sb_line *lines, size_t count, struct sb_outcome *out,
			     struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_ADJUST);

	move_draft(call, &draft);
	draft.lines = lines;
	draft.line_count = count;
	draft.physical = sb_call_has(call, "to");
	return sb_write_record(write, &draft, out, err);
}

static enum sb_status fail_set_aside(struct sb_call *call, const struct sb_stock *stock, struct sb_error *err)
{
	const struct sb_numbers *numbers = &sb_call_app(call)->numbers;
	sb_auto(buf) aside = SB_BUF_INIT;

	sb_qty_print(stock->held + stock->committed, 0, numbers, &aside);
	return sb_fail_field(err, SB_REFUSED, "to", _("%s of %s are held or committed: release them first, or count the shelf"), aside.data,
			     sb_call_product(call, "product", 0)->sku);
}

/* What the book says of the time the counting is dated to: now, if it is not. */
static enum sb_status find_said(struct sb_call *call, struct sb_book *book, const struct sb_stock *now, int64_t *out, struct sb_error *err)
{
	const struct sb_value *at = sb_call_value(call, "at", 0);

	*out = now->on_hand;
	return at->is_null ? SB_OK : sb_stock_then(book, sb_call_product(call, "product", 0)->id, at->n, out, err);
}

static bool is_told_late(struct sb_call *call)
{
	const struct sb_value *at = sb_call_value(call, "at", 0);

	return !at->is_null && at->n <= sb_book_now(sb_call_app(call)->book) - SB_LATE_MS;
}

/* The stock is read inside the transaction that writes, so that a sale in between is not undone by it. A token seen before answers
 * as it did then, whatever the difference would be now. Told late it is a fact like what a count posts: the difference is that to the
 * book at its own time, and what happened since goes on counting. */
static enum sb_status adjust_to(struct sb_call *call, struct sb_write *write, struct sb_outcome *out, struct sb_error *err)
{
	int64_t product = sb_call_product(call, "product", 0)->id;
	const char *token = sb_call_text(call, "token");
	struct sb_stock stock;
	struct sb_line line;
	bool was_done = false;
	int64_t to = sb_call_value(call, "to", 0)->n, said = 0;
	enum sb_status st = sb_stock_get(sb_write_book(write), product, &stock, err);

	if (!st && token)
		st = sb_write_replay(write, token, sb_call_fingerprint(call), &was_done, out, err);
	if (st || was_done)
		return st;
	st = find_said(call, sb_write_book(write), &stock, &said, err);
	if (st)
		return st;
	if (to < said && to < stock.held + stock.committed && !is_told_late(call))
		return fail_set_aside(call, &stock, err);
	if (to == said) {
		*out = (struct sb_outcome){ 0 };
		return SB_OK;
	}
	st = make_line(call, 0, to - said, &line, err);
	return st ? st : record(call, write, &line, 1, out, err);
}

static enum sb_status adjust_by(struct sb_call *call, struct sb_write *write, struct sb_outcome *out, struct sb_error *err)
{
	size_t count = sb_call_count(call, "product");
	const char *name = sb_call_has(call, "unavailable") ? "unavailable" : "qty";
	struct sb_line *lines = sb_arena_alloc(sb_call_arena(call), count * sizeof(*lines));
	enum sb_status st = SB_OK;

	for (size_t i = 0; i < count && !st; i++)
		st = make_line(call, i, sb_call_value(call, name, i)->n, &lines[i], err);
	return st ? st : record(call, write, lines, count, out, err);
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	struct sb_outcome outcome;
	enum sb_status st = check_ways(call, err);

	if (!st)
		st = sb_write_begin(sb_call_app(call)->book, &write, err);
	if (!st)
		st = sb_call_has(call, "to") ? adjust_to(call, write, &outcome, err) : adjust_by(call, write, &outcome, err);
	if (!st && outcome.seq)
		st = sb_write_commit(write, err);
	return st ? st : answer_entry(call, reply, &outcome, _("the book says so already: nothing changed"), err);
}

static const struct sb_arg args[] = {
	ARG_PRODUCT(SB_ARG_REQUIRED | SB_ARG_REPEAT),
	{
		.name = "qty",
		.type = SB_QTY_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REPEAT | SB_ARG_SIGNED | SB_ARG_PACKS,
		.value = "QTY",
		.label = N_("More or fewer"),
		.help = N_("How many more (5) or fewer (-5) there are than the book says."),
	},
	{
		.name = "to",
		.type = SB_QTY_TYPE,
		.flags = SB_ARG_PACKS,
		.value = "QTY",
		.label = N_("Counted"),
		.help = N_("How many there are, or with --at were then; the difference to the book is recorded."),
	},
	{
		.name = "unavailable",
		.type = SB_QTY_TYPE,
		.flags = SB_ARG_SIGNED | SB_ARG_PACKS,
		.value = "QTY",
		.label = N_("Not sellable"),
		.help = N_("How many more (3) or fewer (-3) are on hand but not to be sold."),
	},
	ARG_REASON(NULL),
	ARG_NOTE,
	ARG_AT,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_adjust = {
	.name = "adjust",
	.group = N_("Stock"),
	.summary = N_("Correct what the book says is there."),
	.details = N_("Three ways: by how many the book is wrong, how many there really are, or how many are on hand but not sellable. How "
		      "many there were at an earlier time (--to with --at) is compared with what the book says of that time: what was "
		      "sold or came in since goes on counting, and a stock count posted of a later time absorbs the difference."),
	.examples = "stockbook adjust MUG-BLUE -2 --reason=loss\n"
		    "stockbook adjust MUG-BLUE --to=37\n"
		    "stockbook adjust MUG-BLUE --to=40 --at=yesterday\n"
		    "stockbook adjust MUG-BLUE --unavailable=3 --note=\"scratched\"",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_FORM_FIRST,
	.run = run,
};
