/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry as one sentence, for messages and the journal. */
#include "count_state.h"
#include "hold_state.h"
#include "kinds.h"
#include "order_state.h"
#include "product_store.h"
#include "statements.h"
#include "stores_inside.h"
#include "try.h"
#include <string.h>

#define UNDO_DEPTH_MAX 64

/* What an entry moves of its first product, all its lines together; what is taken off an order counts down. */
static int64_t sum_first(const struct sb_entry *entry)
{
	int64_t sum = 0;

	for (size_t i = 0; i < entry->line_count; i++) {
		const struct sb_line *line = &entry->lines[i];
		bool is_less = entry->kind == SB_KIND_ORDER_EDIT && line->from == SB_AT_ORDERED;

		if (line->product == entry->lines[0].product && !line->absorbed_by)
			sum += is_less ? -line->qty_milli : line->qty_milli;
	}
	return sum;
}

static bool is_first_of_product(const struct sb_entry *entry, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (entry->lines[i].product == entry->lines[at].product)
			return false;
	return true;
}

/* Lines that were asked for, or their products; what a count absorbs is told elsewhere. */
static size_t count_lines(const struct sb_entry *entry, bool of_products)
{
	size_t count = 0;

	for (size_t i = 0; i < entry->line_count; i++)
		count += entry->lines[i].absorbed_by == 0 && (!of_products || is_first_of_product(entry, i));
	return count;
}

static void describe_lines(struct sb_book *book, const struct sb_entry *entry, struct sb_buf *out)
{
	const struct sb_numbers plain = sb_numbers_plain();
	const struct sb_line *line = &entry->lines[0];
	bool is_aside = line->from == SB_AT_UNAVAILABLE || line->to == SB_AT_UNAVAILABLE;
	bool adjusts = (entry->kind == SB_KIND_ADJUST || entry->kind == SB_KIND_COUNT_POST) && !is_aside, is_in = line->to == SB_AT_STORE;
	bool changes = entry->kind == SB_KIND_ORDER_EDIT;
	bool sums = sb_kind_is_order(entry->kind); /* one product in several lines: what is over, another cost */
	int64_t qty = sums ? sum_first(entry) : line->qty_milli;
	size_t count = count_lines(entry, sums);

	sb_buf_putc(out, ' ');
	if (adjusts || (changes && qty))
		sb_buf_puts(out, (adjusts ? is_in : qty > 0) ? "+" : "−");
	if (qty) {
		sb_qty_print(qty < 0 ? -qty : qty, 0, &plain, out);
		sb_buf_puts(out, " × ");
	}
	sb_product_label(book, line->product, out);
	if (is_aside)
		sb_buf_puts(out, line->to == SB_AT_UNAVAILABLE ? _(", not sellable") : _(", sellable again"));
	if (count > 1) {
		sb_buf_putc(out, ' ');
		sb_buf_printf(out, ngettext("and %zu more", "and %zu more", count - 1), count - 1);
	}
}

/* For whom, of which hold, and why. */
static enum sb_status describe_hold(const struct sb_entry *entry, struct sb_arena *arena, struct sb_buf *out, struct sb_error *err)
{
	struct sb_effect effect = { 0 };

	if (sb_kind_flags(entry->kind) & SB_KIND_HAS_EFFECT)
		TRY(sb_effect_read(entry->kind, entry->body, arena, &effect, err));
	if (effect.order)
		sb_buf_printf(out, _(" for order %s"), effect.order);
	if (!sb_kind_begins_hold(entry->kind))
		sb_buf_printf(out, _(" of hold %lld"), (long long)entry->subject);
	if (effect.reason)
		sb_buf_printf(out, " (%s)", effect.reason);
	return SB_OK;
}

static void describe_scan(struct sb_book *book, int64_t product, const struct sb_count_effect *scan, struct sb_buf *out)
{
	const struct sb_numbers plain = sb_numbers_plain();

	sb_buf_putc(out, ' ');
	sb_qty_print(scan->qty_milli, 0, &plain, out);
	sb_buf_puts(out, " × ");
	if (product != SB_NONE)
		sb_product_label(book, product, out);
	else
		sb_buf_printf(out, _("unknown code %s"), scan->code);
	if (scan->is_recount)
		sb_buf_puts(out, _(", again"));
}

