/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of many processes that trade in one book at random and write down what they asked and were told. */
#ifndef STOCKBOOK_TESTS_ACTOR_H
#define STOCKBOOK_TESTS_ACTOR_H

#include "past.h"

#include <stdatomic.h>

enum { RECENT = 16, TOKENS = 64 };

/* What the processes share, in memory all see: the latest holds, sendings and entries, so that they get in each other's way. */
struct recent {
	atomic_llong seq[RECENT];
	atomic_uint next;
};
struct stage {
	struct recent holds, sendings, entries;
};

struct actor {
	const char *path;
	struct past_names names;
	struct stage *stage;
	int process;
	struct sb_book *book;
	FILE *log;
	int shell_every; /* one operation of so many goes through the program; 0: none */
};

struct stage *stage_new(void);
void stage_note(struct recent *recent, int64_t seq);
/* One operation, logged. */
void actor_do(struct actor *actor, struct event *event);
/* The same by the program itself; what it cannot do there is done here. False: it cannot. */
bool actor_shell(struct actor *actor, struct event *event);
/* Random, of what makes sense now. */
struct event actor_choose(struct actor *actor);

extern const char *const actor_stores[HISTORY_STORES];

#endif
