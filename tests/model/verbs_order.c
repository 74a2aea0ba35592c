/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suppliers, what is ordered from them, and what becomes of it. */
#include "verb.h"

#include "stockbook/order.h"

#include <string.h>

/* ---- suppliers ---- */

static void make_terms(struct sb_random *random, struct op *out)
{
	out->supplier = (int)op_below(random, SUPPLIERS);
	if (op_chance(random, 50))
		out->terms[TERM_CODE] = op_below(random, SUPPLIERS);
	if (op_chance(random, 40))
		out->terms[TERM_LEAD_DAYS] = op_below(random, 20);
	if (op_chance(random, 20))
		out->terms[TERM_MINIMUM] = op_below(random, 20000);
}

static void make_other_terms(struct sb_random *random, struct op *out)
{
	make_terms(random, out);
	out->options = op_chance(random, 40) ? OP_BY_CODE : 0U;
	if (op_chance(random, 30) || (out->terms[TERM_CODE] == SB_NONE && out->terms[TERM_LEAD_DAYS] == SB_NONE))
		out->terms[TERM_RETIRED] = op_chance(random, 30);
}

static void tell_supplier(const struct op *op, struct arguments *out)
{
	tell(out, NULL, op->options & OP_BY_CODE ? op_supplier_code(op->supplier) : op_supplier(op->supplier));
}

static void tell_terms(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	(void)model;
	(void)meaning;
	tell_supplier(op, out);
	if (op->terms[TERM_CODE] != SB_NONE)
		tell(out, "code", op_supplier_code(op->terms[TERM_CODE]));
	if (op->terms[TERM_LEAD_DAYS] != SB_NONE)
		tell_number(out, "lead-days", op->terms[TERM_LEAD_DAYS]);
	if (op->terms[TERM_MINIMUM] != SB_NONE)
		tell_money(out, "minimum", op->terms[TERM_MINIMUM]);
	if (op->terms[TERM_RETIRED] != SB_NONE)
		tell(out, "retired", op->terms[TERM_RETIRED] ? "yes" : "no");
}

static int new_supplier(struct model *model, int name)
{
	model->supplier = sb_realloc(model->supplier, (size_t)(model->suppliers + 1) * sizeof(*model->supplier));
	model->supplier[model->suppliers] = (struct m_supplier){ .name = name, .term = { SB_NONE, SB_NONE, SB_NONE, 0 }, .is_gone = true };
	return model->suppliers++;
}

static enum sb_status act_add(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_SUPPLIER_ADD);
	enum sb_status status;

	(void)meaning;
	if (model_replays(model, asked, out, &status))
		return status;
	draft.supplier = new_supplier(model, op->supplier);
	for (int t = 0; t < TERMS; t++)
		if (op->terms[t] != SB_NONE)
			model->supplier[draft.supplier].term[t] = op->terms[t];
	return model_put(model, &draft, asked, out);
}

static enum sb_status act_edit(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_SUPPLIER_EDIT);
	bool any = false;
	enum sb_status status;

	(void)meaning;
	draft.supplier = model_find_supplier(model, op->options & OP_BY_CODE, op->supplier);
	if (draft.supplier < 0)
		return SB_NOT_FOUND;
	if (model_replays(model, asked, out, &status))
		return status;
	for (int t = 0; t < TERMS; t++) {
		int64_t was = model->supplier[draft.supplier].term[t];

		if (op->terms[t] == SB_NONE || op->terms[t] == was)
			continue;
		draft.terms.given[t] = draft.terms_was.given[t] = any = true;
		draft.terms.value[t] = op->terms[t];
		draft.terms_was.value[t] = was;
	}
	return any ? model_put(model, &draft, asked, out) : SB_OK;
}

/* ---- ordering ---- */

static void any_day(struct sb_random *random, struct op *out)
{
	if (op_chance(random, 30))
		out->day = 20500 + op_below(random, 60);
}

