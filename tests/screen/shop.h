/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small shop on disk and the real program on it: on a pseudo terminal, and from the shell beside it. */
#ifndef STOCKBOOK_TESTS_SHOP_H
#define STOCKBOOK_TESTS_SHOP_H

#include "vt.h"

/* The directory everything of this test lies in: book, state, configuration. Made with the book at the first call:
 * MUG-BLUE 24 (barcode 4006381333931, reorder point 6), MUG-RED 10, TEA 1.500 kg, and 60 more ITEM-01 … ITEM-60. */
const char *shop_home(void);
/* `stockbook -b BOOK arguments…` in a shell; its exit status. What it said is told on stderr if that is not 0. */
int shop_run(const char *arguments);
/* What it prints, whole; yours. */
char *shop_ask(const char *arguments);
/* It prints this among other things. */
void shop_tells(const char *arguments, const char *part);
/* The program on the terminal, its first screen there. `environment` is added (may be NULL), rows 0 is 24×80. */
struct vt *shop_open(int rows, int cols, char *const *environment, bool scans);
/* The row of this text shows a time, which begins with `minutes`, and another one later. */
void shop_runs_down(struct vt *vt, const char *text, const char *minutes);
/* Leaves with q and checks that it ended well. */
void shop_close(struct vt *vt);

#endif
