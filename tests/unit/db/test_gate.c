/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The write gate between processes: one at a time, in turn, never waiting past the deadline, open again after a crash. */
#include "db_fixture.h"
#include "gate.h"
#include "support.h"
#include <criterion/criterion.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

TestSuite(gate, .timeout = 120);

#define WRITERS 8

struct shared {
	atomic_int inside, together; /* how many are in the gate; how often more than one was */
	atomic_long passed[WRITERS];
	atomic_long longest_ms;
	atomic_bool stop;
};

static struct shared *new_shared(void)
{
	void *memory = mmap(NULL, sizeof(struct shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	cr_assert_neq(memory, MAP_FAILED);
	return memory;
}

static bool enter(struct sb_gate *gate, int milliseconds, struct sb_error *err)
{
	static atomic_uint never;

	return sb_gate_enter(gate, sb_gate_clock() + milliseconds, &never, err) == SB_OK;
}

static void pass_again_and_again(const char *book, int number, struct shared *shared)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_gate gate;

	sb_gate_init(&gate, book, 0600);
	while (!atomic_load(&shared->stop)) {
		int64_t began = sb_gate_clock(), waited;

		if (!enter(&gate, 10000, &err))
			_exit(2);
		waited = sb_gate_clock() - began;
		if (atomic_fetch_add(&shared->inside, 1) > 0)
			atomic_fetch_add(&shared->together, 1);
		usleep(200);
		atomic_fetch_sub(&shared->inside, 1);
		atomic_fetch_add(&shared->passed[number], 1);
		sb_gate_leave(&gate);
		if (waited > atomic_load(&shared->longest_ms))
			atomic_store(&shared->longest_ms, waited);
	}
	sb_gate_release(&gate);
	_exit(0);
}

/* Writers who pass as often as they can; what was shared is yours to look at. */
static struct shared *let_them_pass(const char *book)
{
	struct shared *shared = new_shared();

	for (int i = 0; i < WRITERS; i++)
		if (fork() == 0)
			pass_again_and_again(book, i, shared);
	sleep(st_long() ? 30 : 2);
	atomic_store(&shared->stop, true);
	for (int i = 0; i < WRITERS; i++) {
		int status;

		cr_assert_gt(wait(&status), 0);
		cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "a writer ended with %s", st_status(status));
	}
	cr_assert_eq(atomic_load(&shared->together), 0);
	return shared;
}

/* A machine that has much else to do keeps a writer from running for longer than the gate keeps it waiting: one of several
 * tries shows what the gate does, and an unfair one shows it in none. */
Test(gate, writers_take_turns_one_at_a_time_and_none_starves)
{
	char *book = dbt_new_path();
	long least, most, longest_ms;

	for (int tries = 0; tries < 8; tries++) {
		struct shared *shared = let_them_pass(book);

		least = LONG_MAX;
		most = 0;
		for (int i = 0; i < WRITERS; i++) {
			long passed = atomic_load(&shared->passed[i]);

			least = passed < least ? passed : least;
			most = passed > most ? passed : most;
		}
		longest_ms = atomic_load(&shared->longest_ms);
		munmap(shared, sizeof(*shared));
		if (least * 2 >= most && longest_ms < 1000)
			break;
	}
	cr_assert_geq(least * 2, most, "fairness: the least lucky passed %ld times, the luckiest %ld", least, most);
	cr_assert_lt(longest_ms, 1000);
	free(book);
}

/* A process that is inside the gate until it is killed; returns once it is. */
static pid_t start_holder(const char *book)
{
	int ready[2];
	char byte;
	pid_t pid;

	cr_assert_eq(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		struct sb_error err = SB_ERROR_INIT;
		struct sb_gate gate;

		sb_gate_init(&gate, book, 0600);
		if (!enter(&gate, 0, &err) || write(ready[1], "x", 1) != 1)
			_exit(2);
		pause();
		_exit(0);
	}
	cr_assert_eq(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	close(ready[1]);
	return pid;
}

Test(gate, a_writer_gives_up_at_the_deadline_and_says_who_holds_it)
{
	static const int patience[] = { 0, 150 };
	char *book = dbt_new_path();
	pid_t holder = start_holder(book);
	sb_auto(buf) named = SB_BUF_INIT;

	sb_buf_printf(&named, "process %ld", (long)holder);
	for (size_t i = 0; i < SB_COUNT(patience); i++) {
		struct sb_error err = SB_ERROR_INIT;
		struct sb_gate gate;
		int64_t began = sb_gate_clock(), waited;

		sb_gate_init(&gate, book, 0600);
		cr_assert_not(enter(&gate, patience[i], &err));
		waited = sb_gate_clock() - began;
		cr_assert_eq(err.status, SB_BUSY);
		cr_assert(strstr(err.text, named.data), "%s", err.text);
		cr_assert_geq(waited, patience[i]);
		cr_assert_lt(waited, patience[i] + 30000, "it does not wait on and on");
		sb_gate_release(&gate);
	}
	kill(holder, SIGKILL);
	waitpid(holder, NULL, 0);
	free(book);
}

/* Whether somebody waits in front of the gate, which is held. */
static bool is_awaited(const char *book)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1 };
	sb_auto(buf) path = SB_BUF_INIT;
	int fd;

	sb_buf_printf(&path, "%s-gate", book);
	fd = open(path.data, O_RDWR | O_CLOEXEC);
	cr_assert_geq(fd, 0);
	cr_assert_eq(fcntl(fd, F_OFD_GETLK, &lock), 0);
	close(fd);
	return lock.l_type != F_UNLCK;
}

