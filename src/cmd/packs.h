/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantities of what one scan counts: behind a case's barcode they are cases, behind a weighed label such labels, as at the counter. */
#ifndef CMD_PACKS_H
#define CMD_PACKS_H

#include "stockbook/cmd.h"

/* Whether the word the product was found by counts for more, or less, than one unit. */
bool packs_are_meant(const struct sb_found *found);
/* `times` of it in the product's unit. SB_INVALID of qty: too much, or finer than the unit is counted. */
enum sb_status packs_count(const struct sb_found *found, int64_t times_milli, int64_t *out, struct sb_error *err) SB_CHECKED;
/* "2 cases of 24 = 48" */
void packs_print(const struct sb_found *found, int64_t times_milli, int64_t qty_milli, const struct sb_numbers *numbers, struct sb_buf *out);

#endif
