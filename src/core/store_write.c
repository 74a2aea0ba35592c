/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adds and changes stores and what they plan: makes the entries that say so. */
#include "kinds.h"
#include "product_store.h"
#include "statements.h"
#include "stockbook/text.h"
#include "stores_inside.h"
#include "try.h"
#include <string.h>

#define NAME_CHARS_MAX 200

static bool is_code_char(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

static enum sb_status check_name(const char *name, struct sb_error *err)
{
	size_t chars = sb_utf8_count(name);

	if (chars == 0 || chars > NAME_CHARS_MAX)
		return sb_fail_field(err, SB_INVALID, "name", _("a store's name has 1 to %d characters: give another"),
				     NAME_CHARS_MAX);
	return SB_OK;
}

enum sb_status sb_store_check_new(const struct sb_store_new *what, struct sb_error *err)
{
	size_t length = strlen(what->code);

	for (size_t i = 0; i < strlen(what->code); i++)
		if (!is_code_char(what->code[i]))
			length = 0;
	if (length == 0 || length > SB_STORE_CODE_BYTES_MAX)
		return sb_fail_field(err, SB_INVALID, "store",
				     _("\"%s\" is no store code: use 1 to %d of A-Z, 0-9, - and _"), what->code,
				     SB_STORE_CODE_BYTES_MAX);
	TRY(check_name(what->name, err));
	sb_owned(zone) zone = NULL;
	return sb_zone_load(what->zone, &zone, err);
}

static struct sb_effect *new_effect(struct sb_write *write, enum sb_kind kind)
{
	struct sb_effect *effect;

	sb_arena_clear(write->arena);
	effect = sb_arena_alloc(write->arena, sizeof(*effect));
	*effect = (struct sb_effect){ .archived = -1, .of = kind, .at = SB_NONE };
	effect->store_set.allow_negative = effect->store_was.allow_negative = -1;
	return effect;
}

enum sb_status sb_store_add(struct sb_write *write, const struct sb_store_new *what, const struct sb_draft *draft,
			    struct sb_outcome *out, struct sb_error *err)
{
	struct sb_effect *effect = new_effect(write, SB_KIND_STORE_ADD);
	struct sb_draft own = *draft;

	TRY(sb_store_check_new(what, err));
	effect->code = what->code;
	effect->name = what->name;
	effect->zone = what->zone;
	effect->allow_negative = what->allow_negative;
	own.kind = SB_KIND_STORE_ADD;
	const struct sb_intake intake = { .draft = &own, .store = SB_NONE, .effect = effect };
	return sb_record(write, &intake, out, err);
}

enum sb_status sb_store_edit(struct sb_write *write, int64_t id, const char *name, int allow_negative,
			     const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_effect *effect = new_effect(write, SB_KIND_STORE_EDIT);
	struct sb_draft own = *draft;
	struct sb_store_state state;
	bool found;

	TRY(sb_record_was_done(write, draft, &found, out, err));
	if (found)
		return SB_OK;
	TRY(sb_store_derive(write->book, id, write->arena, &state, err));
	if (name && strcmp(name, state.name) != 0) {
		TRY(check_name(name, err));
		effect->store_set.name = name;
		effect->store_was.name = state.name;
		effect->has_store_set = true;
	}
	if (allow_negative >= 0 && (allow_negative == 1) != state.allow_negative) {
		effect->store_set.allow_negative = allow_negative;
		effect->store_was.allow_negative = state.allow_negative;
		effect->has_store_set = true;
	}
	if (!effect->has_store_set) {
		*out = (struct sb_outcome){ .kind = SB_KIND_STORE_EDIT };
		return SB_OK;
	}
	own.kind = SB_KIND_STORE_EDIT;
	own.subject = id;
	const struct sb_intake intake = { .draft = &own, .store = SB_NONE, .effect = effect };
	return sb_record(write, &intake, out, err);
}

/* Plans. */

void sb_store_plan_init(struct sb_store_plan *plan)
{
	for (size_t i = 0; i < SB_PLAN_FIELDS; i++)
		plan->value[i] = (struct sb_value){ .type = sb_product_field_table[sb_store_plan_fields[i]].type,
						    .is_null = true };
}

bool sb_store_plan_is_empty(const struct sb_store_plan *plan)
{
	for (size_t i = 0; i < SB_PLAN_FIELDS; i++)
		if (!plan->value[i].is_null)
			return false;
	return true;
}

enum sb_status sb_store_plan_get(struct sb_book *book, int64_t store, int64_t product, struct sb_arena *arena,
				 struct sb_store_plan *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	sb_store_plan_init(out);
	TRY(sb_db_stmt(book->db, sb_sql_plan_get, &stmt, err));
	sb_bind_int(stmt, 1, store);
	sb_bind_int(stmt, 2, product);
	TRY(sb_stmt_step(stmt, &row, err));
	for (int i = 0; row && i < SB_PLAN_FIELDS; i++)
		sb_product_read_field(stmt, i, arena, &out->value[i]);
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_store_plan_put(struct sb_db *db, int64_t store, int64_t product, const struct sb_store_plan *plan,
				 struct sb_error *err)
{
	bool is_empty = sb_store_plan_is_empty(plan);
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, is_empty ? sb_sql_plan_drop : sb_sql_plan_put, &stmt, err));
	sb_bind_int(stmt, 1, store);
	sb_bind_int(stmt, 2, product);
	for (int i = 0; !is_empty && i < SB_PLAN_FIELDS; i++)
		sb_product_bind_field(stmt, 3 + i, &plan->value[i]);
	return sb_stmt_run(stmt, NULL, err);
}

static void find_changes(const struct sb_store_plan *plan, const struct sb_product_change *change,
			 struct sb_effect *effect)
{
	for (size_t i = 0; i < SB_PLAN_FIELDS; i++) {
		enum sb_product_field field = sb_store_plan_fields[i];

		if (!change->given[field] || sb_value_same(&change->value[field], &plan->value[i]))
			continue;
		effect->set.given[field] = effect->was.given[field] = true;
		effect->set.value[field] = change->value[field];
		effect->was.value[field] = plan->value[i];
		effect->has_plan = true;
	}
}

enum sb_status sb_store_plan_set(struct sb_write *write, int64_t product, const struct sb_product_change *change,
				 const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_effect *effect = new_effect(write, SB_KIND_PLAN);
	struct sb_draft own = *draft;
	struct sb_product now;
	struct sb_store_plan plan;
	bool found;

	TRY(sb_record_was_done(write, draft, &found, out, err));
	if (found)
		return SB_OK;
	TRY(sb_product_get(write->book, product, write->arena, &now, err));
	if (now.archived)
		return sb_fail(err, SB_REFUSED, _("%s is archived: undo its archiving first"), now.value[SB_PF_SKU].s);
	TRY(sb_store_plan_get(write->book, write->book->store->store.id, product, write->arena, &plan, err));
	find_changes(&plan, change, effect);
	if (!effect->has_plan) {
		*out = (struct sb_outcome){ .kind = SB_KIND_PLAN };
		return SB_OK;
	}
	own.kind = SB_KIND_PLAN;
	own.subject = product;
	const struct sb_intake intake = { .draft = &own, .store = SB_NONE, .effect = effect };
	return sb_record(write, &intake, out, err);
}
