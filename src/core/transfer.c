/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transfers: reads them, and makes the entries that send, receive and give up. */
#include "entry_read.h"
#include "kinds.h"
#include "statements.h"
#include "stockbook/reason.h"
#include "stores_inside.h"
#include "try.h"
#include <string.h>

/* Reading. */

const char *sb_transfer_status(const struct sb_transfer *transfer)
{
	bool is_sent = false, is_lost = false;

	for (size_t i = 0; i < transfer->line_count; i++) {
		if (sb_transfer_rest(&transfer->lines[i]) > 0)
			return "open";
		is_sent |= transfer->lines[i].sent > 0;
		is_lost |= transfer->lines[i].lost > 0;
	}
	return is_lost ? "closed" : is_sent ? "received" : "undone";
}

/* What the number of an entry about a transfer stands for. */
static enum sb_status find_sending(struct sb_book *book, int64_t seq, int64_t *out, struct sb_error *err)
{
	struct sb_id ignored;
	enum sb_kind kind;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_entry_identify(book->db, seq, &ignored, &kind, err));
	if (kind == SB_KIND_TRANSFER_OUT) {
		*out = seq;
		return SB_OK;
	}
	TRY(sb_db_stmt(book->db, sb_sql_transfer_of_entry, &stmt, err));
	sb_bind_int(stmt, 1, seq);
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row ? sb_col_int(stmt, 0) : SB_NONE;
	sb_stmt_reset(stmt);
	if (row)
		return SB_OK;
	return sb_fail_field(err, SB_NOT_FOUND, "transfer",
			     _("entry %lld is no transfer: `transfer list` names them"), (long long)seq);
}

static enum sb_status read_lines(struct sb_book *book, struct sb_transfer *transfer, struct sb_arena *arena,
				 struct sb_error *err)
{
	struct sb_transfer_line *lines = NULL;
	size_t count = 0, cap = 0;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_transfer_lines_of, &stmt, err));
	sb_bind_int(stmt, 1, transfer->seq);
	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			break;
		if (count == cap) {
			struct sb_transfer_line *more = sb_arena_alloc(arena, (cap ? cap * 2 : 16) * sizeof(*more));

			if (count)
				memcpy(more, lines, count * sizeof(*more));
			lines = more;
			cap = cap ? cap * 2 : 16;
		}
		lines[count++] = (struct sb_transfer_line){
			.product = sb_col_int(stmt, 0),
			.sent = sb_col_int(stmt, 1),
			.received = sb_col_int(stmt, 2),
			.lost = sb_col_int(stmt, 3),
		};
	}
	transfer->lines = lines;
	transfer->line_count = count;
	return SB_OK;
}

enum sb_status sb_transfer_get(struct sb_book *book, int64_t seq, struct sb_arena *arena, struct sb_transfer *out,
			       struct sb_error *err)
{
	struct sb_transfer transfer = { 0 };
	struct sb_sending sending;
	enum sb_kind kind;

	TRY(find_sending(book, seq, &transfer.seq, err));
	TRY(sb_sending_get(book->db, transfer.seq, &sending, err));
	TRY(sb_entry_identify(book->db, transfer.seq, &transfer.id, &kind, err));
	transfer.from = sending.from;
	transfer.to = sending.to;
	TRY(read_lines(book, &transfer, arena, err));
	*out = transfer;
	return SB_OK;
}

/* Recording. */

enum sb_status sb_transfer_send(struct sb_write *write, int64_t to, const struct sb_draft *draft,
				struct sb_outcome *out, struct sb_error *err)
{
	struct sb_effect effect = { .archived = -1, .of = SB_KIND_TRANSFER_OUT, .at = SB_NONE };
	struct sb_draft own = *draft;
	enum sb_kind kind;
	bool found;

	TRY(sb_record_was_done(write, draft, &found, out, err));
	if (found)
		return SB_OK;
	if (to == write->book->store->store.id)
		return sb_fail_field(err, SB_INVALID, "to", _("the goods are in %s already: name another store"),
				     write->book->store->code);
	TRY(sb_entry_identify(write->book->db, to, &effect.to, &kind, err));
	own.kind = SB_KIND_TRANSFER_OUT;
	sb_arena_clear(write->arena);
	const struct sb_intake intake = { .draft = &own, .store = SB_NONE, .effect = &effect };
	return sb_record(write, &intake, out, err);
}

/* Lines for all that is on its way. */
static void rest_lines(const struct sb_transfer *transfer, struct sb_arena *arena, enum sb_place to, const char *reason,
		       struct sb_draft *draft)
{
	struct sb_line *lines = sb_arena_alloc(arena, (transfer->line_count + 1) * sizeof(*lines));
	size_t count = 0;

	for (size_t i = 0; i < transfer->line_count; i++) {
		int64_t rest = sb_transfer_rest(&transfer->lines[i]);

		if (rest <= 0)
			continue;
		lines[count++] = (struct sb_line){
			.product = transfer->lines[i].product,
			.from = SB_AT_TRANSIT,
			.to = to,
			.qty_milli = rest,
			.reason = reason,
			.price_minor = SB_NONE,
			.cost_minor = SB_NONE,
		};
	}
	draft->lines = lines;
	draft->line_count = count;
	draft->physical = true; /* what was sent may be finer than the unit has become since */
}

static enum sb_status refuse_nothing_left(const struct sb_transfer *transfer, size_t count, struct sb_error *err)
{
	if (count)
		return SB_OK;
	return sb_fail(err, SB_REFUSED,
		       _("nothing of transfer %lld is on its way any more: see `transfer list`"),
		       (long long)transfer->seq);
}

enum sb_status sb_transfer_receive(struct sb_write *write, int64_t seq, const struct sb_draft *draft,
				   struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_draft own = *draft;
	struct sb_transfer transfer;
	bool found;

	TRY(sb_record_was_done(write, draft, &found, out, err));
	if (found)
		return SB_OK;
	TRY(sb_transfer_get(write->book, seq, arena, &transfer, err));
	own.kind = SB_KIND_TRANSFER_IN;
	own.subject = transfer.seq;
	if (!own.line_count)
		rest_lines(&transfer, arena, SB_AT_STORE, NULL, &own);
	TRY(refuse_nothing_left(&transfer, own.line_count, err));
	sb_arena_clear(write->arena);
	const struct sb_intake intake = { .draft = &own, .store = transfer.to };
	return sb_record(write, &intake, out, err);
}

enum sb_status sb_transfer_close(struct sb_write *write, int64_t seq, const char *reason, const struct sb_draft *draft,
				 struct sb_outcome *out, struct sb_error *err)
{
	const struct sb_reason *why;
	sb_owned(arena) arena = sb_arena_new();
	struct sb_draft own = *draft;
	struct sb_transfer transfer;
	bool found;

	TRY(sb_record_was_done(write, draft, &found, out, err));
	if (found)
		return SB_OK;
	TRY(sb_transfer_get(write->book, seq, arena, &transfer, err));
	TRY(sb_reason_find(write->book, reason, &why, err));
	own.kind = SB_KIND_TRANSFER_CLOSE;
	own.subject = transfer.seq;
	rest_lines(&transfer, arena, why && why->direction < 0 ? SB_AT_WASTE : SB_AT_DIFFERENCE, reason, &own);
	TRY(refuse_nothing_left(&transfer, own.line_count, err));
	sb_arena_clear(write->arena);
	const struct sb_intake intake = { .draft = &own, .store = transfer.from };
	return sb_record(write, &intake, out, err);
}
