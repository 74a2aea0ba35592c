/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The port to a database: chooses the driver by the scheme of the address, keeps the prepared statements
 * and forwards to the driver what is the driver's.
 */
#include "driver.h"
#include <assert.h>
#include <string.h>

/* Drivers by scheme; the first is what a bare path means. One without a driver was left out of this build. */
static const struct {
	const char *scheme, *name;
	const struct sb_db_ops *ops;
} drivers[] = {
	{ "sqlite:", "SQLite", &sb_sqlite_ops },
	{ "postgres:", "PostgreSQL", NULL },
	{ "postgresql:", "PostgreSQL", NULL },
	{ "jsonl:", "JSON Lines", NULL },
};

void sb_db_init(struct sb_db *db, const struct sb_db_ops *ops, const char *where)
{
	db->ops = ops;
	db->where = sb_strdup(where);
	db->warning = (struct sb_buf)SB_BUF_INIT;
}

/* Takes the scheme off an address. */
static enum sb_status choose(const char **where, const struct sb_db_ops **ops, struct sb_error *err)
{
	for (size_t i = 0; i < SB_COUNT(drivers); i++) {
		size_t length = strlen(drivers[i].scheme);

		if (strncmp(*where, drivers[i].scheme, length) != 0)
			continue;
		if (!drivers[i].ops)
			return sb_fail(err, SB_CANNOT_OPEN, _("this stockbook was built without %s: give the path of a book file instead of %s"),
				       drivers[i].name, *where);
		*ops = drivers[i].ops;
		*where += length;
		return SB_OK;
	}
	*ops = drivers[0].ops;
	return SB_OK;
}

enum sb_status sb_db_path(const char *where, const char **out, struct sb_error *err)
{
	const struct sb_db_ops *ops;
	enum sb_status status = choose(&where, &ops, err);

	if (!status)
		*out = where;
	return status;
}

enum sb_status sb_db_open(const char *where, const struct sb_db_options *options, struct sb_db **out, struct sb_error *err)
{
	const struct sb_db_ops *ops;
	enum sb_status status = choose(&where, &ops, err);

	return status ? status : ops->open(where, options, out, err);
}

void sb_db_close(struct sb_db *db)
{
	if (!db)
		return;
	db->ops->rollback(db);
	sb_stmt_cache_release(db);
	db->ops->close(db);
	free(db->where);
	free(db->driver);
	sb_buf_release(&db->warning);
	free(db);
}

const char *sb_db_where(const struct sb_db *db)
{
	return db->where;
}

const char *sb_db_driver(const struct sb_db *db)
{
	return db->driver;
}

const char *sb_db_warning(const struct sb_db *db)
{
	return db->warning.data;
}

const char *sb_db_library_note(const struct sb_db *db)
{
	return db->ops->library_note(db);
}

/* ---- statements ---- */

enum sb_status sb_db_stmt(struct sb_db *db, const char *sql, struct sb_stmt **out, struct sb_error *err)
{
	return sb_stmt_cache_fixed(db, sql, out, err);
}

enum sb_status sb_db_compose(struct sb_db *db, const char *sql, struct sb_stmt **out, struct sb_error *err)
{
	return sb_stmt_cache_composed(db, sql, out, err);
}

void sb_bind_int(struct sb_stmt *stmt, int place, int64_t value)
{
	if (value == SB_NONE)
		stmt->db->ops->bind_null(stmt, place);
	else
		stmt->db->ops->bind_int(stmt, place, value);
}

void sb_bind_text(struct sb_stmt *stmt, int place, const char *text)
{
	if (text)
		stmt->db->ops->bind_text(stmt, place, text);
	else
		stmt->db->ops->bind_null(stmt, place);
}

void sb_bind_bytes(struct sb_stmt *stmt, int place, const void *bytes, size_t count)
{
	if (bytes)
		stmt->db->ops->bind_bytes(stmt, place, bytes, count);
	else
		stmt->db->ops->bind_null(stmt, place);
}

void sb_bind_null(struct sb_stmt *stmt, int place)
{
	stmt->db->ops->bind_null(stmt, place);
}

enum sb_status sb_stmt_step(struct sb_stmt *stmt, bool *row, struct sb_error *err)
{
	return stmt->db->ops->step(stmt, row, err);
}

enum sb_status sb_stmt_run(struct sb_stmt *stmt, int64_t *changes, struct sb_error *err)
{
	const struct sb_db_ops *ops = stmt->db->ops;
	bool row;

	do {
		enum sb_status status = ops->step(stmt, &row, err);

		if (status)
			return status;
	} while (row);
	if (changes)
		*changes = ops->changes(stmt);
	ops->reset(stmt);
	return SB_OK;
}

void sb_stmt_reset(struct sb_stmt *stmt)
{
	stmt->db->ops->reset(stmt);
}

