/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running a line of the palette's language: %words are filled in, then it is an action, or a command of the shell. Commands that lack
 * something open their form.
 */
#include "desk.h"
#include "form.h"
#include "job.h"
#include "outside.h"
#include "table.h"
#include "words.h"

#include <ctype.h>
#include <string.h>

/* Fills in %words from the view's subject; false when one cannot be. */
static bool fill_in(struct sb_desk *desk, const char *line, struct sb_buf *out)
{
	struct sb_view *view = sb_desk_top(desk);

	while (*line) {
		sb_auto(buf) word = SB_BUF_INIT;
		sb_auto(buf) value = SB_BUF_INIT;

		if (*line != '%' || !islower((unsigned char)line[1])) {
			sb_buf_putc(out, *line++);
			continue;
		}
		for (line++; islower((unsigned char)*line) || *line == '_'; line++)
			sb_buf_putc(&word, *line);
		if (!view || !view->ops->subject || !view->ops->subject(view, word.data, &value)) {
			sb_desk_say(desk, SB_STYLE_WARNING, "%s", _("nothing is selected: choose a row first"));
			return false;
		}
		sb_buf_puts(out, value.data);
	}
	return true;
}

static const char *behind_first_word(const char *line)
{
	line += strcspn(line, " \t");
	return line + strspn(line, " \t");
}

/* Esc: a dialog, then what the view steps back from, then the page. Never out of the program. */
static void step_back(struct sb_desk *desk)
{
	struct sb_view *view = sb_desk_focused(desk);

	if (desk->message_style == SB_STYLE_ERROR)
		sb_desk_unsay(desk);
	if (view && view->ops->act && view->ops->act(view, SB_ACTION_BACK, ""))
		return;
	sb_desk_back(desk);
}

static void quit(struct sb_desk *desk)
{
	if (desk->is_locked && sb_jobs_is_busy(desk->jobs)) {
		sb_desk_say(desk, SB_STYLE_WARNING, "%s", _("a job is still running: sign in to stop it, or wait for it"));
		return;
	}
	if (sb_desk_is_unsaved(desk) && !desk->quit_asked) {
		desk->quit_asked = true;
		sb_desk_say(desk, SB_STYLE_WARNING, "%s",
			    _("something is not saved: again to leave it as a draft and quit, Esc to stay"));
		return;
	}
	if (sb_jobs_is_busy(desk->jobs) && !desk->quit_asked) {
		desk->quit_asked = true;
		sb_desk_say(desk, SB_STYLE_WARNING, "%s", _("a job is still running: again to stop it and quit, Esc to stay"));
		return;
	}
	sb_desk_save_all(desk);
	sb_loop_quit(desk->loop);
}

static void close_or_quit(struct sb_desk *desk)
{
	if (desk->dialog || desk->tabs[desk->tab].depth > 1)
		sb_desk_back(desk);
	else
		quit(desk);
}

/* Ctrl-C: the job, then what is typed; twice in a second it offers to quit. */
static void cancel(struct sb_desk *desk)
{
	int64_t now = sb_loop_now_ms();
	bool twice = desk->interrupt_ms != SB_NONE && now - desk->interrupt_ms < 1000;

	desk->interrupt_ms = now;
	if (!desk->is_locked && sb_jobs_cancel(desk->jobs)) {
		sb_desk_say(desk, SB_STYLE_WARNING, "%s", _("stopping the job"));
	} else if (twice) {
		quit(desk);
	} else {
		step_back(desk);
		sb_desk_say(desk, SB_STYLE_MESSAGE, "%s", _("Ctrl-C again to quit"));
	}
}

