/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any list on the screen: turning keys, clicks and actions into moves, filters, sorts and marks. How it looks is in list_draw.c. */
#include "list_columns.h"
#include "list_file.h"
#include "outside.h"
#include "stockbook/text.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

enum { HEAD_ROWS = SB_LIST_HEAD_ROWS, MARGIN = SB_LIST_MARGIN, PAPER_CELLS = 90 };

static struct sb_list_view *self(struct sb_view *view)
{
	return (struct sb_list_view *)view;
}

static const struct sb_list_view *self_const(const struct sb_view *view)
{
	return (const struct sb_list_view *)view;
}

/* The query asked: what is fixed and what is typed. */
static void ask(struct sb_list_view *list, const char *sort)
{
	sb_auto(buf) query = SB_BUF_INIT;

	if (list->fixed)
		sb_buf_printf(&query, "%s ", list->fixed);
	sb_buf_puts(&query, list->filter.text.data);
	list->rows.is_narrowed = *list->filter.text.data;
	sb_list_rows_ask(&list->rows, query.data, sort);
}

/* What a look decides; the rows are asked for by the caller. */
static void put_on(struct sb_list_view *list, const struct sb_list_look *look, const char *fixed)
{
	list->look = look;
	list->fixed = fixed && *fixed ? sb_strdup(fixed) : NULL;
	list->range_from = SB_NONE;
	sb_list_rows_init(&list->rows, sb_list_find(look->list), list->view.desk->worker, &list->view);
	list->rows.store = list->store;
	list->rows.fixed = list->fixed;
	if (look->columns)
		list->rows.columns = sb_strdup(look->columns);
}

void sb_list_view_init(struct sb_list_view *list, struct sb_desk *desk, const struct sb_view_ops *ops, const struct sb_list_look *look,
		       const char *fixed, const char *typed)
{
	*list = (struct sb_list_view){ .view = { .ops = ops, .desk = desk }, .filter = SB_EDIT_INIT };
	put_on(list, look, fixed);
	if (typed)
		sb_edit_set(&list->filter, typed);
	ask(list, look->sort);
}

struct sb_view *sb_list_view_new(struct sb_desk *desk, const struct sb_view_ops *ops, const struct sb_list_look *look,
				 const char *fixed, const char *typed)
{
	struct sb_list_view *list = sb_alloc(sizeof(*list));

	sb_list_view_init(list, desk, ops, look, fixed, typed);
	return &list->view;
}

void sb_list_view_turn(struct sb_list_view *list, const struct sb_list_look *look, const char *fixed)
{
	sb_list_rows_release(&list->rows);
	sb_edit_clear(&list->filter);
	free(list->fixed);
	list->is_typing = false;
	list->column = 0;
	put_on(list, look, fixed);
	ask(list, look->sort);
}

void sb_list_view_release(struct sb_list_view *list)
{
	sb_list_rows_release(&list->rows);
	sb_edit_release(&list->filter);
	free(list->fixed);
}

void sb_list_view_close(struct sb_view *view)
{
	sb_list_view_release(self(view));
	free(view);
}

void sb_list_view_retract(struct sb_list_view *list, int characters)
{
	if (characters <= 0)
		return;
	sb_edit_retract(&list->filter, characters);
	ask(list, NULL);
}

static bool click(struct sb_list_view *list, const struct sb_input *input)
{
	int row = input->row - list->area.row - HEAD_ROWS;
	size_t index = list->rows.top + (size_t)(row > 0 ? row : 0);

	if (input->button == SB_MOUSE_WHEEL_UP || input->button == SB_MOUSE_WHEEL_DOWN) {
		sb_list_rows_move(&list->rows, input->button == SB_MOUSE_WHEEL_UP ? -3 : 3, list->height);
		return true;
	}
	if (input->button != SB_MOUSE_LEFT || input->act != SB_MOUSE_PRESS || row < 0 || index >= list->rows.count)
		return false;
	if (index == list->rows.selected)
		return sb_list_view_act(&list->view, SB_ACTION_OPEN, "");
	sb_list_rows_select(&list->rows, index, list->height);
	return true;
}

