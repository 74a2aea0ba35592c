/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the judge must catch: histories with one lie in them, and a race that was left open on purpose. */
#ifndef STOCKBOOK_TESTS_PLANTED_H
#define STOCKBOOK_TESTS_PLANTED_H

#include "actor.h"
#include "judge.h"

/* Each tells one lie about a history that was found true, and expects to be found out; one TAP line each. */
size_t planted_forgeries(void);
void planted_forge(size_t index, const struct history *history, struct sb_book *book, const struct past_names *names, int64_t base);

/*
 * Four sellers want the last one. With `careless` each looks for itself whether there is one and books in another transaction, in a shop
 * that lets stock go below zero, so that the book does not check: the judge must report it. Without, one gets it and all is well.
 */
void planted_race(bool careless);

#endif
