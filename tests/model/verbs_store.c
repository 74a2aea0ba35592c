/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stores, and goods that go from one to another. */
#include "verb.h"

static void tell_name(const struct op *op, struct arguments *out)
{
	sb_auto(buf) name = SB_BUF_INIT;

	sb_buf_printf(&name, "Store number%lld", (long long)op->name);
	if (op->name != SB_NONE)
		tell(out, "name", name.data);
	if (op->negative >= 0)
		tell(out, "allow-negative", op->negative ? "yes" : "no");
}

/* ---- add, edit ---- */

static void make_add(struct sb_random *random, struct op *out)
{
	out->store = (int)op_below(random, op_chance(random, 60) ? 2 : STORES);
	out->jump_ms = op_below(random, ZONES);
	if (op_chance(random, 50))
		out->name = op_below(random, 5);
	if (op_chance(random, 60))
		out->negative = op_chance(random, 40);
}

static void tell_add(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	(void)model;
	(void)meaning;
	tell(out, NULL, op_store_code(op->store));
	tell_name(op, out);
	if (op->jump_ms)
		tell(out, "zone", op_zone((int)op->jump_ms));
}

static enum sb_status act_add(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_STORE_ADD);
	enum sb_status status;

	(void)meaning;
	if (model_replays(model, asked, out, &status))
		return status;
	draft.of_store = model->stores++;
	model->at[draft.of_store] = (struct m_store){
		.code = op->store,
		.zone = (int)op->jump_ms,
		.name = op->name,
		.allow_negative = op->negative < 0 ? model->allow_negative : op->negative == 1,
		.is_gone = true,
	};
	return model_put(model, &draft, asked, out);
}

static bool can_add(const struct model *model, const struct op *op)
{
	(void)op;
	return model->stores < STORES_MAX;
}

static void make_edit(struct sb_random *random, struct op *out)
{
	make_add(random, out);
	if (out->name == SB_NONE && out->negative < 0)
		out->negative = 1;
}

static void tell_edit(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	(void)model;
	(void)meaning;
	tell(out, NULL, op_store_code(op->store));
	tell_name(op, out);
}

static enum sb_status act_edit(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_STORE_EDIT);
	const struct m_store *store;
	enum sb_status status;

	(void)meaning;
	if (model_replays(model, asked, out, &status))
		return status;
	draft.of_store = model_find_store(model, op->store);
	if (draft.of_store < 0)
		return SB_NOT_FOUND;
	store = &model->at[draft.of_store];
	draft.has_name = op->name != SB_NONE && op->name != store->name;
	draft.name = op->name;
	draft.name_was = store->name;
	if (op->negative >= 0 && (op->negative == 1) != store->allow_negative) {
		draft.negative = op->negative;
		draft.negative_was = store->allow_negative;
	}
	return draft.has_name || draft.negative >= 0 ? model_put(model, &draft, asked, out) : SB_OK;
}

/* ---- transfers ---- */

static void make_send(struct sb_random *random, struct op *out)
{
	op_few_lines(random, false, out);
	out->store = (int)op_below(random, op_chance(random, 60) ? 2 : STORES);
}

static void tell_send(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_pairs(model, op, meaning, out);
	tell(out, "to", op_store_code(op->store));
}

static struct m_line line_of(const struct model *model, int product, int64_t qty, enum sb_place from, enum sb_place to)
{
	return (struct m_line){ .product = product, .from = from, .to = to, .qty = qty, .price = SB_NONE,
				.cost = model->product[product].field[F_COST], .reason = -1 };
}

static enum sb_status act_send(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_TRANSFER_OUT);
	enum sb_status status;

	draft.store = model->store;
	draft.to = model_find_store(model, op->store);
	if (draft.to < 0)
		return SB_NOT_FOUND;
	if (model_replays(model, asked, out, &status))
		return status;
	if (draft.to == draft.store)
		return SB_INVALID;
	draft.lines = op->lines;
	for (size_t i = 0; i < op->lines; i++)
		draft.line[i] = line_of(model, meaning->product[i], op->line[i].qty_milli, SB_AT_STORE, SB_AT_TRANSIT);
	return model_put(model, &draft, asked, out);
}

