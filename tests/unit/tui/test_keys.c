/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys files: what they say, what is refused, and that the built-in one keeps its promises. */
#include "tui/keys_parts.h"
#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

static void set_up(void)
{
	setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(keys, .init = set_up);

static struct sb_chord chord(const char *text)
{
	struct sb_chord out;

	cr_assert(sb_chord_parse(text, &out), "%s", text);
	return out;
}

static const char *bound(const struct sb_keys *keys, const char *context, const char *key)
{
	const struct sb_binding *binding = sb_keys_find(keys, context, chord(key));

	return binding ? binding->command : "";
}

static struct sb_keys *read(const char *text)
{
	struct sb_keys *keys = sb_keys_new();
	struct sb_error err = SB_ERROR_INIT;

	cr_assert_eq(sb_keys_read(keys, text, "test", NULL, &err), SB_OK, "%s", err.text);
	return keys;
}

static bool knows_sell(const char *word)
{
	return strcmp(word, "sell") == 0;
}

Test(keys, are_written_one_way_and_read_in_several)
{
	static const struct {
		const char *read, *written;
	} rows[] = {
		{ "a", "a" },
		{ "A", "A" },
		{ "S-a", "A" },
		{ "C-A", "C-a" },
		{ "Enter", "Enter" },
		{ "C-m", "Enter" },
		{ "C-i", "Tab" },
		{ "C-[", "Esc" },
		{ "C-h", "BSpace" },
		{ "Space", "Space" },
		{ "C-Space", "C-Space" },
		{ "M-1", "M-1" },
		{ "S-Tab", "S-Tab" },
		{ "M-C-x", "C-M-x" },
		{ "-", "-" },
		{ "C--", "C--" },
		{ "M-PgUp", "M-PgUp" },
		{ "F20", "F20" },
		{ "\303\251", "\303\251" },
		{ "C", "C" },
	};

	for (size_t i = 0; i < SB_COUNT(rows); i++) {
		sb_auto(buf) out = SB_BUF_INIT;

		sb_chord_print(chord(rows[i].read), &out);
		cr_assert_str_eq(out.data, rows[i].written, "%s gave %s", rows[i].read, out.data);
	}
	struct sb_chord none;
	static const char *const bad[] = { "", "Entr", "F21", "C-", "ab", "C-Foo" };

	for (size_t i = 0; i < SB_COUNT(bad); i++)
		cr_assert_not(sb_chord_parse(bad[i], &none), "%s", bad[i]);
}

Test(keys, people_read_keys_as_the_manual_names_them)
{
	static const struct {
		const char *written, *shown;
	} rows[] = {
		{ "C-s", "^S" },	 { "M-u", "Alt-U" }, { "S-Tab", "Shift-Tab" }, { "C-M-x", "Ctrl-Alt-X" },
		{ "C-Space", "Ctrl-Space" }, { "u", "u" },	     { "U", "U" },	       { "F9", "F9" },
	};

	for (size_t i = 0; i < SB_COUNT(rows); i++) {
		sb_auto(buf) out = SB_BUF_INIT;

		sb_chord_show(chord(rows[i].written), &out);
		cr_assert_str_eq(out.data, rows[i].shown, "%s gave %s", rows[i].written, out.data);
	}
}

Test(keys, what_a_context_does_not_bind_its_parent_may)
{
	sb_owned(keys) keys =
		read("context any\nbind any q close\nbind any x  sell  %sku 1 \n"
		     "context list any\nbind list q nothing\nunbind list x\n# comment\nbind list # hash\n");

	cr_assert_str_eq(bound(keys, "any", "q"), "close");
	cr_assert_str_eq(bound(keys, "any", "x"), "sell  %sku 1");
	cr_assert_str_eq(bound(keys, "list", "q"), "nothing");
	cr_assert_str_eq(bound(keys, "list", "x"), "");
	cr_assert_str_eq(bound(keys, "list", "#"), "hash");
	cr_assert_null(sb_keys_find(keys, "nowhere", chord("q")));
	cr_assert_null(sb_keys_find_own(keys, "list", chord("x")));
}

Test(keys, a_later_file_wins_and_keeps_the_rest)
{
	sb_owned(keys) keys = read("context any\nbind any q close\nbind any u undo\nhint any close | undo\n");
	struct sb_error err = SB_ERROR_INIT;

	cr_assert_eq(sb_keys_read(keys, "bind any q quit\nhint any undo\n", "mine", NULL, &err), SB_OK, "%s", err.text);
	cr_assert_str_eq(bound(keys, "any", "q"), "quit");
	cr_assert_str_eq(bound(keys, "any", "u"), "undo");
	cr_assert_str_eq(sb_keys_hint(keys, "any", 0), "undo");
	cr_assert_null(sb_keys_hint(keys, "any", 1));
	const struct sb_binding *binding = sb_keys_find(keys, "any", chord("q"));

	cr_assert_str_eq(binding->file, "mine");
	cr_assert_eq(binding->line, 1);
}

Test(keys, bad_lines_name_file_and_line_and_nothing_is_taken)
{
	static const struct {
		const char *text, *says;
		enum sb_status status;
	} rows[] = {
		{ "bind any q sell\nbnd any x y\n", "mine:2:", SB_INVALID },
		{ "bind any\n", "mine:1:", SB_INVALID },
		{ "bind nowhere q sell\n", "mine:1:", SB_INVALID },
		{ "\n\nbind any Qx sell\n", "mine:3:", SB_INVALID },
		{ "bind any M-O sell\n", "mine:1:", SB_INVALID },
		{ "bind any q fly\n", "fly", SB_INVALID },
		{ "bind any q sell\n\nbind any q sell it\n", "line 1", SB_CONFLICT },
		{ "context any\n", "mine:1:", SB_CONFLICT },
		{ "context new nowhere\n", "nowhere", SB_INVALID },
		{ "unbind any\n", "mine:1:", SB_INVALID },
		{ "hint nowhere x\n", "nowhere", SB_INVALID },
	};

	for (size_t i = 0; i < SB_COUNT(rows); i++) {
		sb_owned(keys) keys = read("context any\nbind any q close\n");
		struct sb_error err = SB_ERROR_INIT;

		cr_assert_eq(sb_keys_read(keys, rows[i].text, "mine", knows_sell, &err), rows[i].status, "row %zu", i);
		cr_assert_not_null(strstr(err.text, rows[i].says), "row %zu: %s", i, err.text);
		cr_assert_str_eq(bound(keys, "any", "q"), "close");
	}
}

Test(keys, the_best_key_of_a_command_is_one_that_works_there)
{
	sb_owned(keys) keys =
		read("context any\nbind any x help\nbind any F1 help\ncontext list any\nbind list x mark\n"
		     "bind list s sell %sku\n");

	cr_assert_eq(sb_keys_of(keys, "list", "help")->chord.key, SB_KEY_F1);
	cr_assert_eq(sb_keys_of(keys, "any", "help")->chord.key, 'x');
	cr_assert_eq(sb_keys_of(keys, "list", "sell")->chord.key, 's');
	cr_assert_null(sb_keys_of(keys, "list", "sel"));
}

static void count(void *with, const struct sb_binding *binding)
{
	int *seen = with;

	cr_assert(binding->command[0]);
	(*seen)++;
}

static struct sb_keys *builtin(void)
{
	struct sb_keys *keys = sb_keys_new();
	struct sb_error err = SB_ERROR_INIT;

	cr_assert_eq(sb_keys_read_builtin(keys, &err), SB_OK, "%s", err.text);
	return keys;
}

Test(keys, the_built_in_file_binds_what_people_expect)
{
	static const struct {
		const char *context, *key, *command;
	} rows[] = {
		{ "products", "Enter", "open" },
		{ "products", "s", "sell %sku" },
		{ "products", "Space", "mark" },
		{ "products", "j", "move down" },
		{ "products", "Down", "move down" },
		{ "products", "G", "move last" },
		{ "products", "/", "filter" },
		{ "products", ":", "palette" },
		{ "products", "C-p", "palette" },
		{ "products", "?", "keys-help" },
		{ "products", "F1", "keys-help" },
		{ "products", "Esc", "back" },
		{ "products", "q", "leave" },
		{ "products", "u", "undo-last" },
		{ "products", "C-r", "redo-last" },
		{ "products", "[", "sort-up" },
		{ "products", "3", "view 3" },
		{ "counter", "M-3", "view 3" },

		{ "form", "C-s", "save" },
		{ "form", "Tab", "next-field" },
		{ "counter", "q", "" },
		{ "form", "q", "" },
		{ "filter", "j", "" },
		{ "leaving", "Esc", "keep" },
	};
	sb_owned(keys) keys = builtin();

	for (size_t i = 0; i < SB_COUNT(rows); i++)
		cr_assert_str_eq(bound(keys, rows[i].context, rows[i].key), rows[i].command, "%s %s", rows[i].context,
				 rows[i].key);
}

Test(keys, every_hint_of_the_built_in_file_has_a_key)
{
	sb_owned(keys) keys = builtin();

	for (size_t i = 0; i < keys->context_count; i++) {
		const char *context = keys->contexts[i].name, *hint;
		int seen = 0;

		sb_keys_each(keys, context, count, &seen);
		cr_assert_gt(seen, 5, "%s", context);
		cr_assert_not_null(sb_keys_hint(keys, context, 0), "%s", context);
		for (size_t at = 0; (hint = sb_keys_hint(keys, context, at)); at++)
			cr_assert_not_null(sb_keys_of(keys, context, hint), "%s: %s has no key", context, hint);
	}
}

static void check_not_text(void *with, const struct sb_binding *binding)
{
	struct sb_input input = { .kind = SB_INPUT_KEY, .key = binding->chord };

	cr_assert_not(sb_input_is_text(&input), "%s binds a printable key: %s", (const char *)with, binding->command);
}

Test(keys, text_fields_bind_no_printable_keys)
{
	static const char *const contexts[] = { "any", "counter", "filter", "form" };
	sb_owned(keys) keys = builtin();

	for (size_t i = 0; i < SB_COUNT(contexts); i++)
		sb_keys_each(keys, contexts[i], check_not_text, (void *)(uintptr_t)contexts[i]);
}

/* Checks that a key of a line does the same when the line is left; Enter alone may differ. */
static void check_same_left(void *with, const struct sb_binding *binding)
{
	const char *left = with;
	sb_owned(keys) keys = builtin();
	const struct sb_binding *there = sb_keys_find(keys, left, binding->chord);
	sb_auto(buf) key = SB_BUF_INIT;

	sb_chord_show(binding->chord, &key);
	if (!strcmp(key.data, "Enter"))
		return;
	cr_assert(there, "%s does %s on the line and nothing in %s", key.data, binding->command, left);
	cr_assert_str_eq(there->command, binding->command, "%s in %s", key.data, left);
}

Test(keys, what_works_on_a_scan_line_works_when_it_is_left)
{
	sb_owned(keys) keys = builtin();

	sb_keys_each(keys, "counter", check_same_left, (void *)(uintptr_t)"counter-keys");
	sb_keys_each(keys, "counting", check_same_left, (void *)(uintptr_t)"counting-keys");
}
