/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command answered, on a page of its own: a table that does not change, or text. */
#include "../table.h"
#include "../job.h"
#include "../list_columns.h"
#include "../pager.h"
#include "stockbook/text.h"

#include <string.h>

enum { FOOT_ROWS = 2, ROWS_LEAST = 6 };

struct table_view {
	struct sb_view view;
	struct sb_page page; /* arena NULL: there is none */
	struct sb_call *follow; /* what this is a preview of; NULL: nothing */
	struct sb_pager pager; /* rows of the table, or lines of the text */
	size_t selected;       /* row of the table */
};

static struct table_view *self(struct sb_view *view)
{
	return (struct table_view *)view;
}

/* By name it has nothing to show: it is what commands answer with. */
static enum sb_status open_table(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	(void)desk;
	(void)argument;
	(void)out;
	return sb_fail(err, SB_USAGE, _("this page is opened by commands that answer with a table: run one, such as config"));
}

static void close_table(struct sb_view *view)
{
	if (self(view)->page.arena)
		sb_page_release(&self(view)->page);
	sb_pager_release(&self(view)->pager);
	sb_call_free(self(view)->follow);
	free(view);
}

struct sb_view *sb_table_new(struct sb_desk *desk, struct sb_reply *reply, struct sb_call *follow)
{
	struct table_view *table = sb_alloc(sizeof(*table));

	table->view = (struct sb_view){ .ops = &sb_view_table, .desk = desk };
	table->follow = follow;
	sb_pager_init(&table->pager);
	if (reply->has_page) {
		table->page = reply->page;
		reply->page = (struct sb_page){ 0 };
		reply->has_page = false;
		table->pager.count = table->page.count;
	} else {
		sb_pager_markdown(&table->pager, reply->text ? reply->text : "");
	}
	return &table->view;
}

void sb_table_show(struct sb_desk *desk, struct sb_reply *reply, struct sb_call *follow)
{
	sb_desk_push(desk, sb_table_new(desk, reply, follow));
}

static void draw_headings(struct sb_view *view, struct sb_area area, const struct sb_placed *placed, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct sb_column *column = self(view)->page.columns[placed[i].index];

		sb_term_fit(view->desk->term, area.row, area.col + 2 + placed[i].col, placed[i].cells, SB_STYLE_HEADING, _(column->title),
			    sb_type_is_right(column->type));
	}
}

/* What the selected row has in columns that do not fit. A number alone would say nothing. */
static void draw_foot(struct table_view *table, struct sb_area area, const struct sb_placed *placed, size_t count, const struct sb_style *how)
{
	const struct sb_page *page = &table->page;
	struct sb_pager lines;
	sb_auto(buf) text = SB_BUF_INIT;

	for (size_t i = 0; i < page->column_count; i++) {
		size_t at = 0;

		while (at < count && placed[at].index != i)
			at++;
		if (at < count || page->rows[table->selected].values[i].is_null)
			continue;
		sb_buf_puts(&text, text.len ? " · " : "");
		if (sb_type_is_right(page->columns[i]->type))
			sb_buf_printf(&text, "%s ", _(page->columns[i]->title));
		sb_value_print(&page->rows[table->selected].values[i], how, &text);
	}
	sb_pager_init(&lines);
	sb_pager_markdown(&lines, text.data);
	sb_pager_draw(&lines, table->view.desk->term, area);
	sb_pager_release(&lines);
}

