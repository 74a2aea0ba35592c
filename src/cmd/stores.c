/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stores and transfers as the commands about them offer and tell them. */
#include "stores.h"
#include "answer.h"
#include "move.h"
#include "rows.h"
#include "stockbook/json.h"

#include <string.h>

enum sb_status stores_offer(struct sb_app *app, const char *beginning, int most,
			    bool (*each)(const char *value, const char *meaning, void *context), void *context,
			    struct sb_error *err)
{
	sb_auto(buf) query = SB_BUF_INIT;
	struct sb_ask ask = { .columns = "code,name", .limit = most };

	if (*beginning && !strchr(beginning, '"'))
		sb_buf_printf(&query, "store:\"%s\"*", beginning);
	ask.query = query.len ? query.data : NULL;
	return rows_offer(app, "stores", &ask, each, context, err);
}

enum sb_status stores_offer_transfers(struct sb_app *app, const char *beginning, int most,
				      bool (*each)(const char *value, const char *meaning, void *context),
				      void *context, struct sb_error *err)
{
	struct sb_ask ask = { .query = "status:open", .columns = "seq,to", .limit = most };

	(void)beginning;
	return rows_offer(app, "transfers", &ask, each, context, err);
}

enum sb_status stores_lines(struct sb_call *call, struct sb_draft *draft, struct sb_error *err)
{
	size_t count = sb_call_count(call, "product");
	struct sb_line *lines = sb_arena_alloc(sb_call_arena(call), (count + 1) * sizeof(*lines));
	enum sb_status st = SB_OK;

	if (count != sb_call_count(call, "qty"))
		return sb_fail_field(err, SB_USAGE, "qty",
				     _("a quantity belongs to each product: PRODUCT QTY [PRODUCT QTY …]"));
	for (size_t i = 0; i < count && !st; i++) {
		st = move_line(call, i, sb_call_value(call, "qty", i)->n, &lines[i], err);
		lines[i].price_minor = SB_NONE;
	}
	draft->lines = lines;
	draft->line_count = count;
	return st;
}

static enum sb_status add_line(struct sb_call *call, struct sb_json *json, const struct sb_transfer_line *line,
			       struct sb_error *err)
{
	struct sb_product product;
	enum sb_status st = sb_product_get(sb_call_app(call)->book, line->product, sb_call_arena(call), &product, err);

	if (st)
		return st;
	sb_json_open(json, NULL, '{');
	sb_json_text(json, "sku", product.value[SB_PF_SKU].s);
	answer_add_qty(json, "sent", line->sent);
	answer_add_qty(json, "received", line->received);
	answer_add_qty(json, "lost", line->lost);
	answer_add_qty(json, "rest", sb_transfer_rest(line));
	sb_json_close(json, '}');
	return SB_OK;
}

enum sb_status stores_tell_transfer(struct sb_call *call, struct sb_reply *reply, int64_t seq, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	sb_auto(buf) out = SB_BUF_INIT;
	sb_auto(buf) id = SB_BUF_INIT;
	const struct sb_store *from = NULL, *to = NULL;
	struct sb_transfer transfer;
	struct sb_json json;
	enum sb_status st = sb_transfer_get(book, seq, sb_call_arena(call), &transfer, err);

	if (!st)
		st = sb_store_get(book, transfer.from, &from, err);
	if (!st)
		st = sb_store_get(book, transfer.to, &to, err);
	if (st)
		return st;
	sb_id_print(&transfer.id, &id);
	sb_json_init(&json, &out);
	sb_json_open(&json, NULL, '{');
	sb_json_text(&json, "id", id.data);
	sb_json_int(&json, "seq", transfer.seq);
	sb_json_text(&json, "status", sb_transfer_status(&transfer));
	sb_json_text(&json, "from", from->code);
	sb_json_text(&json, "to", to->code);
	sb_json_open(&json, "lines", '[');
	for (size_t i = 0; i < transfer.line_count && !st; i++)
		st = add_line(call, &json, &transfer.lines[i], err);
	sb_json_close(&json, ']');
	sb_json_close(&json, '}');
	reply->json = sb_arena_printf(reply->arena, "\"transfer\":%s", out.data);
	answer_printf(reply, _("%s · transfer %lld"), reply->message, (long long)transfer.seq);
	return st;
}
