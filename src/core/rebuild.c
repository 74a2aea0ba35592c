/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drops what is derived from the journal and makes it anew, in one transaction. */
#include "count_state.h"
#include "fold.h"
#include "hold_state.h"
#include "product_store.h"
#include "search_index.h"
#include "statements.h"
#include "touch.h"
#include "try.h"
#include "users_inside.h"
#include "reasons_inside.h"

struct rebuilding {
	struct sb_book *book;
	int64_t products; /* not archived */
};

static enum sb_status write_product(const struct sb_folded *folded, void *context, struct sb_error *err)
{
	struct rebuilding *rebuilding = context;
	struct sb_book *book = rebuilding->book;

	rebuilding->products += !folded->state.product.archived;
	TRY(sb_product_insert(book, &folded->state, false, err));
	for (size_t i = 0; i < folded->stock_count; i++) {
		TRY(sb_stock_insert(book->db, &folded->stock[i], err));
		if (!sb_store_plan_is_empty(&folded->plans[i]))
			TRY(sb_store_plan_put(book->db, folded->stock[i].store, folded->state.product.id, &folded->plans[i], err));
	}
	for (size_t i = 0; i < folded->transit_count; i++)
		TRY(sb_transit_put(book->db, &folded->transits[i], folded->sendings[i]->to, err));
	for (size_t i = 0; i < folded->ordered_count; i++)
		TRY(sb_order_line_put(book->db, folded->ordered[i].head, &folded->ordered[i].line, err));
	if (folded->cost.qty_milli)
		TRY(sb_cost_put(book->db, folded->state.product.id, &folded->cost, err));
	return sb_usage_insert(book->db, folded->state.product.id, folded->days, folded->day_count, err);
}

static enum sb_status write_hold(const struct sb_hold_state *hold, void *context, struct sb_error *err)
{
	const struct rebuilding *rebuilding = context;

	return sb_hold_insert(rebuilding->book->db, hold, err);
}

static enum sb_status write_count(const struct sb_folded_count *count, void *context, struct sb_error *err)
{
	const struct rebuilding *rebuilding = context;

	return sb_folded_count_put(rebuilding->book->db, count, err);
}

static enum sb_status write_book_row(struct sb_book *book, struct sb_arena *arena, struct sb_error *err)
{
	struct sb_effect effect = { 0 };
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_fold_book, &stmt, err));
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row)
		return sb_fail(err, SB_CORRUPT, _("the entry that made the book is missing: restore a backup"));
	TRY(sb_effect_read(SB_KIND_BOOK, sb_col_text(stmt, 3), arena, &effect, err));
	sb_stmt_reset(stmt);
	return sb_book_row_insert(book->db, &effect, err);
}

static enum sb_status write_store_rows(struct sb_book *book, struct sb_arena *arena, struct sb_folded_stores *stores, struct sb_error *err)
{
	TRY(sb_stores_fold(book, arena, stores, err));
	for (size_t i = 0; i < stores->count; i++)
		TRY(sb_store_row_put(book, &stores->stores[i], false, err));
	TRY(sb_sendings_fold(book, stores, err));
	for (size_t i = 0; i < stores->sending_count; i++)
		TRY(sb_sending_put(book->db, &stores->sendings[i], err));
	return SB_OK;
}

static enum sb_status write_users(struct sb_book *book, struct sb_arena *arena, struct sb_folded_users *users, struct sb_error *err)
{
	TRY(sb_users_fold(book, arena, users, err));
	for (size_t i = 0; i < users->count; i++)
		TRY(sb_user_put(book->db, &users->users[i], err));
	return SB_OK;
}

static enum sb_status write_reasons(struct sb_book *book, struct sb_arena *arena, struct sb_error *err)
{
	struct sb_folded_reasons reasons = { 0 };
	enum sb_status status = sb_reasons_fold(book, arena, &reasons, err);

	for (size_t i = 0; i < reasons.count && status == SB_OK; i++)
		status = sb_reason_row_put(book->db, &reasons.reasons[i], err);
	sb_folded_reasons_release(&reasons);
	return status;
}

