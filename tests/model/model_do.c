/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each command asks of the model, and in which order its mistakes are noticed. */
#include "model.h"

#include "stockbook/cmd.h"

#include <string.h>

/* ---- words ---- */

/* A SKU that nothing has any more means what had it last. */
static int product_named(const struct model *model, const struct op_line *line)
{
	int found;

	if (line->by == BY_UUID)
		return model->products ? (int)line->which % model->products : -1;
	found = model_find(model, line->by == BY_SKU ? F_SKU : F_BARCODE, line->which);
	for (int i = model->products - 1; found < 0 && line->by == BY_SKU && i >= 0; i--)
		if (model->product[i].field[F_SKU] == line->which)
			found = i;
	return found;
}

/* One of the newest, or any, or none. */
static int64_t entry_picked(const struct model *model, unsigned pick)
{
	int64_t back = (pick >> 1) % 8;

	if (pick & 1)
		return model->entries > back ? model->entries - back : 1;
	return 1 + (int64_t)(pick >> 1) % (model->entries + 1);
}

static bool is_undoable_kind(enum sb_kind kind)
{
	return kind != SB_KIND_BOOK && kind != SB_KIND_STORE_ADD && kind != SB_KIND_BATCH_END;
}

int64_t model_undoable(const struct model *model, bool undo)
{
	for (int64_t seq = model->entries; seq > 0; seq--) {
		const struct m_entry *entry = &model->entry[seq - 1];
		bool fits = entry->kind == SB_KIND_UNDO ? entry->redo == undo : undo;

		if (fits && is_undoable_kind(entry->kind) && entry->who == model->who && !entry->batch && !entry->undone_by)
			return seq;
	}
	return 0;
}

void model_understand(const struct model *model, const struct op *op, struct meaning *out)
{
	*out = (struct meaning){ .entry = 0 };
	for (size_t i = 0; i < op->lines; i++)
		out->product[i] = product_named(model, &op->line[i]);
	if (op->verb == OP_UNDO)
		out->entry = entry_picked(model, op->pick);
	else if (op->verb == OP_UNDO_LAST || op->verb == OP_REDO)
		out->entry = model_undoable(model, op->verb == OP_UNDO_LAST);
}

/* ---- fingerprints: the command, the products meant, the rest as given ---- */

static void mix(uint64_t *print, const void *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		*print = (*print ^ ((const unsigned char *)bytes)[i]) * UINT64_C(0x100000001b3);
}

static void mix_int(uint64_t *print, int64_t value)
{
	mix(print, &value, sizeof(value));
}

static void mix_change(uint64_t *print, const struct change *change)
{
	for (int f = 0; f < FIELDS; f++) {
		mix_int(print, change->given[f]);
		mix_int(print, change->given[f] ? change->value[f] : 0);
	}
}

static bool has_reason(enum verb verb)
{
	return verb == OP_RETURN_IN || verb == OP_RETURN_OUT || verb == OP_REMOVE || verb == OP_ADJUST || verb == OP_ADJUST_TO || verb == OP_ASIDE;
}

static bool has_price(enum verb verb)
{
	return verb == OP_SELL || verb == OP_RETURN_IN || verb == OP_RETURN_OUT;
}

static void mix_lines(uint64_t *print, const struct op *op, const struct meaning *meaning)
{
	bool has_products = op->verb != OP_ADD && op->verb != OP_IMPORT && op->verb != OP_UNDO;

	for (size_t i = 0; has_products && i < op->lines; i++) {
		mix_int(print, meaning->product[i]);
		if (op->verb >= OP_RECEIVE)
			mix_int(print, op->line[i].qty_milli);
		if (has_price(op->verb))
			mix_int(print, op->line[i].price);
		if (op->verb == OP_RECEIVE)
			mix_int(print, op->line[i].cost);
	}
}

static uint64_t print_of(const struct op *op, const struct meaning *meaning)
{
	uint64_t print = UINT64_C(0xcbf29ce484222325);
	sb_auto(buf) csv = SB_BUF_INIT;

	mix_int(&print, op->verb);
	mix_lines(&print, op, meaning);
	if (op->verb == OP_ADD || op->verb == OP_EDIT)
		mix_change(&print, &op->change);
	if (op->verb == OP_ADD)
		mix_int(&print, op->opening);
	if (op->verb == OP_ADD || (op->verb >= OP_RECEIVE && op->verb <= OP_TRANSACT))
		mix_int(&print, op->at);
	if (has_reason(op->verb))
		mix_int(&print, op->reason);
	if (op->verb == OP_UNDO)
		mix_int(&print, meaning->entry);
	if (op->verb == OP_IMPORT) {
		op_csv(op, &csv);
		mix(&print, csv.data, csv.len);
	}
	return print;
}

/* ---- stock ---- */

static enum sb_status check_words(const struct model *model, const struct op *op, const struct meaning *meaning)
{
	bool is_pair = op->verb >= OP_RECEIVE && op->verb <= OP_TRANSACT, is_signed = op->verb == OP_ADJUST_TO;

