/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form's fields: made from a command's arguments, filled in, checked, given back to the command. */
#include "form_inside.h"
#include "stockbook/text.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { DRAFT_DELAY_MS = 300 }; /* a crash takes no more than was typed in it */

void sb_form_set(char **slot, const char *text)
{
	char *copy = text && *text ? sb_strdup(text) : NULL;

	free(*slot);
	*slot = copy;
}

static bool is_shown(const struct sb_arg *arg)
{
	return !(arg->flags & SB_ARG_ADVANCED);
}

/* What was given for an argument, several joined by commas. */
static void given_text(const struct sb_call *call, const struct sb_arg *arg, struct sb_buf *out)
{
	const char *text;

	for (size_t i = 0; (text = sb_call_text_at(call, arg->name, i)); i++)
		sb_buf_printf(out, "%s%s", i ? ", " : "", text);
}

static void add_field(struct sb_form *form, const struct sb_arg *arg)
{
	struct sb_field *field = &form->fields[form->count++];
	sb_auto(buf) text = SB_BUF_INIT;

	*field = (struct sb_field){ .arg = arg, .edit = SB_EDIT_INIT };
	given_text(form->given, arg, &text);
	sb_edit_set(&field->edit, text.data);
	sb_form_set(&field->initial, "");
}

/* The field that says which thing is changed. */
static bool is_key(const struct sb_form *form, const struct sb_field *field)
{
	return form->key && field->arg == form->cmd->args;
}

const char *sb_form_present_text(const struct sb_form *form, const struct sb_present *present, size_t field)
{
	return present->texts[form->fields[field].arg - form->cmd->args];
}

/* What is there now stands in the fields of a change; only what is changed will be given. */
static void begin_as_it_is(struct sb_form *form, const struct sb_present *present)
{
	sb_form_set(&form->about, present->about);
	sb_form_set(&form->key, present->key);
	form->only_changes = true;
	form->version = present->version;
	for (size_t i = 0; i < form->count; i++) {
		struct sb_field *field = &form->fields[i];
		const char *text = sb_form_present_text(form, present, i);

		if (!text)
			continue;
		sb_form_set(&field->initial, text);
		if (!*field->edit.text.data || is_key(form, field))
			sb_edit_set(&field->edit, text);
	}
}

/* What a movement is about, and how many of it there are. */
static void name_product(struct sb_form *form, const char *word)
{
	struct sb_desk *desk = form->view.desk;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_found found;
	struct sb_stock stock;
	sb_auto(buf) about = SB_BUF_INIT;
	sb_auto(buf) on_hand = SB_BUF_INIT;

	if (sb_product_find(desk->app->book, word, "", false, &found, &err) || sb_stock_get(desk->app->book, found.id, &stock, &err))
		return;
	sb_buf_printf(&about, "%s %s · ", found.sku, found.name);
	sb_qty_print(stock.on_hand, found.decimals, &desk->app->numbers, &on_hand);
	sb_buf_printf(&about, _("%s on hand"), on_hand.data);
	sb_form_set(&form->about, about.data);
}

/* A command that changes what is there begins with it, or empty for several; another says what it is about. */
static void prefill(struct sb_form *form)
{
	const struct sb_arg *first = form->cmd->arg_count ? &form->cmd->args[0] : NULL;
	size_t products = first && first->type == SB_PRODUCT_TYPE ? sb_call_count(form->given, first->name) : 0;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_present present = { .version = SB_NONE };
	char several[64];

	if (!sb_call_present(form->given, &present, &err) && present.about) {
		begin_as_it_is(form, &present);
	} else if (products == 1 && !form->cmd->present) {
		name_product(form, sb_call_text(form->given, first->name));
	} else if (products > 1 && form->cmd->present) {
		snprintf(several, sizeof(several), ngettext("%zu product", "%zu products", products), products);
		sb_form_set(&form->about, several);
		form->version = present.version;
	}
}

