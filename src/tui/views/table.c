/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command answered, on a page of its own: a table that does not change, or text. */
#include "../table.h"
#include "../job.h"
#include "../list_columns.h"
#include "../pager.h"
#include "stockbook/text.h"

struct table_view {
	struct sb_view view;
	struct sb_page page; /* arena NULL: there is none */
	struct sb_call *follow; /* what this is a preview of; NULL: nothing */
	struct sb_pager pager; /* rows of the table, or lines of the text */
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

static void draw_table(struct sb_view *view, struct sb_area area)
{
	struct table_view *table = self(view);
	struct sb_placed placed[SB_COLUMNS_SHOWN_MAX];
	size_t count = sb_columns_place(&table->page, area.cols - 3, placed);
	struct sb_style how;

	sb_desk_style(view->desk, &how);
	draw_headings(view, area, placed, count);
	table->pager.height = area.rows - 1;
	for (int i = 0; i < area.rows - 1 && table->pager.top + (size_t)i < table->page.count; i++) {
		size_t index = table->pager.top + (size_t)i;

		for (size_t c = 0; c < count; c++)
			sb_cell_draw(view->desk->term, area.row + 1 + i, area.col + 2 + placed[c].col, placed[c].cells, SB_STYLE_NORMAL,
				     &table->page.rows[index].values[placed[c].index], &how);
	}
	sb_term_cursor(view->desk->term, area.row + 1, area.col + 2, true);
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
