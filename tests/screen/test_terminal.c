/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen and the loop by themselves: a small program of a list, a text field and a log of what it heard, run on a
 * pseudo terminal through good days and bad ones.
 */
#include "stockbook/buf.h"
#include "tui/edit.h"
#include "tui/keys.h"
#include "tui/loop.h"
#include "tui/signals.h"
#include "vt.h"
#include <criterion/criterion.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LIST_ROWS = 15 };

struct mini {
	struct sb_term *term;
	struct sb_loop *loop;
	struct sb_edit edit;
	bool in_text;
	int selected;
	struct sb_buf heard;
	int resizes;
};

static void hear(struct mini *mini, const struct sb_input *input)
{
	switch (input->kind) {
	case SB_INPUT_KEY:
		sb_chord_print(input->key, &mini->heard);
		break;
	case SB_INPUT_PASTE:
		sb_buf_printf(&mini->heard, "<paste %zu>", input->bytes);
		break;
	case SB_INPUT_SCAN:
		sb_buf_printf(&mini->heard, "<scan %s>", input->text);
		break;
	case SB_INPUT_MOUSE:
		sb_buf_printf(&mini->heard, "<mouse %d,%d>", input->row, input->col);
		break;
	case SB_INPUT_FOCUS:
		sb_buf_puts(&mini->heard, input->focused ? "<in>" : "<out>");
		break;
	}
	sb_buf_putc(&mini->heard, ' ');
}

static void command(struct mini *mini, const struct sb_input *input)
{
	struct sb_error err = SB_ERROR_INIT;
	char *const child[] = { (char[]){ "true" }, NULL };
	int status;

	if (sb_input_is_key(input, 'q', 0))
		sb_loop_quit(mini->loop);
	else if (sb_input_is_key(input, 'j', 0) && mini->selected < LIST_ROWS - 1)
		mini->selected++;
	else if (sb_input_is_key(input, '/', 0))
		mini->in_text = true;
	else if (sb_input_is_key(input, 'z', SB_MOD_CTRL))
		sb_loop_suspend(mini->loop);
	else if (sb_input_is_key(input, 'X', 0))
		raise(SIGSEGV);
	else if (sb_input_is_key(input, 'y', 0) && sb_term_copy(mini->term, "mug", 3, &err))
		sb_loop_quit(mini->loop);
	else if (sb_input_is_key(input, 'E', 0) && sb_loop_run_child(mini->loop, child, &status, &err))
		sb_loop_quit(mini->loop);
}

static void take(void *app, const struct sb_input *input)
{
	struct mini *mini = app;

	hear(mini, input);
	if (input->kind == SB_INPUT_SCAN && mini->in_text)
		sb_edit_retract(&mini->edit, input->retract);
	if (!mini->in_text)
		command(mini, input);
	else if (sb_input_is_key(input, SB_KEY_ESC, 0))
		mini->in_text = false;
	else
		sb_edit_input(&mini->edit, input);
	sb_loop_focus(mini->loop, mini->in_text);
}

static void paint(void *app)
{
	struct mini *mini = app;
	struct sb_term *term = mini->term;
	int rows = sb_term_rows(term), cols = sb_term_cols(term);
	sb_auto(buf) field = SB_BUF_INIT;

	sb_term_erase(term);
	sb_term_printf(term, 0, 0, cols, SB_STYLE_TITLE, "mini %dx%d resizes %d", cols, rows, mini->resizes);
	struct sb_edit_view view = sb_edit_view(&mini->edit, 20, &field);

	sb_term_put(term, 1, 0, 2, SB_STYLE_LABEL, "/");
	sb_term_put(term, 1, 2, 20, SB_STYLE_FIELD, field.data);
	for (int i = 0; i < LIST_ROWS; i++) {
		unsigned over = i == mini->selected ? SB_OVER_SELECTED : 0;
		char name[64];

		snprintf(name, sizeof(name), "緑茶 row \033[31m%d", i);
		sb_term_put(term, 2 + i, 0, 1, over, i == mini->selected ? sb_term_glyphs(term)->selected : " ");
		sb_term_fit(term, 2 + i, 2, 20, over, name, false);
		sb_term_fit(term, 2 + i, 24, 8, SB_STYLE_NEGATIVE | over, "-12.50", true);
	}
	sb_term_fill(term, rows - 2, 0, cols, SB_STYLE_RULE, sb_term_glyphs(term)->horizontal);
	sb_term_put(term, rows - 1, 0, cols, SB_STYLE_MESSAGE, mini->heard.data);
	if (sb_term_note(term))
		sb_term_put(term, rows - 3, 0, cols, SB_STYLE_WARNING, sb_term_note(term));
	if (mini->in_text)
		sb_term_cursor(term, 1, 2 + view.cursor, true);
	else
		sb_term_cursor(term, 2 + mini->selected, 0, true);
}

