/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A statement put together from constant fragments and placeholders: no value ever becomes part of the text. In a
 * fragment $store, $now, $today, $word and $code stand for what is asked about; each becomes one numbered placeholder,
 * however often it is used. $row stands for the column that holds the row's id.
 */
#ifndef SB_COMPOSE_H
#define SB_COMPOSE_H

#include "stockbook/db.h"

enum sb_compose_name {
	SB_COMPOSE_STORE,
	SB_COMPOSE_NOW,
	SB_COMPOSE_TODAY,
	SB_COMPOSE_WORD,
	SB_COMPOSE_CODE,
	SB_COMPOSE_NAME_COUNT
};

/* A value to bind: text if there is one, else the number (SB_NONE binds as NULL). */
struct sb_bound {
	const char *text; /* borrowed until the statement is prepared */
	int64_t n;
};

struct sb_compose {
	struct sb_buf text;
	struct sb_bound *values; /* of the placeholders, from $1 */
	size_t count, cap;
	const struct sb_bound *names; /* SB_COMPOSE_NAME_COUNT of them */
	int place[SB_COMPOSE_NAME_COUNT];
	const char *row; /* what $row stands for */
};

#define SB_COMPOSE_INIT(names_)                        \
	{                                              \
		.text = SB_BUF_INIT, .names = (names_) \
	}
void sb_compose_release(struct sb_compose *compose);

/* Appends a constant fragment. */
void sb_compose_add(struct sb_compose *compose, const char *fragment);
/* Appends a placeholder for a value. */
void sb_compose_int(struct sb_compose *compose, int64_t value);
void sb_compose_text(struct sb_compose *compose, const char *value);
void sb_compose_bound(struct sb_compose *compose, struct sb_bound value);
/* Appends what stands before the %s of a fragment, and what stands behind it; a fragment of NULL is nothing but %s. */
void sb_compose_open(struct sb_compose *compose, const char *fragment);
void sb_compose_close(struct sb_compose *compose, const char *fragment);

/* Prepares the text and binds the values. */
enum sb_status sb_compose_prepare(const struct sb_compose *compose, struct sb_db *db, struct sb_stmt **out,
				  struct sb_error *err) SB_CHECKED;

#endif
