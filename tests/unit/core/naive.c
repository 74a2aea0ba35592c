/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain way. */
#include "naive.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define TOP_ROWS 100

const char *naive_query(struct sb_arena *arena, const struct naive_ask *ask)
{
	sb_auto(buf) text = SB_BUF_INIT;

	for (size_t i = 0; i < 3 && ask->words[i]; i++)
		sb_buf_printf(&text, "%s ", ask->words[i]);
	if (ask->tag)
		sb_buf_printf(&text, "tag:\"%s\" ", ask->tag);
	if (ask->sku)
		sb_buf_printf(&text, "sku:%s ", ask->sku);
	if (ask->archived)
		sb_buf_printf(&text, "archived:%s", ask->archived);
	return sb_arena_strdup(arena, text.data);
}

static bool is_letter(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool has_word(const char *text, const char *beginning)
{
	for (const char *at = text; *at; at++)
		if ((at == text || !is_letter(at[-1])) && strncmp(at, beginning, strlen(beginning)) == 0)
			return true;
	return false;
}

static bool has_tag(const struct shop_product *product, const char *tag)
{
	for (size_t i = 0; i < product->tag_count; i++)
		if (strcasecmp(product->tags[i], tag) == 0)
			return true;
	return false;
}

static bool has_sku(const struct shop_product *product, const char *wanted)
{
	size_t length = strlen(wanted);

	if (wanted[length - 1] == '*')
		return strncmp(product->sku, wanted, length - 1) == 0;
	return strcmp(product->sku, wanted) == 0;
}

static bool is_exact(const struct shop_product *product, const struct naive_ask *ask)
{
	const char *only = ask->words[0];

	if (!only || ask->words[1] || product->archived)
		return false;
	return strcasecmp(product->sku, only) == 0 || (product->barcode && strcmp(product->barcode, only) == 0);
}

static bool matches(const struct shop_product *product, const struct naive_ask *ask)
{
	if (product->archived != (ask->archived && strcmp(ask->archived, "yes") == 0))
		return false;
	if ((ask->tag && !has_tag(product, ask->tag)) || (ask->sku && !has_sku(product, ask->sku)))
		return false;
	if (is_exact(product, ask))
		return true;
	for (size_t i = 0; i < 3 && ask->words[i]; i++)
		if (product->archived || !has_word(product->search_text, ask->words[i]))
			return false;
	return true;
}

static bool key_of(const struct shop_product *product, const char *name, const char **text, int64_t *number)
{
	const struct {
		const char *name, *text;
		int64_t number;
	} keys[] = {
		{ "name", product->name_key, 0 },
		{ "sku", product->sku, 0 },
		{ "supplier", product->supplier, SB_NONE },
		{ "bin", product->bin, SB_NONE },
		{ "price", NULL, product->price },
		{ "cost", NULL, product->cost },
		{ "on_hand", NULL, product->on_hand },
		{ "available", NULL, product->on_hand - product->held },
		{ "held", NULL, product->held },
		{ "created_at", NULL, product->id },
	};

	for (size_t i = 0; i < SB_COUNT(keys); i++) {
		if (strcmp(keys[i].name, name) != 0)
			continue;
		*text = keys[i].text;
		*number = keys[i].number;
		return *text || *number != SB_NONE;
	}
	abort();
}

static int compare_by(const struct shop_product *a, const struct shop_product *b, const char *name, bool desc)
{
	const char *text_a, *text_b;
	int64_t number_a, number_b;
	bool has_a = key_of(a, name, &text_a, &number_a), has_b = key_of(b, name, &text_b, &number_b);
	int order;

	if (!has_a || !has_b)
		return has_b - has_a;
	if (text_a)
		order = strcmp(text_a, text_b);
	else
		order = (number_a > number_b) - (number_a < number_b);
	return desc ? -order : order;
}

static int compare(const struct shop_product *a, const struct shop_product *b, const char *sort)
{
	bool desc = false;

	while (*sort) {
		char name[32];
		size_t length;
		desc = *sort == '-';
		sort += desc;
		length = strcspn(sort, ",");
		memcpy(name, sort, length);
		name[length] = '\0';
		int order = compare_by(a, b, name, desc);
		if (order)
			return order;
		sort += length + (sort[length] == ',');
	}
	return ((a->id > b->id) - (a->id < b->id)) * (desc ? -1 : 1);
}

static int rank_of(const struct shop_product *product, const struct naive_ask *ask, int64_t floor)
{
	char words[200] = "";

	for (size_t i = 0; i < 3 && ask->words[i]; i++)
		snprintf(words + strlen(words), sizeof(words) - strlen(words), "%s%s", i ? " " : "", ask->words[i]);
	if (is_exact(product, ask))
		return 0;
	if (product->search_id < floor)
		return 3;
	return strncmp(product->name_key, words, strlen(words)) == 0 ? 1 : 2;
}

static const struct shop_product **select_all(struct shop *shop, const struct naive_ask *ask, size_t *count)
{
	const struct shop_product **found = sb_arena_alloc(shop->arena, (shop->count + 1) * sizeof(*found));

	*count = 0;
	for (size_t i = 0; i < shop->count; i++)
		if (matches(&shop->products[i], ask))
			found[(*count)++] = &shop->products[i];
	return found;
}

static const int64_t *ids_of(struct shop *shop, const struct shop_product *const *found, size_t count)
{
	int64_t *ids = sb_arena_alloc(shop->arena, (count + 1) * sizeof(*ids));

	for (size_t i = 0; i < count; i++)
		ids[i] = found[i]->id;
	return ids;
}

const int64_t *naive_sorted(struct shop *shop, const struct naive_ask *ask, const char *sort, size_t *count)
{
	const struct shop_product **found = select_all(shop, ask, count);

	for (size_t i = 1; i < *count; i++) {
		const struct shop_product *moved = found[i];
		size_t j = i;
		for (; j && compare(moved, found[j - 1], sort) < 0; j--)
			found[j] = found[j - 1];
		found[j] = moved;
	}
	return ids_of(shop, found, *count);
}

static bool comes_before(const struct shop_product *a, const struct shop_product *b, const struct naive_ask *ask,
			 int64_t floor)
{
	int rank_a = rank_of(a, ask, floor), rank_b = rank_of(b, ask, floor);

	return rank_a != rank_b ? rank_a < rank_b : a->search_id > b->search_id;
}

static void sort_ranked(const struct shop_product **found, size_t count, const struct naive_ask *ask, int64_t floor)
{
	for (size_t i = 1; i < count; i++) {
		const struct shop_product *moved = found[i];
		size_t j = i;
		for (; j && comes_before(moved, found[j - 1], ask, floor); j--)
			found[j] = found[j - 1];
		found[j] = moved;
	}
}

const int64_t *naive_ranked(struct shop *shop, const struct naive_ask *ask, size_t *count)
{
	const struct shop_product **found = select_all(shop, ask, count);
	int64_t ids[TOP_ROWS], floor = 0;
	size_t top = 0;

	for (size_t i = 0; i < *count; i++) {
		if (!has_word(found[i]->search_text, ask->words[0]))
			continue; /* found as a code only */
		size_t j = top < TOP_ROWS ? top++ : TOP_ROWS;
		for (; j && ids[j - 1] < found[i]->search_id; j--)
			if (j < TOP_ROWS)
				ids[j] = ids[j - 1];
		if (j < TOP_ROWS)
			ids[j] = found[i]->search_id;
	}
	if (top == TOP_ROWS)
		floor = ids[TOP_ROWS - 1];
	sort_ranked(found, *count, ask, floor);
	return ids_of(shop, found, *count);
}
