/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keeping the write-ahead log short. Library versions with the WAL-reset fault lose commits when a writer
 * restarts the log while another process looks at it for a checkpoint; so a checkpoint is made only while a
 * second connection of this process holds the write lock, under which nobody can restart anything. With that
 * lock held only PASSIVE checkpoints work: they copy the log as far as readers allow. The log is then started
 * over by a write that changes nothing, because how much was copied is forgotten when the last program
 * closes the book: books used only by short commands would otherwise keep a log that grows, and copy it each time.
 *
 * The length is bounded by how often this happens: when idle or closing from IDLE_PAGES on, and from LONG_PAGES
 * on by whoever commits. A log that makes its file longer takes twice the time to sync, for the file system then has
 * a change of its own to make durable; so while a program goes on writing, a log started over keeps the length of its
 * file (journal_size_limit, sqlite_open.c), and it is cut by who is idle or closes. They have time, so they also
 * merge what was written to the search index.
 */
#include "sqlite.h"

#define IDLE_PAGES  500
#define LONG_PAGES  2000 /* 8 MB */
#define AGAIN_PAGES 1000 /* after a checkpoint that readers kept from being complete */

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

static sqlite3 *helper_of(struct sb_sqlite *db)
{
	struct sb_error unsaid = SB_ERROR_INIT;

	if (db->exclusive)
		return db->raw; /* nobody else can have the file open */
	if (!db->helper && sb_sqlite_connect(db->path, SQLITE_OPEN_READWRITE, &db->helper, &unsaid) != SB_OK)
		return NULL;
	return db->helper;
}

/* Copies the log; tells whether all of it. */
static bool copy_log(struct sb_sqlite *db)
{
	int pages = 0, copied = -1;
	int code = sqlite3_wal_checkpoint_v2(db->raw, NULL, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);

	db->log_due_when_idle = db->log_pages + IDLE_PAGES;
	db->log_due_at_once = db->log_pages + AGAIN_PAGES;
	return code == SQLITE_OK && copied == pages;
}

/* A transaction that begins when all is copied writes from the start of the log, if no reader is in it. By the connection itself: after
 * another one's it would forget the pages that it holds. */
static void start_over(struct sb_sqlite *db)
{
	sb_sqlite_wait_until(db, sb_gate_clock());
	if (sqlite3_exec(db->raw, "BEGIN IMMEDIATE; " SB_SQLITE_SET_APPLICATION_ID "; COMMIT", NULL, NULL, NULL) == SQLITE_OK)
		db->log_pages = 0;
	else if (!sqlite3_get_autocommit(db->raw))
		sqlite3_exec(db->raw, "ROLLBACK", NULL, NULL, NULL);
}

/* Inside the gate. What fails here has not been lost: it stays in the log for the next time. */
static void checkpoint(struct sb_sqlite *db)
{
	sqlite3 *helper = helper_of(db);
	bool whole;

	if (db->exclusive) {
		whole = copy_log(db);
	} else {
		if (!helper || sqlite3_exec(helper, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
			return;
		whole = copy_log(db);
		sqlite3_exec(helper, "ROLLBACK", NULL, NULL, NULL);
	}
	if (whole)
		start_over(db);
}

void sb_sqlite_tidy(struct sb_db *base)
{
	struct sb_sqlite *db = sb_sqlite_of(base);
	struct sb_error unsaid = SB_ERROR_INIT;

	if (!db->path || db->read_only || db->in != SB_SQLITE_IDLE)
		return;
	if (db->log_pages < db->log_due_when_idle && !db->log_is_kept_long)
		return;
	/* If others are writing now, it is not idle. */
	if (sb_gate_enter(&db->gate, 0, &db->interrupts, &unsaid) != SB_OK)
		return;
	sb_sqlite_search_merge(db);
	db->log_is_kept_long = false;
	sqlite3_exec(db->raw, SB_SQLITE_LOG_BYTES_IDLE, NULL, NULL, NULL);
	checkpoint(db);
	sqlite3_exec(db->raw, SB_SQLITE_LOG_BYTES_MOST, NULL, NULL, NULL);
	sb_gate_leave(&db->gate);
}

void sb_sqlite_tidy_if_long(struct sb_sqlite *db)
{
	if (!db->path || db->log_pages < db->log_due_at_once)
		return;
	checkpoint(db);
	db->log_is_kept_long = true;
}
