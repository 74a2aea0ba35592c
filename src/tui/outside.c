/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing text to the printer's command and to the user's editor by a private file. */
#include "outside.h"
#include "stockbook/path.h"
#include "stockbook/text.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 16, TEXT_BYTES_MAX = 1 << 16 };

/* Runs a command line with the file's path behind it; false with a sentence when it did not end well. */
static bool run(struct sb_desk *desk, const char *command, const char *path)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error err = SB_ERROR_INIT;
	char *argv[ARGUMENTS_MAX + 2] = { 0 };
	struct sb_words words;
	size_t count = 0;
	int status = 0;

	sb_words_cut(command, arena, &words);
	for (; count < words.count && count < ARGUMENTS_MAX; count++)
		argv[count] = sb_arena_strdup(arena, words.word[count]);
	argv[count] = sb_arena_strdup(arena, path);
	if (sb_loop_run_child(desk->loop, argv, &status, &err)) {
		sb_desk_fail(desk, &err);
		return false;
	}
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	sb_desk_say(desk, SB_STYLE_ERROR, _("%s did not end well: nothing was taken from it"), command);
	return false;
}

/* Of this terminal alone: another one may be at its editor too. */
static char *private_path(const char *what)
{
	sb_auto(buf) name = SB_BUF_INIT;

	sb_buf_printf(&name, "%s-%ld.txt", what, (long)getpid());
	return sb_path_in(SB_DIR_STATE, name.data);
}

static bool put(struct sb_desk *desk, const char *path, const char *text, size_t bytes)
{
	struct sb_error err = SB_ERROR_INIT;

	if (!sb_path_make_parent(path, &err) && !sb_file_write(path, text, bytes, &err))
		return true;
	sb_desk_fail(desk, &err);
	return false;
}

void sb_outside_print(struct sb_desk *desk, const char *text)
{
	const char *command = sb_setting_text(desk->app->settings, SB_SET_SCREEN_PRINT);
	sb_owned_string path = private_path("print");

	if (!*command)
		sb_desk_say(desk, SB_STYLE_WARNING, "%s", _("there is no printer's command: set screen.print, to lp for example"));
	else if (put(desk, path, text, strlen(text)) && run(desk, command, path))
		sb_desk_say(desk, SB_STYLE_OK, _("handed to %s"), command);
	unlink(path);
}

/* In the order people expect it. */
static const char *editor(void)
{
	const char *visual = getenv("VISUAL"), *plain = getenv("EDITOR");

	if (visual && *visual)
		return visual;
	if (plain && *plain)
		return plain;
	return access("/usr/bin/sensible-editor", X_OK) ? "vi" : "sensible-editor";
}

static void join_lines(struct sb_buf *text)
{
	for (size_t i = 0; i < text->len; i++)
		if (text->data[i] == '\n' || text->data[i] == '\r' || text->data[i] == '\t')
			text->data[i] = ' ';
	sb_text_trim(text->data);
	sb_buf_cut(text, strlen(text->data));
}

bool sb_outside_edit(struct sb_desk *desk, struct sb_buf *text)
{
	sb_owned_string path = private_path("edit");
	sb_auto(buf) changed = SB_BUF_INIT;
	struct sb_error err = SB_ERROR_INIT;
	bool done = put(desk, path, text->data, text->len) && run(desk, editor(), path);

	if (done && sb_file_read(path, TEXT_BYTES_MAX, &changed, &err)) {
		sb_desk_fail(desk, &err);
		done = false;
	}
	unlink(path);
	if (!done)
		return false;
	join_lines(&changed);
	sb_buf_clear(text);
	sb_buf_puts(text, changed.data);
	return true;
}
