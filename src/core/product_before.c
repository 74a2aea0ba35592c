/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a word named before the entry with a token changed it, so that a command repeated with its token is about the same product. */
#include "barcode.h"
#include "book_inside.h"
#include "effect.h"
#include "entry_read.h"
#include "many.h"
#include "statements.h"
#include "stockbook/text.h"
#include "try.h"
#include <string.h>

static bool is_one_of(const struct sb_value *many, const char *word)
{
	struct sb_many parts;
	bool same = false;

	sb_many_start(&parts, many->s);
	while (!same && sb_many_next(&parts)) {
		size_t length = strcspn(parts.at, "*|");

		length = length < parts.length ? length : parts.length;
		same = length == strlen(word) && memcmp(parts.at, word, length) == 0;
	}
	return same;
}

static bool was_named(const struct sb_product_change *was, const char *word)
{
	const struct sb_value *sku = &was->value[SB_PF_SKU], *name = &was->value[SB_PF_NAME], *barcodes = &was->value[SB_PF_BARCODES];
	sb_owned_string upper = sb_text_upper(sb_strdup(word));

	return (was->given[SB_PF_SKU] && strcmp(sku->s, upper) == 0) || (was->given[SB_PF_NAME] && strcmp(name->s, word) == 0) ||
	       (was->given[SB_PF_BARCODES] && !barcodes->is_null && is_one_of(barcodes, word));
}

/* The product that an edit, or one of a batch of them, gave another name than this word. */
static enum sb_status find_renamed(struct sb_book *book, int64_t seq, const char *word, int64_t *product, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	enum sb_status status = SB_OK;
	struct sb_effect effect;
	struct sb_stmt *stmt;
	bool row = true;

	*product = SB_NONE;
	TRY(sb_db_stmt(book->db, sb_sql_product_edits_of, &stmt, err));
	sb_bind_int(stmt, 1, seq);
	while (status == SB_OK && row && *product == SB_NONE) {
		status = sb_stmt_step(stmt, &row, err);
		if (status != SB_OK || !row)
			break;
		sb_arena_clear(arena);
		status = sb_effect_read(SB_KIND_PRODUCT_EDIT, sb_col_text(stmt, 1), arena, &effect, err);
		if (status == SB_OK && was_named(&effect.was, word))
			*product = sb_col_int(stmt, 0);
	}
	sb_stmt_reset(stmt);
	return status;
}

enum sb_status sb_product_find_before(struct sb_book *book, const char *token, const char *word, bool *found, struct sb_found *out,
				      struct sb_error *err)
{
	sb_auto(buf) uuid = SB_BUF_INIT;
	int64_t seq, product = SB_NONE;
	struct sb_id id;
	enum sb_kind kind;

	*found = false;
	TRY(sb_entry_by_token(book, token, &seq, err));
	if (seq != SB_NONE)
		TRY(find_renamed(book, seq, word, &product, err));
	if (product == SB_NONE)
		return SB_OK;
	TRY(sb_entry_identify(book->db, product, &id, &kind, err));
	sb_id_print(&id, &uuid);
	TRY(sb_product_find(book, uuid.data, NULL, true, out, err));
	*found = true;
	return SB_OK;
}
