/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rules for the file a book lies in. They keep out what makes a database lose data without any fault of
 * its own: a second name for the file, a link that changes, a file system whose locks cannot be relied on.
 */
#include "bookfile.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* Where locks and shared memory do not work between machines; magic numbers of statfs(2). */
static const struct {
	unsigned long magic;
	const char *name;
} networks[] = {
	{ 0x6969, "NFS" },	 { 0xff534d42, "CIFS" },       { 0xfe534d42, "SMB" },	     { 0x517b, "SMB" },
	{ 0x01021997, "9p" },	 { 0x65735546, "FUSE" },       { 0x5346414f, "AFS" },	     { 0x6b414653, "AFS" },
	{ 0x00c36400, "Ceph" },	 { 0x73757245, "Coda" },       { 0x564c, "NCP" },	     { 0x01161970, "GFS2" },
	{ 0x7461636f, "OCFS2" }, { 0x0bd00bd0, "Lustre" },     { 0x47504653, "GPFS" },
};

/* What SQLite makes beside a database. */
static const char *const companions[] = { "", "-wal", "-shm", "-journal" };

enum sb_status sb_bookfile_resolve(const char *path, char **out, struct sb_error *err)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	sb_owned_string folder = slash == path ? sb_strdup("/") : slash ? sb_strndup(path, (size_t)(slash - path)) : sb_strdup(".");
	sb_owned_string real = NULL;
	sb_auto(buf) full = SB_BUF_INIT;

	if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return sb_fail(err, SB_CANNOT_OPEN, _("%s is not a file: name the book's file"), *path ? path : "\"\"");
	real = realpath(folder, NULL);
	if (!real)
		return sb_fail_errno(err, errno == ENOENT ? SB_NOT_FOUND : SB_CANNOT_OPEN, _("cannot open the folder %s"), folder);
	sb_buf_puts(&full, strcmp(real, "/") == 0 ? "" : real);
	sb_buf_putc(&full, '/');
	sb_buf_puts(&full, name);
	*out = sb_buf_take(&full);
	return SB_OK;
}

static const char *network_of(const char *path)
{
	struct statfs fs;

	if (statfs(path, &fs) != 0)
		return NULL;
	for (size_t i = 0; i < SB_COUNT(networks); i++)
		if (networks[i].magic == ((unsigned long)fs.f_type & 0xffffffffUL))
			return networks[i].name;
	return NULL;
}

enum sb_status sb_bookfile_inspect(const char *path, struct sb_bookfile_facts *out, struct sb_error *err)
{
	struct stat st;

	if (lstat(path, &st) != 0 && errno == ENOENT)
		return sb_fail(err, SB_NOT_FOUND, _("there is no book at %s: check the path, or make it with 'stockbook init'"), path);
	if (lstat(path, &st) != 0)
		return sb_fail_errno(err, SB_CANNOT_OPEN, _("cannot open %s"), path);
	if (S_ISLNK(st.st_mode))
		return sb_fail(err, SB_CANNOT_OPEN, _("%s is a symbolic link: name the file it leads to"), path);
	if (!S_ISREG(st.st_mode))
		return sb_fail(err, SB_CANNOT_OPEN, _("%s is not a regular file: name the book's file"), path);
	if (st.st_nlink > 1)
		return sb_fail(err, SB_CANNOT_OPEN,
			       _("%s has another name (a hard link), under which its log would be missed: remove one of the names"), path);
	if (st.st_mode & S_IWOTH)
		return sb_fail(err, SB_CANNOT_OPEN, _("%s can be written by everybody: take that away with 'chmod o-w'"), path);
	if (st.st_size == 0)
		return sb_fail(err, SB_CANNOT_OPEN, _("%s is empty, not a book: restore a backup, or remove it and make a new book"), path);
	*out = (struct sb_bookfile_facts){ .mode = st.st_mode & 0777, .network = network_of(path) };
	return SB_OK;
}

enum sb_status sb_bookfile_absent(const char *path, struct sb_error *err)
{
	struct stat st;

	if (lstat(path, &st) == 0)
		return sb_fail(err, SB_DUPLICATE, _("%s is there already: choose another name"), path);
	if (errno != ENOENT)
		return sb_fail_errno(err, SB_CANNOT_OPEN, _("cannot make %s"), path);
	return SB_OK;
}

enum sb_status sb_bookfile_beside(const char *path, char **out, struct sb_error *err)
{
	sb_auto(buf) name = SB_BUF_INIT;
	int fd;

	sb_buf_puts(&name, path);
	sb_buf_puts(&name, ".new-XXXXXX");
	fd = mkostemp(name.data, O_CLOEXEC);
	if (fd < 0)
		return sb_fail_errno(err, SB_CANNOT_OPEN, _("cannot make %s"), path);
	close(fd);
	*out = sb_buf_take(&name);
	return SB_OK;
}

static int sync_path(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC);
	int rc, saved;

	if (fd < 0)
		return -1;
	rc = fsync(fd);
	saved = errno;
	close(fd);
	errno = saved;
	return rc;
}

static int sync_folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	sb_owned_string folder = slash ? sb_strndup(path, slash == path ? 1 : (size_t)(slash - path)) : sb_strdup(".");

	return sync_path(folder, O_RDONLY | O_DIRECTORY);
}

/* Without overwriting; file systems that cannot promise that are asked first and believed. */
static int rename_if_free(const char *from, const char *to)
{
	struct stat st;

	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (lstat(to, &st) == 0) {
		errno = EEXIST;
		return -1;
	}
	return rename(from, to);
}

enum sb_status sb_bookfile_publish(const char *made, const char *path, struct sb_error *err)
{
	if (sync_path(made, O_RDWR) != 0)
		return sb_fail_errno(err, SB_FAILED, _("cannot save %s"), path);
	if (rename_if_free(made, path) != 0) {
		if (errno == EEXIST)
			return sb_fail(err, SB_DUPLICATE, _("%s is there already: choose another name"), path);
		return sb_fail_errno(err, SB_FAILED, _("cannot save %s"), path);
	}
	if (sync_folder_of(path) != 0)
		return sb_fail_errno(err, SB_FAILED, _("cannot save the folder of %s"), path);
	return SB_OK;
}

void sb_bookfile_discard(const char *made)
{
	for (size_t i = 0; i < SB_COUNT(companions); i++) {
		sb_auto(buf) name = SB_BUF_INIT;

		sb_buf_puts(&name, made);
		sb_buf_puts(&name, companions[i]);
		unlink(name.data);
	}
}
