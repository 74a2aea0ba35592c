/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders, their lines and the cost of goods as rows. */
#include "book_inside.h"
#include "order_state.h"
#include "statements.h"
#include "try.h"

enum sb_status sb_order_head_get(struct sb_db *db, int64_t id, struct sb_order_head *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_order_get, &stmt, err));
	sb_bind_int(stmt, 1, id);
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row)
		return sb_fail(err, SB_CORRUPT, _("the book has no order number %lld: run `stockbook rebuild`"), (long long)id);
	*out = (struct sb_order_head){
		.id = id,
		.store = sb_col_int(stmt, 1),
		.supplier = sb_col_int(stmt, 2),
		.expected_day = sb_col_int(stmt, 3),
	};
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_order_head_put(struct sb_db *db, const struct sb_order_head *head, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_order_put, &stmt, err));
	sb_bind_int(stmt, 1, head->id);
	sb_bind_int(stmt, 2, head->store);
	sb_bind_int(stmt, 3, head->supplier);
	sb_bind_int(stmt, 4, head->expected_day);
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_order_line_get(struct sb_db *db, int64_t order, int64_t product, struct sb_order_line *out,
				 struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	*out = (struct sb_order_line){ .product = product, .cost_minor = SB_NONE };
	TRY(sb_db_stmt(db, sb_sql_order_line_get, &stmt, err));
	sb_bind_int(stmt, 1, order);
	sb_bind_int(stmt, 2, product);
	TRY(sb_stmt_step(stmt, &row, err));
	if (row) {
		out->ordered = sb_col_int(stmt, 0);
		out->received = sb_col_int(stmt, 1);
		out->over = sb_col_int(stmt, 2);
		out->dropped = sb_col_int(stmt, 3);
		out->cost_minor = sb_col_int(stmt, 4);
	}
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_order_line_put(struct sb_db *db, const struct sb_order_head *head, const struct sb_order_line *line,
				 struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_order_line_put, &stmt, err));
	sb_bind_int(stmt, 1, head->id);
	sb_bind_int(stmt, 2, line->product);
	sb_bind_int(stmt, 3, head->store);
	sb_bind_int(stmt, 4, line->ordered);
	sb_bind_int(stmt, 5, line->received);
	sb_bind_int(stmt, 6, line->over);
	sb_bind_int(stmt, 7, line->dropped);
	sb_bind_int(stmt, 8, line->cost_minor);
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_order_supplier_find(struct sb_db *db, const struct sb_id *uuid, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_supplier_id_by_uuid, &stmt, err));
	sb_bind_bytes(stmt, 1, uuid->bytes, SB_ID_BYTES);
	TRY(sb_stmt_step(stmt, &row, err));
	if (row)
		*out = sb_col_int(stmt, 0);
	sb_stmt_reset(stmt);
	return row ? SB_OK
		   : sb_fail_field(err, SB_NOT_FOUND, "supplier", _("the supplier is not in this book: add it first"));
}

/* Costs. */

enum sb_status sb_cost_get(struct sb_db *db, int64_t product, struct sb_cost_state *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	*out = (struct sb_cost_state){ 0 };
	TRY(sb_db_stmt(db, sb_sql_cost_get, &stmt, err));
	sb_bind_int(stmt, 1, product);
	TRY(sb_stmt_step(stmt, &row, err));
	if (row)
		*out = (struct sb_cost_state){ sb_col_int(stmt, 0), sb_col_int(stmt, 1) };
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_cost_put(struct sb_db *db, int64_t product, const struct sb_cost_state *cost, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, cost->qty_milli ? sb_sql_cost_put : sb_sql_cost_drop, &stmt, err));
	sb_bind_int(stmt, 1, product);
	if (cost->qty_milli) {
		sb_bind_int(stmt, 2, cost->value_milli);
		sb_bind_int(stmt, 3, cost->qty_milli);
	}
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_cost_owned(struct sb_db *db, int64_t product, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	int64_t sum = 0;
	bool row, fits = true;

	TRY(sb_db_stmt(db, sb_sql_cost_owned, &stmt, err));
	sb_bind_int(stmt, 1, product);
	TRY(sb_stmt_step(stmt, &row, err));
	if (row)
		fits = sb_add(sb_col_int(stmt, 0), sb_col_int(stmt, 1), &sum);
	sb_stmt_reset(stmt);
	*out = fits ? sum : INT64_MAX / 2;
	return SB_OK;
}
