/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the screen needs no screen library: what the environment says, text made ready, and messages to the terminal
 * itself. */
#include "term.h"

#include "stockbook/text.h"
#include "term_parts.h"
#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

struct sb_term_options sb_term_options_from_environment(void)
{
	const char *type = getenv("TERM"), *colors = getenv("COLORTERM");

	return (struct sb_term_options){
		.in_fd = STDIN_FILENO,
		.out_fd = STDOUT_FILENO,
		.type = type ? type : "",
		.color = "auto",
		.no_color = is_set("NO_COLOR"),
		.true_color = colors && (strcmp(colors, "truecolor") == 0 || strcmp(colors, "24bit") == 0),
		.mouse = true,
		.sync = is_set("STOCKBOOK_TEST_SYNC"),
	};
}

enum sb_status sb_term_check_type(const struct sb_term_options *options, struct sb_error *err)
{
	bool given_size = options->rows > 0 && options->cols > 0;

	if (!given_size && (!isatty(options->in_fd) || !isatty(options->out_fd)))
		return sb_fail(err, SB_CANNOT_OPEN,
			       _("input or output is no terminal: name a command, such as `stockbook list`"));
	if (!*options->type)
		return sb_fail(err, SB_CANNOT_OPEN,
			       _("TERM does not say what terminal this is: set it, such as TERM=xterm-256color"));
	if (strcmp(options->type, "dumb") == 0)
		return sb_fail(
			err, SB_CANNOT_OPEN,
			_("this terminal (TERM=dumb) cannot place text on the screen: use the commands of the shell, "
			  "`stockbook help` lists them"));
	return SB_OK;
}

static bool has_few_signs(const char *type)
{
	return strncmp(type, "linux", 5) == 0 || strncmp(type, "vt", 2) == 0;
}

bool sb_term_wants_ascii(const struct sb_term_options *options, const char *type)
{
	return options->ascii || !sb_text_is_utf8() || has_few_signs(options->type) || has_few_signs(type);
}

enum sb_color_depth sb_term_choose_depth(const struct sb_term_options *options, int colors)
{
	int most = colors;

	if (strcmp(options->color, "never") == 0 || (strcmp(options->color, "auto") == 0 && options->no_color))
		return SB_DEPTH_MONO;
	if (strcmp(options->color, "16") == 0 && most > SB_DEPTH_16)
		most = SB_DEPTH_16;
	if (strcmp(options->color, "256") == 0 && most > SB_DEPTH_256)
		most = SB_DEPTH_256;
	static const enum sb_color_depth depths[] = { SB_DEPTH_TRUE, SB_DEPTH_256, SB_DEPTH_16, SB_DEPTH_8 };

	for (size_t i = 0; i < SB_COUNT(depths); i++)
		if (most >= (int)depths[i])
			return depths[i];
	return SB_DEPTH_MONO;
}

/* ---- text ---- */

/* Signs that sentences are written with, where signs are drawn in ASCII. */
static const struct {
	int32_t sign;
	char ascii;
} stand_ins[] = {
	{ 0xB7, '-' },   { 0xD7, 'x' },	   { 0x2013, '-' }, { 0x2014, '-' }, { 0x2019, '\'' },
	{ 0x201C, '"' }, { 0x201D, '"' }, { 0x2022, '*' }, { 0x2026, '~' }, { 0x2212, '-' },
};

static int32_t stand_in(const struct sb_term *term, int32_t c)
{
	for (size_t i = 0; c >= 0x80 && term->glyphs->ascii && i < SB_COUNT(stand_ins); i++)
		if (stand_ins[i].sign == c)
			return stand_ins[i].ascii;
	return c;
}

/* What the locale cannot print becomes a question mark, one cell for one. */
static wchar_t printable(int32_t c)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state = { 0 };

	if (c < 0x80 || wcrtomb(bytes, (wchar_t)c, &state) != (size_t)-1)
		return (wchar_t)c;
	return L'?';
}

static size_t widen(struct sb_term *term, const struct sb_buf *text)
{
	const char *at = text->data, *end = text->data + text->len;
	size_t count = 0;

	if (text->len > term->wide_cap) {
		term->wide_cap = text->len * 2;
		term->wide = sb_realloc(term->wide, term->wide_cap * sizeof(*term->wide));
	}
	while (at < end)
		term->wide[count++] = printable(stand_in(term, sb_utf8_next(&at, end)));
	return count;
}

size_t sb_term_prepare(struct sb_term *term, const char *text, int cells, enum sb_fit fit, int *cells_taken)
{
	sb_buf_clear(&term->visible);
	sb_buf_clear(&term->fitted);
	/* Before a character set that has no such signs makes something else of them; those of fitting come later. */
	if (term->glyphs->ascii) {
		for (const char *at = text, *end = text + strlen(text); at < end;)
			sb_utf8_put(&term->fitted, stand_in(term, sb_utf8_next(&at, end)));
		text = term->fitted.data;
	}
	sb_text_visible(text, &term->visible);
	sb_buf_clear(&term->fitted);
	if (fit == SB_FIT_CUT) {
		int width = sb_text_width(term->visible.data);

		cells = width < cells ? width : cells;
	}
	sb_text_fit(&term->fitted, term->visible.data, cells, fit == SB_FIT_RIGHT);
	*cells_taken = cells;
	return widen(term, &term->fitted);
}