/* What was just said, or done last, is taken back at once; an entry chosen from many is asked about. */
static void undo(struct sb_desk *desk, bool is_undo)
{
	sb_owned(call) call = sb_call_new(desk->app, sb_cmd_find("undo"));
	struct sb_error err = SB_ERROR_INIT;
	int64_t seq = desk->undo_offer;
	sb_auto(buf) number = SB_BUF_INIT;

	if (!desk->app->book)
		return;
	if (!is_undo || seq == SB_NONE) {
		if (sb_book_undoable(desk->app->book, is_undo, &seq, &err)) {
			sb_desk_fail(desk, &err);
			return;
		}
	}
	sb_buf_printf(&number, "%lld", (long long)seq);
	sb_call_human(call, true);
	if (sb_call_give_next(call, number.data, &err))
		sb_desk_fail(desk, &err);
	else
		sb_desk_call(desk, call, NULL);
}

static void manual(struct sb_desk *desk, const char *rest)
{
	const struct sb_view *view = sb_desk_top(desk);

	sb_desk_open(desk, "manual", *rest ? rest : view && view->ops->manual ? view->ops->manual : "");
}

static void palette(struct sb_desk *desk, const char *rest)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_view *view;

	if (sb_view_palette.open(desk, rest, &view, &err))
		sb_desk_fail(desk, &err);
	else
		sb_desk_show_dialog(desk, view);
}

/* The form of the line that stands behind it, its field at once in the user's editor. */
static void edit_outside(struct sb_desk *desk, const char *line)
{
	struct sb_view *before = sb_desk_top(desk), *form;

	if (*line)
		sb_desk_run(desk, line);
	form = sb_desk_top(desk);
	if (form && form != before && form->ops->act)
		form->ops->act(form, SB_ACTION_EDITOR, "");
}

/* Whether something over a tab's own view would be lost. */
static bool is_unsaved_over(const struct sb_desk *desk, size_t tab)
{
	for (size_t i = 1; i < desk->tabs[tab].depth; i++) {
		const struct sb_view *view = desk->tabs[tab].stack[i];

		if (view->ops->is_unsaved && view->ops->is_unsaved(view))
			return true;
	}
	return false;
}

/* From any page to the counter, for what a selected row says; where the counter refuses it, the page stays and says why. */
static void counter_mode(struct sb_desk *desk, const char *rest)
{
	struct sb_view *view;
	size_t tab;

	if (!desk->worker) {
		sb_desk_open(desk, "counter", "");
		return;
	}
	view = sb_desk_tab_view(desk, &sb_view_counter, &tab);
	/* There it was asked before. */
	if (!view || sb_desk_top(desk) == view)
		return;
	if (is_unsaved_over(desk, tab)) {
		sb_desk_say(desk, SB_STYLE_WARNING, "%s", _("something lies over the counter that is not saved: save it or leave it first"));
		return;
	}
	if (!view->ops->act(view, SB_ACTION_MODE, rest))
		return;
	sb_desk_open(desk, "counter", "");
	/* Pages may lie over the counter, the one this was asked from among them. */
	while (desk->tabs[tab].depth > 1)
		sb_desk_back(desk);
}

static void switch_user(struct sb_desk *desk, const char *name)
{
	/* What the page said last would be read as said of the PIN. */
	sb_desk_say(desk, SB_STYLE_MESSAGE, "%s", "");
	sb_desk_ask_user(desk, name);
}

/* Actions the desk itself knows; the view was asked before, but for stepping back. */
static void desk_act(struct sb_desk *desk, enum sb_action_id action, const char *rest)
{
	switch ((int)action) {
	case SB_ACTION_BACK: step_back(desk); break;
	case SB_ACTION_CLOSE: close_or_quit(desk); break;
	case SB_ACTION_QUIT: quit(desk); break;
	case SB_ACTION_CANCEL: cancel(desk); break;
	case SB_ACTION_HELP: sb_desk_open(desk, "keys", sb_desk_context(desk)); break;
	case SB_ACTION_MANUAL: manual(desk, rest); break;
	case SB_ACTION_PALETTE: palette(desk, rest); break;
	case SB_ACTION_VIEW: sb_desk_open(desk, rest, ""); break;
	case SB_ACTION_USE_STORE: sb_desk_use_store(desk, rest); break;
	case SB_ACTION_SWITCH_USER: switch_user(desk, rest); break;
	case SB_ACTION_LOCK: sb_desk_lock(desk); break;
	case SB_ACTION_MODE: counter_mode(desk, rest); break;
	case SB_ACTION_UNDO: undo(desk, true); break;
	case SB_ACTION_REDO: undo(desk, false); break;
	case SB_ACTION_RELOAD: sb_desk_changed(desk); break;
	case SB_ACTION_REPAINT: sb_term_repaint(desk->term); break;
	case SB_ACTION_EDITOR: edit_outside(desk, rest); break;
	case SB_ACTION_SUSPEND:
		if (sb_setting_int(desk->app->settings, SB_SET_SCREEN_SUSPEND))
			sb_loop_suspend(desk->loop);
		break;
	default:
		sb_desk_say(desk, SB_STYLE_WARNING, _("%s does nothing here"), _(sb_actions[action].label));
	}
}

