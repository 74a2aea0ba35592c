/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Full text by FTS5. The index `search` finds documents by words and beginnings of words; `search_words`
 * with `search_pieces` finds words that are like a mistyped one, by how many pieces of three letters
 * they share (schema/003-search.sqlite.sql).
 */
#include "sqlite.h"
#include "stockbook/text.h"
#include <string.h>

#define WORDS_MOST	  32 /* of one expression; more would only make it slower */
#define WORD_CHARS_MOST	  40 /* longer words are not typed from memory */
#define PIECES_MOST	  (WORD_CHARS_MOST + 1)
#define CANDIDATES_MOST	  64

/* What the engine gathers before it writes it out as one piece of the index; pieces have to be merged again. */
#define GATHERED_USUAL	  (1 << 20)
#define GATHERED_OF_ALL	  (4 << 20)

static const char sql_put[] = "INSERT INTO search (rowid, search_text) VALUES ($1, $2)";
static const char sql_drop[] = "INSERT INTO search (search, rowid, search_text) VALUES ('delete', $1, $2)";
static const char sql_clear[] = "INSERT INTO search (search) VALUES ('delete-all')";
static const char sql_rebuild[] = "INSERT INTO search (search) VALUES ('rebuild')";
static const char sql_merge_all[] = "INSERT INTO search (search) VALUES ('optimize')";
static const char sql_gather[] = "INSERT INTO search (search, rank) VALUES ('hashsize', $1)";
static const char sql_clear_words[] = "DELETE FROM search_words";
static const char sql_clear_pieces[] = "INSERT INTO search_pieces (search_pieces) VALUES ('delete-all')";
static const char sql_word_known[] = "SELECT 1 FROM search_words WHERE word = $1";
static const char sql_word_put[] = "INSERT INTO search_words (word) VALUES ($1) RETURNING id";
static const char sql_pieces_put[] = "INSERT INTO search_pieces (rowid, piece) VALUES ($1, $2)";
static const char sql_word_like[] =
	"SELECT word FROM search_words WHERE id IN (SELECT rowid FROM search_pieces WHERE search_pieces MATCH $1)";

static enum sb_status put_or_drop(struct sb_db *db, const char *sql, int64_t id, const char *folded, struct sb_error *err)
{
	struct sb_stmt *stmt;
	enum sb_status status = sb_db_stmt(db, sql, &stmt, err);

	if (status)
		return status;
	sb_bind_int(stmt, 1, id);
	sb_bind_text(stmt, 2, folded);
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_sqlite_search_put(struct sb_db *db, int64_t id, const char *folded, struct sb_error *err)
{
	return put_or_drop(db, sql_put, id, folded, err);
}

enum sb_status sb_sqlite_search_drop(struct sb_db *db, int64_t id, const char *folded, struct sb_error *err)
{
	return put_or_drop(db, sql_drop, id, folded, err);
}

/*
 * Where memory is short or the disk fails while the engine reads, SQLite takes the transaction back under it, and what the engine then
 * remembers (how many documents and words there are) is of no transaction. It forgets when one it takes part in is taken back.
 */
int sb_sqlite_search_renew(struct sb_sqlite *db)
{
	static const char sql[] = "BEGIN IMMEDIATE; DELETE FROM search WHERE 0; DELETE FROM search_pieces WHERE 0; ROLLBACK";
	int code = sqlite3_exec(db->raw, sql, NULL, NULL, NULL);

	if (!sqlite3_get_autocommit(db->raw))
		(void)sb_sqlite_run_own(db, SB_SQLITE_ROLLBACK, NULL);
	/* A book that is being brought up to date may have no index yet. */
	return code == SQLITE_ERROR ? SQLITE_OK : code;
}

/* No more than a twentieth of a second's work: all of what a small shop has, and some of what a large one has. */
void sb_sqlite_search_merge(struct sb_sqlite *db)
{
	static const char sql[] = "BEGIN IMMEDIATE; INSERT INTO search (search, rank) VALUES ('merge', 1000); COMMIT";

	sb_sqlite_wait_until(db, sb_gate_clock());
	if (sqlite3_exec(db->raw, sql, NULL, NULL, NULL) == SQLITE_OK)
		return;
	db->search_unsure = true;
	if (!sqlite3_get_autocommit(db->raw))
		(void)sb_sqlite_run_own(db, SB_SQLITE_ROLLBACK, NULL);
}

static enum sb_status run_fixed(struct sb_db *db, const char *sql, struct sb_error *err)
{
	struct sb_stmt *stmt;
	enum sb_status status = sb_db_stmt(db, sql, &stmt, err);

