/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words every file speaks: attributes, owning variables, translation marks.
 *
 * Ownership is read from the signature. A non-const pointer that is returned or put in `out` is
 * yours to free; a const pointer is borrowed and its header names the call that ends it.
 * Out-parameters are written only on success.
 */
#ifndef STOCKBOOK_BASE_H
#define STOCKBOOK_BASE_H

#include <libintl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#ifdef NDEBUG
#error "assertions stay on in every build: a program in doubt stops, and the book is not harmed by that"
#endif

#define SB_CHECKED	   __attribute__((warn_unused_result))
#define SB_PRINTF(fmt, va) __attribute__((format(printf, fmt, va)))
#define SB_COUNT(array)	   (sizeof(array) / sizeof((array)[0]))

/*
 * What people read. _() translates; N_() marks a text of a table that is translated by _() when it is shown. C_() and NC_() do the same
 * with a context, where one English word has two senses: NC_("key", "open") is what a key does, N_("open") what an order is. gettext
 * looks for the context in front of the text, parted by the mark; where a text has no translation, what is behind the mark is shown.
 */
#define SB_CONTEXT_MARK	   "\004"
#define _(text)		   sb_translate(text)
#define N_(text)	   text
#define C_(context, text)  sb_translate(context SB_CONTEXT_MARK text)
#define NC_(context, text) context SB_CONTEXT_MARK text

__attribute__((format_arg(1))) const char *sb_translate(const char *text);

/* Deny by default: a number that is not there. Never a legal amount, price, time or id. */
#define SB_NONE INT64_MIN

/* A value released at the end of its block: sb_auto(buf) line = SB_BUF_INIT; */
#define sb_auto(type) __attribute__((cleanup(sb_##type##_release))) struct sb_##type

/* A pointer freed at the end of its block: sb_owned(arena) arena = sb_arena_new(); */
#define sb_owned(type) __attribute__((cleanup(sb_##type##_freep))) struct sb_##type *

/* Defines what sb_owned(type) calls; put it beside the declaration of sb_<type>_free(). */
#define SB_OWNABLE(type, free_it)                               \
	static inline void sb_##type##_freep(struct sb_##type **it) \
	{                                                           \
		if (*it)                                                \
			free_it(*it);                                       \
	}

/* Hands an owned pointer on, leaving NULL behind. */
#define sb_give(pointer)                        \
	__extension__({                             \
		__typeof__(pointer) sb_given = (pointer); \
		(pointer) = NULL;                       \
		sb_given;                               \
	})

static inline void sb_string_freep(char **it)
{
	free(*it);
}
#define sb_owned_string __attribute__((cleanup(sb_string_freep))) char *

/*
 * Memory that cannot be refused: these end the program through sb_on_out_of_memory() instead of
 * returning NULL. Input of unbounded size is limited before it gets here.
 */
void *sb_alloc(size_t bytes);			/* zeroed */
void *sb_realloc(void *old, size_t bytes);
char *sb_strdup(const char *text);
char *sb_strndup(const char *text, size_t bytes);

/* What to do before ending for want of memory (the terminal gives the screen back). */
void sb_on_out_of_memory(void (*before_exit)(void));

#endif
