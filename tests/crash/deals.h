/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a shop promises, sends and takes in, as acts to be struck. */
#ifndef STOCKBOOK_TESTS_DEALS_H
#define STOCKBOOK_TESTS_DEALS_H

#include "strike.h"

#define DEALS 5
/* A hold and all that can become of one, a transfer from sending to closing, deliveries, an order to its end, a count until it is reversed. */
extern const struct act deals[DEALS];
/* A sale of what a hold set free whose time has come: the expiry is written with it or not at all. */
extern const struct act deal_expired;
/* A book for that; the path is yours. */
char *deals_expired(const struct stage *stage);

/* A count of many products, nearly all of which are gone; a book for that, the path is yours. */
extern const struct act deal_many;
char *deals_many(const struct stage *stage);

#endif
