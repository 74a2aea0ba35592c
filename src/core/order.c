/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Purchase orders: reads them, and makes the entries that order, change, receive and give up. */
#include "book_inside.h"
#include "entry_read.h"
#include "kinds.h"
#include "order_state.h"
#include "record.h"
#include "statements.h"
#include "try.h"
#include <string.h>

#define DAY_MAX 2932896 /* 9999-12-31 */

static const struct {
	const char *word, *label;
} state_table[SB_ORDER_STATUS_COUNT] = {
#define O(symbol, word_, label_) [SB_ORDER_##symbol] = { .word = word_, .label = label_ },
	SB_ORDER_STATES(O)
#undef O
};

const char *sb_order_word(enum sb_order_status status)
{
	return state_table[status].word;
}

const char *sb_order_label(enum sb_order_status status)
{
	return _(state_table[status].label);
}

/* Reading. */

static enum sb_order_status status_of(const struct sb_order_line *lines, size_t count)
{
	bool is_open = false, has_come = false, is_dropped = false;

	for (size_t i = 0; i < count; i++) {
		is_open |= sb_order_rest(&lines[i]) > 0;
		has_come |= lines[i].received > 0 || lines[i].over > 0;
		is_dropped |= lines[i].dropped > 0;
	}
	if (is_open)
		return has_come ? SB_ORDER_PARTIAL : SB_ORDER_OPEN;
	if (has_come)
		return is_dropped ? SB_ORDER_CLOSED : SB_ORDER_RECEIVED;
	return is_dropped ? SB_ORDER_CANCELLED : SB_ORDER_UNDONE;
}

/* What the number of an entry about an order stands for. */
static enum sb_status find_order(struct sb_book *book, int64_t seq, int64_t *out, struct sb_error *err)
{
	struct sb_id ignored;
	enum sb_kind kind;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_entry_identify(book->db, seq, &ignored, &kind, err));
	if (kind == SB_KIND_ORDER_NEW) {
		*out = seq;
		return SB_OK;
	}
	TRY(sb_db_stmt(book->db, sb_sql_order_of_entry, &stmt, err));
	sb_bind_int(stmt, 1, seq);
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row ? sb_col_int(stmt, 0) : SB_NONE;
	sb_stmt_reset(stmt);
	if (row)
		return SB_OK;
	return sb_fail_field(err, SB_NOT_FOUND, "order", _("entry %lld is no order: `order list` names them"),
			     (long long)seq);
}

static enum sb_status read_lines(struct sb_book *book, struct sb_order *order, struct sb_arena *arena, struct sb_error *err)
{
	struct sb_order_line *lines = NULL;
	size_t count = 0, cap = 0;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_order_lines_of, &stmt, err));
	sb_bind_int(stmt, 1, order->id);
	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			break;
		if (count == cap) {
			struct sb_order_line *more = sb_arena_alloc(arena, (cap ? cap * 2 : 16) * sizeof(*more));

			if (count)
				memcpy(more, lines, count * sizeof(*more));
			lines = more;
			cap = cap ? cap * 2 : 16;
		}
		lines[count++] = (struct sb_order_line){
			.product = sb_col_int(stmt, 0),
			.ordered = sb_col_int(stmt, 1),
			.received = sb_col_int(stmt, 2),
			.over = sb_col_int(stmt, 3),
			.dropped = sb_col_int(stmt, 4),
			.cost_minor = sb_col_int(stmt, 5),
		};
	}
	order->lines = lines;
	order->line_count = count;
	return SB_OK;
}

enum sb_status sb_order_get(struct sb_book *book, int64_t seq, struct sb_arena *arena, struct sb_order *out,
			    struct sb_error *err)
{
	struct sb_supplier supplier;
	struct sb_order order = { 0 };
	struct sb_order_head head;
	struct sb_entry entry;

