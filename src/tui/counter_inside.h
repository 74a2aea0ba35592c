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
	struct sb_page expected; /* ARRIVAL: what is on its way; arena NULL: not asked */
	struct sb_page last; /* newest movements; arena NULL: not there yet */
	char token[40];	     /* of the booking under way, the same when it is tried again */
};

/* counter_line.c: what was typed or scanned */
void sb_counter_scan(struct sb_counter *counter, const char *code);
void sb_counter_enter(struct sb_counter *counter);
void sb_counter_say_line(struct sb_counter *counter, int64_t product);
void sb_counter_keep(struct sb_counter *counter); /* the baskets to disk */

/* counter_mode.c: what the basket becomes */
enum { SB_COUNTER_TAG_LAST, SB_COUNTER_TAG_OFFERS, SB_COUNTER_TAG_EXPECTED };
void sb_counter_set_mode(struct sb_counter *counter, const char *words);
/* How much of a product the basket may take: what is free, or of an arrival what is on its way. */
enum sb_status sb_counter_available(struct sb_counter *counter, int64_t product, int64_t *out, struct sb_error *err) SB_CHECKED;
void sb_counter_refresh(struct sb_counter *counter); /* what can be taken of each line, what is expected, the last movements */
/* What the command needs besides the lines. */
enum sb_status sb_counter_give_mode(struct sb_counter *counter, struct sb_call *call, struct sb_error *err) SB_CHECKED;
void sb_counter_after_commit(struct sb_counter *counter);
/* What stands beside the mode: a reason, where it goes, where it comes from. */
void sb_counter_print_mode(const struct sb_counter *counter, struct sb_buf *out);

/* counter_draw.c */
void sb_counter_draw(struct sb_view *view, struct sb_area area);

#endif
