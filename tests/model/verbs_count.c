/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock counts, from beginning one to taking its posting back. */
#include "verb.h"

#define COUNTS_MAX 60

static bool can_begin(const struct model *model, const struct op *op)
{
	(void)op;
	return model->counts < COUNTS_MAX;
}

/* An entry has room for so many products, each absorbed by another count. */
static bool can_post(const struct model *model, const struct op *op)
{
	(void)op;
	return 2 * model->products <= ENTRY_LINES_MAX;
}

/* ---- which ---- */

/* One at random, but rather one in such a state; some other entry about it, or about something else. */
static int64_t name_in(const struct model *model, const struct op *op, unsigned states)
{
	int64_t count = model->counts, at = (op->pick >> 3) % (count ? count : 1);

	if (!count || !(op->pick & 7))
		return 1 + (int64_t)(op->pick >> 3) % model->entries;
	for (int64_t i = 0; i < count && op->pick & 6; i++)
		if (states & 1U << model_count_status(&model->count[(at + i) % count])) {
			at = (at + i) % count;
			break;
		}
	for (int64_t seq = model->entries; seq > 0 && op->options & OP_NAMED; seq--)
		if (model->entry[seq - 1].count == at)
			return seq;
	return model->count[at].seq;
}

static int64_t name_open(const struct model *model, const struct op *op)
{
	return name_in(model, op, 1U << SB_COUNT_OPEN);
}

static bool is_at_work(const struct m_count *count)
{
	return model_count_status(count) == SB_COUNT_OPEN || model_count_status(count) == SB_COUNT_REVIEW;
}

static int64_t name_at_work(const struct model *model, const struct op *op)
{
	return name_in(model, op, 1U << SB_COUNT_OPEN | 1U << SB_COUNT_REVIEW);
}

static int64_t name_under_review(const struct model *model, const struct op *op)
{
	return name_in(model, op, 1U << SB_COUNT_REVIEW);
}

/* One with codes that nothing has, if there is any. */
static int64_t name_puzzling(const struct model *model, const struct op *op)
{
	for (int i = model->scans - 1; i >= 0 && op->pick & 6; i--)
		if (model->scan[i].stands && model->scan[i].product < 0 && !model->scan[i].resolved_by &&
		    is_at_work(&model->count[model->scan[i].count]))
			return model->count[model->scan[i].count].seq;
	return name_at_work(model, op);
}

static int64_t name_posted(const struct model *model, const struct op *op)
{
	return name_in(model, op, 1U << SB_COUNT_POSTED);
}

static void tell_count(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	(void)model;
	(void)op;
	tell_number(out, NULL, meaning->entry);
}

static void tell_yes(const struct op *op, enum option option, const char *name, struct arguments *out)
{
	if (op->options & (unsigned)option)
		tell(out, name, "yes");
}

static struct m_entry draft_of(const struct model *model, enum sb_kind kind, int count)
{
	struct m_entry draft = model_draft(kind);

	draft.count = count;
	draft.store = model->count[count].store;
	return draft;
}

/* ---- beginning ---- */

static void make_new(struct sb_random *random, struct op *out)
{
	static const enum sb_count_scope scopes[] = { SB_SCOPE_ALL, SB_SCOPE_ALL, SB_SCOPE_TAG, SB_SCOPE_LIST, SB_SCOPE_BIN };

	out->scope = (int)scopes[op_below(random, (int64_t)SB_COUNT(scopes))];
	out->name = op_below(random, out->scope == SB_SCOPE_BIN ? BINS : TAGS);
	if (out->scope == SB_SCOPE_LIST)
		op_any_lines(random, LINES_MAX, out);
	out->options = (op_chance(random, 30) ? OP_BLIND : 0U) | (op_chance(random, 30) ? OP_ZERO : 0U);
	if (op_chance(random, 30))
		out->tolerance[TOL_QTY] = 1000 * op_below(random, 10);
	if (op_chance(random, 20))
		out->tolerance[TOL_PERCENT] = op_below(random, 500);
	if (op_chance(random, 20))
		out->tolerance[TOL_WORTH] = op_below(random, 5000);
}

