/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds in the model: what is set aside, and what became of it. */
#ifndef STOCKBOOK_TESTS_MODEL_HOLD_H
#define STOCKBOOK_TESTS_MODEL_HOLD_H

#include "op.h"
#include "stockbook/hold.h"

struct model;
struct m_entry;

struct m_part {
	int product;
	int64_t qty, held, committed, fulfilled;
};

struct m_hold {
	int64_t seq, version, placed_at, expires_at; /* SB_NONE: never */
	int store, order;
	enum sb_kind begun;
	enum sb_hold_status status; /* as recorded */
	struct m_part part[LINES_MAX];
	size_t parts;
};

bool model_is_hold(enum sb_kind kind);
bool model_begins_hold(enum sb_kind kind);
enum sb_hold_status model_hold_status(const struct m_hold *hold, int64_t now);
/* Held by what has expired without that being recorded. */
int64_t model_expired(const struct model *model, int product, int store);
/* Before an entry with these lines: expiries of their products in the store are recorded. */
enum sb_status model_expire_lines(struct model *model, const struct m_entry *draft);
/* Everywhere, before a product goes. */
enum sb_status model_expire_product(struct model *model, int product);
enum sb_status model_expire_all(struct model *model);
/* Whether this may become of the hold; what was asked for becomes lines, nothing asked all that is left. */
enum sb_status model_check_hold(const struct model *model, struct m_entry *entry);
void model_change_hold(struct model *model, const struct m_entry *entry);

#endif
