/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding to a basket, taking back, adding up. */
#include "basket.h"

#include <stdio.h>
#include <string.h>

const struct sb_basket_mode_row sb_basket_modes[SB_BASKET_MODE_COUNT] = {
#define M(symbol, word_, command_, money_, heading_, title_, style_) \
	[SB_BASKET_##symbol] = { (word_), (command_), (money_), (heading_), (title_), (style_) },
	SB_BASKET_MODES(M)
#undef M
};

void sb_basket_init(struct sb_basket *basket)
{
	*basket = (struct sb_basket){ .last_product = SB_NONE };
}

void sb_basket_release(struct sb_basket *basket)
{
	free(basket->lines);
	sb_basket_init(basket);
}

size_t sb_basket_find(const struct sb_basket *basket, int64_t product)
{
	for (size_t i = 0; i < basket->count; i++)
		if (basket->lines[i].product == product)
			return i;
	return SIZE_MAX;
}

int64_t sb_basket_quantity(const struct sb_basket *basket, int64_t product)
{
	size_t index = sb_basket_find(basket, product);

	return index == SIZE_MAX ? 0 : basket->lines[index].qty_milli;
}

static struct sb_basket_line *new_line(struct sb_basket *basket, const struct sb_found *found)
{
	struct sb_basket_line *line;

	if (basket->count == SB_BASKET_LINES_MAX)
		return NULL;
	basket->lines = sb_realloc(basket->lines, (basket->count + 1) * sizeof(*basket->lines));
	line = &basket->lines[basket->count++];
	*line = (struct sb_basket_line){ .product = found->id, .decimals = found->decimals, .price_minor = found->price_minor };
	snprintf(line->sku, sizeof(line->sku), "%s", found->sku);
	snprintf(line->name, sizeof(line->name), "%s", found->name);
	return line;
}

bool sb_basket_add(struct sb_basket *basket, const struct sb_found *found, int64_t qty_milli, int64_t available)
{
	size_t index = sb_basket_find(basket, found->id);
	int64_t sum;

	if (!sb_add(sb_basket_quantity(basket, found->id), qty_milli, &sum) || sum > SB_QTY_MAX || sum <= 0)
		return false;
	if (index == SIZE_MAX && !new_line(basket, found))
		return false;
	index = sb_basket_find(basket, found->id);
	basket->lines[index].qty_milli = sum;
	basket->lines[index].available = available;
	basket->last_product = found->id;
	basket->last_qty_milli = qty_milli;
	return true;
}

void sb_basket_remove(struct sb_basket *basket, size_t index)
{
	if (index >= basket->count)
		return;
	if (basket->lines[index].product == basket->last_product)
		basket->last_product = SB_NONE;
	memmove(&basket->lines[index], &basket->lines[index + 1], (basket->count - index - 1) * sizeof(basket->lines[0]));
	basket->count--;
}

bool sb_basket_negate(struct sb_basket *basket)
{
	size_t index = basket->last_product == SB_NONE ? SIZE_MAX : sb_basket_find(basket, basket->last_product);

	basket->last_product = SB_NONE;
	if (index == SIZE_MAX)
		return false;
	basket->lines[index].qty_milli -= basket->last_qty_milli;
	if (basket->lines[index].qty_milli <= 0)
		sb_basket_remove(basket, index);
	return true;
}

int64_t sb_basket_money(const struct sb_basket *basket, const struct sb_basket_line *line)
{
	bool is_price = basket->mode == SB_BASKET_SELL || basket->mode == SB_BASKET_RETURN || basket->mode == SB_BASKET_ORDER;

	return is_price || (line->is_price_typed && sb_basket_modes[basket->mode].money) ? line->price_minor : SB_NONE;
}

bool sb_basket_total(const struct sb_basket *basket, int64_t *out_minor)
{
	int64_t total = 0, line;

	for (size_t i = 0; i < basket->count; i++) {
		int64_t money = sb_basket_money(basket, &basket->lines[i]);

		if (money == SB_NONE)
			continue;
		if (!sb_line_total(basket->lines[i].qty_milli, money, &line) || !sb_add(total, line, &total))
			return false;
	}
	*out_minor = total;
	return true;
}

int64_t sb_basket_left(const struct sb_basket *basket, const struct sb_basket_line *line)
{
	bool goes_in = basket->mode == SB_BASKET_RECEIVE || basket->mode == SB_BASKET_RETURN;

	/* of an arrival `available` is what is on its way */
	return goes_in ? line->available + line->qty_milli : line->available - line->qty_milli;
}
