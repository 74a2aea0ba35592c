/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the page of a count lists, one at a time: lines as they are counted, what is left of the scope, codes nobody knows; under review
 * the differences, those beyond the tolerance, all lines. Of a blind count nothing that is expected is even asked for.
 */
#include "counting.h"
#include "product_card.h"

#include <string.h>

const char *const sb_counting_pane_titles[SB_PANE_COUNT] = {
#define P(symbol, word, title) title,
	SB_COUNTING_PANES(P)
#undef P
};

static const char *const pane_words[SB_PANE_COUNT] = {
#define P(symbol, word, title) word,
	SB_COUNTING_PANES(P)
#undef P
};

#define PANE(symbol) (1u << SB_PANE_##symbol)
static const unsigned panes_of[SB_COUNT_STATUS_COUNT] = {
	[SB_COUNT_OPEN] = PANE(COUNTED) | PANE(REST) | PANE(CODES),
	[SB_COUNT_REVIEW] = PANE(DIFFERENCES) | PANE(BEYOND) | PANE(ALL) | PANE(REST) | PANE(CODES),
	[SB_COUNT_POSTED] = PANE(DIFFERENCES) | PANE(ALL) | PANE(CODES),
	[SB_COUNT_CANCELLED] = PANE(ALL) | PANE(CODES),
};

bool sb_counting_has_pane(const struct sb_counting *counting, enum sb_counting_pane pane)
{
	return panes_of[counting->count.status] & 1u << pane;
}

int64_t sb_counting_pane_rows(const struct sb_counting *counting, enum sb_counting_pane pane)
{
	const struct sb_count *count = &counting->count;

	switch (pane) {
	case SB_PANE_COUNTED: case SB_PANE_ALL: return count->lines;
	case SB_PANE_DIFFERENCES: return counting->has_sums ? counting->sums.differing : SB_NONE;
	case SB_PANE_BEYOND: return counting->has_sums ? counting->sums.beyond : SB_NONE;
	case SB_PANE_REST: return count->scope_lines > count->lines_in_scope ? count->scope_lines - count->lines_in_scope : 0;
	default: return count->unmatched;
	}
}

/*
 * How rows look
 */
static int64_t number_of(const struct sb_page *page, const struct sb_row *row, const char *column)
{
	const struct sb_value *value = sb_row_value(page, row, column);

	return value && !value->is_null ? value->n : SB_NONE;
}

static unsigned compared_style(const struct sb_page *page, const struct sb_row *row)
{
	int64_t variance = number_of(page, row, "variance");

	if (variance == SB_NONE || !variance)
		return SB_STYLE_NORMAL;
	return variance < 0 ? SB_STYLE_NEGATIVE : SB_STYLE_POSITIVE;
}

static const char *beyond_sign(const struct sb_glyphs *glyphs, const struct sb_page *page, const struct sb_row *row)
{
	return number_of(page, row, "beyond") == 1 ? glyphs->low : NULL;
}

static unsigned code_style(const struct sb_page *page, const struct sb_row *row)
{
	(void)page;
	(void)row;
	return SB_STYLE_WARNING;
}

/* What a line has that most have not: before the name what must not be cut off. */
static bool remark(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, const struct sb_value *name, struct sb_buf *out)
{
	const struct sb_value *absorbed = sb_row_value(page, row, "absorbed");

	if (absorbed && !absorbed->is_null && absorbed->n) {
		sb_buf_printf(out, "%s ", _("late"));
		sb_counting_print_signed(-absorbed->n, absorbed->scale, &desk->app->numbers, out);
		sb_buf_puts(out, " · ");
	}
	sb_buf_puts(out, name->s);
	if (number_of(page, row, "outside") == 1)
		sb_buf_printf(out, " · %s", _("outside"));
	if (number_of(page, row, "recounted") == 1)
		sb_buf_printf(out, " · %s", _("again"));
	return true;
}

