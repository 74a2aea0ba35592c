/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons of the shop's own in the model: added, taken back until a line names them. */
#include "model.h"

bool model_knows_reason(const struct model *model, int reason)
{
	return reason < REASONS || model->own[reason - REASONS].is_there;
}

int model_direction(const struct model *model, int reason)
{
	if (reason < 0)
		return 0;
	return reason < REASONS ? sb_reason_at((size_t)reason)->direction : model->own[reason - REASONS].meant.direction;
}

int64_t model_reason_used(const struct model *model, int reason)
{
	int64_t used = 0;

	for (int64_t i = 0; i < model->entries; i++)
		for (size_t l = 0; l < model->entry[i].lines; l++)
			used += model->entry[i].line[l].reason == reason;
	return used;
}

enum sb_status model_check_reason(const struct model *model, const struct m_entry *draft)
{
	if (draft->own < 0)
		return SB_OK;
	if (draft->gone == 1)
		return model_reason_used(model, REASONS + draft->own) ? SB_REFUSED : SB_OK;
	return model->own[draft->own].is_there ? SB_DUPLICATE : SB_OK;
}

void model_change_reason(struct model *model, const struct m_entry *entry)
{
	if (entry->own >= 0)
		model->own[entry->own] = (struct m_own){ .is_there = entry->gone != 1, .meant = entry->meant };
}
