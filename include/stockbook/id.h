/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Identities and digests: UUID version 7 (RFC 9562), SHA-256 (FIPS 180-4), random bytes from a source that tests can seed. */
#ifndef STOCKBOOK_ID_H
#define STOCKBOOK_ID_H

#include "stockbook/buf.h"

#define SB_ID_BYTES   16
#define SB_HASH_BYTES 32

struct sb_id {
	uint8_t bytes[SB_ID_BYTES];
};
struct sb_hash {
	uint8_t bytes[SB_HASH_BYTES];
};

/* Where randomness comes from: the system, or a seed (demo book, tests) that repeats itself. */
struct sb_random {
	bool seeded;
	uint64_t state;
};
void sb_random_fill(struct sb_random *random, void *bytes, size_t count);
uint64_t sb_random_below(struct sb_random *random, uint64_t limit); /* 0 <= result < limit, unbiased */

void sb_id_new(struct sb_id *out, int64_t now, struct sb_random *random);
void sb_id_print(const struct sb_id *id, struct sb_buf *out); /* 8-4-4-4-12, lower case */
bool sb_id_parse(const char *text, struct sb_id *out);	      /* false: not a UUID */
bool sb_id_equal(const struct sb_id *a, const struct sb_id *b);

/* A digest of length-prefixed fields, so that no two lists of fields read the same. */
struct sb_hasher {
	uint64_t state[32]; /* the library's own state lies inside */
};
void sb_hash_start(struct sb_hasher *hasher, const char *domain);
void sb_hash_bytes(struct sb_hasher *hasher, const void *bytes, size_t count);
void sb_hash_text(struct sb_hasher *hasher, const char *text); /* NULL differs from "" */
void sb_hash_int(struct sb_hasher *hasher, int64_t value);
void sb_hash_end(struct sb_hasher *hasher, struct sb_hash *out);
void sb_hash_print(const struct sb_hash *hash, struct sb_buf *out); /* hexadecimal */

#endif
