/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an entry says besides moving stock, in words: labels and texts, for a page about it. effect.h says what bodies hold. */
#include "count_state.h"
#include "hold_state.h"
#include "kinds.h"
#include "order_state.h"
#include "product_store.h"
#include "stockbook/reason.h"
#include "stores_inside.h"
#include "try.h"
#include <string.h>

enum { LISTED_PRODUCTS = 8 }; /* of a list to be counted; how many more there are is said */

struct telling {
	struct sb_book *book;
	const struct sb_entry *entry;
	const struct sb_style *style;
	struct sb_arena *arena;
	struct sb_effect effect;
	struct sb_entry_facts facts;
};

static void tell(struct telling *telling, const char *label, const char *text)
{
	if (!text || !*text || telling->facts.count == SB_ENTRY_FACTS_MAX)
		return;
	telling->facts.rows[telling->facts.count++] = (struct sb_entry_fact){
		.label = label,
		.text = sb_arena_strdup(telling->arena, text),
	};
}

static void tell_number(struct telling *telling, const char *label, int64_t number)
{
	tell(telling, label, sb_arena_printf(telling->arena, "%lld", (long long)number));
}

/* One of several in a sentence: what stands before it, if anything does. */
static void next(struct sb_buf *out)
{
	if (out->len)
		sb_buf_puts(out, ", ");
}

/* What changes: fields and their values, those before as well. */

/* `was` NULL: the field came with what was added. */
static void print_change(const struct sb_product_field_row *field, const struct sb_value *was, const struct sb_value *set,
			 const struct sb_style *style, struct sb_buf *out)
{
	next(out);
	sb_buf_printf(out, "%s: ", _(field->label));
	if (was) {
		sb_value_print(was, style, out);
		sb_buf_puts(out, was->is_null ? "→ " : " → ");
	}
	sb_value_print(set, style, out);
}

static void print_pair(const char *label, const char *was, const char *set, struct sb_buf *out)
{
	next(out);
	sb_buf_printf(out, "%s: %s%s→ %s", label, was, *was ? " " : "", set);
}

static const char *yes_or_no(bool yes)
{
	return yes ? _("yes") : _("no");
}

static void print_store_change(const struct sb_effect *effect, struct sb_buf *out)
{
	if (effect->store_set.name)
		print_pair(_("Name"), effect->store_was.name ? effect->store_was.name : "", effect->store_set.name, out);
	if (effect->store_set.allow_negative >= 0)
		print_pair(_("Sell below zero"), yes_or_no(effect->store_was.allow_negative > 0),
			   yes_or_no(effect->store_set.allow_negative > 0), out);
}

static void print_user_change(const struct sb_effect *effect, struct sb_buf *out)
{
	if (effect->user_set.role != SB_ROLE_NONE && effect->user_was.role != SB_ROLE_NONE)
		print_pair(_("Role"), sb_role_label(effect->user_was.role), sb_role_label(effect->user_set.role), out);
	if (effect->user_set.retired != SB_UNSAID)
		print_pair(_("Retired"), yes_or_no(effect->user_was.retired == SB_YES), yes_or_no(effect->user_set.retired == SB_YES), out);
}

static void print_expected_change(const struct sb_effect *effect, struct sb_buf *out)
{
	sb_auto(buf) was = SB_BUF_INIT;
	sb_auto(buf) set = SB_BUF_INIT;

	if (effect->expected_was != SB_NONE)
		sb_day_print(effect->expected_was, &was);
	if (effect->expected != SB_NONE)
		sb_day_print(effect->expected, &set);
	print_pair(_("Expected"), was.data, set.data, out);
}

