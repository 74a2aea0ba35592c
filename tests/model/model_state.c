/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the model remembers, and the order in which an entry is held to the rules. */
#include "model.h"

#include <string.h>

#define AHEAD_MS 60000

static int64_t later(int64_t one, int64_t other)
{
	return one > other ? one : other;
}

static void append(struct model *model, const struct m_entry *entry)
{
	if (model->entries == model->room) {
		model->room = model->room ? model->room * 2 : 64;
		model->entry = sb_realloc(model->entry, (size_t)model->room * sizeof(*entry));
	}
	model->undone_by = sb_realloc(model->undone_by, (size_t)(model->entries + 1) * sizeof(*model->undone_by));
	model->undone_by[model->entries] = 0;
	model->entry[model->entries++] = *entry;
	model->recorded_at = later(model->recorded_at, model->now);
}

struct model *model_new(int64_t now, struct sb_zone *const *zones, bool allow_negative)
{
	struct model *model = sb_alloc(sizeof(*model));
	struct m_entry book = model_draft(SB_KIND_BOOK), store = model_draft(SB_KIND_STORE_ADD);

	*model = (struct model){ .now = now, .zone = zones, .stores = 1, .allow_negative = allow_negative };
	model->at[0] = (struct m_store){ .seq = 2, .name = SB_NONE, .allow_negative = allow_negative };
	book.occurred_at = store.occurred_at = now;
	append(model, &book);
	append(model, &store);
	return model;
}

/* ---- copies ---- */

static void *copy_of(const void *from, size_t bytes)
{
	void *copy = sb_alloc(bytes);

	if (bytes)
		memcpy(copy, from, bytes);
	return copy;
}

struct model *model_try(struct model *model)
{
	struct model *copy = copy_of(model, sizeof(*model));

	copy->product = copy_of(model->product, (size_t)model->products * sizeof(*model->product));
	copy->undone_by = copy_of(model->undone_by, (size_t)model->entries * sizeof(*model->undone_by));
	copy->day = copy_of(model->day, (size_t)model->days * sizeof(*model->day));
	copy->hold = copy_of(model->hold, (size_t)model->holds * sizeof(*model->hold));
	copy->transfer = copy_of(model->transfer, (size_t)model->transfers * sizeof(*model->transfer));
	copy->supplier = copy_of(model->supplier, (size_t)model->suppliers * sizeof(*model->supplier));
	copy->purchase = copy_of(model->purchase, (size_t)model->purchases * sizeof(*model->purchase));
	copy->wanted = copy_of(model->wanted, (size_t)model->wanteds * sizeof(*model->wanted));
	copy->count = copy_of(model->count, (size_t)model->counts * sizeof(*model->count));
	copy->truth = copy_of(model->truth, (size_t)model->truths * sizeof(*model->truth));
	copy->scan = copy_of(model->scan, (size_t)model->scans * sizeof(*model->scan));
	return copy;
}

static void release(struct model *model)
{
	free(model->product);
	free(model->undone_by);
	free(model->day);
	free(model->hold);
	free(model->transfer);
	free(model->supplier);
	free(model->purchase);
	free(model->wanted);
	free(model->count);
	free(model->truth);
	free(model->scan);
	free(model);
}

struct model *model_keep(struct model *model, struct model *trial)
{
	release(model);
	return trial;
}

/* The entries may lie elsewhere since; those of before are the same. */
struct model *model_drop(struct model *model, struct model *trial)
{
	model->entry = trial->entry;
	model->room = trial->room;
	release(trial);
	return model;
}

struct model *model_copy(const struct model *model)
{
	struct model *copy = model_try((struct model *)(uintptr_t)model);

	copy->room = model->entries;
	copy->entry = copy_of(model->entry, (size_t)model->entries * sizeof(*model->entry));
	return copy;
}

void model_free(struct model *model)
{
	if (!model)
		return;
	free(model->entry);
	release(model);
}

/* ---- looking up ---- */

