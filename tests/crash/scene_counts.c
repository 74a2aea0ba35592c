/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shop's stock counts and purchase orders. */
#include "scene.h"

#include "stockbook/count.h"
#include "stockbook/order.h"

/* What was asked for is told by the token alone. */
static const struct sb_hash asked = { .bytes = { 1 } };

/* ---- counts ---- */

enum sb_status scene_count(struct sb_book *book, bool zeroes, const char *token, struct sb_error *err)
{
	struct sb_count_ask ask = SB_COUNT_ASK;
	struct sb_outcome outcome;

	ask.scope_lines = SCENE_PRODUCTS;
	ask.zeroes = zeroes;
	ask.token = token;
	ask.fingerprint = &asked;
	return sb_count_open(book, &ask, &outcome, err);
}

enum sb_status scene_scan(struct sb_book *book, int64_t count, int64_t product, const char *token, struct sb_error *err)
{
	struct sb_count_scan scan = SB_COUNT_SCAN(count);
	struct sb_count_scanned scanned;
	struct sb_outcome outcome;

	scan.product = product;
	scan.qty_milli = SCENE_STOCK;
	scan.is_absolute = true;
	scan.token = token;
	scan.fingerprint = &asked;
	return sb_count_scan(book, &scan, &scanned, &outcome, err);
}

enum sb_status scene_post_count(struct sb_book *book, int64_t count, const int64_t *uncounted, size_t uncounted_count, const char *token,
				struct sb_error *err)
{
	struct sb_count_step step = SB_COUNT_STEP(count);
	struct sb_outcome outcome;

	step.uncounted = uncounted;
	step.uncounted_count = uncounted_count;
	step.token = token;
	step.fingerprint = &asked;
	return sb_count_post(book, &step, &outcome, err);
}

enum sb_status scene_reverse_count(struct sb_book *book, int64_t count, const char *token, struct sb_error *err)
{
	struct sb_outcome outcome;

	return sb_count_reverse(book, count, token, &asked, &outcome, err);
}

/* ---- orders ---- */

static void some(const int64_t *products, size_t count, int64_t qty_milli, struct sb_line *out)
{
	for (size_t i = 0; i < count; i++)
		out[i] = (struct sb_line){ .product = products[i], .qty_milli = qty_milli, .price_minor = SB_NONE, .cost_minor = 100 };
}

static struct sb_draft draft_of(const struct sb_line *lines, size_t count, const char *token)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_RECEIVE);

	draft.lines = lines;
	draft.line_count = count;
	draft.token = token;
	draft.fingerprint = &asked;
	return draft;
}

/* As products may name one that was never added. */
static enum sb_status find_supplier(struct sb_book *book, struct sb_arena *arena, struct sb_supplier *out, struct sb_error *err)
{
	struct sb_error missing = SB_ERROR_INIT;
	enum sb_status status = sb_supplier_find(book, "Rhine", arena, out, &missing);

	if (status == SB_OK)
		return SB_OK;
	*err = missing;
	if (status != SB_NOT_FOUND)
		return status;
	*err = (struct sb_error)SB_ERROR_INIT;
	*out = (struct sb_supplier){ .id = SB_NONE };
	for (size_t i = 0; i < SB_SF_COUNT; i++)
		out->value[i] = (struct sb_value){ .type = sb_supplier_field_table[i].type, .is_null = true };
	out->value[SB_SF_NAME] = (struct sb_value){ .type = SB_TEXT_TYPE, .s = "Rhine" };
	return SB_OK;
}

enum sb_status scene_order(struct sb_book *book, const int64_t *products, size_t count, const char *token, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	sb_owned(write) write = NULL;
	struct sb_line lines[SCENE_PRODUCTS];
	const struct sb_draft draft = draft_of(lines, count, token);
	struct sb_supplier supplier;
	struct sb_outcome outcome;
	enum sb_status status = find_supplier(book, arena, &supplier, err);

	some(products, count, 3000, lines);
	if (!status)
		status = sb_write_begin(book, &write, err);
	if (!status)
		status = sb_order_make(write, &supplier, SB_NONE, &draft, &outcome, err);
	return status ? status : sb_write_commit(write, err);
}

enum sb_status scene_receive_order(struct sb_book *book, int64_t order, const int64_t *products, size_t count, bool close, const char *token,
				   struct sb_error *err)
{
	sb_owned(write) write = NULL;
	struct sb_line lines[SCENE_PRODUCTS];
	const struct sb_draft draft = draft_of(lines, count, token);
	struct sb_outcome outcome;
	enum sb_status status = sb_write_begin(book, &write, err);

	some(products, count, 1000, lines);
	if (!status)
		status = sb_order_receive(write, order, close, &draft, &outcome, err);
	return status ? status : sb_write_commit(write, err);
}
