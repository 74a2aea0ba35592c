/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows that had errors, as they stood in the file, with their line and what is wrong behind them: to be corrected and imported
 * again, when those two columns are passed over.
 */
#include "import_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct rejecting {
	struct sb_import *import;
	FILE *out;
	struct sb_spool_cursor findings;
	struct sb_import_finding next;
	bool has_next, has_header;
	size_t cells; /* of the first row */
	struct sb_buf line;
};

static size_t without_line_end(const struct sb_csv_row *row)
{
	size_t length = row->raw_length;

	while (length && (row->raw[length - 1] == '\n' || row->raw[length - 1] == '\r'))
		length--;
	return length;
}

static enum sb_status put_line(struct rejecting *at, const struct sb_csv_row *row, struct sb_error *err)
{
	if (fwrite(row->raw, 1, without_line_end(row), at->out) == without_line_end(row) &&
	    fwrite(at->line.data, 1, at->line.len, at->out) == at->line.len)
		return SB_OK;
	return sb_fail_errno(err, SB_FAILED, _("cannot write %s"), at->import->rejects);
}

static enum sb_status put_header(struct rejecting *at, const struct sb_csv_row *row, struct sb_error *err)
{
	char delimiter = at->import->summary.delimiter;

	at->has_header = true;
	at->cells = row->count;
	sb_buf_clear(&at->line);
	/* A file of rejects imported once more has these columns already: they only grow. */
	sb_buf_printf(&at->line, "%creject_line%creject_error\n", delimiter, delimiter);
	return put_line(at, row, err);
}

/* All that is wrong with a row, in one text. */
static enum sb_status gather(struct rejecting *at, int64_t line, struct sb_buf *out, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	while (status == SB_OK && at->has_next && at->next.line <= line) {
		if (at->next.line == line && at->next.is_error)
			sb_buf_printf(out, "%s%s%s%s", out->len ? "; " : "", at->next.column, *at->next.column ? ": " : "", at->next.message);
		status = sb_import_finding_next(&at->findings, &at->next, &at->has_next, err);
	}
	return status;
}

static enum sb_status take_row(const struct sb_csv_row *row, void *context, struct sb_error *err)
{
	struct rejecting *at = context;
	sb_auto(buf) wrong = SB_BUF_INIT;
	char delimiter = at->import->summary.delimiter;
	enum sb_status status;

	if (!at->has_header)
		return put_header(at, row, err);
	status = gather(at, row->line, &wrong, err);
	if (status != SB_OK || !wrong.len)
		return status;
	sb_buf_clear(&at->line);
	/* A row that is too short is filled up: what is behind it stands under its headings. */
	for (size_t i = row->count; i < at->cells; i++)
		sb_buf_putc(&at->line, delimiter);
	sb_buf_printf(&at->line, "%c%lld%c", delimiter, (long long)row->line, delimiter);
	sb_csv_put_cell(&at->line, wrong.data, delimiter);
	sb_buf_putc(&at->line, '\n');
	return put_line(at, row, err);
}

static enum sb_status write_all(struct rejecting *at, struct sb_error *err)
{
	struct sb_csv_file file = { .path = at->import->path, .delimiter = at->import->summary.delimiter };
	const struct sb_csv_taker taker = { .row = take_row, .context = at };
	enum sb_status status = sb_import_finding_next(&at->findings, &at->next, &at->has_next, err);

	if (status == SB_OK)
		status = sb_csv_file_read(&file, &taker, err);
	if (status == SB_OK && (fflush(at->out) != 0 || fsync(fileno(at->out)) != 0))
		status = sb_fail_errno(err, SB_FAILED, _("cannot write %s"), at->import->rejects);
	return status;
}

enum sb_status sb_import_rejects_check(const char *path, const char *rejects, struct sb_error *err)
{
	struct stat one, other;

	if (rejects && stat(path, &one) == 0 && stat(rejects, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino)
		return sb_fail_field(err, SB_INVALID, "rejects", _("%s is the file being imported: name another for what is left out"), rejects);
	return SB_OK;
}

enum sb_status sb_import_rejects_write(struct sb_import *import, struct sb_error *err)
{
	struct rejecting at = { .import = import, .findings = SB_SPOOL_CURSOR(&import->findings, 0), .line = SB_BUF_INIT };
	sb_auto(buf) beside = SB_BUF_INIT;
	enum sb_status status;
	int fd;

	sb_buf_printf(&beside, "%s.new-XXXXXX", import->rejects);
	fd = mkostemp(beside.data, O_CLOEXEC);
	at.out = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (!at.out)
		return sb_fail_errno(err, SB_CANNOT_OPEN, _("cannot write %s"), import->rejects);
	status = write_all(&at, err);
	fclose(at.out);
	if (status == SB_OK && rename(beside.data, import->rejects) != 0)
		status = sb_fail_errno(err, SB_FAILED, _("cannot write %s"), import->rejects);
	if (status != SB_OK)
		unlink(beside.data);
	sb_spool_cursor_release(&at.findings);
	sb_buf_release(&at.line);
	return status;
}
