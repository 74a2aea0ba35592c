/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People in the model, and what each may do. */
#ifndef STOCKBOOK_TESTS_MODEL_USER_H
#define STOCKBOOK_TESTS_MODEL_USER_H

#include "op.h"
#include "stockbook/user.h"

struct model;
struct m_entry;

struct m_user {
	int64_t seq;
	int person;
	enum sb_role role;
	bool is_retired;
};

/* Whose work something is; in a book without users everybody's. */
enum work { FOR_MANAGERS, FOR_CLERKS, FOR_ALL };
bool model_may(const struct model *model, enum work work);

int model_find_user(const struct model *model, int person); /* -1: no user is called so */
enum sb_status model_check_user(const struct model *model, const struct m_entry *entry);
void model_change_user(struct model *model, const struct m_entry *entry);

#endif
