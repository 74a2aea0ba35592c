/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A count as it lies in memory while entries are applied. Recording loads what an entry touches, applies it and stores
 * it; replaying begins with the opening entry and applies everything that followed.
 */
#ifndef SB_COUNT_STATE_H
#define SB_COUNT_STATE_H

#include "effect.h"
#include "stockbook/count.h"

struct sb_count_state {
	int64_t id, store;
	enum sb_count_scope scope;
	const char *value; /* NULL: none */
	bool is_blind, zeroes;
	int64_t tolerance_milli, tolerance_percent, tolerance_minor; /* SB_NONE: not asked */
	int64_t scope_lines;
	int64_t lines, lines_in_scope, scans, unmatched, total_milli;
	int64_t opened_at, reviewed_at, posted_at;
	int64_t review, posting, cancelling; /* the entries that brought it there; SB_NONE */
	int64_t version;
};

/* A scan as it stands: resolving gives it a product, taking it back makes it count no more. */
struct sb_scan_state {
	int64_t seq;
	int64_t product;  /* SB_NONE: unmatched, or left out */
	const char *code; /* NULL: the product was named */
	int64_t qty_milli;
	bool is_absolute, is_recount, is_outside;
	int64_t counted_at;
	const char *who;
	bool stands;
	int64_t resolved_by; /* SB_NONE */
};

/* A line as its scans make it. */
struct sb_line_state {
	int64_t product;
	int64_t counted, counted_at, counted_seq;
	int64_t since_seq; /* whatever happened after counted_at has a higher number */
	int64_t scans, recounted;
	bool is_outside;
	int64_t expected, absorbed; /* SB_NONE unless posted */
};

/* A line beside what is expected of it. */
struct sb_compared {
	struct sb_line_state line;
	int64_t variance;
};

bool sb_kind_is_count(enum sb_kind kind);
bool sb_count_status_find(const char *word, enum sb_count_status *out);
bool sb_count_scope_find(const char *word, enum sb_count_scope *out);

/* apply_count.c: the rules of derivation. */
enum sb_count_status sb_count_status_of(const struct sb_count_state *count);
void sb_apply_count_begin(struct sb_count_state *count, int64_t seq, int64_t store, int64_t occurred_at,
			  const struct sb_count_effect *effect);
/* An entry of this kind at the root was done, or (stands false) taken back by entry `seq`. */
void sb_apply_count_step(struct sb_count_state *count, enum sb_kind root, bool stands, int64_t seq,
			 int64_t occurred_at);
/* The scans of one product in their order. False: beyond counting. No scan that stands: out->scans is 0. */
bool sb_apply_count_scans(const struct sb_scan_state *scans, size_t scan_count, struct sb_line_state *out) SB_CHECKED;
/* A line joins the sums of its count (sign 1) or leaves them (-1). */
void sb_apply_count_sum(struct sb_count_state *count, const struct sb_line_state *line, int sign);
/* Whether a difference asks for counting again. `cost_minor` SB_NONE: none. */
bool sb_count_is_beyond(const struct sb_count_state *count, const struct sb_compared *compared, int64_t cost_minor);
/* What a quantity is worth at a cost, with its sign, rounded half away from zero. SB_NONE: no cost, or beyond counting.
 */
int64_t sb_count_worth(int64_t qty_milli, int64_t cost_minor);

/* count_rules.c: SB_REFUSED or SB_CONFLICT unless an entry of this kind may be recorded or taken back now. */
enum sb_status sb_count_allow(const struct sb_count_state *count, enum sb_kind root, bool takes_back, bool is_recount,
			      struct sb_error *err) SB_CHECKED;
/* Whether anybody else works with the book. */
enum sb_status sb_count_has_another(struct sb_db *db, const char *who, bool *out, struct sb_error *err) SB_CHECKED;

/* count_store.c: rows. Texts lie in the arena. */
enum sb_status sb_count_load(struct sb_db *db, int64_t id, struct sb_arena *arena, struct sb_count_state *out,
			     struct sb_error *err) SB_CHECKED;
