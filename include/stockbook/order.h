/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Suppliers and purchase orders. An order names goods that a supplier is to bring to one store; what of it has not come
 * yet is on order there and counts as incoming, so nothing is suggested twice. Receiving takes off what is open; what
 * comes beyond that, or was never ordered, is taken in as well and shown as over; what never comes is dropped by
 * cancelling the rest. Functions that record work within a caller's transaction; what they are given as a draft holds
 * note, time, token and fingerprint, and the lines.
 */
#ifndef STOCKBOOK_ORDER_H
#define STOCKBOOK_ORDER_H

#include "stockbook/product.h"

/* F(symbol, name in files and JSON, option of the shell, type, label, help). Products name a supplier by its name, so
 * that stays as it is. */
#define SB_SUPPLIER_FIELDS(F)                                                                                         \
	F(NAME, "name", "name", TEXT, N_("Name"), N_("What the supplier is called; products name it by this."))       \
	F(CODE, "code", "code", TEXT, N_("Code"), N_("A short word to call it by: A-Z, 0-9, - and _."))               \
	F(CONTACT, "contact", "contact", TEXT, N_("Contact"), N_("Whom to order from: a person, telephone, address.")) \
	F(LEAD_DAYS, "lead_days", "lead-days", INT, N_("Lead time"), N_("Days from order to delivery."))              \
	F(MINIMUM, "minimum_value", "minimum", MONEY, N_("Minimum"), N_("The least an order must come to."))          \
	F(NOTE, "note", "remark", TEXT, N_("Remark"), N_("Anything worth knowing about it."))                         \
	F(RETIRED, "retired", "retired", BOOL, N_("Retired"), N_("Whether nothing is ordered there any more."))

enum sb_supplier_field {
#define F(symbol, name, option, type, label, help) SB_SF_##symbol,
	SB_SUPPLIER_FIELDS(F)
#undef F
		SB_SF_COUNT
};
/* Rows as those of products, in the order above. */
extern const struct sb_product_field_row sb_supplier_field_table[SB_SF_COUNT];

/* Only fields whose `given` is set count; a given null clears. */
struct sb_supplier_change {
	bool given[SB_SF_COUNT];
	struct sb_value value[SB_SF_COUNT];
};

struct sb_supplier {
	int64_t id; /* seq of the entry that added it; SB_NONE: products name it, but it was never added */
	int64_t version;
	struct sb_id uuid;
	struct sb_value value[SB_SF_COUNT];
};

