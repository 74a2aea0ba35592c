/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 as RFC 3629 has it: shortest forms only, no surrogates, nothing beyond U+10FFFF. */
#include "stockbook/text.h"
#include <assert.h>
#include <string.h>

#define BAD_BYTE 0xFFFD

static bool is_tail(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

/* Bytes of the sequence at `at`, of which `left` are there; 0: a bad one. */
static size_t decode(const unsigned char *at, size_t left, int32_t *out)
{
	unsigned char lead = at[0];

	if (lead < 0x80) {
		*out = lead;
		return 1;
	}
	if (lead >= 0xC2 && lead <= 0xDF && left >= 2 && is_tail(at[1])) {
		*out = (lead & 0x1F) << 6 | (at[1] & 0x3F);
		return 2;
	}
	if (lead >= 0xE0 && lead <= 0xEF && left >= 3 && is_tail(at[1]) && is_tail(at[2])) {
		*out = (lead & 0x0F) << 12 | (at[1] & 0x3F) << 6 | (at[2] & 0x3F);
		return *out >= 0x800 && (*out < 0xD800 || *out > 0xDFFF) ? 3 : 0;
	}
	if (lead >= 0xF0 && lead <= 0xF4 && left >= 4 && is_tail(at[1]) && is_tail(at[2]) && is_tail(at[3])) {
		*out = (lead & 0x07) << 18 | (at[1] & 0x3F) << 12 | (at[2] & 0x3F) << 6 | (at[3] & 0x3F);
		return *out >= 0x10000 && *out <= 0x10FFFF ? 4 : 0;
	}
	return 0;
}

/* Where the first byte that is not ASCII lies, or a few bytes before it. */
static size_t skip_ascii(const char *bytes, size_t at, size_t count)
{
	for (uint64_t word; count - at >= sizeof(word); at += sizeof(word)) {
		memcpy(&word, bytes + at, sizeof(word));
		if (word & UINT64_C(0x8080808080808080))
			break;
	}
	return at;
}

bool sb_utf8_valid(const char *bytes, size_t count, size_t *bad_at)
{
	size_t at = skip_ascii(bytes, 0, count);
	int32_t ignored;

	while (at < count) {
		size_t length = decode((const unsigned char *)bytes + at, count - at, &ignored);

		if (!length) {
			if (bad_at)
				*bad_at = at;
			return false;
		}
		at += length;
	}
	return true;
}

int32_t sb_utf8_next(const char **at, const char *end)
{
	int32_t code_point;
	size_t length = decode((const unsigned char *)*at, (size_t)(end - *at), &code_point);

	*at += length ? length : 1;
	return length ? code_point : BAD_BYTE;
}

void sb_utf8_put(struct sb_buf *out, int32_t code_point)
{
	char bytes[4];
	uint32_t c = (uint32_t)code_point;

	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = BAD_BYTE;
	if (c < 0x80) {
		sb_buf_putc(out, (char)c);
	} else if (c < 0x800) {
		bytes[0] = (char)(0xC0 | c >> 6);
		bytes[1] = (char)(0x80 | (c & 0x3F));
		sb_buf_add(out, bytes, 2);
	} else if (c < 0x10000) {
		bytes[0] = (char)(0xE0 | c >> 12);
		bytes[1] = (char)(0x80 | (c >> 6 & 0x3F));
		bytes[2] = (char)(0x80 | (c & 0x3F));
		sb_buf_add(out, bytes, 3);
	} else {
		bytes[0] = (char)(0xF0 | c >> 18);
		bytes[1] = (char)(0x80 | (c >> 12 & 0x3F));
		bytes[2] = (char)(0x80 | (c >> 6 & 0x3F));
		bytes[3] = (char)(0x80 | (c & 0x3F));
		sb_buf_add(out, bytes, 4);
	}
}

size_t sb_utf8_count(const char *text)
{
	const char *end = text + strlen(text);
	size_t count = 0;

	for (; text < end; count++)
		sb_utf8_next(&text, end);
	return count;
}
