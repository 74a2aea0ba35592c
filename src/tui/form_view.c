/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form as a view: keys and scans into fields, moving between them, leaving with or without what was typed. */
#include "form_inside.h"
#include "outside.h"

#include <string.h>

static struct sb_form *self(struct sb_view *view)
{
	return (struct sb_form *)view;
}

static enum sb_status open_form(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	const struct sb_cmd *cmd = sb_cmd_find(argument);

	if (!cmd)
		return sb_fail(err, SB_NOT_FOUND, _("there is no command %s: press : and type to see what there is"), argument);
	*out = &sb_form_new(desk, sb_call_new(desk->app, cmd))->view;
	return SB_OK;
}

void sb_form_show(struct sb_desk *desk, struct sb_call *call, const char *asked)
{
	struct sb_form *form = sb_form_new(desk, call);
	size_t index = asked ? sb_form_find(form, asked) : SIZE_MAX;

	if (index != SIZE_MAX) {
		form->current = index;
		sb_form_settle(form);
	}
	sb_desk_push(desk, &form->view);
}

static void close_form(struct sb_view *view)
{
	sb_form_free(self(view));
}

static bool is_digits(const char *text)
{
	size_t count = strspn(text, "0123456789");

	return count >= 8 && !text[count];
}

/* The field a scanned code belongs to: this one unless it is a number; else the product, else the barcodes. */
static size_t scan_field(const struct sb_form *form, const char *code)
{
	enum sb_type type = form->fields[form->current].arg->type;
	bool is_number = type == SB_QTY_TYPE || type == SB_MONEY_TYPE || type == SB_INT_TYPE || type == SB_SPAN_TYPE;
	size_t product = sb_form_find(form, "product"), barcode = sb_form_find(form, "barcode");

	if (barcode != SIZE_MAX && is_digits(code))
		return barcode;
	if (product != SIZE_MAX && (is_number || type == SB_PRODUCT_TYPE))
		return product;
	return is_number ? SIZE_MAX : form->current;
}

static void scanned(struct sb_form *form, const struct sb_input *input)
{
	size_t index = scan_field(form, input->text);
	struct sb_edit *edit;

	sb_edit_retract(&form->fields[form->current].edit, input->retract);
	if (index == SIZE_MAX) {
		sb_desk_say(form->view.desk, SB_STYLE_WARNING, _("scanned %s: this field takes a number, nothing was changed"), input->text);
		return;
	}
	edit = &form->fields[index].edit;
	if (*edit->text.data && form->fields[index].arg->flags & SB_ARG_REPEAT && form->fields[index].arg->type != SB_PRODUCT_TYPE)
		sb_edit_insert(edit, ", ", 2);
	else
		sb_edit_clear(edit);
	sb_edit_insert(edit, input->text, input->bytes);
	form->current = index;
	sb_form_changed(form);
	sb_form_check(form, index, true);
	sb_form_pick_close(form);
}

static bool input_editing(struct sb_form *form, const struct sb_input *input)
{
	enum sb_edit_effect effect;

	if (input->kind == SB_INPUT_SCAN) {
		scanned(form, input);
		return true;
	}
	effect = sb_edit_input(&form->fields[form->current].edit, input);
	if (effect == SB_EDIT_CHANGED)
		sb_form_changed(form);
	return effect != SB_EDIT_IGNORED;
}

static bool input(struct sb_view *view, const struct sb_input *input)
{
	struct sb_form *form = self(view);

	if (form->state != SB_FORM_EDITING)
		return input->kind == SB_INPUT_SCAN || input->kind == SB_INPUT_PASTE;
	return input_editing(form, input);
}

static void pick_step(struct sb_form *form, int by)
{
	struct sb_pick *pick = &form->pick;

	if (!pick->is_entered)
		pick->is_entered = true;
	else if (by > 0 && pick->chosen + 1 < pick->count)
		pick->chosen++;
	else if (by < 0 && pick->chosen)
		pick->chosen--;
	else if (by < 0)
		pick->is_entered = false;
}

static void next(struct sb_form *form, bool saves_at_end)
{
	if (form->pick.is_entered) {
		sb_form_pick_take(form);
	} else if (form->current + 1 < form->count) {
		size_t at = form->current;

		sb_form_go(form, at + 1);
		/* Strict when left: an error keeps the cursor there, unless it is left empty. */
		if (form->fields[at].error && *form->fields[at].edit.text.data)
			form->current = at;
	} else if (saves_at_end) {
		sb_form_save(form);
	}
}

static void accept(struct sb_form *form)
{
	if (form->state == SB_FORM_EDITING)
		next(form, true);
}

