/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suggestions of the book made into a page, and what is decided about them. */
#include "reorder.h"
#include "stockbook/text.h"

#include <string.h>

static const struct sb_column columns[SB_REORDER_COLUMNS] = {
	[SB_REORDER_SKU] = { .name = "sku", .title = N_("SKU"), .type = SB_TEXT_TYPE, .width = 10, .priority = 1 },
	[SB_REORDER_NAME] = { .name = "name", .title = N_("Name"), .type = SB_TEXT_TYPE, .width = 18, .priority = 2,
			      .flags = SB_COL_GROWS },
	[SB_REORDER_AVAILABLE] = { .name = "available", .title = N_("Avail"), .type = SB_QTY_TYPE, .width = 6, .priority = 4 },
	[SB_REORDER_INCOMING] = { .name = "incoming", .title = N_("Incoming"), .type = SB_QTY_TYPE, .width = 8,
				  .priority = 5 },
	[SB_REORDER_PROJECTED] = { .name = "projected", .title = N_("Projected"), .type = SB_QTY_TYPE, .width = 9,
				   .priority = 6 },
	[SB_REORDER_POINT] = { .name = "reorder_point", .title = N_("Reorder point"), .type = SB_QTY_TYPE, .width = 8,
			       .priority = 7 },
	[SB_REORDER_UP_TO] = { .name = "order_up_to", .title = N_("Order up to"), .type = SB_QTY_TYPE, .width = 8,
			       .priority = 11 },
	[SB_REORDER_MINIMUM] = { .name = "minimum_order", .title = N_("Minimum order"), .type = SB_QTY_TYPE },
	[SB_REORDER_PACK] = { .name = "pack", .title = N_("Pack"), .type = SB_QTY_TYPE, .width = 6, .priority = 12 },
	[SB_REORDER_QTY] = { .name = "suggested", .title = NC_("quantity", "Order"), .type = SB_QTY_TYPE, .width = 8, .priority = 3 },
	[SB_REORDER_COST] = { .name = "cost", .title = N_("Cost"), .type = SB_MONEY_TYPE, .width = 8, .priority = 9 },
	[SB_REORDER_VALUE] = { .name = "value", .title = N_("Value"), .type = SB_MONEY_TYPE, .width = 9, .priority = 8 },
	[SB_REORDER_SUPPLIER] = { .name = "supplier", .title = N_("Supplier"), .type = SB_TEXT_TYPE, .width = 16,
				  .priority = 10 },
	[SB_REORDER_LEAST_VALUE] = { .name = "minimum_value", .title = N_("Minimum"), .type = SB_MONEY_TYPE },
	[SB_REORDER_RETIRED] = { .name = "retired", .title = N_("Retired"), .type = SB_BOOL_TYPE },
};
static const struct sb_list suggestions = {
	.name = "reorder",
	.title = N_("Reorder"),
	.columns = columns,
	.column_count = SB_REORDER_COLUMNS,
};

/*
 * The page
 */
static struct sb_value number(enum sb_reorder_column column, int64_t n, int decimals)
{
	return (struct sb_value){ .type = columns[column].type, .n = n, .is_null = n == SB_NONE, .scale = (uint8_t)decimals };
}

static struct sb_value text(const char *s)
{
	return (struct sb_value){ .type = SB_TEXT_TYPE, .s = s, .is_null = !s };
}

static int64_t worth(int64_t qty_milli, int64_t cost_minor)
{
	int64_t total;

	return cost_minor != SB_NONE && sb_line_total(qty_milli, cost_minor, &total) ? total : SB_NONE;
}

