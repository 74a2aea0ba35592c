/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small shop that things happen to: made, copied, opened, traded in, and looked at afterwards. */
#ifndef STOCKBOOK_TESTS_SCENE_H
#define STOCKBOOK_TESTS_SCENE_H

#include "stockbook/book.h"

#define SCENE_PRODUCTS 8
#define SCENE_STOCK    INT64_C(1000000) /* of each, in thousandths */

/* The clock and random source of every book opened here. A child that was forked begins with another seed. */
void scene_begin(uint64_t seed);
struct sb_random *scene_random(void);

/* From now on it goes so much ahead of the real one. */
void scene_put_clock(int64_t ms);

/* These end the test on failure. There are two stores, MAIN and NORTH; the stock is in MAIN. Products are called A0, A1, …
 * and their ids are in `products`. */
void scene_make(const char *path, int64_t products[SCENE_PRODUCTS]);
/* Copies a book that nobody has open, with its log. */
void scene_copy(const char *from, const char *to);
void scene_remove(const char *path);

enum sb_status scene_open(const char *path, struct sb_book **out, struct sb_error *err) SB_CHECKED;
/* One entry of `kind` with a token; a quantity of 1 of each product. */
enum sb_status scene_post(struct sb_book *book, enum sb_kind kind, const int64_t *products, size_t count, const char *token,
			  struct sb_error *err) SB_CHECKED;
/* Rows that add two products and change two, with a token; the file is written beside the book. */
enum sb_status scene_import(struct sb_book *book, const char *file, const char *token, struct sb_error *err) SB_CHECKED;
void scene_write_csv(const char *file);

/* ---- scene_deals.c: what is promised and what is on its way; 1 of each product, or with `count` 0 all that is left ---- */

enum sb_status scene_hold(struct sb_book *book, const int64_t *products, size_t count, int64_t expires_ms, const char *token,
			  struct sb_error *err) SB_CHECKED;
/* HOLD_CONVERT, HOLD_RELEASE, HOLD_FULFIL, HOLD_CANCEL */
enum sb_status scene_resolve(struct sb_book *book, enum sb_kind kind, int64_t hold, const int64_t *products, size_t count,
			     const char *token, struct sb_error *err) SB_CHECKED;
/* To NORTH. */
enum sb_status scene_send(struct sb_book *book, const int64_t *products, size_t count, const char *token, struct sb_error *err) SB_CHECKED;
/* TRANSFER_IN, TRANSFER_CLOSE */
enum sb_status scene_end_transfer(struct sb_book *book, enum sb_kind kind, int64_t transfer, const int64_t *products, size_t count,
				  const char *token, struct sb_error *err) SB_CHECKED;

/* ---- scene_counts.c: what is counted and what is ordered ---- */

/* Of everything; with `zeroes` what was never counted is taken for gone. */
enum sb_status scene_count(struct sb_book *book, bool zeroes, const char *token, struct sb_error *err) SB_CHECKED;
/* All of the product that there was at first. */
enum sb_status scene_scan(struct sb_book *book, int64_t count, int64_t product, const char *token, struct sb_error *err) SB_CHECKED;
enum sb_status scene_post_count(struct sb_book *book, int64_t count, const int64_t *uncounted, size_t uncounted_count, const char *token,
				struct sb_error *err) SB_CHECKED;
enum sb_status scene_reverse_count(struct sb_book *book, int64_t count, const char *token, struct sb_error *err) SB_CHECKED;
/* 3 of each from a supplier that is added with the first order. */
enum sb_status scene_order(struct sb_book *book, const int64_t *products, size_t count, const char *token, struct sb_error *err) SB_CHECKED;
/* 1 of each, or with `count` 0 all that is open; `close`: the rest does not come. */
enum sb_status scene_receive_order(struct sb_book *book, int64_t order, const int64_t *products, size_t count, bool close, const char *token,
				   struct sb_error *err) SB_CHECKED;

/* The entry a token belongs to; 0: none. Ends the test on failure. */
int64_t scene_token(struct sb_book *book, const char *token);
int64_t scene_number(struct sb_book *book, const char *sql);
/* The book's own check; findings are noted. */
bool scene_is_sound(struct sb_book *book);

#endif
