/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing the page of a count: how far it is, large; the line; which rows show and the rows; the last scans of this terminal. */
#include "counting.h"
#include "stockbook/text.h"

enum { BAR_CELLS = 12, BAR_FROM_COLS = 72, LAST_FROM_ROWS = 14, QTY_CELLS = 9, TOTAL_CELLS = 10 };

static struct sb_desk *desk_of(const struct sb_counting *counting)
{
	return counting->list.view.desk;
}

void sb_counting_print_signed(int64_t qty_milli, int decimals, const struct sb_numbers *numbers, struct sb_buf *out)
{
	if (qty_milli > 0)
		sb_buf_putc(out, '+');
	sb_qty_print(qty_milli, decimals, numbers, out);
}

void sb_counting_print_scope(const struct sb_count *count, struct sb_buf *out)
{
	static const char *const formats[SB_SCOPE_COUNT] = {
		[SB_SCOPE_TAG] = N_("tag %s"),
		[SB_SCOPE_BIN] = N_("bin %s"),
		[SB_SCOPE_QUERY] = N_("found by %s"),
	};

	if (formats[count->scope] && count->value)
		sb_buf_printf(out, _(formats[count->scope]), count->value);
	else if (count->scope == SB_SCOPE_LIST)
		sb_buf_printf(out, ngettext("%lld product", "%lld products", (unsigned long)count->scope_lines), (long long)count->scope_lines);
	else
		sb_buf_puts(out, _("all products"));
}

/* What is counted is said as far as there is room: what it came to is more. */
static void print_heading(const struct sb_counting *counting, int cells, struct sb_buf *out)
{
	const struct sb_count *count = &counting->count;
	static const char *const titles[SB_COUNT_STATUS_COUNT] = {
		[SB_COUNT_OPEN] = N_("COUNT"),
		[SB_COUNT_REVIEW] = N_("REVIEW"),
		[SB_COUNT_POSTED] = N_("POSTED"),
		[SB_COUNT_CANCELLED] = N_("CANCELLED"),
	};
	size_t shortest;

	sb_buf_printf(out, "%s %lld", counting->is_recount ? _("COUNT AGAIN") : _(titles[count->status]), (long long)count->id);
	shortest = out->len;
	sb_buf_puts(out, " · ");
	sb_counting_print_scope(count, out);
	if (count->is_blind)
		sb_buf_printf(out, " · %s", _("blind"));
	if (count->status != SB_COUNT_OPEN && sb_text_width(out->data) > cells)
		sb_buf_cut(out, shortest);
}

/* "12 of 60", a bar, and how much was scanned. */
static void print_progress(const struct sb_counting *counting, int cols, struct sb_buf *out)
{
	const struct sb_count *count = &counting->count;

	sb_buf_printf(out, _("%lld of %lld"), (long long)count->lines_in_scope, (long long)count->scope_lines);
	if (count->lines > count->lines_in_scope)
		sb_buf_printf(out, " +%lld", (long long)(count->lines - count->lines_in_scope));
	if (cols >= BAR_FROM_COLS) {
		sb_buf_putc(out, ' ');
		sb_glyphs_bar(sb_term_glyphs(desk_of(counting)->term), out, count->lines_in_scope, count->scope_lines, BAR_CELLS);
	}
	sb_buf_puts(out, " · ");
	sb_qty_print(count->total_milli, 0, &desk_of(counting)->app->numbers, out);
	sb_buf_printf(out, " %s ", _("in all"));
}

/* What the differences come to at cost. */
static void print_sums(const struct sb_counting *counting, struct sb_buf *out)
{
	const struct sb_numbers *numbers = &desk_of(counting)->app->numbers;
	const struct sb_currency *currency = sb_book_currency(desk_of(counting)->app->book);

	sb_buf_printf(out, ngettext("%lld differs", "%lld differ", (unsigned long)counting->sums.differing), (long long)counting->sums.differing);
	sb_buf_printf(out, " · %s %s", _("over"), counting->sums.over_minor ? "+" : "");
	sb_money_print(counting->sums.over_minor, currency, numbers, out);
	sb_buf_printf(out, " · %s ", _("short"));
	sb_put_money(desk_of(counting), -counting->sums.short_minor, out);
	sb_buf_putc(out, ' ');
}

