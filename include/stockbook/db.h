/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The port to a database: open, prepare, bind, step, column, transaction, interrupt, watch. One text of
 * every statement serves all drivers: $1 … $n placeholders, UPSERT, RETURNING (SQLite >= 3.40,
 * PostgreSQL >= 15). A connection belongs to one thread; only sb_db_interrupt() may be called from another.
 *
 * SQLite is opened for trust: WAL, synchronous=FULL, foreign keys, defensive, own application id,
 * no automatic checkpoint. Every write transaction passes a fair gate (an flock beside the book), starts with BEGIN
 * IMMEDIATE, and checkpoints run only under that lock on a helper connection, which is safe on library
 * versions with the WAL-reset fault.
 */
#ifndef STOCKBOOK_DB_H
#define STOCKBOOK_DB_H

#include "stockbook/buf.h"
#include "stockbook/error.h"

struct sb_db;
struct sb_stmt;

enum sb_db_mode {
	SB_DB_CREATE, /* make a new book; SB_DUPLICATE if the file is there */
	SB_DB_WRITE,  /* open an existing one, migrate it if it is older */
	SB_DB_READ,   /* queries only */
};

struct sb_db_options {
	enum sb_db_mode mode;
	int busy_ms;	   /* wait this long for other writers, then SB_BUSY */
	bool trust_folder; /* open although the file lies on a network file system */
	bool any_age;	   /* SB_DB_READ: also a book of an older schema, to be copied as it is */
};

/* The path in an address: a path, "sqlite:PATH" or ":memory:"; within `where`. SB_CANNOT_OPEN for a kind of book this build has no driver of. */
enum sb_status sb_db_path(const char *where, const char **out, struct sb_error *err) SB_CHECKED;
/* `where`: an address as above. Errors: SB_NOT_FOUND, SB_DUPLICATE, SB_CANNOT_OPEN (foreign, newer, not ours to open), SB_CORRUPT, SB_BUSY;
 * SB_OUTDATED: to be read only, and of an older schema, which opening it for writing brings up to date. */
enum sb_status sb_db_open(const char *where, const struct sb_db_options *options, struct sb_db **out, struct sb_error *err) SB_CHECKED;
void sb_db_close(struct sb_db *db); /* NULL is fine; an open transaction is rolled back */
SB_OWNABLE(db, sb_db_close)
const char *sb_db_where(const struct sb_db *db);    /* as opened, without scheme */
const char *sb_db_driver(const struct sb_db *db);   /* "SQLite 3.40.1" */
/* Warnings of the opening worth showing once (network folder, affected library without mitigation); "" if none. */
const char *sb_db_warning(const struct sb_db *db);
/* What `check` says of the library: a known fault and how it is kept from doing harm; "" if there is nothing to say. */
const char *sb_db_library_note(const struct sb_db *db);

/*
 * Statements. sb_db_stmt() prepares once and caches by the address of `sql`, which must live as long as the
 * program (statements.h); sb_db_compose() caches by content, for texts made by the query compiler. Both give a
 * statement that is reset and unbound, borrowed until the connection is closed (composed ones: until 64 others were made).
 */
enum sb_status sb_db_stmt(struct sb_db *db, const char *sql, struct sb_stmt **out, struct sb_error *err) SB_CHECKED;
enum sb_status sb_db_compose(struct sb_db *db, const char *sql, struct sb_stmt **out, struct sb_error *err) SB_CHECKED;

/* Placeholder numbers count from 1, columns from 0. Bound text and bytes are copied. SB_NONE binds as NULL. */
void sb_bind_int(struct sb_stmt *stmt, int place, int64_t value);
void sb_bind_text(struct sb_stmt *stmt, int place, const char *text); /* NULL binds NULL */
void sb_bind_bytes(struct sb_stmt *stmt, int place, const void *bytes, size_t count);
void sb_bind_null(struct sb_stmt *stmt, int place);

/* One step: *row says whether there is a row to read. SB_INTERRUPTED after sb_db_interrupt() or sb_db_limit(). */
enum sb_status sb_stmt_step(struct sb_stmt *stmt, bool *row, struct sb_error *err) SB_CHECKED;
/* Runs to the end and resets; *changes (may be NULL) gets the rows written. */
enum sb_status sb_stmt_run(struct sb_stmt *stmt, int64_t *changes, struct sb_error *err) SB_CHECKED;
/* Ends reading early; also what makes a half-read statement stop holding its snapshot. */
void sb_stmt_reset(struct sb_stmt *stmt);

/* Columns are valid until the next step or reset. */
bool sb_col_is_null(struct sb_stmt *stmt, int column);
int64_t sb_col_int(struct sb_stmt *stmt, int column);	 /* NULL reads as SB_NONE */
const char *sb_col_text(struct sb_stmt *stmt, int column); /* NULL reads as NULL */
const void *sb_col_bytes(struct sb_stmt *stmt, int column, size_t *count);

/*
 * Transactions. begin waits its fair turn (SB_BUSY after busy_ms). After commit returned SB_OK the data is on disk.
 * A failed commit leaves no transaction open. Rolling back without one is harmless.
 */
