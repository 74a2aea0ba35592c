/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A disk that is really full: a small file system in memory where that may be mounted, and a limit on the size of files where it may not. Writing
 * goes on until there is no room; that is said in words, all that was recorded is there, and with room again writing goes on.
 */
#include "scene.h"

#include "support.h"
#include "tap.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROOM_BYTES 1500000
#define MOST	   100000 /* entries; long before that there is no room */

struct found {
	bool is_possible;
	char why_not[100];
	long recorded, lost;
	char said[SB_ERROR_TEXT_BYTES];
	enum sb_status status;
	bool is_sound, goes_on;
};

static void token_of(long number, char token[32])
{
	snprintf(token, 32, "entry-%ld", number);
}

static enum sb_status write_until_full(struct sb_book *book, const int64_t *products, struct found *found, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	while (!status && found->recorded < MOST) {
		char token[32];

		token_of(found->recorded, token);
		status = scene_post(book, SB_KIND_RECEIVE, products, SCENE_PRODUCTS, token, err);
		found->recorded += !status;
	}
	return status;
}

static void look(const char *path, const int64_t *products, struct found *found)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;

	if (scene_open(path, &book, &err)) {
		tap_note("afterwards: %s", err.text);
		return;
	}
	for (long i = 0; i < found->recorded; i++) {
		char token[32];

		token_of(i, token);
		found->lost += scene_token(book, token) == 0;
	}
	found->is_sound = scene_is_sound(book);
	found->goes_on = scene_post(book, SB_KIND_SALE, products, 1, "again", &err) == SB_OK;
	if (!found->goes_on)
		tap_note("afterwards: %s", err.text);
	sb_book_close(book);
}

/* ---- where there is no room ---- */

static bool write_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool is_written = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	if (fd >= 0)
		close(fd);
	return is_written;
}

/* A mount that only this process sees; without being root, as root of a name space of one's own. */
static bool mount_small(const char *folder)
{
	char options[60], map[60];
	unsigned uid = getuid();

	snprintf(options, sizeof(options), "size=%d,mode=700", ROOM_BYTES);
	if (unshare(CLONE_NEWNS) != 0) {
		snprintf(map, sizeof(map), "0 %u 1", uid);
		if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0 || !write_text("/proc/self/uid_map", map))
			return false;
	}
	return mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 && mount("tmpfs", folder, "tmpfs", 0, options) == 0;
}

static void fill_disk(const char *folder, struct found *found)
{
	sb_owned_string path = st_path(folder, "shop.book");
	sb_owned_string ballast = st_path(folder, "ballast");
	struct sb_error err = SB_ERROR_INIT;
	int64_t products[SCENE_PRODUCTS];
	struct sb_book *book = NULL;
	char *room = NULL;

	found->is_possible = mount_small(folder);
	snprintf(found->why_not, sizeof(found->why_not), "a file system may not be mounted here: %s", strerror(errno));
	if (!found->is_possible)
		return;
	/* Made room again by taking this away. */
	room = sb_alloc(ROOM_BYTES / 3);
	st_write(ballast, room, ROOM_BYTES / 3);
	free(room);
	scene_make(path, products);
	if (scene_open(path, &book, &err))
		return;
	found->status = write_until_full(book, products, found, &err);
	snprintf(found->said, sizeof(found->said), "%s", err.text);
	sb_book_close(book);
	(void)unlink(ballast);
	look(path, products, found);
}

static void reach_limit(const char *folder, struct found *found)
{
	sb_owned_string path = st_path(folder, "shop.book");
	struct rlimit limit, before;
	struct sb_error err = SB_ERROR_INIT;
	int64_t products[SCENE_PRODUCTS];
	struct sb_book *book = NULL;

	scene_make(path, products);
	found->is_possible = scene_open(path, &book, &err) == SB_OK && getrlimit(RLIMIT_FSIZE, &before) == 0;
	snprintf(found->why_not, sizeof(found->why_not), "no limit can be set");
	if (!found->is_possible)
		return;
	signal(SIGXFSZ, SIG_IGN);
	limit = (struct rlimit){ .rlim_cur = ROOM_BYTES, .rlim_max = before.rlim_max };
	setrlimit(RLIMIT_FSIZE, &limit);
	found->status = write_until_full(book, products, found, &err);
	snprintf(found->said, sizeof(found->said), "%s", err.text);
	setrlimit(RLIMIT_FSIZE, &before);
	sb_book_close(book);
	look(path, products, found);
}

/* In a process of its own, which tells what it found. */
static void try_it(const char *name, void (*fill)(const char *folder, struct found *found))
{
	sb_owned_string folder = st_directory();
	struct found found = { .is_possible = false };
	int ends[2], status;
	pid_t child;

	if (pipe(ends) != 0)
		err(99, "pipe");
	fflush(stdout);
	child = fork();
	if (child == 0) {
		fill(folder, &found);
		_exit(write(ends[1], &found, sizeof(found)) == (ssize_t)sizeof(found) ? 0 : 99);
	}
	close(ends[1]);
	if (child < 0 || read(ends[0], &found, sizeof(found)) != (ssize_t)sizeof(found))
		snprintf(found.said, sizeof(found.said), "the program ended");
	close(ends[0]);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (!found.is_possible && found.why_not[0]) {
		tap_skip(name, found.why_not);
		return;
	}
	tap_ok(found.status == SB_FAILED && found.said[0], "%s: after %ld entries it is said: %s", name, found.recorded, found.said);
	tap_ok(found.is_possible && !found.lost, "%s: all of them are there", name);
	tap_ok(found.is_sound, "%s: the book's check is clean", name);
	tap_ok(found.goes_on, "%s: with room again it goes on", name);
}

/* The program itself must not be ended by the limit's signal. */
static void try_program(void)
{
	const char *program = getenv("STOCKBOOK");
	sb_owned_string folder = st_directory();
	sb_owned_string path = st_path(folder, "shop.book");
	int64_t products[SCENE_PRODUCTS];
	int status = 0;
	pid_t child;

	if (!program) {
		tap_skip("the program at a limit", "STOCKBOOK is not set");
		return;
	}
	scene_make(path, products);
	fflush(stdout);
	child = fork();
	if (child == 0) {
		const struct rlimit limit = { .rlim_cur = 4096, .rlim_max = 4096 };

		setrlimit(RLIMIT_FSIZE, &limit);
		if (!freopen("/dev/null", "w", stderr) || setenv("STOCKBOOK_BOOK_PATH", path, 1))
			_exit(99);
		execl(program, program, "sell", "A0", "1", (char *)NULL);
		_exit(99);
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	tap_ok(WIFEXITED(status) && WEXITSTATUS(status) == 1, "the program at a limit says that it failed: %s %d",
	       WIFEXITED(status) ? "exit status" : "signal", WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
}

int main(void)
{
	scene_begin(tap_seed());
	try_it("a full disk", fill_disk);
	try_it("a limit on files", reach_limit);
	try_program();
	return tap_done();
}
