/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Statements: prepare, bind, step, read. To SQLite $1 is a name, not a number, so the number's index is
 * looked up once, when the statement is prepared.
 */
#include "sqlite.h"
#include <assert.h>
#include <string.h>

static struct sb_sqlite_stmt *of(struct sb_stmt *stmt)
{
	return (struct sb_sqlite_stmt *)stmt;
}

/* The number behind the dollar sign; 0 if the name is anything else. */
static int number_of(const char *name)
{
	char *end;
	long number;

	if (!name || name[0] != '$' || name[1] < '1' || name[1] > '9')
		return 0;
	number = strtol(name + 1, &end, 10);
	return *end || number > 10000 ? 0 : (int)number;
}

static bool map_places(struct sb_sqlite_stmt *stmt)
{
	int count = sqlite3_bind_parameter_count(stmt->raw);

	for (int i = 1; i <= count; i++) {
		int number = number_of(sqlite3_bind_parameter_name(stmt->raw, i));

		if (!number)
			return false;
		if (number > stmt->places)
			stmt->places = number;
	}
	stmt->index = sb_alloc(((size_t)stmt->places + 1) * sizeof(*stmt->index));
	for (int i = 1; i <= count; i++)
		stmt->index[number_of(sqlite3_bind_parameter_name(stmt->raw, i))] = i;
	return true;
}

enum sb_status sb_sqlite_prepare(struct sb_db *base, const char *sql, struct sb_stmt **out, struct sb_error *err)
{
	struct sb_sqlite *db = sb_sqlite_of(base);
	struct sb_sqlite_stmt *stmt;
	sqlite3_stmt *raw;
	int code;

	sb_sqlite_wait_until(db, 0);
	code = sqlite3_prepare_v3(db->raw, sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, NULL);
	if (code)
		return sb_sqlite_fail(db, code, err);
	assert(raw && "an empty statement");
	stmt = sb_alloc(sizeof(*stmt));
	*stmt = (struct sb_sqlite_stmt){ .base.db = base, .raw = raw, .writes = !sqlite3_stmt_readonly(raw) };
	if (!map_places(stmt)) {
		sb_sqlite_finish(&stmt->base);
		return sb_fail(err, SB_FAILED, _("the database refuses a statement of this program: %s: please report it"),
			       "placeholders are $1, $2, ...");
	}
	*out = &stmt->base;
	return SB_OK;
}

void sb_sqlite_finish(struct sb_stmt *base)
{
	struct sb_sqlite_stmt *stmt = of(base);

	sqlite3_finalize(stmt->raw);
	free(stmt->index);
	free(stmt);
}

void sb_sqlite_reset(struct sb_stmt *base)
{
	sqlite3_reset(of(base)->raw);
	of(base)->done = of(base)->reading = false;
}

void sb_sqlite_renew(struct sb_stmt *base)
{
	sb_sqlite_reset(base);
	sqlite3_clear_bindings(of(base)->raw);
	of(base)->bind_failed = SQLITE_OK;
}

/* ---- bind ---- */

static int index_of(const struct sb_sqlite_stmt *stmt, int place)
{
	assert(place >= 1 && place <= stmt->places && stmt->index[place] && "no such placeholder");
	return stmt->index[place];
}

static void note(struct sb_sqlite_stmt *stmt, int code)
{
	if (code && !stmt->bind_failed)
		stmt->bind_failed = code;
}

void sb_sqlite_bind_int(struct sb_stmt *base, int place, int64_t value)
{
	struct sb_sqlite_stmt *stmt = of(base);

	note(stmt, sqlite3_bind_int64(stmt->raw, index_of(stmt, place), value));
}

