/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Compares the derived tables with what replaying makes, product by product: each table is walked in the same order as the replay, and
 * every row that differs, is missing or should not be there is told with its product.
 */
#include "check.h"
#include "fold.h"
#include "many.h"
#include "product_store.h"
#include "search_index.h"
#include "statements.h"
#include "stockbook/text.h"
#include "try.h"
#include <string.h>

struct walk {
	struct sb_stmt *stmt;
	bool has_row;
};

enum table { TABLE_PRODUCTS, TABLE_STOCK, TABLE_USAGE, TABLE_TAGS, TABLE_BARCODES, TABLE_PLANS, TABLE_TRANSIT, TABLE_ORDERED, TABLE_COSTS, TABLE_COUNT };

struct table_row {
	const char *name;
	const char *sql; /* in order of products, whose id comes first; NULL: rows are looked up one by one */
};

static const struct table_row table_table[TABLE_COUNT] = {
	[TABLE_PRODUCTS] = { "products", sb_sql_product_rows },
	[TABLE_STOCK] = { "stock", NULL },
	[TABLE_USAGE] = { "daily_usage", sb_sql_check_usage_rows },
	[TABLE_TAGS] = { "product_tags", sb_sql_check_tag_rows },
	[TABLE_BARCODES] = { "barcodes", sb_sql_check_barcode_rows },
	[TABLE_PLANS] = { "plans", sb_sql_check_plan_rows },
	[TABLE_TRANSIT] = { "transfer_lines", sb_sql_check_transit_rows },
	[TABLE_ORDERED] = { "order_lines", sb_sql_check_order_line_rows },
	[TABLE_COSTS] = { "costs", sb_sql_check_cost_rows },
};

struct derived_check {
	struct sb_checking *checking;
	struct walk walks[TABLE_COUNT];
	int64_t products;   /* not archived */
	int64_t stock_rows; /* that are as they should be or were told */
	const char *sku;  /* of the product at hand */
};

static enum sb_status step(struct walk *walk, struct sb_error *err)
{
	return sb_stmt_step(walk->stmt, &walk->has_row, err);
}

static bool stands_on(const struct walk *walk, int64_t product)
{
	return walk->has_row && sb_col_int(walk->stmt, 0) == product;
}

static void differs(struct derived_check *check, enum table table, const char *what)
{
	sb_check_found(check->checking, _("%s: %s in the table %s is not what the journal makes: run `stockbook rebuild`"), check->sku, what,
		       table_table[table].name);
}

static void is_missing(struct derived_check *check, enum table table, const char *what)
{
	sb_check_found(check->checking, _("%s: %s is missing in the table %s: run `stockbook rebuild`"), check->sku, what,
		       table_table[table].name);
}

static void is_too_much(struct derived_check *check, enum table table, const char *what)
{
	sb_check_found(check->checking, _("%s: %s in the table %s has nothing in the journal: run `stockbook rebuild`"), check->sku, what,
		       table_table[table].name);
}

/* Rows of products that are not in the journal. */
static enum sb_status skip_strays(struct derived_check *check, int64_t product, struct sb_error *err)
{
	for (enum table table = 0; table < TABLE_COUNT; table++) {
		struct walk *walk = &check->walks[table];

		while (walk->has_row && sb_col_int(walk->stmt, 0) < product) {
			sb_check_found(check->checking,
				       _("the table %s has a row of product number %lld, which the journal does not know: run `stockbook rebuild`"),
				       table_table[table].name, (long long)sb_col_int(walk->stmt, 0));
			TRY(step(walk, err));
		}
	}
	return SB_OK;
}

/* Rows left of this product once all that should be there were met. */
static enum sb_status skip_rest(struct derived_check *check, enum table table, int64_t product, struct sb_error *err)
{
	struct walk *walk = &check->walks[table];