static void tell_changes(struct telling *telling)
{
	const struct sb_effect *effect = &telling->effect;
	bool is_new = effect->of == SB_KIND_PRODUCT_ADD || effect->of == SB_KIND_SUPPLIER_ADD;
	sb_auto(buf) out = SB_BUF_INIT;

	for (size_t field = 0; field < SB_PF_COUNT && (effect->has_set || effect->has_plan); field++)
		if (effect->set.given[field])
			print_change(&sb_product_field_table[field], effect->was.given[field] ? &effect->was.value[field] : NULL,
				     &effect->set.value[field], telling->style, &out);
	for (size_t field = 0; field < SB_SF_COUNT && effect->has_supplier_set; field++)
		if (effect->supplier_set.given[field])
			print_change(&sb_supplier_field_table[field], effect->supplier_was.given[field] ? &effect->supplier_was.value[field] : NULL,
				     &effect->supplier_set.value[field], telling->style, &out);
	if (effect->has_store_set)
		print_store_change(effect, &out);
	print_user_change(effect, &out);
	if (effect->has_expected && telling->entry->kind != SB_KIND_ORDER_NEW)
		print_expected_change(effect, &out);
	tell(telling, is_new ? _("Content") : _("Changed"), out.data);
}

/* Stores, transfers and people. */

static const char *store_of(struct telling *telling, int64_t id)
{
	struct sb_error ignored = SB_ERROR_INIT;
	const struct sb_store *store;

	return sb_store_get(telling->book, id, &store, &ignored) ? NULL : sb_arena_printf(telling->arena, "%s %s", store->code, store->name);
}

static void tell_store(struct telling *telling)
{
	const struct sb_effect *effect = &telling->effect;

	tell(telling, _("Code"), effect->code);
	tell(telling, _("Name"), effect->name);
	tell(telling, _("Time zone"), effect->zone);
	tell(telling, _("Sell below zero"), yes_or_no(effect->allow_negative));
}

static void tell_reason(struct telling *telling)
{
	const struct sb_reason *reason = &telling->effect.reason_new;

	tell(telling, _("Word"), reason->word);
	tell(telling, _("Label"), reason->label);
	tell(telling, _("Direction"), _(sb_direction_word(reason->direction)));
	tell(telling, _("Shrinkage"), yes_or_no(reason->is_shrinkage));
	tell(telling, _("Demand"), yes_or_no(reason->is_demand));
}

static enum sb_status tell_transfer(struct telling *telling, struct sb_error *err)
{
	const struct sb_entry *entry = telling->entry;
	struct sb_sending sending;

	TRY(sb_sending_get(telling->book->db, entry->kind == SB_KIND_TRANSFER_OUT ? entry->seq : entry->subject, &sending, err));
	if (entry->kind != SB_KIND_TRANSFER_OUT)
		tell_number(telling, _("Transfer"), sending.id);
	tell(telling, C_("place", "From"), store_of(telling, sending.from));
	tell(telling, C_("place", "To"), store_of(telling, sending.to));
	return SB_OK;
}

static void tell_user(struct telling *telling)
{
	const struct sb_effect *effect = &telling->effect;
	sb_auto(buf) secrets = SB_BUF_INIT;

	if (telling->entry->kind == SB_KIND_USER_ADD) {
		tell(telling, _("Name"), effect->name);
		tell(telling, _("Role"), sb_role_label(effect->user_set.role));
	}
	for (unsigned i = 0; i < SB_SECRET_KINDS; i++)
		if (effect->secrets & 1U << i) {
			next(&secrets);
			sb_buf_puts(&secrets, sb_secret_label(i));
		}
	tell(telling, _("New secret"), secrets.data);
}

/* Orders and holds. */

static enum sb_status tell_order(struct telling *telling, struct sb_error *err)
{
	const struct sb_entry *entry = telling->entry;
	const struct sb_effect *effect = &telling->effect;
	sb_auto(buf) day = SB_BUF_INIT;
	struct sb_supplier supplier;
	struct sb_order_head head;

	if (entry->kind == SB_KIND_RECEIVE && entry->subject == SB_NONE)
		return SB_OK;
	TRY(sb_order_head_get(telling->book->db, entry->kind == SB_KIND_ORDER_NEW ? entry->seq : entry->subject, &head, err));
	TRY(sb_supplier_get(telling->book, head.supplier, telling->arena, &supplier, err));
	if (entry->kind != SB_KIND_ORDER_NEW)
		tell_number(telling, _("Order"), head.id);
	tell(telling, _("Supplier"), supplier.value[SB_SF_NAME].s);
	if (entry->kind == SB_KIND_ORDER_NEW && effect->expected != SB_NONE)
		sb_day_print(effect->expected, &day);
	tell(telling, _("Expected"), day.data);
	tell(telling, _("Reason"), effect->reason);
	return SB_OK;
}

