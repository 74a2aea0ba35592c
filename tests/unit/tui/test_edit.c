/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line editor: readline's keys, wide and combining characters, scrolling. A bar in the texts is the cursor. */
#include "tui/edit.h"
#include "tui/keys.h"
#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

static void set_up(void)
{
	setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(edit, .init = set_up);

static void set_with_bar(struct sb_edit *edit, const char *text)
{
	const char *bar = strchr(text, '|');

	sb_edit_set(edit, bar + 1);
	edit->cursor = 0;
	sb_edit_insert(edit, text, (size_t)(bar - text));
}

static char *with_bar(const struct sb_edit *edit)
{
	sb_auto(buf) out = SB_BUF_INIT;

	sb_buf_add(&out, edit->text.data, edit->cursor);
	sb_buf_putc(&out, '|');
	sb_buf_puts(&out, edit->text.data + edit->cursor);
	return sb_buf_take(&out);
}

static enum sb_edit_effect press(struct sb_edit *edit, const char *key)
{
	struct sb_input input = { .kind = SB_INPUT_KEY };

	cr_assert(sb_chord_parse(key, &input.key), "%s", key);
	return sb_edit_input(edit, &input);
}

Test(edit, keys_do_what_readline_does)
{
	static const struct {
		const char *before, *key, *after;
		enum sb_edit_effect effect;
	} rows[] = {
		{ "ab|c", "x", "abx|c", SB_EDIT_CHANGED },
		{ "ab|c", "\303\251", "ab\303\251|c", SB_EDIT_CHANGED },
		{ "ab|c", "C-a", "|abc", SB_EDIT_MOVED },
		{ "ab|c", "Home", "|abc", SB_EDIT_MOVED },
		{ "ab|c", "C-e", "abc|", SB_EDIT_MOVED },
		{ "ab|c", "C-b", "a|bc", SB_EDIT_MOVED },
		{ "ab|c", "C-f", "abc|", SB_EDIT_MOVED },
		{ "|abc", "Left", "|abc", SB_EDIT_MOVED },
		{ "abc|", "Right", "abc|", SB_EDIT_MOVED },
		{ "one two-three|", "M-b", "one two-|three", SB_EDIT_MOVED },
		{ "one two|", "C-Left", "one |two", SB_EDIT_MOVED },
		{ "|one two", "M-f", "one| two", SB_EDIT_MOVED },
		{ "ab|c", "BSpace", "a|c", SB_EDIT_CHANGED },
		{ "|abc", "BSpace", "|abc", SB_EDIT_MOVED },
		{ "ab|c", "Del", "ab|", SB_EDIT_CHANGED },
		{ "ab|c", "C-d", "ab|", SB_EDIT_CHANGED },
		{ "one two-three|", "C-w", "one |", SB_EDIT_CHANGED },
		{ "one two-three|", "M-BSpace", "one two-|", SB_EDIT_CHANGED },
		{ "one| two three", "M-d", "one| three", SB_EDIT_CHANGED },
		{ "one| two", "C-u", "| two", SB_EDIT_CHANGED },
		{ "one| two", "C-k", "one|", SB_EDIT_CHANGED },
		{ "ab|", "C-t", "ba|", SB_EDIT_CHANGED },
		{ "a|bc", "C-t", "ba|c", SB_EDIT_CHANGED },
		{ "ab|", "Enter", "ab|", SB_EDIT_IGNORED },
		{ "ab|", "Esc", "ab|", SB_EDIT_IGNORED },
		{ "ab|", "Tab", "ab|", SB_EDIT_IGNORED },
		{ "ab|", "Up", "ab|", SB_EDIT_IGNORED },
		{ "ab|", "M-x", "ab|", SB_EDIT_IGNORED },
		{ "ab|", "F1", "ab|", SB_EDIT_IGNORED },
		{ "e\314\201|x", "BSpace", "|x", SB_EDIT_CHANGED }, /* a letter goes with its accent */
		{ "a\347\267\221|", "Left", "a|\347\267\221", SB_EDIT_MOVED },
	};

	for (size_t i = 0; i < SB_COUNT(rows); i++) {
		struct sb_edit edit = SB_EDIT_INIT;

		set_with_bar(&edit, rows[i].before);
		cr_assert_eq(press(&edit, rows[i].key), rows[i].effect, "row %zu", i);
		sb_owned_string after = with_bar(&edit);

		cr_assert_str_eq(after, rows[i].after, "row %zu: %s", i, after);
		sb_edit_release(&edit);
	}
}

Test(edit, what_was_killed_comes_back)
{
	struct sb_edit edit = SB_EDIT_INIT;

	set_with_bar(&edit, "one two|");
	press(&edit, "C-w");
	press(&edit, "C-a");
	press(&edit, "C-y");
	sb_owned_string after = with_bar(&edit);

	cr_assert_str_eq(after, "two|one ");
	sb_edit_release(&edit);
}

Test(edit, a_paste_is_one_line_without_control_characters)
{
	struct sb_edit edit = SB_EDIT_INIT;
	const struct sb_input paste = { .kind = SB_INPUT_PASTE, .text = "two\nlines\t\033[A\n", .bytes = 14 };

	set_with_bar(&edit, "<|>");
	cr_assert_eq(sb_edit_input(&edit, &paste), SB_EDIT_CHANGED);
	sb_owned_string after = with_bar(&edit);

	cr_assert_str_eq(after, "<two lines [A|>");
	sb_edit_release(&edit);
}

Test(edit, the_line_is_bounded)
{
	struct sb_edit edit = SB_EDIT_INIT;
	sb_owned_string much = sb_alloc(SB_EDIT_BYTES_MAX * 2 + 1);

	memset(much, 'x', SB_EDIT_BYTES_MAX * 2);
	sb_edit_set(&edit, much);
	cr_assert_eq(edit.text.len, SB_EDIT_BYTES_MAX);
	cr_assert_eq(press(&edit, "y"), SB_EDIT_MOVED);
	sb_edit_release(&edit);
}

Test(edit, a_scan_takes_its_first_characters_back)
{
	struct sb_edit edit = SB_EDIT_INIT;

	set_with_bar(&edit, "mug 4\303\251|x");
	sb_edit_retract(&edit, 2);
	sb_owned_string after = with_bar(&edit);

	cr_assert_str_eq(after, "mug |x");
	sb_edit_retract(&edit, 99);
	cr_assert_str_eq(edit.text.data, "x");
	sb_edit_release(&edit);
}

Test(edit, the_view_follows_the_cursor_and_never_splits_a_wide_character)
{
	struct sb_edit edit = SB_EDIT_INIT;

	sb_edit_set(&edit, "\347\267\221\350\214\266 green tea of the house");
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < 30; i++) {
			sb_auto(buf) shown = SB_BUF_INIT;
			struct sb_edit_view view = sb_edit_view(&edit, 10, &shown);

			cr_assert_geq(view.cursor, 0);
			cr_assert_lt(view.cursor, 10);
			press(&edit, round ? "Right" : "Left");
		}
	}
	sb_auto(buf) shown = SB_BUF_INIT;
	struct sb_edit_view view = sb_edit_view(&edit, 10, &shown);

	cr_assert_str_eq(shown.data, "the house ");
	cr_assert_eq(view.cursor, 9);
	cr_assert(view.more_left);
	sb_edit_release(&edit);
}

Test(edit, a_column_of_an_error_is_a_character)
{
	struct sb_edit edit = SB_EDIT_INIT;

	sb_edit_set(&edit, "\303\251t\303\251 12x");
	sb_edit_goto(&edit, 7);
	cr_assert_str_eq(edit.text.data + edit.cursor, "x");
	sb_edit_goto(&edit, 99);
	cr_assert_eq(edit.cursor, edit.text.len);
	sb_edit_release(&edit);
}

Test(edit, a_secret_shows_a_mark_for_each_character)
{
	struct sb_edit edit = SB_EDIT_INIT;
	sb_auto(buf) shown = SB_BUF_INIT;
	struct sb_edit_view view;

	sb_edit_set(&edit, "\303\2511234");
	view = sb_edit_mask(&edit, 8, "*", &shown);
	cr_assert_str_eq(shown.data, "*****   ");
	cr_assert_eq(view.cursor, 5);
	sb_buf_clear(&shown);
	view = sb_edit_mask(&edit, 4, "*", &shown);
	cr_assert_str_eq(shown.data, "*** ");
	cr_assert_eq(view.cursor, 3);
	sb_edit_release(&edit);
}
