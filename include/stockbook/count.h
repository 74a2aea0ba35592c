/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Stock counts. What is counted is an append-only row of scans; a line is a product with the sum of them, and nothing
 * is frozen meanwhile: a line is compared with what the book says at its last counted_at. A posted count is a
 * checkpoint: what is recorded later and lies before it is absorbed, so that on hand stays as counted.
 */
#ifndef STOCKBOOK_COUNT_H
#define STOCKBOOK_COUNT_H

#include "stockbook/book.h"

/* Words are written to books. S(symbol, word, label) */
#define SB_COUNT_STATES(S)                      \
	S(OPEN, "open", N_("open"))             \
	S(REVIEW, N_("review"), N_("under review")) \
	S(POSTED, "posted", N_("posted"))       \
	S(CANCELLED, "cancelled", N_("cancelled"))

enum sb_count_status {
#define S(symbol, word, label) SB_COUNT_##symbol,
	SB_COUNT_STATES(S)
#undef S
		SB_COUNT_STATUS_COUNT
};
const char *sb_count_word(enum sb_count_status status);
const char *sb_count_label(enum sb_count_status status); /* translated */

/* What is to be counted. Words are written to books. */
#define SB_COUNT_SCOPES(S)                               \
	S(ALL, N_("all"), N_("all products"))            \
	S(TAG, N_("tag"), N_("products with the tag"))   \
	S(BIN, N_("bin"), N_("the bin"))                 \
	S(QUERY, N_("query"), N_("products found by"))   \
	S(LIST, N_("list"), N_("a list of products"))

enum sb_count_scope {
#define S(symbol, word, label) SB_SCOPE_##symbol,
	SB_COUNT_SCOPES(S)
#undef S
		SB_SCOPE_COUNT
};
const char *sb_count_scope_word(enum sb_count_scope scope);
const char *sb_count_scope_label(enum sb_count_scope scope); /* translated */

#define SB_COUNT_LIST_MAX  1500    /* products named one by one */
#define SB_COUNT_LINES_MAX 1000000 /* differences that one posting can have */

/* Opening one, in the store worked for. */
struct sb_count_ask {
	enum sb_count_scope scope;
	const char *value;       /* the tag, the bin or the query; NULL for the others */
	const int64_t *products; /* of a list */
	size_t product_count;
	int64_t scope_lines;       /* how many products that is; of a list they are counted */
	bool is_blind;             /* expected quantities and differences are told only under review */
	bool zeroes;               /* what was never counted is taken for gone; else it is left as it is */
	int64_t tolerance_milli;   /* a difference beyond any of these is to be counted again; SB_NONE: not asked */
	int64_t tolerance_percent; /* tenths of a percent of what was expected */
	int64_t tolerance_minor;   /* at cost */
	const char *note, *token;  /* NULL: none */
	const struct sb_hash *fingerprint;
};
#define SB_COUNT_ASK                                                                                 \
	{                                                                                            \
		.tolerance_milli = SB_NONE, .tolerance_percent = SB_NONE, .tolerance_minor = SB_NONE \
	}
enum sb_status sb_count_open(struct sb_book *book, const struct sb_count_ask *ask, struct sb_outcome *out,
			     struct sb_error *err) SB_CHECKED;

/* A count as it is now; reading one costs the same however large it is. Texts lie in the arena. */
struct sb_count {
	int64_t id; /* seq of the entry that opened it */
	struct sb_id uuid;
	int64_t store;
	enum sb_count_status status;
	enum sb_count_scope scope;
	const char *value; /* NULL: none */
	bool is_blind, zeroes;
	bool is_hidden; /* blind and not yet under review: nothing may tell what is expected */
	int64_t tolerance_milli, tolerance_percent, tolerance_minor;
	int64_t scope_lines; /* products in its scope when it was opened */
	int64_t lines;       /* products counted, those outside the scope too */
	int64_t lines_in_scope;
	int64_t scans;                             /* that stand, the unmatched ones too */
	int64_t unmatched;                         /* scans of codes that no product is known for */
	int64_t total_milli;                       /* everything counted, of all products */
	int64_t opened_at, reviewed_at, posted_at; /* SB_NONE: not (any more) */
	int64_t posting;                           /* the entry; SB_NONE */
	int64_t version;                           /* seq of the entry that changed it last */
};
enum sb_status sb_count_get(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_count *out,
			    struct sb_error *err) SB_CHECKED;
/* "12", "#12" or a UUID (or its beginning), of the count or of an entry about it, to its number. SB_NOT_FOUND,
 * SB_AMBIGUOUS, SB_INVALID. */
enum sb_status sb_count_find(struct sb_book *book, const char *word, int64_t *out, struct sb_error *err) SB_CHECKED;
/* The count that an entry opened, changed or took back something of; SB_NONE: none. */
enum sb_status sb_count_of_entry(struct sb_book *book, const struct sb_entry *entry, int64_t *out,
				 struct sb_error *err) SB_CHECKED;
/* The scope as a query of the list of products; what of it is still to be counted as well. */
void sb_count_query(const struct sb_count *count, bool uncounted_only, struct sb_buf *out);

