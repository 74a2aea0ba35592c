/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How products look wherever they are shown: out, low, sparkline, the card beside the list. */
#ifndef STOCKBOOK_TUI_PRODUCT_CARD_H
#define STOCKBOOK_TUI_PRODUCT_CARD_H

#include "list_view.h"

/* Members of struct sb_list_look for lists of products. */
unsigned sb_product_row_style(const struct sb_page *page, const struct sb_row *row);
const char *sb_product_row_sign(const struct sb_glyphs *glyphs, const struct sb_page *page, const struct sb_row *row);
void sb_product_row_panel(struct sb_desk *desk, struct sb_area area, const struct sb_page *page, const struct sb_row *selected);

/* Label and value on one row, the value in what is left of the cells. */
void sb_card_line(struct sb_term *term, struct sb_area area, int row, const char *label, unsigned style, const char *value);
/* Likewise over as many lines as it takes, at most to the end of the area; returns the row below. */
int sb_card_text(struct sb_term *term, struct sb_area area, int row, const char *label, const char *value);

#endif
