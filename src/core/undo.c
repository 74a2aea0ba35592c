/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Undoing: a compensating entry that names the one it undoes, moves its stock back at the same price and sets a product's fields to what
 * they were. What belongs to an entry (rows of an import, opening stock of a new product) goes with it, newest first, as a batch of the
 * undoing entry, so that undoing that one brings all of it back. Large batches are taken back in chunks, so that others can write in between; if
 * that is interrupted, undoing again goes on where it stopped.
 */
#include "undo.h"
#include "count_state.h"
#include "effect.h"
#include "entry_read.h"
#include "hold_state.h"
#include "kinds.h"
#include "order_state.h"
#include "product_store.h"
#include "record.h"
#include "statements.h"
#include "try.h"
#include <assert.h>
#include <string.h>

#define CHUNK 1000

struct undoing {
	struct sb_book *book;
	struct sb_write *write;
	struct sb_arena *arena; /* of the entry at hand */
	int64_t written, in_chunk;
};

/* What of an entry is to be undone. */
struct part {
	int64_t seq;
	int64_t batch; /* of the undoing entry; SB_NONE: none */
	const char *token;
	const struct sb_hash *fingerprint;
};

/* What a book begins with is no deed of anybody: its first store stays. */
static enum sb_status may_be_undone(struct sb_db *db, int64_t seq, enum sb_kind kind, bool *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	*out = sb_kind_flags(kind) & SB_KIND_UNDOABLE;
	if (kind != SB_KIND_STORE_ADD)
		return SB_OK;
	TRY(sb_db_stmt(db, sb_sql_store_id_first, &stmt, err));
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row && sb_col_int(stmt, 0) != seq;
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status refuse_kind(struct sb_db *db, const struct sb_entry *entry, struct sb_error *err)
{
	bool may = false;

	TRY(may_be_undone(db, entry->seq, entry->kind, &may, err));
	if (may)
		return SB_OK;
	return sb_fail(err, SB_REFUSED, _("entry %lld (%s) cannot be undone: enter what corrects it"), (long long)entry->seq, sb_kind_label(entry->kind));
}

/* Setting a field back must not wipe out a later change of it. */
static enum sb_status refuse_changed_since(const struct sb_effect *reverse, const struct sb_product *now, struct sb_error *err)
{
	for (size_t field = 0; field < SB_PF_COUNT; field++)
		if (reverse->was.given[field] && !sb_value_same(&reverse->was.value[field], &now->value[field]))
			return sb_fail_field(err, SB_REFUSED, sb_product_field_table[field].name,
					     _("%s of %s was changed again since: undo that first"),
					     _(sb_product_field_table[field].label), now->value[SB_PF_SKU].s);
	return SB_OK;
}

static bool was_absorbed(const struct sb_entry *entry, int64_t product)
{
	for (size_t i = 0; i < entry->line_count; i++)
		if (entry->lines[i].absorbed_by && entry->lines[i].product == product)
			return true;
	return false;
}

/* What a count absorbed is taken back at its own time, so that whatever count stands now absorbs that as well. */
static size_t reverse_lines(const struct sb_entry *entry, struct sb_line *out)
{
	size_t count = 0;

	for (size_t i = 0; i < entry->line_count; i++) {
		struct sb_line line = entry->lines[i];

		if (line.absorbed_by)
			continue;
		if (!line.occurred_at && was_absorbed(entry, line.product))
			line.occurred_at = entry->occurred_at;
		line.from = entry->lines[i].to;
		line.to = entry->lines[i].from;
		out[count++] = line;
	}
	return count;
}

static enum sb_status fill_lines(const struct undoing *undoing, const struct sb_entry *entry, struct sb_draft *draft,
				 struct sb_error *err)
{
	struct sb_line *lines;

	if (entry->kind == SB_KIND_COUNT_POST)
		return sb_count_reversal(undoing->book->db, entry, undoing->arena, draft, err);
	lines = sb_arena_alloc(undoing->arena, (entry->line_count + 1) * sizeof(*lines));
	draft->line_count = reverse_lines(entry, lines);
	draft->lines = lines;
	return SB_OK;
}

static int64_t subject_of(const struct sb_entry *entry, const struct sb_effect *reverse)
{
	bool is_about = reverse->has_set || reverse->has_plan || reverse->archived >= 0 || sb_kind_subject(reverse->of) != SB_KIND_PRODUCT_ADD;

	if (!is_about || reverse->of == SB_KIND_BATCH_END)
		return SB_NONE;
	return entry->kind == sb_kind_subject(reverse->of) ? entry->seq : entry->subject;
}

static enum sb_status record_undo(struct undoing *undoing, const struct sb_entry *entry, const struct part *part, struct sb_outcome *out,
				  struct sb_error *err)
{
	struct sb_product_state *before = NULL;
	struct sb_draft draft = SB_DRAFT(SB_KIND_UNDO);
	struct sb_effect effect = { .archived = -1 }, reverse;

	if (sb_kind_flags(entry->kind) & SB_KIND_HAS_EFFECT)
		TRY(sb_effect_read(entry->kind, entry->body, undoing->arena, &effect, err));
	else
		effect.of = entry->kind;
	sb_effect_reverse(entry->kind, entry->occurred_at, &effect, &reverse);
	draft.subject = subject_of(entry, &reverse);
	if (reverse.has_set || reverse.archived >= 0) {
		before = sb_arena_alloc(undoing->arena, sizeof(*before));
		TRY(sb_product_load(undoing->book->db, draft.subject, undoing->arena, before, err));
		TRY(refuse_changed_since(&reverse, &before->product, err));
	}
	draft.undoes = entry->seq;
	draft.batch = part->batch;
	draft.token = part->token;
	draft.fingerprint = part->fingerprint;
	TRY(fill_lines(undoing, entry, &draft, err));
	const struct sb_intake intake = {
		.draft = &draft,
		.store = entry->store != 0 ? entry->store : SB_NONE,
		.effect = &reverse,
		.before = before,
	};
	sb_arena_clear(undoing->write->arena);
	return sb_record(undoing->write, &intake, out, err);
}

/* The newest entry of a batch before `below` that is not undone; SB_NONE: there is none. */
static enum sb_status next_in_batch(struct sb_db *db, int64_t batch, int64_t below, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_undo_next_in_batch, &stmt, err));
	sb_bind_int(stmt, 1, batch);
	sb_bind_int(stmt, 2, below);
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row ? sb_col_int(stmt, 0) : SB_NONE;
	sb_stmt_reset(stmt);
	return SB_OK;
}

