/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One product on a page: every field, stock, the last fourteen days, what is set aside of it and for whom, what is on its way, its newest
 * movements. The page goes through its window below the name: to the movements, then from one to the next. Opened by id, SKU or barcode;
 * edited in place through the form of the command.
 */
#include "../hold_row.h"
#include "../list_columns.h"
#include "../product_card.h"
#include "../words.h"
#include "stockbook/store.h"
#include "stockbook/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum tag { TAG_PRODUCT, TAG_MOVEMENTS, TAG_STORES, TAG_HOLDS, TAG_COMING, TAG_ORDERS, TAGS };
enum { MOVEMENTS = 30, PART_MOST = 50, PART_SHOWN = 5, TWO_COLUMNS_FROM = 76, LEFT_CELLS = 38 };

struct product_view {
	struct sb_view view;
	char sku[65];
	int64_t id;
	struct sb_page pages[TAGS]; /* released when replaced; arena NULL: not there yet, or nothing to show */
	size_t selected; /* movement */
	int top;	 /* rows of the page that are above the window */
	int height;	 /* rows of the window, */
	int length;	 /* of the whole page and */
	int before;	 /* of what is above the first movement, as last drawn */
};

static struct product_view *self(struct sb_view *view)
{
	return (struct product_view *)view;
}

static void ask_list(struct product_view *product, enum tag tag, const char *list, const char *query, const char *columns, int limit)
{
	const struct sb_ask ask = { .query = query, .columns = columns, .limit = limit };

	sb_worker_ask(product->view.desk->worker, product, (int)tag, sb_list_find(list), &ask);
}

/* Where there are several stores: stock in each, and what comes to this one. */
static void ask_stores(struct product_view *product, const char *by_sku)
{
	sb_auto(buf) coming = SB_BUF_INIT;

	sb_buf_printf(&coming, "product:\"%s\" open:yes to:%s", product->sku, sb_book_store(product->view.desk->app->book)->code);
	ask_list(product, TAG_STORES, "stock", by_sku, "store,on_hand,available,in_transit,reorder_point,bin", PART_MOST);
	ask_list(product, TAG_COMING, "transfer_lines", coming.data, "transfer,from,to,sent,received,rest", PART_MOST);
}

static void ask(struct product_view *product)
{
	sb_auto(buf) by_sku = SB_BUF_INIT;
	sb_auto(buf) open_of_it = SB_BUF_INIT;
	sb_auto(buf) of_product = SB_BUF_INIT;
	sb_owned(arena) arena = sb_arena_new();
	struct sb_book *book = product->view.desk->app->book;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_product now;
	int64_t stores = 1;

	if (sb_product_get(book, product->id, arena, &now, &err)) {
		sb_desk_fail(product->view.desk, &err);
		return;
	}
	snprintf(product->sku, sizeof(product->sku), "%s", now.value[SB_PF_SKU].s);
	sb_buf_printf(&by_sku, "sku:\"%s\"%s", product->sku, now.archived ? " archived:yes" : "");
	ask_list(product, TAG_PRODUCT, "products", by_sku.data, "*", 1);
	sb_buf_printf(&open_of_it, "product:\"%s\" open:yes", product->sku);
	ask_list(product, TAG_HOLDS, "holds", open_of_it.data, "hold,status,what,order,seconds_left,short,expires_at,user", PART_MOST);
	if (!now.archived && !sb_store_count(book, &stores, &err) && stores > 1) {
		ask_stores(product, by_sku.data);
		sb_buf_printf(&of_product, "store:%s ", sb_book_store(book)->code);
	}
	ask_list(product, TAG_ORDERS, "order_lines", open_of_it.data, "order,open,ordered,expected,supplier,store", PART_MOST);
	sb_buf_printf(&of_product, "product:\"%s\"", product->sku);
	ask_list(product, TAG_MOVEMENTS, "movements", of_product.data, "occurred_at,kind,qty,on_hand_after,user,reason,note,seq", MOVEMENTS);
}

/* "#1207" is the number a product has in the book; all else, digits alone too, is what a scanner or a person calls it by. */
static bool is_number(struct sb_desk *desk, const char *argument, int64_t *out)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_product product;
	char *end;

	if (*argument != '#')
		return false;
	*out = strtoll(argument + 1, &end, 10);
	return end > argument + 1 && !*end && !sb_product_get(desk->app->book, *out, arena, &product, &ignored);
}

