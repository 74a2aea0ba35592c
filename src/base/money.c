/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts and quantities: how they are read and printed, and the sums that must not overflow unseen. */
#include "stockbook/money.h"
#include "number.h"
#include <assert.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

struct sb_numbers sb_numbers_plain(void)
{
	return (struct sb_numbers){ .decimal = '.' };
}

/* A mark of several bytes means what it says only where the charset is UTF-8. */
static const char *usable_mark(const char *mark, char decimal)
{
	bool ascii = (unsigned char)mark[0] < 0x80;

	if (mark[0] == decimal || strlen(mark) >= sizeof(((struct sb_numbers *)0)->thousands))
		return "";
	return ascii || strcmp(nl_langinfo(CODESET), "UTF-8") == 0 ? mark : " ";
}

struct sb_numbers sb_numbers_locale(void)
{
	const struct lconv *locale = localeconv();
	struct sb_numbers numbers = { .decimal = locale->decimal_point[0] == ',' ? ',' : '.' };
	const char *mark = usable_mark(locale->thousands_sep, numbers.decimal);

	memcpy(numbers.thousands, mark, strlen(mark) + 1);
	return numbers;
}

void sb_qty_print(int64_t qty_milli, int min_decimals, const struct sb_numbers *numbers, struct sb_buf *out)
{
	sb_number_print(qty_milli, 3, min_decimals, numbers, out);
}

enum sb_status sb_qty_parse(const char *text, int decimals, const struct sb_numbers *numbers, int64_t *out, struct sb_error *err)
{
	assert(decimals >= 0 && decimals <= 3);
	struct sb_number_rule rule = {
		.field = "quantity", .scale = 3, .decimals = decimals, .most = SB_QTY_MAX, .numbers = numbers,
	};

	return sb_number_parse(text, &rule, out, err);
}

void sb_money_print(int64_t minor, const struct sb_currency *currency, const struct sb_numbers *numbers, struct sb_buf *out)
{
	sb_number_print(minor, currency->exponent, currency->exponent, numbers, out);
}

enum sb_status sb_money_parse(const char *text, const struct sb_currency *currency, const struct sb_numbers *numbers,
			      int64_t *out, struct sb_error *err)
{
	struct sb_number_rule rule = {
		.field = "amount",
		.scale = currency->exponent,
		.decimals = currency->exponent,
		.most = SB_MONEY_MAX,
		.currency = currency,
		.numbers = numbers,
	};

	return sb_number_parse(text, &rule, out, err);
}

/* Whole units and the rest apart, so that nothing wider than the result is needed; both have the same sign. */
bool sb_line_total(int64_t qty_milli, int64_t price_minor, int64_t *out)
{
	int64_t whole, rest, total;

	if (__builtin_mul_overflow(qty_milli / 1000, price_minor, &whole) ||
	    __builtin_mul_overflow(qty_milli % 1000, price_minor, &rest) ||
	    __builtin_add_overflow(rest, rest < 0 ? -500 : 500, &rest) ||
	    __builtin_add_overflow(whole, rest / 1000, &total))
		return false;
	*out = total;
	return true;
}

bool sb_add(int64_t a, int64_t b, int64_t *out)
{
	int64_t sum;

	if (__builtin_add_overflow(a, b, &sum))
		return false;
	*out = sum;
	return true;
}