/* Lets others write. Only called where what was undone so far stands on its own. */
static enum sb_status end_chunk(struct undoing *undoing, struct sb_error *err)
{
	if (undoing->in_chunk < CHUNK)
		return SB_OK;
	TRY(sb_write_commit(undoing->write, err));
	sb_write_free(sb_give(undoing->write));
	undoing->in_chunk = 0;
	return sb_write_begin(undoing->book, &undoing->write, err);
}

/* Undoes one entry unless that was done before; `undoes` gets the undoing entry. */
static enum sb_status undo_entry(struct undoing *undoing, const struct part *part, struct sb_entry *entry, struct sb_outcome *out,
				 struct sb_error *err)
{
	int64_t rest = SB_NONE, undone_by = SB_NONE;

	sb_arena_clear(undoing->arena);
	TRY(sb_entry_get(undoing->book, part->seq, undoing->arena, entry, err));
	TRY(refuse_kind(undoing->book->db, entry, err));
	TRY(sb_entry_undone_by(undoing->book->db, part->seq, &undone_by, err));
	if (undone_by != SB_NONE)
		TRY(next_in_batch(undoing->book->db, part->seq, INT64_MAX, &rest, err));
	if (rest == SB_NONE) {
		TRY(record_undo(undoing, entry, part, out, err));
		undoing->written++;
		undoing->in_chunk++;
		return SB_OK;
	}
	struct sb_id id;
	enum sb_kind kind = SB_KIND_UNDO;
	TRY(sb_entry_identify(undoing->book->db, undone_by, &id, &kind, err));
	*out = (struct sb_outcome){ .seq = undone_by, .id = id, .kind = kind, .occurred_at = entry->occurred_at };
	return SB_OK;
}