bool sb_col_is_null(struct sb_stmt *stmt, int column)
{
	return stmt->db->ops->col_is_null(stmt, column);
}

int64_t sb_col_int(struct sb_stmt *stmt, int column)
{
	return stmt->db->ops->col_int(stmt, column);
}

const char *sb_col_text(struct sb_stmt *stmt, int column)
{
	return stmt->db->ops->col_text(stmt, column);
}

const void *sb_col_bytes(struct sb_stmt *stmt, int column, size_t *count)
{
	return stmt->db->ops->col_bytes(stmt, column, count);
}

/* ---- transactions ---- */

enum sb_status sb_db_begin(struct sb_db *db, struct sb_error *err)
{
	return db->ops->begin(db, err);
}

enum sb_status sb_db_commit(struct sb_db *db, struct sb_error *err)
{
	return db->ops->commit(db, err);
}

void sb_db_rollback(struct sb_db *db)
{
	db->ops->rollback(db);
}

bool sb_db_in_transaction(const struct sb_db *db)
{
	return db->ops->in_transaction(db);
}

bool sb_db_is_awaited(const struct sb_db *db)
{
	return db->ops->is_awaited(db);
}

enum sb_status sb_db_savepoint(struct sb_db *db, struct sb_error *err)
{
	return db->ops->savepoint(db, err);
}

enum sb_status sb_db_savepoint_keep(struct sb_db *db, struct sb_error *err)
{
	return db->ops->savepoint_keep(db, err);
}

void sb_db_savepoint_revert(struct sb_db *db)
{
	db->ops->savepoint_revert(db);
}

enum sb_status sb_db_read_begin(struct sb_db *db, struct sb_error *err)
{
	return db->ops->read_begin(db, err);
}

void sb_db_read_end(struct sb_db *db)
{
	db->ops->read_end(db);
}

/* ---- interrupt and watch ---- */

void sb_db_interrupt(struct sb_db *db)
{
	db->ops->interrupt(db);
}

void sb_db_limit(struct sb_db *db, int milliseconds)
{
	db->ops->limit(db, milliseconds);
}

enum sb_status sb_db_changed(struct sb_db *db, bool *changed, struct sb_error *err)
{
	return db->ops->changed(db, changed, err);
}

/* ---- full text ---- */

enum sb_status sb_db_search_put(struct sb_db *db, int64_t id, const char *folded, struct sb_error *err)
{
	return db->ops->search_put(db, id, folded, err);
}

enum sb_status sb_db_search_drop(struct sb_db *db, int64_t id, const char *folded, struct sb_error *err)
{
	return db->ops->search_drop(db, id, folded, err);
}

enum sb_status sb_db_search_clear(struct sb_db *db, struct sb_error *err)
{
	return db->ops->search_clear(db, err);
}

enum sb_status sb_db_search_rebuild(struct sb_db *db, struct sb_error *err)
{
	return db->ops->search_rebuild(db, err);
}

void sb_db_search_expression(struct sb_db *db, const char *const *words, const bool *prefix, size_t count, struct sb_buf *out)
{
	db->ops->search_expression(db, words, prefix, count, out);
}

const char *sb_db_search_fragment(struct sb_db *db)
{
	return db->ops->search_fragment(db);
}

enum sb_status sb_db_word_put(struct sb_db *db, const char *folded_word, struct sb_error *err)
{
	return db->ops->word_put(db, folded_word, err);
}

enum sb_status sb_db_word_like(struct sb_db *db, const char *folded_word, int most,
			       bool (*each)(const char *word, void *context), void *context, struct sb_error *err)
{
	return db->ops->word_like(db, folded_word, most, each, context, err);
}

/* ---- care ---- */

enum sb_status sb_db_verify(struct sb_db *db, const struct sb_progress *progress,
			    void (*report)(const char *finding, void *context), void *context, struct sb_error *err)
{
	return db->ops->verify(db, progress, report, context, err);
}

enum sb_status sb_db_backup(struct sb_db *db, const char *path, const struct sb_progress *progress, struct sb_error *err)
{
	return db->ops->backup(db, path, progress, err);
}

enum sb_status sb_db_script(struct sb_db *db, const char *sql, struct sb_error *err)
{
	return db->ops->script(db, sql, err);
}

enum sb_status sb_db_unindex(struct sb_db *db, const char *table, struct sb_buf *again, struct sb_error *err)
{
	assert(db->ops->in_transaction(db) && "half of it would be left behind");
	return db->ops->unindex(db, table, again, err);
}

void sb_db_tidy(struct sb_db *db)
{
	db->ops->tidy(db);
}

int sb_db_patience(struct sb_db *db, int busy_ms)
{
	return db->ops->patience(db, busy_ms);
}

void sb_db_bulk(struct sb_db *db, enum sb_bulk bulk)
{
	db->ops->bulk(db, bulk);
}
