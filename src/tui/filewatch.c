/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Seeing that a file is written, by inotify. The write-ahead log beside it comes and goes, so its folder is watched
 * too, and of the folder only names that end like a log count.
 */
#include "loop.h"

#include <limits.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

static bool watch_folder(int fd, const char *path)
{
	const char *slash = strrchr(path, '/');
	sb_owned_string folder = slash ? sb_strndup(path, slash == path ? 1 : (size_t)(slash - path)) : sb_strdup(".");

	return inotify_add_watch(fd, folder, IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_ONLYDIR) >= 0;
}

int sb_filewatch_open(const char *path)
{
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);

	if (fd < 0)
		return -1;
	if (inotify_add_watch(fd, path, IN_MODIFY) < 0 || !watch_folder(fd, path)) {
		close(fd);
		return -1;
	}
	return fd;
}

static bool is_meant(const struct inotify_event *event)
{
	static const char log[] = "-wal";
	size_t length = event->len ? strlen(event->name) : 0;

	return !length || (length >= sizeof(log) && strcmp(event->name + length - (sizeof(log) - 1), log) == 0);
}

bool sb_filewatch_read(int fd)
{
	_Alignas(struct inotify_event) char bytes[16 * (sizeof(struct inotify_event) + NAME_MAX + 1)];
	bool meant = false;
	ssize_t count;

	while ((count = read(fd, bytes, sizeof(bytes))) > 0) {
		for (const char *at = bytes; at < bytes + count;) {
			const struct inotify_event *event = (const struct inotify_event *)(const void *)at;

			meant |= is_meant(event);
			at += sizeof(*event) + event->len;
		}
	}
	return meant;
}
