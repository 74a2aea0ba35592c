/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A fact and its stock lines. Stock never appears or vanishes: a line moves a quantity from one place
 * to another, so over all places a product sums to zero. A kind is one row below; what it does to what is
 * derived from the journal is said once, in src/core/apply*.c, and used alike when the entry is recorded and when
 * it is replayed.
 */
#ifndef STOCKBOOK_ENTRY_H
#define STOCKBOOK_ENTRY_H

#include "stockbook/error.h"
#include "stockbook/id.h"

/* Numbers are written to books: never change or reuse one. STORE, UNAVAILABLE, HELD and COMMITTED lie in the entry's store
 * and together are its stock on hand. ORDERED is what a supplier is to bring to the store.
 *      symbol       n  word in lists          label */
#define SB_PLACES(P)                                                  \
	P(STORE, 1, "store", N_("store"))                             \
	P(SUPPLIER, 2, "supplier", N_("supplier"))                    \
	P(CUSTOMER, 3, "customer", N_("customer"))                    \
	P(WASTE, 4, "waste", N_("waste"))                             \
	P(OPENING, 5, N_("opening"), N_("opening stock"))             \
	P(DIFFERENCE, 6, "difference", N_("difference"))              \
	P(TRANSIT, 7, N_("in_transit"), N_("in transit"))             \
	P(UNAVAILABLE, 8, "unavailable", N_("unavailable"))           \
	P(HELD, 9, "held", N_("held"))                                \
	P(COMMITTED, 10, "committed", N_("committed"))                \
	P(ORDERED, 11, N_("on_order"), N_("on order"))

enum sb_place {
#define P(symbol, number, word, label) SB_AT_##symbol = number,
	SB_PLACES(P)
#undef P
};
const char *sb_place_label(enum sb_place place); /* translated */

/*       symbol          word             label                        from        to  (0: the lines say, or there are none) */
#define SB_KINDS(K)                                                                         \
	K(BOOK, N_("book"), N_("book made"), 0, 0)                                                         \
	K(STORE_ADD, N_("store_add"), N_("store added"), 0, 0)                                             \
	K(PRODUCT_ADD, N_("add"), N_("product added"), 0, 0)                                               \
	K(PRODUCT_EDIT, N_("edit"), N_("product changed"), 0, 0)                                           \
	K(PRODUCT_ARCHIVE, N_("archive"), N_("product archived"), 0, 0)                                    \
	K(OPENING, N_("opening"), N_("opening stock"), SB_AT_OPENING, SB_AT_STORE)                         \
	K(RECEIVE, N_("receive"), N_("received"), SB_AT_SUPPLIER, SB_AT_STORE)                             \
	K(SALE, N_("sale"), N_("sold"), SB_AT_STORE, SB_AT_CUSTOMER)                                       \
	K(RETURN_IN, N_("return_in"), N_("returned by customer"), SB_AT_CUSTOMER, SB_AT_STORE)             \
	K(RETURN_OUT, N_("return_out"), N_("returned to supplier"), SB_AT_STORE, SB_AT_SUPPLIER)           \
	K(REMOVE, N_("remove"), N_("removed"), SB_AT_STORE, SB_AT_WASTE)                                   \
	K(ADJUST, N_("adjust"), N_("corrected"), 0, 0)                                                     \
	K(STORE_EDIT, N_("store_edit"), N_("store changed"), 0, 0)                                         \
	K(PLAN, N_("plan"), N_("planned for the store"), 0, 0)                                             \
	K(TRANSFER_OUT, N_("transfer_out"), N_("sent"), SB_AT_STORE, SB_AT_TRANSIT)                        \
	K(TRANSFER_IN, N_("transfer_in"), N_("arrived"), SB_AT_TRANSIT, SB_AT_STORE)                       \
	K(TRANSFER_CLOSE, N_("transfer_close"), N_("transfer closed"), SB_AT_TRANSIT, 0)                   \
	K(BATCH, "batch", N_("batch"), 0, 0)                                                               \
	K(BATCH_END, N_("batch_end"), N_("batch finished"), 0, 0)                                          \
	K(UNDO, N_("undo"), N_("undone"), 0, 0)                                                            \
	K(HOLD_PLACE, N_("hold_place"), N_("held"), SB_AT_STORE, SB_AT_HELD)                               \
	K(HOLD_ALLOCATE, N_("hold_allocate"), N_("allocated"), SB_AT_STORE, SB_AT_COMMITTED)               \
	K(HOLD_CONVERT, N_("hold_convert"), N_("allocated"), SB_AT_HELD, SB_AT_COMMITTED)                  \
	K(HOLD_RELEASE, N_("hold_release"), N_("released"), SB_AT_HELD, SB_AT_STORE)                       \
	K(HOLD_FULFIL, N_("hold_fulfil"), N_("handed over"), SB_AT_COMMITTED, SB_AT_CUSTOMER)              \
	K(HOLD_CANCEL, N_("hold_cancel"), N_("cancelled"), 0, 0)                                           \
	K(HOLD_EXPIRE, N_("hold_expire"), N_("hold expired:"), SB_AT_HELD, SB_AT_STORE)                    \
	K(USER_ADD, N_("user_add"), N_("user added"), 0, 0)                                                \
	K(USER_EDIT, N_("user_edit"), N_("user changed"), 0, 0)                                            \
	K(SUPPLIER_ADD, N_("supplier_add"), N_("supplier added"), 0, 0)                                    \
	K(SUPPLIER_EDIT, N_("supplier_edit"), N_("supplier changed"), 0, 0)                                \
	K(ORDER_NEW, N_("order_new"), N_("ordered"), SB_AT_SUPPLIER, SB_AT_ORDERED)                        \
	K(ORDER_EDIT, N_("order_edit"), N_("order changed"), 0, 0)                                         \
	K(ORDER_CANCEL, N_("order_cancel"), N_("order given up"), SB_AT_ORDERED, SB_AT_SUPPLIER)           \
	K(COUNT_NEW, N_("count_new"), N_("count begun"), 0, 0)                                             \
	K(COUNT_SCAN, N_("count_scan"), N_("counted"), 0, 0)                                               \
	K(COUNT_RESOLVE, N_("count_resolve"), N_("code resolved"), 0, 0)                                   \
	K(COUNT_REVIEW, N_("count_review"), N_("count under review"), 0, 0)                                \
	K(COUNT_CANCEL, N_("count_cancel"), N_("count cancelled"), 0, 0)                                   \
	K(COUNT_POST, N_("count"), N_("count posted"), 0, 0)                                               \
	K(REASON_ADD, N_("reason_add"), N_("reason added"), 0, 0)

