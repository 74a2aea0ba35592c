/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a check; each reports what it finds and goes on. */
#ifndef SB_CHECK_H
#define SB_CHECK_H

#include "stockbook/book.h"

struct sb_checking {
	struct sb_book *book;
	const struct sb_progress *progress;
	void (*report)(const char *finding, void *context);
	void *context;
	int64_t done, total; /* rows of all parts */
	struct sb_check_summary summary;
};

void sb_check_found(struct sb_checking *checking, const char *format, ...) SB_PRINTF(2, 3);
/* One more row is done. SB_INTERRUPTED. */
enum sb_status sb_check_count(struct sb_checking *checking, struct sb_error *err) SB_CHECKED;

/* check_chain.c: the journal itself: numbers, clocks, content and chain hashes. */
enum sb_status sb_check_chain(struct sb_checking *checking, struct sb_error *err) SB_CHECKED;
/* check_stores.c: the rows of stores and transfers against the journal. */
enum sb_status sb_check_stores(struct sb_checking *checking, struct sb_error *err) SB_CHECKED;
/* check_users.c: the rows of people against the journal. */
enum sb_status sb_check_users(struct sb_checking *checking, struct sb_error *err) SB_CHECKED;
/* check_reasons.c: the rows of a shop's own reasons. */
enum sb_status sb_check_reasons(struct sb_checking *checking, struct sb_error *err) SB_CHECKED;
/* check_order.c: the rows of suppliers and orders. */
enum sb_status sb_check_orders(struct sb_checking *checking, struct sb_error *err) SB_CHECKED;
/* check_derived.c: the derived tables against a replay of the journal. */
enum sb_status sb_check_derived(struct sb_checking *checking, struct sb_error *err) SB_CHECKED;
/* check_hold.c: the tables of holds against a replay, and against the stock they hold. Holds that are short after a correction are no fault. */
enum sb_status sb_check_holds(struct sb_checking *checking, struct sb_error *err) SB_CHECKED;
/* check_count.c: the tables of stock counts against a replay. */
enum sb_status sb_check_counts(struct sb_checking *checking, struct sb_error *err) SB_CHECKED;

#endif
