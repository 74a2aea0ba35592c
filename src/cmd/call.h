/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a call holds: arguments in the order typed, and what checking them made of them. */
#ifndef CMD_CALL_H
#define CMD_CALL_H

#include "stockbook/cmd.h"
#include "stockbook/user.h"

struct given {
	const struct sb_arg *arg;
	char *text;
	struct sb_value value;
	const struct sb_found *found; /* of a PRODUCT */
	const struct sb_found *packs_of; /* of a QTY that counts cases; NULL: units */
	int64_t packs_milli;		 /* how many */
	bool is_fallback;
	bool is_next; /* a bare word: which argument it is for, its place says */
};

struct sb_call {
	struct sb_app *app;
	const struct sb_cmd *cmd;
	struct sb_arena *arena;
	struct given *given;
	size_t count, cap;
	size_t positional; /* how many positional ones were given in order */
	bool human;
	struct sb_progress progress;
	struct sb_style style;
	struct sb_product_change change;
	struct sb_product *old; /* the product whose fields are changed; NULL: a new one */
	const char *warning;
	struct sb_hash fingerprint;
};

/* Bare words go to the arguments they are for, now that all named ones are known. */
void call_settle(struct sb_call *call);
/* admit.c: whether whoever acts may do such work in the open book, for what only the arguments tell. */
enum sb_status call_admit(struct sb_call *call, enum sb_work work, struct sb_error *err) SB_CHECKED;
/* A flag that was given and not as "no". */
bool call_says_yes(const struct sb_call *call, const char *name);
/* An argument whose choices are yes and no: 1 or 0, `otherwise` if it was not given. */
int call_yes_or_no(const struct sb_call *call, const char *name, int otherwise);
void call_add(struct sb_call *call, const struct sb_arg *arg, const char *text);
const struct given *call_find(const struct sb_call *call, const char *name, size_t index); /* NULL: not given */

#endif
