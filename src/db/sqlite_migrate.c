/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The schema's version. A book carries the number of the last step it took in its header (user_version); each
 * step is one transaction that also writes its number, so a book is never between two.
 */
#include "migrations.h"
#include "sqlite.h"

static int newest(void)
{
	return sb_migrations[sb_migration_count - 1].version;
}

static enum sb_status read_version(struct sb_sqlite *db, int64_t *out, struct sb_error *err)
{
	int code = sb_sqlite_number(db->raw, "PRAGMA user_version", out);

	return code ? sb_sqlite_fail(db, code, err) : SB_OK;
}

enum sb_status sb_sqlite_check_version(struct sb_sqlite *db, struct sb_error *err)
{
	int64_t version;
	enum sb_status status = read_version(db, &version, err);

	if (status)
		return status;
	if (version < 1)
		return sb_fail(err, SB_CANNOT_OPEN, _("%s is not a book: check the path"), db->base.where);
	if (version > newest())
		return sb_fail(err, SB_CANNOT_OPEN, _("%s was written by a newer stockbook: install that version to open it"),
			       db->base.where);
	if (db->read_only && !db->any_age && version < newest())
		return sb_fail(err, SB_OUTDATED,
			       _("%s was written by an older stockbook: open it where it may be written, which brings it up to date"),
			       db->base.where);
	return SB_OK;
}

static enum sb_status run_all(struct sb_sqlite *db, const char *const *statements, struct sb_error *err)
{
	for (; *statements; statements++) {
		int code = sqlite3_exec(db->raw, *statements, NULL, NULL, NULL);

		if (code)
			return sb_sqlite_fail(db, code, err);
	}
	return SB_OK;
}

/* Another program may have taken the step while this one waited for its turn. */
static enum sb_status take_step(struct sb_sqlite *db, const struct sb_migration *step, struct sb_error *err)
{
	static const char *const sign[] = { SB_SQLITE_SET_APPLICATION_ID, NULL };
	int64_t version;
	enum sb_status status = read_version(db, &version, err);

	if (status || version >= step->version)
		return status;
	if (step->version == 1)
		status = run_all(db, sign, err);
	return status ? status : run_all(db, step->sqlite, err);
}

enum sb_status sb_sqlite_migrate(struct sb_sqlite *db, struct sb_error *err)
{
	int64_t version;
	enum sb_status status = read_version(db, &version, err);

	for (size_t i = 0; !status && i < sb_migration_count; i++) {
		if (sb_migrations[i].version <= version)
			continue;
		status = sb_sqlite_begin(&db->base, err);
		if (!status)
			status = take_step(db, &sb_migrations[i], err);
		if (!status)
			status = sb_sqlite_commit(&db->base, err);
		else
			sb_sqlite_rollback(&db->base);
	}
	return status;
}
