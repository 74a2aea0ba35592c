/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The till side: one line that is never left takes scans, the basket becomes one entry with one key, baskets are put aside and brought back. */
#include "../counter_inside.h"

#include <stdio.h>
#include <string.h>

static struct sb_counter *self(struct sb_view *view)
{
	return (struct sb_counter *)view;
}

static enum sb_status open_counter(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	struct sb_counter *counter = sb_alloc(sizeof(*counter));
	sb_owned_string book = sb_desk_book_file(desk);

	(void)argument;
	(void)err;
	counter->view = (struct sb_view){ .ops = &sb_view_counter, .desk = desk };
	sb_scan_line_init(&counter->line, &counter->view, SB_COUNTER_TAG_OFFERS, "sku,name,available,price");
	counter->aside_count = sb_baskets_load(&counter->basket, counter->aside, book, sb_book_store(desk->app->book)->code);
	if (counter->basket.count)
		sb_desk_say(desk, SB_STYLE_MESSAGE, "%s", _("the basket from last time is still here"));
	sb_counter_refresh(counter);
	*out = &counter->view;
	return SB_OK;
}

static void close_counter(struct sb_view *view)
{
	struct sb_counter *counter = self(view);

	if (counter->last.arena)
		sb_page_release(&counter->last);
	if (counter->expected.arena)
		sb_page_release(&counter->expected);
	sb_scan_line_release(&counter->line);
	sb_basket_release(&counter->basket);
	for (size_t i = 0; i < counter->aside_count; i++)
		sb_basket_release(&counter->aside[i]);
	free(counter);
}

static void arrived(struct sb_view *view, struct sb_answer *answer)
{
	struct sb_counter *counter = self(view);
	struct sb_page *page = answer->tag == SB_COUNTER_TAG_LAST ? &counter->last : &counter->expected;

	if (answer->tag == SB_COUNTER_TAG_OFFERS) {
		sb_scan_line_arrived(&counter->line, answer);
		return;
	}
	if (answer->status)
		return;
	if (page->arena)
		sb_page_release(page);
	*page = answer->page;
	answer->taken = true;
}

static void reload(struct sb_view *view)
{
	sb_counter_refresh(self(view));
}

/* What is typed here after a while elsewhere is meant for the line, not as keys that book or undo. */
static void shown(struct sb_view *view)
{
	self(view)->line.is_typing = true;
}

/* Keys that mean something only while the line is empty: they could not begin a code or name. */
static bool input_empty(struct sb_counter *counter, const struct sb_input *input)
{
	sb_auto(buf) line = SB_BUF_INIT;

	if (sb_input_is_key(input, '-', 0)) {
		if (sb_basket_negate(&counter->basket)) {
			sb_counter_keep(counter);
			sb_desk_say(counter->view.desk, SB_STYLE_MESSAGE, "%s", _("the last scan is taken back"));
		} else {
			sb_desk_say(counter->view.desk, SB_STYLE_WARNING, "%s", _("there is no last scan to take back: choose a line and type *0"));
		}
		return true;
	}
	if (counter->extra.id && sb_input_is_key(input, 'a', 0)) {
		sb_counter_take_extra(counter);
		return true;
	}
	if (counter->unknown[0] && sb_input_is_key(input, 'a', 0)) {
		sb_buf_printf(&line, "add --barcode=\"%s\"", counter->unknown);
		counter->unknown[0] = '\0';
		sb_desk_run(counter->view.desk, line.data);
		return true;
	}
	return false;
}

static bool wants_text(const struct sb_view *view)
{
	const struct sb_counter *counter = (const struct sb_counter *)view;

	return counter->line.is_typing && !counter->is_asking;
}

static bool input(struct sb_view *view, const struct sb_input *input)
{
	struct sb_counter *counter = self(view);

	if (input->kind == SB_INPUT_SCAN) {
		counter->is_asking = false;
		sb_edit_retract(&counter->line.edit, input->retract);
		if (strchr(sb_scan_line_text(&counter->line), '*'))
			sb_counter_enter(counter);
		sb_scan_line_empty(&counter->line);
		sb_counter_scan(counter, input->text);
		return true;
	}
	if (!wants_text(view) || input->kind == SB_INPUT_MOUSE)
		return false;
	if (!*counter->line.edit.text.data && input_empty(counter, input))
		return true;
	return sb_scan_line_input(&counter->line, input);
}

static enum sb_status give_line(struct sb_counter *counter, struct sb_call *call, const struct sb_basket_line *line, bool with_price,
				struct sb_error *err)
{
	struct sb_app *app = counter->view.desk->app;
	sb_auto(buf) qty = SB_BUF_INIT;
	sb_auto(buf) price = SB_BUF_INIT;
	enum sb_status status;

