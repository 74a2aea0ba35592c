/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text as people read it: UTF-8, folding for search, cells on a screen. Widths are those of
 * wcwidth(), because that is what the terminal library places cells by; normal forms and case
 * folding are those of utf8proc (Unicode 15).
 */
#ifndef STOCKBOOK_TEXT_H
#define STOCKBOOK_TEXT_H

#include "stockbook/buf.h"
#include "stockbook/error.h"

/* Whether the bytes are UTF-8 (no surrogates, nothing overlong); *bad_at says where not. */
bool sb_utf8_valid(const char *bytes, size_t count, size_t *bad_at);
/* The code point at *at, moving *at past it; U+FFFD for a bad byte. *at < end. */
int32_t sb_utf8_next(const char **at, const char *end);
void sb_utf8_put(struct sb_buf *out, int32_t code_point);
size_t sb_utf8_count(const char *text); /* code points */

/* Without blanks at both ends; trims in place and returns text. */
char *sb_text_trim(char *text);
/* Trimmed, runs of blanks made one, NFC. Refuses bad UTF-8 and control characters (SB_INVALID, column set). */
enum sb_status sb_text_clean(const char *text, struct sb_buf *out, struct sb_error *err) SB_CHECKED;
/* For search and sorting: case folded, marks stripped, compatibility forms resolved. "Crème BRÛLÉE" -> "creme brulee" */
void sb_text_fold(const char *text, struct sb_buf *out);
/* ASCII upper case, in place. */
char *sb_text_upper(char *text);

/* What may be sent to a terminal: control, bidi and zero-width characters become visible marks, bad bytes
 * U+FFFD, at most 4 combining marks a cell stay. All text that is not ours passes here before it is shown. */
void sb_text_visible(const char *text, struct sb_buf *out);
/* Cells that visible text takes. */
int sb_text_width(const char *visible);
/* Appends visible text cut to `cells` (with "…", or "~" where that is not in the charset) and padded to exactly `cells`;
 * align_right pads before. A wide character is never split. */
void sb_text_fit(struct sb_buf *out, const char *visible, int cells, bool align_right);
/* Appends a cell of CSV, quoted as RFC 4180 says. A spreadsheet runs what begins like a formula, so such text gets an apostrophe
 * in front; numbers are left alone. */
void sb_text_csv(const char *text, bool is_number, struct sb_buf *out);
/* Whether the locale's charset is UTF-8 (decided once by the caller's setlocale). */
bool sb_text_is_utf8(void);

/* Damerau-Levenshtein distance of two folded words in code points, giving up (returning limit + 1) beyond limit. */
int sb_text_distance(const char *a, const char *b, int limit);
/* How well `pattern`'s characters occur in order in `text` (both folded): 0 not at all, more is better.
 * Word starts and runs count most. For palettes and pick-lists. */
int sb_text_fuzzy(const char *pattern, const char *text);

#endif