static void describe_resolved(struct sb_book *book, int64_t product, const struct sb_count_effect *resolved, struct sb_buf *out)
{
	sb_buf_printf(out, " %s: ", resolved->code);
	if (product != SB_NONE)
		sb_product_label(book, product, out);
	else
		sb_buf_puts(out, _("left out"));
}

static void describe_scope(const struct sb_count_effect *count, struct sb_buf *out)
{
	sb_buf_printf(out, ": %s", sb_count_scope_label(count->scope));
	if (count->value)
		sb_buf_printf(out, " %s", count->value);
	if (count->is_blind)
		sb_buf_puts(out, _(", blind"));
}

/* What was counted, or what became of the count. */
static enum sb_status describe_count(struct sb_book *book, const struct sb_entry *entry, struct sb_arena *arena, struct sb_buf *out,
				     struct sb_error *err)
{
	struct sb_effect effect = { 0 };
	int64_t product = SB_NONE;

	if (sb_kind_flags(entry->kind) & SB_KIND_HAS_EFFECT)
		TRY(sb_effect_read(entry->kind, entry->body, arena, &effect, err));
	if (effect.count && effect.count->has_product)
		TRY(sb_count_product_id(book->db, &effect.count->product, &product, err));
	if (entry->kind == SB_KIND_COUNT_NEW)
		describe_scope(effect.count, out);
	if (entry->kind == SB_KIND_COUNT_SCAN)
		describe_scan(book, product, effect.count, out);
	if (entry->kind == SB_KIND_COUNT_RESOLVE)
		describe_resolved(book, product, effect.count, out);
	if (effect.reason)
		sb_buf_printf(out, " (%s)", effect.reason);
	return SB_OK;
}

static void describe_fields(const struct sb_product_change *set, struct sb_buf *out)
{
	const char *before = ": ";

	for (size_t field = 0; field < SB_PF_COUNT; field++) {
		if (!set->given[field])
			continue;
		sb_buf_puts(out, before);
		sb_buf_puts(out, _(sb_product_field_table[field].label));
		before = ", ";
	}
}

/* What was done to several products as one. */
static enum sb_status describe_batch(const struct sb_entry *entry, struct sb_buf *out)
{
	struct sb_error ignored = SB_ERROR_INIT;
	sb_owned(json_doc) doc = NULL;

	if (sb_json_parse(entry->body, strlen(entry->body), &doc, &ignored) != SB_OK) {
		sb_buf_puts(out, sb_kind_label(SB_KIND_BATCH));
		return SB_OK;
	}
	const struct sb_json_value *root = sb_json_root(doc);
	const struct sb_json_value *file = sb_json_find(root, "file"), *command = sb_json_find(root, "command");
	const struct sb_json_value *products = sb_json_find(root, "products");
	int64_t count = 0;

	if (file && sb_json_as_text(file))
		sb_buf_printf(out, _("import of %s"), sb_json_as_text(file));
	else if (!command || !sb_json_as_text(command) || !products || !sb_json_as_int(products, &count))
		sb_buf_puts(out, sb_kind_label(SB_KIND_BATCH));
	else if (!strcmp(sb_json_as_text(command), "archive"))
		sb_buf_printf(out, ngettext("%lld product archived", "%lld products archived", (unsigned long)count), (long long)count);
	else
		sb_buf_printf(out, ngettext("%lld product changed", "%lld products changed", (unsigned long)count), (long long)count);
	return SB_OK;
}

static const char *code_of(struct sb_book *book, int64_t store)
{
	struct sb_error ignored = SB_ERROR_INIT;
	const struct sb_store *known;

	return sb_store_get(book, store, &known, &ignored) == SB_OK ? known->code : "?";
}

/* Where goods went or came from. */
static enum sb_status describe_transfer(struct sb_book *book, const struct sb_entry *entry, struct sb_buf *out, struct sb_error *err)
{
	struct sb_sending sending;

