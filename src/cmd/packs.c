/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many units a quantity is when the product was named by the barcode of a case or by a label with its weight.
 */
#include "packs.h"

bool packs_are_meant(const struct sb_found *found)
{
	return found && (found->by == SB_FOUND_WEIGHT || (found->by == SB_FOUND_BARCODE && found->qty_milli != 1000));
}

enum sb_status packs_count(const struct sb_found *found, int64_t times_milli, int64_t *out, struct sb_error *err)
{
	int64_t step = 1000, all;

	for (int i = 0; i < found->decimals; i++)
		step /= 10;
	if (__builtin_mul_overflow(times_milli, found->qty_milli, &all) || all / 1000 > SB_QTY_MAX || all / 1000 < -SB_QTY_MAX)
		return sb_fail_field(err, SB_INVALID, "qty", _("that many cases are more than a quantity can be: check the number"));
	if (all % (1000 * step))
		return sb_fail_field(err, SB_INVALID, "qty",
				     _("that part of a case is no quantity of %s: count cases, or name the product by its SKU"), found->sku);
	*out = all / 1000;
	return SB_OK;
}

void packs_print(const struct sb_found *found, int64_t times_milli, int64_t qty_milli, const struct sb_numbers *numbers, struct sb_buf *out)
{
	sb_auto(buf) times = SB_BUF_INIT;
	sb_auto(buf) each = SB_BUF_INIT;
	sb_auto(buf) all = SB_BUF_INIT;

	sb_qty_print(times_milli, 0, numbers, &times);
	sb_qty_print(found->qty_milli, 0, numbers, &each);
	sb_qty_print(qty_milli, 0, numbers, &all);
	if (found->by == SB_FOUND_WEIGHT)
		sb_buf_printf(out, "%s × %s = %s", times.data, each.data, all.data);
	else
		sb_buf_printf(out, ngettext("%s case of %s = %s", "%s cases of %s = %s", times_milli == 1000 || times_milli == -1000 ? 1 : 2),
			      times.data, each.data, all.data);
}
