/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suppliers: held to the rules, looked up, stored; and the entries that add and change them. */
#include "book_inside.h"
#include "order_state.h"
#include "product_store.h"
#include "record.h"
#include "statements.h"
#include "stockbook/text.h"
#include "try.h"
#include <ctype.h>
#include <string.h>

#define NAME_CHARS_MAX 200
#define TEXT_BYTES_MAX 2000
#define CODE_BYTES_MAX 32
#define LEAD_DAYS_MAX  3660

const struct sb_product_field_row sb_supplier_field_table[SB_SF_COUNT] = {
#define F(symbol, name_, option_, type_, label_, help_) \
	[SB_SF_##symbol] = { .name = name_, .option = option_, .type = SB_##type_##_TYPE, .label = label_, .help = help_ },
	SB_SUPPLIER_FIELDS(F)
#undef F
};

/* Rows. */

void sb_supplier_read_row(struct sb_stmt *stmt, struct sb_arena *arena, struct sb_supplier_state *out)
{
	struct sb_supplier *supplier = &out->supplier;
	size_t count;
	const void *uuid = sb_col_bytes(stmt, 3, &count);

	*out = (struct sb_supplier_state){ .supplier = { .id = sb_col_int(stmt, 0), .version = sb_col_int(stmt, 1) },
					   .created_at = sb_col_int(stmt, 2) };
	if (count == SB_ID_BYTES)
		memcpy(supplier->uuid.bytes, uuid, SB_ID_BYTES);
	for (int i = 0; i < SB_SF_COUNT; i++) {
		supplier->value[i] = (struct sb_value){ .type = sb_supplier_field_table[i].type };
		sb_product_read_field(stmt, 4 + i, arena, &supplier->value[i]);
	}
}

enum sb_status sb_supplier_row_put(struct sb_db *db, const struct sb_supplier_state *state, struct sb_error *err)
{
	const struct sb_supplier *supplier = &state->supplier;
	sb_auto(buf) key = SB_BUF_INIT;
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, state->is_gone ? sb_sql_supplier_drop : sb_sql_supplier_put, &stmt, err));
	sb_bind_int(stmt, 1, supplier->id);
	if (!state->is_gone) {
		sb_text_fold(supplier->value[SB_SF_NAME].s, &key);
		sb_bind_int(stmt, 2, supplier->version);
		sb_bind_int(stmt, 3, state->created_at);
		sb_bind_text(stmt, 4, key.data);
		for (int i = 0; i < SB_SF_COUNT; i++)
			sb_product_bind_field(stmt, 5 + i, &supplier->value[i]);
	}
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_supplier_get(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_supplier *out,
			       struct sb_error *err)
{
	struct sb_supplier_state state;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_supplier_get, &stmt, err));
	sb_bind_int(stmt, 1, id);
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row)
		return sb_fail_field(err, SB_NOT_FOUND, "supplier",
				     _("there is no supplier number %lld: `supplier list` names them"),
				     (long long)id);
	sb_supplier_read_row(stmt, arena, &state);
	sb_stmt_reset(stmt);
	*out = state.supplier;
	return SB_OK;
}

enum sb_status sb_supplier_is_free(struct sb_db *db, int64_t id, bool *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_supplier_used, &stmt, err));
	sb_bind_int(stmt, 1, id);
	TRY(sb_stmt_step(stmt, &row, err));
	sb_stmt_reset(stmt);
	*out = !row;
	return SB_OK;
}

/* Looking up. */

static const char *upper(struct sb_arena *arena, const char *text)
{
	char *code = sb_arena_strdup(arena, text);

	for (char *at = code; *at; at++)
		*at = (char)toupper((unsigned char)*at);
	return code;
}

static enum sb_status find_id(struct sb_book *book, const char *sql, const char *word, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sql, &stmt, err));
	sb_bind_text(stmt, 1, word);
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row ? sb_col_int(stmt, 0) : SB_NONE;
	sb_stmt_reset(stmt);
	return SB_OK;
}

/* A supplier that products name, though nobody added it. */
static enum sb_status find_named(struct sb_book *book, const char *key, struct sb_arena *arena, const char **out,
				 struct sb_error *err)
{
	sb_auto(buf) folded = SB_BUF_INIT;
	struct sb_stmt *stmt;
	bool row;

	*out = NULL;
	TRY(sb_db_stmt(book->db, sb_sql_supplier_named, &stmt, err));
	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			return SB_OK;
		sb_buf_clear(&folded);
		sb_text_fold(sb_col_text(stmt, 0), &folded);
		if (strcmp(folded.data, key) == 0)
			break;
	}
	*out = sb_arena_strdup(arena, sb_col_text(stmt, 0));
	sb_stmt_reset(stmt);
	return SB_OK;
}

