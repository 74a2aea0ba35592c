/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a draft to an entry: tokens, clocks, links, hashes, and the order in which it all happens. */
#include "record.h"
#include "count_state.h"
#include "entry_read.h"
#include "hold_state.h"
#include "kinds.h"
#include "statements.h"
#include "stockbook/json.h"
#include "stockbook/process.h"
#include "stockbook/text.h"
#include "try.h"
#include <assert.h>
#include <string.h>

#define AHEAD_MS INT64_C(60000)

/* Tokens. */

enum sb_status sb_record_replay(struct sb_db *db, const char *token, const struct sb_hash *fingerprint, bool *found,
				struct sb_outcome *out, struct sb_error *err)
{
	struct sb_outcome seen = { .replayed = true };
	struct sb_stmt *stmt;
	bool row, same = false, whole = false;
	size_t count;

	TRY(sb_db_stmt(db, sb_sql_entry_by_token, &stmt, err));
	sb_bind_text(stmt, 1, token);
	TRY(sb_stmt_step(stmt, &row, err));
	if (row) {
		seen.seq = sb_col_int(stmt, 0);
		const void *id = sb_col_bytes(stmt, 1, &count);
		whole = count == SB_ID_BYTES && sb_kind_find(sb_col_text(stmt, 2), &seen.kind);
		if (whole)
			memcpy(seen.id.bytes, id, SB_ID_BYTES);
		seen.occurred_at = sb_col_int(stmt, 3);
		const void *bytes = sb_col_bytes(stmt, 4, &count);
		same = count == SB_HASH_BYTES && memcmp(bytes, fingerprint->bytes, SB_HASH_BYTES) == 0;
	}
	sb_stmt_reset(stmt);
	if (row && !whole)
		return sb_fail(err, SB_CORRUPT, _("entry %lld is damaged or of a newer program: run `stockbook check`"),
			       (long long)seen.seq);
	if (row && !same)
		return sb_fail_field(err, SB_CONFLICT, "token",
				     _("the token \"%s\" was used for something else, entry %lld: use a new token"), token,
				     (long long)seen.seq);
	*found = row;
	if (row)
		*out = seen;
	return SB_OK;
}

enum sb_status sb_record_was_done(struct sb_write *write, const struct sb_draft *draft, bool *found, struct sb_outcome *out,
				  struct sb_error *err)
{
	*found = false;
	if (!draft->token || !draft->fingerprint)
		return SB_OK;
	return sb_record_replay(write->book->db, draft->token, draft->fingerprint, found, out, err);
}

/* What was asked, where the caller does not say: everything but clock, user and station. */
static void digest_draft(const struct sb_draft *draft, const char *body, struct sb_hash *out)
{
	struct sb_hasher hasher;

	sb_hash_start(&hasher, "stockbook draft 1");
	sb_hash_text(&hasher, sb_kind_word(draft->kind));
	sb_hash_text(&hasher, body);
	sb_hash_int(&hasher, draft->subject);
	sb_hash_int(&hasher, draft->undoes);
	for (size_t i = 0; i < draft->line_count; i++) {
		const struct sb_line *line = &draft->lines[i];

		sb_hash_int(&hasher, line->product);
		sb_hash_int(&hasher, line->from);
		sb_hash_int(&hasher, line->to);
		sb_hash_int(&hasher, line->qty_milli);
		sb_hash_text(&hasher, line->reason);
		sb_hash_int(&hasher, line->price_minor);
		sb_hash_int(&hasher, line->cost_minor);
	}
	sb_hash_end(&hasher, out);
}

static enum sb_status replay_if_seen(struct sb_recording *recording, bool *found, struct sb_outcome *out, struct sb_error *err)
{
	const struct sb_draft *draft = recording->draft;

