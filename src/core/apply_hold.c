/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an entry does to a hold. Its lines move stock between the shelf, what is held, what is committed and the
 * customer; the state of the hold follows from what is left of it.
 */
#include "hold_state.h"
#include <string.h>

/* What a hold of which nothing is left has become, by the kind of the entry that took the last of it. */
static const enum sb_hold_status end_table[SB_KIND_COUNT] = {
	[SB_KIND_HOLD_FULFIL] = SB_HOLD_FULFILLED, [SB_KIND_HOLD_RELEASE] = SB_HOLD_RELEASED,
	[SB_KIND_HOLD_CANCEL] = SB_HOLD_CANCELLED, [SB_KIND_HOLD_EXPIRE] = SB_HOLD_EXPIRED,
	[SB_KIND_UNDO] = SB_HOLD_CANCELLED,
};

static const struct {
	const char *word, *label;
} state_table[SB_HOLD_STATUS_COUNT] = {
#define H(symbol, word_, label_) [SB_HOLD_##symbol] = { .word = word_, .label = label_ },
	SB_HOLD_STATES(H)
#undef H
};

const char *sb_hold_word(enum sb_hold_status status)
{
	return state_table[status].word;
}

const char *sb_hold_label(enum sb_hold_status status)
{
	return _(state_table[status].label);
}

bool sb_hold_status_find(const char *word, enum sb_hold_status *out)
{
	for (size_t i = 0; i < SB_HOLD_STATUS_COUNT; i++) {
		if (strcmp(state_table[i].word, word) != 0)
			continue;
		*out = (enum sb_hold_status)i;
		return true;
	}
	return false;
}

bool sb_kind_begins_hold(enum sb_kind kind)
{
	return kind == SB_KIND_HOLD_PLACE || kind == SB_KIND_HOLD_ALLOCATE;
}

bool sb_kind_is_hold(enum sb_kind kind)
{
	return kind >= SB_KIND_HOLD_PLACE && kind <= SB_KIND_HOLD_EXPIRE;
}

void sb_apply_hold_begin(struct sb_hold_state *hold, int64_t seq, int64_t store, int64_t occurred_at,
			 const struct sb_effect *effect, struct sb_arena *arena)
{
	*hold = (struct sb_hold_state){
		.id = seq,
		.store = store,
		.status = SB_HOLD_HELD,
		.order = effect->order ? sb_arena_strdup(arena, effect->order) : NULL,
		.placed_at = occurred_at,
		.expires_at = effect->expires_ms == SB_NONE ? SB_NONE : occurred_at + effect->expires_ms,
		.arena = arena,
	};
}

static struct sb_hold_part *insert_part(struct sb_hold_state *hold, size_t at, int64_t product)
{
	if (hold->count == hold->cap) {
		struct sb_hold_part *old = hold->parts;

		hold->cap = hold->cap ? hold->cap * 2 : 8;
		hold->parts = sb_arena_alloc(hold->arena, hold->cap * sizeof(*old));
		if (hold->count)
			memcpy(hold->parts, old, hold->count * sizeof(*old));
	}
	memmove(hold->parts + at + 1, hold->parts + at, (hold->count - at) * sizeof(*hold->parts));
	hold->count++;
	hold->parts[at] = (struct sb_hold_part){ .product = product };
	return &hold->parts[at];
}

/* The part of a product, made if a line places it; NULL: the hold has none. */
static struct sb_hold_part *part_of(struct sb_hold_state *hold, int64_t product, bool places)
{
	size_t low = 0, high = hold->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (hold->parts[middle].product < product)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < hold->count && hold->parts[low].product == product)
		return &hold->parts[low];
	return places ? insert_part(hold, low, product) : NULL;
}

static int64_t moved(const struct sb_line *line, enum sb_place place)
{
	return (line->to == place ? line->qty_milli : 0) - (line->from == place ? line->qty_milli : 0);
}

bool sb_apply_hold_line(struct sb_hold_state *hold, const struct sb_line *line)
{
	bool places = line->from == SB_AT_STORE;
	struct sb_hold_part *part = part_of(hold, line->product, places);

	if (!part)
		return false;
	part->qty_milli += places ? line->qty_milli : 0;
	part->held += moved(line, SB_AT_HELD);
	part->committed += moved(line, SB_AT_COMMITTED);
	part->fulfilled += moved(line, SB_AT_CUSTOMER);
	return part->held >= 0 && part->committed >= 0 && part->qty_milli <= SB_QTY_MAX;
}

size_t sb_hold_held(const struct sb_hold_state *hold)
{
	size_t count = 0;

	for (size_t i = 0; i < hold->count; i++)
		count += hold->parts[i].held > 0;
	return count;
}

size_t sb_hold_committed(const struct sb_hold_state *hold)
{
	size_t count = 0;

	for (size_t i = 0; i < hold->count; i++)
		count += hold->parts[i].committed > 0;
	return count;
}

static bool is_fulfilled(const struct sb_hold_state *hold)
{
	bool any = false;

	for (size_t i = 0; i < hold->count; i++)
		any |= hold->parts[i].fulfilled > 0;
	return any;
}

void sb_apply_hold_end(struct sb_hold_state *hold, enum sb_kind kind, int64_t seq, int64_t occurred_at)
{
	hold->version = seq;
	hold->changed_at = occurred_at;
	if (sb_hold_held(hold))
		hold->status = SB_HOLD_HELD;
	else if (sb_hold_committed(hold))
		hold->status = SB_HOLD_ALLOCATED;
	else
		hold->status = is_fulfilled(hold) ? SB_HOLD_FULFILLED : end_table[kind];
}

enum sb_hold_status sb_hold_status_at(const struct sb_hold_state *hold, int64_t now)
{
	if (hold->status != SB_HOLD_HELD || hold->expires_at == SB_NONE || hold->expires_at > now)
		return hold->status;
	return sb_hold_committed(hold) ? SB_HOLD_ALLOCATED : is_fulfilled(hold) ? SB_HOLD_FULFILLED : SB_HOLD_EXPIRED;
}
