/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory that is refused: to SQLite alone, which must say so and go on, or to the whole program, which may end but not fall over. The second
 * needs the C library's own names for its allocator and no sanitizer in its place.
 */
#ifndef STOCKBOOK_TESTS_MEMORY_H
#define STOCKBOOK_TESTS_MEMORY_H

#include <stdbool.h>

enum memory_trouble { MEMORY_FAILS_ONCE, MEMORY_FAILS /* the k-th and all after it */ };

/* Once, before SQLite is used. */
void memory_register(void);
/* Counting begins anew; k from 1, 0: none is refused. */
void memory_refuse_sqlite(int how, long k);
long memory_sqlite_calls(void);
bool memory_sqlite_has_struck(void);

/* Whether this build can refuse it to the whole program. */
bool memory_can_refuse_all(void);
void memory_refuse_all(int how, long k);
long memory_all_calls(void);
bool memory_all_has_struck(void);

#endif
