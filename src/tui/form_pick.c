/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pick-list under a field: values that exist and fit what is typed. The exact one comes first. */
#include "form_inside.h"
#include "stockbook/text.h"

#include <string.h>

/* In a field of several, the part being typed. */
static const char *part_of(const struct sb_field *field)
{
	const char *text = field->edit.text.data, *comma = strrchr(text, ',');
	bool is_many = field->arg->flags & SB_ARG_REPEAT;
	const char *part = is_many && comma ? comma + 1 : text;

	return part + strspn(part, " ");
}

static bool add(const char *value, const char *meaning, void *with)
{
	struct sb_pick *pick = with;

	pick->value[pick->count] = sb_strdup(value);
	pick->meaning[pick->count] = sb_strdup(meaning ? meaning : "");
	return ++pick->count < SB_PICKS_MAX;
}

static void put_first(struct sb_pick *pick, size_t index)
{
	char *value = pick->value[index], *meaning = pick->meaning[index];

	memmove(&pick->value[1], &pick->value[0], index * sizeof(pick->value[0]));
	memmove(&pick->meaning[1], &pick->meaning[0], index * sizeof(pick->meaning[0]));
	pick->value[0] = value;
	pick->meaning[0] = meaning;
}

void sb_form_pick(struct sb_form *form, bool always)
{
	const struct sb_field *field = &form->fields[form->current];
	const char *part = part_of(field);
	struct sb_error err = SB_ERROR_INIT;

	sb_form_pick_close(form);
	if (!*part && !always)
		return;
	if (sb_arg_offer(form->view.desk->app, field->arg, part, SB_PICKS_MAX, add, &form->pick, &err))
		return;
	for (size_t i = 0; i < form->pick.count; i++)
		if (!strcasecmp(form->pick.value[i], part))
			put_first(&form->pick, i);
	/* Nothing is left to choose when the only offer stands there already. */
	if (form->pick.count == 1 && !strcmp(form->pick.value[0], part))
		sb_form_pick_close(form);
}

void sb_form_pick_take(struct sb_form *form)
{
	struct sb_field *field = &form->fields[form->current];
	sb_auto(buf) text = SB_BUF_INIT;

	if (!form->pick.count)
		return;
	sb_buf_add(&text, field->edit.text.data, (size_t)(part_of(field) - field->edit.text.data));
	sb_buf_puts(&text, form->pick.value[form->pick.chosen]);
	sb_edit_set(&field->edit, text.data);
	sb_form_changed(form);
	sb_form_pick_close(form);
}
