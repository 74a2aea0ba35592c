/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Takes the indexes of a table away while it is written as a whole: each entry put into an index on its own is a search of
 * the tree, made afterwards from sorted rows they are written one behind the other.
 */
#include "sqlite.h"

/* Those of keys have no text of their own; they stay. */
static const char sql_indexes[] =
	"SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = $1 AND sql IS NOT NULL ORDER BY rowid";

enum sb_status sb_sqlite_unindex(struct sb_db *db, const char *table, struct sb_buf *again, struct sb_error *err)
{
	sb_auto(buf) drop = SB_BUF_INIT;
	sb_auto(buf) make = SB_BUF_INIT;
	struct sb_stmt *stmt;
	enum sb_status status = sb_db_stmt(db, sql_indexes, &stmt, err);
	bool row = true;

	if (status)
		return status;
	sb_bind_text(stmt, 1, table);
	while (!(status = sb_stmt_step(stmt, &row, err)) && row) {
		sb_buf_printf(&drop, "DROP INDEX \"%s\";\n", sb_col_text(stmt, 0));
		sb_buf_printf(&make, "%s;\n", sb_col_text(stmt, 1));
	}
	sb_stmt_reset(stmt);
	if (!status)
		status = sb_sqlite_script(db, drop.data, err);
	if (!status)
		sb_buf_puts(again, make.data);
	return status;
}
