/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The orders as they would be made, shown once more with their totals, and making them: one for each supplier. */
#include "purchases.h"
#include "reorder_inside.h"

enum { QTY_CELLS = 9, SKU_CELLS = 12, MONEY_CELLS = 10, COLS_WITH_COST = 70 };

struct sb_reorder_sum sb_reorder_sum(const struct sb_reorder *reorder)
{
	struct sb_reorder_sum sum = { 0 };
	struct sb_reorder_order order;

	for (size_t at = 0; sb_reorder_next(reorder, &at, &order);) {
		sum.orders += order.lines > 0;
		sum.lines += order.lines;
		sum.without_cost += order.without_cost;
		if (!sb_add(sum.value_minor, order.value_minor, &sum.value_minor))
			sum.without_cost += order.lines;
	}
	return sum;
}

unsigned sb_reorder_print_order(struct sb_desk *desk, const struct sb_reorder_order *order, struct sb_buf *out)
{
	sb_auto(buf) least = SB_BUF_INIT;
	bool is_small = order->lines && order->least_minor != SB_NONE && order->value_minor < order->least_minor;

	if (!order->supplier) {
		sb_buf_puts(out, _("no supplier: name one to order these"));
		return SB_STYLE_WARNING;
	}
	sb_buf_puts(out, order->supplier);
	if (order->is_retired) {
		sb_buf_puts(out, _(" · takes no orders any more: name another supplier"));
		return SB_STYLE_WARNING;
	}
	sb_buf_puts(out, " · ");
	sb_buf_printf(out, ngettext("%zu product", "%zu products", order->lines), order->lines);
	sb_buf_puts(out, " · ");
	sb_put_money(desk, order->value_minor, out);
	if (order->without_cost)
		sb_buf_printf(out, ngettext(" and %zu without a cost", " and %zu without a cost", order->without_cost), order->without_cost);
	if (is_small) {
		sb_put_money(desk, order->least_minor, &least);
		sb_buf_printf(out, _(" · its minimum is %s"), least.data);
	}
	return is_small ? SB_STYLE_WARNING : SB_STYLE_STRONG;
}

/*
 * The panel
 */
static void draw_line(struct sb_reorder_view *reorder, struct sb_area area, int at, const struct sb_reorder_line *line)
{
	struct sb_desk *desk = reorder->view.desk;
	const struct sb_value *values = line->row->values;
	const struct sb_currency *currency = sb_book_currency(desk->app->book);
	int money = area.cols >= COLS_WITH_COST ? 2 * MONEY_CELLS + 2 : MONEY_CELLS + 1;
	int name = area.col + 2 + QTY_CELLS + 1 + SKU_CELLS + 1, right = area.col + area.cols - 2;
	sb_auto(buf) qty = SB_BUF_INIT;
	sb_auto(buf) cost = SB_BUF_INIT;
	sb_auto(buf) value = SB_BUF_INIT;

	sb_qty_print(line->qty_milli, values[SB_REORDER_QTY].scale, &desk->app->numbers, &qty);
	if (!values[SB_REORDER_COST].is_null)
		sb_money_print(values[SB_REORDER_COST].n, currency, &desk->app->numbers, &cost);
	if (sb_reorder_value(line) != SB_NONE)
		sb_money_print(sb_reorder_value(line), currency, &desk->app->numbers, &value);
	sb_term_fit(desk->term, at, area.col + 2, QTY_CELLS, SB_STYLE_NORMAL, qty.data, true);
	sb_term_fit(desk->term, at, area.col + 3 + QTY_CELLS, SKU_CELLS, SB_STYLE_NORMAL, values[SB_REORDER_SKU].s, false);
	sb_term_fit(desk->term, at, name, right - money - name, SB_STYLE_NORMAL, values[SB_REORDER_NAME].s, false);
	if (area.cols >= COLS_WITH_COST)
		sb_term_fit(desk->term, at, right - 2 * MONEY_CELLS - 1, MONEY_CELLS, SB_STYLE_DIM, cost.data, true);
	sb_term_fit(desk->term, at, right - MONEY_CELLS, MONEY_CELLS, SB_STYLE_NORMAL, value.data, true);
}

/* Draws the number-th line of the panel if it is on the screen; counts it either way. */
static int row_of(struct sb_reorder_view *reorder, struct sb_area inside)
{
	size_t number = reorder->panel_lines++;

	if (number < reorder->panel_top || number >= reorder->panel_top + (size_t)inside.rows)
		return -1;
	return inside.row + (int)(number - reorder->panel_top);
}

static void draw_order(struct sb_reorder_view *reorder, struct sb_area inside, const struct sb_reorder_order *order)
{
	const struct sb_reorder *what = &reorder->reorder;
	sb_auto(buf) text = SB_BUF_INIT;
	unsigned style = sb_reorder_print_order(reorder->view.desk, order, &text);
	int at = row_of(reorder, inside);

	if (at >= 0)
		sb_term_put(reorder->view.desk->term, at, inside.col + 2, inside.cols - 4, style, text.data);
	for (size_t i = order->shown; i < order->shown_end; i++) {
		const struct sb_reorder_line *line = sb_reorder_line_at(what, i);

		if (!sb_reorder_is_ordered(what, line))
			continue;
		at = row_of(reorder, inside);
		if (at >= 0)
			draw_line(reorder, inside, at, line);
	}
}

