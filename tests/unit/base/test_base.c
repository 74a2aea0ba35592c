/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors, buffers and arenas. */
#include "stockbook/arena.h"
#include "stockbook/error.h"
#include "stockbook/text.h"
#include <criterion/criterion.h>
#include <errno.h>
#include <stdalign.h>
#include <stdio.h>
#include <string.h>

Test(error, a_failure_says_what_where_and_how_doors_answer)
{
	struct sb_error err = SB_ERROR_INIT;

	cr_assert_eq(sb_fail_field(&err, SB_SHORT_STOCK, "quantity", "only %d left", 3), SB_SHORT_STOCK);
	cr_assert_str_eq(err.text, "only 3 left");
	cr_assert_str_eq(err.field, "quantity");
	cr_assert_str_eq(sb_status_code(err.status), "short_stock");
	cr_assert_eq(sb_status_exit(err.status), 5);
	cr_assert_eq(sb_status_http(err.status), 409);

	err.column = 7;
	errno = EACCES;
	cr_assert_eq(sb_fail_errno(&err, SB_CANNOT_OPEN, "cannot open %s", "shop.book"), SB_CANNOT_OPEN);
	cr_assert_str_eq(err.text, "cannot open shop.book (Permission denied): have its permissions changed, or choose another place");
	cr_assert_str_eq(err.field, "", "the field of an older failure must not stay");
	cr_assert_eq(err.column, 0);
	cr_assert_eq(errno, EACCES);
}

Test(translate, a_context_is_for_translators_only)
{
	cr_assert_str_eq(C_("key", "open"), "open");
	cr_assert_str_eq(_(NC_("key", "open")), "open");
	cr_assert_str_eq(_("open"), "open");
}

Test(error, a_long_sentence_is_cut_between_characters)
{
	struct sb_error err = SB_ERROR_INIT;
	sb_auto(buf) long_text = SB_BUF_INIT;

	for (size_t lead = 0; lead < 4; lead++) {
		sb_buf_clear(&long_text);
		sb_buf_fill(&long_text, 'x', lead);
		for (int i = 0; i < 600; i++)
			sb_buf_puts(&long_text, i % 2 ? "é" : "€");
		(void)sb_fail(&err, SB_FAILED, "%s", long_text.data);
		cr_assert(sb_utf8_valid(err.text, strlen(err.text), NULL));
		cr_assert_geq(strlen(err.text), SB_ERROR_TEXT_BYTES - 4);
	}
}

Test(error, a_sentence_may_quote_the_error_it_replaces)
{
	struct sb_error err = SB_ERROR_INIT;

	(void)sb_fail_field(&err, SB_INVALID, "price", "not a price");
	(void)sb_fail_field(&err, SB_INVALID, err.field, "line 3: %s", err.text);
	cr_assert_str_eq(err.text, "line 3: not a price");
	cr_assert_str_eq(err.field, "price");
}

Test(buf, holds_what_was_added_in_order)
{
	sb_auto(buf) buf = SB_BUF_INIT;
	char expected[5000] = "";
	size_t length = 0;

	cr_assert_str_eq(buf.data, "");
	for (int i = 0; length + 30 < sizeof(expected); i++) {
		length += (size_t)snprintf(expected + length, sizeof(expected) - length, "%d,a--%s", i, "word");
		sb_buf_printf(&buf, "%d", i);
		sb_buf_putc(&buf, ',');
		sb_buf_add(&buf, "abc", 1);
		sb_buf_fill(&buf, '-', 2);
		sb_buf_puts(&buf, "word");
		cr_assert_eq(buf.data[buf.len], '\0');
	}
	cr_assert_str_eq(buf.data, expected);
	sb_buf_cut(&buf, 3);
	cr_assert_str_eq(buf.data, "0,a");
}

Test(buf, printf_of_any_length_fits)
{
	char *text = malloc(20001);

	for (int length = 0; length < 20000; length = length * 3 / 2 + 1) {
		sb_auto(buf) buf = SB_BUF_INIT;

		memset(text, 'y', (size_t)length);
		text[length] = '\0';
		sb_buf_printf(&buf, "%s", text);
		cr_assert_str_eq(buf.data, text);
		cr_assert_eq(buf.len, (size_t)length);
	}
	free(text);
}

Test(buf, taking_leaves_an_empty_usable_buffer)
{
	sb_auto(buf) buf = SB_BUF_INIT;
	char *nothing = sb_buf_take(&buf);

	cr_assert_str_eq(nothing, "");
	sb_buf_puts(&buf, "first");
	char *first = sb_buf_take(&buf);

	sb_buf_puts(&buf, "second");
	cr_assert_str_eq(first, "first");
	cr_assert_str_eq(buf.data, "second");
	sb_buf_clear(&buf);
	cr_assert_str_eq(buf.data, "");
	cr_assert_str_eq(sb_buf_empty, "");
	free(first);
	free(nothing);
}

Test(arena, gives_zeroed_aligned_memory_that_does_not_overlap)
{
	sb_owned(arena) arena = sb_arena_new();

	for (int round = 0; round < 3; round++) {
		unsigned char *blocks[300];

		for (size_t i = 0; i < 300; i++) {
			size_t size = i * 37 % 1000 + (i == 250 ? 1000000 : 1);

			blocks[i] = sb_arena_alloc(arena, size);
			cr_assert_eq((uintptr_t)blocks[i] % alignof(max_align_t), 0);
			for (size_t k = 0; k < size; k++)
				cr_assert_eq(blocks[i][k], 0);
			memset(blocks[i], (int)(i % 255) + 1, size);
			sb_arena_strdup(arena, "x");
		}
		for (size_t i = 0; i < 300; i++)
			cr_assert_eq(blocks[i][i * 37 % 1000], (int)(i % 255) + 1);
		sb_arena_clear(arena);
	}
}

Test(arena, copies_text)
{
	sb_owned(arena) arena = sb_arena_new();

	cr_assert_null(sb_arena_strdup(arena, NULL));
	cr_assert_str_eq(sb_arena_strdup(arena, "Milk"), "Milk");
	cr_assert_str_eq(sb_arena_strndup(arena, "Milk", 2), "Mi");
	cr_assert_str_eq(sb_arena_printf(arena, "%s %d", "Milk", 3), "Milk 3");
	cr_assert_str_eq(sb_arena_printf(arena, "%s", ""), "");
}
