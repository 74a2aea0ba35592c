/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes what an import found. The rows of one file are one batch: its beginning, the products, its end. A long one is written in
 * several transactions so that others get their turn in between: short ones while somebody waits, else longer ones, since each writes
 * the pages of all indexes that its rows fall on. What was written of it is taken back if it cannot be finished.
 * Rows that bring their code come before those that get one, so that no code given is one the file still brings.
 */
#include "import_parts.h"

#include "stockbook/json.h"
#include "stockbook/text.h"
#include "stockbook/user.h"
#include <assert.h>
#include <string.h>

#define CHUNK_MS	150  /* nobody waits a second for a turn, though several go before */
#define CHUNK_MS_ALONE	1000 /* nor for the end of a transaction that nobody waited for when it began */
#define ROWS_A_PROGRESS 100

struct committing {
	struct sb_import *import;
	const struct sb_import_commit *how;
	struct sb_hash fingerprint;
	struct sb_write *write;
	struct sb_outcome begun; /* the batch entry */
	int64_t done, total, in_chunk;
	int64_t begun_at; /* the chunk, by the book's clock */
	bool is_kept; /* a part has been committed */
};

static const char sql_token[] = "SELECT t.seq, t.id, t.fingerprint, b.seq, b.id, b.occurred_at"
				" FROM entries t LEFT JOIN entries b ON b.seq = t.batch WHERE t.token = $1";

static void mix_fingerprint(struct committing *at)
{
	struct sb_hasher hasher;

	sb_hash_start(&hasher, "stockbook import");
	if (at->how->fingerprint)
		sb_hash_bytes(&hasher, at->how->fingerprint->bytes, SB_HASH_BYTES);
	sb_hash_bytes(&hasher, at->import->digest.bytes, SB_HASH_BYTES);
	sb_hash_end(&hasher, &at->fingerprint);
}

/* The token is kept by the batch's end, so that an import taken back may be tried again. */
static enum sb_status find_token(struct committing *at, struct sb_outcome *out, bool *seen, struct sb_error *err)
{
	struct sb_stmt *stmt;
	const void *bytes;
	size_t count;
	enum sb_status status;

	*seen = false;
	if (!at->how->token)
		return SB_OK;
	status = sb_db_stmt(sb_book_db(at->import->book), sql_token, &stmt, err);
	if (status != SB_OK)
		return status;
	sb_bind_text(stmt, 1, at->how->token);
	status = sb_stmt_step(stmt, seen, err);
	if (status != SB_OK || !*seen)
		return status;
	bytes = sb_col_bytes(stmt, 2, &count);
	if (sb_col_is_null(stmt, 3) || count != SB_HASH_BYTES || memcmp(bytes, at->fingerprint.bytes, count) != 0) {
		sb_stmt_reset(stmt);
		return sb_fail_field(err, SB_CONFLICT, "token", _("this token was used for something else: use a new one"));
	}
	*out = (struct sb_outcome){ .seq = sb_col_int(stmt, 3), .kind = SB_KIND_BATCH, .occurred_at = sb_col_int(stmt, 5), .replayed = true };
	memcpy(out->id.bytes, sb_col_bytes(stmt, 4, &count), SB_ID_BYTES);
	sb_stmt_reset(stmt);
	return SB_OK;
}

/* ---- the batch ---- */

static enum sb_status begin_write(struct committing *at, struct sb_error *err)
{
	at->in_chunk = 0;
	at->begun_at = sb_book_now(at->import->book);
	return sb_write_begin(at->import->book, &at->write, err);
}

static enum sb_status end_write(struct committing *at, struct sb_error *err)
{
	enum sb_status status = sb_write_commit(at->write, err);

	sb_write_free(sb_give(at->write));
	at->is_kept |= status == SB_OK;
	return status;
}

static enum sb_status begin_batch(struct committing *at, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_BATCH);
	const char *slash = strrchr(at->import->path, '/');
	sb_auto(buf) name = SB_BUF_INIT;
	sb_auto(buf) body = SB_BUF_INIT;
	struct sb_json json;

	sb_text_visible(slash ? slash + 1 : at->import->path, &name);
	sb_json_init(&json, &body);
	sb_json_open(&json, NULL, '{');
	sb_json_text(&json, "file", name.data);
	sb_json_text(&json, "format", at->import->summary.format->name);
	sb_json_int(&json, "rows", at->total);
	sb_json_close(&json, '}');
	draft.body = body.data;
	draft.note = at->how->note;
	return sb_write_record(at->write, &draft, &at->begun, err);
}

static enum sb_status end_batch(struct committing *at, struct sb_outcome *end, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_BATCH_END);

	draft.batch = at->begun.seq;
	draft.token = at->how->token;
	draft.fingerprint = at->how->token ? &at->fingerprint : NULL;
	return sb_write_record(at->write, &draft, end, err);
}

/* ---- its rows ---- */

static enum sb_status write_row(struct committing *at, const struct sb_import_record *record, const char *texts, struct sb_error *err)
{
	const char *change_bytes = texts + record->sku + record->name + record->what;
	struct sb_product_change change;
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_outcome outcome;

	sb_import_change_decode(change_bytes, record->change, &change);
	extra.batch = at->begun.seq;
	if (record->action == SB_IMPORT_NEW) {
		extra.opening_milli = record->opening;
		return sb_product_add(at->write, &change, &extra, &outcome, err);
	}
	extra.seen_version = record->version;
	return sb_product_edit(at->write, record->product, &change, &extra, &outcome, err);
}

