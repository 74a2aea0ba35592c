/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing a list: the filter line with its counts, headings, a window of rows, and the card beside it. */
#include "list_columns.h"
#include "list_view.h"
#include "stockbook/text.h"
#include "wrap.h"

#include <string.h>

enum { HEAD_ROWS = SB_LIST_HEAD_ROWS, MARGIN = SB_LIST_MARGIN, PANEL_FROM_COLS = 120, PANEL_COLS = 44, ROWS_WITH_FOOT = 7 };

static void count_text(const struct sb_list_view *list, struct sb_buf *out)
{
	const struct sb_list_rows *rows = &list->rows;
	bool plus = rows->total > SB_TOTAL_MAX;
	int64_t total = plus ? SB_TOTAL_MAX : rows->total;

	if (rows->mark_count)
		sb_buf_printf(out, ngettext("%zu marked · ", "%zu marked · ", rows->mark_count), rows->mark_count);
	if (rows->corrected)
		sb_buf_printf(out, _("for “%s” · "), rows->corrected);
	if (rows->total != SB_NONE)
		sb_buf_printf(out, ngettext("%lld%s row", "%lld%s rows", (unsigned long)total), (long long)total, plus ? "+" : "");
	else
		sb_buf_puts(out, sb_term_glyphs(list->view.desk->term)->ellipsis);
	if (rows->micros)
		sb_buf_printf(out, " · %.1f ms ", (double)rows->micros / 1000);
}

static void draw_filter(struct sb_list_view *list, struct sb_area area)
{
	struct sb_term *term = list->view.desk->term;
	sb_auto(buf) shown = SB_BUF_INIT;
	sb_auto(buf) right = SB_BUF_INIT;
	int width, cells;

	count_text(list, &right);
	width = sb_text_width(right.data);
	cells = area.cols - 4 - width;
	sb_term_put(term, area.row, area.col + 1, 2, SB_STYLE_LABEL, "/");
	if (cells > 4) {
		struct sb_edit_view at = sb_edit_view(&list->filter, cells, &shown);

		sb_term_put(term, area.row, area.col + 3, cells, list->is_typing ? SB_STYLE_FIELD_ACTIVE : SB_STYLE_NORMAL, shown.data);
		if (list->is_typing)
			sb_term_cursor(term, area.row, area.col + 3 + at.cursor, true);
	}
	sb_term_put(term, area.row, area.col + area.cols - width, width, SB_STYLE_DIM, right.data);
}

/* Which way the list is sorted by a column: 1, -1, or 0. */
static int sorted(const struct sb_list_view *list, const struct sb_column *column)
{
	const char *sort = list->rows.sort ? list->rows.sort : list->rows.list->default_sort;
	size_t length = strlen(column->name);
	int direction = 1;

	/* What is searched for comes in its own order. */
	if (!sort || (!list->rows.sort && *list->filter.text.data))
		return 0;
	if (*sort == '-') {
		direction = -1;
		sort++;
	}
	return !strncmp(sort, column->name, length) && (sort[length] == '\0' || sort[length] == ',') ? direction : 0;
}

/* Of a heading that is too long its end is left out, not the arrow behind it. */
static void put_heading(struct sb_buf *out, const char *title, const char *arrow, int cells)
{
	int room = cells - sb_text_width(arrow);

	if (sb_text_width(title) > room)
		sb_text_fit(out, title, room, false);
	else
		sb_buf_puts(out, title);
	sb_buf_puts(out, arrow);
}

