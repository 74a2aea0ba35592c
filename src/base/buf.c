/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Growing text; doubles, so that adding byte by byte stays linear. */
#include "stockbook/buf.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

#define SMALLEST_CAP 64

/* What an empty buffer points at. Nobody writes to it: cap 0 means "not mine". */
char sb_buf_empty[1];

void sb_buf_release(struct sb_buf *buf)
{
	if (buf->cap)
		free(buf->data);
	*buf = (struct sb_buf)SB_BUF_INIT;
}

void sb_buf_clear(struct sb_buf *buf)
{
	sb_buf_cut(buf, 0);
}

char *sb_buf_take(struct sb_buf *buf)
{
	char *text = buf->cap ? buf->data : sb_strdup("");

	*buf = (struct sb_buf)SB_BUF_INIT;
	return text;
}

/* Makes room for `count` more bytes and the NUL. */
__attribute__((noinline)) static void grow(struct sb_buf *buf, size_t count)
{
	size_t wanted, cap = buf->cap ? buf->cap : SMALLEST_CAP;

	if (__builtin_add_overflow(buf->len + 1, count, &wanted))
		wanted = SIZE_MAX; /* refused by the allocator */
	while (cap < wanted)
		cap = cap > SIZE_MAX / 2 ? SIZE_MAX : cap * 2;
	buf->data = sb_realloc(buf->cap ? buf->data : NULL, cap);
	buf->cap = cap;
}

static inline void reserve(struct sb_buf *buf, size_t count)
{
	if (__builtin_expect(count >= buf->cap - buf->len || !buf->cap, 0))
		grow(buf, count);
}

void sb_buf_add(struct sb_buf *buf, const void *bytes, size_t count)
{
	if (!count)
		return;
	reserve(buf, count);
	memcpy(buf->data + buf->len, bytes, count);
	buf->len += count;
	buf->data[buf->len] = '\0';
}

void sb_buf_puts(struct sb_buf *buf, const char *text)
{
	sb_buf_add(buf, text, strlen(text));
}

void sb_buf_putc(struct sb_buf *buf, char c)
{
	reserve(buf, 1);
	buf->data[buf->len++] = c;
	buf->data[buf->len] = '\0';
}

void sb_buf_fill(struct sb_buf *buf, char c, size_t count)
{
	if (!count)
		return;
	reserve(buf, count);
	memset(buf->data + buf->len, c, count);
	buf->len += count;
	buf->data[buf->len] = '\0';
}

void sb_buf_printf(struct sb_buf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	sb_buf_vprintf(buf, format, args);
	va_end(args);
}

void sb_buf_vprintf(struct sb_buf *buf, const char *format, va_list args)
{
	va_list again;

	va_copy(again, args);
	reserve(buf, SMALLEST_CAP);
	int wanted = vsnprintf(buf->data + buf->len, buf->cap - buf->len, format, args);

	if (wanted < 0) {
		wanted = 0;
		buf->data[buf->len] = '\0';
	} else if ((size_t)wanted >= buf->cap - buf->len) {
		reserve(buf, (size_t)wanted);
		vsnprintf(buf->data + buf->len, buf->cap - buf->len, format, again);
	}
	va_end(again);
	buf->len += (size_t)wanted;
}

void sb_buf_cut(struct sb_buf *buf, size_t len)
{
	assert(len <= buf->len);
	buf->len = len;
	if (buf->cap)
		buf->data[len] = '\0';
}
