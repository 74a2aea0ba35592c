/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A book: an append-only journal of entries and the tables derived from it. This is where facts are
 * recorded; every rule of the trade is checked here, inside the transaction that writes, so no door and no
 * race can get around it. Queries for people are lists (list.h).
 */
#ifndef STOCKBOOK_BOOK_H
#define STOCKBOOK_BOOK_H

#include "stockbook/arena.h"
#include "stockbook/db.h"
#include "stockbook/entry.h"
#include "stockbook/money.h"
#include "stockbook/moment.h"

struct sb_book;

/* What the world supplies; borrowed, outlives the book. */
struct sb_world {
	int64_t (*now)(void *context);
	void *context;
	struct sb_random *random;
	const struct sb_numbers *numbers; /* how people write them, for what they are told; NULL: plainly */
};

struct sb_book_new {
	const char *currency;	/* "EUR" */
	const char *store_code; /* "MAIN" */
	const char *store_name;
	const char *zone;
	bool allow_negative;
	const char *who, *station;
};

/* Makes a book with its first store. Errors as sb_db_open, and SB_INVALID (currency, zone, code). */
enum sb_status sb_book_create(const char *where, const struct sb_book_new *what, const struct sb_world *world,
			      struct sb_book **out, struct sb_error *err) SB_CHECKED;
/* Opens (mode SB_DB_WRITE or SB_DB_READ) and works for the first store. */
enum sb_status sb_book_open(const char *where, const struct sb_db_options *options, const struct sb_world *world,
			    struct sb_book **out, struct sb_error *err) SB_CHECKED;
void sb_book_close(struct sb_book *book);
SB_OWNABLE(book, sb_book_close)

struct sb_store {
	int64_t id;
	const char *code, *name;
	const struct sb_zone *zone;
	bool allow_negative;
};
/* The store worked for; borrowed until use_store or close. */
const struct sb_store *sb_book_store(const struct sb_book *book);
enum sb_status sb_book_use_store(struct sb_book *book, const char *code, struct sb_error *err) SB_CHECKED;
const struct sb_currency *sb_book_currency(const struct sb_book *book);
struct sb_db *sb_book_db(struct sb_book *book);
int64_t sb_book_now(const struct sb_book *book);
struct sb_random *sb_book_random(const struct sb_book *book);
/* Who acts and where from now on (copied). */
void sb_book_act_as(struct sb_book *book, const char *who, const char *station);
/* How many products are not archived. */
enum sb_status sb_book_product_count(struct sb_book *book, int64_t *out, struct sb_error *err) SB_CHECKED;
/* seq and chain hash of the last entry. */
enum sb_status sb_book_head(struct sb_book *book, int64_t *seq, struct sb_hash *hash, struct sb_error *err) SB_CHECKED;

/*
 * Recording. What is to be recorded is a draft; the book adds seq, id, recorded_at, store, who and station.
 * A line whose from and to are 0 takes those of its kind. Lines for one product are summed before stock is checked.
 */
struct sb_draft {
	enum sb_kind kind;
	int64_t occurred_at; /* SB_NONE: now; at most a minute ahead, else SB_INVALID */
	const char *note, *token, *body; /* NULL: none; body NULL: {} */
	const struct sb_hash *fingerprint; /* with a token: what was asked */
	int64_t subject, undoes, batch; /* SB_NONE: none */
	int64_t seen; /* of a change: the last entry it takes into account, SB_NONE: all. Others changed the same since: SB_STALE tells both */
	const struct sb_line *lines;
	size_t line_count;
	bool physical; /* what is known to be there or gone (adjust to a count): may go below what is free */
};
#define SB_DRAFT(kind_) { .kind = (kind_), .occurred_at = SB_NONE, .subject = SB_NONE, .undoes = SB_NONE, .batch = SB_NONE, .seen = SB_NONE }

/* Dated by hand so long before it was recorded, something is told late: what is physically so posts, whatever was set aside since. */
#define SB_LATE_MS 60000

struct sb_outcome {
	int64_t seq;
	struct sb_id id;
	enum sb_kind kind;
	int64_t occurred_at;
	bool replayed;	     /* the token was seen before with the same fingerprint; nothing was written */
	bool went_negative; /* less than nothing is free: it was allowed, or physically so; worth a warning */
	int64_t absorbed_by; /* the count that absorbs what happened before it: on hand stays as counted; 0: none */
};

/* One transaction of one or many entries. Freed without commit it leaves nothing behind. */
struct sb_write;
enum sb_status sb_write_begin(struct sb_book *book, struct sb_write **out, struct sb_error *err) SB_CHECKED;
/*
 * Checks the rules and records. Errors: SB_SHORT_STOCK (names product, free and asked), SB_REFUSED (undone already, archived, …),
 * SB_CONFLICT (token used for something else), SB_STALE, SB_INVALID, SB_NOT_FOUND. After an error nothing of this entry is there and the transaction
 * goes on.
 */
