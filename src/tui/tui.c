/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal door: takes the terminal over, opens the book, runs the loop, gives everything back. */
#include "stockbook/tui.h"
#include "desk.h"
#include "form.h"
#include "job.h"
#include "signals.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/*
 * What the loop calls
 */
static void on_input(void *with, const struct sb_input *input)
{
	sb_desk_input(with, input);
}

static void on_resized(void *with)
{
	sb_desk_dirty(with);
}

static void on_ending(void *with, int signal)
{
	struct sb_desk *desk = with;

	if (signal == SIGINT) {
		sb_desk_run(desk, "cancel");
		return;
	}
	sb_desk_save_all(desk);
	sb_loop_quit(desk->loop);
}

static void on_woken(void *with)
{
	sb_desk_woken(with);
}

static int64_t on_deadline(void *with)
{
	return sb_desk_deadline(with);
}

static void on_tick(void *with, int64_t now_ms)
{
	sb_desk_tick(with, now_ms);
}

static bool on_busy(void *with)
{
	struct sb_desk *desk = with;

	return sb_jobs_is_busy(desk->jobs) || (desk->worker && sb_worker_is_busy(desk->worker));
}

static void on_paint(void *with)
{
	sb_desk_paint(with);
}

static const struct sb_loop_client client = {
	.input = on_input,
	.resized = on_resized,
	.ending = on_ending,
	.woken = on_woken,
	.deadline = on_deadline,
	.tick = on_tick,
	.busy = on_busy,
	.paint = on_paint,
};

/*
 * Setting up
 */
static bool is_known_word(const char *word)
{
	return sb_action_find(word) != SB_ACTION_NONE || sb_cmd_find(word) || sb_cmd_is_family(word) || sb_view_find(word);
}

/* Moving the selection may happen at once although the key may turn out the first of a scan. */
static bool is_harmless(void *with, struct sb_chord key)
{
	struct sb_desk *desk = with;
	const struct sb_binding *binding = sb_keys_find(desk->keys, sb_desk_context(desk), key);

	return !binding || !strncmp(binding->command, "move", 4);
}

static enum sb_status read_keys(struct sb_desk *desk, struct sb_error *err)
{
	enum sb_status status = sb_keys_read_builtin(desk->keys, err);

	return status ? status : sb_keys_read_user(desk->keys, sb_setting_text(desk->app->settings, SB_SET_SCREEN_KEYS), is_known_word, err);
}

static enum sb_status open_term(struct sb_desk *desk, const struct sb_tui_options *options, struct sb_error *err)
{
	const struct sb_settings *settings = desk->app->settings;
	struct sb_term_options how = sb_term_options_from_environment();
	enum sb_status status = sb_theme_load(&desk->theme, options->plain ? "mono" : sb_setting_text(settings, SB_SET_SCREEN_THEME), err);

	how.plain = options->plain;
	how.color = options->plain ? "never" : sb_setting_text(settings, SB_SET_SCREEN_COLOR);
	how.ascii = options->plain || sb_setting_int(settings, SB_SET_SCREEN_ASCII);
	how.mouse = !options->no_mouse && sb_setting_int(settings, SB_SET_SCREEN_MOUSE);
	return status ? status : sb_term_open(&desk->term, &how, &desk->theme, err);
}

static enum sb_status open_loop(struct sb_desk *desk, struct sb_error *err)
{
	const struct sb_settings *settings = desk->app->settings;
	struct sb_scan_rules rules = { 0 };
	enum sb_status status = sb_scan_rules_parse(sb_setting_text(settings, SB_SET_SCAN_PREFIX), sb_setting_text(settings, SB_SET_SCAN_SUFFIX),
						    sb_setting_int(settings, SB_SET_SCAN_GAP_MS), &rules, err);

	rules.harmless = is_harmless;
	rules.with = desk;
	return status ? status : sb_loop_open(&desk->loop, desk->term, &rules, &client, desk, err);
}

