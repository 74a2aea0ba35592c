/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cursors: version, digest of list and order, the values of the row's keys and a check sum, in the URL-safe alphabet of
 * RFC 4648. A cursor that was changed, cut or made for another list or order is refused; one whose row has gone since
 * still marks its place.
 */
#include "list_plan.h"
#include <string.h>

#define CURSOR_VERSION   1
#define CURSOR_CHARS_MAX 16384

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static void put_number(struct sb_buf *out, uint64_t number, int bytes)
{
	for (int i = 0; i < bytes; i++)
		sb_buf_putc(out, (char)(number >> (8 * i) & 0xff));
}

static uint32_t check_sum(const char *bytes, size_t count)
{
	uint32_t hash = UINT32_C(0x811c9dc5);

	for (size_t i = 0; i < count; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * UINT32_C(0x01000193);
	return hash;
}

static const char *armour(struct sb_arena *arena, const struct sb_buf *bytes)
{
	char *text = sb_arena_alloc(arena, bytes->len * 4 / 3 + 4), *at = text;

	for (size_t i = 0; i < bytes->len; i += 3) {
		size_t left = bytes->len - i < 3 ? bytes->len - i : 3;
		uint32_t group = 0;
		for (size_t j = 0; j < 3; j++)
			group = group << 8 | (j < left ? (unsigned char)bytes->data[i + j] : 0);
		for (size_t j = 0; j <= left; j++)
			*at++ = alphabet[group >> (18 - 6 * j) & 63];
	}
	*at = '\0';
	return text;
}

static bool unarmour(const char *text, struct sb_buf *out)
{
	uint32_t group = 0;
	int bits = 0;

	for (; *text; text++) {
		const char *digit = strchr(alphabet, *text);
		if (!digit)
			return false;
		group = group << 6 | (uint32_t)(digit - alphabet);
		bits += 6;
		if (bits < 8)
			continue;
		bits -= 8;
		sb_buf_putc(out, (char)(group >> bits & 0xff));
		group &= (UINT32_C(1) << bits) - 1;
	}
	return group == 0 && bits < 6;
}

const char *sb_cursor_encode(const struct sb_plan *plan, const struct sb_key_value *values)
{
	sb_auto(buf) bytes = SB_BUF_INIT;

	sb_buf_putc(&bytes, CURSOR_VERSION);
	put_number(&bytes, plan->signature, 8);
	for (size_t i = 0; i < plan->key_count; i++) {
		const struct sb_key_value *value = &values[i];
		sb_buf_putc(&bytes, value->is_null ? 'n' : plan->keys[i].is_text ? 't' : 'i');
		if (value->is_null)
			continue;
		if (!plan->keys[i].is_text) {
			put_number(&bytes, (uint64_t)value->n, 8);
			continue;
		}
		put_number(&bytes, strlen(value->s), 4);
		sb_buf_puts(&bytes, value->s);
	}
	put_number(&bytes, check_sum(bytes.data, bytes.len), 4);
	return armour(plan->arena, &bytes);
}

/* What is left to read of a cursor. */
struct rest {
	const char *at;
	size_t count;
};

static bool take_number(struct rest *rest, int bytes, uint64_t *out)
{
	if (rest->count < (size_t)bytes)
		return false;
	*out = 0;
	for (int i = 0; i < bytes; i++)
		*out |= (uint64_t)(unsigned char)rest->at[i] << (8 * i);
	rest->at += bytes;
	rest->count -= (size_t)bytes;
	return true;
}

static bool take_text(struct rest *rest, struct sb_arena *arena, const char **out)
{
	uint64_t length;

	if (!take_number(rest, 4, &length) || length > rest->count || memchr(rest->at, '\0', length))
		return false;
	*out = sb_arena_strndup(arena, rest->at, length);
	rest->at += length;
	rest->count -= length;
	return true;
}

static bool take_value(struct rest *rest, struct sb_arena *arena, const struct sb_key *key, struct sb_key_value *out)
{
	uint64_t mark, number;

	*out = (struct sb_key_value){ .n = SB_NONE };
	if (!take_number(rest, 1, &mark))
		return false;
	if (mark == 'n') {
		out->is_null = true;
		return key->nulls;
	}
	if (mark != (key->is_text ? 't' : 'i'))
		return false;
	if (key->is_text)
		return take_text(rest, arena, &out->s);
	if (!take_number(rest, 8, &number))
		return false;
	out->n = (int64_t)number;
	return true;
}

static bool decode(struct sb_plan *plan, const char *cursor)
{
	sb_auto(buf) bytes = SB_BUF_INIT;
	uint64_t version, signature, sum;

	if (strnlen(cursor, CURSOR_CHARS_MAX + 1) > CURSOR_CHARS_MAX || !unarmour(cursor, &bytes) || bytes.len < 13)
		return false;
	struct rest end = { .at = bytes.data + bytes.len - 4, .count = 4 };
	if (!take_number(&end, 4, &sum) || sum != check_sum(bytes.data, bytes.len - 4))
		return false;
	struct rest rest = { .at = bytes.data, .count = bytes.len - 4 };
	if (!take_number(&rest, 1, &version) || version != CURSOR_VERSION)
		return false;
	if (!take_number(&rest, 8, &signature) || signature != plan->signature)
		return false;
	for (size_t i = 0; i < plan->key_count; i++)
		if (!take_value(&rest, plan->arena, &plan->keys[i], &plan->place[i]))
			return false;
	return rest.count == 0;
}

enum sb_status sb_cursor_decode(struct sb_plan *plan, const char *cursor, struct sb_error *err)
{
	if (decode(plan, cursor))
		return SB_OK;
	return sb_fail_field(err, SB_INVALID, "after",
			     _("this cursor does not belong to this list and sort: begin with the first page"));
}
