/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Errors and notes on stderr. Whatever a book or a file put into a sentence is made visible before a terminal sees it.
 */
#include "report.h"
#include "stockbook/json.h"
#include "stockbook/text.h"

#include <stdio.h>

void report_note(const char *sentence)
{
	sb_auto(buf) visible = SB_BUF_INIT;

	sb_text_visible(sentence, &visible);
	(void)fprintf(stderr, "stockbook: %s\n", visible.data);
}

void report_error(const struct sb_error *err, enum format format)
{
	sb_auto(buf) out = SB_BUF_INIT;
	struct sb_json json;

	if (format != FORMAT_JSON && format != FORMAT_JSONL) {
		/* "character 5 is …": of what, is in no sentence that tells a place. */
		bool points = err->column && err->field[0];

		sb_buf_printf(&out, "%s%s%s", points ? err->field : "", points ? ": " : "", err->text);
		report_note(out.data);
		return;
	}
	sb_json_init(&json, &out);
	sb_json_open(&json, NULL, '{');
	sb_json_open(&json, "error", '{');
	sb_json_text(&json, "code", sb_status_code(err->status));
	sb_json_text(&json, "message", err->text);
	sb_json_text(&json, "field", err->field[0] ? err->field : NULL);
	if (err->column)
		sb_json_int(&json, "column", err->column);
	sb_json_close(&json, '}');
	sb_json_close(&json, '}');
	(void)fprintf(stderr, "%s\n", out.data);
}
