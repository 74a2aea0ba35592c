/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reasons why stock was removed or corrected: those every book has (entry.h), and a shop's own. What one means is a fact
 * of the book, for what was booked with it goes by that: it is added once and stays as it is.
 */
#ifndef STOCKBOOK_REASON_H
#define STOCKBOOK_REASON_H

#include "stockbook/book.h"

#define SB_REASON_BYTES_MAX	   32
#define SB_REASON_LABEL_CHARS_MAX 60

/* NULL: the book has none of this word. Borrowed until the book is closed. */
enum sb_status sb_reason_find(struct sb_book *book, const char *word, const struct sb_reason **out, struct sb_error *err) SB_CHECKED;
/* Translated, unless it is the shop's own. */
const char *sb_reason_label(const struct sb_reason *reason);
/* The same of a word; the word itself if nothing is known of it. */
const char *sb_reason_text(struct sb_book *book, const char *word);

/* D(direction, word): which way stock goes for a reason. */
#define SB_DIRECTIONS(D) \
	D(-1, N_("out")) \
	D(+1, N_("in"))  \
	D(0, N_("both"))
const char *sb_direction_word(int direction);
bool sb_direction_find(const char *word, int *out);

/* The word in any case; without a label it is its own. Works within the caller's transaction; the draft holds note, token and
 * fingerprint. SB_DUPLICATE, SB_INVALID. */
enum sb_status sb_reason_add(struct sb_write *write, const struct sb_reason *what, const struct sb_draft *draft,
			     struct sb_outcome *out, struct sb_error *err) SB_CHECKED;

#endif
