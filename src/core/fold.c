/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merges three walks over the journal, all in order of products: additions, later changes, stock lines. */
#include "fold.h"
#include "fold_lines.h"
#include "kinds.h"
#include "statements.h"
#include "try.h"
#include <assert.h>
#include <string.h>

#define PROGRESS_EVERY 4096

/* One walk; the statement stands on the row to be taken next. */
struct walk {
	struct sb_stmt *stmt;
	bool has_row;
};

/* What an entry does to the product at hand; its lines are held to the rule together. */
struct passing {
	int64_t seq; /* 0: none */
	size_t store;
	enum sb_kind kind;
	int64_t free_before;
	bool is_late;
};

struct fold {
	struct sb_book *book;
	const struct sb_fold_visitor *visitor;
	struct walk additions, changes;
	struct sb_folding_lines *lines;
	const struct sb_folding_line *line; /* to be taken next; NULL: there are no more */
	struct sb_arena *arena;	 /* of the product at hand */
	struct sb_arena *passing; /* of the entry at hand */
	struct sb_arena *of_stores;
	const struct sb_known_store **stores;
	size_t store_count;
	struct sb_product_state state;
	struct sb_stock_state *stock; /* one a store */
	struct passing entry;
	struct sb_store_plan *plans;	      /* likewise */
	struct sb_folded_stores told; /* what the journal says of stores and transfers */
	struct sb_transit_state *transits;
	const struct sb_sending **sendings; /* of each */
	size_t transit_count;
	struct sb_folded_orders orders;
	struct sb_ordered *ordered;
	size_t ordered_count;
	struct sb_cost_state cost;
	struct sb_folded_day *days;
	size_t day_count, day_cap;
	int64_t done; /* products and lines */
};

static enum sb_status step(struct walk *walk, struct sb_error *err)
{
	return sb_stmt_step(walk->stmt, &walk->has_row, err);
}

static enum sb_status start(struct sb_db *db, const char *sql, struct walk *walk, struct sb_error *err)
{
	TRY(sb_db_stmt(db, sql, &walk->stmt, err));
	return step(walk, err);
}

static enum sb_status fault(struct fold *fold, int64_t seq, const char *sentence, struct sb_error *err)
{
	if (!fold->visitor->fault)
		return sb_fail(err, SB_CORRUPT, _("entry %lld cannot be replayed (%s): run `stockbook check`"), (long long)seq, sentence);
	fold->visitor->fault(seq, sentence, fold->visitor->context);
	return SB_OK;
}

enum sb_status sb_fold_total(struct sb_db *db, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_fold_total, &stmt, err));
	TRY(sb_stmt_step(stmt, &row, err));
	assert(row);
	*out = sb_col_int(stmt, 0);
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status tell(void *context, struct sb_error *err)
{
	const struct fold *fold = context;
	const struct sb_progress *progress = fold->visitor->progress;

	if (!progress || !progress->step || progress->step(fold->done, fold->visitor->total, progress->context))
		return SB_OK;
	return sb_fail(err, SB_INTERRUPTED, _("interrupted"));
}

static enum sb_status count_on(struct fold *fold, struct sb_error *err)
{
	fold->done++;
	return fold->done % PROGRESS_EVERY == 0 ? tell(fold, err) : SB_OK;
}

/* Stores. */

static enum sb_status load_stores(struct fold *fold, struct sb_error *err)
{
	const struct sb_known_store *store;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(fold->book->db, sb_sql_store_ids, &stmt, err));
	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			break;
		TRY(sb_store_known(fold->book, sb_col_int(stmt, 0), &store, err));
		fold->stores = sb_realloc(fold->stores, (fold->store_count + 1) * sizeof(store));
		fold->stores[fold->store_count++] = store;
	}
	fold->stock = sb_alloc((fold->store_count + 1) * sizeof(*fold->stock));
	fold->plans = sb_alloc((fold->store_count + 1) * sizeof(*fold->plans));
	TRY(sb_stores_fold(fold->book, fold->of_stores, &fold->told, err));
	TRY(sb_sendings_fold(fold->book, &fold->told, err));
	return sb_orders_fold(fold->book, &fold->orders, err);
}

