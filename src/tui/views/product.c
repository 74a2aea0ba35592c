/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One product on a page: every field, stock, the last fourteen days, its newest movements. Opened by id, SKU or barcode; edited in place through the
 * form of the command.
 */
#include "../list_columns.h"
#include "../product_card.h"
#include "../words.h"
#include "stockbook/store.h"
#include "stockbook/text.h"

#include <stdio.h>
#include <string.h>

enum tag { TAG_PRODUCT, TAG_MOVEMENTS, TAG_STORES, TAG_ORDERS };
enum { MOVEMENTS = 30, STORES = 50, STORES_SHOWN = 5, ORDERS = 50, ORDERS_SHOWN = 3, TWO_COLUMNS_FROM = 76, LEFT_CELLS = 38 };

struct product_view {
	struct sb_view view;
	char sku[65];
	int64_t id;
	struct sb_page product, movements, stores; /* stock in each store, where there are several; released when replaced; arena NULL: not there yet */
	struct sb_page orders; /* what suppliers are to bring of it; likewise */
	size_t selected; /* movement */
	int top;
};

static struct product_view *self(struct sb_view *view)
{
	return (struct product_view *)view;
}

static void ask_orders(struct product_view *product)
{
	struct sb_ask ask = { .columns = "order,open,ordered,expected,supplier,store", .limit = ORDERS };
	sb_auto(buf) query = SB_BUF_INIT;

	sb_buf_printf(&query, "product:\"%s\" open:yes", product->sku);
	ask.query = query.data;
	sb_worker_ask(product->view.desk->worker, product, TAG_ORDERS, sb_list_find("order_lines"), &ask);
}

static void ask(struct product_view *product)
{
	sb_auto(buf) by_sku = SB_BUF_INIT;
	sb_auto(buf) of_product = SB_BUF_INIT;
	sb_owned(arena) arena = sb_arena_new();
	struct sb_ask ask = { .columns = "*", .limit = 1 };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_product now;
	int64_t stores = 1;

	if (sb_product_get(product->view.desk->app->book, product->id, arena, &now, &err)) {
		sb_desk_fail(product->view.desk, &err);
		return;
	}
	snprintf(product->sku, sizeof(product->sku), "%s", now.value[SB_PF_SKU].s);
	sb_buf_printf(&by_sku, "sku:\"%s\"%s", product->sku, now.archived ? " archived:yes" : "");
	ask.query = by_sku.data;
	sb_worker_ask(product->view.desk->worker, product, TAG_PRODUCT, sb_list_find("products"), &ask);
	if (!now.archived && !sb_store_count(product->view.desk->app->book, &stores, &err) && stores > 1) {
		ask = (struct sb_ask){ .query = by_sku.data, .columns = "store,on_hand,available,in_transit,reorder_point,bin", .limit = STORES };
		sb_worker_ask(product->view.desk->worker, product, TAG_STORES, sb_list_find("stock"), &ask);
		sb_buf_printf(&of_product, "store:%s ", sb_book_store(product->view.desk->app->book)->code);
	}
	ask_orders(product);
	sb_buf_printf(&of_product, "product:\"%s\"", product->sku);
	ask = (struct sb_ask){ .query = of_product.data, .columns = "occurred_at,kind,qty,on_hand_after,user,reason,note,seq", .limit = MOVEMENTS };
	sb_worker_ask(product->view.desk->worker, product, TAG_MOVEMENTS, sb_list_find("movements"), &ask);
}

static enum sb_status find_id(struct sb_desk *desk, const char *argument, int64_t *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_found found;
	struct sb_product product;
	char *end;
	int64_t id = strtoll(argument, &end, 10);
	enum sb_status status;

	if (*argument && !*end && !sb_product_get(desk->app->book, id, arena, &product, err)) {
		*out = id;
		return SB_OK;
	}
	status = sb_product_find(desk->app->book, argument, sb_setting_text(desk->app->settings, SB_SET_SCAN_WEIGHT), false, &found, err);
	if (!status)
		*out = found.id;
	return status;
}

