/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help is written in Markdown; this is how it looks in a terminal or a pipe. */
#ifndef CLI_MARKDOWN_H
#define CLI_MARKDOWN_H

#include "stockbook/buf.h"

/* Paragraphs are broken at `cells`; with color headings and words in bold stand out. */
void markdown_print(const char *text, int cells, bool color, struct sb_buf *out);

#endif
