/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The query language: what is accepted, what is refused and where the fault is. */
#include "stockbook/query.h"
#include "stockbook/text.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *text;
	const char *terms; /* kind letter, field, text and * of each term, in brackets */
} good_table[] = {
	{ "", "" },
	{ "  \t ", "" },
	{ "mug blue", "[w mug*@1][w blue*@5]" },
	{ "\"blue mug\" x", "[p blue mug@1][w x*@12]" },
	{ "tag:kitchen sku:AB*", "[f tag=kitchen@1][f sku=AB*@13]" },
	{ "TAG:\"old stock\"*", "[f tag=old stock*@1]" },
	{ "mug*", "[w mug*@1]" },
	{ "* mug \"\"", "[w mug*@3]" },
	{ "12:30 5\" a:b:c", "[w 12:30*@1][w 5\"*@7][f a=b:c@10]" },
	{ "crème \xe6\x9d\xaf tag:x", "[w crème*@1][w \xe6\x9d\xaf*@7][f tag=x@9]" },
	{ "-5 (a or b) price<5 AND NEAR(a,b) a^b {x} +",
	  "[w -5*@1][w (a*@4][w or*@7][w b)*@10][w price<5*@13][w AND*@21][w NEAR(a,b)*@25]"
	  "[w a^b*@35][w {x}*@39][w +*@43]" },
};

Test(query, is_read_into_its_terms_with_their_columns)
{
	for (size_t i = 0; i < SB_COUNT(good_table); i++) {
		sb_owned(arena) arena = sb_arena_new();
		sb_auto(buf) seen = SB_BUF_INIT;
		struct sb_error err = SB_ERROR_INIT;
		struct sb_query query;
		cr_assert_eq(sb_query_parse(good_table[i].text, arena, &query, &err), SB_OK, "%s: %s",
			     good_table[i].text, err.text);
		for (size_t j = 0; j < query.count; j++) {
			const struct sb_term *term = &query.terms[j];
			sb_buf_printf(&seen, "[%c %s%s%s%s@%d]", "wpf"[term->kind], term -> field ? term -> field : "",
				      term->field ? "=" : "", term->text, term->is_beginning ? "*" : "", term->column);
		}
		cr_assert_str_eq(seen.data, good_table[i].terms);
	}
}

static const struct {
	const char *text;
	int column;
} bad_table[] = {
	{ "\"blue mug", 1 }, { "mug \"blue", 5 }, { "crème \"x", 7 }, { "tag:", 5 },
	{ "mug tag: x", 9 }, { "tag:\"old", 5 },  { "mug \xff", 5 },  { "a b c d e f g h i j k l m n o p q", 33 },
};

Test(query, that_is_wrong_is_refused_at_the_column_where_it_is)
{
	for (size_t i = 0; i < SB_COUNT(bad_table); i++) {
		sb_owned(arena) arena = sb_arena_new();
		struct sb_error err = SB_ERROR_INIT;
		struct sb_query query;
		cr_assert_eq(sb_query_parse(bad_table[i].text, arena, &query, &err), SB_INVALID, "%s",
			     bad_table[i].text);
		cr_assert_eq(err.column, bad_table[i].column, "%s: %d", bad_table[i].text, err.column);
		cr_assert_str_eq(err.field, "query");
		cr_assert(strlen(err.text) > 0);
	}
}

Test(query, longer_than_its_limit_is_refused)
{
	sb_owned(arena) arena = sb_arena_new();
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_query query;

	sb_buf_fill(&text, 'x', SB_QUERY_BYTES_MAX);
	cr_assert_eq(sb_query_parse(text.data, arena, &query, &err), SB_OK);
	sb_buf_putc(&text, 'x');
	cr_assert_eq(sb_query_parse(text.data, arena, &query, &err), SB_INVALID);
}
