/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing a form: a label and a field a row, how it was understood beside it, its error under it, the pick-list over what follows. */
#include "form_inside.h"
#include "stockbook/text.h"
#include "wrap.h"

#include <string.h>

enum { LABEL_CELLS = 18, FIELD_LEAST = 20, FIELD_MOST = 46, HELP_ROWS_MOST = 3, ROWS_WITH_HELP = 8 };

/* What is wrong with a field has all the width there is, and as many lines as it takes. */
static int error_cells(struct sb_area area)
{
	return area.cols - 3;
}

static const char *said_of(const struct sb_field *field)
{
	return field->error ? field->error : field->caution;
}

static int height_of(const struct sb_form *form, size_t index, struct sb_area area)
{
	const char *said = said_of(&form->fields[index]);

	return said ? 1 + sb_wrap_count(said, error_cells(area)) : 1;
}

/* Lines of fields in front of this one, errors included. */
static int line_of(const struct sb_form *form, size_t index, struct sb_area area)
{
	int line = 0;

	for (size_t i = 0; i < index; i++)
		line += height_of(form, i, area);
	return line;
}

static int field_cells(struct sb_area area)
{
	int cells = area.cols - LABEL_CELLS - 22;

	return cells < FIELD_LEAST ? FIELD_LEAST : cells > FIELD_MOST ? FIELD_MOST : cells;
}

/* Under its field; a long one begins further left. */
static void draw_said(struct sb_term *term, struct sb_area area, int row, int col, unsigned style, const char *error)
{
	int width = sb_text_width(error), end = area.col + 2 + error_cells(area);
	struct sb_area at = { .row = row, .col = col, .cols = end - col, .rows = area.row + area.rows - 1 - row };

	if (col + width > end) {
		at.col = end - width > area.col + 2 ? end - width : area.col + 2;
		at.cols = end - at.col;
	}
	if (at.rows > 0)
		sb_wrap_put(term, at, style, error);
}

/* What there is to choose from, beside a field that takes nothing else; if there is no room, or the book has more, the key that offers it remains. */
static void draw_choices(struct sb_term *term, int row, int col, int cells, const struct sb_arg *arg)
{
	sb_auto(buf) words = SB_BUF_INIT;

	if (arg->type == SB_BOOL_TYPE)
		sb_buf_printf(&words, "%s / %s", _("yes"), _("no"));
	for (const char *at = arg->offer ? NULL : arg->choices; at && *at; at += strcspn(at, "|"), at += *at == '|') {
		sb_buf_puts(&words, words.len ? " / " : "");
		sb_buf_add(&words, at, strcspn(at, "|"));
	}
	if (sb_text_width(words.data) <= cells)
		sb_term_put(term, row, col, cells, SB_STYLE_DIM, words.data);
}

static void draw_field(struct sb_form *form, struct sb_area area, int row, size_t index)
{
	struct sb_term *term = form->view.desk->term;
	struct sb_field *field = &form->fields[index];
	bool is_current = index == form->current && form->state == SB_FORM_EDITING;
	int cells = field_cells(area), col = area.col + LABEL_CELLS + 2;
	sb_auto(buf) shown = SB_BUF_INIT;
	bool is_secret = field->arg->flags & SB_ARG_SECRET;
	struct sb_edit_view at = is_secret ? sb_edit_mask(&field->edit, cells, sb_term_glyphs(term)->bullet, &shown)
					   : sb_edit_view(&field->edit, cells, &shown);

	sb_term_put(term, row, area.col, 1, SB_STYLE_NORMAL, is_current ? sb_term_glyphs(term)->selected : " ");
	sb_term_printf(term, row, area.col + 1, LABEL_CELLS, is_current ? SB_STYLE_STRONG : SB_STYLE_LABEL, "%s%s", _(field->arg->label),
		       field->arg->flags & (SB_ARG_REQUIRED | SB_ARG_NEEDED) ? " *" : "");
	/* What is not being typed is read from its beginning. */
	if (is_current)
		sb_term_put(term, row, col, cells, SB_STYLE_FIELD_ACTIVE, shown.data);
	else
		sb_term_fit(term, row, col, cells, SB_STYLE_FIELD, is_secret ? shown.data : field->edit.text.data, false);
	if (field->echo)
		sb_term_printf(term, row, col + cells + 1, area.cols - cells - LABEL_CELLS - 4, SB_STYLE_DIM, "= %s", field->echo);
	else
		draw_choices(term, row, col + cells + 1, area.cols - cells - LABEL_CELLS - 4, field->arg);
	if (said_of(field))
		draw_said(term, area, row + 1, col, field->error ? SB_STYLE_ERROR : SB_STYLE_WARNING, said_of(field));
	if (is_current)
		sb_term_cursor(term, row, col + at.cursor, true);
}

