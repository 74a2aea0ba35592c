/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing what is to be ordered: a heading for each supplier, its products with the quantity as a field, why the selected one is there. */
#include "list_columns.h"
#include "product_card.h"
#include "reorder_inside.h"
#include "stockbook/text.h"
#include "wrap.h"

enum { HEAD_ROWS = 2, MARGIN = 3, ROWS_WITH_WHY = 7 };

static void draw_filter(struct sb_reorder_view *reorder, struct sb_area area)
{
	struct sb_desk *desk = reorder->view.desk;
	struct sb_reorder_sum sum = sb_reorder_sum(&reorder->reorder);
	sb_auto(buf) right = SB_BUF_INIT;
	sb_auto(buf) shown = SB_BUF_INIT;
	struct sb_edit_view at;
	int width, cells;

	if (reorder->reorder.marked)
		sb_buf_printf(&right, ngettext("%zu marked · ", "%zu marked · ", reorder->reorder.marked), reorder->reorder.marked);
	sb_buf_printf(&right, ngettext("%zu product · ", "%zu products · ", sum.lines), sum.lines);
	sb_buf_printf(&right, ngettext("%zu order · ", "%zu orders · ", sum.orders), sum.orders);
	sb_put_money(desk, sum.value_minor, &right);
	sb_buf_putc(&right, ' ');
	width = sb_text_width(right.data);
	cells = area.cols - 4 - width;
	sb_term_put(desk->term, area.row, area.col + 1, 2, SB_STYLE_LABEL, "/");
	if (cells > 4) {
		at = sb_edit_view(&reorder->filter, cells, &shown);
		sb_term_put(desk->term, area.row, area.col + 3, cells, reorder->is_filtering ? SB_STYLE_FIELD_ACTIVE : SB_STYLE_NORMAL,
			    shown.data);
		if (reorder->is_filtering)
			sb_term_cursor(desk->term, area.row, area.col + 3 + at.cursor, true);
	}
	sb_term_put(desk->term, area.row, area.col + area.cols - width, width, SB_STYLE_DIM, right.data);
}

static void draw_headings(struct sb_reorder_view *reorder, struct sb_area area, const struct sb_placed *placed, size_t count)
{
	const struct sb_page *page = &reorder->reorder.page;

	for (size_t i = 0; i < count; i++)
		sb_term_fit(reorder->view.desk->term, area.row, area.col + MARGIN + placed[i].col, placed[i].cells, SB_STYLE_HEADING,
			    _(page->columns[placed[i].index]->title), sb_type_is_right(page->columns[placed[i].index]->type));
}

/* The quantity is a field; while it is typed, the text of it. */
static void draw_qty(struct sb_reorder_view *reorder, int at, int col, int cells, const struct sb_reorder_line *line, bool is_selected)
{
	struct sb_desk *desk = reorder->view.desk;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_edit_view view;

	if (is_selected && reorder->is_editing) {
		view = sb_edit_view(&reorder->cell, cells, &text);
		sb_term_put(desk->term, at, col, cells, SB_STYLE_FIELD_ACTIVE, text.data);
		sb_term_cursor(desk->term, at, col + view.cursor, true);
		return;
	}
	sb_qty_print(line->qty_milli, line->row->values[SB_REORDER_QTY].scale, &desk->app->numbers, &text);
	sb_term_fit(desk->term, at, col, cells, SB_STYLE_FIELD | (line->is_typed ? SB_OVER_BOLD : 0), text.data, true);
}

static void draw_cell(struct sb_reorder_view *reorder, int at, int col, int cells, unsigned style, const struct sb_reorder_line *line,
		      size_t column)
{
	struct sb_value value = line->row->values[column];
	struct sb_style how;

	sb_desk_style(reorder->view.desk, &how);
	if (column == SB_REORDER_VALUE) {
		value.n = sb_reorder_value(line);
		value.is_null = value.n == SB_NONE;
	}
	sb_cell_draw(reorder->view.desk->term, at, col, cells, style, &value, &how);
}

static void draw_line(struct sb_reorder_view *reorder, struct sb_area area, int at, size_t shown, const struct sb_placed *placed,
		      size_t count)
{
	const struct sb_reorder_line *line = sb_reorder_line_at(&reorder->reorder, shown);
	const struct sb_page *page = &reorder->reorder.page;
	struct sb_term *term = reorder->view.desk->term;
	const struct sb_glyphs *glyphs = sb_term_glyphs(term);
	unsigned style = line->is_marked ? SB_STYLE_MARKED : sb_product_row_style(page, line->row);
	const char *sign = sb_product_row_sign(glyphs, page, line->row);
	bool is_selected = shown == reorder->selected;

	if (!line->qty_milli)
		style = SB_STYLE_DIM;
	sb_term_put(term, at, area.col, 1, style, line->is_marked ? glyphs->marked : " ");
	sb_term_put(term, at, area.col + 1, 1, style, is_selected ? glyphs->selected : " ");
	for (size_t i = 0; i < count; i++) {
		int col = area.col + MARGIN + placed[i].col, cells = placed[i].cells;

		if (sign && placed[i].index == SB_REORDER_NAME && cells > 4) {
			sb_term_put(term, at, col + cells - 1, 1, style, sign);
			cells -= 2;
		}
		if (placed[i].index != SB_REORDER_QTY)
			draw_cell(reorder, at, col, cells, style, line, placed[i].index);
	}
	if (is_selected)
		sb_term_restyle(term, at, area.col, area.cols, style | SB_OVER_SELECTED);
	if (is_selected && !reorder->is_filtering)
		sb_term_cursor(term, at, area.col + MARGIN, true);
	for (size_t i = 0; i < count; i++)
		if (placed[i].index == SB_REORDER_QTY)
			draw_qty(reorder, at, area.col + MARGIN + placed[i].col, placed[i].cells, line, is_selected);
}

