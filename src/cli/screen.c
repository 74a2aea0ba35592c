/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Asked once before something is written: how wide, and whether in colours.
 */
#include "screen.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { USUAL_CELLS = 80 };

int screen_width(FILE *stream)
{
	struct winsize size;

	if (!isatty(fileno(stream)))
		return 0;
	return !ioctl(fileno(stream), TIOCGWINSZ, &size) && size.ws_col ? size.ws_col : USUAL_CELLS;
}

bool screen_has_color(FILE *stream, const char *when)
{
	const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");

	if (when && strcmp(when, "auto"))
		return !strcmp(when, "always");
	return isatty(fileno(stream)) && !(no_color && no_color[0]) && terminal && strcmp(terminal, "dumb");
}
