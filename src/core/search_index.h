/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keeps what search finds in step with the products. A product's document is its folded name, SKU, barcodes, tags and the beginning of
 * its description; the document's id has the product's rank in its high bits, so that the most sold are found first.
 */
#ifndef SB_SEARCH_INDEX_H
#define SB_SEARCH_INDEX_H

#include "stockbook/product.h"

void sb_search_text(const struct sb_product *product, struct sb_buf *out);
/* Gives a product's document another id. */
enum sb_status sb_search_move(struct sb_db *db, int64_t product, int64_t old_id, int64_t new_id, struct sb_error *err) SB_CHECKED;
/* Makes the words of a folded text known for the correction of typing mistakes. */
enum sb_status sb_search_learn(struct sb_book *book, const char *folded, struct sb_error *err) SB_CHECKED;
/* Forgets which words are known; after a rollback they may not be. */
void sb_search_forget(struct sb_book *book);

#endif
