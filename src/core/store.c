/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stores of a book: read once, kept while it is open. */
#include "book_inside.h"
#include "state.h"
#include "statements.h"
#include "try.h"
#include <string.h>

static void forget(struct sb_known_store *store)
{
	free(store->code);
	free(store->name);
	sb_zone_free(store->zone);
	free(store);
}

void sb_stores_forget(struct sb_book *book)
{
	for (size_t i = 0; i < book->store_count; i++)
		forget(book->stores[i]);
	free(book->stores);
	book->stores = NULL;
	book->store_count = 0;
}

static bool read_store(struct sb_stmt *stmt, struct sb_known_store *known)
{
	size_t count;
	const void *uuid = sb_col_bytes(stmt, 5, &count);

	if (count != SB_ID_BYTES)
		return false;
	memcpy(known->uuid.bytes, uuid, SB_ID_BYTES);
	known->code = sb_strdup(sb_col_text(stmt, 1));
	known->name = sb_strdup(sb_col_text(stmt, 2));
	known->store = (struct sb_store){
		.id = sb_col_int(stmt, 0),
		.code = known->code,
		.name = known->name,
		.allow_negative = sb_col_int(stmt, 4) != 0,
	};
	return true;
}

static enum sb_status load_store(struct sb_book *book, int64_t id, struct sb_known_store *known, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_store_by_id, &stmt, err));
	sb_bind_int(stmt, 1, id);
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row || !read_store(stmt, known)) {
		sb_stmt_reset(stmt);
		return sb_fail(err, SB_CORRUPT, _("the book has no store number %lld: run `stockbook rebuild`"), (long long)id);
	}
	enum sb_status status = sb_zone_load(sb_col_text(stmt, 3), &known->zone, err);
	sb_stmt_reset(stmt);
	known->store.zone = known->zone;
	return status;
}

enum sb_status sb_store_known(struct sb_book *book, int64_t id, const struct sb_known_store **out, struct sb_error *err)
{
	for (size_t i = 0; i < book->store_count; i++) {
		if (book->stores[i]->store.id != id)
			continue;
		*out = book->stores[i];
		return SB_OK;
	}
	struct sb_known_store *known = sb_alloc(sizeof(*known));
	enum sb_status status = load_store(book, id, known, err);
	if (status != SB_OK) {
		forget(known);
		return status;
	}
	book->stores = sb_realloc(book->stores, (book->store_count + 1) * sizeof(*book->stores));
	book->stores[book->store_count++] = known;
	*out = known;
	return SB_OK;
}

static enum sb_status find_id(struct sb_book *book, const char *code, int64_t *out, struct sb_error *err)
{
	char upper[SB_STORE_CODE_BYTES_MAX + 1] = "";
	struct sb_stmt *stmt;
	bool row;

	for (size_t i = 0; code && code[i] && i + 1 < sizeof(upper); i++)
		upper[i] = (char)(code[i] >= 'a' && code[i] <= 'z' ? code[i] - 'a' + 'A' : code[i]);
	TRY(sb_db_stmt(book->db, code ? sb_sql_store_id_by_code : sb_sql_store_id_first, &stmt, err));
	if (code)
		sb_bind_text(stmt, 1, upper);
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row && code)
		return sb_fail_field(err, SB_NOT_FOUND, "store", _("there is no store \"%s\": give its code as it was added"), code);
	if (!row)
		return sb_fail(err, SB_CORRUPT, _("the book has no store: run `stockbook rebuild`"));
	*out = sb_col_int(stmt, 0);
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_book_use_store(struct sb_book *book, const char *code, struct sb_error *err)
{
	int64_t id = SB_NONE;

	TRY(find_id(book, code, &id, err));
	return sb_store_fresh(book, id, &book->store, err);
}

const struct sb_store *sb_book_store(const struct sb_book *book)
{
	return &book->store->store;
}

static enum sb_status run_on(struct sb_db *db, const char *sql, int64_t id, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sql, &stmt, err));
	sb_bind_int(stmt, 1, id);
	return sb_stmt_run(stmt, NULL, err);
}

static enum sb_status stock_everything(struct sb_db *db, int64_t store, struct sb_error *err)
{
	static const struct sb_ring nothing;
	unsigned char ring[SB_RING_BYTES];
	struct sb_stmt *stmt;

	sb_ring_encode(&nothing, ring);
	TRY(sb_db_stmt(db, sb_sql_store_stock_put, &stmt, err));
	sb_bind_int(stmt, 1, store);
	sb_bind_int(stmt, 2, nothing.day);
	sb_bind_bytes(stmt, 3, ring, sizeof(ring));
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_store_row_put(struct sb_book *book, const struct sb_store_state *state, bool is_new, struct sb_error *err)
{
	struct sb_stmt *stmt;

	if (state->is_gone) {
		TRY(run_on(book->db, sb_sql_store_stock_drop, state->id, err));
		return run_on(book->db, sb_sql_store_drop, state->id, err);
	}
	TRY(sb_db_stmt(book->db, sb_sql_store_put, &stmt, err));
	sb_bind_int(stmt, 1, state->id);
	sb_bind_text(stmt, 2, state->code);
	sb_bind_text(stmt, 3, state->name);
	sb_bind_text(stmt, 4, state->zone);
	sb_bind_int(stmt, 5, state->allow_negative);
	sb_bind_int(stmt, 6, state->created_at);
	TRY(sb_stmt_run(stmt, NULL, err));
	return is_new ? stock_everything(book->db, state->id, err) : SB_OK;
}

enum sb_status sb_store_fresh(struct sb_book *book, int64_t id, const struct sb_known_store **out, struct sb_error *err)
{
	const struct sb_known_store *known;
	struct sb_known_store *mine = NULL;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_store_known(book, id, &known, err));
	for (size_t i = 0; i < book->store_count; i++)
		if (book->stores[i] == known)
			mine = book->stores[i];
	TRY(sb_db_stmt(book->db, sb_sql_store_by_id, &stmt, err));
	sb_bind_int(stmt, 1, id);
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row)
		return sb_fail_field(err, SB_REFUSED, "store", _("the store %s was taken back: work for another"), known->code);
	if (strcmp(mine->name, sb_col_text(stmt, 2)) != 0) {
		free(mine->name);
		mine->name = sb_strdup(sb_col_text(stmt, 2));
		mine->store.name = mine->name;
	}
	mine->store.allow_negative = sb_col_int(stmt, 4) != 0;
	sb_stmt_reset(stmt);
	*out = mine;
	return SB_OK;
}

enum sb_status sb_store_find(struct sb_book *book, const char *code, const struct sb_store **out, struct sb_error *err)
{
	const struct sb_known_store *known;
	int64_t id = SB_NONE;

	TRY(find_id(book, code, &id, err));
	TRY(sb_store_fresh(book, id, &known, err));
	*out = &known->store;
	return SB_OK;
}

enum sb_status sb_store_get(struct sb_book *book, int64_t id, const struct sb_store **out, struct sb_error *err)
{
	const struct sb_known_store *known;

	TRY(sb_store_known(book, id, &known, err));
	*out = &known->store;
	return SB_OK;
}

enum sb_status sb_store_count(struct sb_book *book, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_store_count, &stmt, err));
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row ? sb_col_int(stmt, 0) : 0;
	sb_stmt_reset(stmt);
	return SB_OK;
}
