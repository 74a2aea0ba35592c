/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and writes products' rows. */
#include "product_store.h"
#include "book_inside.h"
#include "many.h"
#include "search_index.h"
#include "statements.h"
#include "stockbook/text.h"
#include "try.h"
#include <assert.h>
#include <string.h>

enum { READ_FIELDS = 9, BIND_FIELDS = 11 };

static bool is_text(enum sb_type type)
{
	return type == SB_TEXT_TYPE || type == SB_MANY_TYPE;
}

bool sb_value_same(const struct sb_value *a, const struct sb_value *b)
{
	assert(a->type == b->type);
	if (a->is_null || b->is_null)
		return a->is_null == b->is_null;
	return is_text(a->type) ? strcmp(a->s, b->s) == 0 : a->n == b->n;
}

void sb_product_read_field(struct sb_stmt *stmt, int column, struct sb_arena *arena, struct sb_value *out)
{
	if (!is_text(out->type)) {
		out->n = sb_col_int(stmt, column);
		out->is_null = out->n == SB_NONE;
		return;
	}
	const char *text = sb_col_text(stmt, column);

	out->is_null = !text || (out->type == SB_MANY_TYPE && !*text);
	if (!out->is_null)
		out->s = arena ? sb_arena_strdup(arena, text) : text;
}

void sb_product_read_row(struct sb_stmt *stmt, struct sb_arena *arena, struct sb_product_state *out)
{
	struct sb_product *product = &out->product;
	size_t count;

	*out = (struct sb_product_state){ 0 };
	product->id = sb_col_int(stmt, 0);
	product->version = sb_col_int(stmt, 1);
	product->archived = sb_col_int(stmt, 2) != 0;
	product->created_at = sb_col_int(stmt, 3);
	product->updated_at = sb_col_int(stmt, 4);
	out->popularity = (struct sb_popularity){
		.milli = sb_col_int(stmt, 5),
		.day = sb_col_int(stmt, 6),
		.search_id = sb_col_int(stmt, 7),
	};
	const void *uuid = sb_col_bytes(stmt, 8, &count);
	if (uuid && count == SB_ID_BYTES)
		memcpy(product->uuid.bytes, uuid, SB_ID_BYTES);
	for (int field = 0; field < SB_PF_COUNT; field++) {
		product->value[field].type = sb_product_field_table[field].type;
		sb_product_read_field(stmt, READ_FIELDS + field, arena, &product->value[field]);
	}
}

enum sb_status sb_product_load(struct sb_db *db, int64_t id, struct sb_arena *arena, struct sb_product_state *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_product_get, &stmt, err));
	sb_bind_int(stmt, 1, id);
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row)
		return sb_fail(err, SB_NOT_FOUND, _("there is no product number %lld: look it up by its SKU"), (long long)id);
	sb_product_read_row(stmt, arena, out);
	sb_stmt_reset(stmt);
	assert(out->product.id == id);
	return SB_OK;
}

void sb_product_bind_field(struct sb_stmt *stmt, int place, const struct sb_value *value)
{
	if (value->is_null && value->type == SB_MANY_TYPE)
		sb_bind_text(stmt, place, "");
	else if (value->is_null)
		sb_bind_null(stmt, place);
	else if (is_text(value->type))
		sb_bind_text(stmt, place, value->s);
	else
		sb_bind_int(stmt, place, value->n);
}

static void bind_product(struct sb_stmt *stmt, const struct sb_product_state *state, const char *name_key, const char *search_text)
{
	const struct sb_product *product = &state->product;

	assert(product->id > 0 && product->version >= product->id);
	assert((state->popularity.search_id & ((INT64_C(1) << SB_RANK_SHIFT) - 1)) == product->id);
	sb_bind_int(stmt, 1, product->id);
	sb_bind_int(stmt, 2, product->version);
	sb_bind_int(stmt, 3, product->archived);
	sb_bind_int(stmt, 4, product->created_at);
	sb_bind_int(stmt, 5, product->updated_at);
	sb_bind_int(stmt, 6, state->popularity.milli);
	sb_bind_int(stmt, 7, state->popularity.day);
	sb_bind_int(stmt, 8, state->popularity.search_id);
	sb_bind_text(stmt, 9, name_key);
	sb_bind_text(stmt, 10, search_text);
	for (int field = 0; field < SB_PF_COUNT; field++)
		sb_product_bind_field(stmt, BIND_FIELDS + field, &product->value[field]);
}

static enum sb_status put_tag(struct sb_db *db, int64_t product, const char *shown, struct sb_error *err)
{
	sb_auto(buf) folded = SB_BUF_INIT;
	struct sb_stmt *stmt;

	sb_text_fold(shown, &folded);
	TRY(sb_db_stmt(db, sb_sql_tag_put, &stmt, err));
	sb_bind_text(stmt, 1, folded.data);
	sb_bind_int(stmt, 2, product);
	sb_bind_text(stmt, 3, shown);
	return sb_stmt_run(stmt, NULL, err);
}

