/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How keys are written: names, C- M- S- in front, one spelling for each key. */
#include "decode_keys.h"
#include "keys.h"
#include "stockbook/text.h"
#include <string.h>

static const struct {
	const char *word;
	uint32_t key;
} names[] = {
#define K(symbol, word_) { .word = word_, .key = SB_KEY_##symbol },
	SB_NAMED_KEYS(K)
#undef K
		{ "Space", ' ' },
};

static const struct {
	char letter;
	unsigned mod;
} modifiers[] = { { 'C', SB_MOD_CTRL }, { 'M', SB_MOD_ALT }, { 'S', SB_MOD_SHIFT } };

static unsigned modifier_of(char letter)
{
	for (size_t i = 0; i < SB_COUNT(modifiers); i++)
		if (modifiers[i].letter == letter)
			return modifiers[i].mod;
	return 0;
}

static uint32_t key_named(const char *text)
{
	const char *at = text, *end = text + strlen(text);

	for (size_t i = 0; i < SB_COUNT(names); i++)
		if (strcmp(names[i].word, text) == 0)
			return names[i].key;
	int32_t c = at < end ? sb_utf8_next(&at, end) : 0;

	return at == end && c > ' ' && c != 0x7f ? (uint32_t)c : 0;
}

/* Control characters that are keys of their own: a terminal sends the same for both. */
static struct sb_chord as_sent(struct sb_chord chord)
{
	static const struct {
		uint32_t letter, key;
	} same[] = { { 'i', SB_KEY_TAB }, { 'm', SB_KEY_ENTER }, { '[', SB_KEY_ESC }, { 'h', SB_KEY_BACKSPACE } };

	if (chord.mods & SB_MOD_CTRL)
		for (size_t i = 0; i < SB_COUNT(same); i++)
			if (same[i].letter == chord.key)
				return (struct sb_chord){ same[i].key, chord.mods & ~(unsigned)SB_MOD_CTRL };
	return chord;
}

bool sb_chord_parse(const char *text, struct sb_chord *out)
{
	unsigned mods = 0;

	while (text[0] && text[1] == '-' && text[2] && modifier_of(text[0])) {
		mods |= modifier_of(text[0]);
		text += 2;
	}
	uint32_t key = key_named(text);

	if (!key)
		return false;
	*out = as_sent(sb_chord_normal(key, mods));
	return true;
}

void sb_chord_print(struct sb_chord chord, struct sb_buf *out)
{
	for (size_t i = 0; i < SB_COUNT(modifiers); i++)
		if (chord.mods & modifiers[i].mod)
			sb_buf_printf(out, "%c-", modifiers[i].letter);
	for (size_t i = 0; i < SB_COUNT(names); i++)
		if (names[i].key == chord.key) {
			sb_buf_puts(out, names[i].word);
			return;
		}
	sb_utf8_put(out, (int32_t)chord.key);
}

static bool is_small_letter(uint32_t key)
{
	return key >= 'a' && key <= 'z';
}

/* Keys that have other words on them in other countries. */
static const struct {
	uint32_t key;
	const char *word;
} printed[] = {
	{ ' ', NC_("keyboard", "Space") },
	{ SB_KEY_BACKSPACE, NC_("keyboard", "BSpace") },
	{ SB_KEY_UP, NC_("keyboard", "Up") },
	{ SB_KEY_DOWN, NC_("keyboard", "Down") },
	{ SB_KEY_LEFT, NC_("keyboard", "Left") },
	{ SB_KEY_RIGHT, NC_("keyboard", "Right") },
	{ SB_KEY_HOME, NC_("keyboard", "Home") },
	{ SB_KEY_END, NC_("keyboard", "End") },
	{ SB_KEY_PAGE_UP, NC_("keyboard", "PgUp") },
	{ SB_KEY_PAGE_DOWN, NC_("keyboard", "PgDn") },
	{ SB_KEY_INSERT, NC_("keyboard", "Ins") },
	{ SB_KEY_DELETE, NC_("keyboard", "Del") },
};

static void show_key(uint32_t key, struct sb_buf *out)
{
	for (size_t i = 0; i < SB_COUNT(printed); i++)
		if (printed[i].key == key) {
			sb_buf_puts(out, _(printed[i].word));
			return;
		}
	sb_chord_print((struct sb_chord){ .key = key }, out);
}

void sb_chord_show(struct sb_chord chord, struct sb_buf *out)
{
	bool is_letter = is_small_letter(chord.key);

	if (chord.mods & SB_MOD_CTRL)
		sb_buf_puts(out, is_letter && chord.mods == SB_MOD_CTRL ? "^" : _("Ctrl-"));
	if (chord.mods & SB_MOD_ALT)
		sb_buf_puts(out, _("Alt-"));
	if (chord.mods & SB_MOD_SHIFT)
		sb_buf_puts(out, _("Shift-"));
	if (is_letter && chord.mods)
		chord.key -= 'a' - 'A';
	show_key(chord.key, out);
}
