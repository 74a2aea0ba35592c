/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Markdown to lines of text. A block's words are gathered with their marks and broken into lines when the block
 * ends; code keeps its lines.
 */
#include "markdown.h"
#include "stockbook/text.h"

#include <md4c.h>
#include <string.h>

/* Marks inside gathered text, which the manual cannot contain. */
enum { BOLD_ON = 1, BOLD_OFF = 2 };

struct page {
	struct sb_buf *out;
	struct sb_buf words; /* of the block that is open */
	int cells, depth;    /* depth of lists */
	bool color, in_code, item_begins, gap;
};

static void add_word(struct page *page, const char *word, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++) {
		if (word[i] == BOLD_ON || word[i] == BOLD_OFF)
			sb_buf_puts(page->out, !page->color ? "" : word[i] == BOLD_ON ? "\033[1m" : "\033[0m");
		else
			sb_buf_putc(page->out, word[i]);
	}
}

static int width_of(const char *word, size_t bytes)
{
	sb_auto(buf) plain = SB_BUF_INIT;

	for (size_t i = 0; i < bytes; i++) {
		if (word[i] != BOLD_ON && word[i] != BOLD_OFF)
			sb_buf_putc(&plain, word[i]);
	}
	return sb_text_width(plain.data);
}

static void flush_words(struct page *page)
{
	int indent = page->depth * 2, at = 0;
	const char *word = page->words.data;

	if (!page->words.len)
		return;
	if (page->gap && !page->depth)
		sb_buf_putc(page->out, '\n');
	while (*word) {
		size_t bytes = strcspn(word, " \n");
		int width = width_of(word, bytes);

		if (at && at + 1 + width > page->cells) {
			sb_buf_putc(page->out, '\n');
			at = 0;
		}
		if (!at) {
			sb_buf_fill(page->out, ' ', (size_t)(page->item_begins ? indent - 2 : indent));
			sb_buf_puts(page->out, page->item_begins ? "- " : "");
			page->item_begins = false;
			at = indent;
		} else {
			sb_buf_putc(page->out, ' ');
			at++;
		}
		add_word(page, word, bytes);
		at += width;
		word += bytes;
		word += strspn(word, " \n");
	}
	sb_buf_putc(page->out, '\n');
	sb_buf_clear(&page->words);
	page->gap = true;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct page *page = context;

	(void)detail;
	if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
		flush_words(page);
		if (!page->depth && page->gap)
			sb_buf_putc(page->out, '\n');
		page->depth++;
	}
	if (type == MD_BLOCK_LI)
		page->item_begins = true;
	if (type == MD_BLOCK_H)
		sb_buf_putc(&page->words, BOLD_ON);
	if (type == MD_BLOCK_CODE) {
		flush_words(page);
		sb_buf_puts(page->out, page->gap ? "\n" : "");
		page->in_code = true;
	}
	return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct page *page = context;

	(void)detail;
	if (type == MD_BLOCK_H)
		sb_buf_putc(&page->words, BOLD_OFF);
	if (type == MD_BLOCK_CODE) {
		page->in_code = false;
		page->gap = true;
	}
	flush_words(page);
	if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
		page->depth--;
	return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct page *page = context;

	(void)detail;
	if (type == MD_SPAN_STRONG)
		sb_buf_putc(&page->words, BOLD_ON);
	return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct page *page = context;

	(void)detail;
	if (type == MD_SPAN_STRONG)
		sb_buf_putc(&page->words, BOLD_OFF);
	return 0;
}

/* Code comes in pieces, a line's end among them. */
static void add_code(struct page *page, const char *text, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++) {
		if ((!page->out->len || page->out->data[page->out->len - 1] == '\n') && text[i] != '\n')
			sb_buf_puts(page->out, "    ");
		sb_buf_putc(page->out, text[i]);
	}
}

static int text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE count, void *context)
{
	struct page *page = context;

	if (page->in_code)
		add_code(page, bytes, count);
	else if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR)
		sb_buf_putc(&page->words, ' ');
	else
		sb_buf_add(&page->words, bytes, count);
	return 0;
}

void markdown_print(const char *source, int cells, bool color, struct sb_buf *out)
{
	struct page page = { .out = out, .words = SB_BUF_INIT, .cells = cells, .color = color };
	const MD_PARSER parser = {
		.flags = MD_FLAG_NOHTML | MD_FLAG_TABLES,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = text,
	};

	if (md_parse(source, (MD_SIZE)strlen(source), &parser, &page))
		sb_buf_puts(out, source);
	sb_buf_release(&page.words);
}
