/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files written whole, and the log. */
#include "stockbook/json.h"
#include "stockbook/log.h"
#include "stockbook/path.h"
#include "support.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

Test(path, folders_follow_the_xdg_rules)
{
	setenv("HOME", "/home/anna", 1);
	setenv("XDG_DATA_HOME", "/data", 1);
	setenv("XDG_STATE_HOME", "relative", 1);
	unsetenv("XDG_CONFIG_HOME");
	sb_owned_string data = sb_path_in(SB_DIR_DATA, "shop.book");
	sb_owned_string state = sb_path_in(SB_DIR_STATE, "log");
	sb_owned_string config = sb_path_in(SB_DIR_CONFIG, "keys");

	cr_assert_str_eq(data, "/data/stockbook/shop.book");
	cr_assert_str_eq(state, "/home/anna/.local/state/stockbook/log");
	cr_assert_str_eq(config, "/home/anna/.config/stockbook/keys");
}

Test(path, one_file_has_one_path_however_it_is_named)
{
	sb_owned_string here = sb_path_real(".");
	sb_owned_string again = sb_path_real("./../././");
	sb_owned_string nowhere = sb_path_real("no/such/file");

	cr_assert_eq(*here, '/');
	cr_assert_eq(strncmp(here, again, strlen(again)), 0, "%s lies in %s", here, again);
	cr_assert_str_eq(nowhere, "no/such/file");
}

Test(path, a_file_is_replaced_whole_and_private)
{
	struct sb_error err = SB_ERROR_INIT;
	struct stat info;
	sb_owned_string directory = st_directory();
	sb_owned_string path = st_path(directory, "a/b/c/file");
	sb_owned_string folder = st_path(directory, "a/b");
	sb_auto(buf) text = SB_BUF_INIT;

	cr_assert_eq(sb_file_write(path, "x", 1, &err), SB_FAILED, "the folder is not there yet");
	cr_assert_eq(sb_path_make_parent(path, &err), SB_OK);
	cr_assert_eq(sb_path_make_parent(path, &err), SB_OK);
	cr_assert_eq(stat(folder, &info), 0);
	cr_assert_eq(info.st_mode & 0777, 0700);
	cr_assert_eq(sb_file_write(path, "first and long", 14, &err), SB_OK);
	cr_assert_eq(sb_file_write(path, "se\0cond", 7, &err), SB_OK);
	cr_assert_eq(stat(path, &info), 0);
	cr_assert_eq(info.st_mode & 0777, 0600);
	cr_assert_eq(sb_file_read(path, 7, &text, &err), SB_OK);
	cr_assert_eq(text.len, 7);
	cr_assert_eq(memcmp(text.data, "se\0cond", 8), 0);
}

Test(path, failures_name_the_file)
{
	struct sb_error err = SB_ERROR_INIT;
	sb_owned_string directory = st_directory();
	sb_owned_string path = st_path(directory, "file");
	sb_owned_string below = st_path(directory, "file/below/it");
	sb_auto(buf) text = SB_BUF_INIT;

	cr_assert_eq(sb_file_read(path, 100, &text, &err), SB_NOT_FOUND);
	cr_assert_not_null(strstr(err.text, path));
	cr_assert_eq(sb_file_write(path, "0123456789", 10, &err), SB_OK);
	cr_assert_eq(sb_file_read(path, 9, &text, &err), SB_INVALID);
	cr_assert_eq(text.len, 0);
	cr_assert_eq(sb_file_read(directory, 100, &text, &err), SB_FAILED);
	cr_assert_eq(sb_path_make_parent(below, &err), SB_FAILED);
}