	TRY(find_order(book, seq, &order.id, err));
	TRY(sb_order_head_get(book->db, order.id, &head, err));
	TRY(sb_entry_get(book, order.id, arena, &entry, err));
	TRY(sb_supplier_get(book, head.supplier, arena, &supplier, err));
	order.uuid = entry.id;
	order.store = head.store;
	order.supplier = head.supplier;
	order.supplier_name = supplier.value[SB_SF_NAME].s;
	order.ordered_at = entry.occurred_at;
	order.expected_day = head.expected_day;
	order.note = entry.note;
	TRY(read_lines(book, &order, arena, err));
	order.status = status_of(order.lines, order.line_count);
	*out = order;
	return SB_OK;
}

static const struct sb_order_line *line_of(const struct sb_order *order, int64_t product)
{
	for (size_t i = 0; i < order->line_count; i++)
		if (order->lines[i].product == product)
			return &order->lines[i];
	return NULL;
}

/* Lines for an entry; the array has room. */

struct making {
	struct sb_line *lines;
	size_t count;
	const struct sb_numbers *numbers; /* for what is refused */
};

static void add_line(struct making *making, int64_t product, int64_t qty_milli, int64_t cost_minor, enum sb_place from,
		     enum sb_place to)
{
	if (qty_milli <= 0)
		return;
	making->lines[making->count++] = (struct sb_line){
		.product = product,
		.from = from,
		.to = to,
		.qty_milli = qty_milli,
		.price_minor = SB_NONE,
		.cost_minor = cost_minor,
	};
}

static enum sb_status record(struct sb_write *write, const struct sb_draft *draft, int64_t store, const struct sb_effect *effect,
			     struct sb_outcome *out, struct sb_error *err)
{
	const struct sb_intake intake = { .draft = draft, .store = store, .effect = effect };

	sb_arena_clear(write->arena);
	return sb_record(write, &intake, out, err);
}

/* Ordering. */

static enum sb_status check_day(int64_t day, struct sb_error *err)
{
	if (day == SB_NONE || (day >= 0 && day <= DAY_MAX))
		return SB_OK;
	return sb_fail_field(err, SB_INVALID, "expected", _("that day lies outside the years 1970 to 9999: give another"));
}

static enum sb_status adopt(struct sb_write *write, const struct sb_supplier *supplier, struct sb_id *out, struct sb_error *err)
{
	struct sb_supplier_change change = { .given = { [SB_SF_NAME] = true } };
	struct sb_draft draft = SB_DRAFT(SB_KIND_SUPPLIER_ADD);
	struct sb_outcome outcome;

	change.value[SB_SF_NAME] = supplier->value[SB_SF_NAME];
	TRY(sb_supplier_add(write, &change, &draft, &outcome, err));
	*out = outcome.id;
	return SB_OK;
}

/* When it should be there, if nobody says: the supplier's lead time from the day it is ordered. */
static int64_t day_due(const struct sb_book *book, const struct sb_supplier *supplier, int64_t expected_day,
		       const struct sb_draft *draft)
{
	const struct sb_value *lead = &supplier->value[SB_SF_LEAD_DAYS];
	int64_t at = draft->occurred_at == SB_NONE ? sb_book_now(book) : draft->occurred_at;

	if (expected_day != SB_NONE || lead->is_null)
		return expected_day;
	return sb_day_of(sb_book_store(book)->zone, at) + lead->n;
}

enum sb_status sb_order_make(struct sb_write *write, const struct sb_supplier *supplier, int64_t expected_day,
			     const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_effect effect = { .archived = -1, .of = SB_KIND_ORDER_NEW, .at = SB_NONE, .supplier = supplier->uuid };
	struct sb_draft own = *draft;
	bool found;

	TRY(sb_record_was_done(write, draft, &found, out, err));
	if (found)
		return SB_OK;
	if (supplier->value[SB_SF_RETIRED].n)
		return sb_fail_field(err, SB_REFUSED, "supplier",
				     _("%s is retired: choose another, or take it back with `supplier edit --retired=no`"),
				     supplier->value[SB_SF_NAME].s);
	TRY(check_day(expected_day, err));
	if (supplier->id == SB_NONE)
		TRY(adopt(write, supplier, &effect.supplier, err));
	effect.has_expected = true;
	effect.expected = day_due(write->book, supplier, expected_day, draft);
	own.kind = SB_KIND_ORDER_NEW;
	return record(write, &own, SB_NONE, &effect, out, err);
}

