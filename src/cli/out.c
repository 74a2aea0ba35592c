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
	(void)fwrite(out->line.data, 1, out->line.len, out->stream);
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

struct streaming {
	struct out *out;
	struct sb_app *app;
	int limit; /* 0: none */
	char *last; /* cursor of the last row written, kept when there is a limit */
	bool more, interrupted, broken;
};

static bool each(const struct sb_page *columns, const struct sb_row *row, void *context)
{
	struct streaming *streaming = context;
	struct out *out = streaming->out;

	if (streaming->app->cancelled && streaming->app->cancelled(streaming->app->cancelled_context))
		return !(streaming->interrupted = true);
	if (streaming->limit && out->count == streaming->limit)
		return !(streaming->more = true);
	if (!out->columns)
		begin(out, columns);
	out->count++;
	out->format->row(out, row);
	if (streaming->limit && out->count == streaming->limit && row->cursor)
		streaming->last = sb_strdup(row->cursor);
	if (ferror(out->stream))
		return !(streaming->broken = true);
	return true;
}

/* Nothing matched: the list still has columns, and perhaps rows for words spelled otherwise. */
static enum sb_status try_page(struct out *out, struct sb_app *app, const struct sb_list *list, const struct sb_ask *ask, char **corrected,
			       struct sb_error *err)
{
	struct sb_ask other = *ask;
	struct sb_page page;
	enum sb_status st = SB_OK;

	if (!other.limit || other.limit > SB_PAGE_MAX)
		other.limit = SB_PAGE_MAX;
	st = sb_list_page(list, app->book, &other, &page, err);
	if (st)
		return st;
	page.total = (int64_t)page.count;
	out_page(out, &page);
	*corrected = page.corrected ? sb_strdup(page.corrected) : NULL;
	sb_page_release(&page);
	return SB_OK;
}

/* A page says how many rows there are in all, if that can be counted quickly. */
static int64_t count_all(struct sb_app *app, const struct sb_list *list, const struct sb_ask *ask)
{
	struct sb_ask one = { .query = ask->query, .limit = 1, .want_total = true };
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_page page;
	int64_t total = SB_NONE;

	if (sb_list_page(list, app->book, &one, &page, &ignored))
		return SB_NONE;
	total = page.total > SB_TOTAL_MAX ? SB_NONE : page.total;
	sb_page_release(&page);
	return total;
}

enum sb_status out_stream(struct out *out, struct sb_app *app, const struct sb_list *list, const struct sb_ask *ask, char **corrected,
			  struct sb_error *err)
{
	struct streaming streaming = { .out = out, .app = app, .limit = ask->limit };
	struct sb_ask wanted = *ask;
	sb_owned_string last = NULL;
	enum sb_status st = SB_OK;

	*corrected = NULL;
	wanted.limit = ask->limit ? ask->limit + 1 : 0;
	st = sb_list_each(list, app->book, &wanted, each, &streaming, err);
	last = streaming.last;
	if (st)
		return st;
	if (streaming.interrupted)
		return sb_fail(err, SB_INTERRUPTED, _("interrupted: the list is not complete"));
	if (streaming.broken)
		return sb_fail_errno(err, SB_FAILED, _("cannot write the list"));
	if (!out->count)
		return try_page(out, app, list, ask, corrected, err);
	out->format->end(out, streaming.more ? last : NULL,
			 ask->limit || ask->after || ask->before ? count_all(app, list, ask) : out->count);
	return SB_OK;
}
