/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expiries become entries: before a write that may use what became free, and when somebody tidies. */
#include "hold_state.h"
#include "record.h"
#include "statements.h"
#include "try.h"

#define CHUNK 200

/* The hold whose time came first, of all or of one product; SB_NONE: none waits to be recorded. */
static enum sb_status find_expired(struct sb_book *book, int64_t store, int64_t product, int64_t *out,
				   struct sb_error *err)
{
	int64_t now = sb_book_now(book);
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, product == SB_NONE ? sb_sql_hold_expired_first : sb_sql_hold_expired_of, &stmt, err));
	sb_bind_int(stmt, 1, product == SB_NONE ? now : store);
	if (product != SB_NONE) {
		sb_bind_int(stmt, 2, product);
		sb_bind_int(stmt, 3, now);
	}
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row ? sb_col_int(stmt, 0) : SB_NONE;
	sb_stmt_reset(stmt);
	return SB_OK;
}

/* It happened when its time came, though it is recorded now. */
static enum sb_status record_expiry(struct sb_write *write, int64_t id, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_draft draft = SB_DRAFT(SB_KIND_HOLD_EXPIRE);
	const struct sb_intake intake = { .draft = &draft, .store = SB_NONE };
	struct sb_hold_state hold;
	struct sb_outcome ignored;

	TRY(sb_hold_load(write->book->db, id, arena, &hold, err));
	draft.subject = id;
	draft.occurred_at = hold.expires_at;
	return sb_record(write, &intake, &ignored, err);
}

enum sb_status sb_hold_expire_first(struct sb_write *write, const struct sb_draft *draft, int64_t store,
				    struct sb_error *err)
{
	int64_t id;

	if (!draft->line_count || (sb_kind_is_hold(draft->kind) && !sb_kind_begins_hold(draft->kind)))
		return SB_OK;
	TRY(find_expired(write->book, store, SB_NONE, &id, err));
	for (size_t i = 0; i < draft->line_count && id != SB_NONE; i++) {
		int64_t of_product;

		for (;;) {
			TRY(find_expired(write->book, store, draft->lines[i].product, &of_product, err));
			if (of_product == SB_NONE)
				break;
			TRY(record_expiry(write, of_product, err));
		}
	}
	return SB_OK;
}

/* One transaction: at most `most` of them, and never so many that others wait long. */
static enum sb_status sweep_some(struct sb_book *book, int64_t most, int64_t *count, bool *more, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	int64_t id, done = 0;

	TRY(sb_write_begin(book, &write, err));
	for (;;) {
		TRY(find_expired(book, 0, SB_NONE, &id, err));
		if (id == SB_NONE || done == CHUNK || done == most)
			break;
		sb_arena_clear(write->arena);
		TRY(record_expiry(write, id, err));
		done++;
	}
	TRY(sb_write_commit(write, err));
	*count += done;
	*more = id != SB_NONE;
	return SB_OK;
}

enum sb_status sb_hold_sweep(struct sb_book *book, int64_t most, int64_t *count, struct sb_error *err)
{
	int64_t id, done = 0;
	bool more = true;

	TRY(find_expired(book, 0, SB_NONE, &id, err));
	more = id != SB_NONE;
	while (more && done < most)
		TRY(sweep_some(book, most - done, &done, &more, err));
	*count = done;
	return SB_OK;
}

enum sb_status sb_hold_next_expiry(struct sb_book *book, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_hold_next_expiry, &stmt, err));
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row ? sb_col_int(stmt, 0) : SB_NONE;
	sb_stmt_reset(stmt);
	return SB_OK;
}
