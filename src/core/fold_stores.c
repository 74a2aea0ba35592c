/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replays what the journal says of stores and of transfers as such; what it says of products in them is folded product
 * by product. */
#include "kinds.h"
#include "statements.h"
#include "stores_inside.h"
#include "try.h"

static enum sb_status broken(int64_t seq, struct sb_error *err)
{
	return sb_fail(err, SB_CORRUPT, _("entry %lld is damaged or of a newer program: run `stockbook check`"),
		       (long long)seq);
}

static struct sb_store_state *state_of(struct sb_folded_stores *stores, int64_t id)
{
	for (size_t i = 0; i < stores->count; i++)
		if (stores->stores[i].id == id)
			return &stores->stores[i];
	return NULL;
}

static void allow_from(struct sb_folded_stores *stores, int64_t seq, const struct sb_store_state *state)
{
	stores->allowances =
		sb_realloc(stores->allowances, (stores->allowance_count + 1) * sizeof(*stores->allowances));
	stores->allowances[stores->allowance_count++] =
		(struct sb_allowance){ .seq = seq, .store = state->id, .allow_negative = state->allow_negative };
}

/* A row of store_entries or fold_stores. */
static enum sb_status apply_row(struct sb_stmt *stmt, int64_t id, struct sb_arena *arena,
				struct sb_folded_stores *stores, struct sb_error *err)
{
	int64_t seq = sb_col_int(stmt, 0);
	struct sb_store_state *state = state_of(stores, id);
	struct sb_effect effect;
	enum sb_kind kind;

	if (!sb_kind_find(sb_col_text(stmt, 1), &kind) || (kind != SB_KIND_STORE_ADD && !state))
		return broken(seq, err);
	TRY(sb_effect_read(kind, sb_col_text(stmt, 3), arena, &effect, err));
	if (kind == SB_KIND_STORE_ADD) {
		stores->stores = sb_realloc(stores->stores, (stores->count + 1) * sizeof(*stores->stores));
		state = &stores->stores[stores->count++];
		sb_apply_store_add(state, seq, sb_col_int(stmt, 2), &effect);
	} else {
		sb_apply_store_change(state, &effect);
	}
	allow_from(stores, seq, state);
	return SB_OK;
}

static enum sb_status apply_rows(struct sb_stmt *stmt, int64_t id, struct sb_arena *arena,
				 struct sb_folded_stores *stores, struct sb_error *err)
{
	enum sb_status status = SB_OK;
	bool row = true;

	while (status == SB_OK && row) {
		status = sb_stmt_step(stmt, &row, err);
		if (status == SB_OK && row)
			status = apply_row(stmt, id == SB_NONE ? sb_col_int(stmt, 4) : id, arena, stores, err);
	}
	sb_stmt_reset(stmt);
	return status;
}

enum sb_status sb_stores_fold(struct sb_book *book, struct sb_arena *arena, struct sb_folded_stores *out,
			      struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(book->db, sb_sql_fold_stores, &stmt, err));
	return apply_rows(stmt, SB_NONE, arena, out, err);
}

enum sb_status sb_store_derive(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_store_state *out,
			       struct sb_error *err)
{
	struct sb_folded_stores stores = { 0 };
	struct sb_stmt *stmt;
	enum sb_status status;

	TRY(sb_db_stmt(book->db, sb_sql_store_entries, &stmt, err));
	sb_bind_int(stmt, 1, id);
	sb_bind_int(stmt, 2, id);
	status = apply_rows(stmt, id, arena, &stores, err);
	if (status == SB_OK && stores.count == 1)
		*out = stores.stores[0];
	else if (status == SB_OK)
		status = broken(id, err);
	sb_folded_stores_release(&stores);
	return status;
}

void sb_folded_stores_release(struct sb_folded_stores *stores)
{
	free(stores->stores);
	free(stores->allowances);
	free(stores->sendings);
	*stores = (struct sb_folded_stores){ 0 };
}

bool sb_folded_allows_negative(const struct sb_folded_stores *stores, int64_t store, int64_t seq)
{
	bool allows = false;

	for (size_t i = 0; i < stores->allowance_count && stores->allowances[i].seq <= seq; i++)
		if (stores->allowances[i].store == store)
			allows = stores->allowances[i].allow_negative;
	return allows;
}

/* Transfers. */

static enum sb_status find_store(struct sb_db *db, const struct sb_id *uuid, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_store_id_by_uuid, &stmt, err));
	sb_bind_bytes(stmt, 1, uuid->bytes, SB_ID_BYTES);
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row ? sb_col_int(stmt, 0) : SB_NONE;
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status add_sending(struct sb_book *book, struct sb_stmt *stmt, struct sb_arena *arena,
				  struct sb_folded_stores *stores, struct sb_error *err)
{
	struct sb_sending sending = { .id = sb_col_int(stmt, 0), .from = sb_col_int(stmt, 1) };
	struct sb_effect effect;

	sb_arena_clear(arena);
	TRY(sb_effect_read(SB_KIND_TRANSFER_OUT, sb_col_text(stmt, 2), arena, &effect, err));
	TRY(find_store(book->db, &effect.to, &sending.to, err));
	if (sending.to == SB_NONE)
		return broken(sending.id, err);
	if (stores->sending_count % 64 == 0)
		stores->sendings =
			sb_realloc(stores->sendings, (stores->sending_count + 64) * sizeof(*stores->sendings));
	stores->sendings[stores->sending_count++] = sending;
	return SB_OK;
}

enum sb_status sb_sendings_fold(struct sb_book *book, struct sb_folded_stores *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	enum sb_status status = SB_OK;
	struct sb_stmt *stmt;
	bool row = true;

	TRY(sb_db_stmt(book->db, sb_sql_fold_sendings, &stmt, err));
	while (status == SB_OK && row) {
		status = sb_stmt_step(stmt, &row, err);
		if (status == SB_OK && row)
			status = add_sending(book, stmt, arena, out, err);
	}
	sb_stmt_reset(stmt);
	return status;
}

const struct sb_sending *sb_folded_sending(const struct sb_folded_stores *stores, int64_t id)
{
	size_t low = 0, high = stores->sending_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (stores->sendings[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < stores->sending_count && stores->sendings[low].id == id ? &stores->sendings[low] : NULL;
}

enum sb_status sb_sending_find_to(struct sb_db *db, const struct sb_id *uuid, int64_t *out, struct sb_error *err)
{
	TRY(find_store(db, uuid, out, err));
	return *out == SB_NONE ? sb_fail_field(err, SB_NOT_FOUND, "to", _("the store it goes to is not in this book"))
			       : SB_OK;
}