	*found = false;
	if (!draft->token)
		return SB_OK;
	if (draft->fingerprint)
		recording->fingerprint = *draft->fingerprint;
	else
		digest_draft(draft, recording->entry.body, &recording->fingerprint);
	recording->entry.fingerprint = recording->fingerprint.bytes;
	return sb_record_replay(recording->book->db, draft->token, &recording->fingerprint, found, out, err);
}

/* What the entry says of itself. */

static enum sb_status check_text(const char *field, const char *text, size_t most, struct sb_error *err)
{
	size_t length = text ? strnlen(text, most + 1) : 0, bad_at;

	if (length > most)
		return sb_fail_field(err, SB_INVALID, field, _("the %s is longer than %zu bytes: shorten it"), field, most);
	if (length && !sb_utf8_valid(text, length, &bad_at))
		return sb_fail_field(err, SB_INVALID, field, _("the %s is not UTF-8 text: type it again"), field);
	return SB_OK;
}

static enum sb_status check_texts(const struct sb_draft *draft, struct sb_error *err)
{
	if (draft->token && !*draft->token)
		return sb_fail_field(err, SB_INVALID, "token", _("the token is empty: give one or leave it out"));
	TRY(check_text("token", draft->token, SB_TOKEN_BYTES_MAX, err));
	TRY(check_text("note", draft->note, SB_NOTE_BYTES_MAX, err));
	return check_text("body", draft->body, SB_BODY_BYTES_MAX, err);
}

/* A batch says who writes it, so that another process can tell whether it was left unfinished. */
static const char *sign_batch(struct sb_arena *arena, const char *body)
{
	sb_auto(buf) name = SB_BUF_INIT;
	sb_auto(buf) quoted = SB_BUF_INIT;
	size_t length = strlen(body);

	assert(length >= 2 && body[0] == '{' && body[length - 1] == '}');
	sb_process_name(&name);
	sb_json_quote(&quoted, name.data);
	return sb_arena_printf(arena, "%.*s%s\"writer\":%s}", (int)(length - 1), body, length > 2 ? "," : "", quoted.data);
}

static enum sb_status fill_body(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_intake *intake = recording->intake;
	struct sb_arena *arena = recording->write->arena;
	const char *body = recording->draft->body;

	if (intake->effect && !body) {
		sb_auto(buf) printed = SB_BUF_INIT;

		sb_effect_print(recording->draft->kind, intake->effect, &printed);
		body = sb_arena_strndup(arena, printed.data, printed.len);
		TRY(check_text("body", body, SB_BODY_BYTES_MAX, err));
	}
	recording->entry.body = body ? body : "{}";
	recording->effect = intake->effect;
	if (recording->effect || !(recording->flags & SB_KIND_HAS_EFFECT))
		return SB_OK;
	struct sb_effect *effect = sb_arena_alloc(arena, sizeof(*effect));
	recording->effect = effect;
	return sb_effect_read(recording->draft->kind, recording->entry.body, arena, effect, err);
}

static enum sb_status fill_times(struct sb_recording *recording, struct sb_error *err)
{
	int64_t now = sb_book_now(recording->book), asked = recording->draft->occurred_at;
	struct sb_entry *entry = &recording->entry;

	if (asked != SB_NONE && asked > now + AHEAD_MS)
		return sb_fail_field(err, SB_INVALID, "at", _("that time is still to come: give one that has passed"));
	if (asked != SB_NONE && asked < 0)
		return sb_fail_field(err, SB_INVALID, "at", _("that time lies before 1970: give a later one"));
	entry->occurred_at = asked == SB_NONE ? now : asked;
	entry->recorded_at = now > recording->write->head.recorded_at ? now : recording->write->head.recorded_at;
	return SB_OK;
}

enum sb_kind sb_recording_root(const struct sb_recording *recording)
{
	return recording->entry.kind == SB_KIND_UNDO ? recording->effect->of : recording->entry.kind;
}

/* Links. */

/* A batch that is finished or taken back takes no more entries; this also stops a writer that was given up for dead. */
static enum sb_status refuse_closed_batch(struct sb_db *db, int64_t batch, struct sb_error *err)
{
	int64_t undone_by;
	struct sb_stmt *stmt;
	bool ended;

