/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line that is never left: it takes scans, codes and parts of names, and offers the products that fit what is typed. `5*` before one
 * counts it five times. What becomes of a product is its owner's.
 */
#ifndef STOCKBOOK_TUI_SCAN_LINE_H
#define STOCKBOOK_TUI_SCAN_LINE_H

#include "desk.h"
#include "edit.h"

enum { SB_SCAN_LINE_OFFERS = 6 };

struct sb_scan_line {
	struct sb_view *owner; /* asks for offers in its name */
	int tag;	       /* of these questions */
	const char *columns;   /* of the offers: the SKU, the name, numbers behind them */
	int64_t store;	       /* whose stock and bins they tell; 0: the one worked for */
	struct sb_edit edit;
	bool is_typing;	     /* it has the focus, as nearly always */
	int64_t times_milli; /* `5*` was typed: the next one counts so often; 0: once */
	struct sb_page offers; /* products that fit what is typed; arena NULL: none */
	size_t chosen;
	bool is_choosing;
};

void sb_scan_line_init(struct sb_scan_line *line, struct sb_view *owner, int tag, const char *columns);
void sb_scan_line_release(struct sb_scan_line *line);

const char *sb_scan_line_text(const struct sb_scan_line *line); /* as typed, blanks before it left out */
/* Keys and pastes; false: not a key of the line. */
bool sb_scan_line_input(struct sb_scan_line *line, const struct sb_input *input);
void sb_scan_line_arrived(struct sb_scan_line *line, struct sb_answer *answer);
/* Up and down among the offers; false: there are none, the keys mean something else. */
bool sb_scan_line_choose(struct sb_scan_line *line, int by);
void sb_scan_line_drop_offers(struct sb_scan_line *line);
void sb_scan_line_empty(struct sb_scan_line *line); /* the text and its offers; `5*` stays */
/* Esc: the text, the offers and `5*`; false: there was nothing. */
bool sb_scan_line_back(struct sb_scan_line *line);

/* Takes "5*" off the text. SB_INVALID: it is no quantity. */
enum sb_status sb_scan_line_take_times(struct sb_scan_line *line, const char **text, struct sb_error *err) SB_CHECKED;
/* `milli` as often as `5*` says, which is used up; false: more than a quantity can be. */
bool sb_scan_line_multiply(struct sb_scan_line *line, int64_t milli, int64_t *out);
/* The offer chosen, else the product whose code, SKU or name this is. */
enum sb_status sb_scan_line_find(struct sb_scan_line *line, const char *text, struct sb_found *out, struct sb_error *err) SB_CHECKED;
/*
 * How a scan is looked up. What was typed into a slow line arrives at once too: when nothing has the code, its "5*" is taken off it and
 * the rest is looked up.
 */
enum sb_status sb_scan_line_scan(struct sb_scan_line *line, const char **code, struct sb_found *out, struct sb_error *err) SB_CHECKED;
/* The same of a code alone. */
enum sb_status sb_scan_line_look_up(struct sb_scan_line *line, const char *code, struct sb_found *out, struct sb_error *err) SB_CHECKED;

/* `prompt`: what is shown while nothing is typed. Offers lie over what is below the row. */
void sb_scan_line_draw(struct sb_scan_line *line, struct sb_area row, const char *prompt);
void sb_scan_line_draw_offers(struct sb_scan_line *line, struct sb_area below);
/* Cells of a SKU on a screen so wide; 0: the name needs them. */
int sb_scan_line_sku_cells(int cols);

#endif
