/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Suppliers, orders and what goods have cost, as they lie in memory while entries are applied to them, and as the files
 * of this folder share them. Recording loads one, applies the entry and stores it; replaying starts from nothing.
 */
#ifndef SB_ORDER_STATE_H
#define SB_ORDER_STATE_H

#include "effect.h"
#include "state.h"
#include "stockbook/order.h"

struct sb_supplier_state {
	struct sb_supplier supplier; /* without its UUID; texts are borrowed from the effects applied */
	int64_t created_at;
	bool is_gone; /* its addition was undone: nothing derived is there of it */
};

/* An order without its lines. */
struct sb_order_head {
	int64_t id, store, supplier;
	int64_t expected_day; /* SB_NONE: not known */
};

/* A line of an order, in the walk over products. */
struct sb_ordered {
	const struct sb_order_head *head;
	struct sb_order_line line;
};

/* What the goods on hand cost: so much for so many, rounded when it is shown. */
struct sb_cost_state {
	int64_t value_milli; /* thousandths of a minor unit */
	int64_t qty_milli;   /* 0: nothing is known */
};

/* apply_order.c. `of` is the kind of the entry, or of what it undoes at the root. */
bool sb_kind_is_order(enum sb_kind kind); /* is about an order, or a delivery that may be */
void sb_apply_supplier_add(struct sb_supplier_state *state, int64_t seq, int64_t occurred_at, const struct sb_effect *effect);
void sb_apply_supplier_change(struct sb_supplier_state *state, int64_t seq, const struct sb_effect *effect);
void sb_apply_order_change(struct sb_order_head *head, const struct sb_effect *effect);
/* False: more than is open or was counted, or beyond counting; nothing has changed then. */
bool sb_apply_order_line(struct sb_order_line *state, enum sb_kind of, const struct sb_line *line) SB_CHECKED;

/* apply_cost.c: does a line bring goods whose cost counts, or take such a delivery back? */
bool sb_line_sets_cost(enum sb_kind of, const struct sb_line *line);
/* `owned`: what of the product was in all stores and between them before the line. False: beyond counting. */
bool sb_apply_cost(struct sb_cost_state *cost, const struct sb_line *line, int64_t owned) SB_CHECKED;

/* supplier.c: rows. */
enum sb_status sb_supplier_row_put(struct sb_db *db, const struct sb_supplier_state *state, struct sb_error *err) SB_CHECKED;
/* A row whose columns are those of supplier_get; texts are borrowed until the next step if there is no arena. */
void sb_supplier_read_row(struct sb_stmt *stmt, struct sb_arena *arena, struct sb_supplier_state *out);
enum { SB_SUPPLIER_ROW_COLUMNS = 4 + SB_SF_COUNT };
/* A supplier as its own entries make it, whatever its row says. Texts lie in the arena. */
enum sb_status sb_supplier_derive(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_supplier_state *out,
				  struct sb_error *err) SB_CHECKED;
/* A product's supplier, named by code or in another spelling, becomes the name of the one that was added. */
enum sb_status sb_supplier_settle(struct sb_book *book, struct sb_product_change *change, struct sb_arena *arena,
				  struct sb_error *err) SB_CHECKED;
/* Whether no order names it. */
enum sb_status sb_supplier_is_free(struct sb_db *db, int64_t id, bool *out, struct sb_error *err) SB_CHECKED;
/* No other has this name or code. `id` SB_NONE: it is new. SB_DUPLICATE. */
enum sb_status sb_supplier_refuse_taken(struct sb_book *book, int64_t id, const struct sb_supplier_change *change,
					struct sb_error *err) SB_CHECKED;
/* order_stale.c: SB_STALE if what the draft changes of the order was changed by others since draft->seen. */
struct sb_order;
struct sb_draft;
enum sb_status sb_order_refuse_stale(struct sb_book *book, const struct sb_order *order, int64_t expected_day,
				     const struct sb_draft *draft, struct sb_arena *arena, struct sb_error *err) SB_CHECKED;
/* order_store.c: rows. */
enum sb_status sb_order_head_get(struct sb_db *db, int64_t id, struct sb_order_head *out, struct sb_error *err) SB_CHECKED;
enum sb_status sb_order_head_put(struct sb_db *db, const struct sb_order_head *head, struct sb_error *err) SB_CHECKED;
enum sb_status sb_order_line_get(struct sb_db *db, int64_t order, int64_t product, struct sb_order_line *out,
				 struct sb_error *err) SB_CHECKED;
enum sb_status sb_order_line_put(struct sb_db *db, const struct sb_order_head *head, const struct sb_order_line *line,
				 struct sb_error *err) SB_CHECKED;
enum sb_status sb_order_supplier_find(struct sb_db *db, const struct sb_id *uuid, int64_t *out,
				      struct sb_error *err) SB_CHECKED;
enum sb_status sb_cost_get(struct sb_db *db, int64_t product, struct sb_cost_state *out, struct sb_error *err) SB_CHECKED;
enum sb_status sb_cost_put(struct sb_db *db, int64_t product, const struct sb_cost_state *cost,
			   struct sb_error *err) SB_CHECKED;
/* What of a product is in all stores and between them. */
enum sb_status sb_cost_owned(struct sb_db *db, int64_t product, int64_t *out, struct sb_error *err) SB_CHECKED;

/* fold_order.c: what the journal says of all suppliers and orders. Orders name suppliers by UUID, which the derived rows
 * of those tell: to be read once those are there. SB_CORRUPT names the entry. */
struct sb_supplier_visitor {
	enum sb_status (*supplier)(const struct sb_supplier_state *state, void *context, struct sb_error *err);
	void *context;
};
enum sb_status sb_suppliers_fold(struct sb_book *book, const struct sb_supplier_visitor *visitor,
				 struct sb_error *err) SB_CHECKED;
struct sb_folded_orders {
	struct sb_order_head *heads; /* in order */
	size_t count;
};
/* Release it even after a failure. */
enum sb_status sb_orders_fold(struct sb_book *book, struct sb_folded_orders *out, struct sb_error *err) SB_CHECKED;
void sb_folded_orders_release(struct sb_folded_orders *orders);
const struct sb_order_head *sb_folded_order(const struct sb_folded_orders *orders, int64_t id); /* NULL: there is none */

#endif
