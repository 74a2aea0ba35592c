/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file a book lies in, seen from outside the database: whether it may be opened at all, and how a
 * finished file gets its name. Nothing here opens a book that may be in use: closing any descriptor of a
 * file drops all POSIX locks the process has on it, and with them SQLite's.
 */
#ifndef STOCKBOOK_DB_BOOKFILE_H
#define STOCKBOOK_DB_BOOKFILE_H

#include "stockbook/buf.h"
#include "stockbook/error.h"
#include <sys/types.h>

struct sb_bookfile_facts {
	mode_t mode;	     /* its permission bits */
	const char *network; /* name of the network file system it lies on, NULL: a local one */
};

/* The path with its folder resolved, so that links can only be in the last part; yours. Errors: SB_NOT_FOUND, SB_CANNOT_OPEN. */
enum sb_status sb_bookfile_resolve(const char *path, char **out, struct sb_error *err) SB_CHECKED;
/*
 * A book must be a regular file, no link, with one name, not empty and not writable by everybody.
 * Errors: SB_NOT_FOUND, SB_CANNOT_OPEN.
 */
enum sb_status sb_bookfile_inspect(const char *path, struct sb_bookfile_facts *out, struct sb_error *err) SB_CHECKED;
/* SB_DUPLICATE if there is anything at `path`. */
enum sb_status sb_bookfile_absent(const char *path, struct sb_error *err) SB_CHECKED;
/* An empty file, mode 0600, beside `path` and named after it; its path is yours. */
enum sb_status sb_bookfile_beside(const char *path, char **out, struct sb_error *err) SB_CHECKED;
/* Syncs the finished file `made`, gives it the name `path`, which must be free (SB_DUPLICATE), and syncs the folder. */
enum sb_status sb_bookfile_publish(const char *made, const char *path, struct sb_error *err) SB_CHECKED;
/* Removes a file made by sb_bookfile_beside() and what SQLite left beside it. */
void sb_bookfile_discard(const char *made);

#endif