enum sb_status sb_count_insert(struct sb_db *db, const struct sb_count_state *count, struct sb_error *err) SB_CHECKED;
enum sb_status sb_count_save(struct sb_db *db, const struct sb_count_state *count, struct sb_error *err) SB_CHECKED;
enum sb_status sb_count_product_put(struct sb_db *db, int64_t count, int64_t product, struct sb_error *err) SB_CHECKED;
enum sb_status sb_scan_insert(struct sb_db *db, int64_t count, const struct sb_scan_state *scan,
			      struct sb_error *err) SB_CHECKED;
enum sb_status sb_scan_load(struct sb_db *db, int64_t seq, struct sb_arena *arena, struct sb_scan_state *out,
			    struct sb_error *err) SB_CHECKED;
/* All scans of a product in a count, in order, with room for one more. */
enum sb_status sb_scans_load(struct sb_db *db, int64_t count, int64_t product, struct sb_arena *arena,
			     struct sb_scan_state **out, size_t *scan_count, struct sb_error *err) SB_CHECKED;
/* *found false: there is no such line. */
enum sb_status sb_line_load(struct sb_db *db, int64_t count, int64_t product, bool *found, struct sb_line_state *out,
			    struct sb_error *err) SB_CHECKED;
enum sb_status sb_line_put(struct sb_db *db, const struct sb_count_state *count, const struct sb_line_state *line,
			   struct sb_error *err) SB_CHECKED;
/* Fills since_seq. */
enum sb_status sb_line_date(struct sb_db *db, struct sb_line_state *line, struct sb_error *err) SB_CHECKED;
/* All lines with what is expected of them, in order of products; yours to free. */
enum sb_status sb_count_compare(struct sb_db *db, int64_t count, struct sb_compared **out, size_t *line_count,
				struct sb_error *err) SB_CHECKED;
/* The same of one line. */
enum sb_status sb_line_compare(struct sb_db *db, int64_t count, int64_t product, bool *found, struct sb_compared *out,
			       struct sb_error *err) SB_CHECKED;
/* The local number of the product with this UUID. SB_NOT_FOUND. */
enum sb_status sb_count_product_id(struct sb_db *db, const struct sb_id *uuid, int64_t *out,
				   struct sb_error *err) SB_CHECKED;

/* count_read.c: the sums of all lines, hidden or not. */
enum sb_status sb_count_add_up(struct sb_db *db, const struct sb_count_state *count, struct sb_count_sums *out,
			       struct sb_error *err) SB_CHECKED;

/* count_post.c: the lines that take a posting back, with what it absorbed. */
enum sb_status sb_count_reversal(struct sb_db *db, const struct sb_entry *entry, struct sb_arena *arena,
				 struct sb_draft *draft, struct sb_error *err) SB_CHECKED;

/* fold_count.c: every count as the journal makes it, in order. */
struct sb_folded_count {
	struct sb_count_state head;
	const int64_t *products; /* of a scope that names them, in order */
	size_t product_count;
	const struct sb_scan_state *scans; /* in order */
	size_t scan_count;
	const struct sb_line_state *lines; /* in order of products */
	size_t line_count;
};
struct sb_fold_count_visitor {
	enum sb_status (*count)(const struct sb_folded_count *count, void *context, struct sb_error *err);
	void (*fault)(int64_t seq, const char *sentence, void *context); /* NULL: SB_CORRUPT ends the replay */
	void *context;
};
enum sb_status sb_fold_counts(struct sb_book *book, const struct sb_fold_count_visitor *visitor,
			      struct sb_error *err) SB_CHECKED;
/* Writes a count replayed. */
enum sb_status sb_folded_count_put(struct sb_db *db, const struct sb_folded_count *count,
				   struct sb_error *err) SB_CHECKED;
/* Tells the stock of a count's products when it was last counted; `unmoved_only`: of those without a difference. */
enum sb_status sb_count_stamp(struct sb_db *db, const struct sb_count_state *count, bool unmoved_only,
			      struct sb_error *err) SB_CHECKED;

#endif
