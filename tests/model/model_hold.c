/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds in the model: what may become of one, what is taken from it, and that it expires whether or not anybody wrote that down. */
#include "model.h"

bool model_is_hold(enum sb_kind kind)
{
	return kind >= SB_KIND_HOLD_PLACE && kind <= SB_KIND_HOLD_EXPIRE;
}

bool model_begins_hold(enum sb_kind kind)
{
	return kind == SB_KIND_HOLD_PLACE || kind == SB_KIND_HOLD_ALLOCATE;
}

static bool any_held(const struct m_hold *hold)
{
	bool any = false;

	for (size_t i = 0; i < hold->parts; i++)
		any |= hold->part[i].held > 0;
	return any;
}

static bool any_committed(const struct m_hold *hold)
{
	bool any = false;

	for (size_t i = 0; i < hold->parts; i++)
		any |= hold->part[i].committed > 0;
	return any;
}

static bool any_fulfilled(const struct m_hold *hold)
{
	bool any = false;

	for (size_t i = 0; i < hold->parts; i++)
		any |= hold->part[i].fulfilled > 0;
	return any;
}

static bool has_expired(const struct m_hold *hold, int64_t now)
{
	return any_held(hold) && hold->expires_at <= now;
}

enum sb_hold_status model_hold_status(const struct m_hold *hold, int64_t now)
{
	if (!has_expired(hold, now))
		return hold->status;
	return any_committed(hold) ? SB_HOLD_ALLOCATED : any_fulfilled(hold) ? SB_HOLD_FULFILLED : SB_HOLD_EXPIRED;
}

/* ---- expiry ---- */

int64_t model_expired(const struct model *model, int product, int store)
{
	int64_t sum = 0;

	for (int h = 0; h < model->holds; h++) {
		const struct m_hold *hold = &model->hold[h];

		for (size_t i = 0; i < hold->parts && hold->store == store && has_expired(hold, model->now); i++)
			if (hold->part[i].product == product)
				sum += hold->part[i].held;
	}
	return sum;
}

static bool holds_product(const struct m_hold *hold, int product)
{
	for (size_t i = 0; i < hold->parts; i++)
		if (hold->part[i].product == product && hold->part[i].held)
			return true;
	return false;
}

/* The one whose time came first; product or store -1: of any. */
static int first_expired(const struct model *model, int product, int store)
{
	int first = -1;

	for (int h = 0; h < model->holds; h++) {
		const struct m_hold *hold = &model->hold[h];

		if (!has_expired(hold, model->now) || (product >= 0 && !holds_product(hold, product)) || (store >= 0 && hold->store != store))
			continue;
		if (first < 0 || hold->expires_at < model->hold[first].expires_at)
			first = h;
	}
	return first;
}

static enum sb_status expire(struct model *model, int product, int store)
{
	enum sb_status status = SB_OK;
	int hold;

	while (!status && (hold = first_expired(model, product, store)) >= 0) {
		struct m_entry entry = model_draft(SB_KIND_HOLD_EXPIRE);
		const struct asked asked = { .token = -1, .at = model->hold[hold].expires_at };
		struct answer ignored;

		entry.hold = hold;
		entry.store = model->hold[hold].store;
		status = model_put(model, &entry, &asked, &ignored);
	}
	return status;
}

enum sb_status model_expire_lines(struct model *model, const struct m_entry *draft)
{
	enum sb_status status = SB_OK;

	if (draft->kind == SB_KIND_PRODUCT_ARCHIVE)
		return model_expire_product(model, draft->product);
	if (model_is_hold(draft->kind) && !model_begins_hold(draft->kind))
		return SB_OK;
	for (size_t i = 0; i < draft->lines && !status; i++)
		status = expire(model, draft->line[i].product, draft->store);
	return status;
}

enum sb_status model_expire_product(struct model *model, int product)
{
	return expire(model, product, -1);
}

enum sb_status model_expire_all(struct model *model)
{
	return expire(model, -1, -1);
}

