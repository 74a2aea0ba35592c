/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands about holds have in common. */
#ifndef CMD_HOLDING_H
#define CMD_HOLDING_H

#include "answer.h"
#include "args.h"
#include "stockbook/hold.h"

#define ARG_HOLD(extra)                                                                                      \
	{                                                                                                    \
		.name = "hold", .type = SB_TEXT_TYPE, .flags = SB_ARG_POSITIONAL | (extra), .value = "HOLD", \
		.label = N_("Hold"), .help = N_("Its number or its id."), .offer = holding_offer,            \
	}
/* [PRODUCT QTY …] */
#define ARG_PART ARG_PRODUCT(SB_ARG_REPEAT), ARG_QTY(SB_ARG_REPEAT | SB_ARG_PLUS)
#define ARG_ORDER                                                                                                 \
	{                                                                                                         \
		.name = "order", .type = SB_TEXT_TYPE, .value = "ORDER", .label = NC_("customer", "Order"),       \
		.help = N_("The order it is for; the same order, products and quantities again change nothing."), \
	}
#define ARG_STRATEGY                                                                                                  \
	{                                                                                                             \
		.name = "strategy", .type = SB_CHOICE_TYPE, .flags = SB_ARG_ADVANCED, .value = "STRATEGY",            \
		.label = N_("Strategy"), .choices = "pessimistic|optimistic", .fallback = "pessimistic",              \
		.help = N_("Lock and then look, or look first and lock only when there is enough; the answer is the " \
			   "same."),                                                                                  \
	}

/* Places or allocates the pairs of a call and answers. */
enum sb_status holding_place(struct sb_call *call, enum sb_kind kind, struct sb_reply *reply,
			     struct sb_error *err) SB_CHECKED;
/* Does this to the hold named, or to the part of it that the pairs say. */
enum sb_status holding_resolve(struct sb_call *call, enum sb_kind kind, struct sb_reply *reply,
			       struct sb_error *err) SB_CHECKED;
/* Releases the pairs of what --order holds. */
enum sb_status holding_release_order(struct sb_call *call, struct sb_reply *reply, struct sb_error *err) SB_CHECKED;
/* Open holds, as an argument's offers. */
enum sb_status holding_offer(struct sb_app *app, const char *beginning, int most,
			     bool (*each)(const char *value, const char *meaning, void *context), void *context,
			     struct sb_error *err) SB_CHECKED;

#endif
