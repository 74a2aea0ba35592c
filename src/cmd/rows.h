/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of lists for commands: queries put together from arguments, pages put into replies. */
#ifndef CMD_ROWS_H
#define CMD_ROWS_H

#include "stockbook/cmd.h"

/* Appends field:"value" to a query. SB_INVALID: a quotation mark in the value, which the query language has no way to say. */
enum sb_status rows_add_field(struct sb_buf *query, const char *field, const char *value, struct sb_error *err) SB_CHECKED;
/* The reply streams a list as the arguments query, sort, columns, limit and after say. */
enum sb_status rows_stream(struct sb_call *call, const char *list, struct sb_reply *reply, struct sb_error *err) SB_CHECKED;
/* The same of a list that has a field store: and shows the store worked for, with the argument all-stores. */
enum sb_status rows_stream_of_stores(struct sb_call *call, const char *list, struct sb_reply *reply, struct sb_error *err) SB_CHECKED;
/* The newest movements of a product as the reply's page. */
enum sb_status rows_last_movements(struct sb_call *call, const char *sku, int most, struct sb_page *out, struct sb_error *err) SB_CHECKED;
/* The first two columns of rows as an argument's offers; nothing while no book is open. */
enum sb_status rows_offer(struct sb_app *app, const char *list, struct sb_ask *ask,
			  bool (*each)(const char *value, const char *meaning, void *context), void *context,
			  struct sb_error *err) SB_CHECKED;

#endif