	if (!sb_kind_is_transfer(entry->kind))
		return SB_OK;
	TRY(sb_sending_get(book->db, entry->kind == SB_KIND_TRANSFER_OUT ? entry->seq : entry->subject, &sending, err));
	sb_buf_putc(out, ' ');
	if (entry->kind == SB_KIND_TRANSFER_OUT)
		sb_buf_printf(out, _("from %s to %s"), code_of(book, sending.from), code_of(book, sending.to));
	else
		sb_buf_printf(out, _("in %s from %s"), code_of(book, sending.to), code_of(book, sending.from));
	return SB_OK;
}

/* From whom, of which order, and why. */
static enum sb_status describe_order(struct sb_book *book, const struct sb_entry *entry, struct sb_arena *arena, struct sb_buf *out,
				     struct sb_error *err)
{
	struct sb_effect effect = { 0 };
	struct sb_supplier supplier;
	struct sb_order_head head;

	if (!sb_kind_is_order(entry->kind) || (entry->kind == SB_KIND_RECEIVE && entry->subject == SB_NONE))
		return SB_OK;
	TRY(sb_order_head_get(book->db, entry->kind == SB_KIND_ORDER_NEW ? entry->seq : entry->subject, &head, err));
	TRY(sb_supplier_get(book, head.supplier, arena, &supplier, err));
	if (sb_kind_flags(entry->kind) & SB_KIND_HAS_EFFECT)
		TRY(sb_effect_read(entry->kind, entry->body, arena, &effect, err));
	if (entry->kind == SB_KIND_ORDER_NEW)
		sb_buf_printf(out, _(" from %s"), supplier.value[SB_SF_NAME].s);
	else
		sb_buf_printf(out, entry->line_count ? _(" of order %lld, %s") : _(": %lld, %s"), (long long)head.id, supplier.value[SB_SF_NAME].s);
	if (effect.reason)
		sb_buf_printf(out, " (%s)", effect.reason);
	return SB_OK;
}

static enum sb_status describe_supplier(struct sb_book *book, const struct sb_entry *entry, struct sb_arena *arena, struct sb_buf *out,
					struct sb_error *err)
{
	struct sb_supplier_state state;
	struct sb_effect effect;
	const char *before = ": ";

	TRY(sb_effect_read(entry->kind, entry->body, arena, &effect, err));
	TRY(sb_supplier_derive(book, entry->kind == SB_KIND_SUPPLIER_ADD ? entry->seq : entry->subject, arena, &state, err));
	sb_buf_printf(out, " %s", state.supplier.value[SB_SF_NAME].s);
	for (size_t i = 0; i < SB_SF_COUNT && entry->kind == SB_KIND_SUPPLIER_EDIT; i++) {
		if (!effect.supplier_set.given[i])
			continue;
		sb_buf_printf(out, "%s%s", before, _(sb_supplier_field_table[i].label));
		before = ", ";
	}
	return SB_OK;
}

static void describe_store_change(struct sb_book *book, const struct sb_entry *entry, const struct sb_effect *effect, struct sb_buf *out)
{
	sb_buf_printf(out, " %s:", code_of(book, entry->subject));
	if (effect->store_set.name)
		sb_buf_printf(out, " %s", effect->store_set.name);
	if (effect->store_set.allow_negative >= 0)
		sb_buf_printf(out, " %s", effect->store_set.allow_negative ? _("sells below zero") : _("does not sell below zero"));
}

/* Who, and what of them: never a secret, only that there is a new one. */
static enum sb_status describe_user(struct sb_book *book, const struct sb_entry *entry, const struct sb_effect *effect, struct sb_buf *out,
				    struct sb_error *err)
{
	const char *before = ": ";
	struct sb_user user;

