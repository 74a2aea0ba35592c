/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a book should be, in plain arrays and integers: products, stores, entries, holds, transfers, what was sold a day, tokens. It knows
 * nothing of transactions, hashes or SQL; where the book and this disagree, one of them is wrong.
 */
#ifndef STOCKBOOK_TESTS_MODEL_H
#define STOCKBOOK_TESTS_MODEL_H

#include "model_count.h"
#include "model_hold.h"
#include "model_order.h"
#include "model_reason.h"
#include "model_user.h"
#include "op.h"
#include "stockbook/moment.h"
#include "stockbook/valuation.h"

#define UUID_BYTES	37
#define STORES_MAX	7		/* in a book, those taken back included */
#define ENTRY_LINES_MAX 128 /* a posted count has a line for each product, and each may be absorbed by another */

struct m_stock {
	int64_t on_hand, aside, held, committed, version; /* held: as recorded */
};

struct m_product {
	int64_t seq, version, created_at, updated_at;
	int64_t field[FIELDS];
	struct m_stock in[STORES_MAX];
	int64_t plan[STORES_MAX][PLANS]; /* SB_NONE: as the product says */
	int64_t worth, worth_of; /* what goods of it have cost, in thousandths, and how many of them */
	bool archived;
	char uuid[UUID_BYTES]; /* told by the book */
	bool is_told;	       /* uuid and a code that was given are known */
};

struct m_store {
	int64_t seq;
	int code, zone;
	int64_t name; /* SB_NONE: as the code */
	bool allow_negative, is_gone;
};

struct m_line {
	int product; /* index */
	enum sb_place from, to;
	int64_t qty, price, cost, after;
	int reason;	     /* of the table of reasons, or behind it; -1: none */
	int64_t at;	     /* 0: with its entry */
	int64_t absorbed_by; /* seq of the entry that posted the count; 0: an ordinary line */
};

struct m_entry {
	enum sb_kind kind;
	int64_t occurred_at;
	bool is_dated;	/* by hand */
	bool told_late; /* dated by hand to a minute or more before it was recorded */
	int who;
	int store;	       /* index; -1: the whole book */
	int64_t undoes, batch; /* seqs; 0: none */
	int product;	       /* index of the one it changes; -1 */
	struct change set, was;
	int archived; /* 1, 0; -1: leaves it */
	bool has_plan;
	struct planned plan, plan_was;
	int of_store; /* index of the store it changes; -1 */
	bool has_name;
	int64_t name, name_was;
	int negative, negative_was; /* -1: leaves it */
	int gone;		    /* 1, 0; -1: leaves it */
	int hold;		    /* index; -1 */
	bool has_reason;	    /* of cancelling */
	int order;		    /* of placing; -1 */
	int64_t expires_ms;	    /* of placing; SB_NONE: never */
	int transfer;		    /* index; -1 */
	int to;			    /* store that goods are sent to; -1 */
	enum sb_kind root;	    /* undo: the kind of what is undone or brought back; else its own */
	bool redo;
	int64_t first_at; /* undo: when what is undone, or brought back, happened */
	int64_t root_seq; /* of the first of a chain of undoing; its own */
	int count;	  /* index; -1 */
	int purchase;	  /* index of an order; -1 */
	int supplier;	  /* index; -1 */
	int user;	  /* index; -1 */
	enum sb_role role;
	int retired; /* 1, 0; -1: leaves it */
	int own; /* which reason it adds, or takes back; -1 */
	struct m_meant meant;
	struct m_terms terms, terms_was;
	bool has_day;
	int64_t day, day_was; /* SB_NONE: not known */
	struct m_scan scan; /* of counting; of resolving its code, product and place */
	struct m_line line[ENTRY_LINES_MAX];
	size_t lines;
};

struct m_transfer {
	int64_t seq;
	int from, to;
	struct m_sent {
		int product;
		int64_t sent, received, lost;
	} line[LINES_MAX];
	size_t lines;
};

struct m_day {
	int product, store;
	int64_t day, sold, revenue;
};

struct m_token {
	int64_t seq; /* 0: not used */
	uint64_t print;
};