static void draw_headings(const struct sb_list_view *list, struct sb_area area, const struct sb_page *page,
			  const struct sb_placed *placed, size_t count)
{
	struct sb_term *term = list->view.desk->term;
	const struct sb_glyphs *glyphs = sb_term_glyphs(term);

	for (size_t i = 0; i < count; i++) {
		const struct sb_column *column = page->columns[placed[i].index];
		int direction = sorted(list, column);
		bool right = sb_type_is_right(column->type);
		/* A word as wide as its column keeps its last letter beside the arrow: the gap between columns lends a cell. */
		int lent = direction && (right || i + 1 < count) && sb_text_width(_(column->title)) == placed[i].cells;
		int cells = placed[i].cells + lent;
		sb_auto(buf) title = SB_BUF_INIT;
		unsigned style = direction ? SB_STYLE_SORTED : SB_STYLE_HEADING;

		put_heading(&title, _(column->title), direction > 0 ? glyphs->ascending : direction < 0 ? glyphs->descending : "", cells);
		if (placed[i].index == list->column)
			style |= SB_OVER_UNDERLINE;
		sb_term_fit(term, area.row + 1, area.col + MARGIN + placed[i].col - (right ? lent : 0), cells, style, title.data, right);
	}
}

static void draw_cell(const struct sb_list_view *list, int at, int col, int cells, unsigned style,
		      const struct sb_page *page, const struct sb_row *row, size_t index)
{
	const struct sb_value shown = sb_cell_shown(page->columns[index], &row->values[index]);
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_style how;

	sb_desk_style(list->view.desk, &how);
	if (list->look->cell && list->look->cell(list->view.desk, page, row, page->columns[index], &text))
		sb_term_fit(list->view.desk->term, at, col, cells, style, text.data, sb_type_is_right(page->columns[index]->type));
	else
		sb_cell_draw(list->view.desk->term, at, col, cells, style, &shown, &how);
}

static void draw_row(const struct sb_list_view *list, int at, struct sb_area area, const struct sb_page *page,
		     const struct sb_row *row, bool is_selected, const struct sb_placed *placed, size_t count)
{
	struct sb_term *term = list->view.desk->term;
	const struct sb_glyphs *glyphs = sb_term_glyphs(term);
	bool is_marked = sb_list_rows_is_marked(&list->rows, row->id);
	unsigned style = list->look->row_style ? list->look->row_style(page, row) : SB_STYLE_NORMAL;
	const char *sign = list->look->row_sign ? list->look->row_sign(glyphs, page, row) : NULL;

	if (is_marked && style == SB_STYLE_NORMAL)
		style = SB_STYLE_MARKED;
	sb_term_put(term, at, area.col, 1, style, is_marked ? glyphs->marked : " ");
	sb_term_put(term, at, area.col + 1, 1, style, is_selected ? glyphs->selected : " ");
	for (size_t i = 0; i < count; i++) {
		int col = area.col + MARGIN + placed[i].col, cells = placed[i].cells;

		if (sign && (page->columns[placed[i].index]->flags & SB_COL_GROWS) && cells > 4) {
			sb_term_put(term, at, col + cells - 1, 1, style, sign);
			cells -= 2;
		}
		draw_cell(list, at, col, cells, style, page, row, placed[i].index);
	}
	if (!is_selected)
		return;
	sb_term_restyle(term, at, area.col, area.cols, style | SB_OVER_SELECTED);
	/* Charts stay as they are: half as many bytes a move, and easier to read. */
	for (size_t i = 0; i < count; i++)
		if (page->columns[placed[i].index]->type == SB_SPARK_TYPE)
			draw_cell(list, at, area.col + MARGIN + placed[i].col, placed[i].cells, style, page, row, placed[i].index);
	if (!list->is_typing)
		sb_term_cursor(term, at, area.col + MARGIN, true);
}

/* Which key here begins what is listed; its command's name differs from list to list. */
static const struct sb_binding *beginning(const struct sb_desk *desk)
{
	static const char *const commands[] = { "add", "count new", "hold place", "order new", "store add", "supplier add", "user add" };
	const struct sb_binding *found = NULL;

	for (size_t i = 0; i < SB_COUNT(commands) && !found; i++)
		found = sb_keys_of(desk->keys, sb_desk_context(desk), commands[i]);
	return found;
}

static void draw_nothing(const struct sb_list_view *list, int row, int col, int cells)
{
	const struct sb_binding *binding = beginning(list->view.desk);
	const char *label = binding ? sb_command_label(binding->command) : NULL;
	sb_auto(buf) key = SB_BUF_INIT;

	if (!label) {
		sb_term_put(list->view.desk->term, row, col, cells, SB_STYLE_DIM, _("nothing here yet"));
		return;
	}
	sb_chord_show(binding->chord, &key);
	sb_term_printf(list->view.desk->term, row, col, cells, SB_STYLE_DIM, _("nothing here yet · %s %s"), key.data, label);
}