enum sb_status sb_db_begin(struct sb_db *db, struct sb_error *err) SB_CHECKED;
enum sb_status sb_db_commit(struct sb_db *db, struct sb_error *err) SB_CHECKED;
void sb_db_rollback(struct sb_db *db);
/* How long begin waits from now on; returns how long it did (as opened: options.busy_ms). 0: not at all, for what can be done another time. */
int sb_db_patience(struct sb_db *db, int busy_ms);
bool sb_db_in_transaction(const struct sb_db *db);
/* Whether another writer waits for the turn that this one has; costs less than a microsecond. */
bool sb_db_is_awaited(const struct sb_db *db);
/* One level inside a transaction: keep or revert what came since. */
enum sb_status sb_db_savepoint(struct sb_db *db, struct sb_error *err) SB_CHECKED;
enum sb_status sb_db_savepoint_keep(struct sb_db *db, struct sb_error *err) SB_CHECKED;
void sb_db_savepoint_revert(struct sb_db *db);
/* One snapshot for several reads; not nested, ended by sb_db_read_end. */
enum sb_status sb_db_read_begin(struct sb_db *db, struct sb_error *err) SB_CHECKED;
void sb_db_read_end(struct sb_db *db);

void sb_db_interrupt(struct sb_db *db);		/* any thread: the statement running now ends with SB_INTERRUPTED */
void sb_db_limit(struct sb_db *db, int milliseconds); /* the same by itself after that time; 0 lifts it */
/* Whether another connection has committed since the last call; costs microseconds. */
enum sb_status sb_db_changed(struct sb_db *db, bool *changed, struct sb_error *err) SB_CHECKED;

/*
 * Full text, one of the two places where drivers differ. Documents have an id whose order is the order of results
 * (descending: most popular first) and one folded text.
 */
enum sb_status sb_db_search_put(struct sb_db *db, int64_t id, const char *folded, struct sb_error *err) SB_CHECKED;
/* `folded` must be the text that was put. */
enum sb_status sb_db_search_drop(struct sb_db *db, int64_t id, const char *folded, struct sb_error *err) SB_CHECKED;
enum sb_status sb_db_search_clear(struct sb_db *db, struct sb_error *err) SB_CHECKED;
/* Makes the index anew from the documents (search_documents in the schema); words are not touched. */
enum sb_status sb_db_search_rebuild(struct sb_db *db, struct sb_error *err) SB_CHECKED;
/* Appends the driver's match expression for folded words (all must occur; prefix[i] says whether words[i] may be a beginning;
 * a word holding blanks is a phrase). Characters with a meaning to the engine are data here. */
void sb_db_search_expression(struct sb_db *db, const char *const *words, const bool *prefix, size_t count, struct sb_buf *out);
/* A constant fragment "SELECT id FROM …" with the expression as the placeholder numbered `place`, to be put behind IN or in FROM. */
const char *sb_db_search_fragment(struct sb_db *db); /* "SELECT rowid AS id FROM search WHERE search MATCH %s": one %s, the placeholder */
/* Words seen, for typing mistakes: note a word once; ask for those that share three-letter pieces with `word`, most alike first. */
enum sb_status sb_db_word_put(struct sb_db *db, const char *folded_word, struct sb_error *err) SB_CHECKED;
enum sb_status sb_db_word_like(struct sb_db *db, const char *folded_word, int most,
			       bool (*each)(const char *word, void *context), void *context, struct sb_error *err) SB_CHECKED;

/* Called as work goes on; done of total in the unit of the work (total 0: unknown). Returning false cancels it (SB_INTERRUPTED). */
struct sb_progress {
	bool (*step)(int64_t done, int64_t total, void *context); /* NULL: nobody looks */
	void *context;
};

/* The database's own integrity checks; each finding is given to `report`. */
enum sb_status sb_db_verify(struct sb_db *db, const struct sb_progress *progress,
			    void (*report)(const char *finding, void *context), void *context, struct sb_error *err) SB_CHECKED;
/* A whole, verified copy made while others work: written beside, checked, synced, renamed to `path` (which must not exist). */
enum sb_status sb_db_backup(struct sb_db *db, const char *path, const struct sb_progress *progress, struct sb_error *err) SB_CHECKED;
/* Puts the finished book file `with` in the place of the book at `where` (a path), which is kept whole as `kept_as`; nothing need be there.
 * SB_BUSY: somebody has the old book open, SB_DUPLICATE: kept_as is there already; then all is as it was. */
enum sb_status sb_db_replace(const char *where, const char *with, const char *kept_as, struct sb_error *err) SB_CHECKED;
/* Runs a maintenance script of constant text (rebuild's clearing) or as sb_db_unindex() gave it; not for data. */
enum sb_status sb_db_script(struct sb_db *db, const char *sql, struct sb_error *err) SB_CHECKED;
/* Takes away the indexes of a table that is about to be written as a whole, but for those of its keys; appends the script that makes them
 * anew, to be run before the transaction it was called in ends. No statement may be under way. */
enum sb_status sb_db_unindex(struct sb_db *db, const char *table, struct sb_buf *again, struct sb_error *err) SB_CHECKED;
/* Keeps the write-ahead log short and the search index merged, when idle and when closing. Harmless when it cannot. */
void sb_db_tidy(struct sb_db *db);

/* How much is about to be written; said outside transactions. */
enum sb_bulk {
	SB_BULK_NOT,
	SB_BULK,	   /* much, all of it added: more of the book is kept in memory (64 MB), and of what keeps the facts from being written
			    * over only their keys are asked */
	SB_BULK_OF_WHOLES, /* tables as a whole: what refers to a row is written right behind it, and the database need not look for it */
};
void sb_db_bulk(struct sb_db *db, enum sb_bulk bulk);

#endif
