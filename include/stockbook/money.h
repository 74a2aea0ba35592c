/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Amounts, never floating point: money is int64_t minor units of an ISO 4217 currency, quantity is
 * int64_t thousandths of the product's unit. Every sum here is checked for overflow.
 */
#ifndef STOCKBOOK_MONEY_H
#define STOCKBOOK_MONEY_H

#include "stockbook/buf.h"
#include "stockbook/error.h"

#define SB_QTY_MAX   INT64_C(1000000000000000) /* 10^12 units in thousandths */
#define SB_MONEY_MAX INT64_C(1000000000000000)

struct sb_currency {
	char code[4];
	const char *symbol; /* "€", or the code */
	int exponent;	    /* ISO 4217 minor digits: EUR 2, JPY 0, KWD 3 */
};
const struct sb_currency *sb_currency_find(const char *code); /* NULL: unknown; static */

/* How the user writes numbers. */
struct sb_numbers {
	char decimal;	 /* '.' or ',' */
	char thousands[8]; /* "," "." " " "'" or U+202F; "" = none */
};
struct sb_numbers sb_numbers_plain(void);  /* '.', no grouping: files, JSON, scripts */
struct sb_numbers sb_numbers_locale(void); /* from localeconv() */

/* "3", "1.25"; decimals are the fewest that show it exactly, at least min_decimals (0-3). */
void sb_qty_print(int64_t qty_milli, int min_decimals, const struct sb_numbers *numbers, struct sb_buf *out);
/* Accepts the locale's and '.' decimal mark, grouping, a sign before or behind, "3*2.5". More decimals than
 * `decimals`: SB_INVALID. Field and column of err are set. */
enum sb_status sb_qty_parse(const char *text, int decimals, const struct sb_numbers *numbers, int64_t *out, struct sb_error *err) SB_CHECKED;

/* "12.75" in the currency's exponent. */
void sb_money_print(int64_t minor, const struct sb_currency *currency, const struct sb_numbers *numbers, struct sb_buf *out);
/* Accepts 12.5  12,50  €12.50  12.50 EUR  3*2,50  1.234,56 (by locale). Rounds nothing: more digits than the currency has is SB_INVALID. */
enum sb_status sb_money_parse(const char *text, const struct sb_currency *currency, const struct sb_numbers *numbers, int64_t *out,
			      struct sb_error *err) SB_CHECKED;

/* qty_milli × price_minor ÷ 1000, rounded half away from zero. false: overflow. */
bool sb_line_total(int64_t qty_milli, int64_t price_minor, int64_t *out);
bool sb_add(int64_t a, int64_t b, int64_t *out); /* false: overflow */

#endif
