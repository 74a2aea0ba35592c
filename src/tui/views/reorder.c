/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is to be ordered now, supplier by supplier: quantities are changed in place, lines marked, and one key makes the
 * orders after showing them.
 */
#include "../list_columns.h"
#include "../list_file.h"
#include "../outside.h"
#include "../reorder_inside.h"
#include "../words.h"
#include "stockbook/text.h"

#include <string.h>

enum { PAPER_CELLS = 100 };

static struct sb_reorder_view *self(struct sb_view *view)
{
	return (struct sb_reorder_view *)view;
}

static const struct sb_reorder_view *self_const(const struct sb_view *view)
{
	return (const struct sb_reorder_view *)view;
}

/* What is being typed or confirmed is not changed under the eyes of who does it. */
static void ask(struct sb_reorder_view *reorder)
{
	reorder->is_stale = reorder->is_editing || reorder->is_confirming;
	if (!reorder->is_stale)
		sb_worker_ask_made(reorder->view.desk->worker, reorder, 0, 0, sb_reorder_make);
}

static void ask_if_stale(struct sb_reorder_view *reorder)
{
	if (reorder->is_stale)
		ask(reorder);
}

static enum sb_status open_reorder(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	struct sb_reorder_view *reorder = sb_alloc(sizeof(*reorder));
	sb_owned_string book = sb_desk_book_file(desk);

	(void)err;
	reorder->view = (struct sb_view){ .ops = &sb_view_reorder, .desk = desk };
	reorder->filter = (struct sb_edit)SB_EDIT_INIT;
	reorder->cell = (struct sb_edit)SB_EDIT_INIT;
	reorder->range_from = SB_NONE;
	sb_reorder_load(&reorder->reorder, book, sb_book_store(desk->app->book)->code);
	sb_edit_set(&reorder->filter, argument);
	sb_reorder_filter(&reorder->reorder, argument);
	ask(reorder);
	*out = &reorder->view;
	return SB_OK;
}

void sb_reorder_keep(struct sb_reorder_view *reorder)
{
	struct sb_desk *desk = reorder->view.desk;
	sb_owned_string book = sb_desk_book_file(desk);

	sb_reorder_save(&reorder->reorder, book, sb_book_store(desk->app->book)->code);
}

static void close_reorder(struct sb_view *view)
{
	sb_reorder_release(&self(view)->reorder);
	sb_edit_release(&self(view)->filter);
	sb_edit_release(&self(view)->cell);
	free(view);
}

/*
 * The selection
 */
struct sb_reorder_line *sb_reorder_selected(const struct sb_reorder_view *reorder)
{
	return reorder->selected < reorder->reorder.shown_count ? sb_reorder_line_at(&reorder->reorder, reorder->selected) : NULL;
}

static size_t selected_line(const struct sb_reorder_view *reorder)
{
	return reorder->reorder.shown[reorder->selected].line;
}

/* To the nearest line at or behind a row, or before it if there is none. The first row shown is a heading. */
static void select_row(struct sb_reorder_view *reorder, int64_t row, bool is_upward)
{
	const struct sb_reorder *what = &reorder->reorder;
	int64_t last = (int64_t)what->shown_count - 1;

	row = row > last ? last : row < 1 ? 1 : row;
	if (last < 1)
		return;
	if (what->shown[row].is_heading)
		row += is_upward ? -1 : 1;
	reorder->selected = (size_t)row;
}

static int page_of(const char *where, int height)
{
	int page = height > 1 ? height - 1 : 1;
	int by = !strncmp(where, "page", 4) ? page : !strncmp(where, "half", 4) ? page / 2 : 1;

	return strstr(where, "up") ? -by : by;
}

static void move(struct sb_reorder_view *reorder, const char *where)
{
	int by = page_of(where, reorder->height);

	if (!strcmp(where, "first"))
		select_row(reorder, 0, false);
	else if (!strcmp(where, "last"))
		select_row(reorder, INT32_MAX, false);
	else
		select_row(reorder, (int64_t)reorder->selected + by, by < 0);
}

