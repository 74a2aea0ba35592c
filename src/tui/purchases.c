/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Purchase orders in words and colours. */
#include "purchases.h"
#include "stockbook/store.h"

#include <string.h>

void sb_put_named(struct sb_buf *out, const char *supplier)
{
	size_t length = strcspn(supplier, "\"");

	/* A quotation mark cannot stand in a query: what is before it has to do. */
	sb_buf_printf(out, "supplier:\"%.*s\"%s", (int)length, supplier, supplier[length] ? "*" : "");
}

unsigned sb_order_row_style(const struct sb_page *page, const struct sb_row *row)
{
	return sb_row_number(page, row, "open") > 0 ? SB_STYLE_NORMAL : SB_STYLE_DIM;
}

/* Days that something of an order should have come before today; not above 0: it is in time. */
static int64_t days_late(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row)
{
	int64_t expected = sb_row_number(page, row, "expected");

	if (expected == SB_NONE || sb_row_number(page, row, "open") <= 0)
		return 0;
	return sb_day_of(sb_book_store(desk->app->book)->zone, sb_book_now(desk->app->book)) - expected;
}

bool sb_order_row_cell(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, const struct sb_column *column,
		       struct sb_buf *out)
{
	int64_t late = strcmp(column->name, "expected") ? 0 : days_late(desk, page, row);

	if (late <= 0)
		return false;
	sb_buf_printf(out, ngettext("%lld d late", "%lld d late", (unsigned long)late), (long long)late);
	return true;
}

static void put_value(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, const char *column,
		      const char *format, struct sb_buf *out)
{
	const struct sb_value *value = sb_row_value(page, row, column);
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_style how;

	if (!value || value->is_null)
		return;
	sb_desk_style(desk, &how);
	sb_value_print(value, &how, &text);
	sb_put_dot(out);
	sb_buf_printf(out, format, text.data);
}

unsigned sb_order_row_foot(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, struct sb_buf *out)
{
	int64_t lines = sb_row_number(page, row, "lines");
	bool is_late = days_late(desk, page, row) > 0;

	sb_buf_printf(out, ngettext("%lld product", "%lld products", (unsigned long)lines), (long long)lines);
	sb_put_dot(out);
	sb_put_money(desk, sb_row_number(page, row, "value"), out);
	if (!sb_row_is(page, row, "store", sb_book_store(desk->app->book)->code))
		put_value(desk, page, row, "store", _("for %s"), out);
	put_value(desk, page, row, "expected", is_late ? _("was expected %s") : _("expected %s"), out);
	put_value(desk, page, row, "note", "%s", out);
	put_value(desk, page, row, "occurred_at", _("ordered %s"), out);
	put_value(desk, page, row, "user", _("by %s"), out);
	return is_late ? SB_STYLE_WARNING : SB_STYLE_DIM;
}

static void put_part(struct sb_desk *desk, int64_t qty_milli, int decimals, const char *format, struct sb_buf *out)
{
	sb_auto(buf) qty = SB_BUF_INIT;

	if (!qty_milli)
		return;
	sb_qty_print(qty_milli, decimals, &desk->app->numbers, &qty);
	sb_put_dot(out);
	sb_buf_printf(out, format, qty.data);
}

unsigned sb_order_line_print(struct sb_desk *desk, const struct sb_order_line *line, int decimals, struct sb_buf *out)
{
	put_part(desk, line->over, decimals, line->ordered ? _("%s more than ordered") : _("%s came without being ordered"), out);
	put_part(desk, line->dropped, decimals, _("%s short: will not come"), out);
	put_part(desk, sb_order_rest(line), decimals, _("%s still to come"), out);
	put_part(desk, line->received, decimals, _("%s came"), out);
	if (line->over)
		return SB_STYLE_WARNING;
	if (line->dropped)
		return SB_STYLE_NEGATIVE;
	return sb_order_rest(line) > 0 ? SB_STYLE_NORMAL : SB_STYLE_POSITIVE;
}