static bool find_store(const struct fold *fold, int64_t id, size_t *out)
{
	for (size_t i = 0; i < fold->store_count; i++) {
		if (fold->stores[i]->store.id != id)
			continue;
		*out = i;
		return true;
	}
	return false;
}

/* A product's own entries. */

static enum sb_status read_effect(struct fold *fold, struct sb_stmt *stmt, int kind_column, int body_column, enum sb_kind *kind,
				  struct sb_effect *out, struct sb_error *err)
{
	if (!sb_kind_find(sb_col_text(stmt, kind_column), kind))
		return sb_fail(err, SB_CORRUPT, _("its kind \"%s\" is not known"), sb_col_text(stmt, kind_column));
	return sb_effect_read(*kind, sb_col_text(stmt, body_column), fold->arena, out, err);
}

static enum sb_status add_product(struct fold *fold, struct sb_error *err)
{
	struct sb_stmt *stmt = fold->additions.stmt;
	struct sb_error inner = SB_ERROR_INIT;
	struct sb_effect effect = { .has_set = true, .archived = -1 };
	int64_t seq = sb_col_int(stmt, 0), occurred_at = sb_col_int(stmt, 2);
	enum sb_kind kind;

	sb_arena_clear(fold->arena);
	if (read_effect(fold, stmt, 1, 3, &kind, &effect, &inner) != SB_OK)
		TRY(fault(fold, seq, inner.text, err));
	sb_apply_product_add(&fold->state, seq, occurred_at, &effect);
	fold->day_count = 0;
	fold->transit_count = fold->ordered_count = 0;
	fold->cost = (struct sb_cost_state){ 0 };
	for (size_t i = 0; i < fold->store_count; i++)
		sb_store_plan_init(&fold->plans[i]);
	for (size_t i = 0; i < fold->store_count; i++)
		fold->stock[i] = (struct sb_stock_state){ .store = fold->stores[i]->store.id, .product = seq, .moved_at = SB_NONE };
	TRY(count_on(fold, err));
	return step(&fold->additions, err);
}

static enum sb_status change_product(struct fold *fold, struct sb_error *err)
{
	struct sb_stmt *stmt = fold->changes.stmt;
	struct sb_error inner = SB_ERROR_INIT;
	struct sb_effect effect;
	int64_t seq = sb_col_int(stmt, 1);
	enum sb_kind kind;

	size_t store;

	if (read_effect(fold, stmt, 2, 4, &kind, &effect, &inner) != SB_OK)
		TRY(fault(fold, seq, inner.text, err));
	else if (!effect.has_plan)
		sb_apply_product_change(&fold->state, seq, sb_col_int(stmt, 3), &effect);
	else if (find_store(fold, sb_col_int(stmt, 5), &store))
		sb_apply_store_plan(&fold->plans[store], &effect);
	else
		TRY(fault(fold, seq, _("it plans for a store that is not there"), err));
	return step(&fold->changes, err);
}

/* Lines. */

static struct sb_credit *day_of(struct fold *fold, int64_t store, int64_t day)
{
	size_t low = 0, high = fold->day_count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct sb_folded_day *at = &fold->days[middle];

		if (at->store < store || (at->store == store && at->day < day))
			low = middle + 1;
		else
			high = middle;
	}
	struct sb_folded_day *at = fold->days ? &fold->days[low] : NULL;
	if (low < fold->day_count && at->store == store && at->day == day)
		return &at->credit;
	if (fold->day_count == fold->day_cap) {
		fold->day_cap = fold->day_cap ? fold->day_cap * 2 : 64;
		fold->days = sb_realloc(fold->days, fold->day_cap * sizeof(*fold->days));
	}
	at = &fold->days[low];
	memmove(at + 1, at, (fold->day_count - low) * sizeof(*at));
	fold->day_count++;
	*at = (struct sb_folded_day){ .store = store, .day = day };
	return &at->credit;
}

