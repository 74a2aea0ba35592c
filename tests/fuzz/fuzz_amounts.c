/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text as a quantity, an amount, a time or a barcode: refused with a sentence, or printed and read again as the same. */
#include "stockbook/product.h"
#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct sb_numbers comma = { .decimal = ',', .thousands = "." };
static const struct sb_numbers point = { .decimal = '.', .thousands = "," };

static void quantity(const char *text, int decimals, const struct sb_numbers *numbers)
{
	struct sb_error err = SB_ERROR_INIT;
	sb_auto(buf) printed = SB_BUF_INIT;
	int64_t value, again;

	if (sb_qty_parse(text, decimals, numbers, &value, &err)) {
		assert(err.text[0]);
		return;
	}
	assert(value >= -SB_QTY_MAX && value <= SB_QTY_MAX);
	sb_qty_print(value, 0, numbers, &printed);
	assert(!sb_qty_parse(printed.data, decimals, numbers, &again, &err) && again == value);
}

static void amount(const char *text, const char *code, const struct sb_numbers *numbers)
{
	const struct sb_currency *currency = sb_currency_find(code);
	struct sb_error err = SB_ERROR_INIT;
	sb_auto(buf) printed = SB_BUF_INIT;
	int64_t value, again;

	if (sb_money_parse(text, currency, numbers, &value, &err)) {
		assert(err.text[0]);
		return;
	}
	assert(value >= -SB_MONEY_MAX && value <= SB_MONEY_MAX);
	sb_money_print(value, currency, numbers, &printed);
	assert(!sb_money_parse(printed.data, currency, numbers, &again, &err) && again == value);
}

static void moment(const char *text)
{
	static struct sb_zone *zone; /* read once and kept */
	struct sb_error err = SB_ERROR_INIT;
	int64_t value;

	if (!zone && sb_zone_load("Europe/Berlin", &zone, &err))
		return;
	if (sb_moment_parse(text, zone, INT64_C(1774742400000), &value, &err))
		assert(err.text[0]);
	else
		assert(value <= SB_MOMENT_MAX);
}

static void barcode(const char *text)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_barcode code;

	if (sb_barcode_parse(text, &code, &err)) {
		assert(err.text[0]);
		return;
	}
	assert(code.pack_milli > 0);
	assert(!code.is_gtin || strlen(code.code) == 14);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	sb_owned_string text = sb_strndup((const char *)data, size);

	for (int decimals = 0; decimals <= 3; decimals++) {
		quantity(text, decimals, &comma);
		quantity(text, decimals, &point);
	}
	amount(text, "EUR", &comma);
	amount(text, "JPY", &point);
	amount(text, "KWD", &point);
	moment(text);
	barcode(text);
	return 0;
}
