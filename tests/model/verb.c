/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All tables of what can be done, and what is the same for all of it. */
#include "verb.h"

#include <stdio.h>
#include <string.h>

static const struct verbs *const tables[] = { &verbs_product, &verbs_stock, &verbs_undo, &verbs_hold, &verbs_store, &verbs_count, &verbs_order, &verbs_user, &verbs_reason, &verbs_world };

const struct verb *verb_numbered(size_t number)
{
	for (size_t t = 0; t < SB_COUNT(tables); number -= tables[t++]->count)
		if (number < tables[t]->count)
			return &tables[t]->of[number];
	return NULL;
}

/* ---- by chance ---- */

static const struct verb *verb_at(int64_t *at)
{
	for (size_t t = 0; t < SB_COUNT(tables); t++)
		for (size_t i = 0; i < tables[t]->count; i++) {
			if (*at < tables[t]->of[i].often)
				return &tables[t]->of[i];
			*at -= tables[t]->of[i].often;
		}
	return NULL;
}

static const struct verb *any_verb(struct sb_random *random)
{
	int64_t past = INT64_MAX, at;

	(void)verb_at(&past);
	at = op_below(random, INT64_MAX - past);
	return verb_at(&at);
}

/* The same again, as somebody does who got no answer. */
static bool again(struct sb_random *random, const struct op *before, size_t count, struct op *out)
{
	for (int tries = 0; tries < 10 && count; tries++) {
		const struct op *one = &before[op_below(random, (int64_t)count)];

		if (one->token < 0)
			continue;
		*out = *one;
		out->is_again = true;
		return true;
	}
	return false;
}

void op_make(struct sb_random *random, const struct op *before, size_t count, int64_t now, struct op *out)
{
	if (op_chance(random, 4) && again(random, before, count, out))
		return;
	*out = (struct op){ .verb = any_verb(random), .opening = SB_NONE, .at = SB_NONE, .reason = -1, .token = -1, .name = SB_NONE,
			    .negative = -1, .order = -1, .expires_s = SB_NONE, .tolerance = { SB_NONE, SB_NONE, SB_NONE },
			    .terms = { SB_NONE, SB_NONE, SB_NONE, SB_NONE }, .day = SB_NONE, .retired = -1 };
	out->pick = (unsigned)op_below(random, 1 << 20);
	out->jump_ms = op_any_jump(random);
	if (out->verb->make)
		out->verb->make(random, out);
	if (out->verb->flags & VERB_REASON && op_chance(random, 40))
		out->reason = (int)op_below(random, REASONS + OWN_REASONS);
	if (out->verb->flags & VERB_TIME && op_chance(random, 25))
		out->at = (now - op_any_jump(random)) / 1000 * 1000;
	if (out->at != SB_NONE && op_chance(random, 40))
		out->options |= OP_TIED;
	if (out->verb->flags & VERB_TOKEN && op_chance(random, 25))
		out->token = (int)op_below(random, TOKENS);
}

/* ---- what it means ---- */

/* Any of all, but mostly one that is not archived. */
static int product_picked(const struct model *model, unsigned pick)
{
	int at = model->products ? (int)(pick >> 3) % model->products : -1;

	for (int i = 0; i < model->products && pick & 7; i++)
		if (!model->product[(at + i) % model->products].archived)
			return (at + i) % model->products;
	return at;
}

static bool is_idle(const struct m_product *product)
{
	for (int s = 0; s < STORES_MAX; s++)
		if (product->in[s].on_hand)
			return false;
	return !product->archived;
}

static int idle_picked(const struct model *model, unsigned pick)
{
	for (int i = 0; i < model->products; i++)
		if (is_idle(&model->product[((int)pick + i) % model->products]))
			return ((int)pick + i) % model->products;
	return product_picked(model, pick);
}

/* One that was scanned, or may be. */
static int counted_picked(const struct model *model, int count, unsigned pick)
{
	for (int i = 0; i < model->scans && count >= 0 && pick & 1; i++) {
		const struct m_scan *scan = &model->scan[((int)(pick >> 1) + i) % model->scans];

		if (scan->count == count && scan->product >= 0)
			return scan->product;
	}
	for (int i = 0; i < model->products && count >= 0; i++)
		if (model_in_scope(model, &model->count[count], ((int)pick + i) % model->products))
			return ((int)pick + i) % model->products;
	return product_picked(model, pick);
}

