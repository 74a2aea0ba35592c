/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keeping the write-ahead log short. Library versions with the WAL-reset fault lose commits when a writer
 * restarts the log while another process looks at it for a checkpoint; so a checkpoint is made only while a
 * second connection of this process holds the write lock, under which nobody can restart anything. With that
 * lock held only PASSIVE checkpoints work: the log is copied as far as readers allow, and the next writer starts
 * it over. Its length is bounded by how often this happens: when idle from IDLE_PAGES on, and from
 * LONG_PAGES on by whoever commits.
 */
#include "sqlite.h"
#include <sys/stat.h>

#define IDLE_PAGES  500
#define LONG_PAGES  4000 /* 16 MB */
#define AGAIN_PAGES 1000 /* after a checkpoint that readers kept from being complete */
#define PAGE_BYTES  4096

static int on_commit(void *context, sqlite3 *raw, const char *name, int pages)
{
	struct sb_sqlite *db = context;

	(void)raw;
	(void)name;
	db->log_pages = pages;
	/* The log was started over. */
	if (pages < IDLE_PAGES)
		db->log_due_when_idle = IDLE_PAGES;
	if (pages < LONG_PAGES)
		db->log_due_at_once = LONG_PAGES;
	return SQLITE_OK;
}

void sb_sqlite_watch_log(struct sb_sqlite *db)
{
	db->log_due_when_idle = IDLE_PAGES;
	db->log_due_at_once = LONG_PAGES;
	/* This also replaces the library's automatic checkpoint, which is such a hook. */
	sqlite3_wal_hook(db->raw, on_commit, db);
}

static bool open_helper(struct sb_sqlite *db)
{
	struct sb_error unsaid = SB_ERROR_INIT;

	return db->helper || sb_sqlite_connect(db->path, SQLITE_OPEN_READWRITE, &db->helper, &unsaid) == SB_OK;
}

static void copy_log(struct sb_sqlite *db)
{
	sqlite3_wal_checkpoint_v2(db->raw, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	db->log_due_when_idle = db->log_pages + IDLE_PAGES;
	db->log_due_at_once = db->log_pages + AGAIN_PAGES;
}

/* Inside the gate. What fails here has not been lost: it stays in the log for the next time. */
static void checkpoint(struct sb_sqlite *db)
{
	if (db->exclusive) {
		copy_log(db);
		return;
	}
	if (!open_helper(db) || sqlite3_exec(db->helper, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
		return;
	copy_log(db);
	sqlite3_exec(db->helper, "ROLLBACK", NULL, NULL, NULL);
}

/* Once, for the log that earlier programs left: how many pages its file has room for. */
static int pages_left_behind(struct sb_sqlite *db)
{
	sb_auto(buf) name = SB_BUF_INIT;
	struct stat st;

	sb_buf_printf(&name, "%s-wal", db->path);
	db->log_seen = true;
	return stat(name.data, &st) == 0 ? (int)(st.st_size / PAGE_BYTES) : 0;
}

void sb_sqlite_tidy(struct sb_db *base)
{
	struct sb_sqlite *db = sb_sqlite_of(base);
	struct sb_error unsaid = SB_ERROR_INIT;

	if (!db->path || db->read_only || db->in != SB_SQLITE_IDLE)
		return;
	if (db->log_pages < db->log_due_when_idle && (db->log_seen || pages_left_behind(db) < IDLE_PAGES))
		return;
	/* If others are writing now, it is not idle. */
	if (sb_gate_enter(&db->gate, 0, &db->interrupts, &unsaid) != SB_OK)
		return;
	checkpoint(db);
	sb_gate_leave(&db->gate);
}

void sb_sqlite_tidy_if_long(struct sb_sqlite *db)
{
	if (db->path && db->log_pages >= db->log_due_at_once)
		checkpoint(db);
}
