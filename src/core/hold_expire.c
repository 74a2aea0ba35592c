/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expiries become entries: before a write that may use what became free, and when somebody tidies. */
#include "hold_state.h"
#include "record.h"
#include "statements.h"
#include "try.h"

#define CHUNK 200

/* Of which stock; SB_NONE: of any store, of any product. */
struct which {
	int64_t store, product;
};
static const struct which any = { .store = SB_NONE, .product = SB_NONE };

static enum sb_status ask(struct sb_book *book, const struct which *which, struct sb_stmt **out, struct sb_error *err)
{
	int64_t now = sb_book_now(book);
	int place = 1;
	const char *sql = which->product == SB_NONE ? sb_sql_hold_expired_first
			  : which->store == SB_NONE ? sb_sql_hold_expired_anywhere
						    : sb_sql_hold_expired_of;

	TRY(sb_db_stmt(book->db, sql, out, err));
	if (which->store != SB_NONE)
		sb_bind_int(*out, place++, which->store);
	if (which->product != SB_NONE)
		sb_bind_int(*out, place++, which->product);
	sb_bind_int(*out, place, now);
	return SB_OK;
}

/* The hold whose time came first; SB_NONE: none waits to be recorded. */
static enum sb_status find_expired(struct sb_book *book, const struct which *which, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(ask(book, which, &stmt, err));
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

static enum sb_status expire_all(struct sb_write *write, const struct which *which, struct sb_error *err)
{
	int64_t id;

	for (;;) {
		TRY(find_expired(write->book, which, &id, err));
		if (id == SB_NONE)
			return SB_OK;
		TRY(record_expiry(write, id, err));
	}
}

enum sb_status sb_hold_expire_product(struct sb_write *write, int64_t product, struct sb_error *err)
{
	const struct which which = { .store = SB_NONE, .product = product };

	return expire_all(write, &which, err);
}

enum sb_status sb_hold_expire_first(struct sb_write *write, const struct sb_draft *draft, int64_t store,
				    struct sb_error *err)
{
	struct which which = any;
	int64_t id;

	/* What is archived must have nothing set aside, wherever that is. */
	if (draft->kind == SB_KIND_PRODUCT_ARCHIVE)
		return sb_hold_expire_product(write, draft->subject, err);
	if (!draft->line_count || (sb_kind_is_hold(draft->kind) && !sb_kind_begins_hold(draft->kind)))
		return SB_OK;
	TRY(find_expired(write->book, &any, &id, err));
	which.store = store;
	for (size_t i = 0; i < draft->line_count && id != SB_NONE; i++) {
		which.product = draft->lines[i].product;
		TRY(expire_all(write, &which, err));
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
		TRY(find_expired(book, &any, &id, err));
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

	TRY(find_expired(book, &any, &id, err));
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
