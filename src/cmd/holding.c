/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Holds as commands see them: pairs of product and quantity, the hold an argument names, and the answer with the hold
 * as it is now.
 */
#include "holding.h"
#include "move.h"
#include "stockbook/json.h"
#include "stockbook/text.h"

#include <stdio.h>
#include <string.h>

/* ---- arguments ---- */

static int64_t price_of(struct sb_call *call, size_t index)
{
	const struct sb_value *given = sb_call_value(call, "price", index);

	return given->is_null ? SB_NONE : given->n;
}

static enum sb_status make_lines(struct sb_call *call, const struct sb_line **out, size_t *count, struct sb_error *err)
{
	size_t products = sb_call_count(call, "product");
	struct sb_line *lines = sb_arena_alloc(sb_call_arena(call), (products + 1) * sizeof(*lines));

	if (products != sb_call_count(call, "qty"))
		return sb_fail_field(err, SB_USAGE, "qty",
				     _("a quantity belongs to each product: PRODUCT QTY [PRODUCT QTY …]"));
	for (size_t i = 0; i < products; i++)
		lines[i] = (struct sb_line){
			.product = sb_call_product(call, "product", i)->id,
			.qty_milli = sb_call_value(call, "qty", i)->n,
			.price_minor = price_of(call, i),
			.cost_minor = SB_NONE,
		};
	*out = lines;
	*count = products;
	return products ? move_check_money(call, "price", products, err) : SB_OK;
}

static enum sb_status make_step(struct sb_call *call, enum sb_kind kind, struct sb_hold_step *out, struct sb_error *err)
{
	const struct sb_value *note = sb_call_value(call, "note", 0);

	*out = (struct sb_hold_step){
		.kind = kind,
		.hold = SB_NONE,
		.reason = sb_call_text(call, "reason"),
		.note = note->is_null ? NULL : note->s,
		.token = sb_call_text(call, "token"),
	};
	out->fingerprint = out->token ? sb_call_fingerprint(call) : NULL;
	return make_lines(call, &out->lines, &out->line_count, err);
}

/* Prices without products are of all that is committed, product by product as the hold lists them. */
static enum sb_status price_all(struct sb_call *call, struct sb_hold_step *step, struct sb_error *err)
{
	struct sb_line *lines;
	struct sb_hold hold;
	size_t count = 0;
	enum sb_status st;

	if (step->line_count || !sb_call_count(call, "price"))
		return SB_OK;
	st = sb_hold_get(sb_call_app(call)->book, step->hold, sb_call_arena(call), &hold, err);
	if (st)
		return st;
	lines = sb_arena_alloc(sb_call_arena(call), (hold.count + 1) * sizeof(*lines));
	for (size_t i = 0; i < hold.count; i++) {
		if (!hold.parts[i].committed)
			continue;
		lines[count] = (struct sb_line){
			.product = hold.parts[i].product,
			.qty_milli = hold.parts[i].committed,
			.price_minor = price_of(call, count),
			.cost_minor = SB_NONE,
		};
		count++;
	}
	step->lines = lines;
	step->line_count = count;
	/* With nothing left to hand over, what became of the hold is the answer. */
	return count ? move_check_money(call, "price", count, err) : SB_OK;
}

/* ---- answers ---- */

static void add_moment(struct sb_json *json, const char *key, int64_t moment)
{
	sb_auto(buf) text = SB_BUF_INIT;

	if (moment == SB_NONE) {
		sb_json_null(json, key);
		return;
	}
	sb_moment_print(moment, &text);
	sb_json_text(json, key, text.data);
}

static enum sb_status add_part(struct sb_call *call, struct sb_json *json, const struct sb_hold *hold,
			       const struct sb_hold_part *part, struct sb_error *err)
{
	bool counts = hold->expires_at == SB_NONE || hold->expires_at > sb_book_now(sb_call_app(call)->book);
	struct sb_product product;
	enum sb_status st = sb_product_get(sb_call_app(call)->book, part->product, sb_call_arena(call), &product, err);

	if (st)
		return st;
	sb_json_open(json, NULL, '{');
	sb_json_text(json, "sku", product.value[SB_PF_SKU].s);
	sb_json_text(json, "name", product.value[SB_PF_NAME].s);
	answer_add_qty(json, "qty", part->qty_milli);
	answer_add_qty(json, "held", counts ? part->held : 0);
	answer_add_qty(json, "committed", part->committed);
	answer_add_qty(json, "fulfilled", part->fulfilled);
	sb_json_close(json, '}');
	return SB_OK;
}

static enum sb_status add_hold(struct sb_call *call, struct sb_reply *reply, const struct sb_hold *hold,
			       struct sb_error *err)
{
	sb_auto(buf) text = SB_BUF_INIT;
	sb_auto(buf) id = SB_BUF_INIT;
	struct sb_json json;
	enum sb_status st = SB_OK;

