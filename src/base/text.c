/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text taken in and made comparable: trimming, cleaning, folding. */
#include "stockbook/text.h"
#include <string.h>
#include <utf8proc.h>

#define ROOM_ON_STACK 256

static bool is_ascii_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

char *sb_text_trim(char *text)
{
	size_t start = 0, length = strlen(text);

	while (length > 0 && is_ascii_blank(text[length - 1]))
		length--;
	while (start < length && is_ascii_blank(text[start]))
		start++;
	memmove(text, text + start, length - start);
	text[length - start] = '\0';
	return text;
}

char *sb_text_upper(char *text)
{
	for (char *at = text; *at; at++)
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at - 'a' + 'A');
	return text;
}

static bool is_ascii(const char *text, size_t length)
{
	unsigned char all = 0;

	for (size_t i = 0; i < length; i++)
		all |= (unsigned char)text[i];
	return all < 0x80;
}

/* Appends `text` through utf8proc; false: it is not UTF-8. */
static bool add_mapped(const char *text, size_t length, utf8proc_option_t options, struct sb_buf *out)
{
	utf8proc_int32_t on_stack[ROOM_ON_STACK + 1], *points = on_stack;
	utf8proc_int32_t *on_heap = NULL;
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t count = utf8proc_decompose(bytes, (utf8proc_ssize_t)length, points, ROOM_ON_STACK, options);

	if (count > ROOM_ON_STACK) {
		points = on_heap = sb_alloc(((size_t)count + 1) * sizeof(*points));
		count = utf8proc_decompose(bytes, (utf8proc_ssize_t)length, points, count, options);
	}
	if (count >= 0)
		count = utf8proc_reencode(points, count, options);
	if (count >= 0)
		sb_buf_add(out, points, (size_t)count);
	free(on_heap);
	return count >= 0;
}

static void add_mended(const char *text, size_t length, struct sb_buf *out)
{
	for (const char *at = text, *end = text + length; at < end;)
		sb_utf8_put(out, sb_utf8_next(&at, end));
}

void sb_text_fold(const char *text, struct sb_buf *out)
{
	const utf8proc_option_t options = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK |
					  UTF8PROC_IGNORE | UTF8PROC_STABLE;
	size_t length = strlen(text);

	if (is_ascii(text, length)) {
		size_t start = out->len;

		sb_buf_add(out, text, length);
		for (char *at = out->data + start; at < out->data + out->len; at++)
			*at = (char)(*at + ((*at >= 'A' && *at <= 'Z') ? 'a' - 'A' : 0));
	} else if (!add_mapped(text, length, options, out)) {
		sb_auto(buf) mended = SB_BUF_INIT;

		add_mended(text, length, &mended);
		if (!add_mapped(mended.data, mended.len, options, out))
			sb_buf_add(out, mended.data, mended.len);
	}
}

static bool is_blank(int32_t c)
{
	return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
	       c == 0x3000;
}

static bool is_control(int32_t c)
{
	return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
}

static enum sb_status refuse_at(size_t column, const char *sentence, struct sb_error *err)
{
	sb_fail(err, SB_INVALID, sentence, column);
	err->column = column > INT32_MAX ? INT32_MAX : (int)column;
	return SB_INVALID;
}

/* One blank for a run of them, none at the ends; refuses what is no text. */
static enum sb_status collapse(const char *text, size_t length, struct sb_buf *out, struct sb_error *err)
{
	bool blank_before = false;
	size_t column = 0;

	for (const char *at = text, *end = text + length; at < end;) {
		const char *start = at;
		int32_t c = sb_utf8_next(&at, end);

		column++;
		if (c == 0xFFFD && at - start == 1)
			return refuse_at(column, _("character %zu is not UTF-8: save or type the text as UTF-8"), err);
		if (is_control(c))
			return refuse_at(column, _("character %zu is a control character: remove it"), err);
		if (is_blank(c)) {
			blank_before = out->len > 0;
			continue;
		}
		if (blank_before)
			sb_buf_putc(out, ' ');
		blank_before = false;
		sb_buf_add(out, start, (size_t)(at - start));
	}
	return SB_OK;
}

/* Most names need nothing: printable ASCII with single blanks inside. */
static bool is_clean_ascii(const char *text, size_t length)
{
	bool fine = length == 0 || (text[0] != ' ' && text[length - 1] != ' ');

	for (size_t i = 0; i < length && fine; i++)
		fine = text[i] >= 0x20 && text[i] < 0x7F && (text[i] != ' ' || text[i + 1] != ' ');
	return fine;
}

enum sb_status sb_text_clean(const char *text, struct sb_buf *out, struct sb_error *err)
{
	sb_auto(buf) plain = SB_BUF_INIT;
	size_t length = strlen(text);

	if (is_clean_ascii(text, length)) {
		sb_buf_add(out, text, length);
		return SB_OK;
	}

	enum sb_status status = collapse(text, length, &plain, err);

	if (status)
		return status;
	if (is_ascii(plain.data, plain.len) || !add_mapped(plain.data, plain.len, UTF8PROC_COMPOSE | UTF8PROC_STABLE, out))
		sb_buf_add(out, plain.data, plain.len);
	return SB_OK;
}
