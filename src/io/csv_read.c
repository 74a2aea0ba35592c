/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads CSV with libcsv, which no other file knows. The library sees one physical line at a time, so that the line a row begins in, and
 * its text as it stood, are known without looking into the library's state.
 */
#include "csv_read.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK_BYTES 65536

struct sb_csv_reader {
	struct csv_parser parser;
	char delimiter, line_end;
	struct sb_csv_taker taker;
	int64_t line;	   /* being read */
	int64_t row_line;  /* where the row being read began */
	bool row_is_open;  /* a quote goes on behind the line's end */
	bool line_is_open; /* the piece before ended inside the line */
	bool row_ended;	   /* in this line */
	struct sb_buf raw, text;
	size_t count;
	size_t start[CSV_CELLS_MAX], length[CSV_CELLS_MAX];
	const char *cell[CSV_CELLS_MAX];
	struct sb_csv_place wrong;
	enum sb_status status;
	struct sb_error *err;
};

static int never(unsigned char c)
{
	(void)c;
	return 0;
}

struct sb_csv_reader *sb_csv_reader_new(const struct sb_csv_look *look, const struct sb_csv_taker *taker)
{
	struct sb_csv_reader *reader = sb_alloc(sizeof(*reader));

	*reader = (struct sb_csv_reader){ .delimiter = look->delimiter, .line_end = look->line_end, .taker = *taker,
					  .line = 1, .raw = SB_BUF_INIT, .text = SB_BUF_INIT };
	if (csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
		abort();
	csv_set_delim(&reader->parser, (unsigned char)look->delimiter);
	csv_set_space_func(&reader->parser, never);
	csv_set_blk_size(&reader->parser, CHUNK_BYTES);
	return reader;
}

void sb_csv_reader_free(struct sb_csv_reader *reader)
{
	csv_free(&reader->parser);
	sb_buf_release(&reader->raw);
	sb_buf_release(&reader->text);
	free(reader);
}

static void on_cell(void *bytes, size_t count, void *context)
{
	struct sb_csv_reader *reader = context;

	if (reader->status != SB_OK)
		return;
	if (reader->count == CSV_CELLS_MAX) {
		reader->status = sb_fail(reader->err, SB_INVALID,
			_("line %lld has more than %d cells: is this a table of products?"), (long long)reader->row_line, CSV_CELLS_MAX);
		return;
	}
	reader->start[reader->count] = reader->text.len;
	reader->length[reader->count++] = count;
	if (count)
		sb_buf_add(&reader->text, bytes, count);
	sb_buf_putc(&reader->text, '\0');
}

static void on_row(int end, void *context)
{
	struct sb_csv_reader *reader = context;
	struct sb_csv_row row;

	(void)end;
	reader->row_ended = true;
	if (reader->status != SB_OK)
		return;
	for (size_t i = 0; i < reader->count; i++)
		reader->cell[i] = reader->text.data + reader->start[i];
	row = (struct sb_csv_row){ .line = reader->row_line, .count = reader->count, .cell = reader->cell,
				.length = reader->length, .raw = reader->raw.data, .raw_length = reader->raw.len };
	reader->status = reader->taker.row(&row, reader->taker.context, reader->err);
	reader->count = 0;
	sb_buf_clear(&reader->text);
}

static enum sb_status fail_at(struct sb_csv_reader *reader, enum sb_status status, const char *what, struct sb_error *err)
{
	const struct sb_csv_place *at = &reader->wrong;

	return sb_fail(err, status, _("line %lld, cell %zu: %s"), (long long)at->line, at->cell, what);
}

static bool ends_cell(const struct sb_csv_reader *reader, const char *at, const char *end)
{
	return at == end || *at == reader->delimiter || *at == '\n' || *at == '\r';
}

/* Goes through the text of a row that could not be read: where the quote stands that it stumbled over, or the last that is open. Returns
 * the line of the stumble, if a quote was opened in an earlier one; else 0. */
static int64_t find_wrong(struct sb_csv_reader *reader)
{
	const char *at = reader->raw.data, *end = at + reader->raw.len;
	struct sb_csv_place *wrong = &reader->wrong;
	int64_t line = reader->row_line;
	bool is_quoted = false, begins = true;
	size_t cell = 1;

	*wrong = (struct sb_csv_place){ .line = line, .cell = reader->count + 1 };
	for (; at < end; at++) {
		bool is_quote = *at == '"';

		if (is_quote && !is_quoted)
			*wrong = (struct sb_csv_place){ .line = line, .cell = cell };
		if (is_quote && !is_quoted && !begins)
			return 0;
		if (is_quote && is_quoted && at + 1 < end && at[1] == '"')
			at++;
		else if (is_quote && is_quoted && !ends_cell(reader, at + 1, end))
			return line > wrong->line ? line : 0;
		else if (is_quote)
			is_quoted = !is_quoted;
		begins = !is_quoted && *at == reader->delimiter;
		cell += begins;
		line += *at == reader->line_end;
	}
	return 0;
}

static enum sb_status fail_parse(struct sb_csv_reader *reader, struct sb_error *err)
{
	int64_t met = find_wrong(reader);

