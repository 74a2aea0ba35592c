/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adds, changes and archives products: makes the entries that say so. */
#include "kinds.h"
#include "order_state.h"
#include "product_store.h"
#include "record.h"
#include "sku.h"
#include "statements.h"
#include "try.h"
#include <assert.h>
#include <string.h>

/* What was asked, where the caller does not say: unlike the entry's body it does not depend on how the book stood. */
static void digest_request(enum sb_kind kind, int64_t id, const struct sb_product_change *change, int64_t opening_milli, struct sb_hash *out)
{
	static const struct sb_product_change nothing;
	const struct sb_effect effect = { .has_set = true, .set = change ? *change : nothing, .archived = -1 };
	sb_auto(buf) printed = SB_BUF_INIT;
	struct sb_hasher hasher;

	sb_effect_print(kind, &effect, &printed);
	sb_hash_start(&hasher, "stockbook product 1");
	sb_hash_text(&hasher, sb_kind_word(kind));
	sb_hash_int(&hasher, id);
	sb_hash_text(&hasher, printed.data);
	sb_hash_int(&hasher, opening_milli);
	sb_hash_end(&hasher, out);
}

static void fill_draft(struct sb_draft *draft, const struct sb_product_extra *extra, const struct sb_hash *own)
{
	draft->occurred_at = extra->occurred_at;
	draft->token = extra->token;
	draft->fingerprint = extra->fingerprint ? extra->fingerprint : own;
	draft->batch = extra->batch;
	draft->note = extra->note;
	draft->seen = extra->seen_version;
}

/* Fields every product has. */
static struct sb_value fallback_of(enum sb_product_field field)
{
	struct sb_value value = { .type = sb_product_field_table[field].type };

	switch (field) {
	case SB_PF_UNIT:
		value.s = "piece";
		break;
	case SB_PF_ALERTS:
		value.n = 1;
		break;
	case SB_PF_DECIMALS:
		break;
	default:
		value.is_null = true;
	}
	return value;
}

/* Adding. */

static enum sb_status take_code(struct sb_write *write, struct sb_product_change *set, struct sb_error *err)
{
	char code[SB_SKU_BYTES_MAX + 1];
	int64_t products = 0;

	if (set->given[SB_PF_SKU])
		return SB_OK;
	if (write->book->next_code == 0)
		TRY(sb_book_product_count(write->book, &products, err));
	TRY(sb_sku_next(write->book, products + write->products_more, code, err));
	set->given[SB_PF_SKU] = true;
	set->value[SB_PF_SKU] = (struct sb_value){ .type = SB_TEXT_TYPE, .s = sb_arena_strdup(write->arena, code) };
	return SB_OK;
}

/* Only what is there goes into the entry. */
static void fill_addition(const struct sb_product_change *change, struct sb_product_change *set)
{
	for (enum sb_product_field field = 0; field < SB_PF_COUNT; field++) {
		bool has_value = change->given[field] && !change->value[field].is_null;

		set->value[field] = has_value ? change->value[field] : fallback_of(field);
		set->given[field] = !set->value[field].is_null;
	}
}

static enum sb_status check_opening(int64_t opening_milli, struct sb_error *err)
{
	if (opening_milli == SB_NONE || (opening_milli >= 0 && opening_milli <= SB_QTY_MAX))
		return SB_OK;
	return sb_fail_field(err, SB_INVALID, "opening", _("opening stock cannot be below zero or beyond counting: leave it out and correct the stock later"));
}

static enum sb_status record_opening(struct sb_write *write, const struct sb_outcome *added, const struct sb_product_extra *extra,
				     struct sb_error *err)
{
	const struct sb_line line = {
		.product = added->seq,
		.qty_milli = extra->opening_milli,
		.price_minor = SB_NONE,
		.cost_minor = SB_NONE,
	};
	struct sb_draft draft = SB_DRAFT(SB_KIND_OPENING);
	const struct sb_intake intake = { .draft = &draft, .store = SB_NONE };
	struct sb_outcome ignored;

	draft.occurred_at = extra->occurred_at;
	draft.batch = added->seq;
	draft.lines = &line;
	draft.line_count = 1;
	if (sb_record(write, &intake, &ignored, err) == SB_OK)
		return SB_OK;
	/* the product alone is not what was asked for */
	write->spoiled = *err;
	return err->status;
}

static enum sb_status check_opening_decimals(int64_t opening_milli, const struct sb_product_change *set, struct sb_error *err)
{
	static const int64_t step_table[] = { 1000, 100, 10, 1 };
	int64_t decimals = set->value[SB_PF_DECIMALS].n;

	assert(decimals >= 0 && decimals < (int64_t)SB_COUNT(step_table));
	if (opening_milli == SB_NONE || opening_milli % step_table[decimals] == 0)
		return SB_OK;
	return sb_fail_field(err, SB_INVALID, "opening", _("the product is counted with %lld decimals: give a quantity without more"),
			     (long long)decimals);
}