/* SB_DUPLICATE (name in any case, code), SB_INVALID. */
enum sb_status sb_supplier_add(struct sb_write *write, const struct sb_supplier_change *change,
			       const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
/* Nothing changed: out->seq is 0. SB_INVALID: the name. */
enum sb_status sb_supplier_edit(struct sb_write *write, int64_t id, const struct sb_supplier_change *change,
				const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
/* By code or name in any case, or a name that only products know. SB_NOT_FOUND. Texts lie in the arena. */
enum sb_status sb_supplier_find(struct sb_book *book, const char *word, struct sb_arena *arena, struct sb_supplier *out,
				struct sb_error *err) SB_CHECKED;
/* By its number. SB_NOT_FOUND. */
enum sb_status sb_supplier_get(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_supplier *out,
			       struct sb_error *err) SB_CHECKED;

/* Words are for machines. O(symbol, word, label). The state follows from the lines: open until something came, then
 * partial, in the end received; closed when some came and the rest was dropped, cancelled when all was. */
#define SB_ORDER_STATES(O)                               \
	O(OPEN, "open", N_("open"))                      \
	O(PARTIAL, N_("partial"), N_("partly received"))     \
	O(RECEIVED, "received", N_("received"))          \
	O(CLOSED, "closed", N_("closed"))                \
	O(CANCELLED, "cancelled", N_("cancelled"))       \
	O(UNDONE, "undone", N_("undone"))

enum sb_order_status {
#define O(symbol, word, label) SB_ORDER_##symbol,
	SB_ORDER_STATES(O)
#undef O
		SB_ORDER_STATUS_COUNT
};
const char *sb_order_word(enum sb_order_status status);
const char *sb_order_label(enum sb_order_status status); /* translated */
/* Something of it is still to come. */
static inline bool sb_order_is_open(enum sb_order_status status)
{
	return status == SB_ORDER_OPEN || status == SB_ORDER_PARTIAL;
}

/* Thousandths of one product in an order. What came is received + over. */
struct sb_order_line {
	int64_t product;
	int64_t ordered;
	int64_t received;   /* of what was ordered */
	int64_t over;       /* beyond it; all of it for a product that was not ordered */
	int64_t dropped;    /* short: will not come any more */
	int64_t cost_minor; /* agreed for one unit; SB_NONE: none */
};
static inline int64_t sb_order_rest(const struct sb_order_line *line)
{
	return line->ordered - line->received - line->dropped;
}

struct sb_order {
	int64_t id; /* seq of the entry that ordered */
	struct sb_id uuid;
	int64_t store, supplier;
	const char *supplier_name;
	enum sb_order_status status;
	int64_t ordered_at;
	int64_t expected_day; /* SB_NONE: not known */
	const char *note;     /* NULL: none */
	const struct sb_order_line *lines; /* in order of products */
	size_t line_count;
};

/* By its number, or that of any entry about it. SB_NOT_FOUND. Texts and lines lie in the arena. */
enum sb_status sb_order_get(struct sb_book *book, int64_t seq, struct sb_arena *arena, struct sb_order *out,
			    struct sb_error *err) SB_CHECKED;

/* Orders for the store worked for. Lines: product, qty_milli, cost_minor (SB_NONE: the product's); those of one product
 * are summed. A supplier that was never added (id SB_NONE) is added with it. SB_REFUSED: it is retired. */
enum sb_status sb_order_make(struct sb_write *write, const struct sb_supplier *supplier, int64_t expected_day,
			     const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
/* Changes an order of which something is open: a line's qty_milli is what is ordered of that product from now on (0: it
 * is taken off), cost_minor what is agreed (SB_NONE: as it was). Nothing changed: out->seq is 0. SB_REFUSED: less than
 * has come already, or the order is closed. SB_STALE: others changed the same since draft->seen. expected_day may be
 * SB_ORDER_AS_IS. */
#define SB_ORDER_AS_IS INT64_MAX
enum sb_status sb_order_edit(struct sb_write *write, int64_t id, int64_t expected_day, const struct sb_draft *draft,
			     struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
/* Receives in the order's store; without lines all that is open. Costs: the line's, else what was agreed. With `close`
 * whatever is open then is dropped. The delivery is one entry of the kind receive about the order. */
enum sb_status sb_order_receive(struct sb_write *write, int64_t id, bool close, const struct sb_draft *draft,
				struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
/* Drops what is open. SB_REFUSED: nothing is. */
enum sb_status sb_order_cancel(struct sb_write *write, int64_t id, const char *reason, const struct sb_draft *draft,
			       struct sb_outcome *out, struct sb_error *err) SB_CHECKED;

/*
 * What to order. The rule: when projected is no more than the reorder point, as much as fills up to `order_up_to`,
 * raised to the minimum order and rounded up to whole packs; else 0. Without order_up_to it fills up to one pack, or one
 * unit, above the reorder point, so that once ordered it is not to be ordered again. All in thousandths, SB_NONE: not
 * set; `step` is the least that can be ordered, rounded up to where there is no pack.
 */
struct sb_order_rule {
	int64_t reorder_point, order_up_to, minimum_order, pack, step;
};
int64_t sb_order_quantity(const struct sb_order_rule *rule, int64_t projected);

struct sb_suggestion {
	int64_t product;
	const char *sku, *name, *supplier; /* supplier NULL: none is named */
	int decimals;
	int64_t available, incoming, projected;
	struct sb_order_rule rule;
	int64_t suggested;
	int64_t cost_minor; /* SB_NONE */
};
struct sb_suggestions {
	struct sb_suggestion *rows; /* by supplier, then SKU; products without one last */
	size_t count;
};
/* For the store worked for: of what it has ever had or plans for itself, and of what no store has had yet; supplier NULL:
 * of all. Everything lies in the arena. */
enum sb_status sb_order_suggest(struct sb_book *book, const char *supplier, struct sb_arena *arena,
				struct sb_suggestions *out, struct sb_error *err) SB_CHECKED;

#endif