static void tell_tolerances(const struct op *op, struct arguments *out)
{
	sb_auto(buf) percent = SB_BUF_INIT;

	if (op->tolerance[TOL_QTY] != SB_NONE)
		tell_qty(out, "tolerance", op->tolerance[TOL_QTY]);
	sb_buf_printf(&percent, "%lld.%lld", (long long)(op->tolerance[TOL_PERCENT] / 10), (long long)(op->tolerance[TOL_PERCENT] % 10));
	if (op->tolerance[TOL_PERCENT] != SB_NONE)
		tell(out, "tolerance-percent", percent.data);
	if (op->tolerance[TOL_WORTH] != SB_NONE)
		tell_money(out, "tolerance-value", op->tolerance[TOL_WORTH]);
}

static void tell_new(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	sb_auto(buf) value = SB_BUF_INIT;

	for (size_t i = 0; i < op->lines; i++)
		tell_product(model, op, meaning, i, out);
	if (op->scope == SB_SCOPE_TAG)
		op_field_text(F_TAG, op->name, &value);
	if (op->scope == SB_SCOPE_BIN)
		op_plan_text(PLAN_BIN, op->name, &value);
	if (value.len)
		tell(out, sb_count_scope_word((enum sb_count_scope)op->scope), value.data);
	tell_yes(op, OP_BLIND, "blind", out);
	if (op->options & OP_ZERO)
		tell(out, "uncounted", "zero");
	tell_tolerances(op, out);
}

/* Said twice it is still one product. */
static size_t products_of(const struct op *op, const struct meaning *meaning, int out[LINES_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < op->lines; i++) {
		size_t at = 0;

		while (at < count && out[at] != meaning->product[i])
			at++;
		if (at == count)
			out[count++] = meaning->product[i];
	}
	return count;
}

static enum sb_status act_new(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_COUNT_NEW);
	struct m_count count = {
		.store = model->store,
		.scope = (enum sb_count_scope)op->scope,
		.value = op->name,
		.is_blind = op->options & OP_BLIND,
		.zeroes = op->options & OP_ZERO,
		.tolerance = { op->tolerance[0], op->tolerance[1], op->tolerance[2] },
	};
	enum sb_status status;

	if (model_replays(model, asked, out, &status))
		return status;
	count.products = products_of(op, meaning, count.product);
	count.scope_lines = model_scope_lines(model, &count);
	model->count = sb_realloc(model->count, (size_t)(model->counts + 1) * sizeof(count));
	model->count[model->counts] = count;
	draft.count = model->counts++;
	draft.store = model->store;
	return model_put(model, &draft, asked, out);
}

/* ---- scanning ---- */

static void make_scan(struct sb_random *random, struct op *out)
{
	struct op_line *line = &out->line[0];

	op_any_lines(random, 1, out);
	out->lines = 0;
	if (op_chance(random, 60))
		line->by = BY_PART;
	else if (op_chance(random, 20))
		*line = (struct op_line){ .by = BY_ODD, .which = (unsigned)op_below(random, ODD_CODES), .qty_milli = line->qty_milli };
	if (op_chance(random, 20))
		line->qty_milli = SB_NONE;
	out->options = (op_chance(random, 25) ? OP_ABSOLUTE : 0U) | (op_chance(random, 20) ? OP_MORE : 0U) |
		       (op_chance(random, 15) ? OP_NAMED : 0U);
}

/* Often just what is there. */
static void settle_scan(const struct model *model, const struct meaning *meaning, struct op *op)
{
	const struct m_product *product = meaning->product[0] >= 0 ? &model->product[meaning->product[0]] : NULL;
	int64_t there = product ? product->in[model->store].on_hand : 0;

	if (op->line[0].is_fine && product && there >= 0)
		op->line[0].qty_milli = there;
}

