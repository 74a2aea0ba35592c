/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock keeping units: a shop's own codes. */
#ifndef SB_SKU_H
#define SB_SKU_H

#include "stockbook/book.h"

#define SB_SKU_BYTES_MAX   64
#define SB_SKU_PATTERN "^[A-Z0-9][A-Z0-9._/-]{0,63}$" /* unless the settings say otherwise */

/* SB_INVALID: the SKU does not match, or the pattern is no regular expression. */
enum sb_status sb_sku_match(const char *pattern, const char *sku, struct sb_error *err) SB_CHECKED;
/* A SKU nobody has: "P000001" and up. */
enum sb_status sb_sku_next(struct sb_book *book, int64_t products, char out[SB_SKU_BYTES_MAX + 1], struct sb_error *err) SB_CHECKED;

#endif
