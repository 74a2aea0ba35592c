/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What SQLite's result codes mean for a shop: one row a code, the more special first, with the status and
 * the sentence. Also what is known about the library that is linked.
 */
#include "sqlite.h"

enum detail { NOTHING, WHERE, MESSAGE, CODE };

/* `mask` 0xff matches a primary code with all its extensions; `detail` is what the sentence names. */
static const struct meaning {
	int code, mask;
	enum sb_status status;
	enum detail detail;
	const char *sentence;
} meanings[] = {
	{ SQLITE_CONSTRAINT_TRIGGER, ~0, SB_CONFLICT, NOTHING,
	  N_("the book refuses to change what it has recorded: record a correction instead") },
	{ SQLITE_CONSTRAINT, 0xff, SB_CONFLICT, MESSAGE, N_("the book refuses this: %s") },
	{ SQLITE_CORRUPT_VTAB, ~0, SB_CORRUPT, NOTHING, N_("the search index is damaged: run 'stockbook rebuild'") },
	{ SQLITE_CORRUPT, 0xff, SB_CORRUPT, WHERE,
	  N_("the book %s is damaged: run 'stockbook check', and restore the newest backup if it confirms it") },
	{ SQLITE_NOTADB, 0xff, SB_CANNOT_OPEN, WHERE, N_("%s is not a book: check the path") },
	{ SQLITE_FORMAT, 0xff, SB_CANNOT_OPEN, WHERE, N_("%s is not a book: check the path") },
	{ SQLITE_BUSY, 0xff, SB_BUSY, NOTHING,
	  N_("the book is being written to and that has not finished: try again in a moment") },
	{ SQLITE_LOCKED, 0xff, SB_BUSY, NOTHING,
	  N_("the book is being written to and that has not finished: try again in a moment") },
	{ SQLITE_PROTOCOL, 0xff, SB_BUSY, NOTHING, N_("too many programs use the book at once: try again in a moment") },
	{ SQLITE_INTERRUPT, 0xff, SB_INTERRUPTED, NOTHING, N_("stopped before it was finished; nothing was changed") },
	{ SQLITE_FULL, 0xff, SB_FAILED, WHERE, N_("the disk is full, nothing was written to %s: make room and try again") },
	{ SQLITE_IOERR_NOMEM, ~0, SB_FAILED, NOTHING, N_("memory is short, nothing was changed: close other programs and try again") },
	{ SQLITE_IOERR, 0xff, SB_FAILED, CODE,
	  N_("the disk reports an error (%s), nothing was written: see that the disk is sound, then try again") },
	{ SQLITE_READONLY, 0xff, SB_CANNOT_OPEN, WHERE, N_("%s may only be read: see to the permissions of the file and its folder") },
	{ SQLITE_PERM, 0xff, SB_CANNOT_OPEN, WHERE, N_("%s may not be opened: see to the permissions of the file and its folder") },
	{ SQLITE_CANTOPEN, 0xff, SB_CANNOT_OPEN, WHERE,
	  N_("%s cannot be opened: see to the permissions of the file and its folder") },
	{ SQLITE_TOOBIG, 0xff, SB_INVALID, NOTHING, N_("this is too long for the book: shorten it") },
	{ SQLITE_NOMEM, 0xff, SB_FAILED, NOTHING, N_("memory is short, nothing was changed: close other programs and try again") },
	{ SQLITE_NOLFS, 0xff, SB_FAILED, WHERE, N_("%s has reached the largest size its disk allows: move it to another disk") },
	{ 0, 0, SB_FAILED, MESSAGE, N_("the database refuses a statement of this program: %s: please report it") },
};

enum sb_status sb_sqlite_fail_raw(sqlite3 *raw, const char *where, int code, struct sb_error *err)
{
	const struct meaning *meaning = meanings;
	const char *detail = "";

	while ((code & meaning->mask) != meaning->code)
		meaning++;
	switch (meaning->detail) {
	case NOTHING:
		return sb_fail(err, meaning->status, "%s", _(meaning->sentence));
	case WHERE:
		detail = where;
		break;
	case MESSAGE:
		detail = raw ? sqlite3_errmsg(raw) : sqlite3_errstr(code);
		break;
	case CODE:
		detail = sqlite3_errstr(code);
		break;
	}
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	return sb_fail(err, meaning->status, _(meaning->sentence), detail);
#pragma GCC diagnostic pop
}

enum sb_status sb_sqlite_fail(struct sb_sqlite *db, int code, struct sb_error *err)
{
	if ((code & 0xff) == SQLITE_BUSY)
		return sb_gate_fail_busy(&db->gate, err);
	return sb_sqlite_fail_raw(db->raw, db->base.where, code, err);
}

/*
 * Versions before 3.51.3 can lose commits when one process checkpoints while another restarts the log
 * (https://sqlite.org/wal.html, "the WAL-reset bug"); corrected also in 3.44.6 and 3.50.7.
 */
static bool has_reset_fault(int version)
{
	return version < 3051003 && !(version >= 3050007 && version < 3051000) && !(version >= 3044006 && version < 3045000);
}

const char *sb_sqlite_library_note(const struct sb_db *db)
{
	(void)db;
	return has_reset_fault(sqlite3_libversion_number())
		       ? _("this SQLite can lose writes when its log restarts during a checkpoint; stockbook makes checkpoints only while "
			   "it keeps all writers out, so books are safe from that, but do not write to one with other programs")
		       : "";
}
