/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From scans to what is on hand: codes are resolved, counting ends, differences are booked, and taken back. */
#include "count_state.h"
#include "entry_read.h"
#include "record.h"
#include "statements.h"
#include "try.h"

/* ---- steps ---- */

static void fill_draft(const struct sb_count_step *step, struct sb_draft *draft)
{
	draft->subject = step->count;
	draft->note = step->note;
	draft->token = step->token;
	draft->fingerprint = step->fingerprint;
}

/* Records one step with what its body says (NULL: nothing), in a transaction of its own. */
static enum sb_status record_step(struct sb_book *book, enum sb_kind kind, const struct sb_count_step *step,
				  const struct sb_effect *effect, struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	struct sb_draft draft = SB_DRAFT(kind);
	const struct sb_intake intake = { .draft = &draft, .store = SB_NONE, .effect = effect };
	struct sb_outcome outcome;

	fill_draft(step, &draft);
	TRY(sb_write_begin(book, &write, err));
	TRY(sb_record(write, &intake, &outcome, err));
	TRY(sb_write_commit(write, err));
	*out = outcome;
	return SB_OK;
}

static enum sb_status refuse_known_code(struct sb_book *book, int64_t count, const char *code, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_count_unmatched_code, &stmt, err));
	sb_bind_int(stmt, 1, count);
	sb_bind_text(stmt, 2, code);
	TRY(sb_stmt_step(stmt, &row, err));
	bool is_there = row && sb_col_int(stmt, 0) > 0;
	sb_stmt_reset(stmt);
	if (is_there)
		return SB_OK;
	return sb_fail_field(err, SB_NOT_FOUND, "code",
			     _("count %lld has no unmatched code %s: `list --of=unmatched` shows them"),
			     (long long)count, code);
}

enum sb_status sb_count_resolve(struct sb_book *book, const struct sb_count_step *step, const char *code,
				int64_t product, bool is_outside, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_count_effect count = SB_COUNT_EFFECT;
	const struct sb_effect effect = { .archived = -1, .of = SB_KIND_COUNT_RESOLVE, .at = SB_NONE, .count = &count };
	enum sb_kind kind;
	bool found = false;

	if (step->token && step->fingerprint)
		TRY(sb_record_replay(book->db, step->token, step->fingerprint, &found, out, err));
	if (found)
		return SB_OK;
	TRY(refuse_known_code(book, step->count, code, err));
	count.code = code;
	count.has_product = product != SB_NONE;
	count.is_outside = is_outside && count.has_product;
	if (count.has_product)
		TRY(sb_entry_identify(book->db, product, &count.product, &kind, err));
	return record_step(book, SB_KIND_COUNT_RESOLVE, step, &effect, out, err);
}

enum sb_status sb_count_cancel(struct sb_book *book, const struct sb_count_step *step, struct sb_outcome *out,
			       struct sb_error *err)
{
	static const struct sb_count_effect nothing = SB_COUNT_EFFECT;
	const struct sb_effect effect = {
		.archived = -1, .of = SB_KIND_COUNT_CANCEL, .at = SB_NONE, .reason = step->reason, .count = &nothing
	};

	return record_step(book, SB_KIND_COUNT_CANCEL, step, &effect, out, err);
}

/* What was done before, told as replayed. */
static enum sb_status tell_again(struct sb_book *book, int64_t seq, int64_t occurred_at, struct sb_outcome *out,
				 struct sb_error *err)
{
	struct sb_outcome seen = { .seq = seq, .occurred_at = occurred_at, .replayed = true };

	TRY(sb_entry_identify(book->db, seq, &seen.id, &seen.kind, err));
	*out = seen;
	return SB_OK;
}

/* Under review already, it is so already. */
enum sb_status sb_count_review(struct sb_book *book, const struct sb_count_step *step, struct sb_outcome *out,
			       struct sb_error *err)
{
	sb_owned(write) write = NULL;
	sb_owned(arena) arena = sb_arena_new();
	struct sb_draft draft = SB_DRAFT(SB_KIND_COUNT_REVIEW);
	const struct sb_intake intake = { .draft = &draft, .store = SB_NONE };
	struct sb_count_state count;
	struct sb_outcome outcome;

