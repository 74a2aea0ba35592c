/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown to lines of a pager: headings, paragraphs, lists, code and tables, by md4c. */
#include "pager.h"

#include <md4c.h>
#include <string.h>

enum { INDENT = 4, INDENT_DEEPEST = 12 };

struct making {
	struct sb_pager *pager;
	struct sb_buf text;
	size_t cap;
	int indent;
	bool is_heading, is_code, is_item; /* item: the next line begins one */
};

static void flush(struct making *making, bool keep_empty)
{
	struct sb_pager *pager = making->pager;

	if (!making->text.len && !keep_empty)
		return;
	if (pager->line_count == making->cap) {
		making->cap = making->cap ? making->cap * 2 : 64;
		pager->lines = sb_realloc(pager->lines, making->cap * sizeof(*pager->lines));
	}
	pager->lines[pager->line_count++] = (struct sb_pager_line){
		.text = sb_strdup(making->text.data),
		.style = making->is_heading ? SB_STYLE_HEADING : making->is_code ? SB_STYLE_STRONG : SB_STYLE_NORMAL,
		.indent = making->indent,
		.is_heading = making->is_heading,
		.is_fixed = making->is_code,
	};
	sb_buf_clear(&making->text);
}

static void gap(struct making *making)
{
	struct sb_pager *pager = making->pager;

	flush(making, false);
	if (pager->line_count && *pager->lines[pager->line_count - 1].text)
		flush(making, true);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *with)
{
	struct making *making = with;

	(void)detail;
	if (type == MD_BLOCK_H) {
		gap(making);
		making->is_heading = true;
	} else if (type == MD_BLOCK_CODE) {
		gap(making);
		making->is_code = true;
		making->indent += INDENT;
	} else if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
		flush(making, false);
		if (making->indent < INDENT_DEEPEST)
			making->indent += 2;
	} else if (type == MD_BLOCK_LI) {
		flush(making, false);
		sb_buf_puts(&making->text, "- ");
	} else if (type == MD_BLOCK_P && making->text.len == 0) {
		gap(making);
	}
	return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *with)
{
	struct making *making = with;

	(void)detail;
	if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) {
		sb_buf_puts(&making->text, "  ");
		return 0;
	}
	flush(making, false);
	if (type == MD_BLOCK_H) {
		making->is_heading = false;
	} else if (type == MD_BLOCK_CODE) {
		making->is_code = false;
		making->indent -= INDENT;
		gap(making);
	} else if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
		making->indent -= 2;
		gap(making);
	}
	return 0;
}

static int span(MD_SPANTYPE type, void *detail, void *with)
{
	(void)type;
	(void)detail;
	(void)with;
	return 0;
}

static int text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE count, void *with)
{
	struct making *making = with;

	if (type == MD_TEXT_CODE && making->is_code && count == 1 && *bytes == '\n') {
		flush(making, true);
		return 0;
	}
	if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR)
		sb_buf_putc(&making->text, ' ');
	else if (type == MD_TEXT_ENTITY && count == 4 && !memcmp(bytes, "&lt;", 4))
		sb_buf_putc(&making->text, '<');
	else if (type == MD_TEXT_ENTITY && count == 4 && !memcmp(bytes, "&gt;", 4))
		sb_buf_putc(&making->text, '>');
	else
		sb_buf_add(&making->text, bytes, count);
	return 0;
}

/* A page's title block ("title: x") is for the manual page. */
static const char *behind_title_block(const char *markdown)
{
	const char *end = strstr(markdown, "\n\n");

	return !strncmp(markdown, "title:", 6) && end ? end + 2 : markdown;
}

void sb_pager_markdown(struct sb_pager *pager, const char *markdown)
{
	MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_NOHTML,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = span,
		.leave_span = span,
		.text = text,
	};
	struct making making = { .pager = pager, .text = SB_BUF_INIT };
	const char *body = behind_title_block(markdown);

	sb_pager_release(pager);
	sb_pager_init(pager);
	md_parse(body, (MD_SIZE)strlen(body), &parser, &making);
	flush(&making, false);
	sb_buf_release(&making.text);
}
