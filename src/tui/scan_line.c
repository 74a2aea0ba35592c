/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line at the counter and in counts: what is typed, how often it is meant, what fits it. */
#include "scan_line.h"
#include "list_columns.h"
#include "stockbook/text.h"

#include <string.h>

enum { SKU_MOST = 14, COLS_WITH_SKU = 72, NUMBER_CELLS = 10, NAME_LEAST = 12 };

void sb_scan_line_init(struct sb_scan_line *line, struct sb_view *owner, int tag, const char *columns)
{
	*line = (struct sb_scan_line){ .owner = owner, .tag = tag, .columns = columns, .edit = SB_EDIT_INIT, .is_typing = true };
}

void sb_scan_line_release(struct sb_scan_line *line)
{
	if (line->offers.arena)
		sb_page_release(&line->offers);
	sb_edit_release(&line->edit);
}

static struct sb_app *app_of(const struct sb_scan_line *line)
{
	return line->owner->desk->app;
}

const char *sb_scan_line_text(const struct sb_scan_line *line)
{
	return line->edit.text.data + strspn(line->edit.text.data, " ");
}

/* Not asked any more: an answer on its way finds nothing typed, or other words. */
void sb_scan_line_drop_offers(struct sb_scan_line *line)
{
	if (line->offers.arena)
		sb_page_release(&line->offers);
	line->offers = (struct sb_page){ 0 };
	line->is_choosing = false;
	line->chosen = 0;
}

void sb_scan_line_empty(struct sb_scan_line *line)
{
	sb_edit_clear(&line->edit);
	sb_scan_line_drop_offers(line);
}

bool sb_scan_line_back(struct sb_scan_line *line)
{
	if (!line->is_choosing && !*line->edit.text.data && !line->times_milli)
		return false;
	line->times_milli = 0;
	sb_scan_line_empty(line);
	return true;
}

/*
 * Offers
 */
static void ask_offers(struct sb_scan_line *line)
{
	const char *text = line->edit.text.data, *star = strchr(text, '*');
	struct sb_ask ask = { .columns = line->columns, .limit = SB_SCAN_LINE_OFFERS, .store = line->store };
	sb_auto(buf) query = SB_BUF_INIT;

	if (star && star > text)
		text = star + 1;
	for (const char *at = text; *at; at++)
		sb_buf_putc(&query, strchr("\":()*=", *at) ? ' ' : *at);
	if (query.len < 2 || *text == '=' || *text == '*') {
		sb_scan_line_drop_offers(line);
		return;
	}
	ask.query = query.data;
	line->is_choosing = false;
	sb_worker_ask(line->owner->desk->worker, line->owner, line->tag, sb_list_find("products"), &ask);
}

bool sb_scan_line_input(struct sb_scan_line *line, const struct sb_input *input)
{
	enum sb_edit_effect effect = sb_edit_input(&line->edit, input);

	if (effect == SB_EDIT_CHANGED && line->owner->desk->message_style == SB_STYLE_ERROR)
		sb_desk_unsay(line->owner->desk);
	if (effect == SB_EDIT_CHANGED)
		ask_offers(line);
	return effect != SB_EDIT_IGNORED;
}

void sb_scan_line_arrived(struct sb_scan_line *line, struct sb_answer *answer)
{
	if (answer->status || !*line->edit.text.data)
		return;
	if (line->offers.arena)
		sb_page_release(&line->offers);
	line->offers = answer->page;
	answer->taken = true;
	if (line->chosen >= line->offers.count)
		line->chosen = 0;
}

bool sb_scan_line_choose(struct sb_scan_line *line, int by)
{
	if (!line->offers.count || !*line->edit.text.data)
		return false;
	if (!line->is_choosing)
		line->is_choosing = true;
	else if (by > 0 && line->chosen + 1 < line->offers.count)
		line->chosen++;
	else if (by < 0 && line->chosen)
		line->chosen--;
	return true;
}

/*
 * What was typed
 */
enum sb_status sb_scan_line_take_times(struct sb_scan_line *line, const char **text, struct sb_error *err)
{
	const char *star = strchr(*text, '*');
	sb_owned_string number = NULL;
	int64_t times;
	enum sb_status status;

	if (!star || star == *text || strspn(*text, "0123456789.,") != (size_t)(star - *text))
		return SB_OK;
	number = sb_strndup(*text, (size_t)(star - *text));
	status = sb_qty_parse(number, 3, &app_of(line)->numbers, &times, err);
	if (status)
		return status;
	if (!times)
		return sb_fail(err, SB_INVALID, _("0 is not enough: give a number above zero"));
	line->times_milli = times;
	*text = star + 1;
	return SB_OK;
}

bool sb_scan_line_multiply(struct sb_scan_line *line, int64_t milli, int64_t *out)
{
	int64_t times = line->times_milli ? line->times_milli : 1000;
	bool fits = !__builtin_mul_overflow(milli, times, out);

	line->times_milli = 0;
	*out /= 1000;
	return fits;
}

enum sb_status sb_scan_line_find(struct sb_scan_line *line, const char *text, struct sb_found *out, struct sb_error *err)
{
	enum sb_status status;

