/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock counts in a test's book: what is counted and moved when, in whole units. Functions end the test on failure
 * unless they return a status. */
#ifndef STOCKBOOK_TESTS_COUNTS_H
#define STOCKBOOK_TESTS_COUNTS_H

#include "ledger.h"
#include "stockbook/count.h"

#define MINUTE INT64_C(60000)

enum sb_status ct_try_move(struct ledger *ledger, enum sb_kind kind, int64_t product, int64_t units, int64_t at,
			   struct sb_outcome *out);
struct sb_outcome ct_move(struct ledger *ledger, enum sb_kind kind, int64_t product, int64_t units, int64_t at);
int64_t ct_begin(struct ledger *ledger, const struct sb_count_ask *ask);
int64_t ct_begin_all(struct ledger *ledger);
enum sb_status ct_try_scan(struct ledger *ledger, int64_t count, int64_t product, int64_t units, int64_t at,
			   bool absolute, bool recount, struct sb_outcome *out);
int64_t ct_scan(struct ledger *ledger, int64_t count, int64_t product, int64_t units, int64_t at);
int64_t ct_scan_code(struct ledger *ledger, int64_t count, const char *code);
enum sb_status ct_try_step(struct ledger *ledger, enum sb_kind kind, int64_t count, bool force, struct sb_outcome *out);
struct sb_outcome ct_step(struct ledger *ledger, enum sb_kind kind, int64_t count);
struct sb_outcome ct_reverse(struct ledger *ledger, int64_t count);
struct sb_count_line ct_line_of(struct ledger *ledger, int64_t count, int64_t product);
struct sb_count ct_seen(struct ledger *ledger, int64_t id);
void ct_has(struct ledger *ledger, int64_t product, int64_t units);
void ct_survives_rebuilding(struct ledger *ledger);

#endif
