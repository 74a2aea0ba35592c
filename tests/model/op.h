/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One thing somebody does: a command with its arguments, or something that happens to the shop. An operation stands for itself, so that
 * any of a list can be left out: what it refers to is looked for when it is done.
 */
#ifndef STOCKBOOK_TESTS_MODEL_OP_H
#define STOCKBOOK_TESTS_MODEL_OP_H

#include "stockbook/base.h"
#include "stockbook/id.h"

#define LINES_MAX 4
#define CODES	  10 /* SKUs that are used again and again */
#define BARCODES  5
#define TAGS	  4
#define TOKENS	  20
#define PEOPLE	  4
#define STORES	  4 /* codes of stores; the first is that of the book's first one */
#define ORDERS	  3
#define ZONES	  2
#define ODD_CODES 2
#define BINS	  20
#define SUPPLIERS 3
#define REASONS	  10 /* in the table; behind them those a shop may add */
#define OWN_REASONS 3
/* A difference of so much, of tenths of a percent of what was expected, of what it is worth. */
enum tolerance { TOL_QTY, TOL_PERCENT, TOL_WORTH, TOLERANCES };
/* What is agreed with a supplier; the first is what it is called by. */
enum term { TERM_CODE, TERM_LEAD_DAYS, TERM_MINIMUM, TERM_RETIRED, TERMS };

/* What is said with yes, if it is said. */
enum option {
	OP_BLIND = 1,
	OP_ZERO = 2,	 /* what was never counted is taken for gone */
	OP_ABSOLUTE = 4, /* all that this person has counted of it */
	OP_MORE = 8,	 /* more of what is counted again */
	OP_DROP = 16,	 /* a code is nothing the shop keeps */
	OP_FORCE = 32,
	OP_NAMED = 64, /* an entry of the one meant */
	OP_ALL = 128,
	OP_CLOSE = 256,
	OP_BY_CODE = 512, /* of a supplier */
	OP_SUGGESTED = 1024,
	OP_SHRINKS = 4096,
	OP_DEMANDS = 8192,
	OP_TIED = 2048, /* at the very time of something else about the product */
};

/* The fields of a product that the model knows, each as a number. */
enum field { F_SKU, F_NAME, F_BARCODE, F_TAG, F_PRICE, F_COST, F_DECIMALS, F_REORDER, F_NEGATIVE, F_SUPPLIER, FIELDS };
/* The fields that a store may plan. */
enum plan { PLAN_REORDER, PLAN_UP_TO, PLAN_BIN, PLANS };

struct change {
	bool given[FIELDS];
	int64_t value[FIELDS]; /* SB_NONE: empty */
};

struct planned {
	bool given[PLANS];
	int64_t value[PLANS];
};

/* The next two by UUID too: of the hold, transfer, order or count named, and one of which nothing is on hand. The last is a code that no
 * product ever has. */
enum named_by { BY_SKU, BY_BARCODE, BY_UUID, BY_PART, BY_IDLE, BY_ODD };

struct op_line {
	enum named_by by;
	unsigned which;
	int64_t qty_milli, price, cost; /* SB_NONE: not given */
	bool is_fine;			/* a half less, if the product's unit has halves */
};

struct op {
	const struct verb *verb;
	size_t lines;
	struct op_line line[LINES_MAX];
	struct change change;	    /* add, edit */
	struct change row[LINES_MAX];	    /* import */
	int64_t on_hand[LINES_MAX]; /* import; SB_NONE: empty */
	int64_t opening;	    /* add; SB_NONE */
	int64_t at;		    /* a moment; SB_NONE: not given */
	int64_t jump_ms;
	int reason;		    /* of the table of reasons, or behind it one of the shop's; -1: not given */
	int token;		    /* -1: none */
	bool is_again;		    /* what it names is what it named when the token was used first */
	unsigned pick;		    /* which entry, hold or transfer */
	struct planned plan;
	int store;	   /* a code: of a new store, of the one changed, gone to or worked for */
	int64_t name;	   /* of a store; SB_NONE: not given */
	int negative;	   /* 1, 0; -1: not given */
	int order;	   /* -1: none */
	int64_t expires_s; /* SB_NONE: not given */
	bool is_optimistic;
	unsigned options;
	int scope;		      /* of a count: enum sb_count_scope */
	int64_t tolerance[TOLERANCES]; /* SB_NONE: not given */
	int supplier;		      /* which name or code */
	int64_t terms[TERMS];	      /* of a supplier; SB_NONE: not given */
	int64_t day;		      /* of delivery; SB_NONE */
	int person;
	int role;    /* enum sb_role */
	int retired; /* 1, 0; -1: not given */
	int own, direction; /* of a reason added: which word, which way */
};

/* ---- as typed ---- */

#define CODE_BYTES 24
const char *op_code_text(int64_t sku, char room[CODE_BYTES]);
const char *op_barcode_text(int64_t barcode);
const char *op_odd_text(int64_t code);
const char *op_supplier(int64_t name);
const char *op_supplier_code(int64_t code);
const char *op_person(int who);
const char *op_reason(int reason);
const char *op_store_code(int store);
const char *op_zone(int zone);
/* How a value is typed. */
void op_field_text(enum field field, int64_t value, struct sb_buf *out);
void op_plan_text(enum plan field, int64_t value, struct sb_buf *out);
/* The file of an import. */
void op_csv(const struct op *op, struct sb_buf *out);

/* ---- by chance ---- */

int64_t op_below(struct sb_random *random, int64_t limit);
bool op_chance(struct sb_random *random, int percent);
int64_t op_any_qty(struct sb_random *random);
int64_t op_any_jump(struct sb_random *random);
/* Between 1 and `most` products. */
void op_any_lines(struct sb_random *random, size_t most, struct op *out);
/* Few of each and without money; of what is named beside them, if anything is. */
void op_few_lines(struct sb_random *random, bool of_parts, struct op *out);
void op_any_signs(struct sb_random *random, struct op *out);
void op_any_change(struct sb_random *random, bool is_whole, struct change *out);
/* Rows of a file. */
void op_any_rows(struct sb_random *random, struct op *out);
void op_any_plan(struct sb_random *random, struct planned *out);

#endif