void sb_term_clip(struct sb_term *term, int row, int rows)
{
	term->clip_row = row;
	term->clip_rows = rows;
}

int sb_term_printf(struct sb_term *term, int row, int col, int cells, unsigned style, const char *format, ...)
{
	sb_auto(buf) text = SB_BUF_INIT;
	va_list args;

	va_start(args, format);
	sb_buf_vprintf(&text, format, args);
	va_end(args);
	return sb_term_put(term, row, col, cells, style, text.data);
}

void sb_term_box(struct sb_term *term, int row, int col, int rows, int cols, unsigned style)
{
	const struct sb_glyphs *g = term->glyphs;

	sb_term_fill(term, row, col + 1, cols - 2, style, g->horizontal);
	sb_term_fill(term, row + rows - 1, col + 1, cols - 2, style, g->horizontal);
	for (int side = row + 1; side < row + rows - 1; side++) {
		sb_term_put(term, side, col, 1, style, g->vertical);
		sb_term_put(term, side, col + cols - 1, 1, style, g->vertical);
	}
	sb_term_put(term, row, col, 1, style, g->top_left);
	sb_term_put(term, row, col + cols - 1, 1, style, g->top_right);
	sb_term_put(term, row + rows - 1, col, 1, style, g->bottom_left);
	sb_term_put(term, row + rows - 1, col + cols - 1, 1, style, g->bottom_right);
}

/* ---- asking ---- */

const char *sb_term_note(const struct sb_term *term)
{
	return term->note;
}

int sb_term_rows(const struct sb_term *term)
{
	return term->rows;
}

int sb_term_cols(const struct sb_term *term)
{
	return term->cols;
}

enum sb_color_depth sb_term_depth(const struct sb_term *term)
{
	return term->depth;
}

const struct sb_glyphs *sb_term_glyphs(const struct sb_term *term)
{
	return term->glyphs;
}

int sb_term_in(const struct sb_term *term)
{
	return term->tty.in;
}

int sb_term_out(const struct sb_term *term)
{
	return term->tty.out;
}

uint64_t sb_term_frames(const struct sb_term *term)
{
	return term->frames;
}

bool sb_term_ready(const struct sb_term *term)
{
	struct pollfd out = { .fd = term->tty.out, .events = POLLOUT };

	return poll(&out, 1, 0) != 0;
}

/* ---- past the grid ---- */

void sb_term_bell(struct sb_term *term)
{
	sb_tty_write(&term->tty, "\a", 1);
}

void sb_term_title(struct sb_term *term, const char *title)
{
	sb_auto(buf) visible = SB_BUF_INIT;
	sb_auto(buf) sequence = SB_BUF_INIT;

	if (term->tty.is_plain)
		return;
	sb_text_visible(title, &visible);
	sb_buf_printf(&sequence, "\033]2;%s\a", visible.data);
	sb_tty_write(&term->tty, sequence.data, sequence.len);
}

static void put_base64(struct sb_buf *out, const unsigned char *bytes, size_t count)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < count; i += 3) {
		size_t here = count - i < 3 ? count - i : 3;
		uint32_t three = (uint32_t)bytes[i] << 16;

		if (here > 1)
			three |= (uint32_t)bytes[i + 1] << 8;
		if (here > 2)
			three |= bytes[i + 2];
		for (size_t digit = 0; digit < 4; digit++)
			sb_buf_putc(out, digit <= here ? digits[three >> (18 - 6 * digit) & 63] : '=');
	}
}

enum sb_status sb_term_copy(struct sb_term *term, const char *text, size_t bytes, struct sb_error *err)
{
	sb_auto(buf) sequence = SB_BUF_INIT;

	if (term->tty.is_plain)
		return sb_fail(err, SB_REFUSED, _("this terminal has no clipboard: export to a file instead"));
	if (bytes > SB_CLIPBOARD_BYTES_MAX)
		return sb_fail(err, SB_REFUSED, _("too much for the clipboard (%zu bytes): export to a file instead"),
			       bytes);
	sb_buf_puts(&sequence, "\033]52;c;");
	put_base64(&sequence, (const unsigned char *)text, bytes);
	sb_buf_putc(&sequence, '\a');
	sb_tty_write(&term->tty, sequence.data, sequence.len);
	return SB_OK;
}

void sb_term_mouse(struct sb_term *term, bool on)
{
	sb_tty_mouse(&term->tty, on);
}

void sb_term_mark(struct sb_term *term, uint64_t bytes_read)
{
	sb_auto(buf) mark = SB_BUF_INIT;

	if (!term->sync)
		return;
	sb_buf_printf(&mark, "\033]7777;%llu;%llu;%d;%d\a", (unsigned long long)bytes_read, (unsigned long long)term->frames, term->rows, term->cols);
	sb_tty_write(&term->tty, mark.data, mark.len);
}