static enum sb_status tell(const struct committing *at, struct sb_error *err)
{
	const struct sb_progress *progress = at->how->progress;

	if (!progress || !progress->step || at->done % ROWS_A_PROGRESS || progress->step(at->done, at->total, progress->context))
		return SB_OK;
	return sb_fail(err, SB_INTERRUPTED, _("the import was stopped: nothing of it was kept"));
}

static bool is_chunk_full(const struct committing *at)
{
	int64_t took;

	if (at->how->exclusive)
		return false;
	took = sb_book_now(at->import->book) - at->begun_at;
	return at->in_chunk == SB_IMPORT_AT_ONCE || took >= CHUNK_MS_ALONE ||
	       (took >= CHUNK_MS && sb_db_is_awaited(sb_book_db(at->import->book)));
}

static enum sb_status take_row(struct committing *at, const struct sb_import_record *record, const char *texts, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	if (is_chunk_full(at)) {
		status = end_write(at, err);
		if (status == SB_OK)
			status = begin_write(at, err);
	}
	if (status == SB_OK)
		status = write_row(at, record, texts, err);
	if (status != SB_OK)
		return status;
	at->in_chunk++;
	at->done++;
	return tell(at, err);
}

static bool is_of_turn(const struct sb_import_record *record, bool without_code)
{
	if (record->action == SB_IMPORT_UPDATE)
		return !without_code;
	return record->action == SB_IMPORT_NEW && record->has_code != without_code;
}

static enum sb_status take_rows(struct committing *at, bool without_code, struct sb_error *err)
{
	struct sb_spool_cursor cursor = SB_SPOOL_CURSOR(&at->import->rows, 0);
	struct sb_import_record record;
	const char *texts;
	bool found = true;
	enum sb_status status = SB_OK;

	while (status == SB_OK && found) {
		status = sb_import_record_next(&cursor, &record, &texts, &found, err);
		if (status == SB_OK && found && is_of_turn(&record, without_code))
			status = take_row(at, &record, texts, err);
	}
	sb_spool_cursor_release(&cursor);
	return status;
}

static enum sb_status write_all(struct committing *at, struct sb_outcome *end, struct sb_error *err)
{
	enum sb_status status = begin_write(at, err);

	if (status == SB_OK)
		status = begin_batch(at, err);
	if (status == SB_OK)
		status = take_rows(at, false, err);
	if (status == SB_OK)
		status = take_rows(at, true, err);
	if (status == SB_OK)
		status = end_batch(at, end, err);
	if (status == SB_OK && !end->replayed)
		status = end_write(at, err);
	return status;
}

/* What was written is taken back; the reason stays the error. `why` SB_OK: it is not needed any more. */
static enum sb_status take_back(struct committing *at, enum sb_status why, struct sb_error *err)
{
	struct sb_outcome undone;
	struct sb_error reason = *err, wrong = SB_ERROR_INIT;

	if (at->write)
		sb_write_free(sb_give(at->write));
	/* Also when the reason is that who imports may do so no more. */
	sb_book_admit_itself(at->import->book);
	if (!at->is_kept || sb_book_undo(at->import->book, at->begun.seq, NULL, NULL, &undone, &wrong) == SB_OK)
		return why;
	if (why == SB_OK)
		return sb_fail(err, wrong.status,
			       _("the same import was finished meanwhile, and what this one wrote could not be taken back: %s; undo entry %lld"),
			       wrong.text, (long long)at->begun.seq);
	return sb_fail(err, why, _("%s (and what was written could not be taken back: %s; undo entry %lld)"), reason.text, wrong.text,
		       (long long)at->begun.seq);
}

enum sb_status sb_import_replay(struct sb_import *import, const struct sb_import_commit *how, bool *found, struct sb_outcome *out,
				struct sb_error *err)
{
	struct committing at = { .import = import, .how = how };

	mix_fingerprint(&at);
	return find_token(&at, out, found, err);
}

enum sb_status sb_import_commit(struct sb_import *import, const struct sb_import_commit *how, struct sb_outcome *out,
				struct sb_error *err)
{
	struct committing at = { .import = import, .how = how };
	struct sb_outcome end = { .seq = 0 };
	bool seen = false;
	enum sb_status status;

	assert(!import->committed && "an import is committed once");
	mix_fingerprint(&at);
	status = find_token(&at, out, &seen, err);
	if (status != SB_OK || seen)
		return status;
	import->committed = true;
	at.total = import->summary.count[SB_IMPORT_NEW] + import->summary.count[SB_IMPORT_UPDATE];
	if (at.total == 0) {
		*out = (struct sb_outcome){ .kind = SB_KIND_BATCH };
		return SB_OK;
	}
	sb_db_bulk(sb_book_db(import->book), SB_BULK);
	status = write_all(&at, &end, err);
	if (status != SB_OK)
		status = take_back(&at, status, err);
	sb_db_bulk(sb_book_db(import->book), SB_BULK_NOT);
	if (status != SB_OK)
		return status;
	if (!end.replayed) {
		*out = at.begun;
		return SB_OK;
	}
	/* Someone else finished the same import while this one wrote. */
	status = take_back(&at, SB_OK, err);
	return status == SB_OK ? find_token(&at, out, &seen, err) : status;
}