static void make_new(struct sb_random *random, struct op *out)
{
	op_any_lines(random, LINES_MAX, out);
	for (size_t i = 0; i < out->lines; i++)
		out->line[i].price = SB_NONE;
	any_day(random, out);
	out->supplier = (int)op_below(random, SUPPLIERS);
	out->options = op_chance(random, 30) ? OP_BY_CODE : 0U;
	if (op_chance(random, 25)) {
		out->options |= OP_SUGGESTED;
		out->lines = 0;
	}
}

static void tell_lines(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	sb_auto(buf) day = SB_BUF_INIT;

	tell_pairs(model, op, meaning, out);
	for (size_t i = 0; i < op->lines; i++)
		if (op->line[i].cost != SB_NONE)
			tell_money(out, "cost", op->line[i].cost);
	if (op->day == SB_NONE)
		return;
	sb_day_print(op->day, &day);
	tell(out, "expected", day.data);
}

static void tell_new(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_supplier(op, out);
	tell_lines(model, op, meaning, out);
	if (op->options & OP_SUGGESTED)
		tell(out, "suggested", "yes");
}

static struct m_line line_of(int product, int64_t qty, int64_t cost, enum sb_place from, enum sb_place to)
{
	return (struct m_line){ .product = product, .from = from, .to = to, .qty = qty, .price = SB_NONE, .cost = cost, .reason = -1 };
}

static void add_line(struct m_entry *draft, int product, int64_t qty, int64_t cost, enum sb_place from, enum sb_place to)
{
	if (qty <= 0)
		return;
	if (draft->lines == ENTRY_LINES_MAX)
		abort();
	draft->line[draft->lines++] = line_of(product, qty, cost, from, to);
}

static int64_t cost_of(const struct model *model, int product, int64_t given)
{
	return given == SB_NONE ? model->product[product].field[F_COST] : given;
}

static bool is_sku_before(const struct model *model, int one, int other)
{
	char a[CODE_BYTES], b[CODE_BYTES];

	return strcmp(op_code_text(model->product[one].field[F_SKU], a), op_code_text(model->product[other].field[F_SKU], b)) < 0;
}

/* All that is suggested of the supplier, in order of their SKUs. */
static void take_suggested(const struct model *model, int name, struct m_entry *draft)
{
	for (int p = 0; p < model->products; p++) {
		int64_t quantity = model->product[p].field[F_SUPPLIER] == name ? model_suggested(model, p, model->store) : 0;
		size_t at = draft->lines;

		if (!quantity)
			continue;
		add_line(draft, p, quantity, model->product[p].field[F_COST], SB_AT_SUPPLIER, SB_AT_ORDERED);
		for (; at > 0 && is_sku_before(model, p, draft->line[at - 1].product); at--) {
			const struct m_line moved = draft->line[at - 1];

			draft->line[at - 1] = draft->line[at];
			draft->line[at] = moved;
		}
	}
}

static int64_t day_due(const struct model *model, int supplier, const struct op *op)
{
	int64_t lead = model->supplier[supplier].term[TERM_LEAD_DAYS], at = op->at == SB_NONE ? model->now : op->at;

	if (op->day != SB_NONE || lead == SB_NONE)
		return op->day;
	return sb_day_of(model->zone[model->at[model->store].zone], at) + lead;
}

/* One that products name is added along with the first order. */
static enum sb_status find_or_adopt(struct model *model, const struct op *op, int *supplier)
{
	struct m_entry draft = model_draft(SB_KIND_SUPPLIER_ADD);
	const struct asked plain = NOT_ASKED;
	struct answer ignored;

	if (*supplier >= 0)
		return model->supplier[*supplier].term[TERM_RETIRED] == 1 ? SB_REFUSED : SB_OK;
	draft.supplier = *supplier = new_supplier(model, op->supplier);
	return model_put(model, &draft, &plain, &ignored);
}

