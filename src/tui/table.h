/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that shows what a command answered: a table that does not change, or text. */
#ifndef STOCKBOOK_TUI_TABLE_H
#define STOCKBOOK_TUI_TABLE_H

#include "desk.h"

/* A view of the reply's table, which it takes, or of its text. A preview has what follows it (taken; NULL: nothing): Enter runs that. */
struct sb_view *sb_table_new(struct sb_desk *desk, struct sb_reply *reply, struct sb_call *follow);
/* The same, shown. */
void sb_table_show(struct sb_desk *desk, struct sb_reply *reply, struct sb_call *follow);

#endif
