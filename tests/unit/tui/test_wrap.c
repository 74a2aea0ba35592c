/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in lines: nothing of it is lost, and no line is wider than there is room for. */
#include "stockbook/buf.h"
#include "stockbook/text.h"
#include "tui/wrap.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

static void set_up(void)
{
	setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(wrap, .init = set_up);

Test(wrap, lines_break_at_blanks_or_where_they_must_and_hold_everything)
{
	static const char text[] = "what happened and what to do about it: süß 茶 und so weiter";

	for (int cells = 2; cells < 70; cells++) {
		sb_auto(buf) joined = SB_BUF_INIT;
		const char *at = text;
		int lines = 0;

		do {
			size_t length = sb_wrap_line(at, cells);
			sb_owned_string line = sb_strndup(at, length);

			cr_assert_leq(sb_text_width(line), cells, "\"%s\"", line);
			sb_buf_printf(&joined, "%s%s", line, at[length] == ' ' ? " " : "");
			at = sb_wrap_rest(at, length);
			lines++;
		} while (*at);
		cr_assert_str_eq(joined.data, text);
		cr_assert_eq(lines, sb_wrap_count(text, cells));
	}
	cr_assert_eq(sb_wrap_count("", 5), 1);
	cr_assert_eq(sb_wrap_line("東京都", 5), 6);
	cr_assert_eq(sb_wrap_line("東京都", 1), 3, "a character is the least");
	cr_assert_eq(sb_wrap_line("ab 東京", 6), 2);
}
