/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recording one entry, in three strides: everything is looked up and checked, applied to states in memory, and only then written. So a
 * refused entry has written nothing, and a statement that fails while writing spoils the whole transaction.
 */
#ifndef SB_RECORD_H
#define SB_RECORD_H

#include "book_inside.h"
#include "chain.h"
#include "order_state.h"
#include "touch.h"

/* A draft with what only this folder may say. */
struct sb_intake {
	const struct sb_draft *draft;
	int64_t store;				/* SB_NONE: the one worked for */
	const struct sb_effect *effect;		/* what the body says, the body is printed from it; NULL: read from the draft's */
	const struct sb_product_state *before;	/* the product changed as it is now; NULL: to be loaded */
};

/* As sb_write_record; nothing in the intake may lie in the write's own arena unless the caller cleared it before. */
enum sb_status sb_record(struct sb_write *write, const struct sb_intake *intake, struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
/* Looks for the token: *found and the first result, or SB_CONFLICT if it stands for something else. */
enum sb_status sb_record_replay(struct sb_db *db, const char *token, const struct sb_hash *fingerprint, bool *found,
				struct sb_outcome *out, struct sb_error *err) SB_CHECKED;

/* The same for a draft with a token and a fingerprint of its own: answered before anything of the book is asked. */
enum sb_status sb_record_was_done(struct sb_write *write, const struct sb_draft *draft, bool *found, struct sb_outcome *out,
				  struct sb_error *err) SB_CHECKED;

/* The head of a transfer: which entry sent it, between which stores. */
struct sb_sending {
	int64_t id, from, to;
	int64_t sent_at; /* where it is read for an entry about it */
};

/* The entry on its way. Everything lies in the write's arena. */
struct sb_recording {
	struct sb_write *write;
	struct sb_book *book;
	const struct sb_intake *intake;
	const struct sb_draft *draft;
	unsigned flags; /* of its kind */
	struct sb_entry entry;
	struct sb_hash fingerprint;
	struct sb_id subject, undoes, batch;
	struct sb_links links;
	const struct sb_known_store *store; /* NULL: the whole book */
	const struct sb_effect *effect;	    /* NULL: it only moves stock */
	const struct sb_line *given; /* as the draft has them, or made from what is left of a hold */
	size_t given_count;
	struct sb_line *made;	     /* where given lies in the second case */
	struct sb_count_state *count; /* that the entry changes; NULL: none, or one that it begins */
	struct sb_compared *compared; /* when posting: its lines beside what is expected, in order of products */
	size_t compared_count;
	int64_t count_root;	      /* of a count: the entry done or taken back in the end */
	int64_t absorbed_by;	      /* the count that absorbs some of it; 0: none */
	struct sb_hold_state *hold;  /* that the entry changes; NULL: none, or one that it begins */
	struct sb_line *lines;
	size_t *owner; /* of each line: its product's place in touched */
	struct sb_touched *touched; /* in order of product ids */
	size_t touched_count;
	int64_t usage_day;
	bool went_negative;
	const struct sb_product_state *product_before; /* NULL: it adds the product, or changes none */
	struct sb_product_state *product;	       /* NULL: it changes no product */
	struct sb_store_plan plan;			       /* of the store, once this is written */
	struct sb_sending sending;		       /* the transfer it is about */
	struct sb_transit_state *transits;	       /* one a product touched; NULL: it is about no transfer */
	struct sb_order_head order;		       /* the order it is about; id 0: none */
	struct sb_order_line *order_lines;	       /* of it, one a product touched */
	struct sb_cost_state *costs;		       /* likewise; NULL: it changes no cost */
};

/* record_lines.c: checks and applies the lines; writes them and what they changed. */
enum sb_status sb_record_lines_prepare(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
enum sb_status sb_record_lines_write(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
/* record_product.c: the same for what the entry does to a product. */
enum sb_status sb_record_product_prepare(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
enum sb_status sb_record_product_write(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
/* record_stale.c: SB_STALE if what the draft changes was changed by others since it was looked at. */
enum sb_status sb_record_refuse_stale(const struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
/* One more of what differs: "Price is 3.00 (yours: 4.00)". */
void sb_stale_print(const struct sb_book *book, const char *label, const struct sb_value *theirs, const struct sb_value *ours,
		    struct sb_buf *out);

/* record_hold.c: what the entry means to a hold, before its lines are looked at; and its rows. */
struct sb_hold_state;
enum sb_status sb_record_hold_prepare(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
enum sb_status sb_record_hold_write(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
/* Says that so much is asked of what is not free. */
enum sb_status sb_fail_short(struct sb_book *book, int64_t product, int64_t free_milli, int64_t asked, struct sb_error *err) SB_CHECKED;
/* record_count.c: the same for a stock count, and for what posting it moves. */
struct sb_count_state;
struct sb_compared;
enum sb_status sb_record_count_prepare(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
enum sb_status sb_record_count_write(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
/* absorb.c: adds counter-lines for what a posted count absorbs, once the lines and their products are known; tells those counts. */
enum sb_status sb_record_absorb(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
enum sb_status sb_record_absorbed_write(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
/* record_store.c: the same for what it does to a store or to what a store plans. */
enum sb_status sb_record_store_prepare(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
enum sb_status sb_record_store_write(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
/* record_transfer.c: the same for what it does to a transfer; its lines were prepared before. */
enum sb_status sb_record_transfer_prepare(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
enum sb_status sb_record_transfer_write(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
/* record_user.c: the same for what it does to a user. */
enum sb_status sb_record_user_prepare(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
enum sb_status sb_record_user_write(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
/* Notes that whoever writes it did something. */
enum sb_status sb_record_user_active(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
/* record_reason.c: the same for what it does to a reason of the shop's own. */
enum sb_status sb_record_reason_prepare(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
enum sb_status sb_record_reason_write(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
/* record_order.c: the same for suppliers, orders, and what goods have cost; its lines were prepared before. */
enum sb_status sb_record_order_prepare(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
enum sb_status sb_record_order_write(struct sb_recording *recording, struct sb_error *err) SB_CHECKED;
/* The kind of the entry, or of what it undoes at the root. */
enum sb_kind sb_recording_root(const struct sb_recording *recording);

/* SB_REFUSED if there is stock of it anywhere. */
enum sb_status sb_product_refuse_stock(struct sb_book *book, int64_t product, struct sb_error *err) SB_CHECKED;

#endif
