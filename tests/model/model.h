/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a book should be, in plain arrays and integers: products, entries, what was sold a day, tokens. It knows nothing of transactions,
 * hashes or SQL; where the book and this disagree, one of them is wrong.
 */
#ifndef STOCKBOOK_TESTS_MODEL_H
#define STOCKBOOK_TESTS_MODEL_H

#include "op.h"
#include "stockbook/entry.h"
#include "stockbook/moment.h"

#define UUID_BYTES 37

struct m_product {
	int64_t seq, version, created_at, updated_at;
	int64_t field[FIELDS];
	int64_t on_hand, aside;
	bool archived;
	char uuid[UUID_BYTES]; /* told by the book */
	bool is_told;	       /* uuid and a code that was given are known */
};

struct m_line {
	int product; /* index */
	enum sb_place from, to;
	int64_t qty, price, cost, after;
	int reason; /* of the table of reasons; -1: none */
};

struct m_entry {
	enum sb_kind kind;
	int64_t occurred_at;
	int who;
	int64_t undoes, undone_by, batch; /* seqs; 0: none */
	int product;			  /* index of the one it changes; -1 */
	struct change set, was;
	int archived; /* 1, 0; -1: leaves it */
	bool redo;
	int64_t first_at; /* undo: when what is undone, or brought back, happened */
	struct m_line line[LINES_MAX];
	size_t lines;
};

struct m_day {
	int product;
	int64_t day, sold, revenue;
};

struct m_token {
	int64_t seq; /* 0: not used */
	uint64_t print;
};

struct model {
	int64_t now;
	const struct sb_zone *zone;
	bool allow_negative;
	int who;
	struct m_product *product;
	int products;
	struct m_entry *entry; /* seq - 1 */
	int64_t entries;
	struct m_day *day;
	int days;
	struct m_token token[TOKENS];
};

/* A book just made: two entries. */
struct model *model_new(int64_t now, const struct sb_zone *zone, bool allow_negative);
struct model *model_copy(const struct model *model);
void model_free(struct model *model);

/* What the words of an operation mean now. */
struct meaning {
	int product[LINES_MAX]; /* index; -1: there is no such product */
	int64_t entry;		/* to be undone; 0: there is none */
};
void model_understand(const struct model *model, const struct op *op, struct meaning *out);

struct answer {
	enum sb_status status;
	bool replayed;
	int64_t seq; /* 0: nothing was written */
};
/* Does it; after anything but SB_OK the model is to be thrown away. */
struct answer model_do(struct model *model, const struct op *op);

/* The newest entry of who acts that can be undone, or whose undoing can be undone; 0: none. */
int64_t model_undoable(const struct model *model, bool undo);
/* Sold in the 14 days up to today, as far as the book keeps them. */
int64_t model_sold_14(const struct model *model, int product);

/* ---- among the files of the model ---- */

/* With what an entry is asked for. */
struct asked {
	int token; /* -1 */
	uint64_t print;
	int64_t at;
	bool physical;
};
#define NOT_ASKED { .token = -1, .at = SB_NONE }

/* The rules, and if they hold the entry. `out` as model_do. */
enum sb_status model_put(struct model *model, const struct m_entry *draft, const struct asked *asked, struct answer *out);
struct m_entry model_draft(enum sb_kind kind);
/* Only what differs from the product stays in it, with what it was; false: nothing. */
bool model_find_changes(const struct m_product *product, const struct change *given, struct m_entry *draft);
bool model_is_code_free(const struct model *model, enum field field, int64_t value, int except);
int model_find(const struct model *model, enum field field, int64_t value);
bool model_fits_decimals(int64_t milli, int64_t decimals);
enum sb_status model_undo(struct model *model, int64_t seq, const struct asked *asked, struct answer *out);
enum sb_status model_import(struct model *model, const struct op *op, const struct asked *asked, struct answer *out);

#endif
