/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A disk that fails. It becomes SQLite's default way to files, under all books opened afterwards, and does what it is told: refuses the k-th
 * call, fails from then on, or remembers what was written but not yet synced, so that a power cut can lose and tear it.
 */
#ifndef STOCKBOOK_TESTS_DISK_H
#define STOCKBOOK_TESTS_DISK_H

#include <stdbool.h>
#include <stdint.h>

struct sb_random;

/* Once, before any book is opened. */
void disk_register(void);
/* Syncing succeeds at once, for tests about something else. */
void disk_never_syncs(bool never);

enum disk_trouble {
	DISK_SOUND,
	DISK_FAILS_ONCE,   /* the k-th call */
	DISK_FAILS,	   /* the k-th and all after it */
	DISK_FULL_ONCE,	   /* as FAILS_ONCE, but only of calls that need room, and saying so */
	DISK_FULL,
	DISK_POWER_CUT,	   /* nothing gets through from the k-th on, and disk_lose() decides what of the rest was written */
};
/* Counting of calls begins anew; k from 1. */
void disk_trouble(enum disk_trouble trouble, long k);
/* Calls since then: open, read, write, truncate, sync, delete. */
long disk_calls(void);
/* Whether the trouble came. */
bool disk_has_struck(void);

/* From now on what is written is remembered until it is synced; what is in the files counts as safe. */
void disk_watch(void);
/*
 * The power goes: each file opened since disk_watch() becomes what was synced and a part of the rest, by chance: each write is kept, lost or torn
 * in sectors, of which some hold rubbish. `share`: 0 loses all, 100 keeps all, else about so much of a hundred is kept. No book may be open.
 */
void disk_lose(struct sb_random *random, int share);

#endif
