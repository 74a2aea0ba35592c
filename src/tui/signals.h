/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signals: the ordinary ones become readable from a descriptor, the fatal ones give the terminal back before the
 * program dies of them.
 */
#ifndef STOCKBOOK_TUI_SIGNALS_H
#define STOCKBOOK_TUI_SIGNALS_H

#include "stockbook/error.h"
#include <termios.h>

/* Blocks WINCH TERM HUP INT QUIT CONT TSTP (and PIPE is ignored) in this thread and those it starts: call before any
 * worker is started. */
void sb_signals_block(void);
/* A signalfd for the above; close() it. -1 never: SB_FAILED. */
enum sb_status sb_signals_open(int *fd, struct sb_error *err) SB_CHECKED;
/* The next signal waiting, or 0. */
int sb_signals_next(int fd);
/* Stops the whole process group as Ctrl-Z does, until it is continued. The terminal must have been given back. */
void sb_signals_stop_self(void);

/* From here on SEGV, ABRT, BUS, FPE and ILL write `restore` to fd, set the saved modes and then take their course.
 * `restore` must outlive it; NULL ends it. A stack of its own is used, so that running out of stack is survived too. */
void sb_signals_guard(int fd, const struct termios *saved, const char *restore);
/* What the guard does, for other sudden ends (out of memory). */
void sb_signals_restore_now(void);

#endif
