/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of a row: what a column selects, and the typed value made of it. */
#include "list_plan.h"
#include <string.h>

#define RING_DAYS  14
#define RING_BYTES (RING_DAYS * 8)

void sb_cells_put(const struct sb_plan *plan, struct sb_compose *compose)
{
	for (size_t i = 0; i < plan->column_count; i++) {
		const char *const parts[] = { plan->columns[i]->sql, plan->columns[i]->scale_sql,
					      plan->columns[i]->day_sql };
		for (size_t j = 0; j < SB_COUNT(parts); j++) {
			if (!parts[j])
				continue;
			sb_compose_add(compose, ", ");
			sb_compose_add(compose, parts[j]);
		}
	}
}

/* Reading one row's cells from left to right. */
struct reader {
	const struct sb_plan *plan;
	struct sb_stmt *stmt;
	struct sb_arena *arena;
	int column;
};

static int64_t ring_slot(const uint8_t *ring, int64_t day)
{
	const uint8_t *slot = ring + (day % RING_DAYS) * 8;
	uint64_t number = 0;

	for (int i = 0; i < 8; i++)
		number |= (uint64_t)slot[i] << (8 * i);
	return (int64_t)number;
}

/* The ring's last 14 days up to today, oldest first; days it does not reach are zero. */
static void read_ring(const struct reader *reader, int column, int day_column, int64_t *days)
{
	int64_t newest = sb_col_int(reader->stmt, day_column), today = reader->plan->today;
	size_t bytes;
	const uint8_t *ring = sb_col_bytes(reader->stmt, column, &bytes);

	for (int i = 0; i < RING_DAYS; i++) {
		int64_t day = today - RING_DAYS + 1 + i;
		bool is_kept = ring && bytes == RING_BYTES && newest != SB_NONE && day >= 0 && day <= newest &&
			       day > newest - RING_DAYS;
		days[i] = is_kept ? ring_slot(ring, day) : 0;
	}
}

/* In the smallest steps of the product's unit, so that the numbers are whole. */
static const char *spark_text(struct sb_arena *arena, const int64_t *days, int64_t decimals)
{
	static const int64_t step_table[] = { 1000, 100, 10, 1 };
	int64_t step = step_table[decimals >= 0 && decimals <= 3 ? decimals : 0];
	sb_auto(buf) text = SB_BUF_INIT;

	for (int i = 0; i < RING_DAYS; i++)
		sb_buf_printf(&text, "%s%lld", i ? "," : "", (long long)(days[i] / step));
	return sb_arena_strdup(arena, text.data);
}

static void read_days(const struct reader *reader, const struct sb_column *column, int day_column, int64_t decimals,
		      struct sb_value *out)
{
	int64_t days[RING_DAYS];

	read_ring(reader, reader->column, day_column, days);
	if (column->type == SB_SPARK_TYPE) {
		out->s = spark_text(reader->arena, days, decimals);
		return;
	}
	out->n = 0;
	for (int i = 0; i < RING_DAYS; i++)
		if (!sb_add(out->n, days[i], &out->n))
			out->n = SB_QTY_MAX;
}

static const char *id_text(struct reader *reader)
{
	struct sb_id id;
	size_t bytes;
	const void *data = sb_col_bytes(reader->stmt, reader->column, &bytes);
	sb_auto(buf) text = SB_BUF_INIT;

	if (!data || bytes != SB_ID_BYTES)
		return NULL;
	memcpy(id.bytes, data, bytes);
	sb_id_print(&id, &text);
	return sb_arena_strdup(reader->arena, text.data);
}

static enum sb_status tell(struct reader *reader, struct sb_value *out, struct sb_error *err)
{
	sb_auto(buf) text = SB_BUF_INIT;
	enum sb_status status =
		sb_entry_describe(reader->plan->book, sb_col_int(reader->stmt, reader->column), &text, err);

	if (!status)
		out->s = sb_arena_strdup(reader->arena, text.data);
	return status;
}

static bool is_texty(enum sb_type type)
{
	return type == SB_TEXT_TYPE || type == SB_MANY_TYPE || type == SB_CHOICE_TYPE;
}

static enum sb_status read_cell(struct reader *reader, const struct sb_column *column, struct sb_value *out,
				struct sb_error *err)
{
	int scale_column = reader->column + 1, day_column = scale_column + (column->scale_sql != NULL);
	int64_t scale = column->scale_sql ? sb_col_int(reader->stmt, scale_column) : 0;

	*out = (struct sb_value){ .type = column->type,
				  .n = SB_NONE,
				  .scale = (uint8_t)(scale >= 0 && scale <= 3 ? scale : 0) };
	if (column->day_sql)
		read_days(reader, column, day_column, scale, out);
	else if (column->flags & SB_COL_TOLD)
		return tell(reader, out, err);
	else if (column->type == SB_ID_TYPE)
		out->s = id_text(reader);
	else if (is_texty(column->type))
		out->s = sb_arena_strdup(reader->arena, sb_col_text(reader->stmt, reader->column));
	else
		out->n = sb_col_int(reader->stmt, reader->column);
	out->is_null = !out->s && out->n == SB_NONE;
	return SB_OK;
}

enum sb_status sb_cells_read(const struct sb_plan *plan, struct sb_stmt *stmt, int column, struct sb_arena *arena,
			     struct sb_value *values, struct sb_error *err)
{
	struct reader reader = { .plan = plan, .stmt = stmt, .arena = arena, .column = column };

	for (size_t i = 0; i < plan->column_count; i++) {
		enum sb_status status = read_cell(&reader, plan->columns[i], &values[i], err);
		if (status)
			return status;
		reader.column += 1 + (plan->columns[i]->scale_sql != NULL) + (plan->columns[i]->day_sql != NULL);
	}
	return SB_OK;
}
