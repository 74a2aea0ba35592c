/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The frame around every view: title, tabs, rules, the message line with its undo, key hints. Hints come from the keys file; the last one, help, is
 * never dropped.
 */
#include "desk.h"
#include "stockbook/text.h"
#include "wrap.h"

#include <stdio.h>
#include <string.h>

enum { ROWS_LEAST = 10, COLS_LEAST = 40, HEAD_ROWS = 3, FOOT_ROWS = 3, MESSAGE_ROWS_MOST = 6 };

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void draw_title(struct sb_desk *desk, int cols)
{
	sb_auto(buf) left = SB_BUF_INIT;
	sb_auto(buf) right = SB_BUF_INIT;
	struct sb_app *app = desk->app;
	struct sb_civil now;
	int width;

	sb_buf_puts(&left, " stockbook");
	if (app->book) {
		const struct sb_store *store = sb_book_store(app->book);

		sb_buf_printf(&left, "  %s · %s", base_name(sb_db_where(sb_book_db(app->book))), store->code);
		if (strcmp(store->name, store->code))
			sb_buf_printf(&left, " %s", store->name);
		sb_civil_of(store->zone, sb_book_now(app->book), &now);
		sb_buf_printf(&right, "%s · %02d:%02d · %s ", desk->is_locked ? _("locked") : desk->user, now.hour, now.minute,
			      desk->offline ? _("offline") : _("live"));
	}
	width = sb_text_width(right.data);
	sb_term_fit(desk->term, 0, 0, cols, SB_STYLE_TITLE, "", false);
	sb_term_fit(desk->term, 0, 0, width + 20 < cols ? cols - width - 2 : cols, SB_STYLE_TITLE, left.data, false);
	if (width + 20 < cols)
		sb_term_put(desk->term, 0, cols - width, width, desk->offline ? SB_STYLE_OFFLINE : SB_STYLE_TITLE, right.data);
}

/* With a blank on both sides of each tab and all pages that are open behind them. */
static int tabs_width(const struct sb_desk *desk)
{
	int width = 1;

	for (size_t i = 0; i < sb_view_tabs; i++)
		width += sb_text_width(_(sb_view_at(i)->title)) + 4;
	for (size_t i = 1; i < desk->tabs[desk->tab].depth; i++)
		width += sb_text_width(_(desk->tabs[desk->tab].stack[i]->ops->title)) + 3;
	return width;
}

static void draw_tabs(struct sb_desk *desk, int row, int cols)
{
	const char *side = tabs_width(desk) > cols ? "" : " ";
	int col = 1;

	for (size_t i = 0; i < sb_view_tabs; i++) {
		const struct sb_view_ops *ops = sb_view_at(i);
		unsigned style = i == desk->tab && desk->tabs[desk->tab].depth ? SB_STYLE_TAB_ACTIVE : SB_STYLE_TAB;

		if (col < cols)
			col += sb_term_printf(desk->term, row, col, cols - col, style, "%s%zu %s%s", side, i + 1, _(ops->title), side) + !*side;
	}
	for (size_t i = 1; i < desk->tabs[desk->tab].depth && col < cols; i++)
		col += sb_term_printf(desk->term, row, col, cols - col, SB_STYLE_TAB, " %s %s",
				      sb_term_glyphs(desk->term)->more_right, _(desk->tabs[desk->tab].stack[i]->ops->title));
}

/* What does not fit its line grows upwards over what is there: a sentence is never cut, unless it
 * would hide more than half of the page it is about. */
static void draw_lines(struct sb_desk *desk, int row, int cells)
{
	int most = 2 + (sb_term_rows(desk->term) - HEAD_ROWS - FOOT_ROWS) / 2;
	sb_auto(buf) text = SB_BUF_INIT;
	const char *at;
	int count;

	sb_text_visible(desk->message, &text);
	at = text.data;
	count = sb_wrap_count(at, cells);
	if (most > MESSAGE_ROWS_MOST)
		most = MESSAGE_ROWS_MOST;
	if (count > most)
		count = most;
	for (int i = 0; i < count; i++) {
		size_t length = i == count - 1 ? strlen(at) : sb_wrap_line(at, cells);
		sb_owned_string line = sb_strndup(at, length);

		if (count > 1)
			sb_term_fill(desk->term, row - count + 1 + i, 0, sb_term_cols(desk->term), SB_STYLE_NORMAL, NULL);
		sb_term_fit(desk->term, row - count + 1 + i, 1, cells, desk->message_style, line, false);
		at = sb_wrap_rest(at, length);
	}
}