/* Nobody has signed in: they may, or may leave the program, whatever keys are bound to. */
static bool is_shut(const struct sb_desk *desk, enum sb_action_id action)
{
	static const bool open[SB_ACTION_COUNT] = {
		[SB_ACTION_ACCEPT] = true, [SB_ACTION_MOVE] = true, [SB_ACTION_BACK] = true,
		[SB_ACTION_CANCEL] = true, [SB_ACTION_QUIT] = true, [SB_ACTION_REPAINT] = true,
	};

	return desk->is_locked && (action == SB_ACTION_NONE || !open[action]);
}

static void run_action(struct sb_desk *desk, enum sb_action_id action, const char *rest)
{
	struct sb_view *view = sb_desk_focused(desk);

	if (action != SB_ACTION_CLOSE && action != SB_ACTION_QUIT && desk->quit_asked) {
		desk->quit_asked = false;
		sb_desk_unsay(desk);
	}
	if (action != SB_ACTION_BACK && view && view->ops->act && view->ops->act(view, action, rest))
		return;
	desk_act(desk, action, rest);
}

/* "--price=3", "--price 3" and positional words into the call. A name at the end without a value is the field meant: *asked. */
static enum sb_status give_words(struct sb_call *call, const struct sb_words *words, size_t from, const char **asked, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	for (size_t i = from; i < words->count && !status; i++) {
		const char *word = words->word[i];
		const char *equals = strchr(word, '=');
		sb_auto(buf) name = SB_BUF_INIT;

		if (strncmp(word, "--", 2) || !word[2]) {
			status = sb_call_give_next(call, word, err);
			continue;
		}
		sb_buf_add(&name, word + 2, equals ? (size_t)(equals - word - 2) : strlen(word + 2));
		const struct sb_arg *arg = sb_cmd_arg(sb_call_cmd(call), name.data);
		/* A secret is typed where it is not seen. */
		if (arg && arg->flags & SB_ARG_SECRET)
			*asked = arg->name;
		else if (equals)
			status = sb_call_give(call, name.data, equals + 1, err);
		else if (arg && arg->type == SB_BOOL_TYPE)
			status = sb_call_give(call, name.data, "yes", err);
		else if (i + 1 < words->count)
			status = sb_call_give(call, name.data, words->word[++i], err);
		else
			*asked = word + 2;
	}
	return status;
}

static bool lacks_required(const struct sb_call *call)
{
	const struct sb_cmd *cmd = sb_call_cmd(call);

	for (size_t i = 0; i < cmd->arg_count; i++) {
		const struct sb_arg *arg = &cmd->args[i];

		if ((arg->flags & SB_ARG_REQUIRED) && !sb_call_has(call, arg->name) && !(arg->unless && sb_call_has(call, arg->unless)))
			return true;
	}
	return false;
}

/* Whether nothing is given but what it is about: its form asks for the rest. */
static bool has_only_subject(const struct sb_call *call)
{
	const struct sb_cmd *cmd = sb_call_cmd(call);

	for (size_t i = 1; i < cmd->arg_count; i++)
		if (sb_call_has(call, cmd->args[i].name))
			return false;
	return true;
}

