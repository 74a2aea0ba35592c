/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What recording does for holds: what the entry is about is loaded and asked whether it may change, the lines of a
 * change are made from what is left of it, and in the end its rows are written.
 */
#include "hold_state.h"
#include "kinds.h"
#include "product_store.h"
#include "record.h"
#include "try.h"
#include <assert.h>
#include <string.h>

/* ---- asking for a part ---- */

static int64_t left_of(const struct sb_hold_part *part, enum sb_place place)
{
	return place == SB_AT_HELD ? part->held : part->committed;
}

static enum sb_status fail_too_much(struct sb_recording *recording, int64_t product, int64_t left, struct sb_error *err)
{
	const struct sb_numbers *numbers = recording->book->world->numbers;
	sb_auto(buf) label = SB_BUF_INIT;
	sb_auto(buf) have = SB_BUF_INIT;

	sb_product_label(recording->book, product, &label);
	sb_qty_print(left, 0, numbers, &have);
	return sb_fail_field(err, SB_REFUSED, "qty", _("hold %lld has only %s of %s left: ask for no more"),
			     (long long)recording->hold->id, have.data, label.data);
}

static void add_line(struct sb_recording *recording, const struct sb_line *like, int64_t qty_milli, enum sb_place from,
		     enum sb_place to)
{
	struct sb_line *line = &recording->made[recording->given_count++];

	*line = *like;
	line->qty_milli = qty_milli;
	line->from = from;
	line->to = to;
}

static enum sb_place place_after(enum sb_kind kind)
{
	return kind == SB_KIND_HOLD_CONVERT  ? SB_AT_COMMITTED
	       : kind == SB_KIND_HOLD_FULFIL ? SB_AT_CUSTOMER
					     : SB_AT_STORE;
}

/* A line of what was asked: from what is held, and when cancelling from what is committed too. */
static enum sb_status take_part(struct sb_recording *recording, const struct sb_line *wanted,
				const enum sb_place *places, struct sb_error *err)
{
	const struct sb_hold_state *hold = recording->hold;
	int64_t rest = wanted->qty_milli, left = 0;

	if (rest <= 0 || rest > SB_QTY_MAX)
		return sb_fail_field(err, SB_INVALID, "quantity",
				     _("the quantity must be above zero and below a million million: give another"));
	for (size_t i = 0; i < hold->count; i++) {
		if (hold->parts[i].product != wanted->product)
			continue;
		for (; *places && rest; places++) {
			int64_t here = left_of(&hold->parts[i], *places), taken = here < rest ? here : rest;

			left += here;
			if (taken)
				add_line(recording, wanted, taken, *places, place_after(recording->draft->kind));
			rest -= taken;
		}
	}
	return rest ? fail_too_much(recording, wanted->product, left, err) : SB_OK;
}

static void take_all(struct sb_recording *recording, const enum sb_place *places)
{
	static const struct sb_line plain = { .price_minor = SB_NONE, .cost_minor = SB_NONE };
	const struct sb_hold_state *hold = recording->hold;

	for (size_t i = 0; i < hold->count; i++) {
		struct sb_line line = plain;

		line.product = hold->parts[i].product;
		for (const enum sb_place *place = places; *place; place++) {
			int64_t left = left_of(&hold->parts[i], *place);

			if (left)
				add_line(recording, &line, left, *place, place_after(recording->draft->kind));
		}
	}
}

/* One line a product: what is asked twice is asked once, for more. */
static size_t sum_lines(const struct sb_draft *draft, struct sb_line *out)
{
	size_t count = 0;

	for (size_t i = 0; i < draft->line_count; i++) {
		size_t at = 0;

		while (at < count && out[at].product != draft->lines[i].product)
			at++;
		if (at == count)
			out[count++] = draft->lines[i];
		else if (!sb_add(out[at].qty_milli, draft->lines[i].qty_milli, &out[at].qty_milli))
			out[at].qty_milli = INT64_MAX;
	}
	return count;
}

/* ---- before ---- */

/* From which places a kind of entry takes; a held part that has expired is nobody's to take. */
static void places_of(const struct sb_recording *recording, enum sb_place out[3])
{
	enum sb_kind kind = recording->draft->kind;
	const struct sb_hold_state *hold = recording->hold;
	bool is_live = hold->status == SB_HOLD_HELD && hold->expires_at > sb_book_now(recording->book);
	size_t count = 0;

	if (kind != SB_KIND_HOLD_FULFIL && (kind != SB_KIND_HOLD_CANCEL || is_live))
		out[count++] = SB_AT_HELD;
	if (kind == SB_KIND_HOLD_FULFIL || kind == SB_KIND_HOLD_CANCEL)
		out[count++] = SB_AT_COMMITTED;
	out[count] = 0;
}

