/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies inside a book and an open write; for the files of this folder that record, undo, check and rebuild. */
#ifndef SB_BOOK_INSIDE_H
#define SB_BOOK_INSIDE_H

#include "stockbook/book.h"

/* A store with what recording needs of it; lives as long as the book is open. Only the name and whether stock may be negative ever change. */
struct sb_known_store {
	struct sb_store store;
	struct sb_id uuid;
	char *code, *name;
	struct sb_zone *zone;
};

/* A reason of the shop's own; lives as long as the book is open, for what it means never changes. */
struct sb_known_reason {
	struct sb_reason reason;
	char *word, *label;
};

/* The end of the chain. In an empty book seq is 0 and the hash all zeros. */
struct sb_head {
	int64_t seq, recorded_at;
	struct sb_hash hash;
};

#define SB_WORDS_SLOTS 65536 /* a power of two */

/* What the search index and its words are to become at the end of the transaction (search_index.h). */
struct sb_search_change;
struct sb_search_state {
	struct sb_search_change *changes;
	size_t count, cap;
	struct sb_arena *texts; /* of the changes */
	uint64_t *words;	/* digests of words that are known; SB_WORDS_SLOTS of them, 0: free */
	size_t word_count;
};

/* Who was let in to do something (admit.h); what the user may do is looked at again whenever something is written. */
struct sb_admitted {
	bool is_known; /* false: the book itself acts, taking back what was left unfinished */
	int64_t user;  /* 0: the book has no users */
	int role;      /* an enum sb_role */
};

struct sb_book {
	struct sb_db *db;
	const struct sb_world *world;
	const struct sb_currency *currency;
	struct sb_known_store **stores;
	size_t store_count;
	const struct sb_known_store *store; /* worked for */
	struct sb_known_reason **reasons;   /* those that were asked for */
	size_t reason_count;
	char *who, *station;
	int64_t active_until; /* in this write it is noted of `who` that they did something before this entry */
	struct sb_admitted admitted;
	struct sb_arena *scratch; /* of the open write */
	struct sb_search_state search;
	int64_t next_code; /* the number to try for the next SKU given; 0: not known */
	int64_t recovered; /* entries taken back when the book was opened, not told yet */
	bool is_writing;
};

struct sb_write {
	struct sb_book *book;
	struct sb_arena *arena; /* what one entry needs; borrowed from the book */
	struct sb_head head;
	int64_t products_more;	 /* products added less products archived */
	int64_t batch;		 /* a batch known to be open; 0: none */
	struct sb_id batch_uuid;
	int64_t store; /* whose row was read in this transaction and is as it was; 0: none */
	bool is_open;
	struct sb_error spoiled; /* status is not SB_OK once a statement failed half-way: nothing can be kept */
};

/* The store with this id; SB_CORRUPT if the book has none such. Borrowed until the book is closed. */
enum sb_status sb_store_known(struct sb_book *book, int64_t id, const struct sb_known_store **out, struct sb_error *err) SB_CHECKED;
/* The same with its row read again, for others may have changed it. SB_REFUSED: it was taken back. */
enum sb_status sb_store_fresh(struct sb_book *book, int64_t id, const struct sb_known_store **out, struct sb_error *err) SB_CHECKED;
void sb_stores_forget(struct sb_book *book);
void sb_reasons_forget(struct sb_book *book);
/* Its row and, if it is new, rows of stock for every product; or none of them if it is gone. */
struct sb_store_state;
enum sb_status sb_store_row_put(struct sb_book *book, const struct sb_store_state *state, bool is_new, struct sb_error *err) SB_CHECKED;
/* The row that the first entry of a book makes. */
struct sb_effect;
enum sb_status sb_book_row_insert(struct sb_db *db, const struct sb_effect *effect, struct sb_error *err) SB_CHECKED;
enum sb_status sb_head_get(struct sb_db *db, struct sb_head *out, struct sb_error *err) SB_CHECKED;

#endif
