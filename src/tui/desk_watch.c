/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Seeing what others do to the book: the write-ahead log's file is watched, and where that does not work looked at twice a second; whether
 * anything was committed says the database's own version number.
 */
#include "desk.h"

#include <unistd.h>

enum { LOOK_EVERY_MS = 500, SETTLE_MS = 100, SETTLED_MS = 1000 };

/*
 * What is written to the log counts only once it is on the disk, which is not seen as a write: a look may come too soon
 * for it. So the last write is followed by a look a moment later, and by one when any disk is done with it.
 */
static int64_t next_look(const struct sb_desk *desk)
{
	int64_t since = sb_loop_now_ms() - desk->written_ms;

	if (desk->watch_fd < 0)
		return sb_loop_now_ms() + LOOK_EVERY_MS;
	if (since >= SETTLED_MS)
		return SB_NONE;
	return desk->written_ms + (since < SETTLE_MS ? SETTLE_MS : SETTLED_MS);
}

void sb_desk_look(struct sb_desk *desk)
{
	struct sb_error err = SB_ERROR_INIT;
	bool changed = false;
	enum sb_status status = sb_db_changed(sb_book_db(desk->app->book), &changed, &err);

	desk->look_again_ms = next_look(desk);
	if (status && !desk->offline)
		sb_desk_fail(desk, &err);
	desk->offline = status != SB_OK;
	if (changed)
		sb_desk_changed(desk);
}

/* Many small writes of another terminal make one look: a moment after the first. */
static void written(void *with, int fd)
{
	struct sb_desk *desk = with;

	if (!sb_filewatch_read(fd))
		return;
	desk->written_ms = sb_loop_now_ms();
	if (desk->look_again_ms == SB_NONE || desk->look_again_ms > desk->written_ms + SETTLE_MS)
		desk->look_again_ms = desk->written_ms + SETTLE_MS;
}

void sb_desk_watch(struct sb_desk *desk)
{
	desk->watch_fd = sb_filewatch_open(sb_db_where(sb_book_db(desk->app->book)));
	if (desk->watch_fd >= 0 && !sb_loop_watch(desk->loop, desk->watch_fd, written)) {
		close(desk->watch_fd);
		desk->watch_fd = -1;
	}
	desk->look_again_ms = desk->watch_fd < 0 ? sb_loop_now_ms() + LOOK_EVERY_MS : SB_NONE;
}

void sb_desk_unwatch(struct sb_desk *desk)
{
	if (desk->watch_fd < 0)
		return;
	sb_loop_unwatch(desk->loop, desk->watch_fd);
	close(desk->watch_fd);
	desk->watch_fd = -1;
}
