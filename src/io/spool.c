/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records set aside in a nameless file, written and read in large pieces. */
#include "spool.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PIECE_BYTES (256 * 1024)

static enum sb_status fail_write(struct sb_error *err)
{
	return sb_fail_errno(err, SB_FAILED, _("cannot set the file's rows aside: make room in the temporary folder"));
}

static enum sb_status open_nameless(struct sb_spool *spool, struct sb_error *err)
{
	const char *folder = getenv("TMPDIR");
	sb_auto(buf) name = SB_BUF_INIT;

	sb_buf_printf(&name, "%s/stockbook-XXXXXX", folder && *folder ? folder : "/tmp");
	spool->fd = mkostemp(name.data, O_CLOEXEC);
	if (spool->fd < 0)
		return fail_write(err);
	unlink(name.data);
	return SB_OK;
}

static enum sb_status write_at(int fd, int64_t at, const char *bytes, size_t count, struct sb_error *err)
{
	while (count) {
		ssize_t wrote = pwrite(fd, bytes, count, at);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return fail_write(err);
		bytes += wrote;
		at += wrote;
		count -= (size_t)wrote;
	}
	return SB_OK;
}

static enum sb_status write_out(struct sb_spool *spool, struct sb_error *err)
{
	enum sb_status status = spool->fd < 0 ? open_nameless(spool, err) : SB_OK;

	if (status == SB_OK)
		status = write_at(spool->fd, spool->written, spool->tail.data, spool->tail.len, err);
	if (status != SB_OK)
		return status;
	spool->written += (int64_t)spool->tail.len;
	sb_buf_clear(&spool->tail);
	return SB_OK;
}

void sb_spool_release(struct sb_spool *spool)
{
	if (spool->fd >= 0)
		close(spool->fd);
	sb_buf_release(&spool->tail);
	spool->fd = -1;
	spool->written = 0;
}

int64_t sb_spool_size(const struct sb_spool *spool)
{
	return spool->written + (int64_t)spool->tail.len;
}

enum sb_status sb_spool_put(struct sb_spool *spool, const void *bytes, size_t count, struct sb_error *err)
{
	sb_buf_add(&spool->tail, bytes, count);
	return spool->tail.len < PIECE_BYTES ? SB_OK : write_out(spool, err);
}

enum sb_status sb_spool_patch(struct sb_spool *spool, int64_t at, const void *bytes, size_t count, struct sb_error *err)
{
	assert(at >= 0 && at + (int64_t)count <= sb_spool_size(spool));
	if (at >= spool->written) {
		memcpy(spool->tail.data + (at - spool->written), bytes, count);
		return SB_OK;
	}
	if (at + (int64_t)count > spool->written) {
		enum sb_status status = write_out(spool, err);
		if (status != SB_OK)
			return status;
	}
	return write_at(spool->fd, at, bytes, count, err);
}

void sb_spool_cursor_release(struct sb_spool_cursor *cursor)
{
	sb_buf_release(&cursor->window);
}

/* Moves the window to begin at cursor->at and hold at least `count` bytes, which are there. */
static enum sb_status move_window(struct sb_spool_cursor *cursor, size_t count, struct sb_error *err)
{
	struct sb_spool *spool = cursor->spool;
	char piece[8192];
	int64_t want = count > PIECE_BYTES ? (int64_t)count : PIECE_BYTES;
	int64_t end = cursor->at + want < sb_spool_size(spool) ? cursor->at + want : sb_spool_size(spool);

	sb_buf_clear(&cursor->window);
	cursor->origin = cursor->at;
	for (int64_t at = cursor->at; at < end && at < spool->written;) {
		int64_t left = (end < spool->written ? end : spool->written) - at;
		ssize_t got = pread(spool->fd, piece, left < (int64_t)sizeof(piece) ? (size_t)left : sizeof(piece), at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return sb_fail_errno(err, SB_FAILED, _("cannot read back the rows set aside: try again"));
		sb_buf_add(&cursor->window, piece, (size_t)got);
		at += got;
	}
	if (end > spool->written) {
		int64_t from = cursor->at > spool->written ? cursor->at - spool->written : 0;
		sb_buf_add(&cursor->window, spool->tail.data + from, (size_t)(end - spool->written - from));
	}
	return SB_OK;
}

enum sb_status sb_spool_next(struct sb_spool_cursor *cursor, size_t count, const void **out, struct sb_error *err)
{
	int64_t end = cursor->origin + (int64_t)cursor->window.len;
	enum sb_status status = SB_OK;

	*out = NULL;
	if (cursor->at + (int64_t)count > sb_spool_size(cursor->spool))
		return SB_OK;
	if (cursor->at < cursor->origin || cursor->at + (int64_t)count > end)
		status = move_window(cursor, count, err);
	if (status != SB_OK)
		return status;
	*out = cursor->window.data + (cursor->at - cursor->origin);
	cursor->at += (int64_t)count;
	return SB_OK;
}
