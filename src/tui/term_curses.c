/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The grid, by curses. Curses knows terminals and finds the shortest way from one frame to the next, but it does not
 * own the terminal: it renders into a file in memory, and the finished frame goes out as one write. Input and terminal
 * modes are none of its business. The library keeps its screen in global variables, hence one terminal at a time.
 */
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>

#include "signals.h"
#include "stockbook/text.h"
#include "term.h"
#include "term_parts.h"
#include <string.h>
#include <sys/mman.h>
#include <termcap.h>
#include <unistd.h>

struct sb_term_library {
	SCREEN *screen;
	FILE *frame, *no_input;
	int frame_fd;
	attr_t attrs[SB_STYLE_COUNT];
	bool selected_has_colors;
	int cursor_row, cursor_col;
	bool cursor_visible, cursor_shown;
	char *bytes;
	size_t bytes_cap;
};

/* ---- the file in memory ---- */

static void forget_rendered(struct sb_term_library *lib)
{
	if (ftruncate(lib->frame_fd, 0) == 0)
		(void)lseek(lib->frame_fd, 0, SEEK_SET);
}

/*
 * Each change of attributes also switches back to the ASCII character set, which is never left here because lines are
 * drawn as characters of their own: a few bytes a cell on slow lines, for nothing.
 */
static size_t drop_charset(char *bytes, size_t count)
{
	static const char to_ascii[] = { '\033', '(', 'B' };
	char *from = bytes, *to = bytes, *end = bytes + count;

	for (char *at; (at = memmem(from, (size_t)(end - from), to_ascii, sizeof(to_ascii)));
	     from = at + sizeof(to_ascii)) {
		memmove(to, from, (size_t)(at - from));
		to += at - from;
	}
	memmove(to, from, (size_t)(end - from));
	return (size_t)(to - bytes) + (size_t)(end - from);
}

/* What curses has written since the last call, in lib->bytes. */
static size_t take_rendered(struct sb_term_library *lib)
{
	off_t end = lseek(lib->frame_fd, 0, SEEK_CUR);

	if (end <= 0)
		return 0;
	if ((size_t)end > lib->bytes_cap) {
		lib->bytes_cap = (size_t)end * 2;
		lib->bytes = sb_realloc(lib->bytes, lib->bytes_cap);
	}
	ssize_t count = pread(lib->frame_fd, lib->bytes, (size_t)end, 0);

	forget_rendered(lib);
	return count > 0 ? drop_charset(lib->bytes, (size_t)count) : 0;
}

static void send_rendered(struct sb_term *term)
{
	size_t count = take_rendered(term->library);

	sb_tty_write(&term->tty, term->library->bytes, count);
}

/* ---- colours ---- */

static attr_t attrs_of(unsigned attrs)
{
	static const struct {
		unsigned ours;
		attr_t theirs;
	} table[] = {
		{ SB_ATTR_BOLD, A_BOLD },     { SB_ATTR_DIM, A_DIM },         { SB_ATTR_UNDERLINE, A_UNDERLINE },
		{ SB_ATTR_ITALIC, A_ITALIC }, { SB_ATTR_REVERSE, A_REVERSE },
	};
	attr_t all = A_NORMAL;

	for (size_t i = 0; i < SB_COUNT(table); i++)
		if (attrs & table[i].ours)
			all |= table[i].theirs;
	return all;
}

static int library_color(const struct sb_term *term, int32_t color)
{
	int32_t reduced = sb_color_reduce(color, (int)term->depth);

	return reduced == SB_COLOR_DEFAULT ? -1 : reduced & 0xffffff;
}

/* Pair n + 1 is style n's; pair 0 is the terminal's own. */
static short pair_of(unsigned style)
{
	return (short)((style & SB_STYLE_MASK) + 1);
}

