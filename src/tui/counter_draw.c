/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing the counter: what the basket becomes, large; the scan field; the basket with what will be left; the total; the last five movements. */
#include "counter_inside.h"
#include "list_columns.h"
#include "stockbook/text.h"

enum { QTY_CELLS = 8, MONEY_CELLS = 10, LEFT_CELLS = 8, PROGRESS_CELLS = 11 };
enum { BASKET_ROWS_LEAST = 7, LAST_ROWS_LEAST = 3 }; /* banner, field, headings and four lines; a heading and two */

/* The name says which of two it is: on a narrow screen it has more of the room, on the narrowest all of it. */
static int sku_cells(struct sb_area area)
{
	return sb_scan_line_sku_cells(area.cols);
}

static int left_cells(const struct sb_counter *counter)
{
	return counter->basket.mode == SB_BASKET_ORDER ? PROGRESS_CELLS : LEFT_CELLS;
}

/* More than there is cannot be booked; more than was ordered can. */
static unsigned trouble_style(const struct sb_counter *counter)
{
	return counter->basket.mode == SB_BASKET_ORDER ? SB_STYLE_WARNING : SB_STYLE_OUT;
}

/* What the basket comes to; a delivery or removal without money of its own comes to nothing that could be said. */
static void put_total(struct sb_counter *counter, struct sb_buf *out)
{
	bool is_priced = counter->basket.mode == SB_BASKET_SELL || counter->basket.mode == SB_BASKET_RETURN;
	int64_t total;

	if (!sb_basket_total(&counter->basket, &total) || (!total && !is_priced))
		return;
	sb_buf_puts(out, "· ");
	sb_put_money(counter->view.desk, total, out);
	sb_buf_putc(out, ' ');
}

static void draw_banner(struct sb_counter *counter, struct sb_area area)
{
	const struct sb_basket_mode_row *mode = &sb_basket_modes[counter->basket.mode];
	struct sb_term *term = counter->view.desk->term;
	sb_auto(buf) right = SB_BUF_INIT;
	sb_auto(buf) beside = SB_BUF_INIT;
	int width;

	if (counter->aside_count)
		sb_buf_printf(&right, ngettext("%zu parked · ", "%zu parked · ", counter->aside_count), counter->aside_count);
	sb_buf_printf(&right, ngettext("%zu line ", "%zu lines ", counter->basket.count), counter->basket.count);
	put_total(counter, &right);
	width = sb_text_width(right.data);
	sb_term_fill(term, area.row, area.col, area.cols, mode->style, NULL);
	sb_counter_print_mode(counter, &beside);
	sb_term_printf(term, area.row, area.col + 1, area.cols - width - 2, mode->style | SB_OVER_BOLD, " %s %s%s", _(mode->title),
		       beside.len ? "· " : "", beside.data);
	sb_term_put(term, area.row, area.col + area.cols - width, width, mode->style | SB_OVER_BOLD, right.data);
}

static void draw_input(struct sb_counter *counter, struct sb_area row)
{
	struct sb_term *term = counter->view.desk->term;

	if (counter->is_asking) {
		sb_term_put(term, row.row, row.col + 1, row.cols - 2, SB_STYLE_WARNING,
			    _("Will the rest come? k keeps it open · c closes the order · Esc counts on"));
		sb_term_cursor(term, row.row, row.col + 1, true);
		return;
	}
	sb_scan_line_draw(&counter->line, row, _("scan, SKU or name · 5* times · *3 quantity · =2.50 price · - takes back"));
}