/* The words of those that move stock: what `history` can be asked for. */
#define SB_KINDS_MOVING                                                                                                  \
	"opening|receive|sale|return_in|return_out|remove|adjust|transfer_out|transfer_in|transfer_close|undo|hold_place|"   \
	"hold_allocate|hold_convert|hold_release|hold_fulfil|hold_cancel|hold_expire|count"

enum sb_kind {
#define K(symbol, word, label, from, to) SB_KIND_##symbol,
	SB_KINDS(K)
#undef K
	SB_KIND_COUNT
};
const char *sb_kind_word(enum sb_kind kind);
const char *sb_kind_label(enum sb_kind kind); /* translated */
const char *sb_kind_short(enum sb_kind kind); /* the same for a narrow column: as a rule at most ten cells */
bool sb_kind_find(const char *word, enum sb_kind *out);
bool sb_kind_is_undoable(enum sb_kind kind); /* as long as no rule stands against it */

/* Why stock was removed or corrected: what every book has; a shop's own are in reason.h. direction: -1 only out, +1 only in,
 * 0 both. */
/*        symbol         word            label             direction shrinkage demand */
#define SB_REASONS(R)                                                  \
	R(DAMAGE, N_("damage"), N_("damaged"), -1, true, false)                \
	R(THEFT, N_("theft"), N_("stolen"), -1, true, false)                   \
	R(LOSS, N_("loss"), N_("lost"), -1, true, false)                       \
	R(SPOILAGE, N_("spoilage"), N_("spoiled"), -1, true, false)            \
	R(INTERNAL_USE, N_("internal_use"), N_("internal use"), -1, false, true) \
	R(SAMPLE, "sample", N_("sample"), -1, false, true)                 \
	R(FOUND, "found", N_("found"), +1, false, false)                   \
	R(RECOUNT, N_("recount"), N_("recounted"), 0, true, false)             \
	R(CORRECTION, "correction", N_("correction"), 0, false, false)     \
	R(OTHER, "other", N_("other"), 0, false, false)

struct sb_reason {
	const char *word, *label;
	int direction;
	bool is_shrinkage, is_demand;
	int64_t id; /* seq of the entry that added it; 0: every book has it */
};
const struct sb_reason *sb_reason_at(size_t index); /* of those every book has; NULL: past the end */

struct sb_line {
	int64_t product; /* its id: seq of the entry that added it */
	enum sb_place from, to;
	int64_t qty_milli;   /* > 0 */
	const char *reason;  /* NULL: none */
	int64_t price_minor; /* unit price as it was; SB_NONE: none */
	int64_t cost_minor;  /* unit cost as it was; SB_NONE: none */
	int64_t on_hand_after; /* set when recorded */
	int64_t occurred_at;   /* of this line alone; 0: when its entry did */
	int64_t absorbed_by;   /* the entry that posted the count which absorbs what happened before it; 0: an ordinary line */
};

/* A whole entry as stored. Texts and lines are borrowed from the arena it was read into. */
struct sb_entry {
	int64_t seq;
	struct sb_id id;
	enum sb_kind kind;
	int64_t occurred_at, recorded_at;
	int64_t store; /* 0: the whole book */
	const char *who, *station;
	const char *token; /* NULL: none */
	const uint8_t *fingerprint; /* SB_HASH_BYTES, NULL: none */
	const char *note; /* NULL: none */
	const char *body; /* canonical JSON object */
	int64_t subject; /* seq of what it is about: the product or store it changes, the batch it ends, the sending or the order it receives; SB_NONE: none */
	int64_t undoes; /* seq; SB_NONE: nothing */
	int64_t batch;	/* seq; SB_NONE: none */
	int format;
	struct sb_hash content_hash, chain_hash;
	const struct sb_line *lines;
	size_t line_count;
};

#define SB_ENTRY_FORMAT 1
#define SB_ENTRY_FORMAT_DATED 2 /* of an entry with lines that have a time of their own or are absorbed */
#define SB_LINES_MAX	10000 /* lines of one entry */
#define SB_BODY_BYTES_MAX 65536
#define SB_NOTE_BYTES_MAX 2000
#define SB_TOKEN_BYTES_MAX 255

#endif
