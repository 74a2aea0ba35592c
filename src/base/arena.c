/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory given out from chunks and taken back all at once. Chunks double up to a limit, so that a page costs one or two
 * allocations and a large export does not hold twice what it needs.
 */
#include "stockbook/arena.h"
#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define FIRST_CHUNK   4096
#define LARGEST_CHUNK (256 * 1024)

struct chunk {
	struct chunk *older;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

struct sb_arena {
	struct chunk *newest;
};

struct sb_arena *sb_arena_new(void)
{
	return sb_alloc(sizeof(struct sb_arena));
}

static void free_chunks(struct chunk *chunk)
{
	while (chunk) {
		struct chunk *older = chunk->older;

		free(chunk);
		chunk = older;
	}
}

void sb_arena_free(struct sb_arena *arena)
{
	if (!arena)
		return;
	free_chunks(arena->newest);
	free(arena);
}

void sb_arena_clear(struct sb_arena *arena)
{
	if (!arena->newest)
		return;
	free_chunks(arena->newest->older);
	arena->newest->older = NULL;
	arena->newest->used = 0;
}

static void add_chunk(struct sb_arena *arena, size_t bytes)
{
	size_t size = arena->newest ? arena->newest->size * 2 : FIRST_CHUNK;

	if (size > LARGEST_CHUNK)
		size = LARGEST_CHUNK;
	if (size < bytes)
		size = bytes;

	size_t whole;

	if (__builtin_add_overflow(size, sizeof(struct chunk), &whole))
		whole = SIZE_MAX; /* refused by the allocator */

	struct chunk *chunk = sb_realloc(NULL, whole);

	*chunk = (struct chunk){ .older = arena->newest, .size = size };
	arena->newest = chunk;
}

/* Not zeroed. `align` is a power of two. */
static void *take(struct sb_arena *arena, size_t bytes, size_t align)
{
	struct chunk *chunk = arena->newest;
	size_t at = chunk ? (chunk->used + align - 1) & ~(align - 1) : 0;

	if (!chunk || at > chunk->size || bytes > chunk->size - at) {
		add_chunk(arena, bytes);
		chunk = arena->newest;
		at = 0;
	}
	chunk->used = at + bytes;
	return chunk->bytes + at;
}

void *sb_arena_alloc(struct sb_arena *arena, size_t bytes)
{
	return memset(take(arena, bytes ? bytes : 1, alignof(max_align_t)), 0, bytes);
}

char *sb_arena_strndup(struct sb_arena *arena, const char *text, size_t bytes)
{
	if (!text)
		return NULL;

	size_t length = strnlen(text, bytes);
	char *copy = take(arena, length + 1, 1);

	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *sb_arena_strdup(struct sb_arena *arena, const char *text)
{
	return text ? sb_arena_strndup(arena, text, strlen(text)) : NULL;
}

char *sb_arena_printf(struct sb_arena *arena, const char *format, ...)
{
	va_list args, again;

	va_start(args, format);
	va_copy(again, args);
	int wanted = vsnprintf(NULL, 0, format, args);
	size_t room = wanted < 0 ? 1 : (size_t)wanted + 1;
	char *text = take(arena, room, 1);

	text[0] = '\0';
	if (wanted > 0)
		vsnprintf(text, room, format, again);
	va_end(again);
	va_end(args);
	return text;
}
