/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What unit tests share: a directory to write in, whole files, fixtures. Every function ends the program on
 * failure, because a test that cannot prepare says nothing about the program.
 */
#ifndef STOCKBOOK_TESTS_SUPPORT_H
#define STOCKBOOK_TESTS_SUPPORT_H

#include <stdbool.h>
#include <stddef.h>

/* A new empty directory; yours to free. The runner removes it with everything else the test left. */
char *st_directory(void);

/* directory/name; yours to free. */
char *st_path(const char *directory, const char *name);

/* tests/fixtures/name; yours to free. */
char *st_fixture(const char *name);

/* A whole file, ended by a NUL that *bytes (may be NULL) does not count; yours to free. */
char *st_read(const char *path, size_t *bytes);
void st_write(const char *path, const void *content, size_t bytes);

/* A wait status in words, such as "exit status 1" or "signal 11 (Segmentation fault)"; until the next call. */
const char *st_status(int status);

/* More rounds are wanted: `make check-long`. */
bool st_long(void);

#endif
