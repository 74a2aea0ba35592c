/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A thread with its own connection that answers questions to lists, so that drawing never waits for a query. A new question
 * of the same asker and tag takes the place of the one waiting, or interrupts the one running; answers come back through the loop.
 */
#ifndef STOCKBOOK_TUI_WORKER_H
#define STOCKBOOK_TUI_WORKER_H

#include "stockbook/app.h"
#include "stockbook/list.h"

struct sb_loop;
struct sb_worker;

/* `loop` is woken when an answer is there; both outlive the worker. */
enum sb_status sb_worker_open(struct sb_app *app, struct sb_loop *loop, struct sb_worker **out, struct sb_error *err) SB_CHECKED;
void sb_worker_close(struct sb_worker *worker); /* interrupts and joins */
SB_OWNABLE(worker, sb_worker_close)

struct sb_answer {
	const void *asker;
	int tag;
	enum sb_status status; /* SB_INTERRUPTED answers are not delivered */
	struct sb_error error;
	struct sb_page page; /* if SB_OK; released after delivery unless taken */
	bool taken;
	int64_t micros; /* how long the query took */
};

/* Copies what is asked. */
void sb_worker_ask(struct sb_worker *worker, const void *asker, int tag, const struct sb_list *list, const struct sb_ask *ask);
/* A page that comes from no list: `make` fills it in on the worker's thread; `about` is what it is told. */
void sb_worker_ask_made(struct sb_worker *worker, const void *asker, int tag, int64_t about,
			enum sb_status (*make)(struct sb_book *book, int64_t about, struct sb_page *out, struct sb_error *err));
/* Drops everything of an asker, running, waiting or answered; before it is closed. */
void sb_worker_forget(struct sb_worker *worker, const void *asker);
/* The next answer; false: none now. Release its page (sb_page_release) unless taken. */
bool sb_worker_take(struct sb_worker *worker, struct sb_answer *out);
bool sb_worker_is_busy(struct sb_worker *worker);

#endif
