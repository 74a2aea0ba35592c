/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breaking text into lines. */
#include "wrap.h"
#include "stockbook/text.h"

#include <string.h>

size_t sb_wrap_line(const char *text, int cells)
{
	size_t fits = 0, word = strcspn(text, " ");

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
	return fits ? fits : word;
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
