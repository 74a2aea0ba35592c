/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shop's own reasons as the files of this folder share them. */
#ifndef SB_REASONS_INSIDE_H
#define SB_REASONS_INSIDE_H

#include "effect.h"
#include "stockbook/reason.h"

/* As entries make it; texts lie in the arena it was read into. */
struct sb_reason_state {
	struct sb_reason reason;
	bool is_gone; /* its addition was undone: nothing derived is there of it */
};

/* reason.c: one that every book has; NULL: no such. */
const struct sb_reason *sb_reason_built_in(const char *word);
/* Its row, or none if it is gone. */
enum sb_status sb_reason_row_put(struct sb_db *db, const struct sb_reason_state *state, struct sb_error *err) SB_CHECKED;

/* fold_reasons.c: what the journal says of one, of all. Release the latter even after a failure. SB_CORRUPT names the entry. */
enum sb_status sb_reason_derive(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_reason_state *out,
				struct sb_error *err) SB_CHECKED;
struct sb_folded_reasons {
	struct sb_reason_state *reasons; /* in order */
	size_t count;
};
enum sb_status sb_reasons_fold(struct sb_book *book, struct sb_arena *arena, struct sb_folded_reasons *out,
			       struct sb_error *err) SB_CHECKED;
void sb_folded_reasons_release(struct sb_folded_reasons *reasons);

#endif
