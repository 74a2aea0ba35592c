/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Products. The table of fields below is what commands, forms, import columns and entry bodies are made
 * from: a product is a row of values in its order, a change is the same with only some given.
 */
#ifndef STOCKBOOK_PRODUCT_H
#define STOCKBOOK_PRODUCT_H

#include "stockbook/book.h"
#include "stockbook/value.h"

/* F(symbol, name in files and JSON, option of the shell, type, label, help) */
#define SB_PRODUCT_FIELDS(F)                                                                                              \
	F(SKU, "sku", "sku", TEXT, N_("SKU"), N_("Your own code for the product."))                                           \
	F(NAME, "name", "name", TEXT, N_("Name"), N_("What people call it, 1 to 200 characters."))                            \
	F(DESCRIPTION, "description", "description", TEXT, N_("Description"), N_("Anything worth knowing about it."))         \
	F(BARCODES, "barcodes", "barcode", MANY, N_("Barcodes"), N_("Codes on the packaging; CODE*24 for a case of 24."))     \
	F(TAGS, "tags", "tag", MANY, N_("Tags"), N_("Words to group products by."))                                           \
	F(PRICE, "price", "price", MONEY, N_("Price"), N_("What a customer pays for one unit."))                              \
	F(COST, "cost", "cost", MONEY, N_("Cost"), N_("What one unit costs you."))                                            \
	F(UNIT, "unit", "unit", TEXT, N_("Unit"), N_("What is counted: piece, kg, litre."))                                   \
	F(DECIMALS, "decimals", "decimals", INT, N_("Decimals"), N_("Digits after the point in quantities, 0 to 3."))         \
	F(SUPPLIER, "supplier", "supplier", TEXT, N_("Supplier"), N_("Who you buy it from."))                                 \
	F(SUPPLIER_CODE, "supplier_code", "supplier-code", TEXT, N_("Supplier's code"), N_("The supplier's own number for it.")) \
	F(REORDER_POINT, "reorder_point", "reorder-point", QTY, N_("Reorder point"), N_("Order when no more than this is left.")) \
	F(ORDER_UP_TO, "order_up_to", "order-up-to", QTY, N_("Order up to"), N_("How much an order fills up to."))            \
	F(PACK, "pack", "pack", QTY, N_("Pack size"), N_("Orders are rounded up to whole packs of this many."))               \
	F(MINIMUM_ORDER, "minimum_order", "minimum-order", QTY, N_("Minimum order"), N_("The least the supplier sells at once.")) \
	F(LEAD_DAYS, "lead_days", "lead-days", INT, N_("Lead time"), N_("Days from order to delivery."))                      \
	F(BIN, "bin", "bin", TEXT, N_("Bin"), N_("Where it stands: shelf, drawer, room."))                                    \
	F(ALERTS, "alerts", "alerts", BOOL, N_("Alerts"), N_("Whether low stock of it is reported."))                         \
	F(ALLOW_NEGATIVE, "allow_negative", "allow-negative", BOOL, N_("Sell below zero"), \
	  N_("Whether it may be sold when the book says there is none; empty: as the store says."))

enum sb_product_field {
#define F(symbol, name, option, type, label, help) SB_PF_##symbol,
	SB_PRODUCT_FIELDS(F)
#undef F
	SB_PF_COUNT
};

struct sb_product_field_row {
	const char *name, *option;
	enum sb_type type;
	const char *label, *help; /* translate before showing */
};
extern const struct sb_product_field_row sb_product_field_table[SB_PF_COUNT];
/* By its name in files ("reorder_point"); SB_PF_COUNT if it is none. */
enum sb_product_field sb_product_field_find(const char *name);

/* Values borrow their texts from an arena. In a change, only fields whose `given` is set count; a given null clears. */
struct sb_product_change {
	bool given[SB_PF_COUNT];
	struct sb_value value[SB_PF_COUNT];
};

struct sb_product {
	int64_t id;	 /* seq of the entry that added it */
	int64_t version; /* seq of the entry that changed it last; to notice a stale edit */
	struct sb_id uuid;
	bool archived;
	int64_t created_at, updated_at;
	struct sb_value value[SB_PF_COUNT];
};

/*
 * One field as a person or file gave it: cleaned (trimmed, blanks collapsed, NFC, SKU upper-cased), typed and checked, into
 * change->value and ->given. Quantities are read with as many decimals as `change` or `old` (may be NULL) says. Empty text gives null.
 * SB_INVALID with field and column. A bad check digit is no error: *warning (may be NULL) gets a translated sentence then and
 * is left alone otherwise, so that one of several fields is not lost.
 */
