/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to order: the rule, and the products it applies to now. */
#include "book_inside.h"
#include "order_state.h"
#include "statements.h"
#include "try.h"
#include <string.h>

#define ONE_UNIT 1000

static int64_t step_of(int decimals)
{
	static const int64_t step_table[] = { 1000, 100, 10, 1 };

	return step_table[decimals];
}

int64_t sb_order_quantity(const struct sb_order_rule *rule, int64_t projected)
{
	bool has_pack = rule->pack != SB_NONE && rule->pack > 0;
	int64_t pack = has_pack ? rule->pack : rule->step, upto = rule->order_up_to, quantity;

	if (rule->reorder_point == SB_NONE || projected > rule->reorder_point)
		return 0;
	if (upto == SB_NONE)
		upto = rule->reorder_point + (has_pack ? pack : ONE_UNIT);
	quantity = upto - projected;
	if (quantity <= 0)
		return 0;
	if (rule->minimum_order != SB_NONE && quantity < rule->minimum_order)
		quantity = rule->minimum_order;
	return (quantity + pack - 1) / pack * pack;
}

/* What a row of the statement says. */
enum suggest_column {
	SUGGEST_PRODUCT,
	SUGGEST_SKU,
	SUGGEST_NAME,
	SUGGEST_DECIMALS,
	SUGGEST_SUPPLIER,
	SUGGEST_COST,
	SUGGEST_REORDER_POINT,
	SUGGEST_ORDER_UP_TO,
	SUGGEST_MINIMUM,
	SUGGEST_PACK,
	SUGGEST_AVAILABLE,
	SUGGEST_INCOMING,
};

static void read_rule(struct sb_stmt *stmt, struct sb_suggestion *out)
{
	out->decimals = (int)sb_col_int(stmt, SUGGEST_DECIMALS);
	out->available = sb_col_int(stmt, SUGGEST_AVAILABLE);
	out->incoming = sb_col_int(stmt, SUGGEST_INCOMING);
	out->projected = out->available + out->incoming;
	out->rule = (struct sb_order_rule){
		.reorder_point = sb_col_int(stmt, SUGGEST_REORDER_POINT),
		.order_up_to = sb_col_int(stmt, SUGGEST_ORDER_UP_TO),
		.minimum_order = sb_col_int(stmt, SUGGEST_MINIMUM),
		.pack = sb_col_int(stmt, SUGGEST_PACK),
		.step = step_of(out->decimals),
	};
	out->suggested = sb_order_quantity(&out->rule, out->projected);
}

static void keep(struct sb_stmt *stmt, struct sb_arena *arena, struct sb_suggestion *row)
{
	const char *supplier = sb_col_text(stmt, SUGGEST_SUPPLIER);

	row->product = sb_col_int(stmt, SUGGEST_PRODUCT);
	row->sku = sb_arena_strdup(arena, sb_col_text(stmt, SUGGEST_SKU));
	row->name = sb_arena_strdup(arena, sb_col_text(stmt, SUGGEST_NAME));
	row->supplier = supplier ? sb_arena_strdup(arena, supplier) : NULL;
	row->cost_minor = sb_col_int(stmt, SUGGEST_COST);
}

static void append(struct sb_suggestions *found, size_t *cap, const struct sb_suggestion *row, struct sb_arena *arena)
{
	if (found->count == *cap) {
		size_t more = *cap ? *cap * 2 : 32;
		struct sb_suggestion *rows = sb_arena_alloc(arena, more * sizeof(*rows));

		if (found->count)
			memcpy(rows, found->rows, found->count * sizeof(*rows));
		found->rows = rows;
		*cap = more;
	}
	found->rows[found->count++] = *row;
}

enum sb_status sb_order_suggest(struct sb_book *book, const char *supplier, struct sb_arena *arena,
				struct sb_suggestions *out, struct sb_error *err)
{
	struct sb_suggestions found = { 0 };
	struct sb_suggestion row;
	struct sb_stmt *stmt;
	size_t cap = 0;
	bool has_row;

	TRY(sb_db_stmt(book->db, sb_sql_order_suggest, &stmt, err));
	sb_bind_int(stmt, 1, book->store->store.id);
	sb_bind_int(stmt, 2, sb_book_now(book));
	if (supplier)
		sb_bind_text(stmt, 3, supplier);
	else
		sb_bind_null(stmt, 3);
	for (;;) {
		TRY(sb_stmt_step(stmt, &has_row, err));
		if (!has_row)
			break;
		read_rule(stmt, &row);
		if (row.suggested <= 0)
			continue;
		keep(stmt, arena, &row);
		append(&found, &cap, &row, arena);
	}
	*out = found;
	return SB_OK;
}
