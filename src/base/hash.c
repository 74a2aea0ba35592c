/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Digests of lists of fields. Every field goes in as one byte of kind, eight bytes of length (or the number itself), most
 * significant first, and then its bytes: no two different lists give the same input. SHA-256 is nettle's, which uses the processor's own
 * instructions for it where there are any.
 */
#include "stockbook/id.h"
#include "hex.h"
#include <assert.h>
#include <nettle/sha2.h>
#include <string.h>

static_assert(sizeof(struct sha256_ctx) <= sizeof(struct sb_hasher), "the library's state must fit");
static_assert(_Alignof(struct sha256_ctx) <= _Alignof(struct sb_hasher), "the library's state must be aligned");
static_assert(SHA256_DIGEST_SIZE == SB_HASH_BYTES, "SHA-256 has 32 bytes");

enum field { FIELD_DOMAIN = 'd', FIELD_BYTES = 'b', FIELD_TEXT = 't', FIELD_NULL = 'n', FIELD_INT = 'i' };

static struct sha256_ctx *inside(struct sb_hasher *hasher)
{
	return (struct sha256_ctx *)(void *)hasher->state;
}

static void add_head(struct sb_hasher *hasher, enum field kind, uint64_t number)
{
	unsigned char head[9] = { (unsigned char)kind };

	for (int i = 0; i < 8; i++)
		head[1 + i] = (unsigned char)(number >> (56 - 8 * i));
	sha256_update(inside(hasher), sizeof(head), head);
}

static void add_field(struct sb_hasher *hasher, enum field kind, const void *bytes, size_t count)
{
	add_head(hasher, kind, count);
	if (count)
		sha256_update(inside(hasher), count, bytes);
}

void sb_hash_start(struct sb_hasher *hasher, const char *domain)
{
	sha256_init(inside(hasher));
	add_field(hasher, FIELD_DOMAIN, domain, strlen(domain));
}

void sb_hash_bytes(struct sb_hasher *hasher, const void *bytes, size_t count)
{
	add_field(hasher, FIELD_BYTES, bytes, count);
}

void sb_hash_text(struct sb_hasher *hasher, const char *text)
{
	add_field(hasher, text ? FIELD_TEXT : FIELD_NULL, text, text ? strlen(text) : 0);
}

void sb_hash_int(struct sb_hasher *hasher, int64_t value)
{
	add_head(hasher, FIELD_INT, (uint64_t)value);
}

void sb_hash_end(struct sb_hasher *hasher, struct sb_hash *out)
{
	sha256_digest(inside(hasher), sizeof(out->bytes), out->bytes);
}

void sb_hash_print(const struct sb_hash *hash, struct sb_buf *out)
{
	char text[2 * SB_HASH_BYTES];

	for (size_t i = 0; i < SB_HASH_BYTES; i++)
		hex_put(text + 2 * i, hash->bytes[i]);
	sb_buf_add(out, text, sizeof(text));
}