	while (stands_on(walk, product)) {
		is_too_much(check, table, _("a row"));
		TRY(step(walk, err));
	}
	return SB_OK;
}

/* Products. */

static void compare_heads(struct derived_check *check, const struct sb_product_state *stored, const struct sb_product_state *made)
{
	if (stored->product.version != made->product.version)
		differs(check, TABLE_PRODUCTS, "version");
	if (stored->product.archived != made->product.archived)
		differs(check, TABLE_PRODUCTS, "archived");
	if (stored->product.created_at != made->product.created_at || stored->product.updated_at != made->product.updated_at)
		differs(check, TABLE_PRODUCTS, "created_at, updated_at");
	if (stored->popularity.milli != made->popularity.milli || stored->popularity.day != made->popularity.day)
		differs(check, TABLE_PRODUCTS, "popularity");
	if (stored->popularity.search_id != made->popularity.search_id)
		differs(check, TABLE_PRODUCTS, "search_id");
}

static void compare_texts(struct derived_check *check, struct sb_stmt *stmt, const struct sb_product *made)
{
	sb_auto(buf) key = SB_BUF_INIT;
	sb_auto(buf) text = SB_BUF_INIT;

	sb_text_fold(made->value[SB_PF_NAME].s, &key);
	sb_search_text(made, &text);
	if (strcmp(sb_col_text(stmt, SB_PRODUCT_ROW_COLUMNS), key.data) != 0)
		differs(check, TABLE_PRODUCTS, "name_key");
	if (strcmp(sb_col_text(stmt, SB_PRODUCT_ROW_COLUMNS + 1), text.data) != 0)
		differs(check, TABLE_PRODUCTS, "search_text");
}

static enum sb_status compare_product(struct derived_check *check, const struct sb_product_state *made, struct sb_error *err)
{
	struct walk *walk = &check->walks[TABLE_PRODUCTS];
	struct sb_product_state stored;

	if (!stands_on(walk, made->product.id)) {
		is_missing(check, TABLE_PRODUCTS, _("a row"));
		return SB_OK;
	}
	sb_product_read_row(walk->stmt, NULL, &stored);
	compare_heads(check, &stored, made);
	for (size_t field = 0; field < SB_PF_COUNT; field++)
		if (!sb_value_same(&stored.product.value[field], &made->product.value[field]))
			differs(check, TABLE_PRODUCTS, sb_product_field_table[field].name);
	compare_texts(check, walk->stmt, &made->product);
	return step(walk, err);
}

/* Stock. */

static void compare_number(struct derived_check *check, const char *store, const char *what, int64_t stored, int64_t made)
{
	const struct sb_numbers plain = sb_numbers_plain();
	sb_auto(buf) left = SB_BUF_INIT;
	sb_auto(buf) right = SB_BUF_INIT;

	if (stored == made)
		return;
	sb_qty_print(stored, 0, &plain, &left);
	sb_qty_print(made, 0, &plain, &right);
	sb_check_found(check->checking, _("%s: %s in store %s is stored as %s, the journal makes it %s: run `stockbook rebuild`"), check->sku, what,
		       store, left.data, right.data);
}

static void compare_stock_row(struct derived_check *check, struct sb_stmt *stmt, const struct sb_stock_state *made, const char *store)
{
	unsigned char ring[SB_RING_BYTES];
	size_t count;
	const void *stored_ring = sb_col_bytes(stmt, 8, &count);

	compare_number(check, store, "on_hand", sb_col_int(stmt, 0), made->on_hand);
	compare_number(check, store, "held", sb_col_int(stmt, 1), made->held);
	compare_number(check, store, "committed", sb_col_int(stmt, 2), made->committed);
	compare_number(check, store, "unavailable", sb_col_int(stmt, 3), made->unavailable);
	compare_number(check, store, "available", sb_col_int(stmt, 4), sb_stock_available(made));
	if (sb_col_int(stmt, 5) != made->version)
		differs(check, TABLE_STOCK, "version");
	if (sb_col_int(stmt, 6) != made->moved_at)
		differs(check, TABLE_STOCK, "moved_at");
	sb_ring_encode(&made->ring, ring);
	if (sb_col_int(stmt, 7) != made->ring.day || count != sizeof(ring) || memcmp(stored_ring, ring, sizeof(ring)) != 0)
		differs(check, TABLE_STOCK, "ring");
}

