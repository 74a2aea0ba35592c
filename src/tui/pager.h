/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text to be read: lines made from Markdown (parsed by md4c), wrapped to the screen, scrolled and searched. Also keeps the place in anything else that
 * is shown line by line.
 */
#ifndef STOCKBOOK_TUI_PAGER_H
#define STOCKBOOK_TUI_PAGER_H

#include "stockbook/buf.h"
#include "view.h"

struct sb_pager_line {
	char *text;	/* owned */
	unsigned style; /* an enum sb_style_id */
	int indent;
	bool is_heading;
	bool is_fixed; /* code and tables: not wrapped */
};

struct sb_pager {
	struct sb_pager_line *lines; /* paragraphs, not yet wrapped; owned */
	size_t line_count;
	size_t count;  /* lines on the screen at this width, or what the owner set */
	size_t top;    /* first of them shown */
	int height;    /* when last drawn */
	int width;     /* when last wrapped */
	char *needle;  /* searched for; NULL: nothing */
};

void sb_pager_init(struct sb_pager *pager);
void sb_pager_release(struct sb_pager *pager);
/* Takes Markdown in place of what is there. */
void sb_pager_markdown(struct sb_pager *pager, const char *markdown);
/* Goes to the heading that holds `words` (any case); false: none does. */
bool sb_pager_go(struct sb_pager *pager, const char *words);
void sb_pager_draw(struct sb_pager *pager, struct sb_term *term, struct sb_area area);
/* "up", "down", "page-up", "page-down", "half-up", "half-down", "first", "last" */
bool sb_pager_move(struct sb_pager *pager, const char *where);
/* The next line (direction 1) or the one before (-1) that holds `words`; false: none. */
bool sb_pager_search(struct sb_pager *pager, const char *words, int direction);

#endif