/* Whether there is nothing to fill in, only to be said yes to: all was said where it was asked from. */
static bool has_all(const struct sb_form *form)
{
	for (size_t i = 0; i < form->count; i++)
		if (!sb_call_has(form->given, form->fields[i].arg->name) || form->fields[i].error)
			return false;
	return !form->count || form->cmd->flags & SB_ASKS_FIRST;
}

struct sb_form *sb_form_new(struct sb_desk *desk, struct sb_call *call)
{
	struct sb_form *form = sb_alloc(sizeof(*form));

	form->view = (struct sb_view){ .ops = &sb_view_form, .desk = desk };
	form->cmd = sb_call_cmd(call);
	form->given = call;
	form->version = SB_NONE;
	sb_call_human(form->given, true);
	form->draft_due_ms = SB_NONE;
	for (size_t i = 0; i < form->cmd->arg_count && form->count < SB_FIELDS_MAX; i++)
		if (is_shown(&form->cmd->args[i]))
			add_field(form, &form->cmd->args[i]);
	prefill(form);
	/* What it is about was chosen, not typed: leaving loses nothing. */
	for (size_t i = 0; i < form->count; i++)
		if (form->fields[i].arg->type == SB_PRODUCT_TYPE || form->fields[i].arg->type == SB_ENTRY_TYPE)
			sb_form_set(&form->fields[i].initial, form->fields[i].edit.text.data);
	for (size_t i = 0; i < form->count; i++)
		if (sb_call_has(form->given, form->fields[i].arg->name))
			sb_form_check(form, i, false);
	while (form->current + 1 < form->count && *form->fields[form->current].edit.text.data && !form->only_changes)
		form->current++;
	if (form->only_changes && form->count > 1)
		form->current = 1;
	form->only_asks = has_all(form);
	if (form->only_asks)
		form->state = SB_FORM_CONFIRMING;
	return form;
}

void sb_form_settle(struct sb_form *form)
{
	/* An edit knows what it changes by what there was. */
	for (size_t i = 0; i < form->count && !form->only_changes; i++)
		sb_form_set(&form->fields[i].initial, form->fields[i].edit.text.data);
}

static void pick_clear(struct sb_pick *pick)
{
	for (size_t i = 0; i < pick->count; i++) {
		free(pick->value[i]);
		free(pick->meaning[i]);
	}
	*pick = (struct sb_pick){ 0 };
}

void sb_form_pick_close(struct sb_form *form)
{
	pick_clear(&form->pick);
}

void sb_form_free(struct sb_form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		sb_form_secret_forget(&form->fields[i]);
		sb_edit_release(&form->fields[i].edit);
		free(form->fields[i].initial);
		free(form->fields[i].error);
		free(form->fields[i].caution);
		free(form->fields[i].echo);
		free(form->fields[i].theirs);
	}
	pick_clear(&form->pick);
	free(form->key);
	sb_call_free(form->given);
	free(form->about);
	free(form);
}

size_t sb_form_find(const struct sb_form *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++)
		if (!strcmp(form->fields[i].arg->name, name))
			return i;
	return SIZE_MAX;
}

/* Whether a field is the quantities that belong to the products of a field before it. */
static bool is_quantities(const struct sb_arg *arg)
{
	return arg->flags & SB_ARG_REPEAT && arg->flags & SB_ARG_POSITIONAL && arg->type == SB_QTY_TYPE;
}

static bool is_many(const struct sb_arg *arg)
{
	return (arg->flags & SB_ARG_REPEAT) && !is_quantities(arg);
}

/* The next of several parted by commas, trimmed; NULL: that was the last. Yours. */
static char *next_part(const char **text)
{
	while (**text) {
		char *part = sb_strndup(*text, strcspn(*text, ","));

		*text += strlen(part) + ((*text)[strlen(part)] == ',');
		if (*sb_text_trim(part))
			return part;
		free(part);
	}
	return NULL;
}

/* "red, blue" as two; nothing at all clears. */
static enum sb_status give_many(struct sb_call *call, const struct sb_arg *arg, const char *text, struct sb_error *err)
{
	enum sb_status status = SB_OK;
	bool any = false;