/* Looked up, because the table lies in order of stores. */
static enum sb_status compare_stock(struct derived_check *check, const struct sb_folded *made, struct sb_error *err)
{
	struct sb_book *book = check->checking->book;
	const struct sb_known_store *store;
	struct sb_stmt *stmt;
	bool row;

	for (size_t i = 0; i < made->stock_count; i++) {
		const struct sb_stock_state *stock = &made->stock[i];

		TRY(sb_store_known(book, stock->store, &store, err));
		TRY(sb_db_stmt(book->db, sb_sql_check_stock_row, &stmt, err));
		sb_bind_int(stmt, 1, stock->store);
		sb_bind_int(stmt, 2, made->state.product.id);
		TRY(sb_stmt_step(stmt, &row, err));
		if (row)
			compare_stock_row(check, stmt, stock, store->store.code);
		else
			is_missing(check, TABLE_STOCK, _("a row"));
		check->stock_rows += row;
		sb_stmt_reset(stmt);
	}
	return SB_OK;
}

static enum sb_status count_stock(struct derived_check *check, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(check->checking->book->db, sb_sql_check_stock_count, &stmt, err));
	TRY(sb_stmt_step(stmt, &row, err));
	int64_t rows = sb_col_int(stmt, 0);
	sb_stmt_reset(stmt);
	if (rows != check->stock_rows)
		sb_check_found(check->checking,
			       ngettext("the table stock has %lld row of nothing that is in the journal: run `stockbook rebuild`",
					"the table stock has %lld rows of nothing that is in the journal: run `stockbook rebuild`",
					(unsigned long)(rows - check->stock_rows)),
			       (long long)(rows - check->stock_rows));
	return SB_OK;
}

/* Daily usage. */

static int order_of_day(struct sb_stmt *stmt, const struct sb_folded_day *day)
{
	int64_t store = sb_col_int(stmt, 1), date = sb_col_int(stmt, 2);

	if (store != day->store)
		return store < day->store ? -1 : 1;
	return date < day->day ? -1 : date > day->day;
}

static enum sb_status compare_usage(struct derived_check *check, const struct sb_folded *made, struct sb_error *err)
{
	struct walk *walk = &check->walks[TABLE_USAGE];
	int64_t product = made->state.product.id;

	for (size_t i = 0; i < made->day_count; i++) {
		const struct sb_folded_day *day = &made->days[i];

		while (stands_on(walk, product) && order_of_day(walk->stmt, day) < 0) {
			is_too_much(check, TABLE_USAGE, _("a day"));
			TRY(step(walk, err));
		}
		if (!stands_on(walk, product) || order_of_day(walk->stmt, day) != 0) {
			is_missing(check, TABLE_USAGE, _("a day"));
			continue;
		}
		if (sb_col_int(walk->stmt, 3) != day->credit.sold_milli || sb_col_int(walk->stmt, 4) != day->credit.revenue_minor)
			differs(check, TABLE_USAGE, "sold_milli, revenue_minor");
		TRY(step(walk, err));
	}
	return skip_rest(check, TABLE_USAGE, product, err);
}

/* Plans and transfers. Both rows are of this product when asked whether they are the same. */

static bool same_plan(struct sb_stmt *stmt, const struct sb_store_plan *made)
{
	struct sb_store_plan stored;

	sb_store_plan_init(&stored);
	for (int i = 0; i < SB_PLAN_FIELDS; i++) {
		sb_product_read_field(stmt, 2 + i, NULL, &stored.value[i]);
		if (!sb_value_same(&stored.value[i], &made->value[i]))
			return false;
	}
	return true;
}

