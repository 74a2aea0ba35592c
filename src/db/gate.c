/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The write gate. The kernel's queue of lock waiters is fair but knows no deadline, so the waiting is done by
 * a thread that exists only while there is something to wait for. A program that gives up leaves its place in
 * the queue to that thread, which lets the turn pass when it comes.
 */
#include "gate.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define TURNSTILE	0
#define GATE		1
#define HOLDER_AT	16
#define HOLDER_BYTES	16
#define LOWEST_FD	3 /* not where a library may expect standard output */
#define STACK_BYTES	((size_t)256 * 1024)
#define INTERRUPT_MS	20 /* how soon a waiting writer hears that it shall stop */
#define POLITE_US	300 /* in which the next in line wakes up */

int64_t sb_gate_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void sb_gate_init(struct sb_gate *gate, const char *book, mode_t mode)
{
	*gate = (struct sb_gate){ .mode = mode, .fd = -1 };
	if (book) {
		size_t bytes = strlen(book) + sizeof("-gate");

		gate->path = sb_alloc(bytes);
		snprintf(gate->path, bytes, "%s-gate", book);
	}
}

void sb_gate_release(struct sb_gate *gate)
{
	if (gate->fd >= 0)
		close(gate->fd);
	free(gate->path);
	*gate = (struct sb_gate){ .fd = -1 };
}

static enum sb_status open_gate(struct sb_gate *gate, struct sb_error *err)
{
	int fd = open(gate->path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	struct stat st;

	if (fd < 0)
		return sb_fail_errno(err, SB_CANNOT_OPEN, _("cannot write beside the book, in %s"), gate->path);
	/* Whoever may write to the book must be able to queue for it. Fails for those who did not make the file. */
	if (fstat(fd, &st) == 0 && (st.st_mode & 0777) != gate->mode && fchmod(fd, gate->mode) != 0)
		errno = 0;
	if (fd < LOWEST_FD) {
		int higher = fcntl(fd, F_DUPFD_CLOEXEC, LOWEST_FD);

		close(fd);
		fd = higher;
	}
	gate->fd = fd;
	return SB_OK;
}

/* 0, or an errno; EAGAIN if not `wait` and another has it. */
static int lock_byte(int fd, off_t byte, bool wait)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };
	int rc;

	do
		rc = fcntl(fd, wait ? F_OFD_SETLKW : F_OFD_SETLK, &lock);
	while (rc != 0 && errno == EINTR);
	return rc == 0 ? 0 : errno == EACCES ? EAGAIN : errno;
}

static void unlock_byte(int fd, off_t byte)
{
	struct flock lock = { .l_type = F_UNLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };

	while (fcntl(fd, F_OFD_SETLK, &lock) != 0 && errno == EINTR)
		;
}

/* First the turnstile, then the gate; with `wait` it takes as long as it takes. */
static int pass(int fd, bool wait)
{
	int failed = lock_byte(fd, TURNSTILE, wait);

	if (failed)
		return failed;
	failed = lock_byte(fd, GATE, wait);
	/* Without waiting the place as next in line is kept: the one who will wait takes it over. */
	if (!failed || wait)
		unlock_byte(fd, TURNSTILE);
	return failed;
}

struct queue {
	pthread_mutex_t mutex;
	pthread_cond_t moved;
	int fd;
	bool done, abandoned;
	int failed;
};

static void free_queue(struct queue *queue)
{
	pthread_cond_destroy(&queue->moved);
	pthread_mutex_destroy(&queue->mutex);
	free(queue);
}

static void *stand_in(void *argument)
{
	struct queue *queue = argument;
	int failed = pass(queue->fd, true);
	bool abandoned;

	pthread_mutex_lock(&queue->mutex);
	queue->failed = failed;
	queue->done = true;
	abandoned = queue->abandoned;
	pthread_cond_signal(&queue->moved);
	pthread_mutex_unlock(&queue->mutex);
	if (abandoned) {
		close(queue->fd); /* and with it the locks */
		free_queue(queue);
	}
	return NULL;
}

/* A small thread that no signal of the program ends up in. */
static int start_thread(pthread_t *thread, struct queue *queue)
{
	sigset_t all, before;
	pthread_attr_t attr;
	int failed;

	sigfillset(&all);
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK_BYTES);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	failed = pthread_create(thread, &attr, stand_in, queue);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attr);
	return failed;
}

static struct queue *new_queue(int fd)
{
	struct queue *queue = sb_alloc(sizeof(*queue));
	pthread_condattr_t attr;

	queue->fd = fd;
	pthread_mutex_init(&queue->mutex, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&queue->moved, &attr);
	pthread_condattr_destroy(&attr);
	return queue;
}

