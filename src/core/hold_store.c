/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds as rows. */
#include "book_inside.h"
#include "hold_state.h"
#include "statements.h"
#include "try.h"

static enum sb_status load_parts(struct sb_db *db, struct sb_hold_state *hold, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_hold_lines_get, &stmt, err));
	sb_bind_int(stmt, 1, hold->id);
	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			return SB_OK;
		if (hold->count == hold->cap) {
			size_t cap = hold->cap ? hold->cap * 2 : 8;
			struct sb_hold_part *parts = sb_arena_alloc(hold->arena, cap * sizeof(*parts));

			for (size_t i = 0; i < hold->count; i++)
				parts[i] = hold->parts[i];
			hold->parts = parts;
			hold->cap = cap;
		}
		hold->parts[hold->count++] = (struct sb_hold_part){
			.product = sb_col_int(stmt, 0),
			.qty_milli = sb_col_int(stmt, 1),
			.held = sb_col_int(stmt, 2),
			.committed = sb_col_int(stmt, 3),
			.fulfilled = sb_col_int(stmt, 4),
		};
	}
}

enum sb_status sb_hold_load(struct sb_db *db, int64_t id, struct sb_arena *arena, struct sb_hold_state *out,
			    struct sb_error *err)
{
	struct sb_hold_state hold = { .arena = arena };
	struct sb_stmt *stmt;
	bool row, whole = false;

	TRY(sb_db_stmt(db, sb_sql_hold_get, &stmt, err));
	sb_bind_int(stmt, 1, id);
	TRY(sb_stmt_step(stmt, &row, err));
	if (row) {
		hold.id = sb_col_int(stmt, 0);
		hold.store = sb_col_int(stmt, 1);
		whole = sb_hold_status_find(sb_col_text(stmt, 2), &hold.status);
		hold.order = sb_col_is_null(stmt, 3) ? NULL : sb_arena_strdup(arena, sb_col_text(stmt, 3));
		hold.placed_at = sb_col_int(stmt, 4);
		hold.expires_at = sb_col_int(stmt, 5);
		hold.changed_at = sb_col_int(stmt, 6);
		hold.version = sb_col_int(stmt, 7);
	}
	sb_stmt_reset(stmt);
	if (!row)
		return sb_fail_field(err, SB_NOT_FOUND, "hold",
				     _("there is no hold %lld: `hold list` shows them"), (long long)id);
	if (!whole)
		return sb_fail(err, SB_CORRUPT, _("hold %lld is damaged: run `stockbook rebuild`"), (long long)id);
	TRY(load_parts(db, &hold, err));
	*out = hold;
	return SB_OK;
}

static enum sb_status insert_part(struct sb_db *db, const struct sb_hold_state *hold, const struct sb_hold_part *part,
				  struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_hold_line_put, &stmt, err));
	sb_bind_int(stmt, 1, hold->id);
	sb_bind_int(stmt, 2, part->product);
	sb_bind_int(stmt, 3, hold->store);
	sb_bind_int(stmt, 4, hold->expires_at);
	sb_bind_int(stmt, 5, part->qty_milli);
	sb_bind_int(stmt, 6, part->held);
	sb_bind_int(stmt, 7, part->committed);
	sb_bind_int(stmt, 8, part->fulfilled);
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_hold_insert(struct sb_db *db, const struct sb_hold_state *hold, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_hold_put, &stmt, err));
	sb_bind_int(stmt, 1, hold->id);
	sb_bind_int(stmt, 2, hold->store);
	sb_bind_text(stmt, 3, sb_hold_word(hold->status));
	sb_bind_text(stmt, 4, hold->order);
	sb_bind_int(stmt, 5, hold->placed_at);
	sb_bind_int(stmt, 6, hold->expires_at);
	sb_bind_int(stmt, 7, hold->changed_at);
	sb_bind_int(stmt, 8, hold->version);
	TRY(sb_stmt_run(stmt, NULL, err));
	for (size_t i = 0; i < hold->count; i++)
		TRY(insert_part(db, hold, &hold->parts[i], err));
	return SB_OK;
}

static enum sb_status change_part(struct sb_db *db, int64_t hold, const struct sb_hold_part *part, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_hold_line_change, &stmt, err));
	sb_bind_int(stmt, 1, hold);
	sb_bind_int(stmt, 2, part->product);
	sb_bind_int(stmt, 3, part->held);
	sb_bind_int(stmt, 4, part->committed);
	sb_bind_int(stmt, 5, part->fulfilled);
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_hold_save(struct sb_db *db, const struct sb_hold_state *hold, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_hold_change, &stmt, err));
	sb_bind_int(stmt, 1, hold->id);
	sb_bind_text(stmt, 2, sb_hold_word(hold->status));
	sb_bind_int(stmt, 3, hold->changed_at);
	sb_bind_int(stmt, 4, hold->version);
	TRY(sb_stmt_run(stmt, NULL, err));
	for (size_t i = 0; i < hold->count; i++)
		TRY(change_part(db, hold->id, &hold->parts[i], err));
	return SB_OK;
}

enum sb_status sb_hold_expired_sum(struct sb_book *book, int64_t store, int64_t product, int64_t *out,
				   struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_hold_expired_sum, &stmt, err));
	sb_bind_int(stmt, 1, store);
	sb_bind_int(stmt, 2, product);
	sb_bind_int(stmt, 3, sb_book_now(book));
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row ? sb_col_int(stmt, 0) : 0;
	sb_stmt_reset(stmt);
	return SB_OK;
}
