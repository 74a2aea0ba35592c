/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The desk: what all views share. It keeps the tabs and the views opened over them, draws the frame, turns keys into commands by the
 * keys file, runs commands, shows what happened and offers its undo, and tells views when the book changed.
 */
#ifndef STOCKBOOK_TUI_DESK_H
#define STOCKBOOK_TUI_DESK_H

#include "keys.h"
#include "loop.h"
#include "stockbook/cmd.h"
#include "view.h"

struct sb_jobs;

enum { SB_DESK_DEPTH_MAX = 16, SB_DESK_TABS_MAX = 9, SB_DESK_MESSAGE_BYTES = 1024 };

struct sb_desk {
	struct sb_app *app; /* its book belongs to the drawing thread */
	struct sb_term *term;
	struct sb_loop *loop;
	struct sb_keys *keys;
	struct sb_theme theme;
	struct sb_worker *worker; /* NULL while no book is open */
	struct sb_jobs *jobs;
	char *user; /* who acts, as the title says */
	bool is_locked; /* somebody must sign in before anything is shown or done */
	int64_t input_ms; /* when something was last typed; SB_NONE: not since it was looked at */

	struct {
		struct sb_view *stack[SB_DESK_DEPTH_MAX];
		size_t depth;
	} tabs[SB_DESK_TABS_MAX];
	size_t tab;
	struct sb_view *dialog; /* over everything; NULL: none */

	char message[SB_DESK_MESSAGE_BYTES];
	unsigned message_style;
	int64_t undo_offer; /* seq the message offers to undo; SB_NONE: none */
	bool quit_asked;     /* asked once whether to quit with something unsaved */
	int64_t interrupt_ms; /* when Ctrl-C was last pressed, for twice in a second */
	bool offline;	    /* the book could not be read just now */
	int watch_fd;	    /* of the book's file; -1: it is looked at twice a second */
	int64_t sweep_ms;      /* when to write down what has expired; SB_NONE: nothing is held */
	int64_t sweep_from_ms; /* not before */
	int64_t written_ms; /* when the book's file was last seen written to */
	int64_t look_again_ms; /* when to look whether others wrote; SB_NONE: when the watch says so */
};

/* What happened, on the message line; stays until the next. `style` is an enum sb_style_id. */
void sb_desk_say(struct sb_desk *desk, unsigned style, const char *format, ...) SB_PRINTF(3, 4);
/* The same behind what is said already, whose undo stays on offer. */
void sb_desk_say_also(struct sb_desk *desk, const char *text);
void sb_desk_fail(struct sb_desk *desk, const struct sb_error *err);
/* What was wrong is mended or left: an error or a warning is not said any more. What happened stays, and what can be undone. */
void sb_desk_unsay(struct sb_desk *desk);

/* A line of the palette's language: an action ("move down"), a view ("open product %sku"), a command of the shell ("sell %sku"). %words are
 * filled in from the view's subject. A command that lacks required arguments opens its form with those given. */
void sb_desk_run(struct sb_desk *desk, const char *line);
/* Runs a complete call now: says the message or error, offers undo, opens what the reply asks, reloads every view. True: it was done. Long
 * commands become jobs and true means started. `reply` may be NULL. */
bool sb_desk_call(struct sb_desk *desk, struct sb_call *call, struct sb_reply *reply);

/* What a call answered: says it, offers its undo, opens what it asks, reloads the views. */
void sb_desk_replied(struct sb_desk *desk, struct sb_reply *reply);

