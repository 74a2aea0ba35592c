/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A book made by recording, with a clock and a source of chance that the test holds. Functions end the test on failure unless they return a status. */
#ifndef STOCKBOOK_TESTS_LEDGER_H
#define STOCKBOOK_TESTS_LEDGER_H

#include "stockbook/product.h"

#define LEDGER_NOW INT64_C(1772366400000) /* 2026-03-01T12:00:00Z, a Sunday */

struct ledger {
	struct sb_world world;
	struct sb_random random;
	int64_t now;
	struct sb_book *book;
	struct sb_arena *arena;
	struct sb_error err; /* of the last call that returned a status */
	struct sb_buf findings; /* of the last check, one a line */
	struct sb_check_summary summary;
};

void lg_open(struct ledger *ledger, bool allow_negative);
void lg_create(struct ledger *ledger, const char *where, bool allow_negative);
void lg_reopen(struct ledger *ledger, const char *where);
void lg_close(struct ledger *ledger);

/* The change that "name=Mug;price=2.50;tags=a|b" says. */
struct sb_product_change lg_change(struct ledger *ledger, const char *fields);
/* opening_milli SB_NONE: none. The id. */
int64_t lg_add(struct ledger *ledger, const char *fields, int64_t opening_milli);
enum sb_status lg_try_add(struct ledger *ledger, const char *fields, const struct sb_product_extra *extra, struct sb_outcome *out);
enum sb_status lg_edit(struct ledger *ledger, int64_t id, const char *fields, int64_t seen_version, struct sb_outcome *out);
enum sb_status lg_archive(struct ledger *ledger, int64_t id, struct sb_outcome *out);

struct sb_line lg_line(int64_t product, int64_t qty_milli);
/* One line, places by kind; for an adjustment the sign says the way. */
enum sb_status lg_move(struct ledger *ledger, enum sb_kind kind, int64_t product, int64_t qty_milli, struct sb_outcome *out);
enum sb_status lg_undo(struct ledger *ledger, int64_t seq, struct sb_outcome *out);
/* The same, but it must succeed; the entry's seq. */
int64_t lg_moved(struct ledger *ledger, enum sb_kind kind, int64_t product, int64_t qty_milli);

/* A reason for which stock only goes out. */
int64_t lg_add_reason(struct ledger *ledger, const char *word);
int64_t lg_removed(struct ledger *ledger, int64_t product, int64_t qty_milli, const char *reason);

struct sb_stock lg_stock(struct ledger *ledger, int64_t product);
int64_t lg_on_hand(struct ledger *ledger, int64_t product);
struct sb_product lg_product(struct ledger *ledger, int64_t id); /* texts live in the ledger's arena */
int64_t lg_head(struct ledger *ledger);
int64_t lg_number(struct ledger *ledger, const char *sql);
/* Straight past the rules; must succeed. */
void lg_sql(struct ledger *ledger, const char *sql);
/* 0 to limit - 1. */
int64_t lg_below(struct ledger *ledger, int64_t limit);
/* Checks the book: SB_OK, or SB_CORRUPT and the findings. */
enum sb_status lg_check(struct ledger *ledger);
/* The book must be whole. */
void lg_whole(struct ledger *ledger);
/* Likewise, and every list must show the same once what is derived was made anew. */
void lg_rebuilt_alike(struct ledger *ledger);

/* Records by a function that takes a write first and outcome and error last, in a transaction of its own. */
#define LG_RECORD(ledger, out, function, ...)                                                   \
	({                                                                                      \
		struct sb_write *write_;                                                        \
		enum sb_status status_ = sb_write_begin((ledger)->book, &write_, &(ledger)->err); \
		if (!status_)                                                                   \
			status_ = function(write_, __VA_ARGS__, out, &(ledger)->err);           \
		if (!status_ && (out)->seq)                                                     \
			status_ = sb_write_commit(write_, &(ledger)->err);                      \
		sb_write_free(write_);                                                          \
		status_;                                                                        \
	})

#endif
