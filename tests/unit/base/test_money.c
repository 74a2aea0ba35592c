/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts and quantities. */
#include "stockbook/money.h"
#include "stockbook/id.h"
#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

static const struct sb_numbers german = { .decimal = ',', .thousands = "." };
static const struct sb_numbers english = { .decimal = '.', .thousands = "," };
static const struct sb_numbers french = { .decimal = ',', .thousands = "\xE2\x80\xAF" };
static const struct sb_numbers swiss = { .decimal = '.', .thousands = "\xE2\x80\x99" };
static const struct sb_numbers plain = { .decimal = '.' };

#define BAD INT64_MIN

Test(money, a_line_total_is_rounded_half_away_from_zero)
{
	static const struct {
		int64_t qty_milli, price_minor, total;
	} cases[] = {
		{ 1000, 1275, 1275 }, { 500, 1, 1 }, { 499, 1, 0 }, { -500, 1, -1 }, { -499, 1, 0 }, { 500, -1, -1 }, { -500, -1, 1 },
		{ 1500, 333, 500 }, { 1250, 99, 124 }, { -1250, 99, -124 }, { 2500, 1, 3 }, { 0, 500, 0 },
		{ SB_QTY_MAX, 1000, SB_QTY_MAX }, { 1, 1, 0 }, { 3, 333333, 1000 }, { 1000, SB_MONEY_MAX, SB_MONEY_MAX },
	};
	int64_t total;

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		cr_assert(sb_line_total(cases[i].qty_milli, cases[i].price_minor, &total));
		cr_assert_eq(total, cases[i].total, "%ld x %ld gave %ld", cases[i].qty_milli, cases[i].price_minor, total);
	}
	total = 7;
	cr_assert_not(sb_line_total(SB_QTY_MAX, SB_MONEY_MAX, &total));
	cr_assert_not(sb_line_total(INT64_MIN, INT64_MAX, &total));
	cr_assert_not(sb_add(INT64_MAX, 1, &total));
	cr_assert_not(sb_add(INT64_MIN, -1, &total));
	cr_assert_eq(total, 7, "a failure writes nothing");
	cr_assert(sb_add(INT64_MAX, -1, &total) && total == INT64_MAX - 1);
}

Test(money, currencies_have_their_own_digits)
{
	static const struct {
		const char *code, *symbol, *printed;
	} cases[] = {
		{ "EUR", "€", "-12345.67" }, { "JPY", "¥", "-1234567" }, { "KWD", "KWD", "-1234.567" }, { "CLF", "CLF", "-123.4567" },
		{ "usd", "$", "-12345.67" }, { "ZWG", "ZWG", "-12345.67" }, { "AED", "AED", "-12345.67" },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_auto(buf) out = SB_BUF_INIT;
		const struct sb_currency *currency = sb_currency_find(cases[i].code);

		cr_assert_not_null(currency, "%s", cases[i].code);
		cr_assert_str_eq(currency->symbol, cases[i].symbol);
		sb_money_print(-1234567, currency, &plain, &out);
		cr_assert_str_eq(out.data, cases[i].printed);
	}
	cr_assert_null(sb_currency_find("XXX"));
	cr_assert_null(sb_currency_find(""));
	cr_assert_null(sb_currency_find("EURO"));
	cr_assert_null(sb_currency_find("DEM"));
}

struct reading {
	const char *text;
	const struct sb_numbers *numbers;
	int64_t result; /* BAD: refused */
};

