/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a basket at the counter becomes: a sale, a receipt, …; a transfer, whose destination is chosen from the other
 * stores; or what arrives of one, or of a purchase order, where what is to come stands below what was scanned.
 */
#include "counter_inside.h"
#include "list_view.h"

#include <stdio.h>
#include <string.h>

enum { EXPECTED_SHOWN = 200 };

static struct sb_book *book_of(const struct sb_counter *counter)
{
	return counter->view.desk->app->book;
}

static enum sb_status arrival_room(struct sb_counter *counter, int64_t product, struct sb_counter_room *out,
				   struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_transfer transfer;
	enum sb_status status = sb_transfer_get(book_of(counter), counter->basket.arrives, arena, &transfer, err);

	if (status)
		return status;
	for (size_t i = 0; i < transfer.line_count; i++)
		if (transfer.lines[i].product == product)
			out->available = sb_transfer_rest(&transfer.lines[i]);
	return SB_OK;
}

enum sb_status sb_counter_room(struct sb_counter *counter, int64_t product, struct sb_counter_room *out, struct sb_error *err)
{
	struct sb_stock stock;
	enum sb_status status;

	*out = (struct sb_counter_room){ .cost_minor = SB_NONE, .is_expected = true };
	if (counter->basket.mode == SB_BASKET_ARRIVAL)
		return arrival_room(counter, product, out, err);
	if (counter->basket.mode == SB_BASKET_ORDER)
		return sb_counter_order_room(counter, product, out, err);
	status = sb_stock_get(book_of(counter), product, &stock, err);
	if (!status)
		out->available = stock.available;
	return status;
}

static void ask_expected(struct sb_counter *counter)
{
	bool is_order = counter->basket.mode == SB_BASKET_ORDER;
	struct sb_ask ask = { .columns = is_order ? "sku,name,open,supplier" : "sku,name,rest", .limit = EXPECTED_SHOWN };
	sb_auto(buf) query = SB_BUF_INIT;

	if (!sb_basket_arrives(&counter->basket))
		return;
	sb_buf_printf(&query, "%s:%lld open:yes", is_order ? "order" : "transfer", (long long)counter->basket.arrives);
	ask.query = query.data;
	sb_worker_ask(counter->view.desk->worker, counter, SB_COUNTER_TAG_EXPECTED,
		      sb_list_find(is_order ? "order_lines" : "transfer_lines"), &ask);
}

static void ask_last(struct sb_counter *counter)
{
	struct sb_ask ask = { .columns = "occurred_at,kind,qty,sku,name,on_hand_after", .limit = SB_COUNTER_LAST };
	struct sb_error ignored = SB_ERROR_INIT;
	sb_auto(buf) query = SB_BUF_INIT;
	int64_t stores = 1;

	if (!sb_store_count(book_of(counter), &stores, &ignored) && stores > 1)
		sb_buf_printf(&query, "store:%s", sb_book_store(book_of(counter))->code);
	ask.query = query.len ? query.data : NULL;
	sb_worker_ask(counter->view.desk->worker, counter, SB_COUNTER_TAG_LAST, sb_list_find("movements"), &ask);
}

void sb_counter_refresh(struct sb_counter *counter)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_counter_room room;

	if (counter->basket.mode == SB_BASKET_ORDER)
		sb_counter_order_refresh(counter);
	for (size_t i = 0; i < counter->basket.count && counter->basket.mode != SB_BASKET_ORDER; i++)
		if (!sb_counter_room(counter, counter->basket.lines[i].product, &room, &err))
			counter->basket.lines[i].available = room.available;
	ask_expected(counter);
	ask_last(counter);
}

/*
 * Where a transfer goes
 */
static enum sb_status no_other_store(struct sb_error *err)
{
	return sb_fail(err, SB_REFUSED, _("there is no other store to send to: add one with store add"));
}

/* The store behind the one chosen, in order of codes; the first again behind the last. */
static enum sb_status next_store(struct sb_counter *counter, struct sb_error *err)
{
	const char *here = sb_book_store(book_of(counter))->code, *chosen = NULL, *first = NULL;
	const struct sb_ask ask = { .columns = "code", .sort = "code", .limit = SB_PAGE_MAX };
	struct sb_page page;
	enum sb_status status = sb_list_page(sb_list_find("stores"), book_of(counter), &ask, &page, err);