	return status ? status : sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_sqlite_search_clear(struct sb_db *db, struct sb_error *err)
{
	static const char *const texts[] = { sql_clear, sql_clear_words, sql_clear_pieces };

	for (size_t i = 0; i < SB_COUNT(texts); i++) {
		enum sb_status status = run_fixed(db, texts[i], err);

		if (status)
			return status;
	}
	return SB_OK;
}

static enum sb_status gather(struct sb_db *db, int64_t bytes, struct sb_error *err)
{
	struct sb_stmt *stmt;
	enum sb_status status = sb_db_stmt(db, sql_gather, &stmt, err);

	if (status)
		return status;
	sb_bind_int(stmt, 1, bytes);
	return sb_stmt_run(stmt, NULL, err);
}

/*
 * In one piece at last, that lies above what is written next: the pieces it is made in lie beside that, and when there are sixteen the
 * engine merges all at once, for which some sale would wait seconds in a large book.
 */
enum sb_status sb_sqlite_search_rebuild(struct sb_db *db, struct sb_error *err)
{
	enum sb_status status = gather(db, GATHERED_OF_ALL, err);

	if (!status)
		status = run_fixed(db, sql_rebuild, err);
	if (!status)
		status = run_fixed(db, sql_merge_all, err);
	return status ? status : gather(db, GATHERED_USUAL, err);
}

/* A string of FTS5: between quotation marks nothing but the quotation mark has a meaning. */
static void put_quoted(const char *word, struct sb_buf *out)
{
	sb_buf_putc(out, '"');
	for (; *word; word++) {
		if (*word == '"')
			sb_buf_putc(out, '"');
		sb_buf_putc(out, *word);
	}
	sb_buf_putc(out, '"');
}

/* Strings side by side must all occur; one in which the tokenizer finds nothing, such as "-", asks for nothing. */
void sb_sqlite_search_expression(struct sb_db *db, const char *const *words, const bool *prefix, size_t count, struct sb_buf *out)
{
	(void)db;
	if (!count)
		sb_buf_puts(out, "\"\"");
	for (size_t i = 0; i < count && i < WORDS_MOST; i++) {
		if (i)
			sb_buf_putc(out, ' ');
		put_quoted(words[i], out);
		if (prefix[i])
			sb_buf_puts(out, " *");
	}
}

const char *sb_sqlite_search_fragment(struct sb_db *db)
{
	(void)db;
	return "SELECT rowid AS id FROM search WHERE search MATCH %s";
}

/* ---- words that are like another ---- */

/* Three code points each, 21 bits a point: of the word with two blanks before it and one behind. */
struct pieces {
	uint64_t piece[PIECES_MOST];
	size_t count;
};

#define PIECE_MASK ((UINT64_C(1) << 63) - 1)

static bool has_piece(const struct pieces *pieces, uint64_t piece)
{
	for (size_t i = 0; i < pieces->count; i++)
		if (pieces->piece[i] == piece)
			return true;
	return false;
}

static void add_piece(struct pieces *pieces, uint64_t piece)
{
	if (pieces->count < PIECES_MOST && !has_piece(pieces, piece))
		pieces->piece[pieces->count++] = piece;
}

static void cut_in_pieces(const char *word, struct pieces *out)
{
	const char *end = word + strlen(word);
	uint64_t piece = (uint64_t)' ' << 21 | ' ';

	out->count = 0;
	while (word < end && out->count + 1 < PIECES_MOST) {
		piece = (piece << 21 | (uint64_t)sb_utf8_next(&word, end)) & PIECE_MASK;
		add_piece(out, piece);
	}
	add_piece(out, (piece << 21 | ' ') & PIECE_MASK);
}

/* "  m" OR " mi" OR … */
static void any_of(const struct pieces *pieces, struct sb_buf *out)
{
	for (size_t i = 0; i < pieces->count; i++) {
		sb_auto(buf) text = SB_BUF_INIT;

		for (int shift = 42; shift >= 0; shift -= 21)
			sb_utf8_put(&text, (int32_t)(pieces->piece[i] >> shift & 0x1fffff));
		if (i)
			sb_buf_puts(out, " OR ");
		put_quoted(text.data, out);
	}
}

/* Thousandths of the pieces of both that both have (Dice). */
static int alikeness(const struct pieces *a, const struct pieces *b)
{
	size_t shared = 0;

	for (size_t i = 0; i < a->count; i++)
		shared += has_piece(b, a->piece[i]);
	return (int)(shared * 2000 / (a->count + b->count));
}

static bool is_worth_keeping(const char *word)
{
	return *word && strlen(word) <= WORD_CHARS_MOST * 4 && sb_utf8_count(word) <= WORD_CHARS_MOST;
}

/* Steps a statement about one word and reads the number it gives, SB_NONE if there is no row. */
static enum sb_status ask_for_word(struct sb_db *db, const char *sql, const char *word, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	enum sb_status status = sb_db_stmt(db, sql, &stmt, err);
	bool row;

	if (status)
		return status;
	sb_bind_text(stmt, 1, word);
	status = sb_stmt_step(stmt, &row, err);
	if (!status)
		*out = row ? sb_col_int(stmt, 0) : SB_NONE;
	sb_stmt_reset(stmt);
	return status;
}

enum sb_status sb_sqlite_word_put(struct sb_db *db, const char *folded_word, struct sb_error *err)
{
	sb_auto(buf) padded = SB_BUF_INIT;
	enum sb_status status;
	int64_t id;