static void draw_line(struct sb_counter *counter, struct sb_area area, int row, size_t index)
{
	struct sb_desk *desk = counter->view.desk;
	const struct sb_basket_line *line = &counter->basket.lines[index];
	const struct sb_currency *currency = sb_book_currency(desk->app->book);
	int64_t remains = sb_basket_left(&counter->basket, line), money = sb_basket_money(&counter->basket, line), total;
	int right = area.col + area.cols - 1, name_col = area.col + 3 + QTY_CELLS + 1 + sku_cells(area) + 1, left = left_cells(counter);
	sb_auto(buf) qty = SB_BUF_INIT;
	sb_auto(buf) price = SB_BUF_INIT;
	sb_auto(buf) sum = SB_BUF_INIT;
	sb_auto(buf) rest = SB_BUF_INIT;
	unsigned style = remains < 0 ? trouble_style(counter) : SB_STYLE_NORMAL;

	sb_qty_print(line->qty_milli, line->decimals, &desk->app->numbers, &qty);
	if (counter->basket.mode == SB_BASKET_ORDER)
		sb_counter_print_progress(counter, line, &rest);
	else
		sb_qty_print(remains, line->decimals, &desk->app->numbers, &rest);
	if (money != SB_NONE) {
		sb_money_print(money, currency, &desk->app->numbers, &price);
		if (sb_line_total(line->qty_milli, money, &total))
			sb_money_print(total, currency, &desk->app->numbers, &sum);
	}
	sb_term_put(desk->term, row, area.col + 1, 1, style, index == counter->selected ? sb_term_glyphs(desk->term)->selected : " ");
	sb_term_fit(desk->term, row, area.col + 3, QTY_CELLS, style | SB_OVER_BOLD, qty.data, true);
	sb_term_fit(desk->term, row, area.col + 4 + QTY_CELLS, sku_cells(area), style, line->sku, false);
	sb_term_fit(desk->term, row, name_col, right - 2 * MONEY_CELLS - left - name_col, style, line->name, false);
	sb_term_fit(desk->term, row, right - 2 * MONEY_CELLS - left, MONEY_CELLS, style, price.data, true);
	sb_term_fit(desk->term, row, right - MONEY_CELLS - left, MONEY_CELLS, style | SB_OVER_BOLD, sum.data, true);
	sb_term_fit(desk->term, row, right - left, left, style, rest.data, true);
	if (index == counter->selected && !counter->line.is_typing)
		sb_term_cursor(desk->term, row, area.col + 3, true);
}

static void draw_headings(struct sb_counter *counter, struct sb_area area, int row)
{
	struct sb_term *term = counter->view.desk->term;
	int right = area.col + area.cols - 1, left = left_cells(counter);

	sb_term_fit(term, row, area.col + 3, QTY_CELLS, SB_STYLE_HEADING, _("Quantity"), true);
	sb_term_fit(term, row, area.col + 4 + QTY_CELLS, sku_cells(area), SB_STYLE_HEADING, _("SKU"), false);
	sb_term_fit(term, row, area.col + 5 + QTY_CELLS + sku_cells(area), 10, SB_STYLE_HEADING, _("Name"), false);
	sb_term_fit(term, row, right - 2 * MONEY_CELLS - left, MONEY_CELLS, SB_STYLE_HEADING, _(sb_basket_modes[counter->basket.mode].heading), true);
	sb_term_fit(term, row, right - MONEY_CELLS - left, MONEY_CELLS, SB_STYLE_HEADING, _("Total"), true);
	sb_term_fit(term, row, right - left, left, SB_STYLE_HEADING,
		    counter->basket.mode == SB_BASKET_ORDER	? _("Came")
		    : counter->basket.mode == SB_BASKET_ARRIVAL ? _("To come")
								: _("Left"),
		    true);
}

/* "0 of 10" */
static void draw_awaited(struct sb_counter *counter, int row, int col, int cells, const struct sb_value *open)
{
	const struct sb_basket_line nothing = { .available = open->n };
	sb_auto(buf) text = SB_BUF_INIT;

	sb_counter_print_progress(counter, &nothing, &text);
	sb_term_fit(counter->view.desk->term, row, col, cells, SB_STYLE_DIM, text.data, true);
}