/* Changing. */

static enum sb_status refuse_done(const struct sb_order *order, struct sb_error *err)
{
	if (sb_order_is_open(order->status))
		return SB_OK;
	return sb_fail(err, SB_REFUSED, _("order %lld is %s: make a new one, or undo what ended it"), (long long)order->id,
		       sb_order_label(order->status));
}

static enum sb_status refuse_less(const struct sb_order *order, const struct sb_order_line *now, int64_t wanted,
				  const struct sb_numbers *numbers, struct sb_error *err)
{
	sb_auto(buf) least = SB_BUF_INIT;

	if (wanted >= now->received + now->dropped)
		return SB_OK;
	sb_qty_print(now->received + now->dropped, 0, numbers, &least);
	return sb_fail_field(err, SB_REFUSED, "qty", _("%s of it came already or were given up: order %lld cannot be for less"),
			     least.data, (long long)order->id);
}

/* What is ordered of one product from now on: what is open goes up or down, or is agreed anew at another cost. */
static enum sb_status change_line(const struct sb_order *order, const struct sb_line *wanted, struct making *making,
				  struct sb_error *err)
{
	static const struct sb_order_line none = { .cost_minor = SB_NONE };
	const struct sb_order_line *found = line_of(order, wanted->product), *now = found ? found : &none;
	int64_t cost = wanted->cost_minor == SB_NONE ? now->cost_minor : wanted->cost_minor;
	int64_t rest = sb_order_rest(now), more = wanted->qty_milli - now->ordered;

	TRY(refuse_less(order, now, wanted->qty_milli, making->numbers, err));
	if (cost != now->cost_minor && rest > 0) {
		add_line(making, wanted->product, rest, now->cost_minor, SB_AT_ORDERED, SB_AT_SUPPLIER);
		add_line(making, wanted->product, rest + more, cost, SB_AT_SUPPLIER, SB_AT_ORDERED);
		return SB_OK;
	}
	add_line(making, wanted->product, more, cost, SB_AT_SUPPLIER, SB_AT_ORDERED);
	add_line(making, wanted->product, -more, now->cost_minor, SB_AT_ORDERED, SB_AT_SUPPLIER);
	return SB_OK;
}

static enum sb_status refuse_twice(const struct sb_draft *draft, size_t at, struct sb_error *err)
{
	for (size_t i = 0; i < at; i++)
		if (draft->lines[i].product == draft->lines[at].product)
			return sb_fail_field(err, SB_INVALID, "product", _("a product is named twice: say once how much is ordered of it"));
	return SB_OK;
}

/* Something of it must be left: giving all of it up is another deed. */
static enum sb_status refuse_empty(const struct sb_order *order, const struct making *making, struct sb_error *err)
{
	int64_t rest = 0;

	for (size_t i = 0; i < order->line_count; i++)
		rest += order->lines[i].ordered;
	for (size_t i = 0; i < making->count; i++)
		rest += making->lines[i].to == SB_AT_ORDERED ? making->lines[i].qty_milli : -making->lines[i].qty_milli;
	return rest > 0 ? SB_OK
			: sb_fail(err, SB_REFUSED, _("nothing would be left of order %lld: cancel it, or undo it"), (long long)order->id);
}

static enum sb_status make_changes(const struct sb_order *order, const struct sb_draft *draft, struct making *making,
				   struct sb_error *err)
{
	for (size_t i = 0; i < draft->line_count; i++) {
		TRY(refuse_twice(draft, i, err));
		if (draft->lines[i].qty_milli < 0 || draft->lines[i].qty_milli > SB_QTY_MAX)
			return sb_fail_field(err, SB_INVALID, "qty", _("the quantity must not be below zero or out of all reason"));
		TRY(change_line(order, &draft->lines[i], making, err));
	}
	return refuse_empty(order, making, err);
}

