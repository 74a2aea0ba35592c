/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where files lie, and reading and replacing whole files. */
#include "stockbook/path.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_MODE 0700

static const struct {
	const char *variable, *fallback; /* below $HOME */
} dirs[] = {
	[SB_DIR_DATA] = { "XDG_DATA_HOME", ".local/share" },
	[SB_DIR_CONFIG] = { "XDG_CONFIG_HOME", ".config" },
	[SB_DIR_STATE] = { "XDG_STATE_HOME", ".local/state" },
};

static char *home(void)
{
	const char *named = getenv("HOME");
	struct passwd entry, *found = NULL;
	char room[4096];

	if (named && *named)
		return sb_strdup(named);
	if (getpwuid_r(getuid(), &entry, room, sizeof(room), &found) == 0 && found)
		return sb_strdup(found->pw_dir);
	return sb_strdup("/");
}

char *sb_path_in(enum sb_dir dir, const char *name)
{
	const char *base = getenv(dirs[dir].variable);
	sb_auto(buf) path = SB_BUF_INIT;

	/* The specification says that a relative path there is to be ignored. */
	if (base && *base == '/') {
		sb_buf_printf(&path, "%s/stockbook/%s", base, name);
	} else {
		sb_owned_string below = home();

		sb_buf_printf(&path, "%s/%s/stockbook/%s", below, dirs[dir].fallback, name);
	}
	return sb_buf_take(&path);
}

char *sb_path_real(const char *path)
{
	char room[PATH_MAX];

	return sb_strdup(realpath(path, room) ? room : path);
}

static bool make_folder(const char *path)
{
	struct stat info;

	if (mkdir(path, FOLDER_MODE) == 0)
		return true;

	int reason = errno;

	if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
		return true;
	errno = reason;
	return false;
}

enum sb_status sb_path_make_parent(const char *path, struct sb_error *err)
{
	sb_owned_string copy = sb_strdup(path);

	for (char *slash = copy; (slash = strchr(slash, '/')); slash++) {
		if (slash == copy)
			continue;
		*slash = '\0';
		if (!make_folder(copy))
			return sb_fail_errno(err, SB_FAILED, _("cannot make the folder %s"), copy);
		*slash = '/';
	}
	return SB_OK;
}

struct sb_file {
	int fd;
};

static void sb_file_release(struct sb_file *file)
{
	if (file->fd >= 0)
		close(file->fd);
	file->fd = -1;
}

/* 0: all of it; otherwise errno. */
static int read_up_to(int fd, size_t most, struct sb_buf *out)
{
	char block[16384];

	for (;;) {
		ssize_t got = read(fd, block, sizeof(block));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return errno;
		if (got == 0)
			return 0;
		if ((size_t)got > most - out->len)
			return EFBIG;
		sb_buf_add(out, block, (size_t)got);
	}
}

enum sb_status sb_file_read(const char *path, size_t most, struct sb_buf *out, struct sb_error *err)
{
	sb_auto(file) file = { .fd = open(path, O_RDONLY | O_CLOEXEC) };
	sb_auto(buf) text = SB_BUF_INIT;

	if (file.fd < 0)
		return sb_fail_errno(err, errno == ENOENT ? SB_NOT_FOUND : SB_FAILED, _("cannot open %s"), path);

	int reason = read_up_to(file.fd, most, &text);

	if (reason == EFBIG)
		return sb_fail(err, SB_INVALID, _("%s is larger than %zu bytes: is it the right file?"), path, most);
	if (reason) {
		errno = reason;
		return sb_fail_errno(err, SB_FAILED, _("cannot read %s"), path);
	}
	sb_buf_add(out, text.data, text.len);
	return SB_OK;
}

static bool write_all(int fd, const char *bytes, size_t count)
{
	while (count) {
		ssize_t put = write(fd, bytes, count);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes += put;
		count -= (size_t)put;
	}
	return true;
}

/* A rename is on the disk only when the folder is. */
static bool sync_parent(const char *path)
{
	const char *slash = strrchr(path, '/');
	sb_owned_string folder = slash ? sb_strndup(path, slash == path ? 1 : (size_t)(slash - path)) : sb_strdup(".");
	sb_auto(file) parent = { .fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) };

	return parent.fd >= 0 && (fsync(parent.fd) == 0 || errno == EINVAL); /* some file systems cannot sync a folder */
}

static bool fill_and_sync(struct sb_file *file, const void *bytes, size_t count)
{
	return file->fd >= 0 && write_all(file->fd, bytes, count) && fsync(file->fd) == 0;
}

enum sb_status sb_file_write(const char *path, const void *bytes, size_t count, struct sb_error *err)
{
	sb_auto(buf) beside = SB_BUF_INIT;

	sb_buf_printf(&beside, "%s.XXXXXX", path);
	sb_auto(file) file = { .fd = mkstemp(beside.data) };

	if (!fill_and_sync(&file, bytes, count) || rename(beside.data, path) != 0) {
		int reason = errno;

		if (file.fd >= 0)
			unlink(beside.data);
		errno = reason;
		return sb_fail_errno(err, SB_FAILED, _("cannot write %s"), path);
	}
	if (!sync_parent(path))
		return sb_fail_errno(err, SB_FAILED, _("cannot write the folder of %s"), path);
	return SB_OK;
}