static void tell_hold(struct telling *telling)
{
	const struct sb_effect *effect = &telling->effect;
	const struct sb_entry *entry = telling->entry;
	sb_auto(buf) moment = SB_BUF_INIT;

	if (!sb_kind_begins_hold(entry->kind))
		tell_number(telling, _("Hold"), entry->subject);
	tell(telling, _("Order"), effect->order);
	if (entry->kind == SB_KIND_HOLD_PLACE && effect->expires_ms != SB_NONE)
		sb_moment_print_local(telling->style->zone, entry->occurred_at + effect->expires_ms, &moment);
	tell(telling, _("Expires"), moment.data);
	tell(telling, _("Reason"), effect->reason);
}

/* Counts. */

static const char *product_of(struct telling *telling, const struct sb_id *uuid)
{
	struct sb_error ignored = SB_ERROR_INIT;
	sb_auto(buf) label = SB_BUF_INIT;
	int64_t product;

	if (sb_count_product_id(telling->book->db, uuid, &product, &ignored) || product == SB_NONE)
		return NULL;
	sb_product_label(telling->book, product, &label);
	return sb_arena_strdup(telling->arena, label.data);
}

static void tell_scope(struct telling *telling, const struct sb_count_effect *count)
{
	sb_auto(buf) scope = SB_BUF_INIT;
	size_t more = count->product_count > LISTED_PRODUCTS ? count->product_count - LISTED_PRODUCTS : 0;

	sb_buf_puts(&scope, sb_count_scope_label(count->scope));
	if (count->value)
		sb_buf_printf(&scope, " %s", count->value);
	for (size_t i = 0; i < count->product_count - more; i++) {
		const char *label = product_of(telling, &count->products[i]);

		sb_buf_printf(&scope, "%s%s", i ? ", " : ": ", label ? label : "?");
	}
	if (more) {
		sb_buf_putc(&scope, ' ');
		sb_buf_printf(&scope, ngettext("and %zu more", "and %zu more", more), more);
	}
	tell(telling, _("Scope"), scope.data);
}

static void tell_tolerance(struct telling *telling, const struct sb_count_effect *count)
{
	const struct sb_value parts[] = {
		{ .type = SB_QTY_TYPE, .n = count->tolerance_milli, .is_null = count->tolerance_milli == SB_NONE },
		{ .type = SB_PERCENT_TYPE, .n = count->tolerance_percent, .is_null = count->tolerance_percent == SB_NONE },
		{ .type = SB_MONEY_TYPE, .n = count->tolerance_minor, .is_null = count->tolerance_minor == SB_NONE },
	};
	sb_auto(buf) tolerance = SB_BUF_INIT;

	for (size_t i = 0; i < SB_COUNT(parts); i++) {
		if (parts[i].is_null)
			continue;
		next(&tolerance);
		sb_value_print(&parts[i], telling->style, &tolerance);
		if (parts[i].type == SB_MONEY_TYPE)
			sb_buf_printf(&tolerance, " %s", telling->style->currency->code);
	}
	tell(telling, _("Tolerance"), tolerance.data);
}

static void tell_count_begun(struct telling *telling, const struct sb_count_effect *count)
{
	tell_scope(telling, count);
	tell_number(telling, _("Products"), count->scope_lines);
	tell(telling, _("Blind"), yes_or_no(count->is_blind));
	tell(telling, _("Never counted"), count->zeroes ? _("is taken for gone") : _("is left as it is"));
	tell_tolerance(telling, count);
}

