/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arguments that several commands share, as rows of their tables. */
#ifndef CMD_ARGS_H
#define CMD_ARGS_H

#include "stockbook/cmd.h"

#define ARG_PRODUCT(extra)                                                                                        \
	{                                                                                                         \
		.name = "product", .type = SB_PRODUCT_TYPE, .flags = SB_ARG_POSITIONAL | (extra), .value = "PRODUCT", \
		.label = N_("Product"), .help = N_("SKU, barcode or part of the name."),                          \
	}
#define ARG_QTY(extra)                                                                                    \
	{                                                                                                 \
		.name = "qty", .type = SB_QTY_TYPE, .flags = SB_ARG_POSITIONAL | SB_ARG_PACKS | (extra), .value = "QTY", \
		.label = N_("Quantity"), .help = N_("How many, in the product's unit; behind a case's barcode, how many cases."), \
	}
/* PRODUCT QTY [PRODUCT QTY …] */
#define ARG_PAIRS ARG_PRODUCT(SB_ARG_REQUIRED | SB_ARG_REPEAT), ARG_QTY(SB_ARG_REQUIRED | SB_ARG_REPEAT | SB_ARG_PLUS)

#define ARG_PRICE                                                                                                \
	{                                                                                                        \
		.name = "price", .type = SB_MONEY_TYPE, .flags = SB_ARG_REPEAT, .value = "MONEY", .label = N_("Price"), \
		.help = N_("Price of one unit instead of the product's; of several products once for each."),    \
	}
#define ARG_COST                                                                                                 \
	{                                                                                                        \
		.name = "cost", .type = SB_MONEY_TYPE, .flags = SB_ARG_REPEAT, .value = "MONEY", .label = N_("Cost"), \
		.help = N_("Cost of one unit instead of the product's; of several products once for each."),     \
	}

/* offer.c: all reasons of the book. */
enum sb_status offer_reasons(struct sb_app *app, const char *beginning, int most,
			     bool (*each)(const char *value, const char *meaning, void *context), void *context,
			     struct sb_error *err) SB_CHECKED;
#define REASON_WORD(symbol, word, label, direction, shrinkage, demand) "|" word
#define ARG_REASON(otherwise)                                                                                    \
	{                                                                                                        \
		.name = "reason", .type = SB_CHOICE_TYPE, .value = "REASON", .label = N_("Reason"),              \
		.help = N_("Why; the shop's own reasons are in `reason list`."), .choices = SB_REASONS(REASON_WORD),      \
		.fallback = (otherwise), .offer = offer_reasons,                                                 \
	}

#define ARG_NOTE                                                                                                 \
	{                                                                                                        \
		.name = "note", .type = SB_TEXT_TYPE, .value = "TEXT", .label = N_("Note"),                      \
		.help = N_("Words kept with the entry."),                                                        \
	}
#define ARG_AT                                                                                                   \
	{                                                                                                        \
		.name = "at", .type = SB_MOMENT_TYPE, .value = "TIME", .label = N_("When"),                      \
		.help = N_("When it happened, if not now: 14:30, yesterday, -2h, 2026-03-01."),                  \
	}
#define ARG_TOKEN                                                                                                \
	{                                                                                                        \
		.name = "token", .type = SB_TEXT_TYPE, .flags = SB_ARG_ADVANCED, .value = "TOKEN", .label = N_("Token"), \
		.help = N_("The same token again answers as the first time and writes nothing."),                \
	}

/* Of commands that change what is known; see sb_cmd.present. */
#define ARG_SEEN                                                                                                 \
	{                                                                                                        \
		.name = "seen", .type = SB_INT_TYPE, .flags = SB_ARG_ADVANCED | SB_ARG_HOW, .value = "VERSION", .label = N_("Version seen"), \
		.help = N_("Refused if someone changed the same fields since this entry; `show -o json` tells a product's last one as version."), \
	}

/* Words of a query, see rows_stream() */
#define ARG_QUERY                                                                                                \
	{                                                                                                        \
		.name = "query", .type = SB_QUERY_TYPE, .flags = SB_ARG_POSITIONAL | SB_ARG_REPEAT, .value = "QUERY", \
		.label = N_("Search"), .help = N_("Words and field:value, see stockbook-query(7)."),             \
	}
#define ARG_SORT                                                                                                 \
	{                                                                                                        \
		.name = "sort", .type = SB_TEXT_TYPE, .flags = SB_ARG_ADVANCED, .value = "COLUMNS", .label = N_("Sort"), \
		.help = N_("Columns to sort by, a minus before those that fall: -price,name."),                  \
	}
#define ARG_COLUMNS                                                                                              \
	{                                                                                                        \
		.name = "columns", .type = SB_TEXT_TYPE, .flags = SB_ARG_ADVANCED, .value = "COLUMNS",           \
		.label = N_("Columns"), .help = N_("Columns to show, in this order; * for all."),                \
	}
#define ARG_LIMIT                                                                                                \
	{                                                                                                        \
		.name = "limit", .type = SB_INT_TYPE, .flags = SB_ARG_ADVANCED | SB_ARG_PLUS | SB_ARG_HOW, .value = "N", \
		.label = N_("Limit"), .help = N_("At most this many rows."),                                     \
	}
#define ARG_AFTER                                                                                                \
	{                                                                                                        \
		.name = "after", .type = SB_TEXT_TYPE, .flags = SB_ARG_ADVANCED, .value = "CURSOR", .label = N_("After"), \
		.help = N_("Go on behind a page: what its next said."),                                          \
	}

/* See rows_stream_of_stores() */
#define ARG_ALL_STORES                                                                                           \
	{                                                                                                        \
		.name = "all-stores", .type = SB_BOOL_TYPE, .flags = SB_ARG_ADVANCED, .label = N_("All stores"), \
		.help = N_("Those of every store, instead of the one worked for."),                              \
	}

#define FIELD_FLAGS_TEXT  0
#define FIELD_FLAGS_MANY  SB_ARG_REPEAT
#define FIELD_FLAGS_MONEY 0
#define FIELD_FLAGS_INT	  0
#define FIELD_FLAGS_QTY	  0
#define FIELD_FLAGS_BOOL  0
#define FIELD_VALUE_TEXT  "TEXT"
#define FIELD_VALUE_MANY  "TEXT"
#define FIELD_VALUE_MONEY "MONEY"
#define FIELD_VALUE_INT	  "N"
#define FIELD_VALUE_QTY	  "QTY"
#define FIELD_VALUE_BOOL  "YES"
/* A row of SB_PRODUCT_FIELDS as an option; what more the SKU and the name are, the flags say. */
#define FIELD_ROW(symbol, type_, option, label_, help_, sku_flags, name_flags)                                          \
	{                                                                                                               \
		.name = option, .type = SB_##type_##_TYPE, .value = FIELD_VALUE_##type_, .label = label_, .help = help_, \
		.flags = SB_ARG_FIELD | FIELD_FLAGS_##type_ | (SB_PF_##symbol == SB_PF_SKU ? (sku_flags) : 0) |         \
			 (SB_PF_##symbol == SB_PF_NAME ? (name_flags) : 0),                                             \
	}

#endif
