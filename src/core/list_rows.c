/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows collected for a page, and reading the cells of rows that were chosen before: sorting many rows is cheaper
 * without their cells. */
#include "list_plan.h"

void sb_rows_push(const struct sb_plan *plan, struct sb_rows *rows, const struct sb_row *row)
{
	if (rows->count == rows->cap) {
		size_t cap = rows->cap ? rows->cap * 2 : 64;
		struct sb_row *grown = sb_arena_alloc(plan->arena, cap * sizeof(*grown));
		for (size_t i = 0; i < rows->count; i++)
			grown[i] = rows->rows[i];
		rows->rows = grown;
		rows->cap = cap;
	}
	rows->rows[rows->count++] = *row;
}

static struct sb_value *new_values(const struct sb_plan *plan)
{
	return sb_arena_alloc(plan->arena, (plan->column_count + 1) * sizeof(struct sb_value));
}

struct sb_value *sb_rows_add(const struct sb_plan *plan, struct sb_rows *rows, int64_t id)
{
	struct sb_value *values = new_values(plan);
	const struct sb_row row = { .id = id, .values = values };

	sb_rows_push(plan, rows, &row);
	return values;
}

static struct sb_row *find_row(const struct sb_rows *rows, int64_t id)
{
	for (size_t i = 0; i < rows->count; i++)
		if (rows->rows[i].id == id)
			return &rows->rows[i];
	return NULL;
}

/* Few lengths of the list of ids, so that few statements are prepared. */
static size_t padded(size_t count)
{
	size_t length = 4;

	while (length < count)
		length *= 4;
	return length;
}

static void put_by_id(const struct sb_plan *plan, const struct sb_rows *rows, struct sb_compose *compose)
{
	sb_compose_add(compose, "SELECT ");
	sb_compose_add(compose, plan->list->id_sql);
	sb_cells_put(plan, compose);
	sb_compose_add(compose, " FROM ");
	sb_compose_add(compose, plan->list->from);
	/* ids of a list with a tie are unique among the rows of this query only */
	if (plan->list->tie[0].sql)
		sb_filter_put(&plan->filter, compose);
	sb_compose_add(compose, plan->list->tie[0].sql ? " AND " : " WHERE ");
	sb_compose_add(compose, plan->list->id_sql);
	for (size_t i = 0; i < padded(rows->count); i++) {
		sb_compose_add(compose, i ? ", " : " IN (");
		sb_compose_int(compose, i < rows->count ? rows->rows[i].id : SB_NONE);
	}
	sb_compose_add(compose, ")");
}

static enum sb_status read_cells(const struct sb_plan *plan, struct sb_rows *rows, struct sb_stmt *stmt,
				 struct sb_error *err)
{
	bool more;

	for (;;) {
		enum sb_status status = sb_stmt_step(stmt, &more, err);
		if (status || !more)
			return status;
		struct sb_row *row = find_row(rows, sb_col_int(stmt, 0));
		struct sb_value *values = new_values(plan);
		if (!row)
			continue;
		status = sb_cells_read(plan, stmt, 1, plan->arena, values, err);
		if (status)
			return status;
		row->values = values;
	}
}

static void drop_empty(struct sb_rows *rows)
{
	size_t kept = 0;

	for (size_t i = 0; i < rows->count; i++)
		if (rows->rows[i].values)
			rows->rows[kept++] = rows->rows[i];
	rows->count = kept;
}

enum sb_status sb_rows_fill(const struct sb_plan *plan, struct sb_rows *rows, struct sb_error *err)
{
	struct sb_stmt *stmt;
	sb_auto(compose) compose = SB_COMPOSE_INIT(plan->names);

	if (!rows->count)
		return SB_OK;
	put_by_id(plan, rows, &compose);
	enum sb_status status = sb_compose_prepare(&compose, plan->db, &stmt, err);
	if (status)
		return status;
	status = read_cells(plan, rows, stmt, err);
	sb_stmt_reset(stmt);
	if (!status)
		drop_empty(rows);
	return status;
}
