/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as a cell of CSV. */
#include "stockbook/text.h"

#include <string.h>

void sb_text_csv(const char *text, bool is_number, struct sb_buf *out)
{
	bool formula = text[0] && strchr("=+-@\t\r", text[0]) && !is_number;

	if (!formula && !strpbrk(text, ",\"\r\n")) {
		sb_buf_puts(out, text);
		return;
	}
	if (formula && !strpbrk(text, ",\"\r\n")) {
		sb_buf_printf(out, "'%s", text);
		return;
	}
	sb_buf_puts(out, formula ? "\"'" : "\"");
	for (; *text; text++) {
		if (*text == '"')
			sb_buf_putc(out, '"');
		sb_buf_putc(out, *text);
	}
	sb_buf_putc(out, '"');
}
