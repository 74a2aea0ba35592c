/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Themes and the small pictures drawn with signs. */
#include "tui/glyphs.h"
#include "tui/term.h"
#include "tui/theme.h"
#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

Test(theme, lines_say_colours_and_attributes)
{
	struct sb_theme theme;
	struct sb_error err = SB_ERROR_INIT;

	sb_theme_init(&theme);
	cr_assert_eq(sb_theme_read(&theme,
				   "# mine\nerror = red default bold reverse\nspark=#12ab3f 17\nok = bright-green\n",
				   "mine", &err),
		     SB_OK, "%s", err.text);
	cr_assert_eq(theme.looks[SB_STYLE_ERROR].fg, 1);
	cr_assert_eq(theme.looks[SB_STYLE_ERROR].bg, SB_COLOR_DEFAULT);
	cr_assert_eq(theme.looks[SB_STYLE_ERROR].attrs, SB_ATTR_BOLD | SB_ATTR_REVERSE);
	cr_assert_eq(theme.looks[SB_STYLE_SPARK].fg, SB_COLOR_RGB | 0x12ab3f);
	cr_assert_eq(theme.looks[SB_STYLE_SPARK].bg, 17);
	cr_assert_eq(theme.looks[SB_STYLE_OK].fg, 10);
}

Test(theme, bad_lines_are_named_and_nothing_is_taken)
{
	static const char *const bad[] = { "error red",   "eror = red",     "error = rad",
					   "error = 256", "error = #12345", "error = red blue green",
					   "error =",     "error = bold",   "error = red bold blue" };

	for (size_t i = 0; i < SB_COUNT(bad); i++) {
		sb_auto(buf) text = SB_BUF_INIT;
		struct sb_theme theme;
		struct sb_error err = SB_ERROR_INIT;

		sb_theme_init(&theme);
		sb_buf_printf(&text, "title = red\n%s\n", bad[i]);
		cr_assert_eq(sb_theme_read(&theme, text.data, "mine", &err), SB_INVALID, "%s", bad[i]);
		cr_assert_not_null(strstr(err.text, "mine:2:"), "%s", err.text);
		cr_assert_eq(theme.looks[SB_STYLE_TITLE].fg, SB_COLOR_DEFAULT);
	}
}

Test(theme, the_built_in_ones_load_and_others_are_refused)
{
	static const char *const names[] = { "default", "light", "mono", "high-contrast" };
	struct sb_theme theme;
	struct sb_error err = SB_ERROR_INIT;

	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	for (size_t i = 0; i < SB_COUNT(names); i++)
		cr_assert_eq(sb_theme_load(&theme, names[i], &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_theme_load(&theme, "nonesuch", &err), SB_NOT_FOUND);
	cr_assert_eq(sb_theme_load(&theme, "../../etc/passwd", &err), SB_INVALID);
}

Test(theme, colours_come_down_to_what_the_terminal_can)
{
	cr_assert_eq(sb_color_reduce(SB_COLOR_DEFAULT, 8), SB_COLOR_DEFAULT);
	cr_assert_eq(sb_color_reduce(200, 256), 200);
	cr_assert_eq(sb_color_reduce(SB_COLOR_RGB | 0xff0000, 256), 196);
	cr_assert_eq(sb_color_reduce(SB_COLOR_RGB | 0xff0000, 16), 9);
	cr_assert_eq(sb_color_reduce(SB_COLOR_RGB | 0xff0000, 8), 1);
	cr_assert_eq(sb_color_reduce(12, 8), 4);
	cr_assert_eq(sb_color_reduce(34, 16), 2);
	cr_assert_eq(sb_color_reduce(SB_COLOR_RGB | 0x123456, SB_DEPTH_TRUE), SB_COLOR_RGB | 0x123456);
}

Test(theme, bars_and_sparks_fill_their_cells)
{
	static const int64_t values[] = { 0, 1, 7, SB_NONE, 3 };
	sb_auto(buf) out = SB_BUF_INIT;

	sb_glyphs_spark(sb_glyphs_for(false), &out, values, SB_COUNT(values));
	cr_assert_str_eq(out.data, "▁▂█ ▄");
	sb_buf_clear(&out);
	sb_glyphs_spark(sb_glyphs_for(true), &out, values, SB_COUNT(values));
	cr_assert_str_eq(out.data, "_.@ =");
	sb_buf_clear(&out);
	sb_glyphs_bar(sb_glyphs_for(false), &out, 25, 80, 4);
	cr_assert_str_eq(out.data, "█▎░░");
	sb_buf_clear(&out);
	sb_glyphs_bar(sb_glyphs_for(true), &out, 1, 2, 4);
	cr_assert_str_eq(out.data, "##..");
	sb_buf_clear(&out);
	sb_glyphs_bar(sb_glyphs_for(true), &out, 99, 10, 3);
	cr_assert_str_eq(out.data, "###");
}