Test(log, lines_are_json_and_secrets_stay_secret)
{
	struct sb_error err = SB_ERROR_INIT;
	sb_owned_string directory = st_directory();
	sb_owned_string path = st_path(directory, "state/stockbook.log");
	sb_auto(buf) text = SB_BUF_INIT;
	char long_value[3000];
	struct sb_log *log = NULL;

	memset(long_value, 'x', sizeof(long_value));
	memcpy(long_value + 999, "é", 2);
	long_value[sizeof(long_value) - 1] = '\0';
	cr_assert_eq(sb_log_open(path, SB_LOG_INFO, &log, &err), SB_OK, "%s", err.text);
	sb_log_event(log, SB_LOG_DEBUG, "quiet", NULL);
	sb_log_event(log, SB_LOG_WARNING, "sale refused", "sku", "MILK\n1", "api_key", "k1", "Password", "p1", "pin", "1234", "spinach", "2", "note", NULL, "long",
		     long_value, NULL);
	sb_log_close(log);
	cr_assert_eq(sb_file_read(path, 10000, &text, &err), SB_OK);
	cr_assert_eq(strchr(text.data, '\n'), text.data + text.len - 1, "one line");

	struct sb_json_doc *doc = NULL;

	cr_assert_eq(sb_json_parse(text.data, text.len, &doc, &err), SB_OK, "%s", err.text);
	const struct sb_json_value *root = sb_json_root(doc);

	cr_assert_str_eq(sb_json_as_text(sb_json_find(root, "level")), "warning");
	cr_assert_str_eq(sb_json_as_text(sb_json_find(root, "event")), "sale refused");
	cr_assert_str_eq(sb_json_as_text(sb_json_find(root, "sku")), "MILK\n1");
	cr_assert_str_eq(sb_json_as_text(sb_json_find(root, "api_key")), "(hidden)");
	cr_assert_str_eq(sb_json_as_text(sb_json_find(root, "Password")), "(hidden)");
	cr_assert_str_eq(sb_json_as_text(sb_json_find(root, "pin")), "(hidden)");
	cr_assert_str_eq(sb_json_as_text(sb_json_find(root, "spinach")), "2");
	cr_assert(sb_json_is_null(sb_json_find(root, "note")));
	cr_assert_eq(strlen(sb_json_as_text(sb_json_find(root, "long"))), 999);
	sb_json_doc_free(doc);
}

Test(log, no_path_drops_everything_and_words_are_levels)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_log *log = NULL;

	cr_assert_eq(sb_log_open(NULL, SB_LOG_DEBUG, &log, &err), SB_OK);
	sb_log_event(log, SB_LOG_ERROR, "unseen", NULL);
	sb_log_close(log);
	cr_assert_eq(sb_log_level_of("debug"), SB_LOG_DEBUG);
	cr_assert_eq(sb_log_level_of("off"), SB_LOG_OFF);
}

/* Lines of one file, and whether each is whole. */
static int count_lines(const char *path)
{
	size_t bytes;
	sb_owned_string text = st_read(path, &bytes);
	int lines = 0;

	for (char *at = text; *at; at = strchr(at, '\n') + 1, lines++)
		cr_assert_eq(strncmp(at, "{\"time\":\"", 9), 0);
	return lines;
}

Test(log, several_writers_turn_files_over_without_losing_a_line)
{
	enum { WRITERS = 4, LINES = 12000 };
	struct sb_error err = SB_ERROR_INIT;
	sb_owned_string directory = st_directory();
	sb_owned_string path = st_path(directory, "log");
	char value[900];
	int lines = 0, files = 0, status;

	memset(value, 'v', sizeof(value) - 1);
	value[sizeof(value) - 1] = '\0';
	for (int writer = 0; writer < WRITERS; writer++) {
		if (fork() == 0) {
			struct sb_log *log = NULL;

			if (sb_log_open(path, SB_LOG_INFO, &log, &err))
				_exit(1);
			for (int i = 0; i < LINES; i++)
				sb_log_event(log, SB_LOG_INFO, "busy", "value", value, NULL);
			_exit(0);
		}
	}
	for (int writer = 0; writer < WRITERS; writer++) {
		cr_assert_neq(wait(&status), -1);
		cr_assert_eq(status, 0);
	}
	for (int i = 0; i <= 6; i++) {
		char older[4096];
		struct stat info;

		snprintf(older, sizeof(older), i ? "%s.%d" : "%s", path, i);
		if (stat(older, &info) != 0)
			continue;
		files++;
		cr_assert_lt(info.st_size, 10 * 1024 * 1024 + 4096 * WRITERS);
		lines += count_lines(older);
	}
	cr_assert_eq(lines, WRITERS * LINES, "%d lines in %d files", lines, files);
	cr_assert_eq(files, 5);
}
