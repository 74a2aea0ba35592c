/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing lists to files. */
#include "list_file.h"
#include "stockbook/path.h"
#include "stockbook/text.h"

#include <string.h>

enum { FILE_PAGES_MAX = 10 }; /* more would keep people waiting at the keys: the shell's `list` writes any number */

void sb_list_file_put_heading(const struct sb_page *page, struct sb_buf *out)
{
	for (size_t c = 0; c < page->column_count; c++) {
		sb_buf_puts(out, c ? "," : "");
		sb_text_csv(page->columns[c]->name, false, out);
	}
	sb_buf_puts(out, "\r\n");
}

void sb_list_file_put_rows(const struct sb_page *page, const struct sb_style *how, struct sb_buf *out)
{
	for (size_t i = 0; i < page->count; i++) {
		for (size_t c = 0; c < page->column_count; c++) {
			sb_auto(buf) cell = SB_BUF_INIT;

			if (!page->rows[i].values[c].is_null)
				sb_value_print_plain(&page->rows[i].values[c], how, &cell);
			sb_buf_puts(out, c ? "," : "");
			sb_text_csv(cell.data, sb_type_is_right(page->columns[c]->type), out);
		}
		sb_buf_puts(out, "\r\n");
	}
}

void sb_list_file_write(struct sb_desk *desk, const char *path, const struct sb_buf *text)
{
	struct sb_error err = SB_ERROR_INIT;

	if (sb_file_write(path, text->data, text->len, &err))
		sb_desk_fail(desk, &err);
	else
		sb_desk_say(desk, SB_STYLE_OK, _("saved as %s in the folder the program was started in"), path);
}

/* Page after page, each into the text. */
static enum sb_status put_all(const struct sb_list_view *list, struct sb_ask *ask, struct sb_buf *out, struct sb_error *err)
{
	sb_auto(buf) after = SB_BUF_INIT;
	struct sb_style how;
	enum sb_status status;
	struct sb_page page;

	sb_app_style(list->view.desk->app, false, &how);
	for (int i = 0; i < FILE_PAGES_MAX; i++) {
		status = sb_list_page(list->rows.list, list->view.desk->app->book, ask, &page, err);
		if (status)
			return status;
		if (!i)
			sb_list_file_put_heading(&page, out);
		sb_list_file_put_rows(&page, &how, out);
		sb_buf_clear(&after);
		sb_buf_puts(&after, page.next ? page.next : "");
		sb_page_release(&page);
		ask->after = after.data;
		if (!after.len)
			return SB_OK;
	}
	return sb_fail(err, SB_REFUSED, _("that is more than %d rows: narrow the list first, or let `list` write them to a file in the shell"),
		       FILE_PAGES_MAX * SB_PAGE_MAX);
}

void sb_list_file_path(struct sb_desk *desk, const char *name, struct sb_buf *out)
{
	struct sb_book *book = desk->app->book;
	struct sb_civil now;

	sb_civil_of(sb_book_store(book)->zone, sb_book_now(book), &now);
	sb_buf_printf(out, "%s-%04d%02d%02d-%02d%02d%02d.csv", name, now.year, now.month, now.day, now.hour, now.minute, now.second);
}

void sb_list_file_save(struct sb_list_view *list)
{
	struct sb_desk *desk = list->view.desk;
	struct sb_ask ask = { .query = list->rows.query, .sort = list->rows.sort, .limit = SB_PAGE_MAX, .store = list->rows.store };
	struct sb_error err = SB_ERROR_INIT;
	sb_auto(buf) path = SB_BUF_INIT;
	sb_auto(buf) text = SB_BUF_INIT;

	if (list->rows.mark_count) {
		ask.query = list->fixed;
		ask.among = list->rows.marks;
		ask.among_count = list->rows.mark_count;
	}
	sb_list_file_path(desk, list->rows.list->name, &path);
	if (put_all(list, &ask, &text, &err))
		sb_desk_fail(desk, &err);
	else
		sb_list_file_write(desk, path.data, &text);
}