static enum sb_status open_product(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	struct product_view *product;
	int64_t id;
	enum sb_status status = find_id(desk, argument, &id, err);

	if (status)
		return status;
	product = sb_alloc(sizeof(*product));
	product->view = (struct sb_view){ .ops = &sb_view_product, .desk = desk };
	product->id = id;
	ask(product);
	*out = &product->view;
	return SB_OK;
}

static void close_product(struct sb_view *view)
{
	if (self(view)->product.arena)
		sb_page_release(&self(view)->product);
	if (self(view)->movements.arena)
		sb_page_release(&self(view)->movements);
	if (self(view)->stores.arena)
		sb_page_release(&self(view)->stores);
	if (self(view)->orders.arena)
		sb_page_release(&self(view)->orders);
	free(view);
}

static void arrived(struct sb_view *view, struct sb_answer *answer)
{
	struct sb_page *page = answer->tag == TAG_PRODUCT  ? &self(view)->product
			       : answer->tag == TAG_STORES ? &self(view)->stores
			       : answer->tag == TAG_ORDERS ? &self(view)->orders
							   : &self(view)->movements;

	if (answer->status) {
		sb_desk_fail(view->desk, &answer->error);
		return;
	}
	if (page->arena)
		sb_page_release(page);
	*page = answer->page;
	answer->taken = true;
	if (self(view)->selected >= self(view)->movements.count)
		self(view)->selected = 0;
}

static void reload(struct sb_view *view)
{
	ask(self(view));
}

/* Fields in one or two columns; returns the rows used. */
static int draw_fields(struct product_view *product, struct sb_area area)
{
	static const char *const shown[] = {
		"on_hand", "available", "held", "unavailable", "incoming", "price", "cost", "unit", "reorder_point", "order_up_to", "pack",
		"minimum_order", "lead_days", "supplier", "supplier_code", "bin", "tags", "barcodes", "created_at", "updated_at", "description",
	};
	struct sb_term *term = product->view.desk->term;
	bool is_wide = area.cols >= TWO_COLUMNS_FROM;
	struct sb_style how;
	int at = 0;

	sb_desk_style(product->view.desk, &how);
	for (size_t i = 0; i < SB_COUNT(shown); i++) {
		const struct sb_value *value = sb_row_value(&product->product, &product->product.rows[0], shown[i]);
		const struct sb_column *column = sb_list_column(product->product.list, shown[i], &(size_t){ 0 });
		struct sb_area half = area;
		sb_auto(buf) text = SB_BUF_INIT;

		if (!value || value->is_null || (value->s && !*value->s))
			continue;
		sb_value_print(value, &how, &text);
		half.cols = is_wide ? LEFT_CELLS : area.cols;
		if (is_wide && at % 2) {
			half.col += LEFT_CELLS + 1;
			half.cols = area.cols - LEFT_CELLS - 1;
		}
		sb_card_line(term, half, area.row + (is_wide ? at / 2 : at), _(column->title), i < 2 ? SB_STYLE_STRONG : SB_STYLE_NORMAL,
			     text.data);
		at++;
	}
	return is_wide ? (at + 1) / 2 : at;
}

