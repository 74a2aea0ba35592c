/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that is refused: a layer over SQLite's allocator, and one in place of the C library's. */
#include "memory.h"

#include <err.h>
#include <errno.h>
#include <sqlite3.h>
#include <stddef.h>
#include <stdlib.h>

struct counter {
	int how;
	long k, calls;
	bool has_struck;
};

static struct counter of_sqlite, of_all;
static sqlite3_mem_methods below;

static void set(struct counter *counter, int how, long k)
{
	*counter = (struct counter){ .how = how, .k = k };
}

static bool refuses(struct counter *counter)
{
	long call = ++counter->calls;
	bool strikes = counter->k && (counter->how == MEMORY_FAILS_ONCE ? call == counter->k : call >= counter->k);

	counter->has_struck |= strikes;
	return strikes;
}

/* ---- SQLite's ---- */

static void *take(int bytes)
{
	return refuses(&of_sqlite) ? NULL : below.xMalloc(bytes);
}

static void *take_again(void *old, int bytes)
{
	return refuses(&of_sqlite) ? NULL : below.xRealloc(old, bytes);
}

void memory_register(void)
{
	sqlite3_mem_methods above;

	if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &below))
		errx(99, "SQLite does not tell its allocator");
	above = below;
	above.xMalloc = take;
	above.xRealloc = take_again;
	if (sqlite3_config(SQLITE_CONFIG_MALLOC, &above))
		errx(99, "SQLite takes no other allocator");
}

void memory_refuse_sqlite(int how, long k)
{
	set(&of_sqlite, how, k);
}

long memory_sqlite_calls(void)
{
	return of_sqlite.calls;
}

bool memory_sqlite_has_struck(void)
{
	return of_sqlite.has_struck;
}

/* ---- everybody's ---- */

void memory_refuse_all(int how, long k)
{
	set(&of_all, how, k);
}

long memory_all_calls(void)
{
	return of_all.calls;
}

bool memory_all_has_struck(void)
{
	return of_all.has_struck;
}

#if defined(__has_feature)
#define HAS_FEATURE(name) __has_feature(name)
#else
#define HAS_FEATURE(name) 0
#endif

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !HAS_FEATURE(address_sanitizer) && \
	!HAS_FEATURE(thread_sanitizer) && !HAS_FEATURE(memory_sanitizer)

extern void *__libc_malloc(size_t bytes);
extern void *__libc_calloc(size_t count, size_t bytes);
extern void *__libc_realloc(void *old, size_t bytes);

static bool is_refused(void)
{
	bool refused = refuses(&of_all);

	if (refused)
		errno = ENOMEM;
	return refused;
}

void *malloc(size_t bytes)
{
	return is_refused() ? NULL : __libc_malloc(bytes);
}

void *calloc(size_t count, size_t bytes)
{
	return is_refused() ? NULL : __libc_calloc(count, bytes);
}

void *realloc(void *old, size_t bytes)
{
	return is_refused() ? NULL : __libc_realloc(old, bytes);
}

bool memory_can_refuse_all(void)
{
	return true;
}

#else

bool memory_can_refuse_all(void)
{
	return false;
}

#endif