static bool cell(struct sb_desk *desk, const struct sb_page *page, const struct sb_row *row, const struct sb_column *column, struct sb_buf *out)
{
	const struct sb_value *value = sb_row_value(page, row, column->name);

	if (value->is_null)
		return false;
	if (!strcmp(column->name, "name"))
		return remark(desk, page, row, value, out);
	if (strcmp(column->name, "variance") != 0)
		return false;
	sb_counting_print_signed(value->n, value->scale, &desk->app->numbers, out);
	return true;
}

/*
 * What is asked for
 */
#define HIDDEN_COLUMNS "sku,name,counted,scans,counted_at,recounted,outside,bin,user"
#define TOLD_COLUMNS "sku,name,counted,expected,variance,variance_value,scans,counted_at,beyond,recounted,outside,absorbed,bin,user"

static const struct sb_list_look hidden_look = {
	.list = "count_lines",
	.columns = HIDDEN_COLUMNS,
	.sort = "-counted_at",
	.cell = cell,
	.panel = sb_product_row_panel,
};

static const struct sb_list_look told_look = {
	.list = "count_lines",
	.columns = TOLD_COLUMNS,
	.sort = "-counted_at",
	.row_style = compared_style,
	.row_sign = beyond_sign,
	.cell = cell,
	.panel = sb_product_row_panel,
};

static const struct sb_list_look compared_look = {
	.list = "count_lines",
	.columns = TOLD_COLUMNS,
	.sort = "variance_value",
	.row_style = compared_style,
	.row_sign = beyond_sign,
	.cell = cell,
	.panel = sb_product_row_panel,
};

static const struct sb_list_look rest_look = {
	.list = "products",
	.columns = "sku,name,bin,tags,barcodes",
	.opens = "product",
	.opens_sign = "#",
};

static const struct sb_list_look code_look = {
	.list = "unmatched",
	.row_style = code_style,
};

const struct sb_list_look *sb_counting_look(const struct sb_counting *counting)
{
	switch (counting->pane) {
	case SB_PANE_REST: return &rest_look;
	case SB_PANE_CODES: return &code_look;
	case SB_PANE_COUNTED: return counting->count.is_hidden ? &hidden_look : &told_look;
	default: return counting->count.is_hidden ? &hidden_look : &compared_look;
	}
}

void sb_counting_fixed(const struct sb_counting *counting, struct sb_buf *out)
{
	if (counting->pane == SB_PANE_REST) {
		sb_count_query(&counting->count, true, out);
		return;
	}
	sb_buf_printf(out, "count:%lld", (long long)counting->count.id);
	if (counting->pane == SB_PANE_DIFFERENCES)
		sb_buf_puts(out, " differs:yes");
	else if (counting->pane == SB_PANE_BEYOND)
		sb_buf_puts(out, " beyond:yes");
}

void sb_counting_show_pane(struct sb_counting *counting, enum sb_counting_pane pane)
{
	sb_auto(buf) fixed = SB_BUF_INIT;

	counting->pane = pane;
	sb_counting_fixed(counting, &fixed);
	sb_list_view_turn(&counting->list, sb_counting_look(counting), fixed.data);
}

void sb_counting_turn_pane(struct sb_counting *counting, const char *where)
{
	int by = strcmp(where, "previous") ? 1 : SB_PANE_COUNT - 1;
	int pane = (int)counting->pane;

	for (int i = 0; i < SB_PANE_COUNT; i++)
		if (!strcmp(where, pane_words[i]) && sb_counting_has_pane(counting, (enum sb_counting_pane)i)) {
			sb_counting_show_pane(counting, (enum sb_counting_pane)i);
			return;
		}
	do
		pane = (pane + by) % SB_PANE_COUNT;
	while (!sb_counting_has_pane(counting, (enum sb_counting_pane)pane));
	if (pane != (int)counting->pane)
		sb_counting_show_pane(counting, (enum sb_counting_pane)pane);
}