/* The first rows of a small table; those of the store worked for stand out. Returns the rows used. */
static int draw_table(struct product_view *product, struct sb_area area, const struct sb_page *page, size_t most)
{
	struct sb_desk *desk = product->view.desk;
	const char *here = sb_book_store(desk->app->book)->code;
	struct sb_placed placed[SB_COLUMNS_SHOWN_MAX];
	size_t count = sb_columns_place(page, area.cols - 4, placed), shown = page->count < most ? page->count : most;
	struct sb_style how;

	sb_desk_style(desk, &how);
	for (size_t c = 0; c < count; c++)
		sb_term_fit(desk->term, area.row, area.col + 3 + placed[c].col, placed[c].cells, SB_STYLE_HEADING,
			    _(page->columns[placed[c].index]->title), sb_type_is_right(page->columns[placed[c].index]->type));
	for (size_t i = 0; i < shown; i++)
		for (size_t c = 0; c < count; c++)
			sb_cell_draw(desk->term, area.row + 1 + (int)i, area.col + 3 + placed[c].col, placed[c].cells,
				     sb_row_is(page, &page->rows[i], "store", here) ? SB_STYLE_STRONG : SB_STYLE_NORMAL,
				     &page->rows[i].values[placed[c].index], &how);
	return (int)shown + 1;
}

/* How many rows of a table were left out, if any. Returns the rows used, with the blank one behind it. */
static int draw_more(struct product_view *product, struct sb_area area, int used, const char *format, size_t more)
{
	if (more)
		sb_term_printf(product->view.desk->term, area.row + used, area.col + 3, area.cols - 4, SB_STYLE_DIM, format, more);
	return used + 1 + (more > 0);
}

static int draw_stores(struct product_view *product, struct sb_area area)
{
	const struct sb_page *stores = &product->stores;
	size_t more = stores->count > STORES_SHOWN ? stores->count - STORES_SHOWN : 0;

	if (!stores->arena || stores->count < 2 || area.rows < 6)
		return 0;
	return draw_more(product, area, draw_table(product, area, stores, STORES_SHOWN), _("and %zu more stores"), more);
}

static int draw_orders(struct product_view *product, struct sb_area area)
{
	const struct sb_page *orders = &product->orders;
	size_t more = orders->count > ORDERS_SHOWN ? orders->count - ORDERS_SHOWN : 0;

	if (!orders->arena || !orders->count || area.rows < 6)
		return 0;
	return draw_more(product, area, draw_table(product, area, orders, ORDERS_SHOWN), _("and %zu more orders"), more);
}

static void draw_movement(struct product_view *product, struct sb_area area, int at, size_t index, const struct sb_placed *placed, size_t count)
{
	struct sb_term *term = product->view.desk->term;
	const struct sb_row *row = &product->movements.rows[index];
	const struct sb_value *qty = sb_row_value(&product->movements, row, "qty");
	bool is_selected = index == product->selected;
	struct sb_style how;

	sb_desk_style(product->view.desk, &how);
	sb_term_put(term, at, area.col + 1, 1, SB_STYLE_NORMAL, is_selected ? sb_term_glyphs(term)->selected : " ");
	for (size_t i = 0; i < count; i++)
		sb_cell_draw(term, at, area.col + 3 + placed[i].col, placed[i].cells,
			     qty && qty->n < 0 ? SB_STYLE_NEGATIVE : SB_STYLE_POSITIVE, &row->values[placed[i].index], &how);
	if (is_selected) {
		sb_term_restyle(term, at, area.col, area.cols, SB_STYLE_NORMAL | SB_OVER_SELECTED);
		sb_term_cursor(term, at, area.col + 3, true);
	}
}

static void draw_movements(struct product_view *product, struct sb_area area)
{
	struct sb_term *term = product->view.desk->term;
	struct sb_placed placed[SB_COLUMNS_SHOWN_MAX];
	size_t count, shown = area.rows > 1 ? (size_t)area.rows - 1 : 0, first;

	if (!product->movements.arena || area.rows < 2)
		return;
	if (!product->movements.count) {
		sb_term_put(term, area.row, area.col + 3, area.cols - 3, SB_STYLE_DIM, _("no movements yet"));
		return;
	}
	count = sb_columns_place(&product->movements, area.cols - 4, placed);
	for (size_t i = 0; i < count; i++)
		sb_term_fit(term, area.row, area.col + 3 + placed[i].col, placed[i].cells, SB_STYLE_HEADING,
			    _(product->movements.columns[placed[i].index]->title),
			    sb_type_is_right(product->movements.columns[placed[i].index]->type));
	first = product->selected >= shown ? product->selected - shown + 1 : 0;
	for (size_t i = 0; i < shown && first + i < product->movements.count; i++)
		draw_movement(product, area, area.row + 1 + (int)i, first + i, placed, count);
}

