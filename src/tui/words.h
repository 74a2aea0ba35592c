/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines of the palette's language cut into words, as a shell would: blanks part them, "…" and '…' hold them together,
 * \ takes the next character as it is.
 */
#ifndef STOCKBOOK_TUI_WORDS_H
#define STOCKBOOK_TUI_WORDS_H

#include "stockbook/arena.h"
#include "stockbook/buf.h"

enum { SB_WORDS_MAX = 4096 };

struct sb_words {
	const char **word; /* in the arena */
	size_t count;
	bool is_open; /* the last quote was not closed */
	bool ends_blank; /* a blank stands at the end: the next word has not begun */
};

void sb_words_cut(const char *line, struct sb_arena *arena, struct sb_words *out);
/* Appends a word so that it reads back as one, a blank before it if something stands there. */
void sb_word_quote(struct sb_buf *out, const char *word);

#endif
