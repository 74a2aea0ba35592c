/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing products beside and in lists. */
#include "product_card.h"
#include "list_columns.h"
#include "stockbook/text.h"
#include "wrap.h"

enum { LABEL_CELLS = 15 };

enum level { PLENTY, LOW, OUT };

static enum level level_of(const struct sb_page *page, const struct sb_row *row)
{
	const struct sb_value *available = sb_row_value(page, row, "available");
	const struct sb_value *point = sb_row_value(page, row, "reorder_point");

	if (!available || available->is_null)
		return PLENTY;
	if (available->n <= 0)
		return OUT;
	return point && !point->is_null && sb_stock_is_low(available->n, point->n) ? LOW : PLENTY;
}

unsigned sb_product_row_style(const struct sb_page *page, const struct sb_row *row)
{
	static const unsigned styles[] = { SB_STYLE_NORMAL, SB_STYLE_LOW, SB_STYLE_OUT };

	return styles[level_of(page, row)];
}

const char *sb_product_row_sign(const struct sb_glyphs *glyphs, const struct sb_page *page, const struct sb_row *row)
{
	enum level level = level_of(page, row);

	return level == OUT ? glyphs->out : level == LOW ? glyphs->low : NULL;
}

void sb_card_line(struct sb_term *term, struct sb_area area, int row, const char *label, unsigned style, const char *value)
{
	sb_term_fit(term, row, area.col + 1, LABEL_CELLS, SB_STYLE_LABEL, label, false);
	sb_term_fit(term, row, area.col + 2 + LABEL_CELLS, area.cols - LABEL_CELLS - 3, style, value, false);
}

int sb_card_text(struct sb_term *term, struct sb_area area, int row, const char *label, const char *value)
{
	struct sb_area beside = { .row = row, .col = area.col + 2 + LABEL_CELLS, .rows = area.row + area.rows - row, .cols = area.cols - LABEL_CELLS - 3 };
	sb_auto(buf) text = SB_BUF_INIT;

	if (beside.rows < 1)
		return row;
	sb_text_visible(value, &text);
	sb_term_fit(term, row, area.col + 1, LABEL_CELLS, SB_STYLE_LABEL, label, false);
	return row + sb_wrap_put(term, beside, SB_STYLE_NORMAL, text.data);
}

void sb_product_row_panel(struct sb_desk *desk, struct sb_area area, const struct sb_page *page, const struct sb_row *selected)
{
	struct sb_style how;
	int row = area.row;

	sb_desk_style(desk, &how);
	for (size_t i = 0; i < page->column_count && row < area.row + area.rows; i++) {
		const struct sb_value *value = &selected->values[i];
		sb_auto(buf) text = SB_BUF_INIT;

		if (value->is_null || (value->s && !*value->s))
			continue;
		if (value->type != SB_SPARK_TYPE)
			sb_value_print(value, &how, &text);
		sb_card_line(desk->term, area, row, _(page->columns[i]->title), i == 1 ? SB_STYLE_STRONG : SB_STYLE_NORMAL, text.data);
		if (value->type == SB_SPARK_TYPE)
			sb_cell_draw(desk->term, row, area.col + 2 + LABEL_CELLS, area.cols - LABEL_CELLS - 3, SB_STYLE_SPARK, value, &how);
		row++;
	}
}
