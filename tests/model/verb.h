/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What can be done, as rows of tables: how often, how its arguments come about by chance, how they are typed, and what it does to the
 * model. What it does to the book is the command of that word; what is no command says that itself. A new command is a row.
 */
#ifndef STOCKBOOK_TESTS_MODEL_VERB_H
#define STOCKBOOK_TESTS_MODEL_VERB_H

#include "model.h"

struct game;
struct verb;

/* The arguments of a command: positional ones have no name. */
#define ARGS_MAX 48
struct arguments {
	size_t count;
	struct {
		const char *name;
		char text[160];
		int product; /* index of the one meant, for it is part of what is asked; -1: none */
	} of[ARGS_MAX];
};

enum {
	VERB_TIME = 1,	     /* --at */
	VERB_TOKEN = 2,	     /* --token */
	VERB_REASON = 4,     /* --reason, one of the table */
	VERB_PRODUCTS = 8,   /* names products, which must be there */
	VERB_QUANTITIES = 16, /* and a quantity of each, in its unit */
	VERB_ZERO = 32,	     /* which may be nothing */
	VERB_ENTRY = 64,     /* names an entry, which must be there */
	VERB_ROWS = 128,     /* reads a file */
	VERB_CODE = 256,     /* names a product as it was scanned, if any has that code */
	VERB_COUNT = 512,    /* is about a stock count */
	VERB_ORDER = 1024,   /* is about a purchase order */
};

struct verb {
	const char *word; /* of the command, or what happens */
	int often;
	enum work by;
	unsigned flags;
	void (*make)(struct sb_random *random, struct op *out);
	/* The entry meant: to be undone, or of a hold or a transfer; 0: there is none, SB_NONE: it may not be. */
	int64_t (*name)(const struct model *model, const struct op *op);
	/* Fills in what depends on what is named; NULL: nothing does. */
	void (*settle)(const struct model *model, const struct meaning *meaning, struct op *op);
	/* What belongs to this command only, before time, reason and token. */
	void (*tell)(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out);
	enum sb_status (*act)(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out);
	/* Whether it can be asked for at all; NULL: it can. */
	bool (*can)(const struct model *model, const struct op *op);
	/* Something looked at before it is done, and what is done instead of a command: false if book and model differ. */
	bool (*before)(struct game *game, const struct op *op);
	bool (*happen)(struct game *game, const struct op *op);
};

struct verbs {
	const struct verb *of;
	size_t count;
};
#define VERBS_MAX 80
/* In the order of the tables; NULL: there are no more. */
const struct verb *verb_numbered(size_t number);
extern const struct verbs verbs_product, verbs_stock, verbs_undo, verbs_hold, verbs_store, verbs_count, verbs_order, verbs_user, verbs_reason, verbs_world;

/* What a shop's day may bring: `before` are the operations so far, some of which are done again with the same token. */
void op_make(struct sb_random *random, const struct op *before, size_t count, int64_t now, struct op *out);
/* The operation as it is done now: settled, with quantities that fit the units of its products as far as it wants that. */
struct op verb_settled(const struct model *model, const struct op *op);
/* The whole line of a command. */
void verb_arguments(const struct model *model, const struct op *op, struct arguments *out);
/* The operation as it would be typed now. */
void verb_print(const struct model *model, const struct op *op, struct sb_buf *out);
/* Does it to the model; after anything but SB_OK the model is to be thrown away. */
struct answer verb_act(struct model *model, const struct op *op);

/* ---- for tell ---- */

void tell(struct arguments *out, const char *name, const char *text);
void tell_number(struct arguments *out, const char *name, int64_t number);
void tell_qty(struct arguments *out, const char *name, int64_t milli);
void tell_money(struct arguments *out, const char *name, int64_t minor);
/* The product, or the code that was scanned. */
void tell_product(const struct model *model, const struct op *op, const struct meaning *meaning, size_t line, struct arguments *out);
/* PRODUCT QTY … */
void tell_pairs(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out);

#endif
