/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fitting columns to a screen and drawing their values. */
#include "list_columns.h"
#include "stockbook/entry.h"
#include "stockbook/text.h"

#include <string.h>

enum { GAP = 2, GROW_LEAST = 22, GROW_WISH = 24, SPARK_DAYS = 14 };

static int wanted(const struct sb_column *column)
{
	int title = sb_text_width(_(column->title));
	int width = column->width > title ? column->width : title;

	return (column->flags & SB_COL_GROWS) && width > GROW_LEAST ? GROW_LEAST : width;
}

/* Those of a normal table, then those for wide ones, then the rest; each by priority. */
static int rank(const struct sb_page *page, const struct sb_column *column)
{
	int tier = sb_page_shows(page, column) ? 0 : column->flags & SB_COL_WIDE ? 1 : 2;

	return tier * 256 + column->priority;
}

/* The most important column not yet tried that has a width of its own; SIZE_MAX: none. */
static size_t most_important(const struct sb_page *page, uint64_t tried)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < page->column_count && i < 64; i++) {
		if (tried >> i & 1 || !page->columns[i]->width)
			continue;
		if (best == SIZE_MAX || rank(page, page->columns[i]) < rank(page, page->columns[best]))
			best = i;
	}
	return best;
}

/* How much more room than it must have the growing column gets before columns come that are not of every table. */
static int wish_of(const struct sb_column *column)
{
	int whole = column->width > GROW_WISH ? column->width : GROW_WISH, least = wanted(column);

	return whole > least ? whole - least : 0;
}

static uint64_t choose(const struct sb_page *page, int cells, int *used)
{
	uint64_t chosen = 0, tried = 0;
	size_t index, count = 0;
	int wish = 0;

	*used = -GAP;
	while ((index = most_important(page, tried)) != SIZE_MAX && count < SB_COLUMNS_SHOWN_MAX) {
		int width = wanted(page->columns[index]) + GAP;
		/* What is not of every normal table comes only when the growing column has its own width. */
		int kept = page->columns[index]->flags & SB_COL_SHOWN ? 0 : wish;

		tried |= UINT64_C(1) << index;
		if (page->columns[index]->flags & SB_COL_GROWS)
			wish += wish_of(page->columns[index]);
		if (*used + width + kept > cells && count)
			continue;
		*used += width;
		chosen |= UINT64_C(1) << index;
		count++;
	}
	return chosen;
}

size_t sb_columns_place(const struct sb_page *page, int cells, struct sb_placed out[static SB_COLUMNS_SHOWN_MAX])
{
	int used, col = 0;
	uint64_t chosen = choose(page, cells, &used);
	int spare = cells > used ? cells - used : 0;
	size_t count = 0;

	for (size_t i = 0; i < page->column_count && i < 64; i++) {
		const struct sb_column *column = page->columns[i];
		int width = wanted(column);

		if (!(chosen >> i & 1))
			continue;
		if (column->flags & SB_COL_GROWS) {
			width += spare;
			spare = 0;
		}
		out[count++] = (struct sb_placed){ .index = i, .col = col, .cells = width < cells - col ? width : cells - col };
		col += width + GAP;
	}
	return count;
}

static void spark(struct sb_buf *out, const struct sb_glyphs *glyphs, const char *numbers)
{
	int64_t values[SPARK_DAYS * 8];
	size_t count = 0;
	char *end;

	for (const char *at = numbers; at && *at && count < SB_COUNT(values); at = *end ? end + 1 : end)
		values[count++] = strtoll(at, &end, 10);
	sb_glyphs_spark(glyphs, out, values, count);
}

void sb_columns_put(struct sb_buf *out, const struct sb_placed *placed, const char *text, bool align_right)
{
	if (placed->col)
		sb_buf_fill(out, ' ', GAP);
	sb_text_fit(out, text, placed->cells, align_right);
}

struct sb_value sb_cell_shown(const struct sb_column *column, const struct sb_value *value)
{
	struct sb_value shown = *value;
	enum sb_kind kind;

	if (!value->is_null && value->type == SB_CHOICE_TYPE && !strcmp(column->name, "kind") && sb_kind_find(value->s, &kind))
		shown = (struct sb_value){ .type = SB_TEXT_TYPE, .s = sb_kind_short(kind) };
	return shown;
}

void sb_cell_text(const struct sb_value *value, const struct sb_style *how, const struct sb_glyphs *glyphs, struct sb_buf *out)
{
	if (value->type == SB_SPARK_TYPE) {
		spark(out, glyphs, value->is_null ? "" : value->s);
	} else if (value->type == SB_MANY_TYPE && !value->is_null) {
		for (const char *at = value->s; *at; at++)
			sb_buf_puts(out, *at == '|' ? ", " : (char[]){ *at, '\0' });
	} else {
		sb_value_print(value, how, out);
	}
}

void sb_cell_draw(struct sb_term *term, int row, int col, int cells, unsigned style, const struct sb_value *value,
		  const struct sb_style *how)
{
	sb_auto(buf) text = SB_BUF_INIT;

	sb_cell_text(value, how, sb_term_glyphs(term), &text);
	if (value->type == SB_SPARK_TYPE && (style & SB_STYLE_MASK) == SB_STYLE_NORMAL)
		style = (style & ~(unsigned)SB_STYLE_MASK) | SB_STYLE_SPARK;
	sb_term_fit(term, row, col, cells, style, text.data, sb_type_is_right(value->type));
}
