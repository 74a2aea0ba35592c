/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of kinds, places and reasons. */
#include "kinds.h"
#include "hold_state.h"
#include <assert.h>
#include <string.h>

/* What a kind asks of the recorder; its words and places are in entry.h. */
static const unsigned flags_table[SB_KIND_COUNT] = {
	[SB_KIND_BOOK] = SB_KIND_HAS_EFFECT,
	[SB_KIND_STORE_ADD] = SB_KIND_HAS_EFFECT | SB_KIND_UNDOABLE,
	[SB_KIND_PRODUCT_ADD] = SB_KIND_HAS_EFFECT | SB_KIND_UNDOABLE,
	[SB_KIND_PRODUCT_EDIT] = SB_KIND_HAS_EFFECT | SB_KIND_HAS_SUBJECT | SB_KIND_UNDOABLE,
	[SB_KIND_PRODUCT_ARCHIVE] = SB_KIND_HAS_EFFECT | SB_KIND_HAS_SUBJECT | SB_KIND_UNDOABLE,
	[SB_KIND_OPENING] = SB_KIND_HAS_LINES | SB_KIND_FILLS_COST | SB_KIND_UNDOABLE,
	[SB_KIND_RECEIVE] = SB_KIND_HAS_LINES | SB_KIND_FILLS_COST | SB_KIND_UNDOABLE,
	[SB_KIND_SALE] = SB_KIND_HAS_LINES | SB_KIND_TAKES | SB_KIND_FILLS_PRICE | SB_KIND_FILLS_COST | SB_KIND_UNDOABLE,
	[SB_KIND_RETURN_IN] = SB_KIND_HAS_LINES | SB_KIND_FILLS_PRICE | SB_KIND_FILLS_COST | SB_KIND_UNDOABLE,
	[SB_KIND_RETURN_OUT] = SB_KIND_HAS_LINES | SB_KIND_TAKES | SB_KIND_FILLS_COST | SB_KIND_UNDOABLE,
	[SB_KIND_REMOVE] = SB_KIND_HAS_LINES | SB_KIND_TAKES | SB_KIND_FILLS_COST | SB_KIND_UNDOABLE,
	[SB_KIND_ADJUST] = SB_KIND_HAS_LINES | SB_KIND_TAKES | SB_KIND_FILLS_COST | SB_KIND_UNDOABLE,
	[SB_KIND_STORE_EDIT] = SB_KIND_HAS_EFFECT | SB_KIND_HAS_SUBJECT | SB_KIND_UNDOABLE,
	[SB_KIND_PLAN] = SB_KIND_HAS_EFFECT | SB_KIND_HAS_SUBJECT | SB_KIND_OF_STORE | SB_KIND_UNDOABLE,
	[SB_KIND_TRANSFER_OUT] = SB_KIND_HAS_EFFECT | SB_KIND_HAS_LINES | SB_KIND_TAKES | SB_KIND_FILLS_COST | SB_KIND_UNDOABLE,
	[SB_KIND_TRANSFER_IN] = SB_KIND_HAS_SUBJECT | SB_KIND_HAS_LINES | SB_KIND_FILLS_COST | SB_KIND_UNDOABLE,
	[SB_KIND_TRANSFER_CLOSE] = SB_KIND_HAS_SUBJECT | SB_KIND_HAS_LINES | SB_KIND_FILLS_COST | SB_KIND_UNDOABLE,
	[SB_KIND_BATCH] = SB_KIND_UNDOABLE,
	[SB_KIND_BATCH_END] = SB_KIND_HAS_SUBJECT,
	[SB_KIND_UNDO] = SB_KIND_HAS_EFFECT | SB_KIND_MAY_LINES | SB_KIND_TAKES | SB_KIND_UNDOABLE,
	[SB_KIND_HOLD_PLACE] = SB_KIND_HAS_LINES | SB_KIND_TAKES | SB_KIND_HAS_EFFECT | SB_KIND_UNDOABLE,
	[SB_KIND_HOLD_ALLOCATE] = SB_KIND_HAS_LINES | SB_KIND_TAKES | SB_KIND_HAS_EFFECT | SB_KIND_UNDOABLE,
	[SB_KIND_HOLD_CONVERT] = SB_KIND_HAS_LINES | SB_KIND_HAS_SUBJECT,
	[SB_KIND_HOLD_RELEASE] = SB_KIND_HAS_LINES | SB_KIND_HAS_SUBJECT,
	[SB_KIND_HOLD_FULFIL] = SB_KIND_HAS_LINES | SB_KIND_HAS_SUBJECT | SB_KIND_FILLS_PRICE | SB_KIND_FILLS_COST,
	[SB_KIND_HOLD_CANCEL] = SB_KIND_HAS_LINES | SB_KIND_HAS_SUBJECT | SB_KIND_HAS_EFFECT,
	[SB_KIND_HOLD_EXPIRE] = SB_KIND_HAS_LINES | SB_KIND_HAS_SUBJECT,
	[SB_KIND_USER_ADD] = SB_KIND_HAS_EFFECT,
	[SB_KIND_USER_EDIT] = SB_KIND_HAS_EFFECT | SB_KIND_HAS_SUBJECT,
	[SB_KIND_SUPPLIER_ADD] = SB_KIND_HAS_EFFECT | SB_KIND_UNDOABLE,
	[SB_KIND_SUPPLIER_EDIT] = SB_KIND_HAS_EFFECT | SB_KIND_HAS_SUBJECT | SB_KIND_UNDOABLE,
	[SB_KIND_ORDER_NEW] = SB_KIND_HAS_EFFECT | SB_KIND_HAS_LINES | SB_KIND_FILLS_COST | SB_KIND_UNDOABLE,
	[SB_KIND_ORDER_EDIT] = SB_KIND_HAS_EFFECT | SB_KIND_HAS_SUBJECT | SB_KIND_MAY_LINES | SB_KIND_UNDOABLE,
	[SB_KIND_ORDER_CANCEL] = SB_KIND_HAS_EFFECT | SB_KIND_HAS_SUBJECT | SB_KIND_HAS_LINES | SB_KIND_UNDOABLE,
	[SB_KIND_COUNT_NEW] = SB_KIND_HAS_EFFECT | SB_KIND_OF_STORE | SB_KIND_UNDOABLE,
	[SB_KIND_COUNT_SCAN] = SB_KIND_HAS_EFFECT | SB_KIND_HAS_SUBJECT | SB_KIND_OF_STORE | SB_KIND_UNDOABLE,
	[SB_KIND_COUNT_RESOLVE] = SB_KIND_HAS_EFFECT | SB_KIND_HAS_SUBJECT | SB_KIND_OF_STORE | SB_KIND_UNDOABLE,
	[SB_KIND_COUNT_REVIEW] = SB_KIND_HAS_SUBJECT | SB_KIND_OF_STORE | SB_KIND_UNDOABLE,
	[SB_KIND_COUNT_CANCEL] = SB_KIND_HAS_EFFECT | SB_KIND_HAS_SUBJECT | SB_KIND_OF_STORE | SB_KIND_UNDOABLE,
	[SB_KIND_COUNT_POST] = SB_KIND_HAS_SUBJECT | SB_KIND_OF_STORE | SB_KIND_MAY_LINES | SB_KIND_FILLS_COST | SB_KIND_UNDOABLE,
	[SB_KIND_REASON_ADD] = SB_KIND_HAS_EFFECT | SB_KIND_UNDOABLE,
};

