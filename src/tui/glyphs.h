/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The few signs the interface draws with, once in Unicode (box and block elements of certain width) and once in ASCII
 * for other character sets, the Linux console, VT terminals and --ascii. Each is one cell wide.
 */
#ifndef STOCKBOOK_TUI_GLYPHS_H
#define STOCKBOOK_TUI_GLYPHS_H

#include "stockbook/buf.h"

struct sb_glyphs {
	bool ascii;
	const char *horizontal, *vertical, *top_left, *top_right, *bottom_left, *bottom_right;
	const char *tee_left, *tee_right, *tee_top, *tee_bottom, *cross;
	const char *selected;  /* before the row the cursor is on */
	const char *marked;    /* before a marked row */
	const char *low, *out; /* marks of stock at or below the reorder point, and gone */
	const char *ascending, *descending;
	const char *ellipsis, *dot, *times, *bullet;
	const char *more_left, *more_right;
	const char *spark[9]; /* 0: nothing … 8: full height */
	const char *bar[9];   /* 0: empty … 8: full width */
	const char *bar_empty, *shade;
};

const struct sb_glyphs *sb_glyphs_for(bool ascii);
/* ASCII without lines and boxes: what a screen reader would only stumble over. */
const struct sb_glyphs *sb_glyphs_plain(void);

/* Appends a bar of `cells` cells filled to part/whole (clamped). */
void sb_glyphs_bar(const struct sb_glyphs *glyphs, struct sb_buf *out, int64_t part, int64_t whole, int cells);
/* Appends one cell a value, scaled to the greatest; SB_NONE draws a blank. All zero draws the lowest step. */
void sb_glyphs_spark(const struct sb_glyphs *glyphs, struct sb_buf *out, const int64_t *values, size_t count);

#endif
