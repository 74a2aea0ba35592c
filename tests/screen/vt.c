/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pseudo terminal and its emulator. One thread: everything that waits also reads. */
#include "vt.h"

#include "support.h"
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

/* Patience is for machines that have much else to do: it is used up only where something is wrong. */
enum { PATIENCE_MS = 60000, ROW_BYTES = 8192, SEQUENCE_BYTES = 128, MODES = 3000, LAST_BYTES = 400 };

struct vt {
	int fd;
	pid_t pid;
	int status;
	bool ended, hung_up;
	int rows, cols;
	VTerm *emulator;
	VTermScreen *screen;
	VTermPos cursor;
	bool cursor_visible, alternate;
	char title[128];
	char row[ROW_BYTES];
	char sequence[SEQUENCE_BYTES]; /* the escape sequence being received */
	size_t sequence_bytes;
	bool modes[MODES];
	uint64_t sent, received, colors, said_read, said_frames;
	int said_rows, said_cols;
	char last[LAST_BYTES]; /* the newest bytes received, byte n of all at n % LAST_BYTES */
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- what the emulator tells ---- */

static int moved(VTermPos now, VTermPos before, int visible, void *with)
{
	struct vt *vt = with;

	(void)before;
	vt->cursor = now;
	vt->cursor_visible = visible;
	return 1;
}

static int changed(VTermProp property, VTermValue *value, void *with)
{
	struct vt *vt = with;

	if (property == VTERM_PROP_CURSORVISIBLE)
		vt->cursor_visible = value->boolean;
	if (property == VTERM_PROP_ALTSCREEN)
		vt->alternate = value->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .movecursor = moved, .settermprop = changed };

/* ---- what the emulator does not tell ---- */

static void note_modes(struct vt *vt, bool on)
{
	char *rest = vt->sequence + 3;

	for (;;) {
		unsigned long number = strtoul(rest, &rest, 10);

		if (number < MODES)
			vt->modes[number] = on;
		if (*rest++ != ';')
			return;
	}
}

/* 30 to 38, 40 to 48, 90 to 97, 100 to 107; 39 and 49 only go back to the default. */
static bool sets_color(const char *sequence)
{
	for (const char *at = sequence + 2; *at;) {
		char *end;
		unsigned long number = strtoul(at, &end, 10);

		if ((number >= 30 && number <= 48 && number != 39) || (number >= 90 && number <= 107))
			return true;
		at = *end ? end + 1 : end;
	}
	return false;
}

static void note_sequence(struct vt *vt, char last)
{
	unsigned long long bytes, frames;
	int rows, cols;

	vt->sequence[vt->sequence_bytes] = '\0';
	if (last == '\a' && sscanf(vt->sequence, "\033]7777;%llu;%llu;%d;%d", &bytes, &frames, &rows, &cols) == 4) {
		vt->said_read = bytes;
		vt->said_frames = frames;
		vt->said_rows = rows;
		vt->said_cols = cols;
	} else if (last == '\a' && strncmp(vt->sequence, "\033]2;", 4) == 0) {
		snprintf(vt->title, sizeof(vt->title), "%.*s", (int)vt->sequence_bytes - 5, vt->sequence + 4);
	} else if (strncmp(vt->sequence, "\033[?", 3) == 0 && (last == 'h' || last == 'l')) {
		note_modes(vt, last == 'h');
	} else if (last == 'm') {
		vt->colors += sets_color(vt->sequence);
	}
	vt->sequence_bytes = 0;
}

static bool ends_sequence(const struct vt *vt, char c)
{
	bool is_osc = vt->sequence_bytes > 1 && vt->sequence[1] == ']';

	if (is_osc || vt->sequence_bytes < 3)
		return c == '\a';
	return c >= '@' && c <= '~';
}

static void note(struct vt *vt, const char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (bytes[i] == '\033')
			vt->sequence_bytes = 0;
		else if (!vt->sequence_bytes)
			continue;
		if (vt->sequence_bytes < SEQUENCE_BYTES - 1)
			vt->sequence[vt->sequence_bytes++] = bytes[i];
		if (ends_sequence(vt, bytes[i]))
			note_sequence(vt, bytes[i]);
	}
}