void sb_term_use_theme(struct sb_term *term, const struct sb_theme *theme)
{
	struct sb_term_library *lib = term->library;
	const struct sb_look *selected = &theme->looks[SB_STYLE_SELECTED];

	for (int style = 0; style < SB_STYLE_COUNT; style++) {
		const struct sb_look *look = &theme->looks[style];

		lib->attrs[style] = attrs_of(look->attrs);
		if (term->depth != SB_DEPTH_MONO)
			init_extended_pair(pair_of((unsigned)style), library_color(term, look->fg),
					   library_color(term, look->bg));
	}
	lib->selected_has_colors =
		term->depth != SB_DEPTH_MONO && (selected->fg != SB_COLOR_DEFAULT || selected->bg != SB_COLOR_DEFAULT);
	/* A selection nobody can see is worse than an ugly one. */
	if (!lib->selected_has_colors)
		lib->attrs[SB_STYLE_SELECTED] |= A_REVERSE;
	clearok(curscr, TRUE);
}

static attr_t look_of(const struct sb_term *term, unsigned style, short *pair)
{
	const struct sb_term_library *lib = term->library;
	attr_t attrs = lib->attrs[style & SB_STYLE_MASK];

	*pair = pair_of(style);
	if (style & SB_OVER_SELECTED) {
		attrs |= lib->attrs[SB_STYLE_SELECTED];
		/* Dim on reverse is unreadable on many screens. */
		attrs &= ~(attr_t)A_DIM;
		if (lib->selected_has_colors)
			*pair = pair_of(SB_STYLE_SELECTED);
	}
	if (style & SB_OVER_BOLD)
		attrs |= A_BOLD;
	if (style & SB_OVER_DIM)
		attrs |= A_DIM;
	if (style & SB_OVER_UNDERLINE)
		attrs |= A_UNDERLINE;
	if (term->depth == SB_DEPTH_MONO)
		*pair = 0;
	return attrs;
}

/* ---- opening and closing ---- */

static bool has_rgb(const struct sb_theme *theme)
{
	for (int style = 0; style < SB_STYLE_COUNT; style++) {
		const struct sb_look *look = &theme->looks[style];

		if ((look->fg != SB_COLOR_DEFAULT && look->fg & SB_COLOR_RGB) ||
		    (look->bg != SB_COLOR_DEFAULT && look->bg & SB_COLOR_RGB))
			return true;
	}
	return false;
}

static bool try_type(struct sb_term_library *lib, const char *type)
{
	/* newterm() keeps what it has allocated for a type it then does not know. */
	if (tgetent(NULL, type) != 1)
		return false;
	lib->screen = newterm(type, lib->frame, lib->no_input);
	if (!lib->screen)
		return false;
	const char *move = tigetstr("cup");

	if (move && move != (char *)-1 && *move)
		return true;
	endwin();
	delscreen(lib->screen);
	lib->screen = NULL;
	return false;
}

/* The terminal's own description, else one that fits nearly every terminal people use; the type found, or NULL. */
static const char *find_type(struct sb_term_library *lib, const struct sb_term_options *options,
			     const struct sb_theme *theme)
{
	const char *const types[] = { options->type, "xterm-256color", "vt100" };

	/* 24-bit colours need a description of their own; without it they are brought down to 256. */
	if (options->true_color && has_rgb(theme) && strncmp(options->type, "xterm", 5) == 0 &&
	    try_type(lib, "xterm-direct256"))
		return options->type;
	for (size_t i = 0; i < SB_COUNT(types); i++)
		if (try_type(lib, types[i]))
			return types[i];
	return NULL;
}

static void library_free(struct sb_term_library *lib)
{
	if (lib->screen)
		delscreen(lib->screen);
	if (lib->frame)
		(void)fclose(lib->frame);
	if (lib->no_input)
		(void)fclose(lib->no_input);
	free(lib->bytes);
	free(lib);
}

static void term_free(struct sb_term *term)
{
	library_free(term->library);
	sb_buf_release(&term->visible);
	sb_buf_release(&term->fitted);
	free(term->wide);
	free(term->note);
	free(term);
}

static struct sb_term *term_new(void)
{
	struct sb_term *term = sb_alloc(sizeof(*term));

	term->library = sb_alloc(sizeof(*term->library));
	term->library->frame_fd = -1;
	term->visible = term->fitted = (struct sb_buf)SB_BUF_INIT;
	return term;
}

