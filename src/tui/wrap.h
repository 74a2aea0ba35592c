/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Visible text in lines no wider than there is room for, broken at blanks, a word too long for a line where it must be. */
#ifndef STOCKBOOK_TUI_WRAP_H
#define STOCKBOOK_TUI_WRAP_H

#include "view.h"

/* How many bytes of visible text make the next line of at most `cells`: up to the last blank that fits, of a word too wide for any as much as does. */
size_t sb_wrap_line(const char *text, int cells);
/* The text behind that line and its blank; "" behind the last. */
const char *sb_wrap_rest(const char *text, size_t line);
int sb_wrap_count(const char *text, int cells); /* lines of it all; at least one */
/* Puts text in lines, at most as many as there are rows, the last cut where it has to be; returns how many. */
int sb_wrap_put(struct sb_term *term, struct sb_area at, unsigned style, const char *text);

#endif