	if (line->is_choosing && line->chosen < line->offers.count)
		text = line->offers.rows[line->chosen].values[0].s;
	status = sb_product_find(app_of(line)->book, text, sb_setting_text(app_of(line)->settings, SB_SET_SCAN_WEIGHT), false, out, err);
	/* Those it may be stand below the line, or will when more is typed. */
	if (status == SB_AMBIGUOUS)
		return sb_fail(err, status, _("several products fit: type more of its name, or choose one with Down and Enter"));
	return status;
}

enum sb_status sb_scan_line_look_up(struct sb_scan_line *line, const char *code, struct sb_found *out, struct sb_error *err)
{
	return sb_product_find(app_of(line)->book, code, sb_setting_text(app_of(line)->settings, SB_SET_SCAN_WEIGHT), true, out, err);
}

enum sb_status sb_scan_line_scan(struct sb_scan_line *line, const char **code, struct sb_found *out, struct sb_error *err)
{
	enum sb_status status = sb_scan_line_look_up(line, *code, out, err);
	const char *rest = *code;
	struct sb_error ignored = SB_ERROR_INIT;

	if (status != SB_NOT_FOUND || sb_scan_line_take_times(line, &rest, &ignored) || rest == *code || !*rest)
		return status;
	*code = rest;
	return sb_scan_line_look_up(line, rest, out, err);
}

/*
 * How it looks
 */
int sb_scan_line_sku_cells(int cols)
{
	int cells = cols / 8;

	return cols < COLS_WITH_SKU ? 0 : cells > SKU_MOST ? SKU_MOST : cells;
}

/* What can be typed, as far as there is room for whole parts of it: what is most needed stands first. */
static void draw_prompt(struct sb_term *term, int row, int col, int cells, unsigned style, const char *prompt)
{
	static const char between[] = " · ";
	sb_owned_string part = sb_strdup(prompt);

	while (sb_text_width(part) > cells) {
		char *last = NULL;

		for (char *at = strstr(part, between); at; at = strstr(at + 1, between))
			last = at;
		if (!last)
			break;
		*last = '\0';
	}
	sb_term_put(term, row, col, cells, style, part);
}

void sb_scan_line_draw(struct sb_scan_line *line, struct sb_area row, const char *prompt)
{
	struct sb_term *term = line->owner->desk->term;
	unsigned style = line->is_typing ? SB_STYLE_FIELD_ACTIVE : SB_STYLE_FIELD;
	sb_auto(buf) times = SB_BUF_INIT;
	sb_auto(buf) shown = SB_BUF_INIT;
	struct sb_edit_view at;
	int col = row.col + 3, cells;

	if (line->times_milli) {
		sb_qty_print(line->times_milli, 0, &app_of(line)->numbers, &times);
		col += sb_term_printf(term, row.row, col, 14, SB_STYLE_STRONG, "%s %s ", times.data, sb_term_glyphs(term)->times);
	}
	cells = row.cols - (col - row.col) - 2;
	sb_term_put(term, row.row, row.col + 1, 2, SB_STYLE_LABEL, ">");
	at = sb_edit_view(&line->edit, cells, &shown);
	sb_term_put(term, row.row, col, cells, style, shown.data);
	if (!*line->edit.text.data)
		draw_prompt(term, row.row, col + 1, cells - 1, style | SB_OVER_DIM, prompt);
	if (line->is_typing)
		sb_term_cursor(term, row.row, col + at.cursor, true);
}

static void draw_offer(struct sb_scan_line *line, struct sb_area at, size_t index, const struct sb_style *how)
{
	const struct sb_row *row = &line->offers.rows[index];
	struct sb_term *term = line->owner->desk->term;
	bool is_chosen = line->is_choosing && index == line->chosen;
	int numbers = (int)line->offers.column_count - 2, sku = sb_scan_line_sku_cells(at.cols);
	int col = at.col + at.cols - 2 - numbers * NUMBER_CELLS, name = col - at.col - 7 - sku;

	sb_term_fill(term, at.row, at.col + 2, at.cols - 3, SB_STYLE_FIELD, NULL);
	sb_term_put(term, at.row, at.col + 3, 1, SB_STYLE_FIELD, is_chosen ? sb_term_glyphs(term)->selected : " ");
	sb_cell_draw(term, at.row, at.col + 5, sku, SB_STYLE_FIELD, &row->values[0], how);
	sb_cell_draw(term, at.row, at.col + 6 + sku, name > NAME_LEAST ? name : NAME_LEAST, SB_STYLE_FIELD, &row->values[1], how);
	for (int i = 0; i < numbers; i++)
		sb_cell_draw(term, at.row, col + i * NUMBER_CELLS, NUMBER_CELLS - 1, SB_STYLE_FIELD, &row->values[2 + i], how);
	if (is_chosen)
		sb_term_restyle(term, at.row, at.col + 2, at.cols - 3, SB_STYLE_FIELD | SB_OVER_SELECTED);
}

void sb_scan_line_draw_offers(struct sb_scan_line *line, struct sb_area below)
{
	struct sb_style how;

	if (!line->offers.arena || !*line->edit.text.data)
		return;
	sb_desk_style(line->owner->desk, &how);
	for (size_t i = 0; i < line->offers.count && (int)i < below.rows; i++) {
		struct sb_area at = { .row = below.row + (int)i, .col = below.col, .rows = 1, .cols = below.cols };

		draw_offer(line, at, i, &how);
	}
}
