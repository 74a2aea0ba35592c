/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the characters a scanner typed to the code that is looked up: AIM identifier and blanks off, the GTIN out of a
 * GS1 element string, wrong keyboard layouts turned back, check digit verified (GS1 General Specifications 7.9).
 */
#include "scan_code.h"

#include "layout.h"
#include "scan.h"
#include "stockbook/text.h"
#include <ctype.h>
#include <string.h>

static bool only_digits(const char *text, size_t count)
{
	return strspn(text, "0123456789") >= count;
}

enum sb_check sb_scan_check(const char *code)
{
	size_t count = strlen(code);
	int sum = 0;

	if ((count != 8 && (count < 12 || count > 14)) || !only_digits(code, count))
		return SB_CHECK_NONE;
	for (size_t i = 0; i < count; i++)
		sum += (code[i] - '0') * ((count - i) % 2 ? 1 : 3);
	return sum % 10 ? SB_CHECK_BAD : SB_CHECK_GOOD;
}

/* "]C1" and its like in front of a code say which symbology it was; some of them that it is a GS1 element string. */
static bool strip_aim(struct sb_buf *code, bool *is_gs1)
{
	static const char *const gs1[] = { "]C1", "]e0", "]d2", "]Q3" };

	if (code->len <= 3 || code->data[0] != ']' || !isalpha((unsigned char)code->data[1]) ||
	    !isalnum((unsigned char)code->data[2]))
		return false;
	for (size_t i = 0; i < SB_COUNT(gs1); i++)
		*is_gs1 |= strncmp(code->data, gs1[i], 3) == 0;
	sb_auto(buf) rest = SB_BUF_INIT;

	sb_buf_add(&rest, code->data + 3, code->len - 3);
	sb_buf_clear(code);
	sb_buf_add(code, rest.data, rest.len);
	return true;
}

/* (01) GTIN-14 is the first element of nearly every GS1 string on goods; the rest (batch, best before) is no part of
 * the code. */
static void keep_gtin(struct sb_buf *code)
{
	char gtin[15];

	if (code->len < 16 || strncmp(code->data, "01", 2) != 0 || !only_digits(code->data, 16))
		return;
	memcpy(gtin, code->data + 2, 14);
	gtin[14] = '\0';
	if (sb_scan_check(gtin) != SB_CHECK_GOOD)
		return;
	sb_buf_clear(code);
	sb_buf_puts(code, gtin);
}

bool sb_scan_read(const struct sb_buf *received, struct sb_buf *code, struct sb_input *out)
{
	sb_auto(buf) restored = SB_BUF_INIT;
	bool is_gs1 = false;

	sb_buf_clear(code);
	sb_buf_puts(code, received->data);
	sb_buf_cut(code, strlen(sb_text_trim(code->data)));
	strip_aim(code, &is_gs1);
	if (is_gs1)
		keep_gtin(code);
	out->trouble = SB_SCAN_FINE;
	if (sb_layout_restore(code->data, &restored)) {
		out->trouble = SB_SCAN_LAYOUT;
		sb_buf_clear(code);
		sb_buf_puts(code, restored.data);
	}
	out->kind = SB_INPUT_SCAN;
	out->text = code->data;
	out->bytes = code->len;
	out->raw = received->data;
	out->check = sb_scan_check(code->data);
	return code->len > 0;
}
