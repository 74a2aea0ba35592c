/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terminal modes and writing, without the screen library. */
#include "tty.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <unistd.h>

static const char frame_begin[] = "\033[?2026h", frame_end[] = "\033[?2026l";
static const char modes_on[] = "\033[?2004h\033[?1004h", modes_off[] = "\033[?1004l\033[?2004l";
static const char mouse_on[] = "\033[?1000h\033[?1006h", mouse_off[] = "\033[?1006l\033[?1000l";

const char sb_tty_undo_all[] = "\033[?2026l\033[?1004l\033[?2004l\033[?1006l\033[?1003l\033[?1002l\033[?1000l"
			       "\033[0m\033[?25h\033[?1049l\033[23;0;0t\033[?1l\033>";

static bool begins(const char *type, const char *beginning)
{
	return strncmp(type, beginning, strlen(beginning)) == 0;
}

struct sb_tty sb_tty_init(int in, int out, const char *type, bool mouse)
{
	bool is_plain = begins(type, "linux") || begins(type, "vt") || begins(type, "ansi") || begins(type, "cons");

	return (struct sb_tty){
		.in = in,
		.out = out,
		.is_plain = is_plain,
		.has_frames = !is_plain && !begins(type, "screen"),
		.mouse = mouse,
	};
}

bool sb_tty_size(const struct sb_tty *tty, int *rows, int *cols)
{
	struct winsize size = { 0 };

	if (ioctl(tty->out, TIOCGWINSZ, &size) < 0 || !size.ws_row || !size.ws_col)
		return false;
	*rows = size.ws_row;
	*cols = size.ws_col;
	return true;
}

enum sb_status sb_tty_raw(struct sb_tty *tty, struct sb_error *err)
{
	if (!tty->has_saved && tcgetattr(tty->in, &tty->saved) < 0)
		return sb_fail_errno(err, SB_CANNOT_OPEN, _("the terminal cannot be read"));
	struct termios raw = tty->saved;

	tty->has_saved = true;
	cfmakeraw(&raw);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	if (tcsetattr(tty->in, TCSADRAIN, &raw) < 0)
		return sb_fail_errno(err, SB_CANNOT_OPEN, _("the terminal cannot be set up"));
	return SB_OK;
}

void sb_tty_restore(const struct sb_tty *tty)
{
	if (tty->has_saved)
		(void)tcsetattr(tty->in, TCSADRAIN, &tty->saved);
}

static void write_text(const struct sb_tty *tty, const char *text)
{
	sb_tty_write(tty, text, strlen(text));
}

void sb_tty_modes(const struct sb_tty *tty, bool on)
{
	if (tty->is_plain)
		return;
	write_text(tty, on ? modes_on : modes_off);
	if (tty->mouse)
		write_text(tty, on ? mouse_on : mouse_off);
}

void sb_tty_mouse(struct sb_tty *tty, bool on)
{
	if (tty->mouse != on && !tty->is_plain)
		write_text(tty, on ? mouse_on : mouse_off);
	tty->mouse = on;
}

static void write_parts(const struct sb_tty *tty, struct iovec *parts, int count)
{
	while (count) {
		ssize_t written = writev(tty->out, parts, count);

		if (written < 0 && errno == EAGAIN)
			(void)poll(&(struct pollfd){ .fd = tty->out, .events = POLLOUT }, 1, -1);
		else if (written < 0 && errno != EINTR)
			return; /* it is gone: the loop hears so from reading */
		for (size_t left = written > 0 ? (size_t)written : 0; count;) {
			size_t taken = left < parts->iov_len ? left : parts->iov_len;

			parts->iov_base = (char *)parts->iov_base + taken;
			parts->iov_len -= taken;
			left -= taken;
			if (parts->iov_len)
				break;
			parts++;
			count--;
		}
	}
}

void sb_tty_write(const struct sb_tty *tty, const char *bytes, size_t count)
{
	struct iovec parts[] = { { (void *)(uintptr_t)bytes, count } };

	write_parts(tty, parts, 1);
}

void sb_tty_write_frame(const struct sb_tty *tty, const char *bytes, size_t count)
{
	struct iovec parts[] = {
		{ (void *)(uintptr_t)frame_begin, sizeof(frame_begin) - 1 },
		{ (void *)(uintptr_t)bytes, count },
		{ (void *)(uintptr_t)frame_end, sizeof(frame_end) - 1 },
	};

	if (tty->has_frames)
		write_parts(tty, parts, 3);
	else
		sb_tty_write(tty, bytes, count);
}