static enum sb_status write_supplier(const struct sb_supplier_state *state, void *context, struct sb_error *err)
{
	struct sb_book *book = context;

	return state->is_gone ? SB_OK : sb_supplier_row_put(book->db, state, err);
}

static enum sb_status write_orders(struct sb_book *book, struct sb_error *err)
{
	const struct sb_supplier_visitor visitor = { .supplier = write_supplier, .context = book };
	struct sb_folded_orders orders = { 0 };
	enum sb_status status = sb_suppliers_fold(book, &visitor, err);

	if (status == SB_OK)
		status = sb_orders_fold(book, &orders, err);
	for (size_t i = 0; i < orders.count && status == SB_OK; i++)
		status = sb_order_head_put(book->db, &orders.heads[i], err);
	sb_folded_orders_release(&orders);
	return status;
}

static enum sb_status write_book_rows(struct sb_book *book, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_folded_stores stores = { 0 };
	struct sb_folded_users users = { 0 };
	enum sb_status status = write_book_row(book, arena, err);

	if (status == SB_OK)
		status = write_store_rows(book, arena, &stores, err);
	if (status == SB_OK)
		status = write_users(book, arena, &users, err);
	if (status == SB_OK)
		status = write_reasons(book, arena, err);
	sb_folded_users_release(&users);
	sb_folded_stores_release(&stores);
	return status == SB_OK ? write_orders(book, err) : status;
}

/* Tables with a row or more a product, whose indexes are made once they are full. */
static const char *const filled[] = { "products", "product_tags", "barcodes", "stock" };

static enum sb_status clear(struct sb_db *db, struct sb_buf *indexes, struct sb_error *err)
{
	TRY(sb_db_script(db, sb_sql_rebuild_clear, err));
	TRY(sb_db_search_clear(db, err));
	for (size_t i = 0; i < SB_COUNT(filled); i++)
		TRY(sb_db_unindex(db, filled[i], indexes, err));
	return SB_OK;
}

static enum sb_status rebuild(struct sb_write *write, const struct sb_progress *progress, struct sb_error *err)
{
	struct sb_book *book = write->book;
	struct rebuilding rebuilding = { .book = book };
	const struct sb_fold_hold_visitor hold_visitor = { .hold = write_hold, .context = &rebuilding };
	const struct sb_fold_count_visitor count_visitor = { .count = write_count, .context = &rebuilding };
	struct sb_fold_visitor visitor = { .product = write_product, .context = &rebuilding, .progress = progress };
	sb_auto(buf) indexes = SB_BUF_INIT;

	TRY(clear(book->db, &indexes, err));
	sb_search_forget(book);
	TRY(write_book_rows(book, err));
	TRY(sb_fold_total(book->db, &visitor.total, err));
	TRY(sb_fold_products(book, &visitor, err));
	TRY(sb_db_script(book->db, indexes.data, err));
	TRY(sb_fold_holds(book, &hold_visitor, err));
	TRY(sb_fold_counts(book, &count_visitor, err));
	TRY(sb_db_search_rebuild(book->db, err));
	write->products_more = rebuilding.products;
	return SB_OK;
}

static enum sb_status rebuild_alone(struct sb_book *book, const struct sb_progress *progress, int64_t *entries, struct sb_error *err)
{
	sb_owned(write) write = NULL;

	TRY(sb_write_begin(book, &write, err));
	TRY(rebuild(write, progress, err));
	TRY(sb_write_commit(write, err));
	*entries = write->head.seq;
	return SB_OK;
}

enum sb_status sb_book_rebuild(struct sb_book *book, const struct sb_progress *progress, int64_t *entries, struct sb_error *err)
{
	enum sb_status status;

	sb_db_bulk(book->db, SB_BULK_OF_WHOLES);
	status = rebuild_alone(book, progress, entries, err);
	sb_db_bulk(book->db, SB_BULK_NOT);
	return status;
}
