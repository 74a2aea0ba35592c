/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells what stock is worth: the movements of one product at a time, in the order in which they happened, put on the
 * pile of their store and taken off it. */
#include "stockbook/valuation.h"
#include "book_inside.h"
#include "effect.h"
#include "heaps.h"
#include "kinds.h"
#include "statements.h"
#include "try.h"
#include <string.h>

/* A line that brings goods to a store or takes them from it. */
struct event {
	int64_t at, seq, line;
	int64_t store, transfer; /* transfer: of goods that begin or end their way */
	enum sb_place from, to;
	int64_t qty_milli, cost_minor;
};

struct valuing {
	struct sb_book *book;
	const struct sb_valuation_ask *ask;
	struct sb_arena *arena; /* of the entry at hand */
	struct event *events;	/* of the product at hand */
	size_t count, cap;
	struct sb_heaps heaps;
	struct sb_layer sold; /* what goods last went to customers for; quantity 0: none did */
	bool (*each)(const struct sb_valued *valued, void *context);
	void *context;
};

static enum sb_status fail_beyond(struct sb_error *err)
{
	return sb_fail(err, SB_INVALID, _("the stock's value goes beyond counting: look for a wrong quantity or cost"));
}

/* Reading. */

/* When it happened; what is done again happened when it was first done. False: it was taken back. */
static enum sb_status time_of(struct valuing *valuing, struct sb_stmt *stmt, int64_t *at, bool *holds, struct sb_error *err)
{
	const char *body = sb_col_text(stmt, 7);
	struct sb_effect effect;

	*at = sb_col_int(stmt, 0);
	*holds = true;
	if (!body)
		return SB_OK;
	sb_arena_clear(valuing->arena);
	TRY(sb_effect_read(SB_KIND_UNDO, body, valuing->arena, &effect, err));
	*holds = effect.redo;
	*at = effect.at;
	return SB_OK;
}

static struct event *new_event(struct valuing *valuing)
{
	if (valuing->count == valuing->cap) {
		valuing->cap = valuing->cap ? valuing->cap * 2 : 256;
		valuing->events = sb_realloc(valuing->events, valuing->cap * sizeof(*valuing->events));
	}
	return &valuing->events[valuing->count++];
}

/* Goods arrive no sooner than they were sent, whatever the clocks of two stores say. */
static int64_t not_before_sending(const struct valuing *valuing, int64_t transfer, int64_t at)
{
	for (size_t i = valuing->count; i-- > 0;) {
		const struct event *event = &valuing->events[i];

		if (event->transfer == transfer && event->to == SB_AT_TRANSIT)
			return event->at > at ? event->at : at;
	}
	return at;
}

static bool is_inside(enum sb_place from, enum sb_place to)
{
	return (sb_place_is_stock(from) && sb_place_is_stock(to)) || (!sb_place_is_ours(from) && !sb_place_is_ours(to));
}

static enum sb_status add_event(struct valuing *valuing, struct sb_stmt *stmt, struct sb_error *err)
{
	enum sb_place from = (enum sb_place)sb_col_int(stmt, 3), to = (enum sb_place)sb_col_int(stmt, 4);
	int64_t at, transfer = from == SB_AT_TRANSIT || to == SB_AT_TRANSIT ? sb_col_int(stmt, 9) : 0;
	bool holds;

	if (is_inside(from, to))
		return SB_OK;
	TRY(time_of(valuing, stmt, &at, &holds, err));
	if (!holds)
		return SB_OK;
	if (from == SB_AT_TRANSIT)
		at = not_before_sending(valuing, transfer, at);
	*new_event(valuing) = (struct event){
		.at = at,
		.seq = sb_col_int(stmt, 1),
		.line = sb_col_int(stmt, 2),
		.store = sb_col_int(stmt, 8),
		.transfer = transfer,
		.from = from,
		.to = to,
		.qty_milli = sb_col_int(stmt, 5),
		.cost_minor = sb_col_int(stmt, 6),
	};
	return SB_OK;
}

static int by_time(const void *a, const void *b)
{
	const struct event *left = a, *right = b;

	if (left->at != right->at)
		return left->at < right->at ? -1 : 1;
	if (left->seq != right->seq)
		return left->seq < right->seq ? -1 : 1;
	return (left->line > right->line) - (left->line < right->line);
}

static enum sb_status read_events(struct valuing *valuing, int64_t product, struct sb_error *err)
{
	enum sb_status status = SB_OK;
	struct sb_stmt *stmt;
	bool row = true;

