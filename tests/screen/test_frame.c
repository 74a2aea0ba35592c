/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame on all kinds of terminals: sizes, colours, character sets, sudden ends. */
#include "shop.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Test(frame, works_from_the_smallest_to_the_largest_screen)
{
	static const int sizes[][2] = { { 16, 60 }, { 24, 80 }, { 43, 132 }, { 100, 300 }, { 10, 40 } };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct vt *vt = shop_open(sizes[i][0], sizes[i][1], NULL, false);

		cr_assert(vt_wait(vt, "Blue mug"), "%d rows, %d columns", sizes[i][0], sizes[i][1]);
		SHOWS(vt, "help");
		SHOWS(vt, "1 Products");
		if (sizes[i][1] >= 60)
			SHOWS(vt, "6 Journal");
		shop_close(vt);
	}
}

Test(frame, survives_any_resizing_and_keeps_what_is_typed)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "a"));
	cr_assert(vt_send(vt, "typed"));
	for (int i = 1; i < 60; i++)
		cr_assert(vt_resize(vt, 1 + i * 7 % 40, 1 + i * 13 % 120));
	cr_assert(vt_resize(vt, 5, 20));
	SHOWS(vt, "needs 40");
	cr_assert(vt_resize(vt, 24, 80));
	SHOWS(vt, "typed");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "d"));
	shop_close(vt);
}

Test(frame, draws_without_colour_when_asked)
{
	char *const environment[] = { "NO_COLOR=1", NULL };
	struct vt *vt = shop_open(0, 0, environment, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "2"));
	cr_assert_eq(vt_colors(vt), 0);
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(frame, draws_with_plain_characters_in_the_c_locale)
{
	char *const environment[] = { "LC_ALL=C", "LANG=C", NULL };
	struct vt *vt = shop_open(0, 0, environment, false);
	char *screen;

	cr_assert(vt_wait(vt, "63 rows"));
	screen = vt_screen(vt);
	for (const char *at = screen; *at; at++)
		cr_assert((unsigned char)*at < 0x80, "only ASCII:\n%s", screen);
	cr_assert_not_null(strstr(screen, " - MAIN"), "a dot is drawn as a dash, not as a question mark:\n%s", screen);
	free(screen);
	shop_close(vt);
}

Test(frame, knows_the_linux_console_and_draws_there_with_plain_characters)
{
	char *const environment[] = { "TERM=linux", NULL };
	struct vt *vt = shop_open(0, 0, environment, false);
	char *screen;

	cr_assert(vt_wait(vt, "63 rows"));
	screen = vt_screen(vt);
	cr_assert_null(strstr(screen, "unknown"), "its description has no size, and is one:\n%s", screen);
	cr_assert_not_null(strstr(screen, " - MAIN"), "%s", screen);
	cr_assert_not_null(strstr(screen, " > MUG-BLUE"), "%s", screen);
	cr_assert_not_null(strstr(screen, "Grüner"), "letters are no signs:\n%s", screen);
	free(screen);
	shop_close(vt);
}

Test(frame, esc_leaves_a_form_in_which_nothing_was_typed)
{
	static const char *const forms[] = { "s", "e", "c" };
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		cr_assert(vt_send(vt, forms[i]));
		cr_assert(vt_wait(vt, "Product *"), "form of %s", forms[i]);
		cr_assert(vt_send(vt, "\033"));
		cr_assert_neq(vt_find(vt, "63 rows"), -1, "%s: nothing is lost, nothing is asked", forms[i]);
	}
	shop_close(vt);
}

Test(frame, falls_back_from_an_unknown_terminal_and_says_so)
{
	char *const environment[] = { "TERM=no-such-terminal", NULL };
	struct vt *vt = shop_open(0, 0, environment, false);

	cr_assert(vt_wait(vt, "no-such-terminal"));
	shop_close(vt);
}

Test(frame, gives_the_terminal_back_on_every_signal)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT };

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		char *const environment[] = { "ASAN_OPTIONS=handle_segv=0:handle_abort=0:detect_leaks=0", NULL };
		struct vt *vt = shop_open(0, 0, environment, false);

		cr_assert(vt_wait(vt, "63 rows"));
		vt_signal(vt, signals[i]);
		vt_end(vt);
		GIVES_BACK(vt);
		vt_free(vt);
	}
	cr_assert_eq(shop_run("check"), 0);
}

/* A shell with job control between: only what has one can be stopped by itself. What is sent to it is not told as read. */
Test(frame, is_suspended_and_comes_back_as_it_was)
{
	static char script[] = "set -m; \"$0\" -b \"$1\" -u ana; echo stopped $?; read line; fg >/dev/null; echo ended $?; read line";
	char book[512], *argv[] = { "sh", "-c", script, getenv("STOCKBOOK"), book, NULL };
	struct vt *vt;

	snprintf(book, sizeof(book), "%s/shop.book", shop_home());
	vt = vt_start(&(struct vt_start){ .argv = argv });
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "a"));
	cr_assert(vt_send(vt, "half-typed"));
	vt_send_raw(vt, "\032", 1);
	cr_assert(vt_wait(vt, "stopped 148"));
	cr_assert_not(vt_is_alternate(vt));
	cr_assert(vt_termios(vt).c_lflag & ICANON, "the shell reads lines again");
	vt_send_raw(vt, "\r", 1);
	cr_assert(vt_wait(vt, "half-typed"));
	cr_assert(vt_is_alternate(vt));
	vt_send_raw(vt, "\033", 1);
	cr_assert(vt_wait(vt, "d discard"));
	vt_send_raw(vt, "d", 1);
	cr_assert(vt_wait(vt, "63 rows"));
	vt_send_raw(vt, "q", 1);
	cr_assert(vt_wait(vt, "ended 0"));
	vt_send_raw(vt, "\r", 1);
	vt_end(vt);
	vt_free(vt);
}