static void move_panel(struct sb_reorder_view *reorder, const char *where)
{
	size_t most = reorder->panel_lines > (size_t)reorder->height ? reorder->panel_lines - (size_t)reorder->height : 0;
	int64_t to = (int64_t)reorder->panel_top + page_of(where, reorder->height);

	if (!strcmp(where, "first"))
		to = 0;
	if (!strcmp(where, "last") || to > (int64_t)most)
		to = (int64_t)most;
	reorder->panel_top = to > 0 ? (size_t)to : 0;
}

static void filter(struct sb_reorder_view *reorder, const char *words)
{
	const struct sb_reorder_line *line = sb_reorder_selected(reorder);
	int64_t product = line ? line->row->id : SB_NONE;
	size_t at;

	sb_reorder_filter(&reorder->reorder, words);
	at = sb_reorder_find(&reorder->reorder, product);
	reorder->selected = at == SIZE_MAX ? 1 : at;
	reorder->top = 0;
}

static void arrived(struct sb_view *view, struct sb_answer *answer)
{
	struct sb_reorder_view *reorder = self(view);
	const struct sb_reorder_line *line = sb_reorder_selected(reorder);
	int64_t product = line ? line->row->id : SB_NONE;
	int64_t row = (int64_t)reorder->selected;
	size_t at;

	if (answer->status) {
		sb_desk_fail(view->desk, &answer->error);
		return;
	}
	if (reorder->is_editing || reorder->is_confirming) {
		reorder->is_stale = true;
		return;
	}
	sb_reorder_take(&reorder->reorder, &answer->page);
	answer->taken = true;
	reorder->has_come = true;
	at = sb_reorder_find(&reorder->reorder, product);
	select_row(reorder, at == SIZE_MAX ? row : (int64_t)at, false);
}

/* It is much to work out: not while nobody looks. */
static void reload(struct sb_view *view)
{
	if (sb_desk_top(view->desk) == view)
		ask(self(view));
	else
		self(view)->is_stale = true;
}

static void draw(struct sb_view *view, struct sb_area area)
{
	ask_if_stale(self(view));
	sb_reorder_draw(view, area);
}

/*
 * The quantity
 */
static void edit(struct sb_reorder_view *reorder)
{
	const struct sb_reorder_line *line = sb_reorder_selected(reorder);
	sb_auto(buf) text = SB_BUF_INIT;

	if (!line)
		return;
	sb_qty_print(line->qty_milli, line->row->values[SB_REORDER_QTY].scale, &reorder->view.desk->app->numbers, &text);
	sb_edit_set(&reorder->cell, text.data);
	reorder->is_editing = true;
	reorder->is_fresh = true;
}

/* Nothing typed is the suggestion again. False: it was no quantity, and stays to be mended. */
static bool keep(struct sb_reorder_view *reorder)
{
	struct sb_desk *desk = reorder->view.desk;
	struct sb_reorder_line *line = sb_reorder_selected(reorder);
	struct sb_error err = SB_ERROR_INIT;
	int64_t qty = SB_NONE;

	sb_text_trim(reorder->cell.text.data);
	if (*reorder->cell.text.data &&
	    sb_qty_parse(reorder->cell.text.data, line->row->values[SB_REORDER_QTY].scale, &desk->app->numbers, &qty, &err)) {
		sb_desk_fail(desk, &err);
		return false;
	}
	if (qty != SB_NONE && qty < 0) {
		sb_desk_say(desk, SB_STYLE_ERROR, "%s", _("less than nothing cannot be ordered: 0 leaves it out"));
		return false;
	}
	sb_reorder_set(&reorder->reorder, selected_line(reorder), qty);
	sb_reorder_keep(reorder);
	reorder->is_editing = false;
	/* What was wrong with it before is mended. */
	if (desk->message_style == SB_STYLE_ERROR)
		sb_desk_say(desk, SB_STYLE_MESSAGE, "%s", "");
	ask_if_stale(reorder);
	return true;
}

static void change(struct sb_reorder_view *reorder, const char *how)
{
	if (!sb_reorder_selected(reorder))
		return;
	if (!strcmp(how, "more") || !strcmp(how, "less"))
		sb_reorder_step(&reorder->reorder, selected_line(reorder), strcmp(how, "more") ? -1 : 1);
	else if (!strcmp(how, "suggested"))
		sb_reorder_set(&reorder->reorder, selected_line(reorder), SB_NONE);
	else
		edit(reorder);
	if (!reorder->is_editing)
		sb_reorder_keep(reorder);
}

