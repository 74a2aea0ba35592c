/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads entries and finds them by number or UUID. */
#include "book_inside.h"
#include "entry_read.h"
#include "kinds.h"
#include "statements.h"
#include "try.h"
#include <assert.h>
#include <string.h>

static const char *keep(struct sb_arena *arena, const char *text)
{
	return arena ? sb_arena_strdup(arena, text) : text;
}

static bool read_bytes(struct sb_stmt *stmt, int column, void *out, size_t wanted)
{
	size_t count;
	const void *bytes = sb_col_bytes(stmt, column, &count);

	if (!bytes || count != wanted)
		return false;
	memcpy(out, bytes, wanted);
	return true;
}

static bool read_fingerprint(struct sb_stmt *stmt, int column, struct sb_arena *arena, struct sb_entry *out)
{
	size_t count;
	const void *bytes = sb_col_bytes(stmt, column, &count);

	out->fingerprint = bytes;
	if (!bytes)
		return true;
	if (count != SB_HASH_BYTES)
		return false;
	if (arena)
		out->fingerprint = memcpy(sb_arena_alloc(arena, SB_HASH_BYTES), bytes, SB_HASH_BYTES);
	return true;
}

static void read_texts(struct sb_stmt *stmt, struct sb_arena *arena, struct sb_entry *out)
{
	out->who = keep(arena, sb_col_text(stmt, 6));
	out->station = keep(arena, sb_col_text(stmt, 7));
	out->token = keep(arena, sb_col_text(stmt, 8));
	out->note = keep(arena, sb_col_text(stmt, 10));
	out->body = keep(arena, sb_col_text(stmt, 11));
}

enum sb_status sb_entry_read_row(struct sb_stmt *stmt, struct sb_arena *arena, struct sb_entry *out, struct sb_error *err)
{
	struct sb_entry entry = { .seq = sb_col_int(stmt, 0) };
	bool whole = read_bytes(stmt, 1, entry.id.bytes, SB_ID_BYTES) && sb_kind_find(sb_col_text(stmt, 2), &entry.kind) &&
		     read_fingerprint(stmt, 9, arena, &entry) && read_bytes(stmt, 16, entry.content_hash.bytes, SB_HASH_BYTES) &&
		     read_bytes(stmt, 17, entry.chain_hash.bytes, SB_HASH_BYTES);

	if (!whole)
		return sb_fail(err, SB_CORRUPT, _("entry %lld is damaged or of a newer program: run `stockbook check`"),
			       (long long)entry.seq);
	entry.occurred_at = sb_col_int(stmt, 3);
	entry.recorded_at = sb_col_int(stmt, 4);
	entry.store = sb_col_int(stmt, 5);
	read_texts(stmt, arena, &entry);
	entry.subject = sb_col_int(stmt, 12);
	entry.undoes = sb_col_int(stmt, 13);
	entry.batch = sb_col_int(stmt, 14);
	entry.format = (int)sb_col_int(stmt, 15);
	*out = entry;
	return SB_OK;
}

bool sb_line_read_row(struct sb_stmt *stmt, struct sb_arena *arena, struct sb_line *out)
{
	int64_t from = sb_col_int(stmt, 1), to = sb_col_int(stmt, 2);

	if (!sb_place_is_known(from) || !sb_place_is_known(to) || from == to)
		return false;
	*out = (struct sb_line){
		.product = sb_col_int(stmt, 0),
		.from = (enum sb_place)from,
		.to = (enum sb_place)to,
		.qty_milli = sb_col_int(stmt, 3),
		.reason = keep(arena, sb_col_text(stmt, 4)),
		.price_minor = sb_col_int(stmt, 5),
		.cost_minor = sb_col_int(stmt, 6),
		.on_hand_after = sb_col_int(stmt, 7),
		.occurred_at = sb_col_is_null(stmt, 8) ? 0 : sb_col_int(stmt, 8),
		.absorbed_by = sb_col_is_null(stmt, 9) ? 0 : sb_col_int(stmt, 9),
	};
	return out->qty_milli > 0 && out->qty_milli <= SB_QTY_MAX && (sb_place_is_kept(out->from) || sb_place_is_kept(out->to));
}

static enum sb_status no_entry(struct sb_error *err, const char *word)
{
	return sb_fail(err, SB_NOT_FOUND, _("there is no entry %s: look in `history`"), word);
}

static enum sb_status no_entry_number(struct sb_error *err, int64_t seq)
{
	return sb_fail(err, SB_NOT_FOUND, _("there is no entry %lld: look in `history`"), (long long)seq);
}

static enum sb_status read_lines(struct sb_db *db, int64_t seq, struct sb_arena *arena, struct sb_entry *entry, struct sb_error *err)
{
	size_t cap = 0;
	struct sb_line *lines = NULL;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_entry_lines_get, &stmt, err));
	sb_bind_int(stmt, 1, seq);
	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			break;
		if (entry->line_count == cap) {
			struct sb_line *more = sb_arena_alloc(arena, (cap ? cap * 2 : 4) * sizeof(*more));

			if (cap)
				memcpy(more, lines, cap * sizeof(*more));
			lines = more;
			cap = cap ? cap * 2 : 4;
		}
		if (!sb_line_read_row(stmt, arena, &lines[entry->line_count])) {
			sb_stmt_reset(stmt);
			return sb_fail(err, SB_CORRUPT, _("entry %lld has a damaged line: run `stockbook check`"), (long long)seq);
		}
		entry->line_count++;
	}
	entry->lines = lines;
	return SB_OK;
}