	while (!status) {
		sb_owned_string part = next_part(&text);

		if (!part)
			break;
		status = sb_call_give(call, arg->name, part, err);
		any = true;
	}
	return any || status ? status : sb_call_give(call, arg->name, "", err);
}

/* The next of several quantities, which stand side by side: "2 1 1". NULL: that was the last. Yours. */
static char *next_quantity(const char **text)
{
	size_t length;

	*text += strspn(*text, " ");
	length = strcspn(*text, " ");
	*text += length;
	return length ? sb_strndup(*text - length, length) : NULL;
}

static enum sb_status check_quantities(struct sb_call *call, const struct sb_arg *arg, const char *text, struct sb_error *err)
{
	sb_auto(buf) ignored = SB_BUF_INIT;
	enum sb_status status = SB_OK;

	while (!status) {
		sb_owned_string part = next_quantity(&text);

		if (!part)
			break;
		status = sb_call_check(call, arg->name, part, &ignored, err);
	}
	return status;
}

/* *caution: what the first that is doubtful is told; borrowed from the call. */
static enum sb_status check_many(struct sb_call *call, const struct sb_arg *arg, const char *text, struct sb_buf *echo, const char **caution,
				 struct sb_error *err)
{
	enum sb_status status = SB_OK;

	while (!status) {
		sb_owned_string part = next_part(&text);

		if (!part)
			break;
		if (echo->len)
			sb_buf_puts(echo, ", ");
		status = sb_call_check(call, arg->name, part, echo, err);
		*caution = *caution ? *caution : sb_call_warning(call);
	}
	return status;
}

bool sb_form_is_same(const struct sb_field *field)
{
	return !strcmp(field->edit.text.data, field->initial ? field->initial : "");
}

/* A single quantity is meant for each of the products. */
static enum sb_status give_quantities(struct sb_call *call, const struct sb_arg *arg, const char *text, struct sb_error *err)
{
	size_t products = sb_call_count(call, "product"), given = 0;
	enum sb_status status = SB_OK;
	sb_owned_string first = NULL;

	if (products < 2)
		return sb_call_give(call, arg->name, text, err);
	while (!status) {
		sb_owned_string part = next_quantity(&text);

		if (!part)
			break;
		status = sb_call_give(call, arg->name, part, err);
		if (!given++)
			first = sb_strdup(part);
	}
	for (; given == 1 && !status && products > 1; products--)
		status = sb_call_give(call, arg->name, first, err);
	return status;
}

static enum sb_status give_field(struct sb_form *form, struct sb_call *call, const struct sb_field *field, struct sb_error *err)
{
	const char *text = field->edit.text.data;
	bool names_it = field->arg->flags & SB_ARG_POSITIONAL && !(field->arg->flags & SB_ARG_FIELD);

	if (form->only_changes && !names_it ? sb_form_is_same(field) : !*text)
		return SB_OK;
	if (is_key(form, field) && sb_form_is_same(field))
		return sb_call_give(call, field->arg->name, form->key, err);
	if (is_quantities(field->arg))
		return give_quantities(call, field->arg, text, err);
	return is_many(field->arg) ? give_many(call, field->arg, text, err) : sb_call_give(call, field->arg->name, text, err);
}

struct sb_call *sb_form_call(struct sb_form *form, struct sb_error *err)
{
	sb_owned(call) call = sb_call_new(form->view.desk->app, form->cmd);
	const struct sb_arg *arg;
	char version[24];
	enum sb_status status = SB_OK;

