/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an entry does to a supplier, to an order and to what goods have cost: held to the rules, stored. */
#include "kinds.h"
#include "order_state.h"
#include "product_store.h"
#include "record.h"
#include "try.h"

/* Suppliers. */

/* Orders name a supplier for ever. */
static enum sb_status refuse_supplier_in_use(struct sb_db *db, const struct sb_supplier *supplier, struct sb_error *err)
{
	bool is_free = false;

	TRY(sb_supplier_is_free(db, supplier->id, &is_free, err));
	return is_free ? SB_OK
		       : sb_fail(err, SB_REFUSED, _("%s has orders: a supplier with a history stays, but may be retired"),
				 supplier->value[SB_SF_NAME].s);
}

/* Setting back must not wipe out a later change. */
static enum sb_status refuse_supplier_changed(const struct sb_supplier *now, const struct sb_supplier_change *was,
					      struct sb_error *err)
{
	for (size_t i = 0; i < SB_SF_COUNT; i++)
		if (was->given[i] && !sb_value_same(&was->value[i], &now->value[i]))
			return sb_fail_field(err, SB_REFUSED, sb_supplier_field_table[i].option,
					     _("%s of %s was changed again since: undo that first"),
					     _(sb_supplier_field_table[i].label), now->value[SB_SF_NAME].s);
	return SB_OK;
}

static enum sb_status prepare_supplier(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_effect *effect = recording->effect;
	struct sb_supplier_state state;
	struct sb_supplier_change whole = { 0 };

	if (recording->entry.kind == SB_KIND_SUPPLIER_ADD)
		return sb_supplier_refuse_taken(recording->book, SB_NONE, &effect->supplier_set, err);
	TRY(sb_supplier_derive(recording->book, recording->entry.subject, recording->write->arena, &state, err));
	if (effect->fate == SB_STORE_GOES)
		return refuse_supplier_in_use(recording->book->db, &state.supplier, err);
	if (effect->fate == SB_STORE_RETURNS) {
		whole.given[SB_SF_NAME] = whole.given[SB_SF_CODE] = true;
		whole.value[SB_SF_NAME] = state.supplier.value[SB_SF_NAME];
		whole.value[SB_SF_CODE] = state.supplier.value[SB_SF_CODE];
		return sb_supplier_refuse_taken(recording->book, SB_NONE, &whole, err);
	}
	if (state.is_gone)
		return sb_fail(err, SB_REFUSED, _("the supplier %s was taken back: add it again"),
			       state.supplier.value[SB_SF_NAME].s);
	TRY(refuse_supplier_changed(&state.supplier, &effect->supplier_was, err));
	return sb_supplier_refuse_taken(recording->book, state.supplier.id, &effect->supplier_set, err);
}

static enum sb_status write_supplier(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;
	struct sb_supplier_state state;

	TRY(sb_supplier_derive(recording->book, entry->kind == SB_KIND_SUPPLIER_ADD ? entry->seq : entry->subject,
			       recording->write->arena, &state, err));
	return sb_supplier_row_put(recording->book->db, &state, err);
}

/* Orders. */

static bool is_about_supplier(const struct sb_recording *recording)
{
	return sb_kind_subject(sb_recording_root(recording)) == SB_KIND_SUPPLIER_ADD;
}

static bool is_about_order(const struct sb_recording *recording)
{
	return sb_kind_is_order(sb_recording_root(recording)) &&
	       (recording->entry.kind == SB_KIND_ORDER_NEW || recording->entry.subject != SB_NONE);
}

static enum sb_status find_head(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;
	const struct sb_effect *effect = recording->effect;
	struct sb_order_head *head = &recording->order;

	if (entry->kind == SB_KIND_ORDER_NEW) {
		*head = (struct sb_order_head){ .id = entry->seq, .store = entry->store, .expected_day = effect->expected };
		return sb_order_supplier_find(recording->book->db, &effect->supplier, &head->supplier, err);
	}
	TRY(sb_order_head_get(recording->book->db, entry->subject, head, err));
	if (entry->store != head->store)
		return sb_fail(err, SB_INVALID, _("an order is received and changed in the store it is for"));
	if (!effect || !effect->has_expected)
		return SB_OK;
	if (head->expected_day != effect->expected_was)
		return sb_fail_field(err, SB_REFUSED, "expected", _("the day of order %lld was changed again since: undo that first"),
				     (long long)head->id);
	sb_apply_order_change(head, effect);
	return SB_OK;
}