/* What is missing is asked for; adding shows all of it before it is saved. */
static bool wants_form(const struct sb_call *call)
{
	const struct sb_cmd *cmd = sb_call_cmd(call);

	return lacks_required(call) || (cmd->flags & (SB_ASKS_FIRST | SB_ASKS_ALONE)) || ((cmd->flags & SB_FORM_FIRST) && has_only_subject(call));
}

static void run_command(struct sb_desk *desk, const struct sb_cmd *cmd, const struct sb_words *words, size_t from)
{
	sb_owned(call) call = sb_call_new(desk->app, cmd);
	struct sb_error err = SB_ERROR_INIT;
	const char *asked = NULL;

	if ((cmd->flags & SB_IS_SHELL_ONLY) && desk->worker) {
		sb_desk_say(desk, SB_STYLE_WARNING, _("%s is for the shell: run stockbook %s there"), cmd->name, cmd->name);
		return;
	}
	sb_call_human(call, true);
	if (give_words(call, words, from, &asked, &err))
		sb_desk_fail(desk, &err);
	else if (!asked && !wants_form(call))
		sb_desk_call(desk, call, NULL);
	else if (sb_call_admit(call, &err)) /* rather than when all is filled in */
		sb_desk_fail(desk, &err);
	else
		sb_form_show(desk, sb_give(call), asked);
}

/* What a page prints is its own; what a command answers is printed from anywhere. */
static bool names_command(const char *line)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_words words;
	size_t taken;

	sb_words_cut(line, arena, &words);
	return words.count && sb_cmd_find_words(words.word, words.count, &taken);
}

/* "count sheet 12": what it answers as text. */
static void print_answer(struct sb_desk *desk, const char *line)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error err = SB_ERROR_INIT;
	const char *asked = NULL;
	const struct sb_cmd *cmd;
	struct sb_words words;
	struct sb_reply reply;
	size_t taken = 1;

	sb_words_cut(line, arena, &words);
	cmd = words.count ? sb_cmd_find_words(words.word, words.count, &taken) : NULL;
	if (!cmd || !(cmd->flags & SB_BY_ANYONE)) {
		sb_desk_say(desk, SB_STYLE_WARNING, "%s", _("name a command that tells something, such as print count sheet 12"));
		return;
	}
	sb_owned(call) call = sb_call_new(desk->app, cmd);
	sb_call_human(call, true);
	sb_reply_init(&reply);
	if (give_words(call, &words, taken, &asked, &err) || sb_call_run(call, &reply, &err))
		sb_desk_fail(desk, &err);
	else if (reply.text)
		sb_outside_print(desk, reply.text);
	else
		sb_desk_say(desk, SB_STYLE_WARNING, _("%s answers no text to print"), cmd->name);
	sb_reply_release(&reply);
}

void sb_desk_run(struct sb_desk *desk, const char *line)
{
	sb_owned(arena) arena = sb_arena_new();
	sb_auto(buf) filled = SB_BUF_INIT;
	enum sb_action_id action = sb_action_find(line);
	const struct sb_cmd *cmd;
	struct sb_words words;
	size_t taken = 1;

	if (is_shut(desk, action)) {
		sb_desk_say(desk, SB_STYLE_WARNING, "%s", _("the terminal is locked: sign in first"));
		return;
	}
	if (!fill_in(desk, line, &filled))
		return;
	if (action == SB_ACTION_PRINT && names_command(behind_first_word(filled.data))) {
		print_answer(desk, behind_first_word(filled.data));
		return;
	}
	if (action != SB_ACTION_NONE) {
		run_action(desk, action, behind_first_word(filled.data));
		return;
	}
	sb_words_cut(filled.data, arena, &words);
	if (!words.count)
		return;
	cmd = sb_cmd_find_words(words.word, words.count, &taken);
	if (cmd)
		run_command(desk, cmd, &words, taken);
	else if (sb_cmd_is_family(words.word[0]))
		sb_desk_open(desk, "palette", words.word[0]);
	else if (sb_view_find(words.word[0]))
		sb_desk_open(desk, words.word[0], words.count > 1 ? words.word[1] : "");
	else
		sb_desk_say(desk, SB_STYLE_ERROR, _("there is no command %s: press : and type to see what there is"), words.word[0]);
}

