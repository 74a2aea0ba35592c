/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text file compiled into the program: default settings, keys, themes, help, the sample shop. The build
 * makes the arrays (src/embed-text.awk, EMBED_TEXT in Makefile.am); who uses one declares it as
 * `extern const struct sb_embedded sb_<folder>_embedded[];`. The last row's name is NULL.
 */
#ifndef STOCKBOOK_EMBEDDED_H
#define STOCKBOOK_EMBEDDED_H

#include <stddef.h>

struct sb_embedded {
	const char *name; /* path in the source tree: "data/themes/dark" */
	const char *text; /* ends with a newline and a NUL */
	size_t bytes;	  /* without the NUL */
};

#endif