	TRY(sb_user_get(book, entry->kind == SB_KIND_USER_ADD ? entry->seq : entry->subject, &user, err));
	sb_buf_printf(out, " %s", user.name);
	if (effect->user_set.role != SB_ROLE_NONE) {
		sb_buf_printf(out, "%s%s", before, sb_role_label(effect->user_set.role));
		before = ", ";
	}
	if (effect->user_set.retired != SB_UNSAID) {
		sb_buf_printf(out, "%s%s", before, effect->user_set.retired == SB_YES ? _("retired") : _("back again"));
		before = ", ";
	}
	for (unsigned i = 0; entry->kind == SB_KIND_USER_EDIT && i < SB_SECRET_KINDS; i++)
		if (effect->secrets & 1U << i) {
			sb_buf_printf(out, "%s%s", before, sb_secret_label(i));
			before = ", ";
		}
	return SB_OK;
}

static enum sb_status describe_details(struct sb_book *book, const struct sb_entry *entry, struct sb_arena *arena, struct sb_buf *out,
				       struct sb_error *err)
{
	struct sb_effect effect;

	if (entry->line_count)
		describe_lines(book, entry, out);
	if (sb_kind_is_count(entry->kind))
		return describe_count(book, entry, arena, out, err);
	if (sb_kind_is_hold(entry->kind))
		return describe_hold(entry, arena, out, err);
	if (sb_kind_subject(entry->kind) == SB_KIND_SUPPLIER_ADD)
		return describe_supplier(book, entry, arena, out, err);
	if (sb_kind_is_order(entry->kind))
		return describe_order(book, entry, arena, out, err);
	if (entry->line_count)
		return describe_transfer(book, entry, out, err);
	if (entry->kind == SB_KIND_BATCH)
		return describe_batch(entry, out);
	TRY(sb_effect_read(entry->kind, entry->body, arena, &effect, err));
	if (sb_kind_subject(entry->kind) == SB_KIND_USER_ADD)
		return describe_user(book, entry, &effect, out, err);
	if (effect.currency)
		sb_buf_printf(out, " %s", effect.currency);
	if (effect.code)
		sb_buf_printf(out, " %s %s", effect.code, effect.name);
	if (effect.reason_new.word)
		sb_buf_printf(out, " %s (%s)", effect.reason_new.word, effect.reason_new.label);
	if (entry->kind == SB_KIND_STORE_EDIT) {
		describe_store_change(book, entry, &effect, out);
		return SB_OK;
	}
	if (entry->kind == SB_KIND_PLAN)
		sb_buf_printf(out, " %s", code_of(book, entry->store));
	if (entry->kind == SB_KIND_PRODUCT_ADD || (entry->subject != SB_NONE && entry->kind != SB_KIND_BATCH_END)) {
		sb_buf_putc(out, ' ');
		sb_product_label(book, entry->subject == SB_NONE ? entry->seq : entry->subject, out);
	}
	if (entry->kind == SB_KIND_PRODUCT_EDIT || entry->kind == SB_KIND_PLAN)
		describe_fields(&effect.set, out);
	return SB_OK;
}

/* The entry at the root of undoing and redoing. */
static enum sb_status get_root(struct sb_book *book, int64_t seq, struct sb_arena *arena, struct sb_entry *out, bool *undone,
			       struct sb_error *err)
{
	int depth = 0;

	for (;;) {
		TRY(sb_entry_get(book, seq, arena, out, err));
		if (out->kind != SB_KIND_UNDO || out->undoes == SB_NONE || depth == UNDO_DEPTH_MAX)
			break;
		seq = out->undoes;
		depth++;
	}
	*undone = depth % 2 == 1;
	return SB_OK;
}

enum sb_status sb_entry_describe(struct sb_book *book, int64_t seq, struct sb_buf *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	sb_auto(buf) sentence = SB_BUF_INIT;
	struct sb_entry entry, root;
	bool undone = false;

	TRY(sb_entry_get(book, seq, arena, &entry, err));
	TRY(get_root(book, seq, arena, &root, &undone, err));
	if (entry.kind == SB_KIND_UNDO)
		sb_buf_puts(&sentence, undone ? _("undone: ") : _("done again: "));
	if (root.kind != SB_KIND_BATCH)
		sb_buf_puts(&sentence, sb_kind_label(root.kind));
	TRY(describe_details(book, &root, arena, &sentence, err));
	sb_buf_add(out, sentence.data, sentence.len);
	return SB_OK;
}