static void draw_frame(struct sb_reorder_view *reorder, struct sb_area area)
{
	struct sb_term *term = reorder->view.desk->term;
	struct sb_reorder_sum sum = sb_reorder_sum(&reorder->reorder);
	sb_auto(buf) total = SB_BUF_INIT;

	for (int i = 0; i < area.rows; i++)
		sb_term_fill(term, area.row + i, area.col, area.cols, SB_STYLE_NORMAL, NULL);
	sb_term_box(term, area.row, area.col, area.rows, area.cols, SB_STYLE_RULE);
	sb_buf_printf(&total, ngettext("%zu order · ", "%zu orders · ", sum.orders), sum.orders);
	sb_buf_printf(&total, ngettext("%zu product · ", "%zu products · ", sum.lines), sum.lines);
	sb_put_money(reorder->view.desk, sum.value_minor, &total);
	sb_term_printf(term, area.row, area.col + 2, area.cols - 4, SB_STYLE_STRONG, " %s ", total.data);
	sb_term_put(term, area.row + area.rows - 1, area.col + 2, area.cols - 4, SB_STYLE_HINT,
		    _(" Enter orders it, Esc goes back, arrows show more "));
	sb_term_cursor(term, area.row + area.rows - 1, area.col + 3, true);
}

void sb_reorder_draw_panel(struct sb_reorder_view *reorder, struct sb_area area)
{
	struct sb_area inside = { .row = area.row + 1, .col = area.col, .rows = area.rows - 2, .cols = area.cols };
	struct sb_reorder_order order;

	draw_frame(reorder, area);
	reorder->height = inside.rows;
	reorder->panel_lines = 0;
	for (size_t at = 0; sb_reorder_next(&reorder->reorder, &at, &order);)
		if (order.lines)
			draw_order(reorder, inside, &order);
}

/*
 * Ordering
 */
void sb_reorder_confirm(struct sb_reorder_view *reorder)
{
	struct sb_reorder_sum sum = sb_reorder_sum(&reorder->reorder);

	if (!sum.orders) {
		sb_desk_say(reorder->view.desk, SB_STYLE_WARNING, "%s",
			    reorder->reorder.marked ? _("nothing that is marked can be ordered: it needs a quantity and a supplier")
						    : _("nothing here can be ordered: it needs a quantity and a supplier"));
		return;
	}
	reorder->is_confirming = true;
	reorder->panel_top = 0;
}

static enum sb_status give_order(struct sb_reorder_view *reorder, struct sb_call *call, const struct sb_reorder_order *order,
				 struct sb_error *err)
{
	const struct sb_reorder *what = &reorder->reorder;
	enum sb_status status = sb_call_give_next(call, order->supplier, err);

	for (size_t i = order->shown; i < order->shown_end && !status; i++) {
		const struct sb_reorder_line *line = sb_reorder_line_at(what, i);
		sb_auto(buf) qty = SB_BUF_INIT;

		if (!sb_reorder_is_ordered(what, line))
			continue;
		sb_qty_print(line->qty_milli, 0, &reorder->view.desk->app->plain, &qty);
		status = sb_call_give_next(call, line->row->values[SB_REORDER_SKU].s, err);
		if (!status)
			status = sb_call_give_next(call, qty.data, err);
	}
	return status;
}

static enum sb_status make_order(struct sb_reorder_view *reorder, const struct sb_reorder_order *order, struct sb_reply *reply,
				 struct sb_error *err)
{
	sb_owned(call) call = sb_call_new(reorder->view.desk->app, sb_cmd_find("order new"));
	enum sb_status status = give_order(reorder, call, order, err);

	return status ? status : sb_call_run(call, reply, err);
}

/* What is ordered is decided: what may be suggested of it again is so anew. */
static void forget_typed(struct sb_reorder *reorder, const struct sb_reorder_order *order)
{
	for (size_t i = order->shown; i < order->shown_end; i++)
		if (sb_reorder_is_ordered(reorder, sb_reorder_line_at(reorder, i)))
			sb_reorder_set(reorder, reorder->shown[i].line, SB_NONE);
}

/* One order is told as its command tells it, several together; what can be taken back at once is the last. */
static void tell(struct sb_reorder_view *reorder, struct sb_reply *reply, size_t made)
{
	struct sb_desk *desk = reorder->view.desk;
	int64_t last = reply->outcome.seq;

	sb_reorder_unmark(&reorder->reorder);
	sb_desk_replied(desk, reply);
	if (made < 2)
		return;
	sb_desk_say(desk, SB_STYLE_OK, _("%zu orders made, the last is %lld: each undo takes one back"), made, (long long)last);
	desk->undo_offer = last;
}

/* Those made before one fails stay made: what they hold is on order then and no longer suggested. */
void sb_reorder_order(struct sb_reorder_view *reorder)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_reorder_order order;
	struct sb_reply reply;
	enum sb_status status = SB_OK;
	size_t made = 0;

	reorder->is_confirming = false;
	sb_reply_init(&reply);
	for (size_t at = 0; !status && sb_reorder_next(&reorder->reorder, &at, &order);) {
		if (!order.lines)
			continue;
		sb_reply_release(&reply);
		sb_reply_init(&reply);
		status = make_order(reorder, &order, &reply, &err);
		if (!status)
			forget_typed(&reorder->reorder, &order);
		made += !status;
	}
	sb_reorder_keep(reorder);
	if (!status && made)
		tell(reorder, &reply, made);
	sb_reply_release(&reply);
	if (!status)
		return;
	sb_desk_changed(reorder->view.desk);
	if (made)
		sb_desk_say(reorder->view.desk, SB_STYLE_ERROR, ngettext("%zu order made, then: %s", "%zu orders made, then: %s", made), made,
			    err.text);
	else
		sb_desk_fail(reorder->view.desk, &err);
}
