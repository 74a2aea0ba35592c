/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What people and their devices send: keys, pastes, scans, the mouse, focus. One shape for all, made
 * by the decoder from bytes, seen through the scanner, delivered by the loop. A key is a code point or one of
 * the named keys beyond Unicode, with modifiers; Shift is in the code point where it makes one ('A', '?').
 */
#ifndef STOCKBOOK_TUI_INPUT_H
#define STOCKBOOK_TUI_INPUT_H

#include "stockbook/base.h"

/* Ctrl-letters are the lower-case letter with SB_MOD_CTRL; Enter, Tab, Backspace and Esc are named even where they are
 * control characters too. Space is ' '. Line feed is Ctrl-J. Keypad keys are what is printed on them. */
enum sb_modifier { SB_MOD_SHIFT = 1, SB_MOD_ALT = 2, SB_MOD_CTRL = 4 };

/* symbol, the word it is written as in a keys file */
#define SB_NAMED_KEYS(K)       \
	K(ESC, "Esc")          \
	K(ENTER, "Enter")      \
	K(TAB, "Tab")          \
	K(BACKSPACE, "BSpace") \
	K(UP, "Up")            \
	K(DOWN, "Down")        \
	K(LEFT, "Left")        \
	K(RIGHT, "Right")      \
	K(HOME, "Home")        \
	K(END, "End")          \
	K(PAGE_UP, "PgUp")     \
	K(PAGE_DOWN, "PgDn")   \
	K(INSERT, "Ins")       \
	K(DELETE, "Del")       \
	K(F1, "F1")            \
	K(F2, "F2")            \
	K(F3, "F3")            \
	K(F4, "F4")            \
	K(F5, "F5")            \
	K(F6, "F6")            \
	K(F7, "F7")            \
	K(F8, "F8")            \
	K(F9, "F9")            \
	K(F10, "F10")          \
	K(F11, "F11")          \
	K(F12, "F12")          \
	K(F13, "F13")          \
	K(F14, "F14")          \
	K(F15, "F15")          \
	K(F16, "F16")          \
	K(F17, "F17")          \
	K(F18, "F18")          \
	K(F19, "F19")          \
	K(F20, "F20")

enum sb_named_key {
	SB_KEY_BEFORE_FIRST = 0x10ffff,
#define K(symbol, word) SB_KEY_##symbol,
	SB_NAMED_KEYS(K)
#undef K
		SB_KEY_AFTER_LAST
};

struct sb_chord {
	uint32_t key;  /* a code point or an enum sb_named_key; 0 is no key */
	unsigned mods; /* of enum sb_modifier */
};

enum sb_input_kind { SB_INPUT_KEY, SB_INPUT_PASTE, SB_INPUT_SCAN, SB_INPUT_MOUSE, SB_INPUT_FOCUS };

enum sb_mouse {
	SB_MOUSE_LEFT,
	SB_MOUSE_MIDDLE,
	SB_MOUSE_RIGHT,
	SB_MOUSE_WHEEL_UP,
	SB_MOUSE_WHEEL_DOWN,
	SB_MOUSE_OTHER
};
enum sb_mouse_act { SB_MOUSE_PRESS, SB_MOUSE_RELEASE, SB_MOUSE_DRAG };

/* The check digit of a code of 8, 12, 13 or 14 digits. */
enum sb_check { SB_CHECK_NONE, SB_CHECK_GOOD, SB_CHECK_BAD };
enum sb_scan_trouble {
	SB_SCAN_FINE,
	SB_SCAN_LAYOUT,     /* read through a wrong keyboard layout and mapped back; `raw` is what came */
	SB_SCAN_ALT_DIGITS, /* the scanner types Alt+digits, which a terminal cannot read: no code, tell the user to set
			       it up */
};

struct sb_input {
	enum sb_input_kind kind;
	int64_t at_ms;       /* monotonic; when its first byte was read */
	uint64_t batch;      /* which read() it came in, from 1 */
	struct sb_chord key; /* KEY; the modifiers also of MOUSE */

	/* PASTE: as it came, CR and CRLF made LF. SCAN: the bare code. UTF-8, NUL-terminated, borrowed until the
	 * handler returns. */
	const char *text;
	size_t bytes;
	bool cut; /* PASTE: longer than SB_PASTE_BYTES_MAX, the rest was dropped */

	/* SCAN: so many characters just before were delivered as keys and belong to the code: a text field takes them
	 * back (sb_edit_retract()); views where keys are commands ignore it, because only harmless keys pass early
	 * there (scan.h). */
	int retract;
	enum sb_check check;
	enum sb_scan_trouble trouble;
	const char *raw; /* SCAN: as received, borrowed likewise */

	enum sb_mouse button; /* MOUSE */
	enum sb_mouse_act act;
	int row, col; /* MOUSE: cell from 0 */

	bool focused; /* FOCUS */
};

/* Where a stage delivers: called once an input, in order. */
struct sb_sink {
	void (*take)(void *with, const struct sb_input *input);
	void *with;
};

/* A key that stands for itself in a text field: no Ctrl or Alt, not named, not a control character. */
static inline bool sb_input_is_text(const struct sb_input *input)
{
	return input->kind == SB_INPUT_KEY && input->key.key >= ' ' && input->key.key != 0x7f &&
	       input->key.key <= (uint32_t)SB_KEY_BEFORE_FIRST && !(input->key.mods & (SB_MOD_ALT | SB_MOD_CTRL));
}

static inline bool sb_input_is_key(const struct sb_input *input, uint32_t key, unsigned mods)
{
	return input->kind == SB_INPUT_KEY && input->key.key == key && input->key.mods == mods;
}

#endif