/* Until the turn has come, the deadline has passed or an interrupt has arrived; tells whether the turn has come. */
static bool wait_in(struct queue *queue, int64_t deadline, const atomic_uint *interrupts, unsigned seen)
{
	bool done;

	pthread_mutex_lock(&queue->mutex);
	while (!queue->done && atomic_load(interrupts) == seen && sb_gate_clock() < deadline) {
		int64_t until = sb_gate_clock() + INTERRUPT_MS;
		struct timespec at;

		if (until > deadline)
			until = deadline;
		at = (struct timespec){ .tv_sec = until / 1000, .tv_nsec = until % 1000 * 1000000 };
		pthread_cond_timedwait(&queue->moved, &queue->mutex, &at);
	}
	done = queue->done;
	queue->abandoned = !done;
	pthread_mutex_unlock(&queue->mutex);
	return done;
}

/* 0, EAGAIN (too late or interrupted) or what went wrong. After EAGAIN the descriptor belongs to the thread. */
static int queue_up(struct sb_gate *gate, int64_t deadline, const atomic_uint *interrupts, unsigned seen)
{
	struct queue *queue = new_queue(gate->fd);
	pthread_t thread;
	int failed = start_thread(&thread, queue);

	if (failed) {
		free_queue(queue);
		return failed;
	}
	if (!wait_in(queue, deadline, interrupts, seen)) {
		pthread_detach(thread);
		gate->fd = -1;
		return EAGAIN;
	}
	pthread_join(thread, NULL);
	failed = queue->failed;
	free_queue(queue);
	return failed;
}

/* A lock that is given up is free until the next in line runs: who has just had a turn does not take it meanwhile. */
static void let_the_next_in(struct sb_gate *gate)
{
	if (gate->was_awaited)
		usleep(POLITE_US);
	gate->was_awaited = false;
}

/* Mostly it was the same program the last time: looking costs less than a change of the file. */
static void note_holder(const struct sb_gate *gate)
{
	char text[HOLDER_BYTES + 1], noted[HOLDER_BYTES];

	snprintf(text, sizeof(text), "%-15ld\n", (long)getpid());
	if (pread(gate->fd, noted, HOLDER_BYTES, HOLDER_AT) == HOLDER_BYTES && memcmp(noted, text, HOLDER_BYTES) == 0)
		return;
	/* Only for a message; not worth failing for. */
	if (pwrite(gate->fd, text, HOLDER_BYTES, HOLDER_AT) != HOLDER_BYTES)
		errno = 0;
}

static long holder_of(const struct sb_gate *gate)
{
	int fd = gate->path ? open(gate->path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) : -1;
	char text[HOLDER_BYTES + 1] = "";
	long pid = 0;

	if (fd < 0)
		return 0;
	if (pread(fd, text, HOLDER_BYTES, HOLDER_AT) == HOLDER_BYTES)
		pid = strtol(text, NULL, 10);
	close(fd);
	return pid > 0 && (kill((pid_t)pid, 0) == 0 || errno == EPERM) ? pid : 0;
}

enum sb_status sb_gate_fail_busy(const struct sb_gate *gate, struct sb_error *err)
{
	long pid = holder_of(gate);

	if (pid && pid != (long)getpid())
		return sb_fail(err, SB_BUSY,
			       _("another program (process %ld) is writing to the book and has not finished: try again in a moment"), pid);
	return sb_fail(err, SB_BUSY, _("the book is being written to and that has not finished: try again in a moment"));
}

enum sb_status sb_gate_enter(struct sb_gate *gate, int64_t deadline, const atomic_uint *interrupts, struct sb_error *err)
{
	unsigned seen = atomic_load(interrupts);
	int failed;

	if (!gate->path)
		return SB_OK;
	if (gate->fd < 0) {
		enum sb_status status = open_gate(gate, err);

		if (status)
			return status;
	}
	let_the_next_in(gate);
	failed = pass(gate->fd, false);
	if (failed == EAGAIN && sb_gate_clock() < deadline)
		failed = queue_up(gate, deadline, interrupts, seen);
	if (!failed) {
		gate->inside = true;
		note_holder(gate);
		return SB_OK;
	}
	if (gate->fd >= 0)
		unlock_byte(gate->fd, TURNSTILE);
	if (failed != EAGAIN) {
		errno = failed;
		return sb_fail_errno(err, SB_CANNOT_OPEN, _("cannot take a turn at writing, in %s"), gate->path);
	}
	if (atomic_load(interrupts) != seen)
		return sb_fail(err, SB_INTERRUPTED, _("stopped while waiting to write, nothing was written: try again"));
	return sb_gate_fail_busy(gate, err);
}

bool sb_gate_is_awaited(const struct sb_gate *gate)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = TURNSTILE, .l_len = 1 };

	return gate->inside && fcntl(gate->fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

void sb_gate_leave(struct sb_gate *gate)
{
	if (!gate->inside)
		return;
	gate->was_awaited = sb_gate_is_awaited(gate);
	gate->inside = false;
	unlock_byte(gate->fd, GATE);
}
