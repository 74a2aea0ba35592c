/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Stores, what each plans for a product in place of what the product says, and transfers between them. A transfer takes
 * two steps: sending moves goods from the store into transit, receiving moves them from there into the other store;
 * what never arrives is given up by closing it. Functions that record work within a caller's transaction; what they are
 * given as a draft holds note, time, token and fingerprint, and the lines where stock moves.
 */
#ifndef STOCKBOOK_STORE_H
#define STOCKBOOK_STORE_H

#include "stockbook/product.h"

#define SB_STORE_CODE_BYTES_MAX 32

struct sb_store_new {
	const char *code, *name, *zone;
	bool allow_negative;
};
/* Adds a store with a row of stock for every product. SB_DUPLICATE, SB_INVALID. */
enum sb_status sb_store_add(struct sb_write *write, const struct sb_store_new *what, const struct sb_draft *draft,
			    struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
/* Zone and code stay: days were credited by the one, settings hold the other. name NULL and allow_negative -1: left as
 * it is. Nothing changed: out->seq is 0. */
enum sb_status sb_store_edit(struct sb_write *write, int64_t id, const char *name, int allow_negative,
			     const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
/* By code in any case. SB_NOT_FOUND. Borrowed until the book is closed. */
enum sb_status sb_store_find(struct sb_book *book, const char *code, const struct sb_store **out,
			     struct sb_error *err) SB_CHECKED;
/* By the seq of the entry that added it. */
enum sb_status sb_store_get(struct sb_book *book, int64_t id, const struct sb_store **out,
			    struct sb_error *err) SB_CHECKED;
enum sb_status sb_store_count(struct sb_book *book, int64_t *out, struct sb_error *err) SB_CHECKED;
/* Stock of a product in any store. */
enum sb_status sb_stock_in(struct sb_book *book, int64_t store, int64_t product, struct sb_stock *out,
			   struct sb_error *err) SB_CHECKED;

/* The fields of a product that a store may have its own of. */
enum { SB_PLAN_REORDER_POINT, SB_PLAN_ORDER_UP_TO, SB_PLAN_BIN, SB_PLAN_FIELDS };
extern const enum sb_product_field sb_store_plan_fields[SB_PLAN_FIELDS];

struct sb_store_plan {
	struct sb_value value[SB_PLAN_FIELDS]; /* null: as the product says */
};
/* What this store plans; all null if it plans nothing of its own. Texts lie in the arena. */
enum sb_status sb_store_plan_get(struct sb_book *book, int64_t store, int64_t product, struct sb_arena *arena,
				 struct sb_store_plan *out, struct sb_error *err) SB_CHECKED;
/* For the store worked for; only the fields above count, a given null goes back to what the product says. Nothing
 * changed: out->seq is 0. */
enum sb_status sb_store_plan_set(struct sb_write *write, int64_t product, const struct sb_product_change *change,
				 const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err) SB_CHECKED;

/* A transfer is known by the entry that sent it. */
struct sb_transfer_line {
	int64_t product;
	int64_t sent, received, lost; /* thousandths */
};
struct sb_transfer {
	int64_t seq;
	struct sb_id id;
	int64_t from, to;                     /* stores */
	const struct sb_transfer_line *lines; /* in order of products */
	size_t line_count;
};
static inline int64_t sb_transfer_rest(const struct sb_transfer_line *line)
{
	return line->sent - line->received - line->lost;
}
/* "open" while something is on its way, then "received", "closed" if something was given up, or "undone". */
const char *sb_transfer_status(const struct sb_transfer *transfer);
/* By the seq of its sending, or of any entry about it. SB_NOT_FOUND. */
enum sb_status sb_transfer_get(struct sb_book *book, int64_t seq, struct sb_arena *arena, struct sb_transfer *out,
			       struct sb_error *err) SB_CHECKED;

/* Sends from the store worked for. SB_SHORT_STOCK, SB_INVALID (to the same store). */
enum sb_status sb_transfer_send(struct sb_write *write, int64_t to, const struct sb_draft *draft,
				struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
/* Receives in the store it was sent to; without lines all that is on its way. SB_REFUSED: more than that. */
enum sb_status sb_transfer_receive(struct sb_write *write, int64_t seq, const struct sb_draft *draft,
				   struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
/* Gives up what is still on its way: to waste for a reason that only takes, else to difference. SB_REFUSED: nothing is.
 */
enum sb_status sb_transfer_close(struct sb_write *write, int64_t seq, const char *reason, const struct sb_draft *draft,
				 struct sb_outcome *out, struct sb_error *err) SB_CHECKED;

#endif
