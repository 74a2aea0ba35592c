/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the terminal behind a stream can do. */
#ifndef CLI_SCREEN_H
#define CLI_SCREEN_H

#include <stdbool.h>
#include <stdio.h>

int screen_width(FILE *stream); /* cells; 0: no terminal, no limit */
/* `when`: "auto", "always", "never" or NULL; NO_COLOR counts for auto. */
bool screen_has_color(FILE *stream, const char *when);

#endif