Test(money, quantities_are_read_as_people_write_them)
{
	static const struct reading cases[] = {
		{ "3", &plain, 3000 }, { " 3 ", &plain, 3000 }, { "+3", &plain, 3000 }, { "-3", &plain, -3000 }, { "3-", &plain, -3000 },
		{ "1.25", &plain, 1250 }, { "1,25", &plain, 1250 }, { ".5", &plain, 500 }, { "0.125", &german, 125 }, { "0,125", &plain, 125 },
		{ "3*2.5", &plain, 7500 }, { "3 * 2,5", &german, 7500 }, { "-3*2", &plain, -6000 }, { "2×6", &plain, 12000 },
		{ "0.5*0.25", &plain, 125 }, { "2*-3", &plain, -6000 }, { "−4", &plain, -4000 }, { "1.250", &english, 1250 },
		{ "1.250", &german, 1250000 }, { "1,250", &english, 1250000 }, { "12,34,567", &english, 1234567000 }, { "1 250", &french, 1250000 },
		{ "1\xC2\xA0""250,5", &french, 1250500 }, { "1'250.5", &swiss, 1250500 }, { "1,234.5", &german, 1234500 }, { "1.234,5", &english, 1234500 },
		{ "0003", &plain, 3000 }, { "1.5000000", &plain, 1500 }, { "1000000000000", &plain, SB_QTY_MAX }, { "-0", &plain, 0 },
		{ "1,234,567", &plain, 1234567000 },
		{ "", &plain, BAD }, { " ", &plain, BAD }, { "-", &plain, BAD }, { "1.2346E+10", &plain, BAD }, { "1e3", &plain, BAD }, { "0x10", &plain, BAD }, { "3x4", &plain, BAD },
		{ "3 4", &plain, BAD }, { "3*", &plain, BAD }, { "*3", &plain, BAD }, { "1*2*3", &plain, BAD }, { "--3", &plain, BAD }, { "-3-", &plain, BAD },
		{ "1,234", &plain, BAD }, { "1.2.3", &plain, BAD }, { "1..2", &plain, BAD }, { "5.", &plain, BAD }, { "12,34,56", &english, BAD },
		{ "1.2345", &plain, BAD }, { "1000000000001", &plain, BAD }, { "99999999999999999999999999", &plain, BAD }, { "inf", &plain, BAD },
		{ "nan", &plain, BAD }, { "٣", &plain, BAD }, { "3kg", &plain, BAD }, { "€3", &plain, BAD }, { "1 234", &plain, BAD },
		{ "1000000*1000000000", &plain, BAD }, { "1'250", &english, BAD }, { "1,234.567,8", &english, BAD },
		{ "1111111111111111111111111111111111111111111111111111111111", &plain, BAD },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct sb_error err = SB_ERROR_INIT;
		int64_t qty = BAD;
		enum sb_status status = sb_qty_parse(cases[i].text, 3, cases[i].numbers, &qty, &err);

		cr_assert_eq(qty, cases[i].result, "\"%s\" (%c) gave %ld: %s", cases[i].text, cases[i].numbers->decimal, qty, err.text);
		cr_assert_eq(status, cases[i].result == BAD ? SB_INVALID : SB_OK);
		if (status)
			cr_assert(err.text[0] && strcmp(err.field, "quantity") == 0);
	}
}

Test(money, amounts_are_read_as_people_write_them)
{
	static const struct reading cases[] = {
		{ "12.5", &plain, 1250 }, { "12,50", &plain, 1250 }, { "12,50", &german, 1250 }, { "12.50", &german, 1250 }, { "€12.50", &plain, 1250 },
		{ "12.50 EUR", &plain, 1250 }, { "12,50€", &german, 1250 }, { "EUR 12.50", &plain, 1250 }, { "eur12", &plain, 1200 }, { "-€5", &plain, -500 },
		{ "€-5", &plain, -500 }, { "5- €", &plain, -500 }, { "5€-", &plain, -500 }, { "3*2,50", &plain, 750 }, { "3*2,50", &german, 750 },
		{ "3*€2.50", &plain, 750 }, { "3*2.50 EUR", &plain, 750 }, { "1.234,56", &german, 123456 }, { "1,234.56", &english, 123456 },
		{ "1.234", &german, 123400 }, { "0.5*2.50", &plain, 125 }, { "10.000,00", &german, 1000000 }, { "1.500", &plain, 150 },
		{ "12.345", &plain, BAD }, { "1.234", &english, BAD }, { "0.5*0.25", &plain, BAD }, { "$5", &plain, BAD }, { "5 USD", &plain, BAD },
		{ "€5€", &plain, BAD }, { "5 EURO", &plain, BAD }, { "€", &plain, BAD }, { "10000000000000.01", &plain, BAD },
	};
	const struct sb_currency *euro = sb_currency_find("EUR");

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct sb_error err = SB_ERROR_INIT;
		int64_t minor = BAD;
		enum sb_status status = sb_money_parse(cases[i].text, euro, cases[i].numbers, &minor, &err);

		cr_assert_eq(minor, cases[i].result, "\"%s\" gave %ld: %s", cases[i].text, minor, err.text);
		cr_assert_eq(status, cases[i].result == BAD ? SB_INVALID : SB_OK);
	}
}

