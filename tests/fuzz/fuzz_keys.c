/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes a terminal may send. However reads split them the decoder says the same; control characters never become
 * text; after some silence neither the decoder nor the scanner holds anything back.
 */
#include "tui/decode.h"
#include "tui/scan.h"
#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct digest {
	uint64_t hash;
	size_t inputs, scans;
	struct sb_scanner *scanner;
};

static void mix(struct digest *digest, const void *bytes, size_t count)
{
	const unsigned char *at = bytes;

	for (size_t i = 0; i < count; i++)
		digest->hash = (digest->hash ^ at[i]) * UINT64_C(0x100000001b3);
}

static void hear(void *with, const struct sb_input *input)
{
	struct digest *digest = with;

	digest->inputs++;
	mix(digest, &input->kind, sizeof(input->kind));
	if (input->kind == SB_INPUT_KEY) {
		assert(input->key.key && !(input->key.key < ' ') && !(input->key.key >= 0x7f && input->key.key < 0xa0));
		assert(input->key.key < (uint32_t)SB_KEY_AFTER_LAST);
		mix(digest, &input->key, sizeof(input->key));
	}
	if (input->kind == SB_INPUT_PASTE) {
		assert(input->bytes <= 3 * SB_PASTE_BYTES_MAX && strlen(input->text) == input->bytes);
		mix(digest, input->text, input->bytes);
	}
	digest->scans += input->kind == SB_INPUT_SCAN;
	if (input->kind == SB_INPUT_MOUSE)
		mix(digest, &input->row, sizeof(input->row));
	if (digest->scanner)
		sb_scanner_take(digest->scanner, input);
}

static struct digest decode(const uint8_t *data, size_t size, size_t step)
{
	struct digest digest = { .hash = 1 };
	sb_owned(decoder) decoder = sb_decoder_new((struct sb_sink){ hear, &digest });

	for (size_t at = 0; at < size; at += step)
		sb_decoder_feed(decoder, data + at, size - at < step ? size - at : step, (int64_t)at);
	sb_decoder_expire(decoder, (int64_t)size + 10000);
	assert(sb_decoder_deadline(decoder) == SB_NONE);
	assert(digest.inputs <= size + 1);
	return digest;
}

/* With scanner and clock: each byte comes after as many milliseconds as the one before it says. */
static void scan(const uint8_t *data, size_t size)
{
	struct digest out = { .hash = 1 }, in = { .hash = 1 };
	struct sb_scan_rules rules;
	struct sb_error err = SB_ERROR_INIT;
	int64_t now = 0;

	if (sb_scan_rules_parse(size % 3 ? "" : "~", size % 2 ? "enter" : "none", 30, &rules, &err))
		abort();
	sb_owned(scanner) scanner = sb_scanner_new(&rules, (struct sb_sink){ hear, &out });
	sb_owned(decoder) decoder = sb_decoder_new((struct sb_sink){ hear, &in });

	in.scanner = scanner;
	sb_scanner_focus(scanner, size % 5 == 0);
	for (size_t i = 0; i < size; i++) {
		sb_decoder_feed(decoder, data + i, 1, now);
		now += i ? data[i - 1] % 100 : 0;
		sb_scanner_expire(scanner, now);
	}
	sb_decoder_expire(decoder, now + 10000);
	sb_scanner_expire(scanner, now + 20000);
	assert(sb_scanner_deadline(scanner) == SB_NONE);
	/* A scan may come besides the characters it takes back, but nothing else is ever made of nothing. */
	assert(out.inputs - out.scans <= in.inputs && out.scans <= in.inputs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct digest whole = decode(data, size, size + 1), bytes = decode(data, size, 1), some = decode(data, size, 7);

	assert(whole.hash == bytes.hash && whole.inputs == bytes.inputs && whole.hash == some.hash);
	scan(data, size);
	return 0;
}