/* A code is what was typed, whatever has it. */
static void tell_code(const struct model *model, const struct op *op, const struct meaning *meaning, size_t line, struct arguments *out)
{
	tell_product(model, op, meaning, line, out);
	out->of[out->count - 1].product = -1;
}

static void tell_scan(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_number(out, NULL, meaning->entry);
	tell_code(model, op, meaning, 0, out);
	if (op->line[0].qty_milli != SB_NONE)
		tell_qty(out, NULL, op->line[0].qty_milli);
	tell_yes(op, OP_ABSOLUTE, "absolute", out);
}

static void tell_recount(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_number(out, NULL, meaning->entry);
	tell_code(model, op, meaning, 0, out);
	if (op->line[0].qty_milli != SB_NONE)
		tell_qty(out, NULL, op->line[0].qty_milli);
	tell_yes(op, OP_MORE, "add", out);
}

static struct m_code code_of(const struct op_line *line)
{
	bool is_code = line->by == BY_SKU || line->by == BY_BARCODE || line->by == BY_ODD;

	return (struct m_code){ .by = is_code ? line->by : BY_UUID, .which = is_code ? line->which : 0 };
}

static enum sb_status scan(struct model *model, const struct op *op, const struct meaning *meaning, bool is_again, bool is_absolute,
			   struct asked *asked, struct answer *out)
{
	int count = model_count_of(model, meaning->entry), product = meaning->product[0];
	int64_t qty = op->line[0].qty_milli;
	struct m_entry draft;
	enum sb_status status;

	if (count < 0 || (product < 0 && code_of(&op->line[0]).by == BY_UUID))
		return SB_NOT_FOUND;
	if (qty != SB_NONE && product >= 0 && !model_fits_decimals(qty, model->product[product].field[F_DECIMALS]))
		return SB_INVALID;
	if (model_replays(model, asked, out, &status))
		return status;
	draft = draft_of(model, SB_KIND_COUNT_SCAN, count);
	draft.scan = (struct m_scan){
		.count = count,
		.who = model->who,
		.code = code_of(&op->line[0]),
		.product = product,
		.qty = qty == SB_NONE ? 1000 : qty,
		.is_absolute = is_absolute,
		.is_again = is_again,
		.is_outside = product >= 0 && !model_in_scope(model, &model->count[count], product),
		.stands = true,
	};
	return model_put(model, &draft, asked, out);
}

static enum sb_status act_scan(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	return scan(model, op, meaning, false, op->options & OP_ABSOLUTE, asked, out);
}

static enum sb_status act_recount(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked,
				  struct answer *out)
{
	return scan(model, op, meaning, true, op->line[0].qty_milli != SB_NONE && !(op->options & OP_MORE), asked, out);
}

/* The newest of one's own, or one by its entry, or an entry that is none. */
static void make_negate(struct sb_random *random, struct op *out)
{
	if (op_chance(random, 50))
		out->name = op_below(random, 1000);
}

static int64_t scan_named(const struct model *model, const struct op *op, int count)
{
	if (op->name == SB_NONE || !model->scans)
		return 0;
	for (int i = 0; i < model->scans && op->name % 8; i++) {
		const struct m_scan *one = &model->scan[(op->name / 8 + i) % model->scans];

		if (one->count == count)
			return one->seq;
	}
	return model->scan[op->name % model->scans].seq;
}

static void tell_negate(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	int64_t seq = scan_named(model, op, model_count_of(model, meaning->entry));

	tell_number(out, NULL, meaning->entry);
	if (seq)
		tell_number(out, NULL, seq);
}

static enum sb_status act_negate(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	int count = model_count_of(model, meaning->entry);
	const struct m_scan *last;
	enum sb_status status;
	int64_t seq;

	if (count < 0)
		return SB_NOT_FOUND;
	if (model_replays(model, asked, out, &status))
		return status;
	seq = scan_named(model, op, count);
	last = model_last_scan(model, count);
	if (seq ? model_count_of(model, seq) != count : !last)
		return SB_NOT_FOUND;
	return model_undo(model, model_standing(model, seq ? seq : last->seq), asked, out);
}

