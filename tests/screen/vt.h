/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A person at a terminal, for tests: a program runs on a pseudo terminal, keys go in, and what libvterm made of its
 * output can be read cell by cell. Nothing sleeps and hopes: with STOCKBOOK_TEST_SYNC=1, which is set here, the program
 * says in its own output how many bytes it has read and how many frames it has sent whenever it is about to wait;
 * vt_settle() waits for that. Only a lone Esc and fast typing need real time, because the program does.
 *
 * Scans are recognised by timing, so tests that type whole words set STOCKBOOK_SCAN_PREFIX (vt_start() does unless
 * `scans` is set) and every key counts at once.
 */
#ifndef STOCKBOOK_TESTS_VT_H
#define STOCKBOOK_TESTS_VT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

struct vt;

struct vt_start {
	int rows, cols;         /* 0: 24 and 80 */
	const char *type;       /* TERM; NULL: xterm-256color */
	char *const *argv;      /* a program, or */
	int (*run)(void *with); /* this, in a child */
	void *with;
	char *const *environment; /* "NAME=value" or "NAME" to unset, ended by NULL; may be NULL */
	bool scans;               /* bursts are scans */
};

struct vt_cell {
	char text[32]; /* UTF-8; "" for the second half of a wide character */
	int width;
	bool bold, underline, reverse;
	int fg, bg; /* number of the palette, -1 for the default, -2 for 24 bits */
};

struct vt *vt_start(const struct vt_start *start);
/* Sends bytes and waits until they are read, understood and painted; false after a minute, with the story on stderr. */
bool vt_send(struct vt *vt, const char *keys);
/* The same without waiting. */
void vt_send_raw(struct vt *vt, const void *bytes, size_t count);
bool vt_settle(struct vt *vt);
/* Waits until the text is on the screen, or on a row. For what comes by itself: first frames, other terminals. */
bool vt_wait(struct vt *vt, const char *text);
/* Lets the program run and paint for a while. */
void vt_pass_ms(struct vt *vt, int ms);
/* Changes the size and waits for a frame of that size. */
bool vt_resize(struct vt *vt, int rows, int cols);
void vt_signal(struct vt *vt, int number);

const char *vt_row(struct vt *vt, int row);   /* without blanks at its end; until the next call */
int vt_find(struct vt *vt, const char *text); /* its first row, or -1 */
struct vt_cell vt_cell(struct vt *vt, int row, int col);
void vt_cursor(struct vt *vt, int *row, int *col, bool *visible);
const char *vt_title(struct vt *vt);
bool vt_mode(struct vt *vt, int number); /* whether a private mode such as 2004 is set now */
bool vt_is_alternate(struct vt *vt);
struct termios vt_termios(struct vt *vt);
uint64_t vt_bytes(struct vt *vt);  /* received so far */
uint64_t vt_frames(struct vt *vt); /* as the program last said */
uint64_t vt_colors(struct vt *vt); /* how many colour changes were received */
pid_t vt_pid(struct vt *vt);
/* The whole screen as text, rows ended by line feeds, then "cursor ROW COL"; yours. */
char *vt_screen(struct vt *vt);
/* All that is known, for the message of a failure: how it ended if it has, the screen, the last bytes received; yours. */
char *vt_story(struct vt *vt);

/* Waits for the program's end, kills it after a minute; its wait status. The screen stays readable until vt_free(). */
int vt_end(struct vt *vt);
/* The same; whether it exited with 0. */
bool vt_ends_well(struct vt *vt);
void vt_free(struct vt *vt);

/* What must be so, or the story is told. These need criterion. */
#define SHOWS(vt, text) cr_assert_geq(vt_find(vt, text), 0, "\"%s\" is on the screen:\n%s", text, vt_story(vt))
#define HIDES(vt, text) cr_assert_lt(vt_find(vt, text), 0, "\"%s\" is not on the screen:\n%s", text, vt_story(vt))
#define ENDS_WELL(vt) cr_assert(vt_ends_well(vt), "it ends well:\n%s", vt_story(vt))
#define GIVES_BACK(vt) cr_assert_not(vt_is_alternate(vt), "the terminal is given back:\n%s", vt_story(vt))

#endif