/* What the hold, transfer or count of this entry is about; else any. */
static int part_picked(const struct model *model, int64_t entry, unsigned pick)
{
	for (int h = 0; h < model->holds; h++)
		if (model->hold[h].seq == entry)
			return model->hold[h].part[pick % model->hold[h].parts].product;
	for (int t = 0; t < model->transfers; t++)
		if (model->transfer[t].seq == entry && model->transfer[t].lines)
			return model->transfer[t].line[pick % model->transfer[t].lines].product;
	for (int w = 0; w < model->wanteds; w++)
		if (model->purchase[model->wanted[w].purchase].seq == entry && !(pick++ & 3))
			return model->wanted[w].product;
	return counted_picked(model, model_count_of(model, entry), pick);
}

/* Repeated with its token, an edit that gave a product another code is about that product still. */
static int renamed_before(const struct model *model, const struct op *op, enum field field, int64_t value)
{
	int64_t seq = op->token >= 0 ? model->token[op->token].seq : 0;
	const struct m_entry *entry = seq ? &model->entry[seq - 1] : NULL;
	bool is_it = entry && entry->kind == SB_KIND_PRODUCT_EDIT && entry->was.given[field] && entry->was.value[field] == value;

	return is_it ? entry->product : -1;
}

/* A SKU that nothing has any more means what had it last. */
static int product_named(const struct model *model, const struct op *op, const struct op_line *line, int64_t entry)
{
	int found;

	if (line->by == BY_PART)
		return part_picked(model, entry, line->which);
	if (line->by == BY_IDLE)
		return idle_picked(model, line->which);
	if (line->by == BY_UUID)
		return product_picked(model, line->which);
	found = renamed_before(model, op, line->by == BY_SKU ? F_SKU : F_BARCODE, line->which);
	if (found >= 0)
		return found;
	found = model_find(model, line->by == BY_SKU ? F_SKU : F_BARCODE, line->which);
	for (int i = model->products - 1; found < 0 && line->by == BY_SKU && i >= 0; i--)
		if (model->product[i].field[F_SKU] == line->which)
			found = i;
	return found;
}

/* A code means what has it now, or nothing. */
static int scanned(const struct model *model, const struct op *op, const struct op_line *line, int64_t entry)
{
	if (line->by == BY_ODD)
		return -1;
	if (line->by == BY_SKU || line->by == BY_BARCODE)
		return model_find(model, line->by == BY_SKU ? F_SKU : F_BARCODE, line->which);
	return product_named(model, op, line, entry);
}

/* What an operation with this token named when it was done; 0: it was not, or named nothing. */
static int64_t named_before(const struct model *model, const struct op *op)
{
	int64_t seq = op->is_again && op->token >= 0 ? model->token[op->token].seq : 0;
	const struct m_entry *entry = seq ? &model->entry[seq - 1] : NULL;

	if (!entry)
		return 0;
	if (op->verb->flags & VERB_COUNT)
		return entry->count >= 0 ? model->count[entry->count].seq : 0;
	if (op->verb->flags & VERB_ORDER)
		return entry->purchase >= 0 ? model->purchase[entry->purchase].seq : 0;
	if (entry->undoes)
		return entry->undoes;
	if (entry->hold >= 0)
		return model->hold[entry->hold].seq;
	return entry->transfer >= 0 ? model->transfer[entry->transfer].seq : 0;
}

static void understand(const struct model *model, const struct op *op, struct meaning *out)
{
	*out = (struct meaning){ .entry = 0 };
	if (op->verb->name)
		out->entry = named_before(model, op);
	if (op->verb->name && !out->entry)
		out->entry = op->verb->name(model, op);
	for (size_t i = 0; i < op->lines && op->verb->flags & VERB_PRODUCTS; i++)
		out->product[i] = product_named(model, op, &op->line[i], out->entry);
	if (op->verb->flags & VERB_CODE)
		out->product[0] = scanned(model, op, &op->line[0], out->entry);
}