/* What is to come and was not scanned yet, below the basket. */
static void draw_expected(struct sb_counter *counter, struct sb_area area, int row)
{
	struct sb_term *term = counter->view.desk->term;
	int name_col = area.col + 5 + QTY_CELLS + sku_cells(area), right = area.col + area.cols - 1, left = left_cells(counter);
	struct sb_style how;

	if (!sb_basket_arrives(&counter->basket) || !counter->expected.arena)
		return;
	sb_desk_style(counter->view.desk, &how);
	for (size_t i = 0; i < counter->expected.count && row < area.row + area.rows; i++) {
		const struct sb_row *line = &counter->expected.rows[i];

		if (sb_basket_find(&counter->basket, line->id) != SIZE_MAX)
			continue;
		sb_cell_draw(term, row, area.col + 4 + QTY_CELLS, sku_cells(area), SB_STYLE_DIM, &line->values[0], &how);
		sb_cell_draw(term, row, name_col, right - 2 * MONEY_CELLS - left - name_col, SB_STYLE_DIM, &line->values[1], &how);
		if (counter->basket.mode == SB_BASKET_ORDER)
			draw_awaited(counter, row, right - left, left, &line->values[2]);
		else
			sb_cell_draw(term, row, right - left, left, SB_STYLE_DIM, &line->values[2], &how);
		row++;
	}
}

static void draw_basket(struct sb_counter *counter, struct sb_area area)
{
	size_t shown = area.rows > 1 ? (size_t)area.rows - 1 : 0;
	size_t first = counter->selected >= shown ? counter->selected - shown + 1 : 0, drawn = 0;

	draw_headings(counter, area, area.row);
	for (; drawn < shown && first + drawn < counter->basket.count; drawn++)
		draw_line(counter, area, area.row + 1 + (int)drawn, first + drawn);
	draw_expected(counter, area, area.row + 1 + (int)drawn);
}

static void draw_last(struct sb_counter *counter, struct sb_area area)
{
	struct sb_term *term = counter->view.desk->term;
	struct sb_placed placed[SB_COLUMNS_SHOWN_MAX];
	struct sb_style how;
	size_t count;

	sb_term_fill(term, area.row, area.col, area.cols, SB_STYLE_RULE, sb_term_glyphs(term)->horizontal);
	sb_term_printf(term, area.row, area.col + 2, area.cols - 4, SB_STYLE_DIM, " %s ", _("last movements"));
	if (!counter->last.arena)
		return;
	sb_desk_style(counter->view.desk, &how);
	count = sb_columns_place(&counter->last, area.cols - 3, placed);
	for (size_t i = 0; i < counter->last.count && (int)i + 1 < area.rows; i++) {
		const struct sb_row *row = &counter->last.rows[i];
		unsigned style = row->values[2].n < 0 ? SB_STYLE_NEGATIVE : SB_STYLE_POSITIVE;

		for (size_t c = 0; c < count; c++) {
			const struct sb_value shown = sb_cell_shown(counter->last.columns[placed[c].index], &row->values[placed[c].index]);

			sb_cell_draw(term, area.row + 1 + (int)i, area.col + 2 + placed[c].col, placed[c].cells, style, &shown, &how);
		}
	}
}

/* With their heading; a small screen has fewer of them, but room for some lines of the basket. */
static int last_shown(int rows)
{
	int spare = rows - BASKET_ROWS_LEAST;

	return spare > SB_COUNTER_LAST ? SB_COUNTER_LAST + 1 : spare >= LAST_ROWS_LEAST ? spare : 0;
}

void sb_counter_draw(struct sb_view *view, struct sb_area area)
{
	struct sb_counter *counter = (struct sb_counter *)view;
	int last_rows = last_shown(area.rows);
	struct sb_area basket = { .row = area.row + 2, .col = area.col, .rows = area.rows - 2 - last_rows, .cols = area.cols };
	struct sb_area last = { .row = area.row + area.rows - last_rows, .col = area.col, .rows = last_rows, .cols = area.cols };

	draw_banner(counter, area);
	draw_basket(counter, basket);
	if (last_rows)
		draw_last(counter, last);
	area.row++;
	draw_input(counter, area);
	area.row++;
	sb_scan_line_draw_offers(&counter->line, area);
}
