/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk: tabs, the views over them, dialogs, and who gets the next input. */
#include "desk.h"
#include "job.h"
#include "stockbook/path.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void sb_desk_say(struct sb_desk *desk, unsigned style, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(desk->message, sizeof(desk->message), format, args);
	va_end(args);
	desk->message_style = style;
	desk->undo_offer = SB_NONE;
	sb_desk_dirty(desk);
}

void sb_desk_say_also(struct sb_desk *desk, const char *text)
{
	size_t length = strlen(desk->message);

	if (!length)
		sb_desk_say(desk, SB_STYLE_MESSAGE, "%s", text);
	else
		snprintf(desk->message + length, sizeof(desk->message) - length, " · %s", text);
	sb_desk_dirty(desk);
}

void sb_desk_fail(struct sb_desk *desk, const struct sb_error *err)
{
	sb_desk_say(desk, SB_STYLE_ERROR, "%s", err->text);
	sb_log_event(desk->app->log, SB_LOG_INFO, "refused", "code", sb_status_code(err->status), "text", err->text, NULL);
	if (err->status == SB_REFUSED && !strcmp(err->field, "pin") && !desk->dialog)
		sb_desk_ask_user(desk, desk->user);
}

void sb_desk_unsay(struct sb_desk *desk)
{
	if ((desk->message_style == SB_STYLE_ERROR || desk->message_style == SB_STYLE_WARNING) && desk->undo_offer == SB_NONE)
		sb_desk_say(desk, SB_STYLE_MESSAGE, "%s", "");
}

char *sb_desk_book_file(const struct sb_desk *desk)
{
	return sb_path_real(sb_db_where(sb_book_db(desk->app->book)));
}

void sb_desk_dirty(struct sb_desk *desk)
{
	if (desk->loop)
		sb_loop_dirty(desk->loop);
}

struct sb_view *sb_desk_top(const struct sb_desk *desk)
{
	size_t depth = desk->tabs[desk->tab].depth;

	return depth ? desk->tabs[desk->tab].stack[depth - 1] : NULL;
}

struct sb_view *sb_desk_focused(const struct sb_desk *desk)
{
	return desk->dialog ? desk->dialog : sb_desk_top(desk);
}

const char *sb_desk_context(const struct sb_desk *desk)
{
	const struct sb_view *view = sb_desk_focused(desk);
	const char *context;

	if (!view)
		return "page";
	context = view->ops->context ? view->ops->context(view) : view->ops->name;
	return sb_keys_has_context(desk->keys, context) ? context : "page";
}

/* What was said about another page is over, but for an undo on offer. */
static void clear_message(struct sb_desk *desk)
{
	if (desk->undo_offer == SB_NONE)
		desk->message[0] = '\0';
}

/* Whether the focus is in a text decides how scans and printable keys are read. */
static void refocus(struct sb_desk *desk)
{
	const struct sb_view *view = sb_desk_focused(desk);

	if (desk->loop)
		sb_loop_focus(desk->loop, view && view->ops->wants_text && view->ops->wants_text(view));
	sb_desk_dirty(desk);
}

static void close_view(struct sb_view *view)
{
	struct sb_desk *desk = view->desk;

	if (desk->worker)
		sb_worker_forget(desk->worker, view);
	view->ops->close(view);
}

static void lay_on_top(struct sb_desk *desk, struct sb_view *view)
{
	size_t *depth = &desk->tabs[desk->tab].depth;

	if (*depth == SB_DESK_DEPTH_MAX) {
		close_view(view);
		sb_desk_say(desk, SB_STYLE_WARNING, "%s", _("too many pages lie over each other: go back with Esc first"));
		return;
	}
	desk->tabs[desk->tab].stack[(*depth)++] = view;
	refocus(desk);
}

void sb_desk_push(struct sb_desk *desk, struct sb_view *view)
{
	clear_message(desk);
	lay_on_top(desk, view);
}

void sb_desk_show_dialog(struct sb_desk *desk, struct sb_view *dialog)
{
	/* What comes while nobody is signed in, such as the answer of a job, does not take the place of the question. */
	if (desk->is_locked && desk->dialog && dialog->ops != &sb_view_sign_in) {
		close_view(dialog);
		return;
	}
	sb_desk_close_dialog(desk);
	desk->dialog = dialog;
	refocus(desk);
}

void sb_desk_close_dialog(struct sb_desk *desk)
{
	if (desk->dialog)
		close_view(sb_give(desk->dialog));
	refocus(desk);
}