	fill_draft(step, &draft);
	TRY(sb_write_begin(book, &write, err));
	TRY(sb_count_load(book->db, step->count, arena, &count, err));
	if (sb_count_status_of(&count) == SB_COUNT_REVIEW && !step->token)
		return tell_again(book, count.review, count.reviewed_at, out, err);
	TRY(sb_record(write, &intake, &outcome, err));
	TRY(sb_write_commit(write, err));
	*out = outcome;
	return SB_OK;
}

/* ---- posting ---- */

static enum sb_status count_beyond(struct sb_db *db, const struct sb_count_state *count, int64_t *out,
				   struct sb_error *err)
{
	struct sb_count_sums sums;

	*out = 0;
	if (count->tolerance_milli == SB_NONE && count->tolerance_percent == SB_NONE &&
	    count->tolerance_minor == SB_NONE)
		return SB_OK;
	TRY(sb_count_add_up(db, count, &sums, err));
	*out = sums.beyond;
	return SB_OK;
}

/* What was still being counted has to be ended first, which also tells what a blind count keeps to itself until then. */
static enum sb_status refuse_beyond(const struct sb_count_state *count, int64_t beyond, bool was_open, struct sb_error *err)
{
	if (was_open)
		return sb_fail_field(err, SB_REFUSED, "count",
				     _("not all of count %lld is within the tolerance: end the counting with `count review`, which "
				       "says what to count again, or post with --force"),
				     (long long)count->id);
	return sb_fail_field(err, SB_REFUSED, "count",
			     ngettext("%lld line is beyond the tolerance: count it again with `count recount`, or post "
				      "with --force",
				      "%lld lines are beyond the tolerance: count them again with `count recount`, or "
				      "post with --force",
				      (unsigned long)beyond),
			     (long long)beyond);
}

static enum sb_status refuse_unready(struct sb_db *db, const struct sb_count_state *count, bool was_open, struct sb_error *err)
{
	int64_t beyond;

	if (count->unmatched)
		return sb_fail_field(
			err, SB_REFUSED, "count",
			ngettext("%lld scan is of an unknown code: say what it is with `count resolve`, or "
				 "post with --force",
				 "%lld scans are of unknown codes: say what they are with `count resolve`, "
				 "or post with --force",
				 (unsigned long)count->unmatched),
			(long long)count->unmatched);
	TRY(count_beyond(db, count, &beyond, err));
	return beyond ? refuse_beyond(count, beyond, was_open, err) : SB_OK;
}

/* What was never counted is taken for gone when the counting ended; what is not there leaves no line in the end. */
static enum sb_status zero_uncounted(struct sb_db *db, const struct sb_count_state *count,
				     const struct sb_count_step *step, struct sb_error *err)
{
	struct sb_line_state line = {
		.counted_at = count->reviewed_at, .counted_seq = count->review, .expected = SB_NONE, .absorbed = SB_NONE
	};
	struct sb_line_state ignored;
	bool found;

	if (!count->zeroes)
		return SB_OK;
	TRY(sb_line_date(db, &line, err));
	for (size_t i = 0; i < step->uncounted_count; i++) {
		line.product = step->uncounted[i];
		TRY(sb_line_load(db, count->id, line.product, &found, &ignored, err));
		if (!found)
			TRY(sb_line_put(db, count, &line, err));
	}
	return SB_OK;
}

static enum sb_status pass_review(struct sb_write *write, int64_t id, struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_COUNT_REVIEW);
	const struct sb_intake intake = { .draft = &draft, .store = SB_NONE };
	struct sb_outcome ignored;

	draft.subject = id;
	sb_arena_clear(write->arena);
	return sb_record(write, &intake, &ignored, err);
}

static enum sb_status post(struct sb_write *write, const struct sb_count_step *step, struct sb_arena *arena,
			   struct sb_count_state *count, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_db *db = write->book->db;
	struct sb_draft draft = SB_DRAFT(SB_KIND_COUNT_POST);
	const struct sb_intake intake = { .draft = &draft, .store = SB_NONE };

	bool was_open = sb_count_status_of(count) == SB_COUNT_OPEN;

	if (was_open)
		TRY(pass_review(write, step->count, err));
	TRY(sb_count_load(db, step->count, arena, count, err));
	TRY(sb_count_allow(count, SB_KIND_COUNT_POST, false, false, err));
	if (!step->is_forced)
		TRY(refuse_unready(db, count, was_open, err));
	TRY(zero_uncounted(db, count, step, err));
	fill_draft(step, &draft);
	draft.physical = true;
	sb_arena_clear(write->arena);
	return sb_record(write, &intake, out, err);
}