static void draw_heading(struct sb_reorder_view *reorder, struct sb_area area, int at, size_t shown)
{
	struct sb_reorder_order order;
	sb_auto(buf) text = SB_BUF_INIT;
	unsigned style;

	if (!sb_reorder_next(&reorder->reorder, &shown, &order))
		return;
	style = sb_reorder_print_order(reorder->view.desk, &order, &text);
	sb_term_put(reorder->view.desk->term, at, area.col + 1, area.cols - 2, style, text.data);
}

/* The selection stays among what is on the screen, with its supplier above it where there is room. */
static void follow(struct sb_reorder_view *reorder)
{
	const struct sb_reorder *what = &reorder->reorder;
	size_t height = reorder->height > 0 ? (size_t)reorder->height : 1;
	size_t first = reorder->selected;

	if (first && what->shown[first - 1].is_heading && height > 1)
		first--;
	if (first < reorder->top)
		reorder->top = first;
	if (reorder->selected >= reorder->top + height)
		reorder->top = reorder->selected - height + 1;
	if (reorder->top >= what->shown_count)
		reorder->top = 0;
}

static void draw_empty(struct sb_reorder_view *reorder, struct sb_area area)
{
	const char *what = reorder->reorder.filter ? _("nothing matches: Esc shows everything again")
						   : _("nothing to order: what is at or below its reorder point is on its way");

	area = (struct sb_area){ .row = area.row + HEAD_ROWS + 1, .col = area.col + MARGIN, .rows = area.rows - HEAD_ROWS - 1, .cols = area.cols - MARGIN };
	if (reorder->has_come)
		sb_wrap_put(reorder->view.desk->term, area, SB_STYLE_DIM, what);
}

static void put_number(struct sb_reorder_view *reorder, const struct sb_reorder_line *line, enum sb_reorder_column column,
		       const char *format, struct sb_buf *out)
{
	const struct sb_value *value = &line->row->values[column];
	sb_auto(buf) text = SB_BUF_INIT;

	if (value->is_null || (column == SB_REORDER_PACK && value->n <= 1000))
		return;
	sb_qty_print(value->n, value->scale, &reorder->view.desk->app->numbers, &text);
	sb_buf_puts(out, out->len ? " · " : "");
	sb_buf_printf(out, format, text.data);
}

/* Why the selected product is here, and how much was made of it. */
static void draw_why(struct sb_reorder_view *reorder, struct sb_area area)
{
	const struct sb_reorder_line *line = sb_reorder_selected(reorder);
	sb_auto(buf) text = SB_BUF_INIT;

	if (!line)
		return;
	put_number(reorder, line, SB_REORDER_PROJECTED, _("projected %s"), &text);
	put_number(reorder, line, SB_REORDER_POINT, _("ordered at %s or less"), &text);
	put_number(reorder, line, SB_REORDER_UP_TO, _("up to %s"), &text);
	put_number(reorder, line, SB_REORDER_PACK, _("packs of %s"), &text);
	put_number(reorder, line, SB_REORDER_MINIMUM, _("at least %s"), &text);
	if (line->is_typed)
		put_number(reorder, line, SB_REORDER_QTY, _("suggested %s"), &text);
	sb_term_put(reorder->view.desk->term, area.row + area.rows - 1, area.col + MARGIN, area.cols - MARGIN - 1, SB_STYLE_DIM, text.data);
}

static void draw_rows(struct sb_reorder_view *reorder, struct sb_area area)
{
	const struct sb_reorder *what = &reorder->reorder;
	struct sb_placed placed[SB_COLUMNS_SHOWN_MAX];
	size_t count = sb_columns_place(&what->page, area.cols - MARGIN - 1, placed);

	draw_headings(reorder, area, placed, count);
	follow(reorder);
	for (int i = 0; i < reorder->height && reorder->top + (size_t)i < what->shown_count; i++) {
		size_t shown = reorder->top + (size_t)i;

		if (what->shown[shown].is_heading)
			draw_heading(reorder, area, area.row + 1 + i, shown);
		else
			draw_line(reorder, area, area.row + 1 + i, shown, placed, count);
	}
}

void sb_reorder_draw(struct sb_view *view, struct sb_area area)
{
	struct sb_reorder_view *reorder = (struct sb_reorder_view *)view;

	if (reorder->is_confirming) {
		sb_reorder_draw_panel(reorder, area);
		return;
	}
	draw_filter(reorder, area);
	if (!reorder->reorder.shown_count) {
		draw_empty(reorder, area);
		return;
	}
	if (area.rows >= ROWS_WITH_WHY) {
		draw_why(reorder, area);
		area.rows--;
	}
	reorder->area = area;
	reorder->height = area.rows - HEAD_ROWS;
	area.row++;
	draw_rows(reorder, area);
}
