/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs beside this one: the printer, the user's editor. They get the terminal while they run. */
#ifndef STOCKBOOK_TUI_OUTSIDE_H
#define STOCKBOOK_TUI_OUTSIDE_H

#include "desk.h"

/* Hands text to the command of screen.print; says what became of it. */
void sb_outside_print(struct sb_desk *desk, const char *text);
/* Lets $VISUAL, $EDITOR or the system's editor change the text; line ends become blanks. False: it was not changed. */
bool sb_outside_edit(struct sb_desk *desk, struct sb_buf *text);

#endif
