/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What commands put into a reply: the entry written and the stock it left, warnings, tables that come from no list. */
#ifndef CMD_ANSWER_H
#define CMD_ANSWER_H

#include "stockbook/cmd.h"
#include "stockbook/json.h"

/* The outcome, what stock it left, the sentence for it and warnings about low or negative stock. An outcome whose seq is 0 says `nothing`. */
enum sb_status answer_entry(struct sb_call *call, struct sb_reply *reply, const struct sb_outcome *outcome, const char *nothing,
			    struct sb_error *err) SB_CHECKED;
void answer_printf(struct sb_reply *reply, const char *format, ...) SB_PRINTF(2, 3); /* the message */
void answer_warn(struct sb_reply *reply, const char *sentence); /* one more; NULL is fine */

/* Members of JSON as lists have them. */
void answer_add_qty(struct sb_json *json, const char *key, int64_t qty_milli);
/* SB_NONE: null */
void answer_add_value(struct sb_call *call, struct sb_json *json, const char *key, enum sb_type type, int64_t n);

/* A page made by hand. Columns are static; rows take as many values as there are columns, whose texts lie in the reply's arena. */
struct answer_table {
	struct sb_reply *reply;
	struct sb_row *rows;
	size_t count, cap;
};
void answer_table_begin(struct answer_table *table, struct sb_reply *reply, const struct sb_list *list);
struct sb_value *answer_table_row(struct answer_table *table); /* null values of the columns' types, to fill */
void answer_table_end(struct answer_table *table);
/* Text as a value of a row, copied. */
void answer_table_text(struct answer_table *table, struct sb_value *value, const char *text);

#endif