static bool is_about(const struct m_entry *entry, int product)
{
	for (size_t i = 0; i < entry->lines; i++)
		if (entry->line[i].product == product)
			return true;
	return entry->kind == SB_KIND_COUNT_SCAN && entry->scan.product == product;
}

/* Times are typed without thousandths, so only what was told when it happened can be met; of scans rather another. */
static int64_t moment_met(const struct model *model, const struct op *op, int product)
{
	for (int64_t i = 0, seq = 1 + (int64_t)(op->pick >> 4) % model->entries; i < model->entries; i++, seq--) {
		const struct m_entry *entry = &model->entry[(seq + model->entries - 1) % model->entries];

		if (op->verb->flags & VERB_CODE && op->pick & 8 && entry->kind != SB_KIND_COUNT_SCAN)
			continue;
		if (entry->occurred_at % 1000 == 0 && is_about(entry, product))
			return entry->occurred_at;
	}
	return op->at;
}

struct op verb_settled(const struct model *model, const struct op *op)
{
	struct op settled = *op;
	struct meaning meaning;

	understand(model, op, &meaning);
	if (op->options & OP_TIED && (op->lines || op->verb->flags & VERB_CODE) && op->verb->flags & (VERB_PRODUCTS | VERB_CODE))
		settled.at = moment_met(model, op, meaning.product[0]);
	if (op->verb->settle)
		op->verb->settle(model, &meaning, &settled);
	for (size_t i = 0; i < settled.lines && !op->verb->settle && op->verb->flags & VERB_QUANTITIES; i++) {
		int64_t qty = op->line[i].qty_milli, half = qty < 0 ? -500 : 500;
		bool has_halves = meaning.product[i] >= 0 && model->product[meaning.product[i]].field[F_DECIMALS] > 0;

		if (op->line[i].is_fine && has_halves && qty % 1000 == 0 && qty)
			settled.line[i].qty_milli = qty - half;
	}
	return settled;
}

/* ---- as typed ---- */

void tell(struct arguments *out, const char *name, const char *text)
{
	if (out->count == ARGS_MAX)
		abort();
	out->of[out->count].name = name;
	out->of[out->count].product = -1;
	snprintf(out->of[out->count++].text, sizeof(out->of[0].text), "%s", text);
}

void tell_number(struct arguments *out, const char *name, int64_t number)
{
	char text[40];

	snprintf(text, sizeof(text), "%lld", (long long)number);
	tell(out, name, text);
}

void tell_qty(struct arguments *out, const char *name, int64_t milli)
{
	const struct sb_numbers plain = sb_numbers_plain();
	sb_auto(buf) text = SB_BUF_INIT;

	sb_qty_print(milli, 0, &plain, &text);
	tell(out, name, text.data);
}

void tell_money(struct arguments *out, const char *name, int64_t minor)
{
	sb_auto(buf) text = SB_BUF_INIT;

	op_field_text(F_PRICE, minor, &text);
	tell(out, name, text.data);
}

void tell_product(const struct model *model, const struct op *op, const struct meaning *meaning, size_t line, struct arguments *out)
{
	const struct op_line *named = &op->line[line];
	char room[CODE_BYTES];

	if (named->by == BY_SKU)
		tell(out, NULL, op_code_text(named->which, room));
	else if (named->by == BY_BARCODE)
		tell(out, NULL, op_barcode_text(named->which));
	else if (named->by == BY_ODD)
		tell(out, NULL, op_odd_text(named->which));
	else
		tell(out, NULL, meaning->product[line] >= 0 ? model->product[meaning->product[line]].uuid : "nothing 77777");
	out->of[out->count - 1].product = meaning->product[line];
}

void tell_pairs(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	for (size_t i = 0; i < op->lines; i++) {
		tell_product(model, op, meaning, i, out);
		tell_qty(out, NULL, op->line[i].qty_milli);
	}
}

static void tell_all(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	sb_auto(buf) text = SB_BUF_INIT;

	out->count = 0;
	if (op->verb->tell)
		op->verb->tell(model, op, meaning, out);
	if (op->reason >= 0)
		tell(out, "reason", op_reason(op->reason));
	if (op->at != SB_NONE) {
		sb_moment_print(op->at, &text);
		tell(out, "at", text.data);
	}
	if (op->token >= 0) {
		sb_buf_clear(&text);
		sb_buf_printf(&text, "token-%d", op->token);
		tell(out, "token", text.data);
	}
}