/* A tab's own view is opened the first time it is asked for. */
static struct sb_view *tab_view(struct sb_desk *desk, size_t tab, const char *argument)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_view *view = NULL;

	if (desk->tabs[tab].depth)
		return desk->tabs[tab].stack[0];
	if (sb_view_at(tab)->open(desk, argument, &view, &err)) {
		sb_desk_fail(desk, &err);
		return NULL;
	}
	return desk->tabs[tab].stack[desk->tabs[tab].depth++] = view;
}

static bool go_to_tab(struct sb_desk *desk, size_t tab, const char *argument)
{
	struct sb_view *view;
	bool is_other = desk->tab != tab;

	if (is_other)
		clear_message(desk);
	if (!tab_view(desk, tab, argument))
		return false;
	desk->tab = tab;
	view = desk->tabs[tab].stack[desk->tabs[tab].depth - 1];
	if (is_other && view->ops->shown)
		view->ops->shown(view);
	refocus(desk);
	return true;
}

static size_t tab_of(const struct sb_view_ops *ops)
{
	for (size_t i = 0; i < sb_view_tabs; i++)
		if (sb_view_at(i) == ops)
			return i;
	return SIZE_MAX;
}

struct sb_view *sb_desk_tab_view(struct sb_desk *desk, const struct sb_view_ops *ops, size_t *tab)
{
	*tab = tab_of(ops);
	return tab_view(desk, *tab, "");
}

void sb_desk_open(struct sb_desk *desk, const char *name, const char *argument)
{
	const struct sb_view_ops *ops = sb_view_find(name);
	struct sb_error err = SB_ERROR_INIT;
	struct sb_view *view = NULL;
	size_t number = (size_t)strtoul(name, NULL, 10);

	if (number >= 1 && number <= sb_view_tabs)
		ops = sb_view_at(number - 1);
	if (!ops) {
		sb_desk_say(desk, SB_STYLE_ERROR, _("there is no view %s: press : and type to see what there is"), name);
		return;
	}
	if (!desk->worker && !ops->works_without_book) {
		sb_desk_say(desk, SB_STYLE_WARNING, "%s", _("no book is open yet: make one or open the sample shop first"));
		return;
	}
	/* What is asked from a page lies over it, so that stepping back returns there. */
	if (tab_of(ops) != SIZE_MAX && !(*argument && desk->tabs[desk->tab].depth > 1)) {
		if (go_to_tab(desk, tab_of(ops), argument) && *argument && sb_desk_top(desk)->ops->act)
			sb_desk_top(desk)->ops->act(sb_desk_top(desk), SB_ACTION_FILTER, argument);
		return;
	}
	/* What lies on top already does not come to lie over itself. */
	if (!*argument && !ops->is_dialog && sb_desk_top(desk) && sb_desk_top(desk)->ops == ops)
		return;
	/* What is said from here on is the new page's. */
	if (!ops->is_dialog)
		clear_message(desk);
	if (ops->open(desk, argument, &view, &err))
		sb_desk_fail(desk, &err);
	else if (ops->is_dialog)
		sb_desk_show_dialog(desk, view);
	else
		lay_on_top(desk, view);
}

void sb_desk_back(struct sb_desk *desk)
{
	size_t *depth = &desk->tabs[desk->tab].depth;

	if (desk->dialog) {
		sb_desk_close_dialog(desk);
		return;
	}
	if (*depth <= 1)
		return;
	close_view(desk->tabs[desk->tab].stack[--*depth]);
	refocus(desk);
}

void sb_desk_close_form(struct sb_desk *desk, struct sb_view *view)
{
	for (size_t tab = 0; tab < SB_DESK_TABS_MAX; tab++)
		for (size_t i = 0; i < desk->tabs[tab].depth; i++) {
			struct sb_view **at = &desk->tabs[tab].stack[i];

			if (*at != view)
				continue;
			memmove(at, at + 1, (desk->tabs[tab].depth - i - 1) * sizeof(*at));
			desk->tabs[tab].depth--;
			close_view(view);
			refocus(desk);
			return;
		}
}

/* Every view, dialog included. */
static void each_view(struct sb_desk *desk, void (*visit)(struct sb_view *view, void *with), void *with)
{
	for (size_t tab = 0; tab < SB_DESK_TABS_MAX; tab++)
		for (size_t i = 0; i < desk->tabs[tab].depth; i++)
			visit(desk->tabs[tab].stack[i], with);
	if (desk->dialog)
		visit(desk->dialog, with);
}

static void reload_view(struct sb_view *view, void *with)
{
	(void)with;
	if (view->ops->reload)
		view->ops->reload(view);
}

void sb_desk_changed(struct sb_desk *desk)
{
	struct sb_error ignored = SB_ERROR_INIT;

	/* What the store is called may be what changed. */
	if (desk->app->book)
		(void)!sb_book_use_store(desk->app->book, sb_book_store(desk->app->book)->code, &ignored);
	each_view(desk, reload_view, NULL);
	sb_desk_plan_sweep(desk);
	sb_desk_dirty(desk);
}