enum sb_status sb_product_set(const struct sb_style *style, const char *sku_pattern, enum sb_product_field field, const char *text,
			      const struct sb_product *old, struct sb_arena *arena, struct sb_product_change *change,
			      const char **warning, struct sb_error *err) SB_CHECKED;
/* Whether some of the tags, joined, begin with + or -: an edit of them adds to those there are or takes from them. */
bool sb_product_tags_are_relative(const char *tags);
/* Makes of such tags in `change` what they come to for a product that has `now` (joined, NULL: none): those without a sign take the place of
 * all there are, then each +tag is added and each -tag taken away. SB_INVALID: more than a product can have. */
enum sb_status sb_product_tags_apply(const char *now, struct sb_arena *arena, struct sb_product_change *change,
				     struct sb_error *err) SB_CHECKED;
/* What only the book can tell, soft while typing and again on saving: SKU or barcode of another product (SB_DUPLICATE names it), a name
 * missing. `id` is the product edited, 0 for a new one. */
enum sb_status sb_product_check(struct sb_book *book, const struct sb_product_change *change, int64_t id, struct sb_error *err) SB_CHECKED;

/* Records; defaults (unit piece, decimals 0, alerts on) fill what an addition leaves open. Without SKU one is given
 * ("P000001" and up). Within a caller's transaction.
 * `opening_milli` SB_NONE: no opening stock. For edit, `seen_version` SB_NONE or the version the change was made against: SB_STALE when
 * another changed the same fields since. A change that changes nothing records nothing: out->seq is 0. */
struct sb_product_extra {
	const char *token;
	const struct sb_hash *fingerprint;
	int64_t occurred_at, batch; /* SB_NONE */
	int64_t opening_milli;	    /* SB_NONE; add only */
	int64_t seen_version;	    /* SB_NONE; edit only */
	const char *note;
};
#define SB_PRODUCT_EXTRA { .occurred_at = SB_NONE, .batch = SB_NONE, .opening_milli = SB_NONE, .seen_version = SB_NONE }
enum sb_status sb_product_add(struct sb_write *write, const struct sb_product_change *change, const struct sb_product_extra *extra,
			      struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
enum sb_status sb_product_edit(struct sb_write *write, int64_t id, const struct sb_product_change *change,
			       const struct sb_product_extra *extra, struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
enum sb_status sb_product_archive(struct sb_write *write, int64_t id, const struct sb_product_extra *extra, struct sb_outcome *out,
				  struct sb_error *err) SB_CHECKED; /* SB_REFUSED while stock is on hand */

enum sb_status sb_product_get(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_product *out, struct sb_error *err) SB_CHECKED;

/* How a typed or scanned word was understood. */
enum sb_found_by { SB_FOUND_SKU, SB_FOUND_BARCODE, SB_FOUND_WEIGHT, SB_FOUND_UUID, SB_FOUND_NAME };
struct sb_found {
	int64_t id;
	enum sb_found_by by;
	int64_t qty_milli; /* what one scan counts: 1000, a pack, or the weight in the code */
	bool check_digit_wrong;
	char sku[65], name[601];
	int64_t price_minor; /* SB_NONE */
	int decimals;
};
/*
 * SKU, then barcode (any printed form; GTIN-8, UPC-E), then variable-weight rule, UUID, then the SKU of an archived product, then fuzzy
 * name. SB_NOT_FOUND; SB_AMBIGUOUS lists up to eight candidates "SKU name" in the sentence. With exact_only (scans) only codes are tried.
 */
enum sb_status sb_product_find(struct sb_book *book, const char *word, const char *weight_rule, bool exact_only, struct sb_found *out,
			       struct sb_error *err) SB_CHECKED;
/*
 * What a word named before the entry with this token changed it: SKU, name or barcode of the product that entry is about. So a
 * command repeated with its token is about what it was about the first time. *found false: it named none.
 */
enum sb_status sb_product_find_before(struct sb_book *book, const char *token, const char *word, bool *found,
				      struct sb_found *out, struct sb_error *err) SB_CHECKED;

/* Barcodes. Digits of a GTIN-8/12/13/14 or expanded UPC-E zero-padded to 14, anything else as typed. */
struct sb_barcode {
	char code[65];	  /* as looked up */
	char printed[65]; /* as stored */
	int64_t pack_milli;
	bool is_gtin, check_digit_wrong;
};
enum sb_status sb_barcode_parse(const char *text, struct sb_barcode *out, struct sb_error *err) SB_CHECKED; /* "4006381333931" or "CODE*24" */
char sb_gtin_check_digit(const char *digits, size_t count); /* for the digits before it */

#endif