/* An archived product has no stock; whether that holds is known once its opening stock is taken back as well. */
static enum sb_status check_archived(struct undoing *undoing, const struct sb_entry *entry, struct sb_error *err)
{
	struct sb_arena *arena = undoing->arena;
	struct sb_product_state now;
	int64_t product = entry->kind == SB_KIND_PRODUCT_ADD ? entry->seq : entry->subject;
	struct sb_id ignored;
	enum sb_kind kind;

	if (product == SB_NONE)
		return SB_OK;
	TRY(sb_entry_identify(undoing->book->db, product, &ignored, &kind, err));
	if (kind != SB_KIND_PRODUCT_ADD)
		return SB_OK;
	TRY(sb_product_load(undoing->book->db, product, arena, &now, err));
	if (!now.product.archived)
		return SB_OK;
	TRY(sb_hold_expire_product(undoing->write, product, err));
	return sb_product_refuse_stock(undoing->book, product, err);
}

/* An entry that itself belongs to a batch, and what belongs to it: at most its opening stock, so the depth is two. */
static enum sb_status undo_member(struct undoing *undoing, const struct part *part, struct sb_error *err)
{
	struct sb_entry entry, child_entry;
	struct sb_outcome outcome, ignored;
	int64_t child = SB_NONE, below = INT64_MAX;

	TRY(undo_entry(undoing, part, &entry, &outcome, err));
	for (;;) {
		TRY(next_in_batch(undoing->book->db, part->seq, below, &child, err));
		if (child == SB_NONE)
			break;
		const struct part own = { .seq = child, .batch = outcome.seq };
		TRY(undo_entry(undoing, &own, &child_entry, &ignored, err));
		below = child;
	}
	return check_archived(undoing, &entry, err);
}

static enum sb_status undo_all(struct undoing *undoing, const struct part *part, struct sb_outcome *out, struct sb_error *err)
{
	int64_t child = SB_NONE, below = INT64_MAX;
	struct sb_entry entry;
	struct sb_outcome outcome;

	TRY(undo_entry(undoing, part, &entry, &outcome, err));
	for (;;) {
		TRY(next_in_batch(undoing->book->db, part->seq, below, &child, err));
		if (child == SB_NONE)
			break;
		const struct part own = { .seq = child, .batch = outcome.seq };
		TRY(undo_member(undoing, &own, err));
		TRY(end_chunk(undoing, err));
		below = child;
	}
	TRY(check_archived(undoing, &entry, err));
	*out = outcome;
	return SB_OK;
}

static void digest_undo(int64_t seq, struct sb_hash *out)
{
	struct sb_hasher hasher;

	sb_hash_start(&hasher, "stockbook undo 1");
	sb_hash_int(&hasher, seq);
	sb_hash_end(&hasher, out);
}

enum sb_status sb_undo_counted(struct sb_book *book, int64_t seq, const char *token, const struct sb_hash *fingerprint, int64_t *written,
			       struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct undoing undoing = { .book = book, .arena = arena };
	struct part part = { .seq = seq, .batch = SB_NONE, .token = token, .fingerprint = fingerprint };
	enum sb_status status = SB_OK;
	struct sb_outcome outcome;
	bool was_done = false;
	struct sb_hash own;

	digest_undo(seq, &own);
	if (!fingerprint)
		part.fingerprint = &own;
	TRY(sb_write_begin(book, &undoing.write, err));
	if (token)
		status = sb_write_replay(undoing.write, token, part.fingerprint, &was_done, &outcome, err);
	if (status == SB_OK && !was_done)
		status = undo_all(&undoing, &part, &outcome, err);
	if (status == SB_OK)
		status = sb_write_commit(undoing.write, err);
	if (undoing.write)
		sb_write_free(undoing.write);
	if (status != SB_OK)
		return status;
	*written = undoing.written;
	*out = outcome;
	return SB_OK;
}