	for (size_t i = 0; i < op->lines; i++)
		if (meaning->product[i] < 0)
			return SB_NOT_FOUND;
	for (size_t i = 0; i < op->lines && is_pair; i++) {
		const struct m_product *product = &model->product[meaning->product[i]];
		int64_t qty = op->line[i].qty_milli;

		if ((!qty && !is_signed) || !model_fits_decimals(qty, product->field[F_DECIMALS]))
			return SB_INVALID;
	}
	return SB_OK;
}

static enum sb_kind kind_of(const struct op *op)
{
	static const enum sb_kind kinds[OP_VERB_COUNT] = {
		[OP_RECEIVE] = SB_KIND_RECEIVE, [OP_SELL] = SB_KIND_SALE,     [OP_RETURN_IN] = SB_KIND_RETURN_IN,
		[OP_RETURN_OUT] = SB_KIND_RETURN_OUT, [OP_REMOVE] = SB_KIND_REMOVE, [OP_ADJUST] = SB_KIND_ADJUST,
		[OP_ADJUST_TO] = SB_KIND_ADJUST, [OP_ASIDE] = SB_KIND_ADJUST,
	};

	if (op->verb == OP_TRANSACT)
		return op->line[0].qty_milli > 0 ? SB_KIND_RECEIVE : SB_KIND_SALE;
	return kinds[op->verb];
}

static int reason_named(const char *word)
{
	int i = 0;

	while (sb_reason_at((size_t)i) != sb_reason_find(word))
		i++;
	return i;
}

static int reason_of(const struct op *op)
{
	if (!has_reason(op->verb))
		return -1;
	if (op->reason >= 0)
		return op->reason;
	if (op->verb == OP_REMOVE)
		return reason_named("other");
	if (op->verb == OP_ADJUST_TO)
		return reason_named("recount");
	return op->verb == OP_ADJUST || op->verb == OP_ASIDE ? reason_named("correction") : -1;
}

static void set_places(const struct op *op, int64_t qty, struct m_line *line)
{
	static const enum sb_place places[SB_KIND_COUNT][2] = {
#define K(symbol, word, label, from, to) { (enum sb_place)(from), (enum sb_place)(to) },
		SB_KINDS(K)
#undef K
	};
	enum sb_place other = op->verb == OP_ASIDE ? SB_AT_UNAVAILABLE : SB_AT_DIFFERENCE;
	bool is_in = op->verb == OP_ASIDE ? qty < 0 : qty > 0;

	line->from = places[kind_of(op)][0];
	line->to = places[kind_of(op)][1];
	if (kind_of(op) != SB_KIND_ADJUST)
		return;
	line->from = is_in ? other : SB_AT_STORE;
	line->to = is_in ? SB_AT_STORE : other;
}

/* A word such as "damage" explains only that goods are gone. */
static bool is_reason_possible(const struct m_line *line)
{
	int direction = line->reason < 0 ? 0 : sb_reason_at((size_t)line->reason)->direction;
	bool is_out = line->from == SB_AT_STORE || line->from == SB_AT_UNAVAILABLE;

	return !direction || (direction < 0) == is_out;
}

static int64_t either(int64_t given, int64_t own)
{
	return given == SB_NONE ? own : given;
}

static enum sb_status do_movement(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked,
				  struct answer *out)
{
	struct m_entry draft = model_draft(kind_of(op));
	bool is_possible = true, is_used = asked->token >= 0 && model->token[asked->token].seq;

	asked->at = op->at;
	asked->physical = op->verb == OP_ADJUST_TO;
	draft.lines = op->lines;
	for (size_t i = 0; i < op->lines; i++) {
		const struct m_product *product = &model->product[meaning->product[i]];
		struct m_line *line = &draft.line[i];
		int64_t qty = op->line[i].qty_milli - (op->verb == OP_ADJUST_TO ? product->on_hand : 0);

		*line = (struct m_line){ .product = meaning->product[i], .qty = qty < 0 ? -qty : qty, .reason = reason_of(op) };
		line->price = either(has_price(op->verb) ? op->line[i].price : SB_NONE, product->field[F_PRICE]);
		line->cost = either(op->verb == OP_RECEIVE ? op->line[i].cost : SB_NONE, product->field[F_COST]);
		set_places(op, qty, line);
		is_possible &= is_reason_possible(line);
	}
	if (op->verb == OP_ADJUST_TO && !draft.line[0].qty && !is_used)
		return SB_OK;
	/* Which way it goes, only the book knows of these two. */
	if (!is_possible && (!is_used || (op->verb != OP_ADJUST_TO && op->verb != OP_ASIDE)))
		return SB_INVALID;
	return model_put(model, &draft, asked, out);
}

/* ---- products ---- */