/* ---- what may become of it ---- */

static enum sb_status told(enum sb_hold_status status)
{
	return status == SB_HOLD_HELD || status == SB_HOLD_EXPIRED ? SB_REFUSED : SB_CONFLICT;
}

static enum sb_status may_undo(const struct m_hold *hold, int64_t now)
{
	if (has_expired(hold, now))
		return SB_REFUSED;
	if (hold->version == hold->seq)
		return SB_OK;
	return any_held(hold) || any_committed(hold) ? SB_REFUSED : told(hold->status);
}

static enum sb_status may_become(const struct m_hold *hold, enum sb_kind kind, int64_t now)
{
	bool is_held = any_held(hold) && !has_expired(hold, now);

	switch (kind) {
	case SB_KIND_HOLD_EXPIRE:
		return SB_OK;
	case SB_KIND_HOLD_CONVERT:
	case SB_KIND_HOLD_RELEASE:
		return is_held ? SB_OK : has_expired(hold, now) ? SB_REFUSED : told(hold->status);
	case SB_KIND_HOLD_FULFIL:
		return any_committed(hold) ? SB_OK : told(model_hold_status(hold, now));
	default:
		return is_held || any_committed(hold) ? SB_OK : told(model_hold_status(hold, now));
	}
}

/* ---- lines ---- */

struct taking {
	struct m_entry *entry;
	enum sb_place to;
	bool held, committed; /* from where */
};

static void take(const struct taking *taking, const struct m_line *like, int64_t qty, enum sb_place from)
{
	struct m_line *line = &taking->entry->line[taking->entry->lines++];

	*line = *like;
	line->qty = qty;
	line->from = from;
	line->to = taking->to;
}

/* So much of a part, of what is held before what is committed; the rest that is not there. */
static int64_t take_part(const struct taking *taking, const struct m_line *like, const struct m_part *part, int64_t wanted)
{
	int64_t held = taking->held ? part->held : 0, committed = taking->committed ? part->committed : 0;

	held = held < wanted ? held : wanted;
	committed = committed < wanted - held ? committed : wanted - held;
	if (held)
		take(taking, like, held, SB_AT_HELD);
	if (committed)
		take(taking, like, committed, SB_AT_COMMITTED);
	return wanted - held - committed;
}

static bool is_before(const struct m_line *lines, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (lines[i].product == lines[at].product)
			return true;
	return false;
}

static bool take_wanted(const struct m_hold *hold, const struct taking *taking, const struct m_line *wanted, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int64_t sum = 0;

		if (is_before(wanted, i))
			continue;
		for (size_t j = i; j < count; j++)
			sum += wanted[j].product == wanted[i].product ? wanted[j].qty : 0;
		for (size_t p = 0; p < hold->parts; p++)
			if (hold->part[p].product == wanted[i].product)
				sum = take_part(taking, &wanted[i], &hold->part[p], sum);
		if (sum)
			return false;
	}
	return true;
}

static const struct m_line plain_line = { .price = SB_NONE, .cost = SB_NONE, .reason = -1 };

static void take_all(const struct m_hold *hold, const struct taking *taking)
{
	for (size_t p = 0; p < hold->parts; p++) {
		struct m_line line = plain_line;

		line.product = hold->part[p].product;
		(void)take_part(taking, &line, &hold->part[p], INT64_MAX);
	}
}

/* What is handed over has the price and the cost it has now. */
static void fill_money(const struct model *model, struct m_entry *entry)
{
	for (size_t i = 0; i < entry->lines && entry->kind == SB_KIND_HOLD_FULFIL; i++) {
		const struct m_product *product = &model->product[entry->line[i].product];

		entry->line[i].price = product->field[F_PRICE];
		entry->line[i].cost = product->field[F_COST];
	}
}

enum sb_status model_check_hold(const struct model *model, struct m_entry *entry)
{
	const struct m_hold *hold = entry->hold >= 0 ? &model->hold[entry->hold] : NULL;
	const struct m_entry wanted = *entry;
	enum sb_kind kind = entry->kind;
	struct taking taking = { .entry = entry, .to = SB_AT_STORE };
	enum sb_status status;