Test(frame, of_a_till_is_not_suspended)
{
	char *const environment[] = { "STOCKBOOK_SCREEN_SUSPEND=false", NULL };
	struct vt *vt = shop_open(0, 0, environment, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "\032"));
	cr_assert(vt_is_alternate(vt));
	shop_close(vt);
}

Test(frame, names_cannot_move_the_cursor)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("add WIDE --name='緑茶 \xF0\x9F\x8D\xB5 e\xCC\x81' --price=1"), 0);
	cr_assert_eq(shop_run("add BIDI --name=\"$(printf 'a\\342\\200\\256b')\" --price=1"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "rows"));
	cr_assert(vt_send(vt, "/sku:WIDE\r"));
	SHOWS(vt, "緑茶");
	SHOWS(vt, "1.00");
	shop_close(vt);
}

Test(frame, a_paste_never_submits_and_unknown_keys_do_nothing)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "a"));
	cr_assert(vt_send(vt, "\033[200~pasted\rline\033[201~"));
	SHOWS(vt, "pasted line");
	cr_assert(vt_send(vt, "\033[13;5u\033[1;9Z"));
	SHOWS(vt, "pasted line");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "d"));
	shop_close(vt);
}

/* Anything but leaving: letters, keys of the counter and forms, pastes, scans, clicks, broken sequences. */
static const char *const anything[] = {
	"a", "b", "c", "d", "e", "g", "h", "j", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "v", "x", "y", "z", "A", "G", "H", "P", "S",
	"T", "U", "W", "X", "0", "1", "2", "3", "4", "5", "9", "/", ":", "?", "*", "[", "]", "<", ">", "-", "+", "=", ".", ",", " ", "\"", "\r",
	"\r", "\r", "\t", "\t", "\033", "\033", "\033[A", "\033[B", "\033[B", "\033[5~", "\033[6~", "\033[H", "\033[F", "\023", "\017",
	"\007", "\016", "\022", "\025", "\177", "\033[200~pa\rste\033[201~", "~4006381333931\r", "mug-red\r", "\033[<0;10;8M",
	"\033[<64;10;8M", "\0331", "\0332", "\0333", "\0334", "\377", "\033[99;99u", "\303\251",
};

/* Keys that chance draws may spell "quit" in the palette: then it must have ended well, and the next terminal goes on. */
static struct vt *still_there(struct vt *vt, char *const *environment, bool is_wanted)
{
	if (is_wanted)
		return vt;
	ENDS_WELL(vt);
	vt_free(vt);
	vt = shop_open(0, 0, environment, false);
	cr_assert(vt_wait(vt, "rows"));
	return vt;
}

Test(frame, any_keys_in_any_order_do_no_harm)
{
	char *const environment[] = { "STOCKBOOK_SCREEN_PRINT=true", "EDITOR=true", "VISUAL=true", "STOCKBOOK_SCREEN_SUSPEND=false", NULL };
	struct vt *vt = shop_open(0, 0, environment, false);
	uint64_t state = 20260321;

	cr_assert(vt_wait(vt, "63 rows"));
	for (int i = 0; i < 4000; i++) {
		const char *key;

		state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		key = anything[(state >> 33) % (sizeof(anything) / sizeof(anything[0]))];
		vt_send_raw(vt, key, strlen(key));
		if (i % 20 == 0)
			vt_pass_ms(vt, 2);
		if (i % 500 == 499)
			vt = still_there(vt, environment, vt_resize(vt, 10 + i / 100 % 30, 40 + i / 40));
	}
	vt_signal(vt, SIGTERM);
	ENDS_WELL(vt);
	vt_free(vt);
	cr_assert_eq(shop_run("check"), 0);
}

Test(frame, what_is_wrong_with_a_field_is_told_in_full)
{
	struct vt *vt = shop_open(16, 60, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, ":sell\r"));
	SHOWS(vt, "Sell to a customer");
	cr_assert(vt_send(vt, "no-such-product-in-this-shop 4711\t"));
	SHOWS(vt, "no product has the SKU, barcode or name");
	SHOWS(vt, "4711\": try part of its name");
	HIDES(vt, "stockbook list");
	cr_assert(vt_send(vt, "\033"));
	SHOWS(vt, "discard what was typed");
	cr_assert(vt_send(vt, "d"));
	shop_close(vt);
}

Test(frame, a_long_message_is_never_cut)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, ":journal\r"));
	cr_assert(vt_send(vt, "/kind:gift\r"));
	cr_assert(vt_wait(vt, "there is no such thing"));
	SHOWS(vt, "hold_expire");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_wait(vt, "batch finished"));
	shop_close(vt);
}
