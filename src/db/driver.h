/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a database driver gives to the port (stockbook/db.h): one table of functions. A driver's connection
 * and statement begin with struct sb_db and struct sb_stmt; the port owns the cache of prepared statements
 * and forwards everything else. Contracts are those of the function of the same name in db.h; only what
 * the driver sees differently is said here. A new driver is its own files and one row in db.c.
 */
#ifndef STOCKBOOK_DB_DRIVER_H
#define STOCKBOOK_DB_DRIVER_H

#include "stockbook/db.h"

/* Statements made by the query compiler that stay prepared. */
#define SB_COMPOSED_MOST 64

struct sb_db_ops;

struct sb_composed {
	char *sql; /* NULL: free place */
	uint64_t hash;
	uint64_t used; /* reading of the cache's clock when it was asked for last */
	struct sb_stmt *stmt;
};

struct sb_fixed {
	const char *sql; /* NULL: free place */
	struct sb_stmt *stmt;
};

struct sb_stmt_cache {
	struct sb_fixed *fixed; /* hashed by address; room is a power of two, never full */
	size_t fixed_count, fixed_room;
	struct sb_composed composed[SB_COMPOSED_MOST];
	uint64_t clock;
};

struct sb_db {
	const struct sb_db_ops *ops;
	char *where;		/* as opened, without scheme */
	char *driver;		/* "SQLite 3.40.1"; the driver's open sets it */
	struct sb_buf warning;	/* the driver's open adds to it */
	struct sb_stmt_cache cache;
};

struct sb_stmt {
	struct sb_db *db;
};

struct sb_db_ops {
	/* Allocates the connection with sb_db_init() and fills in `driver`; on failure it has closed what it opened. */
	enum sb_status (*open)(const char *where, const struct sb_db_options *options, struct sb_db **out, struct sb_error *err);
	/* Statements are finished already. Frees what open made but not the members of struct sb_db; also of a half-open connection. */
	void (*close)(struct sb_db *db);
	const char *(*library_note)(const struct sb_db *db);

	enum sb_status (*prepare)(struct sb_db *db, const char *sql, struct sb_stmt **out, struct sb_error *err);
	void (*finish)(struct sb_stmt *stmt);
	void (*renew)(struct sb_stmt *stmt); /* reset and unbind */
	void (*reset)(struct sb_stmt *stmt);
	void (*bind_int)(struct sb_stmt *stmt, int place, int64_t value);
	void (*bind_text)(struct sb_stmt *stmt, int place, const char *text);
	void (*bind_bytes)(struct sb_stmt *stmt, int place, const void *bytes, size_t count);
	void (*bind_null)(struct sb_stmt *stmt, int place);
	enum sb_status (*step)(struct sb_stmt *stmt, bool *row, struct sb_error *err);
	int64_t (*changes)(struct sb_stmt *stmt); /* rows written by the run that has just ended */
	bool (*col_is_null)(struct sb_stmt *stmt, int column);
	int64_t (*col_int)(struct sb_stmt *stmt, int column);
	const char *(*col_text)(struct sb_stmt *stmt, int column);
	const void *(*col_bytes)(struct sb_stmt *stmt, int column, size_t *count);

	enum sb_status (*begin)(struct sb_db *db, struct sb_error *err);
	enum sb_status (*commit)(struct sb_db *db, struct sb_error *err);
	int (*patience)(struct sb_db *db, int busy_ms);
	void (*rollback)(struct sb_db *db);
	bool (*in_transaction)(const struct sb_db *db);
	bool (*is_awaited)(const struct sb_db *db);
	enum sb_status (*savepoint)(struct sb_db *db, struct sb_error *err);
	enum sb_status (*savepoint_keep)(struct sb_db *db, struct sb_error *err);
	void (*savepoint_revert)(struct sb_db *db);
	enum sb_status (*read_begin)(struct sb_db *db, struct sb_error *err);
	void (*read_end)(struct sb_db *db);

	void (*interrupt)(struct sb_db *db);
	void (*limit)(struct sb_db *db, int milliseconds);
	enum sb_status (*changed)(struct sb_db *db, bool *changed, struct sb_error *err);

	enum sb_status (*search_put)(struct sb_db *db, int64_t id, const char *folded, struct sb_error *err);
	enum sb_status (*search_drop)(struct sb_db *db, int64_t id, const char *folded, struct sb_error *err);
	enum sb_status (*search_clear)(struct sb_db *db, struct sb_error *err);
	enum sb_status (*search_rebuild)(struct sb_db *db, struct sb_error *err);
	void (*search_expression)(struct sb_db *db, const char *const *words, const bool *prefix, size_t count, struct sb_buf *out);
	const char *(*search_fragment)(struct sb_db *db);
	enum sb_status (*word_put)(struct sb_db *db, const char *folded_word, struct sb_error *err);
	enum sb_status (*word_like)(struct sb_db *db, const char *folded_word, int most,
				    bool (*each)(const char *word, void *context), void *context, struct sb_error *err);

	enum sb_status (*verify)(struct sb_db *db, const struct sb_progress *progress,
				 void (*report)(const char *finding, void *context), void *context, struct sb_error *err);
	enum sb_status (*backup)(struct sb_db *db, const char *path, const struct sb_progress *progress, struct sb_error *err);
	enum sb_status (*script)(struct sb_db *db, const char *sql, struct sb_error *err);
	enum sb_status (*unindex)(struct sb_db *db, const char *table, struct sb_buf *again, struct sb_error *err);
	void (*tidy)(struct sb_db *db);
	void (*bulk)(struct sb_db *db, enum sb_bulk bulk);
};

extern const struct sb_db_ops sb_sqlite_ops;

/* Begins a connection that a driver has allocated, zeroed. */
void sb_db_init(struct sb_db *db, const struct sb_db_ops *ops, const char *where);

/* The cache (cache.c): a statement reset and unbound. Composed statements push out the one not asked for longest. */
enum sb_status sb_stmt_cache_fixed(struct sb_db *db, const char *sql, struct sb_stmt **out, struct sb_error *err) SB_CHECKED;
enum sb_status sb_stmt_cache_composed(struct sb_db *db, const char *sql, struct sb_stmt **out, struct sb_error *err) SB_CHECKED;
void sb_stmt_cache_release(struct sb_db *db); /* finishes all statements */

#endif
