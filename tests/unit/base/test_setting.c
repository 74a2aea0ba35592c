/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: layers, and errors that name what is wrong. */
#include "stockbook/path.h"
#include "stockbook/setting.h"
#include "support.h"
#include <criterion/criterion.h>
#include <string.h>

static enum sb_status read_text(struct sb_settings *settings, const char *text, struct sb_error *err)
{
	return sb_settings_read_text(settings, text, strlen(text), "shop.toml", SB_LAYER_USER, err);
}

Test(setting, every_default_passes_its_own_check)
{
	sb_owned(settings) settings = sb_settings_new();

	for (int i = 0; i < SB_SETTING_COUNT; i++) {
		struct sb_error err = SB_ERROR_INIT;
		sb_owned(settings) other = sb_settings_new();

		cr_assert_eq(sb_setting_layer(settings, (enum sb_setting_id)i), SB_LAYER_DEFAULT);
		cr_assert_eq(sb_settings_set(other, sb_setting_table[i].name, sb_setting_table[i].fallback, SB_LAYER_OPTION, "-x", &err), SB_OK);
		cr_assert_not_null(strchr(sb_setting_table[i].name, '.'));
	}
	cr_assert_str_eq(sb_setting_text(settings, SB_SET_BOOK_CURRENCY), "EUR");
	cr_assert_eq(sb_setting_int(settings, SB_SET_BOOK_BUSY_MS), 10000);
	cr_assert_str_eq(sb_setting_origin(settings, SB_SET_BOOK_BUSY_MS), "built in");
}

Test(setting, a_file_is_read_with_the_place_of_each_value)
{
	sb_owned(settings) settings = sb_settings_new();
	struct sb_error err = SB_ERROR_INIT;

	setenv("HOME", "/home/anna", 1);
	cr_assert_eq(read_text(settings,
			       "# my shop\nbook.currency = \"USD\"\n\n[scan]\nprefix = \"\\u0002\"\ngap_ms = 50\n\n[screen]\nmouse = false\ncolor = 16\n"
			       "[log]\nfile = '~/stock.log'\n",
			       &err),
		     SB_OK, "%s", err.text);
	cr_assert_str_eq(sb_setting_text(settings, SB_SET_BOOK_CURRENCY), "USD");
	cr_assert_str_eq(sb_setting_origin(settings, SB_SET_BOOK_CURRENCY), "shop.toml:2");
	cr_assert_str_eq(sb_setting_text(settings, SB_SET_SCAN_PREFIX), "\x02");
	cr_assert_eq(sb_setting_int(settings, SB_SET_SCAN_GAP_MS), 50);
	cr_assert_str_eq(sb_setting_text(settings, SB_SET_SCAN_GAP_MS), "50");
	cr_assert_eq(sb_setting_int(settings, SB_SET_SCREEN_MOUSE), 0);
	cr_assert_str_eq(sb_setting_text(settings, SB_SET_SCREEN_COLOR), "16");
	cr_assert_str_eq(sb_setting_text(settings, SB_SET_LOG_FILE), "/home/anna/stock.log");
	cr_assert_str_eq(sb_setting_origin(settings, SB_SET_LOG_FILE), "shop.toml:12");
	cr_assert_eq(sb_setting_layer(settings, SB_SET_LOG_FILE), SB_LAYER_USER);
}

