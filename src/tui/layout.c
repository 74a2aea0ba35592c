/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a scanner that types as a US keyboard turns into on terminals with other keyboards, read backwards. Only layouts
 * whose digit row needs Shift are here, because those turn every digit into something else and are recognised; where
 * just y and z change places nobody can know.
 */
#include "layout.h"

#include "scan.h"
#include "stockbook/text.h"
#include <string.h>

enum { DIGITS_LEAST = 4 }; /* fewer may be a word, as été is */

struct pair {
	int32_t typed; /* what the terminal read */
	char meant;
};

struct layout {
	const char *name;
	const char *digits[10];  /* what the keys of 0 to 9 give */
	const struct pair *rest; /* other keys that differ, ended by 0 */
};

/* The signs of the French layout by the US key they lie on. */
static const struct pair french[] = {
	{ 'a', 'q' }, { 'q', 'a' }, { 'z', 'w' }, { 'w', 'z' }, { 'A', 'Q' },  { 'Q', 'A' }, { 'Z', 'W' },
	{ 'W', 'Z' }, { ',', 'm' }, { '?', 'M' }, { ')', '-' }, { 0xb0, '_' }, { '!', '/' }, { ':', '.' },
	{ ';', ',' }, { '=', '=' }, { '+', '+' }, { 'M', ':' }, { 'm', ';' },  { 0, 0 },
};

static const struct pair belgian[] = {
	{ 'a', 'q' }, { 'q', 'a' }, { 'z', 'w' }, { 'w', 'z' },  { 'A', 'Q' }, { 'Q', 'A' }, { 'Z', 'W' }, { 'W', 'Z' },
	{ ',', 'm' }, { '?', 'M' }, { ')', '-' }, { 0xb0, '_' }, { '=', '/' }, { ':', '.' }, { ';', ',' }, { 0, 0 },
};

static const struct pair czech[] = {
	{ 'z', 'y' }, { 'y', 'z' }, { 'Z', 'Y' }, { 'Y', 'Z' }, { '=', '-' }, { '%', '_' }, { '-', '/' }, { 0, 0 },
};

static const struct layout layouts[] = {
	{ "AZERTY (FR)", { "à", "&", "é", "\"", "'", "(", "-", "è", "_", "ç" }, french },
	{ "AZERTY (BE)", { "à", "&", "é", "\"", "'", "(", "§", "è", "!", "ç" }, belgian },
	{ "QWERTZ (CZ)", { "é", "+", "ě", "š", "č", "ř", "ž", "ý", "á", "í" }, czech },
};

static int digit_typed(const struct layout *layout, int32_t c)
{
	for (int digit = 0; digit < 10; digit++) {
		const char *at = layout->digits[digit];

		if (sb_utf8_next(&at, at + strlen(at)) == c)
			return digit;
	}
	return -1;
}

/* 0 when no key of the layout gives this. */
static char meant_by(const struct layout *layout, int32_t c)
{
	for (const struct pair *pair = layout->rest; pair->typed; pair++)
		if (pair->typed == c)
			return pair->meant;
	return c > ' ' && c < 0x7f ? (char)c : 0;
}

/* Whether it is sure that `text` came through this layout, with what was meant. */
static bool restore(const struct layout *layout, const char *text, struct sb_buf *code)
{
	const char *at = text, *end = text + strlen(text);
	int digits = 0, accents = 0, characters = 0;

	while (at < end) {
		int32_t c = sb_utf8_next(&at, end);
		int digit = digit_typed(layout, c);
		char meant = digit >= 0 ? (char)('0' + digit) : meant_by(layout, c);

		if (!meant || (c >= '0' && c <= '9'))
			return false;
		characters++;
		digits += digit >= 0;
		accents += digit >= 0 && c > 0x7f;
		sb_buf_putc(code, meant);
	}
	return digits >= DIGITS_LEAST && digits * 2 >= characters &&
	       (accents > 0 || sb_scan_check(code->data) == SB_CHECK_GOOD);
}

const char *sb_layout_restore(const char *text, struct sb_buf *out)
{
	const struct layout *found = NULL;
	sb_auto(buf) best = SB_BUF_INIT;

	/* Two layouts may both be able to type it: the one whose check digit fits, else the first. */
	for (size_t i = 0; i < SB_COUNT(layouts); i++) {
		sb_auto(buf) code = SB_BUF_INIT;

		if (!restore(&layouts[i], text, &code))
			continue;
		if (found && sb_scan_check(code.data) != SB_CHECK_GOOD)
			continue;
		found = &layouts[i];
		sb_buf_clear(&best);
		sb_buf_puts(&best, code.data);
		if (sb_scan_check(code.data) == SB_CHECK_GOOD)
			break;
	}
	if (!found)
		return NULL;
	sb_buf_puts(out, best.data);
	return found->name;
}
