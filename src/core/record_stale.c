/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A change made against what was seen some entries ago: others may have changed other fields since; the same field is a conflict that only
 * a person can decide, so it is told with both values.
 */
#include "kinds.h"
#include "product_store.h"
#include "record.h"
#include "statements.h"
#include "try.h"
#include <string.h>

/* What of ours somebody else has changed, and who did so last. */
struct clash {
	bool fields[SB_PF_COUNT];
	bool supplier_fields[SB_SF_COUNT];
	bool store_name, store_negative;
	bool user_role, user_retired;
	size_t count;
	const char *who;
};

static void note(bool *field, struct clash *clash)
{
	clash->count += !*field;
	*field = true;
}

/* What a store plans, its other stores do not change. */
static bool is_about_same(const struct sb_recording *recording, const struct sb_effect *theirs, int64_t store)
{
	const struct sb_effect *ours = recording->effect;

	return (ours->has_set && theirs->has_set) ||
	       (ours->has_plan && theirs->has_plan && store == recording->entry.store);
}

static void compare(const struct sb_recording *recording, const struct sb_effect *theirs, int64_t store, struct clash *clash)
{
	const struct sb_effect *ours = recording->effect;

	for (size_t field = 0; field < SB_PF_COUNT && is_about_same(recording, theirs, store); field++)
		if (theirs->set.given[field] && ours->set.given[field])
			note(&clash->fields[field], clash);
	for (size_t field = 0; field < SB_SF_COUNT && ours->has_supplier_set && theirs->has_supplier_set; field++)
		if (theirs->supplier_set.given[field] && ours->supplier_set.given[field])
			note(&clash->supplier_fields[field], clash);
	if (theirs->user_set.role != SB_ROLE_NONE && ours->user_set.role != SB_ROLE_NONE)
		note(&clash->user_role, clash);
	if (theirs->user_set.retired != SB_UNSAID && ours->user_set.retired != SB_UNSAID)
		note(&clash->user_retired, clash);
	if (!ours->has_store_set || !theirs->has_store_set)
		return;
	if (theirs->store_set.name && ours->store_set.name)
		note(&clash->store_name, clash);
	if (theirs->store_set.allow_negative >= 0 && ours->store_set.allow_negative >= 0)
		note(&clash->store_negative, clash);
}

static enum sb_status read_later_change(const struct sb_recording *recording, struct sb_stmt *stmt, struct clash *clash, struct sb_error *err)
{
	struct sb_arena *arena = recording->write->arena;
	const char *who = sb_col_text(stmt, 2);
	size_t before = clash->count;
	struct sb_effect theirs;
	enum sb_kind kind;

	if (!sb_kind_find(sb_col_text(stmt, 1), &kind))
		return sb_fail(err, SB_CORRUPT, _("entry %lld is damaged or of a newer program: run `stockbook check`"),
			       (long long)sb_col_int(stmt, 0));
	if (!(sb_kind_flags(kind) & SB_KIND_HAS_EFFECT))
		return SB_OK;
	TRY(sb_effect_read(kind, sb_col_text(stmt, 3), arena, &theirs, err));
	compare(recording, &theirs, sb_col_int(stmt, 4), clash);
	if (clash->count != before || !clash->who)
		clash->who = sb_arena_strdup(arena, who && *who ? who : _("someone"));
	return SB_OK;
}

static enum sb_status find_clash(const struct sb_recording *recording, struct clash *clash, struct sb_error *err)
{
	enum sb_status status = SB_OK;
	struct sb_stmt *stmt;
	bool row = true;

	TRY(sb_db_stmt(recording->book->db, sb_sql_entry_about, &stmt, err));
	sb_bind_int(stmt, 1, recording->entry.subject);
	sb_bind_int(stmt, 2, recording->draft->seen);
	while (status == SB_OK && row) {
		status = sb_stmt_step(stmt, &row, err);
		if (status == SB_OK && row)
			status = read_later_change(recording, stmt, clash, err);
	}
	sb_stmt_reset(stmt);
	return status;
}

/* ---- telling ---- */

static void print_value(const struct sb_book *book, const struct sb_value *value, struct sb_buf *out)
{
	const struct sb_numbers plain = sb_numbers_plain();
	const struct sb_style style = { .currency = sb_book_currency(book), .numbers = &plain };
	size_t begin = out->len;

	if (value->is_null)
		sb_buf_puts(out, _("nothing"));
	else
		sb_value_print_plain(value, &style, out);
	/* several read as a list */
	for (char *bar = out->data + begin; (bar = strchr(bar, '|')); bar++)
		*bar = ',';
}

