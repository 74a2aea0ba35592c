/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What entries do to people. */
#include "users_inside.h"

void sb_apply_user_add(struct sb_user_state *state, int64_t seq, int64_t occurred_at, const struct sb_effect *effect)
{
	*state = (struct sb_user_state){
		.id = seq,
		.name = effect->name,
		.role = effect->user_set.role,
		.created_at = occurred_at,
		.active_from = SB_NONE,
	};
}

void sb_apply_user_change(struct sb_user_state *state, const struct sb_effect *effect)
{
	if (effect->user_set.role != SB_ROLE_NONE)
		state->role = effect->user_set.role;
	if (effect->user_set.retired != SB_UNSAID)
		state->retired = effect->user_set.retired == SB_YES;
}