/* Views: over the current one, or a tab. Opening a name that is a tab goes to that tab, but for a part of it asked from a page over another. */
void sb_desk_open(struct sb_desk *desk, const char *name, const char *argument);
/* The view of a tab, opened if it was not yet, though the desk does not go there; NULL: it could not be, as was said. */
struct sb_view *sb_desk_tab_view(struct sb_desk *desk, const struct sb_view_ops *ops, size_t *tab);
void sb_desk_push(struct sb_desk *desk, struct sb_view *view); /* takes it */
void sb_desk_back(struct sb_desk *desk); /* closes the top view unless it is the tab's own; asks first when unsaved */
/* Closes this view, wherever it lies, without asking. */
void sb_desk_close_form(struct sb_desk *desk, struct sb_view *view);
void sb_desk_show_dialog(struct sb_desk *desk, struct sb_view *dialog); /* takes it; replaces and closes another */
void sb_desk_close_dialog(struct sb_desk *desk);
struct sb_view *sb_desk_top(const struct sb_desk *desk);     /* of the tab, never a dialog */
struct sb_view *sb_desk_focused(const struct sb_desk *desk); /* the dialog if there is one */
const char *sb_desk_context(const struct sb_desk *desk);     /* of the focused view */

void sb_desk_dirty(struct sb_desk *desk);   /* draw again */
void sb_desk_changed(struct sb_desk *desk); /* the book changed: every view reloads */
/* How values are shown and read here. */
void sb_desk_style(struct sb_desk *desk, struct sb_style *out);
/* "12.50 EUR" */
void sb_put_money(struct sb_desk *desk, int64_t minor, struct sb_buf *out);

/* Opens the book the settings name now (after the start view made or chose one), its worker and the tabs. */
enum sb_status sb_desk_open_book(struct sb_desk *desk, struct sb_error *err) SB_CHECKED;

/* What is kept on disk for the book is known by: the same file however it was named. Yours. */
char *sb_desk_book_file(const struct sb_desk *desk);

/* Works for another store from now on; "": the list of them. */
void sb_desk_use_store(struct sb_desk *desk, const char *code);

/* desk_user.c: once the book is open, asks who works here if that must be known and is not. */
void sb_desk_greet(struct sb_desk *desk);
/* Shows the dialog for that; with a name its PIN is asked for at once. */
void sb_desk_ask_user(struct sb_desk *desk, const char *name);
/* Acts as this user from now on, here and in jobs. SB_REFUSED: that was not the PIN. */
struct sb_user;
enum sb_status sb_desk_sign_in(struct sb_desk *desk, const struct sb_user *user, const char *pin, struct sb_error *err) SB_CHECKED;
/* They have signed in: back to work, and to what a job answered meanwhile. */
void sb_desk_welcome(struct sb_desk *desk, const struct sb_user *user);
void sb_desk_lock(struct sb_desk *desk);      /* until somebody signs in; says so when there is no PIN to do that with */
int64_t sb_desk_lock_ms(struct sb_desk *desk); /* when to lock if nothing is typed; SB_NONE: never */
void sb_desk_lock_idle(struct sb_desk *desk);

/* What the loop calls. */
void sb_desk_paint(struct sb_desk *desk);
void sb_desk_input(struct sb_desk *desk, const struct sb_input *input);
void sb_desk_woken(struct sb_desk *desk);
int64_t sb_desk_deadline(struct sb_desk *desk);
void sb_desk_tick(struct sb_desk *desk, int64_t now_ms);

/* A scan that no view took: its product is opened, an unknown one offered to be added. */
void sb_desk_scanned(struct sb_desk *desk, const struct sb_input *scan);
/* Asks whether another connection committed; reloads the views if so. */
void sb_desk_look(struct sb_desk *desk);
/* Sets the timer to the next expiry of a hold, after the book has changed; writes down what has expired when it has come. */
void sb_desk_plan_sweep(struct sb_desk *desk);
void sb_desk_sweep(struct sb_desk *desk, int64_t now_ms);
void sb_desk_watch(struct sb_desk *desk);
void sb_desk_unwatch(struct sb_desk *desk);

void sb_desk_save_all(struct sb_desk *desk); /* drafts to disk: the program is ending */
bool sb_desk_is_unsaved(struct sb_desk *desk);
void sb_desk_close_views(struct sb_desk *desk);

#endif
