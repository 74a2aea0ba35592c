/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files built into the terminal program: keys, themes, the manual. */
#ifndef STOCKBOOK_TUI_BUILTIN_H
#define STOCKBOOK_TUI_BUILTIN_H

#include "stockbook/embedded.h"

extern const struct sb_embedded sb_tui_embedded[];

#endif