enum sb_status sb_write_record(struct sb_write *write, const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
/* What record() would answer for a token seen before, whatever has become of the book since. SB_CONFLICT. */
enum sb_status sb_write_replay(struct sb_write *write, const char *token, const struct sb_hash *fingerprint, bool *found,
			       struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
enum sb_status sb_write_commit(struct sb_write *write, struct sb_error *err) SB_CHECKED; /* then free it */
void sb_write_free(struct sb_write *write);
SB_OWNABLE(write, sb_write_free)
struct sb_book *sb_write_book(struct sb_write *write);

/* begin, record, commit */
enum sb_status sb_book_post(struct sb_book *book, const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err) SB_CHECKED;

/* Reads one entry with its lines into the arena. SB_NOT_FOUND. */
enum sb_status sb_entry_get(struct sb_book *book, int64_t seq, struct sb_arena *arena, struct sb_entry *out, struct sb_error *err) SB_CHECKED;
/* "1234" or a UUID (or its beginning of at least 8 characters) to a seq. SB_NOT_FOUND, SB_AMBIGUOUS, SB_INVALID. */
enum sb_status sb_entry_find(struct sb_book *book, const char *word, int64_t *out, struct sb_error *err) SB_CHECKED;
/* The entry that undoes this one; SB_NONE: none does. */
enum sb_status sb_entry_undone_by(struct sb_db *db, int64_t seq, int64_t *out, struct sb_error *err) SB_CHECKED;
/* The entry a token was given to; SB_NONE: none. */
enum sb_status sb_entry_by_token(struct sb_book *book, const char *token, int64_t *out, struct sb_error *err) SB_CHECKED;
/* "sold 6 × 85123A White hanging heart", translated, for messages and the journal. */
enum sb_status sb_entry_describe(struct sb_book *book, int64_t seq, struct sb_buf *out, struct sb_error *err) SB_CHECKED;
/* What it says besides moving stock, in words: "Supplier" "Rhine", "Expected" "2026-12-04", "Changed" "Price: 7.50 → 9.00, Bin: → A 7". What its
 * sentence and its lines say already may be said again. Texts lie in the arena. */
enum { SB_ENTRY_FACTS_MAX = 12 };
struct sb_entry_fact {
	const char *label, *text; /* translated */
};
struct sb_entry_facts {
	struct sb_entry_fact rows[SB_ENTRY_FACTS_MAX];
	size_t count;
};
struct sb_style;
enum sb_status sb_entry_facts(struct sb_book *book, const struct sb_entry *entry, const struct sb_style *style, struct sb_arena *arena,
			      struct sb_entry_facts *out, struct sb_error *err) SB_CHECKED;

/*
 * Undoes an entry with all that belongs to it: a batch with its entries, a product with its opening stock. SB_REFUSED, SB_SHORT_STOCK, SB_DUPLICATE say
 * why not. Up to a thousand entries are one transaction; more are taken back in chunks, and undoing again goes on where that stopped.
 */
enum sb_status sb_book_undo(struct sb_book *book, int64_t seq, const char *token, const struct sb_hash *fingerprint,
			    struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
/* What is to be undone to take an entry back: itself, or the entry that brought it back last. */
enum sb_status sb_entry_standing(struct sb_book *book, int64_t seq, int64_t *out, struct sb_error *err) SB_CHECKED;
/* The newest entry of this person at this station that can be undone (undo = true) or whose undoing can be undone (false). SB_NOT_FOUND. */
enum sb_status sb_book_undoable(struct sb_book *book, bool undo, int64_t *out, struct sb_error *err) SB_CHECKED;

/* Stock of a product in the store worked for. */
struct sb_stock {
	int64_t on_hand, held, committed, unavailable, available, version; /* thousandths */
};
/* Whether so much left is low: no more than the reorder point; SB_NONE: there is none. */
static inline bool sb_stock_is_low(int64_t available, int64_t reorder_point)
{
	return reorder_point != SB_NONE && available <= reorder_point;
}
enum sb_status sb_stock_get(struct sb_book *book, int64_t product, struct sb_stock *out, struct sb_error *err) SB_CHECKED;
/* On hand at a moment as the book tells it now, with what happened at that very time. */
enum sb_status sb_stock_then(struct sb_book *book, int64_t product, int64_t at, int64_t *on_hand, struct sb_error *err) SB_CHECKED;

/*
 * check: each finding is one sentence given to report(); SB_CORRUPT if there was any. Verifies the database's own integrity, the
 * hash chain, that places sum to zero, that derived tables equal a replay, and that nothing available is negative unless
 * allowed. rebuild: drops and replays the derived tables in one transaction. Both say how far they are.
 */
struct sb_check_summary {
	int64_t entries, products, findings;
	struct sb_hash head;
};
enum sb_status sb_book_check(struct sb_book *book, const struct sb_progress *progress,
			     void (*report)(const char *finding, void *context), void *context,
			     struct sb_check_summary *out, struct sb_error *err) SB_CHECKED;
enum sb_status sb_book_rebuild(struct sb_book *book, const struct sb_progress *progress, int64_t *entries, struct sb_error *err) SB_CHECKED;
/* Batches that a crash left unfinished are compensated. Opening for writing does that; this says how many entries were taken back then and now. A batch
 * whose writer still runs is left alone. */
enum sb_status sb_book_recover(struct sb_book *book, int64_t *undone, struct sb_error *err) SB_CHECKED;

#endif
