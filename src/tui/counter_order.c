/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A delivery at the counter: what is scanned counts against a purchase order, more than was ordered and what was not
 * ordered at all included; what is missing in the end is asked about before it is booked.
 */
#include "counter_inside.h"
#include "stockbook/order.h"

static struct sb_book *book_of(const struct sb_counter *counter)
{
	return counter->view.desk->app->book;
}

static enum sb_status no_order(struct sb_error *err)
{
	return sb_fail(err, SB_USAGE, _("name the order that is delivered, or choose it in the list of orders"));
}

/* The order of these words, if goods of it can be taken in here. */
static enum sb_status find_order(struct sb_counter *counter, const char *words, struct sb_arena *arena, struct sb_order *out,
				 struct sb_error *err)
{
	const struct sb_store *here = sb_book_store(book_of(counter)), *store;
	int64_t seq;
	enum sb_status status = sb_entry_find(book_of(counter), words, &seq, err);

	if (!status)
		status = sb_order_get(book_of(counter), seq, arena, out, err);
	if (!status)
		status = sb_store_get(book_of(counter), out->store, &store, err);
	if (status)
		return status;
	if (out->store != here->id)
		return sb_fail(err, SB_REFUSED, _("order %lld is for %s: work for that store first"), (long long)out->id,
			       store->code);
	if (!sb_order_is_open(out->status))
		return sb_fail(err, SB_REFUSED, _("nothing of order %lld is to come any more: it is %s"), (long long)out->id,
			       sb_order_label(out->status));
	return SB_OK;
}

enum sb_status sb_counter_choose_order(struct sb_counter *counter, const char *words, struct sb_error *err)
{
	struct sb_basket *basket = &counter->basket;
	sb_owned(arena) arena = sb_arena_new();
	struct sb_order order;
	enum sb_status status = *words ? find_order(counter, words, arena, &order, err) : no_order(err);

	if (status)
		return status;
	if (basket->count && (basket->mode != SB_BASKET_ORDER || basket->arrives != order.id))
		return sb_fail(err, SB_REFUSED, _("the basket is not empty: book it or park it first"));
	basket->arrives = order.id;
	return SB_OK;
}

/* NULL: the order does not name the product. */
static const struct sb_order_line *find_line(const struct sb_order *order, int64_t product)
{
	for (size_t i = 0; i < order->line_count; i++)
		if (order->lines[i].product == product)
			return &order->lines[i];
	return NULL;
}

void sb_counter_order_refresh(struct sb_counter *counter)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_order order;

	if (sb_order_get(book_of(counter), counter->basket.arrives, arena, &order, &ignored))
		return;
	for (size_t i = 0; i < counter->basket.count; i++) {
		const struct sb_order_line *line = find_line(&order, counter->basket.lines[i].product);

		counter->basket.lines[i].available = line ? sb_order_rest(line) : 0;
	}
}

enum sb_status sb_counter_order_room(struct sb_counter *counter, int64_t product, struct sb_counter_room *out,
				     struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	const struct sb_order_line *line;
	struct sb_order order;
	enum sb_status status = sb_order_get(book_of(counter), counter->basket.arrives, arena, &order, err);

	*out = (struct sb_counter_room){ .cost_minor = SB_NONE };
	if (status)
		return status;
	line = find_line(&order, product);
	if (line)
		*out = (struct sb_counter_room){
			.available = sb_order_rest(line),
			.cost_minor = line->cost_minor,
			.is_expected = true,
		};
	return SB_OK;
}

bool sb_counter_order_is_open(struct sb_counter *counter)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_order order;

	return !sb_order_get(book_of(counter), counter->basket.arrives, arena, &order, &ignored) &&
	       sb_order_is_open(order.status);
}

bool sb_counter_asks_rest(struct sb_counter *counter)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_order order;
	size_t missing = 0;

	/* What is wrong with the order says its command. */
	if (sb_order_get(book_of(counter), counter->basket.arrives, arena, &order, &ignored))
		return false;
	for (size_t i = 0; i < order.line_count; i++)
		missing += sb_order_rest(&order.lines[i]) > sb_basket_quantity(&counter->basket, order.lines[i].product);
	if (!missing)
		return false;
	counter->is_asking = true;
	sb_desk_say(counter->view.desk, SB_STYLE_WARNING,
		    ngettext("%zu product of the order has not come in full", "%zu products of the order have not come in full",
			     missing),
		    missing);
	return true;
}

void sb_counter_print_progress(const struct sb_counter *counter, const struct sb_basket_line *line, struct sb_buf *out)
{
	const struct sb_numbers *numbers = &counter->view.desk->app->numbers;
	sb_auto(buf) came = SB_BUF_INIT;
	sb_auto(buf) of = SB_BUF_INIT;

	/* As short as it can be said: it stands in a narrow column. */
	sb_qty_print(line->qty_milli, 0, numbers, &came);
	sb_qty_print(line->available, 0, numbers, &of);
	if (line->available > 0)
		sb_buf_printf(out, _("%s of %s"), came.data, of.data);
	else
		sb_buf_printf(out, _("%s over"), came.data);
}
