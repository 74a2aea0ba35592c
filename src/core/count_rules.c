/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What may become of a count in which state: an open one is scanned, one under review is counted again, posted or
 * opened again, and what was posted is only reversed. Later attempts are told what it became.
 */
#include "book_inside.h"
#include "count_state.h"
#include "kinds.h"
#include "statements.h"
#include "try.h"

#define LOOK_BACK 10000 /* entries among which somebody else would have left a trace */

#define IN(state) (1u << SB_COUNT_##state)

/* The states in which an entry of this kind may be recorded, and in which it may be taken back. */
static const struct {
	enum sb_kind kind;
	unsigned done_in, taken_back_in;
} rule_table[] = {
	{ SB_KIND_COUNT_NEW, IN(CANCELLED), IN(OPEN) | IN(REVIEW) },
	{ SB_KIND_COUNT_SCAN, IN(OPEN) | IN(REVIEW), IN(OPEN) | IN(REVIEW) },
	{ SB_KIND_COUNT_RESOLVE, IN(OPEN) | IN(REVIEW), IN(OPEN) | IN(REVIEW) },
	{ SB_KIND_COUNT_REVIEW, IN(OPEN), IN(REVIEW) },
	{ SB_KIND_COUNT_CANCEL, IN(OPEN) | IN(REVIEW), IN(CANCELLED) },
	{ SB_KIND_COUNT_POST, IN(REVIEW), IN(POSTED) },
};

/* What a count says to those who come too late, or too early; %lld is its number. */
static const struct {
	enum sb_status status;
	const char *sentence;
} answer_table[SB_COUNT_STATUS_COUNT] = {
	[SB_COUNT_OPEN] = { SB_REFUSED, N_("count %lld is still open: end the counting first with `count review`") },
	[SB_COUNT_REVIEW] = { SB_REFUSED,
			      N_("count %lld is under review: count a line again with `count recount`, or undo the "
				 "review") },
	[SB_COUNT_POSTED] = { SB_CONFLICT, N_("count %lld was posted already: reverse it, or begin a new one") },
	[SB_COUNT_CANCELLED] = { SB_CONFLICT, N_("count %lld was cancelled: begin a new one") },
};

static unsigned states_for(enum sb_kind root, bool takes_back)
{
	for (size_t i = 0; i < SB_COUNT(rule_table); i++)
		if (rule_table[i].kind == root)
			return takes_back ? rule_table[i].taken_back_in : rule_table[i].done_in;
	return 0;
}

enum sb_status sb_count_allow(const struct sb_count_state *count, enum sb_kind root, bool takes_back, bool is_recount,
			      struct sb_error *err)
{
	enum sb_count_status status = sb_count_status_of(count);
	bool is_scan = root == SB_KIND_COUNT_SCAN && !takes_back;
	bool fits = states_for(root, takes_back) & (1u << status);

	/* Under review a stray scan must not change what is being compared: counting again is said so. */
	if (is_scan && fits)
		fits = is_recount == (status == SB_COUNT_REVIEW);
	if (fits)
		return SB_OK;
	return sb_fail_field(err, answer_table[status].status, "count", _(answer_table[status].sentence),
			     (long long)count->id);
}

/* The journal tells: somebody else recorded something lately. */
enum sb_status sb_count_has_another(struct sb_db *db, const char *who, bool *out, struct sb_error *err)
{
	struct sb_head head;
	struct sb_stmt *stmt;

	TRY(sb_head_get(db, &head, err));
	TRY(sb_db_stmt(db, sb_sql_entry_by_another, &stmt, err));
	sb_bind_int(stmt, 1, head.seq - LOOK_BACK);
	sb_bind_text(stmt, 2, who);
	TRY(sb_stmt_step(stmt, out, err));
	sb_stmt_reset(stmt);
	return SB_OK;
}
