/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is derived, as one text. */
#include "derived.h"
#include <criterion/criterion.h>

static const char *const derived_table[] = {
	"SELECT store || ' ' || product || ' on hand ' || on_hand || ' held ' || held || ' committed ' || committed || ' unavailable ' || "
	"unavailable || ' counted ' || coalesce(counted_at, '-') FROM stock "
	"WHERE on_hand <> 0 OR held <> 0 OR committed <> 0 OR unavailable <> 0 OR counted_at IS NOT NULL ORDER BY store, product",
	"SELECT product || ' sold ' || sold_milli || ' for ' || revenue_minor FROM daily_usage WHERE sold_milli <> 0 ORDER BY product, day",
	"SELECT product || ' costs ' || value_milli || ' / ' || qty_milli FROM costs ORDER BY product",
	"SELECT id || ' ' || sku || ' ' || name || ' ' || tags || ' ' || barcodes || ' ' || coalesce(price_minor, '-') || ' ' || "
	"coalesce(bin, '-') FROM products WHERE archived = 0 ORDER BY id",
	"SELECT 'products ' || products FROM book",
	"SELECT tag || ' ' || product FROM product_tags t WHERE product IN (SELECT id FROM products WHERE archived = 0) ORDER BY tag, product",
	"SELECT code || ' ' || product FROM barcodes ORDER BY code",
	"SELECT id || ' ' || code || ' ' || name || ' ' || allow_negative FROM stores ORDER BY id",
	"SELECT store || ' plans ' || product || ' ' || coalesce(reorder_point, '-') FROM plans ORDER BY store, product",
	"SELECT 'transfer ' || transfer || ' ' || product || ' ' || sent || ' ' || received || ' ' || lost FROM transfer_lines "
	"WHERE sent <> 0 ORDER BY transfer, product",
	"SELECT 'hold ' || h.id || ' ' || h.status || ' ' || l.held || ' ' || l.committed FROM holds h JOIN hold_lines l ON l.hold = h.id "
	"WHERE h.status IN ('held', 'allocated') ORDER BY h.id",
	"SELECT 'supplier ' || name || ' ' || coalesce(contact, '-') || ' ' || retired FROM suppliers ORDER BY name",
	"SELECT 'reason ' || word || ' ' || label || ' ' || direction || ' ' || shrinkage || ' ' || demand FROM reasons ORDER BY word",
	"SELECT 'order ' || order_id || ' ' || product || ' ' || ordered || ' ' || received || ' ' || beyond || ' ' || dropped FROM order_lines "
	"WHERE ordered <> 0 OR beyond <> 0 ORDER BY order_id, product",
	"SELECT 'count ' || id || ' ' || status || ' ' || lines || ' ' || scans || ' ' || unmatched || ' ' || total_milli FROM counts "
	"WHERE status <> 'cancelled' ORDER BY id",
	"SELECT 'counted ' || count || ' ' || product || ' ' || counted || ' ' || coalesce(expected, '-') || ' ' || coalesce(absorbed, '-') "
	"FROM count_lines WHERE count NOT IN (SELECT id FROM counts WHERE status = 'cancelled') ORDER BY count, product",
	"SELECT 'user ' || name || ' ' || role || ' ' || retired FROM users ORDER BY name",
};

char *dr_derived(struct ledger *ledger)
{
	sb_auto(buf) out = SB_BUF_INIT;
	struct sb_stmt *stmt;
	bool row = true;

	for (size_t i = 0; i < SB_COUNT(derived_table); i++) {
		cr_assert_eq(sb_db_compose(sb_book_db(ledger->book), derived_table[i], &stmt, &ledger->err), SB_OK, "%s", ledger->err.text);
		for (;;) {
			cr_assert_eq(sb_stmt_step(stmt, &row, &ledger->err), SB_OK, "%s", ledger->err.text);
			if (!row)
				break;
			sb_buf_printf(&out, "%s\n", sb_col_text(stmt, 0));
		}
	}
	return sb_strdup(out.data ? out.data : "");
}