static const struct sb_kind_rule rule_table[SB_KIND_COUNT] = {
#define K(symbol, word_, label_, from_, to_) [SB_KIND_##symbol] = { .word = word_, .label = label_, .from = from_, .to = to_ },
	SB_KINDS(K)
#undef K
};

/* What a kind is called where a column is all the room there is. */
static const char *const short_table[SB_KIND_COUNT] = {
	[SB_KIND_BOOK] = NC_("kind", "book made"),
	[SB_KIND_STORE_ADD] = NC_("kind", "store"),
	[SB_KIND_PRODUCT_ADD] = NC_("kind", "added"),
	[SB_KIND_PRODUCT_EDIT] = NC_("kind", "changed"),
	[SB_KIND_PRODUCT_ARCHIVE] = NC_("kind", "archived"),
	[SB_KIND_OPENING] = NC_("kind", "opening"),
	[SB_KIND_RECEIVE] = NC_("kind", "received"),
	[SB_KIND_SALE] = NC_("kind", "sold"),
	[SB_KIND_RETURN_IN] = NC_("kind", "returned"),
	[SB_KIND_RETURN_OUT] = NC_("kind", "sent back"),
	[SB_KIND_REMOVE] = NC_("kind", "removed"),
	[SB_KIND_ADJUST] = NC_("kind", "corrected"),
	[SB_KIND_STORE_EDIT] = NC_("kind", "store"),
	[SB_KIND_PLAN] = NC_("kind", "planned"),
	[SB_KIND_TRANSFER_OUT] = NC_("kind", "sent"),
	[SB_KIND_TRANSFER_IN] = NC_("kind", "arrived"),
	[SB_KIND_TRANSFER_CLOSE] = NC_("kind", "given up"),
	[SB_KIND_BATCH] = NC_("kind", "batch"),
	[SB_KIND_BATCH_END] = NC_("kind", "batch end"),
	[SB_KIND_UNDO] = NC_("kind", "undone"),
	[SB_KIND_HOLD_PLACE] = NC_("kind", "held"),
	[SB_KIND_HOLD_ALLOCATE] = NC_("kind", "allocated"),
	[SB_KIND_HOLD_CONVERT] = NC_("kind", "allocated"),
	[SB_KIND_HOLD_RELEASE] = NC_("kind", "released"),
	[SB_KIND_HOLD_FULFIL] = NC_("kind", "handed out"),
	[SB_KIND_HOLD_CANCEL] = NC_("kind", "cancelled"),
	[SB_KIND_HOLD_EXPIRE] = NC_("kind", "expired"),
	[SB_KIND_USER_ADD] = NC_("kind", "user"),
	[SB_KIND_USER_EDIT] = NC_("kind", "user"),
	[SB_KIND_SUPPLIER_ADD] = NC_("kind", "supplier"),
	[SB_KIND_SUPPLIER_EDIT] = NC_("kind", "supplier"),
	[SB_KIND_ORDER_NEW] = NC_("kind", "ordered"),
	[SB_KIND_ORDER_EDIT] = NC_("kind", "changed"),
	[SB_KIND_ORDER_CANCEL] = NC_("kind", "given up"),
	[SB_KIND_COUNT_NEW] = NC_("kind", "count"),
	[SB_KIND_COUNT_SCAN] = NC_("kind", "scanned"),
	[SB_KIND_COUNT_RESOLVE] = NC_("kind", "resolved"),
	[SB_KIND_COUNT_REVIEW] = NC_("kind", "reviewed"),
	[SB_KIND_COUNT_CANCEL] = NC_("kind", "cancelled"),
	[SB_KIND_COUNT_POST] = NC_("kind", "counted"),
	[SB_KIND_REASON_ADD] = NC_("kind", "reason"),
};