/* ---- reading and waiting ---- */

static void take(struct vt *vt, const char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		vt->last[(vt->received + i) % LAST_BYTES] = bytes[i];
	vt->received += (uint64_t)count;
	vterm_input_write(vt->emulator, bytes, count);
	note(vt, bytes, count);
}

/*
 * The kernel looks whether there are bytes, and then whether the other side has closed: what was written and closed in
 * between is told as the end although the bytes are there. So the end is the end when it is told twice.
 */
static void receive(struct vt *vt)
{
	char bytes[65536];
	int ends = 0;

	while (!vt->hung_up) {
		ssize_t count = read(vt->fd, bytes, sizeof(bytes));

		if (count > 0)
			take(vt, bytes, (size_t)count);
		else if (count < 0 && errno == EAGAIN)
			return;
		else if (count == 0 || errno != EINTR)
			vt->hung_up = ++ends == 2;
	}
}

static void wait_for_output(struct vt *vt, int64_t until_ms)
{
	struct pollfd one = { .fd = vt->hung_up ? -1 : vt->fd, .events = POLLIN };
	int64_t left = until_ms - now_ms();

	poll(&one, 1, left < 1 ? 1 : left > 50 ? 50 : (int)left);
	receive(vt);
}

static bool is_settled(struct vt *vt, const char *unused)
{
	(void)unused;
	return vt->said_read >= vt->sent && vt->said_read != UINT64_MAX;
}

static bool is_shown(struct vt *vt, const char *text)
{
	return vt_find(vt, text) >= 0;
}

static bool wait_until(struct vt *vt, bool (*is_so)(struct vt *, const char *), const char *text, const char *what)
{
	int64_t until = now_ms() + PATIENCE_MS;

	for (receive(vt); !is_so(vt, text); wait_for_output(vt, until)) {
		if (now_ms() < until && !vt->hung_up)
			continue;
		char *story = vt_story(vt);

		fprintf(stderr, "waited in vain %s %s\n%s", what, text, story);
		free(story);
		return false;
	}
	receive(vt);
	return true;
}

bool vt_settle(struct vt *vt)
{
	return wait_until(vt, is_settled, "", "for all input to be read and painted");
}

bool vt_wait(struct vt *vt, const char *text)
{
	return wait_until(vt, is_shown, text, "for the text");
}

void vt_pass_ms(struct vt *vt, int ms)
{
	for (int64_t until = now_ms() + ms; now_ms() < until;)
		wait_for_output(vt, until);
}

void vt_send_raw(struct vt *vt, const void *bytes, size_t count)
{
	const char *at = bytes;

	vt->sent += count;
	while (count) {
		ssize_t written = write(vt->fd, at, count);

		if (written < 0 && vt->hung_up)
			return;
		if (written < 0)
			wait_for_output(vt, now_ms() + 5);
		at += written > 0 ? written : 0;
		count -= written > 0 ? (size_t)written : 0;
	}
}

bool vt_send(struct vt *vt, const char *keys)
{
	vt_send_raw(vt, keys, strlen(keys));
	return vt_settle(vt);
}

static bool is_resized(struct vt *vt, const char *before)
{
	return vt->said_frames > strtoull(before, NULL, 10) && vt->said_rows == vt->rows && vt->said_cols == vt->cols;
}

bool vt_resize(struct vt *vt, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	char before[32];

	receive(vt);
	snprintf(before, sizeof(before), "%llu", (unsigned long long)vt->said_frames);
	vt->rows = rows;
	vt->cols = cols;
	vterm_set_size(vt->emulator, rows, cols);
	ioctl(vt->fd, TIOCSWINSZ, &size);
	return wait_until(vt, is_resized, before, "for a frame of that size after number");
}