enum sb_status sb_book_undo(struct sb_book *book, int64_t seq, const char *token, const struct sb_hash *fingerprint,
			    struct sb_outcome *out, struct sb_error *err)
{
	int64_t written;

	return sb_undo_counted(book, seq, token, fingerprint, &written, out, err);
}

/* What can be undone. */

enum sb_status sb_entry_standing(struct sb_book *book, int64_t seq, int64_t *out, struct sb_error *err)
{
	int64_t undo = SB_NONE, redo = SB_NONE;

	for (;; seq = redo) {
		TRY(sb_entry_undone_by(book->db, seq, &undo, err));
		if (undo == SB_NONE)
			break;
		TRY(sb_entry_undone_by(book->db, undo, &redo, err));
		if (redo == SB_NONE)
			break;
	}
	*out = seq;
	return SB_OK;
}

#define LOOK_BACK 10000 /* entries; a person asks for what they just did */

static enum sb_status fits(struct sb_db *db, struct sb_stmt *stmt, bool undo, struct sb_arena *arena, bool *out, struct sb_error *err)
{
	struct sb_effect effect;
	enum sb_kind kind;
	bool may = false;

	*out = false;
	if (sb_kind_find(sb_col_text(stmt, 1), &kind))
		TRY(may_be_undone(db, sb_col_int(stmt, 0), kind, &may, err));
	/* One added along with an order stays, as the order names it for ever; what was done before is meant. */
	if (may && kind == SB_KIND_SUPPLIER_ADD)
		TRY(sb_supplier_is_free(db, sb_col_int(stmt, 0), &may, err));
	*out = may && undo;
	if (!may || kind != SB_KIND_UNDO)
		return SB_OK;
	sb_arena_clear(arena);
	TRY(sb_effect_read(kind, sb_col_text(stmt, 2), arena, &effect, err));
	*out = effect.redo == undo;
	return SB_OK;
}

/* What came of a hold stays so: rather than something older, nothing is taken back. */
static enum sb_status refuse_hold(struct sb_stmt *stmt, bool undo, struct sb_error *err)
{
	enum sb_kind kind;

	if (!undo || !sb_kind_find(sb_col_text(stmt, 1), &kind) || !sb_kind_is_hold(kind) || kind == SB_KIND_HOLD_EXPIRE ||
	    sb_kind_is_undoable(kind))
		return SB_OK;
	return sb_fail(err, SB_REFUSED, _("what you did last, entry %lld (%s), cannot be undone: a hold resolves once"),
		       (long long)sb_col_int(stmt, 0), sb_kind_label(kind));
}

static enum sb_status first_fitting(struct sb_db *db, struct sb_stmt *stmt, bool undo, int64_t *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	bool row, fitting = false;

	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			return sb_fail(err, SB_NOT_FOUND,
				       undo ? _("there is nothing of yours to undo: choose an entry in the journal")
					    : _("there is nothing of yours to redo"));
		TRY(refuse_hold(stmt, undo, err));
		TRY(fits(db, stmt, undo, arena, &fitting, err));
		if (!fitting)
			continue;
		*out = sb_col_int(stmt, 0);
		return SB_OK;
	}
}

enum sb_status sb_book_undoable(struct sb_book *book, bool undo, int64_t *out, struct sb_error *err)
{
	struct sb_head head;
	struct sb_stmt *stmt;

	TRY(sb_head_get(book->db, &head, err));
	TRY(sb_db_stmt(book->db, sb_sql_undo_candidates, &stmt, err));
	sb_bind_text(stmt, 1, book->who);
	sb_bind_text(stmt, 2, book->station);
	sb_bind_int(stmt, 3, head.seq - LOOK_BACK);
	enum sb_status status = first_fitting(book->db, stmt, undo, out, err);
	sb_stmt_reset(stmt);
	return status;
}
