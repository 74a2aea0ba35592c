/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decimal numbers as people write them, read to and printed from scaled integers; what money and quantities share. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "stockbook/money.h"

#define SB_NUMBER_SCALE_MAX 4 /* the most minor digits of any currency */

struct sb_number_rule {
	const char *field;			/* named in errors */
	int scale;				/* digits behind the mark in the result: 3 gives thousandths */
	int decimals;				/* digits behind the mark that may be used, <= scale */
	int64_t most;				/* largest size of the result */
	const struct sb_currency *currency;	/* may stand before or behind the number; NULL: none may */
	const struct sb_numbers *numbers;	/* NULL: plain */
};

/* A number, or two with "*" between them; exact or SB_INVALID with field and column. */
enum sb_status sb_number_parse(const char *text, const struct sb_number_rule *rule, int64_t *out, struct sb_error *err)
	SB_CHECKED;

/* value ÷ 10^scale with the fewest decimals that show it exactly, at least min_decimals (<= scale). */
void sb_number_print(int64_t value, int scale, int min_decimals, const struct sb_numbers *numbers, struct sb_buf *out);

#endif