static const char *const place_labels[] = {
#define P(symbol, number, word, label) [number] = label,
	SB_PLACES(P)
#undef P
};

static const struct sb_reason reason_table[] = {
#define R(symbol, word_, label_, direction_, shrinkage, demand) \
	{ .word = word_, .label = label_, .direction = direction_, .is_shrinkage = shrinkage, .is_demand = demand },
	SB_REASONS(R)
#undef R
};

const struct sb_kind_rule *sb_kind_rule(enum sb_kind kind)
{
	assert(kind < SB_KIND_COUNT);
	return &rule_table[kind];
}

unsigned sb_kind_flags(enum sb_kind kind)
{
	assert(kind < SB_KIND_COUNT);
	return flags_table[kind];
}

enum sb_kind sb_kind_subject(enum sb_kind kind)
{
	switch (kind) {
	case SB_KIND_BATCH_END:
		return SB_KIND_BATCH;
	case SB_KIND_STORE_ADD:
	case SB_KIND_STORE_EDIT:
		return SB_KIND_STORE_ADD;
	case SB_KIND_TRANSFER_OUT:
	case SB_KIND_TRANSFER_IN:
	case SB_KIND_TRANSFER_CLOSE:
		return SB_KIND_TRANSFER_OUT;
	case SB_KIND_USER_ADD:
	case SB_KIND_USER_EDIT:
		return SB_KIND_USER_ADD;
	case SB_KIND_SUPPLIER_ADD:
	case SB_KIND_SUPPLIER_EDIT:
		return SB_KIND_SUPPLIER_ADD;
	case SB_KIND_ORDER_NEW:
	case SB_KIND_ORDER_EDIT:
	case SB_KIND_ORDER_CANCEL:
	case SB_KIND_RECEIVE: /* if it is about anything */
		return SB_KIND_ORDER_NEW;
	case SB_KIND_COUNT_NEW:
	case SB_KIND_COUNT_SCAN:
	case SB_KIND_COUNT_RESOLVE:
	case SB_KIND_COUNT_REVIEW:
	case SB_KIND_COUNT_CANCEL:
	case SB_KIND_COUNT_POST:
		return SB_KIND_COUNT_NEW;
	case SB_KIND_REASON_ADD:
		return SB_KIND_REASON_ADD;
	default:
		return SB_KIND_PRODUCT_ADD;
	}
}

bool sb_kind_is_transfer(enum sb_kind kind)
{
	return sb_kind_subject(kind) == SB_KIND_TRANSFER_OUT;
}

const char *sb_kind_word(enum sb_kind kind)
{
	return sb_kind_rule(kind)->word;
}

const char *sb_kind_label(enum sb_kind kind)
{
	return _(sb_kind_rule(kind)->label);
}

const char *sb_kind_short(enum sb_kind kind)
{
	assert(kind < SB_KIND_COUNT);
	return _(short_table[kind]);
}

bool sb_kind_find(const char *word, enum sb_kind *out)
{
	for (size_t i = 0; i < SB_KIND_COUNT; i++) {
		if (strcmp(rule_table[i].word, word) != 0)
			continue;
		*out = (enum sb_kind)i;
		return true;
	}
	return false;
}

bool sb_kind_is_undoable(enum sb_kind kind)
{
	return sb_kind_flags(kind) & SB_KIND_UNDOABLE;
}

bool sb_kind_is_told_late(enum sb_kind kind, int64_t occurred_at, int64_t recorded_at)
{
	bool happens = (sb_kind_flags(kind) & SB_KIND_TAKES) && kind != SB_KIND_UNDO && !sb_kind_begins_hold(kind);

	return happens && occurred_at <= recorded_at - SB_LATE_MS;
}

bool sb_place_is_known(int64_t place)
{
	return place > 0 && place < (int64_t)SB_COUNT(place_labels);
}

const char *sb_place_label(enum sb_place place)
{
	assert(sb_place_is_known(place));
	return _(place_labels[place]);
}

const struct sb_reason *sb_reason_at(size_t index)
{
	return index < SB_COUNT(reason_table) ? &reason_table[index] : NULL;
}
