/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Records set aside in a private file that has no name and goes with the program: what an import found, row by row, however long the
 * file was. Written at the end, read from anywhere.
 */
#ifndef STOCKBOOK_IO_SPOOL_H
#define STOCKBOOK_IO_SPOOL_H

#include "stockbook/buf.h"
#include "stockbook/error.h"

struct sb_spool {
	int fd; /* -1: nothing has been written out yet */
	int64_t written; /* bytes in the file; those of `tail` come behind */
	struct sb_buf tail;
};
#define SB_SPOOL_INIT { .fd = -1, .tail = SB_BUF_INIT }

void sb_spool_release(struct sb_spool *spool);
int64_t sb_spool_size(const struct sb_spool *spool);
/* At the end. SB_FAILED: no room. */
enum sb_status sb_spool_put(struct sb_spool *spool, const void *bytes, size_t count, struct sb_error *err) SB_CHECKED;
/* Over bytes that are there. */
enum sb_status sb_spool_patch(struct sb_spool *spool, int64_t at, const void *bytes, size_t count, struct sb_error *err) SB_CHECKED;

/* Reading on from `at`. */
struct sb_spool_cursor {
	struct sb_spool *spool;
	int64_t at;	/* of the next byte to give */
	int64_t origin; /* of `window` */
	struct sb_buf window;
};
#define SB_SPOOL_CURSOR(spool_, at_) { .spool = (spool_), .at = (at_), .window = SB_BUF_INIT }
void sb_spool_cursor_release(struct sb_spool_cursor *cursor);
/* The next `count` bytes, borrowed until the next call; *out is NULL at the end. */
enum sb_status sb_spool_next(struct sb_spool_cursor *cursor, size_t count, const void **out, struct sb_error *err) SB_CHECKED;

#endif