	sb_call_human(call, true);
	for (size_t i = 0; i < form->count && !status; i++)
		status = give_field(form, call, &form->fields[i], err);
	/* What the form does not show but was given passes on. */
	for (size_t i = 0; i < form->cmd->arg_count && !status; i++) {
		arg = &form->cmd->args[i];
		if (!is_shown(arg) && sb_call_has(form->given, arg->name))
			status = sb_call_give(call, arg->name, sb_call_text(form->given, arg->name), err);
	}
	if (!status && form->version != SB_NONE && sb_cmd_arg(form->cmd, "seen")) {
		snprintf(version, sizeof(version), "%lld", (long long)form->version);
		status = sb_call_give(call, "seen", version, err);
	}
	return status ? NULL : sb_give(call);
}

/* An argument may be needed only as long as another is not given. */
/* To each product belongs a quantity, but for a correction, which may say it otherwise. */
static bool lacks_quantities(const struct sb_form *form, const struct sb_arg *arg)
{
	size_t product = sb_form_find(form, "product");

	return is_quantities(arg) && !(arg->flags & SB_ARG_SIGNED) && product != SIZE_MAX && *form->fields[product].edit.text.data;
}

static bool is_needed(const struct sb_form *form, const struct sb_arg *arg)
{
	size_t instead = arg->unless ? sb_form_find(form, arg->unless) : SIZE_MAX;

	return (arg->flags & (SB_ARG_REQUIRED | SB_ARG_NEEDED)) && (instead == SIZE_MAX || !*form->fields[instead].edit.text.data);
}

struct completing {
	const char *text;
	char *only;
	size_t fits;
};

static bool meet_choice(const char *value, const char *meaning, void *with)
{
	struct completing *completing = with;

	(void)meaning;
	if (strncasecmp(value, completing->text, strlen(completing->text)))
		return true;
	free(completing->only);
	completing->only = sb_strdup(value);
	completing->fits += strlen(value) == strlen(completing->text) ? 2 : 1;
	return true;
}

/* The beginning of one choice alone is that choice: "man" is manager. */
static void complete_choice(const struct sb_form *form, struct sb_field *field)
{
	struct completing completing = { .text = field->edit.text.data };
	struct sb_error ignored = SB_ERROR_INIT;

	if (!sb_arg_offer(form->view.desk->app, field->arg, "", INT_MAX, meet_choice, &completing, &ignored) && completing.fits == 1)
		sb_edit_set(&field->edit, completing.only);
	free(completing.only);
}

bool sb_form_check(struct sb_form *form, size_t index, bool strictly)
{
	struct sb_field *field = &form->fields[index];

	if (strictly && *field->edit.text.data && field->arg->type == SB_CHOICE_TYPE && !is_many(field->arg))
		complete_choice(form, field);

	const char *text = field->edit.text.data, *caution = NULL;
	struct sb_error err = SB_ERROR_INIT;
	sb_auto(buf) echo = SB_BUF_INIT;
	sb_owned(call) call = sb_form_call(form, &err);
	enum sb_status status = SB_OK;

	sb_form_set(&field->error, NULL);
	sb_form_set(&field->caution, NULL);
	sb_form_set(&field->echo, NULL);
	if (!*text) {
		if (strictly && (is_needed(form, field->arg) || lacks_quantities(form, field->arg)))
			sb_form_set(&field->error, _("this is needed"));
		return !field->error;
	}
	if (call && is_quantities(field->arg) && sb_call_count(call, "product") > 1) {
		status = check_quantities(call, field->arg, text, &err);
	} else if (call && !is_many(field->arg)) {
		status = sb_call_check(call, field->arg->name, text, &echo, &err);
		caution = sb_call_warning(call);
	} else if (call) {
		status = check_many(call, field->arg, text, &echo, &caution, &err);
	}
	sb_form_set(&field->echo, strcmp(echo.data, text) && !(field->arg->flags & SB_ARG_SECRET) ? echo.data : NULL);
	/* Half a code has seldom the right digit at its end. */
	sb_form_set(&field->caution, strictly && !status ? caution : NULL);
	if (status && (strictly || status != SB_AMBIGUOUS))
		sb_form_set(&field->error, err.text);
	/* Behind what is wrong in it, for Backspace; a text that is wrong from its beginning is taken back from its end. */
	if (status && strictly && err.column > 1)
		sb_edit_goto(&field->edit, err.column + 1);
	return !status;
}

