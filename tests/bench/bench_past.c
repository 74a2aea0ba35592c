/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sales as facts, written past the program by SQLite alone. */
#include "bench_past.h"
#include "core/chain.h"

#include <err.h>
#include <sqlite3.h>
#include <string.h>

#define ENTRIES_A_WRITE 50000

enum past_statement { PAST_BEGIN, PAST_HEAD, PAST_ENTRY, PAST_LINE, PAST_COMMIT, PAST_COUNT };

static const char *const past_sql[PAST_COUNT] = {
	[PAST_BEGIN] = "BEGIN IMMEDIATE",
	[PAST_HEAD] = "SELECT e.seq, e.chain_hash, s.seq, s.id FROM entries e, entries s WHERE s.kind = 'store_add' AND s.seq < 10 ORDER BY e.seq DESC LIMIT 1",
	[PAST_ENTRY] = "INSERT INTO entries (seq, id, kind, occurred_at, recorded_at, store, who, station, body, format, content_hash,"
		       " chain_hash) VALUES (?1, ?2, 'sale', ?3, ?3, ?4, 'bench', 'bench', '{}', 1, ?5, ?6)",
	[PAST_LINE] = "INSERT INTO entry_lines (seq, line, product, from_place, to_place, qty_milli, price_minor, cost_minor, on_hand_after)"
		      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	[PAST_COMMIT] = "COMMIT",
};

struct selling {
	struct bench_past *past;
	sqlite3 *db;
	sqlite3_stmt *stmt[PAST_COUNT];
	int64_t seq;
	struct sb_hash head;
	struct sb_id store_uuid;
	int64_t store;
};

static void must(const struct selling *selling, int code, int wanted)
{
	if (code != wanted)
		errx(1, "past: %s", sqlite3_errmsg(selling->db));
}

/* A book that was not finished is thrown away: nothing is synced. Lines are in an index by product as well, which is kept in memory. */
static void open_past(struct selling *selling, const char *path)
{
	must(selling, sqlite3_open(path, &selling->db), SQLITE_OK);
	must(selling, sqlite3_exec(selling->db, "PRAGMA synchronous = OFF; PRAGMA cache_size = -400000", NULL, NULL, NULL), SQLITE_OK);
	for (size_t i = 0; i < PAST_COUNT; i++)
		must(selling, sqlite3_prepare_v2(selling->db, past_sql[i], -1, &selling->stmt[i], NULL), SQLITE_OK);
}

static void close_past(struct selling *selling)
{
	for (size_t i = 0; i < PAST_COUNT; i++)
		sqlite3_finalize(selling->stmt[i]);
	must(selling, sqlite3_close(selling->db), SQLITE_OK);
}

static void read_head(struct selling *selling)
{
	sqlite3_stmt *stmt = selling->stmt[PAST_HEAD];

	must(selling, sqlite3_step(stmt), SQLITE_ROW);
	selling->seq = sqlite3_column_int64(stmt, 0);
	memcpy(selling->head.bytes, sqlite3_column_blob(stmt, 1), SB_HASH_BYTES);
	selling->store = sqlite3_column_int64(stmt, 2);
	memcpy(selling->store_uuid.bytes, sqlite3_column_blob(stmt, 3), SB_ID_BYTES);
	must(selling, sqlite3_reset(stmt), SQLITE_OK);
}

static void run(const struct selling *selling, enum past_statement which)
{
	must(selling, sqlite3_step(selling->stmt[which]), SQLITE_DONE);
	must(selling, sqlite3_reset(selling->stmt[which]), SQLITE_OK);
}

static void insert_entry(const struct selling *selling, const struct sb_entry *entry)
{
	sqlite3_stmt *stmt = selling->stmt[PAST_ENTRY];

	sqlite3_bind_int64(stmt, 1, entry->seq);
	sqlite3_bind_blob(stmt, 2, entry->id.bytes, SB_ID_BYTES, SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 3, entry->occurred_at);
	sqlite3_bind_int64(stmt, 4, entry->store);
	sqlite3_bind_blob(stmt, 5, entry->content_hash.bytes, SB_HASH_BYTES, SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 6, entry->chain_hash.bytes, SB_HASH_BYTES, SQLITE_STATIC);
	run(selling, PAST_ENTRY);
}

static void insert_line(const struct selling *selling, int64_t seq, int64_t number, const struct sb_line *line)
{
	const int64_t values[] = { seq, number, line->product, line->from, line->to, line->qty_milli, line->price_minor,
				   line->cost_minor, line->on_hand_after };

	for (size_t i = 0; i < SB_COUNT(values); i++)
		sqlite3_bind_int64(selling->stmt[PAST_LINE], (int)i + 1, values[i]);
	run(selling, PAST_LINE);
}

/* The next line of the past as a line of a sale. */
static struct sb_line take_line(struct bench_past *past, int64_t number, const struct bench_article **article)
{
	struct sb_line line = { .from = SB_AT_STORE, .to = SB_AT_CUSTOMER, .price_minor = 100, .cost_minor = 60 };
	struct bench_article *sold = &past->articles[past->pick(past->context, number, &line.qty_milli)];

	sold->on_hand -= line.qty_milli;
	line.product = sold->id;
	line.on_hand_after = sold->on_hand;
	*article = sold;
	return line;
}

static void sell(struct selling *selling, int64_t from, int64_t count)
{
	static const struct sb_entry sale = { .kind = SB_KIND_SALE, .who = "bench", .station = "bench", .body = "{}",
					      .subject = SB_NONE, .undoes = SB_NONE, .batch = SB_NONE, .format = SB_ENTRY_FORMAT };
	const struct sb_links links = { .store = &selling->store_uuid };
	struct bench_past *past = selling->past;
	struct sb_line lines[BENCH_BASKET];
	struct sb_entry entry = sale;
	struct sb_content content;

	past->now += past->step * count;
	entry.seq = ++selling->seq;
	entry.occurred_at = entry.recorded_at = past->now;
	entry.store = selling->store;
	sb_id_new(&entry.id, past->now, past->random);
	sb_content_start(&content, &entry, &links);
	for (int64_t i = 0; i < count; i++) {
		const struct bench_article *article;

		lines[i] = take_line(past, from + i, &article);
		sb_content_line(&content, &lines[i], &article->uuid, NULL);
	}
	sb_content_end(&content, &entry.content_hash);
	sb_chain_next(&selling->head, entry.seq, entry.recorded_at, &entry.content_hash, &entry.chain_hash);
	selling->head = entry.chain_hash;
	insert_entry(selling, &entry);
	for (int64_t i = 0; i < count; i++)
		insert_line(selling, entry.seq, i + 1, &lines[i]);
}

void bench_past_write(const char *path, struct bench_past *past)
{
	struct selling selling = { .past = past };

	open_past(&selling, path);
	read_head(&selling);
	for (int64_t i = 0; i < past->lines;) {
		run(&selling, PAST_BEGIN);
		for (int sales = 0; sales < ENTRIES_A_WRITE && i < past->lines; sales++) {
			int64_t count = past->lines - i < BENCH_BASKET ? past->lines - i : BENCH_BASKET;

			sell(&selling, i, count);
			i += count;
		}
		run(&selling, PAST_COMMIT);
	}
	close_past(&selling);
}