static void set_title(struct sb_desk *desk)
{
	sb_auto(buf) title = SB_BUF_INIT;
	const char *where = sb_db_where(sb_book_db(desk->app->book)), *slash = strrchr(where, '/');

	sb_buf_printf(&title, "stockbook: %s", slash ? slash + 1 : where);
	sb_term_title(desk->term, title.data);
}

/* Said once, on the message line: what the opening found worth knowing. */
static void say_notes(struct sb_desk *desk)
{
	const char *warning = sb_db_warning(sb_book_db(desk->app->book));

	if (*warning)
		sb_desk_say(desk, SB_STYLE_WARNING, "%s", warning);
	else if (sb_term_note(desk->term))
		sb_desk_say(desk, SB_STYLE_WARNING, "%s", sb_term_note(desk->term));
	if (desk->app->recovered)
		sb_desk_say(desk, SB_STYLE_WARNING,
			    ngettext("an unfinished import was taken back: %lld entry", "an unfinished import was taken back: %lld entries",
				     (unsigned long)desk->app->recovered),
			    (long long)desk->app->recovered);
}

enum sb_status sb_desk_open_book(struct sb_desk *desk, struct sb_error *err)
{
	enum sb_status status = sb_app_open_book(desk->app, SB_DB_WRITE, err);

	if (!status)
		status = sb_worker_open(desk->app, desk->loop, &desk->worker, err);
	if (status)
		return status;
	sb_desk_close_views(desk);
	sb_desk_watch(desk);
	sb_desk_plan_sweep(desk);
	sb_desk_open(desk, "products", "");
	set_title(desk);
	say_notes(desk);
	sb_form_offer_draft(desk);
	sb_desk_greet(desk);
	return SB_OK;
}

static void show_start(struct sb_desk *desk)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_view *view;

	if (!sb_view_start.open(desk, "", &view, &err))
		sb_desk_push(desk, view);
}

static enum sb_status begin(struct sb_desk *desk, const struct sb_tui_options *options, struct sb_error *err)
{
	sb_owned_string path = sb_app_book_path(desk->app);
	enum sb_status status = read_keys(desk, err);

	if (status)
		return status;
	/* A book that cannot be opened is said on the plain terminal, before the screen is taken. */
	if (!access(path, F_OK) || desk->app->book) {
		status = sb_app_open_book(desk->app, SB_DB_WRITE, err);
		if (status)
			return status;
	}
	sb_signals_block();
	status = open_term(desk, options, err);
	if (!status)
		status = open_loop(desk, err);
	if (!status && desk->app->book)
		status = sb_desk_open_book(desk, err);
	else if (!status)
		show_start(desk);
	return status;
}

static void end(struct sb_desk *desk)
{
	sb_jobs_free(desk->jobs);
	sb_desk_close_views(desk);
	if (desk->loop && desk->app->book)
		sb_desk_unwatch(desk);
	sb_worker_close(desk->worker);
	if (desk->loop)
		sb_loop_close(desk->loop);
	if (desk->term)
		sb_term_close(desk->term);
	sb_keys_free(desk->keys);
	free(desk->user);
}

int sb_tui_main(struct sb_app *app, const struct sb_tui_options *options)
{
	struct sb_desk *desk = sb_alloc(sizeof(*desk));
	struct sb_error err = SB_ERROR_INIT;
	enum sb_status status;

	desk->app = app;
	desk->keys = sb_keys_new();
	desk->user = sb_app_user(app);
	desk->undo_offer = desk->interrupt_ms = desk->look_again_ms = desk->sweep_ms = desk->input_ms = SB_NONE;
	desk->watch_fd = -1;
	desk->message_style = SB_STYLE_MESSAGE;
	desk->jobs = sb_jobs_new(desk);
	status = begin(desk, options, &err);
	if (!status)
		status = sb_loop_run(desk->loop, &err);
	end(desk);
	free(desk);
	if (status)
		fprintf(stderr, "stockbook: %s\n", err.text);
	return sb_status_exit(status);
}