static void draw_empty(const struct sb_list_view *list, struct sb_area area)
{
	struct sb_term *term = list->view.desk->term;
	int row = area.row + HEAD_ROWS + 1, cells = area.cols - MARGIN;

	if (list->rows.error.status)
		sb_wrap_put(term, (struct sb_area){ .row = row, .col = area.col + MARGIN, .rows = area.row + area.rows - row, .cols = cells },
			    SB_STYLE_ERROR, list->rows.error.text);
	else if (!list->rows.is_waiting && *list->filter.text.data)
		sb_term_put(term, row, area.col + MARGIN, cells, SB_STYLE_DIM, _("nothing matches: Esc shows everything again"));
	else if (!list->rows.is_waiting)
		draw_nothing(list, row, area.col + MARGIN, cells);
}

static void draw_rows(struct sb_list_view *list, struct sb_area area)
{
	const struct sb_page *page = sb_list_rows_page(&list->rows);
	struct sb_placed placed[SB_COLUMNS_SHOWN_MAX];
	size_t count, shown = (size_t)(area.rows - HEAD_ROWS);

	list->height = (int)shown;
	if (!page || !list->rows.count || list->rows.error.status) {
		draw_empty(list, area);
		return;
	}
	count = sb_columns_place(page, area.cols - MARGIN - 1, placed);
	draw_headings(list, area, page, placed, count);
	sb_list_rows_fit(&list->rows, shown);
	for (size_t i = 0; i < shown && list->rows.top + i < list->rows.count; i++) {
		size_t index = list->rows.top + i;

		draw_row(list, area.row + HEAD_ROWS + (int)i, area, page, sb_list_rows_at(&list->rows, index),
			 index == list->rows.selected, placed, count);
	}
}

void sb_put_row_value(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, const char *column, struct sb_buf *out)
{
	const struct sb_value *value = sb_row_value(page, row, column);
	struct sb_style how;

	if (!value || value->is_null)
		return;
	sb_desk_style(desk, &how);
	sb_put_dot(out);
	sb_value_print(value, &how, out);
}

void sb_put_row_store(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, struct sb_buf *out)
{
	if (page->also_shown & SB_COL_CHAIN)
		sb_put_row_value(desk, page, row, "store", out);
}

static void draw_foot(struct sb_list_view *list, struct sb_area area, const struct sb_row *selected)
{
	sb_auto(buf) text = SB_BUF_INIT;
	unsigned style = list->look->foot(list->view.desk, sb_list_rows_page(&list->rows), selected, &text);

	sb_term_put(list->view.desk->term, area.row + area.rows - 1, area.col + MARGIN, area.cols - MARGIN - 1, style, text.data);
}

void sb_list_view_draw(struct sb_view *view, struct sb_area area)
{
	struct sb_list_view *list = (struct sb_list_view *)view;
	const struct sb_row *selected = sb_list_rows_selected(&list->rows);
	struct sb_area panel = area;

	if (list->look->panel && area.cols >= PANEL_FROM_COLS) {
		panel.col = area.col + area.cols - PANEL_COLS;
		panel.cols = PANEL_COLS;
		area.cols -= PANEL_COLS + 1;
		for (int i = 0; i < area.rows; i++)
			sb_term_put(view->desk->term, area.row + i, panel.col - 1, 1, SB_STYLE_RULE,
				    sb_term_glyphs(view->desk->term)->vertical);
		if (selected)
			list->look->panel(view->desk, panel, sb_list_rows_page(&list->rows), selected);
	}
	if (list->look->foot && area.rows >= ROWS_WITH_FOOT) {
		if (selected)
			draw_foot(list, area, selected);
		area.rows--;
	}
	list->area = area;
	draw_filter(list, area);
	draw_rows(list, area);
}
