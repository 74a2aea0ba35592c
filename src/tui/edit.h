/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Editing one line of text: the field of every form, filter, palette and prompt. Keys are readline's: Ctrl-A/E or
 * Home/End to the ends, Ctrl-B/F or arrows by character, Alt-B/F or Ctrl-arrows by word, Backspace, Delete and Ctrl-D,
 * Ctrl-W and Alt-Backspace the word before, Alt-D the word behind, Ctrl-U all before, Ctrl-K all behind, Ctrl-Y puts
 * the last killed text back, Ctrl-T swaps. A character is one with its combining marks. Pure.
 */
#ifndef STOCKBOOK_TUI_EDIT_H
#define STOCKBOOK_TUI_EDIT_H

#include "input.h"
#include "stockbook/buf.h"

enum { SB_EDIT_BYTES_MAX = 4096 };

struct sb_edit {
	struct sb_buf text;
	size_t cursor; /* byte in text, always between characters */
	struct sb_buf killed;
	size_t shown_from; /* first byte shown when it does not fit; kept by sb_edit_view() */
};
#define SB_EDIT_INIT                                       \
	{                                                  \
		.text = SB_BUF_INIT, .killed = SB_BUF_INIT \
	}

enum sb_edit_effect {
	SB_EDIT_IGNORED, /* not a key of the line: Enter, Esc, Tab, Up … are the owner's */
	SB_EDIT_MOVED,   /* taken; the text is the same */
	SB_EDIT_CHANGED,
};

void sb_edit_release(struct sb_edit *line);
void sb_edit_set(struct sb_edit *line, const char *text); /* cursor at the end */
void sb_edit_clear(struct sb_edit *line);
/* Keys and pastes. A paste goes in at the cursor with line ends as blanks and control characters dropped. */
enum sb_edit_effect sb_edit_input(struct sb_edit *line, const struct sb_input *input);
void sb_edit_insert(struct sb_edit *line, const char *text, size_t bytes);
/* Takes back `characters` before the cursor: those of a scan that had passed as keys (input.h). */
void sb_edit_retract(struct sb_edit *line, int characters);
/* To the character at this column (from 1), as struct sb_error gives it. */
void sb_edit_goto(struct sb_edit *line, int column);

struct sb_edit_view {
	int cursor; /* cell of the cursor in [0, cells) */
	bool more_left, more_right;
};
/* Appends the part that shows in `cells` cells, padded to exactly that many, following the cursor. */
struct sb_edit_view sb_edit_view(struct sb_edit *line, int cells, struct sb_buf *out);
/* The same for a secret: a mark for each character, as many as show. */
struct sb_edit_view sb_edit_mask(const struct sb_edit *line, int cells, const char *mark, struct sb_buf *out);

#endif