static void draw_pick(struct sb_form *form, struct sb_area area, int row)
{
	struct sb_term *term = form->view.desk->term;
	int col = area.col + LABEL_CELLS + 2, cells = area.cols - LABEL_CELLS - 3;

	for (size_t i = 0; i < form->pick.count && row < area.row + area.rows; i++, row++) {
		bool is_chosen = i == form->pick.chosen && form->pick.is_entered;

		sb_term_fill(term, row, col, cells, SB_STYLE_FIELD, NULL);
		sb_term_put(term, row, col, 1, SB_STYLE_FIELD, is_chosen ? sb_term_glyphs(term)->selected : " ");
		sb_term_fit(term, row, col + 2, 18, SB_STYLE_FIELD, form->pick.value[i], false);
		sb_term_fit(term, row, col + 21, cells - 22, SB_STYLE_FIELD, form->pick.meaning[i], false);
		if (is_chosen)
			sb_term_restyle(term, row, col, cells, SB_STYLE_FIELD | SB_OVER_SELECTED);
	}
}

/* Everything that will be booked, before it is. */
static void draw_panel(struct sb_form *form, struct sb_area area)
{
	struct sb_term *term = form->view.desk->term;
	int rows = area.rows, row = area.row + 2;

	for (int i = 0; i < rows; i++)
		sb_term_fill(term, area.row + i, area.col, area.cols, SB_STYLE_NORMAL, NULL);
	sb_term_box(term, area.row, area.col, rows, area.cols, SB_STYLE_RULE);
	sb_term_printf(term, area.row, area.col + 2, area.cols - 4, SB_STYLE_STRONG, " %s ", _(form->cmd->summary));
	for (size_t i = 0; i < form->count && row < area.row + rows - 2; i++) {
		const struct sb_field *field = &form->fields[i];
		const char *text = field->echo ? field->echo : field->edit.text.data;

		if (*text && field->arg->flags & SB_ARG_SECRET)
			text = _("(not shown)");
		if (!*text || (form->only_changes && sb_form_is_same(field)))
			continue;
		sb_term_fit(term, row, area.col + 2, LABEL_CELLS, SB_STYLE_LABEL, _(field->arg->label), false);
		row += sb_wrap_put(term,
				 (struct sb_area){ .row = row, .col = area.col + 3 + LABEL_CELLS, .cols = area.cols - LABEL_CELLS - 5,
						   .rows = area.row + rows - 1 - row },
				 SB_STYLE_NORMAL, text);
		if (field->caution && row < area.row + rows - 2)
			row += sb_wrap_put(term,
					 (struct sb_area){ .row = row, .col = area.col + 3 + LABEL_CELLS, .cols = area.cols - LABEL_CELLS - 5,
							   .rows = area.row + rows - 1 - row },
					 SB_STYLE_WARNING, field->caution);
	}
	sb_term_put(term, area.row + rows - 1, area.col + 2, area.cols - 4, SB_STYLE_HINT,
		    form->only_asks ? _(" Enter does it, Esc leaves it ") : _(" Enter saves, Esc goes back to the fields "));
	sb_term_cursor(term, area.row + rows - 1, area.col + 3, true);
}

