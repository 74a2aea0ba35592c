/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People in the model: what each may do, and that there is always a manager. */
#include "model.h"

int model_find_user(const struct model *model, int person)
{
	for (int i = 0; i < model->users; i++)
		if (model->user[i].person == person)
			return i;
	return -1;
}

bool model_may(const struct model *model, enum work work)
{
	int self = model_find_user(model, model->who);
	enum sb_role role = self >= 0 ? model->user[self].role : SB_ROLE_NONE;

	if (!model->users)
		return true;
	if (self < 0 || model->user[self].is_retired)
		return false;
	return role == SB_ROLE_MANAGER || work == FOR_ALL || (role == SB_ROLE_CLERK && work == FOR_CLERKS);
}

enum sb_status model_check_user(const struct model *model, const struct m_entry *entry)
{
	int managers = 0;

	if (entry->user < 0)
		return SB_OK;
	if (entry->kind == SB_KIND_USER_ADD && model_find_user(model, model->user[entry->user].person) < entry->user)
		return SB_DUPLICATE;
	for (int i = 0; i < model->users; i++) {
		const struct m_user *user = &model->user[i];
		bool is_meant = i == entry->user;
		enum sb_role role = is_meant && entry->role != SB_ROLE_NONE ? entry->role : user->role;

		managers += role == SB_ROLE_MANAGER && !(is_meant && entry->retired >= 0 ? entry->retired == 1 : user->is_retired);
	}
	return managers ? SB_OK : SB_REFUSED;
}

void model_change_user(struct model *model, const struct m_entry *entry)
{
	struct m_user *user = entry->user >= 0 ? &model->user[entry->user] : NULL;

	if (!user)
		return;
	if (entry->kind == SB_KIND_USER_ADD)
		user->seq = model->entries;
	if (entry->role != SB_ROLE_NONE)
		user->role = entry->role;
	if (entry->retired >= 0)
		user->is_retired = entry->retired == 1;
}
