/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom the shop buys from, those among them that products name and nobody added; each with its products and open orders. */
#include "../purchases.h"
#include "../words.h"

#include <string.h>

static unsigned row_style(const struct sb_page *page, const struct sb_row *row)
{
	if (sb_row_number(page, row, "retired") > 0)
		return SB_STYLE_DIM;
	return sb_row_number(page, row, "open_orders") > 0 ? SB_STYLE_STRONG : SB_STYLE_NORMAL;
}

static unsigned foot(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, struct sb_buf *out)
{
	int64_t minimum = sb_row_number(page, row, "minimum_value");
	sb_auto(buf) least = SB_BUF_INIT;

	if (sb_row_number(page, row, "retired") > 0)
		sb_buf_puts(out, _("retired: nothing is ordered there any more"));
	if (sb_row_number(page, row, "added") == 0)
		sb_buf_puts(out, _("only products name it: e adds it, and so does the first order"));
	sb_put_row_value(desk, page, row, "contact", out);
	if (minimum != SB_NONE) {
		sb_put_dot(out);
		sb_put_money(desk, minimum, &least);
		sb_buf_printf(out, _("orders from %s"), least.data);
	}
	sb_put_row_value(desk, page, row, "note", out);
	return SB_STYLE_DIM;
}

static const struct sb_list_look look = {
	.list = "suppliers",
	.columns = "supplier,code,products,open_orders,lead_days,added,minimum_value,contact,note,retired",
	.row_style = row_style,
	.foot = foot,
};

static enum sb_status open_suppliers(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	(void)err;
	*out = sb_list_view_new(desk, &sb_view_suppliers, &look, NULL, argument);
	return SB_OK;
}

/* Besides the columns: `named`, the query for what is of it; `change`, which command makes it what it should be. */
static bool subject(struct sb_view *view, const char *word, struct sb_buf *out)
{
	const struct sb_list_view *list = (const struct sb_list_view *)view;
	const struct sb_row *row = sb_list_rows_selected(&list->rows);
	const struct sb_page *page = sb_list_rows_page(&list->rows);
	sb_auto(buf) query = SB_BUF_INIT;

	if (row && !strcmp(word, "change")) {
		sb_buf_puts(out, sb_row_number(page, row, "added") > 0 ? "edit" : "add");
		return true;
	}
	if (!row || strcmp(word, "named") != 0)
		return sb_list_view_subject(view, word, out);
	sb_put_named(&query, sb_row_value(page, row, "supplier")->s);
	sb_word_quote(out, query.data);
	return true;
}

const struct sb_view_ops sb_view_suppliers = {
	.name = "suppliers",
	.title = N_("Suppliers"),
	.manual = "orders",
	.open = open_suppliers,
	.close = sb_list_view_close,
	.draw = sb_list_view_draw,
	.input = sb_list_view_input,
	.act = sb_list_view_act,
	.arrived = sb_list_view_arrived,
	.reload = sb_list_view_reload,
	.context = sb_list_view_context,
	.wants_text = sb_list_view_wants_text,
	.subject = subject,
};