static const char *foot_text(const struct sb_form *form)
{
	return form->state == SB_FORM_LEAVING ? _("leave?  k keep editing · d discard what was typed · p park it as a draft")
					      : _(form->fields[form->current].arg->help);
}

/* A sentence is not cut where there is room for it. */
static int foot_rows(const struct sb_form *form, struct sb_area area)
{
	int rows = sb_wrap_count(foot_text(form), area.cols - 2);

	return area.rows < ROWS_WITH_HELP ? 1 : rows > HELP_ROWS_MOST ? HELP_ROWS_MOST : rows;
}

static void draw_foot(struct sb_form *form, struct sb_area area)
{
	struct sb_term *term = form->view.desk->term;
	bool is_leaving = form->state == SB_FORM_LEAVING;
	int rows = foot_rows(form, area), row = area.row + area.rows - rows;

	for (int i = 0; i < rows; i++)
		sb_term_fill(term, row + i, area.col, area.cols, SB_STYLE_NORMAL, NULL);
	sb_wrap_put(term, (struct sb_area){ .row = row, .col = area.col + 1, .rows = rows, .cols = area.cols - 2 },
		  is_leaving ? SB_STYLE_WARNING : SB_STYLE_DIM, foot_text(form));
	if (is_leaving)
		sb_term_cursor(term, row, area.col + 1, true);
}

/* What is done and to what; where both do not fit, to what. */
static void draw_title(struct sb_form *form, struct sb_area area)
{
	const char *summary = _(form->cmd->summary), *about = form->about ? form->about : "";
	bool fits = sb_text_width(summary) + 2 + sb_text_width(about) <= area.cols - 2;

	sb_term_printf(form->view.desk->term, area.row, area.col + 1, area.cols - 2, SB_STYLE_STRONG, "%s%s%s", fits || !*about ? summary : "",
		       fits && *about ? "  " : "", about);
}

/* How many fields are above and below what is shown. */
static void draw_beyond(struct sb_form *form, struct sb_area area, int room)
{
	struct sb_term *term = form->view.desk->term;
	sb_auto(buf) text = SB_BUF_INIT;
	size_t above = 0, below = 0;
	int width;

	for (size_t i = 0; i < form->count; i++) {
		above += line_of(form, i, area) < form->top;
		below += line_of(form, i, area) >= form->top + room;
	}
	if (above)
		sb_buf_printf(&text, ngettext("%zu field above", "%zu fields above", above), above);
	if (above && below)
		sb_buf_puts(&text, " · ");
	if (below)
		sb_buf_printf(&text, ngettext("%zu field below", "%zu fields below", below), below);
	width = sb_text_width(text.data);
	if (width)
		sb_term_printf(term, area.row, area.col + area.cols - width - 3, width + 2, SB_STYLE_DIM, "  %s", text.data);
}

void sb_form_draw(struct sb_view *view, struct sb_area area)
{
	struct sb_form *form = (struct sb_form *)view;
	int room, line, height;

	if (form->state == SB_FORM_CONFIRMING || form->state == SB_FORM_CLASHING) {
		(form->state == SB_FORM_CLASHING ? sb_form_draw_clash : draw_panel)(form, area);
		return;
	}
	draw_title(form, area);
	room = area.rows - 1 - foot_rows(form, area);
	line = line_of(form, form->current, area);
	height = height_of(form, form->current, area);
	if (line < form->top)
		form->top = line;
	if (line + height > form->top + room)
		form->top = height < room ? line + height - room : line;
	for (size_t i = 0; i < form->count; i++) {
		int row = line_of(form, i, area) - form->top;

		if (row >= 0 && row < room)
			draw_field(form, area, area.row + 1 + row, i);
	}
	draw_beyond(form, area, room);
	draw_foot(form, area);
	draw_pick(form, area, area.row + 1 + line - form->top + height);
}
