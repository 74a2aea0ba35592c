/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an entry does to a transfer: its lines are held against what is on its way, and written. */
#include "kinds.h"
#include "product_store.h"
#include "statements.h"
#include "stores_inside.h"
#include "try.h"

enum sb_status sb_sending_get(struct sb_db *db, int64_t id, struct sb_sending *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_transfer_get, &stmt, err));
	sb_bind_int(stmt, 1, id);
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row)
		return sb_fail(err, SB_CORRUPT, _("the book has no transfer number %lld: run `stockbook rebuild`"),
			       (long long)id);
	*out = (struct sb_sending){ .id = id, .from = sb_col_int(stmt, 1), .to = sb_col_int(stmt, 2), .sent_at = sb_col_int(stmt, 3) };
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_sending_put(struct sb_db *db, const struct sb_sending *sending, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_transfer_put, &stmt, err));
	sb_bind_int(stmt, 1, sending->id);
	sb_bind_int(stmt, 2, sending->from);
	sb_bind_int(stmt, 3, sending->to);
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_transit_put(struct sb_db *db, const struct sb_transit_state *transit, int64_t to_store,
			      struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_transfer_line_put, &stmt, err));
	sb_bind_int(stmt, 1, transit->transfer);
	sb_bind_int(stmt, 2, transit->product);
	sb_bind_int(stmt, 3, to_store);
	sb_bind_int(stmt, 4, transit->sent);
	sb_bind_int(stmt, 5, transit->received);
	sb_bind_int(stmt, 6, transit->lost);
	return sb_stmt_run(stmt, NULL, err);
}

static enum sb_status load_transit(struct sb_db *db, int64_t transfer, int64_t product, struct sb_transit_state *out,
				   struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	*out = (struct sb_transit_state){ .transfer = transfer, .product = product };
	TRY(sb_db_stmt(db, sb_sql_transfer_line_get, &stmt, err));
	sb_bind_int(stmt, 1, transfer);
	sb_bind_int(stmt, 2, product);
	TRY(sb_stmt_step(stmt, &row, err));
	if (row) {
		out->sent = sb_col_int(stmt, 0);
		out->received = sb_col_int(stmt, 1);
		out->lost = sb_col_int(stmt, 2);
	}
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status find_sending(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;
	struct sb_sending *sending = &recording->sending;

	if (entry->kind != SB_KIND_TRANSFER_OUT) {
		TRY(sb_sending_get(recording->book->db, entry->subject, sending, err));
	} else {
		*sending = (struct sb_sending){ .id = entry->seq, .from = entry->store };
		TRY(sb_sending_find_to(recording->book->db, &recording->effect->to, &sending->to, err));
	}
	int64_t place = sb_recording_root(recording) == SB_KIND_TRANSFER_IN ? sending->to : sending->from;

	if (sending->from == sending->to || entry->store != place)
		return sb_fail(err, SB_INVALID, _("a transfer goes from one store to another and is received there: name the other store"));
	return SB_OK;
}

/* Only what was dated by hand: a clock that was set back since keeps nobody from taking in what stands before him. */
static enum sb_status refuse_before_sending(const struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_sending *sending = &recording->sending;
	int64_t at = recording->draft->occurred_at;
	sb_auto(buf) when = SB_BUF_INIT;

	if (recording->entry.kind == SB_KIND_TRANSFER_OUT || at == SB_NONE || at >= sending->sent_at)
		return SB_OK;
	sb_moment_print_local(recording->store->zone, sending->sent_at, &when);
	return sb_fail_field(err, SB_INVALID, "at", _("transfer %lld was sent only on %s: give a time after that"),
			     (long long)sending->id, when.data);
}

/* Lines for one product are one for what is told of them as well. */
static int64_t asked_of(const struct sb_recording *recording, int64_t product)
{
	int64_t sum = 0;

	for (size_t i = 0; i < recording->entry.line_count; i++)
		if (recording->lines[i].product == product && !recording->lines[i].absorbed_by &&
		    !sb_add(sum, recording->lines[i].qty_milli, &sum))
			sum = INT64_MAX;
	return sum;
}

static enum sb_status fail_beyond(struct sb_recording *recording, int64_t product, struct sb_error *err)
{
	const struct sb_numbers *numbers = recording->book->world->numbers;
	long long transfer = recording->sending.id;
	struct sb_transit_state transit;
	sb_auto(buf) label = SB_BUF_INIT;
	sb_auto(buf) rest = SB_BUF_INIT;
	sb_auto(buf) asked = SB_BUF_INIT;

	sb_product_label(recording->book, product, &label);
	if (recording->entry.kind == SB_KIND_UNDO)
		return sb_fail(err, SB_REFUSED, _("%s of transfer %lld was received or given up since: undo that first"),
			       label.data, transfer);
	TRY(load_transit(recording->book->db, recording->sending.id, product, &transit, err));
	sb_qty_print(sb_transit_rest(&transit), 0, numbers, &rest);
	sb_qty_print(asked_of(recording, product), 0, numbers, &asked);
	return sb_fail_field(err, SB_REFUSED, "qty",
			     _("only %s of %s are on their way in transfer %lld, not %s: receive those, and record "
			       "what came besides with adjust"),
			     rest.data, label.data, transfer, asked.data);
}

enum sb_status sb_record_transfer_prepare(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;
	enum sb_kind root = sb_recording_root(recording);

	if (!sb_kind_is_transfer(root))
		return SB_OK;
	if (entry->kind != SB_KIND_TRANSFER_OUT && entry->subject == SB_NONE)
		return sb_fail(err, SB_INVALID, _("an entry of this kind must name what it is about"));
	TRY(find_sending(recording, err));
	TRY(refuse_before_sending(recording, err));
	recording->transits =
		sb_arena_alloc(recording->write->arena, recording->touched_count * sizeof(*recording->transits));
	for (size_t i = 0; i < recording->touched_count; i++)
		TRY(load_transit(recording->book->db, recording->sending.id, recording->touched[i].product,
				 &recording->transits[i], err));
	for (size_t i = 0; i < entry->line_count; i++) {
		struct sb_transit_state *transit = &recording->transits[recording->owner[i]];

		if (!recording->lines[i].absorbed_by && !sb_apply_transit(transit, root, &recording->lines[i]))
			return fail_beyond(recording, transit->product, err);
	}
	return SB_OK;
}

enum sb_status sb_record_transfer_write(struct sb_recording *recording, struct sb_error *err)
{
	struct sb_db *db = recording->book->db;

	if (!recording->transits)
		return SB_OK;
	if (recording->entry.kind == SB_KIND_TRANSFER_OUT)
		TRY(sb_sending_put(db, &recording->sending, err));
	for (size_t i = 0; i < recording->touched_count; i++)
		TRY(sb_transit_put(db, &recording->transits[i], recording->sending.to, err));
	return SB_OK;
}