static void resized(void *app)
{
	struct mini *mini = app;

	mini->resizes++;
}

static void ending(void *app, int number)
{
	struct mini *mini = app;

	(void)number;
	sb_loop_quit(mini->loop);
}

static const struct sb_loop_client client = { .input = take, .resized = resized, .ending = ending, .paint = paint };

static int run_mini(void *with)
{
	const char *color = with;
	struct sb_term_options options = sb_term_options_from_environment();
	struct mini mini = { .edit = SB_EDIT_INIT, .heard = SB_BUF_INIT };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_scan_rules rules;
	struct sb_theme theme;
	const char *prefix = getenv("STOCKBOOK_SCAN_PREFIX");

	setlocale(LC_ALL, "");
	sb_signals_block();
	if (color)
		options.color = color;
	if (sb_theme_load(&theme, "default", &err) ||
	    sb_scan_rules_parse(prefix ? prefix : "", "enter", 30, &rules, &err) ||
	    sb_term_open(&mini.term, &options, &theme, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 7;
	}
	sb_term_title(mini.term, "mini: test");
	if (sb_loop_open(&mini.loop, mini.term, &rules, &client, &mini, &err) || sb_loop_run(mini.loop, &err))
		return 1;
	sb_loop_close(mini.loop);
	sb_term_close(mini.term);
	sb_edit_release(&mini.edit);
	sb_buf_release(&mini.heard);
	return 0;
}

static struct vt *begin(const struct vt_start *how)
{
	struct vt_start start = *how;

	start.run = run_mini;
	struct vt *vt = vt_start(&start);

	cr_assert(vt_wait(vt, "mini"));
	cr_assert(vt_settle(vt));
	return vt;
}

static bool is_restored(struct vt *vt)
{
	struct termios modes = vt_termios(vt);

	return !vt_is_alternate(vt) && !vt_mode(vt, 2004) && !vt_mode(vt, 1004) && !vt_mode(vt, 1000) &&
	       !vt_mode(vt, 2026) && modes.c_lflag & ICANON && modes.c_lflag & ECHO;
}

static void quit(struct vt *vt)
{
	vt_send_raw(vt, "q", 1);
	ENDS_WELL(vt);
	cr_assert(is_restored(vt), "%s", vt_story(vt));
	vt_free(vt);
}

Test(terminal, shows_the_grid_with_wide_characters_in_their_columns)
{
	struct vt *vt = begin(&(struct vt_start){ 0 });

	cr_assert_str_eq(vt_row(vt, 0), "mini 80x24 resizes 0");
	cr_assert_str_eq(vt_row(vt, 2), "▸ 緑茶 row ␛[31m0         -12.50");
	cr_assert_str_eq(vt_cell(vt, 2, 2).text, "緑");
	cr_assert_eq(vt_cell(vt, 2, 2).width, 2);
	cr_assert(vt_cell(vt, 2, 2).reverse && !vt_cell(vt, 3, 2).reverse);
	cr_assert_eq(vt_cell(vt, 3, 26).fg, 1);
	cr_assert_str_eq(vt_title(vt), "mini: test");
	cr_assert(vt_is_alternate(vt) && vt_mode(vt, 2004) && vt_mode(vt, 1004) && vt_mode(vt, 1006));
	quit(vt);
}

Test(terminal, the_cursor_is_on_what_is_selected)
{
	struct vt *vt = begin(&(struct vt_start){ 0 });
	int row, col;
	bool visible;

	cr_assert(vt_send(vt, "jjj"));
	vt_cursor(vt, &row, &col, &visible);
	cr_assert(row == 5 && col == 0 && visible, "%d %d", row, col);
	cr_assert(vt_cell(vt, 5, 2).reverse && !vt_cell(vt, 2, 2).reverse);
	cr_assert(vt_send(vt, "/m\303\274g"));
	vt_cursor(vt, &row, &col, &visible);
	cr_assert(row == 1 && col == 5, "%d %d", row, col);
	cr_assert_str_eq(vt_row(vt, 1), "/ müg");
	cr_assert(vt_send(vt, "\033"));
	quit(vt);
}

Test(terminal, a_move_costs_few_bytes_and_one_frame)
{
	struct vt *vt = begin(&(struct vt_start){ .rows = 43, .cols = 132 });
	uint64_t bytes = vt_bytes(vt), frames = vt_frames(vt);

	for (int i = 0; i < 10; i++)
		cr_assert(vt_send(vt, "j"));
	cr_assert_eq(vt_frames(vt) - frames, 10);
	cr_assert_lt(vt_bytes(vt) - bytes, 4000, "%llu", (unsigned long long)(vt_bytes(vt) - bytes));
	quit(vt);
}

/*
 * What is told apart by time is tried again where a machine that has much else to do was too slow for it; a program that
 * cannot tell it fails every time.
 */
enum { TRIES = 20 };

Test(terminal, split_and_unknown_sequences_are_no_commands)
{
	bool is_so = false;

	for (int i = 0; i < TRIES && !is_so; i++) {
		struct vt *vt = begin(&(struct vt_start){ 0 });

		vt_send_raw(vt, "\033[", 2);
		vt_pass_ms(vt, 60);
		cr_assert(vt_send(vt, "A\033[13;9u\033[99;99z\033[200~q\nq\033[201~\033[<0;5;4M"));
		is_so = strcmp(vt_row(vt, 23), "Up <paste 3> <mouse 3,4>") == 0;
		cr_assert(is_so || i < TRIES - 1, "%s", vt_story(vt));
		quit(vt);
	}
}

/* A code that comes with gaps between its characters. */
static void scan_slowly(struct vt *vt, int gap_ms)
{
	for (const char *at = "4006381333931\r"; *at; at++) {
		vt_send_raw(vt, at, 1);
		if (gap_ms)
			vt_pass_ms(vt, gap_ms);
	}
	cr_assert(vt_settle(vt));
}

Test(terminal, scans_are_events_at_any_speed)
{
	static const int gaps_ms[] = { 0, 2, 8 };

	for (size_t i = 0, tries = 0; i < SB_COUNT(gaps_ms); tries++) {
		struct vt *vt = begin(&(struct vt_start){ .scans = true });

		scan_slowly(vt, gaps_ms[i]);
		if (strcmp(vt_row(vt, 23), "<scan 4006381333931>") == 0)
			i++;
		else
			cr_assert_lt(tries, TRIES, "gaps of %d ms:\n%s", gaps_ms[i], vt_story(vt));
		vt_send(vt, "/");
		vt_send_raw(vt, "4006381333931\r", 14);
		cr_assert(vt_settle(vt));
		cr_assert_str_eq(vt_row(vt, 1), "/", "the field holds nothing of the code");
		vt_send(vt, "\033");
		quit(vt);
	}
}

Test(terminal, follows_its_size_through_a_storm)
{
	struct vt *vt = begin(&(struct vt_start){ 0 });

	for (int i = 0; i < 60; i++) {
		int rows = 1 + (i * 7) % 40, cols = 1 + (i * 31) % 130;

		cr_assert(vt_resize(vt, rows, cols));
	}
	cr_assert(vt_resize(vt, 20, 60));
	cr_assert(vt_settle(vt));
	cr_assert_eq(strncmp(vt_row(vt, 0), "mini 60x20", 10), 0, "%s", vt_row(vt, 0));
	cr_assert_eq(vt_find(vt, "mini"), 0);
	cr_assert_eq(vt_cell(vt, 18, 59).text[0], "─"[0]);
	quit(vt);
}

Test(terminal, is_restored_after_signals_and_crashes)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };

	for (size_t i = 0; i < SB_COUNT(signals); i++) {
		struct vt *vt = begin(&(struct vt_start){ 0 });

		vt_signal(vt, signals[i]);
		int status = vt_end(vt);

		if (i < 4)
			cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "signal %d:\n%s", signals[i], vt_story(vt));
		else
			cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == signals[i], "signal %d:\n%s", signals[i], vt_story(vt));
		cr_assert(is_restored(vt), "signal %d:\n%s", signals[i], vt_story(vt));
		vt_free(vt);
	}
}

