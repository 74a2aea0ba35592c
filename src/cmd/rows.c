/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Queries that commands put together from their arguments, in the same language people type.
 */
#include "rows.h"

#include <limits.h>
#include <string.h>

enum sb_status rows_add_field(struct sb_buf *query, const char *field, const char *value, struct sb_error *err)
{
	if (strchr(value, '"'))
		return sb_fail_field(err, SB_INVALID, field, _("\"%s\" holds a quotation mark: leave it out"), value);
	sb_buf_printf(query, "%s%s:\"%s\"", query->len ? " " : "", field, value);
	return SB_OK;
}

/* Words typed apart are one query. A word with blanks inside was quoted for the shell and is meant as it is. */
static const char *joined_query(struct sb_call *call, struct sb_arena *arena)
{
	sb_auto(buf) query = SB_BUF_INIT;

	for (size_t i = 0; i < sb_call_count(call, "query"); i++)
		sb_buf_printf(&query, "%s%s", i ? " " : "", sb_call_value(call, "query", i)->s);
	return sb_arena_strdup(arena, query.data);
}

enum sb_status rows_stream(struct sb_call *call, const char *list, struct sb_reply *reply, struct sb_error *err)
{
	int64_t limit = sb_call_int(call, "limit", 0);

	if (limit >= INT_MAX)
		return sb_fail_field(err, SB_INVALID, "limit", _("a limit this high is none: leave it out"));
	reply->stream = sb_list_find(list);
	reply->ask = (struct sb_ask){
		.query = joined_query(call, reply->arena),
		.sort = sb_arena_strdup(reply->arena, sb_call_text(call, "sort")),
		.columns = sb_arena_strdup(reply->arena, sb_call_text(call, "columns")),
		.after = sb_arena_strdup(reply->arena, sb_call_text(call, "after")),
		.limit = (int)limit,
	};
	return SB_OK;
}

enum sb_status rows_stream_of_stores(struct sb_call *call, const char *list, struct sb_reply *reply, struct sb_error *err)
{
	enum sb_status st = rows_stream(call, list, reply, err);

	/* behind what was typed, in which a mistake is pointed at */
	if (!st && sb_call_int(call, "all-stores", 0))
		reply->ask.query = sb_arena_printf(reply->arena, "%s store:*", reply->ask.query);
	return st;
}

enum sb_status rows_last_movements(struct sb_call *call, const char *sku, int most, struct sb_page *out, struct sb_error *err)
{
	sb_auto(buf) query = SB_BUF_INIT;
	struct sb_ask ask = { .sort = "-seq", .columns = "*", .limit = most };
	enum sb_status st = rows_add_field(&query, "product", sku, err);

	/* What is on hand behind each is that of this store. */
	if (!st)
		st = rows_add_field(&query, "store", sb_book_store(sb_call_app(call)->book)->code, err);
	ask.query = query.data;
	return st ? st : sb_list_page(sb_list_find("movements"), sb_call_app(call)->book, &ask, out, err);
}

enum sb_status rows_offer(struct sb_app *app, const char *list, struct sb_ask *ask,
			  bool (*each)(const char *value, const char *meaning, void *context), void *context,
			  struct sb_error *err)
{
	struct sb_style plain = { 0 };
	struct sb_page page;
	enum sb_status st = app->book ? sb_list_page(sb_list_find(list), app->book, ask, &page, err) : SB_OK;

	if (st || !app->book)
		return st;
	for (size_t i = 0; i < page.count; i++) {
		sb_auto(buf) value = SB_BUF_INIT;
		sb_auto(buf) meaning = SB_BUF_INIT;

		sb_value_print_plain(&page.rows[i].values[0], &plain, &value);
		sb_value_print_plain(&page.rows[i].values[1], &plain, &meaning);
		if (!each(value.data, meaning.data, context))
			break;
	}
	sb_page_release(&page);
	return SB_OK;
}
