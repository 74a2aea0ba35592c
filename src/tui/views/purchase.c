/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One purchase order: each product with what was ordered, came, is still open, came over and is short. */
#include "../list_file.h"
#include "../outside.h"
#include "../purchases.h"
#include "stockbook/store.h"
#include "stockbook/text.h"

#include <string.h>

enum { HEAD_ROWS = 2 };

struct purchase_view {
	struct sb_list_view list; /* its products */
	struct sb_arena *arena;
	struct sb_order order;
	const char *store;
};

static struct purchase_view *self(struct sb_view *view)
{
	return (struct purchase_view *)view;
}

/* A row of the list as the order has it. */
static struct sb_order_line line_of(const struct sb_page *page, const struct sb_row *row)
{
	int64_t ordered = sb_row_number(page, row, "ordered"), over = sb_row_number(page, row, "over");

	return (struct sb_order_line){
		.product = row->id,
		.ordered = ordered,
		.received = sb_row_number(page, row, "received") - over,
		.over = over,
		.dropped = sb_row_number(page, row, "short"),
	};
}

static unsigned row_style(const struct sb_page *page, const struct sb_row *row)
{
	const struct sb_order_line line = line_of(page, row);

	if (line.over || line.dropped)
		return line.over ? SB_STYLE_WARNING : SB_STYLE_NEGATIVE;
	return sb_order_rest(&line) > 0 ? SB_STYLE_NORMAL : SB_STYLE_POSITIVE;
}

static const char *row_sign(const struct sb_glyphs *glyphs, const struct sb_page *page, const struct sb_row *row)
{
	const struct sb_order_line line = line_of(page, row);

	return line.over ? glyphs->low : line.dropped ? glyphs->out : NULL;
}

/* Nothing over and nothing short is not worth a number. */
static bool cell(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, const struct sb_column *column,
		 struct sb_buf *out)
{
	bool is_exception = !strcmp(column->name, "over") || !strcmp(column->name, "short");

	(void)desk;
	(void)out;
	return is_exception && sb_row_number(page, row, column->name) == 0;
}

static unsigned foot(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, struct sb_buf *out)
{
	const struct sb_order_line line = line_of(page, row);
	const struct sb_value *ordered = sb_row_value(page, row, "ordered"), *code = sb_row_value(page, row, "supplier_code");
	int64_t cost = sb_row_number(page, row, "cost");
	unsigned style = sb_order_line_print(desk, &line, ordered->scale, out);

	if (cost != SB_NONE) {
		sb_put_dot(out);
		sb_buf_puts(out, _("each "));
		sb_put_money(desk, cost, out);
	}
	if (code && !code->is_null)
		sb_buf_printf(out, _(" · the supplier calls it %s"), code->s);
	return style;
}

static const struct sb_list_look look = {
	.list = "order_lines",
	.columns = "sku,name,ordered,received,open,over,short,cost,supplier_code,order,supplier,version",
	.opens = "product",
	.opens_sign = "#",
	.row_style = row_style,
	.row_sign = row_sign,
	.cell = cell,
	.foot = foot,
};

static enum sb_status read_order(struct sb_desk *desk, int64_t seq, struct sb_arena *arena, struct sb_order *out,
				 const char **store, struct sb_error *err)
{
	const struct sb_store *of;
	enum sb_status status = sb_order_get(desk->app->book, seq, arena, out, err);

	if (!status)
		status = sb_store_get(desk->app->book, out->store, &of, err);
	if (!status)
		*store = sb_arena_strdup(arena, of->code);
	return status;
}

static enum sb_status open_purchase(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	sb_auto(buf) fixed = SB_BUF_INIT;
	struct purchase_view *purchase;
	const char *store = NULL;
	struct sb_order order;
	int64_t seq;
	enum sb_status status;

	if (!*argument)
		return sb_fail(err, SB_USAGE, _("name the order by its number, or open it from the list of orders"));
	status = sb_entry_find(desk->app->book, argument, &seq, err);
	if (!status)
		status = read_order(desk, seq, arena, &order, &store, err);
	if (status)
		return status;
	purchase = sb_alloc(sizeof(*purchase));
	purchase->order = order;
	purchase->store = store;
	purchase->arena = sb_give(arena);
	sb_buf_printf(&fixed, "order:%lld", (long long)order.id);
	sb_list_view_init(&purchase->list, desk, &sb_view_purchase, &look, fixed.data, NULL);
	*out = &purchase->list.view;
	return SB_OK;
}

static void close_purchase(struct sb_view *view)
{
	sb_arena_free(self(view)->arena);
	sb_list_view_close(view);
}

/* An order that cannot be read any more keeps what was known of it. */
static void reload(struct sb_view *view)
{
	struct purchase_view *purchase = self(view);
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_order order;
	const char *store;

	if (read_order(view->desk, purchase->order.id, arena, &order, &store, &err)) {
		sb_desk_fail(view->desk, &err);
	} else {
		sb_arena_free(purchase->arena);
		purchase->order = order;
		purchase->store = store;
		purchase->arena = sb_give(arena);
	}
	sb_list_view_reload(view);
}

/*
 * Above the products
 */
static void put_day(int64_t day, struct sb_buf *out)
{
	sb_auto(buf) text = SB_BUF_INIT;

	if (day == SB_NONE)
		return;
	sb_day_print(day, &text);
	sb_buf_printf(out, _(" · expected %s"), text.data);
}

static void put_head(const struct purchase_view *purchase, struct sb_buf *out)
{
	const struct sb_order *order = &purchase->order;

	sb_buf_printf(out, _("Order %lld for %s to %s: %s"), (long long)order->id, purchase->store, order->supplier_name,
		      sb_order_label(order->status));
	if (sb_order_is_open(order->status))
		put_day(order->expected_day, out);
	if (order->note)
		sb_buf_printf(out, " · %s", order->note);
}

