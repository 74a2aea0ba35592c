/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Holds: stock set aside for an order. Held stock has an expiry and stops counting the moment that has come, whether or
 * not it was recorded; a write that needs what became free records the expiry first, in its own transaction, so a clock
 * set back revives nothing. Allocated stock is committed until it is handed over (a sale) or cancelled. Every part of a
 * hold resolves once.
 */
#ifndef STOCKBOOK_HOLD_H
#define STOCKBOOK_HOLD_H

#include "stockbook/book.h"

/* Words are written to books. H(symbol, word, label) */
#define SB_HOLD_STATES(H)                            \
	H(HELD, "held", N_("held"))                  \
	H(ALLOCATED, "allocated", N_("allocated"))   \
	H(FULFILLED, N_("fulfilled"), N_("handed over")) \
	H(RELEASED, "released", N_("released"))      \
	H(CANCELLED, "cancelled", N_("cancelled"))   \
	H(EXPIRED, "expired", N_("expired"))

enum sb_hold_status {
#define H(symbol, word, label) SB_HOLD_##symbol,
	SB_HOLD_STATES(H)
#undef H
		SB_HOLD_STATUS_COUNT
};
const char *sb_hold_word(enum sb_hold_status status);
const char *sb_hold_label(enum sb_hold_status status); /* translated */

/* What is left of one product in a hold; in order of products. */
struct sb_hold_part {
	int64_t product;
	int64_t qty_milli; /* as placed */
	int64_t held, committed, fulfilled;
};

struct sb_hold {
	int64_t id; /* seq of the entry that placed it */
	struct sb_id uuid;
	int64_t store;
	enum sb_hold_status status; /* now: expired as soon as its time has come */
	const char *order;          /* NULL: none */
	int64_t placed_at;
	int64_t expires_at; /* SB_NONE: never, it was allocated at once */
	const struct sb_hold_part *parts;
	size_t count;
};

#define SB_HOLD_EXPIRES_MS  INT64_C(300000)
#define SB_HOLD_EXPIRES_MAX (INT64_C(86400000) * 3660)
#define SB_ORDER_BYTES_MAX  200

struct sb_hold_ask {
	enum sb_kind kind;           /* SB_KIND_HOLD_PLACE, SB_KIND_HOLD_ALLOCATE */
	const struct sb_line *lines; /* product and qty_milli; lines for one product are summed */
	size_t line_count;
	int64_t expires_ms;                /* from the placing on; only of HOLD_PLACE */
	const char *order, *note, *token;  /* NULL: none */
	const struct sb_hash *fingerprint; /* with a token: what was asked; NULL: made of the rest */
	bool is_optimistic; /* look before taking the lock and compare versions under it, a few times; else lock, then
			       look */
};
/*
 * Sets aside all of it or nothing. Both strategies give the same answers. With an order and no token, the same order
 * holding the same products and quantities already answers as replayed. Errors as sb_write_record.
 */
enum sb_status sb_hold_place(struct sb_book *book, const struct sb_hold_ask *ask, struct sb_outcome *out,
			     struct sb_error *err) SB_CHECKED;

/* What becomes of a hold: HOLD_CONVERT, _RELEASE, _FULFIL, _CANCEL. */
struct sb_hold_step {
	enum sb_kind kind;
	int64_t hold;
	const struct sb_line
		*lines; /* the part meant (product, qty_milli, prices of a fulfilment); none: all that is left */
	size_t line_count;
	const char *reason; /* of cancelling; NULL: none */
	const char *note, *token;
	const struct sb_hash *fingerprint;
};
/* Errors: SB_CONFLICT (allocated, released … already), SB_REFUSED (expired, not that much left, not allocated yet),
 * SB_NOT_FOUND. */
enum sb_status sb_hold_resolve(struct sb_book *book, const struct sb_hold_step *step, struct sb_outcome *out,
			       struct sb_error *err) SB_CHECKED;

/* Releases so much of each product of what an order holds in the store worked for, its oldest holds first, or without
 * lines all it holds; one entry a hold, all of them or none. *out: the first. SB_REFUSED: it holds less, or nothing. */
enum sb_status sb_hold_release_order(struct sb_book *book, const char *order, const struct sb_hold_step *step,
				     struct sb_outcome *out, struct sb_error *err) SB_CHECKED;

/* Records what has expired, at most `most` holds; *count: how many. Nothing depends on it but tidiness. */
enum sb_status sb_hold_sweep(struct sb_book *book, int64_t most, int64_t *count, struct sb_error *err) SB_CHECKED;
/* When the next hold expires that is not yet recorded to have; may be past. SB_NONE: none is held. */
enum sb_status sb_hold_next_expiry(struct sb_book *book, int64_t *out, struct sb_error *err) SB_CHECKED;

/* By its number. SB_NOT_FOUND. Parts lie in the arena. */
enum sb_status sb_hold_get(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_hold *out,
			   struct sb_error *err) SB_CHECKED;
/* "12", "#12" or a UUID (or its beginning) to a hold's number. SB_NOT_FOUND, SB_AMBIGUOUS, SB_INVALID. */
enum sb_status sb_hold_find(struct sb_book *book, const char *word, int64_t *out, struct sb_error *err) SB_CHECKED;
/* The hold that an entry placed, changed or took back; SB_NONE: none. */
enum sb_status sb_hold_of_entry(struct sb_book *book, const struct sb_entry *entry, int64_t *out,
				struct sb_error *err) SB_CHECKED;

#endif
