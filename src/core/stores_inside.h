/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stores, plans and transfers as the files of this folder share them. */
#ifndef SB_STORES_INSIDE_H
#define SB_STORES_INSIDE_H

#include "book_inside.h"
#include "record.h"
#include "state.h"

/* Code, name and zone of a store to be. SB_INVALID. */
enum sb_status sb_store_check_new(const struct sb_store_new *what, struct sb_error *err) SB_CHECKED;
/* A store as its own entries make it, whatever its row says. Texts lie in the arena. */
enum sb_status sb_store_derive(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_store_state *out,
			       struct sb_error *err) SB_CHECKED;
/* Stores the row, or none for a plan that plans nothing. */
enum sb_status sb_store_plan_put(struct sb_db *db, int64_t store, int64_t product, const struct sb_store_plan *plan,
				 struct sb_error *err) SB_CHECKED;
bool sb_store_plan_is_empty(const struct sb_store_plan *plan);
void sb_store_plan_init(struct sb_store_plan *plan);

/* The store with this UUID. SB_NOT_FOUND. */
enum sb_status sb_sending_find_to(struct sb_db *db, const struct sb_id *uuid, int64_t *out,
				  struct sb_error *err) SB_CHECKED;
enum sb_status sb_sending_get(struct sb_db *db, int64_t id, struct sb_sending *out, struct sb_error *err) SB_CHECKED;
enum sb_status sb_sending_put(struct sb_db *db, const struct sb_sending *sending, struct sb_error *err) SB_CHECKED;
enum sb_status sb_transit_put(struct sb_db *db, const struct sb_transit_state *transit, int64_t to_store,
			      struct sb_error *err) SB_CHECKED;

/* What the journal says of all stores and transfers, for replaying: fold_stores.c. */
struct sb_allowance { /* from this entry on */
	int64_t seq, store;
	bool allow_negative;
};
struct sb_folded_stores {
	struct sb_store_state *stores; /* in order; gone ones too */
	size_t count;
	struct sb_allowance *allowances; /* in order of seq */
	size_t allowance_count;
	struct sb_sending *sendings; /* in order */
	size_t sending_count;
};
/* Texts lie in the arena. Release it even after a failure. SB_CORRUPT names the entry. */
enum sb_status sb_stores_fold(struct sb_book *book, struct sb_arena *arena, struct sb_folded_stores *out,
			      struct sb_error *err) SB_CHECKED;
/* Transfers name stores by UUID, which the derived rows of the stores tell: to be read once those are there. */
enum sb_status sb_sendings_fold(struct sb_book *book, struct sb_folded_stores *out, struct sb_error *err) SB_CHECKED;
void sb_folded_stores_release(struct sb_folded_stores *stores);
bool sb_folded_allows_negative(const struct sb_folded_stores *stores, int64_t store, int64_t seq);
const struct sb_sending *sb_folded_sending(const struct sb_folded_stores *stores, int64_t id); /* NULL: there is none */

#endif
