/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many small things that die together: a screenful, a page of a list, a request. */
#ifndef STOCKBOOK_ARENA_H
#define STOCKBOOK_ARENA_H

#include "stockbook/base.h"

struct sb_arena;

struct sb_arena *sb_arena_new(void);
void sb_arena_free(struct sb_arena *arena); /* NULL is fine */
void sb_arena_clear(struct sb_arena *arena); /* everything given out is gone; memory kept */
SB_OWNABLE(arena, sb_arena_free)

void *sb_arena_alloc(struct sb_arena *arena, size_t bytes); /* zeroed, aligned for any type */
char *sb_arena_strdup(struct sb_arena *arena, const char *text); /* NULL gives NULL */
char *sb_arena_strndup(struct sb_arena *arena, const char *text, size_t bytes);
char *sb_arena_printf(struct sb_arena *arena, const char *format, ...) SB_PRINTF(2, 3);

#endif