/* Mostly one of those that are on their way, by any entry about it; sometimes an entry about something else. */
static int64_t name_transfer(const struct model *model, const struct op *op)
{
	int64_t count = model->transfers, at = (op->pick >> 3) % (count ? count : 1);

	if (!count || !(op->pick & 7))
		return 1 + (int64_t)(op->pick >> 3) % model->entries;
	for (int64_t i = 0; i < count && op->pick & 6; i++)
		if (*model_transfer_status(&model->transfer[(at + i) % count]) == 'o')
			return model->transfer[(at + i) % count].seq;
	return model->transfer[at].seq;
}

static void make_arrival(struct sb_random *random, struct op *out)
{
	if (op_chance(random, 60))
		op_few_lines(random, true, out);
}

static void tell_arrival(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	tell_number(out, NULL, meaning->entry);
	tell_pairs(model, op, meaning, out);
}

/* Lines for all that is on its way, in order of products. */
static void take_rest(const struct model *model, const struct m_transfer *transfer, enum sb_place to, int reason, struct m_entry *draft)
{
	for (int p = 0; p < model->products; p++)
		for (size_t i = 0; i < transfer->lines; i++) {
			const struct m_sent *sent = &transfer->line[i];
			int64_t rest = sent->sent - sent->received - sent->lost;

			if (sent->product != p || !rest)
				continue;
			draft->line[draft->lines] = line_of(model, p, rest, SB_AT_TRANSIT, to);
			draft->line[draft->lines++].reason = reason;
		}
}

static enum sb_status act_arrival(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked,
				  struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_TRANSFER_IN);
	enum sb_status status;

	if (model_replays(model, asked, out, &status))
		return status;
	draft.transfer = model->entry[meaning->entry - 1].transfer;
	if (draft.transfer < 0)
		return SB_NOT_FOUND;
	draft.store = model->transfer[draft.transfer].to;
	for (size_t i = 0; i < op->lines; i++)
		draft.line[draft.lines++] = line_of(model, meaning->product[i], op->line[i].qty_milli, SB_AT_TRANSIT, SB_AT_STORE);
	if (!op->lines)
		take_rest(model, &model->transfer[draft.transfer], SB_AT_STORE, -1, &draft);
	return draft.lines ? model_put(model, &draft, asked, out) : SB_REFUSED;
}

static enum sb_status act_close(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	int direction = model_direction(model, op->reason);
	struct m_entry draft = model_draft(SB_KIND_TRANSFER_CLOSE);
	enum sb_status status;

	if (op->reason < 0)
		return SB_USAGE;
	if (direction > 0)
		return SB_INVALID;
	if (model_replays(model, asked, out, &status))
		return status;
	draft.transfer = model->entry[meaning->entry - 1].transfer;
	if (draft.transfer < 0)
		return SB_NOT_FOUND;
	draft.store = model->transfer[draft.transfer].from;
	take_rest(model, &model->transfer[draft.transfer], direction < 0 ? SB_AT_WASTE : SB_AT_DIFFERENCE, op->reason, &draft);
	return draft.lines ? model_put(model, &draft, asked, out) : SB_REFUSED;
}

#define PAIRS (VERB_PRODUCTS | VERB_QUANTITIES | VERB_TIME | VERB_TOKEN)

static const struct verb table[] = {
	{ .word = "store add", .often = 20, .flags = VERB_TOKEN, .make = make_add, .tell = tell_add, .act = act_add, .can = can_add },
	{ .word = "store edit", .often = 25, .flags = VERB_TOKEN, .make = make_edit, .tell = tell_edit, .act = act_edit },
	{ .word = "transfer", .often = 80, .by = FOR_CLERKS, .flags = PAIRS, .make = make_send, .tell = tell_send, .act = act_send },
	{ .word = "transfer receive", .often = 50, .by = FOR_CLERKS, .flags = PAIRS | VERB_ENTRY, .make = make_arrival, .name = name_transfer,
	  .tell = tell_arrival, .act = act_arrival },
	{ .word = "transfer close", .often = 25, .flags = VERB_ENTRY | VERB_REASON | VERB_TIME | VERB_TOKEN, .name = name_transfer,
	  .tell = tell_arrival, .act = act_close },
};
const struct verbs verbs_store = { table, SB_COUNT(table) };
