/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an entry does to a store, or to what a store plans for a product: held to the rules, stored. */
#include "kinds.h"
#include "product_store.h"
#include "record.h"
#include "statements.h"
#include "stores_inside.h"
#include "try.h"
#include <string.h>

static enum sb_status find_row(struct sb_db *db, const char *sql, int64_t first, int64_t second, bool *out,
			       struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sql, &stmt, err));
	sb_bind_int(stmt, 1, first);
	sb_bind_int(stmt, 2, second);
	TRY(sb_stmt_step(stmt, out, err));
	sb_stmt_reset(stmt);
	return SB_OK;
}

/* Stores. */

static enum sb_status refuse_code_in_use(struct sb_db *db, const char *code, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_store_id_by_code, &stmt, err));
	sb_bind_text(stmt, 1, code);
	TRY(sb_stmt_step(stmt, &row, err));
	sb_stmt_reset(stmt);
	return row ? sb_fail_field(err, SB_DUPLICATE, "code", _("there is a store %s already: choose another code"),
				   code)
		   : SB_OK;
}

/* Nothing may ever have happened in a store whose addition is undone, for entries name it for ever. */
static enum sb_status refuse_in_use(struct sb_recording *recording, const struct sb_store_state *state,
				    struct sb_error *err)
{
	struct sb_book *book = recording->book;
	bool is_used = false;

	if (book->store->store.id == state->id)
		return sb_fail(err, SB_REFUSED, _("%s is the store worked for: work for another first"), state->code);
	TRY(find_row(book->db, sb_sql_store_used, state->id, state->id, &is_used, err));
	if (is_used)
		return sb_fail(err, SB_REFUSED, _("%s was used already: a store with a history stays"), state->code);
	return SB_OK;
}

/* Setting back must not wipe out a later change. */
static enum sb_status refuse_store_changed(const struct sb_store_state *state, const struct sb_store_change *was,
					   struct sb_error *err)
{
	bool same_name = !was->name || strcmp(was->name, state->name) == 0;

	if (same_name && (was->allow_negative < 0 || was->allow_negative == state->allow_negative))
		return SB_OK;
	return sb_fail_field(err, SB_REFUSED, same_name ? "allow-negative" : "name",
			     _("store %s was changed again since: undo that first"), state->code);
}

static enum sb_status prepare_store(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_effect *effect = recording->effect;
	struct sb_store_state state;

	if (recording->entry.kind == SB_KIND_STORE_ADD)
		return refuse_code_in_use(recording->book->db, effect->code, err);
	TRY(sb_store_derive(recording->book, recording->entry.subject, recording->write->arena, &state, err));
	if (effect->fate == SB_STORE_RETURNS)
		return refuse_code_in_use(recording->book->db, state.code, err);
	if (state.is_gone)
		return sb_fail(err, SB_REFUSED, _("the store %s was taken back: work for another"), state.code);
	if (effect->fate == SB_STORE_GOES)
		return refuse_in_use(recording, &state, err);
	return refuse_store_changed(&state, &effect->store_was, err);
}

/* Plans. */

static enum sb_status prepare_plan(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_effect *effect = recording->effect;
	int64_t store = recording->entry.store, product = recording->entry.subject;

	TRY(sb_store_plan_get(recording->book, store, product, recording->write->arena, &recording->plan, err));
	for (size_t i = 0; i < SB_PLAN_FIELDS; i++) {
		enum sb_product_field field = sb_store_plan_fields[i];

		if (effect->was.given[field] && !sb_value_same(&effect->was.value[field], &recording->plan.value[i]))
			return sb_fail_field(err, SB_REFUSED, sb_product_field_table[field].name,
					     _("%s was planned anew since: undo that first"),
					     _(sb_product_field_table[field].label));
	}
	sb_apply_store_plan(&recording->plan, effect);
	return SB_OK;
}

enum sb_status sb_record_store_prepare(struct sb_recording *recording, struct sb_error *err)
{
	if (recording->effect && sb_kind_subject(sb_recording_root(recording)) == SB_KIND_STORE_ADD)
		return prepare_store(recording, err);
	return recording->effect && recording->effect->has_plan ? prepare_plan(recording, err) : SB_OK;
}

static enum sb_status write_store(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;
	bool is_added = entry->kind == SB_KIND_STORE_ADD;
	struct sb_store_state state;

	recording->write->store = 0;
	TRY(sb_store_derive(recording->book, is_added ? entry->seq : entry->subject, recording->write->arena, &state,
			    err));
	return sb_store_row_put(recording->book, &state, is_added || recording->effect->fate == SB_STORE_RETURNS, err);
}

enum sb_status sb_record_store_write(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;

	if (recording->effect && sb_kind_subject(sb_recording_root(recording)) == SB_KIND_STORE_ADD)
		return write_store(recording, err);
	if (!recording->effect || !recording->effect->has_plan)
		return SB_OK;
	return sb_store_plan_put(recording->book->db, entry->store, entry->subject, &recording->plan, err);
}
