/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of currencies, searched by code. */
#include "stockbook/money.h"
#include <string.h>
#include <strings.h>

static const struct sb_currency currencies[] = {
#define C(letters, digits, sign) { .code = #letters, .symbol = (sign)[0] ? (sign) : #letters, .exponent = (digits) },
#include "currencies.def"
#undef C
};

static int by_code(const void *code, const void *currency)
{
	return strcasecmp(code, ((const struct sb_currency *)currency)->code);
}

const struct sb_currency *sb_currency_find(const char *code)
{
	return bsearch(code, currencies, SB_COUNT(currencies), sizeof(currencies[0]), by_code);
}
