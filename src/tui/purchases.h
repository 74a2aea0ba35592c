/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How purchase orders look wherever a list of them is shown. */
#ifndef STOCKBOOK_TUI_PURCHASES_H
#define STOCKBOOK_TUI_PURCHASES_H

#include "list_view.h"
#include "stockbook/order.h"

extern const struct sb_list_look sb_orders_look;

/* Members of struct sb_list_look for lists of orders. */
unsigned sb_order_row_style(const struct sb_page *page, const struct sb_row *row);
bool sb_order_row_cell(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, const struct sb_column *column,
		       struct sb_buf *out);
unsigned sb_order_row_foot(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, struct sb_buf *out);

/* "8 open", "2 over" … of a line, in the order of what matters; the style that goes with it. Thousandths, as many decimals as the unit has. */
unsigned sb_order_line_print(struct sb_desk *desk, const struct sb_order_line *line, int decimals, struct sb_buf *out);

/* The query that finds what is of a supplier: supplier:"Rhine Wholesale". */
void sb_put_named(struct sb_buf *out, const char *supplier);

#endif
