/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking back, for the files that do it unasked. */
#ifndef SB_UNDO_H
#define SB_UNDO_H

#include "stockbook/book.h"

/* As sb_book_undo, and counts the entries written. */
enum sb_status sb_undo_counted(struct sb_book *book, int64_t seq, const char *token, const struct sb_hash *fingerprint, int64_t *written,
			       struct sb_outcome *out, struct sb_error *err) SB_CHECKED;

#endif