static void fill_row(struct sb_value values[static SB_REORDER_COLUMNS], const struct sb_suggestion *from,
		     const struct sb_supplier *supplier)
{
	const struct sb_value none = { .is_null = true };

	values[SB_REORDER_SKU] = text(from->sku);
	values[SB_REORDER_NAME] = text(from->name);
	values[SB_REORDER_AVAILABLE] = number(SB_REORDER_AVAILABLE, from->available, from->decimals);
	values[SB_REORDER_INCOMING] = number(SB_REORDER_INCOMING, from->incoming, from->decimals);
	values[SB_REORDER_PROJECTED] = number(SB_REORDER_PROJECTED, from->projected, from->decimals);
	values[SB_REORDER_POINT] = number(SB_REORDER_POINT, from->rule.reorder_point, from->decimals);
	values[SB_REORDER_UP_TO] = number(SB_REORDER_UP_TO, from->rule.order_up_to, from->decimals);
	values[SB_REORDER_MINIMUM] = number(SB_REORDER_MINIMUM, from->rule.minimum_order, from->decimals);
	values[SB_REORDER_PACK] = number(SB_REORDER_PACK, from->rule.pack, from->decimals);
	values[SB_REORDER_QTY] = number(SB_REORDER_QTY, from->suggested, from->decimals);
	values[SB_REORDER_COST] = number(SB_REORDER_COST, from->cost_minor, 0);
	values[SB_REORDER_VALUE] = number(SB_REORDER_VALUE, worth(from->suggested, from->cost_minor), 0);
	values[SB_REORDER_SUPPLIER] = text(from->supplier);
	values[SB_REORDER_LEAST_VALUE] = supplier ? supplier->value[SB_SF_MINIMUM] : none;
	values[SB_REORDER_RETIRED] = supplier ? supplier->value[SB_SF_RETIRED] : none;
}