static void save_or_book(struct sb_form *form)
{
	if (form->state == SB_FORM_CONFIRMING)
		sb_form_book(form);
	else if (form->state == SB_FORM_EDITING)
		sb_form_save(form);
}

/* Esc: the list, the panel, then out; what was typed is never lost without asking. */
static bool back(struct sb_form *form)
{
	if (form->pick.count) {
		sb_form_pick_close(form);
		return true;
	}
	if (form->state == SB_FORM_CLASHING) {
		sb_form_look_again(form);
		return true;
	}
	if (form->state != SB_FORM_EDITING && !form->only_asks) {
		form->state = SB_FORM_EDITING;
		return true;
	}
	if (!sb_form_is_changed(form))
		return false;
	form->state = SB_FORM_LEAVING;
	return true;
}

static void leave(struct sb_form *form, bool keep_draft)
{
	struct sb_desk *desk = form->view.desk;

	if (keep_draft)
		sb_form_draft_save(form);
	else
		sb_form_draft_drop(form);
	sb_desk_close_form(desk, &form->view);
	sb_desk_say(desk, SB_STYLE_MESSAGE, "%s", keep_draft ? _("parked: it is offered again at the next start") : _("thrown away"));
}

static void edit_outside(struct sb_form *form)
{
	struct sb_edit *edit = &form->fields[form->current].edit;
	sb_auto(buf) text = SB_BUF_INIT;

	sb_buf_puts(&text, edit->text.data);
	if (form->state != SB_FORM_EDITING || form->fields[form->current].arg->flags & SB_ARG_SECRET || !sb_outside_edit(form->view.desk, &text))
		return;
	sb_edit_set(edit, text.data);
	sb_form_changed(form);
	sb_form_pick_close(form);
}

static void previous(struct sb_form *form)
{
	if (form->current)
		sb_form_go(form, form->current - 1);
}

/* Down goes into the list that is open below the field, and on to the next field where there is none. */
static void move(struct sb_form *form, const char *where)
{
	bool is_up = !strcmp(where, "up");

	if (form->pick.is_entered || (form->pick.count && !is_up))
		pick_step(form, is_up ? -1 : 1);
	else if (is_up)
		previous(form);
	else
		next(form, false);
}

static bool act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	struct sb_form *form = self(view);

	switch ((int)action) {
	case SB_ACTION_ACCEPT: accept(form); return true;
	case SB_ACTION_MOVE: move(form, rest); return true;
	case SB_ACTION_NEXT_FIELD: next(form, false); return true;
	case SB_ACTION_PREVIOUS_FIELD: previous(form); return true;
	case SB_ACTION_SAVE: save_or_book(form); return true;
	case SB_ACTION_EDITOR: edit_outside(form); return true;
	case SB_ACTION_CHOOSE: sb_form_pick(form, true); return true;
	case SB_ACTION_BACK: return back(form);
	case SB_ACTION_KEEP: form->state = SB_FORM_EDITING; return true;
	case SB_ACTION_DISCARD: leave(form, false); return true;
	case SB_ACTION_PARK_DRAFT: leave(form, true); return true;
	case SB_ACTION_KEEP_MINE: sb_form_keep_mine(form); return true;
	case SB_ACTION_TAKE_THEIRS: sb_form_take_theirs(form); return true;
	default: return false;
	}
}

static const char *context(const struct sb_view *view)
{
	const struct sb_form *form = (const struct sb_form *)view;

	switch (form->state) {
	case SB_FORM_LEAVING: return "leaving";
	case SB_FORM_CONFIRMING: return form->only_asks ? "question" : "confirm";
	case SB_FORM_CLASHING: return "clash";
	default: return "form";
	}
}

static bool wants_text(const struct sb_view *view)
{
	return ((const struct sb_form *)view)->state == SB_FORM_EDITING;
}

static bool is_unsaved(const struct sb_view *view)
{
	return sb_form_is_changed((const struct sb_form *)view);
}

static void save(struct sb_view *view)
{
	sb_form_draft_save(self(view));
}

static int64_t deadline(const struct sb_view *view)
{
	return ((const struct sb_form *)view)->draft_due_ms;
}

static void tick(struct sb_view *view, int64_t now_ms)
{
	(void)now_ms;
	sb_form_draft_save(self(view));
}

const struct sb_view_ops sb_view_form = {
	.name = "form",
	.title = N_("Form"),
	.manual = "forms",
	.open = open_form,
	.close = close_form,
	.draw = sb_form_draw,
	.input = input,
	.act = act,
	.context = context,
	.wants_text = wants_text,
	.is_unsaved = is_unsaved,
	.save = save,
	.deadline = deadline,
	.tick = tick,
};