bool sb_list_view_input(struct sb_view *view, const struct sb_input *input)
{
	struct sb_list_view *list = self(view);

	if (input->kind == SB_INPUT_MOUSE)
		return click(list, input);
	if (!list->is_typing)
		return false;
	if (input->kind == SB_INPUT_SCAN) {
		sb_edit_set(&list->filter, input->text);
		ask(list, NULL);
		return true;
	}
	switch (sb_edit_input(&list->filter, input)) {
	case SB_EDIT_CHANGED:
		ask(list, NULL);
		return true;
	case SB_EDIT_MOVED:
		return true;
	case SB_EDIT_IGNORED:
		break;
	}
	return false;
}

static void clear_filter(struct sb_list_view *list)
{
	bool had_text = *list->filter.text.data;

	list->is_typing = false;
	sb_edit_clear(&list->filter);
	if (had_text)
		ask(list, NULL);
}

static bool move(struct sb_list_view *list, const char *where)
{
	int page = list->height > 1 ? list->height - 1 : 1;
	const struct {
		const char *word;
		int by;
	} moves[] = {
		{ "up", -1 }, { "down", 1 }, { "page-up", -page }, { "page-down", page },
		{ "half-up", -(page / 2) }, { "half-down", page / 2 },
	};

	for (size_t i = 0; i < SB_COUNT(moves); i++)
		if (!strcmp(where, moves[i].word)) {
			sb_list_rows_move(&list->rows, moves[i].by, list->height);
			return true;
		}
	if (!strcmp(where, "first"))
		sb_list_rows_go_start(&list->rows);
	else if (!strcmp(where, "last"))
		sb_list_rows_go_end(&list->rows, list->height);
	return true;
}

static void mark_step(struct sb_list_view *list)
{
	const struct sb_row *row = sb_list_rows_selected(&list->rows);

	if (!row)
		return;
	sb_list_rows_mark(&list->rows, row, !sb_list_rows_is_marked(&list->rows, row->id));
	sb_list_rows_move(&list->rows, 1, list->height);
}

/* v once says where a range begins, v again marks up to here. */
static void mark_range(struct sb_list_view *list)
{
	const struct sb_row *row = sb_list_rows_selected(&list->rows);
	size_t from = SIZE_MAX, to = list->rows.selected;

	if (!row)
		return;
	if (list->range_from == SB_NONE) {
		list->range_from = row->id;
		sb_list_rows_mark(&list->rows, row, true);
		sb_desk_say(list->view.desk, SB_STYLE_MESSAGE, "%s", _("range begins here: move, then v again marks up to there"));
		return;
	}
	for (size_t i = 0; i < list->rows.count; i++)
		if (sb_list_rows_at(&list->rows, i)->id == list->range_from)
			from = i;
	list->range_from = SB_NONE;
	if (from == SIZE_MAX)
		return;
	for (size_t i = from < to ? from : to; i <= (from < to ? to : from); i++)
		sb_list_rows_mark(&list->rows, sb_list_rows_at(&list->rows, i), true);
}

static const struct sb_column *current_column(const struct sb_list_view *list)
{
	const struct sb_page *page = sb_list_rows_page(&list->rows);

	return page && list->column < page->column_count ? page->columns[list->column] : NULL;
}

static void sort_by_column(struct sb_list_view *list, bool down)
{
	const struct sb_column *column = current_column(list);
	sb_auto(buf) sort = SB_BUF_INIT;

	if (!column)
		return;
	if (!(column->flags & SB_COL_SORTS)) {
		sb_desk_say(list->view.desk, SB_STYLE_WARNING, _("this list cannot be sorted by %s: choose another column with < and >"),
			    _(column->title));
		return;
	}
	sb_buf_printf(&sort, "%s%s", down ? "-" : "", column->name);
	ask(list, sort.data);
}

