/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scrolling, wrapping and searching lines of text. What Markdown means is in pager_markdown.c. */
#include "pager.h"
#include "stockbook/text.h"

#include <string.h>

void sb_pager_init(struct sb_pager *pager)
{
	*pager = (struct sb_pager){ .height = 1 };
}

static void drop_lines(struct sb_pager *pager)
{
	for (size_t i = 0; i < pager->line_count; i++)
		free(pager->lines[i].text);
	free(pager->lines);
	pager->lines = NULL;
	pager->line_count = 0;
}

void sb_pager_release(struct sb_pager *pager)
{
	drop_lines(pager);
	free(pager->needle);
}

/* Bytes of text that fit the cells, cut behind a blank if there is one; at least one character. */
static size_t fitting(const char *text, int cells)
{
	const char *at = text, *end = text + strlen(text), *blank = NULL;
	int used = 0;

	while (at < end) {
		const char *begun = at;
		char one[8] = { 0 };

		sb_utf8_next(&at, end);
		memcpy(one, begun, (size_t)(at - begun) < sizeof(one) ? (size_t)(at - begun) : sizeof(one) - 1);
		used += sb_text_width(one);
		if (used > cells && begun > text)
			return blank ? (size_t)(blank - text) : (size_t)(begun - text);
		if (*begun == ' ')
			blank = at;
	}
	return strlen(text);
}

struct wrapped {
	const struct sb_pager_line *line;
	const char *text;
	size_t bytes;
};

/* Visits the lines as they stand on a screen of this width; returns how many. A visit that returns false ends it. */
static size_t each_wrapped(const struct sb_pager *pager, int width, bool (*visit)(void *with, size_t index, const struct wrapped *line), void *with)
{
	size_t index = 0;

	for (size_t i = 0; i < pager->line_count; i++) {
		const struct sb_pager_line *line = &pager->lines[i];
		const char *at = line->text;

		do {
			struct wrapped piece = { .line = line, .text = at };

			piece.bytes = line->is_fixed ? strlen(at) : fitting(at, width - line->indent);
			if (visit && !visit(with, index, &piece))
				return index;
			index++;
			at += piece.bytes;
		} while (*at);
	}
	return index;
}

struct place {
	const struct sb_pager_line *line; /* what stands at the index; NULL: not found yet */
	size_t index;
};

static bool read_place(void *with, size_t index, const struct wrapped *piece)
{
	struct place *place = with;

	if (index == place->index)
		place->line = piece->line;
	return !place->line;
}

static bool find_place(void *with, size_t index, const struct wrapped *piece)
{
	struct place *place = with;

	place->index = index;
	return piece->line != place->line;
}

/* Whoever reads a paragraph goes on reading it when the width is another. */
static void wrap(struct sb_pager *pager, int width)
{
	struct place place = { .index = pager->top };

	if (!pager->line_count || width == pager->width)
		return;
	if (pager->width)
		each_wrapped(pager, pager->width, read_place, &place);
	pager->width = width;
	pager->count = each_wrapped(pager, width, NULL, NULL);
	if (place.line && pager->top) {
		each_wrapped(pager, width, find_place, &place);
		pager->top = place.index;
	}
}

struct drawing {
	struct sb_pager *pager;
	struct sb_term *term;
	struct sb_area area;
};

static bool draw_one(void *with, size_t index, const struct wrapped *line)
{
	struct drawing *drawing = with;
	struct sb_area area = drawing->area;
	int row = (int)(index - drawing->pager->top);
	char *text;
	bool is_match;

	if (index < drawing->pager->top)
		return true;
	if (row >= area.rows)
		return false;
	text = sb_strndup(line->text, line->bytes);
	is_match = drawing->pager->needle && strcasestr(text, drawing->pager->needle);
	sb_term_put(drawing->term, area.row + row, area.col + 2 + line->line->indent, area.cols - 3 - line->line->indent,
		    is_match ? SB_STYLE_MATCH : line->line->style, text);
	free(text);
	return true;
}

void sb_pager_draw(struct sb_pager *pager, struct sb_term *term, struct sb_area area)
{
	struct drawing drawing = { pager, term, area };

	pager->height = area.rows;
	wrap(pager, area.cols - 3);
	if (pager->top >= pager->count)
		pager->top = pager->count ? pager->count - 1 : 0;
	each_wrapped(pager, pager->width, draw_one, &drawing);
	sb_term_cursor(term, area.row, area.col + 2, true);
}

bool sb_pager_move(struct sb_pager *pager, const char *where)
{
	int page = pager->height > 1 ? pager->height - 1 : 1;
	const struct {
		const char *word;
		int by;
	} moves[] = {
		{ "up", -1 }, { "down", 1 }, { "page-up", -page }, { "page-down", page }, { "half-up", -(page / 2) }, { "half-down", page / 2 },
	};
	size_t last = pager->count > (size_t)pager->height ? pager->count - (size_t)pager->height : 0;

	if (!strcmp(where, "first"))
		pager->top = 0;
	else if (!strcmp(where, "last"))
		pager->top = last;
	for (size_t i = 0; i < SB_COUNT(moves); i++) {
		int64_t to = (int64_t)pager->top + moves[i].by;

		if (!strcmp(where, moves[i].word))
			pager->top = to < 0 ? 0 : (size_t)to > last ? last : (size_t)to;
	}
	return true;
}

struct seeking {
	const char *words;
	bool headings_only;
	size_t from, found, before; /* found: first at or behind `from`; before: last in front of it */
};

static bool seek(void *with, size_t index, const struct wrapped *line)
{
	struct seeking *seeking = with;
	sb_owned_string text = sb_strndup(line->text, line->bytes);

	if ((seeking->headings_only && !line->line->is_heading) || !strcasestr(text, seeking->words))
		return true;
	if (index >= seeking->from) {
		seeking->found = index;
		return false;
	}
	seeking->before = index;
	return true;
}

bool sb_pager_go(struct sb_pager *pager, const char *words)
{
	struct seeking seeking = { .words = words, .headings_only = true, .found = SIZE_MAX };

	if (!pager->width)
		wrap(pager, 77);
	each_wrapped(pager, pager->width, seek, &seeking);
	if (seeking.found == SIZE_MAX)
		return false;
	pager->top = seeking.found;
	return true;
}

bool sb_pager_search(struct sb_pager *pager, const char *words, int direction)
{
	struct seeking seeking = { .words = words, .from = direction > 0 ? pager->top + 1 : pager->top, .found = SIZE_MAX, .before = SIZE_MAX };
	size_t to;

	if (pager->needle != words) {
		free(pager->needle);
		pager->needle = sb_strdup(words);
	}
	seeking.words = pager->needle;
	each_wrapped(pager, pager->width, seek, &seeking);
	to = direction > 0 ? seeking.found : seeking.before;
	if (to == SIZE_MAX)
		return false;
	pager->top = to;
	return true;
}
