/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether whoever was let in may still do what they were let in for. */
#ifndef SB_ADMIT_H
#define SB_ADMIT_H

#include "book_inside.h"

/* Within a transaction that writes. SB_REFUSED: what the user may do was changed since. */
enum sb_status sb_admitted_still(struct sb_book *book, struct sb_error *err) SB_CHECKED;

#endif
