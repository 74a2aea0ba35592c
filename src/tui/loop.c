/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loop. One turn is: sleep, read all input, signals, what is watched, workers, timers, one paint. */
#include "loop.h"

#include "decode.h"
#include "signals.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	READ_BYTES = 16384,
	READS_A_TURN = 64, /* then one paint, however much more is coming */
	BUSY_PAINT_MS = 50,
};

enum slot { SLOT_INPUT, SLOT_SIGNALS, SLOT_WORKERS, SLOT_OUTPUT, SLOT_WATCHES, SLOTS = SLOT_WATCHES + SB_LOOP_WATCHES };

struct watch {
	int fd;
	void (*ready)(void *app, int fd);
};

struct sb_loop {
	struct sb_term *term;
	const struct sb_loop_client *client;
	void *app;
	struct sb_decoder *decoder;
	struct sb_scanner *scanner;
	int signal_fd, wake_fd;
	struct watch watches[SB_LOOP_WATCHES];
	bool quitting, dirty, had_input;
	bool gone;             /* the terminal hung up */
	bool waits_for_output; /* the terminal took no frame: told when it does */
	int64_t painted_ms;
	uint64_t bytes_read, marked_bytes, marked_frames;
	int64_t due_ms; /* when the client wanted to be ticked, as it said last; SB_NONE: never */
};

int64_t sb_loop_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t sb_loop_next_minute_ms(void)
{
	struct timespec wall;

	clock_gettime(CLOCK_REALTIME, &wall);
	return sb_loop_now_ms() + (60 - wall.tv_sec % 60) * 1000 - wall.tv_nsec / 1000000;
}

/* ---- input ---- */

static void deliver(void *with, const struct sb_input *input)
{
	struct sb_loop *loop = with;

	if (loop->client->input && !loop->quitting)
		loop->client->input(loop->app, input);
	loop->dirty = true;
}

static void scan(void *with, const struct sb_input *input)
{
	struct sb_loop *loop = with;

	sb_scanner_take(loop->scanner, input);
}

static bool readable(int fd)
{
	struct pollfd one = { .fd = fd, .events = POLLIN };

	return poll(&one, 1, 0) > 0;
}

bool sb_loop_has_input(const struct sb_loop *loop)
{
	return !loop->gone && readable(sb_term_in(loop->term));
}

static void end(struct sb_loop *loop, int number)
{
	if (loop->client->ending)
		loop->client->ending(loop->app, number);
	else
		sb_loop_quit(loop);
}