static void save_view(struct sb_view *view, void *with)
{
	(void)with;
	if (view->ops->save)
		view->ops->save(view);
}

void sb_desk_save_all(struct sb_desk *desk)
{
	each_view(desk, save_view, NULL);
}

static void find_unsaved(struct sb_view *view, void *with)
{
	if (view->ops->is_unsaved && view->ops->is_unsaved(view))
		*(bool *)with = true;
}

bool sb_desk_is_unsaved(struct sb_desk *desk)
{
	bool any = false;

	each_view(desk, find_unsaved, &any);
	return any;
}

void sb_desk_close_views(struct sb_desk *desk)
{
	if (desk->dialog)
		close_view(sb_give(desk->dialog));
	for (size_t tab = 0; tab < SB_DESK_TABS_MAX; tab++)
		while (desk->tabs[tab].depth)
			close_view(desk->tabs[tab].stack[--desk->tabs[tab].depth]);
}

struct delivery {
	struct sb_answer *answer;
};

static void deliver(struct sb_view *view, void *with)
{
	struct delivery *delivery = with;

	if (delivery->answer->asker == view && view->ops->arrived)
		view->ops->arrived(view, delivery->answer);
}

void sb_desk_woken(struct sb_desk *desk)
{
	struct sb_answer answer;

	while (desk->worker && sb_worker_take(desk->worker, &answer)) {
		each_view(desk, deliver, &(struct delivery){ &answer });
		if (!answer.status && !answer.taken)
			sb_page_release(&answer.page);
		sb_desk_dirty(desk);
	}
	sb_jobs_woken(desk->jobs);
}

/* Views take input first (text, scans, clicks); what they leave is looked up in the keys. */
void sb_desk_input(struct sb_desk *desk, const struct sb_input *input)
{
	struct sb_view *view = sb_desk_focused(desk);
	const struct sb_binding *binding;

	desk->input_ms = sb_loop_now_ms();
	sb_desk_dirty(desk);
	if (view && view->ops->input && view->ops->input(view, input)) {
		refocus(desk);
		return;
	}
	if (input->kind == SB_INPUT_SCAN) {
		sb_desk_scanned(desk, input);
		return;
	}
	if (input->kind != SB_INPUT_KEY)
		return;
	binding = sb_keys_find(desk->keys, sb_desk_context(desk), input->key);
	if (binding)
		sb_desk_run(desk, binding->command);
	refocus(desk);
}

void sb_desk_style(struct sb_desk *desk, struct sb_style *out)
{
	sb_app_style(desk->app, true, out);
}

void sb_put_money(struct sb_desk *desk, int64_t minor, struct sb_buf *out)
{
	const struct sb_currency *currency = sb_book_currency(desk->app->book);

	sb_money_print(minor, currency, &desk->app->numbers, out);
	sb_buf_printf(out, " %s", currency->code);
}

/* The soonest any view wants to be ticked. */
static void soonest(struct sb_view *view, void *with)
{
	int64_t at = view->ops->deadline ? view->ops->deadline(view) : SB_NONE;
	int64_t *least = with;

	if (at != SB_NONE && (*least == SB_NONE || at < *least))
		*least = at;
}

int64_t sb_desk_deadline(struct sb_desk *desk)
{
	int64_t least = desk->app->book ? sb_loop_next_minute_ms() : SB_NONE, lock = sb_desk_lock_ms(desk);

	if (lock != SB_NONE && lock < least)
		least = lock;
	if (desk->look_again_ms != SB_NONE && (least == SB_NONE || desk->look_again_ms < least))
		least = desk->look_again_ms;
	if (desk->sweep_ms != SB_NONE && (least == SB_NONE || desk->sweep_ms < least))
		least = desk->sweep_ms;
	each_view(desk, soonest, &least);
	return least;
}

static void tick_view(struct sb_view *view, void *with)
{
	int64_t now = *(int64_t *)with;
	int64_t at = view->ops->deadline ? view->ops->deadline(view) : SB_NONE;

	if (at != SB_NONE && at <= now && view->ops->tick)
		view->ops->tick(view, now);
}

void sb_desk_tick(struct sb_desk *desk, int64_t now_ms)
{
	if (desk->look_again_ms != SB_NONE && desk->look_again_ms <= now_ms)
		sb_desk_look(desk);
	sb_desk_sweep(desk, now_ms);
	if (sb_desk_lock_ms(desk) != SB_NONE && sb_desk_lock_ms(desk) <= now_ms)
		sb_desk_lock_idle(desk);
	each_view(desk, tick_view, &now_ms);
	sb_desk_dirty(desk);
}