static enum sb_status fail_beyond(struct sb_recording *recording, const struct sb_order_line *state, struct sb_error *err)
{
	const struct sb_numbers *numbers = recording->book->world->numbers;
	sb_auto(buf) label = SB_BUF_INIT;
	sb_auto(buf) rest = SB_BUF_INIT;

	sb_product_label(recording->book, state->product, &label);
	if (recording->entry.kind == SB_KIND_UNDO)
		return sb_fail(err, SB_REFUSED, _("%s of order %lld was received, changed or given up since: undo that first"),
			       label.data, (long long)recording->order.id);
	sb_qty_print(sb_order_rest(state), 0, numbers, &rest);
	return sb_fail_field(err, SB_REFUSED, "qty", _("only %s of %s are open in order %lld: look at `order show`"),
			     rest.data, label.data, (long long)recording->order.id);
}

static enum sb_status prepare_order(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;
	enum sb_kind root = sb_recording_root(recording);

	TRY(find_head(recording, err));
	recording->order_lines =
		sb_arena_alloc(recording->write->arena, (recording->touched_count + 1) * sizeof(*recording->order_lines));
	for (size_t i = 0; i < recording->touched_count; i++)
		TRY(sb_order_line_get(recording->book->db, recording->order.id, recording->touched[i].product,
				      &recording->order_lines[i], err));
	for (size_t i = 0; i < entry->line_count; i++) {
		struct sb_order_line *state = &recording->order_lines[recording->owner[i]];

		if (!recording->lines[i].absorbed_by && !sb_apply_order_line(state, root, &recording->lines[i]))
			return fail_beyond(recording, state, err);
	}
	return SB_OK;
}

/* Costs. */

static int64_t owned_change(const struct sb_line *line)
{
	return (sb_place_is_ours(line->to) ? line->qty_milli : 0) - (sb_place_is_ours(line->from) ? line->qty_milli : 0);
}

static enum sb_status prepare_costs(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;
	enum sb_kind root = sb_recording_root(recording);
	bool sets = false;
	int64_t *owned;

	for (size_t i = 0; i < entry->line_count; i++)
		sets |= sb_line_sets_cost(root, &recording->lines[i]);
	if (!sets)
		return SB_OK;
	owned = sb_arena_alloc(recording->write->arena, (recording->touched_count + 1) * sizeof(*owned));
	recording->costs = sb_arena_alloc(recording->write->arena, (recording->touched_count + 1) * sizeof(*recording->costs));
	for (size_t i = 0; i < recording->touched_count; i++) {
		TRY(sb_cost_get(recording->book->db, recording->touched[i].product, &recording->costs[i], err));
		TRY(sb_cost_owned(recording->book->db, recording->touched[i].product, &owned[i], err));
	}
	for (size_t i = 0; i < entry->line_count; i++) {
		const struct sb_line *line = &recording->lines[i];
		size_t at = recording->owner[i];

		if (sb_line_sets_cost(root, line) && !sb_apply_cost(&recording->costs[at], line, owned[at]))
			return sb_fail_field(err, SB_INVALID, "cost",
					     _("what %s is worth is more than a book can count: receive less of it, or check the cost"),
					     recording->touched[at].sku);
		owned[at] += owned_change(line);
	}
	return SB_OK;
}

/* All of it. */

enum sb_status sb_record_order_prepare(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;

	if (is_about_supplier(recording))
		return prepare_supplier(recording, err);
	if (is_about_order(recording))
		TRY(prepare_order(recording, err));
	for (size_t i = 0; i < entry->line_count && !recording->order_lines; i++)
		if (entry->lines[i].from == SB_AT_ORDERED || entry->lines[i].to == SB_AT_ORDERED)
			return sb_fail(err, SB_INVALID, _("what is on order belongs to an order: name it"));
	return prepare_costs(recording, err);
}

enum sb_status sb_record_order_write(struct sb_recording *recording, struct sb_error *err)
{
	struct sb_db *db = recording->book->db;

	if (is_about_supplier(recording))
		return write_supplier(recording, err);
	if (recording->order_lines)
		TRY(sb_order_head_put(db, &recording->order, err));
	for (size_t i = 0; i < recording->touched_count; i++) {
		if (recording->order_lines)
			TRY(sb_order_line_put(db, &recording->order, &recording->order_lines[i], err));
		if (recording->costs)
			TRY(sb_cost_put(db, recording->touched[i].product, &recording->costs[i], err));
	}
	return SB_OK;
}
