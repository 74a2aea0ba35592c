/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the entries of a test's book come to, to be held against what they came to before: stock, sales, costs, products,
 * stores, transfers, holds, suppliers, orders, counts, users. Left out is what only grows (versions, times), what only
 * orders a search (popularity) and what counts for nothing: rows of noughts, things that were taken back.
 */
#ifndef STOCKBOOK_TESTS_DERIVED_H
#define STOCKBOOK_TESTS_DERIVED_H

#include "ledger.h"

char *dr_derived(struct ledger *ledger); /* yours; ends the test on failure */

#endif
