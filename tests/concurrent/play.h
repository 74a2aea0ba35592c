/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small book with two stores, processes that are let loose on it, and the judgement afterwards. */
#ifndef STOCKBOOK_TESTS_PLAY_H
#define STOCKBOOK_TESTS_PLAY_H

#include "actor.h"
#include "judge.h"

enum { PLAY_STOCK = 12 }; /* pieces of each product at first, in the first store */

struct play {
	char *folder, *path;
	struct actor actor;
	int64_t base; /* the last entry before it begins */
	int processes;
};

/* All of these end the test on failure. */
void play_prepare(struct play *play);
void play_release(struct play *play);
struct sb_book *play_open(const struct play *play);
/* Opens the book and the history for a process, appending to it; the chances are its own. */
void play_begin(struct actor *actor, const char *folder, int process);
void play_end(struct actor *actor);
/* Does the work in so many processes, each with its own chances, and waits for all. */
void play_run(struct play *play, void (*work)(struct play *play, int process));
void play_judge(struct play *play, struct history *history, struct verdict *verdict);

#endif
