/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Asks for secrets. The echo is switched off for one line and on again however that ends; the line is read byte by byte, for what
 * stands behind it belongs to others.
 */
#include "secret.h"
#include "signals.h"
#include "stockbook/secret.h"
#include "stockbook/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static enum sb_status read_line(struct sb_buf *out, struct sb_error *err)
{
	for (;;) {
		char byte = 0;
		ssize_t got = read(STDIN_FILENO, &byte, 1);

		if (got < 0 && errno == EINTR && !signals_came(NULL))
			continue;
		if (got < 0 || (!got && !out->len))
			return sb_fail(err, SB_INTERRUPTED, _("left: nothing was saved"));
		if (!got || byte == '\n')
			return SB_OK;
		if (out->len == SB_SECRET_BYTES_MAX)
			return sb_fail(err, SB_INVALID, _("that is longer than any secret: choose a shorter one"));
		sb_buf_putc(out, byte);
	}
}

enum sb_status secret_ask(void *context, const char *question, struct sb_buf *out, struct sb_error *err)
{
	sb_auto(buf) visible = SB_BUF_INIT;
	struct termios before, silent;
	enum sb_status st = SB_OK;

	(void)context;
	if (tcgetattr(STDIN_FILENO, &before))
		return sb_fail_errno(err, SB_FAILED, _("cannot ask on this terminal"));
	silent = before;
	silent.c_lflag &= ~(tcflag_t)ECHO;
	silent.c_lflag |= ICANON;
	/* Stopped here and continued, the shell would have switched the echo on again. */
	silent.c_cc[VSUSP] = _POSIX_VDISABLE;
	sb_text_visible(question, &visible);
	/* Before it is asked for: who types at once is not to be seen either, and loses nothing. */
	(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
	(void)fputs(visible.data, stderr);
	(void)fflush(stderr);
	st = read_line(out, err);
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &before);
	(void)fputc('\n', stderr);
	return st;
}

static enum sb_status ask_twice(const struct sb_arg *arg, struct sb_buf *out, struct sb_error *err)
{
	sb_auto(buf) question = SB_BUF_INIT;
	sb_auto(buf) again = SB_BUF_INIT;
	enum sb_status st = SB_OK;

	sb_buf_printf(&question, _("New %s: "), _(arg->label));
	st = secret_ask(NULL, question.data, out, err);
	if (!st)
		st = secret_ask(NULL, _("Once more: "), &again, err);
	if (!st && (out->len != again.len || (out->len && memcmp(out->data, again.data, out->len))))
		st = sb_fail_field(err, SB_INVALID, arg->name, _("the two are not the same: nothing was changed"));
	sb_secret_wipe_buf(&again);
	return st;
}

enum sb_status secret_give(struct sb_call *call, const char *name, struct sb_error *err)
{
	const struct sb_arg *arg = sb_cmd_arg(sb_call_cmd(call), name);
	sb_auto(buf) text = SB_BUF_INIT;
	enum sb_status st = isatty(STDIN_FILENO) ? ask_twice(arg, &text, err) : read_line(&text, err);

	if (!st && !text.len)
		st = sb_fail_field(err, SB_INVALID, name, _("nothing was typed: nothing was changed"));
	if (!st)
		st = sb_call_give(call, name, text.data, err);
	sb_secret_wipe_buf(&text);
	return st;
}
