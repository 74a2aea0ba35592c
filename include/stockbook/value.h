/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One typed value: a cell of a list, an argument of a command, a field of a form. The table of types
 * is the only place that knows how each is read, printed and aligned; every door uses it.
 */
#ifndef STOCKBOOK_VALUE_H
#define STOCKBOOK_VALUE_H

#include "stockbook/money.h"
#include "stockbook/moment.h"

/* symbol, name, right-aligned */
#define SB_TYPES(T)                  \
	T(TEXT, N_("text"), false)         \
	T(INT, N_("integer"), true)        \
	T(QTY, N_("quantity"), true)       /* n = thousandths; scale = decimals of the unit */ \
	T(MONEY, N_("money"), true)        /* n = minor units; currency from the context */ \
	T(MOMENT, N_("time"), false)       /* n = UTC ms */ \
	T(DAY, N_("date"), false)          /* n = days */ \
	T(BOOL, N_("yes or no"), false)    /* n = 0 or 1 */ \
	T(ID, N_("id"), false)             /* s = UUID as text */ \
	T(MANY, N_("list"), false)         /* s = parts joined by "|" (tags, barcodes) */ \
	T(SPARK, N_("sparkline"), false)   /* s = comma-separated integers, oldest first */ \
	T(PRODUCT, N_("product"), false)   /* typed: SKU, barcode or name; the command layer resolves it, n = product id */ \
	T(ENTRY, N_("entry"), true)        /* typed: number or UUID; the command layer resolves it, n = seq */ \
	T(FILE, N_("file"), false)         \
	T(QUERY, N_("query"), false)       \
	T(CHOICE, N_("choice"), false)     /* s = one of the words of a table or argument */ \
	T(PERCENT, N_("percent"), true)    /* n = tenths of a percent */ \
	T(SPAN, N_("span of time"), true)  /* n = seconds; typed like 300, 90s, 30m, 2h, 1d */

enum sb_type {
#define T(symbol, name, right) SB_##symbol##_TYPE,
	SB_TYPES(T)
#undef T
	SB_TYPE_COUNT
};

struct sb_value {
	enum sb_type type;
	bool is_null;
	uint8_t scale; /* QTY: decimals always shown, 0-3 */
	int64_t n;
	const char *s; /* borrowed from whoever made the value (page, call) */
};

/* How values are read and printed. Borrowed pointers outlive the style. */
struct sb_style {
	const struct sb_currency *currency;
	const struct sb_numbers *numbers;
	const struct sb_zone *zone;
	int64_t now;
};

const char *sb_type_name(enum sb_type type); /* untranslated; N_() marked */
bool sb_type_is_right(enum sb_type type);

/* For people: locale's numbers, local time, yes/no translated; a null prints nothing. */
void sb_value_print(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out);
/* For machines (CSV, fields of an entry): plain numbers, RFC 3339 UTC, true/false. */
void sb_value_print_plain(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out);
/* As a JSON value: quantity a number, money a string, MANY an array, SPARK an array of numbers, null null. */
void sb_value_print_json(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out);
/*
 * Reads what a person typed. QTY takes scale as the decimals allowed. Text-like types (TEXT, MANY, PRODUCT,
 * ENTRY, FILE, QUERY, CHOICE) keep a borrowed pointer to `text`. SB_INVALID with the sentence and column.
 */
enum sb_status sb_value_parse(enum sb_type type, int scale, const char *text, const struct sb_style *style,
			      struct sb_value *out, struct sb_error *err) SB_CHECKED;
/* Order of two values of one type: numbers by size, text by folded form; null last. */
int sb_value_compare(const struct sb_value *a, const struct sb_value *b);

#endif
