/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Things done while something fails at its k-th call, for every k until they pass without meeting it. */
#ifndef STOCKBOOK_TESTS_STRIKE_H
#define STOCKBOOK_TESTS_STRIKE_H

#include "scene.h"

struct stage {
	char *folder, *base, *path;
	int64_t products[SCENE_PRODUCTS];
	long states, bad;
	void *own; /* of the program */
};

/* Things done one after the other, each with its token; some have none, because doing them twice is the same. */
struct act {
	const char *name;
	size_t steps;
	enum sb_status (*run)(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err);
	bool has_tokens;
	bool has_no_commit;	      /* nothing is written to the book */
	const char *nothing;	      /* SQL for what must be 0 whenever it is looked at; NULL: nothing more */
	bool (*look)(struct stage *stage); /* at what is not in the book; NULL: there is nothing */
};

/* What fails. `cause` says how and at which call from now, 0 ends it; the other two tell what came of it. */
struct danger {
	const char *name;
	const struct trouble {
		const char *name;
		int how;
	} *troubles;
	size_t count;
	void (*cause)(int how, long k);
	bool (*has_struck)(void);
	long (*calls)(void);
	bool has_power; /* which can go as well */
	long states;	/* of a series in a short run, spread by chance over all calls */
};
extern const struct danger strike_disk;

/* A book with a second store in a folder of its own; ends the program on failure. */
void strike_begin(struct stage *stage);
void strike_end(struct stage *stage);
/*
 * Does it to copies of `base`, one for each state, and tells what was found. A short run takes some of the states, by chance; STATES=n ends each
 * series after so many calls.
 */
void strike_act(struct stage *stage, const struct act *act, const char *base, const struct danger *danger);

/* ---- for other ways to strike ---- */

/* The steps from *done on, until one fails. */
enum sb_status strike_steps(struct stage *stage, const struct act *act, struct sb_book *book, size_t *done, struct sb_error *err) SB_CHECKED;
/* Afterwards: all that was answered is there, and perhaps what was under way. */
bool strike_look(struct stage *stage, const struct act *act, const char *trouble, long k, size_t done);
/* Notes what is wrong and counts it; always false. */
bool strike_wrong(struct stage *stage, const struct act *act, const char *trouble, long k, const char *what);
/* From one struck call to the next, and the first of them. */
long strike_stride(long calls, long states);
long strike_first(long stride);

#endif
