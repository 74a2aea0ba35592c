/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Scanners type as a keyboard of one country; a terminal set up for another reads other characters: a scanner speaking
 * US on a French keyboard turns 004HQ3 into àà'HQ". These tables turn such text back.
 */
#ifndef STOCKBOOK_TUI_LAYOUT_H
#define STOCKBOOK_TUI_LAYOUT_H

#include "stockbook/buf.h"

/* The layout's name ("AZERTY") if `text` is a code typed through a wrong layout, with the code in `out`; else NULL and
 * `out` untouched. Sure only: no digit in it, most of it the digit row, and accented letters or a fitting check digit.
 */
const char *sb_layout_restore(const char *text, struct sb_buf *out);

#endif
