/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Transactions. Writing ones take their turn at the gate and begin IMMEDIATE: one that began by reading
 * could find its snapshot old at its first write, and no wait would cure that. Beginning or ending a
 * transaction ends all reading under way, so that no statement left half read keeps an old snapshot alive.
 */
#include "sqlite.h"
#include <assert.h>

static const char *const own_texts[SB_SQLITE_OWN_COUNT] = {
	[SB_SQLITE_BEGIN] = "BEGIN IMMEDIATE",
	[SB_SQLITE_READ_BEGIN] = "BEGIN",
	[SB_SQLITE_COMMIT] = "COMMIT",
	[SB_SQLITE_ROLLBACK] = "ROLLBACK",
	[SB_SQLITE_SAVEPOINT] = "SAVEPOINT inner_part",
	[SB_SQLITE_KEEP] = "RELEASE inner_part",
	[SB_SQLITE_REVERT] = "ROLLBACK TO inner_part",
	[SB_SQLITE_DATA_VERSION] = "PRAGMA data_version",
};

static int prepare_own(struct sb_sqlite *db, enum sb_sqlite_own which)
{
	sqlite3_stmt **stmt = &db->own[which];

	return *stmt ? SQLITE_OK : sqlite3_prepare_v3(db->raw, own_texts[which], -1, SQLITE_PREPARE_PERSISTENT, stmt, NULL);
}

int sb_sqlite_run_own(struct sb_sqlite *db, enum sb_sqlite_own which, int64_t *value)
{
	sqlite3_stmt **stmt = &db->own[which];
	int code = prepare_own(db, which);

	if (code)
		return code;
	code = sqlite3_step(*stmt);
	if (code == SQLITE_ROW && value)
		*value = sqlite3_column_int64(*stmt, 0);
	sqlite3_reset(*stmt);
	return code == SQLITE_DONE || code == SQLITE_ROW ? SQLITE_OK : code;
}

/* What takes it back is at hand before it begins: there may be no memory for that when it is needed. */
static int begin_own(struct sb_sqlite *db, enum sb_sqlite_own which)
{
	int code = prepare_own(db, SB_SQLITE_ROLLBACK);

	if (!code && which == SB_SQLITE_BEGIN && db->search_unsure)
		code = sb_sqlite_search_renew(db);
	if (!code && which == SB_SQLITE_BEGIN)
		db->search_unsure = false;
	return code ? code : sb_sqlite_run_own(db, which, NULL);
}

static void end_reading(struct sb_sqlite *db)
{
	for (sqlite3_stmt *stmt = sqlite3_next_stmt(db->raw, NULL); stmt; stmt = sqlite3_next_stmt(db->raw, stmt))
		if (sqlite3_stmt_busy(stmt))
			sqlite3_reset(stmt);
}

int sb_sqlite_patience(struct sb_db *base, int busy_ms)
{
	struct sb_sqlite *db = sb_sqlite_of(base);
	int before = db->busy_ms;

	db->busy_ms = busy_ms;
	return before;
}

enum sb_status sb_sqlite_begin(struct sb_db *base, struct sb_error *err)
{
	struct sb_sqlite *db = sb_sqlite_of(base);
	int64_t deadline = sb_gate_clock() + db->busy_ms;
	enum sb_status status;
	int code;

	assert(db->in == SB_SQLITE_IDLE && "transactions do not nest");
	if (db->read_only)
		return sb_fail(err, SB_CANNOT_OPEN, _("%s was opened for reading only: nothing can be written"), base->where);
	status = sb_gate_enter(&db->gate, deadline, &db->interrupts, err);
	if (status)
		return status;
	end_reading(db);
	sb_sqlite_wait_until(db, deadline);
	code = begin_own(db, SB_SQLITE_BEGIN);
	if (code) {
		status = sb_sqlite_fail(db, code, err);
		sb_gate_leave(&db->gate);
		return status;
	}
	db->in = SB_SQLITE_WRITING;
	return SB_OK;
}

/* Another thread's interrupt may hit the rollback itself; each stops one attempt and no more. */
static void roll_back(struct sb_sqlite *db)
{
	int code;

	do
		code = sqlite3_get_autocommit(db->raw) ? SQLITE_OK : sb_sqlite_run_own(db, SB_SQLITE_ROLLBACK, NULL);
	while (code == SQLITE_INTERRUPT);
	assert(sqlite3_get_autocommit(db->raw) && "a rollback never leaves a transaction open");
}

static void forget(struct sb_sqlite *db)
{
	end_reading(db);
	db->search_unsure |= db->in == SB_SQLITE_WRITING && sqlite3_get_autocommit(db->raw);
	roll_back(db);
	db->in = SB_SQLITE_IDLE;
	sb_gate_leave(&db->gate);
}

