/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What many processes did to one book at the same time, each as it saw it: when it asked, what it asked for, when it was answered and
 * what. Every process appends to a file of its own; together the files are the history that judge.h holds against the journal.
 */
#ifndef STOCKBOOK_TESTS_HISTORY_H
#define STOCKBOOK_TESTS_HISTORY_H

#include "stockbook/book.h"

#include <stdio.h>

enum { HISTORY_STORES = 2, HISTORY_PRODUCTS = 3 };

/* A(symbol, word, kind of the entry) */
#define ACTS(A)                                  \
	A(READ, "read", SB_KIND_COUNT)           \
	A(SELL, "sell", SB_KIND_SALE)            \
	A(BASKET, "basket", SB_KIND_SALE)        \
	A(RECEIVE, "receive", SB_KIND_RECEIVE)   \
	A(REMOVE, "remove", SB_KIND_REMOVE)      \
	A(MORE, "more", SB_KIND_ADJUST)          \
	A(LESS, "less", SB_KIND_ADJUST)          \
	A(SEND, "send", SB_KIND_TRANSFER_OUT)    \
	A(ARRIVE, "arrive", SB_KIND_TRANSFER_IN) \
	A(PLACE, "place", SB_KIND_HOLD_PLACE)    \
	A(ALLOCATE, "allocate", SB_KIND_HOLD_ALLOCATE) \
	A(CONVERT, "convert", SB_KIND_HOLD_CONVERT) \
	A(RELEASE, "release", SB_KIND_HOLD_RELEASE) \
	A(FULFIL, "fulfil", SB_KIND_HOLD_FULFIL) \
	A(CANCEL, "cancel", SB_KIND_HOLD_CANCEL) \
	A(SWEEP, "sweep", SB_KIND_COUNT)         \
	A(UNDO, "undo", SB_KIND_UNDO)

enum act {
#define A(symbol, word, kind) ACT_##symbol,
	ACTS(A)
#undef A
	ACT_COUNT
};
const char *act_word(enum act act);
enum sb_kind act_kind(enum act act); /* SB_KIND_COUNT: it writes no entry of its own */

struct event {
	int64_t begun_ns, ended_ns; /* of the monotonic clock, which all processes share */
	int64_t begun_ms, ended_ms; /* of the wall clock, by which holds expire */
	enum act act;
	int process;
	bool by_shell;
	int store, product; /* numbers from 0; a basket is of this product and the next */
	int64_t qty_milli;  /* 0: all that is left of the hold */
	int64_t target;	    /* the hold, the sending, the entry to undo; SB_NONE: none */
	int token;	    /* that others may use too; -1: none */
	int64_t expires_ms; /* of a hold placed */
	/* the answer */
	enum sb_status status;
	int64_t seq;	    /* of the entry written, or written before; SB_NONE */
	bool replayed;
	int64_t told_milli; /* how many can be taken, said a refusal; SB_NONE */
	struct sb_stock seen; /* by a read */
	int64_t after;	    /* a read answered together with this entry; SB_NONE */
};

/* Asked now, nothing answered. */
struct event event_begin(enum act act, int process);
void event_end(struct event *event);
void event_print(const struct event *event, struct sb_buf *out);
/* Whether both ask for the same. */
bool event_asks_same(const struct event *a, const struct event *b);

struct history {
	struct event *events;
	size_t count, room;
};
void history_add(struct history *history, const struct event *event);
void history_release(struct history *history);
/* The file of a process; these end the test on failure. */
FILE *history_open(const char *folder, int process, const char *mode);
void history_log(FILE *file, const struct event *event);
void history_load(struct history *history, const char *folder, int processes);

/*
 * What real time says about the order: an entry acknowledged before something was asked for comes before it, one asked for after
 * it was answered comes behind.
 */
struct bounds {
	struct mark {
		int64_t ns, seq;
	} *ended, *begun; /* of those that wrote: in order of time, with the highest seq so far, with the lowest from here on */
	size_t count;
};
void bounds_init(struct bounds *bounds, const struct history *history);
void bounds_release(struct bounds *bounds);
int64_t bounds_lowest(const struct bounds *bounds, int64_t begun_ns);  /* 0: none was acknowledged before */
int64_t bounds_highest(const struct bounds *bounds, int64_t ended_ns); /* INT64_MAX: none was asked for after */
/* It wrote an entry, for the first time. */
static inline bool event_wrote(const struct event *event)
{
	return event->status == SB_OK && event->seq != SB_NONE && !event->replayed && act_kind(event->act) != SB_KIND_COUNT;
}

#endif
