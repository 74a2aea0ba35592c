/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an entry does to a shop's own reasons: held to the rules, stored. */
#include "kinds.h"
#include "reasons_inside.h"
#include "record.h"
#include "statements.h"
#include "try.h"

static bool is_about_reason(const struct sb_recording *recording)
{
	return sb_kind_subject(sb_recording_root(recording)) == SB_KIND_REASON_ADD;
}

static enum sb_status refuse_taken(struct sb_book *book, const char *word, struct sb_error *err)
{
	const struct sb_reason *taken;

	TRY(sb_reason_find(book, word, &taken, err));
	return taken ? sb_fail_field(err, SB_DUPLICATE, "word", _("there is a reason %s already: choose another word"), word) : SB_OK;
}

/* Lines name it for ever, also those that were taken back. */
static enum sb_status refuse_used(struct sb_db *db, const char *word, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_reason_used, &stmt, err));
	sb_bind_text(stmt, 1, word);
	TRY(sb_stmt_step(stmt, &row, err));
	sb_stmt_reset(stmt);
	return row ? sb_fail(err, SB_REFUSED, _("stock was booked for the reason %s: a reason that was used stays"), word) : SB_OK;
}

enum sb_status sb_record_reason_prepare(struct sb_recording *recording, struct sb_error *err)
{
	struct sb_book *book = recording->book;
	struct sb_reason_state state;

	if (!is_about_reason(recording))
		return SB_OK;
	if (recording->entry.kind == SB_KIND_REASON_ADD)
		return refuse_taken(book, recording->effect->reason_new.word, err);
	TRY(sb_reason_derive(book, recording->entry.subject, recording->write->arena, &state, err));
	return recording->effect->fate == SB_STORE_GOES ? refuse_used(book->db, state.reason.word, err)
							: refuse_taken(book, state.reason.word, err);
}

enum sb_status sb_record_reason_write(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;
	struct sb_reason_state state;

	if (!is_about_reason(recording))
		return SB_OK;
	TRY(sb_reason_derive(recording->book, entry->kind == SB_KIND_REASON_ADD ? entry->seq : entry->subject, recording->write->arena,
			     &state, err));
	return sb_reason_row_put(recording->book->db, &state, err);
}
