/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signals. The state here is global because a signal handler has no other: what to write, where, and which modes to
 * set. The handlers call only what POSIX allows in one: write, tcsetattr, raise.
 */
#include "signals.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { STACK_BYTES = 64 * 1024 };

static const int watched[] = { SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT, SIGTSTP };
static const int fatal[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };

static struct {
	volatile sig_atomic_t armed;
	int fd;
	struct termios saved;
	const char *restore;
	size_t restore_bytes;
	void *stack;
} guard;

static void fill(sigset_t *set)
{
	sigemptyset(set);
	for (size_t i = 0; i < SB_COUNT(watched); i++)
		sigaddset(set, watched[i]);
}

void sb_signals_block(void)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	sigset_t set;

	fill(&set);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

enum sb_status sb_signals_open(int *fd, struct sb_error *err)
{
	sigset_t set;

	fill(&set);
	int opened = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);

	if (opened < 0)
		return sb_fail_errno(err, SB_FAILED, _("signals cannot be read"));
	*fd = opened;
	return SB_OK;
}

int sb_signals_next(int fd)
{
	struct signalfd_siginfo info;

	return read(fd, &info, sizeof(info)) == (ssize_t)sizeof(info) ? (int)info.ssi_signo : 0;
}

void sb_signals_stop_self(void)
{
	struct sigaction usual = { .sa_handler = SIG_DFL }, before;
	sigset_t stop, mask;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigaction(SIGTSTP, &usual, &before);
	(void)kill(0, SIGTSTP);
	pthread_sigmask(SIG_UNBLOCK, &stop, &mask); /* here it stops */
	pthread_sigmask(SIG_SETMASK, &mask, NULL);
	sigaction(SIGTSTP, &before, NULL);
}

void sb_signals_restore_now(void)
{
	if (!guard.armed)
		return;
	guard.armed = 0;
	for (size_t done = 0; done < guard.restore_bytes;) {
		ssize_t written = write(guard.fd, guard.restore + done, guard.restore_bytes - done);

		if (written <= 0 && errno != EINTR)
			break;
		done += written > 0 ? (size_t)written : 0;
	}
	(void)tcsetattr(guard.fd, TCSANOW, &guard.saved);
}

static void die(int number)
{
	sb_signals_restore_now();
	(void)raise(number);
}

static void set_handlers(bool on)
{
	struct sigaction action = { .sa_handler = SIG_DFL };

	if (on) {
		action.sa_handler = die;
		action.sa_flags = (int)(SA_RESETHAND | (unsigned)SA_NODEFER | SA_ONSTACK);
	}
	for (size_t i = 0; i < SB_COUNT(fatal); i++)
		sigaction(fatal[i], &action, NULL);
}

void sb_signals_guard(int fd, const struct termios *saved, const char *restore)
{
	guard.armed = 0;
	if (!restore) {
		set_handlers(false);
		return;
	}
	guard.fd = fd;
	guard.saved = *saved;
	guard.restore = restore;
	guard.restore_bytes = strlen(restore);
	if (!guard.stack) {
		guard.stack = sb_alloc(STACK_BYTES);
		sigaltstack(&(stack_t){ .ss_sp = guard.stack, .ss_size = STACK_BYTES }, NULL);
	}
	guard.armed = 1;
	set_handlers(true);
	sb_on_out_of_memory(sb_signals_restore_now);
}
