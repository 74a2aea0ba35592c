/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People as the files of this folder share them. */
#ifndef SB_USERS_INSIDE_H
#define SB_USERS_INSIDE_H

#include "book_inside.h"
#include "record.h"
#include "stockbook/user.h"

/* A user as entries make it; texts lie in the arena it was read into. */
struct sb_user_state {
	int64_t id;
	const char *name;
	enum sb_role role;
	bool retired;
	int64_t created_at;
	int64_t active_from; /* where the stretch of their newest entry begins; SB_NONE: there is none */
};

static inline int64_t sb_user_stretch_of(int64_t seq)
{
	return seq - seq % SB_USER_STRETCH;
}

/* apply_user.c */
void sb_apply_user_add(struct sb_user_state *state, int64_t seq, int64_t occurred_at, const struct sb_effect *effect);
void sb_apply_user_change(struct sb_user_state *state, const struct sb_effect *effect);

/* user_store.c */
enum sb_status sb_user_put(struct sb_db *db, const struct sb_user_state *state, struct sb_error *err) SB_CHECKED;
/* What stands in the way of changing a user, or of adding one when `id` is 0: somebody must stay a manager. */
enum sb_status sb_user_refuse_last(struct sb_db *db, int64_t id, enum sb_role role, bool retired,
				   struct sb_error *err) SB_CHECKED;

/* fold_users.c: what the journal says of one, of all. Release the latter even after a failure. */
enum sb_status sb_user_derive(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_user_state *out,
			      struct sb_error *err) SB_CHECKED;
struct sb_folded_users {
	struct sb_user_state *users; /* in order */
	size_t count;
};
enum sb_status sb_users_fold(struct sb_book *book, struct sb_arena *arena, struct sb_folded_users *out,
			     struct sb_error *err) SB_CHECKED;
void sb_folded_users_release(struct sb_folded_users *users);

/* credential.c */
enum sb_status sb_credential_put(struct sb_book *book, int64_t user, const struct sb_user_change *what,
				 struct sb_error *err) SB_CHECKED;

#endif