Test(money, a_refusal_says_where_and_why)
{
	struct sb_error err = SB_ERROR_INIT;
	int64_t n;

	cr_assert_eq(sb_qty_parse("12é4", 0, &plain, &n, &err), SB_INVALID);
	cr_assert_eq(err.column, 3);
	cr_assert_eq(sb_qty_parse("1.5", 0, &plain, &n, &err), SB_INVALID);
	cr_assert_not_null(strstr(err.text, "whole number"), "%s", err.text);
	cr_assert_eq(sb_qty_parse("1.25", 1, &plain, &n, &err), SB_INVALID);
	cr_assert_not_null(strstr(err.text, "at most 1"), "%s", err.text);
	cr_assert_eq(sb_money_parse("12.505", sb_currency_find("EUR"), &plain, &n, &err), SB_INVALID);
	cr_assert_not_null(strstr(err.text, "at most 2"), "%s", err.text);
	cr_assert_eq(sb_money_parse("1.5", sb_currency_find("JPY"), &plain, &n, &err), SB_INVALID);
}

Test(money, quantities_print_with_the_fewest_decimals)
{
	static const struct {
		int64_t qty_milli;
		int min_decimals;
		const struct sb_numbers *numbers;
		const char *text;
	} cases[] = {
		{ 3000, 0, &plain, "3" }, { 3000, 2, &plain, "3.00" }, { 1250, 0, &plain, "1.25" }, { 1250, 3, &german, "1,250" }, { -1, 0, &plain, "-0.001" },
		{ 1234567890, 0, &german, "1.234.567,89" }, { 999000, 0, &english, "999" }, { 1000000, 0, &english, "1,000" },
		{ 1005000, 0, &french, "1\xE2\x80\xAF""005" }, { 0, 0, &plain, "0" }, { INT64_MAX, 0, &plain, "9223372036854775.807" },
		{ INT64_MIN, 0, &english, "-9,223,372,036,854,775.808" },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_auto(buf) out = SB_BUF_INIT;

		sb_qty_print(cases[i].qty_milli, cases[i].min_decimals, cases[i].numbers, &out);
		cr_assert_str_eq(out.data, cases[i].text);
	}
}

Test(money, whatever_is_printed_reads_back)
{
	static const struct sb_numbers *const styles[] = { &plain, &german, &english, &french, &swiss };
	struct sb_random random = { .seeded = true, .state = 1 };
	const struct sb_currency *currencies[] = { sb_currency_find("EUR"), sb_currency_find("JPY"), sb_currency_find("TND") };

	for (int i = 0; i < 20000; i++) {
		struct sb_error err = SB_ERROR_INIT;
		const struct sb_numbers *numbers = styles[i % 5];
		const struct sb_currency *currency = currencies[i % 3];
		int64_t limit = INT64_C(1) << sb_random_below(&random, 49);
		int64_t number = (int64_t)sb_random_below(&random, (uint64_t)limit * 2) - limit, again = 0;
		sb_auto(buf) qty = SB_BUF_INIT;
		sb_auto(buf) money = SB_BUF_INIT;

		sb_qty_print(number, (int)sb_random_below(&random, 4), numbers, &qty);
		cr_assert_eq(sb_qty_parse(qty.data, 3, numbers, &again, &err), SB_OK, "%s", err.text);
		cr_assert_eq(again, number, "%s", qty.data);
		sb_money_print(number, currency, numbers, &money);
		cr_assert_eq(sb_money_parse(money.data, currency, numbers, &again, &err), SB_OK, "%s", err.text);
		cr_assert_eq(again, number, "%s", money.data);
	}
}

Test(money, the_c_locale_writes_plain_numbers)
{
	setlocale(LC_ALL, "C");
	struct sb_numbers numbers = sb_numbers_locale();

	cr_assert_eq(numbers.decimal, '.');
	cr_assert_str_eq(numbers.thousands, "");
}
