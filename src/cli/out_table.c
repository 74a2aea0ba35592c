/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table for people. The first rows are kept until their widths are known, then all stream. On a terminal the table
 * is made to fit: first the columns that may grow give room, then the least important go.
 */
#include "out.h"
#include "stockbook/text.h"

#include <string.h>

enum { ROWS_KEPT = 1000, GAP = 2, LEAST_CELLS = 10 };

struct cell {
	const char *text; /* visible */
	int sign;	  /* of a number, for its colour */
};

struct table {
	struct sb_arena *arena;
	size_t columns, kept;
	struct cell *cells; /* ROWS_KEPT rows of them */
	int *widths;	    /* 0: left out */
	bool settled;
};

static struct cell make_cell(struct out *out, const struct sb_value *value)
{
	struct cell cell = { .text = "" };
	sb_auto(buf) text = SB_BUF_INIT;
	sb_auto(buf) visible = SB_BUF_INIT;
	bool is_number = value->type == SB_QTY_TYPE || value->type == SB_MONEY_TYPE;

	if (value->is_null)
		return cell;
	sb_value_print(value, &out->human, &text);
	sb_text_visible(text.data, &visible);
	cell.text = sb_arena_strdup(out->table->arena, visible.data);
	cell.sign = !is_number ? 0 : value->n < 0 ? -1 : value->n > 0;
	return cell;
}

static const char *title_of(const struct sb_column *column)
{
	return column->title ? _(column->title) : column->name;
}

static void begin(struct out *out)
{
	const struct sb_page *columns = out->columns;
	struct table *table = sb_alloc(sizeof(*table));

	table->arena = sb_arena_new();
	table->columns = columns->column_count;
	table->cells = sb_alloc(ROWS_KEPT * table->columns * sizeof(*table->cells));
	table->widths = sb_alloc((table->columns + 1) * sizeof(*table->widths));
	for (size_t i = 0; i < table->columns; i++)
		table->widths[i] = sb_text_width(title_of(columns->columns[i]));
	out->table = table;
}

/* ---- widths ---- */

static int total_width(const struct table *table)
{
	int total = 0;

	for (size_t i = 0; i < table->columns; i++) {
		if (table->widths[i])
			total += table->widths[i] + (total ? GAP : 0);
	}
	return total;
}

static void shrink(struct table *table, const struct sb_page *page, int width, unsigned flag)
{
	for (size_t i = 0; i < table->columns; i++) {
		int excess = total_width(table) - width, least = sb_text_width(title_of(page->columns[i]));

		least = least > LEAST_CELLS ? least : LEAST_CELLS;
		if (excess <= 0 || (flag && !(page->columns[i]->flags & flag)) || table->widths[i] <= least)
			continue;
		table->widths[i] -= excess < table->widths[i] - least ? excess : table->widths[i] - least;
	}
}

/* The least important column goes, unless it is the key or the only one. */
static bool drop_one(struct table *table, const struct sb_page *page)
{
	size_t least = table->columns;

	for (size_t i = 0; i < table->columns; i++) {
		const struct sb_column *column = page->columns[i];

		if (!table->widths[i] || column->flags & (SB_COL_KEY | SB_COL_GROWS) || !column->priority)
			continue;
		if (least == table->columns || column->priority >= page->columns[least]->priority)
			least = i;
	}
	if (least == table->columns)
		return false;
	table->widths[least] = 0;
	return true;
}

static void settle(struct out *out)
{
	struct table *table = out->table;

	for (size_t i = 0; i < table->kept * table->columns; i++) {
		int width = sb_text_width(table->cells[i].text), *widest = &table->widths[i % table->columns];

		*widest = width > *widest ? width : *widest;
	}
	table->settled = true;
	if (!out->width)
		return;
	shrink(table, out->columns, out->width, SB_COL_GROWS);
	while (total_width(table) > out->width && drop_one(table, out->columns))
		;
	shrink(table, out->columns, out->width, 0);
}

/* ---- lines ---- */

static bool is_last(const struct table *table, size_t index)
{
	for (size_t i = index + 1; i < table->columns; i++) {
		if (table->widths[i])
			return false;
	}
	return true;
}

/* A movement is red when stock goes and green when it comes; elsewhere only what is below zero stands out. */
static const char *color_of(const struct out *out, size_t column, const struct cell *cell)
{
	bool moves = out->columns->list && !strcmp(out->columns->list->name, "movements") && !strcmp(out->columns->columns[column]->name, "qty");

	if (!out->color || !cell->sign)
		return "";
	if (cell->sign < 0)
		return "\033[31m";
	return moves ? "\033[32m" : "";
}

static void add_line(struct out *out, const struct cell *cells)
{
	struct table *table = out->table;
	bool first = true;

	for (size_t i = 0; i < table->columns; i++) {
		bool right = sb_type_is_right(out->columns->columns[i]->type);
		const char *color = color_of(out, i, &cells[i]);

		if (!table->widths[i])
			continue;
		sb_buf_fill(&out->line, ' ', first ? 0 : GAP);
		first = false;
		sb_buf_puts(&out->line, color);
		/* Rows that came after the widths were settled may be wider; a pipe takes them whole. */
		if ((!right && is_last(table, i) && !out->width) || (!out->width && sb_text_width(cells[i].text) > table->widths[i]))
			sb_buf_puts(&out->line, cells[i].text);
		else
			sb_text_fit(&out->line, cells[i].text, table->widths[i], right);
		sb_buf_puts(&out->line, *color ? "\033[0m" : "");
	}
	while (out->line.len && out->line.data[out->line.len - 1] == ' ')
		sb_buf_cut(&out->line, out->line.len - 1);
	sb_buf_putc(&out->line, '\n');
	out_flush(out);
}

static void release_kept(struct out *out)
{
	struct table *table = out->table;
	struct cell *titles = sb_arena_alloc(table->arena, (table->columns + 1) * sizeof(*titles));

	settle(out);
	for (size_t i = 0; i < table->columns; i++)
		titles[i].text = title_of(out->columns->columns[i]);
	sb_buf_puts(&out->line, out->color ? "\033[1m" : "");
	add_line(out, titles);
	sb_buf_puts(&out->line, out->color ? "\033[0m" : "");
	for (size_t i = 0; i < table->kept; i++)
		add_line(out, &table->cells[i * table->columns]);
	sb_arena_clear(table->arena);
}

static void row(struct out *out, const struct sb_row *row)
{
	struct table *table = out->table;
	struct cell *cells = NULL;

	if (table->kept == ROWS_KEPT && !table->settled)
		release_kept(out);
	cells = table->settled ? table->cells : &table->cells[table->kept++ * table->columns];
	for (size_t i = 0; i < table->columns; i++)
		cells[i] = make_cell(out, &row->values[i]);
	if (!table->settled)
		return;
	add_line(out, cells);
	sb_arena_clear(table->arena);
}

static void end(struct out *out, const char *next, int64_t total)
{
	struct table *table = out->table;

	(void)next;
	(void)total;
	if (!table->settled && table->kept)
		release_kept(out);
	sb_arena_free(table->arena);
	free(table->cells);
	free(table->widths);
	free(table);
	out->table = NULL;
}

const struct out_format out_table = { .begin = begin, .row = row, .end = end };