static enum sb_status compare_plans(struct derived_check *check, const struct sb_folded *made, struct sb_error *err)
{
	struct walk *walk = &check->walks[TABLE_PLANS];
	int64_t product = made->state.product.id;

	for (size_t i = 0; i < made->stock_count; i++) {
		if (sb_store_plan_is_empty(&made->plans[i]))
			continue;
		while (stands_on(walk, product) && sb_col_int(walk->stmt, 1) < made->stock[i].store) {
			is_too_much(check, TABLE_PLANS, _("a row"));
			TRY(step(walk, err));
		}
		if (!stands_on(walk, product) || sb_col_int(walk->stmt, 1) != made->stock[i].store) {
			is_missing(check, TABLE_PLANS, _("a row"));
			continue;
		}
		if (!same_plan(walk->stmt, &made->plans[i]))
			differs(check, TABLE_PLANS, "reorder_point, order_up_to, bin");
		TRY(step(walk, err));
	}
	return skip_rest(check, TABLE_PLANS, product, err);
}

static bool same_transit(struct sb_stmt *stmt, const struct sb_transit_state *made, int64_t to_store)
{
	return sb_col_int(stmt, 2) == to_store && sb_col_int(stmt, 3) == made->sent && sb_col_int(stmt, 4) == made->received &&
	       sb_col_int(stmt, 5) == made->lost && sb_col_int(stmt, 6) == sb_transit_rest(made);
}

static enum sb_status compare_transits(struct derived_check *check, const struct sb_folded *made, struct sb_error *err)
{
	struct walk *walk = &check->walks[TABLE_TRANSIT];
	int64_t product = made->state.product.id;

	for (size_t i = 0; i < made->transit_count; i++) {
		int64_t transfer = made->transits[i].transfer;

		while (stands_on(walk, product) && sb_col_int(walk->stmt, 1) < transfer) {
			is_too_much(check, TABLE_TRANSIT, _("a row"));
			TRY(step(walk, err));
		}
		if (!stands_on(walk, product) || sb_col_int(walk->stmt, 1) != transfer) {
			is_missing(check, TABLE_TRANSIT, _("a row"));
			continue;
		}
		if (!same_transit(walk->stmt, &made->transits[i], made->sendings[i]->to))
			differs(check, TABLE_TRANSIT, "sent, received, lost");
		TRY(step(walk, err));
	}
	return skip_rest(check, TABLE_TRANSIT, product, err);
}

/* Orders and costs. */

static bool same_ordered(struct sb_stmt *stmt, const struct sb_ordered *made)
{
	const struct sb_order_line *line = &made->line;

	return sb_col_int(stmt, 2) == made->head->store && sb_col_int(stmt, 3) == line->ordered &&
	       sb_col_int(stmt, 4) == line->received && sb_col_int(stmt, 5) == line->over &&
	       sb_col_int(stmt, 6) == line->dropped && sb_col_int(stmt, 7) == line->cost_minor &&
	       sb_col_int(stmt, 8) == sb_order_rest(line);
}

static enum sb_status compare_ordered(struct derived_check *check, const struct sb_folded *made, struct sb_error *err)
{
	struct walk *walk = &check->walks[TABLE_ORDERED];
	int64_t product = made->state.product.id;

	for (size_t i = 0; i < made->ordered_count; i++) {
		int64_t order = made->ordered[i].head->id;

		while (stands_on(walk, product) && sb_col_int(walk->stmt, 1) < order) {
			is_too_much(check, TABLE_ORDERED, _("a row"));
			TRY(step(walk, err));
		}
		if (!stands_on(walk, product) || sb_col_int(walk->stmt, 1) != order) {
			is_missing(check, TABLE_ORDERED, _("a row"));
			continue;
		}
		if (!same_ordered(walk->stmt, &made->ordered[i]))
			differs(check, TABLE_ORDERED, "ordered, received, beyond, dropped, cost_minor");
		TRY(step(walk, err));
	}
	return skip_rest(check, TABLE_ORDERED, product, err);
}

