/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The counter's one line: a scan, a SKU or a name adds to the basket; `5*` before it counts it five times, `*3` sets the quantity of the selected
 * line and `=2.50` its price.
 */
#include "counter_inside.h"
#include "stockbook/text.h"

#include <stdio.h>
#include <string.h>

void sb_counter_keep(struct sb_counter *counter)
{
	struct sb_desk *desk = counter->view.desk;
	sb_owned_string book = sb_desk_book_file(desk);

	sb_baskets_save(&counter->basket, counter->aside, counter->aside_count, book, sb_book_store(desk->app->book)->code);
	counter->token[0] = '\0';
}

/* "3 of 10 MUG-BLUE Blue mug · 7 still to come" */
static void say_delivered(struct sb_counter *counter, const struct sb_basket_line *line, int64_t left)
{
	sb_auto(buf) text = SB_BUF_INIT;

	sb_counter_print_progress(counter, line, &text);
	sb_buf_printf(&text, " %s %s · ", line->sku, line->name);
	sb_qty_print(left < 0 ? -left : left, line->decimals, &counter->view.desk->app->numbers, &text);
	sb_buf_printf(&text, " %s", left < 0 ? _("more than ordered") : _("still to come"));
	if (left < 0)
		sb_term_bell(counter->view.desk->term);
	sb_desk_say(counter->view.desk, left < 0 ? SB_STYLE_WARNING : SB_STYLE_OK, "%s", text.data);
}

/* What will be left; where that is less than nothing, what there is. */
static void put_rest(const struct sb_counter *counter, const struct sb_basket_line *line, int64_t left, struct sb_buf *out)
{
	bool is_arrival = counter->basket.mode == SB_BASKET_ARRIVAL, is_short = left < 0 && left < line->available;
	sb_auto(buf) amount = SB_BUF_INIT;

	sb_qty_print(is_short ? line->available : left, line->decimals, &counter->view.desk->app->numbers, &amount);
	if (!is_short)
		sb_buf_printf(out, "%s %s", amount.data, is_arrival ? _("still to come") : _("left"));
	else if (line->available <= 0)
		sb_buf_puts(out, is_arrival ? _("no more is on its way") : _("none is there"));
	else
		sb_buf_printf(out, is_arrival ? _("only %s on its way") : _("only %s there"), amount.data);
}

/* Echoes a line of the basket: how many, what, what will be left. */
void sb_counter_say_line(struct sb_counter *counter, int64_t product)
{
	size_t index = sb_basket_find(&counter->basket, product);
	const struct sb_basket_line *line = &counter->basket.lines[index];
	const struct sb_numbers *numbers = &counter->view.desk->app->numbers;
	int64_t left = sb_basket_left(&counter->basket, line);
	sb_auto(buf) text = SB_BUF_INIT;

	if (counter->basket.mode == SB_BASKET_ORDER) {
		say_delivered(counter, line, left);
		return;
	}
	sb_qty_print(line->qty_milli, line->decimals, numbers, &text);
	sb_buf_printf(&text, " %s %s %s · ", sb_term_glyphs(counter->view.desk->term)->times, line->sku, line->name);
	put_rest(counter, line, left, &text);
	sb_desk_say(counter->view.desk, left < 0 ? SB_STYLE_WARNING : SB_STYLE_OK, "%s", text.data);
}

static void add_to_basket(struct sb_counter *counter, const struct sb_found *found, int64_t qty, const struct sb_counter_room *room)
{
	struct sb_desk *desk = counter->view.desk;
	struct sb_found priced = *found;

	if (counter->basket.mode == SB_BASKET_ORDER)
		priced.price_minor = room->cost_minor;
	if (qty == SB_NONE || !sb_basket_add(&counter->basket, &priced, qty, room->available)) {
		sb_desk_say(desk, SB_STYLE_ERROR, "%s", _("that is more than a basket can hold: book this one first"));
		return;
	}
	counter->selected = sb_basket_find(&counter->basket, found->id);
	counter->unknown[0] = '\0';
	counter->extra.id = 0;
	sb_counter_say_line(counter, found->id);
	if (found->check_digit_wrong)
		sb_desk_say(desk, SB_STYLE_WARNING, _("%s %s taken, but the code's check digit is wrong: look whether it is the right one"), found->sku,
			    found->name);
	sb_counter_keep(counter);
}

/* An order that does not name the product may take it all the same. */
static void offer_extra(struct sb_counter *counter, const struct sb_found *found, int64_t qty)
{
	counter->extra = *found;
	counter->extra_milli = qty;
	sb_term_bell(counter->view.desk->term);
	sb_desk_say(counter->view.desk, SB_STYLE_WARNING, _("not ordered: a takes it in as well, Enter leaves it · %s %s"),
		    found->sku, found->name);
}

/* Said now and not when the basket is booked: half of what is counted in pieces is a slip. */
static enum sb_status check_decimals(const struct sb_counter *counter, const struct sb_found *found, int64_t qty, struct sb_error *err)
{
	const struct sb_numbers *numbers = &counter->view.desk->app->numbers;
	sb_auto(buf) text = SB_BUF_INIT;
	int64_t ignored;