/* Where an order says nothing, what a product costs is agreed. */
static enum sb_status fill_costs(struct sb_book *book, struct sb_arena *arena, struct making *making, struct sb_error *err)
{
	struct sb_product product;

	for (size_t i = 0; i < making->count; i++) {
		if (making->lines[i].cost_minor != SB_NONE || making->lines[i].to != SB_AT_ORDERED)
			continue;
		TRY(sb_product_get(book, making->lines[i].product, arena, &product, err));
		if (!product.value[SB_PF_COST].is_null)
			making->lines[i].cost_minor = product.value[SB_PF_COST].n;
	}
	return SB_OK;
}

enum sb_status sb_order_edit(struct sb_write *write, int64_t id, int64_t expected_day, const struct sb_draft *draft,
			     struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_effect effect = { .archived = -1, .of = SB_KIND_ORDER_EDIT, .at = SB_NONE };
	struct making making = {
		.lines = sb_arena_alloc(arena, (draft->line_count + 1) * 2 * sizeof(*making.lines)),
		.numbers = write->book->world->numbers,
	};
	struct sb_draft own = *draft;
	struct sb_order order;
	bool found;

	TRY(sb_record_was_done(write, draft, &found, out, err));
	if (found)
		return SB_OK;
	TRY(sb_order_get(write->book, id, arena, &order, err));
	TRY(refuse_done(&order, err));
	TRY(sb_order_refuse_stale(write->book, &order, expected_day, draft, arena, err));
	TRY(make_changes(&order, draft, &making, err));
	TRY(fill_costs(write->book, arena, &making, err));
	if (expected_day != SB_ORDER_AS_IS && expected_day != order.expected_day) {
		TRY(check_day(expected_day, err));
		effect.has_expected = true;
		effect.expected = expected_day;
		effect.expected_was = order.expected_day;
	}
	if (!making.count && !effect.has_expected) {
		*out = (struct sb_outcome){ .kind = SB_KIND_ORDER_EDIT };
		return SB_OK;
	}
	own.kind = SB_KIND_ORDER_EDIT;
	own.physical = true; /* what was ordered may be finer than the unit has become since */
	own.subject = order.id;
	own.lines = making.lines;
	own.line_count = making.count;
	return record(write, &own, order.store, &effect, out, err);
}

/* Receiving and giving up. */

/* First what is open, then what is over. `rests` is what is open of each line of the order. */
static void take_line(const struct sb_order *order, int64_t *rests, const struct sb_line *came, struct making *making)
{
	const struct sb_order_line *ordered = line_of(order, came->product);
	int64_t *rest = ordered ? &rests[ordered - order->lines] : NULL;
	int64_t open = rest && *rest < came->qty_milli ? *rest : rest ? came->qty_milli : 0;
	int64_t cost = came->cost_minor == SB_NONE && ordered ? ordered->cost_minor : came->cost_minor;

	if (rest)
		*rest -= open;
	add_line(making, came->product, open, cost, SB_AT_ORDERED, SB_AT_STORE);
	add_line(making, came->product, came->qty_milli - open, cost, SB_AT_SUPPLIER, SB_AT_STORE);
}

static enum sb_status check_delivery(const struct sb_draft *draft, struct sb_error *err)
{
	for (size_t i = 0; i < draft->line_count; i++)
		if (draft->lines[i].qty_milli <= 0 || draft->lines[i].qty_milli > SB_QTY_MAX)
			return sb_fail_field(err, SB_INVALID, "quantity",
					     _("the quantity must be above zero and below a million million"));
	return SB_OK;
}

static void make_delivery(const struct sb_order *order, const struct sb_draft *draft, struct sb_arena *arena,
			  struct making *making)
{
	int64_t *rests = sb_arena_alloc(arena, (order->line_count + 1) * sizeof(*rests));

