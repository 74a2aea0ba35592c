/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen: a grid of cells people see, sent in one write a frame. Draw everything that is visible after
 * sb_term_erase(); sb_term_frame() sends only what changed and nothing when nothing did. All text passes
 * sb_text_visible() and is clipped to the cells it is given, so a wrong guess of a width never shifts the next column.
 * Coordinates are rows and columns from 0; drawing outside the grid does nothing. Only term_curses.c knows the library
 * underneath.
 */
#ifndef STOCKBOOK_TUI_TERM_H
#define STOCKBOOK_TUI_TERM_H

#include "glyphs.h"
#include "stockbook/error.h"
#include "theme.h"

struct sb_term;

enum sb_color_depth {
	SB_DEPTH_MONO = 0,
	SB_DEPTH_8 = 8,
	SB_DEPTH_16 = 16,
	SB_DEPTH_256 = 256,
	SB_DEPTH_TRUE = 1 << 24
};

struct sb_term_options {
	int in_fd, out_fd; /* terminals, or pipes in tests */
	const char *type;  /* TERM */
	const char *color; /* "auto", "never", "always", "16", "256" */
	bool no_color;     /* NO_COLOR is set and not empty; `color` beats it unless "auto" */
	bool true_color;   /* COLORTERM is truecolor or 24bit */
	bool ascii, mouse;
	bool plain;     /* no lines and boxes either, for screen readers */
	bool sync;      /* STOCKBOOK_TEST_SYNC: sb_term_mark() writes */
	int rows, cols; /* 0: ask the terminal */
};

/* Fills in what the environment says (TERM, NO_COLOR, COLORTERM, STOCKBOOK_TEST_SYNC) and descriptors 0 and 1; the rest
 * is zero, color "auto", mouse on. */
struct sb_term_options sb_term_options_from_environment(void);

/* Takes over the terminal: alternate screen, raw input, modes. Unknown types fall back to xterm-256color, then vt100,
 * and sb_term_note() says so. SB_CANNOT_OPEN for `dumb` and for what is no terminal. One may be open at a time; call
 * from the thread that draws. */
enum sb_status sb_term_open(struct sb_term **out, const struct sb_term_options *options, const struct sb_theme *theme,
			    struct sb_error *err) SB_CHECKED;
/* Gives it back as it was. */
void sb_term_close(struct sb_term *term);
SB_OWNABLE(term, sb_term_close)

const char *sb_term_note(const struct sb_term *term); /* a sentence to show once, or NULL */
int sb_term_rows(const struct sb_term *term);
int sb_term_cols(const struct sb_term *term);
enum sb_color_depth sb_term_depth(const struct sb_term *term);
const struct sb_glyphs *sb_term_glyphs(const struct sb_term *term);
int sb_term_in(const struct sb_term *term);  /* the descriptor to read from */
int sb_term_out(const struct sb_term *term); /* and the one frames go to */
void sb_term_use_theme(struct sb_term *term, const struct sb_theme *theme);

/* Gives the terminal to a child or the shell, and takes it back with a full repaint (the caller draws and calls frame).
 */
void sb_term_suspend(struct sb_term *term);
void sb_term_resume(struct sb_term *term);
/* After SIGWINCH: asks the size; true when it changed. The next frame paints everything. */
bool sb_term_resize(struct sb_term *term);
/* The next frame paints everything (Ctrl-L). */
void sb_term_repaint(struct sb_term *term);

/*
 * Drawing. `style` is an enum sb_style_id, with any of these over it.
 */
enum {
	SB_OVER_SELECTED = 0x100,
	SB_OVER_BOLD = 0x200,
	SB_OVER_DIM = 0x400,
	SB_OVER_UNDERLINE = 0x800,
	SB_STYLE_MASK = 0xff
};

void sb_term_erase(struct sb_term *term);
/* Until the next call or erasure nothing is drawn but in these rows: for pages longer than their window. 0 rows: everywhere. */
void sb_term_clip(struct sb_term *term, int row, int rows);
/* Text from (row, col) on, cut after `cells`; returns the cells it took. Not padded. */
int sb_term_put(struct sb_term *term, int row, int col, int cells, unsigned style, const char *text);
/* Cut with an ellipsis and padded to exactly `cells`. */
void sb_term_fit(struct sb_term *term, int row, int col, int cells, unsigned style, const char *text, bool align_right);
int sb_term_printf(struct sb_term *term, int row, int col, int cells, unsigned style, const char *format, ...)
	SB_PRINTF(6, 7);
/* `cells` times the one-cell sign; NULL is a blank. */
void sb_term_fill(struct sb_term *term, int row, int col, int cells, unsigned style, const char *sign);
void sb_term_box(struct sb_term *term, int row, int col, int rows, int cols, unsigned style);
/* Changes the look of what is there, as far as `cells`. */
void sb_term_restyle(struct sb_term *term, int row, int col, int cells, unsigned style);
/* Where the hardware cursor rests: the selected row or the field, for people who read with it.. */
void sb_term_cursor(struct sb_term *term, int row, int col, bool visible);

/* Sends what changed as one write between synchronized-output marks; true if there was anything. */
bool sb_term_frame(struct sb_term *term);
uint64_t sb_term_frames(const struct sb_term *term); /* sent so far */
/* Whether the terminal would take a frame now; when not, paint later. */
bool sb_term_ready(const struct sb_term *term);

void sb_term_bell(struct sb_term *term);
void sb_term_title(struct sb_term *term, const char *title); /* nothing on terminals without one */
enum { SB_CLIPBOARD_BYTES_MAX = 56244 };                     /* 74,994 bytes when encoded */
/* Puts text in the clipboard of whoever looks (OSC 52); SB_REFUSED when it is too long. */
enum sb_status sb_term_copy(struct sb_term *term, const char *text, size_t bytes, struct sb_error *err) SB_CHECKED;
void sb_term_mouse(struct sb_term *term, bool on);
/* For tests: tells that the program is idle, having read so many bytes (OSC 7777 ; bytes ; frames ; rows ; columns BEL). */
void sb_term_mark(struct sb_term *term, uint64_t bytes_read);

#endif
