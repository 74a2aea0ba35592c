/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables of what terminals send for their keys: xterm and its many kin, VT220 and the Linux console, rxvt, xterm's
 * modifyOtherKeys, and the CSI u of kitty. Nothing here depends on the terminal's name: the same sequence means
 * the same key wherever it comes from, so a wrong TERM does no harm.
 */
#include "decode_keys.h"

enum { MOD_SUPER = 8, MOD_HYPER = 16, MOD_META = 32 };

static const struct sb_chord NO_KEY;

struct row {
	int code;
	uint32_t key;
};

static uint32_t look_up(const struct row *rows, size_t count, int code)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].code == code)
			return rows[i].key;
	return 0;
}

/* CSI letter and SS3 letter. */
static const struct row letters[] = {
	{ 'A', SB_KEY_UP },  { 'B', SB_KEY_DOWN }, { 'C', SB_KEY_RIGHT }, { 'D', SB_KEY_LEFT }, { 'H', SB_KEY_HOME },
	{ 'F', SB_KEY_END }, { 'P', SB_KEY_F1 },   { 'Q', SB_KEY_F2 },    { 'R', SB_KEY_F3 },   { 'S', SB_KEY_F4 },
};

/* rxvt: Shift with CSI, Ctrl with SS3. */
static const struct row small_arrows[] = {
	{ 'a', SB_KEY_UP },
	{ 'b', SB_KEY_DOWN },
	{ 'c', SB_KEY_RIGHT },
	{ 'd', SB_KEY_LEFT },
};

/* CSI number ~ */
static const struct row tildes[] = {
	{ 1, SB_KEY_HOME },      { 2, SB_KEY_INSERT }, { 3, SB_KEY_DELETE }, { 4, SB_KEY_END },  { 5, SB_KEY_PAGE_UP },
	{ 6, SB_KEY_PAGE_DOWN }, { 7, SB_KEY_HOME },   { 8, SB_KEY_END },    { 11, SB_KEY_F1 },  { 12, SB_KEY_F2 },
	{ 13, SB_KEY_F3 },       { 14, SB_KEY_F4 },    { 15, SB_KEY_F5 },    { 17, SB_KEY_F6 },  { 18, SB_KEY_F7 },
	{ 19, SB_KEY_F8 },       { 20, SB_KEY_F9 },    { 21, SB_KEY_F10 },   { 23, SB_KEY_F11 }, { 24, SB_KEY_F12 },
	{ 25, SB_KEY_F13 },      { 26, SB_KEY_F14 },   { 28, SB_KEY_F15 },   { 29, SB_KEY_F16 }, { 31, SB_KEY_F17 },
	{ 32, SB_KEY_F18 },      { 33, SB_KEY_F19 },   { 34, SB_KEY_F20 },
};

/* The keypad in application mode. */
static const struct row keypad[] = {
	{ 'M', SB_KEY_ENTER }, { 'I', SB_KEY_TAB }, { ' ', ' ' }, { 'X', '=' }, { 'j', '*' },
	{ 'k', '+' },          { 'l', ',' },        { 'm', '-' }, { 'n', '.' }, { 'o', '/' },
	{ 'p', '0' },          { 'q', '1' },        { 'r', '2' }, { 's', '3' }, { 't', '4' },
	{ 'u', '5' },          { 'v', '6' },        { 'w', '7' }, { 'x', '8' }, { 'y', '9' },
};

/* Keys that CSI u and modifyOtherKeys number: C0 codes and kitty's private ones. */
static const struct row numbered[] = {
	{ 8, SB_KEY_BACKSPACE },
	{ 9, SB_KEY_TAB },
	{ 13, SB_KEY_ENTER },
	{ 27, SB_KEY_ESC },
	{ 127, SB_KEY_BACKSPACE },
	{ 57376, SB_KEY_F13 },
	{ 57377, SB_KEY_F14 },
	{ 57378, SB_KEY_F15 },
	{ 57379, SB_KEY_F16 },
	{ 57380, SB_KEY_F17 },
	{ 57381, SB_KEY_F18 },
	{ 57382, SB_KEY_F19 },
	{ 57383, SB_KEY_F20 },
	{ 57399, '0' },
	{ 57400, '1' },
	{ 57401, '2' },
	{ 57402, '3' },
	{ 57403, '4' },
	{ 57404, '5' },
	{ 57405, '6' },
	{ 57406, '7' },
	{ 57407, '8' },
	{ 57408, '9' },
	{ 57409, '.' },
	{ 57410, '/' },
	{ 57411, '*' },
	{ 57412, '-' },
	{ 57413, '+' },
	{ 57414, SB_KEY_ENTER },
	{ 57415, '=' },
	{ 57416, ',' },
	{ 57417, SB_KEY_LEFT },
	{ 57418, SB_KEY_RIGHT },
	{ 57419, SB_KEY_UP },
	{ 57420, SB_KEY_DOWN },
	{ 57421, SB_KEY_PAGE_UP },
	{ 57422, SB_KEY_PAGE_DOWN },
	{ 57423, SB_KEY_HOME },
	{ 57424, SB_KEY_END },
	{ 57425, SB_KEY_INSERT },
	{ 57426, SB_KEY_DELETE },
};