static void draw_head(struct product_view *product, struct sb_area area)
{
	struct sb_term *term = product->view.desk->term;
	const struct sb_row *row = &product->product.rows[0];
	const struct sb_value *name = sb_row_value(&product->product, row, "name");
	const struct sb_value *spark = sb_row_value(&product->product, row, "spark");
	const struct sb_value *archived = sb_row_value(&product->product, row, "archived");
	struct sb_style how;

	sb_desk_style(product->view.desk, &how);
	sb_term_printf(term, area.row, area.col + 1, area.cols - 20, SB_STYLE_STRONG, "%s  %s%s", product->sku, name ? name->s : "",
		       archived && archived->n ? _("  (archived)") : "");
	if (spark)
		sb_cell_draw(term, area.row, area.col + area.cols - 16, 14, SB_STYLE_SPARK, spark, &how);
}

static void draw(struct sb_view *view, struct sb_area area)
{
	struct product_view *product = self(view);
	struct sb_area fields = area, below = area;
	int used;

	if (!product->product.arena || !product->product.count)
		return;
	draw_head(product, area);
	fields.row += 1;
	used = draw_fields(product, fields) + 2;
	below.row += used;
	below.rows -= used;
	used = draw_stores(product, below);
	below.row += used;
	below.rows -= used;
	used = draw_orders(product, below);
	below.row += used;
	below.rows -= used;
	draw_movements(product, below);
}

static bool act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	struct product_view *product = self(view);
	char number[24];

	if (action == SB_ACTION_MOVE && product->movements.count) {
		bool is_up = !strcmp(rest, "up"), is_first = !strcmp(rest, "first");

		if (is_first || (is_up && product->selected == 0))
			product->selected = 0;
		else if (is_up)
			product->selected--;
		else if (product->selected + 1 < product->movements.count)
			product->selected = strcmp(rest, "last") ? product->selected + 1 : product->movements.count - 1;
		return true;
	}
	if (action == SB_ACTION_OPEN && product->movements.count) {
		snprintf(number, sizeof(number), "%lld",
			 (long long)sb_row_value(&product->movements, &product->movements.rows[product->selected], "seq")->n);
		sb_desk_open(view->desk, "entry", number);
		return true;
	}
	return false;
}

/* As one word, empty if it names none. */
static void put_supplier(struct product_view *product, struct sb_buf *out)
{
	const struct sb_page *page = &product->product;
	const struct sb_value *supplier = page->arena && page->count ? sb_row_value(page, &page->rows[0], "supplier") : NULL;

	if (supplier && !supplier->is_null)
		sb_word_quote(out, supplier->s);
	else
		sb_buf_puts(out, "\"\"");
}

static bool subject(struct sb_view *view, const char *word, struct sb_buf *out)
{
	struct product_view *product = self(view);
	const struct sb_value *seq;

	if (!strcmp(word, "sku") || !strcmp(word, "marked")) {
		sb_word_quote(out, product->sku);
		return true;
	}
	if (!strcmp(word, "supplier")) {
		put_supplier(product, out);
		return true;
	}
	if (strcmp(word, "seq") || !product->movements.count)
		return false;
	seq = sb_row_value(&product->movements, &product->movements.rows[product->selected], "seq");
	sb_buf_printf(out, "%lld", (long long)seq->n);
	return true;
}

const struct sb_view_ops sb_view_product = {
	.name = "product",
	.title = N_("Product"),
	.manual = "products",
	.open = open_product,
	.close = close_product,
	.draw = draw,
	.act = act,
	.arrived = arrived,
	.reload = reload,
	.subject = subject,
};
