/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Growing text. `data` is never NULL and always NUL-terminated at data[len], so it prints as it is.
 * Growth cannot fail (see sb_alloc); whoever fills a buffer from input limits the input.
 */
#ifndef STOCKBOOK_BUF_H
#define STOCKBOOK_BUF_H

#include "stockbook/base.h"
#include <stdarg.h>

struct sb_buf {
	char *data;
	size_t len, cap; /* cap 0: data is a shared empty string */
};

extern char sb_buf_empty[1];
#define SB_BUF_INIT { .data = sb_buf_empty }

void sb_buf_release(struct sb_buf *buf); /* frees; the buffer is then empty and usable */
void sb_buf_clear(struct sb_buf *buf);	 /* len 0, memory kept */
char *sb_buf_take(struct sb_buf *buf);	 /* the text, yours; the buffer is then empty */

void sb_buf_add(struct sb_buf *buf, const void *bytes, size_t count);
void sb_buf_puts(struct sb_buf *buf, const char *text);
void sb_buf_putc(struct sb_buf *buf, char c);
void sb_buf_fill(struct sb_buf *buf, char c, size_t count);
void sb_buf_printf(struct sb_buf *buf, const char *format, ...) SB_PRINTF(2, 3);
void sb_buf_vprintf(struct sb_buf *buf, const char *format, va_list args) SB_PRINTF(2, 0);
void sb_buf_cut(struct sb_buf *buf, size_t len); /* len <= buf->len */

#endif