	TRY(sb_entry_undone_by(db, batch, &undone_by, err));
	TRY(sb_db_stmt(db, sb_sql_entry_about, &stmt, err));
	sb_bind_int(stmt, 1, batch);
	sb_bind_int(stmt, 2, batch);
	TRY(sb_stmt_step(stmt, &ended, err));
	sb_stmt_reset(stmt);
	if (undone_by != SB_NONE)
		return sb_fail(err, SB_REFUSED, _("the import of entry %lld was taken back meanwhile: begin it again"), (long long)batch);
	if (ended)
		return sb_fail(err, SB_REFUSED, _("the import of entry %lld is finished: begin a new one"), (long long)batch);
	return SB_OK;
}

static enum sb_status link_batch(struct sb_recording *recording, struct sb_error *err)
{
	struct sb_write *write = recording->write;
	int64_t batch = recording->draft->batch;
	struct sb_id uuid;
	enum sb_kind kind;

	if (batch != write->batch) {
		TRY(sb_entry_identify(recording->book->db, batch, &uuid, &kind, err));
		if (kind == SB_KIND_BATCH)
			TRY(refuse_closed_batch(recording->book->db, batch, err));
		write->batch = batch;
		write->batch_uuid = uuid;
	}
	if (recording->draft->kind == SB_KIND_BATCH_END)
		write->batch = 0;
	recording->batch = write->batch_uuid;
	recording->links.batch = &recording->batch;
	recording->entry.batch = batch;
	return SB_OK;
}

static enum sb_status link_subject(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_draft *draft = recording->draft;
	bool ends_own = draft->kind == SB_KIND_BATCH_END && draft->subject == SB_NONE;
	int64_t subject = ends_own ? draft->batch : draft->subject;
	enum sb_kind kind;

	if (subject == SB_NONE) {
		if (recording->flags & SB_KIND_HAS_SUBJECT)
			return sb_fail(err, SB_INVALID, _("an entry of this kind must name what it is about"));
		return SB_OK;
	}
	TRY(sb_entry_identify(recording->book->db, subject, &recording->subject, &kind, err));
	bool fits = sb_kind_is_hold(draft->kind) ? sb_kind_begins_hold(kind) : kind == sb_kind_subject(sb_recording_root(recording));
	if (!fits)
		return sb_fail(err, SB_INVALID, _("entry %lld is not what such an entry can be about"), (long long)subject);
	recording->links.subject = &recording->subject;
	recording->entry.subject = subject;
	return SB_OK;
}

static enum sb_status link_undoes(struct sb_recording *recording, struct sb_error *err)
{
	int64_t undoes = recording->draft->undoes, undone_by;
	enum sb_kind kind;

	if ((recording->draft->kind == SB_KIND_UNDO) != (undoes != SB_NONE))
		return sb_fail(err, SB_INVALID, _("undoing names the entry it undoes, and nothing else does"));
	if (undoes == SB_NONE)
		return SB_OK;
	TRY(sb_entry_identify(recording->book->db, undoes, &recording->undoes, &kind, err));
	TRY(sb_entry_undone_by(recording->book->db, undoes, &undone_by, err));
	if (undone_by != SB_NONE)
		return sb_fail(err, SB_REFUSED, _("entry %lld was undone already, by entry %lld: undo that one to bring it back"),
			       (long long)undoes, (long long)undone_by);
	recording->links.undoes = &recording->undoes;
	recording->entry.undoes = undoes;
	return SB_OK;
}

static enum sb_status link_all(struct sb_recording *recording, struct sb_error *err)
{
	struct sb_entry *entry = &recording->entry;

	entry->subject = entry->undoes = entry->batch = SB_NONE;
	if (recording->draft->batch != SB_NONE)
		TRY(link_batch(recording, err));
	TRY(link_subject(recording, err));
	return link_undoes(recording, err);
}

