/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The log. A line is one write(2) to a file opened for appending, so that lines of several programs never mix. Whoever finds the
 * file full renames it, under a lock; the others notice that the name leads elsewhere and follow.
 */
#include "stockbook/log.h"
#include "stockbook/json.h"
#include "stockbook/moment.h"
#include "stockbook/path.h"
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_FILE_BYTES	 (10 * 1024 * 1024)
#define OLDER_FILES	 5
#define MOST_VALUE_BYTES 1000

struct sb_log {
	char *path; /* NULL: drops everything */
	int fd;
	enum sb_log_level least;
};

static const char *const level_words[] = {
	[SB_LOG_DEBUG] = "debug", [SB_LOG_INFO] = "info", [SB_LOG_WARNING] = "warning", [SB_LOG_ERROR] = "error", [SB_LOG_OFF] = "off",
};

enum sb_log_level sb_log_level_of(const char *word)
{
	for (size_t i = 0; i < SB_COUNT(level_words); i++)
		if (strcasecmp(word, level_words[i]) == 0)
			return (enum sb_log_level)i;
	return SB_LOG_WARNING;
}

static int open_file(const char *path)
{
	return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

enum sb_status sb_log_open(const char *path, enum sb_log_level least, struct sb_log **out, struct sb_error *err)
{
	int fd = -1;

	if (path) {
		enum sb_status status = sb_path_make_parent(path, err);

		if (status)
			return status;
		fd = open_file(path);
		if (fd < 0)
			return sb_fail_errno(err, SB_FAILED, _("cannot open the log %s"), path);
	}

	struct sb_log *log = sb_alloc(sizeof(*log));

	*log = (struct sb_log){ .path = path ? sb_strdup(path) : NULL, .fd = fd, .least = least };
	*out = log;
	return SB_OK;
}

void sb_log_close(struct sb_log *log)
{
	if (!log)
		return;
	if (log->fd >= 0)
		close(log->fd);
	free(log->path);
	free(log);
}

/* Whether the file that is open is still the one the path names. */
static bool is_current(const struct sb_log *log, struct stat *info)
{
	struct stat named;

	return fstat(log->fd, info) == 0 && stat(log->path, &named) == 0 && named.st_ino == info->st_ino &&
	       named.st_dev == info->st_dev;
}

static void reopen(struct sb_log *log)
{
	int fd = open_file(log->path);

	if (fd < 0)
		return; /* better the old file than none */
	close(log->fd);
	log->fd = fd;
}

static void shift_files(const char *path)
{
	sb_auto(buf) from = SB_BUF_INIT;
	sb_auto(buf) to = SB_BUF_INIT;

	for (int i = OLDER_FILES; i >= 1; i--) {
		sb_buf_clear(&from);
		sb_buf_clear(&to);
		sb_buf_puts(&from, path);
		if (i > 1)
			sb_buf_printf(&from, ".%d", i - 1);
		sb_buf_printf(&to, "%s.%d", path, i);
		(void)!rename(from.data, to.data);
	}
}

/* The lock is on the full file: whoever gets it second finds that the name leads elsewhere by now. */
static void turn_over(struct sb_log *log)
{
	struct stat info;

	if (flock(log->fd, LOCK_EX) != 0)
		return;
	if (is_current(log, &info))
		shift_files(log->path);
	flock(log->fd, LOCK_UN);
	reopen(log);
}

static void append_line(struct sb_log *log, const struct sb_buf *line)
{
	struct stat info;

	if (!is_current(log, &info))
		reopen(log);
	else if (info.st_size > 0 && info.st_size + (off_t)line->len > MOST_FILE_BYTES)
		turn_over(log);
	while (write(log->fd, line->data, line->len) < 0 && errno == EINTR)
		;
}

static const struct {
	const char *word;
	bool anywhere; /* also as a part of a word */
} secrets[] = {
	{ "password", true }, { "secret", true }, { "token", true }, { "authorization", true }, { "pin", false }, { "key", false },
};

static bool is_secret_word(const char *word, size_t length)
{
	for (size_t i = 0; i < SB_COUNT(secrets); i++)
		if (strlen(secrets[i].word) == length && strncasecmp(word, secrets[i].word, length) == 0)
			return true;
	return false;
}

/* "api_key" is one, "keyboard" is not; "user-passwords" is. */
static bool names_secret(const char *key)
{
	static const char between[] = "_-. ";

	for (size_t i = 0; i < SB_COUNT(secrets); i++)
		if (secrets[i].anywhere && strcasestr(key, secrets[i].word))
			return true;
	for (const char *at = key; *at;) {
		size_t length = strcspn(at, between);

		if (is_secret_word(at, length))
			return true;
		at += length;
		at += strspn(at, between);
	}
	return false;
}

static void add_field(struct sb_json *json, const char *key, const char *value)
{
	if (value && names_secret(key)) {
		sb_json_text(json, key, "(hidden)");
	} else if (value && strnlen(value, MOST_VALUE_BYTES + 1) > MOST_VALUE_BYTES) {
		size_t length = MOST_VALUE_BYTES;

		while (length > 0 && ((unsigned char)value[length] & 0xC0) == 0x80)
			length--;
		sb_owned_string start = sb_strndup(value, length);

		sb_json_text(json, key, start);
	} else {
		sb_json_text(json, key, value);
	}
}

static void add_head(struct sb_json *json, enum sb_log_level level, const char *event)
{
	sb_auto(buf) time = SB_BUF_INIT;

	sb_moment_print(sb_now(), &time);
	sb_json_text(json, "time", time.data);
	sb_json_text(json, "level", level_words[level]);
	sb_json_text(json, "event", event);
}

void sb_log_event(struct sb_log *log, enum sb_log_level level, const char *event, ...)
{
	sb_auto(buf) line = SB_BUF_INIT;
	struct sb_json json;
	va_list fields;
	const char *key;

	if (!log->path || level < log->least || level >= SB_LOG_OFF)
		return;

	int reason = errno; /* the caller may still want to report it */

	sb_json_init(&json, &line);
	sb_json_open(&json, NULL, '{');
	add_head(&json, level, event);
	va_start(fields, event);
	while ((key = va_arg(fields, const char *)))
		add_field(&json, key, va_arg(fields, const char *));
	va_end(fields);
	sb_json_close(&json, '}');
	sb_buf_putc(&line, '\n');
	append_line(log, &line);
	errno = reason;
}
