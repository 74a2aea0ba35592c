/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One thing somebody does: a command with its arguments, or something that happens to the shop. An operation stands for itself, so that
 * any of a list can be left out: what it refers to is looked for when it is done.
 */
#ifndef STOCKBOOK_TESTS_MODEL_OP_H
#define STOCKBOOK_TESTS_MODEL_OP_H

#include "stockbook/base.h"
#include "stockbook/id.h"

/* V(symbol, word, how often) */
#define OP_VERBS(V)                        \
	V(ADD, "add", 50)                  \
	V(EDIT, "edit", 60)                \
	V(ARCHIVE, "archive", 40)          \
	V(RECEIVE, "receive", 120)         \
	V(SELL, "sell", 150)               \
	V(RETURN_IN, "return", 50)         \
	V(RETURN_OUT, "return", 30)        \
	V(REMOVE, "remove", 50)            \
	V(ADJUST, "adjust", 50)            \
	V(ADJUST_TO, "adjust", 40)         \
	V(ASIDE, "adjust", 40)             \
	V(TRANSACT, "transact", 30)        \
	V(UNDO, "undo", 120)               \
	V(UNDO_LAST, "undo", 40)           \
	V(REDO, "undo", 30)                \
	V(IMPORT, "import", 40)            \
	V(RESTART, "restart", 10)          \
	V(REBUILD, "rebuild", 3)           \
	V(BACKUP, "backup", 3)             \
	V(RESTORE, "restore", 3)           \
	V(CLOCK, "the clock goes", 25)     \
	V(WHO, "somebody else acts", 12)

enum verb {
#define V(symbol, word, often) OP_##symbol,
	OP_VERBS(V)
#undef V
	OP_VERB_COUNT
};

#define LINES_MAX 4
#define CODES	  10 /* SKUs that are used again and again */
#define BARCODES  5
#define TAGS	  4
#define TOKENS	  14
#define PEOPLE	  2

/* The fields of a product that the model knows, each as a number. */
enum field { F_SKU, F_NAME, F_BARCODE, F_TAG, F_PRICE, F_COST, F_DECIMALS, F_REORDER, F_NEGATIVE, FIELDS };

struct change {
	bool given[FIELDS];
	int64_t value[FIELDS]; /* SB_NONE: empty */
};

enum named_by { BY_SKU, BY_BARCODE, BY_UUID };

struct op_line {
	enum named_by by;
	unsigned which;
	int64_t qty_milli, price, cost; /* SB_NONE: not given */
};

struct op {
	enum verb verb;
	size_t lines;
	struct op_line line[LINES_MAX];
	struct change change;			      /* add, edit */
	struct change row[LINES_MAX];		      /* import */
	int64_t on_hand[LINES_MAX];		      /* import; SB_NONE: empty */
	int64_t opening;			      /* add; SB_NONE */
	int64_t at;				      /* a moment; SB_NONE: not given */
	int64_t jump_ms;
	int reason;				      /* of the table of reasons; -1: not given */
	int token;				      /* -1: none */
	unsigned pick;				      /* which entry is undone */
};

/* What a shop's day may bring: `before` are the operations so far, some of which are done again with the same token. */
void op_make(struct sb_random *random, const struct op *before, size_t count, int64_t now, struct op *out);

#define CODE_BYTES 24
const char *op_code_text(int64_t sku, char room[CODE_BYTES]);
const char *op_barcode_text(int64_t barcode);
const char *op_tag_text(int64_t tag);
const char *op_person(int who);
/* How a field's value is typed. */
void op_field_text(enum field field, int64_t value, struct sb_buf *out);
/* The file of an import. */
void op_csv(const struct op *op, struct sb_buf *out);

#endif