static void print_both(const char *label, const char *theirs, const char *ours, struct sb_buf *out)
{
	if (out->len)
		sb_buf_puts(out, ", ");
	sb_buf_printf(out, _("%s is %s (yours: %s)"), label, theirs, ours);
}

void sb_stale_print(const struct sb_book *book, const char *label, const struct sb_value *theirs, const struct sb_value *ours,
		    struct sb_buf *out)
{
	sb_auto(buf) their_text = SB_BUF_INIT;
	sb_auto(buf) our_text = SB_BUF_INIT;

	print_value(book, theirs, &their_text);
	print_value(book, ours, &our_text);
	print_both(label, their_text.data, our_text.data, out);
}

static void print_fields(const struct sb_recording *recording, const struct clash *clash, struct sb_buf *out)
{
	const struct sb_effect *effect = recording->effect;

	for (size_t field = 0; field < SB_PF_COUNT; field++)
		if (clash->fields[field])
			sb_stale_print(recording->book, _(sb_product_field_table[field].label), &effect->was.value[field],
				       &effect->set.value[field], out);
	for (size_t field = 0; field < SB_SF_COUNT; field++)
		if (clash->supplier_fields[field])
			sb_stale_print(recording->book, _(sb_supplier_field_table[field].label), &effect->supplier_was.value[field],
				       &effect->supplier_set.value[field], out);
	if (clash->user_role)
		print_both(_("Role"), sb_role_label(effect->user_was.role), sb_role_label(effect->user_set.role), out);
	if (clash->user_retired)
		print_both(_("Retired"), effect->user_was.retired == SB_YES ? _("yes") : _("no"),
			   effect->user_set.retired == SB_YES ? _("yes") : _("no"), out);
	if (clash->store_name)
		print_both(_("Name"), effect->store_was.name, effect->store_set.name, out);
	if (clash->store_negative)
		print_both(_("Sell below zero"), effect->store_was.allow_negative ? _("yes") : _("no"),
			   effect->store_set.allow_negative ? _("yes") : _("no"), out);
}

static const char *first_field(const struct clash *clash)
{
	for (size_t field = 0; field < SB_PF_COUNT; field++)
		if (clash->fields[field])
			return sb_product_field_table[field].option;
	for (size_t field = 0; field < SB_SF_COUNT; field++)
		if (clash->supplier_fields[field])
			return sb_supplier_field_table[field].option;
	if (clash->user_role || clash->user_retired)
		return clash->user_role ? "role" : "retired";
	return clash->store_name ? "name" : "allow-negative";
}

/* "85123A White hanging heart", or the code of a store. */
static enum sb_status print_about(const struct sb_recording *recording, struct sb_buf *out, struct sb_error *err)
{
	const struct sb_known_store *store;
	struct sb_supplier supplier;
	struct sb_user user;

	if (recording->entry.kind == SB_KIND_USER_EDIT) {
		TRY(sb_user_get(recording->book, recording->entry.subject, &user, err));
		sb_buf_puts(out, user.name);
		return SB_OK;
	}
	if (recording->effect->has_supplier_set) {
		TRY(sb_supplier_get(recording->book, recording->entry.subject, recording->write->arena, &supplier, err));
		sb_buf_puts(out, supplier.value[SB_SF_NAME].s);
		return SB_OK;
	}
	if (!recording->effect->has_store_set) {
		sb_product_label(recording->book, recording->entry.subject, out);
		return SB_OK;
	}
	TRY(sb_store_known(recording->book, recording->entry.subject, &store, err));
	sb_buf_puts(out, store->code);
	return SB_OK;
}

enum sb_status sb_record_refuse_stale(const struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_effect *ours = recording->effect;
	struct clash clash = { 0 };
	sb_auto(buf) fields = SB_BUF_INIT;
	sb_auto(buf) about = SB_BUF_INIT;

	if (recording->draft->seen == SB_NONE || recording->entry.subject == SB_NONE || !ours ||
	    !(ours->has_set || ours->has_plan || ours->has_store_set || ours->has_supplier_set ||
	      recording->entry.kind == SB_KIND_USER_EDIT))
		return SB_OK;
	TRY(find_clash(recording, &clash, err));
	if (!clash.count)
		return SB_OK;
	TRY(print_about(recording, &about, err));
	print_fields(recording, &clash, &fields);
	/* TRANSLATORS: "ana changed 85123A White hanging heart meanwhile: Price is 3.00 (yours: 4.00): look again, then choose" */
	return sb_fail_field(err, SB_STALE, first_field(&clash), _("%s changed %s meanwhile: %s: look again, then choose"), clash.who,
			     about.data, fields.data);
}
