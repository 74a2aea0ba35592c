/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands about stores and transfers have in common. */
#ifndef CMD_STORES_H
#define CMD_STORES_H

#include "stockbook/cmd.h"
#include "stockbook/store.h"

/* Codes of stores, and numbers of transfers on their way, for completion and pick-lists. */
enum sb_status stores_offer(struct sb_app *app, const char *beginning, int most,
			    bool (*each)(const char *value, const char *meaning, void *context), void *context,
			    struct sb_error *err);
enum sb_status stores_offer_transfers(struct sb_app *app, const char *beginning, int most,
				      bool (*each)(const char *value, const char *meaning, void *context),
				      void *context, struct sb_error *err);

/* Pairs of product and quantity as lines that have no price: goods change their place, not their owner. */
enum sb_status stores_lines(struct sb_call *call, struct sb_draft *draft, struct sb_error *err) SB_CHECKED;
/* Adds "transfer":{…} of the entry written to what machines are told. */
enum sb_status stores_tell_transfer(struct sb_call *call, struct sb_reply *reply, int64_t seq,
				    struct sb_error *err) SB_CHECKED;

#define ARG_TRANSFER                                                                                     \
	{                                                                                                \
		.name = "transfer", .type = SB_ENTRY_TYPE, .flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED, \
		.value = "TRANSFER", .label = N_("Transfer"),                                            \
		.help = N_("Its number or id: \"stockbook transfer list\" names them."),                 \
		.offer = stores_offer_transfers,                                                         \
	}

#endif
