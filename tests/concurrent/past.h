/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The small sequential model: the journal's entries one after the other, and after each of them what stock, holds and transfers were.
 * It knows places and sums, nothing of how the book works; whether an entry was allowed where it stands is judge.h's question.
 */
#ifndef STOCKBOOK_TESTS_PAST_H
#define STOCKBOOK_TESTS_PAST_H

#include "history.h"

enum { FACT_LINES = 8 };

struct fact_line {
	int product;
	enum sb_place from, to;
	int64_t qty_milli, on_hand_after;
};

/* An entry of the journal. */
struct fact {
	int64_t seq, subject, undoes, occurred_at, recorded_at;
	enum sb_kind kind;
	int store; /* -1: none */
	struct fact_line lines[FACT_LINES];
	size_t count;
};

/* Held stock that will be free at a time. */
struct due {
	int64_t expires_at, held;
};

/* From this entry on until the next of its track. */
struct stock_at {
	int64_t seq, on_hand, held, committed, version;
	size_t first_due, due_count;
};
struct hold_at {
	int64_t seq, held, committed;
};
struct sending_at {
	int64_t seq, rest;
};

#define TRACK(type)             \
	struct {                \
		struct type *at; \
		size_t count, room; \
	}

struct stock_past {
	TRACK(stock_at) track;
	size_t *open; /* numbers of the holds that hold some of it now */
	size_t open_count, open_room;
};
struct hold_past {
	int64_t seq, expires_at; /* SB_NONE: never */
	int store, product;
	TRACK(hold_at) track;
};
struct sending_past {
	int64_t seq;
	int from, product;
	TRACK(sending_at) track;
};

struct past {
	struct fact *facts; /* of entry 1 first */
	int64_t head;
	int64_t *undone; /* by which entry; 0: not */
	struct stock_past stock[HISTORY_STORES][HISTORY_PRODUCTS];
	TRACK(hold_past) holds;
	TRACK(sending_past) sendings;
	TRACK(due) due;
};

struct past_names {
	int64_t stores[HISTORY_STORES], products[HISTORY_PRODUCTS];
};

/* Reads the journal; nothing is applied yet. Ends the test on failure. */
void past_read(struct past *past, struct sb_book *book, const struct past_names *names);
/* The next entry happens; `expires_ms` of a hold it places, else SB_NONE. */
void past_step(struct past *past, const struct fact *fact, int64_t expires_ms);
void past_release(struct past *past);

const struct stock_at *past_stock(const struct past *past, int store, int product); /* now */
struct hold_past *past_hold(const struct past *past, int64_t seq);		    /* NULL: none */
struct sending_past *past_sending(const struct past *past, int64_t seq);
static inline int64_t stock_free(const struct stock_at *stock)
{
	return stock->on_hand - stock->held - stock->committed;
}
/* Of what was held then, how much had expired at a time. */
int64_t past_expired(const struct past *past, const struct stock_at *stock, int64_t at_ms);

#endif
