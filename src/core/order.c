/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suppliers and purchase orders. */
#include "stockbook/order.h"

const struct sb_product_field_row sb_supplier_field_table[SB_SF_COUNT] = {
#define F(symbol, name_, option_, type_, label_, help_)                                                         \
	[SB_SF_##symbol] = { .name = name_, .option = option_, .type = SB_##type_##_TYPE, .label = label_, .help = help_ },
	SB_SUPPLIER_FIELDS(F)
#undef F
};

static const struct {
	const char *word, *label;
} state_table[SB_ORDER_STATUS_COUNT] = {
#define O(symbol, word_, label_) [SB_ORDER_##symbol] = { .word = word_, .label = label_ },
	SB_ORDER_STATES(O)
#undef O
};

const char *sb_order_word(enum sb_order_status status)
{
	return state_table[status].word;
}

const char *sb_order_label(enum sb_order_status status)
{
	return _(state_table[status].label);
}
#define NOT_YET return sb_fail(err, SB_REFUSED, "not there yet")
enum sb_status sb_supplier_add(struct sb_write *a, const struct sb_supplier_change *b, const struct sb_draft *c, struct sb_outcome *d, struct sb_error *err) { (void)a; (void)b; (void)c; (void)d; NOT_YET; }
enum sb_status sb_supplier_edit(struct sb_write *a, int64_t i, const struct sb_supplier_change *b, const struct sb_draft *c, struct sb_outcome *d, struct sb_error *err) { (void)a; (void)i; (void)b; (void)c; (void)d; NOT_YET; }
enum sb_status sb_supplier_find(struct sb_book *a, const char *b, struct sb_arena *c, struct sb_supplier *d, struct sb_error *err) { (void)a; (void)b; (void)c; (void)d; NOT_YET; }
enum sb_status sb_order_get(struct sb_book *a, int64_t b, struct sb_arena *c, struct sb_order *d, struct sb_error *err) { (void)a; (void)b; (void)c; (void)d; NOT_YET; }
enum sb_status sb_order_make(struct sb_write *a, const struct sb_supplier *b, int64_t c, const struct sb_draft *d, struct sb_outcome *e, struct sb_error *err) { (void)a; (void)b; (void)c; (void)d; (void)e; NOT_YET; }
enum sb_status sb_order_edit(struct sb_write *a, int64_t b, int64_t c, const struct sb_draft *d, struct sb_outcome *e, struct sb_error *err) { (void)a; (void)b; (void)c; (void)d; (void)e; NOT_YET; }
enum sb_status sb_order_receive(struct sb_write *a, int64_t b, bool c, const struct sb_draft *d, struct sb_outcome *e, struct sb_error *err) { (void)a; (void)b; (void)c; (void)d; (void)e; NOT_YET; }
enum sb_status sb_order_cancel(struct sb_write *a, int64_t b, const char *c, const struct sb_draft *d, struct sb_outcome *e, struct sb_error *err) { (void)a; (void)b; (void)c; (void)d; (void)e; NOT_YET; }
enum sb_status sb_order_suggest(struct sb_book *a, const char *b, struct sb_arena *c, struct sb_suggestions *d, struct sb_error *err) { (void)a; (void)b; (void)c; (void)d; NOT_YET; }