/* A line: a product of a count. What is expected is SB_NONE while it is hidden; so is what follows from it. */
struct sb_count_line {
	int64_t product;
	int64_t counted; /* SB_NONE: not counted */
	int64_t counted_at;
	int64_t scans;
	bool is_recounted, is_outside; /* of the scope */
	int64_t expected, variance;
	int64_t cost_minor;     /* of one: as posted, else the product's, else what deliveries cost on average; SB_NONE: none */
	int64_t variance_minor; /* at cost, rounded; SB_NONE: no cost */
	bool is_beyond;         /* the tolerance, and not counted again */
	int64_t absorbed;       /* what was recorded later and lies before it, once it is posted */
};
enum sb_status sb_count_line_get(struct sb_book *book, int64_t count, int64_t product, struct sb_count_line *out,
				 struct sb_error *err) SB_CHECKED;

/* One scan. Either a product or a code; a code is looked up (SKU, then barcode with its pack), and kept if nothing has
 * it. */
struct sb_count_scan {
	int64_t count;
	int64_t product;         /* SB_NONE: the code says */
	const char *code;        /* as read; NULL: the product says */
	const char *weight_rule; /* of codes; NULL: none */
	int64_t qty_milli;       /* SB_NONE: what one scan of the code counts */
	bool is_absolute;        /* all that this person has counted of it, instead of more of it */
	bool is_recount; /* under review: takes the place of what others counted, and adds to what this person counted
			    again */
	bool is_outside; /* of the scope, as its query tells */
	int64_t counted_at; /* SB_NONE: now */
	const char *note, *token;
	const struct sb_hash *fingerprint;
};
#define SB_COUNT_SCAN(count_)                                                                      \
	{                                                                                          \
		.count = (count_), .product = SB_NONE, .qty_milli = SB_NONE, .counted_at = SB_NONE \
	}
struct sb_count_scanned {
	int64_t product;   /* SB_NONE: unmatched */
	int64_t qty_milli; /* as understood */
	int64_t counted;   /* the line's running total; of an unmatched code its own */
	bool is_outside, check_digit_wrong;
};
/* Within a caller's transaction. Errors: SB_REFUSED (under review, posted, same person), SB_NOT_FOUND (count),
 * SB_INVALID. A scan is negated by undoing its entry. */
enum sb_status sb_count_scan_in(struct sb_write *write, const struct sb_count_scan *scan,
				struct sb_count_scanned *scanned, struct sb_outcome *out,
				struct sb_error *err) SB_CHECKED;
/* begin, scan, commit */
enum sb_status sb_count_scan(struct sb_book *book, const struct sb_count_scan *scan, struct sb_count_scanned *scanned,
			     struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
/* The newest scan of this person in this count that stands, for negating it. SB_NOT_FOUND. */
enum sb_status sb_count_last_scan(struct sb_book *book, int64_t count, int64_t *out, struct sb_error *err) SB_CHECKED;

/* What becomes of a count. */
struct sb_count_step {
	int64_t count;
	bool is_forced; /* post: lines beyond the tolerance and unmatched codes do not stand in the way */
	const char *reason, *note, *token; /* NULL: none; reason: of cancelling */
	const struct sb_hash *fingerprint;
	const int64_t *uncounted; /* post, with the rule that these are taken for gone: products of the scope never
				     counted, as its query tells; those counted meanwhile are left alone */
	size_t uncounted_count;
};
#define SB_COUNT_STEP(count_)     \
	{                         \
		.count = (count_) \
	}
/* All scans of the code that no product is known for are of this product, or of none (SB_NONE: left out). */
enum sb_status sb_count_resolve(struct sb_book *book, const struct sb_count_step *step, const char *code,
				int64_t product, bool is_outside, struct sb_outcome *out,
				struct sb_error *err) SB_CHECKED;
/* Counting is over; what was counted is compared. Taking this entry back opens the count again. */
enum sb_status sb_count_review(struct sb_book *book, const struct sb_count_step *step, struct sb_outcome *out,
			       struct sb_error *err) SB_CHECKED;
/* Books the differences, in one entry; an open count passes through review. Posted already: the first outcome,
 * replayed. Reversed by taking that entry back, which puts the count under review again. */
enum sb_status sb_count_post(struct sb_book *book, const struct sb_count_step *step, struct sb_outcome *out,
			     struct sb_error *err) SB_CHECKED;
/* Takes a posting back. SB_REFUSED: it is not posted. */
enum sb_status sb_count_reverse(struct sb_book *book, int64_t count, const char *token,
				const struct sb_hash *fingerprint, struct sb_outcome *out,
				struct sb_error *err) SB_CHECKED;
enum sb_status sb_count_cancel(struct sb_book *book, const struct sb_count_step *step, struct sb_outcome *out,
			       struct sb_error *err) SB_CHECKED;

/* What review tells of all lines; it looks at each of them. SB_REFUSED while it is hidden. */
struct sb_count_sums {
	int64_t lines, differing, beyond; /* counted; with a difference; beyond the tolerance and not counted again */
	int64_t uncounted;                /* of the scope */
	int64_t over_minor, short_minor;  /* at cost; both not negative */
	int64_t unvalued;                 /* differing lines whose cost nothing tells */
};
enum sb_status sb_count_sum(struct sb_book *book, int64_t count, struct sb_count_sums *out,
			    struct sb_error *err) SB_CHECKED;

#endif