/* A scanned product is selected, if it is to be ordered. */
static bool scanned(struct sb_reorder_view *reorder, const char *code)
{
	struct sb_app *app = reorder->view.desk->app;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_found found;
	size_t at;

	if (sb_product_find(app->book, code, sb_setting_text(app->settings, SB_SET_SCAN_WEIGHT), true, &found, &err))
		return false;
	at = sb_reorder_find(&reorder->reorder, found.id);
	if (at == SIZE_MAX) {
		sb_desk_say(reorder->view.desk, SB_STYLE_WARNING, _("%s %s is not to be ordered now"), found.sku, found.name);
		return true;
	}
	reorder->selected = at;
	return true;
}

static bool input_text(struct sb_reorder_view *reorder, const struct sb_input *input)
{
	struct sb_edit *edit = reorder->is_editing ? &reorder->cell : &reorder->filter;
	enum sb_edit_effect effect;

	if (reorder->is_editing && reorder->is_fresh && (sb_input_is_text(input) || input->kind == SB_INPUT_PASTE))
		sb_edit_clear(edit);
	reorder->is_fresh = false;
	effect = sb_edit_input(edit, input);
	if (effect == SB_EDIT_CHANGED && reorder->is_filtering)
		filter(reorder, edit->text.data);
	return effect != SB_EDIT_IGNORED;
}

static bool click(struct sb_reorder_view *reorder, const struct sb_input *input)
{
	int row = input->row - reorder->area.row - 2;

	if (input->button == SB_MOUSE_WHEEL_UP || input->button == SB_MOUSE_WHEEL_DOWN) {
		move(reorder, input->button == SB_MOUSE_WHEEL_UP ? "up" : "down");
		return true;
	}
	if (input->button != SB_MOUSE_LEFT || input->act != SB_MOUSE_PRESS || row < 0 || row >= reorder->height)
		return false;
	if (reorder->top + (size_t)row < reorder->reorder.shown_count)
		select_row(reorder, (int64_t)reorder->top + row, false);
	return true;
}

static bool input(struct sb_view *view, const struct sb_input *input)
{
	struct sb_reorder_view *reorder = self(view);
	bool is_typing = reorder->is_editing || reorder->is_filtering;

	if (reorder->is_confirming)
		return input->kind == SB_INPUT_SCAN || input->kind == SB_INPUT_PASTE || input->kind == SB_INPUT_MOUSE;
	if (input->kind == SB_INPUT_MOUSE)
		return !is_typing && click(reorder, input);
	if (input->kind == SB_INPUT_SCAN) {
		if (is_typing)
			sb_edit_retract(reorder->is_editing ? &reorder->cell : &reorder->filter, input->retract);
		return (reorder->is_editing && !keep(reorder)) || scanned(reorder, input->text);
	}
	return is_typing && input_text(reorder, input);
}

/*
 * Actions
 */
static void mark(struct sb_reorder_view *reorder)
{
	const struct sb_reorder_line *line = sb_reorder_selected(reorder);

	if (!line)
		return;
	sb_reorder_mark(&reorder->reorder, selected_line(reorder), !line->is_marked);
	move(reorder, "down");
}

static void mark_range(struct sb_reorder_view *reorder)
{
	const struct sb_reorder_line *line = sb_reorder_selected(reorder);
	size_t from, to = reorder->selected;

	if (!line)
		return;
	if (reorder->range_from == SB_NONE) {
		reorder->range_from = line->row->id;
		sb_reorder_mark(&reorder->reorder, selected_line(reorder), true);
		sb_desk_say(reorder->view.desk, SB_STYLE_MESSAGE, "%s", _("range begins here: move, then v again marks up to there"));
		return;
	}
	from = sb_reorder_find(&reorder->reorder, reorder->range_from);
	reorder->range_from = SB_NONE;
	for (size_t i = from < to ? from : to; from != SIZE_MAX && i <= (from < to ? to : from); i++)
		if (!reorder->reorder.shown[i].is_heading)
			sb_reorder_mark(&reorder->reorder, reorder->reorder.shown[i].line, true);
}

