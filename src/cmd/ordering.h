/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands about suppliers and purchase orders have in common. */
#ifndef CMD_ORDERING_H
#define CMD_ORDERING_H

#include "stockbook/cmd.h"
#include "stockbook/order.h"

/* Numbers of open orders, for completion and pick-lists. */
enum sb_status ordering_offer_orders(struct sb_app *app, const char *beginning, int most,
				     bool (*each)(const char *value, const char *meaning, void *context), void *context,
				     struct sb_error *err);

/* The supplier a call names in `supplier`. */
enum sb_status ordering_supplier(struct sb_call *call, struct sb_supplier *out, struct sb_error *err) SB_CHECKED;
/* The fields of a supplier that a call gives. */
void ordering_supplier_change(struct sb_call *call, struct sb_supplier_change *out);
/* Pairs of product and quantity with the cost given for each, SB_NONE where none is. */
enum sb_status ordering_lines(struct sb_call *call, struct sb_draft *draft, struct sb_error *err) SB_CHECKED;
/* The day an order is expected, `otherwise` if none is given. */
int64_t ordering_expected(const struct sb_call *call, int64_t otherwise);
/* What was recorded, "order":{…} as it is now, and a warning for what is over or short. */
enum sb_status ordering_answer(struct sb_call *call, struct sb_reply *reply, const struct sb_outcome *outcome,
			       const char *nothing, struct sb_error *err) SB_CHECKED;
/* Adds "order":{…} to what machines are told. */
enum sb_status ordering_tell(struct sb_call *call, struct sb_reply *reply, const struct sb_order *order,
			     struct sb_error *err) SB_CHECKED;

#define ARG_SUPPLIER(extra)                                                                         \
	{                                                                                           \
		.name = "supplier", .type = SB_TEXT_TYPE, .flags = (extra), .value = "SUPPLIER",    \
		.label = N_("Supplier"), .help = N_("Its name or code."),                           \
	}
#define ARG_ORDER                                                                                                      \
	{                                                                                                              \
		.name = "order", .type = SB_ENTRY_TYPE, .flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED,                  \
		.value = "ORDER", .label = N_("Order"), .help = N_("Its number or id: \"stockbook order list\" names them."), \
		.offer = ordering_offer_orders,                                                                        \
	}
#define ARG_EXPECTED                                                                                        \
	{                                                                                                   \
		.name = "expected", .type = SB_DAY_TYPE, .value = "DATE", .label = N_("Expected"),          \
		.help = N_("The day it should arrive."),                                                    \
	}
#define ARG_AGREED                                                                                                \
	{                                                                                                         \
		.name = "cost", .type = SB_MONEY_TYPE, .flags = SB_ARG_REPEAT, .value = "MONEY", .label = N_("Cost"), \
		.help = N_("Cost of one unit as agreed; of several products once for each."),                     \
	}
#define ARG_SUPPLIER_FIELDS                                                                                            \
	{ .name = "code", .type = SB_TEXT_TYPE, .value = "CODE", .label = N_("Code"),                                  \
	  .help = N_("A short word to call it by: A-Z, 0-9, - and _.") },                                              \
		{ .name = "contact", .type = SB_TEXT_TYPE, .value = "TEXT", .label = N_("Contact"),                    \
		  .help = N_("Whom to order from: a person, telephone, address.") },                                   \
		{ .name = "lead-days", .type = SB_INT_TYPE, .value = "N", .label = N_("Lead time"),                    \
		  .help = N_("Days from order to delivery.") },                                                        \
		{ .name = "minimum", .type = SB_MONEY_TYPE, .value = "MONEY", .label = N_("Minimum"),                  \
		  .help = N_("The least an order must come to.") },                                                    \
		{ .name = "remark", .type = SB_TEXT_TYPE, .value = "TEXT", .label = N_("Remark"),                      \
		  .help = N_("Anything worth knowing about it.") }

#endif
