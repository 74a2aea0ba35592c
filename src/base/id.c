/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Identities: UUID version 7 (RFC 9562), and the random bytes they are made of. */
#include "stockbook/id.h"
#include "hex.h"
#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define TEXT_LENGTH 36

/* SplitMix64 (Steele, Lea, Flood 2014): small, and the same everywhere. */
static uint64_t next_seeded(uint64_t *state)
{
	uint64_t mixed = *state += UINT64_C(0x9E3779B97F4A7C15);

	mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
	return mixed ^ (mixed >> 31);
}

static void fill_from_system(unsigned char *bytes, size_t count)
{
	while (count) {
		ssize_t got = getrandom(bytes, count, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			abort(); /* a guessable id would be worse */
		bytes += got;
		count -= (size_t)got;
	}
}

static void fill_from_seed(uint64_t *state, unsigned char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i += 8) {
		uint64_t word = next_seeded(state);

		for (size_t k = 0; k < 8 && i + k < count; k++)
			bytes[i + k] = (unsigned char)(word >> (8 * k));
	}
}

void sb_random_fill(struct sb_random *random, void *bytes, size_t count)
{
	if (random->seeded)
		fill_from_seed(&random->state, bytes, count);
	else
		fill_from_system(bytes, count);
}

uint64_t sb_random_below(struct sb_random *random, uint64_t limit)
{
	assert(limit > 0);
	uint64_t uneven = (UINT64_MAX - limit + 1) % limit; /* 2^64 mod limit: words below it would favour small results */
	uint64_t word;

	do
		sb_random_fill(random, &word, sizeof(word));
	while (word < uneven);
	return word % limit;
}

void sb_id_new(struct sb_id *out, int64_t now, struct sb_random *random)
{
	uint64_t ms = now > 0 ? (uint64_t)now : 0;

	sb_random_fill(random, out->bytes + 6, SB_ID_BYTES - 6);
	for (int i = 0; i < 6; i++)
		out->bytes[i] = (uint8_t)(ms >> (40 - 8 * i));
	out->bytes[6] = (uint8_t)(0x70 | (out->bytes[6] & 0x0F));
	out->bytes[8] = (uint8_t)(0x80 | (out->bytes[8] & 0x3F));
}

void sb_id_print(const struct sb_id *id, struct sb_buf *out)
{
	char text[TEXT_LENGTH];
	size_t at = 0;

	for (size_t i = 0; i < SB_ID_BYTES; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			text[at++] = '-';
		hex_put(text + at, id->bytes[i]);
		at += 2;
	}
	sb_buf_add(out, text, sizeof(text));
}

bool sb_id_parse(const char *text, struct sb_id *out)
{
	struct sb_id id;
	size_t at = 0;

	if (strnlen(text, TEXT_LENGTH + 1) != TEXT_LENGTH)
		return false;
	for (size_t i = 0; i < SB_ID_BYTES; i++) {
		if ((i == 4 || i == 6 || i == 8 || i == 10) && text[at++] != '-')
			return false;

		int high = hex_digit(text[at]), low = hex_digit(text[at + 1]);

		if (high < 0 || low < 0)
			return false;
		id.bytes[i] = (uint8_t)(high << 4 | low);
		at += 2;
	}
	*out = id;
	return true;
}

bool sb_id_equal(const struct sb_id *a, const struct sb_id *b)
{
	return memcmp(a->bytes, b->bytes, SB_ID_BYTES) == 0;
}