/* One that was added, by its name or code; SB_NONE if there is none. */
static enum sb_status find_added(struct sb_book *book, const char *word, struct sb_arena *arena, int64_t *out, struct sb_error *err)
{
	sb_auto(buf) key = SB_BUF_INIT;

	TRY(find_id(book, sb_sql_supplier_id_by_code, upper(arena, word), out, err));
	if (*out != SB_NONE)
		return SB_OK;
	sb_text_fold(word, &key);
	return find_id(book, sb_sql_supplier_id_by_name, key.data, out, err);
}

enum sb_status sb_supplier_settle(struct sb_book *book, struct sb_product_change *change, struct sb_arena *arena,
				  struct sb_error *err)
{
	struct sb_value *name = &change->value[SB_PF_SUPPLIER];
	struct sb_supplier supplier;
	int64_t id;

	if (!change->given[SB_PF_SUPPLIER] || name->is_null)
		return SB_OK;
	TRY(find_added(book, name->s, arena, &id, err));
	if (id == SB_NONE)
		return SB_OK;
	TRY(sb_supplier_get(book, id, arena, &supplier, err));
	name->s = supplier.value[SB_SF_NAME].s;
	return SB_OK;
}

enum sb_status sb_supplier_find(struct sb_book *book, const char *word, struct sb_arena *arena, struct sb_supplier *out,
				struct sb_error *err)
{
	sb_auto(buf) key = SB_BUF_INIT;
	const char *name = NULL;
	int64_t id;

	TRY(find_added(book, word, arena, &id, err));
	if (id != SB_NONE)
		return sb_supplier_get(book, id, arena, out, err);
	sb_text_fold(word, &key);
	TRY(find_named(book, key.data, arena, &name, err));
	if (!name)
		return sb_fail_field(err, SB_NOT_FOUND, "supplier",
				     _("there is no supplier %s: add it with `supplier add`, or see `supplier list`"),
				     word);
	*out = (struct sb_supplier){ .id = SB_NONE };
	for (size_t i = 0; i < SB_SF_COUNT; i++)
		out->value[i] = (struct sb_value){ .type = sb_supplier_field_table[i].type, .is_null = true };
	out->value[SB_SF_RETIRED].is_null = false;
	out->value[SB_SF_NAME] = (struct sb_value){ .type = SB_TEXT_TYPE, .s = name };
	return SB_OK;
}

/* The rules. */

static enum sb_status check_code(struct sb_value *code, struct sb_arena *arena, struct sb_error *err)
{
	if (code->is_null)
		return SB_OK;
	code->s = upper(arena, code->s);
	if (strspn(code->s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == strlen(code->s) && strlen(code->s) <= CODE_BYTES_MAX)
		return SB_OK;
	return sb_fail_field(err, SB_INVALID, "code", _("\"%s\" is no supplier's code: use 1 to %d of A-Z, 0-9, -, _ and ."),
			     code->s, CODE_BYTES_MAX);
}

static enum sb_status check_texts(const struct sb_supplier_change *change, struct sb_error *err)
{
	for (size_t i = 0; i < SB_SF_COUNT; i++) {
		const struct sb_value *value = &change->value[i];

		if (change->given[i] && value->type == SB_TEXT_TYPE && !value->is_null && strlen(value->s) > TEXT_BYTES_MAX)
			return sb_fail_field(err, SB_INVALID, sb_supplier_field_table[i].option,
					     _("%s is longer than %d bytes: shorten it"), _(sb_supplier_field_table[i].label),
					     TEXT_BYTES_MAX);
	}
	return SB_OK;
}

static enum sb_status check_change(struct sb_supplier_change *change, struct sb_arena *arena, struct sb_error *err)
{
	const struct sb_value *lead = &change->value[SB_SF_LEAD_DAYS], *minimum = &change->value[SB_SF_MINIMUM];

	TRY(check_texts(change, err));
	if (change->given[SB_SF_CODE])
		TRY(check_code(&change->value[SB_SF_CODE], arena, err));
	if (change->given[SB_SF_LEAD_DAYS] && !lead->is_null && (lead->n < 0 || lead->n > LEAD_DAYS_MAX))
		return sb_fail_field(err, SB_INVALID, "lead-days", _("a lead time is 0 to %d days"), LEAD_DAYS_MAX);
	if (change->given[SB_SF_MINIMUM] && !minimum->is_null && (minimum->n < 0 || minimum->n > SB_MONEY_MAX))
		return sb_fail_field(err, SB_INVALID, "minimum", _("the least an order comes to must not be below zero"));
	if (change->given[SB_SF_RETIRED] && change->value[SB_SF_RETIRED].is_null)
		change->value[SB_SF_RETIRED] = (struct sb_value){ .type = SB_BOOL_TYPE };
	return SB_OK;
}

static enum sb_status refuse_other(struct sb_book *book, const char *sql, const char *word, int64_t id, const char *field,
				   struct sb_error *err)
{
	int64_t other;