Test(setting, errors_name_file_line_key_value_and_what_was_expected)
{
	static const struct {
		const char *toml;
		const char *parts[5];
	} cases[] = {
		{ "\n[book]\nbusy_ms = 600001\n", { "shop.toml:3", "book.busy_ms", "600001", "from 0 to 600000" } },
		{ "[book]\nbusy_ms = \"soon\"\n", { "shop.toml:2", "book.busy_ms", "soon", "whole number" } },
		{ "[book]\nbusy_ms = \"100\"\n", { "shop.toml:2", "book.busy_ms", "whole number" } },
		{ "[book]\nbusy_ms = 1.5\n", { "shop.toml:2", "book.busy_ms", "1.5" } },
		{ "[screen]\ncolor = \"blue\"\n", { "shop.toml:2", "screen.color", "blue", "\"auto\", \"never\", \"always\"" } },
		{ "[screen]\nmouse = 1\n", { "shop.toml:2", "screen.mouse", "true or false" } },
		{ "[user]\nname = [\"a\", \"b\"]\n", { "shop.toml:2", "user.name", "text" } },
		{ "[user]\nname = 1979-05-27\n", { "shop.toml:2", "user.name", "1979-05-27" } },
		{ "[user]\nname = \"a\\u0000b\"\n", { "shop.toml:2", "user.name" } },
		{ "[book]\ncurency = \"EUR\"\n", { "shop.toml:2", "book.curency", "did you mean \"book.currency\"" } },
		{ "colour = 1\n", { "shop.toml:1", "colour" } },
		{ "[book\n", { "shop.toml:1", "not TOML" } },
		{ "[user]\nname = \"a\"\nname = \"b\"\n", { "shop.toml:3", "not TOML" } },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_owned(settings) settings = sb_settings_new();
		struct sb_error err = SB_ERROR_INIT;

		cr_assert_eq(read_text(settings, cases[i].toml, &err), SB_INVALID, "%s", cases[i].toml);
		for (int k = 0; k < 5 && cases[i].parts[k]; k++)
			cr_assert_not_null(strstr(err.text, cases[i].parts[k]), "%s: no %s", err.text, cases[i].parts[k]);
	}
}

Test(setting, nothing_of_a_bad_file_is_taken)
{
	sb_owned(settings) settings = sb_settings_new();
	struct sb_error err = SB_ERROR_INIT;

	cr_assert_eq(read_text(settings, "[user]\nname = \"anna\"\n[book]\nbackups = 0\n", &err), SB_INVALID);
	cr_assert_str_eq(sb_setting_text(settings, SB_SET_USER_NAME), "");
}

Test(setting, layers_lie_above_each_other_in_whatever_order_they_come)
{
	sb_owned(settings) settings = sb_settings_new();
	struct sb_error err = SB_ERROR_INIT;
	char *environment[] = { "PATH=/bin", "STOCKBOOK_BOOK_BUSY_MS=5", "STOCKBOOK_BOOK_BUSY=7", "STOCKBOOK_SCREEN_MOUSE=no", NULL };
	char *bad[] = { "STOCKBOOK_USER_NAME=eve", "STOCKBOOK_BOOK_BUSY_MS=many", NULL };

	cr_assert_eq(sb_settings_set(settings, "book.busy_ms", "9", SB_LAYER_OPTION, "--busy", &err), SB_OK);
	cr_assert_eq(sb_settings_read_environment(settings, environment, &err), SB_OK);
	cr_assert_eq(read_text(settings, "[screen]\nmouse = true\n", &err), SB_OK);
	cr_assert_eq(sb_setting_int(settings, SB_SET_BOOK_BUSY_MS), 9);
	cr_assert_str_eq(sb_setting_origin(settings, SB_SET_BOOK_BUSY_MS), "--busy");
	cr_assert_eq(sb_setting_int(settings, SB_SET_SCREEN_MOUSE), 0);
	cr_assert_str_eq(sb_setting_text(settings, SB_SET_SCREEN_MOUSE), "false");
	cr_assert_str_eq(sb_setting_origin(settings, SB_SET_SCREEN_MOUSE), "STOCKBOOK_SCREEN_MOUSE");
	cr_assert_eq(sb_settings_read_environment(settings, bad, &err), SB_INVALID);
	cr_assert_not_null(strstr(err.text, "STOCKBOOK_BOOK_BUSY_MS"));
	cr_assert_str_eq(sb_setting_text(settings, SB_SET_USER_NAME), "");
}

Test(setting, files_are_found_or_asked_for)
{
	sb_owned(settings) settings = sb_settings_new();
	sb_owned_string directory = st_directory();
	sb_owned_string missing = st_path(directory, "missing.toml");
	sb_owned_string file = st_path(directory, "stockbook/stockbook.toml");
	struct sb_error err = SB_ERROR_INIT;
	char *environment[] = { NULL };

	setenv("XDG_CONFIG_HOME", directory, 1);
	cr_assert_eq(sb_settings_load(settings, NULL, environment, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_settings_load(settings, missing, environment, &err), SB_NOT_FOUND);
	cr_assert_eq(sb_path_make_parent(file, &err), SB_OK);
	cr_assert_eq(sb_file_write(file, "[user]\nname = 'bo'\n", 19, &err), SB_OK);
	cr_assert_eq(sb_settings_load(settings, NULL, environment, &err), SB_OK);
	cr_assert_str_eq(sb_setting_text(settings, SB_SET_USER_NAME), "bo");
}