	if (status)
		return status;
	for (size_t i = 0; i < page.count; i++) {
		const char *code = page.rows[i].values[0].s;

		if (!strcmp(code, here))
			continue;
		if (!first)
			first = code;
		if (!chosen && strcmp(code, counter->basket.to) > 0)
			chosen = code;
	}
	if (!chosen)
		chosen = first;
	if (chosen)
		snprintf(counter->basket.to, sizeof(counter->basket.to), "%s", chosen);
	sb_page_release(&page);
	return chosen ? SB_OK : no_other_store(err);
}

static enum sb_status choose_store(struct sb_counter *counter, const char *code, struct sb_error *err)
{
	const struct sb_store *here = sb_book_store(book_of(counter)), *store;
	enum sb_status status = SB_OK;

	if (!*code)
		return counter->basket.to[0] && counter->basket.mode != SB_BASKET_TRANSFER ? SB_OK
											   : next_store(counter, err);
	status = sb_store_find(book_of(counter), code, &store, err);
	if (status)
		return status;
	if (store->id == here->id)
		return sb_fail(err, SB_INVALID, _("the goods are in %s already: name another store"), here->code);
	snprintf(counter->basket.to, sizeof(counter->basket.to), "%s", store->code);
	return SB_OK;
}

/*
 * What arrives
 */
static enum sb_status choose_transfer(struct sb_counter *counter, const char *words, struct sb_error *err)
{
	const struct sb_store *here = sb_book_store(book_of(counter)), *to;
	sb_owned(arena) arena = sb_arena_new();
	struct sb_transfer transfer;
	int64_t seq;
	enum sb_status status = SB_OK;

	if (!*words)
		return sb_fail(err, SB_USAGE,
			       _("it is not said which transfer arrives: choose it in the list of transfers"));
	status = sb_entry_find(book_of(counter), words, &seq, err);
	if (!status)
		status = sb_transfer_get(book_of(counter), seq, arena, &transfer, err);
	if (!status)
		status = sb_store_get(book_of(counter), transfer.to, &to, err);
	if (status)
		return status;
	if (transfer.to != here->id)
		return sb_fail(err, SB_REFUSED, _("transfer %lld goes to %s: work for that store first"),
			       (long long)transfer.seq, to->code);
	if (strcmp(sb_transfer_status(&transfer), "open"))
		return sb_fail(err, SB_REFUSED, _("nothing of transfer %lld is on its way any more: `transfer list` shows those that are"),
			       (long long)transfer.seq);
	if (counter->basket.count && counter->basket.arrives != transfer.seq)
		return sb_fail(err, SB_REFUSED, _("the basket is not empty: book it or park it first"));
	counter->basket.arrives = transfer.seq;
	return SB_OK;
}

/* As the command will see it, and in its words: "spoil" is no reason, and told before anything is scanned. */
static enum sb_status check_reason(struct sb_counter *counter, const char *reason, struct sb_error *err)
{
	sb_auto(buf) ignored = SB_BUF_INIT;
	sb_owned(call) call = sb_call_new(counter->view.desk->app, sb_cmd_find(sb_basket_modes[SB_BASKET_REMOVE].command));

	return *reason ? sb_call_check(call, "reason", reason, &ignored, err) : SB_OK;
}

static enum sb_status prepare(struct sb_counter *counter, enum sb_basket_mode mode, const char *words,
			      struct sb_error *err)
{
	/* Its money is what was agreed with the supplier: no price to sell at. */
	if (counter->basket.mode == SB_BASKET_ORDER && mode != SB_BASKET_ORDER && counter->basket.count)
		return sb_fail(err, SB_REFUSED, _("the basket is a delivery: book it or park it first"));
	if (mode == SB_BASKET_REMOVE && check_reason(counter, words, err))
		return err->status;
	if (mode == SB_BASKET_REMOVE || mode == SB_BASKET_HOLD)
		snprintf(counter->basket.reason, sizeof(counter->basket.reason), "%s", words);
	if (mode == SB_BASKET_TRANSFER)
		return choose_store(counter, words, err);
	if (mode == SB_BASKET_ORDER)
		return sb_counter_choose_order(counter, words, err);
	return mode == SB_BASKET_ARRIVAL ? choose_transfer(counter, words, err) : SB_OK;
}

