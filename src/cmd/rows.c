/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Queries that commands put together from their arguments, in the same language people type.
 */
#include "rows.h"

#include <string.h>

enum sb_status rows_add_field(struct sb_buf *query, const char *field, const char *value, struct sb_error *err)
{
	if (strchr(value, '"'))
		return sb_fail_field(err, SB_INVALID, field, _("\"%s\" holds a quotation mark: leave it out"), value);
	sb_buf_printf(query, "%s%s:\"%s\"", query->len ? " " : "", field, value);
	return SB_OK;
}

enum sb_status rows_last_movements(struct sb_call *call, const char *sku, int most, struct sb_page *out, struct sb_error *err)
{
	sb_auto(buf) query = SB_BUF_INIT;
	struct sb_ask ask = { .sort = "-seq", .limit = most };
	enum sb_status st = rows_add_field(&query, "product", sku, err);

	ask.query = query.data;
	return st ? st : sb_list_page(sb_list_find("movements"), sb_call_app(call)->book, &ask, out, err);
}
