/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks the parts of a value of several, joined by "|". */
#ifndef SB_MANY_H
#define SB_MANY_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct sb_many {
	const char *at; /* the part, not terminated */
	size_t length;
	const char *next; /* NULL: there are no more */
};

/* NULL and "" have no parts. */
static inline void sb_many_start(struct sb_many *many, const char *joined)
{
	*many = (struct sb_many){ .next = joined && *joined ? joined : NULL };
}

static inline bool sb_many_next(struct sb_many *many)
{
	if (!many->next)
		return false;
	many->at = many->next;
	const char *end = strchr(many->at, '|');
	many->length = end ? (size_t)(end - many->at) : strlen(many->at);
	many->next = end ? end + 1 : NULL;
	return true;
}

#endif