static void tell_scan(struct telling *telling, const struct sb_count_effect *scan)
{
	sb_auto(buf) qty = SB_BUF_INIT;
	sb_auto(buf) how = SB_BUF_INIT;

	if (telling->entry->kind == SB_KIND_COUNT_SCAN)
		sb_qty_print(scan->qty_milli, 0, telling->style->numbers, &qty);
	tell(telling, _("Product"), scan->has_product					 ? product_of(telling, &scan->product)
				    : telling->entry->kind == SB_KIND_COUNT_SCAN ? _("not known")
										 : _("left out"));
	tell(telling, _("Code"), scan->code);
	tell(telling, _("Quantity"), qty.data);
	if (scan->is_absolute)
		sb_buf_puts(&how, _("in place of what this person had counted of it"));
	if (scan->is_recount) {
		next(&how);
		sb_buf_puts(&how, _("counted again"));
	}
	if (scan->is_outside) {
		next(&how);
		sb_buf_puts(&how, _("outside of the scope"));
	}
	tell(telling, _("How"), how.data);
}

static void tell_count(struct telling *telling)
{
	const struct sb_count_effect *count = telling->effect.count;
	enum sb_kind kind = telling->entry->kind;

	if (kind != SB_KIND_COUNT_NEW)
		tell_number(telling, _("Count"), telling->entry->subject);
	else
		tell_count_begun(telling, count);
	if (kind == SB_KIND_COUNT_SCAN || kind == SB_KIND_COUNT_RESOLVE)
		tell_scan(telling, count);
	tell(telling, _("Reason"), telling->effect.reason);
}

/* Batches: who wrote one is of no use to people. */
static void tell_batch(struct telling *telling)
{
	static const struct {
		const char *key, *label;
	} members[] = { { "file", N_("File") }, { "format", N_("Format") }, { "rows", N_("Rows") }, { "products", N_("Products") } };
	struct sb_error ignored = SB_ERROR_INIT;
	sb_owned(json_doc) doc = NULL;

	if (sb_json_parse(telling->entry->body, strlen(telling->entry->body), &doc, &ignored) != SB_OK)
		return;
	for (size_t i = 0; i < SB_COUNT(members); i++) {
		const struct sb_json_value *value = sb_json_find(sb_json_root(doc), members[i].key);
		int64_t number;

		if (value && sb_json_as_text(value))
			tell(telling, _(members[i].label), sb_json_as_text(value));
		else if (value && sb_json_as_int(value, &number))
			tell_number(telling, _(members[i].label), number);
	}
}

static enum sb_status tell_all(struct telling *telling, struct sb_error *err)
{
	const struct sb_entry *entry = telling->entry;

	if (entry->kind == SB_KIND_BATCH)
		tell_batch(telling);
	if (entry->kind == SB_KIND_BATCH_END)
		tell_number(telling, _("Batch"), entry->subject);
	tell(telling, _("Currency"), telling->effect.currency);
	if (entry->kind == SB_KIND_STORE_ADD)
		tell_store(telling);
	if (entry->kind == SB_KIND_REASON_ADD)
		tell_reason(telling);
	if (sb_kind_is_transfer(entry->kind))
		TRY(tell_transfer(telling, err));
	if (sb_kind_is_order(entry->kind))
		TRY(tell_order(telling, err));
	if (sb_kind_is_hold(entry->kind))
		tell_hold(telling);
	if (sb_kind_is_count(entry->kind))
		tell_count(telling);
	if (sb_kind_subject(entry->kind) == SB_KIND_USER_ADD)
		tell_user(telling);
	tell_changes(telling);
	return SB_OK;
}

enum sb_status sb_entry_facts(struct sb_book *book, const struct sb_entry *entry, const struct sb_style *style, struct sb_arena *arena,
			      struct sb_entry_facts *out, struct sb_error *err)
{
	struct telling telling = { .book = book, .entry = entry, .style = style, .arena = arena };

	telling.effect = (struct sb_effect){ .of = entry->kind, .expected = SB_NONE, .expected_was = SB_NONE, .expires_ms = SB_NONE };
	if (sb_kind_flags(entry->kind) & SB_KIND_HAS_EFFECT)
		TRY(sb_effect_read(entry->kind, entry->body, arena, &telling.effect, err));
	TRY(tell_all(&telling, err));
	*out = telling.facts;
	return SB_OK;
}