/* Whether "-price,name" are columns to sort by; says which is none. */
static bool are_sortable(struct sb_list_view *list, const char *words)
{
	const struct sb_list *of = list->rows.list;

	while (*words) {
		const char *name = words + strspn(words, " ,-+");
		size_t length = strcspn(name, " ,"), i = 0;

		while (i < of->column_count && (strlen(of->columns[i].name) != length || strncmp(of->columns[i].name, name, length) != 0 ||
						!(of->columns[i].flags & SB_COL_SORTS)))
			i++;
		if (length && i == of->column_count) {
			sb_desk_say(list->view.desk, SB_STYLE_ERROR, _("this list cannot be sorted by %.*s: S shows the columns it can"),
				    (int)length, name);
			return false;
		}
		words = name + length;
	}
	return true;
}

/* Several columns: the palette asks for them, `sort -price,name` gives them. */
static void sort_by_words(struct sb_list_view *list, const char *words)
{
	sb_owned_string sort = sb_strdup(words);

	if (*sb_text_trim(sort) && are_sortable(list, sort))
		ask(list, sort);
	else if (!*sort)
		sb_desk_run(list->view.desk, "palette sort");
}

/* The next column on the screen; those that do not fit are passed over. */
static void step_column(struct sb_list_view *list, int by)
{
	const struct sb_page *page = sb_list_rows_page(&list->rows);
	struct sb_placed placed[SB_COLUMNS_SHOWN_MAX];
	size_t count, at = 0;

	if (!page)
		return;
	count = sb_columns_place(page, list->area.cols - MARGIN - 1, placed);
	for (size_t i = 0; i < count; i++)
		if (placed[i].index == list->column)
			at = i;
	if (count)
		list->column = placed[(at + count + (size_t)(by + (int)count)) % count].index;
}

static void copy_row(struct sb_list_view *list)
{
	const struct sb_page *page = sb_list_rows_page(&list->rows);
	const struct sb_row *row = sb_list_rows_selected(&list->rows);
	struct sb_error err = SB_ERROR_INIT;
	sb_auto(buf) text = SB_BUF_INIT;
	enum sb_status status;
	struct sb_style how;

	if (!row)
		return;
	sb_desk_style(list->view.desk, &how);
	if (list->rows.mark_count) {
		for (size_t i = 0; i < list->rows.mark_count; i++)
			sb_buf_printf(&text, "%s\n", list->rows.mark_keys[i]);
	} else {
		for (size_t i = 0; i < page->column_count; i++) {
			if (!sb_page_shows(page, page->columns[i]))
				continue;
			if (text.len)
				sb_buf_putc(&text, '\t');
			sb_value_print(&row->values[i], &how, &text);
		}
	}
	status = sb_term_copy(list->view.desk->term, text.data, text.len, &err);
	for (char *tab = strchr(text.data, '\t'); tab; tab = strchr(tab, '\t'))
		*tab = ' ';
	if (status)
		sb_desk_fail(list->view.desk, &err);
	else if (list->rows.mark_count)
		sb_desk_say(list->view.desk, SB_STYLE_MESSAGE,
			    ngettext("copied %zu row to the clipboard", "copied %zu rows to the clipboard", list->rows.mark_count), list->rows.mark_count);
	else
		sb_desk_say(list->view.desk, SB_STYLE_MESSAGE, _("copied to the clipboard: %s"), text.data);
}

void sb_list_view_text(const struct sb_list_view *list, struct sb_buf *out)
{
	const struct sb_page *page = sb_list_rows_page(&list->rows);
	struct sb_placed placed[SB_COLUMNS_SHOWN_MAX];
	struct sb_style how;
	size_t count;

	if (!page)
		return;
	sb_desk_style(list->view.desk, &how);
	count = sb_columns_place(page, PAPER_CELLS, placed);
	for (size_t i = 0; i < count; i++)
		sb_columns_put(out, &placed[i], _(page->columns[placed[i].index]->title), sb_type_is_right(page->columns[placed[i].index]->type));
	for (size_t row = 0; row < list->rows.count; row++) {
		sb_buf_putc(out, '\n');
		for (size_t i = 0; i < count; i++) {
			const struct sb_value value = sb_cell_shown(page->columns[placed[i].index],
								    &sb_list_rows_at(&list->rows, row)->values[placed[i].index]);
			sb_auto(buf) cell = SB_BUF_INIT;

			sb_cell_text(&value, &how, sb_term_glyphs(list->view.desk->term), &cell);
			sb_columns_put(out, &placed[i], cell.data, sb_type_is_right(value.type));
		}
	}
	sb_buf_putc(out, '\n');
}

