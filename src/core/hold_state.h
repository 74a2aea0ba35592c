/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A hold in memory while entries are applied to it. Recording loads one, applies the entry and stores it; replaying
 * starts from nothing. What may become of it in which state is asked before (hold_rules.c); applying asks nothing.
 */
#ifndef SB_HOLD_STATE_H
#define SB_HOLD_STATE_H

#include "effect.h"
#include "stockbook/hold.h"

struct sb_hold_state {
	int64_t id, store;
	enum sb_hold_status status; /* as recorded */
	const char *order;
	int64_t placed_at, expires_at; /* SB_NONE: never */
	int64_t changed_at, version;
	struct sb_arena *arena;     /* of the parts and the order */
	struct sb_hold_part *parts; /* in order of products */
	size_t count, cap;
};

/* apply_hold.c */
bool sb_kind_is_hold(enum sb_kind kind);
bool sb_kind_begins_hold(enum sb_kind kind);
/* Begins a hold; `effect` is that of the entry which places it. */
void sb_apply_hold_begin(struct sb_hold_state *hold, int64_t seq, int64_t store, int64_t occurred_at,
			 const struct sb_effect *effect, struct sb_arena *arena);
/* False: the line takes what is not there; the hold is of no use then. */
bool sb_apply_hold_line(struct sb_hold_state *hold, const struct sb_line *line) SB_CHECKED;
/* Behind the last line of an entry. */
void sb_apply_hold_end(struct sb_hold_state *hold, enum sb_kind kind, int64_t seq, int64_t occurred_at);
/* In how many parts something is still held, or committed. */
size_t sb_hold_held(const struct sb_hold_state *hold);
size_t sb_hold_committed(const struct sb_hold_state *hold);
/* What it is at this moment, recorded or not. */
enum sb_hold_status sb_hold_status_at(const struct sb_hold_state *hold, int64_t now);

/* hold_rules.c: SB_CONFLICT or SB_REFUSED unless an entry of this kind may change the hold now. */
enum sb_status sb_hold_allow(const struct sb_hold_state *hold, enum sb_kind kind, int64_t now,
			     struct sb_error *err) SB_CHECKED;

/* record_hold.c: whether a hold may begin so, whatever the stock. */
enum sb_status sb_hold_check_begin(enum sb_kind kind, const struct sb_effect *effect, struct sb_error *err) SB_CHECKED;

/* hold_store.c: rows */
enum sb_status sb_hold_load(struct sb_db *db, int64_t id, struct sb_arena *arena, struct sb_hold_state *out,
			    struct sb_error *err) SB_CHECKED;
enum sb_status sb_hold_insert(struct sb_db *db, const struct sb_hold_state *hold, struct sb_error *err) SB_CHECKED;
enum sb_status sb_hold_save(struct sb_db *db, const struct sb_hold_state *hold, struct sb_error *err) SB_CHECKED;
/* How much of a product is held by what expired without that being recorded. */
enum sb_status sb_hold_expired_sum(struct sb_book *book, int64_t store, int64_t product, int64_t *out,
				   struct sb_error *err) SB_CHECKED;
bool sb_hold_status_find(const char *word, enum sb_hold_status *out);

/* hold_expire.c: records what expired of these products, before something else is recorded in the same transaction. */
struct sb_write;
enum sb_status sb_hold_expire_first(struct sb_write *write, const struct sb_draft *draft, int64_t store,
				    struct sb_error *err) SB_CHECKED;
/* The same of one product in all stores, before it is archived. */
enum sb_status sb_hold_expire_product(struct sb_write *write, int64_t product, struct sb_error *err) SB_CHECKED;

/* fold_hold.c: every hold as the journal makes it, in order. fault may be NULL: SB_CORRUPT ends the replay. */
struct sb_fold_hold_visitor {
	enum sb_status (*hold)(const struct sb_hold_state *hold, void *context, struct sb_error *err);
	void (*fault)(int64_t seq, const char *sentence, void *context);
	void *context;
};
enum sb_status sb_fold_holds(struct sb_book *book, const struct sb_fold_hold_visitor *visitor,
			     struct sb_error *err) SB_CHECKED;

#endif
