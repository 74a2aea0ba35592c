/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replays what the journal says of suppliers and of orders as such; what it says of the products in orders is folded
 * product by product. */
#include "book_inside.h"
#include "kinds.h"
#include "order_state.h"
#include "statements.h"
#include "try.h"

static enum sb_status broken(int64_t seq, struct sb_error *err)
{
	return sb_fail(err, SB_CORRUPT, _("entry %lld is damaged or of a newer program: run `stockbook check`"),
		       (long long)seq);
}

static enum sb_status read_entry(struct sb_stmt *stmt, int kind_column, int body_column, int64_t seq, struct sb_arena *arena,
				 enum sb_kind *kind, struct sb_effect *effect, struct sb_error *err)
{
	if (!sb_kind_find(sb_col_text(stmt, kind_column), kind))
		return broken(seq, err);
	*effect = (struct sb_effect){ .archived = -1, .of = *kind };
	if (!(sb_kind_flags(*kind) & SB_KIND_HAS_EFFECT))
		return SB_OK;
	return sb_effect_read(*kind, sb_col_text(stmt, body_column), arena, effect, err);
}

/* Suppliers. */

static enum sb_status apply_supplier(struct sb_stmt *stmt, int64_t seq, int64_t occurred_at, int kind_column,
				     struct sb_arena *arena, struct sb_supplier_state *state, struct sb_error *err)
{
	struct sb_effect effect;
	enum sb_kind kind;

	TRY(read_entry(stmt, kind_column, kind_column + 2, seq, arena, &kind, &effect, err));
	if (kind == SB_KIND_SUPPLIER_ADD)
		sb_apply_supplier_add(state, seq, occurred_at, &effect);
	else if (state->supplier.id == 0)
		return broken(seq, err);
	else
		sb_apply_supplier_change(state, seq, &effect);
	return SB_OK;
}

static enum sb_status derive(struct sb_stmt *stmt, struct sb_arena *arena, struct sb_supplier_state *state, struct sb_error *err)
{
	bool row;

	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			return SB_OK;
		TRY(apply_supplier(stmt, sb_col_int(stmt, 0), sb_col_int(stmt, 2), 1, arena, state, err));
	}
}

enum sb_status sb_supplier_derive(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_supplier_state *out,
				  struct sb_error *err)
{
	struct sb_supplier_state state = { 0 };
	enum sb_status status;
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(book->db, sb_sql_store_entries, &stmt, err));
	sb_bind_int(stmt, 1, id);
	sb_bind_int(stmt, 2, id);
	status = derive(stmt, arena, &state, err);
	sb_stmt_reset(stmt);
	if (status == SB_OK && state.supplier.id == 0)
		status = broken(id, err);
	if (status == SB_OK)
		*out = state;
	return status;
}

static enum sb_status visit_suppliers(struct sb_stmt *stmt, const struct sb_supplier_visitor *visitor, struct sb_arena *arena,
				      struct sb_error *err)
{
	struct sb_supplier_state state = { 0 };
	bool row = true;

	while (row) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (state.supplier.id && (!row || sb_col_int(stmt, 0) != state.supplier.id)) {
			TRY(visitor->supplier(&state, visitor->context, err));
			state = (struct sb_supplier_state){ 0 };
			sb_arena_clear(arena);
		}
		if (row)
			TRY(apply_supplier(stmt, sb_col_int(stmt, 1), sb_col_int(stmt, 3), 2, arena, &state, err));
	}
	return SB_OK;
}

enum sb_status sb_suppliers_fold(struct sb_book *book, const struct sb_supplier_visitor *visitor, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	enum sb_status status;
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(book->db, sb_sql_fold_suppliers, &stmt, err));
	status = visit_suppliers(stmt, visitor, arena, err);
	sb_stmt_reset(stmt);
	return status;
}

/* Orders. */

static enum sb_status apply_head(struct sb_book *book, struct sb_stmt *stmt, struct sb_arena *arena,
				 struct sb_folded_orders *orders, struct sb_error *err)
{
	int64_t id = sb_col_int(stmt, 0), seq = sb_col_int(stmt, 1);
	struct sb_order_head *last = orders->count ? &orders->heads[orders->count - 1] : NULL;
	struct sb_order_head head = { .id = id, .store = sb_col_int(stmt, 3) };
	struct sb_effect effect;
	enum sb_kind kind;

	sb_arena_clear(arena);
	TRY(read_entry(stmt, 2, 4, seq, arena, &kind, &effect, err));
	if (kind != SB_KIND_ORDER_NEW) {
		if (!last || last->id != id)
			return broken(seq, err);
		sb_apply_order_change(last, &effect);
		return SB_OK;
	}
	head.expected_day = effect.expected;
	TRY(sb_order_supplier_find(book->db, &effect.supplier, &head.supplier, err));
	if (orders->count % 64 == 0)
		orders->heads = sb_realloc(orders->heads, (orders->count + 64) * sizeof(head));
	orders->heads[orders->count++] = head;
	return SB_OK;
}

enum sb_status sb_orders_fold(struct sb_book *book, struct sb_folded_orders *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	enum sb_status status = SB_OK;
	struct sb_stmt *stmt;
	bool row = true;

	TRY(sb_db_stmt(book->db, sb_sql_fold_orders, &stmt, err));
	while (status == SB_OK && row) {
		status = sb_stmt_step(stmt, &row, err);
		if (status == SB_OK && row)
			status = apply_head(book, stmt, arena, out, err);
	}
	sb_stmt_reset(stmt);
	return status;
}

void sb_folded_orders_release(struct sb_folded_orders *orders)
{
	free(orders->heads);
	*orders = (struct sb_folded_orders){ 0 };
}

const struct sb_order_head *sb_folded_order(const struct sb_folded_orders *orders, int64_t id)
{
	size_t low = 0, high = orders->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (orders->heads[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < orders->count && orders->heads[low].id == id ? &orders->heads[low] : NULL;
}