	sb_id_print(&hold->uuid, &id);
	sb_json_init(&json, &text);
	sb_json_open(&json, NULL, '{');
	sb_json_text(&json, "id", id.data);
	sb_json_int(&json, "number", hold->id);
	sb_json_text(&json, "status", sb_hold_word(hold->status));
	sb_json_text(&json, "order", hold->order);
	add_moment(&json, "placed_at", hold->placed_at);
	add_moment(&json, "expires_at", hold->expires_at);
	sb_json_open(&json, "lines", '[');
	for (size_t i = 0; i < hold->count && !st; i++)
		st = add_part(call, &json, hold, &hold->parts[i], err);
	if (st)
		return st;
	sb_json_close(&json, ']');
	sb_json_close(&json, '}');
	reply->json = sb_arena_printf(reply->arena, "\"hold\":%s", text.data);
	return SB_OK;
}

/* "… · hold 12 until 14:05", for a hold just placed; what it is now, for one seen before. */
static void say_hold(struct sb_call *call, struct sb_reply *reply, const struct sb_hold *hold)
{
	sb_auto(buf) until = SB_BUF_INIT;

	if (hold->status == SB_HOLD_HELD) {
		sb_moment_print_local(sb_book_store(sb_call_app(call)->book)->zone, hold->expires_at, &until);
		answer_printf(reply, _("%s · hold %lld until %s"), reply->message, (long long)hold->id, until.data);
	} else {
		answer_printf(reply, _("%s · hold %lld is %s"), reply->message, (long long)hold->id,
			      sb_hold_label(hold->status));
	}
}

static enum sb_status answer_hold(struct sb_call *call, struct sb_reply *reply, const struct sb_outcome *outcome,
				  struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	struct sb_entry entry;
	struct sb_hold hold;
	int64_t id = SB_NONE;
	enum sb_status st = answer_entry(call, reply, outcome, NULL, err);

	if (!st)
		st = sb_entry_get(book, outcome->seq, sb_call_arena(call), &entry, err);
	if (!st)
		st = sb_hold_of_entry(book, &entry, &id, err);
	if (st || id == SB_NONE)
		return st;
	st = sb_hold_get(book, id, sb_call_arena(call), &hold, err);
	if (!st)
		st = add_hold(call, reply, &hold, err);
	if (!st)
		say_hold(call, reply, &hold);
	return st;
}

/* ---- doing ---- */

enum sb_status holding_place(struct sb_call *call, enum sb_kind kind, struct sb_reply *reply, struct sb_error *err)
{
	const struct sb_value *note = sb_call_value(call, "note", 0);
	int64_t seconds = sb_call_int(call, "expires", SB_HOLD_EXPIRES_MS / 1000);
	struct sb_hold_ask ask = {
		.kind = kind,
		.order = sb_call_text(call, "order"),
		.note = note->is_null ? NULL : note->s,
		.token = sb_call_text(call, "token"),
		.is_optimistic =
			sb_call_text(call, "strategy") && !strcmp(sb_call_text(call, "strategy"), "optimistic"),
	};
	struct sb_outcome outcome;
	enum sb_status st = make_lines(call, &ask.lines, &ask.line_count, err);

	if (st)
		return st;
	ask.expires_ms = seconds > SB_HOLD_EXPIRES_MAX / 1000 ? INT64_MAX : seconds * 1000;
	ask.fingerprint = ask.token ? sb_call_fingerprint(call) : NULL;
	st = sb_hold_place(sb_call_app(call)->book, &ask, &outcome, err);
	return st ? st : answer_hold(call, reply, &outcome, err);
}

enum sb_status holding_resolve(struct sb_call *call, enum sb_kind kind, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	struct sb_hold_step step;
	struct sb_outcome outcome;
	enum sb_status st = make_step(call, kind, &step, err);

	if (!st)
		st = sb_hold_find(book, sb_call_text(call, "hold"), &step.hold, err);
	if (!st)
		st = price_all(call, &step, err);
	if (!st)
		st = sb_hold_resolve(book, &step, &outcome, err);
	return st ? st : answer_hold(call, reply, &outcome, err);
}

enum sb_status holding_release_order(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_hold_step step;
	struct sb_outcome outcome;
	enum sb_status st = make_step(call, SB_KIND_HOLD_RELEASE, &step, err);

	if (!st)
		st = sb_hold_release_order(sb_call_app(call)->book, sb_call_text(call, "order"), &step, &outcome, err);
	if (!st)
		st = answer_hold(call, reply, &outcome, err);
	if (!st && !step.line_count && !outcome.replayed)
		answer_printf(reply, _("%s · nothing more is held for order %s in this store"), reply->message, sb_call_text(call, "order"));
	return st;
}

/* ---- offers ---- */

enum sb_status holding_offer(struct sb_app *app, const char *beginning, int most,
			     bool (*each)(const char *value, const char *meaning, void *context), void *context,
			     struct sb_error *err)
{
	struct sb_ask ask = { .query = "open:yes", .columns = "hold,what" };
	struct sb_page page;
	enum sb_status st = app->book ? sb_list_page(&sb_list_holds, app->book, &ask, &page, err) : SB_OK;

	if (st || !app->book)
		return st;
	for (size_t i = 0; i < page.count && most > 0; i++) {
		char number[24];

		(void)snprintf(number, sizeof(number), "%lld", (long long)page.rows[i].id);
		if (strncmp(number, beginning, strlen(beginning)))
			continue;
		most--;
		if (!each(number, page.rows[i].values[1].s, context))
			break;
	}
	sb_page_release(&page);
	return SB_OK;
}
