/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scanned code may stand for, beyond its one meaning when stored. */
#ifndef SB_BARCODE_H
#define SB_BARCODE_H

#include "stockbook/product.h"

#define SB_GTIN_DIGITS 14

/* The digits zero-padded to 14. count <= 14. */
void sb_gtin_pad(const char *digits, size_t count, char out[SB_GTIN_DIGITS + 1]);
/* An 8-digit UPC-E as the 12 digits of its UPC-A. False: not one (other length, other number system, wrong check digit). */
bool sb_upce_expand(const char *digits, char upca[13]);

/* A code with a weight in it, by a rule such as "21.....{NNDDD}": the code with zeros for the weight and its check digit made right,
 * the article's own digits, and the weight. False: the code is not of that kind. */
struct sb_weighed {
	char zeroed[SB_GTIN_DIGITS + 1];  /* padded */
	char article[SB_GTIN_DIGITS + 1]; /* the digits under the dots */
	int64_t qty_milli;
};
bool sb_weight_parse(const char *rule, const char *code, struct sb_weighed *out);

#endif