enum sb_status sb_sqlite_commit(struct sb_db *base, struct sb_error *err)
{
	struct sb_sqlite *db = sb_sqlite_of(base);
	enum sb_status status;
	int code;

	assert(db->in == SB_SQLITE_WRITING && "commit without begin");
	end_reading(db);
	if (sqlite3_get_autocommit(db->raw)) {
		forget(db);
		return sb_fail(err, SB_FAILED, _("an earlier error has undone this change, nothing was written: try again"));
	}
	db->ending = true;
	code = sb_sqlite_run_own(db, SB_SQLITE_COMMIT, NULL);
	db->ending = false;
	if (code) {
		status = sb_sqlite_fail(db, code, err);
		forget(db);
		return status;
	}
	db->in = SB_SQLITE_IDLE;
	sb_sqlite_tidy_if_long(db);
	sb_gate_leave(&db->gate);
	return SB_OK;
}

void sb_sqlite_rollback(struct sb_db *base)
{
	struct sb_sqlite *db = sb_sqlite_of(base);

	if (db->in != SB_SQLITE_IDLE)
		forget(db);
}

bool sb_sqlite_in_transaction(const struct sb_db *base)
{
	return sb_sqlite_of(base)->in == SB_SQLITE_WRITING;
}

bool sb_sqlite_is_awaited(const struct sb_db *base)
{
	return sb_gate_is_awaited(&sb_sqlite_of(base)->gate);
}

enum sb_status sb_sqlite_read_begin(struct sb_db *base, struct sb_error *err)
{
	struct sb_sqlite *db = sb_sqlite_of(base);
	int code;

	assert(db->in == SB_SQLITE_IDLE && "transactions do not nest");
	end_reading(db);
	code = begin_own(db, SB_SQLITE_READ_BEGIN);
	if (code)
		return sb_sqlite_fail(db, code, err);
	db->in = SB_SQLITE_READING;
	return SB_OK;
}

void sb_sqlite_read_end(struct sb_db *base)
{
	struct sb_sqlite *db = sb_sqlite_of(base);

	if (db->in == SB_SQLITE_READING)
		forget(db);
}

/* ---- one level inside ---- */

static enum sb_status run_inside(struct sb_sqlite *db, enum sb_sqlite_own which, struct sb_error *err)
{
	int code;

	assert(db->in == SB_SQLITE_WRITING && "a savepoint needs a transaction");
	if (sqlite3_get_autocommit(db->raw))
		return sb_fail(err, SB_FAILED, _("an earlier error has undone this change, nothing was written: try again"));
	code = sb_sqlite_run_own(db, which, NULL);
	return code ? sb_sqlite_fail(db, code, err) : SB_OK;
}

enum sb_status sb_sqlite_savepoint(struct sb_db *base, struct sb_error *err)
{
	return run_inside(sb_sqlite_of(base), SB_SQLITE_SAVEPOINT, err);
}

enum sb_status sb_sqlite_savepoint_keep(struct sb_db *base, struct sb_error *err)
{
	return run_inside(sb_sqlite_of(base), SB_SQLITE_KEEP, err);
}

void sb_sqlite_savepoint_revert(struct sb_db *base)
{
	struct sb_sqlite *db = sb_sqlite_of(base);

	if (db->in != SB_SQLITE_WRITING || sqlite3_get_autocommit(db->raw))
		return;
	/* If either fails the transaction is lost, and commit will find that. */
	if (sb_sqlite_run_own(db, SB_SQLITE_REVERT, NULL) != SQLITE_OK || sb_sqlite_run_own(db, SB_SQLITE_KEEP, NULL) != SQLITE_OK)
		sb_sqlite_run_own(db, SB_SQLITE_ROLLBACK, NULL);
}

/* ---- scripts ---- */

static enum sb_status run_script(struct sb_sqlite *db, const char *sql, struct sb_error *err)
{
	int code = sqlite3_exec(db->raw, sql, NULL, NULL, NULL);

	return code ? sb_sqlite_fail(db, code, err) : SB_OK;
}

enum sb_status sb_sqlite_script(struct sb_db *base, const char *sql, struct sb_error *err)
{
	struct sb_sqlite *db = sb_sqlite_of(base);
	enum sb_status status;

	if (db->in == SB_SQLITE_WRITING && sqlite3_get_autocommit(db->raw))
		return sb_fail(err, SB_FAILED, _("an earlier error has undone this change, nothing was written: try again"));
	if (db->in == SB_SQLITE_WRITING)
		return run_script(db, sql, err);
	status = sb_sqlite_begin(base, err);
	if (!status)
		status = run_script(db, sql, err);
	if (!status)
		return sb_sqlite_commit(base, err);
	sb_sqlite_rollback(base);
	return status;
}
