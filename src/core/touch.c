/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and writes the rows behind a stock line: stock, daily usage and the product's popularity. */
#include "touch.h"
#include "book_inside.h"
#include "fold.h"
#include "search_index.h"
#include "statements.h"
#include "try.h"
#include <assert.h>
#include <string.h>

enum { USAGE_AT_ONCE = 8, USAGE_COLUMNS = 5 };

enum touch_column {
	TOUCH_SKU,
	TOUCH_ARCHIVED,
	TOUCH_DECIMALS,
	TOUCH_PRICE,
	TOUCH_COST,
	TOUCH_ALLOW_NEGATIVE,
	TOUCH_POPULARITY,
	TOUCH_POPULARITY_DAY,
	TOUCH_SEARCH_ID,
	TOUCH_UUID,
	TOUCH_ON_HAND,
	TOUCH_HELD,
	TOUCH_COMMITTED,
	TOUCH_UNAVAILABLE,
	TOUCH_VERSION,
	TOUCH_MOVED_AT,
	TOUCH_RING_DAY,
	TOUCH_RING,
	TOUCH_COUNTED_AT,
};

static bool read_ring(struct sb_stmt *stmt, struct sb_ring *ring)
{
	size_t count;
	const void *bytes = sb_col_bytes(stmt, TOUCH_RING, &count);

	if (count != SB_RING_BYTES)
		return false;
	sb_ring_decode(bytes, ring);
	ring->day = sb_col_int(stmt, TOUCH_RING_DAY);
	return true;
}

/* Stock that has no row yet reads as nothing there. */
static bool read_stock(struct sb_stmt *stmt, struct sb_stock_state *stock)
{
	stock->moved_at = SB_NONE;
	if (sb_col_is_null(stmt, TOUCH_ON_HAND))
		return true;
	stock->is_stored = true;
	stock->on_hand = sb_col_int(stmt, TOUCH_ON_HAND);
	stock->held = sb_col_int(stmt, TOUCH_HELD);
	stock->committed = sb_col_int(stmt, TOUCH_COMMITTED);
	stock->unavailable = sb_col_int(stmt, TOUCH_UNAVAILABLE);
	stock->version = sb_col_int(stmt, TOUCH_VERSION);
	stock->moved_at = sb_col_int(stmt, TOUCH_MOVED_AT);
	return read_ring(stmt, &stock->ring);
}

static bool read_touched(struct sb_stmt *stmt, struct sb_touched *touched)
{
	const char *sku = sb_col_text(stmt, TOUCH_SKU);
	size_t count, length = strlen(sku);
	const void *uuid = sb_col_bytes(stmt, TOUCH_UUID, &count);

	if (count != SB_ID_BYTES || length >= sizeof(touched->sku))
		return false;
	memcpy(touched->uuid.bytes, uuid, SB_ID_BYTES);
	memcpy(touched->sku, sku, length + 1);
	touched->is_archived = sb_col_int(stmt, TOUCH_ARCHIVED) != 0;
	touched->decimals = (int)sb_col_int(stmt, TOUCH_DECIMALS);
	touched->price_minor = sb_col_int(stmt, TOUCH_PRICE);
	touched->cost_minor = sb_col_int(stmt, TOUCH_COST);
	touched->allow_negative = sb_col_int(stmt, TOUCH_ALLOW_NEGATIVE);
	touched->counted_at = sb_col_int(stmt, TOUCH_COUNTED_AT);
	touched->popularity_before = (struct sb_popularity){
		.milli = sb_col_int(stmt, TOUCH_POPULARITY),
		.day = sb_col_int(stmt, TOUCH_POPULARITY_DAY),
		.search_id = sb_col_int(stmt, TOUCH_SEARCH_ID),
	};
	return read_stock(stmt, &touched->before) && touched->popularity_before.milli >= 0;
}

enum sb_status sb_touch_load(struct sb_db *db, int64_t store, int64_t product, struct sb_touched *out, struct sb_error *err)
{
	struct sb_touched touched = { .product = product, .before = { .store = store, .product = product } };
	struct sb_stmt *stmt;
	bool row, whole;

	TRY(sb_db_stmt(db, sb_sql_stock_touch, &stmt, err));
	sb_bind_int(stmt, 1, store);
	sb_bind_int(stmt, 2, product);
	TRY(sb_stmt_step(stmt, &row, err));
	whole = row && read_touched(stmt, &touched);
	sb_stmt_reset(stmt);
	if (!row)
		return sb_fail(err, SB_NOT_FOUND, _("there is no product number %lld: look it up by its SKU"), (long long)product);
	if (!whole)
		return sb_fail(err, SB_CORRUPT, _("the stock row of product %s is damaged: run `stockbook rebuild`"), touched.sku);
	touched.stock = touched.before;
	touched.popularity = touched.popularity_before;
	*out = touched;
	return SB_OK;
}