static enum sb_status find_id(struct sb_desk *desk, const char *argument, int64_t *out, struct sb_error *err)
{
	struct sb_found found;
	enum sb_status status;

	if (is_number(desk, argument, out))
		return SB_OK;
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
	for (size_t i = 0; i < TAGS; i++)
		if (self(view)->pages[i].arena)
			sb_page_release(&self(view)->pages[i]);
	free(view);
}

static void arrived(struct sb_view *view, struct sb_answer *answer)
{
	struct product_view *product = self(view);
	struct sb_page *page = &product->pages[answer->tag];

	if (answer->status) {
		sb_desk_fail(view->desk, &answer->error);
		return;
	}
	if (page->arena)
		sb_page_release(page);
	*page = answer->page;
	answer->taken = true;
	if (product->selected >= product->pages[TAG_MOVEMENTS].count)
		product->selected = 0;
}

static void reload(struct sb_view *view)
{
	ask(self(view));
}

/* Nothing held, nothing on its way: where every field is a row, that is left out. */
static bool says_nothing(const char *name, const struct sb_value *value)
{
	return !value->n && (!strcmp(name, "held") || !strcmp(name, "unavailable") || !strcmp(name, "incoming"));
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
		const struct sb_value *value = sb_row_value(&product->pages[TAG_PRODUCT], &product->pages[TAG_PRODUCT].rows[0], shown[i]);
		const struct sb_column *column = sb_list_column(product->pages[TAG_PRODUCT].list, shown[i], &(size_t){ 0 });
		struct sb_area half = area;
		sb_auto(buf) text = SB_BUF_INIT;

		if (!value || value->is_null || (value->s && !*value->s) || (!is_wide && says_nothing(shown[i], value)))
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

static void draw_part_cell(struct product_view *product, enum tag tag, const struct sb_row *row, int at, int col, const struct sb_placed *placed)
{
	const struct sb_page *page = &product->pages[tag];
	struct sb_desk *desk = product->view.desk;
	bool is_here = tag == TAG_STORES && !strcmp(row->values[0].s, sb_book_store(desk->app->book)->code);
	unsigned style = tag == TAG_HOLDS ? sb_hold_row_style(page, row) : is_here ? SB_STYLE_STRONG : SB_STYLE_NORMAL;
	struct sb_value instead = { .type = SB_TEXT_TYPE };
	const struct sb_value *value = &row->values[placed->index];
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_style how;

	sb_desk_style(desk, &how);
	if (tag == TAG_HOLDS && sb_hold_row_cell(desk, page, row, page->columns[placed->index], &text)) {
		instead.s = text.data;
		value = &instead;
	}
	sb_cell_draw(desk->term, at, col + placed->col, placed->cells, style, value, &how);
}

static void draw_part_head(struct product_view *product, const struct sb_page *page, int at, int col, const struct sb_placed *placed)
{
	const struct sb_column *column = page->columns[placed->index];

	sb_term_fit(product->view.desk->term, at, col + placed->col, placed->cells, SB_STYLE_HEADING, _(column->title),
		    sb_type_is_right(column->type));
}

/* A few rows with their headings and a blank line; how many there are beyond them. Returns the rows used. */
static int draw_part(struct product_view *product, enum tag tag, struct sb_area area)
{
	const struct sb_page *page = &product->pages[tag];
	struct sb_placed placed[SB_COLUMNS_SHOWN_MAX];
	int col = area.col + 3;
	size_t count, shown;

	if (!page->arena || page->count < (tag == TAG_STORES ? 2 : 1))
		return 0;
	count = sb_columns_place(page, area.cols - 4, placed);
	shown = page->count < PART_SHOWN ? page->count : PART_SHOWN;
	for (size_t c = 0; c < count; c++)
		draw_part_head(product, page, area.row, col, &placed[c]);
	for (size_t i = 0; i < shown; i++)
		for (size_t c = 0; c < count; c++)
			draw_part_cell(product, tag, &page->rows[i], area.row + 1 + (int)i, col, &placed[c]);
	if (page->count > shown)
		sb_term_printf(product->view.desk->term, area.row + 1 + (int)shown, col, area.cols - 4, SB_STYLE_DIM,
			       ngettext("and %zu more", "and %zu more", page->count - shown), page->count - shown);
	return (int)shown + 2 + (page->count > shown);
}

static void draw_movement(struct product_view *product, struct sb_area area, int at, size_t index, const struct sb_placed *placed, size_t count)
{
	struct sb_term *term = product->view.desk->term;
	const struct sb_row *row = &product->pages[TAG_MOVEMENTS].rows[index];
	const struct sb_value *qty = sb_row_value(&product->pages[TAG_MOVEMENTS], row, "qty");
	bool is_selected = index == product->selected;
	struct sb_style how;

	sb_desk_style(product->view.desk, &how);
	sb_term_put(term, at, area.col + 1, 1, SB_STYLE_NORMAL, is_selected ? sb_term_glyphs(term)->selected : " ");
	for (size_t i = 0; i < count; i++) {
		const struct sb_value shown = sb_cell_shown(product->pages[TAG_MOVEMENTS].columns[placed[i].index], &row->values[placed[i].index]);

		sb_cell_draw(term, at, area.col + 3 + placed[i].col, placed[i].cells,
			     qty && qty->n < 0 ? SB_STYLE_NEGATIVE : SB_STYLE_POSITIVE, &shown, &how);
	}
	if (is_selected) {
		sb_term_restyle(term, at, area.col, area.cols, SB_STYLE_NORMAL | SB_OVER_SELECTED);
		sb_term_cursor(term, at, area.col + 3, true);
	}
}

/* Returns the rows used. */
static int draw_movements(struct product_view *product, struct sb_area area)
{
	struct sb_term *term = product->view.desk->term;
	struct sb_placed placed[SB_COLUMNS_SHOWN_MAX];
	size_t count;

	if (!product->pages[TAG_MOVEMENTS].arena)
		return 0;
	if (!product->pages[TAG_MOVEMENTS].count) {
		sb_term_put(term, area.row, area.col + 3, area.cols - 3, SB_STYLE_DIM, _("no movements yet"));
		return 1;
	}
	count = sb_columns_place(&product->pages[TAG_MOVEMENTS], area.cols - 4, placed);
	for (size_t i = 0; i < count; i++)
		sb_term_fit(term, area.row, area.col + 3 + placed[i].col, placed[i].cells, SB_STYLE_HEADING,
			    _(product->pages[TAG_MOVEMENTS].columns[placed[i].index]->title),
			    sb_type_is_right(product->pages[TAG_MOVEMENTS].columns[placed[i].index]->type));
	for (size_t i = 0; i < product->pages[TAG_MOVEMENTS].count; i++)
		draw_movement(product, area, area.row + 1 + (int)i, i, placed, count);
	return (int)product->pages[TAG_MOVEMENTS].count + 1;
}

static void draw_head(struct product_view *product, struct sb_area area)
{
	struct sb_term *term = product->view.desk->term;
	const struct sb_row *row = &product->pages[TAG_PRODUCT].rows[0];
	const struct sb_value *name = sb_row_value(&product->pages[TAG_PRODUCT], row, "name");
	const struct sb_value *spark = sb_row_value(&product->pages[TAG_PRODUCT], row, "spark");
	const struct sb_value *archived = sb_row_value(&product->pages[TAG_PRODUCT], row, "archived");
	struct sb_style how;

	sb_desk_style(product->view.desk, &how);
	sb_term_printf(term, area.row, area.col + 1, area.cols - 20, SB_STYLE_STRONG, "%s  %s%s", product->sku, name ? name->s : "",
		       archived && archived->n ? _("  (archived)") : "");
	if (spark)
		sb_cell_draw(term, area.row, area.col + area.cols - 16, 14, SB_STYLE_SPARK, spark, &how);
}

/* Everything below the name, from the row `top` rows above the window on; notes how long it is. */
static void draw_page(struct product_view *product, struct sb_area window)
{
	static const enum tag parts[] = { TAG_STORES, TAG_HOLDS, TAG_ORDERS, TAG_COMING };
	struct sb_area at = window;

	at.row -= product->top;
	at.row += draw_fields(product, at) + 1;
	for (size_t i = 0; i < SB_COUNT(parts); i++)
		at.row += draw_part(product, parts[i], at);
	product->before = at.row + 1 - (window.row - product->top);
	at.row += draw_movements(product, at);
	product->length = at.row - (window.row - product->top);
	product->height = window.rows;
}

static int last_top(const struct product_view *product)
{
	return product->length > product->height ? product->length - product->height : 0;
}

/* Whether people see the movement that keys would act on. */
static bool is_in_view(const struct product_view *product)
{
	int row = product->before + (int)product->selected - product->top;

	return product->pages[TAG_MOVEMENTS].count && row >= 0 && row < product->height;
}

static void draw(struct sb_view *view, struct sb_area area)
{
	struct product_view *product = self(view);
	struct sb_area window = { .row = area.row + 1, .col = area.col, .rows = area.rows - 1, .cols = area.cols };
	struct sb_term *term = view->desk->term;

	if (!product->pages[TAG_PRODUCT].arena || !product->pages[TAG_PRODUCT].count)
		return;
	draw_head(product, area);
	sb_term_clip(term, window.row, window.rows);
	draw_page(product, window);
	if (product->top > last_top(product)) {
		/* The window has grown, or the page has become shorter. */
		product->top = last_top(product);
		for (int i = 0; i < window.rows; i++)
			sb_term_fill(term, window.row + i, window.col, window.cols, SB_STYLE_NORMAL, NULL);
		draw_page(product, window);
	}
	sb_term_clip(term, 0, 0);
	if (product->top < last_top(product))
		sb_term_put(term, window.row + window.rows - 1, area.col + area.cols - 1, 1, SB_STYLE_DIM, sb_term_glyphs(term)->descending);
	if (!is_in_view(product))
		sb_term_cursor(term, area.row, area.col + 1, true);
}

/* One row: of the page until the movements are in the window, then of the movements. */
static void step(struct product_view *product, int by)
{
	size_t count = product->pages[TAG_MOVEMENTS].count;
	bool can_select = is_in_view(product) && (by > 0 ? product->selected + 1 < count : product->selected > 0);

	if (can_select)
		product->selected = by > 0 ? product->selected + 1 : product->selected - 1;
	if (!can_select || !is_in_view(product))
		product->top += by;
	if (product->top > last_top(product))
		product->top = last_top(product);
	if (product->top < 0)
		product->top = 0;
}

static bool move(struct product_view *product, const char *where)
{
	const struct {
		const char *word;
		int by;
	} moves[] = {
		{ "up", -1 },
		{ "down", 1 },
		{ "page-up", 1 - product->height },
		{ "page-down", product->height - 1 },
		{ "half-up", -product->height / 2 },
		{ "half-down", product->height / 2 },
		{ "first", -product->length - MOVEMENTS },
		{ "last", product->length + MOVEMENTS },
	};

	for (size_t i = 0; i < SB_COUNT(moves); i++) {
		if (strcmp(moves[i].word, where))
			continue;
		for (int n = 0; n < abs(moves[i].by); n++)
			step(product, moves[i].by < 0 ? -1 : 1);
		return true;
	}
	return false;
}

static bool act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	struct product_view *product = self(view);
	char number[24];

	if (action == SB_ACTION_MOVE)
		return move(product, rest);
	if (action == SB_ACTION_OPEN && is_in_view(product)) {
		snprintf(number, sizeof(number), "%lld",
			 (long long)sb_row_value(&product->pages[TAG_MOVEMENTS], &product->pages[TAG_MOVEMENTS].rows[product->selected], "seq")->n);
		sb_desk_open(view->desk, "entry", number);
		return true;
	}
	return false;
}

/* As one word, empty if it names none. */
static void put_supplier(struct product_view *product, struct sb_buf *out)
{
	const struct sb_page *page = &product->pages[TAG_PRODUCT];
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
	if (strcmp(word, "seq") || !is_in_view(product))
		return false;
	seq = sb_row_value(&product->pages[TAG_MOVEMENTS], &product->pages[TAG_MOVEMENTS].rows[product->selected], "seq");
	sb_buf_printf(out, "%lld", (long long)seq->n);
	return true;
}

/* The next second, while a hold that is shown runs. */
static int64_t deadline(const struct sb_view *view)
{
	const struct product_view *product = (const struct product_view *)view;
	const struct sb_page *holds = &product->pages[TAG_HOLDS];

	if (sb_desk_top(view->desk) != view || !holds->arena)
		return SB_NONE;
	for (size_t i = 0; i < holds->count && i < PART_SHOWN; i++)
		if (sb_hold_row_runs(view->desk, holds, &holds->rows[i]))
			return sb_hold_row_second(view->desk);
	return SB_NONE;
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
	.deadline = deadline,
};
