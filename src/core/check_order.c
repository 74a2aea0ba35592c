/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares the rows of suppliers and of orders with what the journal says of them; an order's lines are compared product
 * by product. */
#include "book_inside.h"
#include "check.h"
#include "order_state.h"
#include "product_store.h"
#include "statements.h"
#include "stockbook/text.h"
#include "try.h"
#include <string.h>

struct supplier_check {
	struct sb_checking *checking;
	struct sb_stmt *stmt;
	bool has_row;
};

static bool same_supplier(struct sb_stmt *stmt, const struct sb_supplier_state *made)
{
	sb_auto(buf) key = SB_BUF_INIT;
	struct sb_supplier_state stored;

	sb_supplier_read_row(stmt, NULL, &stored);
	if (stored.supplier.id != made->supplier.id || stored.supplier.version != made->supplier.version ||
	    stored.created_at != made->created_at)
		return false;
	for (size_t i = 0; i < SB_SF_COUNT; i++)
		if (!sb_value_same(&stored.supplier.value[i], &made->supplier.value[i]))
			return false;
	sb_text_fold(made->supplier.value[SB_SF_NAME].s, &key);
	return strcmp(sb_col_text(stmt, SB_SUPPLIER_ROW_COLUMNS), key.data) == 0;
}

static enum sb_status compare_supplier(const struct sb_supplier_state *made, void *context, struct sb_error *err)
{
	struct supplier_check *check = context;

	if (made->is_gone)
		return SB_OK;
	if (!check->has_row || !same_supplier(check->stmt, made))
		sb_check_found(check->checking, _("supplier %s is not what the journal makes: run `stockbook rebuild`"),
			       made->supplier.value[SB_SF_NAME].s);
	return check->has_row ? sb_stmt_step(check->stmt, &check->has_row, err) : SB_OK;
}

static enum sb_status compare_suppliers(struct sb_checking *checking, struct sb_error *err)
{
	struct supplier_check check = { .checking = checking };
	const struct sb_supplier_visitor visitor = { .supplier = compare_supplier, .context = &check };

	TRY(sb_db_stmt(checking->book->db, sb_sql_check_supplier_rows, &check.stmt, err));
	TRY(sb_stmt_step(check.stmt, &check.has_row, err));
	TRY(sb_suppliers_fold(checking->book, &visitor, err));
	if (check.has_row)
		sb_check_found(checking, _("supplier %s is not in the journal: run `stockbook rebuild`"),
			       sb_col_text(check.stmt, 4));
	sb_stmt_reset(check.stmt);
	return SB_OK;
}

static bool same_head(struct sb_stmt *stmt, const struct sb_order_head *head)
{
	return sb_col_int(stmt, 0) == head->id && sb_col_int(stmt, 1) == head->store &&
	       sb_col_int(stmt, 2) == head->supplier && sb_col_int(stmt, 3) == head->expected_day;
}

static enum sb_status compare_orders(struct sb_checking *checking, const struct sb_folded_orders *made, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(checking->book->db, sb_sql_check_order_rows, &stmt, err));
	TRY(sb_stmt_step(stmt, &row, err));
	for (size_t i = 0; i < made->count; i++) {
		if (!row || !same_head(stmt, &made->heads[i]))
			sb_check_found(checking, _("order %lld is not what the journal makes: run `stockbook rebuild`"),
				       (long long)made->heads[i].id);
		if (row)
			TRY(sb_stmt_step(stmt, &row, err));
	}
	if (row)
		sb_check_found(checking, _("order %lld is not in the journal: run `stockbook rebuild`"),
			       (long long)sb_col_int(stmt, 0));
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_check_orders(struct sb_checking *checking, struct sb_error *err)
{
	struct sb_folded_orders made = { 0 };
	enum sb_status status = compare_suppliers(checking, err);

	if (status == SB_OK)
		status = sb_orders_fold(checking->book, &made, err);
	if (status == SB_OK)
		status = compare_orders(checking, &made, err);
	sb_folded_orders_release(&made);
	return status;
}