static enum sb_status compare_cost(struct derived_check *check, const struct sb_folded *made, struct sb_error *err)
{
	struct walk *walk = &check->walks[TABLE_COSTS];
	int64_t product = made->state.product.id;

	if (!made->cost.qty_milli)
		return skip_rest(check, TABLE_COSTS, product, err);
	if (!stands_on(walk, product)) {
		is_missing(check, TABLE_COSTS, _("a row"));
		return SB_OK;
	}
	if (sb_col_int(walk->stmt, 1) != made->cost.value_milli || sb_col_int(walk->stmt, 2) != made->cost.qty_milli)
		differs(check, TABLE_COSTS, "value_milli, qty_milli");
	return step(walk, err);
}

/* Tags and barcodes: the row that a part makes must be among the stored ones, and there must be as many. */

struct part_row {
	char key[256], shown[256];
	int64_t number;
};

static int by_key(const void *a, const void *b)
{
	const struct part_row *left = a, *right = b;

	return strcmp(left->key, right->key);
}

static void make_tag(const char *part, struct part_row *out)
{
	sb_auto(buf) folded = SB_BUF_INIT;

	sb_text_fold(part, &folded);
	(void)snprintf(out->key, sizeof(out->key), "%s", folded.data);
	(void)snprintf(out->shown, sizeof(out->shown), "%s", part);
	out->number = SB_NONE;
}

static void make_barcode(const char *part, struct part_row *out)
{
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_barcode barcode = { 0 };

	if (sb_barcode_parse(part, &barcode, &ignored) != SB_OK)
		return;
	(void)snprintf(out->key, sizeof(out->key), "%s", barcode.code);
	(void)snprintf(out->shown, sizeof(out->shown), "%s", barcode.printed);
	out->number = barcode.pack_milli;
}

static size_t make_rows(const struct sb_value *value, void (*make)(const char *, struct part_row *), struct part_row **out)
{
	struct part_row *rows = NULL;
	struct sb_many many;
	size_t count = 0;
	char part[256];

	sb_many_start(&many, value->is_null ? NULL : value->s);
	while (sb_many_next(&many)) {
		(void)snprintf(part, sizeof(part), "%.*s", (int)many.length, many.at);
		rows = sb_realloc(rows, (count + 1) * sizeof(*rows));
		rows[count] = (struct part_row){ .number = SB_NONE };
		make(part, &rows[count++]);
	}
	if (count)
		qsort(rows, count, sizeof(*rows), by_key);
	*out = rows;
	return count;
}

static bool same_part(struct sb_stmt *stmt, const struct part_row *row, bool has_number)
{
	return strcmp(sb_col_text(stmt, 1), row->key) == 0 && strcmp(sb_col_text(stmt, 2), row->shown) == 0 &&
	       (!has_number || sb_col_int(stmt, 3) == row->number);
}

static enum sb_status compare_parts(struct derived_check *check, enum table table, const struct part_row *rows, size_t count, int64_t product,
				    struct sb_error *err)
{
	struct walk *walk = &check->walks[table];

	for (size_t i = 0; i < count; i++) {
		while (stands_on(walk, product) && strcmp(sb_col_text(walk->stmt, 1), rows[i].key) < 0) {
			is_too_much(check, table, sb_col_text(walk->stmt, 2));
			TRY(step(walk, err));
		}
		if (!stands_on(walk, product) || strcmp(sb_col_text(walk->stmt, 1), rows[i].key) != 0) {
			is_missing(check, table, rows[i].shown);
			continue;
		}
		if (!same_part(walk->stmt, &rows[i], table == TABLE_BARCODES))
			differs(check, table, rows[i].shown);
		TRY(step(walk, err));
	}
	return skip_rest(check, table, product, err);
}