static void draw_banner(struct sb_counting *counting, struct sb_area area)
{
	struct sb_term *term = desk_of(counting)->term;
	sb_auto(buf) left = SB_BUF_INIT;
	sb_auto(buf) right = SB_BUF_INIT;
	int width;

	if (counting->count.status != SB_COUNT_OPEN && counting->has_sums)
		print_sums(counting, &right);
	else
		print_progress(counting, area.cols, &right);
	width = sb_text_width(right.data);
	print_heading(counting, area.cols - width - 3, &left);
	sb_term_fill(term, area.row, area.col, area.cols, SB_STYLE_MODE_COUNT, NULL);
	sb_term_fit(term, area.row, area.col + 2, area.cols - width - 3, SB_STYLE_MODE_COUNT | SB_OVER_BOLD, left.data, false);
	sb_term_put(term, area.row, area.col + area.cols - width, width, SB_STYLE_MODE_COUNT | SB_OVER_BOLD, right.data);
}

/* Where not all of them have room, those that have nothing are left out, then those that ask for nothing. */
enum pane_choice { ALL_PANES, FULL_PANES, URGENT_PANES };

static bool is_urgent(const struct sb_counting *counting, enum sb_counting_pane pane)
{
	return (pane == SB_PANE_CODES || pane == SB_PANE_BEYOND) && sb_counting_pane_rows(counting, pane) > 0;
}

static bool is_named(const struct sb_counting *counting, enum sb_counting_pane pane, enum pane_choice choice)
{
	if (!sb_counting_has_pane(counting, pane))
		return false;
	if (pane == counting->pane || choice == ALL_PANES)
		return true;
	return choice == FULL_PANES ? sb_counting_pane_rows(counting, pane) != 0 : is_urgent(counting, pane);
}

static void print_pane(const struct sb_counting *counting, enum sb_counting_pane pane, struct sb_buf *out)
{
	int64_t rows = sb_counting_pane_rows(counting, pane);

	sb_buf_printf(out, " %s ", _(sb_counting_pane_titles[pane]));
	if (rows != SB_NONE)
		sb_buf_printf(out, "%lld ", (long long)rows);
}

static int panes_width(const struct sb_counting *counting, enum pane_choice choice)
{
	sb_auto(buf) text = SB_BUF_INIT;

	for (int i = 0; i < SB_PANE_COUNT; i++)
		if (is_named(counting, (enum sb_counting_pane)i, choice))
			print_pane(counting, (enum sb_counting_pane)i, &text);
	return sb_text_width(text.data);
}

static void draw_panes(struct sb_counting *counting, struct sb_area area)
{
	struct sb_term *term = desk_of(counting)->term;
	enum pane_choice choice = ALL_PANES;
	int col = area.col + 1;

	while (choice != URGENT_PANES && panes_width(counting, choice) > area.cols - 1)
		choice++;
	for (int i = 0; i < SB_PANE_COUNT; i++) {
		enum sb_counting_pane pane = (enum sb_counting_pane)i;
		unsigned style = pane == counting->pane ? SB_STYLE_TAB_ACTIVE : is_urgent(counting, pane) ? SB_STYLE_WARNING : SB_STYLE_TAB;
		sb_auto(buf) text = SB_BUF_INIT;

		if (!is_named(counting, pane, choice))
			continue;
		print_pane(counting, pane, &text);
		col += sb_term_put(term, area.row, col, area.col + area.cols - col, style, text.data);
	}
}

static void print_prompt(const struct sb_counting *counting, struct sb_buf *out)
{
	const char *about = *counting->current ? counting->current : _("the last");

	if (counting->is_recount)
		sb_buf_printf(out, _("scan it again, or *12: all there is of %s · Esc ends"), about);
	else
		sb_buf_printf(out, _("scan, SKU or name · 5* times · *12 all of %s · - takes back"), about);
}

/*
 * The last scans of this terminal
 */
static unsigned tally_style(const struct sb_tally *tally)
{
	if (tally->is_undone)
		return SB_STYLE_DIM;
	if (tally->product == SB_NONE)
		return SB_STYLE_WARNING;
	return tally->qty_milli < 0 ? SB_STYLE_NEGATIVE : SB_STYLE_POSITIVE;
}

/* What is left of the row: which product, or the whole of a code. */
static void print_tally(const struct sb_tally *tally, struct sb_buf *out)
{
	if (tally->product == SB_NONE)
		sb_buf_printf(out, "%s · %s", tally->code, _("unmatched, kept"));
	else
		sb_buf_puts(out, tally->name);
	if (tally->is_undone)
		sb_buf_printf(out, " · %s", _("taken back"));
	else if (tally->is_outside)
		sb_buf_printf(out, " · %s", _("outside"));
}