/* ---- codes that nothing has ---- */

static void make_resolve(struct sb_random *random, struct op *out)
{
	op_any_lines(random, 1, out);
	if (op_chance(random, 60))
		out->line[0].by = BY_PART;
	out->line[1] = (struct op_line){ .by = BY_ODD, .which = (unsigned)op_below(random, ODD_CODES) };
	if (op_chance(random, 25)) {
		out->options = OP_DROP;
		out->lines = 0;
	}
}

/* Mostly one that was scanned. */
static void settle_resolve(const struct model *model, const struct meaning *meaning, struct op *op)
{
	int count = model_count_of(model, meaning->entry);

	for (int i = 0; i < model->scans && op->pick & 24; i++) {
		const struct m_scan *one = &model->scan[((op->pick >> 5) + (unsigned)i) % (unsigned)model->scans];

		if (one->count != count || one->code.by == BY_UUID || one->product >= 0)
			continue;
		op->line[1].by = one->code.by;
		op->line[1].which = one->code.which;
		if (one->stands && !one->resolved_by)
			return;
	}
}

static void tell_resolve(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_number(out, NULL, meaning->entry);
	tell_code(model, op, meaning, 1, out);
	for (size_t i = 0; i < op->lines; i++)
		tell_product(model, op, meaning, i, out);
	tell_yes(op, OP_DROP, "drop", out);
}

static bool is_unmatched(const struct model *model, int count, const struct m_code *code)
{
	for (int i = 0; i < model->scans; i++) {
		const struct m_scan *one = &model->scan[i];

		if (one->count == count && one->stands && one->product < 0 && !one->resolved_by && one->code.by == code->by &&
		    one->code.which == code->which)
			return true;
	}
	return false;
}

static enum sb_status act_resolve(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked,
				  struct answer *out)
{
	int count = model_count_of(model, meaning->entry), product = op->lines ? meaning->product[0] : -1;
	const struct m_code code = code_of(&op->line[1]);
	struct m_entry draft;
	enum sb_status status;

	if (count < 0)
		return SB_NOT_FOUND;
	if (model_replays(model, asked, out, &status))
		return status;
	if (!is_unmatched(model, count, &code))
		return SB_NOT_FOUND;
	draft = draft_of(model, SB_KIND_COUNT_RESOLVE, count);
	draft.scan = (struct m_scan){ .code = code, .product = product,
				      .is_outside = product >= 0 && !model_in_scope(model, &model->count[count], product) };
	return model_put(model, &draft, asked, out);
}

/* ---- from review to posting ---- */

static void make_step(struct sb_random *random, struct op *out)
{
	out->options = (op_chance(random, 50) ? OP_FORCE : 0U) | (op_chance(random, 15) ? OP_NAMED : 0U);
}

static bool was_done(int64_t seq, struct answer *out)
{
	if (seq)
		*out = (struct answer){ .replayed = true, .seq = seq };
	return seq != 0;
}

static enum sb_status act_review(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	int count = model_count_of(model, meaning->entry);
	struct m_entry draft;

	if (count < 0)
		return SB_NOT_FOUND;
	if (op->token < 0 && model_count_status(&model->count[count]) == SB_COUNT_REVIEW && was_done(model->count[count].review, out))
		return SB_OK;
	draft = draft_of(model, SB_KIND_COUNT_REVIEW, count);
	return model_put(model, &draft, asked, out);
}

static void tell_post(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_count(model, op, meaning, out);
	tell_yes(op, OP_FORCE, "force", out);
}

static bool any_beyond(const struct model *model, int count)
{
	for (int p = 0; p < model->products; p++) {
		const struct m_counted line = model_counted(model, count, p);

		if (line.scans &&
		    model_is_beyond(model, count, p, &line, line.sum - model_book(model, p, model->count[count].store, line.at, line.seq, count)))
			return true;
	}
	return false;
}