static bool may_be_below(const struct fold *fold, const struct sb_stock_state *stock, enum sb_kind kind, int64_t seq, bool is_late)
{
	const struct sb_value *own = &fold->state.product.value[SB_PF_ALLOW_NEGATIVE];

	if (kind == SB_KIND_ADJUST || kind == SB_KIND_COUNT_POST || sb_stock_available(stock) >= 0)
		return true;
	if (is_late && sb_stock_on_shelf(stock) >= 0)
		return true;
	return own->is_null ? sb_folded_allows_negative(&fold->told, stock->store, seq) : own->n != 0;
}

/* When sales are credited: an undone one to its own day. *root: what was done or undone. */
static enum sb_status credited_at(struct fold *fold, int64_t *out, enum sb_kind *root, struct sb_error *err)
{
	const char *body = fold->line->undo_body;
	struct sb_effect effect;

	*out = fold->line->occurred_at;
	if (!body)
		return SB_OK;
	sb_arena_clear(fold->passing);
	TRY(sb_effect_read(SB_KIND_UNDO, body, fold->passing, &effect, err));
	*out = effect.at;
	*root = effect.of;
	return SB_OK;
}

static struct sb_transit_state *transit_of(struct fold *fold, const struct sb_sending *sending)
{
	size_t at = fold->transit_count;

	while (at > 0 && fold->transits[at - 1].transfer >= sending->id)
		at--;
	if (at < fold->transit_count && fold->transits[at].transfer == sending->id)
		return &fold->transits[at];
	fold->transits = sb_realloc(fold->transits, (fold->transit_count + 1) * sizeof(*fold->transits));
	fold->sendings = sb_realloc(fold->sendings, (fold->transit_count + 1) * sizeof(*fold->sendings));
	memmove(&fold->transits[at + 1], &fold->transits[at], (fold->transit_count - at) * sizeof(*fold->transits));
	memmove(&fold->sendings[at + 1], &fold->sendings[at], (fold->transit_count - at) * sizeof(*fold->sendings));
	fold->transit_count++;
	fold->sendings[at] = sending;
	fold->transits[at] = (struct sb_transit_state){ .transfer = sending->id, .product = fold->state.product.id };
	return &fold->transits[at];
}

/* What goes into transit comes out of the same transfer, and never more than went in. */
static const char *apply_transit(struct fold *fold, enum sb_kind root)
{
	const struct sb_line *line = &fold->line->line;
	bool moves = line->from == SB_AT_TRANSIT || line->to == SB_AT_TRANSIT;
	bool sends = root == SB_KIND_TRANSFER_OUT && !fold->line->undo_body;
	const struct sb_sending *sending;

	if (!moves && !sb_kind_is_transfer(root))
		return NULL;
	sending = sb_folded_sending(&fold->told, sends ? fold->line->seq : fold->line->subject);
	if (!moves || !sb_kind_is_transfer(root) || !sending)
		return N_("it moves stock in transit that belongs to no transfer");
	if (fold->line->store != (root == SB_KIND_TRANSFER_IN ? sending->to : sending->from))
		return N_("it belongs to a store that its transfer does not");
	return sb_apply_transit(transit_of(fold, sending), root, line) ? NULL : N_("it took more out of transit than was on its way");
}

/* Orders. */

static struct sb_order_line *ordered_of(struct fold *fold, const struct sb_order_head *head)
{
	size_t at = fold->ordered_count;

	while (at > 0 && fold->ordered[at - 1].head->id >= head->id)
		at--;
	if (at < fold->ordered_count && fold->ordered[at].head->id == head->id)
		return &fold->ordered[at].line;
	fold->ordered = sb_realloc(fold->ordered, (fold->ordered_count + 1) * sizeof(*fold->ordered));
	memmove(&fold->ordered[at + 1], &fold->ordered[at], (fold->ordered_count - at) * sizeof(*fold->ordered));
	fold->ordered_count++;
	fold->ordered[at] = (struct sb_ordered){ .head = head, .line = { .product = fold->state.product.id, .cost_minor = SB_NONE } };
	return &fold->ordered[at].line;
}