Test(gate, who_has_just_left_is_behind_the_one_who_waits)
{
	char *book = dbt_new_path();
	struct shared *shared = new_shared();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_gate gate;
	pid_t other;

	sb_gate_init(&gate, book, 0600);
	cr_assert(enter(&gate, 0, &err), "%s", err.text);
	other = fork();
	if (other == 0)
		pass_again_and_again(book, 0, shared);
	for (long turn = 0; turn < 50; turn++) {
		while (!is_awaited(book))
			usleep(100);
		long passed = atomic_load(&shared->passed[0]);
		sb_gate_leave(&gate);
		cr_assert(enter(&gate, 10000, &err), "%s", err.text);
		cr_assert_gt(atomic_load(&shared->passed[0]), passed, "who waited has had a turn first");
	}
	atomic_store(&shared->stop, true);
	sb_gate_leave(&gate);
	cr_assert_eq(waitpid(other, NULL, 0), other);
	sb_gate_release(&gate);
	free(book);
}

Test(gate, the_one_inside_can_tell_whether_another_waits)
{
	char *book = dbt_new_path();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_gate gate;
	pid_t other;

	sb_gate_init(&gate, book, 0600);
	cr_assert_not(sb_gate_is_awaited(&gate), "not inside");
	cr_assert(enter(&gate, 0, &err), "%s", err.text);
	cr_assert_not(sb_gate_is_awaited(&gate));
	other = fork();
	if (other == 0) {
		struct sb_gate mine;

		sb_gate_init(&mine, book, 0600);
		_exit(enter(&mine, 10000, &err) ? 0 : 2);
	}
	while (!sb_gate_is_awaited(&gate))
		usleep(100);
	sb_gate_leave(&gate);
	cr_assert_eq(waitpid(other, NULL, 0), other);
	cr_assert(enter(&gate, 10000, &err), "%s", err.text);
	cr_assert_not(sb_gate_is_awaited(&gate), "it has passed");
	sb_gate_leave(&gate);
	sb_gate_release(&gate);
	free(book);
}

Test(gate, a_killed_holder_lets_the_next_one_in_also_past_those_who_gave_up)
{
	char *book = dbt_new_path();
	pid_t holder = start_holder(book);
	struct sb_error err = SB_ERROR_INIT;
	struct sb_gate impatient, next;

	sb_gate_init(&impatient, book, 0600);
	sb_gate_init(&next, book, 0600);
	cr_assert_not(enter(&impatient, 30, &err));
	kill(holder, SIGKILL);
	waitpid(holder, NULL, 0);
	cr_assert(enter(&next, 5000, &err), "%s", err.text);
	sb_gate_leave(&next);
	cr_assert(enter(&impatient, 5000, &err), "%s", err.text);
	sb_gate_leave(&impatient);
	sb_gate_release(&impatient);
	sb_gate_release(&next);
	free(book);
}

Test(gate, two_connections_of_one_process_are_two_writers)
{
	char *book = dbt_new_path();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_gate one, two;

	sb_gate_init(&one, book, 0600);
	sb_gate_init(&two, book, 0600);
	cr_assert(enter(&one, 0, &err));
	cr_assert_not(enter(&two, 0, &err));
	sb_gate_leave(&one);
	cr_assert(enter(&two, 0, &err), "%s", err.text);
	sb_gate_leave(&two);
	sb_gate_release(&one);
	sb_gate_release(&two);
	free(book);
}

Test(gate, an_interrupt_ends_the_wait)
{
	char *book = dbt_new_path();
	pid_t holder = start_holder(book);
	struct sb_error err = SB_ERROR_INIT;
	atomic_uint *interrupts = mmap(NULL, sizeof(*interrupts), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct sb_gate gate;
	pid_t interrupter;

	sb_gate_init(&gate, book, 0600);
	interrupter = fork();
	if (interrupter == 0) {
		for (;;) {
			usleep(100000);
			atomic_fetch_add(interrupts, 1);
		}
	}
	cr_assert_eq(sb_gate_enter(&gate, sb_gate_clock() + 30000, interrupts, &err), SB_INTERRUPTED);
	sb_gate_release(&gate);
	kill(interrupter, SIGKILL);
	kill(holder, SIGKILL);
	while (wait(NULL) > 0)
		;
	free(book);
}
