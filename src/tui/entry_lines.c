/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing the stock lines of an entry. */
#include "entry_lines.h"
#include "stockbook/count.h"
#include "stockbook/product.h"
#include "stockbook/reason.h"

enum { QTY_AT = 1, QTY_CELLS = 10, SKU_AT = 13, SKU_CELLS = 14, NAME_AT = 28, NAME_CELLS_MIN = 10 };

static const struct {
	const char *title;
	int cells;
	bool is_right;
} part_table[SB_LINE_PARTS] = {
	[SB_LINE_EXPECTED] = { N_("Expected"), 10, true },
	[SB_LINE_COUNTED] = { N_("Counted"), 10, true },
	[SB_LINE_COST] = { N_("Cost"), 10, true },
	[SB_LINE_PRICE] = { N_("Price"), 10, true },
	[SB_LINE_MOVED] = { N_("From and to"), 24, false },
};

/* From where to where entries of a kind move stock, which their sentence says. */
static const struct {
	enum sb_place from, to;
} usual_table[SB_KIND_COUNT] = {
#define K(symbol, word, label, from_, to_) [SB_KIND_##symbol] = { .from = from_, .to = to_ },
	SB_KINDS(K)
#undef K
};

static bool is_usual(const struct sb_entry *entry, const struct sb_line *line)
{
	return line->from == usual_table[entry->kind].from && line->to == usual_table[entry->kind].to;
}

static int room_for_name(const struct sb_entry_lines *lines, int cols)
{
	int cells = cols - NAME_AT - 1;

	for (size_t i = 0; i < SB_LINE_PARTS; i++)
		cells -= lines->shows[i] ? part_table[i].cells + 1 : 0;
	return cells;
}

void sb_entry_lines_place(const struct sb_entry *entry, bool is_standing, int cols, struct sb_entry_lines *out)
{
	static const enum sb_entry_part dispensable[] = { SB_LINE_COST, SB_LINE_PRICE, SB_LINE_MOVED };
	/* A posting that was taken back says nothing of what its count holds now. */
	bool is_count = entry->kind == SB_KIND_COUNT_POST && is_standing;
	struct sb_entry_lines lines = { .entry = entry };

	lines.shows[SB_LINE_EXPECTED] = lines.shows[SB_LINE_COUNTED] = is_count;
	for (size_t i = 0; i < entry->line_count; i++) {
		const struct sb_line *line = &entry->lines[i];

		lines.shows[SB_LINE_COST] |= line->cost_minor != SB_NONE;
		lines.shows[SB_LINE_PRICE] |= line->price_minor != SB_NONE;
		lines.shows[SB_LINE_MOVED] |= !is_count && (line->reason || !is_usual(entry, line));
	}
	for (size_t i = 0; i < SB_COUNT(dispensable) && room_for_name(&lines, cols) < NAME_CELLS_MIN; i++)
		lines.shows[dispensable[i]] = false;
	lines.name_cells = room_for_name(&lines, cols);
	*out = lines;
}

void sb_entry_lines_head(const struct sb_entry_lines *lines, struct sb_term *term, int row, int col)
{
	bool is_count = lines->shows[SB_LINE_COUNTED];
	int at = col + NAME_AT + lines->name_cells + 1;

	sb_term_fit(term, row, col + QTY_AT, QTY_CELLS, SB_STYLE_HEADING, is_count ? _("Difference") : _("Quantity"), true);
	sb_term_fit(term, row, col + SKU_AT, SKU_CELLS, SB_STYLE_HEADING, _("SKU"), false);
	sb_term_fit(term, row, col + NAME_AT, lines->name_cells, SB_STYLE_HEADING, _("Name"), false);
	for (size_t i = 0; i < SB_LINE_PARTS; i++) {
		if (!lines->shows[i])
			continue;
		sb_term_fit(term, row, at, part_table[i].cells, SB_STYLE_HEADING, _(part_table[i].title), part_table[i].is_right);
		at += part_table[i].cells + 1;
	}
}

/* Where it came from and went, and why. */
static void print_moved(struct sb_book *book, const struct sb_entry *entry, const struct sb_line *line, struct sb_buf *out)
{
	if (!is_usual(entry, line))
		sb_buf_printf(out, "%s > %s", sb_place_label(line->from), sb_place_label(line->to));
	if (line->reason)
		sb_buf_printf(out, "%s%s", out->len ? " · " : "", sb_reason_text(book, line->reason));
}

static void print_money(const struct sb_desk *desk, int64_t minor, struct sb_buf *out)
{
	if (minor != SB_NONE)
		sb_money_print(minor, sb_book_currency(desk->app->book), &desk->app->numbers, out);
}

static void print_qty(const struct sb_desk *desk, int64_t milli, int decimals, struct sb_buf *out)
{
	if (milli != SB_NONE)
		sb_qty_print(milli, decimals, &desk->app->numbers, out);
}

static void draw_parts(const struct sb_entry_lines *lines, struct sb_desk *desk, int row, int at, const struct sb_line *line, int decimals)
{
	struct sb_count_line counted = { .expected = SB_NONE, .counted = SB_NONE };
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_buf text[SB_LINE_PARTS] = { SB_BUF_INIT, SB_BUF_INIT, SB_BUF_INIT, SB_BUF_INIT, SB_BUF_INIT };

	if (lines->shows[SB_LINE_COUNTED] && !line->absorbed_by)
		(void)!sb_count_line_get(desk->app->book, lines->entry->subject, line->product, &counted, &ignored);
	print_qty(desk, counted.expected, decimals, &text[SB_LINE_EXPECTED]);
	print_qty(desk, counted.counted, decimals, &text[SB_LINE_COUNTED]);
	print_money(desk, line->cost_minor, &text[SB_LINE_COST]);
	print_money(desk, line->price_minor, &text[SB_LINE_PRICE]);
	print_moved(desk->app->book, lines->entry, line, &text[SB_LINE_MOVED]);
	for (size_t i = 0; i < SB_LINE_PARTS; i++) {
		if (lines->shows[i]) {
			sb_term_fit(desk->term, row, at, part_table[i].cells, SB_STYLE_NORMAL, text[i].data, part_table[i].is_right);
			at += part_table[i].cells + 1;
		}
		sb_buf_release(&text[i]);
	}
}

void sb_entry_lines_row(const struct sb_entry_lines *lines, struct sb_desk *desk, int row, int col, size_t index)
{
	sb_owned(arena) arena = sb_arena_new();
	const struct sb_line *line = &lines->entry->lines[index];
	bool is_less = lines->shows[SB_LINE_COUNTED] && line->from == SB_AT_STORE;
	struct sb_error ignored = SB_ERROR_INIT;
	sb_auto(buf) qty = SB_BUF_INIT;
	struct sb_product product;
	int decimals;

	if (sb_product_get(desk->app->book, line->product, arena, &product, &ignored))
		return;
	decimals = (int)product.value[SB_PF_DECIMALS].n;
	print_qty(desk, is_less ? -line->qty_milli : line->qty_milli, decimals, &qty);
	sb_term_fit(desk->term, row, col + QTY_AT, QTY_CELLS, SB_STYLE_NORMAL, qty.data, true);
	sb_term_fit(desk->term, row, col + SKU_AT, SKU_CELLS, SB_STYLE_NORMAL, product.value[SB_PF_SKU].s, false);
	sb_term_fit(desk->term, row, col + NAME_AT, lines->name_cells, SB_STYLE_NORMAL, product.value[SB_PF_NAME].s, false);
	draw_parts(lines, desk, row, col + NAME_AT + lines->name_cells + 1, line, decimals);
}