struct model {
	int64_t now;
	struct sb_zone *const *zone; /* ZONES of them */
	int who, store;		     /* who acts, and for which store */
	bool allow_negative;	     /* of a new store */
	enum sb_cost_rule costs;     /* what deliveries do to the cost of their products */
	struct m_product *product;
	int products;
	struct m_entry *entry; /* seq - 1; never changed, so that a trial shares them */
	int64_t entries, room;
	int64_t recorded_at; /* of the newest: never decreases though the clock may */
	int64_t *undone_by; /* seq - 1; 0: nothing */
	struct m_day *day;
	int days;
	struct m_hold *hold;
	int holds;
	struct m_transfer *transfer;
	int transfers;
	struct m_store at[STORES_MAX];
	int stores;
	struct m_count *count;
	int counts;
	struct m_scan *scan; /* in order of their entries */
	int scans;
	struct m_truth *truth;
	int truths;
	struct m_supplier *supplier;
	int suppliers;
	struct m_purchase *purchase;
	int purchases;
	struct m_wanted *wanted; /* lines of orders */
	int wanteds;
	struct m_own own[OWN_REASONS];
	struct m_user user[PEOPLE];
	int users;
	struct m_token token[TOKENS];
};

/* A book just made: two entries. */
struct model *model_new(int64_t now, struct sb_zone *const *zones, bool allow_negative);
struct model *model_copy(const struct model *model);
void model_free(struct model *model);
/*
 * Something is tried on a copy that shares the entries. Keeping it frees the model it came from, dropping it leaves that as it was.
 */
struct model *model_try(struct model *model);
struct model *model_keep(struct model *model, struct model *trial);
struct model *model_drop(struct model *model, struct model *trial);

/* What the words of an operation mean now. */
struct meaning {
	int product[LINES_MAX]; /* index; -1: there is no such product */
	int64_t entry;		/* to be undone, or of a hold or transfer; 0: there is none, SB_NONE: it may not be */
};

struct answer {
	enum sb_status status;
	bool replayed;
	int64_t seq; /* 0: nothing was written */
};

/* With what an entry is asked for. */
struct asked {
	int token; /* -1 */
	uint64_t print;
	int64_t at;
	bool physical;
};
#define NOT_ASKED { .token = -1, .at = SB_NONE }

/* ---- model_undo.c ---- */

/* The entry and what belongs to it. */
enum sb_status model_undo(struct model *model, int64_t seq, const struct asked *asked, struct answer *out);
/* What is to be undone to take something back: itself, or what brought it back last. */
int64_t model_standing(const struct model *model, int64_t seq);
/* The newest entry of who acts that can be undone, or whose undoing can be undone; 0: none, SB_NONE: what came of a hold stays. */
int64_t model_undoable(const struct model *model, bool undo);
/* ---- model_state.c ---- */

int model_find(const struct model *model, enum field field, int64_t value);
bool model_is_code_free(const struct model *model, enum field field, int64_t value, int except);
bool model_fits_decimals(int64_t milli, int64_t decimals);
struct m_entry model_draft(enum sb_kind kind);
/* Writes nothing of it; true: the token was used, and `status` with *out is the answer. */
bool model_replays(const struct model *model, const struct asked *asked, struct answer *out, enum sb_status *status);
/* The rules, and if they hold the entry. */
enum sb_status model_put(struct model *model, const struct m_entry *draft, const struct asked *asked, struct answer *out);

/* ---- model_stock.c ---- */

int64_t model_available(const struct m_stock *stock); /* as recorded */
bool model_is_stock(enum sb_place place);
/* What the line adds to what is on hand. */
int64_t model_delta(const struct m_line *line);
int model_reason(const char *word);
/* Sold in the 14 days up to today, as far as the book keeps them. */
int64_t model_sold_14(const struct model *model, int product, int store);
enum sb_status model_move_all(struct model *model, struct m_entry *entry, bool physical);

/* ---- model_product.c ---- */

/* Only what differs from the product stays in it, with what it was; false: nothing. */
bool model_find_changes(const struct m_product *product, const struct change *given, struct m_entry *draft);
enum sb_status model_check_product(const struct model *model, const struct m_entry *draft);
/* Entries of the model are numbered from 1 and this one is written already. */
void model_change_product(struct model *model, const struct m_entry *entry);
bool model_has_stock(const struct model *model, int product);

/* ---- model_store.c ---- */

int model_find_store(const struct model *model, int code); /* -1: there is none */
int64_t model_planned(const struct model *model, int product, int store, enum plan field);
/* On its way to the store. */
int64_t model_coming(const struct model *model, int product, int store);
/* Whether the store may change so. */
enum sb_status model_check_store(const struct model *model, const struct m_entry *draft);
void model_change_store(struct model *model, const struct m_entry *entry);
/* A transfer's lines against what is on its way. */
enum sb_status model_carry(struct model *model, struct m_entry *entry);
const char *model_transfer_status(const struct m_transfer *transfer);

#endif