	valuing->count = 0;
	TRY(sb_db_stmt(valuing->book->db, sb_sql_valuation_lines, &stmt, err));
	sb_bind_int(stmt, 1, product);
	while (status == SB_OK && row) {
		status = sb_stmt_step(stmt, &row, err);
		if (status == SB_OK && row)
			status = add_event(valuing, stmt, err);
	}
	sb_stmt_reset(stmt);
	if (valuing->count)
		qsort(valuing->events, valuing->count, sizeof(*valuing->events), by_time);
	return status;
}

/* Replaying. */

/* What goods that come in are worth. */
static sb_wide worth_of(const struct valuing *valuing, const struct sb_pile *pile, const struct event *event, bool *known)
{
	bool is_bought = event->from == SB_AT_SUPPLIER || event->from == SB_AT_ORDERED || event->from == SB_AT_OPENING;
	bool has_cost = event->cost_minor != SB_NONE;

	*known = true;
	if (event->from == SB_AT_CUSTOMER && valuing->sold.qty_milli)
		return sb_layer_share(&valuing->sold, event->qty_milli);
	if (pile->averages && !is_bought && pile->count)
		return sb_layer_share(&pile->layers[pile->first], event->qty_milli);
	if (!has_cost && pile->last.qty_milli)
		return sb_layer_share(&pile->last, event->qty_milli);
	*known = has_cost;
	return has_cost ? (sb_wide)event->qty_milli * event->cost_minor : 0;
}

static bool take_in(struct valuing *valuing, const struct event *event)
{
	struct sb_heap *heap = sb_heap_of(&valuing->heaps, event->store, 0);
	struct sb_sums *sums = &heap->sums;
	bool known;
	sb_wide worth = worth_of(valuing, &heap->pile, event, &known);

	if (!sb_heap_put(&valuing->heaps, heap, event->qty_milli, worth, event->from == SB_AT_CUSTOMER))
		return false;
	if (event->from == SB_AT_CUSTOMER) {
		sums->cogs -= worth;
		sums->sold_milli -= event->qty_milli;
	} else if (event->from == SB_AT_DIFFERENCE || event->from == SB_AT_WASTE) {
		sums->lost -= worth;
	} else {
		sums->received += worth;
		sums->unknown_milli += known ? 0 : event->qty_milli;
	}
	return true;
}

static void give_out(struct valuing *valuing, const struct event *event)
{
	struct sb_heap *heap = sb_heap_of(&valuing->heaps, event->store, 0);
	struct sb_sums *sums = &heap->sums;
	sb_wide worth = sb_pile_take(&heap->pile, event->qty_milli, event->cost_minor);

	if (event->to == SB_AT_CUSTOMER) {
		sums->cogs += worth;
		sums->sold_milli += event->qty_milli;
		valuing->sold = (struct sb_layer){ event->qty_milli, worth };
	} else if (event->to == SB_AT_SUPPLIER || event->to == SB_AT_OPENING) {
		sums->received -= worth;
	} else {
		sums->lost += worth;
	}
}

static bool apply(struct valuing *valuing, const struct event *event)
{
	struct sb_heaps *heaps = &valuing->heaps;

	if (event->from == SB_AT_TRANSIT && !sb_place_is_ours(event->to))
		sb_heaps_lose(heaps, event->store, event->transfer, event->qty_milli, event->cost_minor);
	else if (event->transfer)
		return sb_heaps_carry(heaps, event->store, event->transfer, event->to == SB_AT_TRANSIT, event->qty_milli, event->cost_minor);
	else if (sb_place_is_ours(event->to))
		return take_in(valuing, event);
	else
		give_out(valuing, event);
	return true;
}

static enum sb_status replay(struct valuing *valuing, struct sb_error *err)
{
	const struct sb_valuation_ask *ask = valuing->ask;
	bool has_begun = ask->from == SB_NONE;

	sb_heaps_clear(&valuing->heaps);
	valuing->sold = (struct sb_layer){ 0 };
	for (size_t i = 0; i < valuing->count; i++) {
		const struct event *event = &valuing->events[i];

		if (ask->to != SB_NONE && event->at > ask->to)
			break;
		if (!has_begun && event->at >= ask->from) {
			sb_heaps_begin_period(&valuing->heaps);
			has_begun = true;
		}
		if (!apply(valuing, event))
			return fail_beyond(err);
	}
	if (!has_begun)
		sb_heaps_begin_period(&valuing->heaps);
	return SB_OK;
}

/* Telling. */

/* To minor units, half away from zero. */
static bool rounded(sb_wide milli, int64_t *out)
{
	sb_wide minor = milli >= 0 ? (milli + 500) / 1000 : -((-milli + 500) / 1000);

	if (minor > INT64_MAX / 2 || minor < -(INT64_MAX / 2))
		return false;
	*out = (int64_t)minor;
	return true;
}