#define LOOK_UP(table, code) look_up(table, SB_COUNT(table), code)

struct sb_csi sb_csi_parse(const char *bytes, size_t count, char final)
{
	struct sb_csi csi = { .final = final };
	int part = 0;

	for (size_t i = 0; i < count; i++) {
		char c = bytes[i];

		if (c >= '0' && c <= '9') {
			if (!csi.count)
				csi.count = 1;
			if (csi.count <= SB_CSI_VALUES && part < SB_CSI_PARTS) {
				int *value = &csi.values[csi.count - 1][part];

				*value = *value > 999999 ? *value : *value * 10 + (c - '0');
			}
		} else if (c == ':') {
			part++;
		} else if (c == ';') {
			csi.count += csi.count ? 1 : 2;
			part = 0;
		} else if (c >= '<' && c <= '?' && i == 0) {
			csi.lead = c;
		} else {
			csi.intermediate = c;
		}
	}
	if (csi.count > SB_CSI_VALUES)
		csi.count = SB_CSI_VALUES;
	return csi;
}

struct sb_chord sb_chord_normal(uint32_t key, unsigned mods)
{
	if (key > (uint32_t)SB_KEY_BEFORE_FIRST)
		return (struct sb_chord){ key, mods };
	if (mods & SB_MOD_CTRL && key >= 'A' && key <= 'Z')
		key += 'a' - 'A';
	else if (mods & SB_MOD_SHIFT && !(mods & SB_MOD_CTRL) && key >= 'a' && key <= 'z')
		key -= 'a' - 'A';
	return (struct sb_chord){ key, mods & ~(unsigned)SB_MOD_SHIFT };
}

struct sb_chord sb_key_of_byte(unsigned char byte)
{
	switch (byte) {
	case 0:
		return (struct sb_chord){ ' ', SB_MOD_CTRL };
	case '\b':
	case 0x7f:
		return (struct sb_chord){ SB_KEY_BACKSPACE, 0 };
	case '\t':
		return (struct sb_chord){ SB_KEY_TAB, 0 };
	case '\r':
		return (struct sb_chord){ SB_KEY_ENTER, 0 };
	case 0x1b:
		return (struct sb_chord){ SB_KEY_ESC, 0 };
	default:
		if (byte >= ' ')
			return (struct sb_chord){ byte, 0 };
		return sb_chord_normal((uint32_t)byte + '@', SB_MOD_CTRL);
	}
}

/* The modifier parameter is 1 and the sum of what is held; what belongs to the window system makes it no key of ours.
 */
static bool read_modifiers(int parameter, unsigned *mods)
{
	unsigned held = parameter > 0 ? (unsigned)parameter - 1 : 0;

	if (held & (MOD_SUPER | MOD_HYPER))
		return false;
	*mods = held & (SB_MOD_SHIFT | SB_MOD_ALT | SB_MOD_CTRL);
	if (held & MOD_META)
		*mods |= SB_MOD_ALT;
	return true;
}

static bool is_character(int code)
{
	return code >= ' ' && code != 0x7f && !(code >= 0x80 && code < 0xa0) && !(code >= 0xd800 && code < 0xe000) &&
	       !(code >= 0xe000 && code <= 0xf8ff) && code <= 0x10ffff;
}

static struct sb_chord numbered_key(int code, int shifted, unsigned mods)
{
	uint32_t key = LOOK_UP(numbered, code);

	if (key)
		return sb_chord_normal(key, mods);
	if (mods & SB_MOD_SHIFT && !(mods & SB_MOD_CTRL) && is_character(shifted))
		return sb_chord_normal((uint32_t)shifted, mods & ~(unsigned)SB_MOD_SHIFT);
	if (!is_character(code))
		return NO_KEY;
	return sb_chord_normal((uint32_t)code, mods);
}

