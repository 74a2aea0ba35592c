/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons in the model: those of the table by their place in it, behind them the words a shop may add. */
#ifndef STOCKBOOK_TESTS_MODEL_REASON_H
#define STOCKBOOK_TESTS_MODEL_REASON_H

#include "op.h"
#include "stockbook/error.h"

struct model;
struct m_entry;

/* What is said of one when it is added. */
struct m_meant {
	int direction;
	bool shrinks, demands;
};
struct m_own {
	bool is_there;
	struct m_meant meant;
};

bool model_knows_reason(const struct model *model, int reason);
int model_direction(const struct model *model, int reason);
/* Lines that name it, also such as were taken back. */
int64_t model_reason_used(const struct model *model, int reason);
enum sb_status model_check_reason(const struct model *model, const struct m_entry *draft);
void model_change_reason(struct model *model, const struct m_entry *entry);

#endif