static enum sb_status act_new(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_ORDER_NEW);
	bool by_code = op->options & OP_BY_CODE;
	int supplier = model_find_supplier(model, by_code, op->supplier);
	enum sb_status status;

	if (model_replays(model, asked, out, &status))
		return status;
	if (supplier < 0 && (by_code || !model_is_supplier_named(model, op->supplier)))
		return SB_NOT_FOUND;
	for (size_t i = 0; i < op->lines; i++)
		add_line(&draft, meaning->product[i], op->line[i].qty_milli, cost_of(model, meaning->product[i], op->line[i].cost),
			 SB_AT_SUPPLIER, SB_AT_ORDERED);
	if (op->options & OP_SUGGESTED)
		take_suggested(model, supplier < 0 ? op->supplier : model->supplier[supplier].name, &draft);
	if (!draft.lines)
		return SB_REFUSED;
	status = find_or_adopt(model, op, &supplier);
	if (status)
		return status;
	model->purchase = sb_realloc(model->purchase, (size_t)(model->purchases + 1) * sizeof(*model->purchase));
	model->purchase[model->purchases] = (struct m_purchase){ .store = model->store, .supplier = supplier, .day = day_due(model, supplier, op) };
	draft.purchase = model->purchases++;
	draft.store = model->store;
	return model_put(model, &draft, asked, out);
}

/* ---- which ---- */

/* Mostly one of which something is open; any entry about it, or an entry about something else. */
static int64_t name_order(const struct model *model, const struct op *op)
{
	int64_t count = model->purchases, at = (op->pick >> 3) % (count ? count : 1);

	if (!count || !(op->pick & 7))
		return 1 + (int64_t)(op->pick >> 3) % model->entries;
	for (int64_t i = 0; i < count && op->pick & 6; i++)
		if (sb_order_is_open(model_order_status(model, (int)((at + i) % count)))) {
			at = (at + i) % count;
			break;
		}
	for (int64_t seq = model->entries; seq > 0 && op->options & OP_NAMED; seq--)
		if (model->entry[seq - 1].purchase == at)
			return seq;
	return model->purchase[at].seq;
}

/* What the order has of a product; what was taken off it is not on it any more. */
static const struct m_wanted *on_it(const struct model *model, int purchase, int product)
{
	const struct m_wanted *wanted = model_wanted(model, purchase, product);

	return wanted && (wanted->ordered > 0 || wanted->over > 0) ? wanted : NULL;
}

static struct m_entry draft_of(const struct model *model, enum sb_kind kind, int purchase)
{
	struct m_entry draft = model_draft(kind);

	draft.purchase = purchase;
	draft.store = model->purchase[purchase].store;
	return draft;
}

/* ---- changing ---- */

static void make_edit(struct sb_random *random, struct op *out)
{
	op_any_lines(random, 2, out);
	for (size_t i = 0; i < out->lines; i++) {
		out->line[i].price = SB_NONE;
		out->line[i].by = op_chance(random, 60) ? BY_PART : out->line[i].by;
		out->line[i].qty_milli *= !op_chance(random, 20);
	}
	any_day(random, out);
	if (out->day != SB_NONE && op_chance(random, 50))
		out->lines = 0;
	out->options = op_chance(random, 15) ? OP_NAMED : 0U;
}

static void tell_edit(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_number(out, NULL, meaning->entry);
	tell_lines(model, op, meaning, out);
}

static void change_line(const struct model *model, const struct m_wanted *now, const struct op_line *line, int product, struct m_entry *draft)
{
	int64_t old = now ? now->cost : SB_NONE, cost = line->cost == SB_NONE ? old : line->cost, rest = now ? model_rest(now) : 0;
	int64_t more = line->qty_milli - (now ? now->ordered : 0);

	if (cost != old && rest > 0) {
		add_line(draft, product, rest, old, SB_AT_ORDERED, SB_AT_SUPPLIER);
		more += rest;
	}
	add_line(draft, product, more, cost_of(model, product, cost), SB_AT_SUPPLIER, SB_AT_ORDERED);
	add_line(draft, product, -more, old, SB_AT_ORDERED, SB_AT_SUPPLIER);
}

