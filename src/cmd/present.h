/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What commands that change something say of how it is now. */
#ifndef CMD_PRESENT_H
#define CMD_PRESENT_H

#include "stockbook/cmd.h"

/* How an argument reads now; copied. */
void present_set(struct sb_call *call, struct sb_present *out, const char *name, const char *text);
/* A field of a product as a form shows it. */
void present_field(struct sb_call *call, struct sb_present *out, enum sb_product_field field, const struct sb_value *value);
/* The one product the call is about, as it is now; NULL in *found: none, or several. */
enum sb_status present_product(struct sb_call *call, struct sb_present *out, const struct sb_found **found, struct sb_product *product,
			       struct sb_error *err) SB_CHECKED;

#endif