static void bind_ring(struct sb_stmt *stmt, int place, const struct sb_ring *ring)
{
	unsigned char bytes[SB_RING_BYTES];

	sb_ring_encode(ring, bytes);
	sb_bind_int(stmt, place, ring->day);
	sb_bind_bytes(stmt, place + 1, bytes, sizeof(bytes));
}

enum sb_status sb_stock_insert(struct sb_db *db, const struct sb_stock_state *stock, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_stock_put, &stmt, err));
	sb_bind_int(stmt, 1, stock->store);
	sb_bind_int(stmt, 2, stock->product);
	sb_bind_int(stmt, 3, stock->on_hand);
	sb_bind_int(stmt, 4, stock->held);
	sb_bind_int(stmt, 5, stock->committed);
	sb_bind_int(stmt, 6, stock->unavailable);
	sb_bind_int(stmt, 7, stock->version);
	sb_bind_int(stmt, 8, stock->moved_at);
	bind_ring(stmt, 9, &stock->ring);
	return sb_stmt_run(stmt, NULL, err);
}

/* The check and the write are one statement: it changes the row that was read or none. */
static enum sb_status change_stock(struct sb_db *db, const struct sb_touched *touched, bool may_go_below, struct sb_error *err)
{
	const struct sb_stock_state *stock = &touched->stock;
	int64_t changed = 0;
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_stock_change, &stmt, err));
	sb_bind_int(stmt, 1, stock->store);
	sb_bind_int(stmt, 2, stock->product);
	sb_bind_int(stmt, 3, stock->on_hand);
	sb_bind_int(stmt, 4, stock->unavailable);
	sb_bind_int(stmt, 5, stock->version);
	sb_bind_int(stmt, 6, stock->moved_at);
	bind_ring(stmt, 7, &stock->ring);
	sb_bind_int(stmt, 9, touched->before.version);
	sb_bind_int(stmt, 10, may_go_below);
	sb_bind_int(stmt, 11, stock->held);
	sb_bind_int(stmt, 12, stock->committed);
	sb_bind_int(stmt, 13, touched->counted_at);
	TRY(sb_stmt_run(stmt, &changed, err));
	assert(changed == 0 || changed == 1);
	return changed ? SB_OK : sb_fail(err, SB_BUSY, _("stock of %s changed meanwhile: try again"), touched->sku);
}

static void bind_usage(struct sb_stmt *stmt, int place, int64_t product, const struct sb_folded_day *day)
{
	sb_bind_int(stmt, place, product);
	sb_bind_int(stmt, place + 1, day->store);
	sb_bind_int(stmt, place + 2, day->day);
	sb_bind_int(stmt, place + 3, day->credit.sold_milli);
	sb_bind_int(stmt, place + 4, day->credit.revenue_minor);
}

enum sb_status sb_usage_insert(struct sb_db *db, int64_t product, const struct sb_folded_day *days, size_t count, struct sb_error *err)
{
	struct sb_stmt *stmt;

	while (count > 0) {
		const size_t rows = count >= USAGE_AT_ONCE ? USAGE_AT_ONCE : 1;

		TRY(sb_db_stmt(db, rows > 1 ? sb_sql_usage_put_8 : sb_sql_usage_put, &stmt, err));
		for (size_t i = 0; i < rows; i++)
			bind_usage(stmt, USAGE_COLUMNS * (int)i + 1, product, &days[i]);
		TRY(sb_stmt_run(stmt, NULL, err));
		days += rows;
		count -= rows;
	}
	return SB_OK;
}

static enum sb_status add_usage(struct sb_db *db, const struct sb_touched *touched, int64_t day, struct sb_error *err)
{
	const struct sb_folded_day usage = { .store = touched->stock.store, .day = day, .credit = touched->credit };
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_usage_add, &stmt, err));
	bind_usage(stmt, 1, touched->product, &usage);
	return sb_stmt_run(stmt, NULL, err);
}

static enum sb_status save_popularity(struct sb_book *book, const struct sb_touched *touched, struct sb_error *err)
{
	const struct sb_popularity *popularity = &touched->popularity;
	bool moved = popularity->search_id != touched->popularity_before.search_id;
	struct sb_stmt *stmt;

	if (moved)
		TRY(sb_search_move(book, touched->product, touched->popularity_before.search_id, popularity->search_id, err));
	TRY(sb_db_stmt(book->db, moved ? sb_sql_product_ranked : sb_sql_product_sold, &stmt, err));
	sb_bind_int(stmt, 1, touched->product);
	sb_bind_int(stmt, 2, popularity->milli);
	sb_bind_int(stmt, 3, popularity->day);
	if (moved)
		sb_bind_int(stmt, 4, popularity->search_id);
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_touch_save(struct sb_book *book, const struct sb_touched *touched, int64_t usage_day, bool may_go_below,
			     struct sb_error *err)
{
	if (touched->before.is_stored)
		TRY(change_stock(book->db, touched, may_go_below, err));
	else
		TRY(sb_stock_insert(book->db, &touched->stock, err));
	if (!touched->credit.is_due)
		return SB_OK;
	TRY(add_usage(book->db, touched, usage_day, err));
	return save_popularity(book, touched, err);
}