void vt_signal(struct vt *vt, int number)
{
	kill(vt->pid, number);
}

/* ---- starting and ending ---- */

static void set_environment(const struct vt_start *start)
{
	setenv("TERM", start->type ? start->type : "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("STOCKBOOK_TEST_SYNC", "1", 1);
	if (!start->scans)
		setenv("STOCKBOOK_SCAN_PREFIX", "\\x02", 1);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	unsetenv("COLORTERM");
	unsetenv("NO_COLOR");
	for (char *const *at = start->environment; at && *at; at++) {
		char *name = strdup(*at), *equals = strchr(name, '=');

		if (equals) {
			*equals = '\0';
			setenv(name, equals + 1, 1);
		} else {
			unsetenv(name);
		}
		free(name);
	}
}

/* What a shell would give it, whatever the test runner has done to signals. */
static void reset_signals(void)
{
	sigset_t none;

	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static void run_child(const struct vt_start *start)
{
	reset_signals();
	set_environment(start);
	if (start->run)
		exit(start->run(start->with));
	execvp(start->argv[0], start->argv);
	_exit(127);
}

static void make_emulator(struct vt *vt)
{
	vt->emulator = vterm_new(vt->rows, vt->cols);
	vterm_set_utf8(vt->emulator, 1);
	vt->screen = vterm_obtain_screen(vt->emulator);
	vterm_screen_enable_altscreen(vt->screen, 1);
	vterm_screen_set_callbacks(vt->screen, &callbacks, vt);
	vterm_screen_reset(vt->screen, 1);
}

struct vt *vt_start(const struct vt_start *start)
{
	struct vt *vt = calloc(1, sizeof(*vt));

	if (!vt)
		err(99, "no memory for a terminal");
	vt->rows = start->rows ? start->rows : 24;
	vt->cols = start->cols ? start->cols : 80;
	vt->said_read = UINT64_MAX;
	make_emulator(vt);
	struct winsize size = { .ws_row = (unsigned short)vt->rows, .ws_col = (unsigned short)vt->cols };

	fflush(NULL);
	vt->pid = forkpty(&vt->fd, NULL, NULL, &size);
	if (vt->pid < 0)
		err(99, "cannot make a terminal");
	if (!vt->pid)
		run_child(start);
	fcntl(vt->fd, F_SETFL, O_NONBLOCK);
	fcntl(vt->fd, F_SETFD, FD_CLOEXEC);
	return vt;
}

int vt_end(struct vt *vt)
{
	for (int64_t until = now_ms() + PATIENCE_MS; !vt->ended && now_ms() < until;) {
		wait_for_output(vt, now_ms() + 5);
		vt->ended = waitpid(vt->pid, &vt->status, WNOHANG) == vt->pid;
	}
	if (!vt->ended) {
		char *story = vt_story(vt);

		fprintf(stderr, "it did not end by itself\n%s", story);
		free(story);
		kill(vt->pid, SIGKILL);
		vt->ended = waitpid(vt->pid, &vt->status, 0) == vt->pid;
	}
	receive(vt);
	return vt->status;
}

void vt_free(struct vt *vt)
{
	if (!vt->ended)
		vt_end(vt);
	close(vt->fd);
	vterm_free(vt->emulator);
	free(vt);
}

/* ---- looking ---- */

const char *vt_row(struct vt *vt, int row)
{
	VTermRect all = { .start_row = row, .end_row = row + 1, .start_col = 0, .end_col = vt->cols };
	size_t length = vterm_screen_get_text(vt->screen, vt->row, sizeof(vt->row) - 1, all);

	while (length && vt->row[length - 1] == ' ')
		length--;
	vt->row[length] = '\0';
	return vt->row;
}

int vt_find(struct vt *vt, const char *text)
{
	for (int row = 0; row < vt->rows; row++)
		if (strstr(vt_row(vt, row), text))
			return row;
	return -1;
}

static size_t put_utf8(char *out, uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	size_t bytes = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	for (size_t i = bytes - 1; i; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3f));
	out[0] = (char)(c | (0xf00u >> bytes & 0xff));
	return bytes;
}

static int color_number(const struct vt *vt, VTermColor color, bool is_default)
{
	(void)vt;
	if (is_default)
		return -1;
	return VTERM_COLOR_IS_INDEXED(&color) ? color.indexed.idx : -2;
}

struct vt_cell vt_cell(struct vt *vt, int row, int col)
{
	VTermScreenCell cell;
	struct vt_cell out = { .width = 0 };
	char *at = out.text;

	if (!vterm_screen_get_cell(vt->screen, (VTermPos){ row, col }, &cell))
		return out;
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] && cell.chars[i] != UINT32_MAX; i++)
		at += put_utf8(at, cell.chars[i]);
	*at = '\0';
	out.width = cell.width;
	out.bold = cell.attrs.bold;
	out.underline = cell.attrs.underline != 0;
	out.reverse = cell.attrs.reverse;
	out.fg = color_number(vt, cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
	out.bg = color_number(vt, cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
	return out;
}

void vt_cursor(struct vt *vt, int *row, int *col, bool *visible)
{
	*row = vt->cursor.row;
	*col = vt->cursor.col;
	*visible = vt->cursor_visible;
}

const char *vt_title(struct vt *vt)
{
	return vt->title;
}

bool vt_mode(struct vt *vt, int number)
{
	return vt->modes[number];
}

bool vt_is_alternate(struct vt *vt)
{
	return vt->alternate;
}

struct termios vt_termios(struct vt *vt)
{
	struct termios modes = { 0 };

	tcgetattr(vt->fd, &modes);
	return modes;
}

uint64_t vt_bytes(struct vt *vt)
{
	return vt->received;
}

uint64_t vt_frames(struct vt *vt)
{
	return vt->said_frames;
}

uint64_t vt_colors(struct vt *vt)
{
	return vt->colors;
}

pid_t vt_pid(struct vt *vt)
{
	return vt->pid;
}

char *vt_screen(struct vt *vt)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	if (!out)
		err(99, "no memory for a screen");
	for (int row = 0; row < vt->rows; row++)
		fprintf(out, "%s\n", vt_row(vt, row));
	fprintf(out, "cursor %d %d%s\n", vt->cursor.row, vt->cursor.col, vt->cursor_visible ? "" : " hidden");
	fclose(out);
	return text;
}

