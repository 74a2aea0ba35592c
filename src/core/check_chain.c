/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recomputes every entry's digests, in the order of the journal. After a fault it goes on from what is stored, so that each is told once. */
#include "book_inside.h"
#include "chain.h"
#include "check.h"
#include "entry_read.h"
#include "hold_state.h"
#include "kinds.h"
#include "statements.h"
#include "try.h"
#include <string.h>

#define AHEAD_MS INT64_C(60000)

enum { COLUMN_SUBJECT_ID = SB_ENTRY_COLUMNS, COLUMN_UNDOES_ID, COLUMN_BATCH_ID, COLUMN_SUBJECT_KIND };
enum { COLUMN_LINE_SEQ = SB_LINE_COLUMNS, COLUMN_LINE_PRODUCT_ID, COLUMN_LINE_ABSORBER_ID, COLUMN_LINE_NUMBER };

struct chain_check {
	struct sb_checking *checking;
	struct sb_stmt *entries, *lines;
	bool has_entry, has_line;
	struct sb_head before;
};

/* The UUID in a column; NULL if there is none. */
static const struct sb_id *read_id(struct sb_stmt *stmt, int column, struct sb_id *room)
{
	size_t count;
	const void *bytes = sb_col_bytes(stmt, column, &count);

	if (!bytes || count != SB_ID_BYTES)
		return NULL;
	memcpy(room->bytes, bytes, SB_ID_BYTES);
	return room;
}

static enum sb_status next_line(struct chain_check *check, struct sb_error *err)
{
	return sb_stmt_step(check->lines, &check->has_line, err);
}

static enum sb_status skip_lines(struct chain_check *check, int64_t seq, struct sb_error *err)
{
	while (check->has_line && sb_col_int(check->lines, COLUMN_LINE_SEQ) <= seq)
		TRY(next_line(check, err));
	return SB_OK;
}

/* Lines of entries that are not there come before the next entry's. No digest holds the numbers of lines, only their order: they run from 1. */
static enum sb_status hash_lines(struct chain_check *check, int64_t seq, struct sb_content *content, struct sb_error *err)
{
	struct sb_checking *checking = check->checking;
	struct sb_line line;
	struct sb_id room, absorber;
	int64_t expected = 1;

	while (check->has_line && sb_col_int(check->lines, COLUMN_LINE_SEQ) <= seq) {
		int64_t line_seq = sb_col_int(check->lines, COLUMN_LINE_SEQ), number = sb_col_int(check->lines, COLUMN_LINE_NUMBER);

		if (line_seq < seq)
			sb_check_found(checking, _("there is a line of entry %lld, but no such entry: restore a backup"), (long long)line_seq);
		else if (number == expected && sb_line_read_row(check->lines, NULL, &line))
			sb_content_line(content, &line, read_id(check->lines, COLUMN_LINE_PRODUCT_ID, &room),
					read_id(check->lines, COLUMN_LINE_ABSORBER_ID, &absorber));
		else
			sb_check_found(checking, _("entry %lld has a damaged line: restore a backup"), (long long)seq);
		expected = number + 1;
		TRY(next_line(check, err));
	}
	return SB_OK;
}

static void check_order(struct chain_check *check, const struct sb_entry *entry)
{
	struct sb_checking *checking = check->checking;

	if (entry->seq != check->before.seq + 1)
		sb_check_found(checking, _("entries %lld to %lld are missing: restore a backup"), (long long)check->before.seq + 1,
			       (long long)entry->seq - 1);
	if (entry->recorded_at < check->before.recorded_at)
		sb_check_found(checking, _("entry %lld was recorded before the entry in front of it"), (long long)entry->seq);
	if (entry->occurred_at > entry->recorded_at + AHEAD_MS)
		sb_check_found(checking, _("entry %lld happened after it was recorded"), (long long)entry->seq);
}

