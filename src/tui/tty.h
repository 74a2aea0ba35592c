/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line to the terminal: its modes, and bytes sent past the grid. What a kind of terminal can do beyond what its
 * description says (pastes, focus, titles, clipboard, whole frames) is decided here by its name.
 */
#ifndef STOCKBOOK_TUI_TTY_H
#define STOCKBOOK_TUI_TTY_H

#include "stockbook/error.h"
#include <termios.h>

struct sb_tty {
	int in, out;
	struct termios saved;
	bool has_saved;  /* in is a terminal */
	bool is_plain;   /* a console or VT: no modes, titles or marks */
	bool has_frames; /* synchronized-output marks may be sent */
	bool mouse;
};

/* All that a sudden end must undo; the same for every terminal. */
extern const char sb_tty_undo_all[];

struct sb_tty sb_tty_init(int in, int out, const char *type, bool mouse);
/* Asks its size; false when it does not know. */
bool sb_tty_size(const struct sb_tty *tty, int *rows, int *cols);
/* Raw: every key arrives as it is, also Ctrl-C, Ctrl-Z, Ctrl-S and Ctrl-Q, so that nothing typed or scanned is flushed.
 */
enum sb_status sb_tty_raw(struct sb_tty *tty, struct sb_error *err) SB_CHECKED;
void sb_tty_restore(const struct sb_tty *tty);
/* Pastes as one, focus, the mouse. */
void sb_tty_modes(const struct sb_tty *tty, bool on);
void sb_tty_mouse(struct sb_tty *tty, bool on);
/* Everything, however often the line takes only a part. */
void sb_tty_write(const struct sb_tty *tty, const char *bytes, size_t count);
/* A frame as one write between its marks. */
void sb_tty_write_frame(const struct sb_tty *tty, const char *bytes, size_t count);

#endif
