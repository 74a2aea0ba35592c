/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry of movements made of the PRODUCT QTY pairs of a call. */
#ifndef CMD_MOVE_H
#define CMD_MOVE_H

#include "stockbook/cmd.h"

/* The draft's note, time, token and fingerprint from the arguments of those names. */
void move_draft(struct sb_call *call, struct sb_draft *draft);
/* A line for a product with the money it has in the book, or that --price and --cost say. */
enum sb_status move_line(struct sb_call *call, size_t index, int64_t qty_milli, struct sb_line *out, struct sb_error *err) SB_CHECKED;
/* SB_INVALID: a reason that only goes the other way. direction: -1 out, +1 in. */
enum sb_status move_check_reason(struct sb_call *call, int direction, struct sb_error *err) SB_CHECKED;
/* SB_USAGE unless money of this name is given once for each product or not at all. */
enum sb_status move_check_money(const struct sb_call *call, const char *name, size_t products, struct sb_error *err) SB_CHECKED;
/* What a delivery does to the cost of its products, as the settings say. */
enum sb_status move_follow_cost(struct sb_call *call, struct sb_write *write, const struct sb_outcome *delivery, struct sb_error *err) SB_CHECKED;
/* Records the entry, in a transaction of its own; what it takes in may change what its products cost. */
enum sb_status move_record(struct sb_call *call, const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
/* Records all pairs as one entry and answers. */
enum sb_status move_pairs(struct sb_call *call, enum sb_kind kind, struct sb_reply *reply, struct sb_error *err) SB_CHECKED;

#endif
