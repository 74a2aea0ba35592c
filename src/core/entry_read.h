/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries as rows. */
#ifndef SB_ENTRY_READ_H
#define SB_ENTRY_READ_H

#include "stockbook/book.h"

enum { SB_ENTRY_COLUMNS = 18, SB_LINE_COLUMNS = 10 };

/*
 * The row a statement stands on whose first columns are those of entry_get. Without an arena texts are borrowed until the next step.
 * SB_CORRUPT: a kind nobody knows, digests of the wrong size. Lines are not read.
 */
enum sb_status sb_entry_read_row(struct sb_stmt *stmt, struct sb_arena *arena, struct sb_entry *out, struct sb_error *err) SB_CHECKED;
/* Likewise with the columns of entry_lines_get. False: places or quantity that cannot be. */
bool sb_line_read_row(struct sb_stmt *stmt, struct sb_arena *arena, struct sb_line *out) SB_CHECKED;
/* UUID and kind of an entry. SB_NOT_FOUND. */
enum sb_status sb_entry_identify(struct sb_db *db, int64_t seq, struct sb_id *id, enum sb_kind *kind, struct sb_error *err) SB_CHECKED;

#endif