	if (csv_error(&reader->parser) != CSV_EPARSE)
		return fail_at(reader, SB_FAILED, _("the cell cannot be read: there is not enough memory"), err);
	if (!met)
		return fail_at(reader, SB_INVALID, _("a quote stands inside a cell: double it, and put the cell in quotes"), err);
	return sb_fail(err, SB_INVALID,
		       _("line %lld, cell %zu: the quote opened here runs on to one in line %lld: close it, or double quotes inside a cell"),
		       (long long)reader->wrong.line, reader->wrong.cell, (long long)met);
}

/* A piece of one line; `is_whole`: its end is in it. */
static enum sb_status take_piece(struct sb_csv_reader *reader, const char *bytes, size_t count, bool is_whole, struct sb_error *err)
{
	if (!reader->line_is_open) {
		reader->row_ended = false;
		if (!reader->row_is_open) {
			sb_buf_clear(&reader->raw);
			reader->row_line = reader->line;
		}
	}
	if (reader->raw.len + count > CSV_ROW_BYTES_MAX) {
		(void)find_wrong(reader);
		return fail_at(reader, SB_INVALID, _("a row longer than a megabyte begins here: is a quote left open?"), err);
	}
	sb_buf_add(&reader->raw, bytes, count);
	reader->err = err;
	if (csv_parse(&reader->parser, bytes, count, on_cell, on_row, reader) != count && reader->status == SB_OK)
		return fail_parse(reader, err);
	reader->line_is_open = !is_whole;
	if (is_whole) {
		bool is_blank = !reader->row_is_open && reader->raw.data[strspn(reader->raw.data, "\r\n")] == '\0';
		reader->row_is_open = !reader->row_ended && !is_blank;
		reader->line++;
	}
	return reader->status;
}

enum sb_status sb_csv_reader_feed(struct sb_csv_reader *reader, const char *bytes, size_t count, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	while (count && status == SB_OK) {
		const char *end = memchr(bytes, reader->line_end, count);
		size_t piece = end ? (size_t)(end - bytes) + 1 : count;
		status = take_piece(reader, bytes, piece, end != NULL, err);
		bytes += piece;
		count -= piece;
	}
	return status;
}

enum sb_status sb_csv_reader_end(struct sb_csv_reader *reader, struct sb_error *err)
{
	reader->err = err;
	if (csv_fini(&reader->parser, on_cell, on_row, reader) == 0 || reader->status != SB_OK)
		return reader->status;
	(void)find_wrong(reader);
	return fail_at(reader, SB_INVALID, _("a quote is opened here and never closed: close it"), err);
}

const struct sb_csv_place *sb_csv_reader_wrong(const struct sb_csv_reader *reader)
{
	return &reader->wrong;
}

/* ---- the first look ---- */

static const struct {
	const char *magic;
	size_t length;
	const char *sentence;
} not_csv[] = {
	{ "\xff\xfe", 2, N_("this file is UTF-16: save it as CSV UTF-8") },
	{ "\xfe\xff", 2, N_("this file is UTF-16: save it as CSV UTF-8") },
	{ "PK\x03\x04", 4, N_("this file is a workbook or a ZIP archive: save its sheet as CSV UTF-8") },
	{ "\xd0\xcf\x11\xe0", 4, N_("this file is an old workbook: save its sheet as CSV UTF-8") },
	{ "\x1f\x8b", 2, N_("this file is compressed: unpack it first (gunzip)") },
	{ "SQLite format 3", 15, N_("this file is a database, not CSV") },
};

/* The delimiter there is most of in the first row; in doubt the comma. */
static char find_delimiter(const char *bytes, size_t count)
{
	static const char candidates[] = ",;\t";
	size_t seen[3] = { 0 };
	bool quoted = false;
	size_t best = 0;

	for (size_t i = 0; i < count && (quoted || (bytes[i] != '\n' && bytes[i] != '\r')); i++) {
		const char *which = bytes[i] ? strchr(candidates, bytes[i]) : NULL;
		quoted ^= bytes[i] == '"';
		if (which && !quoted)
			seen[which - candidates]++;
	}
	for (size_t i = 1; i < SB_COUNT(seen); i++)
		if (seen[i] > seen[best])
			best = i;
	return candidates[best];
}

enum sb_status sb_csv_look_at(const char *bytes, size_t count, struct sb_csv_look *out, struct sb_error *err)
{
	struct sb_csv_look look = { .line_end = '\n' };

