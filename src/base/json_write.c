/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON as we write it: no blanks, keys as given, the shortest escapes, numbers exactly. The same facts give the same bytes. */
#include "stockbook/json.h"
#include "stockbook/text.h"
#include "hex.h"
#include <assert.h>
#include <string.h>

#define MOST_DEPTH 63

void sb_json_init(struct sb_json *json, struct sb_buf *out)
{
	*json = (struct sb_json){ .out = out };
}

/* What follows the backslash; 'u': \u00xx; '8': part of UTF-8, to be looked at; 0: the byte stands as it is. */
static inline char escape_of(unsigned char c)
{
	static const char letters[] = { ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r' };

	if (c >= 0x80)
		return '8';
	if (c >= 0x20 && c != 0x7F)
		return c == '"' || c == '\\' ? (char)c : 0;
	return c < sizeof(letters) && letters[c] ? letters[c] : 'u';
}

static void put_unicode_escape(struct sb_buf *out, uint8_t c)
{
	char text[] = "\\u0000";

	hex_put(text + 4, c);
	sb_buf_add(out, text, 6);
}

/* C1 controls are escaped, so that JSON may be shown on a terminal; bad bytes become U+FFFD, so that it is JSON. */
static const char *put_beyond_ascii(struct sb_buf *out, const char *at, const char *end)
{
	int32_t c = sb_utf8_next(&at, end);

	if (c >= 0x80 && c <= 0x9F)
		put_unicode_escape(out, (uint8_t)c);
	else
		sb_utf8_put(out, c);
	return at;
}

void sb_json_quote(struct sb_buf *out, const char *text)
{
	const char *end = text + strlen(text), *run = text;

	sb_buf_putc(out, '"');
	while (text < end) {
		char escape = escape_of((unsigned char)*text);

		if (!escape) {
			text++;
			continue;
		}
		sb_buf_add(out, run, (size_t)(text - run));
		if (escape == '8') {
			text = put_beyond_ascii(out, text, end);
		} else if (escape == 'u') {
			put_unicode_escape(out, (uint8_t)*text++);
		} else {
			sb_buf_putc(out, '\\');
			sb_buf_putc(out, escape);
			text++;
		}
		run = text;
	}
	sb_buf_add(out, run, (size_t)(text - run));
	sb_buf_putc(out, '"');
}

static void start_item(struct sb_json *json, const char *key)
{
	uint64_t bit = UINT64_C(1) << json->depth;

	if (json->has_items & bit)
		sb_buf_putc(json->out, ',');
	json->has_items |= bit;
	if (key) {
		sb_json_quote(json->out, key);
		sb_buf_putc(json->out, ':');
	}
}

void sb_json_open(struct sb_json *json, const char *key, char bracket)
{
	assert(bracket == '{' || bracket == '[');
	assert(json->depth < MOST_DEPTH);
	start_item(json, key);
	sb_buf_putc(json->out, bracket);
	json->depth++;
	json->has_items &= ~(UINT64_C(1) << json->depth);
}

void sb_json_close(struct sb_json *json, char bracket)
{
	assert(bracket == '}' || bracket == ']');
	assert(json->depth > 0);
	sb_buf_putc(json->out, bracket);
	json->depth--;
}

void sb_json_text(struct sb_json *json, const char *key, const char *value)
{
	start_item(json, key);
	if (value)
		sb_json_quote(json->out, value);
	else
		sb_buf_puts(json->out, "null");
}

static void put_int(struct sb_buf *out, int64_t value)
{
	char text[20], *end = text + sizeof(text), *at = end;
	uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do
		*--at = (char)('0' + size % 10);
	while (size /= 10);
	if (value < 0)
		*--at = '-';
	sb_buf_add(out, at, (size_t)(end - at));
}

void sb_json_int(struct sb_json *json, const char *key, int64_t value)
{
	start_item(json, key);
	put_int(json->out, value);
}

void sb_json_bool(struct sb_json *json, const char *key, bool value)
{
	start_item(json, key);
	sb_buf_puts(json->out, value ? "true" : "false");
}

void sb_json_null(struct sb_json *json, const char *key)
{
	sb_json_raw(json, key, "null");
}

void sb_json_raw(struct sb_json *json, const char *key, const char *value)
{
	start_item(json, key);
	sb_buf_puts(json->out, value);
}