static enum sb_status make_changes(const struct model *model, const struct op *op, const struct meaning *meaning, struct m_entry *draft)
{
	int64_t left = 0;

	for (size_t i = 0; i < op->lines; i++) {
		const struct m_wanted *now = on_it(model, draft->purchase, meaning->product[i]);

		for (size_t before = 0; before < i; before++)
			if (meaning->product[before] == meaning->product[i])
				return SB_INVALID;
		if (now && op->line[i].qty_milli < now->received + now->dropped)
			return SB_REFUSED;
		change_line(model, now, &op->line[i], meaning->product[i], draft);
	}
	for (int i = 0; i < model->wanteds; i++)
		left += model->wanted[i].purchase == draft->purchase ? model->wanted[i].ordered : 0;
	for (size_t i = 0; i < draft->lines; i++)
		left += draft->line[i].to == SB_AT_ORDERED ? draft->line[i].qty : -draft->line[i].qty;
	return left > 0 ? SB_OK : SB_REFUSED;
}

static enum sb_status act_change(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	int purchase = model->entry[meaning->entry - 1].purchase;
	struct m_entry draft;
	enum sb_status status;

	if (model_replays(model, asked, out, &status))
		return status;
	if (purchase < 0)
		return SB_NOT_FOUND;
	if (!sb_order_is_open(model_order_status(model, purchase)))
		return SB_REFUSED;
	draft = draft_of(model, SB_KIND_ORDER_EDIT, purchase);
	status = make_changes(model, op, meaning, &draft);
	if (status)
		return status;
	draft.day_was = model->purchase[purchase].day;
	draft.day = op->day;
	draft.has_day = op->day != SB_NONE && op->day != draft.day_was;
	return draft.lines || draft.has_day ? model_put(model, &draft, asked, out) : SB_OK;
}

/* ---- receiving and giving up ---- */

static void make_delivery(struct sb_random *random, struct op *out)
{
	op_few_lines(random, true, out);
	for (size_t i = 0, with_cost = op_chance(random, 20); i < out->lines; i++) {
		out->line[i].cost = with_cost ? op_below(random, 5000) : SB_NONE;
		out->line[i].qty_milli *= op_chance(random, 40) ? 5 : 1;
	}
	out->options = op_chance(random, 25) ? OP_CLOSE : 0U;
	out->options |= op_chance(random, 15) ? OP_NAMED : 0U;
	if (op_chance(random, 40)) {
		out->options |= OP_ALL;
		out->lines = 0;
	}
}

static void tell_delivery(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_number(out, NULL, meaning->entry);
	tell_lines(model, op, meaning, out);
	if (op->options & OP_ALL)
		tell(out, "all", "yes");
	if (op->options & OP_CLOSE)
		tell(out, "close", "yes");
}

/* First what is open, then what is over. */
static void take_line(const struct model *model, const struct op_line *line, int product, struct m_entry *draft)
{
	const struct m_wanted *wanted = on_it(model, draft->purchase, product);
	int64_t cost = cost_of(model, product, line->cost == SB_NONE && wanted ? wanted->cost : line->cost), rest = wanted ? model_rest(wanted) : 0;

	for (size_t i = 0; i < draft->lines; i++)
		if (draft->line[i].product == product && draft->line[i].from == SB_AT_ORDERED)
			rest -= draft->line[i].qty;
	rest = rest < line->qty_milli ? rest : line->qty_milli;
	add_line(draft, product, rest, cost, SB_AT_ORDERED, SB_AT_STORE);
	add_line(draft, product, line->qty_milli - rest, cost, SB_AT_SUPPLIER, SB_AT_STORE);
}

