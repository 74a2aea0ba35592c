/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sample shop: a corner shop of some four hundred products and three months of trade, with a kiosk, orders, holds and stock counts, to look
 * around in and to learn on.
 * It is played through the same rules as a real one, by a seeded source and its own clock, so that one last day always gives the same entries.
 */
#ifndef STOCKBOOK_DEMO_H
#define STOCKBOOK_DEMO_H

#include "stockbook/error.h"
#include <stdint.h>

#define SB_DEMO_DAYS 91

/* The newest day the shop can end on with nothing of it in the future: from seven in the morning there, today. `now` in ms. Errors as
 * sb_zone_load. */
enum sb_status sb_demo_last_day(int64_t now, int64_t *out, struct sb_error *err) SB_CHECKED;

/* Makes the book at `path` (its folder is created), whole or not at all; one that lies there is replaced. Trade ends in the early morning of
 * `until_day` (days since 1970, see moment.h). Errors as sb_book_create; SB_INVALID: a day before 1971 or after 9998. */
enum sb_status sb_demo_make(const char *path, int64_t until_day, struct sb_error *err) SB_CHECKED;

#endif
