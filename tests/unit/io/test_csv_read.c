/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The CSV reader: rows, their lines, and what it refuses. */
#include "csv_read.h"
#include <criterion/criterion.h>
#include <string.h>

struct rows {
	struct sb_buf text; /* "line:cell|cell\n" a row */
};

static enum sb_status take(const struct sb_csv_row *row, void *context, struct sb_error *err)
{
	struct rows *rows = context;

	(void)err;
	sb_buf_printf(&rows->text, "%lld:", (long long)row->line);
	for (size_t i = 0; i < row->count; i++)
		sb_buf_printf(&rows->text, "%s%s", i ? "|" : "", row->cell[i]);
	sb_buf_putc(&rows->text, '\n');
	return SB_OK;
}

/* Reads in pieces of `piece` bytes; the rows as text, or "error: ...". */
static char *read_in_pieces(const char *bytes, size_t count, size_t piece)
{
	struct rows rows = { .text = SB_BUF_INIT };
	const struct sb_csv_taker taker = { .row = take, .context = &rows };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_csv_look look;
	enum sb_status status = sb_csv_look_at(bytes, count, &look, &err);

	if (status == SB_OK) {
		struct sb_csv_reader *reader = sb_csv_reader_new(&look, &taker);
		for (size_t at = look.skip; at < count && status == SB_OK; at += piece)
			status = sb_csv_reader_feed(reader, bytes + at, count - at < piece ? count - at : piece, &err);
		if (status == SB_OK)
			status = sb_csv_reader_end(reader, &err);
		sb_csv_reader_free(reader);
	}
	if (status != SB_OK)
		sb_buf_printf(&rows.text, "error: %s\n", err.text);
	return sb_buf_take(&rows.text);
}

static const struct {
	const char *file, *rows;
} known[] = {
	{ "a,b\n1,2\n", "1:a|b\n2:1|2\n" },
	{ "a,b\r\n1,2", "1:a|b\n2:1|2\n" },
	{ "a\rb\r", "1:a\n2:b\n" },
	{ "\xef\xbb\xbf" "a,b\n", "1:a|b\n" },
	{ "\xef\xbb\xbf\"a\",b\n", "1:a|b\n" },
	{ "a;b,c\n1;2,5;3\n", "1:a;b|c\n2:1;2|5;3\n" },
	{ "a;b;c\n1;2,5;3\n", "1:a|b|c\n2:1|2,5|3\n" },
	{ "a\tb\n\"x\ty\"\tz\n", "1:a|b\n2:x\ty|z\n" },
	{ "\"a,b\";c;d\n", "1:a,b|c|d\n" },
	{ "a,b\n\n\r\n1,\" x\n\ny \"\n2,3\n", "1:a|b\n4:1| x\n\ny \n7:2|3\n" },
	{ "a\n\"say \"\"hi\"\"\"\n", "1:a\n2:say \"hi\"\n" },
	{ "a,b\n , x \n", "1:a|b\n2: | x \n" },
	{ "a,b\n1,2\n3,\"open\n4,5\n", "1:a|b\n2:1|2\nerror: line 3, cell 2: a quote is opened here and never closed: close it\n" },
	{ "a,b\n\"1\n1\",\"open\n4,5\n", "1:a|b\nerror: line 3, cell 2: a quote is opened here and never closed: close it\n" },
	{ "a,b\n1,\"open\n2,fine\n3,\"quoted\"\n",
	  "1:a|b\nerror: line 2, cell 2: the quote opened here runs on to one in line 4: close it, or double quotes inside a cell\n" },
	{ "a,b\n\"x, \"\"y\"\"\",1\n3,\"5\"6\n",
	  "1:a|b\n2:x, \"y\"|1\nerror: line 3, cell 2: a quote stands inside a cell: double it, and put the cell in quotes\n" },
	{ "a,b\n1,5\" nail\n",
	  "1:a|b\nerror: line 2, cell 2: a quote stands inside a cell: double it, and put the cell in quotes\n" },
	{ "\xff\xfe" "a\0", "error: this file is UTF-16: save it as CSV UTF-8\n" },
	{ "PK\x03\x04", "error: this file is a workbook or a ZIP archive: save its sheet as CSV UTF-8\n" },
	{ "\x1f\x8b\x08", "error: this file is compressed: unpack it first (gunzip)\n" },
	{ "", "" },
};

Test(csv_read, rows_and_lines_are_the_same_however_the_bytes_come)
{
	static const size_t pieces[] = { 1, 2, 3, 7, 4096 };

	for (size_t i = 0; i < SB_COUNT(known); i++) {
		for (size_t j = 0; j < SB_COUNT(pieces); j++) {
			sb_owned_string got = read_in_pieces(known[i].file, strlen(known[i].file), pieces[j]);
			cr_assert_str_eq(got, known[i].rows, "file %zu in pieces of %zu", i, pieces[j]);
		}
	}
}

Test(csv_read, a_quote_left_open_is_noticed_before_it_eats_the_file)
{
	sb_auto(buf) file = SB_BUF_INIT;

	sb_buf_puts(&file, "a,b\n1,\"open\n");
	while (file.len < 3u << 20)
		sb_buf_puts(&file, "2,3\n");
	sb_owned_string got = read_in_pieces(file.data, file.len, 65536);
	cr_assert_str_eq(got, "1:a|b\nerror: line 2, cell 2: a row longer than a megabyte begins here: is a quote left open?\n");
}

Test(csv_read, a_cell_written_is_read_back)
{
	static const char *const cells[] = { "", "plain", "a,b", "say \"hi\"", "two\nlines", " x " };

	for (size_t i = 0; i < SB_COUNT(cells); i++) {
		sb_auto(buf) file = SB_BUF_INIT;
		sb_auto(buf) expected = SB_BUF_INIT;
		sb_buf_puts(&file, "x,");
		sb_csv_put_cell(&file, cells[i], ',');
		sb_buf_printf(&expected, "1:x|%s\n", cells[i]);
		sb_owned_string got = read_in_pieces(file.data, file.len, 4096);
		cr_assert_str_eq(got, expected.data);
	}
}