/* In order of products. */
static void take_rest(const struct model *model, enum sb_place to, struct m_entry *draft)
{
	for (int p = 0; p < model->products; p++) {
		const struct m_wanted *wanted = model_wanted(model, draft->purchase, p);

		if (wanted)
			add_line(draft, p, model_rest(wanted), to == SB_AT_STORE ? cost_of(model, p, wanted->cost) : wanted->cost, SB_AT_ORDERED, to);
	}
}

static enum sb_status close_after(struct model *model, int purchase, const struct answer *delivery)
{
	struct m_entry draft = draft_of(model, SB_KIND_ORDER_CANCEL, purchase);
	const struct asked asked = { .token = -1, .at = model->entry[delivery->seq - 1].occurred_at };
	struct answer ignored;

	draft.batch = delivery->seq;
	take_rest(model, SB_AT_SUPPLIER, &draft);
	return draft.lines ? model_put(model, &draft, &asked, &ignored) : SB_OK;
}

static enum sb_status act_receive(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	int purchase = model->entry[meaning->entry - 1].purchase;
	enum sb_order_status state;
	struct m_entry draft;
	enum sb_status status;

	if (model_replays(model, asked, out, &status))
		return status;
	if (purchase < 0)
		return SB_NOT_FOUND;
	state = model_order_status(model, purchase);
	if (state != SB_ORDER_RECEIVED && !sb_order_is_open(state))
		return SB_REFUSED;
	draft = draft_of(model, SB_KIND_RECEIVE, purchase);
	for (size_t i = 0; i < op->lines; i++)
		take_line(model, &op->line[i], meaning->product[i], &draft);
	if (!op->lines)
		take_rest(model, SB_AT_STORE, &draft);
	if (!draft.lines)
		return SB_REFUSED;
	status = model_put(model, &draft, asked, out);
	if (!status && op->options & OP_CLOSE)
		status = close_after(model, purchase, out);
	return status ? status : model_follow_cost(model, out);
}

static void make_cancel(struct sb_random *random, struct op *out)
{
	out->options = op_chance(random, 15) ? OP_NAMED : 0U;
}

static enum sb_status act_cancel(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	int purchase = model->entry[meaning->entry - 1].purchase;
	struct m_entry draft;
	enum sb_status status;

	(void)op;
	if (model_replays(model, asked, out, &status))
		return status;
	if (purchase < 0)
		return SB_NOT_FOUND;
	draft = draft_of(model, SB_KIND_ORDER_CANCEL, purchase);
	take_rest(model, SB_AT_SUPPLIER, &draft);
	return draft.lines ? model_put(model, &draft, asked, out) : SB_REFUSED;
}

#define PAIRS (VERB_PRODUCTS | VERB_QUANTITIES | VERB_TIME | VERB_TOKEN)
#define ABOUT (VERB_ORDER | VERB_ENTRY)

static const struct verb table[] = {
	{ .word = "supplier add", .often = 25, .flags = VERB_TOKEN, .make = make_terms, .tell = tell_terms, .act = act_add },
	{ .word = "supplier edit", .often = 20, .flags = VERB_TOKEN, .make = make_other_terms, .tell = tell_terms, .act = act_edit },
	{ .word = "order new", .often = 70, .flags = PAIRS, .make = make_new, .tell = tell_new, .act = act_new },
	{ .word = "order edit", .often = 35, .flags = PAIRS | VERB_ZERO | ABOUT, .make = make_edit, .name = name_order, .tell = tell_edit,
	  .act = act_change },
	{ .word = "order receive", .often = 70, .by = FOR_CLERKS, .flags = PAIRS | ABOUT, .make = make_delivery, .name = name_order, .tell = tell_delivery,
	  .act = act_receive },
	{ .word = "order cancel", .often = 15, .flags = VERB_TIME | VERB_TOKEN | ABOUT, .make = make_cancel, .name = name_order,
	  .tell = tell_delivery, .act = act_cancel },
};
const struct verbs verbs_order = { table, SB_COUNT(table) };
