/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV as RFC 4180 has it: a heading, then a line for each row, CRLF behind each. */
#include "out.h"
#include "stockbook/text.h"

static void begin(struct out *out)
{
	const struct sb_page *columns = out->columns;

	for (size_t i = 0; i < columns->column_count; i++) {
		sb_buf_puts(&out->line, i ? "," : "");
		sb_text_csv(columns->columns[i]->name, false, &out->line);
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
		sb_text_csv(out->width ? visible.data : cell.data, sb_type_is_right(row->values[i].type), &out->line);
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
