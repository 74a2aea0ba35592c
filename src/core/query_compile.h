/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A query with the meaning that a list's fields give it: words for the full-text index and conditions on columns.
 * Values are resolved here (products, times, barcodes), so that putting the conditions into a statement cannot fail.
 */
#ifndef SB_QUERY_COMPILE_H
#define SB_QUERY_COMPILE_H

#include "compose.h"
#include "stockbook/list.h"

enum sb_condition_kind { SB_IS, SB_BEGINS, SB_NOT_BEFORE, SB_BEFORE, SB_MATCHES, SB_AMONG };

struct sb_condition {
	const struct sb_query_field *field;
	enum sb_condition_kind kind;
	struct sb_bound value;
	struct sb_bound until; /* SB_BEGINS: what is behind every text that begins so */
	const int64_t *ids;    /* SB_AMONG: one of these */
	size_t id_count;
	bool finds;            /* rows are found by it rather than met on a walk and tested */
};

/* Words are folded; one that holds blanks is a phrase. The words typed come first, then those that only narrow. */
struct sb_filter {
	const struct sb_list *list;
	bool lifts_where; /* the list's `where` does not hold */
	struct sb_condition conditions[SB_QUERY_TERMS_MAX + 1]; /* one is of ids */
	size_t condition_count;
	const char *words[2 * SB_QUERY_TERMS_MAX];
	bool is_beginning[2 * SB_QUERY_TERMS_MAX];
	size_t typed_count, word_count;
	const char *word,
		*code; /* $word and $code: the only word as a SKU and as a barcode; NULL unless there is just one */
};

/* The query, and the ids that are asked for. SB_INVALID with err->column; SB_NOT_FOUND and SB_AMBIGUOUS for products that are named. */
enum sb_status sb_filter_compile(const struct sb_query *query, const struct sb_ask *ask, const struct sb_list *list, struct sb_book *book,
				 struct sb_arena *arena, struct sb_filter *out, struct sb_error *err) SB_CHECKED;

/* Appends what a row must fulfil, beginning with " WHERE ". */
void sb_filter_put(const struct sb_filter *filter, struct sb_compose *compose);
/* Appends a comparison within a fragment of its field, such as `counts`. */
void sb_condition_put(const struct sb_condition *condition, const char *expression, const char *within,
		      struct sb_compose *compose);

#endif