/* How many products are in which state, and what was ordered is worth. */
struct tally {
	size_t open, complete, over, cut;
	int64_t value_minor;
};

static struct tally count(const struct sb_order *order)
{
	struct tally tally = { 0 };
	int64_t value;

	for (size_t i = 0; i < order->line_count; i++) {
		const struct sb_order_line *line = &order->lines[i];

		tally.open += sb_order_rest(line) > 0;
		tally.over += line->over > 0;
		tally.cut += line->dropped > 0;
		tally.complete += line->ordered && line->received == line->ordered;
		if (line->cost_minor != SB_NONE && sb_line_total(line->ordered, line->cost_minor, &value))
			(void)!sb_add(tally.value_minor, value, &tally.value_minor);
	}
	return tally;
}

static int put_state(struct sb_term *term, struct sb_area area, int col, unsigned style, size_t products, const char *format)
{
	if (!products || col >= area.col + area.cols)
		return col;
	return col + sb_term_printf(term, area.row, col, area.col + area.cols - col, style, format, products);
}

static void draw_tally(const struct purchase_view *purchase, struct sb_area area)
{
	struct sb_term *term = purchase->list.view.desk->term;
	const struct tally tally = count(&purchase->order);
	sb_auto(buf) worth = SB_BUF_INIT;
	int col = area.col + 1;

	col = put_state(term, area, col, SB_STYLE_NORMAL, tally.open, ngettext("%zu product open · ", "%zu products open · ", tally.open));
	col = put_state(term, area, col, SB_STYLE_POSITIVE, tally.complete, ngettext("%zu complete · ", "%zu complete · ", tally.complete));
	col = put_state(term, area, col, SB_STYLE_WARNING, tally.over, ngettext("%zu over · ", "%zu over · ", tally.over));
	col = put_state(term, area, col, SB_STYLE_NEGATIVE, tally.cut, ngettext("%zu short · ", "%zu short · ", tally.cut));
	sb_put_money(purchase->list.view.desk, tally.value_minor, &worth);
	if (col < area.col + area.cols)
		sb_term_printf(term, area.row, col, area.col + area.cols - col, SB_STYLE_DIM, _("ordered for %s"), worth.data);
}

static void draw(struct sb_view *view, struct sb_area area)
{
	struct purchase_view *purchase = self(view);
	struct sb_area below = area;
	sb_auto(buf) head = SB_BUF_INIT;

	put_head(purchase, &head);
	sb_term_fit(view->desk->term, area.row, area.col + 1, area.cols - 2, SB_STYLE_STRONG, head.data, false);
	area.row++;
	draw_tally(purchase, area);
	below.row += HEAD_ROWS;
	below.rows -= HEAD_ROWS;
	sb_list_view_draw(view, below);
}

/* As a letter to the supplier has it: whom, what, how many. */
static void print(struct purchase_view *purchase)
{
	sb_auto(buf) text = SB_BUF_INIT;

	put_head(purchase, &text);
	sb_buf_puts(&text, "\n\n");
	sb_list_view_text(&purchase->list, &text);
	sb_buf_printf(&text, "\n%s ", _("Ordered for"));
	sb_put_money(purchase->list.view.desk, count(&purchase->order).value_minor, &text);
	sb_buf_putc(&text, '\n');
	sb_outside_print(purchase->list.view.desk, text.data);
}

/* What `order show -o csv` prints, into the folder the program was started in. */
static void save_csv(struct purchase_view *purchase)
{
	struct sb_desk *desk = purchase->list.view.desk;
	sb_auto(buf) query = SB_BUF_INIT;
	sb_auto(buf) path = SB_BUF_INIT;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_ask ask = { .sort = "sku", .columns = "sku,name,supplier_code,ordered,received,open,over,short,cost,currency", .limit = SB_PAGE_MAX };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_style how;
	struct sb_page page;

	sb_buf_printf(&query, "order:%lld", (long long)purchase->order.id);
	sb_buf_printf(&path, "order-%lld.csv", (long long)purchase->order.id);
	ask.query = query.data;
	if (sb_list_page(sb_list_find("order_lines"), desk->app->book, &ask, &page, &err)) {
		sb_desk_fail(desk, &err);
		return;
	}
	sb_app_style(desk->app, false, &how);
	sb_list_file_put_heading(&page, &text);
	sb_list_file_put_rows(&page, &how, &text);
	sb_page_release(&page);
	sb_list_file_write(desk, path.data, &text);
}

static bool act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	if (action == SB_ACTION_PRINT) {
		if (strcmp(rest, "csv"))
			print(self(view));
		else
			save_csv(self(view));
		return true;
	}
	return sb_list_view_act(view, action, rest);
}

/* An order without products has a number all the same; what is not known of a line is left for its form to ask. */
static bool subject(struct sb_view *view, const char *word, struct sb_buf *out)
{
	if (!strcmp(word, "order") || !strcmp(word, "seq")) {
		sb_buf_printf(out, "%lld", (long long)self(view)->order.id);
		return true;
	}
	if (sb_list_view_subject(view, word, out))
		return true;
	if (strcmp(word, "cost") != 0)
		return false;
	sb_buf_puts(out, "\"\"");
	return true;
}

const struct sb_view_ops sb_view_purchase = {
	.name = "purchase",
	.title = N_("Order"),
	.manual = "orders",
	.open = open_purchase,
	.close = close_purchase,
	.draw = draw,
	.input = sb_list_view_input,
	.act = act,
	.arrived = sb_list_view_arrived,
	.reload = reload,
	.context = sb_list_view_context,
	.wants_text = sb_list_view_wants_text,
	.subject = subject,
};
