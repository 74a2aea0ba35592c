/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the recorder asks of each kind of entry. */
#ifndef SB_KINDS_H
#define SB_KINDS_H

#include "stockbook/entry.h"

enum sb_kind_flag {
	SB_KIND_HAS_LINES = 1,	 /* nothing without stock lines; belongs to a store */
	SB_KIND_MAY_LINES = 2,	 /* may have them (undo) */
	SB_KIND_TAKES = 4,	 /* what is taken must be free */
	SB_KIND_FILLS_PRICE = 8, /* lines without a price get the product's */
	SB_KIND_FILLS_COST = 16,
	SB_KIND_HAS_EFFECT = 32,  /* its body says what it does */
	SB_KIND_HAS_SUBJECT = 64, /* is about something that is there: see sb_kind_subject() */
	SB_KIND_UNDOABLE = 128,
	SB_KIND_OF_STORE = 256, /* belongs to a store though it moves nothing */
};

struct sb_kind_rule {
	const char *word, *label;
	enum sb_place from, to; /* 0: the lines say, or there are none */
};

const struct sb_kind_rule *sb_kind_rule(enum sb_kind kind);
unsigned sb_kind_flags(enum sb_kind kind); /* of enum sb_kind_flag */
/* The kind of entry that an entry of this kind is about: a product's addition, the batch it ends, … For an undo: of what is undone at the root. */
enum sb_kind sb_kind_subject(enum sb_kind kind);
/* Moves stock into, within or out of what is in transit. */
bool sb_kind_is_transfer(enum sb_kind kind);
/* Told a minute or more after it happened: goods that are gone are gone, also those that were set aside meanwhile. */
bool sb_kind_is_told_late(enum sb_kind kind, int64_t occurred_at, int64_t recorded_at);
bool sb_place_is_known(int64_t place);
/* Whether stock there counts as on hand. */
static inline bool sb_place_is_stock(enum sb_place place)
{
	return place == SB_AT_STORE || place == SB_AT_UNAVAILABLE || place == SB_AT_HELD || place == SB_AT_COMMITTED;
}
/* Whether what lies there still belongs to the shop: in a store, or between two. */
static inline bool sb_place_is_ours(enum sb_place place)
{
	return sb_place_is_stock(place) || place == SB_AT_TRANSIT;
}
/* Whether the book keeps account of it: a line begins or ends at such a place. */
static inline bool sb_place_is_kept(enum sb_place place)
{
	return sb_place_is_ours(place) || place == SB_AT_ORDERED;
}

#endif