static void read_input(struct sb_loop *loop)
{
	char bytes[READ_BYTES];

	for (int i = 0; i < READS_A_TURN && sb_loop_has_input(loop) && !loop->quitting; i++) {
		ssize_t count = read(sb_term_in(loop->term), bytes, sizeof(bytes));

		if (count < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (count <= 0) {
			loop->gone = true;
			end(loop, SIGHUP);
			sb_loop_quit(loop);
			return;
		}
		loop->had_input = true;
		loop->bytes_read += (uint64_t)count;
		sb_decoder_feed(loop->decoder, bytes, (size_t)count, sb_loop_now_ms());
	}
}

/* What silence decides: a lone Esc, the end of a scan. Never while more is waiting to be read. */
static void expire_input(struct sb_loop *loop)
{
	int64_t now = sb_loop_now_ms();

	if (loop->quitting || sb_loop_has_input(loop))
		return;
	sb_decoder_expire(loop->decoder, now);
	sb_scanner_expire(loop->scanner, now);
}

void sb_loop_focus(struct sb_loop *loop, bool text)
{
	sb_scanner_focus(loop->scanner, text);
}

void sb_loop_scan_rules(struct sb_loop *loop, const struct sb_scan_rules *rules)
{
	sb_scanner_use(loop->scanner, rules);
}

/* ---- signals ---- */

static void resized(struct sb_loop *loop)
{
	if (loop->client->resized)
		loop->client->resized(loop->app);
	loop->dirty = true;
}

/* Other terminals and a continued program may have changed the modes: set them anew. */
static void continued(struct sb_loop *loop)
{
	sb_term_resume(loop->term);
	resized(loop);
}

static void take_signal(struct sb_loop *loop, int number)
{
	switch (number) {
	case SIGWINCH:
		if (sb_term_resize(loop->term))
			resized(loop);
		break;
	case SIGCONT:
		continued(loop);
		break;
	case SIGTSTP:
		sb_loop_suspend(loop);
		break;
	default:
		end(loop, number);
	}
}

static void take_signals(struct sb_loop *loop)
{
	int number;

	while (!loop->quitting && (number = sb_signals_next(loop->signal_fd)))
		take_signal(loop, number);
}

/* What the keyboard sent to a child came to us too; only what ends us counts. */
static void take_signals_of_child(struct sb_loop *loop)
{
	int number;

	while ((number = sb_signals_next(loop->signal_fd)))
		if (number == SIGTERM || number == SIGHUP)
			end(loop, number);
}

void sb_loop_suspend(struct sb_loop *loop)
{
	sb_term_suspend(loop->term);
	sb_signals_stop_self();
	continued(loop);
}

/* ---- workers and watches ---- */

void sb_loop_wake(struct sb_loop *loop)
{
	const uint64_t one = 1;
	ssize_t written = write(loop->wake_fd, &one, sizeof(one));

	(void)written; /* a full counter wakes as well */
}

static void take_wakes(struct sb_loop *loop)
{
	uint64_t count;

	if (read(loop->wake_fd, &count, sizeof(count)) == (ssize_t)sizeof(count) && loop->client->woken)
		loop->client->woken(loop->app);
}

bool sb_loop_watch(struct sb_loop *loop, int fd, void (*ready)(void *app, int fd))
{
	for (size_t i = 0; i < SB_LOOP_WATCHES; i++) {
		if (loop->watches[i].fd >= 0)
			continue;
		loop->watches[i] = (struct watch){ fd, ready };
		return true;
	}
	return false;
}

void sb_loop_unwatch(struct sb_loop *loop, int fd)
{
	for (size_t i = 0; i < SB_LOOP_WATCHES; i++)
		if (loop->watches[i].fd == fd)
			loop->watches[i].fd = -1;
}

static void take_watches(struct sb_loop *loop, const struct pollfd *polled)
{
	for (size_t i = 0; i < SB_LOOP_WATCHES; i++) {
		const struct watch *watch = &loop->watches[i];

		/* One handler may have taken another's watch away. */
		if (polled[i].revents && watch->fd == polled[i].fd && watch->fd >= 0)
			watch->ready(loop->app, watch->fd);
	}
}

/* ---- time ---- */

static bool is_busy(const struct sb_loop *loop)
{
	return loop->client->busy && loop->client->busy(loop->app);
}

static int64_t client_deadline(const struct sb_loop *loop)
{
	return loop->client->deadline ? loop->client->deadline(loop->app) : SB_NONE;
}

/* A deadline that follows the clock (the next minute, the next second) is never reached when asked again: what was said
 * before counts too. */
static void tick(struct sb_loop *loop)
{
	int64_t due = client_deadline(loop), now = sb_loop_now_ms();
	bool was_due = loop->due_ms != SB_NONE && loop->due_ms <= now;

	if ((was_due || (due != SB_NONE && due <= now)) && loop->client->tick)
		loop->client->tick(loop->app, now);
	loop->due_ms = client_deadline(loop);
}

/* When the next paint is allowed; it is at once unless a job keeps making things dirty. */
static int64_t paint_deadline(const struct sb_loop *loop)
{
	if (!loop->dirty || loop->waits_for_output)
		return SB_NONE;
	return is_busy(loop) && !loop->had_input ? loop->painted_ms + BUSY_PAINT_MS : sb_loop_now_ms();
}

static int timeout_ms(const struct sb_loop *loop)
{
	const int64_t deadlines[] = {
		sb_decoder_deadline(loop->decoder),
		sb_scanner_deadline(loop->scanner),
		client_deadline(loop),
		paint_deadline(loop),
	};
	int64_t now = sb_loop_now_ms(), least = INT32_MAX;

	if (loop->quitting)
		return 0;
	for (size_t i = 0; i < SB_COUNT(deadlines); i++)
		if (deadlines[i] != SB_NONE && deadlines[i] - now < least)
			least = deadlines[i] > now ? deadlines[i] - now : 0;
	return least == INT32_MAX ? -1 : (int)least;
}

/* ---- painting ---- */

void sb_loop_dirty(struct sb_loop *loop)
{
	loop->dirty = true;
}

void sb_loop_paint_now(struct sb_loop *loop)
{
	loop->dirty = false;
	if (loop->client->paint)
		loop->client->paint(loop->app);
	sb_term_frame(loop->term);
	loop->painted_ms = sb_loop_now_ms();
}

static void paint(struct sb_loop *loop)
{
	int64_t due = paint_deadline(loop);

	if (loop->quitting || due == SB_NONE || due > sb_loop_now_ms())
		return;
	loop->waits_for_output = !sb_term_ready(loop->term);
	if (loop->waits_for_output)
		return;
	loop->had_input = false;
	sb_loop_paint_now(loop);
}

/* Tells tests that all they sent is read, understood and painted. */
static void mark_idle(struct sb_loop *loop)
{
	bool told = loop->marked_bytes == loop->bytes_read && loop->marked_frames == sb_term_frames(loop->term);

	if (told || loop->dirty || loop->quitting || is_busy(loop) || sb_decoder_deadline(loop->decoder) != SB_NONE ||
	    sb_scanner_deadline(loop->scanner) != SB_NONE || sb_loop_has_input(loop))
		return;
	loop->marked_bytes = loop->bytes_read;
	loop->marked_frames = sb_term_frames(loop->term);
	sb_term_mark(loop->term, loop->bytes_read);
}

/* ---- turns ---- */

static void fill_polled(const struct sb_loop *loop, struct pollfd polled[SLOTS])
{
	polled[SLOT_INPUT] = (struct pollfd){ .fd = sb_term_in(loop->term), .events = POLLIN };
	polled[SLOT_SIGNALS] = (struct pollfd){ .fd = loop->signal_fd, .events = POLLIN };
	polled[SLOT_WORKERS] = (struct pollfd){ .fd = loop->wake_fd, .events = POLLIN };
	polled[SLOT_OUTPUT] =
		(struct pollfd){ .fd = loop->waits_for_output ? sb_term_out(loop->term) : -1, .events = POLLOUT };
	for (size_t i = 0; i < SB_LOOP_WATCHES; i++)
		polled[SLOT_WATCHES + i] = (struct pollfd){ .fd = loop->watches[i].fd, .events = POLLIN };
}

static enum sb_status turn(struct sb_loop *loop, struct sb_error *err)
{
	struct pollfd polled[SLOTS];

	fill_polled(loop, polled);
	if (poll(polled, SLOTS, timeout_ms(loop)) < 0 && errno != EINTR)
		return sb_fail_errno(err, SB_FAILED, _("waiting for input failed"));
	if (polled[SLOT_OUTPUT].revents)
		loop->waits_for_output = false;
	read_input(loop);
	expire_input(loop);
	take_signals(loop);
	take_watches(loop, polled + SLOT_WATCHES);
	take_wakes(loop);
	tick(loop);
	paint(loop);
	mark_idle(loop);
	return SB_OK;
}

enum sb_status sb_loop_run(struct sb_loop *loop, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	loop->dirty = true;
	paint(loop);
	mark_idle(loop);
	while (!loop->quitting && !status)
		status = turn(loop, err);
	return status;
}

void sb_loop_quit(struct sb_loop *loop)
{
	loop->quitting = true;
}

bool sb_loop_is_quitting(const struct sb_loop *loop)
{
	return loop->quitting;
}

enum sb_status sb_loop_open(struct sb_loop **out, struct sb_term *term, const struct sb_scan_rules *rules,
			    const struct sb_loop_client *client, void *app, struct sb_error *err)
{
	sb_owned(loop) loop = sb_alloc(sizeof(*loop));

	loop->term = term;
	loop->client = client;
	loop->app = app;
	loop->signal_fd = loop->wake_fd = -1;
	loop->due_ms = SB_NONE;
	loop->marked_bytes = UINT64_MAX;
	for (size_t i = 0; i < SB_LOOP_WATCHES; i++)
		loop->watches[i].fd = -1;
	loop->decoder = sb_decoder_new((struct sb_sink){ scan, loop });
	loop->scanner = sb_scanner_new(rules, (struct sb_sink){ deliver, loop });
	enum sb_status status = sb_signals_open(&loop->signal_fd, err);

	if (status)
		return status;
	loop->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (loop->wake_fd < 0)
		return sb_fail_errno(err, SB_FAILED, _("workers cannot be heard"));
	*out = sb_give(loop);
	return SB_OK;
}

void sb_loop_close(struct sb_loop *loop)
{
	if (loop->signal_fd >= 0)
		close(loop->signal_fd);
	if (loop->wake_fd >= 0)
		close(loop->wake_fd);
	sb_decoder_free(loop->decoder);
	sb_scanner_free(loop->scanner);
	free(loop);
}

/* ---- children ---- */

extern char **environ;

/* With a clean mask and clean handlers, except that Ctrl-Z does nothing: stopped, it would leave us waiting for nobody.
 */
static int spawn(char *const argv[], pid_t *pid)
{
	static const int usual[] = { SIGPIPE, SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT };
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
	posix_spawnattr_t attributes;
	sigset_t none, reset;

	sigemptyset(&none);
	sigemptyset(&reset);
	for (size_t i = 0; i < SB_COUNT(usual); i++)
		sigaddset(&reset, usual[i]);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &reset);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	sigaction(SIGTSTP, &ignore, &before);
	int reason = posix_spawnp(pid, argv[0], NULL, &attributes, argv, environ);

	sigaction(SIGTSTP, &before, NULL);
	posix_spawnattr_destroy(&attributes);
	return reason;
}

enum sb_status sb_loop_run_child(struct sb_loop *loop, char *const argv[], int *status, struct sb_error *err)
{
	int ended = 0;
	pid_t pid;

	sb_term_suspend(loop->term);
	int reason = spawn(argv, &pid);

	while (!reason && waitpid(pid, &ended, 0) < 0 && errno == EINTR)
		continue;
	continued(loop);
	take_signals_of_child(loop);
	if (reason) {
		errno = reason;
		return sb_fail_errno(err, SB_FAILED, _("cannot run %s"), argv[0]);
	}
	*status = ended;
	return SB_OK;
}