/* What is on order belongs to an order, and no more of it comes or is dropped than is open. */
static const char *apply_order(struct fold *fold, enum sb_kind root)
{
	const struct sb_line *line = &fold->line->line;
	bool is_open = line->from == SB_AT_ORDERED || line->to == SB_AT_ORDERED;
	bool begins = root == SB_KIND_ORDER_NEW && !fold->line->undo_body;
	int64_t order = begins ? fold->line->seq : fold->line->subject;
	const struct sb_order_head *head;

	if (!is_open && (!sb_kind_is_order(root) || order == SB_NONE))
		return NULL;
	head = sb_folded_order(&fold->orders, order);
	if (!head || !sb_kind_is_order(root))
		return N_("what it moves is on order and belongs to no order");
	if (head->store != fold->line->store)
		return N_("it belongs to a store that its order is not for");
	return sb_apply_order_line(ordered_of(fold, head), root, line) ? NULL : N_("it took more off its order than was open");
}

static const char *apply_cost(struct fold *fold, const struct sb_line *line, enum sb_kind root)
{
	int64_t owned = 0;

	if (!sb_line_sets_cost(root, line))
		return NULL;
	for (size_t i = 0; i < fold->store_count; i++)
		owned += fold->stock[i].on_hand;
	for (size_t i = 0; i < fold->transit_count; i++)
		owned += sb_transit_rest(&fold->transits[i]);
	return sb_apply_cost(&fold->cost, line, owned) ? NULL : N_("its quantities go beyond counting");
}

static const char *apply(struct fold *fold, size_t store, int64_t credited)
{
	const struct sb_line *line = &fold->line->line;
	struct sb_stock_state *stock = &fold->stock[store];
	struct sb_credit credit = { 0 };
	const struct sb_applied_line applied = {
		.line = line,
		.occurred_at = line->occurred_at ? line->occurred_at : fold->line->occurred_at,
		.usage_day = sb_day_of(fold->stores[store]->zone, credited),
	};

	if (!sb_apply_line(stock, &fold->state.popularity, &credit, &applied))
		return N_("its quantities go beyond counting");
	if (credit.is_due) {
		struct sb_credit *day = day_of(fold, stock->store, applied.usage_day);

		day->is_due = true;
		if (!sb_add(day->sold_milli, credit.sold_milli, &day->sold_milli) ||
		    !sb_add(day->revenue_minor, credit.revenue_minor, &day->revenue_minor))
			return N_("its quantities go beyond counting");
	}
	if (stock->on_hand != line->on_hand_after)
		return N_("the stock it left is not what the lines before it add up to");
	return NULL;
}

static void begin_entry(struct fold *fold, size_t store)
{
	const struct sb_folding_line *line = fold->line;

	if (fold->entry.seq == line->seq)
		return;
	fold->entry = (struct passing){
		.seq = line->seq,
		.store = store,
		.kind = line->kind,
		.free_before = sb_stock_available(&fold->stock[store]),
		.is_late = line->is_late,
	};
}

static enum sb_status end_entry(struct fold *fold, struct sb_error *err)
{
	const struct passing entry = fold->entry;
	const struct sb_stock_state *stock = &fold->stock[entry.store];

	fold->entry.seq = 0;
	if (!entry.seq || sb_stock_available(stock) >= entry.free_before || may_be_below(fold, stock, entry.kind, entry.seq, entry.is_late))
		return SB_OK;
	return fault(fold, entry.seq, _("it took more than was free, though that was not allowed"), err);
}

static enum sb_status apply_line(struct fold *fold, struct sb_error *err)
{
	const struct sb_folding_line *line = fold->line;
	struct sb_error inner = SB_ERROR_INIT;
	enum sb_kind root = line->kind;
	const char *wrong = NULL;
	int64_t credited = 0;
	size_t store;

	if (!line->is_whole || !find_store(fold, line->store, &store))
		wrong = N_("a line of it is damaged");
	else if (credited_at(fold, &credited, &root, &inner) != SB_OK)
		wrong = inner.text;
	else
		begin_entry(fold, store);
	if (!wrong)
		wrong = apply_cost(fold, &line->line, root);
	if (!wrong)
		wrong = apply(fold, store, credited);
	if (!wrong && !line->line.absorbed_by)
		wrong = apply_transit(fold, root);
	if (!wrong && !line->line.absorbed_by)
		wrong = apply_order(fold, root);
	return wrong ? fault(fold, line->seq, _(wrong), err) : SB_OK;
}

