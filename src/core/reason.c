/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons: looked up, those of the shop kept once they were read, and the entries that add such. */
#include "reasons_inside.h"
#include "book_inside.h"
#include "record.h"
#include "statements.h"
#include "stockbook/text.h"
#include "try.h"
#include <string.h>

static const struct {
	int direction;
	const char *word;
} direction_table[] = {
#define D(direction_, word_) { .direction = (direction_), .word = word_ },
	SB_DIRECTIONS(D)
#undef D
};

const char *sb_direction_word(int direction)
{
	size_t i = 0;

	while (i + 1 < SB_COUNT(direction_table) && direction_table[i].direction != direction)
		i++;
	return direction_table[i].word;
}

bool sb_direction_find(const char *word, int *out)
{
	for (size_t i = 0; i < SB_COUNT(direction_table); i++) {
		if (strcmp(direction_table[i].word, word) != 0)
			continue;
		*out = direction_table[i].direction;
		return true;
	}
	return false;
}

/* Looking up. */

const struct sb_reason *sb_reason_built_in(const char *word)
{
	const struct sb_reason *reason;

	for (size_t i = 0; (reason = sb_reason_at(i)); i++)
		if (strcmp(reason->word, word) == 0)
			return reason;
	return NULL;
}

static void forget(struct sb_known_reason *known)
{
	free(known->word);
	free(known->label);
	free(known);
}

void sb_reasons_forget(struct sb_book *book)
{
	for (size_t i = 0; i < book->reason_count; i++)
		forget(book->reasons[i]);
	free(book->reasons);
	book->reasons = NULL;
	book->reason_count = 0;
}

/* What one means never changes, so it is kept by its number. */
static const struct sb_reason *keep(struct sb_book *book, struct sb_stmt *stmt)
{
	int64_t id = sb_col_int(stmt, 0);
	struct sb_known_reason *known;

	for (size_t i = 0; i < book->reason_count; i++)
		if (book->reasons[i]->reason.id == id)
			return &book->reasons[i]->reason;
	known = sb_alloc(sizeof(*known));
	known->word = sb_strdup(sb_col_text(stmt, 1));
	known->label = sb_strdup(sb_col_text(stmt, 2));
	known->reason = (struct sb_reason){
		.word = known->word,
		.label = known->label,
		.direction = (int)sb_col_int(stmt, 3),
		.is_shrinkage = sb_col_int(stmt, 4) != 0,
		.is_demand = sb_col_int(stmt, 5) != 0,
		.id = id,
	};
	book->reasons = sb_realloc(book->reasons, (book->reason_count + 1) * sizeof(*book->reasons));
	book->reasons[book->reason_count++] = known;
	return &known->reason;
}

/* The row is asked for each time: others add reasons, and take them back. */
enum sb_status sb_reason_find(struct sb_book *book, const char *word, const struct sb_reason **out, struct sb_error *err)
{
	const struct sb_reason *reason = sb_reason_built_in(word);
	struct sb_stmt *stmt;
	bool row;

	if (!reason) {
		TRY(sb_db_stmt(book->db, sb_sql_reason_by_word, &stmt, err));
		sb_bind_text(stmt, 1, word);
		TRY(sb_stmt_step(stmt, &row, err));
		if (row)
			reason = keep(book, stmt);
		sb_stmt_reset(stmt);
	}
	*out = reason;
	return SB_OK;
}

const char *sb_reason_label(const struct sb_reason *reason)
{
	return reason->id ? reason->label : _(reason->label);
}

const char *sb_reason_text(struct sb_book *book, const char *word)
{
	struct sb_error ignored = SB_ERROR_INIT;
	const struct sb_reason *reason;

	return sb_reason_find(book, word, &reason, &ignored) == SB_OK && reason ? sb_reason_label(reason) : word;
}

/* Rows. */

enum sb_status sb_reason_row_put(struct sb_db *db, const struct sb_reason_state *state, struct sb_error *err)
{
	const struct sb_reason *reason = &state->reason;
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, state->is_gone ? sb_sql_reason_drop : sb_sql_reason_put, &stmt, err));
	sb_bind_int(stmt, 1, reason->id);
	if (!state->is_gone) {
		sb_bind_text(stmt, 2, reason->word);
		sb_bind_text(stmt, 3, reason->label);
		sb_bind_int(stmt, 4, reason->direction);
		sb_bind_int(stmt, 5, reason->is_shrinkage);
		sb_bind_int(stmt, 6, reason->is_demand);
	}
	return sb_stmt_run(stmt, NULL, err);
}

/* Adding. */

static enum sb_status check_word(const char *word, struct sb_error *err)
{
	size_t length = strlen(word);

	if (length > 0 && length <= SB_REASON_BYTES_MAX && strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789_") == length)
		return SB_OK;
	return sb_fail_field(err, SB_INVALID, "word", _("\"%s\" cannot be the word of a reason: use 1 to %d of a-z, 0-9 and _"), word,
			     SB_REASON_BYTES_MAX);
}

static enum sb_status check_label(const char *label, struct sb_buf *clean, struct sb_error *err)
{
	if (sb_text_clean(label, clean, err) == SB_OK && clean->len > 0 && sb_utf8_count(clean->data) <= SB_REASON_LABEL_CHARS_MAX)
		return SB_OK;
	return sb_fail_field(err, SB_INVALID, "label", _("a reason's label has 1 to %d characters: give another"), SB_REASON_LABEL_CHARS_MAX);
}

static enum sb_status check_meaning(const struct sb_reason *reason, struct sb_error *err)
{
	if (reason->is_shrinkage && reason->is_demand)
		return sb_fail_field(err, SB_INVALID, "demand", _("what was used up was not lost: a reason is shrinkage or demand, not both"));
	if (reason->direction > 0 && (reason->is_shrinkage || reason->is_demand))
		return sb_fail_field(err, SB_INVALID, "direction", _("what only comes in is neither shrinkage nor demand: choose out or both"));
	return SB_OK;
}

static const char *lower(struct sb_arena *arena, const char *text)
{
	char *word = sb_arena_strdup(arena, text);

	for (char *at = word; *at; at++)
		*at = (char)(*at >= 'A' && *at <= 'Z' ? *at - 'A' + 'a' : *at);
	return word;
}

enum sb_status sb_reason_add(struct sb_write *write, const struct sb_reason *what, const struct sb_draft *draft,
			     struct sb_outcome *out, struct sb_error *err)
{
	struct sb_draft own = *draft;
	sb_auto(buf) label = SB_BUF_INIT;
	struct sb_effect *effect;
	struct sb_reason *reason;

	sb_arena_clear(write->arena);
	effect = sb_arena_alloc(write->arena, sizeof(*effect));
	*effect = (struct sb_effect){ .archived = -1, .of = SB_KIND_REASON_ADD, .at = SB_NONE };
	reason = &effect->reason_new;
	*reason = *what;
	reason->word = lower(write->arena, what->word);
	TRY(check_word(reason->word, err));
	TRY(check_label(what->label ? what->label : reason->word, &label, err));
	reason->label = sb_arena_strdup(write->arena, label.data);
	TRY(check_meaning(reason, err));
	own.kind = SB_KIND_REASON_ADD;
	own.subject = SB_NONE;
	const struct sb_intake intake = { .draft = &own, .store = SB_NONE, .effect = effect };
	return sb_record(write, &intake, out, err);
}