/* Esc: the field, the panel, the filter, the marks, then the page. */
static bool back(struct sb_reorder_view *reorder)
{
	if (reorder->is_editing || reorder->is_confirming) {
		reorder->is_editing = false;
		reorder->is_confirming = false;
		ask_if_stale(reorder);
	} else if (reorder->is_filtering || *reorder->filter.text.data) {
		reorder->is_filtering = false;
		sb_edit_clear(&reorder->filter);
		filter(reorder, "");
	} else if (reorder->reorder.marked) {
		sb_reorder_unmark(&reorder->reorder);
	} else {
		return false;
	}
	return true;
}

static void open_selected(struct sb_reorder_view *reorder)
{
	const struct sb_reorder_line *line = sb_reorder_selected(reorder);
	sb_auto(buf) number = SB_BUF_INIT;

	if (!line)
		return;
	sb_buf_printf(&number, "#%lld", (long long)line->row->id);
	sb_desk_open(reorder->view.desk, "product", number.data);
}

/* As it is decided: the page has what was suggested. */
static struct sb_value value_of(const struct sb_reorder_line *line, size_t column)
{
	struct sb_value value = line->row->values[column];

	if (column == SB_REORDER_QTY)
		value.n = line->qty_milli;
	if (column == SB_REORDER_VALUE) {
		value.n = sb_reorder_value(line);
		value.is_null = value.n == SB_NONE;
	}
	return value;
}

static void put_line(const struct sb_reorder_view *reorder, const struct sb_reorder_line *line, const struct sb_placed *placed,
		     size_t count, struct sb_buf *out)
{
	const struct sb_glyphs *glyphs = sb_term_glyphs(reorder->view.desk->term);
	struct sb_style how;

	sb_desk_style(reorder->view.desk, &how);
	for (size_t i = 0; i < count; i++) {
		const struct sb_value value = value_of(line, placed[i].index);
		sb_auto(buf) cell = SB_BUF_INIT;

		sb_cell_text(&value, &how, glyphs, &cell);
		sb_columns_put(out, &placed[i], cell.data, sb_type_is_right(value.type));
	}
	sb_buf_putc(out, '\n');
}

/* What is shown as text, in the columns of a page of paper. */
static void print(struct sb_reorder_view *reorder)
{
	const struct sb_reorder *what = &reorder->reorder;
	struct sb_placed placed[SB_COLUMNS_SHOWN_MAX];
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_reorder_order order;
	size_t count;

	if (!what->page.list)
		return;
	count = sb_columns_place(&what->page, PAPER_CELLS, placed);
	for (size_t i = 0; i < count; i++)
		sb_columns_put(&text, &placed[i], _(what->page.columns[placed[i].index]->title),
			       sb_type_is_right(what->page.columns[placed[i].index]->type));
	sb_buf_putc(&text, '\n');
	for (size_t at = 0; sb_reorder_next(what, &at, &order);) {
		sb_buf_putc(&text, '\n');
		(void)sb_reorder_print_order(reorder->view.desk, &order, &text);
		sb_buf_putc(&text, '\n');
		for (size_t i = order.shown; i < order.shown_end; i++)
			put_line(reorder, sb_reorder_line_at(what, i), placed, count, &text);
	}
	sb_outside_print(reorder->view.desk, text.data);
}

/* What is shown, with the quantities decided. */
static void save_csv(struct sb_reorder_view *reorder)
{
	const struct sb_reorder *what = &reorder->reorder;
	sb_owned(arena) arena = sb_arena_new();
	struct sb_page page = what->page;
	struct sb_row *rows = sb_arena_alloc(arena, (what->shown_count + 1) * sizeof(*rows));
	sb_auto(buf) path = SB_BUF_INIT;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_style how;

	if (!what->page.list)
		return;
	page.count = 0;
	for (size_t i = 0; i < what->shown_count; i++) {
		struct sb_value *values = sb_arena_alloc(arena, page.column_count * sizeof(*values));

		if (what->shown[i].is_heading)
			continue;
		for (size_t c = 0; c < page.column_count; c++)
			values[c] = value_of(sb_reorder_line_at(what, i), c);
		rows[page.count++] = (struct sb_row){ .values = values };
	}
	page.rows = rows;
	sb_app_style(reorder->view.desk->app, false, &how);
	sb_list_file_put_heading(&page, &text);
	sb_list_file_put_rows(&page, &how, &text);
	sb_list_file_path(reorder->view.desk, "reorder", &path);
	sb_list_file_write(reorder->view.desk, path.data, &text);
}

