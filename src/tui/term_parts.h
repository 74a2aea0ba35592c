/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What term_curses.c shares with term.c: the parts of a screen that need no screen library. */
#ifndef STOCKBOOK_TUI_TERM_PARTS_H
#define STOCKBOOK_TUI_TERM_PARTS_H

#include "stockbook/buf.h"
#include "term.h"
#include "tty.h"
#include <wchar.h>

struct sb_term_library; /* term_curses.c's own */

struct sb_term {
	struct sb_tty tty;
	const struct sb_glyphs *glyphs;
	enum sb_color_depth depth;
	int rows, cols;
	int clip_row, clip_rows; /* drawn in only; 0 rows: everywhere */
	bool fixed_size; /* given by the options, not asked */
	bool sync;
	uint64_t frames;
	char *note;
	struct sb_buf visible, fitted; /* of the text being drawn */
	wchar_t *wide;
	size_t wide_cap;
	struct sb_term_library *library;
};

/* Visible text of at most `cells` cells in the characters of the locale; the number of them. Padded and aligned if
 * asked. */
enum sb_fit { SB_FIT_CUT, SB_FIT_LEFT, SB_FIT_RIGHT };
size_t sb_term_prepare(struct sb_term *term, const char *text, int cells, enum sb_fit fit, int *cells_taken);

enum sb_color_depth sb_term_choose_depth(const struct sb_term_options *options, int colors);
/* SB_CANNOT_OPEN with a clear sentence for what can show no screen. */
enum sb_status sb_term_check_type(const struct sb_term_options *options, struct sb_error *err) SB_CHECKED;
bool sb_term_wants_ascii(const struct sb_term_options *options, const char *type);

#endif
