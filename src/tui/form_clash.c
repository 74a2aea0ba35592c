/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two people change the same thing: the second is shown both, and decides. Nothing typed is lost, nothing of the other's is overwritten unseen. */
#include "form_inside.h"

#include <string.h>

enum { LABEL_CELLS = 18 };

/* A field as it is now: what was not touched here follows; what was typed here stays beside it. True: they differ. */
static bool follow(struct sb_field *field, const char *now)
{
	bool was_same = sb_form_is_same(field);

	sb_form_set(&field->theirs, NULL);
	if (!strcmp(now, field->initial ? field->initial : ""))
		return false;
	sb_form_set(&field->initial, now);
	if (was_same)
		sb_edit_set(&field->edit, now);
	if (was_same || sb_form_is_same(field))
		return false;
	field->theirs = sb_strdup(now);
	return true;
}

bool sb_form_meanwhile(struct sb_form *form, const struct sb_error *err)
{
	struct sb_error unread = SB_ERROR_INIT;
	sb_owned(call) call = sb_form_call(form, &unread);
	struct sb_present present;
	size_t clashes = 0;

	if (!call || sb_call_present(call, &present, &unread) || present.version == SB_NONE)
		return false;
	form->version = present.version;
	for (size_t i = 0; i < form->count && form->only_changes; i++) {
		const char *now = sb_form_present_text(form, &present, i);

		if (now && follow(&form->fields[i], now) && !clashes++)
			form->current = i;
	}
	if (!clashes)
		return false;
	form->state = SB_FORM_CLASHING;
	sb_desk_fail(form->view.desk, err);
	return true;
}

void sb_form_keep_mine(struct sb_form *form)
{
	form->state = SB_FORM_EDITING;
	sb_form_book(form);
}

void sb_form_take_theirs(struct sb_form *form)
{
	struct sb_desk *desk = form->view.desk;

	for (size_t i = 0; i < form->count; i++) {
		struct sb_field *field = &form->fields[i];

		if (!field->theirs)
			continue;
		sb_edit_set(&field->edit, field->theirs);
		sb_form_set(&field->theirs, NULL);
		sb_form_set(&field->error, NULL);
		sb_form_set(&field->echo, NULL);
	}
	form->state = SB_FORM_EDITING;
	form->draft_due_ms = sb_loop_now_ms();
	sb_desk_say(desk, SB_STYLE_MESSAGE, "%s",
		    sb_form_is_changed(form) ? _("theirs stands here now: save what else you changed")
					     : _("theirs stands here now: nothing of yours is left to save"));
}

void sb_form_look_again(struct sb_form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		struct sb_field *field = &form->fields[i];
		sb_auto(buf) text = SB_BUF_INIT;

		if (!field->theirs)
			continue;
		sb_buf_printf(&text, _("it is %s now: saving puts yours in its place"), *field->theirs ? field->theirs : _("empty"));
		sb_form_set(&field->error, text.data);
	}
	form->state = SB_FORM_EDITING;
}

/* ---- drawing ---- */

static void draw_row(struct sb_term *term, struct sb_area area, int row, unsigned style, const char *label, const char *theirs, const char *mine)
{
	int col = area.col + LABEL_CELLS + 3, cells = (area.cols - LABEL_CELLS - 6) / 2;

	sb_term_fit(term, row, area.col + 2, LABEL_CELLS, SB_STYLE_LABEL, label, false);
	sb_term_fit(term, row, col, cells, style, theirs, false);
	sb_term_fit(term, row, col + cells + 1, cells, style, mine, false);
}

void sb_form_draw_clash(struct sb_form *form, struct sb_area area)
{
	struct sb_term *term = form->view.desk->term;
	int row = area.row + 2, last = area.row + area.rows - 1;

	for (int i = 0; i < area.rows; i++)
		sb_term_fill(term, area.row + i, area.col, area.cols, SB_STYLE_NORMAL, NULL);
	sb_term_box(term, area.row, area.col, area.rows, area.cols, SB_STYLE_RULE);
	sb_term_printf(term, area.row, area.col + 2, area.cols - 4, SB_STYLE_STRONG, _(" %s was changed meanwhile "), form->about);
	draw_row(term, area, row++, SB_STYLE_LABEL, "", _("theirs"), _("yours"));
	for (size_t i = 0; i < form->count && row < last; i++) {
		const struct sb_field *field = &form->fields[i];

		if (field->theirs)
			draw_row(term, area, row++, SB_STYLE_NORMAL, _(field->arg->label), *field->theirs ? field->theirs : _("empty"),
				 *field->edit.text.data ? field->edit.text.data : _("empty"));
	}
	sb_term_put(term, last, area.col + 2, area.cols - 4, SB_STYLE_HINT, _(" m keeps yours · t takes theirs · Esc goes back to the fields "));
	sb_term_cursor(term, last, area.col + 3, true);
}