static enum sb_status choose_store(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_intake *intake = recording->intake;

	int64_t store = recording->hold	   ? recording->hold->store
			: recording->count ? recording->count->store
					   : intake->store;

	if (!recording->given_count && store == SB_NONE && !(recording->flags & SB_KIND_OF_STORE))
		return SB_OK;
	if (store == SB_NONE)
		store = recording->book->store->store.id;
	/* Nobody else writes meanwhile. */
	if (store == recording->write->store)
		TRY(sb_store_known(recording->book, store, &recording->store, err));
	else
		TRY(sb_store_fresh(recording->book, store, &recording->store, err));
	recording->write->store = store;
	recording->entry.store = recording->store->store.id;
	recording->links.store = &recording->store->uuid;
	return SB_OK;
}

/* Writing. */

/* Lines that say more than lines used to are of a newer format; all others stay as they are. */
static void choose_format(struct sb_entry *entry)
{
	for (size_t i = 0; i < entry->line_count; i++)
		if (entry->lines[i].occurred_at || entry->lines[i].absorbed_by)
			entry->format = SB_ENTRY_FORMAT_DATED;
}

static enum sb_status seal(struct sb_recording *recording, struct sb_error *err)
{
	struct sb_entry *entry = &recording->entry;
	struct sb_content content;
	struct sb_id absorber;
	enum sb_kind kind;

	choose_format(entry);
	sb_content_start(&content, entry, &recording->links);
	for (size_t i = 0; i < entry->line_count; i++) {
		const struct sb_line *line = &entry->lines[i];

		if (line->absorbed_by)
			TRY(sb_entry_identify(recording->book->db, line->absorbed_by, &absorber, &kind, err));
		sb_content_line(&content, line, &recording->touched[recording->owner[i]].uuid,
				line->absorbed_by ? &absorber : NULL);
	}
	sb_content_end(&content, &entry->content_hash);
	sb_chain_next(&recording->write->head.hash, entry->seq, entry->recorded_at, &entry->content_hash, &entry->chain_hash);
	return SB_OK;
}

static enum sb_status insert_entry(struct sb_db *db, const struct sb_entry *entry, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_entry_put, &stmt, err));
	sb_bind_int(stmt, 1, entry->seq);
	sb_bind_bytes(stmt, 2, entry->id.bytes, SB_ID_BYTES);
	sb_bind_text(stmt, 3, sb_kind_word(entry->kind));
	sb_bind_int(stmt, 4, entry->occurred_at);
	sb_bind_int(stmt, 5, entry->recorded_at);
	sb_bind_int(stmt, 6, entry->store);
	sb_bind_text(stmt, 7, entry->who);
	sb_bind_text(stmt, 8, entry->station);
	sb_bind_text(stmt, 9, entry->token);
	if (entry->fingerprint)
		sb_bind_bytes(stmt, 10, entry->fingerprint, SB_HASH_BYTES);
	else
		sb_bind_null(stmt, 10);
	sb_bind_text(stmt, 11, entry->note);
	sb_bind_text(stmt, 12, entry->body);
	sb_bind_int(stmt, 13, entry->subject);
	sb_bind_int(stmt, 14, entry->undoes);
	sb_bind_int(stmt, 15, entry->batch);
	sb_bind_int(stmt, 16, entry->format);
	sb_bind_bytes(stmt, 17, entry->content_hash.bytes, SB_HASH_BYTES);
	sb_bind_bytes(stmt, 18, entry->chain_hash.bytes, SB_HASH_BYTES);
	return sb_stmt_run(stmt, NULL, err);
}