	if (!is_worth_keeping(folded_word))
		return SB_OK;
	/* Nearly all words are known, and asking is cheaper than an INSERT that does nothing. */
	status = ask_for_word(db, sql_word_known, folded_word, &id, err);
	if (status || id != SB_NONE)
		return status;
	status = ask_for_word(db, sql_word_put, folded_word, &id, err);
	if (status)
		return status;
	sb_buf_printf(&padded, "  %s ", folded_word);
	return put_or_drop(db, sql_pieces_put, id, padded.data, err);
}

struct candidate {
	char *word;
	int alike;
};

struct candidates {
	struct candidate list[CANDIDATES_MOST]; /* most alike first */
	size_t count, most;
};

static void candidates_release(struct candidates *candidates)
{
	for (size_t i = 0; i < candidates->count; i++)
		free(candidates->list[i].word);
}

static void consider(struct candidates *candidates, const char *word, int alike)
{
	size_t at = candidates->count;

	while (at > 0 && candidates->list[at - 1].alike < alike)
		at--;
	if (at == candidates->most)
		return;
	if (candidates->count == candidates->most)
		free(candidates->list[--candidates->count].word);
	memmove(&candidates->list[at + 1], &candidates->list[at], (candidates->count - at) * sizeof(candidates->list[0]));
	candidates->list[at] = (struct candidate){ .word = sb_strdup(word), .alike = alike };
	candidates->count++;
}

static enum sb_status find_candidates(struct sb_db *db, const char *word, struct candidates *candidates, struct sb_error *err)
{
	sb_auto(buf) expression = SB_BUF_INIT;
	struct pieces wanted, found;
	struct sb_stmt *stmt;
	enum sb_status status = sb_db_stmt(db, sql_word_like, &stmt, err);
	bool row;

	if (status)
		return status;
	cut_in_pieces(word, &wanted);
	any_of(&wanted, &expression);
	sb_bind_text(stmt, 1, expression.data);
	while (!(status = sb_stmt_step(stmt, &row, err)) && row) {
		cut_in_pieces(sb_col_text(stmt, 0), &found);
		consider(candidates, sb_col_text(stmt, 0), alikeness(&wanted, &found));
	}
	sb_stmt_reset(stmt);
	return status;
}

enum sb_status sb_sqlite_word_like(struct sb_db *db, const char *folded_word, int most,
				   bool (*each)(const char *word, void *context), void *context, struct sb_error *err)
{
	struct candidates candidates = { .most = most > CANDIDATES_MOST ? CANDIDATES_MOST : (size_t)most };
	enum sb_status status;

	if (most <= 0 || !is_worth_keeping(folded_word))
		return SB_OK;
	status = find_candidates(db, folded_word, &candidates, err);
	for (size_t i = 0; !status && i < candidates.count; i++)
		if (!each(candidates.list[i].word, context))
			break;
	candidates_release(&candidates);
	return status;
}
