/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a command answers, and its JSON.
 */
#include "stockbook/cmd.h"
#include "stockbook/json.h"

void sb_reply_init(struct sb_reply *reply)
{
	*reply = (struct sb_reply){ .arena = sb_arena_new() };
}

void sb_reply_release(struct sb_reply *reply)
{
	if (reply->has_page)
		sb_page_release(&reply->page);
	if (reply->arena)
		sb_arena_free(reply->arena);
	*reply = (struct sb_reply){ 0 };
}

void sb_row_json(const struct sb_page *columns, const struct sb_row *row, const struct sb_style *style, struct sb_buf *out)
{
	sb_auto(buf) value = SB_BUF_INIT;
	struct sb_json json;

	sb_json_init(&json, out);
	sb_json_open(&json, NULL, '{');
	for (size_t i = 0; i < columns->column_count; i++) {
		sb_buf_clear(&value);
		sb_value_print_json(&row->values[i], style, &value);
		sb_json_raw(&json, columns->columns[i]->name, value.data);
	}
	sb_json_close(&json, '}');
}

static void add_moment(struct sb_json *json, const char *key, int64_t moment)
{
	sb_auto(buf) text = SB_BUF_INIT;

	sb_moment_print(moment, &text);
	sb_json_text(json, key, text.data);
}

static void add_qty(struct sb_json *json, const char *key, int64_t qty_milli)
{
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_numbers plain = sb_numbers_plain();

	sb_qty_print(qty_milli, 0, &plain, &text);
	sb_json_raw(json, key, text.data);
}

static void add_outcome(struct sb_json *json, const struct sb_reply *reply)
{
	sb_auto(buf) id = SB_BUF_INIT;

	sb_id_print(&reply->outcome.id, &id);
	sb_json_open(json, "entry", '{');
	sb_json_int(json, "seq", reply->outcome.seq);
	sb_json_text(json, "id", id.data);
	sb_json_text(json, "kind", sb_kind_word(reply->outcome.kind));
	add_moment(json, "occurred_at", reply->outcome.occurred_at);
	sb_json_close(json, '}');
	sb_json_open(json, "changed", '[');
	for (size_t i = 0; i < reply->changed_count; i++) {
		const struct sb_changed *changed = &reply->changed[i];

		sb_json_open(json, NULL, '{');
		sb_json_text(json, "sku", changed->sku);
		sb_json_text(json, "store", changed->store);
		add_qty(json, "on_hand", changed->on_hand);
		add_qty(json, "held", changed->held);
		add_qty(json, "available", changed->available);
		sb_json_close(json, '}');
	}
	sb_json_close(json, ']');
	sb_json_bool(json, "replayed", reply->outcome.replayed);
	if (reply->outcome.absorbed_by)
		sb_json_int(json, "absorbed_by", reply->outcome.absorbed_by);
}

static void add_rows(struct sb_json *json, const struct sb_reply *reply)
{
	sb_auto(buf) row = SB_BUF_INIT;

	sb_json_open(json, "rows", '[');
	for (size_t i = 0; i < reply->page.count; i++) {
		sb_buf_clear(&row);
		sb_row_json(&reply->page, &reply->page.rows[i], &reply->style, &row);
		sb_json_raw(json, NULL, row.data);
	}
	sb_json_close(json, ']');
}

void sb_reply_json(const struct sb_reply *reply, struct sb_buf *out)
{
	struct sb_json json;
	size_t begin = out->len;

	sb_json_init(&json, out);
	sb_json_open(&json, NULL, '{');
	if (reply->has_outcome)
		add_outcome(&json, reply);
	if (reply->message)
		sb_json_text(&json, "message", reply->message);
	if (reply->warning)
		sb_json_text(&json, "warning", reply->warning);
	if (reply->is_markdown)
		sb_json_text(&json, "text", reply->text);
	if (reply->has_page)
		add_rows(&json, reply);
	if (reply->json) {
		if (out->len > begin + 1)
			sb_buf_putc(out, ',');
		sb_buf_puts(out, reply->json);
	}
	sb_json_close(&json, '}');
}