static enum sb_status write_all(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;

	TRY(insert_entry(recording->book->db, entry, err));
	TRY(sb_record_lines_write(recording, err));
	TRY(sb_record_absorbed_write(recording, err));
	TRY(sb_record_hold_write(recording, err));
	TRY(sb_record_count_write(recording, err));
	if (entry->kind == SB_KIND_BOOK)
		return sb_book_row_insert(recording->book->db, recording->effect, err);
	TRY(sb_record_transfer_write(recording, err));
	TRY(sb_record_order_write(recording, err));
	TRY(sb_record_store_write(recording, err));
	/* before a user is made by it: adding oneself is no deed */
	TRY(sb_record_user_active(recording, err));
	TRY(sb_record_user_write(recording, err));
	TRY(sb_record_reason_write(recording, err));
	return sb_record_product_write(recording, err);
}

/* The order of it all. */

static void begin_entry(struct sb_recording *recording)
{
	const struct sb_book *book = recording->book;
	struct sb_entry *entry = &recording->entry;

	recording->given = recording->draft->lines;
	recording->given_count = recording->draft->line_count;
	entry->kind = recording->draft->kind;
	entry->format = SB_ENTRY_FORMAT;
	entry->who = book->who;
	entry->station = book->station;
	entry->token = recording->draft->token;
	entry->note = recording->draft->note;
}

static enum sb_status prepare(struct sb_recording *recording, struct sb_error *err)
{
	struct sb_entry *entry = &recording->entry;

	/* Not before: expiries may have been recorded first. */
	entry->seq = recording->write->head.seq + 1;
	TRY(fill_times(recording, err));
	TRY(sb_record_hold_prepare(recording, err));
	TRY(sb_record_count_prepare(recording, err));
	TRY(link_all(recording, err));
	TRY(choose_store(recording, err));
	TRY(sb_record_refuse_stale(recording, err));
	sb_id_new(&entry->id, entry->recorded_at, recording->book->world->random);
	if (entry->kind == SB_KIND_BATCH)
		entry->body = sign_batch(recording->write->arena, entry->body);
	TRY(sb_record_lines_prepare(recording, err));
	TRY(sb_record_transfer_prepare(recording, err));
	TRY(sb_record_store_prepare(recording, err));
	TRY(sb_record_user_prepare(recording, err));
	TRY(sb_record_reason_prepare(recording, err));
	TRY(sb_record_order_prepare(recording, err));
	return sb_record_product_prepare(recording, err);
}

static void finish(struct sb_recording *recording, struct sb_outcome *out)
{
	const struct sb_entry *entry = &recording->entry;

	recording->write->head = (struct sb_head){
		.seq = entry->seq,
		.recorded_at = entry->recorded_at,
		.hash = entry->chain_hash,
	};
	*out = (struct sb_outcome){
		.seq = entry->seq,
		.id = entry->id,
		.kind = entry->kind,
		.occurred_at = entry->occurred_at,
		.went_negative = recording->went_negative,
		.absorbed_by = recording->absorbed_by,
	};
}

static enum sb_status spoil(struct sb_write *write, struct sb_error *err)
{
	assert(err->status != SB_OK);
	write->spoiled = *err;
	return err->status;
}

enum sb_status sb_record(struct sb_write *write, const struct sb_intake *intake, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_recording recording = { .write = write, .book = write->book, .intake = intake, .draft = intake->draft };
	bool found;

	assert(write->is_open && intake->draft->kind < SB_KIND_COUNT);
	if (write->spoiled.status != SB_OK) {
		*err = write->spoiled;
		return err->status;
	}
	recording.flags = sb_kind_flags(intake->draft->kind);
	TRY(check_texts(recording.draft, err));
	begin_entry(&recording);
	TRY(fill_body(&recording, err));
	TRY(replay_if_seen(&recording, &found, out, err));
	if (found)
		return SB_OK;
	TRY(sb_hold_expire_first(write, recording.draft, intake->store == SB_NONE && write->book->store ? write->book->store->store.id : intake->store, err));
	TRY(prepare(&recording, err));
	TRY(seal(&recording, err));
	if (write_all(&recording, err) != SB_OK)
		return spoil(write, err);
	finish(&recording, out);
	return SB_OK;
}
