/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text on a screen. What could move the cursor, reorder or hide text becomes a mark that can be seen; what only chooses a shape
 * (joiners, variation selectors, the soft hyphen) is dropped, because terminals disagree about its width.
 */
#include "stockbook/text.h"
#include <langinfo.h>
#include <string.h>
#include <wchar.h>

#define MOST_MARKS_A_CELL 4	 /* what the terminal library keeps */
#define CONTROL_PICTURES  0x2400 /* U+2400 shows NUL, U+241B shows escape */
#define DELETE_PICTURE	  0x2421
#define HIDDEN_MARK	  0x2426
#define BAD_MARK	  0xFFFD
#define LONE_BASE	  0x25CC /* what a combining mark without a letter stands on */
#define ELLIPSIS	  "\xE2\x80\xA6"

bool sb_text_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static const struct {
	int32_t first, last;
	enum { DROP, MARK } fate;
} hidden[] = {
	{ 0x0080, 0x009F, MARK },   /* C1 controls */
	{ 0x00AD, 0x00AD, DROP },   /* soft hyphen */
	{ 0x034F, 0x034F, DROP },   /* grapheme joiner */
	{ 0x061C, 0x061C, MARK },   /* Arabic letter mark */
	{ 0x115F, 0x1160, MARK },   /* Hangul fillers */
	{ 0x180B, 0x180D, DROP },   /* Mongolian variation selectors */
	{ 0x180E, 0x180E, MARK },   /* Mongolian vowel separator */
	{ 0x200B, 0x200B, MARK },   /* zero-width space */
	{ 0x200C, 0x200D, DROP },   /* joiners */
	{ 0x200E, 0x200F, MARK },   /* directional marks */
	{ 0x2028, 0x202E, MARK },   /* separators, directional embeddings and overrides */
	{ 0x2060, 0x206F, MARK },   /* word joiner, invisible operators, isolates */
	{ 0x3164, 0x3164, MARK },   /* Hangul filler */
	{ 0xFE00, 0xFE0F, DROP },   /* variation selectors */
	{ 0xFEFF, 0xFEFF, MARK },   /* byte order mark */
	{ 0xFFA0, 0xFFA0, MARK },   /* halfwidth Hangul filler */
	{ 0xFFF9, 0xFFFB, MARK },   /* interlinear annotation */
	{ 0x1D173, 0x1D17A, MARK }, /* musical controls */
	{ 0xE0000, 0xE007F, MARK }, /* tags */
	{ 0xE0100, 0xE01EF, DROP }, /* more variation selectors */
};

static void put_mark(struct sb_buf *out, int32_t mark, bool utf8)
{
	if (utf8)
		sb_utf8_put(out, mark);
	else
		sb_buf_putc(out, '?');
}

/* Whether the character was one that must not be sent as it is. */
static bool put_hidden(struct sb_buf *out, int32_t c, bool utf8)
{
	if (c < 0x20 || c == 0x7F) {
		put_mark(out, c == 0x7F ? DELETE_PICTURE : CONTROL_PICTURES + c, utf8);
		return true;
	}
	for (size_t i = 0; i < SB_COUNT(hidden) && hidden[i].first <= c; i++) {
		if (c > hidden[i].last)
			continue;
		if (hidden[i].fate == MARK)
			put_mark(out, HIDDEN_MARK, utf8);
		return true;
	}
	return false;
}

static size_t printable_run(const char *at)
{
	const char *start = at;

	while (*at >= 0x20 && *at < 0x7F)
		at++;
	return (size_t)(at - start);
}

void sb_text_visible(const char *text, struct sb_buf *out)
{
	bool utf8 = sb_text_is_utf8();
	int marks = -1; /* combining marks in this cell; -1: there is no cell yet */

	for (const char *end = text + strlen(text); text < end;) {
		size_t run = printable_run(text);
		size_t before = out->len;

		if (run) {
			sb_buf_add(out, text, run);
			text += run;
			marks = 0;
			continue;
		}

		const char *start = text;
		int32_t c = sb_utf8_next(&text, end);

		if (put_hidden(out, c, utf8)) {
			if (out->len > before)
				marks = 0;
			continue;
		}

		int width = wcwidth((wchar_t)c);

		if (width == 0) {
			if (marks < 0) {
				put_mark(out, LONE_BASE, utf8);
				marks = 0;
			}
			if (marks++ < MOST_MARKS_A_CELL)
				sb_buf_add(out, start, (size_t)(text - start));
			continue;
		}
		if (width < 0 || c == BAD_MARK)
			put_mark(out, BAD_MARK, utf8);
		else
			sb_buf_add(out, start, (size_t)(text - start));
		marks = 0;
	}
}

static int cells_of(int32_t c)
{
	int width = c < 0x80 ? 1 : wcwidth((wchar_t)c);

	return width < 0 ? 1 : width;
}

int sb_text_width(const char *visible)
{
	int width = 0;

	for (const char *end = visible + strlen(visible); visible < end;) {
		size_t run = printable_run(visible);

		width += (int)run;
		visible += run;
		if (visible < end)
			width += cells_of(sb_utf8_next(&visible, end));
	}
	return width;
}

/* Bytes of the longest start of visible that takes at most `most` cells, with the marks on its last letter. */
static size_t start_within(const char *visible, size_t length, int most, int *taken)
{
	const char *end = visible + length;
	size_t run = printable_run(visible);
	int width = run < (size_t)most ? (int)run : most;
	const char *at = visible + width;

	while (at < end) {
		const char *next = at;
		int cells = cells_of(sb_utf8_next(&next, end));

		if (width + cells > most)
			break;
		width += cells;
		at = next;
	}
	*taken = width;
	return (size_t)(at - visible);
}

void sb_text_fit(struct sb_buf *out, const char *visible, int cells, bool align_right)
{
	size_t length = strlen(visible);
	int taken;

	if (cells <= 0)
		return;

	size_t fits = start_within(visible, length, cells, &taken);
	bool cut = fits < length;

	if (cut)
		fits = start_within(visible, length, cells - 1, &taken);

	size_t padding = (size_t)(cells - taken - cut);

	if (align_right)
		sb_buf_fill(out, ' ', padding);
	sb_buf_add(out, visible, fits);
	if (cut)
		sb_buf_puts(out, sb_text_is_utf8() ? ELLIPSIS : "~");
	if (!align_right)
		sb_buf_fill(out, ' ', padding);
}