Test(terminal, no_color_means_none_and_color_beats_it)
{
	char *const none[] = { (char[]){ "NO_COLOR=1" }, NULL };
	struct vt *vt = begin(&(struct vt_start){ .environment = none });

	cr_assert_eq(vt_colors(vt), 0);
	cr_assert(vt_cell(vt, 2, 2).reverse, "the selection is seen without colour");
	quit(vt);
	vt = begin(&(struct vt_start){ .environment = none, .with = (char[]){ "always" } });
	cr_assert_eq(vt_cell(vt, 3, 26).fg, 1);
	quit(vt);
}

Test(terminal, unknown_types_fall_back_and_say_so)
{
	struct vt *vt = begin(&(struct vt_start){ .type = "ghost-term" });

	cr_assert_geq(vt_find(vt, "ghost-term"), 0);
	quit(vt);
}

Test(terminal, a_dumb_terminal_gets_a_sentence)
{
	struct vt *vt = vt_start(&(struct vt_start){ .type = "dumb", .run = run_mini });
	int status = vt_end(vt);

	cr_assert_eq(WEXITSTATUS(status), 7, "%s", vt_story(vt));
	cr_assert_not_null(strstr(vt_row(vt, 0), "TERM=dumb"), "%s", vt_row(vt, 0));
	vt_free(vt);
}