static enum sb_status act_post(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	int count = model_count_of(model, meaning->entry);
	struct asked plain = NOT_ASKED;
	enum sb_status status = SB_OK;
	struct m_entry draft;
	struct answer ignored;

	if (count < 0)
		return SB_NOT_FOUND;
	if (model_replays(model, asked, out, &status))
		return status;
	if (was_done(model->count[count].posting, out))
		return SB_OK;
	draft = draft_of(model, SB_KIND_COUNT_REVIEW, count);
	if (model_count_status(&model->count[count]) == SB_COUNT_OPEN)
		status = model_put(model, &draft, &plain, &ignored);
	if (status)
		return status;
	if (model_count_status(&model->count[count]) == SB_COUNT_CANCELLED)
		return SB_CONFLICT;
	if (!(op->options & OP_FORCE) && (model_unmatched(model, count) || any_beyond(model, count)))
		return SB_REFUSED;
	draft = draft_of(model, SB_KIND_COUNT_POST, count);
	asked->physical = true;
	return model_put(model, &draft, asked, out);
}

static enum sb_status act_cancel(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	int count = model_count_of(model, meaning->entry);
	struct m_entry draft;

	(void)op;
	if (count < 0)
		return SB_NOT_FOUND;
	draft = draft_of(model, SB_KIND_COUNT_CANCEL, count);
	return model_put(model, &draft, asked, out);
}

static enum sb_status act_reverse(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked,
				  struct answer *out)
{
	int count = model_count_of(model, meaning->entry);
	enum sb_status status;

	(void)op;
	if (count < 0)
		return SB_NOT_FOUND;
	if (model_replays(model, asked, out, &status))
		return status;
	return model->count[count].posting ? model_undo(model, model->count[count].posting, asked, out) : SB_REFUSED;
}

#define ABOUT (VERB_COUNT | VERB_ENTRY | VERB_TOKEN)

static const struct verb table[] = {
	{ .word = "count new", .often = 55, .by = FOR_CLERKS, .flags = VERB_PRODUCTS | VERB_TOKEN, .make = make_new, .tell = tell_new, .act = act_new,
	  .can = can_begin },
	{ .word = "count scan", .often = 200, .by = FOR_CLERKS, .flags = ABOUT | VERB_CODE | VERB_TIME, .make = make_scan, .name = name_open,
	  .settle = settle_scan, .tell = tell_scan, .act = act_scan },
	{ .word = "count negate", .often = 20, .by = FOR_CLERKS, .flags = ABOUT, .make = make_negate, .name = name_at_work, .tell = tell_negate,
	  .act = act_negate },
	{ .word = "count recount", .often = 35, .by = FOR_CLERKS, .flags = ABOUT | VERB_CODE | VERB_TIME, .make = make_scan, .name = name_under_review,
	  .settle = settle_scan, .tell = tell_recount, .act = act_recount },
	{ .word = "count resolve", .often = 40, .by = FOR_CLERKS, .flags = ABOUT | VERB_PRODUCTS, .make = make_resolve, .name = name_puzzling,
	  .settle = settle_resolve, .tell = tell_resolve, .act = act_resolve },
	{ .word = "count review", .often = 14, .flags = ABOUT, .make = make_step, .name = name_open, .tell = tell_count, .act = act_review },
	{ .word = "count post", .often = 40, .flags = ABOUT, .make = make_step, .name = name_at_work, .tell = tell_post, .act = act_post,
	  .can = can_post },
	{ .word = "count cancel", .often = 6, .flags = ABOUT, .make = make_step, .name = name_at_work, .tell = tell_count,
	  .act = act_cancel },
	{ .word = "count reverse", .often = 20, .flags = ABOUT, .make = make_step, .name = name_posted, .tell = tell_count,
	  .act = act_reverse },
};
const struct verbs verbs_count = { table, SB_COUNT(table) };
