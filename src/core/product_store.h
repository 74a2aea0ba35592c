/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products as rows: the product itself, its tags, its barcodes, its search document. */
#ifndef SB_PRODUCT_STORE_H
#define SB_PRODUCT_STORE_H

#include "state.h"

/* SB_NOT_FOUND. Texts lie in the arena. */
enum sb_status sb_product_load(struct sb_db *db, int64_t id, struct sb_arena *arena, struct sb_product_state *out,
			       struct sb_error *err) SB_CHECKED;
/* The row a statement stands on whose columns are those of product_get; texts are borrowed until the next step if there is no arena. */
void sb_product_read_row(struct sb_stmt *stmt, struct sb_arena *arena, struct sb_product_state *out);
enum { SB_PRODUCT_ROW_COLUMNS = 9 + SB_PF_COUNT };

/* Not searched: the index of all products is made afterwards. */
enum sb_status sb_product_insert(struct sb_book *book, const struct sb_product_state *state, bool is_searched,
				 struct sb_error *err) SB_CHECKED;
enum sb_status sb_product_update(struct sb_book *book, const struct sb_product_state *before, const struct sb_product_state *after,
				 struct sb_error *err) SB_CHECKED;

/* One field to and from a statement; the value's type says how. */
void sb_product_read_field(struct sb_stmt *stmt, int column, struct sb_arena *arena, struct sb_value *out);
void sb_product_bind_field(struct sb_stmt *stmt, int place, const struct sb_value *value);
bool sb_value_same(const struct sb_value *a, const struct sb_value *b);
/* "MUG-1 Blue mug", for sentences; the number if there is no such product. */
void sb_product_label(struct sb_book *book, int64_t id, struct sb_buf *out);

#endif
