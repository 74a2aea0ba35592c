/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes, opens and closes books; what every user of one asks first. */
#include "book_inside.h"
#include "count_state.h"
#include "effect.h"
#include "record.h"
#include "search_index.h"
#include "statements.h"
#include "stores_inside.h"
#include "try.h"
#include <assert.h>
#include <string.h>

static struct sb_book *new_book(struct sb_db *db, const struct sb_world *world)
{
	struct sb_book *book = sb_alloc(sizeof(*book));

	assert(world->now && world->random);
	book->db = db;
	book->world = world;
	book->scratch = sb_arena_new();
	sb_book_act_as(book, "", "");
	return book;
}

void sb_book_close(struct sb_book *book)
{
	if (!book)
		return;
	sb_stores_forget(book);
	sb_reasons_forget(book);
	sb_db_close(book->db);
	sb_arena_free(book->scratch);
	sb_search_release(book);
	free(book->who);
	free(book->station);
	free(book);
}

/* Making. */

static enum sb_status check_new(const struct sb_book_new *what, struct sb_error *err)
{
	if (!sb_currency_find(what->currency))
		return sb_fail_field(err, SB_INVALID, "currency",
				     _("\"%s\" is no currency that is known: give a code such as EUR"), what->currency);
	const struct sb_store_new store = { .code = what->store_code, .name = what->store_name, .zone = what->zone };
	return sb_store_check_new(&store, err);
}

static enum sb_status record_first(struct sb_write *write, enum sb_kind kind, const struct sb_effect *effect, struct sb_error *err)
{
	const struct sb_draft draft = SB_DRAFT(kind);
	const struct sb_intake intake = { .draft = &draft, .store = SB_NONE, .effect = effect };
	struct sb_outcome ignored;

	return sb_record(write, &intake, &ignored, err);
}

static enum sb_status write_first_entries(struct sb_book *book, const struct sb_book_new *what, struct sb_error *err)
{
	const struct sb_effect made = { .currency = what->currency, .archived = -1 };
	const struct sb_effect store = {
		.code = what->store_code,
		.name = what->store_name,
		.zone = what->zone,
		.allow_negative = what->allow_negative,
		.archived = -1,
	};
	sb_owned(write) write = NULL;

	TRY(sb_write_begin(book, &write, err));
	if (write->head.seq != 0)
		return sb_fail(err, SB_DUPLICATE, _("there is a book already: choose another place"));
	TRY(record_first(write, SB_KIND_BOOK, &made, err));
	TRY(record_first(write, SB_KIND_STORE_ADD, &store, err));
	return sb_write_commit(write, err);
}

static enum sb_status read_settings(struct sb_book *book, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_book_get, &stmt, err));
	TRY(sb_stmt_step(stmt, &row, err));
	if (row)
		book->currency = sb_currency_find(sb_col_text(stmt, 0));
	sb_stmt_reset(stmt);
	if (!row)
		return sb_fail(err, SB_CANNOT_OPEN, _("%s was never finished: remove it and make it anew with `stockbook init`"),
			       sb_db_where(book->db));
	if (!book->currency)
		return sb_fail(err, SB_CORRUPT, _("%s is in a currency nobody knows: restore a backup"), sb_db_where(book->db));
	return sb_book_use_store(book, NULL, err);
}

enum sb_status sb_book_create(const char *where, const struct sb_book_new *what, const struct sb_world *world,
			      struct sb_book **out, struct sb_error *err)
{
	const struct sb_db_options options = { .mode = SB_DB_CREATE, .busy_ms = 5000 };
	sb_owned(book) book = NULL;
	struct sb_db *db;

	TRY(check_new(what, err));
	TRY(sb_db_open(where, &options, &db, err));
	book = new_book(db, world);
	sb_book_act_as(book, what->who, what->station);
	TRY(write_first_entries(book, what, err));
	TRY(read_settings(book, err));
	*out = sb_give(book);
	return SB_OK;
}

/* What an older program did not derive. If it cannot be made now, checking the book says why. */
static void make_the_rest(struct sb_book *book)
{
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_stmt *stmt;
	int64_t entries;
	bool row = false;

	if (sb_db_stmt(book->db, sb_sql_rebuild_due, &stmt, &ignored) != SB_OK)
		return;
	if (sb_stmt_step(stmt, &row, &ignored) != SB_OK)
		row = false;
	sb_stmt_reset(stmt);
	if (row)
		(void)!sb_book_rebuild(book, NULL, &entries, &ignored);
}

/* What could not be taken back now (others write, stock has gone) is tried again at the next opening. */
static void recover_at_open(struct sb_book *book)
{
	struct sb_error ignored = SB_ERROR_INIT;
	int64_t undone;

	if (sb_book_recover(book, &undone, &ignored) == SB_OK)
		book->recovered = undone;
}

enum sb_status sb_book_open(const char *where, const struct sb_db_options *options, const struct sb_world *world,
			    struct sb_book **out, struct sb_error *err)
{
	sb_owned(book) book = NULL;
	struct sb_db *db;

