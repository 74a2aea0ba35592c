/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Batches that nobody finishes any more are taken back. Whether the writer is still there is asked of its machine; of a writer on
 * another one it is believed while it wrote something lately. A mistake does no harm: a batch taken back refuses further entries,
 * so the slow writer fails instead of leaving half an import.
 */
#include "book_inside.h"
#include "statements.h"
#include "stockbook/json.h"
#include "stockbook/process.h"
#include "try.h"
#include "undo.h"
#include <string.h>

#define SILENCE_MS INT64_C(600000)
#define AT_ONCE	   16 /* batches looked at in one opening */

static enum sb_status last_written(struct sb_db *db, int64_t batch, int64_t begun, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_recover_last_of_batch, &stmt, err));
	sb_bind_int(stmt, 1, batch);
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row ? sb_col_int(stmt, 0) : begun;
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_process_state writer_state(const char *body)
{
	struct sb_error ignored = SB_ERROR_INIT;
	sb_owned(json_doc) doc = NULL;

	if (sb_json_parse(body, strlen(body), &doc, &ignored) != SB_OK)
		return SB_PROCESS_ELSEWHERE;
	const struct sb_json_value *writer = sb_json_find(sb_json_root(doc), "writer");
	const char *name = writer ? sb_json_as_text(writer) : NULL;
	return name ? sb_process_ask(name) : SB_PROCESS_ELSEWHERE;
}

struct left_over {
	int64_t seq[AT_ONCE], begun[AT_ONCE];
	enum sb_process_state writer[AT_ONCE];
	size_t count;
};

static enum sb_status list_left_over(struct sb_db *db, struct left_over *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row = true;

	TRY(sb_db_stmt(db, sb_sql_recover_batches, &stmt, err));
	for (out->count = 0; out->count < AT_ONCE; out->count++) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			break;
		out->seq[out->count] = sb_col_int(stmt, 0);
		out->writer[out->count] = writer_state(sb_col_text(stmt, 1));
		out->begun[out->count] = sb_col_int(stmt, 2);
	}
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status is_abandoned(struct sb_book *book, const struct left_over *left, size_t i, bool *out, struct sb_error *err)
{
	int64_t last = 0;

	*out = left->writer[i] == SB_PROCESS_GONE;
	if (left->writer[i] != SB_PROCESS_ELSEWHERE)
		return SB_OK;
	TRY(last_written(book->db, left->seq[i], left->begun[i], &last, err));
	*out = sb_book_now(book) - last > SILENCE_MS;
	return SB_OK;
}

static enum sb_status take_back(struct sb_book *book, int64_t seq, int64_t *undone, struct sb_error *err)
{
	struct sb_outcome ignored;
	int64_t written = 0;

	TRY(sb_undo_counted(book, seq, NULL, NULL, &written, &ignored, err));
	*undone += written;
	return SB_OK;
}

static enum sb_status take_back_abandoned(struct sb_book *book, int64_t *undone, struct sb_error *err)
{
	struct left_over left = { 0 };
	bool abandoned = false;

	TRY(list_left_over(book->db, &left, err));
	for (size_t i = 0; i < left.count; i++) {
		TRY(is_abandoned(book, &left, i, &abandoned, err));
		if (abandoned)
			TRY(take_back(book, left.seq[i], undone, err));
	}
	return SB_OK;
}

/* Undoing goes from the newest to the oldest, so what it left half-done has its first entry standing. */
static enum sb_status go_on_undoing(struct sb_book *book, int64_t *undone, struct sb_error *err)
{
	int64_t seq[AT_ONCE];
	size_t count = 0;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_recover_undone, &stmt, err));
	for (; count < AT_ONCE; count++) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			break;
		seq[count] = sb_col_int(stmt, 0);
	}
	sb_stmt_reset(stmt);
	for (size_t i = 0; i < count; i++)
		TRY(take_back(book, seq[i], undone, err));
	return SB_OK;
}

enum sb_status sb_book_recover(struct sb_book *book, int64_t *undone, struct sb_error *err)
{
	int64_t count = 0;

	TRY(take_back_abandoned(book, &count, err));
	TRY(go_on_undoing(book, &count, err));
	*undone = count + book->recovered;
	book->recovered = 0;
	return SB_OK;
}