/* What the reply holds beyond its sentence. */
static void show_reply(struct sb_desk *desk, struct sb_reply *reply)
{
	sb_auto(buf) name = SB_BUF_INIT;
	const char *argument;

	if (reply->stream) {
		sb_desk_open(desk, reply->stream->name, reply->ask.query ? reply->ask.query : "");
	} else if (reply->open) {
		argument = behind_first_word(reply->open);
		sb_buf_add(&name, reply->open, strcspn(reply->open, " "));
		sb_desk_open(desk, name.data, argument);
	} else if ((reply->has_page && reply->page.count) || reply->text) {
		sb_table_show(desk, reply, NULL);
	}
}

static void say_reply(struct sb_desk *desk, const struct sb_reply *reply)
{
	bool warns = reply->warning && *reply->warning;

	if (reply->message || warns)
		sb_desk_say(desk, warns ? SB_STYLE_WARNING : SB_STYLE_OK, "%s%s%s", reply->message ? reply->message : "",
			    reply->message && warns ? " · " : "", warns ? reply->warning : "");
	if (reply->has_outcome && reply->outcome.seq && !reply->outcome.replayed && reply->outcome.kind != SB_KIND_UNDO &&
	    sb_kind_is_undoable(reply->outcome.kind))
		desk->undo_offer = reply->outcome.seq;
}

void sb_desk_replied(struct sb_desk *desk, struct sb_reply *reply)
{
	struct sb_error err = SB_ERROR_INIT;

	/* The first command of a start without a book made one, or pointed to one. */
	if (!desk->worker && sb_desk_open_book(desk, &err))
		sb_desk_fail(desk, &err);
	if (desk->worker)
		show_reply(desk, reply);
	sb_desk_changed(desk);
	say_reply(desk, reply);
}

bool sb_desk_call(struct sb_desk *desk, struct sb_call *call, struct sb_reply *reply)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_reply own;
	struct sb_reply *answer = reply ? reply : &own;
	enum sb_status status;

	if (sb_call_cmd(call)->flags & SB_IS_LONG) {
		status = sb_jobs_start(desk->jobs, call, &err);
		if (status)
			sb_desk_fail(desk, &err);
		return !status;
	}
	sb_reply_init(answer);
	status = sb_call_run(call, answer, &err);
	if (status)
		sb_desk_fail(desk, &err);
	else
		sb_desk_replied(desk, answer);
	if (!reply)
		sb_reply_release(&own);
	return !status;
}

void sb_desk_scanned(struct sb_desk *desk, const struct sb_input *scan)
{
	sb_auto(buf) line = SB_BUF_INIT;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_found found;
	const char *rule = sb_setting_text(desk->app->settings, SB_SET_SCAN_WEIGHT);

	if (scan->trouble == SB_SCAN_ALT_DIGITS) {
		sb_desk_say(desk, SB_STYLE_ERROR, "%s", _("the scanner types Alt and digits, which a terminal cannot read: set it to a plain keyboard"));
		return;
	}
	if (!desk->app->book)
		return;
	if (!sb_product_find(desk->app->book, scan->text, rule, true, &found, &err)) {
		sb_buf_printf(&line, "#%lld", (long long)found.id);
		sb_desk_open(desk, "product", line.data);
		return;
	}
	if (err.status != SB_NOT_FOUND) {
		sb_desk_fail(desk, &err);
		return;
	}
	sb_buf_puts(&line, "add --barcode=");
	sb_buf_puts(&line, scan->text);
	sb_desk_run(desk, line.data);
	sb_desk_say(desk, SB_STYLE_WARNING, _("unknown code %s: here it can be added, Esc leaves it"), scan->text);
}
