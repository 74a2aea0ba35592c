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
	struct sb_book *book = counter->view.desk->app->book;

	sb_baskets_save(&counter->basket, counter->aside, counter->aside_count, sb_db_where(sb_book_db(book)), sb_book_store(book)->code);
	counter->token[0] = '\0';
}

void sb_counter_drop_offers(struct sb_counter *counter)
{
	if (counter->offers.arena)
		sb_page_release(&counter->offers);
	counter->offers = (struct sb_page){ 0 };
	counter->is_choosing = false;
	counter->chosen = 0;
	sb_worker_forget(counter->view.desk->worker, counter);
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
	sb_qty_print(left, line->decimals, numbers, &text);
	sb_buf_printf(&text, " %s", counter->basket.mode == SB_BASKET_ARRIVAL ? _("still to come") : _("left"));
	if (left < 0) {
		sb_buf_puts(&text, _(", only there: "));
		sb_qty_print(line->available, line->decimals, numbers, &text);
	}
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

static void add_found(struct sb_counter *counter, const struct sb_found *found)
{
	struct sb_error err = SB_ERROR_INIT;
	int64_t qty = found->qty_milli;
	struct sb_counter_room room;

	if (counter->times_milli && __builtin_mul_overflow(qty / 1000, counter->times_milli, &qty))
		qty = SB_NONE;
	counter->times_milli = 0;
	if (sb_counter_room(counter, found->id, &room, &err))
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
	enum sb_status status =
		sb_product_find(desk->app->book, code, sb_setting_text(desk->app->settings, SB_SET_SCAN_WEIGHT), true, &found, &err);

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

/* "5*" or "5*CODE": how often. True: taken off the text. */
static bool take_times(struct sb_counter *counter, const char **text, struct sb_error *err)
{
	const char *star = strchr(*text, '*');
	sb_owned_string number = NULL;
	int64_t times;

	if (!star || star == *text || strspn(*text, "0123456789.,") != (size_t)(star - *text))
		return true;
	number = sb_strndup(*text, (size_t)(star - *text));
	if (sb_qty_parse(number, 3, &counter->view.desk->app->numbers, &times, err))
		return false;
	counter->times_milli = times;
	*text = star + 1;
	return true;
}

static struct sb_basket_line *selected_line(struct sb_counter *counter)
{
	if (counter->selected >= counter->basket.count)
		counter->selected = counter->basket.count ? counter->basket.count - 1 : 0;
	return counter->basket.count ? &counter->basket.lines[counter->selected] : NULL;
}

/* "*3" and "=2.50" change the selected line. */
static bool change_line(struct sb_counter *counter, const char *text, struct sb_error *err)
{
	struct sb_app *app = counter->view.desk->app;
	struct sb_basket_line *line = selected_line(counter);
	int64_t value;

	if (!line) {
		sb_fail(err, SB_REFUSED, _("the basket is empty: scan something first"));
		return false;
	}
	if (*text == '*') {
		if (sb_qty_parse(text + 1, line->decimals, &app->numbers, &value, err))
			return false;
		if (value <= 0)
			sb_basket_remove(&counter->basket, counter->selected);
		else
			line->qty_milli = value;
	} else {
		if (!sb_basket_modes[counter->basket.mode].money) {
			sb_fail(err, SB_REFUSED, _("a removal has no price: leave it out"));
			return false;
		}
		if (sb_money_parse(text + 1, sb_book_currency(app->book), &app->numbers, &value, err))
			return false;
		line->price_minor = value;
		line->is_price_typed = true;
	}
	sb_counter_keep(counter);
	return true;
}

static bool find_typed(struct sb_counter *counter, const char *text, struct sb_error *err)
{
	struct sb_app *app = counter->view.desk->app;
	struct sb_found found;

	if (counter->is_choosing && counter->chosen < counter->offers.count)
		text = counter->offers.rows[counter->chosen].values[0].s;
	if (sb_product_find(app->book, text, sb_setting_text(app->settings, SB_SET_SCAN_WEIGHT), false, &found, err))
		return false;
	add_found(counter, &found);
	return true;
}

void sb_counter_enter(struct sb_counter *counter)
{
	const char *text = counter->line.text.data;
	struct sb_error err = SB_ERROR_INIT;
	bool done;

	counter->unknown[0] = '\0';
	counter->extra.id = 0;
	text += strspn(text, " ");
	if (*text == '*' || *text == '=') {
		done = change_line(counter, text, &err);
	} else {
		done = take_times(counter, &text, &err);
		if (done && *text)
			done = find_typed(counter, text, &err);
	}
	if (!done) {
		sb_desk_fail(counter->view.desk, &err);
		return;
	}
	sb_edit_clear(&counter->line);
	sb_counter_drop_offers(counter);
}

/* Products that fit a name being typed. */
void sb_counter_ask_offers(struct sb_counter *counter)
{
	const char *text = counter->line.text.data, *star = strchr(text, '*');
	struct sb_ask ask = { .columns = "sku,name,available,price", .limit = SB_COUNTER_OFFERS };
	sb_auto(buf) query = SB_BUF_INIT;

	if (star && star > text)
		text = star + 1;
	for (const char *at = text; *at; at++)
		sb_buf_putc(&query, strchr("\":()*=", *at) ? ' ' : *at);
	if (query.len < 2 || *text == '=' || *text == '*') {
		sb_counter_drop_offers(counter);
		return;
	}
	ask.query = query.data;
	counter->is_choosing = false;
	sb_worker_ask(counter->view.desk->worker, counter, SB_COUNTER_TAG_OFFERS, sb_list_find("products"), &ask);
}