void sb_sqlite_bind_text(struct sb_stmt *base, int place, const char *text)
{
	struct sb_sqlite_stmt *stmt = of(base);

	note(stmt, sqlite3_bind_text64(stmt->raw, index_of(stmt, place), text, strlen(text), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void sb_sqlite_bind_bytes(struct sb_stmt *base, int place, const void *bytes, size_t count)
{
	struct sb_sqlite_stmt *stmt = of(base);

	note(stmt, sqlite3_bind_blob64(stmt->raw, index_of(stmt, place), bytes, count, SQLITE_TRANSIENT));
}

void sb_sqlite_bind_null(struct sb_stmt *base, int place)
{
	struct sb_sqlite_stmt *stmt = of(base);

	note(stmt, sqlite3_bind_null(stmt->raw, index_of(stmt, place)));
}

/* ---- step ---- */

/*
 * Writing outside a transaction would pass the gate by. It would also be the silent half of a transaction
 * that SQLite has rolled back by itself after an error.
 */
static enum sb_status may_write(const struct sb_sqlite *db, struct sb_error *err)
{
	if (db->in == SB_SQLITE_WRITING && !sqlite3_get_autocommit(db->raw))
		return SB_OK;
	if (db->in == SB_SQLITE_WRITING)
		return sb_fail(err, SB_FAILED, _("an earlier error has undone this change, nothing was written: try again"));
	return sb_fail(err, SB_FAILED, _("the database refuses a statement of this program: %s: please report it"),
		       "a write outside a transaction");
}

static enum sb_status fail_step(struct sb_sqlite_stmt *stmt, int code, struct sb_error *err)
{
	enum sb_status status = sb_sqlite_fail(sb_sqlite_of(stmt->base.db), code, err);

	sb_sqlite_reset(&stmt->base);
	return status;
}

enum sb_status sb_sqlite_step(struct sb_stmt *base, bool *row, struct sb_error *err)
{
	struct sb_sqlite_stmt *stmt = of(base);
	struct sb_sqlite *db = sb_sqlite_of(base->db);
	int code;

	if (stmt->done) {
		*row = false;
		return SB_OK;
	}
	assert((!stmt->reading || sqlite3_stmt_busy(stmt->raw)) && "read on across the beginning or end of a transaction");
	if (stmt->bind_failed)
		return fail_step(stmt, stmt->bind_failed, err);
	if (db->in != SB_SQLITE_WRITING)
		sb_sqlite_wait_until(db, 0);
	if (stmt->writes) {
		enum sb_status status = may_write(db, err);

		if (status)
			return status;
	}
	code = sqlite3_step(stmt->raw);
	if (code == SQLITE_ROW) {
		*row = stmt->reading = true;
		return SB_OK;
	}
	if (code != SQLITE_DONE)
		return fail_step(stmt, code, err);
	stmt->changes = stmt->writes ? sqlite3_changes64(db->raw) : 0;
	sqlite3_reset(stmt->raw);
	stmt->done = true;
	*row = stmt->reading = false;
	return SB_OK;
}

int64_t sb_sqlite_changes(struct sb_stmt *base)
{
	return of(base)->changes;
}

/* ---- read ---- */

bool sb_sqlite_col_is_null(struct sb_stmt *base, int column)
{
	return sqlite3_column_type(of(base)->raw, column) == SQLITE_NULL;
}

int64_t sb_sqlite_col_int(struct sb_stmt *base, int column)
{
	sqlite3_stmt *raw = of(base)->raw;
	int64_t value = sqlite3_column_int64(raw, column);

	/* NULL reads as 0; asking for the type of every number would be as much work again. */
	return value == 0 && sqlite3_column_type(raw, column) == SQLITE_NULL ? SB_NONE : value;
}

const char *sb_sqlite_col_text(struct sb_stmt *base, int column)
{
	return (const char *)sqlite3_column_text(of(base)->raw, column);
}

const void *sb_sqlite_col_bytes(struct sb_stmt *base, int column, size_t *count)
{
	const void *bytes = sqlite3_column_blob(of(base)->raw, column);

	*count = (size_t)sqlite3_column_bytes(of(base)->raw, column);
	return bytes;
}
