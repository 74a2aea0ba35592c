/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CSV, read row by row with flat memory (RFC 4180; comma, semicolon or tab; a UTF-8 byte order mark is skipped; newlines inside quotes).
 * Nothing is trimmed and nothing is guessed: what is not well formed ends the reading with the line it is in. Blank lines are
 * passed over. Of a quote that is not closed the place is told where it was opened. Cells may hold any bytes; whoever takes them checks them.
 */
#ifndef STOCKBOOK_IO_CSV_READ_H
#define STOCKBOOK_IO_CSV_READ_H

#include "stockbook/db.h"
#include "stockbook/id.h"

#define CSV_ROW_BYTES_MAX (1u << 20)
#define CSV_CELLS_MAX	  512

struct sb_csv_row {
	int64_t line; /* of the file, from 1, where the row begins */
	size_t count;
	const char *const *cell; /* NUL-terminated */
	const size_t *length;
	const char *raw; /* as in the file, line end included */
	size_t raw_length;
};

/* A line of the file and a cell in its row, from 1. */
struct sb_csv_place {
	int64_t line;
	size_t cell;
};

/* Who takes the rows; a row is borrowed until `row` returns, and anything but SB_OK ends the reading with that. */
struct sb_csv_taker {
	enum sb_status (*row)(const struct sb_csv_row *row, void *context, struct sb_error *err);
	void *context;
};

/* What the first bytes of a file say. Errors: SB_INVALID (UTF-16, compressed, a workbook). */
struct sb_csv_look {
	size_t skip; /* of the byte order mark */
	char delimiter;
	char line_end; /* '\n', or '\r' in files of old */
};
enum sb_status sb_csv_look_at(const char *bytes, size_t count, struct sb_csv_look *out, struct sb_error *err) SB_CHECKED;

/* Bytes in pieces of any size. */
struct sb_csv_reader;
struct sb_csv_reader *sb_csv_reader_new(const struct sb_csv_look *look, const struct sb_csv_taker *taker);
void sb_csv_reader_free(struct sb_csv_reader *reader);
enum sb_status sb_csv_reader_feed(struct sb_csv_reader *reader, const char *bytes, size_t count, struct sb_error *err) SB_CHECKED;
enum sb_status sb_csv_reader_end(struct sb_csv_reader *reader, struct sb_error *err) SB_CHECKED;
/* What was not well formed; line 0: nothing was. */
const struct sb_csv_place *sb_csv_reader_wrong(const struct sb_csv_reader *reader);

struct sb_csv_file {
	const char *path;
	char delimiter; /* 0: found out, and then said here */
	const struct sb_progress *progress; /* NULL: nobody looks */
	struct sb_hasher *digest; /* of the bytes; NULL: not wanted */
	struct sb_csv_place wrong; /* said when the reading ended at a quote: where that was opened; line 0: it did not */
};
/* A whole file. Errors: SB_NOT_FOUND, SB_CANNOT_OPEN, SB_INVALID, SB_INTERRUPTED, and those of the taker. */
enum sb_status sb_csv_file_read(struct sb_csv_file *file, const struct sb_csv_taker *taker, struct sb_error *err) SB_CHECKED;

/* Appends a cell, quoted if it must be. */
void sb_csv_put_cell(struct sb_buf *out, const char *text, char delimiter);

#endif
