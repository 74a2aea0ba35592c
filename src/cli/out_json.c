/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON of a list, one object around its rows; and JSON Lines, a row a line.
 */
#include "out.h"
#include "stockbook/json.h"

static void begin(struct out *out)
{
	sb_buf_puts(&out->line, "{\"rows\":[");
	out_flush(out);
}

static void row(struct out *out, const struct sb_row *row)
{
	sb_buf_puts(&out->line, out->count > 1 ? ",\n" : "\n");
	sb_row_json(out->columns, row, &out->plain, &out->line);
	out_flush(out);
}

static void end(struct out *out, const char *next, int64_t total)
{
	sb_buf_puts(&out->line, out->count ? "\n],\"next\":" : "],\"next\":");
	if (next)
		sb_json_quote(&out->line, next);
	else
		sb_buf_puts(&out->line, "null");
	if (total == SB_NONE)
		sb_buf_puts(&out->line, ",\"total\":null}\n");
	else
		sb_buf_printf(&out->line, ",\"total\":%lld}\n", (long long)total);
	out_flush(out);
}

const struct out_format out_json = { .begin = begin, .row = row, .end = end };

static void begin_lines(struct out *out)
{
	(void)out;
}

static void row_line(struct out *out, const struct sb_row *row)
{
	sb_row_json(out->columns, row, &out->plain, &out->line);
	sb_buf_putc(&out->line, '\n');
	out_flush(out);
}

static void end_lines(struct out *out, const char *next, int64_t total)
{
	(void)out;
	(void)next;
	(void)total;
}

const struct out_format out_jsonl = { .begin = begin_lines, .row = row_line, .end = end_lines };