	making->lines = sb_arena_alloc(arena, 2 * (order->line_count + draft->line_count + 1) * sizeof(*making->lines));
	for (size_t i = 0; i < order->line_count; i++)
		rests[i] = sb_order_rest(&order->lines[i]);
	for (size_t i = 0; i < draft->line_count; i++)
		take_line(order, rests, &draft->lines[i], making);
	for (size_t i = 0; i < order->line_count && !draft->line_count; i++)
		add_line(making, order->lines[i].product, rests[i], order->lines[i].cost_minor, SB_AT_ORDERED, SB_AT_STORE);
}

static enum sb_status drop_rest(struct sb_write *write, const struct sb_order *order, const char *reason, struct sb_draft *draft,
				struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	const struct sb_effect effect = { .archived = -1, .of = SB_KIND_ORDER_CANCEL, .at = SB_NONE, .reason = reason };
	struct making making = { .lines = sb_arena_alloc(arena, (order->line_count + 1) * sizeof(*making.lines)) };

	for (size_t i = 0; i < order->line_count; i++)
		add_line(&making, order->lines[i].product, sb_order_rest(&order->lines[i]), order->lines[i].cost_minor,
			 SB_AT_ORDERED, SB_AT_SUPPLIER);
	if (!making.count)
		return sb_fail(err, SB_REFUSED, _("nothing of order %lld is open: see `order show %lld`"),
			       (long long)order->id, (long long)order->id);
	draft->kind = SB_KIND_ORDER_CANCEL;
	draft->subject = order->id;
	draft->lines = making.lines;
	draft->line_count = making.count;
	draft->physical = true; /* what was ordered may be finer than the unit has become since */
	return record(write, draft, order->store, &effect, out, err);
}

/* What is still open after a delivery goes with it: taking that back brings it back. */
static enum sb_status close_after(struct sb_write *write, int64_t id, const struct sb_outcome *delivery, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_draft draft = SB_DRAFT(SB_KIND_ORDER_CANCEL);
	struct sb_outcome ignored;
	struct sb_order order;

	TRY(sb_order_get(write->book, id, arena, &order, err));
	if (!sb_order_is_open(order.status))
		return SB_OK;
	draft.occurred_at = delivery->occurred_at;
	draft.batch = delivery->seq;
	return drop_rest(write, &order, NULL, &draft, &ignored, err);
}

enum sb_status sb_order_receive(struct sb_write *write, int64_t id, bool close, const struct sb_draft *draft,
				struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct making making = { 0 };
	struct sb_draft own = *draft;
	struct sb_outcome outcome;
	struct sb_order order;
	bool found;

	TRY(sb_record_was_done(write, draft, &found, out, err));
	if (found)
		return SB_OK;
	TRY(sb_order_get(write->book, id, arena, &order, err));
	if (order.status != SB_ORDER_RECEIVED)
		TRY(refuse_done(&order, err));
	TRY(check_delivery(draft, err));
	make_delivery(&order, draft, arena, &making);
	if (!making.count)
		return sb_fail(err, SB_REFUSED, _("nothing of order %lld is open: name what has come besides"), (long long)order.id);
	own.kind = SB_KIND_RECEIVE;
	own.physical = true; /* likewise */
	own.subject = order.id;
	own.lines = making.lines;
	own.line_count = making.count;
	TRY(record(write, &own, order.store, NULL, &outcome, err));
	if (close)
		TRY(close_after(write, order.id, &outcome, err));
	*out = outcome;
	return SB_OK;
}

enum sb_status sb_order_cancel(struct sb_write *write, int64_t id, const char *reason, const struct sb_draft *draft,
			       struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_draft own = *draft;
	struct sb_order order;
	bool found;

	TRY(sb_record_was_done(write, draft, &found, out, err));
	if (found)
		return SB_OK;
	TRY(sb_order_get(write->book, id, arena, &order, err));
	return drop_rest(write, &order, reason, &own, out, err);
}
