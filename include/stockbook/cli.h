/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shell door: words of a command line in, a command run, its answer written. */
#ifndef STOCKBOOK_CLI_H
#define STOCKBOOK_CLI_H

#include "stockbook/app.h"

/* The door behind no command at all: the full-screen program. Returns the exit status. */
typedef int sb_terminal_door(struct sb_app *app, bool plain);

/*
 * Runs the command that the words name, or opens the terminal door when they name none. Writes to stdout and errors, one line each, to
 * stderr. `environ_like` is NULL-terminated. Returns the exit status (the table in error.h).
 */
int sb_cli_main(int argc, char **argv, char *const *environ_like, sb_terminal_door *terminal);

#endif