	if (!hold)
		return SB_OK;
	if (kind == SB_KIND_UNDO)
		return entry->redo ? SB_REFUSED : may_undo(hold, model->now);
	status = may_become(hold, kind, model->now);
	if (!status && kind == SB_KIND_HOLD_CANCEL && any_committed(hold) && !entry->has_reason)
		status = SB_INVALID;
	if (status)
		return status;
	taking.held = kind == SB_KIND_HOLD_CANCEL ? !has_expired(hold, model->now) : kind != SB_KIND_HOLD_FULFIL;
	taking.committed = kind == SB_KIND_HOLD_FULFIL || kind == SB_KIND_HOLD_CANCEL;
	if (kind == SB_KIND_HOLD_CONVERT)
		taking.to = SB_AT_COMMITTED;
	if (kind == SB_KIND_HOLD_FULFIL)
		taking.to = SB_AT_CUSTOMER;
	entry->lines = 0;
	if (!wanted.lines)
		take_all(hold, &taking);
	else if (!take_wanted(hold, &taking, wanted.line, wanted.lines))
		return SB_REFUSED;
	fill_money(model, entry);
	return SB_OK;
}

/* ---- what became of it ---- */

static void begin(struct model *model, const struct m_entry *entry)
{
	model->hold = sb_realloc(model->hold, (size_t)(model->holds + 1) * sizeof(*model->hold));
	model->hold[model->holds++] = (struct m_hold){
		.seq = model->entries,
		.store = entry->store,
		.order = entry->order,
		.begun = entry->kind,
		.placed_at = entry->occurred_at,
		.expires_at = entry->expires_ms == SB_NONE ? SB_NONE : entry->occurred_at + entry->expires_ms,
	};
}

/* In order of products. */
static struct m_part *part_of(struct m_hold *hold, int product)
{
	size_t at = 0;

	while (at < hold->parts && hold->part[at].product < product)
		at++;
	if (at < hold->parts && hold->part[at].product == product)
		return &hold->part[at];
	for (size_t i = hold->parts++; i > at; i--)
		hold->part[i] = hold->part[i - 1];
	hold->part[at] = (struct m_part){ .product = product };
	return &hold->part[at];
}

static enum sb_hold_status end_of(enum sb_kind kind)
{
	switch (kind) {
	case SB_KIND_HOLD_RELEASE:
		return SB_HOLD_RELEASED;
	case SB_KIND_HOLD_EXPIRE:
		return SB_HOLD_EXPIRED;
	default:
		return SB_HOLD_CANCELLED;
	}
}

void model_change_hold(struct model *model, const struct m_entry *entry)
{
	bool begins = model_begins_hold(entry->kind);
	struct m_hold *hold;

	if (begins)
		begin(model, entry);
	else if (entry->hold < 0)
		return;
	hold = &model->hold[begins ? model->holds - 1 : entry->hold];
	for (size_t i = 0; i < entry->lines; i++) {
		const struct m_line *line = &entry->line[i];
		struct m_part *part = part_of(hold, line->product);
		enum sb_place from = line->from, to = line->to;

		if (line->absorbed_by)
			continue;
		part->qty += from == SB_AT_STORE ? line->qty : 0;
		part->held += (to == SB_AT_HELD ? line->qty : 0) - (from == SB_AT_HELD ? line->qty : 0);
		part->committed += (to == SB_AT_COMMITTED ? line->qty : 0) - (from == SB_AT_COMMITTED ? line->qty : 0);
		part->fulfilled += to == SB_AT_CUSTOMER ? line->qty : 0;
	}
	hold->version = model->entries;
	hold->status = any_held(hold)	     ? SB_HOLD_HELD
		       : any_committed(hold) ? SB_HOLD_ALLOCATED
		       : any_fulfilled(hold) ? SB_HOLD_FULFILLED
					     : end_of(entry->kind);
}