enum sb_status sb_count_post(struct sb_book *book, const struct sb_count_step *step, struct sb_outcome *out,
			     struct sb_error *err)
{
	sb_owned(write) write = NULL;
	sb_owned(arena) arena = sb_arena_new();
	struct sb_count_state count;
	struct sb_outcome outcome;
	bool found = false;

	TRY(sb_write_begin(book, &write, err));
	if (step->token && step->fingerprint)
		TRY(sb_record_replay(book->db, step->token, step->fingerprint, &found, out, err));
	if (found)
		return SB_OK;
	TRY(sb_count_load(book->db, step->count, arena, &count, err));
	if (sb_count_status_of(&count) == SB_COUNT_POSTED)
		return tell_again(book, count.posting, count.posted_at, out, err);
	TRY(post(write, step, arena, &count, &outcome, err));
	TRY(sb_write_commit(write, err));
	*out = outcome;
	return SB_OK;
}

/* ---- reversing ---- */

static void add_reverse(const struct sb_compared *compared, struct sb_draft *draft, struct sb_line *lines)
{
	/* Of a posting that is undone already nothing is absorbed any more; that it is undone is told where it is recorded. */
	int64_t absorbed = compared->line.absorbed == SB_NONE ? 0 : compared->line.absorbed;
	int64_t booked = compared->variance + absorbed;

	if (!booked)
		return;
	lines[draft->line_count++] = (struct sb_line){
		.product = compared->line.product,
		.from = booked > 0 ? SB_AT_STORE : SB_AT_DIFFERENCE,
		.to = booked > 0 ? SB_AT_DIFFERENCE : SB_AT_STORE,
		.qty_milli = booked > 0 ? booked : -booked,
		.reason = "recount",
		.price_minor = SB_NONE,
		.cost_minor = SB_NONE,
		.occurred_at = compared->line.counted_at,
	};
}

/* Money goes back as it came. */
static void copy_costs(const struct sb_entry *entry, const struct sb_draft *draft, struct sb_line *lines)
{
	size_t at = 0;

	for (size_t i = 0; i < draft->line_count; i++) {
		while (at < entry->line_count && entry->lines[at].product < lines[i].product)
			at++;
		if (at < entry->line_count && entry->lines[at].product == lines[i].product)
			lines[i].cost_minor = entry->lines[at].cost_minor;
	}
}

enum sb_status sb_count_reversal(struct sb_db *db, const struct sb_entry *entry, struct sb_arena *arena,
				 struct sb_draft *draft, struct sb_error *err)
{
	struct sb_compared *compared;
	struct sb_line *lines;
	size_t count;

	TRY(sb_count_compare(db, entry->subject, &compared, &count, err));
	lines = sb_arena_alloc(arena, (count + 1) * sizeof(*lines));
	draft->line_count = 0;
	for (size_t i = 0; i < count; i++)
		add_reverse(&compared[i], draft, lines);
	free(compared);
	copy_costs(entry, draft, lines);
	draft->lines = lines;
	return SB_OK;
}

enum sb_status sb_count_reverse(struct sb_book *book, int64_t id, const char *token, const struct sb_hash *fingerprint,
				struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_count_state count;
	bool found = false;

	if (token && fingerprint)
		TRY(sb_record_replay(book->db, token, fingerprint, &found, out, err));
	if (found)
		return SB_OK;
	TRY(sb_count_load(book->db, id, arena, &count, err));
	if (count.posting == SB_NONE)
		return sb_fail_field(err, SB_REFUSED, "count",
				     _("count %lld is %s: only a posted count can be reversed"), (long long)id,
				     sb_count_label(sb_count_status_of(&count)));
	return sb_book_undo(book, count.posting, token, fingerprint, out, err);
}