static void print(struct sb_list_view *list, const char *how)
{
	sb_auto(buf) text = SB_BUF_INIT;

	if (!strcmp(how, "csv")) {
		sb_list_file_save(list);
		return;
	}
	sb_list_view_text(list, &text);
	if (text.len)
		sb_outside_print(list->view.desk, text.data);
}

static bool open_selected(struct sb_list_view *list)
{
	const struct sb_row *row = sb_list_rows_selected(&list->rows);
	const struct sb_value *value;
	char number[32];

	if (!list->look->opens)
		return false;
	if (row) {
		value = list->look->opens_by ? sb_row_value(sb_list_rows_page(&list->rows), row, list->look->opens_by) : NULL;
		snprintf(number, sizeof(number), "%s%lld", list->look->opens_sign ? list->look->opens_sign : "",
			 (long long)(value ? value->n : row->id));
		sb_desk_open(list->view.desk, list->look->opens, number);
	}
	return true;
}

static bool act_on_marks(struct sb_list_view *list, enum sb_action_id action, const char *rest)
{
	switch ((int)action) {
	case SB_ACTION_MARK: mark_step(list); return true;
	case SB_ACTION_RANGE: mark_range(list); return true;
	case SB_ACTION_INVERT: sb_list_rows_invert(&list->rows); return true;
	case SB_ACTION_UNMARK: sb_list_rows_unmark_all(&list->rows); return true;
	case SB_ACTION_COPY: copy_row(list); return true;
	case SB_ACTION_PRINT: print(list, rest); return true;
	default: return false;
	}
}

/* Esc: what is narrowed or marked first, then the page itself. */
static bool step_back(struct sb_list_view *list)
{
	if (list->is_typing || *list->filter.text.data) {
		clear_filter(list);
		return true;
	}
	if (list->rows.mark_count) {
		sb_list_rows_unmark_all(&list->rows);
		return true;
	}
	return false;
}

bool sb_list_view_act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	struct sb_list_view *list = self(view);

	switch ((int)action) {
	case SB_ACTION_MOVE: return move(list, rest);
	case SB_ACTION_OPEN: return open_selected(list);
	case SB_ACTION_BACK: return step_back(list);
	case SB_ACTION_ACCEPT: list->is_typing = false; return true;
	case SB_ACTION_FILTER: {
		/* Words that came along are the filter: the keys stay commands. */
		list->is_typing = !*rest;
		if (*rest) {
			sb_edit_set(&list->filter, rest);
			ask(list, NULL);
		}
		return true;
	}
	case SB_ACTION_CLEAR_FILTER: clear_filter(list); return true;
	case SB_ACTION_SORT_UP: sort_by_column(list, false); return true;
	case SB_ACTION_SORT_DOWN: sort_by_column(list, true); return true;
	case SB_ACTION_SORT: sort_by_words(list, rest); return true;
	case SB_ACTION_COLUMN: step_column(list, strcmp(rest, "left") ? 1 : -1); return true;
	case SB_ACTION_RELOAD: sb_list_rows_reload(&list->rows); return true;
	default: return act_on_marks(list, action, rest);
	}
}

static void say_gone(struct sb_list_view *list)
{
	sb_auto(buf) text = SB_BUF_INIT;

	sb_buf_printf(&text, ngettext("%zu marked row is gone, and its mark", "%zu marked rows are gone, and their marks", list->rows.gone),
		      list->rows.gone);
	sb_desk_say_also(list->view.desk, text.data);
	list->rows.gone = 0;
}