static enum sb_status make_lines(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_draft *draft = recording->draft;
	struct sb_arena *arena = recording->write->arena;
	size_t most = 2 * (draft->line_count + recording->hold->count);
	struct sb_line *wanted = sb_arena_alloc(arena, (draft->line_count + 1) * sizeof(*wanted));
	size_t count = sum_lines(draft, wanted);
	enum sb_place places[3];

	places_of(recording, places);
	recording->made = sb_arena_alloc(arena, most * sizeof(*recording->made));
	recording->given = recording->made;
	recording->given_count = 0;
	for (size_t i = 0; i < count; i++)
		TRY(take_part(recording, &wanted[i], places, err));
	if (count == 0)
		take_all(recording, places);
	return SB_OK;
}

static enum sb_status load(struct sb_recording *recording, int64_t id, struct sb_error *err)
{
	struct sb_arena *arena = recording->write->arena;
	struct sb_hold_state *hold = sb_arena_alloc(arena, sizeof(*hold));

	TRY(sb_hold_load(recording->book->db, id, arena, hold, err));
	TRY(sb_hold_allow(hold, recording->draft->kind, sb_book_now(recording->book), err));
	if (recording->draft->kind == SB_KIND_HOLD_CANCEL && sb_hold_committed(hold) &&
	    !(recording->effect->reason && *recording->effect->reason))
		return sb_fail_field(err, SB_INVALID, "reason", _("hold %lld was allocated: say why it is cancelled"),
				     (long long)id);
	recording->hold = hold;
	return SB_OK;
}

enum sb_status sb_hold_check_begin(enum sb_kind kind, const struct sb_effect *effect, struct sb_error *err)
{
	if (kind == SB_KIND_HOLD_PLACE && (effect->expires_ms < 1000 || effect->expires_ms > SB_HOLD_EXPIRES_MAX))
		return sb_fail_field(err, SB_INVALID, "expires",
				     _("a hold lasts from one second to ten years: give a span of time between"));
	if (effect->order && (!*effect->order || strlen(effect->order) > SB_ORDER_BYTES_MAX))
		return sb_fail_field(err, SB_INVALID, "order", _("an order is named with 1 to %d bytes: shorten it"),
				     SB_ORDER_BYTES_MAX);
	return SB_OK;
}

static enum sb_status check_beginning(const struct sb_recording *recording, struct sb_error *err)
{
	if (recording->draft->occurred_at != SB_NONE)
		return sb_fail_field(err, SB_INVALID, "at",
				     _("what is set aside is set aside now: leave the time out"));
	return sb_hold_check_begin(recording->draft->kind, recording->effect, err);
}

enum sb_status sb_record_hold_prepare(struct sb_recording *recording, struct sb_error *err)
{
	enum sb_kind kind = recording->draft->kind;

	if (sb_kind_begins_hold(kind))
		return check_beginning(recording, err);
	if (sb_kind_is_hold(kind)) {
		if (recording->draft->subject == SB_NONE)
			return sb_fail(err, SB_INVALID, _("an entry of this kind must name what it is about"));
		TRY(load(recording, recording->draft->subject, err));
		return make_lines(recording, err);
	}
	if (kind != SB_KIND_UNDO || !sb_kind_is_hold(recording->effect->of))
		return SB_OK;
	if (recording->effect->redo)
		return sb_fail(err, SB_REFUSED, _("a hold that was taken back stays so: place a new one"));
	return load(recording, recording->draft->undoes, err);
}

/* ---- after ---- */

enum sb_status sb_record_hold_write(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;
	struct sb_hold_state begun, *hold = recording->hold;
	bool begins = sb_kind_begins_hold(entry->kind);

	if (begins) {
		sb_apply_hold_begin(&begun, entry->seq, entry->store, entry->occurred_at, recording->effect,
				    recording->write->arena);
		hold = &begun;
	}
	if (!hold)
		return SB_OK;
	for (size_t i = 0; i < entry->line_count; i++)
		if (!entry->lines[i].absorbed_by && !sb_apply_hold_line(hold, &entry->lines[i]))
			return sb_fail(err, SB_CORRUPT,
				       _("hold %lld is not what its entries make: run `stockbook rebuild`"),
				       (long long)hold->id);
	sb_apply_hold_end(hold, entry->kind, entry->seq, entry->occurred_at);
	return begins ? sb_hold_insert(recording->book->db, hold, err) : sb_hold_save(recording->book->db, hold, err);
}
