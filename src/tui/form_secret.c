/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New secrets in a form: nobody sees what is typed, so it is typed twice before it is taken. */
#include "form_inside.h"
#include "stockbook/secret.h"

#include <string.h>

static void wipe(struct sb_edit *edit)
{
	sb_secret_wipe_buf(&edit->text);
	sb_secret_wipe_buf(&edit->killed);
	sb_edit_clear(edit);
}

static void forget_first(struct sb_field *field)
{
	sb_secret_wipe(field->once);
	free(field->once);
	field->once = NULL;
}

void sb_form_secret_forget(struct sb_field *field)
{
	forget_first(field);
	if (field->arg->flags & SB_ARG_SECRET)
		wipe(&field->edit);
}

/* NULL: it was typed twice alike, or not at all; else what is to be done. */
static const char *take(struct sb_field *field)
{
	const char *text = field->edit.text.data;
	bool is_same;

	if (field->is_sure || (!*text && !field->once))
		return NULL;
	if (!*text)
		return _("type it once more: what nobody sees is easily mistyped");
	if (!field->once) {
		field->once = sb_strdup(text);
		wipe(&field->edit);
		return _("type it once more: what nobody sees is easily mistyped");
	}
	is_same = !strcmp(field->once, text);
	forget_first(field);
	if (!is_same)
		wipe(&field->edit);
	field->is_sure = is_same;
	return is_same ? NULL : _("the two are not the same: type it anew");
}

bool sb_form_secrets_are_sure(struct sb_form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		struct sb_field *field = &form->fields[i];
		const char *what = field->arg->flags & SB_ARG_SECRET ? take(field) : NULL;

		if (!what)
			continue;
		sb_form_set(&field->error, what);
		form->current = i;
		sb_desk_say(form->view.desk, SB_STYLE_MESSAGE, "%s: %s", _(field->arg->label), what);
		return false;
	}
	return true;
}
