/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules about a product that only the book can tell: codes belong to one product at a time. */
#include "book_inside.h"
#include "many.h"
#include "statements.h"
#include "stockbook/product.h"
#include "try.h"
#include <string.h>

static enum sb_status check_name(const struct sb_product_change *change, int64_t id, struct sb_error *err)
{
	bool given = change->given[SB_PF_NAME];

	if ((id == 0 && !given) || (given && change->value[SB_PF_NAME].is_null))
		return sb_fail_field(err, SB_INVALID, "name", _("a product needs a name: give it one"));
	return SB_OK;
}

static enum sb_status check_sku(struct sb_book *book, const struct sb_product_change *change, int64_t id, struct sb_error *err)
{
	const struct sb_value *sku = &change->value[SB_PF_SKU];
	struct sb_stmt *stmt;
	bool row;

	if (!change->given[SB_PF_SKU])
		return SB_OK;
	if (sku->is_null && id == 0)
		return SB_OK;
	if (sku->is_null)
		return sb_fail_field(err, SB_INVALID, "sku", _("a product cannot be without SKU: give it one"));
	TRY(sb_db_stmt(book->db, sb_sql_product_by_sku, &stmt, err));
	sb_bind_text(stmt, 1, sku->s);
	TRY(sb_stmt_step(stmt, &row, err));
	if (row && sb_col_int(stmt, 0) != id)
		(void)sb_fail_field(err, SB_DUPLICATE, "sku", _("the SKU %s belongs to %s: choose another"), sku->s, sb_col_text(stmt, 1));
	else
		row = false;
	sb_stmt_reset(stmt);
	return row ? SB_DUPLICATE : SB_OK;
}

static enum sb_status check_barcode(struct sb_book *book, const char *text, int64_t id, struct sb_error *err)
{
	struct sb_barcode barcode;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_barcode_parse(text, &barcode, err));
	TRY(sb_db_stmt(book->db, sb_sql_product_by_barcode, &stmt, err));
	sb_bind_text(stmt, 1, barcode.code);
	TRY(sb_stmt_step(stmt, &row, err));
	if (row && sb_col_int(stmt, 0) != id)
		(void)sb_fail_field(err, SB_DUPLICATE, "barcodes", _("the barcode %s belongs to %s %s: take it off there first"),
				    barcode.printed, sb_col_text(stmt, 2), sb_col_text(stmt, 3));
	else
		row = false;
	sb_stmt_reset(stmt);
	return row ? SB_DUPLICATE : SB_OK;
}

static enum sb_status check_barcodes(struct sb_book *book, const struct sb_product_change *change, int64_t id, struct sb_error *err)
{
	const struct sb_value *barcodes = &change->value[SB_PF_BARCODES];
	struct sb_many many;
	char text[256];

	if (!change->given[SB_PF_BARCODES] || barcodes->is_null)
		return SB_OK;
	sb_many_start(&many, barcodes->s);
	while (sb_many_next(&many)) {
		if (many.length >= sizeof(text))
			return sb_fail_field(err, SB_INVALID, "barcodes", _("a barcode is too long: shorten it"));
		memcpy(text, many.at, many.length);
		text[many.length] = '\0';
		TRY(check_barcode(book, text, id, err));
	}
	return SB_OK;
}

enum sb_status sb_product_check(struct sb_book *book, const struct sb_product_change *change, int64_t id, struct sb_error *err)
{
	TRY(check_name(change, id, err));
	TRY(check_sku(book, change, id, err));
	return check_barcodes(book, change, id, err);
}