static bool enter(struct sb_counter *counter, enum sb_basket_mode mode, const char *words)
{
	struct sb_error err = SB_ERROR_INIT;

	if (prepare(counter, mode, words, &err)) {
		sb_desk_fail(counter->view.desk, &err);
		return false;
	}
	counter->basket.mode = mode;
	counter->extra.id = 0;
	counter->is_asking = false;
	sb_counter_keep(counter);
	sb_counter_refresh(counter);
	return true;
}

/* The modes that need nothing but themselves, and a transfer if there is anywhere to send to. */
static bool next_mode(struct sb_counter *counter)
{
	enum sb_basket_mode mode = counter->basket.mode;
	struct sb_error ignored = SB_ERROR_INIT;
	int64_t stores = 1;

	mode = mode >= SB_BASKET_TRANSFER ? SB_BASKET_SELL : (enum sb_basket_mode)(mode + 1);
	if (mode == SB_BASKET_TRANSFER && (sb_store_count(book_of(counter), &stores, &ignored) || stores < 2))
		mode = SB_BASKET_SELL;
	return enter(counter, mode, "");
}

/* "next", or a mode's word, behind it a removal's reason, a hold's order, a transfer's destination, the number of what arrives. */
bool sb_counter_set_mode(struct sb_counter *counter, const char *words)
{
	size_t length = strcspn(words, " ");

	if (!strncmp(words, "next", length))
		return next_mode(counter);
	for (int i = 0; i < SB_BASKET_MODE_COUNT; i++)
		if (strlen(sb_basket_modes[i].word) == length && !strncmp(sb_basket_modes[i].word, words, length))
			return enter(counter, (enum sb_basket_mode)i, words + length + strspn(words + length, " "));
	sb_desk_say(counter->view.desk, SB_STYLE_ERROR,
		    _("%s is not a mode: sell, receive, return, remove, hold, transfer, arrival or order"), words);
	return false;
}

enum sb_status sb_counter_give_mode(struct sb_counter *counter, struct sb_call *call, struct sb_error *err)
{
	const struct sb_basket *basket = &counter->basket;
	char number[24];

	if (basket->mode == SB_BASKET_REMOVE && basket->reason[0])
		return sb_call_give(call, "reason", basket->reason, err);
	if (basket->mode == SB_BASKET_HOLD && basket->reason[0])
		return sb_call_give(call, "order", basket->reason, err);
	if (basket->mode == SB_BASKET_TRANSFER)
		return sb_call_give(call, "to", basket->to, err);
	if (!sb_basket_arrives(basket))
		return SB_OK;
	snprintf(number, sizeof(number), "%lld", (long long)basket->arrives);
	return sb_call_give_next(call, number, err);
}

static bool transfer_is_open(struct sb_counter *counter)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_transfer transfer;

	return !sb_transfer_get(book_of(counter), counter->basket.arrives, arena, &transfer, &ignored) &&
	       !strcmp(sb_transfer_status(&transfer), "open");
}

/* Once all has arrived the counter sells again. */
void sb_counter_after_commit(struct sb_counter *counter)
{
	if (!sb_basket_arrives(&counter->basket) ||
	    (counter->basket.mode == SB_BASKET_ORDER ? sb_counter_order_is_open(counter) : transfer_is_open(counter)))
		return;
	counter->basket.mode = SB_BASKET_SELL;
	counter->basket.arrives = 0;
}

static void print_order(const struct sb_counter *counter, struct sb_buf *out)
{
	const struct sb_page *expected = &counter->expected;
	const struct sb_value *supplier =
		expected->arena && expected->count ? sb_row_value(expected, &expected->rows[0], "supplier") : NULL;

	sb_buf_printf(out, _("of order %lld"), (long long)counter->basket.arrives);
	if (supplier && !supplier->is_null)
		sb_buf_printf(out, " · %s", supplier->s);
}

void sb_counter_print_mode(const struct sb_counter *counter, struct sb_buf *out)
{
	const struct sb_basket *basket = &counter->basket;

	if (basket->mode == SB_BASKET_REMOVE || basket->mode == SB_BASKET_HOLD)
		sb_buf_puts(out, basket->reason);
	else if (basket->mode == SB_BASKET_TRANSFER)
		sb_buf_printf(out, _("to %s"), basket->to);
	else if (basket->mode == SB_BASKET_ARRIVAL)
		sb_buf_printf(out, _("of transfer %lld"), (long long)basket->arrives);
	else if (basket->mode == SB_BASKET_ORDER)
		print_order(counter, out);
}
