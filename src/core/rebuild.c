/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drops what is derived from the journal and makes it anew, in one transaction. */
#include "fold.h"
#include "hold_state.h"
#include "product_store.h"
#include "search_index.h"
#include "statements.h"
#include "touch.h"
#include "try.h"

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
	for (size_t i = 0; i < folded->stock_count; i++)
		TRY(sb_stock_insert(book->db, &folded->stock[i], err));
	for (size_t i = 0; i < folded->day_count; i++) {
		const struct sb_folded_day *day = &folded->days[i];

		TRY(sb_usage_insert(book->db, folded->state.product.id, day->store, day->day, &day->credit, err));
	}
	return SB_OK;
}

static enum sb_status write_hold(const struct sb_hold_state *hold, void *context, struct sb_error *err)
{
	const struct rebuilding *rebuilding = context;

	return sb_hold_insert(rebuilding->book->db, hold, err);
}

static enum sb_status write_book_row(struct sb_book *book, struct sb_stmt *stmt, struct sb_arena *arena, struct sb_error *err)
{
	int64_t seq = sb_col_int(stmt, 0), occurred_at = sb_col_int(stmt, 2);
	struct sb_effect effect;
	enum sb_kind kind;

	if (!sb_kind_find(sb_col_text(stmt, 1), &kind))
		return sb_fail(err, SB_CORRUPT, _("entry %lld is damaged or of a newer program: run `stockbook check`"), (long long)seq);
	TRY(sb_effect_read(kind, sb_col_text(stmt, 3), arena, &effect, err));
	if (kind == SB_KIND_BOOK)
		return sb_book_row_insert(book->db, &effect, err);
	return sb_store_row_insert(book->db, seq, occurred_at, &effect, err);
}

static enum sb_status write_book_rows(struct sb_book *book, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_fold_book, &stmt, err));
	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			return SB_OK;
		TRY(write_book_row(book, stmt, arena, err));
	}
}

static enum sb_status rebuild(struct sb_write *write, const struct sb_progress *progress, struct sb_error *err)
{
	struct sb_book *book = write->book;
	struct rebuilding rebuilding = { .book = book };
	const struct sb_fold_hold_visitor hold_visitor = { .hold = write_hold, .context = &rebuilding };
	struct sb_fold_visitor visitor = { .product = write_product, .context = &rebuilding, .progress = progress };

	TRY(sb_db_script(book->db, sb_sql_rebuild_clear, err));
	TRY(sb_db_search_clear(book->db, err));
	sb_search_forget(book);
	TRY(write_book_rows(book, err));
	TRY(sb_fold_total(book->db, &visitor.total, err));
	TRY(sb_fold_products(book, &visitor, err));
	TRY(sb_fold_holds(book, &hold_visitor, err));
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