int model_find(const struct model *model, enum field field, int64_t value)
{
	for (int i = 0; i < model->products; i++)
		if (!model->product[i].archived && model->product[i].field[field] == value)
			return i;
	return -1;
}

bool model_is_code_free(const struct model *model, enum field field, int64_t value, int except)
{
	int found = value == SB_NONE ? -1 : model_find(model, field, value);

	return found < 0 || found == except;
}

bool model_fits_decimals(int64_t milli, int64_t decimals)
{
	static const int64_t steps[] = { 1000, 100, 10, 1 };

	return milli % steps[decimals] == 0;
}

/* ---- entries ---- */

struct m_entry model_draft(enum sb_kind kind)
{
	return (struct m_entry){ .kind = kind, .root = kind, .store = -1, .product = -1, .archived = -1, .of_store = -1,
				 .negative = -1, .negative_was = -1, .gone = -1, .hold = -1, .transfer = -1, .to = -1, .order = -1,
				 .expires_ms = SB_NONE, .count = -1, .purchase = -1, .supplier = -1, .user = -1, .retired = -1, .own = -1 };
}

bool model_replays(const struct model *model, const struct asked *asked, struct answer *out, enum sb_status *status)
{
	const struct m_token *token = asked->token >= 0 ? &model->token[asked->token] : NULL;

	if (!token || !token->seq)
		return false;
	*out = (struct answer){ .replayed = true, .seq = token->seq };
	*status = token->print == asked->print ? SB_OK : SB_CONFLICT;
	return true;
}

/* Recorded as it was asked for, or the first mistake that is noticed. */
static enum sb_status check(struct model *model, struct m_entry *entry, bool physical)
{
	enum sb_status status = model_check_hold(model, entry);

	if (!status)
		status = model_check_count(model, entry);
	if (!status && entry->undoes && model->undone_by[entry->undoes - 1])
		status = SB_REFUSED;
	if (!status)
		model_absorb(model, entry);
	if (!status)
		model_change_worth(model, entry);
	if (!status)
		status = model_move_all(model, entry, physical);
	if (!status)
		status = model_carry(model, entry);
	if (!status)
		status = model_check_store(model, entry);
	if (!status)
		status = model_check_supplier(model, entry);
	if (!status)
		status = model_check_user(model, entry);
	if (!status)
		status = model_check_reason(model, entry);
	if (!status)
		status = model_deal(model, entry);
	return status || entry->product < 0 ? status : model_check_product(model, entry);
}

enum sb_status model_put(struct model *model, const struct m_entry *draft, const struct asked *asked, struct answer *out)
{
	struct m_entry entry = *draft;
	enum sb_status status = SB_OK;

	if (model_replays(model, asked, out, &status))
		return status;
	status = model_expire_lines(model, draft);
	if (!status && asked->at != SB_NONE && asked->at > model->now + AHEAD_MS)
		status = SB_INVALID;
	entry.occurred_at = asked->at == SB_NONE ? model->now : asked->at;
	entry.is_dated = asked->at != SB_NONE;
	entry.told_late = asked->at != SB_NONE && asked->at <= later(model->now, model->recorded_at) - SB_LATE_MS;
	entry.who = model->who;
	if (!status)
		status = check(model, &entry, asked->physical);
	if (status)
		return status;
	if (model_begins_hold(entry.kind))
		entry.hold = model->holds;
	if (!entry.root_seq)
		entry.root_seq = model->entries + 1;
	append(model, &entry);
	model_change_product(model, &entry);
	model_change_store(model, &entry);
	model_change_hold(model, &entry);
	model_change_count(model, &entry);
	model_change_supplier(model, &entry);
	model_change_user(model, &entry);
	model_change_reason(model, &entry);
	if (entry.undoes)
		model->undone_by[entry.undoes - 1] = model->entries;
	if (asked->token >= 0)
		model->token[asked->token] = (struct m_token){ .seq = model->entries, .print = asked->print };
	*out = (struct answer){ .seq = model->entries };
	return SB_OK;
}