/* CSI number ~, with rxvt's other endings: ^ is Ctrl, $ is Shift, @ is both. */
static struct sb_chord tilde_key(const struct sb_csi *csi, unsigned mods)
{
	if (csi->final == '^' || csi->final == '@')
		mods |= SB_MOD_CTRL;
	if (csi->final == '$' || csi->final == '@')
		mods |= SB_MOD_SHIFT;
	if (csi->final == '~' && csi->values[0][0] == 27 && csi->count >= 3)
		return numbered_key(csi->values[2][0], 0, mods);
	uint32_t key = LOOK_UP(tildes, csi->values[0][0]);

	return key ? sb_chord_normal(key, mods) : NO_KEY;
}

static struct sb_chord letter_key(const struct sb_csi *csi, unsigned mods)
{
	uint32_t key = LOOK_UP(letters, csi->final);

	if (csi->final == 'Z')
		return (struct sb_chord){ SB_KEY_TAB, mods | SB_MOD_SHIFT };
	if (!key && !csi->count) {
		key = LOOK_UP(small_arrows, csi->final);
		mods |= SB_MOD_SHIFT;
	}
	/* Anything else in front of the letter is a report, such as where the cursor is. */
	if (!key || csi->values[0][0] > 1)
		return NO_KEY;
	return (struct sb_chord){ key, mods };
}

struct sb_chord sb_key_of_csi(const struct sb_csi *csi)
{
	enum { EVENT_RELEASE = 3 };
	unsigned mods;

	if (csi->lead || csi->intermediate || !read_modifiers(csi->values[1][0], &mods) ||
	    csi->values[1][1] == EVENT_RELEASE)
		return NO_KEY;
	switch (csi->final) {
	case 'u':
		return numbered_key(csi->values[0][0], csi->values[0][1], mods);
	case '~':
	case '^':
	case '$':
	case '@':
		return tilde_key(csi, mods);
	default:
		return letter_key(csi, mods);
	}
}

struct sb_chord sb_key_of_ss3(int modifier, char final)
{
	unsigned mods;
	uint32_t key = LOOK_UP(letters, final);

	if (!read_modifiers(modifier, &mods))
		return NO_KEY;
	if (!key)
		key = LOOK_UP(keypad, final);
	if (!key) {
		key = LOOK_UP(small_arrows, final);
		mods |= SB_MOD_CTRL;
	}
	return key ? sb_chord_normal(key, mods) : NO_KEY;
}

struct sb_chord sb_key_of_linux_function(char final)
{
	if (final < 'A' || final > 'E')
		return NO_KEY;
	return (struct sb_chord){ (uint32_t)SB_KEY_F1 + (uint32_t)(final - 'A'), 0 };
}

static void fill_mouse(struct sb_input *out, int code, int col, int row, bool released)
{
	enum { SHIFT = 4, META = 8, CTRL = 16, MOTION = 32, WHEEL = 64, EXTRA = 128 };
	static const enum sb_mouse buttons[] = { SB_MOUSE_LEFT, SB_MOUSE_MIDDLE, SB_MOUSE_RIGHT, SB_MOUSE_OTHER };
	static const enum sb_mouse wheels[] = { SB_MOUSE_WHEEL_UP, SB_MOUSE_WHEEL_DOWN, SB_MOUSE_OTHER,
						SB_MOUSE_OTHER };

	out->kind = SB_INPUT_MOUSE;
	out->button = code & EXTRA ? SB_MOUSE_OTHER : code & WHEEL ? wheels[code & 3] : buttons[code & 3];
	out->act = code & MOTION ? SB_MOUSE_DRAG : released ? SB_MOUSE_RELEASE : SB_MOUSE_PRESS;
	out->key = (struct sb_chord){ 0, (code & SHIFT ? SB_MOD_SHIFT : 0u) | (code & META ? SB_MOD_ALT : 0u) |
						 (code & CTRL ? SB_MOD_CTRL : 0u) };
	out->col = col > 0 ? col - 1 : 0;
	out->row = row > 0 ? row - 1 : 0;
}

bool sb_mouse_of_csi(const struct sb_csi *csi, struct sb_input *out)
{
	if (csi->lead != '<' || csi->count < 3 || (csi->final != 'M' && csi->final != 'm'))
		return false;
	fill_mouse(out, csi->values[0][0], csi->values[1][0], csi->values[2][0], csi->final == 'm');
	return true;
}

void sb_mouse_of_x10(const unsigned char bytes[3], struct sb_input *out)
{
	enum { OFFSET = 32, NO_BUTTON = 3, WHEEL = 64 };
	int code = bytes[0] - OFFSET;

	fill_mouse(out, code, bytes[1] - OFFSET, bytes[2] - OFFSET, (code & NO_BUTTON) == NO_BUTTON && !(code & WHEEL));
}