static enum sb_status check_reorder(const struct change *change, int64_t decimals)
{
	if (change->given[F_DECIMALS] && change->value[F_DECIMALS] != SB_NONE)
		decimals = change->value[F_DECIMALS];
	if (!change->given[F_REORDER] || change->value[F_REORDER] == SB_NONE)
		return SB_OK;
	return model_fits_decimals(change->value[F_REORDER], decimals) ? SB_OK : SB_INVALID;
}

static enum sb_status do_add(struct model *model, const struct op *op, struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_PRODUCT_ADD), opening = model_draft(SB_KIND_OPENING);
	struct asked plain = NOT_ASKED;
	struct answer ignored;
	int64_t decimals = op->change.given[F_DECIMALS] && op->change.value[F_DECIMALS] != SB_NONE ? op->change.value[F_DECIMALS] : 0;
	enum sb_status status = check_reorder(&op->change, 0);

	if (!status && op->opening != SB_NONE && !model_fits_decimals(op->opening, decimals))
		status = SB_INVALID;
	if (status)
		return status;
	draft.product = model->products;
	for (int f = 0; f < FIELDS; f++) {
		draft.set.given[f] = op->change.given[f] && op->change.value[f] != SB_NONE;
		draft.set.value[f] = op->change.value[f];
	}
	asked->at = plain.at = op->at;
	status = model_put(model, &draft, asked, out);
	if (status || out->replayed || op->opening == SB_NONE || !op->opening)
		return status;
	opening.batch = out->seq;
	opening.lines = 1;
	opening.line[0] = (struct m_line){ .product = draft.product, .from = SB_AT_OPENING, .to = SB_AT_STORE, .qty = op->opening,
					   .price = SB_NONE, .cost = model->product[draft.product].field[F_COST], .reason = -1 };
	return model_put(model, &opening, &plain, &ignored);
}

/* One product of an edit or archive. */
static enum sb_status change_one(struct model *model, const struct op *op, int product, int64_t batch, const struct asked *asked,
				 struct answer *out)
{
	struct m_entry draft = model_draft(op->verb == OP_EDIT ? SB_KIND_PRODUCT_EDIT : SB_KIND_PRODUCT_ARCHIVE);
	bool is_used = asked->token >= 0 && model->token[asked->token].seq;

	draft.product = product;
	draft.batch = batch;
	if (op->verb == OP_ARCHIVE)
		draft.archived = 1;
	else if (!model_find_changes(&model->product[product], &op->change, &draft) && !is_used)
		return SB_OK;
	return model_put(model, &draft, asked, out);
}

static enum sb_status do_change(struct model *model, const struct op *op, const struct meaning *meaning, const struct asked *asked,
				struct answer *out)
{
	struct m_entry begin = model_draft(SB_KIND_BATCH), end = model_draft(SB_KIND_BATCH_END);
	struct asked plain = NOT_ASKED;
	struct answer part = { 0 };
	size_t changed = 0;
	enum sb_status status = SB_OK;

	if (op->verb == OP_EDIT)
		status = check_reorder(&op->change, model->product[meaning->product[0]].field[F_DECIMALS]);
	if (!status && op->lines == 1)
		return change_one(model, op, meaning->product[0], 0, asked, out);
	if (!status)
		status = model_put(model, &begin, asked, out);
	for (size_t i = 0; i < op->lines && !status && !out->replayed; i++, changed += part.seq != 0, part.seq = 0)
		status = change_one(model, op, meaning->product[i], out->seq, &plain, &part);
	end.batch = out->seq;
	if (status || out->replayed || changed)
		return status || out->replayed ? status : model_put(model, &end, &plain, &part);
	/* A batch of nothing: what was begun is taken out again. */
	model->entries--;
	if (asked->token >= 0)
		model->token[asked->token].seq = 0;
	out->seq = 0;
	return SB_OK;
}

/* ---- all ---- */

struct answer model_do(struct model *model, const struct op *op)
{
	struct answer answer = { .status = SB_OK };
	struct asked asked = NOT_ASKED;
	struct meaning meaning;

	model_understand(model, op, &meaning);
	asked.token = op->token;
	asked.print = print_of(op, &meaning);
	if (op->verb == OP_EDIT || op->verb == OP_ARCHIVE || (op->verb >= OP_RECEIVE && op->verb <= OP_TRANSACT))
		answer.status = check_words(model, op, &meaning);
	if (answer.status)
		return answer;
	if (op->verb == OP_ADD)
		answer.status = do_add(model, op, &asked, &answer);
	else if (op->verb == OP_EDIT || op->verb == OP_ARCHIVE)
		answer.status = do_change(model, op, &meaning, &asked, &answer);
	else if (op->verb >= OP_RECEIVE && op->verb <= OP_TRANSACT)
		answer.status = do_movement(model, op, &meaning, &asked, &answer);
	else if (op->verb == OP_UNDO || op->verb == OP_UNDO_LAST || op->verb == OP_REDO)
		answer.status = model_undo(model, meaning.entry, &asked, &answer);
	else if (op->verb == OP_IMPORT)
		answer.status = model_import(model, op, &asked, &answer);
	return answer;
}
