/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help: every key that works where it was asked for, made from the keys file; narrowed by typing; Enter runs the row's command. */
#include "../desk.h"
#include "../edit.h"
#include "../wrap.h"
#include "stockbook/text.h"

#include <stdio.h>
#include <string.h>

enum { ROWS_MAX = 256, LIST_LEAST = 3, WIDE_FROM = 80 };

struct keys_view {
	struct sb_view view;
	char context[32]; /* asked about */
	struct sb_edit filter;
	const struct sb_binding *rows[ROWS_MAX]; /* that match */
	size_t count, selected, top;
};

static struct keys_view *self(struct sb_view *view)
{
	return (struct keys_view *)view;
}

/* What a bound command does, in a sentence. */
static const char *meaning(const char *command)
{
	enum sb_action_id action = sb_action_find(command);
	size_t first = strcspn(command, " "), second = strcspn(command + first + (command[first] == ' '), " "), taken = 0;
	sb_owned_string word = sb_strndup(command, first);
	sb_owned_string next = command[first] ? sb_strndup(command + first + 1, second) : NULL;
	const struct sb_cmd *cmd = sb_cmd_find_words((const char *const[]){ word, next }, next ? 2 : 1, &taken);
	const struct sb_view_ops *ops = sb_view_find(word);

	if (action != SB_ACTION_NONE)
		return _(sb_actions[action].sentence);
	return cmd ? _(cmd->summary) : ops ? _(ops->title) : "";
}

static bool matches(const struct keys_view *keys, const struct sb_binding *binding)
{
	const char *typed = keys->filter.text.data;

	return !*typed || strcasestr(binding->command, typed) || strcasestr(meaning(binding->command), typed);
}

static void collect(void *with, const struct sb_binding *binding)
{
	struct keys_view *keys = with;

	if (*binding->command && keys->count < ROWS_MAX && matches(keys, binding))
		keys->rows[keys->count++] = binding;
}

static void refresh(struct keys_view *keys)
{
	keys->count = 0;
	keys->selected = 0;
	keys->top = 0;
	sb_keys_each(keys->view.desk->keys, keys->context, collect, keys);
}

static enum sb_status open_keys(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	struct keys_view *keys = sb_alloc(sizeof(*keys));

	(void)err;
	keys->view = (struct sb_view){ .ops = &sb_view_keys, .desk = desk };
	keys->filter = (struct sb_edit)SB_EDIT_INIT;
	snprintf(keys->context, sizeof(keys->context), "%s", sb_keys_has_context(desk->keys, argument) ? argument : "page");
	refresh(keys);
	*out = &keys->view;
	return SB_OK;
}

static void close_keys(struct sb_view *view)
{
	sb_edit_release(&self(view)->filter);
	free(view);
}

static void draw_row(struct keys_view *keys, struct sb_area area, int at, size_t index)
{
	struct sb_term *term = keys->view.desk->term;
	const struct sb_binding *binding = keys->rows[index];
	sb_auto(buf) key = SB_BUF_INIT;

	sb_chord_show(binding->chord, &key);
	sb_term_put(term, at, area.col + 1, 1, SB_STYLE_NORMAL, index == keys->selected ? sb_term_glyphs(term)->selected : " ");
	sb_term_fit(term, at, area.col + 3, 9, SB_STYLE_HINT_KEY, key.data, false);
	sb_term_fit(term, at, area.col + 13, 25, SB_STYLE_STRONG, binding->command, false);
	sb_term_fit(term, at, area.col + 39, area.cols - 40, SB_STYLE_NORMAL, meaning(binding->command), false);
	if (index == keys->selected)
		sb_term_restyle(term, at, area.col, area.cols, SB_STYLE_NORMAL | SB_OVER_SELECTED);
}

static void draw(struct sb_view *view, struct sb_area area)
{
	struct keys_view *keys = self(view);
	struct sb_term *term = view->desk->term;
	int told = area.rows <= LIST_LEAST ? 0 : area.cols < WIDE_FROM ? 2 : 1, rows = area.rows - 2 - told;
	size_t shown = rows > 1 ? (size_t)rows : 1;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_edit_view at;

	for (int row = 0; row < area.rows; row++)
		sb_term_fill(term, area.row + row, area.col, area.cols, SB_STYLE_NORMAL, NULL);
	sb_term_printf(term, area.row, area.col + 1, area.cols - 2, SB_STYLE_HEADING, _("Keys here (%s): type to narrow, Enter runs, F1 opens the manual"),
		       keys->context);
	if (keys->selected < keys->top)
		keys->top = keys->selected;
	if (keys->selected >= keys->top + shown)
		keys->top = keys->selected - shown + 1;
	for (size_t i = 0; i < shown && keys->top + i < keys->count; i++)
		draw_row(keys, area, area.row + 1 + (int)i, keys->top + i);
	/* The column above has room for its beginning only. */
	if (keys->count && told)
		sb_wrap_put(term, (struct sb_area){ .row = area.row + area.rows - 1 - told, .col = area.col + 3, .rows = told, .cols = area.cols - 4 },
			    SB_STYLE_DIM, meaning(keys->rows[keys->selected]->command));
	at = sb_edit_view(&keys->filter, area.cols - 4, &text);
	sb_term_put(term, area.row + area.rows - 1, area.col + 1, 2, SB_STYLE_LABEL, "/");
	sb_term_put(term, area.row + area.rows - 1, area.col + 3, area.cols - 4, SB_STYLE_FIELD_ACTIVE, text.data);
	sb_term_cursor(term, area.row + area.rows - 1, area.col + 3 + at.cursor, true);
}

static void run(struct keys_view *keys)
{
	struct sb_desk *desk = keys->view.desk;
	sb_owned_string command = keys->count ? sb_strdup(keys->rows[keys->selected]->command) : NULL;

	sb_desk_close_dialog(desk);
	if (command)
		sb_desk_run(desk, command);
}

static void step(struct keys_view *keys, bool up)
{
	if (up)
		keys->selected = keys->selected ? keys->selected - 1 : 0;
	else if (keys->selected + 1 < keys->count)
		keys->selected++;
}

static bool input(struct sb_view *view, const struct sb_input *input)
{
	struct keys_view *keys = self(view);
	enum sb_edit_effect effect = sb_edit_input(&keys->filter, input);

	if (effect == SB_EDIT_CHANGED)
		refresh(keys);
	return effect != SB_EDIT_IGNORED;
}

static bool act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	struct keys_view *keys = self(view);

	switch ((int)action) {
	case SB_ACTION_RUN: run(keys); return true;
	case SB_ACTION_MOVE: step(keys, !strcmp(rest, "up")); return true;
	case SB_ACTION_MANUAL: sb_desk_close_dialog(view->desk); return false;
	default: return false;
	}
}

static const char *context(const struct sb_view *view)
{
	(void)view;
	return "keys";
}

static bool wants_text(const struct sb_view *view)
{
	(void)view;
	return true;
}

const struct sb_view_ops sb_view_keys = {
	.name = "keys",
	.title = N_("Keys"),
	.works_without_book = true,
	.manual = "keys",
	.is_dialog = true,
	.open = open_keys,
	.close = close_keys,
	.draw = draw,
	.input = input,
	.act = act,
	.context = context,
	.wants_text = wants_text,
};
