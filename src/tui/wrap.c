/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breaking text into lines. */
#include "wrap.h"
#include "stockbook/text.h"

#include <string.h>

/* As many characters of a word as fit, but one at least: who asks goes on behind it. */
static size_t part_of_word(const char *text, int cells)
{
	const char *at = text, *end = text + strcspn(text, " ");

	while (at < end) {
		const char *next = at;

		(void)sb_utf8_next(&next, end);
		sb_owned_string part = sb_strndup(text, (size_t)(next - text));

		if (at > text && sb_text_width(part) > cells)
			break;
		at = next;
	}
	return (size_t)(at - text);
}

size_t sb_wrap_line(const char *text, int cells)
{
	size_t fits = 0;

	for (size_t at = 0;;) {
		size_t end = at + strcspn(text + at, " ");
		sb_owned_string part = sb_strndup(text, end);

		if (sb_text_width(part) > cells)
			break;
		fits = end;
		if (!text[end])
			break;
		at = end + 1;
	}
	return fits ? fits : part_of_word(text, cells);
}

const char *sb_wrap_rest(const char *text, size_t line)
{
	return text + line + (text[line] == ' ');
}

int sb_wrap_count(const char *text, int cells)
{
	int lines = 0;

	do {
		text = sb_wrap_rest(text, sb_wrap_line(text, cells));
		lines++;
	} while (*text);
	return lines;
}

int sb_wrap_put(struct sb_term *term, struct sb_area at, unsigned style, const char *text)
{
	int used = 0;

	do {
		size_t length = used == at.rows - 1 ? strlen(text) : sb_wrap_line(text, at.cols);
		sb_owned_string line = sb_strndup(text, length);
		int width = sb_text_width(line);

		sb_term_fit(term, at.row + used++, at.col, width < at.cols ? width : at.cols, style, line, false);
		text = sb_wrap_rest(text, length);
	} while (*text && used < at.rows);
	return used;
}