/* Escape sequences are what is looked for here: they are shown, not obeyed. */
static void tell_last(struct vt *vt, FILE *out)
{
	uint64_t from = vt->received > LAST_BYTES ? vt->received - LAST_BYTES : 0;

	for (uint64_t i = from; i < vt->received; i++) {
		unsigned char c = (unsigned char)vt->last[i % LAST_BYTES];

		if (c < 0x20 || c == 0x7f)
			fprintf(out, "^%c", c ^ 0x40);
		else
			fputc(c, out);
	}
}

char *vt_story(struct vt *vt)
{
	char *text = NULL, *screen = vt_screen(vt);
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	if (!out)
		err(99, "no memory for a story");
	fprintf(out, "the program %s%s, on the %s screen%s; %llu bytes sent, %lld read; %llu received in %llu frames\n%s", vt->ended ? "ended with " : "runs", vt->ended ? st_status(vt->status) : "",
		vt->alternate ? "alternate" : "usual", vt->hung_up ? " that is closed" : "", (unsigned long long)vt->sent,
		(long long)vt->said_read, (unsigned long long)vt->received, (unsigned long long)vt->said_frames, screen);
	fputs("the last bytes: ", out);
	tell_last(vt, out);
	fputc('\n', out);
	fclose(out);
	free(screen);
	return text;
}

bool vt_ends_well(struct vt *vt)
{
	int status = vt_end(vt);

	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
