/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory that cannot be refused. When there is none left the program gives the screen back and ends; the book is never
 * harmed by that, because what is not committed was never there.
 */
#include "stockbook/base.h"
#include <string.h>
#include <unistd.h>

/* The one mutable variable here: what to do before ending must be known where nobody can pass it. */
static void (*before_ending)(void);

void sb_on_out_of_memory(void (*before_exit)(void))
{
	before_ending = before_exit;
}

/* Nothing here may allocate: no gettext, no stdio. */
__attribute__((noreturn, cold)) static void end_for_want_of_memory(void)
{
	static const char sentence[] = "stockbook: out of memory: close other programs and start again\n";

	if (before_ending)
		before_ending();
	ssize_t written = write(STDERR_FILENO, sentence, sizeof(sentence) - 1);
	(void)written;
	_exit(1);
}

void *sb_alloc(size_t bytes)
{
	void *memory = calloc(1, bytes ? bytes : 1);

	if (!memory)
		end_for_want_of_memory();
	return memory;
}

void *sb_realloc(void *old, size_t bytes)
{
	void *memory = realloc(old, bytes ? bytes : 1);

	if (!memory)
		end_for_want_of_memory();
	return memory;
}

char *sb_strndup(const char *text, size_t bytes)
{
	size_t length = strnlen(text, bytes);
	char *copy = malloc(length + 1);

	if (!copy)
		end_for_want_of_memory();
	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *sb_strdup(const char *text)
{
	return sb_strndup(text, strlen(text));
}
