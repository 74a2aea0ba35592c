/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The search language of the `/` line, `list QUERY` and every list. Bare words are searched as beginnings, all must
 * occur; "a phrase" together; field:value and field:BEG* by the list's own table of fields. Syntax characters in words are data.
 * A query is parsed once into a tree that knows no list; a list's fields give it meaning when it is compiled.
 */
#ifndef STOCKBOOK_QUERY_H
#define STOCKBOOK_QUERY_H

#include "stockbook/arena.h"
#include "stockbook/error.h"

enum sb_term_kind { SB_TERM_WORD, SB_TERM_PHRASE, SB_TERM_FIELD };

struct sb_term {
	enum sb_term_kind kind;
	const char *field; /* SB_TERM_FIELD: its name in lower case */
	const char *text;  /* as typed, without quotes and without the * of a beginning */
	bool is_beginning; /* WORD always; FIELD when written with * */
	int column;	   /* of the term in the query, from 1, in code points */
};

struct sb_query {
	const struct sb_term *terms;
	size_t count;
};

#define SB_QUERY_BYTES_MAX 1000
#define SB_QUERY_TERMS_MAX 16

/* SB_INVALID with err->column and what was expected: unclosed quote, field without value, too long. */
enum sb_status sb_query_parse(const char *text, struct sb_arena *arena, struct sb_query *out, struct sb_error *err) SB_CHECKED;

/* How a field's value is compared. */
enum sb_match {
	SB_MATCH_EXACT,	  /* as typed */
	SB_MATCH_UPPER,	  /* upper-cased: SKUs, codes */
	SB_MATCH_FOLDED,  /* folded: tags, names */
	SB_MATCH_BARCODE, /* as a barcode is looked up */
	SB_MATCH_PRODUCT, /* resolved to a product's id */
	SB_MATCH_FROM,	  /* a moment: at or after */
	SB_MATCH_TO,	  /* a moment: before, a whole day included */
	SB_MATCH_YESNO,	  /* 1 or 0 */
	SB_MATCH_INT,
};

/* A row of a list's table of fields. `expression` is compared; `within` (may be NULL) is a fragment with one %s into which the
 * comparison is put: "p.id IN (SELECT product FROM product_tags WHERE %s)". */
struct sb_query_field {
	const char *name;
	const char *help; /* translate before showing */
	enum sb_match match;
	const char *expression;
	const char *within;
	const char *choices; /* EXACT: what there is, joined by |; other values are refused. NULL: anything */
	/* An index finds its rows: `counts` ("SELECT 1 FROM product_tags WHERE %s") tells how many, NULL: never many. When they are few they are
	 * found by it and sorted; when they are many the sort's index is walked and each row met is tested, by `met` and `met_within` where those
	 * are given (forms that no index would be used for), or by `met_is` if it is a value rather than a beginning: all of the test, with the
	 * value at %s. In these $row is the row's id as the walk has it, so that rows which fail are not read. */
	bool narrows;
	const char *counts, *met, *met_within, *met_is;
	bool in_text; /* what it matches also stands in the searched text, which narrows a search */
};

#endif