void sb_list_view_arrived(struct sb_view *view, struct sb_answer *answer)
{
	struct sb_list_view *list = self(view);

	sb_list_rows_arrived(&list->rows, answer);
	if (answer->status && answer->tag != SB_ROWS_TAG_MARK)
		sb_desk_fail(view->desk, &answer->error);
	if (list->rows.gone && list->rows.checked_id == SB_NONE)
		say_gone(list);
}

void sb_list_view_reload(struct sb_view *view)
{
	sb_list_rows_reload(&self(view)->rows);
}

int64_t sb_list_view_deadline(const struct sb_view *view)
{
	const struct sb_list_view *list = self_const(view);
	int64_t counts = sb_list_rows_deadline(&list->rows);
	int64_t draws = list->look->deadline && sb_desk_top(view->desk) == view ? list->look->deadline(list) : SB_NONE;

	if (counts == SB_NONE || draws == SB_NONE)
		return counts == SB_NONE ? draws : counts;
	return counts < draws ? counts : draws;
}

void sb_list_view_tick(struct sb_view *view, int64_t now_ms)
{
	sb_list_rows_tick(&self(view)->rows, now_ms);
}

const char *sb_list_view_context(const struct sb_view *view)
{
	return self_const(view)->is_typing ? "filter" : view->ops->name;
}

bool sb_list_view_wants_text(const struct sb_view *view)
{
	return self_const(view)->is_typing;
}

/* The column that names rows. */
static const char *key_column(const struct sb_list *list)
{
	for (size_t i = 0; i < list->column_count; i++)
		if (list->columns[i].flags & SB_COL_KEY)
			return list->columns[i].name;
	return "id";
}

static void put_sortable(const struct sb_list *list, struct sb_buf *out)
{
	for (size_t i = 0; i < list->column_count; i++)
		if (list->columns[i].flags & SB_COL_SORTS)
			sb_buf_printf(out, "%s ", list->columns[i].name);
}

static void quote_word(struct sb_buf *out, const char *before, const char *value)
{
	sb_auto(buf) word = SB_BUF_INIT;

	sb_buf_printf(&word, "%s%s", before, value);
	sb_word_quote(out, word.data);
}

bool sb_list_view_subject(struct sb_view *view, const char *word, struct sb_buf *out)
{
	const struct sb_list_view *list = self(view);
	bool is_marked = !strcmp(word, "marked") || !strcmp(word, "products");
	const char *before = strcmp(word, "products") ? "" : "--product=";
	const struct sb_row *row = sb_list_rows_selected(&list->rows);
	const char *column = is_marked ? key_column(list->rows.list) : word;
	const struct sb_value *value = row ? sb_row_value(sb_list_rows_page(&list->rows), row, column) : NULL;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_style how;

	if (!strcmp(word, "sortable")) {
		put_sortable(list->rows.list, out);
		return true;
	}
	if (is_marked && list->rows.mark_count) {
		for (size_t i = 0; i < list->rows.mark_count; i++)
			quote_word(out, before, list->rows.mark_keys[i]);
		return true;
	}
	if (!value || value->is_null)
		return false;
	sb_desk_style(view->desk, &how);
	sb_value_print_plain(value, &how, &text);
	quote_word(out, before, text.data);
	return true;
}

const struct sb_value *sb_row_value(const struct sb_page *page, const struct sb_row *row, const char *column)
{
	for (size_t i = 0; i < page->column_count; i++)
		if (!strcmp(page->columns[i]->name, column))
			return &row->values[i];
	return NULL;
}

int64_t sb_row_number(const struct sb_page *page, const struct sb_row *row, const char *column)
{
	const struct sb_value *value = sb_row_value(page, row, column);

	return value && !value->is_null ? value->n : SB_NONE;
}

bool sb_row_is(const struct sb_page *page, const struct sb_row *row, const char *column, const char *word)
{
	const struct sb_value *value = sb_row_value(page, row, column);

	return value && !value->is_null && !strcmp(value->s, word);
}