/* The line's total stands once, behind its newest scan. */
static bool has_total(const struct sb_counting *counting, size_t index)
{
	const struct sb_tally *last = counting->last;

	for (size_t i = 0; i < index; i++)
		if (last[i].product == last[index].product && !last[i].is_undone)
			return false;
	return last[index].counted != SB_NONE && !last[index].is_undone;
}

static void draw_tally(struct sb_counting *counting, struct sb_area at, size_t index)
{
	struct sb_term *term = desk_of(counting)->term;
	const struct sb_numbers *numbers = &desk_of(counting)->app->numbers;
	const struct sb_tally *tally = &counting->last[index];
	int sku = tally->product == SB_NONE ? 0 : sb_scan_line_sku_cells(at.cols) + 2, right = at.col + at.cols - 1;
	int name = at.col + 4 + QTY_CELLS + sku;
	unsigned style = tally_style(tally);
	sb_auto(buf) qty = SB_BUF_INIT;
	sb_auto(buf) text = SB_BUF_INIT;
	sb_auto(buf) total = SB_BUF_INIT;

	if (tally->is_all) {
		sb_buf_putc(&qty, '=');
		sb_qty_print(tally->qty_milli, tally->decimals, numbers, &qty);
	} else {
		sb_counting_print_signed(tally->qty_milli, tally->decimals, numbers, &qty);
	}
	print_tally(tally, &text);
	if (has_total(counting, index)) {
		sb_buf_puts(&total, "= ");
		sb_qty_print(tally->counted, tally->decimals, numbers, &total);
	}
	sb_term_fit(term, at.row, at.col + 2, QTY_CELLS, style | SB_OVER_BOLD, qty.data, true);
	sb_term_fit(term, at.row, at.col + 3 + QTY_CELLS, sku, style, tally->code, false);
	sb_term_fit(term, at.row, name, right - TOTAL_CELLS - 1 - name, style, text.data, false);
	sb_term_fit(term, at.row, right - TOTAL_CELLS, TOTAL_CELLS, style | SB_OVER_BOLD, total.data, true);
}

static void draw_last(struct sb_counting *counting, struct sb_area area)
{
	struct sb_term *term = desk_of(counting)->term;

	sb_term_fill(term, area.row, area.col, area.cols, SB_STYLE_RULE, sb_term_glyphs(term)->horizontal);
	sb_term_printf(term, area.row, area.col + 2, area.cols - 4, SB_STYLE_DIM, " %s ", _("last scans here, with the line's total"));
	for (size_t i = 0; i < counting->last_count && (int)i + 1 < area.rows; i++)
		draw_tally(counting, (struct sb_area){ .row = area.row + 1 + (int)i, .col = area.col, .rows = 1, .cols = area.cols },
			   i);
}

void sb_counting_draw(struct sb_view *view, struct sb_area area)
{
	struct sb_counting *counting = (struct sb_counting *)view;
	bool has_line = counting->count.status == SB_COUNT_OPEN || counting->is_recount;
	int last_rows = has_line && area.rows >= LAST_FROM_ROWS ? SB_COUNTING_LAST + 1 : 0;
	struct sb_area rows = { .row = area.row + (has_line ? 3 : 2), .col = area.col, .cols = area.cols };
	struct sb_area line = { .row = area.row + 1, .col = area.col, .rows = 1, .cols = area.cols };
	sb_auto(buf) prompt = SB_BUF_INIT;

	rows.rows = area.rows - (rows.row - area.row) - last_rows;
	draw_banner(counting, area);
	draw_panes(counting, (struct sb_area){ .row = rows.row - 1, .col = area.col, .rows = 1, .cols = area.cols });
	if (counting->is_asking) {
		sb_counting_draw_panel(counting, rows);
		return;
	}
	sb_list_view_draw(view, rows);
	if (last_rows)
		draw_last(counting, (struct sb_area){ .row = area.row + area.rows - last_rows, .col = area.col, .rows = last_rows, .cols = area.cols });
	if (!has_line)
		return;
	print_prompt(counting, &prompt);
	sb_scan_line_draw(&counting->line, line, prompt.data);
	line.row++;
	line.rows = area.rows - 2;
	sb_scan_line_draw_offers(&counting->line, line);
}