enum sb_status sb_product_add(struct sb_write *write, const struct sb_product_change *change, const struct sb_product_extra *extra,
			      struct sb_outcome *out, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_PRODUCT_ADD);
	struct sb_effect *effect;
	struct sb_outcome outcome;
	struct sb_hash own = { 0 };

	sb_arena_clear(write->arena);
	if (extra->token)
		digest_request(SB_KIND_PRODUCT_ADD, 0, change, extra->opening_milli, &own);
	effect = sb_arena_alloc(write->arena, sizeof(*effect));
	*effect = (struct sb_effect){ .has_set = true, .archived = -1, .of = SB_KIND_PRODUCT_ADD, .at = SB_NONE };
	fill_addition(change, &effect->set);
	TRY(sb_supplier_settle(write->book, &effect->set, write->arena, err));
	TRY(check_opening(extra->opening_milli, err));
	TRY(check_opening_decimals(extra->opening_milli, &effect->set, err));
	TRY(take_code(write, &effect->set, err));
	fill_draft(&draft, extra, &own);
	const struct sb_intake intake = { .draft = &draft, .store = SB_NONE, .effect = effect };
	TRY(sb_record(write, &intake, &outcome, err));
	if (!outcome.replayed && extra->opening_milli != SB_NONE && extra->opening_milli > 0)
		TRY(record_opening(write, &outcome, extra, err));
	*out = outcome;
	return SB_OK;
}

/* Changing. */

/* What really changes, with what it was. False: nothing. */
static bool find_changes(const struct sb_product *before, const struct sb_product_change *change, struct sb_effect *effect)
{
	for (enum sb_product_field field = 0; field < SB_PF_COUNT; field++) {
		struct sb_value value = change->value[field];

		if (!change->given[field])
			continue;
		if (value.is_null)
			value = fallback_of(field);
		if (sb_value_same(&before->value[field], &value))
			continue;
		effect->set.given[field] = effect->was.given[field] = true;
		effect->set.value[field] = value;
		effect->was.value[field] = before->value[field];
		effect->has_set = true;
	}
	return effect->has_set;
}

enum sb_status sb_product_edit(struct sb_write *write, int64_t id, const struct sb_product_change *change,
			       const struct sb_product_extra *extra, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_PRODUCT_EDIT);
	struct sb_product_change settled = *change;
	struct sb_product_state *before;
	struct sb_effect *effect;
	struct sb_hash own = { 0 };
	bool found = false;

	if (extra->token) {
		digest_request(SB_KIND_PRODUCT_EDIT, id, change, SB_NONE, &own);
		TRY(sb_record_replay(write->book->db, extra->token, extra->fingerprint ? extra->fingerprint : &own, &found, out, err));
	}
	if (found)
		return SB_OK;
	sb_arena_clear(write->arena);
	before = sb_arena_alloc(write->arena, sizeof(*before));
	effect = sb_arena_alloc(write->arena, sizeof(*effect));
	*effect = (struct sb_effect){ .archived = -1, .of = SB_KIND_PRODUCT_EDIT, .at = SB_NONE };
	TRY(sb_product_load(write->book->db, id, write->arena, before, err));
	TRY(sb_supplier_settle(write->book, &settled, write->arena, err));
	if (!find_changes(&before->product, &settled, effect)) {
		*out = (struct sb_outcome){ .kind = SB_KIND_PRODUCT_EDIT };
		return SB_OK;
	}
	fill_draft(&draft, extra, &own);
	draft.subject = id;
	const struct sb_intake intake = { .draft = &draft, .store = SB_NONE, .effect = effect, .before = before };
	return sb_record(write, &intake, out, err);
}

enum sb_status sb_product_archive(struct sb_write *write, int64_t id, const struct sb_product_extra *extra, struct sb_outcome *out,
				  struct sb_error *err)
{
	static const struct sb_effect effect = { .archived = 1, .of = SB_KIND_PRODUCT_ARCHIVE, .at = SB_NONE };
	struct sb_draft draft = SB_DRAFT(SB_KIND_PRODUCT_ARCHIVE);
	const struct sb_intake intake = { .draft = &draft, .store = SB_NONE, .effect = &effect };
	struct sb_hash own = { 0 };

	sb_arena_clear(write->arena);
	digest_request(SB_KIND_PRODUCT_ARCHIVE, id, NULL, SB_NONE, &own);
	fill_draft(&draft, extra, &own);
	draft.subject = id;
	return sb_record(write, &intake, out, err);
}

enum sb_status sb_product_get(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_product *out, struct sb_error *err)
{
	struct sb_product_state state;

	TRY(sb_product_load(book->db, id, arena, &state, err));
	*out = state.product;
	return SB_OK;
}
