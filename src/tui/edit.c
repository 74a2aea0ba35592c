/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one-line editor: a table of readline's keys over a few moves and cuts. */
#include "edit.h"

#include "stockbook/text.h"
#include <ctype.h>
#include <string.h>
#include <wchar.h>

void sb_edit_release(struct sb_edit *edit)
{
	sb_buf_release(&edit->text);
	sb_buf_release(&edit->killed);
	edit->cursor = edit->shown_from = 0;
}

void sb_edit_clear(struct sb_edit *edit)
{
	sb_buf_clear(&edit->text);
	edit->cursor = edit->shown_from = 0;
}

void sb_edit_set(struct sb_edit *edit, const char *text)
{
	sb_edit_clear(edit);
	sb_edit_insert(edit, text, strlen(text));
}

/* ---- places in the text ---- */

static int32_t code_point_at(const struct sb_edit *edit, size_t at)
{
	const char *here = edit->text.data + at;

	return sb_utf8_next(&here, edit->text.data + edit->text.len);
}

static size_t after_code_point(const struct sb_edit *edit, size_t at)
{
	const char *here = edit->text.data + at;

	sb_utf8_next(&here, edit->text.data + edit->text.len);
	return (size_t)(here - edit->text.data);
}

static size_t before_code_point(const struct sb_edit *edit, size_t at)
{
	do
		at--;
	while (at && ((unsigned char)edit->text.data[at] & 0xc0) == 0x80);
	return at;
}

static bool combines(const struct sb_edit *edit, size_t at)
{
	return at < edit->text.len && wcwidth((wchar_t)code_point_at(edit, at)) == 0;
}

static size_t next_character(const struct sb_edit *edit, size_t at)
{
	if (at == edit->text.len)
		return at;
	do
		at = after_code_point(edit, at);
	while (combines(edit, at));
	return at;
}

static size_t previous_character(const struct sb_edit *edit, size_t at)
{
	if (!at)
		return at;
	do
		at = before_code_point(edit, at);
	while (at && combines(edit, at));
	return at;
}

static bool in_word(const struct sb_edit *edit, size_t at)
{
	unsigned char c = (unsigned char)edit->text.data[at];

	return c >= 0x80 || isalnum(c);
}

static bool in_blank(const struct sb_edit *edit, size_t at)
{
	return edit->text.data[at] == ' ';
}

static size_t next_word_end(const struct sb_edit *edit, size_t at)
{
	while (at < edit->text.len && !in_word(edit, at))
		at = next_character(edit, at);
	while (at < edit->text.len && in_word(edit, at))
		at = next_character(edit, at);
	return at;
}

static size_t previous_word(const struct sb_edit *edit, size_t at)
{
	while (at && !in_word(edit, previous_character(edit, at)))
		at = previous_character(edit, at);
	while (at && in_word(edit, previous_character(edit, at)))
		at = previous_character(edit, at);
	return at;
}

static size_t previous_blank(const struct sb_edit *edit, size_t at)
{
	while (at && in_blank(edit, at - 1))
		at--;
	while (at && !in_blank(edit, at - 1))
		at--;
	return at;
}

static size_t line_begin(const struct sb_edit *edit, size_t at)
{
	(void)edit;
	(void)at;
	return 0;
}

static size_t line_end(const struct sb_edit *edit, size_t at)
{
	(void)at;
	return edit->text.len;
}

/* ---- changes ---- */

static enum sb_edit_effect cut(struct sb_edit *edit, size_t from, size_t to)
{
	if (from == to)
		return SB_EDIT_MOVED;
	memmove(edit->text.data + from, edit->text.data + to, edit->text.len - to);
	sb_buf_cut(&edit->text, edit->text.len - (to - from));
	edit->cursor = from;
	return SB_EDIT_CHANGED;
}

/* The bytes are clean UTF-8. All or nothing. */
static enum sb_edit_effect put(struct sb_edit *edit, const char *bytes, size_t count)
{
	size_t tail = edit->text.len - edit->cursor;

	if (!count || edit->text.len + count > SB_EDIT_BYTES_MAX)
		return SB_EDIT_MOVED;
	sb_buf_fill(&edit->text, ' ', count);
	memmove(edit->text.data + edit->cursor + count, edit->text.data + edit->cursor, tail);
	memcpy(edit->text.data + edit->cursor, bytes, count);
	edit->cursor += count;
	return SB_EDIT_CHANGED;
}

