/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The manual: the same Markdown the manual pages are made from, opened at a chapter. */
#include "../desk.h"
#include "../edit.h"
#include "../pager.h"

#include <string.h>

struct manual_view {
	struct sb_view view;
	struct sb_pager pager;
	struct sb_edit search;
	bool is_typing;
};

static struct manual_view *self(struct sb_view *view)
{
	return (struct manual_view *)view;
}

static enum sb_status open_manual(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	struct manual_view *manual = sb_alloc(sizeof(*manual));
	sb_auto(buf) text = SB_BUF_INIT;

	(void)err;
	manual->view = (struct sb_view){ .ops = &sb_view_manual, .desk = desk };
	manual->search = (struct sb_edit)SB_EDIT_INIT;
	sb_manual_print(&text);
	sb_pager_init(&manual->pager);
	sb_pager_markdown(&manual->pager, text.data);
	if (*argument && !sb_pager_go(&manual->pager, argument))
		sb_desk_say(desk, SB_STYLE_WARNING, _("the manual has no chapter about %s: search with /"), argument);
	*out = &manual->view;
	return SB_OK;
}

static void close_manual(struct sb_view *view)
{
	sb_pager_release(&self(view)->pager);
	sb_edit_release(&self(view)->search);
	free(view);
}

static void draw(struct sb_view *view, struct sb_area area)
{
	struct manual_view *manual = self(view);
	sb_auto(buf) shown = SB_BUF_INIT;
	struct sb_edit_view at;

	if (manual->is_typing)
		area.rows--;
	sb_pager_draw(&manual->pager, view->desk->term, area);
	if (!manual->is_typing)
		return;
	at = sb_edit_view(&manual->search, area.cols - 4, &shown);
	sb_term_put(view->desk->term, area.row + area.rows, area.col + 1, 2, SB_STYLE_LABEL, "/");
	sb_term_put(view->desk->term, area.row + area.rows, area.col + 3, area.cols - 4, SB_STYLE_FIELD_ACTIVE, shown.data);
	sb_term_cursor(view->desk->term, area.row + area.rows, area.col + 3 + at.cursor, true);
}

static void search(struct manual_view *manual, int direction)
{
	const char *words = manual->search.text.data;

	if (*words && !sb_pager_search(&manual->pager, words, direction))
		sb_desk_say(manual->view.desk, SB_STYLE_WARNING, _("%s does not occur further on"), words);
}

static bool input(struct sb_view *view, const struct sb_input *input)
{
	struct manual_view *manual = self(view);

	return manual->is_typing && sb_edit_input(&manual->search, input) != SB_EDIT_IGNORED;
}

static bool act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	struct manual_view *manual = self(view);

	switch ((int)action) {
	case SB_ACTION_MOVE: return sb_pager_move(&manual->pager, rest);
	case SB_ACTION_FILTER: manual->is_typing = true; return true;
	case SB_ACTION_SEARCH_NEXT:
		manual->is_typing = false;
		search(manual, 1);
		return true;
	case SB_ACTION_SEARCH_PREVIOUS: search(manual, -1); return true;
	case SB_ACTION_BACK:
		if (!manual->is_typing)
			return false;
		manual->is_typing = false;
		return true;
	default: return false;
	}
}

static const char *context(const struct sb_view *view)
{
	return ((const struct manual_view *)view)->is_typing ? "search" : "text";
}

static bool wants_text(const struct sb_view *view)
{
	return ((const struct manual_view *)view)->is_typing;
}

const struct sb_view_ops sb_view_manual = {
	.name = "manual",
	.title = N_("Manual"),
	.works_without_book = true,
	.open = open_manual,
	.close = close_manual,
	.draw = draw,
	.input = input,
	.act = act,
	.context = context,
	.wants_text = wants_text,
};
