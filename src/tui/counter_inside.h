/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the counter share. */
#ifndef STOCKBOOK_TUI_COUNTER_INSIDE_H
#define STOCKBOOK_TUI_COUNTER_INSIDE_H

#include "basket.h"
#include "desk.h"
#include "scan_line.h"
#include "stockbook/store.h"

enum { SB_COUNTER_LAST = 5 };

struct sb_counter {
	struct sb_view view;
	struct sb_scan_line line;
	struct sb_basket basket;
	struct sb_basket aside[SB_BASKETS_MAX];
	size_t aside_count;
	size_t selected; /* line of the basket that `*3` and `=2.50` change */
	char unknown[65]; /* a code nobody knows, offered to be added; "": none */
	struct sb_found extra; /* ORDER: what came without having been ordered, offered to be taken in; id 0: nothing */
	int64_t extra_milli;
	bool is_asking; /* ORDER: whether what has not come will come at all */
	struct sb_page expected; /* ARRIVAL, ORDER: what is to come; arena NULL: not asked */
	struct sb_page last; /* newest movements; arena NULL: not there yet */
	char token[40];	     /* of the booking under way, the same when it is tried again */
};

/* counter_line.c: what was typed or scanned */
void sb_counter_scan(struct sb_counter *counter, const char *code);
void sb_counter_enter(struct sb_counter *counter);
void sb_counter_take_extra(struct sb_counter *counter); /* what was not ordered, all the same */
void sb_counter_say_line(struct sb_counter *counter, int64_t product);
void sb_counter_keep(struct sb_counter *counter); /* the baskets to disk */

/* counter_mode.c: what the basket becomes */
enum { SB_COUNTER_TAG_LAST, SB_COUNTER_TAG_OFFERS, SB_COUNTER_TAG_EXPECTED };
bool sb_counter_set_mode(struct sb_counter *counter, const char *words); /* false: it is refused, as was said */
/* How much of a product the basket may take: what is free, or of what arrives what is still to come. */
struct sb_counter_room {
	int64_t available;
	int64_t cost_minor; /* ORDER: as agreed; SB_NONE: none */
	bool is_expected;   /* false: an order does not name the product */
};
enum sb_status sb_counter_room(struct sb_counter *counter, int64_t product, struct sb_counter_room *out, struct sb_error *err) SB_CHECKED;
void sb_counter_refresh(struct sb_counter *counter); /* what can be taken of each line, what is expected, the last movements */
/* What the command needs besides the lines. */
enum sb_status sb_counter_give_mode(struct sb_counter *counter, struct sb_call *call, struct sb_error *err) SB_CHECKED;
void sb_counter_after_commit(struct sb_counter *counter);
/* What stands beside the mode: a reason, where it goes, where it comes from. */
void sb_counter_print_mode(const struct sb_counter *counter, struct sb_buf *out);

/* counter_order.c: a delivery counted against its order */
enum sb_status sb_counter_choose_order(struct sb_counter *counter, const char *words, struct sb_error *err) SB_CHECKED;
enum sb_status sb_counter_order_room(struct sb_counter *counter, int64_t product, struct sb_counter_room *out,
				     struct sb_error *err) SB_CHECKED;
void sb_counter_order_refresh(struct sb_counter *counter); /* what is still to come of each line */
/* Asks what becomes of what is missing; false: nothing is. */
bool sb_counter_asks_rest(struct sb_counter *counter);
/* "3 of 10" */
void sb_counter_print_progress(const struct sb_counter *counter, const struct sb_basket_line *line, struct sb_buf *out);
/* Whether something of the order is still to come. */
bool sb_counter_order_is_open(struct sb_counter *counter);

/* counter_draw.c */
void sb_counter_draw(struct sb_view *view, struct sb_area area);

#endif