enum sb_status sb_entry_get(struct sb_book *book, int64_t seq, struct sb_arena *arena, struct sb_entry *out, struct sb_error *err)
{
	struct sb_entry entry;
	enum sb_status status;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_entry_get, &stmt, err));
	sb_bind_int(stmt, 1, seq);
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row)
		return no_entry_number(err, seq);
	status = sb_entry_read_row(stmt, arena, &entry, err);
	sb_stmt_reset(stmt);
	if (status != SB_OK)
		return status;
	assert(entry.seq == seq);
	TRY(read_lines(book->db, seq, arena, &entry, err));
	*out = entry;
	return SB_OK;
}

enum sb_status sb_entry_identify(struct sb_db *db, int64_t seq, struct sb_id *id, enum sb_kind *kind, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row, whole;

	TRY(sb_db_stmt(db, sb_sql_entry_id, &stmt, err));
	sb_bind_int(stmt, 1, seq);
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row)
		return no_entry_number(err, seq);
	whole = read_bytes(stmt, 0, id->bytes, SB_ID_BYTES) && sb_kind_find(sb_col_text(stmt, 1), kind);
	sb_stmt_reset(stmt);
	if (!whole)
		return sb_fail(err, SB_CORRUPT, _("entry %lld is damaged or of a newer program: run `stockbook check`"), (long long)seq);
	return SB_OK;
}

enum sb_status sb_entry_undone_by(struct sb_db *db, int64_t seq, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_entry_undone_by, &stmt, err));
	sb_bind_int(stmt, 1, seq);
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row ? sb_col_int(stmt, 0) : SB_NONE;
	sb_stmt_reset(stmt);
	return SB_OK;
}

/* Finding. */

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The first and last UUID that begin with these digits. False: not such a beginning. */
static bool id_range(const char *word, struct sb_id *low, struct sb_id *high)
{
	size_t count = 0;

	memset(low->bytes, 0x00, SB_ID_BYTES);
	memset(high->bytes, 0xff, SB_ID_BYTES);
	for (const char *at = word; *at; at++) {
		int digit = hex_digit(*at), shift = count % 2 ? 0 : 4;

		if (*at == '-')
			continue;
		if (digit < 0 || count >= (size_t)2 * SB_ID_BYTES)
			return false;
		low->bytes[count / 2] = (uint8_t)(low->bytes[count / 2] | digit << shift);
		high->bytes[count / 2] = (uint8_t)((high->bytes[count / 2] & ~(15 << shift)) | digit << shift);
		count++;
	}
	return count >= 8;
}

static enum sb_status find_by_id(struct sb_db *db, const char *word, int64_t *out, struct sb_error *err)
{
	struct sb_id low, high;
	struct sb_stmt *stmt;
	bool row, second = false;
	int64_t seq = SB_NONE;

	if (!id_range(word, &low, &high))
		return sb_fail(err, SB_INVALID,
			       _("\"%s\" is neither an entry's number nor the first 8 characters of its id: `list --of=journal` shows both"),
			       word);
	TRY(sb_db_stmt(db, sb_sql_entry_seq_between, &stmt, err));
	sb_bind_bytes(stmt, 1, low.bytes, SB_ID_BYTES);
	sb_bind_bytes(stmt, 2, high.bytes, SB_ID_BYTES);
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row)
		return no_entry(err, word);
	seq = sb_col_int(stmt, 0);
	TRY(sb_stmt_step(stmt, &second, err));
	sb_stmt_reset(stmt);
	if (second)
		return sb_fail(err, SB_AMBIGUOUS, _("several entries have an id beginning with %s: give more of it"), word);
	*out = seq;
	return SB_OK;
}

/* False: not a number from 1. */
static bool read_number(const char *word, int64_t *out)
{
	int64_t number = 0;

	for (const char *at = word; *at; at++)
		if (*at < '0' || *at > '9' || __builtin_mul_overflow(number, 10, &number) ||
		    __builtin_add_overflow(number, *at - '0', &number))
			return false;
	*out = number;
	return *word && number > 0;
}

enum sb_status sb_entry_by_token(struct sb_book *book, const char *token, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_entry_by_token, &stmt, err));
	sb_bind_text(stmt, 1, token);
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row ? sb_col_int(stmt, 0) : SB_NONE;
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_entry_find(struct sb_book *book, const char *word, int64_t *out, struct sb_error *err)
{
	int64_t seq;
	struct sb_id id;
	enum sb_kind kind;

	if (!read_number(word, &seq))
		return find_by_id(book->db, word, out, err);
	enum sb_status status = sb_entry_identify(book->db, seq, &id, &kind, err);
	if (status == SB_NOT_FOUND && strlen(word) >= 8)
		return find_by_id(book->db, word, out, err);
	if (status == SB_OK)
		*out = seq;
	return status;
}
