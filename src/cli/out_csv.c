/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CSV as RFC 4180 has it: CRLF, quotes doubled. A spreadsheet runs what begins like a formula, so such text gets an
 * apostrophe in front; numbers are left alone.
 */
#include "out.h"
#include "stockbook/text.h"

#include <string.h>

void out_csv_cell(const char *text, bool is_number, struct sb_buf *out)
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

static bool is_number(enum sb_type type)
{
	return type == SB_INT_TYPE || type == SB_QTY_TYPE || type == SB_MONEY_TYPE || type == SB_PERCENT_TYPE || type == SB_ENTRY_TYPE;
}

static void begin(struct out *out)
{
	const struct sb_page *columns = out->columns;

	for (size_t i = 0; i < columns->column_count; i++) {
		sb_buf_puts(&out->line, i ? "," : "");
		out_csv_cell(columns->columns[i]->name, false, &out->line);
	}
	sb_buf_puts(&out->line, "\r\n");
	out_flush(out);
}

static void row(struct out *out, const struct sb_row *row)
{
	sb_auto(buf) cell = SB_BUF_INIT;
	sb_auto(buf) visible = SB_BUF_INIT;

	for (size_t i = 0; i < out->columns->column_count; i++) {
		sb_buf_clear(&cell);
		sb_buf_clear(&visible);
		if (!row->values[i].is_null)
			sb_value_print_plain(&row->values[i], &out->plain, &cell);
		/* Only a terminal has a width, and only there control characters do harm. */
		if (out->width)
			sb_text_visible(cell.data, &visible);
		sb_buf_puts(&out->line, i ? "," : "");
		out_csv_cell(out->width ? visible.data : cell.data, is_number(row->values[i].type), &out->line);
	}
	sb_buf_puts(&out->line, "\r\n");
	out_flush(out);
}

static void end(struct out *out, const char *next, int64_t total)
{
	(void)out;
	(void)next;
	(void)total;
}

const struct out_format out_csv = { .begin = begin, .row = row, .end = end };
