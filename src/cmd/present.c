/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the arguments of a command that changes something read now. */
#include "present.h"

#include <string.h>

void present_set(struct sb_call *call, struct sb_present *out, const char *name, const char *text)
{
	const struct sb_cmd *cmd = sb_call_cmd(call);

	for (size_t i = 0; i < cmd->arg_count; i++) {
		if (!strcmp(cmd->args[i].name, name))
			out->texts[i] = sb_arena_strdup(sb_call_arena(call), text);
	}
}

void present_field(struct sb_call *call, struct sb_present *out, enum sb_product_field field, const struct sb_value *value)
{
	sb_auto(buf) text = SB_BUF_INIT;

	sb_value_print(value, sb_call_style(call), &text);
	/* several are typed with commas */
	for (char *bar = text.data; (bar = strchr(bar, '|')); bar++)
		*bar = ',';
	present_set(call, out, sb_product_field_table[field].option, text.data);
}

enum sb_status present_product(struct sb_call *call, struct sb_present *out, const struct sb_found **found, struct sb_product *product,
			       struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	struct sb_found *named = sb_arena_alloc(sb_call_arena(call), sizeof(*named));
	sb_auto(buf) uuid = SB_BUF_INIT;
	enum sb_status st = SB_OK;

	*found = NULL;
	if (sb_call_count(call, "product") != 1)
		return SB_OK;
	st = sb_product_find(book, sb_call_text(call, "product"), "", false, named, err);
	if (!st)
		st = sb_product_get(book, named->id, sb_call_arena(call), product, err);
	if (st)
		return st;
	sb_id_print(&product->uuid, &uuid);
	out->about = sb_arena_printf(sb_call_arena(call), "%s %s", named->sku, named->name);
	out->key = sb_arena_strdup(sb_call_arena(call), uuid.data);
	present_set(call, out, "product", named->sku);
	*found = named;
	return SB_OK;
}

/* What is said and its version belong together: others may write in between. */
static enum sb_status present_at_once(struct sb_call *call, struct sb_present *out, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	struct sb_hash ignored;
	enum sb_status st = sb_db_read_begin(sb_book_db(book), err);

	if (st)
		return st;
	st = sb_book_head(book, &out->version, &ignored, err);
	if (!st)
		st = sb_call_cmd(call)->present(call, out, err);
	sb_db_read_end(sb_book_db(book));
	return st;
}

enum sb_status sb_call_present(struct sb_call *call, struct sb_present *out, struct sb_error *err)
{
	const struct sb_cmd *cmd = sb_call_cmd(call);
	struct sb_present present = { .version = SB_NONE };
	enum sb_status st = SB_OK;

	present.texts = sb_arena_alloc(sb_call_arena(call), (cmd->arg_count + 1) * sizeof(*present.texts));
	if (cmd->present && sb_call_app(call)->book)
		st = present_at_once(call, &present, err);
	if (!st)
		*out = present;
	return st;
}
