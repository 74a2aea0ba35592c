/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The SQLite driver's insides, shared by the sqlite_*.c files; the only place that includes sqlite3.h.
 *
 * All files go through SQLite's default VFS, so a test puts a faulty disk under the driver by registering
 * its own as the default before it opens a book; no door of the program can.
 */
#ifndef STOCKBOOK_DB_SQLITE_H
#define STOCKBOOK_DB_SQLITE_H

#include "driver.h"
#include "gate.h"
#include <sqlite3.h>
#include <stdatomic.h>

/* "SBk1" in the file's header (offset 68): a stockbook book. As a number and as SQL. */
#define SB_SQLITE_APPLICATION_ID	0x53426b31
#define SB_SQLITE_SET_APPLICATION_ID	"PRAGMA application_id = 0x53426b31"

/* What is left of the log's file when it is started over: as long as a program writes, and by who is idle or closes. */
#define SB_SQLITE_LOG_BYTES_MOST "PRAGMA journal_size_limit = 10000000"
#define SB_SQLITE_LOG_BYTES_IDLE "PRAGMA journal_size_limit = 2000000"

/* Statements the driver itself runs often; their texts are in sqlite_tx.c. */
enum sb_sqlite_own {
	SB_SQLITE_BEGIN,
	SB_SQLITE_READ_BEGIN,
	SB_SQLITE_COMMIT,
	SB_SQLITE_ROLLBACK,
	SB_SQLITE_SAVEPOINT,
	SB_SQLITE_KEEP,
	SB_SQLITE_REVERT,
	SB_SQLITE_DATA_VERSION,
	SB_SQLITE_OWN_COUNT,
};

enum sb_sqlite_in { SB_SQLITE_IDLE, SB_SQLITE_READING, SB_SQLITE_WRITING };

struct sb_sqlite {
	struct sb_db base;
	sqlite3 *raw;
	sqlite3 *helper; /* opened at the first checkpoint; holds the write lock while `raw` does the work */
	char *path;	 /* resolved; NULL in memory */
	sqlite3_stmt *own[SB_SQLITE_OWN_COUNT];
	struct sb_gate gate;
	bool read_only, exclusive; /* exclusive: network folder, this process alone */
	bool any_age;		   /* an older schema is no error: nothing is asked but for a copy */
	bool is_mark_unsure;	   /* the file alone does not say whose it is */

	enum sb_sqlite_in in; /* what the caller believes; SQLite may have rolled back by itself */
	bool ending;	      /* in COMMIT: limits do not apply */
	bool search_unsure;   /* SQLite did so, and the search engine may not have noticed */

	int busy_ms;
	int64_t busy_deadline; /* of the transaction being begun, else of the statement that waits */
	unsigned busy_seen;    /* `interrupts` when the waiting began */
	uint64_t jitter;
	atomic_uint interrupts; /* counted, because a wait does not run in SQLite */

	int64_t limit_deadline; /* 0: none */
	const struct sb_progress *progress;
	int64_t (*progress_done)(void *context); /* how far; NULL: count of calls */
	void *progress_context;
	int64_t progress_total, progress_calls;

	int64_t data_version;
	int log_pages;			       /* of the write-ahead log after the last commit */
	int log_due_when_idle, log_due_at_once; /* checkpoint when the log has this many */
	bool log_is_kept_long;		       /* its file, for the writing that goes on */
};

struct sb_sqlite_stmt {
	struct sb_stmt base;
	sqlite3_stmt *raw;
	int *index; /* of place 1 … places; 0: the text has no such place */
	int places;
	int bind_failed; /* the first error of binding, reported by the next step */
	bool writes, reading, done;
	int64_t changes;
};

static inline struct sb_sqlite *sb_sqlite_of(const struct sb_db *db)
{
	return (struct sb_sqlite *)(uintptr_t)db;
}

/* sqlite_error.c: the sentence for an SQLite result code, by what the shop can do about it. */
enum sb_status sb_sqlite_fail(struct sb_sqlite *db, int code, struct sb_error *err);
enum sb_status sb_sqlite_fail_raw(sqlite3 *raw, const char *where, int code, struct sb_error *err);
const char *sb_sqlite_library_note(const struct sb_db *db);

/* sqlite_open.c */
enum sb_status sb_sqlite_open(const char *where, const struct sb_db_options *options, struct sb_db **out, struct sb_error *err);
void sb_sqlite_close(struct sb_db *db);
void sb_sqlite_bulk(struct sb_db *db, enum sb_bulk bulk);
/* A connection of its own to a file, hardened; `flags` are those of sqlite3_open_v2. Nothing is read yet. */
enum sb_status sb_sqlite_connect(const char *path, int flags, sqlite3 **out, struct sb_error *err) SB_CHECKED;
static inline void sb_sqlite3_freep(sqlite3 **raw)
{
	sqlite3_close_v2(*raw);
}
#define sb_owned_sqlite3 __attribute__((cleanup(sb_sqlite3_freep))) sqlite3 *
/* The single number a constant statement gives. Returns SQLite's code. */
int sb_sqlite_number(sqlite3 *raw, const char *sql, int64_t *out);

/* sqlite_index.c */
enum sb_status sb_sqlite_unindex(struct sb_db *db, const char *table, struct sb_buf *again, struct sb_error *err);

/* sqlite_migrate.c: brings the schema to this program's version, one transaction a step. */
enum sb_status sb_sqlite_migrate(struct sb_sqlite *db, struct sb_error *err) SB_CHECKED;
/* SB_CANNOT_OPEN if the book is newer than this program or older than reading it allows. */
enum sb_status sb_sqlite_check_version(struct sb_sqlite *db, struct sb_error *err) SB_CHECKED;