void verb_arguments(const struct model *model, const struct op *op, struct arguments *out)
{
	struct meaning meaning;

	understand(model, op, &meaning);
	tell_all(model, op, &meaning, out);
}

void verb_print(const struct model *model, const struct op *op, struct sb_buf *out)
{
	const struct op settled = verb_settled(model, op);
	struct arguments arguments;

	sb_buf_printf(out, "%s", op->verb->word);
	if (op->verb->happen)
		sb_buf_printf(out, " (%+lld ms, %s)", (long long)op->jump_ms, op_store_code(op->store));
	verb_arguments(model, &settled, &arguments);
	for (size_t i = 0; i < arguments.count; i++) {
		const char *name = arguments.of[i].name, *mark = strchr(arguments.of[i].text, ' ') ? "'" : "";

		sb_buf_printf(out, " %s%s%s%s%s%s", name ? "--" : "", name ? name : "", name ? "=" : "", mark, arguments.of[i].text, mark);
	}
}

/* ---- what the model does ---- */

static void mix(uint64_t *print, const void *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		*print = (*print ^ ((const unsigned char *)bytes)[i]) * UINT64_C(0x100000001b3);
}

/* What was asked: the command, the products meant, the rest as given. */
static uint64_t print_of(const struct op *op, const struct arguments *arguments)
{
	uint64_t print = UINT64_C(0xcbf29ce484222325);
	sb_auto(buf) csv = SB_BUF_INIT;

	mix(&print, op->verb->word, strlen(op->verb->word) + 1);
	for (size_t i = 0; i < arguments->count; i++) {
		const char *name = arguments->of[i].name ? arguments->of[i].name : "";

		if (!strcmp(name, "token"))
			continue;
		mix(&print, name, strlen(name) + 1);
		if (arguments->of[i].product >= 0)
			mix(&print, &arguments->of[i].product, sizeof(arguments->of[i].product));
		else
			mix(&print, arguments->of[i].text, strlen(arguments->of[i].text) + 1);
	}
	if (op->verb->flags & VERB_ROWS) {
		op_csv(op, &csv);
		mix(&print, csv.data, csv.len);
	}
	return print;
}

/* What is wrong with the words themselves, or with who says them; then products are looked up before all else. */
static enum sb_status check_words(const struct model *model, const struct op *op, const struct meaning *meaning)
{
	unsigned flags = op->verb->flags;

	if (!model_may(model, op->verb->by))
		return SB_REFUSED;
	for (size_t i = 0; i < op->lines && flags & VERB_PRODUCTS; i++)
		if (meaning->product[i] < 0)
			return SB_NOT_FOUND;
	if (flags & VERB_ENTRY && meaning->entry == SB_NONE)
		return SB_REFUSED;
	if (flags & VERB_ENTRY && (meaning->entry < 1 || meaning->entry > model->entries))
		return SB_NOT_FOUND;
	for (size_t i = 0; i < op->lines && flags & VERB_QUANTITIES; i++) {
		int64_t qty = op->line[i].qty_milli;

		if ((!qty && !(flags & VERB_ZERO)) || !model_fits_decimals(qty, model->product[meaning->product[i]].field[F_DECIMALS]))
			return SB_INVALID;
	}
	return model_knows_reason(model, op->reason) ? SB_OK : SB_INVALID;
}

struct answer verb_act(struct model *model, const struct op *op)
{
	struct answer answer = { .status = SB_OK };
	struct asked asked = NOT_ASKED;
	struct arguments arguments;
	struct meaning meaning;

	understand(model, op, &meaning);
	tell_all(model, op, &meaning, &arguments);
	asked.token = op->token;
	asked.print = print_of(op, &arguments);
	asked.at = op->at;
	answer.status = check_words(model, op, &meaning);
	if (!answer.status)
		answer.status = op->verb->act(model, op, &meaning, &asked, &answer);
	return answer;
}
