/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of product fields. */
#include "stockbook/product.h"
#include <string.h>

const struct sb_product_field_row sb_product_field_table[SB_PF_COUNT] = {
#define F(symbol, name_, option_, type_, label_, help_) \
	[SB_PF_##symbol] = { .name = name_, .option = option_, .type = SB_##type_##_TYPE, .label = label_, .help = help_ },
	SB_PRODUCT_FIELDS(F)
#undef F
};

enum sb_product_field sb_product_field_find(const char *name)
{
	size_t field = 0;

	while (field < SB_PF_COUNT && strcmp(sb_product_field_table[field].name, name) != 0)
		field++;
	return (enum sb_product_field)field;
}
