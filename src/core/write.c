/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transactions of entries. */
#include "admit.h"
#include "kinds.h"
#include "record.h"
#include "search_index.h"
#include "statements.h"
#include "try.h"
#include <assert.h>

enum sb_status sb_write_begin(struct sb_book *book, struct sb_write **out, struct sb_error *err)
{
	struct sb_head head;

	assert(!book->is_writing);
	TRY(sb_db_begin(book->db, err));
	if (sb_admitted_still(book, err) != SB_OK || sb_head_get(book->db, &head, err) != SB_OK) {
		sb_db_rollback(book->db);
		return err->status;
	}
	struct sb_write *write = sb_alloc(sizeof(*write));
	write->book = book;
	write->arena = book->scratch;
	write->head = head;
	write->is_open = true;
	book->active_until = 0;
	book->is_writing = true;
	*out = write;
	return SB_OK;
}

/* What was learnt in a transaction that is given up is not known. */
static void give_up(struct sb_write *write)
{
	sb_db_rollback(write->book->db);
	sb_search_forget(write->book);
	write->book->next_code = 0;
	write->book->is_writing = false;
}

void sb_write_free(struct sb_write *write)
{
	if (write->is_open)
		give_up(write);
	free(write);
}

struct sb_book *sb_write_book(struct sb_write *write)
{
	return write->book;
}

enum sb_status sb_write_record(struct sb_write *write, const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err)
{
	const struct sb_intake intake = { .draft = draft, .store = SB_NONE };

	sb_arena_clear(write->arena);
	return sb_record(write, &intake, out, err);
}

enum sb_status sb_write_replay(struct sb_write *write, const char *token, const struct sb_hash *fingerprint, bool *found,
			       struct sb_outcome *out, struct sb_error *err)
{
	return sb_record_replay(write->book->db, token, fingerprint, found, out, err);
}

static enum sb_status count_products(struct sb_write *write, struct sb_error *err)
{
	struct sb_stmt *stmt;

	if (write->products_more == 0)
		return SB_OK;
	TRY(sb_db_stmt(write->book->db, sb_sql_book_count_products, &stmt, err));
	sb_bind_int(stmt, 1, write->products_more);
	write->products_more = 0;
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_write_commit(struct sb_write *write, struct sb_error *err)
{
	enum sb_status status;

	assert(write->is_open);
	if (write->spoiled.status != SB_OK) {
		*err = write->spoiled;
		return err->status;
	}
	TRY(sb_search_flush(write->book, err));
	TRY(count_products(write, err));
	status = sb_db_commit(write->book->db, err);
	if (status != SB_OK)
		return status;
	write->is_open = write->book->is_writing = false;
	sb_arena_clear(write->arena);
	return SB_OK;
}

enum sb_status sb_book_post(struct sb_book *book, const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	struct sb_outcome outcome;

	TRY(sb_write_begin(book, &write, err));
	TRY(sb_write_record(write, draft, &outcome, err));
	TRY(sb_write_commit(write, err));
	*out = outcome;
	return SB_OK;
}
