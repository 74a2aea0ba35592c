/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows in each format, help as lines, progress as a line. */
#include "cli/markdown.h"
#include "cli/out.h"
#include "cli/progress.h"
#include "stockbook/text.h"
#include "support.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

static const struct sb_column columns[] = {
	{ .name = "sku", .title = "SKU", .type = SB_TEXT_TYPE, .flags = SB_COL_KEY },
	{ .name = "name", .title = "Name", .type = SB_TEXT_TYPE, .flags = SB_COL_GROWS },
	{ .name = "qty", .title = "Quantity", .type = SB_QTY_TYPE, .priority = 1 },
	{ .name = "note", .title = "Note", .type = SB_TEXT_TYPE, .priority = 9 },
};
static const struct sb_list list = { .name = "movements", .columns = columns, .column_count = SB_COUNT(columns) };
static const struct sb_column *const shown[] = { &columns[0], &columns[1], &columns[2], &columns[3] };

static const struct sb_value values[][4] = {
	{ { .s = "A1" }, { .s = "Crème brûlée, six" }, { .type = SB_QTY_TYPE, .n = -2000 }, { .is_null = true } },
	{ { .s = "B1" }, { .s = "=cmd()" }, { .type = SB_QTY_TYPE, .n = 1250, .scale = 2 }, { .s = "\033[2Jx" } },
};
static const struct sb_row rows[] = { { .id = 1, .values = values[0] }, { .id = 2, .values = values[1] } };
static const struct sb_page page = {
	.list = &list, .columns = shown, .column_count = SB_COUNT(shown), .rows = rows, .count = SB_COUNT(rows), .next = "c", .total = 7,
};

static char *written(enum format format, int width, bool color)
{
	char *text = NULL;
	size_t bytes = 0;
	FILE *stream = open_memstream(&text, &bytes);
	struct sb_numbers plain = sb_numbers_plain();
	struct out out = { .stream = stream, .line = SB_BUF_INIT, .width = width, .color = color };

	setlocale(LC_ALL, "C.UTF-8");
	out.human.numbers = out.plain.numbers = &plain;
	out.format = format == FORMAT_TABLE ? &out_table : format == FORMAT_CSV ? &out_csv : format == FORMAT_JSON ? &out_json : &out_jsonl;
	out_page(&out, &page);
	out_release(&out);
	fclose(stream);
	return text;
}

Test(out, csv_is_rfc_4180_and_harmless)
{
	sb_owned_string text = written(FORMAT_CSV, 0, false);

	cr_assert_str_eq(text, "sku,name,qty,note\r\nA1,\"Crème brûlée, six\",-2,\r\nB1,'=cmd(),1.25,\033[2Jx\r\n");
}

Test(out, cells_that_a_spreadsheet_would_run_get_an_apostrophe)
{
	static const struct {
		const char *text;
		bool is_number;
		const char *cell;
	} cases[] = {
		{ "", false, "" },	   { "plain", false, "plain" }, { "=1", false, "'=1" },	     { "+1", false, "'+1" },
		{ "-1", false, "'-1" },	   { "-1", true, "-1" },	{ "@a", false, "'@a" },	     { "\ta", false, "'\ta" },
		{ "\ra", false, "\"'\ra\"" }, { "a\"b", false, "\"a\"\"b\"" }, { "=a,b", false, "\"'=a,b\"" }, { "a\nb", false, "\"a\nb\"" },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_auto(buf) cell = SB_BUF_INIT;

		sb_text_csv(cases[i].text, cases[i].is_number, &cell);
		cr_assert_str_eq(cell.data, cases[i].cell);
	}
}

Test(out, json_has_rows_next_and_total)
{
	sb_owned_string text = written(FORMAT_JSON, 0, false);
	sb_owned_string lines = written(FORMAT_JSONL, 0, false);

	cr_assert_str_eq(text, "{\"rows\":[\n"
			       "{\"sku\":\"A1\",\"name\":\"Crème brûlée, six\",\"qty\":-2,\"note\":null},\n"
			       "{\"sku\":\"B1\",\"name\":\"=cmd()\",\"qty\":1.25,\"note\":\"\\u001b[2Jx\"}\n"
			       "],\"next\":\"c\",\"total\":7}\n");
	cr_assert_str_eq(lines, "{\"sku\":\"A1\",\"name\":\"Crème brûlée, six\",\"qty\":-2,\"note\":null}\n"
				"{\"sku\":\"B1\",\"name\":\"=cmd()\",\"qty\":1.25,\"note\":\"\\u001b[2Jx\"}\n");
}

Test(out, a_table_lines_up_and_sends_nothing_a_terminal_obeys)
{
	sb_owned_string text = written(FORMAT_TABLE, 0, false);

	cr_assert(!strncmp(text, "SKU  Name               Quantity  Note\nA1   Crème brûlée, six        -2\nB1   =cmd()                 1.25  ", 103),
		  "%s", text);
	cr_assert_null(strchr(text, '\033'));
}

Test(out, a_table_fits_any_terminal_that_holds_its_key)
{
	for (int width = 24; width < 60; width++) {
		sb_owned_string text = written(FORMAT_TABLE, width, false);

		for (char *rest = text, *line; (line = strtok_r(rest, "\n", &rest));)
			cr_assert_leq(sb_text_width(line), width, "%d cells: %s", width, line);
		cr_assert(strstr(text, "SKU") && strstr(text, "Name"));
	}
}

Test(out, what_goes_is_red_and_what_comes_is_green)
{
	sb_owned_string text = written(FORMAT_TABLE, 0, true);

	cr_assert(strstr(text, "\033[31m      -2\033[0m"), "%s", text);
	cr_assert(strstr(text, "\033[32m    1.25\033[0m"), "%s", text);
}

Test(markdown, paragraphs_are_broken_and_code_is_kept)
{
	sb_auto(buf) out = SB_BUF_INIT;

	markdown_print("# Title\n\nOne two **three** four `five` six.\n\n- first item that is long\n- second\n\n```\na  b\n  c\n```\n", 20, false, &out);
	cr_assert_str_eq(out.data, "Title\n\nOne two three four\nfive six.\n\n- first item that is\n  long\n- second\n\n    a  b\n      c\n");
	sb_buf_clear(&out);
	markdown_print("**bold**\n", 20, true, &out);
	cr_assert_str_eq(out.data, "\033[1mbold\033[0m\n");
}

Test(progress, tells_share_rate_and_time_left)
{
	sb_auto(buf) out = SB_BUF_INIT;

	progress_print(250, 1000, 5000, 30, &out);
	cr_assert_str_eq(out.data, " 25 %, 50/s, 15 s left");
	sb_buf_clear(&out);
	progress_print(250, 100000, 5000, 30, &out);
	cr_assert_str_eq(out.data, "  0 %, 50/s, 33 min 15 s left");
	sb_buf_clear(&out);
	progress_print(250, 0, 5000, 30, &out);
	cr_assert_str_eq(out.data, "250 done, 50/s");
	sb_buf_clear(&out);
	progress_print(2000, 1000, 100, 30, &out);
	cr_assert_str_eq(out.data, "100 %");
}