bool sb_form_is_changed(const struct sb_form *form)
{
	for (size_t i = 0; i < form->count; i++)
		if (!sb_form_is_same(&form->fields[i]))
			return true;
	return false;
}

/* What was said of the field's text is over with that text. */
static void unsay(struct sb_form *form, const struct sb_field *field)
{
	struct sb_desk *desk = form->view.desk;

	if (field->error && strstr(desk->message, field->error))
		sb_desk_say(desk, SB_STYLE_MESSAGE, "%s", "");
}

void sb_form_changed(struct sb_form *form)
{
	unsay(form, &form->fields[form->current]);
	sb_form_set(&form->fields[form->current].error, NULL);
	sb_form_set(&form->fields[form->current].caution, NULL);
	sb_form_set(&form->fields[form->current].echo, NULL);
	form->fields[form->current].is_sure = false;
	/* Who goes on typing does not put it off. */
	if (form->draft_due_ms == SB_NONE)
		form->draft_due_ms = sb_loop_now_ms() + DRAFT_DELAY_MS;
	sb_form_pick(form, false);
}

void sb_form_go(struct sb_form *form, size_t index)
{
	sb_form_pick_close(form);
	if (index != form->current)
		sb_form_check(form, form->current, true);
	form->current = index < form->count ? index : form->count - 1;
}

/* All fields strictly; the first bad one gets the focus. */
static bool check_all(struct sb_form *form)
{
	size_t bad = SIZE_MAX;

	for (size_t i = 0; i < form->count; i++)
		if ((!form->only_changes || !sb_form_is_same(&form->fields[i])) && !sb_form_check(form, i, true) && bad == SIZE_MAX)
			bad = i;
	if (bad == SIZE_MAX)
		return true;
	form->current = bad;
	sb_desk_say(form->view.desk, SB_STYLE_ERROR, "%s: %s", _(form->fields[bad].arg->label), form->fields[bad].error);
	return false;
}

void sb_form_save(struct sb_form *form)
{
	sb_form_pick_close(form);
	if (!check_all(form) || !sb_form_secrets_are_sure(form))
		return;
	if (form->cmd->flags & (SB_ASKS_FIRST | SB_ASKS_ALONE))
		form->state = SB_FORM_CONFIRMING;
	else
		sb_form_book(form);
}

/* The field the error is about gets it and the focus. */
static void show_error(struct sb_form *form, const struct sb_error *err)
{
	struct sb_desk *desk = form->view.desk;
	size_t index = sb_form_find(form, err->field);

	/* There is nothing here that could be said otherwise. */
	if (form->only_asks) {
		sb_desk_close_form(desk, &form->view);
		sb_desk_fail(desk, err);
		return;
	}
	form->state = SB_FORM_EDITING;
	if (index != SIZE_MAX) {
		sb_form_set(&form->fields[index].error, err->text);
		form->current = index;
		if (err->column > 1)
			sb_edit_goto(&form->fields[index].edit, err->column + 1);
	}
	sb_desk_fail(desk, err);
}

void sb_form_book(struct sb_form *form)
{
	struct sb_desk *desk = form->view.desk;
	struct sb_error err = SB_ERROR_INIT;
	sb_owned(call) call = sb_form_call(form, &err);
	struct sb_reply reply;

	if (call && (form->cmd->flags & SB_IS_LONG)) {
		if (sb_desk_call(desk, call, NULL)) {
			sb_form_draft_drop(form);
			sb_desk_close_form(desk, &form->view);
		}
		return;
	}
	sb_reply_init(&reply);
	if (!call || sb_call_run(call, &reply, &err)) {
		if (err.status != SB_STALE || !sb_form_meanwhile(form, &err))
			show_error(form, &err);
	} else {
		sb_form_draft_drop(form);
		sb_desk_close_form(desk, &form->view);
		sb_desk_replied(desk, &reply);
	}
	sb_reply_release(&reply);
}