void sb_edit_insert(struct sb_edit *edit, const char *text, size_t bytes)
{
	sb_auto(buf) clean = SB_BUF_INIT;
	const char *at = text, *end = text + bytes;
	size_t room = SB_EDIT_BYTES_MAX - edit->text.len;

	while (at < end) {
		size_t before = clean.len;
		int32_t c = sb_utf8_next(&at, end);

		if (c == '\n' || c == '\r' || c == '\t')
			c = ' ';
		if (c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0))
			sb_utf8_put(&clean, c);
		if (clean.len > room) {
			sb_buf_cut(&clean, before);
			break;
		}
	}
	put(edit, clean.data, clean.len);
}

void sb_edit_retract(struct sb_edit *edit, int characters)
{
	size_t from = edit->cursor;

	while (from && characters-- > 0)
		from = before_code_point(edit, from);
	cut(edit, from, edit->cursor);
}

void sb_edit_goto(struct sb_edit *edit, int column)
{
	size_t at = 0;

	while (column-- > 1 && at < edit->text.len)
		at = after_code_point(edit, at);
	edit->cursor = at;
}

static enum sb_edit_effect yank(struct sb_edit *edit)
{
	return put(edit, edit->killed.data, edit->killed.len);
}

/* The character before the cursor changes places with the one on it, or at the end with the one before. */
static enum sb_edit_effect swap(struct sb_edit *edit)
{
	size_t middle = edit->cursor == edit->text.len ? previous_character(edit, edit->cursor) : edit->cursor;
	size_t from = previous_character(edit, middle), to = next_character(edit, middle);
	sb_auto(buf) swapped = SB_BUF_INIT;

	if (from == middle || middle == to)
		return SB_EDIT_MOVED;
	sb_buf_add(&swapped, edit->text.data + middle, to - middle);
	sb_buf_add(&swapped, edit->text.data + from, middle - from);
	memcpy(edit->text.data + from, swapped.data, swapped.len);
	edit->cursor = to;
	return SB_EDIT_CHANGED;
}

/* ---- keys ---- */

enum what { MOVE, CUT, KILL }; /* a kill is kept for Ctrl-Y, a cut is not */

struct command {
	struct sb_chord key;
	enum what what;
	size_t (*to)(const struct sb_edit *edit, size_t at);
};

static const struct command commands[] = {
	{ { 'a', SB_MOD_CTRL }, MOVE, line_begin },
	{ { SB_KEY_HOME, 0 }, MOVE, line_begin },
	{ { 'e', SB_MOD_CTRL }, MOVE, line_end },
	{ { SB_KEY_END, 0 }, MOVE, line_end },
	{ { 'b', SB_MOD_CTRL }, MOVE, previous_character },
	{ { SB_KEY_LEFT, 0 }, MOVE, previous_character },
	{ { 'f', SB_MOD_CTRL }, MOVE, next_character },
	{ { SB_KEY_RIGHT, 0 }, MOVE, next_character },
	{ { 'b', SB_MOD_ALT }, MOVE, previous_word },
	{ { SB_KEY_LEFT, SB_MOD_CTRL }, MOVE, previous_word },
	{ { SB_KEY_LEFT, SB_MOD_ALT }, MOVE, previous_word },
	{ { 'f', SB_MOD_ALT }, MOVE, next_word_end },
	{ { SB_KEY_RIGHT, SB_MOD_CTRL }, MOVE, next_word_end },
	{ { SB_KEY_RIGHT, SB_MOD_ALT }, MOVE, next_word_end },
	{ { SB_KEY_BACKSPACE, 0 }, CUT, previous_character },
	{ { SB_KEY_BACKSPACE, SB_MOD_SHIFT }, CUT, previous_character },
	{ { SB_KEY_DELETE, 0 }, CUT, next_character },
	{ { 'd', SB_MOD_CTRL }, CUT, next_character },
	{ { 'w', SB_MOD_CTRL }, KILL, previous_blank },
	{ { SB_KEY_BACKSPACE, SB_MOD_ALT }, KILL, previous_word },
	{ { SB_KEY_BACKSPACE, SB_MOD_CTRL }, KILL, previous_word },
	{ { 'd', SB_MOD_ALT }, KILL, next_word_end },
	{ { SB_KEY_DELETE, SB_MOD_CTRL }, KILL, next_word_end },
	{ { 'u', SB_MOD_CTRL }, KILL, line_begin },
	{ { 'k', SB_MOD_CTRL }, KILL, line_end },
};

