/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists to formats.
 */
#include "out.h"
#include "screen.h"

#include <errno.h>
#include <string.h>

void out_init(struct out *out, FILE *stream, enum format format, struct sb_app *app, const char *color)
{
	static const struct out_format *const formats[] = {
		[FORMAT_TABLE] = &out_table,
		[FORMAT_CSV] = &out_csv,
		[FORMAT_JSON] = &out_json,
		[FORMAT_JSONL] = &out_jsonl,
	};

	*out = (struct out){
		.stream = stream,
		.format = formats[format],
		.line = SB_BUF_INIT,
		.color = screen_has_color(stream, color),
		.width = screen_width(stream),
	};
	sb_app_style(app, true, &out->human);
	sb_app_style(app, false, &out->plain);
}

void out_release(struct out *out)
{
	sb_buf_release(&out->line);
	free((void *)(uintptr_t)out->own.columns);
}

void out_flush(struct out *out)
{
	if (fwrite(out->line.data, 1, out->line.len, out->stream) < out->line.len && !out->trouble)
		out->trouble = errno;
	sb_buf_clear(&out->line);
}

static void begin(struct out *out, const struct sb_page *page)
{
	const struct sb_column **columns = sb_alloc((page->column_count + 1) * sizeof(*columns));

	for (size_t i = 0; i < page->column_count; i++)
		columns[i] = page->columns[i];
	out->own = (struct sb_page){ .list = page->list, .columns = columns, .column_count = page->column_count };
	out->columns = &out->own;
	out->format->begin(out);
}

void out_page(struct out *out, const struct sb_page *page)
{
	begin(out, page);
	for (size_t i = 0; i < page->count; i++) {
		out->count++;
		out->format->row(out, &page->rows[i]);
	}
	out->format->end(out, page->next, page->total);
}

static enum sb_status check_written(const struct out *out, struct sb_error *err)
{
	if (ferror(out->stream))
		return sb_fail_errno(err, SB_FAILED, _("cannot write the list"));
	return SB_OK;
}

struct streaming {
	struct out *out;
	struct sb_error *err;
	enum sb_status status;
};

static bool each(const struct sb_page *columns, const struct sb_row *row, void *context)
{
	struct streaming *streaming = context;
	struct out *out = streaming->out;

	if (!out->columns)
		begin(out, columns);
	out->count++;
	out->format->row(out, row);
	streaming->status = check_written(out, streaming->err);
	return !streaming->status;
}

/* Page by page, up to the limit: only a page knows where the next begins. */
static enum sb_status write_pages(struct out *out, struct sb_app *app, const struct sb_list *list, const struct sb_ask *ask,
				  char **corrected, struct sb_error *err)
{
	struct sb_ask part = *ask;
	sb_owned_string after = NULL;
	int64_t total = SB_NONE;
	enum sb_status st = SB_OK;

	for (bool more = true; more && !st;) {
		sb_auto(page) page = { 0 };

		part.limit = ask->limit - (int)out->count < SB_PAGE_MAX ? ask->limit - (int)out->count : SB_PAGE_MAX;
		part.want_total = !out->columns;
		st = sb_list_page(list, app->book, &part, &page, err);
		if (st)
			break;
		if (!out->columns) {
			begin(out, &page);
			total = page.total > SB_TOTAL_MAX ? SB_NONE : page.total;
			*corrected = page.corrected ? sb_strdup(page.corrected) : NULL;
		}
		for (size_t i = 0; i < page.count; i++) {
			out->count++;
			out->format->row(out, &page.rows[i]);
		}
		free(after);
		after = page.next ? sb_strdup(page.next) : NULL;
		part.after = after;
		more = after && out->count < ask->limit;
		st = check_written(out, err);
	}
	if (!st)
		out->format->end(out, after, total);
	return st;
}

enum sb_status out_stream(struct out *out, struct sb_app *app, const struct sb_list *list, const struct sb_ask *ask, char **corrected,
			  struct sb_error *err)
{
	struct streaming streaming = { .out = out, .err = err };
	struct sb_ask page = *ask;
	enum sb_status st = SB_OK;

	*corrected = NULL;
	if (ask->limit)
		return write_pages(out, app, list, ask, corrected, err);
	st = sb_list_each(list, app->book, ask, each, &streaming, err);
	if (!st)
		st = streaming.status;
	if (st)
		return st;
	/* Nothing matched: the list still has columns, and perhaps rows for words spelled otherwise. */
	page.limit = SB_PAGE_MAX;
	if (!out->columns)
		return write_pages(out, app, list, &page, corrected, err);
	out->format->end(out, NULL, ask->after ? SB_NONE : out->count);
	return SB_OK;
}
