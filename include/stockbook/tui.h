/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal door: the full-screen program. */
#ifndef STOCKBOOK_TUI_H
#define STOCKBOOK_TUI_H

#include "stockbook/app.h"

struct sb_tui_options {
	bool plain; /* without boxes and colours, for screen readers */
	bool no_mouse, no_suspend;
};

/* Runs until the user quits. The book the settings name is opened if it is there; else the start view offers to make one. Prints one line on stderr
 * and returns an exit status other than 0 when it could not start. */
int sb_tui_main(struct sb_app *app, const struct sb_tui_options *options);

#endif