	TRY(find_id(book, sql, word, &other, err));
	return other == SB_NONE || other == id
		       ? SB_OK
		       : sb_fail_field(err, SB_DUPLICATE, field, _("there is a supplier %s already: choose another word"), word);
}

/* What one is called by, name or code, calls no other. */
static enum sb_status refuse_word(struct sb_book *book, const char *word, int64_t id, const char *field, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	sb_auto(buf) key = SB_BUF_INIT;

	sb_text_fold(word, &key);
	TRY(refuse_other(book, sb_sql_supplier_id_by_name, key.data, id, field, err));
	return refuse_other(book, sb_sql_supplier_id_by_code, upper(arena, word), id, field, err);
}

enum sb_status sb_supplier_refuse_taken(struct sb_book *book, int64_t id, const struct sb_supplier_change *change,
					struct sb_error *err)
{
	const struct sb_value *name = &change->value[SB_SF_NAME], *code = &change->value[SB_SF_CODE];

	if (change->given[SB_SF_NAME])
		TRY(refuse_word(book, name->s, id, "name", err));
	return change->given[SB_SF_CODE] && !code->is_null ? refuse_word(book, code->s, id, "code", err) : SB_OK;
}

/* Recording. */

static struct sb_effect *new_effect(struct sb_write *write, enum sb_kind kind)
{
	struct sb_effect *effect;

	sb_arena_clear(write->arena);
	effect = sb_arena_alloc(write->arena, sizeof(*effect));
	*effect = (struct sb_effect){ .archived = -1, .of = kind, .at = SB_NONE, .expires_ms = SB_NONE };
	return effect;
}

/* Products that name it already keep naming it. */
static enum sb_status spell_as_products(struct sb_write *write, struct sb_value *name, struct sb_error *err)
{
	sb_auto(buf) key = SB_BUF_INIT;
	const char *spelled;

	sb_text_fold(name->s, &key);
	TRY(find_named(write->book, key.data, write->arena, &spelled, err));
	if (spelled)
		name->s = spelled;
	return SB_OK;
}

enum sb_status sb_supplier_add(struct sb_write *write, const struct sb_supplier_change *change,
			       const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_effect *effect = new_effect(write, SB_KIND_SUPPLIER_ADD);
	const struct sb_value *name = &effect->supplier_set.value[SB_SF_NAME];
	struct sb_draft own = *draft;
	size_t chars;

	effect->supplier_set = *change;
	effect->has_supplier_set = true;
	chars = change->given[SB_SF_NAME] && !name->is_null ? sb_utf8_count(name->s) : 0;
	if (chars == 0 || chars > NAME_CHARS_MAX)
		return sb_fail_field(err, SB_INVALID, "name", _("a supplier's name has 1 to %d characters"), NAME_CHARS_MAX);
	TRY(spell_as_products(write, &effect->supplier_set.value[SB_SF_NAME], err));
	TRY(check_change(&effect->supplier_set, write->arena, err));
	own.kind = SB_KIND_SUPPLIER_ADD;
	const struct sb_intake intake = { .draft = &own, .store = SB_NONE, .effect = effect };
	return sb_record(write, &intake, out, err);
}

static void find_changes(const struct sb_supplier *now, const struct sb_supplier_change *change, struct sb_effect *effect)
{
	for (size_t i = 0; i < SB_SF_COUNT; i++) {
		if (!change->given[i] || sb_value_same(&change->value[i], &now->value[i]))
			continue;
		effect->supplier_set.given[i] = effect->supplier_was.given[i] = true;
		effect->supplier_set.value[i] = change->value[i];
		effect->supplier_was.value[i] = now->value[i];
		effect->has_supplier_set = true;
	}
}

enum sb_status sb_supplier_edit(struct sb_write *write, int64_t id, const struct sb_supplier_change *change,
				const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_effect *effect = new_effect(write, SB_KIND_SUPPLIER_EDIT);
	struct sb_supplier_change own_change = *change;
	struct sb_draft own = *draft;
	struct sb_supplier now;
	bool found;

	TRY(sb_record_was_done(write, draft, &found, out, err));
	if (found)
		return SB_OK;
	TRY(sb_supplier_get(write->book, id, write->arena, &now, err));
	TRY(check_change(&own_change, write->arena, err));
	find_changes(&now, &own_change, effect);
	if (effect->supplier_set.given[SB_SF_NAME])
		return sb_fail_field(err, SB_INVALID, "name",
				     _("a supplier's name stays, for products name it by that: add another and retire this one"));
	if (!effect->has_supplier_set) {
		*out = (struct sb_outcome){ .kind = SB_KIND_SUPPLIER_EDIT };
		return SB_OK;
	}
	own.kind = SB_KIND_SUPPLIER_EDIT;
	own.subject = id;
	const struct sb_intake intake = { .draft = &own, .store = SB_NONE, .effect = effect };
	return sb_record(write, &intake, out, err);
}