	assert(options->mode != SB_DB_CREATE);
	TRY(sb_db_open(where, options, &db, err));
	book = new_book(db, world);
	TRY(read_settings(book, err));
	if (options->mode == SB_DB_WRITE) {
		make_the_rest(book);
		recover_at_open(book);
	}
	*out = sb_give(book);
	return SB_OK;
}

enum sb_status sb_book_row_insert(struct sb_db *db, const struct sb_effect *effect, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_book_put, &stmt, err));
	sb_bind_text(stmt, 1, effect->currency);
	return sb_stmt_run(stmt, NULL, err);
}

/* Asking. */

const struct sb_currency *sb_book_currency(const struct sb_book *book)
{
	return book->currency;
}

struct sb_db *sb_book_db(struct sb_book *book)
{
	return book->db;
}

int64_t sb_book_now(const struct sb_book *book)
{
	return book->world->now(book->world->context);
}

struct sb_random *sb_book_random(const struct sb_book *book)
{
	return book->world->random;
}

void sb_book_act_as(struct sb_book *book, const char *who, const char *station)
{
	char *new_who = sb_strdup(who ? who : ""), *new_station = sb_strdup(station ? station : "");

	free(book->who);
	free(book->station);
	book->who = new_who;
	book->active_until = 0;
	book->station = new_station;
}

enum sb_status sb_book_product_count(struct sb_book *book, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_book_get, &stmt, err));
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row)
		return sb_fail(err, SB_CORRUPT, _("the book's own row is missing: run `stockbook rebuild`"));
	*out = sb_col_int(stmt, 1);
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_head_get(struct sb_db *db, struct sb_head *out, struct sb_error *err)
{
	struct sb_head head = { 0 };
	struct sb_stmt *stmt;
	size_t count = SB_HASH_BYTES;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_head_get, &stmt, err));
	TRY(sb_stmt_step(stmt, &row, err));
	if (row) {
		head.seq = sb_col_int(stmt, 0);
		head.recorded_at = sb_col_int(stmt, 1);
		const void *hash = sb_col_bytes(stmt, 2, &count);
		if (count == SB_HASH_BYTES)
			memcpy(head.hash.bytes, hash, SB_HASH_BYTES);
	}
	sb_stmt_reset(stmt);
	if (count != SB_HASH_BYTES)
		return sb_fail(err, SB_CORRUPT, _("entry %lld is damaged: run `stockbook check`"), (long long)head.seq);
	*out = head;
	return SB_OK;
}

enum sb_status sb_book_head(struct sb_book *book, int64_t *seq, struct sb_hash *hash, struct sb_error *err)
{
	struct sb_head head;

	TRY(sb_head_get(book->db, &head, err));
	*seq = head.seq;
	*hash = head.hash;
	return SB_OK;
}

enum sb_status sb_stock_in(struct sb_book *book, int64_t store, int64_t product, struct sb_stock *out, struct sb_error *err)
{
	struct sb_stock stock = { 0 };
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_stock_get, &stmt, err));
	sb_bind_int(stmt, 1, store);
	sb_bind_int(stmt, 2, product);
	sb_bind_int(stmt, 3, sb_book_now(book));
	TRY(sb_stmt_step(stmt, &row, err));
	if (row) {
		int64_t expired = sb_col_int(stmt, 6);

		stock.on_hand = sb_col_int(stmt, 0);
		stock.held = sb_col_int(stmt, 1) - expired;
		stock.committed = sb_col_int(stmt, 2);
		stock.unavailable = sb_col_int(stmt, 3);
		stock.available = sb_col_int(stmt, 4) + expired;
		stock.version = sb_col_int(stmt, 5);
	}
	sb_stmt_reset(stmt);
	assert(stock.available == stock.on_hand - stock.held - stock.committed - stock.unavailable);
	*out = stock;
	return SB_OK;
}

enum sb_status sb_stock_get(struct sb_book *book, int64_t product, struct sb_stock *out, struct sb_error *err)
{
	return sb_stock_in(book, book->store->store.id, product, out, err);
}

enum sb_status sb_stock_then(struct sb_book *book, int64_t product, int64_t at, int64_t *on_hand, struct sb_error *err)
{
	struct sb_line_state moment = { .counted_at = at };
	struct sb_head head;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_head_get(book->db, &head, err));
	moment.counted_seq = head.seq;
	TRY(sb_line_date(book->db, &moment, err));
	TRY(sb_db_stmt(book->db, sb_sql_stock_then, &stmt, err));
	sb_bind_int(stmt, 1, book->store->store.id);
	sb_bind_int(stmt, 2, product);
	sb_bind_int(stmt, 3, at);
	sb_bind_int(stmt, 4, moment.since_seq);
	TRY(sb_stmt_step(stmt, &row, err));
	*on_hand = row ? sb_col_int(stmt, 0) : 0;
	sb_stmt_reset(stmt);
	return SB_OK;
}
