/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the body of an addition as this program prints it, {"set":{...}} without blanks and escapes, in one walk and without a tree: most
 * bodies that replaying reads are that. Whatever else is met is left to the reader of JSON, which also says what is wrong with it.
 */
#include "effect.h"
#include "stockbook/text.h"
#include <string.h>

#define DIGITS_MOST 18 /* fit into 64 bits whatever they are */

struct reading {
	const char *at;
	struct sb_arena *arena;
};

static bool take(struct reading *reading, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(reading->at, word, length) != 0)
		return false;
	reading->at += length;
	return true;
}

/* The text between quotation marks, not terminated. */
static bool take_text(struct reading *reading, const char **text, size_t *length)
{
	const char *begin = reading->at + 1, *end = begin;
	size_t bad_at;

	if (*reading->at != '"')
		return false;
	while ((unsigned char)*end >= 0x20 && *end != '"' && *end != '\\')
		end++;
	if (*end != '"' || !sb_utf8_valid(begin, (size_t)(end - begin), &bad_at))
		return false;
	*text = begin;
	*length = (size_t)(end - begin);
	reading->at = end + 1;
	return true;
}

static bool take_number(struct reading *reading, int64_t *out)
{
	bool is_negative = *reading->at == '-';
	const char *begin = reading->at + is_negative, *end = begin;
	int64_t number = 0;

	while (*end >= '0' && *end <= '9' && end - begin < DIGITS_MOST)
		number = number * 10 + (*end++ - '0');
	/* neither 007 nor 1.5 nor 1e6 nor more digits */
	if (end == begin || (*begin == '0' && end - begin > 1) || !strchr(",}", *end) || !*end)
		return false;
	*out = is_negative ? -number : number;
	reading->at = end;
	return true;
}

static bool take_many(struct reading *reading, const char **out)
{
	sb_auto(buf) joined = SB_BUF_INIT;
	const char *part;
	size_t length;

	if (!take(reading, "["))
		return false;
	do {
		if (!take_text(reading, &part, &length) || length == 0 || memchr(part, '|', length))
			return false;
		if (joined.len)
			sb_buf_putc(&joined, '|');
		sb_buf_add(&joined, part, length);
	} while (take(reading, ","));
	*out = sb_arena_strndup(reading->arena, joined.data, joined.len);
	return take(reading, "]");
}

static bool take_value(struct reading *reading, enum sb_type type, struct sb_value *out)
{
	const char *text;
	size_t length;

	*out = (struct sb_value){ .type = type, .is_null = take(reading, "null") };
	if (out->is_null)
		return true;
	switch (type) {
	case SB_TEXT_TYPE:
		if (!take_text(reading, &text, &length))
			return false;
		out->s = sb_arena_strndup(reading->arena, text, length);
		return true;
	case SB_MANY_TYPE:
		return take_many(reading, &out->s);
	case SB_BOOL_TYPE:
		out->n = take(reading, "true");
		return out->n || take(reading, "false");
	default:
		return take_number(reading, &out->n);
	}
}

/* Members come in the order of the table of fields, so each is looked for behind the one before. */
static bool take_member(struct reading *reading, size_t *from, struct sb_product_change *out)
{
	const char *key;
	size_t length, field = *from;

	if (!take_text(reading, &key, &length) || !take(reading, ":"))
		return false;
	while (field < SB_PF_COUNT && (strncmp(sb_product_field_table[field].name, key, length) != 0 || sb_product_field_table[field].name[length]))
		field++;
	if (field == SB_PF_COUNT || !take_value(reading, sb_product_field_table[field].type, &out->value[field]))
		return false;
	out->given[field] = true;
	*from = field + 1;
	return true;
}

bool sb_effect_read_plain(const char *body, struct sb_arena *arena, struct sb_product_change *out)
{
	struct reading reading = { .at = body, .arena = arena };
	size_t from = 0;

	if (!take(&reading, "{\"set\":{"))
		return false;
	do {
		if (!take_member(&reading, &from, out))
			return false;
	} while (take(&reading, ","));
	return take(&reading, "}}") && !*reading.at;
}