static enum sb_status compare_all_parts(struct derived_check *check, const struct sb_product *made, struct sb_error *err)
{
	static const struct sb_value none = { .type = SB_MANY_TYPE, .is_null = true };
	const struct sb_value *barcodes = made->archived ? &none : &made->value[SB_PF_BARCODES];
	struct part_row *rows;
	size_t count = make_rows(&made->value[SB_PF_TAGS], make_tag, &rows);
	enum sb_status status = compare_parts(check, TABLE_TAGS, rows, count, made->id, err);

	free(rows);
	if (status != SB_OK)
		return status;
	count = make_rows(barcodes, make_barcode, &rows);
	status = compare_parts(check, TABLE_BARCODES, rows, count, made->id, err);
	free(rows);
	return status;
}

/* All of it. */

static enum sb_status check_product(const struct sb_folded *folded, void *context, struct sb_error *err)
{
	struct derived_check *check = context;
	const struct sb_product *made = &folded->state.product;
	bool is_whole = made->value[SB_PF_SKU].s && made->value[SB_PF_NAME].s;

	check->sku = is_whole ? made->value[SB_PF_SKU].s : "?";
	check->products += !made->archived;
	TRY(sb_check_count(check->checking, err));
	TRY(skip_strays(check, made->id, err));
	if (!is_whole) {
		sb_check_found(check->checking, _("entry %lld adds a product without SKU or name: restore a backup"), (long long)made->id);
		return skip_strays(check, made->id + 1, err);
	}
	TRY(compare_product(check, &folded->state, err));
	TRY(compare_stock(check, folded, err));
	TRY(compare_usage(check, folded, err));
	TRY(compare_plans(check, folded, err));
	TRY(compare_transits(check, folded, err));
	TRY(compare_ordered(check, folded, err));
	TRY(compare_cost(check, folded, err));
	return compare_all_parts(check, made, err);
}

static void on_fault(int64_t seq, const char *sentence, void *context)
{
	const struct derived_check *check = context;

	sb_check_found(check->checking, _("entry %lld: %s"), (long long)seq, sentence);
}

static enum sb_status check_book_rows(struct derived_check *check, struct sb_error *err)
{
	struct sb_checking *checking = check->checking;
	int64_t counted = 0;

	TRY(sb_book_product_count(checking->book, &counted, err));
	if (counted != check->products)
		sb_check_found(checking, _("the book counts %lld products, the journal %lld: run `stockbook rebuild`"), (long long)counted,
			       (long long)check->products);
	checking->summary.products = check->products;
	return SB_OK;
}

static enum sb_status run(struct derived_check *check, struct sb_error *err)
{
	struct sb_book *book = check->checking->book;
	const struct sb_fold_visitor visitor = { .product = check_product, .fault = on_fault, .context = check };

	TRY(sb_check_stores(check->checking, err));
	TRY(sb_check_orders(check->checking, err));
	for (enum table table = 0; table < TABLE_COUNT; table++) {
		struct walk *walk = &check->walks[table];

		if (!table_table[table].sql)
			continue;
		TRY(sb_db_stmt(book->db, table_table[table].sql, &walk->stmt, err));
		TRY(step(walk, err));
	}
	TRY(sb_fold_products(book, &visitor, err));
	TRY(skip_strays(check, INT64_MAX, err));
	TRY(count_stock(check, err));
	return check_book_rows(check, err);
}

enum sb_status sb_check_derived(struct sb_checking *checking, struct sb_error *err)
{
	struct derived_check check = { .checking = checking };
	enum sb_status status = run(&check, err);

	for (enum table table = 0; table < TABLE_COUNT; table++)
		if (check.walks[table].stmt)
			sb_stmt_reset(check.walks[table].stmt);
	return status;
}