static void check_hashes(struct chain_check *check, const struct sb_entry *entry, const struct sb_hash *content)
{
	struct sb_hash chain;

	if (memcmp(content, &entry->content_hash, sizeof(*content)) != 0)
		sb_check_found(check->checking, _("entry %lld is not what was recorded: its content was changed; restore a backup"),
			       (long long)entry->seq);
	sb_chain_next(&check->before.hash, entry->seq, entry->recorded_at, &entry->content_hash, &chain);
	if (memcmp(&chain, &entry->chain_hash, sizeof(chain)) != 0)
		sb_check_found(check->checking, _("the chain is broken at entry %lld: the journal was changed there; restore a backup"),
			       (long long)entry->seq);
}

/* An edit is of a product that was added, an arrival of what was sent; undoing names what the undone entry was about. */
static bool fits_subject(const struct sb_entry *entry, const char *word)
{
	enum sb_kind of;

	if (entry->kind == SB_KIND_UNDO)
		return true;
	if (!word || !sb_kind_find(word, &of))
		return !(sb_kind_flags(entry->kind) & SB_KIND_HAS_SUBJECT);
	return sb_kind_is_hold(entry->kind) ? sb_kind_begins_hold(of) : of == sb_kind_subject(entry->kind);
}

static void check_subject(struct chain_check *check, const struct sb_entry *entry)
{
	if (!fits_subject(entry, sb_col_text(check->entries, COLUMN_SUBJECT_KIND)))
		sb_check_found(check->checking, _("entry %lld (%s) is about entry %lld, which is nothing of the kind: restore a backup"),
			       (long long)entry->seq, sb_kind_label(entry->kind), (long long)entry->subject);
}

static enum sb_status check_entry(struct chain_check *check, struct sb_error *err)
{
	static const struct sb_id unknown; /* a store that is none is not the same as no store */
	struct sb_id subject, undoes, batch;
	struct sb_links links = {
		.subject = read_id(check->entries, COLUMN_SUBJECT_ID, &subject),
		.undoes = read_id(check->entries, COLUMN_UNDOES_ID, &undoes),
		.batch = read_id(check->entries, COLUMN_BATCH_ID, &batch),
	};
	struct sb_error inner = SB_ERROR_INIT;
	const struct sb_known_store *store = NULL;
	struct sb_content content;
	struct sb_entry entry;
	struct sb_hash hash;

	if (sb_entry_read_row(check->entries, NULL, &entry, &inner) != SB_OK) {
		sb_check_found(check->checking, "%s", inner.text);
		check->before.seq = sb_col_int(check->entries, 0);
		return skip_lines(check, check->before.seq, err);
	}
	if (entry.store != 0)
		links.store = sb_store_known(check->checking->book, entry.store, &store, &inner) == SB_OK ? &store->uuid : &unknown;
	sb_content_start(&content, &entry, &links);
	TRY(hash_lines(check, entry.seq, &content, err));
	sb_content_end(&content, &hash);
	check_order(check, &entry);
	check_hashes(check, &entry, &hash);
	check_subject(check, &entry);
	check->before = (struct sb_head){ .seq = entry.seq, .recorded_at = entry.recorded_at, .hash = entry.chain_hash };
	return SB_OK;
}

static enum sb_status run(struct chain_check *check, struct sb_error *err)
{
	struct sb_db *db = check->checking->book->db;

	TRY(sb_db_stmt(db, sb_sql_entries_in_order, &check->entries, err));
	TRY(sb_db_stmt(db, sb_sql_lines_in_order, &check->lines, err));
	TRY(next_line(check, err));
	for (;;) {
		TRY(sb_stmt_step(check->entries, &check->has_entry, err));
		if (!check->has_entry)
			return SB_OK;
		TRY(check_entry(check, err));
		TRY(sb_check_count(check->checking, err));
	}
}

enum sb_status sb_check_chain(struct sb_checking *checking, struct sb_error *err)
{
	struct chain_check check = { .checking = checking };
	enum sb_status status = run(&check, err);

	if (check.entries)
		sb_stmt_reset(check.entries);
	if (check.lines)
		sb_stmt_reset(check.lines);
	return status;
}
