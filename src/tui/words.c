/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting command lines into words. */
#include "words.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* One word from *at on, quotes taken off. */
static void cut_one(const char **at, struct sb_buf *word, bool *is_open)
{
	char quote = '\0';

	for (; **at && (quote || !is_blank(**at)); ++*at) {
		char c = **at;

		if (c == quote) {
			quote = '\0';
		} else if (!quote && (c == '"' || c == '\'')) {
			quote = c;
		} else if (c == '\\' && quote != '\'' && (*at)[1]) {
			++*at;
			sb_buf_putc(word, **at);
		} else {
			sb_buf_putc(word, c);
		}
	}
	*is_open = quote != '\0';
}

void sb_words_cut(const char *line, struct sb_arena *arena, struct sb_words *out)
{
	sb_auto(buf) word = SB_BUF_INIT;
	const char *at = line;

	*out = (struct sb_words){ .word = sb_arena_alloc(arena, (strlen(line) / 2 + 2) * sizeof(*out->word)) };
	for (;;) {
		while (is_blank(*at))
			at++;
		out->ends_blank = at > line && is_blank(at[-1]);
		if (!*at || out->count == SB_WORDS_MAX)
			return;
		sb_buf_clear(&word);
		cut_one(&at, &word, &out->is_open);
		out->word[out->count++] = sb_arena_strdup(arena, word.data);
	}
}

void sb_word_quote(struct sb_buf *out, const char *word)
{
	bool plain = *word && !strpbrk(word, " \t\n\"'\\%");

	if (out->len && !is_blank(out->data[out->len - 1]))
		sb_buf_putc(out, ' ');
	if (plain) {
		sb_buf_puts(out, word);
		return;
	}
	sb_buf_putc(out, '"');
	for (; *word; word++) {
		if (*word == '"' || *word == '\\')
			sb_buf_putc(out, '\\');
		sb_buf_putc(out, *word);
	}
	sb_buf_putc(out, '"');
}
