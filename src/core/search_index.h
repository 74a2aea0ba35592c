/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keeps what search finds in step with the products. A product's document is its folded name, SKU, barcodes, tags and the beginning of
 * its description; the document's id has the product's rank in its high bits, so that the most sold are found first.
 */
#ifndef SB_SEARCH_INDEX_H
#define SB_SEARCH_INDEX_H

#include "stockbook/product.h"

void sb_search_text(const struct sb_product *product, struct sb_buf *out);

/*
 * What a transaction does to the index waits until its end (or until there is much of it): the engine writes out what it has gathered
 * whenever a statement that can fail half-way comes between, and every entry is such a statement.
 */
enum sb_status sb_search_put(struct sb_book *book, int64_t id, const char *folded, struct sb_error *err) SB_CHECKED;
enum sb_status sb_search_drop(struct sb_book *book, int64_t id, const char *folded, struct sb_error *err) SB_CHECKED;
/* Gives a product's document another id. */
enum sb_status sb_search_move(struct sb_book *book, int64_t product, int64_t old_id, int64_t new_id, struct sb_error *err) SB_CHECKED;
/* Makes the words of a folded text known for the correction of typing mistakes. */
enum sb_status sb_search_learn(struct sb_book *book, const char *folded, struct sb_error *err) SB_CHECKED;
/* Does what waits. */
enum sb_status sb_search_flush(struct sb_book *book, struct sb_error *err) SB_CHECKED;
/* Forgets what waits and which words are known; after a rollback they may not be. */
void sb_search_forget(struct sb_book *book);
void sb_search_release(struct sb_book *book);

#endif
