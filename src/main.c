/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the program begins: it chooses the language and walks through a door, the terminal's without a
 * command, else the shell's. The only file that knows both.
 */
#include "stockbook/cli.h"
#include "stockbook/tui.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

/* "…/locale" beside the folder of a program that runs where it was built; NULL: it is installed. Yours. */
static char *built_catalogues(void)
{
	char path[4096];
	ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 1);
	const char *end = "/src/stockbook";
	size_t kept = length > (ssize_t)strlen(end) ? (size_t)length - strlen(end) : 0;
	struct sb_buf folder = SB_BUF_INIT;

	if (!kept)
		return NULL;
	path[length] = '\0';
	if (strcmp(path + kept, end))
		return NULL;
	path[kept] = '\0';
	sb_buf_printf(&folder, "%s/locale", path);
	if (!access(folder.data, R_OK))
		return sb_buf_take(&folder);
	sb_buf_release(&folder);
	return NULL;
}

static void choose_language(void)
{
	sb_owned_string built = built_catalogues();

	(void)setlocale(LC_ALL, "");
	(void)bindtextdomain(PACKAGE, built ? built : SB_LOCALEDIR);
	(void)textdomain(PACKAGE);
}

static int open_terminal(struct sb_app *app, bool plain)
{
	const struct sb_tui_options options = { .plain = plain };

	return sb_tui_main(app, &options);
}

/* Whoever closed one of the first three would else find the next file that is opened in its place, and the answer in that file. What is
 * opened here cannot be written: an answer to nowhere is a failure. */
static void fill_gaps(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)open("/dev/null", O_RDONLY);
}

int main(int argc, char **argv)
{
	fill_gaps();
	choose_language();
	/* A write beyond a limit on files is then an error like a full disk, and said as one. */
	(void)signal(SIGXFSZ, SIG_IGN);
	return sb_cli_main(argc, argv, environ, open_terminal);
}