static enum sb_status open_files(struct sb_term_library *lib, struct sb_error *err)
{
	lib->frame_fd = memfd_create("stockbook-frame", MFD_CLOEXEC);
	if (lib->frame_fd >= 0)
		lib->frame = fdopen(lib->frame_fd, "w+");
	lib->no_input = fopen("/dev/null", "re");
	if (!lib->frame || !lib->no_input)
		return sb_fail_errno(err, SB_CANNOT_OPEN, _("the screen cannot be set up"));
	return SB_OK;
}

static void set_size(struct sb_term *term)
{
	if (!term->fixed_size && !sb_tty_size(&term->tty, &term->rows, &term->cols))
		getmaxyx(stdscr, term->rows, term->cols);
	resize_term(term->rows, term->cols);
}

/* The library flushes at each cursor move until it has once left and come back: do that at the beginning, unseen. */
static void begin_screen(struct sb_term *term, const struct sb_term_options *options, const struct sb_theme *theme)
{
	struct sb_term_library *lib = term->library;

	set_size(term);
	typeahead(-1);
	nonl();
	if (has_colors()) {
		start_color();
		use_default_colors();
		term->depth = sb_term_choose_depth(options, COLORS);
	}
	endwin();
	forget_rendered(lib);
	sb_term_use_theme(term, theme);
	refresh();
	lib->cursor_shown = true;
}

static enum sb_status open_screen(struct sb_term *term, const struct sb_term_options *options,
				  const struct sb_theme *theme, struct sb_error *err)
{
	enum sb_status status = open_files(term->library, err);

	if (status)
		return status;
	/* Neither LINES nor a description says how large the screen is; one without a size, as the Linux console's, is still one. */
	use_env(FALSE);
	use_tioctl(TRUE);
	const char *type = find_type(term->library, options, theme);

	if (!type)
		return sb_fail(err, SB_CANNOT_OPEN,
			       _("terminal type “%s” is unknown and so are all others: install ncurses-base"),
			       options->type);
	term->tty = sb_tty_init(options->in_fd, options->out_fd, type, options->mouse);
	term->glyphs = options->plain ? sb_glyphs_plain() : sb_glyphs_for(sb_term_wants_ascii(options, type));
	if (strcmp(type, options->type) != 0) {
		sb_auto(buf) note = SB_BUF_INIT;

		sb_buf_printf(&note,
			      _("terminal type “%s” is unknown here, using %s: install ncurses-term or set TERM"),
			      options->type, type);
		term->note = sb_buf_take(&note);
	}
	return SB_OK;
}

enum sb_status sb_term_open(struct sb_term **out, const struct sb_term_options *options, const struct sb_theme *theme,
			    struct sb_error *err)
{
	enum sb_status status = sb_term_check_type(options, err);

	if (status)
		return status;
	struct sb_term *term = term_new();

	term->fixed_size = options->rows > 0 && options->cols > 0;
	term->rows = options->rows;
	term->cols = options->cols;
	term->sync = options->sync;
	status = open_screen(term, options, theme, err);
	if (!status && isatty(options->in_fd))
		status = sb_tty_raw(&term->tty, err);
	if (status) {
		term_free(term);
		return status;
	}
	if (term->tty.has_saved)
		sb_signals_guard(term->tty.out, &term->tty.saved, sb_tty_undo_all);
	begin_screen(term, options, theme);
	send_rendered(term);
	sb_tty_modes(&term->tty, true);
	*out = term;
	return SB_OK;
}

void sb_term_suspend(struct sb_term *term)
{
	sb_tty_modes(&term->tty, false);
	curs_set(1);
	endwin();
	send_rendered(term);
	sb_tty_restore(&term->tty);
}

void sb_term_resume(struct sb_term *term)
{
	struct sb_error ignored = SB_ERROR_INIT;

	/* A terminal that went away meanwhile shows itself at the next read. */
	if (term->tty.has_saved && sb_tty_raw(&term->tty, &ignored))
		return;
	sb_tty_modes(&term->tty, true);
	term->library->cursor_shown = true;
	sb_term_resize(term);
	sb_term_repaint(term);
}

void sb_term_close(struct sb_term *term)
{
	sb_term_suspend(term);
	sb_signals_guard(-1, NULL, NULL);
	term_free(term);
}

