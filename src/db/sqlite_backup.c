/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Backups by VACUUM INTO: one snapshot, while others read and write, as one file without a log. The copy is
 * made beside its place, opened and checked there, and only then gets its name; a backup that has its
 * name is whole.
 */
#include "bookfile.h"
#include "sqlite.h"
#include <assert.h>
#include <string.h>
#include <sys/stat.h>

static int64_t bytes_of(void *context)
{
	const char *path = context;
	struct stat st;

	return stat(path, &st) == 0 ? (int64_t)st.st_size : 0;
}

static int copy_into(struct sb_sqlite *db, const char *made)
{
	sqlite3_stmt *stmt;
	int code = sqlite3_prepare_v2(db->raw, "VACUUM INTO $1", -1, &stmt, NULL);

	if (code)
		return code;
	sqlite3_bind_text(stmt, 1, made, -1, SQLITE_STATIC);
	sqlite3_step(stmt);
	return sqlite3_finalize(stmt);
}

enum { PAGES_A_STEP = 500 };

static int copy_pages(sqlite3 *from, sqlite3 *to, const struct sb_progress *progress)
{
	sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");
	int code = copy ? SQLITE_OK : sqlite3_errcode(to);

	while (!code) {
		code = sqlite3_backup_step(copy, PAGES_A_STEP);
		int total = sqlite3_backup_pagecount(copy);
		if (!code && progress && progress->step && !progress->step(total - sqlite3_backup_remaining(copy), total, progress->context))
			code = SQLITE_INTERRUPT;
	}
	if (copy && sqlite3_backup_finish(copy) != SQLITE_OK && code == SQLITE_DONE)
		code = sqlite3_errcode(to);
	return code;
}

/* SQLite 3.40 cannot VACUUM a table with a generated column on a connection for reading only: that copies page by page. */
static int copy_reading(struct sb_sqlite *db, const char *made, const struct sb_progress *progress)
{
	sb_owned_sqlite3 to = NULL;
	struct sb_error ignored = SB_ERROR_INIT;
	int code;

	if (sb_sqlite_connect(made, SQLITE_OPEN_READWRITE, &to, &ignored))
		return SQLITE_CANTOPEN;
	code = copy_pages(db->raw, to, progress);
	return code == SQLITE_DONE ? sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) : code;
}

static enum sb_status copy(struct sb_sqlite *db, const char *made, const struct sb_progress *progress, struct sb_error *err)
{
	int64_t pages = 0, page_bytes = 0;
	int code = sb_sqlite_number(db->raw, "PRAGMA page_count", &pages);

	if (!code)
		code = sb_sqlite_number(db->raw, "PRAGMA page_size", &page_bytes);
	if (!code && db->read_only) {
		code = copy_reading(db, made, progress);
	} else if (!code) {
		sb_sqlite_report_to(db, progress, pages * page_bytes, bytes_of, (void *)(uintptr_t)made);
		sb_sqlite_wait_until(db, 0);
		code = copy_into(db, made);
		sb_sqlite_report_to(db, NULL, 0, NULL, NULL);
	}
	return code ? sb_sqlite_fail(db, code, err) : SB_OK;
}

static void count_finding(const char *finding, void *context)
{
	(void)finding;
	++*(int *)context;
}

static enum sb_status check_copy(const char *made, const char *path, struct sb_error *err)
{
	sb_owned_sqlite3 raw = NULL;
	int64_t mark = 0;
	int findings = 0, code;
	enum sb_status status = sb_sqlite_connect(made, SQLITE_OPEN_READONLY, &raw, err);

	if (status)
		return status;
	code = sb_sqlite_number(raw, "PRAGMA application_id", &mark);
	if (code)
		return sb_sqlite_fail_raw(raw, path, code, err);
	status = sb_sqlite_verify_raw(raw, path, count_finding, &findings, err);
	if (status)
		return status;
	if (findings || mark != SB_SQLITE_APPLICATION_ID)
		return sb_fail(err, SB_CORRUPT, _("the copy %s did not pass its check and was removed: run 'stockbook check' on the book"),
			       path);
	return SB_OK;
}

enum sb_status sb_sqlite_backup(struct sb_db *base, const char *path, const struct sb_progress *progress, struct sb_error *err)
{
	struct sb_sqlite *db = sb_sqlite_of(base);
	sb_owned_string place = NULL;
	sb_owned_string made = NULL;
	enum sb_status status;

	assert(db->in == SB_SQLITE_IDLE && "a backup is not part of a transaction");
	status = sb_bookfile_resolve(path, &place, err);
	if (!status)
		status = sb_bookfile_absent(place, err);
	if (!status)
		status = sb_bookfile_beside(place, &made, err);
	if (status)
		return status;
	status = copy(db, made, progress, err);
	if (!status)
		status = check_copy(made, path, err);
	if (!status)
		status = sb_bookfile_publish(made, place, err);
	if (status)
		sb_bookfile_discard(made);
	return status;
}
