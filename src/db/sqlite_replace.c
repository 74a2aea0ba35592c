/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Putting one book in the place of another. Leaving the log is something SQLite lets only the one connection do
 * that is alone with the file: that is how it is known that nobody has the old book open, and it makes the old book whole in one file.
 */
#include "bookfile.h"
#include "sqlite.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* SQLite's code; SQLITE_BUSY: others have it open. */
static int leave_log(const char *path)
{
	sb_owned_sqlite3 raw = NULL;
	sqlite3_stmt *stmt = NULL;
	struct sb_error ignored = SB_ERROR_INIT;
	bool left = false;
	int code;

	if (sb_sqlite_connect(path, SQLITE_OPEN_READWRITE, &raw, &ignored))
		return SQLITE_CANTOPEN;
	code = sqlite3_prepare_v2(raw, "PRAGMA journal_mode = DELETE", -1, &stmt, NULL);
	if (code)
		return code;
	if (sqlite3_step(stmt) == SQLITE_ROW)
		left = strcmp((const char *)sqlite3_column_text(stmt, 0), "delete") == 0;
	code = sqlite3_finalize(stmt);
	return code || left ? code : SQLITE_BUSY;
}

/* A book too damaged to be opened may have a log that somebody can still make sense of. */
static void move_log(const char *from, const char *to, const char *suffix)
{
	sb_auto(buf) old = SB_BUF_INIT;
	sb_auto(buf) new = SB_BUF_INIT;

	sb_buf_printf(&old, "%s%s", from, suffix);
	sb_buf_printf(&new, "%s%s", to, suffix);
	(void)rename(old.data, new.data);
}

static enum sb_status set_aside(const char *path, const char *kept, struct sb_error *err)
{
	int code = leave_log(path);
	enum sb_status status;

	if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
		return sb_fail(err, SB_BUSY, _("%s is open elsewhere: leave the program on all other terminals and try again"), path);
	status = sb_bookfile_publish(path, kept, err);
	if (!status && code) {
		move_log(path, kept, "-wal");
		move_log(path, kept, "-shm");
	}
	return status;
}

enum sb_status sb_db_replace(const char *where, const char *with, const char *kept_as, struct sb_error *err)
{
	struct sb_error ignored = SB_ERROR_INIT;
	bool was_there = access(where, F_OK) == 0;
	enum sb_status status = was_there ? set_aside(where, kept_as, err) : SB_OK;

	if (status)
		return status;
	status = sb_bookfile_publish(with, where, err);
	if (status && was_there && sb_bookfile_publish(kept_as, where, &ignored))
		return sb_fail(err, SB_FAILED, _("the backup could not take the place of %s: your book is %s, rename it back"), where, kept_as);
	return status;
}