/* sqlite_stmt.c */
enum sb_status sb_sqlite_prepare(struct sb_db *db, const char *sql, struct sb_stmt **out, struct sb_error *err);
void sb_sqlite_finish(struct sb_stmt *stmt);
void sb_sqlite_renew(struct sb_stmt *stmt);
void sb_sqlite_reset(struct sb_stmt *stmt);
void sb_sqlite_bind_int(struct sb_stmt *stmt, int place, int64_t value);
void sb_sqlite_bind_text(struct sb_stmt *stmt, int place, const char *text);
void sb_sqlite_bind_bytes(struct sb_stmt *stmt, int place, const void *bytes, size_t count);
void sb_sqlite_bind_null(struct sb_stmt *stmt, int place);
enum sb_status sb_sqlite_step(struct sb_stmt *stmt, bool *row, struct sb_error *err);
int64_t sb_sqlite_changes(struct sb_stmt *stmt);
bool sb_sqlite_col_is_null(struct sb_stmt *stmt, int column);
int64_t sb_sqlite_col_int(struct sb_stmt *stmt, int column);
const char *sb_sqlite_col_text(struct sb_stmt *stmt, int column);
const void *sb_sqlite_col_bytes(struct sb_stmt *stmt, int column, size_t *count);

/* sqlite_tx.c */
enum sb_status sb_sqlite_begin(struct sb_db *db, struct sb_error *err);
enum sb_status sb_sqlite_commit(struct sb_db *db, struct sb_error *err);
int sb_sqlite_patience(struct sb_db *db, int busy_ms);
void sb_sqlite_rollback(struct sb_db *db);
bool sb_sqlite_in_transaction(const struct sb_db *db);
bool sb_sqlite_is_awaited(const struct sb_db *db);
enum sb_status sb_sqlite_savepoint(struct sb_db *db, struct sb_error *err);
enum sb_status sb_sqlite_savepoint_keep(struct sb_db *db, struct sb_error *err);
void sb_sqlite_savepoint_revert(struct sb_db *db);
enum sb_status sb_sqlite_read_begin(struct sb_db *db, struct sb_error *err);
void sb_sqlite_read_end(struct sb_db *db);
enum sb_status sb_sqlite_script(struct sb_db *db, const char *sql, struct sb_error *err);
/* Steps one of the driver's own statements to its end; a single number it may give goes to *value (may be NULL). */
int sb_sqlite_run_own(struct sb_sqlite *db, enum sb_sqlite_own which, int64_t *value);

/* sqlite_watch.c */
void sb_sqlite_watch(struct sb_sqlite *db); /* installs the handlers */
/* Sets the deadline of what waits for a lock next; 0 of `deadline` gives the next statement its own. */
void sb_sqlite_wait_until(struct sb_sqlite *db, int64_t deadline);
void sb_sqlite_interrupt(struct sb_db *db);
void sb_sqlite_limit(struct sb_db *db, int milliseconds);
enum sb_status sb_sqlite_changed(struct sb_db *db, bool *changed, struct sb_error *err);
/* Reports progress while statements run, until called with NULL. */
void sb_sqlite_report_to(struct sb_sqlite *db, const struct sb_progress *progress, int64_t total,
			 int64_t (*done)(void *context), void *context);

/* sqlite_checkpoint.c */
void sb_sqlite_watch_log(struct sb_sqlite *db);
void sb_sqlite_tidy(struct sb_db *db);
/* After a commit, still inside the gate: shortens the log if it has grown past all measure. */
void sb_sqlite_tidy_if_long(struct sb_sqlite *db);

/* sqlite_search.c */
enum sb_status sb_sqlite_search_put(struct sb_db *db, int64_t id, const char *folded, struct sb_error *err);
enum sb_status sb_sqlite_search_drop(struct sb_db *db, int64_t id, const char *folded, struct sb_error *err);
int sb_sqlite_search_renew(struct sb_sqlite *db); /* outside of transactions, at the gate */
void sb_sqlite_search_merge(struct sb_sqlite *db); /* likewise; what it cannot do waits */
enum sb_status sb_sqlite_search_clear(struct sb_db *db, struct sb_error *err);
enum sb_status sb_sqlite_search_rebuild(struct sb_db *db, struct sb_error *err);
void sb_sqlite_search_expression(struct sb_db *db, const char *const *words, const bool *prefix, size_t count, struct sb_buf *out);
const char *sb_sqlite_search_fragment(struct sb_db *db);
enum sb_status sb_sqlite_word_put(struct sb_db *db, const char *folded_word, struct sb_error *err);
enum sb_status sb_sqlite_word_like(struct sb_db *db, const char *folded_word, int most,
				   bool (*each)(const char *word, void *context), void *context, struct sb_error *err);

/* sqlite_verify.c, sqlite_backup.c */
enum sb_status sb_sqlite_verify(struct sb_db *db, const struct sb_progress *progress,
				void (*report)(const char *finding, void *context), void *context, struct sb_error *err);
enum sb_status sb_sqlite_backup(struct sb_db *db, const char *path, const struct sb_progress *progress, struct sb_error *err);
/* Gives each finding of PRAGMA integrity_check and foreign_key_check. */
enum sb_status sb_sqlite_verify_raw(sqlite3 *raw, const char *where, void (*report)(const char *finding, void *context),
				    void *context, struct sb_error *err) SB_CHECKED;

#endif