	sb_qty_print(line->qty_milli, 0, &app->plain, &qty);
	status = sb_call_give_next(call, line->sku, err);
	if (!status)
		status = sb_call_give_next(call, qty.data, err);
	if (status || !with_price)
		return status;
	if (line->is_price_typed)
		sb_money_print(line->price_minor, sb_book_currency(app->book), &app->plain, &price);
	return sb_call_give(call, sb_basket_modes[counter->basket.mode].money, price.data, err);
}

static enum sb_status give_basket(struct sb_counter *counter, struct sb_call *call, bool closes, struct sb_error *err)
{
	const struct sb_basket *basket = &counter->basket;
	bool with_price = false;
	enum sb_status status = SB_OK;

	for (size_t i = 0; i < basket->count; i++)
		with_price = with_price || basket->lines[i].is_price_typed;
	with_price = with_price && sb_basket_modes[basket->mode].money;
	status = sb_counter_give_mode(counter, call, err);
	for (size_t i = 0; i < basket->count && !status; i++)
		status = give_line(counter, call, &basket->lines[i], with_price, err);
	if (!status && closes)
		status = sb_call_give(call, "close", "yes", err);
	return status ? status : sb_call_give(call, "token", counter->token, err);
}

/* A token made once a basket: booking again after an answer that got lost books nothing twice. */
static void make_token(struct sb_counter *counter)
{
	struct sb_app *app = counter->view.desk->app;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_id id;

	if (counter->token[0])
		return;
	sb_id_new(&id, sb_book_now(app->book), &app->random);
	sb_id_print(&id, &text);
	snprintf(counter->token, sizeof(counter->token), "%s", text.data);
}

/* What is to be paid, or paid back: the basket that told it is empty now. */
static void say_total(struct sb_counter *counter, enum sb_basket_mode mode, int64_t total)
{
	sb_auto(buf) text = SB_BUF_INIT;

	if (mode != SB_BASKET_SELL && mode != SB_BASKET_RETURN)
		return;
	sb_put_money(counter->view.desk, total, &text);
	sb_desk_say_also(counter->view.desk, text.data);
}

static void book(struct sb_counter *counter, bool closes)
{
	struct sb_desk *desk = counter->view.desk;
	sb_owned(call) call = sb_call_new(desk->app, sb_cmd_find(sb_basket_modes[counter->basket.mode].command));
	struct sb_error err = SB_ERROR_INIT;
	const enum sb_basket_mode mode = counter->basket.mode;
	struct sb_reply reply;
	enum sb_status status;
	int64_t total = 0;
	bool is_known = sb_basket_total(&counter->basket, &total);

	make_token(counter);
	sb_reply_init(&reply);
	status = give_basket(counter, call, closes, &err);
	if (!status)
		status = sb_call_run(call, &reply, &err);
	if (status) {
		sb_desk_fail(desk, &err);
	} else {
		counter->basket.count = 0;
		counter->basket.last_product = SB_NONE;
		counter->selected = 0;
		sb_counter_after_commit(counter);
		sb_counter_keep(counter);
		sb_desk_replied(desk, &reply);
		if (is_known)
			say_total(counter, mode, total);
	}
	sb_reply_release(&reply);
}

/* `rest` says what becomes of what has not come of an order: keep or close; "": it is asked if there is any. */
static void commit(struct sb_counter *counter, const char *rest)
{
	bool was_asked = counter->is_asking;

	counter->is_asking = false;
	/* What stands in the line belongs to the basket; what it is must be known before anything is booked. */
	if (*counter->line.edit.text.data)
		sb_counter_enter(counter);
	if (*counter->line.edit.text.data || counter->extra.id)
		return;
	if (!counter->basket.count) {
		sb_desk_say(counter->view.desk, SB_STYLE_WARNING, "%s", _("the basket is empty: scan something first"));
		return;
	}
	if (counter->basket.mode == SB_BASKET_ORDER && !(was_asked && *rest) && sb_counter_asks_rest(counter))
		return;
	book(counter, was_asked && !strcmp(rest, "close"));
}