static bool is_same_text(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static enum sb_status fill_rows(struct sb_book *book, const struct sb_suggestions *from, struct sb_arena *arena,
				struct sb_row *rows, struct sb_error *err)
{
	const char *before = NULL;
	struct sb_supplier supplier;
	enum sb_status status = SB_OK;

	for (size_t i = 0; i < from->count && !status; i++) {
		const struct sb_suggestion *row = &from->rows[i];
		struct sb_value *values = sb_arena_alloc(arena, SB_REORDER_COLUMNS * sizeof(*values));

		if (row->supplier && !is_same_text(row->supplier, before))
			status = sb_supplier_find(book, row->supplier, arena, &supplier, err);
		before = row->supplier;
		if (!status)
			fill_row(values, row, row->supplier ? &supplier : NULL);
		rows[i] = (struct sb_row){ .id = row->product, .values = values };
	}
	return status;
}

enum sb_status sb_reorder_make(struct sb_book *book, int64_t unused, struct sb_page *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	const struct sb_column **shown = sb_arena_alloc(arena, SB_REORDER_COLUMNS * sizeof(const struct sb_column *));
	struct sb_suggestions found;
	struct sb_row *rows;
	enum sb_status status = sb_order_suggest(book, NULL, arena, &found, err);

	(void)unused;
	if (status)
		return status;
	for (size_t i = 0; i < SB_REORDER_COLUMNS; i++)
		shown[i] = &columns[i];
	rows = sb_arena_alloc(arena, (found.count + 1) * sizeof(*rows));
	status = fill_rows(book, &found, arena, rows, err);
	if (status)
		return status;
	*out = (struct sb_page){
		.list = &suggestions,
		.columns = shown,
		.column_count = SB_REORDER_COLUMNS,
		.rows = rows,
		.count = found.count,
		.total = (int64_t)found.count,
	};
	out->arena = sb_give(arena);
	return SB_OK;
}

/*
 * What is shown
 */
static const char *supplier_of(const struct sb_reorder_line *line)
{
	return line->row->values[SB_REORDER_SUPPLIER].s;
}

static bool is_retired(const struct sb_reorder_line *line)
{
	const struct sb_value *retired = &line->row->values[SB_REORDER_RETIRED];

	return !retired->is_null && retired->n;
}

static bool holds(const char *value, const char *folded)
{
	sb_auto(buf) own = SB_BUF_INIT;

	if (!value)
		return false;
	sb_text_fold(value, &own);
	return strstr(own.data, folded) != NULL;
}

static bool fits(const struct sb_reorder *reorder, const struct sb_reorder_line *line)
{
	const struct sb_value *values = line->row->values;

	return !reorder->filter || holds(values[SB_REORDER_SKU].s, reorder->filter) ||
	       holds(values[SB_REORDER_NAME].s, reorder->filter) || holds(values[SB_REORDER_SUPPLIER].s, reorder->filter);
}

static void show(struct sb_reorder *reorder)
{
	const struct sb_reorder_line *before = NULL;
	/* What was only loaded has no values yet. */
	size_t count = reorder->page.list ? reorder->count : 0;

	free(reorder->shown);
	reorder->shown = sb_alloc((2 * count + 1) * sizeof(*reorder->shown));
	reorder->shown_count = 0;
	for (size_t i = 0; i < count; i++) {
		const struct sb_reorder_line *line = &reorder->lines[i];

		if (!fits(reorder, line))
			continue;
		if (!before || !is_same_text(supplier_of(line), supplier_of(before)))
			reorder->shown[reorder->shown_count++] = (struct sb_reorder_shown){ .line = i, .is_heading = true };
		reorder->shown[reorder->shown_count++] = (struct sb_reorder_shown){ .line = i };
		before = line;
	}
}

void sb_reorder_filter(struct sb_reorder *reorder, const char *words)
{
	sb_auto(buf) folded = SB_BUF_INIT;

	sb_text_fold(words, &folded);
	free(reorder->filter);
	reorder->filter = *sb_text_trim(folded.data) ? sb_strdup(sb_text_trim(folded.data)) : NULL;
	show(reorder);
}

static int by_product(const void *a, const void *b)
{
	const struct sb_reorder_line *const *left = a, *const *right = b;

	return ((*left)->row->id > (*right)->row->id) - ((*left)->row->id < (*right)->row->id);
}

/* What was decided about the products of `old` and still is to be. */
static void keep_decisions(struct sb_reorder *reorder, const struct sb_reorder_line *old, size_t old_count)
{
	struct sb_reorder_line **sorted = sb_alloc((reorder->count + 1) * sizeof(struct sb_reorder_line *));

	for (size_t i = 0; i < reorder->count; i++)
		sorted[i] = &reorder->lines[i];
	qsort(sorted, reorder->count, sizeof(struct sb_reorder_line *), by_product);
	for (size_t i = 0; i < old_count; i++) {
		const struct sb_reorder_line *key = &old[i];
		struct sb_reorder_line **found =
			bsearch(&key, sorted, reorder->count, sizeof(struct sb_reorder_line *), by_product);

		if (!found)
			continue;
		if (key->is_typed)
			(*found)->qty_milli = key->qty_milli;
		(*found)->is_typed = key->is_typed;
		(*found)->is_marked = key->is_marked;
		reorder->marked += key->is_marked;
	}
	free(sorted);
}

void sb_reorder_take(struct sb_reorder *reorder, const struct sb_page *page)
{
	struct sb_reorder_line *old = reorder->lines;
	struct sb_page old_page = reorder->page;
	size_t old_count = reorder->count;

	reorder->page = *page;
	reorder->lines = sb_alloc((page->count + 1) * sizeof(*reorder->lines));
	reorder->marked = 0;
	for (size_t i = 0; i < page->count; i++)
		reorder->lines[i] = (struct sb_reorder_line){
			.row = &page->rows[i],
			.qty_milli = page->rows[i].values[SB_REORDER_QTY].n,
		};
	reorder->count = page->count;
	keep_decisions(reorder, old, old_count);
	free(old);
	if (old_page.arena)
		sb_page_release(&old_page);
	show(reorder);
}

void sb_reorder_release(struct sb_reorder *reorder)
{
	if (reorder->page.arena)
		sb_page_release(&reorder->page);
	free(reorder->lines);
	free(reorder->shown);
	free(reorder->filter);
	*reorder = (struct sb_reorder){ 0 };
}

/*
 * What is decided
 */
void sb_reorder_set(struct sb_reorder *reorder, size_t line, int64_t qty_milli)
{
	struct sb_reorder_line *at = &reorder->lines[line];
	int64_t suggested = at->row->values[SB_REORDER_QTY].n;

	at->qty_milli = qty_milli == SB_NONE ? suggested : qty_milli;
	at->is_typed = at->qty_milli != suggested;
}

void sb_reorder_step(struct sb_reorder *reorder, size_t line, int packs)
{
	const struct sb_value *pack = &reorder->lines[line].row->values[SB_REORDER_PACK];
	int64_t by = pack->is_null || pack->n <= 0 ? 1000 : pack->n;
	int64_t qty;

	if (!sb_add(reorder->lines[line].qty_milli, packs * by, &qty) || qty > SB_QTY_MAX)
		return;
	sb_reorder_set(reorder, line, qty > 0 ? qty : 0);
}

void sb_reorder_mark(struct sb_reorder *reorder, size_t line, bool on)
{
	reorder->marked += (size_t)on - (size_t)reorder->lines[line].is_marked;
	reorder->lines[line].is_marked = on;
}

void sb_reorder_invert(struct sb_reorder *reorder)
{
	for (size_t i = 0; i < reorder->shown_count; i++)
		if (!reorder->shown[i].is_heading)
			sb_reorder_mark(reorder, reorder->shown[i].line, !reorder->lines[reorder->shown[i].line].is_marked);
}

void sb_reorder_unmark(struct sb_reorder *reorder)
{
	for (size_t i = 0; i < reorder->count; i++)
		sb_reorder_mark(reorder, i, false);
}

struct sb_reorder_line *sb_reorder_line_at(const struct sb_reorder *reorder, size_t shown)
{
	return &reorder->lines[reorder->shown[shown].line];
}

size_t sb_reorder_find(const struct sb_reorder *reorder, int64_t product)
{
	for (size_t i = 0; i < reorder->shown_count; i++)
		if (!reorder->shown[i].is_heading && sb_reorder_line_at(reorder, i)->row->id == product)
			return i;
	return SIZE_MAX;
}

bool sb_reorder_is_ordered(const struct sb_reorder *reorder, const struct sb_reorder_line *line)
{
	return line->qty_milli > 0 && supplier_of(line) && !is_retired(line) && (!reorder->marked || line->is_marked);
}

int64_t sb_reorder_value(const struct sb_reorder_line *line)
{
	const struct sb_value *cost = &line->row->values[SB_REORDER_COST];

	return worth(line->qty_milli, cost->is_null ? SB_NONE : cost->n);
}

static void add_line(const struct sb_reorder *reorder, const struct sb_reorder_line *line, struct sb_reorder_order *out)
{
	int64_t value = sb_reorder_value(line);

	if (!sb_reorder_is_ordered(reorder, line))
		return;
	out->lines++;
	if (value == SB_NONE || !sb_add(out->value_minor, value, &out->value_minor))
		out->without_cost++;
}

bool sb_reorder_next(const struct sb_reorder *reorder, size_t *at, struct sb_reorder_order *out)
{
	const struct sb_value *values;

	if (*at >= reorder->shown_count)
		return false;
	values = sb_reorder_line_at(reorder, *at)->row->values;
	*out = (struct sb_reorder_order){
		.supplier = values[SB_REORDER_SUPPLIER].s,
		.least_minor = values[SB_REORDER_LEAST_VALUE].is_null ? SB_NONE : values[SB_REORDER_LEAST_VALUE].n,
		.is_retired = is_retired(sb_reorder_line_at(reorder, *at)),
		.shown = *at + 1,
	};
	for (++*at; *at < reorder->shown_count && !reorder->shown[*at].is_heading; ++*at)
		add_line(reorder, sb_reorder_line_at(reorder, *at), out);
	out->shown_end = *at;
	return true;
}
