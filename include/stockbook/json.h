/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON, written by us (numbers exactly, keys in the order given: the text is canonical) and read by
 * jansson behind this header (strict: UTF-8, no duplicate keys, depth 64, integers within 64 bits).
 */
#ifndef STOCKBOOK_JSON_H
#define STOCKBOOK_JSON_H

#include "stockbook/buf.h"
#include "stockbook/error.h"

/* A writer keeps the commas. Values outside an object pass key NULL. */
struct sb_json {
	struct sb_buf *out;
	int depth;
	uint64_t has_items; /* one bit a depth */
};

void sb_json_init(struct sb_json *json, struct sb_buf *out);
void sb_json_open(struct sb_json *json, const char *key, char bracket); /* '{' or '[' */
void sb_json_close(struct sb_json *json, char bracket);			/* '}' or ']' */
void sb_json_text(struct sb_json *json, const char *key, const char *value); /* NULL writes null */
void sb_json_int(struct sb_json *json, const char *key, int64_t value);
void sb_json_bool(struct sb_json *json, const char *key, bool value);
void sb_json_null(struct sb_json *json, const char *key);
/* Already JSON: a number such as 1.25, or a whole value. */
void sb_json_raw(struct sb_json *json, const char *key, const char *value);
void sb_json_quote(struct sb_buf *out, const char *text); /* "…" with escapes */

/* A value read: borrowed parts live until the document is freed. */
struct sb_json_doc;
struct sb_json_value; /* an object member, array element or the root; opaque */

enum sb_status sb_json_parse(const char *text, size_t bytes, struct sb_json_doc **out, struct sb_error *err) SB_CHECKED;
void sb_json_doc_free(struct sb_json_doc *doc);
SB_OWNABLE(json_doc, sb_json_doc_free)

const struct sb_json_value *sb_json_root(const struct sb_json_doc *doc);
const struct sb_json_value *sb_json_find(const struct sb_json_value *object, const char *key); /* NULL: absent */
size_t sb_json_count(const struct sb_json_value *array_or_object);
const struct sb_json_value *sb_json_at(const struct sb_json_value *array, size_t index);
/* Members in their order: call with *at = NULL first; false at the end. */
bool sb_json_each(const struct sb_json_value *object, void **at, const char **key, const struct sb_json_value **value);
const char *sb_json_as_text(const struct sb_json_value *value);		  /* NULL: not a string */
bool sb_json_as_int(const struct sb_json_value *value, int64_t *out);	  /* false: not an integer */
/* Appends a number as decimal text without exponent, such as 3 or 1.25; exact up to 15 digits. false: no number, or 10^15 and more. */
bool sb_json_as_number(const struct sb_json_value *value, struct sb_buf *out);
bool sb_json_as_bool(const struct sb_json_value *value, bool *out);
bool sb_json_is_null(const struct sb_json_value *value);

#endif