static void park(struct sb_counter *counter)
{
	if (!counter->basket.count || counter->aside_count == SB_BASKETS_MAX) {
		sb_desk_say(counter->view.desk, SB_STYLE_WARNING, "%s",
			    counter->basket.count ? _("twenty baskets are parked already: bring one back first") : _("the basket is empty: nothing to park"));
		return;
	}
	counter->aside[counter->aside_count++] = counter->basket;
	sb_basket_init(&counter->basket);
	counter->basket.mode = counter->aside[counter->aside_count - 1].mode;
	memcpy(counter->basket.to, counter->aside[counter->aside_count - 1].to, sizeof(counter->basket.to));
	if (sb_basket_arrives(&counter->basket))
		counter->basket.mode = SB_BASKET_SELL;
	counter->selected = 0;
	sb_counter_keep(counter);
	sb_desk_say(counter->view.desk, SB_STYLE_MESSAGE, ngettext("parked: %zu basket waits", "parked: %zu baskets wait", counter->aside_count),
		    counter->aside_count);
}

/* The oldest comes back; what stands here takes its place at the end. */
static void recall(struct sb_counter *counter)
{
	struct sb_basket oldest;

	if (!counter->aside_count) {
		sb_desk_say(counter->view.desk, SB_STYLE_WARNING, "%s", _("no basket is parked"));
		return;
	}
	oldest = counter->aside[0];
	memmove(&counter->aside[0], &counter->aside[1], --counter->aside_count * sizeof(counter->aside[0]));
	if (counter->basket.count)
		counter->aside[counter->aside_count++] = counter->basket;
	else
		sb_basket_release(&counter->basket);
	counter->basket = oldest;
	counter->selected = 0;
	sb_counter_keep(counter);
	reload(&counter->view);
	sb_desk_say(counter->view.desk, SB_STYLE_MESSAGE, ngettext("brought back: %zu more waits", "brought back: %zu more wait", counter->aside_count),
		    counter->aside_count);
}

/* What was asked about the last scan, or about what is missing, is left. */
static void drop_questions(struct sb_counter *counter)
{
	counter->unknown[0] = '\0';
	counter->extra.id = 0;
	counter->is_asking = false;
}

static bool back(struct sb_counter *counter)
{
	if (sb_scan_line_back(&counter->line))
		return true;
	if (counter->unknown[0] || counter->extra.id || counter->is_asking) {
		drop_questions(counter);
		sb_desk_unsay(counter->view.desk);
		return true;
	}
	if (!counter->line.is_typing)
		return false;
	counter->line.is_typing = false;
	sb_desk_say(counter->view.desk, SB_STYLE_MESSAGE, "%s", _("keys are commands now: Enter or / goes back to the line, a scan too"));
	return true;
}

static void move(struct sb_counter *counter, const char *where)
{
	int by = strcmp(where, "up") && strcmp(where, "page-up") ? 1 : -1;

	if (sb_scan_line_choose(&counter->line, by))
		return;
	if (by > 0 && counter->selected + 1 < counter->basket.count)
		counter->selected++;
	else if (by < 0 && counter->selected)
		counter->selected--;
}

static void empty(struct sb_counter *counter)
{
	if (!counter->basket.count)
		return;
	park(counter);
	sb_desk_say(counter->view.desk, SB_STYLE_MESSAGE, "%s", _("emptied: the basket is parked, recall brings it back"));
}

static bool act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	struct sb_counter *counter = self(view);

	switch ((int)action) {
	case SB_ACTION_ENTER_LINE: case SB_ACTION_FILTER: case SB_ACTION_OPEN:
		if (counter->line.is_typing)
			sb_counter_enter(counter);
		counter->line.is_typing = true;
		return true;
	case SB_ACTION_COMMIT: commit(counter, rest); return true;
	case SB_ACTION_MODE: return sb_counter_set_mode(counter, rest);
	case SB_ACTION_PARK: drop_questions(counter); park(counter); return true;
	case SB_ACTION_RECALL: drop_questions(counter); recall(counter); return true;
	case SB_ACTION_EMPTY: drop_questions(counter); empty(counter); return true;
	case SB_ACTION_NEGATE: return input_empty(counter, &(struct sb_input){ .kind = SB_INPUT_KEY, .key = { .key = '-' } });
	case SB_ACTION_MOVE: move(counter, rest); return true;
	case SB_ACTION_BACK: return back(counter);
	default: return false;
	}
}

static const char *context(const struct sb_view *view)
{
	const struct sb_counter *counter = (const struct sb_counter *)view;

	return counter->is_asking ? "delivery" : counter->line.is_typing ? "counter" : "counter-keys";
}

static void save(struct sb_view *view)
{
	sb_counter_keep(self(view));
}

const struct sb_view_ops sb_view_counter = {
	.name = "counter",
	.title = N_("Counter"),
	.manual = "counter",
	.open = open_counter,
	.close = close_counter,
	.draw = sb_counter_draw,
	.input = input,
	.act = act,
	.arrived = arrived,
	.reload = reload,
	.shown = shown,
	.context = context,
	.wants_text = wants_text,
	.save = save,
};