static void draw_message(struct sb_desk *desk, int row, int cols)
{
	const struct sb_binding *undo = sb_keys_of(desk->keys, sb_desk_context(desk), "undo-last");
	sb_auto(buf) offer = SB_BUF_INIT;
	int width = 0;

	if (desk->undo_offer != SB_NONE && undo) {
		sb_chord_show(undo->chord, &offer);
		sb_buf_printf(&offer, " %s ", _("undo"));
		width = sb_text_width(offer.data) + 1;
	}
	draw_lines(desk, row, cols - 2 - width);
	if (width)
		sb_term_put(desk->term, row, cols - width, width, SB_STYLE_HINT_KEY, offer.data);
}

/* "receive %sku" is hinted by its label; what has none by its first word. */
static const char *hint_label(const char *command, char *buffer, size_t bytes)
{
	const char *label = sb_command_label(command);

	if (label)
		return label;
	snprintf(buffer, bytes, "%.*s", (int)strcspn(command, " "), command);
	return buffer;
}

static int hint_width(const struct sb_binding *binding, const char *label)
{
	sb_auto(buf) key = SB_BUF_INIT;

	sb_chord_show(binding->chord, &key);
	return sb_text_width(key.data) + 1 + sb_text_width(label) + 2;
}

static int draw_hint(struct sb_desk *desk, int row, int col, int cols, const struct sb_binding *binding, const char *label)
{
	sb_auto(buf) key = SB_BUF_INIT;
	int at = col;

	sb_chord_show(binding->chord, &key);
	at += sb_term_put(desk->term, row, at, cols - at, SB_STYLE_HINT_KEY, key.data);
	at += sb_term_printf(desk->term, row, at, cols - at, SB_STYLE_HINT, " %s", label);
	return at + 2;
}

static void draw_hints(struct sb_desk *desk, int row, int cols)
{
	const char *context = sb_desk_context(desk);
	const struct sb_binding *help = sb_keys_of(desk->keys, context, "keys-help");
	int help_width = help ? hint_width(help, _("help")) : 0;
	int col = 1;
	const char *command;
	char label[32];

	sb_term_fill(desk->term, row, 0, cols, SB_STYLE_HINT, NULL);
	for (size_t i = 0; (command = sb_keys_hint(desk->keys, context, i)); i++) {
		const struct sb_binding *binding = sb_keys_of(desk->keys, context, command);
		const char *text = hint_label(command, label, sizeof(label));

		if (!binding || binding == help || col + hint_width(binding, text) + help_width > cols)
			continue;
		col = draw_hint(desk, row, col, cols, binding, text);
	}
	if (help)
		draw_hint(desk, row, cols - help_width, cols, help, _("help"));
}

static void draw_too_small(struct sb_desk *desk, int rows, int cols)
{
	sb_term_printf(desk->term, 0, 0, cols, SB_STYLE_WARNING, _("needs %d×%d, has %d×%d"), COLS_LEAST, ROWS_LEAST, cols, rows);
	sb_term_cursor(desk->term, 0, 0, true);
}

void sb_desk_paint(struct sb_desk *desk)
{
	int rows = sb_term_rows(desk->term), cols = sb_term_cols(desk->term);
	const struct sb_glyphs *glyphs = sb_term_glyphs(desk->term);
	struct sb_area body = { .row = HEAD_ROWS, .col = 0, .rows = rows - HEAD_ROWS - FOOT_ROWS, .cols = cols };
	struct sb_view *top = sb_desk_top(desk);

	sb_term_erase(desk->term);
	if (rows < ROWS_LEAST || cols < COLS_LEAST) {
		draw_too_small(desk, rows, cols);
		return;
	}
	draw_title(desk, cols);
	draw_tabs(desk, 1, cols);
	sb_term_fill(desk->term, 2, 0, cols, SB_STYLE_RULE, glyphs->horizontal);
	if (top)
		top->ops->draw(top, body);
	sb_term_fill(desk->term, rows - 3, 0, cols, SB_STYLE_RULE, glyphs->horizontal);
	draw_message(desk, rows - 2, cols);
	draw_hints(desk, rows - 1, cols);
	if (desk->dialog)
		desk->dialog->ops->draw(desk->dialog, body);
}
