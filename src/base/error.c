/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Failures: the table of kinds, and the sentence written by the lowest level that knows. */
#include "stockbook/error.h"
#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct kind {
	const char *code;
	int exit_status, http_status;
};

static const struct kind kinds[] = {
#define S(symbol, word, exit, http) [SB_##symbol] = { .code = word, .exit_status = exit, .http_status = http },
	SB_STATUSES(S)
#undef S
};

/* The length of text without a UTF-8 sequence that was cut short at its end. */
static size_t whole_characters(const char *text, size_t length)
{
	size_t back = 0;

	while (back < 3 && back < length && ((unsigned char)text[length - 1 - back] & 0xC0) == 0x80)
		back++;
	if (back == length)
		return length;

	unsigned char lead = (unsigned char)text[length - 1 - back];
	size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;

	return wanted > back + 1 ? length - 1 - back : length;
}

/* Appends to text, which holds `length` of SB_ERROR_TEXT_BYTES bytes; too long is cut at a character. */
SB_PRINTF(3, 0) static size_t append(char *text, size_t length, const char *format, va_list args)
{
	size_t room = SB_ERROR_TEXT_BYTES - length;
	int wanted = vsnprintf(text + length, room, format, args);

	if (wanted < 0)
		text[length] = '\0';
	else if ((size_t)wanted < room)
		return length + (size_t)wanted;
	else
		length = SB_ERROR_TEXT_BYTES - 1;
	length = whole_characters(text, length);
	text[length] = '\0';
	return length;
}

/* The sentence is made apart from err, because an argument may be the text of that very error. */
static enum sb_status fill(struct sb_error *err, enum sb_status status, const char *field, const char *text)
{
	assert(err);
	assert(status != SB_OK);
	char name[sizeof(err->field)];

	snprintf(name, sizeof(name), "%s", field ? field : "");
	memcpy(err->field, name, sizeof(name));
	err->status = status;
	err->column = 0;
	memcpy(err->text, text, SB_ERROR_TEXT_BYTES);
	return status;
}

enum sb_status sb_fail(struct sb_error *err, enum sb_status status, const char *format, ...)
{
	char text[SB_ERROR_TEXT_BYTES] = "";
	va_list args;

	va_start(args, format);
	append(text, 0, format, args);
	va_end(args);
	return fill(err, status, NULL, text);
}

enum sb_status sb_fail_field(struct sb_error *err, enum sb_status status, const char *field, const char *format, ...)
{
	char text[SB_ERROR_TEXT_BYTES] = "";
	va_list args;

	va_start(args, format);
	append(text, 0, format, args);
	va_end(args);
	return fill(err, status, field, text);
}

SB_PRINTF(3, 4) static void append_more(char *text, size_t length, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	append(text, length, format, args);
	va_end(args);
}

/* What somebody can do about it; reasons that nobody here can change have none. */
static const struct {
	int reason;
	const char *advice;
} advice_table[] = {
	{ EACCES, N_("have its permissions changed, or choose another place") },
	{ EPERM, N_("have its permissions changed, or choose another place") },
	{ EROFS, N_("choose another place, this one cannot be written") },
	{ ENOENT, N_("check how the name is written") },
	{ ENOTDIR, N_("check how the name is written") },
	{ EISDIR, N_("name a file, this is a folder") },
	{ ENAMETOOLONG, N_("choose a shorter name") },
	{ ENOSPC, N_("free some space and try again") },
	{ EDQUOT, N_("free some space and try again") },
	{ EMFILE, N_("close other programs and try again") },
	{ ENFILE, N_("close other programs and try again") },
	{ ENOMEM, N_("close other programs and try again") },
	{ EIO, N_("look after the disk, and see that there is a backup") },
};

static const char *advice_for(int reason)
{
	for (size_t i = 0; i < SB_COUNT(advice_table); i++)
		if (advice_table[i].reason == reason)
			return _(advice_table[i].advice);
	return NULL;
}

enum sb_status sb_fail_errno(struct sb_error *err, enum sb_status status, const char *format, ...)
{
	int reason = errno;
	char text[SB_ERROR_TEXT_BYTES] = "";
	va_list args;

	va_start(args, format);
	size_t length = append(text, 0, format, args);
	va_end(args);
	if (advice_for(reason))
		append_more(text, length, " (%s): %s", strerror(reason), advice_for(reason));
	else
		append_more(text, length, ": %s", strerror(reason));
	errno = reason;
	return fill(err, status, NULL, text);
}

static const struct kind *kind_of(enum sb_status status)
{
	assert((size_t)status < SB_COUNT(kinds));
	return &kinds[status];
}

const char *sb_status_code(enum sb_status status)
{
	return kind_of(status)->code;
}

int sb_status_exit(enum sb_status status)
{
	return kind_of(status)->exit_status;
}

int sb_status_http(enum sb_status status)
{
	return kind_of(status)->http_status;
}