Test(terminal, without_utf8_all_is_ascii)
{
	char *const c[] = { (char[]){ "LC_ALL=C" }, NULL };
	struct vt *vt = begin(&(struct vt_start){ .environment = c });
	char *screen = vt_screen(vt);

	for (const char *at = screen; *at; at++)
		cr_assert(*at == '\n' || (*at >= ' ' && *at < 0x7f), "%s", screen);
	cr_assert_eq(vt_row(vt, 2)[0], '>');
	free(screen);
	quit(vt);
}

Test(terminal, one_cell_is_enough_to_live)
{
	struct vt *vt = vt_start(&(struct vt_start){ .rows = 1, .cols = 1, .run = run_mini });

	cr_assert(vt_settle(vt));
	cr_assert(vt_resize(vt, 24, 80));
	cr_assert_eq(vt_find(vt, "mini 80x24"), 0);
	quit(vt);
}

Test(terminal, the_clipboard_gets_what_is_copied_and_a_child_the_terminal)
{
	struct vt *vt = begin(&(struct vt_start){ 0 });

	cr_assert(vt_send(vt, "y"));
	cr_assert(vt_send(vt, "E"));
	cr_assert(vt_is_alternate(vt) && vt_mode(vt, 2004));
	cr_assert_str_eq(vt_row(vt, 2), "▸ 緑茶 row ␛[31m0         -12.50");
	quit(vt);
}

Test(terminal, idle_means_no_output_at_all)
{
	struct vt *vt = begin(&(struct vt_start){ 0 });
	uint64_t before = vt_bytes(vt);

	vt_pass_ms(vt, 300);
	cr_assert_eq(vt_bytes(vt), before);
	quit(vt);
}
