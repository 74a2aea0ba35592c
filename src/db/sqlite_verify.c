/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The database's own checks: pages, indexes and constraints (integrity_check), references
 * (foreign_key_check), and that the search index says what the products say.
 */
#include "sqlite.h"

/*
 * Comparing the index with the documents, word for word, is an INSERT to SQLite and keeps the write lock: about
 * 5 ms for 1,000 documents. Above this many, so that nobody waits long, only the ids are compared.
 */
#define DOCUMENTS_MOST 100000

static const char sql_documents[] = "SELECT count(*) FROM search_docsize";
static const char sql_differing_ids[] =
	"SELECT (SELECT count(*) FROM search_docsize WHERE id NOT IN (SELECT search_id FROM search_documents))"
	" + (SELECT count(*) FROM search_documents WHERE search_id NOT IN (SELECT id FROM search_docsize))";
static const char sql_check_search[] = "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)";
static const char sql_check_words[] = "INSERT INTO search_pieces (search_pieces) VALUES ('integrity-check')";

struct findings {
	void (*report)(const char *finding, void *context);
	void *context;
};

static int on_integrity_row(void *context, int columns, char **values, char **names)
{
	const struct findings *findings = context;

	(void)names;
	if (columns > 0 && values[0] && sqlite3_stricmp(values[0], "ok") != 0)
		findings->report(values[0], findings->context);
	return 0;
}

/* Columns: table, rowid (NULL in clustered tables), table referred to, number of the reference. */
static int on_reference_row(void *context, int columns, char **values, char **names)
{
	const struct findings *findings = context;
	sb_auto(buf) text = SB_BUF_INIT;

	(void)names;
	if (columns < 3)
		return 0;
	sb_buf_printf(&text, _("%s: row %s refers to a row of %s that is not there"), values[0], values[1] ? values[1] : "?", values[2]);
	findings->report(text.data, findings->context);
	return 0;
}

enum sb_status sb_sqlite_verify_raw(sqlite3 *raw, const char *where, void (*report)(const char *finding, void *context),
				    void *context, struct sb_error *err)
{
	struct findings findings = { .report = report, .context = context };
	int code = sqlite3_exec(raw, "PRAGMA integrity_check(100)", on_integrity_row, &findings, NULL);

	if (!code)
		code = sqlite3_exec(raw, "PRAGMA foreign_key_check", on_reference_row, &findings, NULL);
	return code ? sb_sqlite_fail_raw(raw, where, code, err) : SB_OK;
}

static enum sb_status check_index(struct sb_sqlite *db, const char *sql, const char *finding, const struct findings *findings,
				  struct sb_error *err)
{
	int code = sqlite3_exec(db->raw, sql, NULL, NULL, NULL);

	if ((code & 0xff) == SQLITE_CORRUPT) {
		findings->report(finding, findings->context);
		return SB_OK;
	}
	return code ? sb_sqlite_fail(db, code, err) : SB_OK;
}

static enum sb_status check_search_words(struct sb_sqlite *db, const struct findings *findings, struct sb_error *err)
{
	enum sb_status status = sb_sqlite_begin(&db->base, err);

	if (!status)
		status = check_index(db, sql_check_search, _("the search index differs from the products: run 'stockbook rebuild'"),
				     findings, err);
	if (!status)
		status = check_index(db, sql_check_words, _("the index of words is damaged: run 'stockbook rebuild'"), findings, err);
	sb_sqlite_rollback(&db->base);
	return status;
}

static enum sb_status check_search(struct sb_sqlite *db, const struct findings *findings, struct sb_error *err)
{
	int64_t documents = 0, differing = 0;
	int code = sb_sqlite_number(db->raw, sql_documents, &documents);

	if (!code && documents <= DOCUMENTS_MOST && !db->read_only && db->in == SB_SQLITE_IDLE)
		return check_search_words(db, findings, err);
	if (!code)
		code = sb_sqlite_number(db->raw, sql_differing_ids, &differing);
	if (code)
		return sb_sqlite_fail(db, code, err);
	if (differing)
		findings->report(_("the search index differs from the products: run 'stockbook rebuild'"), findings->context);
	return SB_OK;
}

enum sb_status sb_sqlite_verify(struct sb_db *base, const struct sb_progress *progress,
				void (*report)(const char *finding, void *context), void *context, struct sb_error *err)
{
	struct sb_sqlite *db = sb_sqlite_of(base);
	const struct findings findings = { .report = report, .context = context };
	enum sb_status status;

	sb_sqlite_report_to(db, progress, 0, NULL, NULL);
	status = sb_sqlite_verify_raw(db->raw, base->where, report, context, err);
	if (!status)
		status = check_search(db, &findings, err);
	sb_sqlite_report_to(db, NULL, 0, NULL, NULL);
	return status;
}