static bool act_on_panel(struct sb_reorder_view *reorder, enum sb_action_id action, const char *rest)
{
	switch ((int)action) {
	case SB_ACTION_MAKE_ORDERS: sb_reorder_order(reorder); return true;
	case SB_ACTION_MOVE: move_panel(reorder, rest); return true;
	case SB_ACTION_BACK: return back(reorder);
	default: return false;
	}
}

static bool act_on_cell(struct sb_reorder_view *reorder, enum sb_action_id action, const char *rest)
{
	if (action == SB_ACTION_BACK)
		return back(reorder);
	if (action != SB_ACTION_ACCEPT && action != SB_ACTION_MOVE)
		return false;
	if (!keep(reorder))
		return true;
	move(reorder, action == SB_ACTION_MOVE ? rest : "down");
	if (action == SB_ACTION_MOVE)
		edit(reorder);
	return true;
}

static bool act_on_lines(struct sb_reorder_view *reorder, enum sb_action_id action, const char *rest)
{
	switch ((int)action) {
	case SB_ACTION_QUANTITY: change(reorder, rest); return true;
	case SB_ACTION_MAKE_ORDERS: sb_reorder_confirm(reorder); return true;
	case SB_ACTION_MARK: mark(reorder); return true;
	case SB_ACTION_RANGE: mark_range(reorder); return true;
	case SB_ACTION_INVERT: sb_reorder_invert(&reorder->reorder); return true;
	case SB_ACTION_UNMARK: sb_reorder_unmark(&reorder->reorder); return true;
	case SB_ACTION_PRINT: strcmp(rest, "csv") ? print(reorder) : save_csv(reorder); return true;
	default: return false;
	}
}

static bool act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	struct sb_reorder_view *reorder = self(view);

	if (reorder->is_confirming)
		return act_on_panel(reorder, action, rest);
	if (reorder->is_editing)
		return act_on_cell(reorder, action, rest);
	switch ((int)action) {
	case SB_ACTION_MOVE: move(reorder, rest); return true;
	case SB_ACTION_OPEN: open_selected(reorder); return true;
	case SB_ACTION_ACCEPT: reorder->is_filtering = false; return true;
	case SB_ACTION_BACK: return back(reorder);
	case SB_ACTION_FILTER:
		reorder->is_filtering = !*rest;
		if (*rest) {
			sb_edit_set(&reorder->filter, rest);
			filter(reorder, rest);
		}
		return true;
	case SB_ACTION_CLEAR_FILTER:
		reorder->is_filtering = false;
		sb_edit_clear(&reorder->filter);
		filter(reorder, "");
		return true;
	default: return act_on_lines(reorder, action, rest);
	}
}

static const char *context(const struct sb_view *view)
{
	const struct sb_reorder_view *reorder = self_const(view);

	return reorder->is_confirming	? "ordering"
	       : reorder->is_editing	? "cell"
	       : reorder->is_filtering ? "filter"
				       : "reorder";
}

static bool wants_text(const struct sb_view *view)
{
	return !self_const(view)->is_confirming && (self_const(view)->is_editing || self_const(view)->is_filtering);
}

static bool subject(struct sb_view *view, const char *word, struct sb_buf *out)
{
	struct sb_reorder_view *reorder = self(view);
	const struct sb_reorder *what = &reorder->reorder;
	const struct sb_reorder_line *line = sb_reorder_selected(reorder);
	const char *column = !strcmp(word, "marked") ? "sku" : word;
	const struct sb_value *value;

	if (!strcmp(word, "marked") && what->marked) {
		for (size_t i = 0; i < what->count; i++)
			if (what->lines[i].is_marked)
				sb_word_quote(out, what->lines[i].row->values[SB_REORDER_SKU].s);
		return true;
	}
	value = line ? sb_row_value(&what->page, line->row, column) : NULL;
	if (!value || value->is_null || !value->s)
		return false;
	sb_word_quote(out, value->s);
	return true;
}

const struct sb_view_ops sb_view_reorder = {
	.name = "reorder",
	.title = N_("Reorder"),
	.manual = "orders",
	.open = open_reorder,
	.close = close_reorder,
	.draw = draw,
	.input = input,
	.act = act,
	.arrived = arrived,
	.reload = reload,
	.context = context,
	.wants_text = wants_text,
	.subject = subject,
};