	for (size_t i = 0; i < SB_COUNT(not_csv); i++)
		if (count >= not_csv[i].length && memcmp(bytes, not_csv[i].magic, not_csv[i].length) == 0)
			return sb_fail(err, SB_INVALID, "%s", _(not_csv[i].sentence));
	/* Without its mark UTF-16 still has a zero beside each letter. */
	if (count >= 2 && !bytes[0] != !bytes[1])
		return sb_fail(err, SB_INVALID, "%s", _("this file is UTF-16: save it as CSV UTF-8"));
	if (count >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		look.skip = 3;
	if (!memchr(bytes, '\n', count) && memchr(bytes, '\r', count))
		look.line_end = '\r';
	look.delimiter = find_delimiter(bytes + look.skip, count - look.skip);
	*out = look;
	return SB_OK;
}

/* ---- files ---- */

struct open_file {
	int fd;
	int64_t size, done;
	struct sb_csv_reader *reader;
};

static void close_file(struct open_file *file)
{
	if (file->fd >= 0)
		close(file->fd);
	if (file->reader)
		sb_csv_reader_free(file->reader);
}

static enum sb_status open_file(const char *path, struct open_file *file, struct sb_error *err)
{
	struct stat facts;

	file->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (file->fd < 0)
		return sb_fail_errno(err, errno == ENOENT ? SB_NOT_FOUND : SB_CANNOT_OPEN, _("cannot read %s"), path);
	if (fstat(file->fd, &facts) != 0 || !S_ISREG(facts.st_mode))
		return sb_fail(err, SB_CANNOT_OPEN, _("%s is not a file: give a file"), path);
	file->size = facts.st_size;
	return SB_OK;
}

/* Fills the chunk as far as the file goes, so that a digest does not depend on how the bytes came. */
static enum sb_status fill(const struct sb_csv_file *what, int fd, char *chunk, size_t *count, struct sb_error *err)
{
	*count = 0;
	while (*count < CHUNK_BYTES) {
		ssize_t got = read(fd, chunk + *count, CHUNK_BYTES - *count);
		if (got == 0)
			break;
		if (got < 0 && errno != EINTR)
			return sb_fail_errno(err, SB_CANNOT_OPEN, _("cannot read %s"), what->path);
		*count += got > 0 ? (size_t)got : 0;
	}
	return SB_OK;
}

static enum sb_status feed_chunk(struct sb_csv_file *what, struct open_file *file, const char *chunk, size_t count,
				 const struct sb_csv_taker *taker, struct sb_error *err)
{
	const struct sb_progress *progress = what->progress;
	struct sb_csv_look look = { .skip = 0 };
	enum sb_status status;

	if (!file->reader) {
		status = sb_csv_look_at(chunk, count, &look, err);
		if (status != SB_OK)
			return status;
		if (what->delimiter)
			look.delimiter = what->delimiter;
		what->delimiter = look.delimiter;
		file->reader = sb_csv_reader_new(&look, taker);
	}
	if (what->digest)
		sb_hash_bytes(what->digest, chunk, count);
	status = sb_csv_reader_feed(file->reader, chunk + look.skip, count - look.skip, err);
	file->done += (int64_t)count;
	if (status == SB_OK && progress && progress->step && !progress->step(file->done, file->size, progress->context))
		return sb_fail(err, SB_INTERRUPTED, _("stopped reading %s: nothing was changed"), what->path);
	return status;
}

enum sb_status sb_csv_file_read(struct sb_csv_file *what, const struct sb_csv_taker *taker, struct sb_error *err)
{
	__attribute__((cleanup(close_file))) struct open_file file = { .fd = -1 };
	sb_owned_string chunk = sb_alloc(CHUNK_BYTES);
	size_t count = 0;
	enum sb_status status = open_file(what->path, &file, err);

	if (status != SB_OK)
		return status;
	do {
		status = fill(what, file.fd, chunk, &count, err);
		if (status == SB_OK && (count || !file.reader))
			status = feed_chunk(what, &file, chunk, count, taker, err);
	} while (status == SB_OK && count == CHUNK_BYTES);
	if (status == SB_OK)
		status = sb_csv_reader_end(file.reader, err);
	if (file.reader)
		what->wrong = *sb_csv_reader_wrong(file.reader);
	return status;
}

void sb_csv_put_cell(struct sb_buf *out, const char *text, char delimiter)
{
	const char special[] = { '"', '\r', '\n', delimiter, '\0' };

	if (!text[strcspn(text, special)]) {
		sb_buf_puts(out, text);
		return;
	}
	sb_buf_putc(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			sb_buf_putc(out, '"');
		sb_buf_putc(out, *text);
	}
	sb_buf_putc(out, '"');
}
