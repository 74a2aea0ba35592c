/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which product of the book a row is about: by its id, else its SKU, else its exact name. */
#include "import_parts.h"

#include "stockbook/text.h"
#include <string.h>

static const char sql_by_sku[] = "SELECT id FROM products WHERE sku = $1 AND archived = 0";
static const char sql_by_name[] = "SELECT id FROM products WHERE name_key = $1 AND name = $2 AND archived = 0 LIMIT 2";
static const char sql_by_uuid[] = "SELECT p.id, p.archived FROM entries e JOIN products p ON p.id = e.seq WHERE e.id = $1";

/* The column's cell, or "" where the file has no such column. */
static const char *cell_of(const struct sb_import *import, const struct sb_csv_row *row, enum sb_import_target target,
			   enum sb_product_field field, size_t *index)
{
	for (size_t i = 0; i < row->count; i++) {
		const struct sb_import_column *column = &import->columns.of[i];
		if (column->target != target || (target == SB_TO_FIELD && column->field != field))
			continue;
		*index = i;
		return sb_import_cell_plain(row->cell[i]);
	}
	return "";
}

static enum sb_status find_by_uuid(struct sb_import *import, const struct sb_id *id, struct sb_import_match *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row = false;
	enum sb_status status = sb_db_stmt(sb_book_db(import->book), sql_by_uuid, &stmt, err);

	if (status != SB_OK)
		return status;
	sb_bind_bytes(stmt, 1, id->bytes, sizeof(id->bytes));
	status = sb_stmt_step(stmt, &row, err);
	if (status == SB_OK && row && sb_col_int(stmt, 1))
		out->left_out = _("archived here");
	else if (status == SB_OK && row)
		out->product = sb_col_int(stmt, 0);
	sb_stmt_reset(stmt);
	return status;
}

static enum sb_status find_by_sku(struct sb_import *import, const char *cell, struct sb_import_match *out, struct sb_error *err)
{
	sb_owned_string sku = sb_strdup(cell);
	struct sb_stmt *stmt;
	bool row = false;
	enum sb_status status = sb_db_stmt(sb_book_db(import->book), sql_by_sku, &stmt, err);

	if (status != SB_OK)
		return status;
	sb_bind_text(stmt, 1, sb_text_upper(sb_text_trim(sku)));
	status = sb_stmt_step(stmt, &row, err);
	if (status == SB_OK && row)
		out->product = sb_col_int(stmt, 0);
	sb_stmt_reset(stmt);
	return status;
}

static enum sb_status find_by_name(struct sb_import *import, const char *cell, struct sb_import_match *out, struct sb_error *err)
{
	sb_auto(buf) name = SB_BUF_INIT;
	sb_auto(buf) key = SB_BUF_INIT;
	struct sb_error unsaid = SB_ERROR_INIT;
	struct sb_stmt *stmt;
	bool row = false;
	enum sb_status status = sb_db_stmt(sb_book_db(import->book), sql_by_name, &stmt, err);

	/* A name that is no name is found when it is set. */
	if (status != SB_OK || sb_text_clean(cell, &name, &unsaid) != SB_OK)
		return status;
	sb_text_fold(name.data, &key);
	sb_bind_text(stmt, 1, key.data);
	sb_bind_text(stmt, 2, name.data);
	status = sb_stmt_step(stmt, &row, err);
	if (status == SB_OK && row) {
		out->product = sb_col_int(stmt, 0);
		status = sb_stmt_step(stmt, &out->is_ambiguous, err);
	}
	sb_stmt_reset(stmt);
	return status;
}

enum sb_status sb_import_match(struct sb_import *import, const struct sb_csv_row *row, struct sb_import_match *out, struct sb_error *err)
{
	struct sb_id id;
	const char *cell;
	enum sb_status status = SB_OK;

	if (sb_id_parse(cell_of(import, row, SB_TO_ID, SB_PF_SKU, &out->column), &id))
		status = find_by_uuid(import, &id, out, err);
	if (status != SB_OK || out->product || out->left_out)
		return status;
	cell = cell_of(import, row, SB_TO_FIELD, SB_PF_SKU, &out->column);
	if (*cell)
		return find_by_sku(import, cell, out, err);
	cell = cell_of(import, row, SB_TO_FIELD, SB_PF_NAME, &out->column);
	return *cell ? find_by_name(import, cell, out, err) : SB_OK;
}