static enum sb_status next_line(struct fold *fold, struct sb_error *err)
{
	TRY(count_on(fold, err));
	return sb_folding_lines_next(fold->lines, &fold->line, err);
}

/* Merging. */

static bool stands_on(const struct walk *walk, int64_t product)
{
	return walk->has_row && sb_col_int(walk->stmt, 0) == product;
}

/* Rows about something that is no product. */
static enum sb_status skip_strays(struct fold *fold, int64_t product, struct sb_error *err)
{
	while (fold->line && fold->line->line.product < product) {
		TRY(fault(fold, fold->line->seq, _("it moves a product that was never added"), err));
		TRY(next_line(fold, err));
	}
	return SB_OK;
}

/* Changes and lines in the order of the journal, because whether a product may go below zero is one of its fields. */
static enum sb_status replay_product(struct fold *fold, int64_t product, struct sb_error *err)
{
	for (;;) {
		bool change = stands_on(&fold->changes, product), line = fold->line && fold->line->line.product == product;

		if (!change && !line)
			return SB_OK;
		if (change && (!line || sb_col_int(fold->changes.stmt, 1) <= fold->line->seq)) {
			TRY(change_product(fold, err));
			continue;
		}
		int64_t seq = fold->line->seq;
		TRY(apply_line(fold, err));
		TRY(next_line(fold, err));
		if (!fold->line || fold->line->line.product != product || fold->line->seq != seq)
			TRY(end_entry(fold, err));
	}
}

static enum sb_status replay_all(struct fold *fold, struct sb_error *err)
{
	while (fold->additions.has_row) {
		int64_t product = sb_col_int(fold->additions.stmt, 0);

		TRY(skip_strays(fold, product, err));
		TRY(add_product(fold, err));
		TRY(replay_product(fold, product, err));
		const struct sb_folded folded = {
			.state = fold->state,
			.stock = fold->stock,
			.stock_count = fold->store_count,
			.plans = fold->plans,
			.transits = fold->transits,
			.sendings = fold->sendings,
			.transit_count = fold->transit_count,
			.ordered = fold->ordered,
			.ordered_count = fold->ordered_count,
			.cost = fold->cost,
			.days = fold->days,
			.day_count = fold->day_count,
		};
		TRY(fold->visitor->product(&folded, fold->visitor->context, err));
	}
	return skip_strays(fold, INT64_MAX, err);
}

static enum sb_status run(struct fold *fold, struct sb_error *err)
{
	struct sb_db *db = fold->book->db;

	TRY(load_stores(fold, err));
	TRY(start(db, sb_sql_fold_products, &fold->additions, err));
	TRY(start(db, sb_sql_fold_changes, &fold->changes, err));
	fold->lines = sb_folding_lines_new(db, 0, &(struct sb_folding_watch){ .ask = tell, .context = fold });
	TRY(sb_folding_lines_next(fold->lines, &fold->line, err));
	return replay_all(fold, err);
}

static void end(struct walk *walk)
{
	if (walk->stmt)
		sb_stmt_reset(walk->stmt);
}

enum sb_status sb_fold_products(struct sb_book *book, const struct sb_fold_visitor *visitor, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	sb_owned(arena) passing = sb_arena_new();
	sb_owned(arena) of_stores = sb_arena_new();
	struct fold fold = { .book = book, .visitor = visitor, .arena = arena, .passing = passing, .of_stores = of_stores };
	enum sb_status status = run(&fold, err);

	end(&fold.additions);
	end(&fold.changes);
	sb_folding_lines_free(fold.lines);
	free(fold.stores);
	free(fold.stock);
	free(fold.plans);
	free(fold.transits);
	free(fold.sendings);
	sb_folded_stores_release(&fold.told);
	sb_folded_orders_release(&fold.orders);
	free(fold.ordered);
	free(fold.days);
	return status;
}
