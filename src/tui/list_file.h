/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of lists as CSV files, in the folder the program was started in. */
#ifndef STOCKBOOK_TUI_LIST_FILE_H
#define STOCKBOOK_TUI_LIST_FILE_H

#include "list_view.h"

/* A heading of the columns' names, then the rows, as machines read them. */
void sb_list_file_put_heading(const struct sb_page *page, struct sb_buf *out);
void sb_list_file_put_rows(const struct sb_page *page, const struct sb_style *how, struct sb_buf *out);
/* "products-20261121-140205.csv": what was saved before stays. */
void sb_list_file_path(struct sb_desk *desk, const char *name, struct sb_buf *out);
/* Writes it; says where, or why not. */
void sb_list_file_write(struct sb_desk *desk, const char *path, const struct sb_buf *text);
/* The rows of a list as it is narrowed and sorted, or those that are marked, with the columns it shows first. */
void sb_list_file_save(struct sb_list_view *list);

#endif