bool sb_term_resize(struct sb_term *term)
{
	int rows = term->rows, cols = term->cols;

	if (!term->fixed_size && !sb_tty_size(&term->tty, &rows, &cols))
		return false;
	if (rows == term->rows && cols == term->cols)
		return false;
	term->rows = rows;
	term->cols = cols;
	resize_term(rows, cols);
	sb_term_repaint(term);
	return true;
}

void sb_term_repaint(struct sb_term *term)
{
	(void)term;
	clearok(curscr, TRUE);
}

/* ---- drawing ---- */

void sb_term_erase(struct sb_term *term)
{
	short pair;
	attr_t attrs = look_of(term, SB_STYLE_NORMAL, &pair);
	cchar_t blank;

	setcchar(&blank, L" ", attrs, pair, NULL);
	bkgrndset(&blank);
	erase();
	term->library->cursor_visible = false;
	sb_term_clip(term, 0, 0);
}

/* How many of the cells asked for are on the grid, and in the rows that are drawn in. */
static int cells_there(const struct sb_term *term, int row, int col, int cells)
{
	if (term->clip_rows && (row < term->clip_row || row >= term->clip_row + term->clip_rows))
		return 0;
	if (row < 0 || row >= term->rows || col < 0 || col >= term->cols)
		return 0;
	return cells < term->cols - col ? cells : term->cols - col;
}

static int draw(struct sb_term *term, int row, int col, int cells, unsigned style, const char *text, enum sb_fit fit)
{
	int there = cells_there(term, row, col, cells), taken;
	short pair;

	if (there <= 0)
		return 0;
	attr_t attrs = look_of(term, style, &pair);
	size_t count = sb_term_prepare(term, text, there, fit, &taken);

	attr_set(attrs, pair, NULL);
	mvaddnwstr(row, col, term->wide, (int)count);
	return taken;
}

int sb_term_put(struct sb_term *term, int row, int col, int cells, unsigned style, const char *text)
{
	return draw(term, row, col, cells, style, text, SB_FIT_CUT);
}

void sb_term_fit(struct sb_term *term, int row, int col, int cells, unsigned style, const char *text, bool align_right)
{
	draw(term, row, col, cells, style, text, align_right ? SB_FIT_RIGHT : SB_FIT_LEFT);
}

void sb_term_fill(struct sb_term *term, int row, int col, int cells, unsigned style, const char *sign)
{
	int there = cells_there(term, row, col, cells), taken;
	wchar_t one[] = { L' ', L'\0' };
	cchar_t cell;
	short pair;

	if (there <= 0)
		return;
	attr_t attrs = look_of(term, style, &pair);

	if (sign && sb_term_prepare(term, sign, 1, SB_FIT_LEFT, &taken))
		one[0] = term->wide[0];
	setcchar(&cell, one, attrs, pair, NULL);
	mvhline_set(row, col, &cell, there);
}

void sb_term_restyle(struct sb_term *term, int row, int col, int cells, unsigned style)
{
	int there = cells_there(term, row, col, cells);
	short pair;

	if (there <= 0)
		return;
	attr_t attrs = look_of(term, style, &pair);

	mvchgat(row, col, there, attrs, pair, NULL);
}

void sb_term_cursor(struct sb_term *term, int row, int col, bool visible)
{
	struct sb_term_library *lib = term->library;

	lib->cursor_row = row < 0 ? 0 : row < term->rows ? row : term->rows - 1;
	lib->cursor_col = col < 0 ? 0 : col < term->cols ? col : term->cols - 1;
	lib->cursor_visible = visible;
}

bool sb_term_frame(struct sb_term *term)
{
	struct sb_term_library *lib = term->library;

	move(lib->cursor_row, lib->cursor_col);
	if (lib->cursor_visible != lib->cursor_shown)
		curs_set(lib->cursor_visible);
	lib->cursor_shown = lib->cursor_visible;
	wnoutrefresh(stdscr);
	doupdate();
	size_t count = take_rendered(lib);

	if (!count)
		return false;
	sb_tty_write_frame(&term->tty, lib->bytes, count);
	term->frames++;
	return true;
}