/* What the heaps asked for come to. */
struct total {
	struct sb_sums sums;
	int64_t qty_milli;
	sb_wide value, transit;
};

static void add_up(const struct valuing *valuing, struct total *out)
{
	*out = (struct total){ 0 };
	for (size_t i = 0; i < valuing->heaps.count; i++) {
		const struct sb_heap *heap = &valuing->heaps.heaps[i];

		if (valuing->ask->store && heap->store != valuing->ask->store)
			continue;
		out->qty_milli += sb_pile_qty(&heap->pile);
		out->value += sb_pile_value(&heap->pile);
		out->transit += heap->transfer ? sb_pile_value(&heap->pile) : 0;
		out->sums.received += heap->sums.received;
		out->sums.cogs += heap->sums.cogs;
		out->sums.lost += heap->sums.lost;
		out->sums.moved += heap->transfer ? 0 : heap->sums.moved;
		out->sums.sold_milli += heap->sums.sold_milli;
		out->sums.unknown_milli += heap->sums.unknown_milli;
	}
}

static bool fill(const struct valuing *valuing, struct sb_valued *out)
{
	struct total total;

	add_up(valuing, &total);
	out->qty_milli = total.qty_milli;
	out->sold_milli = total.sums.sold_milli;
	out->unknown_milli = total.sums.unknown_milli;
	return rounded(total.value, &out->value_minor) && rounded(total.transit, &out->transit_minor) &&
	       rounded(total.sums.moved, &out->moved_minor) && rounded(total.sums.cogs, &out->cogs_minor) &&
	       rounded(total.sums.received, &out->received_minor) && rounded(total.sums.lost, &out->lost_minor);
}

static enum sb_status tell(struct valuing *valuing, int64_t product, bool *goes_on, struct sb_error *err)
{
	struct sb_valued valued = { .product = product };
	struct sb_stmt *stmt;
	bool row;

	if (!fill(valuing, &valued))
		return fail_beyond(err);
	TRY(sb_db_stmt(valuing->book->db, sb_sql_product_label, &stmt, err));
	sb_bind_int(stmt, 1, product);
	TRY(sb_stmt_step(stmt, &row, err));
	if (row) {
		valued.sku = sb_col_text(stmt, 0);
		valued.name = sb_col_text(stmt, 1);
		valued.decimals = (int)sb_col_int(stmt, 2);
		*goes_on = valuing->each(&valued, valuing->context);
	}
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status value_product(struct valuing *valuing, int64_t product, bool *goes_on, struct sb_error *err)
{
	TRY(read_events(valuing, product, err));
	if (!valuing->count)
		return SB_OK;
	TRY(replay(valuing, err));
	return tell(valuing, product, goes_on, err);
}

static enum sb_status count_on(const struct sb_progress *progress, int64_t done, int64_t total, struct sb_error *err)
{
	if (!progress || !progress->step || progress->step(done, total, progress->context))
		return SB_OK;
	return sb_fail(err, SB_INTERRUPTED, _("interrupted"));
}

static enum sb_status value_all(struct valuing *valuing, const struct sb_progress *progress, struct sb_error *err)
{
	int64_t done = 0, total;
	struct sb_stmt *stmt;
	bool row, goes_on = true;

	TRY(sb_book_product_count(valuing->book, &total, err));
	TRY(sb_db_stmt(valuing->book->db, sb_sql_product_ids, &stmt, err));
	while (goes_on) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			return SB_OK;
		TRY(value_product(valuing, sb_col_int(stmt, 0), &goes_on, err));
		TRY(count_on(progress, ++done, total, err));
	}
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status value_some(struct valuing *valuing, struct sb_error *err)
{
	bool goes_on = true;

	for (size_t i = 0; i < valuing->ask->product_count && goes_on; i++)
		TRY(value_product(valuing, valuing->ask->products[i], &goes_on, err));
	return SB_OK;
}

enum sb_status sb_valuation_each(struct sb_book *book, const struct sb_valuation_ask *ask, const struct sb_progress *progress,
				 bool (*each)(const struct sb_valued *valued, void *context), void *context,
				 struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct valuing valuing = { .book = book, .ask = ask, .arena = arena, .each = each, .context = context };
	enum sb_status status;

	valuing.heaps.averages = ask->method == SB_VALUE_AVERAGE;
	TRY(sb_db_read_begin(book->db, err));
	status = ask->product_count ? value_some(&valuing, err) : value_all(&valuing, progress, err);
	sb_db_read_end(book->db);
	free(valuing.events);
	sb_heaps_release(&valuing.heaps);
	return status;
}