static enum sb_status put_barcode(struct sb_db *db, int64_t product, const char *text, struct sb_error *err)
{
	struct sb_barcode barcode;
	struct sb_stmt *stmt;

	TRY(sb_barcode_parse(text, &barcode, err));
	TRY(sb_db_stmt(db, sb_sql_barcode_put, &stmt, err));
	sb_bind_text(stmt, 1, barcode.code);
	sb_bind_int(stmt, 2, product);
	sb_bind_text(stmt, 3, barcode.printed);
	sb_bind_int(stmt, 4, barcode.pack_milli);
	return sb_stmt_run(stmt, NULL, err);
}

static enum sb_status put_each(struct sb_db *db, int64_t product, const struct sb_value *value,
			       enum sb_status (*put)(struct sb_db *, int64_t, const char *, struct sb_error *), struct sb_error *err)
{
	struct sb_many many;
	char part[256];

	sb_many_start(&many, value->is_null ? NULL : value->s);
	while (sb_many_next(&many)) {
		size_t length = many.length < sizeof(part) ? many.length : sizeof(part) - 1;

		memcpy(part, many.at, length);
		part[length] = '\0';
		TRY(put(db, product, part, err));
	}
	return SB_OK;
}

static enum sb_status drop(struct sb_db *db, const char *sql, int64_t product, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sql, &stmt, err));
	sb_bind_int(stmt, 1, product);
	return sb_stmt_run(stmt, NULL, err);
}

static const struct sb_value *barcodes_in_use(const struct sb_product *product)
{
	static const struct sb_value none = { .type = SB_MANY_TYPE, .is_null = true };

	return product->archived ? &none : &product->value[SB_PF_BARCODES];
}

enum sb_status sb_product_insert(struct sb_book *book, const struct sb_product_state *state, bool is_searched,
				 struct sb_error *err)
{
	const struct sb_product *product = &state->product;
	sb_auto(buf) key = SB_BUF_INIT;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_stmt *stmt;

	sb_text_fold(product->value[SB_PF_NAME].s, &key);
	sb_search_text(product, &text);
	TRY(sb_db_stmt(book->db, sb_sql_product_put, &stmt, err));
	bind_product(stmt, state, key.data, text.data);
	TRY(sb_stmt_run(stmt, NULL, err));
	TRY(put_each(book->db, product->id, &product->value[SB_PF_TAGS], put_tag, err));
	TRY(put_each(book->db, product->id, barcodes_in_use(product), put_barcode, err));
	if (is_searched)
		TRY(sb_search_put(book, state->popularity.search_id, text.data, err));
	return sb_search_learn(book, key.data, err);
}

static enum sb_status update_parts(struct sb_db *db, const struct sb_product *before, const struct sb_product *after, struct sb_error *err)
{
	if (!sb_value_same(&before->value[SB_PF_TAGS], &after->value[SB_PF_TAGS])) {
		TRY(drop(db, sb_sql_tags_drop, after->id, err));
		TRY(put_each(db, after->id, &after->value[SB_PF_TAGS], put_tag, err));
	}
	if (sb_value_same(barcodes_in_use(before), barcodes_in_use(after)))
		return SB_OK;
	TRY(drop(db, sb_sql_barcodes_drop, after->id, err));
	return put_each(db, after->id, barcodes_in_use(after), put_barcode, err);
}

enum sb_status sb_product_update(struct sb_book *book, const struct sb_product_state *before, const struct sb_product_state *after,
				 struct sb_error *err)
{
	sb_auto(buf) key = SB_BUF_INIT;
	sb_auto(buf) old_text = SB_BUF_INIT;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_stmt *stmt;

	assert(before->product.id == after->product.id);
	assert(before->popularity.search_id == after->popularity.search_id);
	sb_text_fold(after->product.value[SB_PF_NAME].s, &key);
	sb_search_text(&before->product, &old_text);
	sb_search_text(&after->product, &text);
	TRY(sb_db_stmt(book->db, sb_sql_product_change, &stmt, err));
	bind_product(stmt, after, key.data, text.data);
	TRY(sb_stmt_run(stmt, NULL, err));
	TRY(update_parts(book->db, &before->product, &after->product, err));
	if (strcmp(old_text.data, text.data) != 0) {
		TRY(sb_search_drop(book, before->popularity.search_id, old_text.data, err));
		TRY(sb_search_put(book, after->popularity.search_id, text.data, err));
	}
	return sb_search_learn(book, key.data, err);
}

void sb_product_label(struct sb_book *book, int64_t id, struct sb_buf *out)
{
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_stmt *stmt;
	bool row = false;

	if (sb_db_stmt(book->db, sb_sql_product_label, &stmt, &ignored) == SB_OK) {
		sb_bind_int(stmt, 1, id);
		if (sb_stmt_step(stmt, &row, &ignored) == SB_OK && row)
			sb_buf_printf(out, "%s %s", sb_col_text(stmt, 0), sb_col_text(stmt, 1));
		sb_stmt_reset(stmt);
	}
	if (!row)
		sb_buf_printf(out, "%lld", (long long)id);
}
