/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows on their way to a stream, in one of the formats. A format is told the columns, each row, and the end; nothing of
 * a list is kept in memory but what a table needs to find its widths.
 */
#ifndef CLI_OUT_H
#define CLI_OUT_H

#include "options.h"

#include <stdio.h>

struct out;

struct out_format {
	void (*begin)(struct out *out); /* out->columns are set */
	void (*row)(struct out *out, const struct sb_row *row);
	/* next: cursor or NULL; total: SB_NONE if unknown. */
	void (*end)(struct out *out, const char *next, int64_t total);
};
extern const struct out_format out_table, out_csv, out_json, out_jsonl;

struct out {
	FILE *stream;
	const struct out_format *format;
	struct sb_style human, plain;
	bool color;
	int width; /* cells; 0: no limit */
	const struct sb_page *columns; /* set by begin; NULL: nothing was begun */
	struct sb_page own;	       /* what it points to: the page of a stream does not outlive it */
	struct sb_buf line;
	int trouble; /* errno of the first write that failed; 0: none */
	int64_t count; /* rows so far */
	struct table *table;
};

void out_init(struct out *out, FILE *stream, enum format format, struct sb_app *app, const char *color);
void out_release(struct out *out);
/* Writes the line made so far and clears it. */
void out_flush(struct out *out);

void out_page(struct out *out, const struct sb_page *page);
/* Streams; with a limit it finds where the next page begins. Errors as sb_list_each, SB_FAILED (nobody reads). *corrected
 * (yours) is what was searched instead of the words typed; NULL: as typed. */
enum sb_status out_stream(struct out *out, struct sb_app *app, const struct sb_list *list, const struct sb_ask *ask, char **corrected,
			  struct sb_error *err) SB_CHECKED;

#endif
