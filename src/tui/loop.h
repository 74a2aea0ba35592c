/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The loop of the terminal program. Everything that waits: all input first, then signals, watched descriptors and
 * workers, then timers, then one paint if something is dirty. It sleeps without a tick: it wakes for input, signals,
 * workers, watched files and the program's own deadline only. While a job runs it paints at most 20 times a second;
 * while the terminal does not take output it does not paint at all and paints the newest state later. Only
 * sb_loop_wake() may be called from other threads.
 */
#ifndef STOCKBOOK_TUI_LOOP_H
#define STOCKBOOK_TUI_LOOP_H

#include "input.h"
#include "scan.h"
#include "term.h"

/* What the loop asks of the program; members may be NULL. `app` is what was given to sb_loop_new(). */
struct sb_loop_client {
	void (*input)(void *app, const struct sb_input *input);
	void (*resized)(void *app);              /* the grid has a new size */
	void (*ending)(void *app, int signal);   /* TERM, HUP, INT or QUIT: save drafts, then sb_loop_quit() */
	void (*woken)(void *app);                /* some worker called sb_loop_wake() */
	int64_t (*deadline)(void *app);          /* sb_loop_now_ms() time of the next tick, or SB_NONE */
	void (*tick)(void *app, int64_t now_ms); /* that time has come */
	bool (*busy)(void *app);                 /* a worker is at work: paints are capped, no idle mark for tests */
	void (*paint)(void *app);                /* erase, draw everything; the loop sends the frame */
};

struct sb_loop;

/* sb_signals_block() must have been called. `term` and `client` are borrowed as long as the loop lives. */
enum sb_status sb_loop_open(struct sb_loop **out, struct sb_term *term, const struct sb_scan_rules *rules,
			    const struct sb_loop_client *client, void *app, struct sb_error *err) SB_CHECKED;
void sb_loop_close(struct sb_loop *loop);
SB_OWNABLE(loop, sb_loop_close)

/* Runs until sb_loop_quit(), or until the terminal is gone (then after `ending` with SIGHUP). */
enum sb_status sb_loop_run(struct sb_loop *loop, struct sb_error *err) SB_CHECKED;
void sb_loop_quit(struct sb_loop *loop);
bool sb_loop_is_quitting(const struct sb_loop *loop);
void sb_loop_dirty(struct sb_loop *loop);            /* paint before the next sleep */
void sb_loop_paint_now(struct sb_loop *loop);        /* at once, for what cannot wait for the end of the turn */
void sb_loop_focus(struct sb_loop *loop, bool text); /* see sb_scanner_focus() */
void sb_loop_scan_rules(struct sb_loop *loop, const struct sb_scan_rules *rules); /* new ones from now on */
/* Whether input is waiting: long work in this thread looks and gives way. */
bool sb_loop_has_input(const struct sb_loop *loop);

void sb_loop_wake(struct sb_loop *loop); /* from any thread */

/* Calls `ready` when fd is readable, at most SB_LOOP_WATCHES at once. The descriptor stays the caller's. */
enum { SB_LOOP_WATCHES = 8 };
bool sb_loop_watch(struct sb_loop *loop, int fd, void (*ready)(void *app, int fd));
void sb_loop_unwatch(struct sb_loop *loop, int fd);

/* Ctrl-Z: gives the terminal back, stops, and on continuing takes it again. */
void sb_loop_suspend(struct sb_loop *loop);
/* Runs a program (editor, pager, lp) on the terminal and waits; `status` gets what waitpid() gave. argv[0] is looked up
 * in PATH. */
enum sb_status sb_loop_run_child(struct sb_loop *loop, char *const argv[], int *status,
				 struct sb_error *err) SB_CHECKED;

int64_t sb_loop_now_ms(void);         /* monotonic */
int64_t sb_loop_next_minute_ms(void); /* when the wall clock shows the next minute, for the clock's deadline */

/*
 * A descriptor that becomes readable when a file, or the write-ahead log beside it, is written, by inotify. -1 where
 * that does not work (network files): look twice a second then.
 */
int sb_filewatch_open(const char *path);
/* Reads it empty; true if the file itself or its log was meant. */
bool sb_filewatch_read(int fd);

#endif
