/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stores of a book: read once, kept while it is open. */
#include "book_inside.h"
#include "effect.h"
#include "statements.h"
#include "touch.h"
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
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, code ? sb_sql_store_id_by_code : sb_sql_store_id_first, &stmt, err));
	if (code)
		sb_bind_text(stmt, 1, code);
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
	return sb_store_known(book, id, &book->store, err);
}

const struct sb_store *sb_book_store(const struct sb_book *book)
{
	return &book->store->store;
}

static enum sb_status stock_everything(struct sb_db *db, int64_t store, struct sb_error *err)
{
	struct sb_stock_state stock = { .store = store, .moved_at = SB_NONE };
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_product_ids, &stmt, err));
	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			return SB_OK;
		stock.product = sb_col_int(stmt, 0);
		TRY(sb_stock_insert(db, &stock, err));
	}
}

enum sb_status sb_store_row_insert(struct sb_db *db, int64_t id, int64_t created_at, const struct sb_effect *effect, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_store_put, &stmt, err));
	sb_bind_int(stmt, 1, id);
	sb_bind_text(stmt, 2, effect->code);
	sb_bind_text(stmt, 3, effect->name);
	sb_bind_text(stmt, 4, effect->zone);
	sb_bind_int(stmt, 5, effect->allow_negative);
	sb_bind_int(stmt, 6, created_at);
	TRY(sb_stmt_run(stmt, NULL, err));
	return stock_everything(db, id, err);
}