static enum sb_edit_effect run(struct sb_edit *edit, const struct command *command)
{
	size_t there = command->to(edit, edit->cursor);
	size_t from = there < edit->cursor ? there : edit->cursor, to = there < edit->cursor ? edit->cursor : there;

	if (command->what == MOVE) {
		edit->cursor = there;
		return SB_EDIT_MOVED;
	}
	if (command->what == KILL && from < to) {
		sb_buf_clear(&edit->killed);
		sb_buf_add(&edit->killed, edit->text.data + from, to - from);
	}
	return cut(edit, from, to);
}

static enum sb_edit_effect take_key(struct sb_edit *edit, const struct sb_input *input)
{
	for (size_t i = 0; i < SB_COUNT(commands); i++)
		if (commands[i].key.key == input->key.key && commands[i].key.mods == input->key.mods)
			return run(edit, &commands[i]);
	if (sb_input_is_key(input, 'y', SB_MOD_CTRL))
		return yank(edit);
	if (sb_input_is_key(input, 't', SB_MOD_CTRL))
		return swap(edit);
	return SB_EDIT_IGNORED;
}

enum sb_edit_effect sb_edit_input(struct sb_edit *edit, const struct sb_input *input)
{
	size_t before = edit->text.len;

	if (input->kind == SB_INPUT_PASTE) {
		size_t bytes = input->bytes;

		while (bytes && input->text[bytes - 1] == '\n')
			bytes--;
		sb_edit_insert(edit, input->text, bytes);
		return edit->text.len == before ? SB_EDIT_MOVED : SB_EDIT_CHANGED;
	}
	if (sb_input_is_text(input)) {
		sb_auto(buf) character = SB_BUF_INIT;

		sb_utf8_put(&character, (int32_t)input->key.key);
		return put(edit, character.data, character.len);
	}
	return input->kind == SB_INPUT_KEY ? take_key(edit, input) : SB_EDIT_IGNORED;
}

/* ---- what shows ---- */

static int cells_between(const struct sb_edit *edit, size_t from, size_t to)
{
	sb_auto(buf) part = SB_BUF_INIT;
	sb_auto(buf) visible = SB_BUF_INIT;

	sb_buf_add(&part, edit->text.data + from, to - from);
	sb_text_visible(part.data, &visible);
	return sb_text_width(visible.data);
}

/* The first byte to show so that the cursor has a cell, and one more for the sign that text goes on. */
static size_t shown_from(const struct sb_edit *edit, int cells)
{
	int room = cells - (edit->cursor < edit->text.len && cells > 2 ? 2 : 1);
	size_t from = edit->shown_from;

	if (cells_between(edit, 0, edit->text.len) < cells)
		return 0;
	if (from > edit->cursor) {
		from = edit->cursor;
		while (from && cells_between(edit, from, edit->cursor) < cells / 3)
			from = previous_character(edit, from);
	}
	if (cells_between(edit, from, edit->cursor) <= room)
		return from;
	from = edit->cursor;
	while (from && cells_between(edit, previous_character(edit, from), edit->cursor) <= room)
		from = previous_character(edit, from);
	return from;
}

struct sb_edit_view sb_edit_view(struct sb_edit *edit, int cells, struct sb_buf *out)
{
	sb_auto(buf) visible = SB_BUF_INIT;

	edit->shown_from = shown_from(edit, cells);
	sb_text_visible(edit->text.data + edit->shown_from, &visible);
	sb_text_fit(out, visible.data, cells, false);
	return (struct sb_edit_view){
		.cursor = cells_between(edit, edit->shown_from, edit->cursor),
		.more_left = edit->shown_from > 0,
		.more_right = sb_text_width(visible.data) > cells,
	};
}

struct sb_edit_view sb_edit_mask(const struct sb_edit *edit, int cells, const char *mark, struct sb_buf *out)
{
	sb_auto(buf) marks = SB_BUF_INIT;
	int count = 0, cursor = 0;

	for (size_t at = 0; at < edit->text.len; at = next_character(edit, at)) {
		count++;
		cursor += at < edit->cursor;
		if (count < cells)
			sb_buf_puts(&marks, mark);
	}
	sb_text_fit(out, marks.data ? marks.data : "", cells, false);
	return (struct sb_edit_view){ .cursor = cursor < cells ? cursor : cells - 1, .more_right = count >= cells };
}