	sb_qty_print(qty, found->decimals, numbers, &text);
	return sb_qty_parse(text.data, found->decimals, numbers, &ignored, err);
}

static void add_found(struct sb_counter *counter, const struct sb_found *found)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_counter_room room;
	int64_t qty;

	if (!sb_scan_line_multiply(&counter->line, found->qty_milli, &qty))
		qty = SB_NONE;
	if ((qty != SB_NONE && check_decimals(counter, found, qty, &err)) || sb_counter_room(counter, found->id, &room, &err))
		sb_desk_fail(counter->view.desk, &err);
	else if (!room.is_expected && sb_basket_find(&counter->basket, found->id) == SIZE_MAX)
		offer_extra(counter, found, qty);
	else
		add_to_basket(counter, found, qty, &room);
}

void sb_counter_take_extra(struct sb_counter *counter)
{
	const struct sb_found found = counter->extra;
	const struct sb_counter_room room = { .cost_minor = SB_NONE };

	add_to_basket(counter, &found, counter->extra_milli, &room);
}

void sb_counter_scan(struct sb_counter *counter, const char *code)
{
	struct sb_desk *desk = counter->view.desk;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_found found;
	enum sb_status status = sb_scan_line_scan(&counter->line, &code, &found, &err);

	if (!status) {
		add_found(counter, &found);
		return;
	}
	sb_term_bell(desk->term);
	if (status != SB_NOT_FOUND) {
		sb_desk_fail(desk, &err);
		return;
	}
	if (sb_scan_check(code) == SB_CHECK_BAD) {
		sb_desk_say(desk, SB_STYLE_ERROR, _("%s: its check digit is wrong, it was misread: scan it again"), code);
		return;
	}
	snprintf(counter->unknown, sizeof(counter->unknown), "%s", code);
	sb_desk_say(desk, SB_STYLE_WARNING, _("unknown %s: a adds it as a product, Enter leaves it, or scan on"), code);
}

static struct sb_basket_line *selected_line(struct sb_counter *counter)
{
	if (counter->selected >= counter->basket.count)
		counter->selected = counter->basket.count ? counter->basket.count - 1 : 0;
	return counter->basket.count ? &counter->basket.lines[counter->selected] : NULL;
}

static enum sb_status set_quantity(struct sb_counter *counter, struct sb_basket_line *line, const char *text, struct sb_error *err)
{
	int64_t value;
	enum sb_status status = sb_qty_parse(text, line->decimals, &counter->view.desk->app->numbers, &value, err);

	if (status)
		return status;
	if (value <= 0)
		sb_basket_remove(&counter->basket, counter->selected);
	else
		line->qty_milli = value;
	return SB_OK;
}

static enum sb_status set_price(struct sb_counter *counter, struct sb_basket_line *line, const char *text, struct sb_error *err)
{
	struct sb_app *app = counter->view.desk->app;
	int64_t value;
	enum sb_status status;

	if (!sb_basket_modes[counter->basket.mode].money)
		return sb_fail(err, SB_REFUSED, _("a removal has no price: leave it out"));
	status = sb_money_parse(text, sb_book_currency(app->book), &app->numbers, &value, err);
	if (!status && value < 0)
		return sb_fail(err, SB_INVALID, _("below zero makes no sense here: give it without the minus sign"));
	if (status)
		return status;
	line->price_minor = value;
	line->is_price_typed = true;
	return SB_OK;
}

/* "*3" and "=2.50" change the selected line. */
static enum sb_status change_line(struct sb_counter *counter, const char *text, struct sb_error *err)
{
	struct sb_basket_line *line = selected_line(counter);
	enum sb_status status;

	if (!line)
		return sb_fail(err, SB_REFUSED, _("the basket is empty: scan something first"));
	const struct sb_basket_line before = *line;

	status = *text == '*' ? set_quantity(counter, line, text + 1, err) : set_price(counter, line, text + 1, err);
	if (status)
		return status;
	sb_counter_keep(counter);
	if (sb_basket_find(&counter->basket, before.product) != SIZE_MAX)
		sb_counter_say_line(counter, before.product);
	else
		sb_desk_say(counter->view.desk, SB_STYLE_MESSAGE, _("%s is out of the basket"), before.sku);
	return SB_OK;
}

static enum sb_status take_product(struct sb_counter *counter, const char *text, struct sb_error *err)
{
	struct sb_found found;
	enum sb_status status = sb_scan_line_take_times(&counter->line, &text, err);

	if (status || !*text)
		return status;
	status = sb_scan_line_find(&counter->line, text, &found, err);
	if (!status)
		add_found(counter, &found);
	return status;
}

void sb_counter_enter(struct sb_counter *counter)
{
	const char *text = sb_scan_line_text(&counter->line);
	struct sb_error err = SB_ERROR_INIT;

	counter->unknown[0] = '\0';
	counter->extra.id = 0;
	if (*text == '*' || *text == '=' ? change_line(counter, text, &err) : take_product(counter, text, &err))
		sb_desk_fail(counter->view.desk, &err);
	else
		sb_scan_line_empty(&counter->line);
}