static void draw_row(struct table_view *table, struct sb_area area, size_t index, const struct sb_placed *placed, size_t count,
		     const struct sb_style *how)
{
	struct sb_term *term = table->view.desk->term;
	bool is_selected = index == table->selected;

	sb_term_put(term, area.row, area.col, 1, SB_STYLE_NORMAL, is_selected ? sb_term_glyphs(term)->selected : " ");
	for (size_t c = 0; c < count; c++) {
		size_t at = placed[c].index;
		struct sb_value shown = sb_cell_shown(table->page.columns[at], &table->page.rows[index].values[at]);

		sb_cell_draw(term, area.row, area.col + 2 + placed[c].col, placed[c].cells, SB_STYLE_NORMAL, &shown, how);
	}
	if (!is_selected)
		return;
	sb_term_restyle(term, area.row, area.col, area.cols, SB_STYLE_NORMAL | SB_OVER_SELECTED);
	sb_term_cursor(term, area.row, area.col + 2, true);
}

/* The selected row stays among those shown. */
static void follow_selection(struct table_view *table, int height)
{
	struct sb_pager *pager = &table->pager;

	pager->height = height;
	if (table->selected < pager->top)
		pager->top = table->selected;
	if (table->selected >= pager->top + (size_t)height)
		pager->top = table->selected - (size_t)height + 1;
}

static void draw_table(struct sb_view *view, struct sb_area area)
{
	struct table_view *table = self(view);
	struct sb_placed placed[SB_COLUMNS_SHOWN_MAX];
	size_t count = sb_columns_place(&table->page, area.cols - 3, placed);
	bool has_foot = count < table->page.column_count && table->page.count && area.rows >= ROWS_LEAST;
	int height = area.rows - 1 - (has_foot ? FOOT_ROWS : 0);
	struct sb_style how;

	sb_desk_style(view->desk, &how);
	draw_headings(view, area, placed, count);
	follow_selection(table, height);
	for (int i = 0; i < height && table->pager.top + (size_t)i < table->page.count; i++)
		draw_row(table, (struct sb_area){ .row = area.row + 1 + i, .col = area.col, .rows = 1, .cols = area.cols },
			 table->pager.top + (size_t)i, placed, count, &how);
	area.row += area.rows - FOOT_ROWS;
	area.rows = FOOT_ROWS;
	if (has_foot)
		draw_foot(table, area, placed, count, &how);
}

/* "up", "page-down", "first" … */
static void step(struct table_view *table, const char *where)
{
	size_t height = (size_t)table->pager.height, last = table->page.count ? table->page.count - 1 : 0;
	size_t by = !strncmp(where, "page", 4) ? height : !strncmp(where, "half", 4) ? height / 2 : 1;

	if (!strcmp(where, "first"))
		table->selected = 0;
	else if (!strcmp(where, "last"))
		table->selected = last;
	else if (strstr(where, "up"))
		table->selected = table->selected > by ? table->selected - by : 0;
	else
		table->selected = table->selected + by < last ? table->selected + by : last;
}

static void draw(struct sb_view *view, struct sb_area area)
{
	if (self(view)->follow) {
		area.rows--;
		sb_term_fit(view->desk->term, area.row + area.rows, area.col, area.cols, SB_STYLE_WARNING,
			    _(" nothing is written yet: Enter does it, Esc leaves it"), false);
	}
	if (self(view)->page.arena)
		draw_table(view, area);
	else
		sb_pager_draw(&self(view)->pager, view->desk->term, area);
}

static bool act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	struct sb_desk *desk = view->desk;
	struct sb_error err = SB_ERROR_INIT;
	sb_owned(call) follow = NULL;

	if (action == SB_ACTION_MOVE && self(view)->page.arena) {
		step(self(view), rest);
		return true;
	}
	if (action == SB_ACTION_MOVE)
		return sb_pager_move(&self(view)->pager, rest);
	if (action != SB_ACTION_OPEN || !self(view)->follow)
		return false;
	follow = sb_give(self(view)->follow);
	sb_desk_back(desk);
	if (sb_jobs_start_seen(desk->jobs, follow, &err))
		sb_desk_fail(desk, &err);
	return true;
}

const struct sb_view_ops sb_view_table = {
	.name = "table",
	.title = N_("Answer"),
	.open = open_table,
	.close = close_table,
	.draw = draw,
	.act = act,
};
