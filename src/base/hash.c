/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Digests of lists of fields. Every field goes in as one byte of kind, eight bytes of length (or the number itself), most
 * significant first, and then its bytes: no two different lists give the same input.
 */
#include "stockbook/id.h"
#include "hex.h"
#include <assert.h>
#include <sodium/crypto_hash_sha256.h>
#include <string.h>

static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct sb_hasher), "the library's state must fit");
static_assert(_Alignof(crypto_hash_sha256_state) <= _Alignof(struct sb_hasher), "the library's state must be aligned");
static_assert(crypto_hash_sha256_BYTES == SB_HASH_BYTES, "SHA-256 has 32 bytes");

enum field { FIELD_DOMAIN = 'd', FIELD_BYTES = 'b', FIELD_TEXT = 't', FIELD_NULL = 'n', FIELD_INT = 'i' };

static crypto_hash_sha256_state *inside(struct sb_hasher *hasher)
{
	return (crypto_hash_sha256_state *)(void *)hasher->state;
}

static void add_head(struct sb_hasher *hasher, enum field kind, uint64_t number)
{
	unsigned char head[9] = { (unsigned char)kind };

	for (int i = 0; i < 8; i++)
		head[1 + i] = (unsigned char)(number >> (56 - 8 * i));
	crypto_hash_sha256_update(inside(hasher), head, sizeof(head));
}

static void add_field(struct sb_hasher *hasher, enum field kind, const void *bytes, size_t count)
{
	add_head(hasher, kind, count);
	if (count)
		crypto_hash_sha256_update(inside(hasher), bytes, count);
}

void sb_hash_start(struct sb_hasher *hasher, const char *domain)
{
	crypto_hash_sha256_init(inside(hasher));
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
	crypto_hash_sha256_final(inside(hasher), out->bytes);
}

void sb_hash_print(const struct sb_hash *hash, struct sb_buf *out)
{
	char text[2 * SB_HASH_BYTES];

	for (size_t i = 0; i < SB_HASH_BYTES; i++)
		hex_put(text + 2 * i, hash->bytes[i]);
	sb_buf_add(out, text, sizeof(text));
}
